"""Floor 1: tables, one file per area.

A table's class is made when somebody asks for it, since each costs milliseconds that a short command
would wait for: `from powerctl.model import Unit` loads the file of `Unit` and those that its foreign
keys lead to. `load_all` registers every table.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from powerctl.model.charts import FlowChart, FlowEdge, FlowStep
    from powerctl.model.clean_up import CleanUp, Delegation, DiscretionBenchmark, Exercise, InventoryProblem
    from powerctl.model.disclosure import (
        Feedback,
        Notice,
        NoticeSubject,
        OpenItem,
        Publication,
    )
    from powerctl.model.finance import (
        AccountFigure,
        ApprovalLimit,
        Countersignature,
        CountersignSheet,
        Expenditure,
        FinanceReport,
        FundAccount,
        LadderStep,
        SignOff,
    )
    from powerctl.model.institutions import (
        Compendium,
        CompendiumEntry,
        Institution,
        InstitutionLink,
        InstitutionReview,
        LeaderScope,
        LeadingBody,
        RequiredInstitution,
    )
    from powerctl.model.limits import LimitOverride
    from powerctl.model.matching import (
        MatterLink,
    )
    from powerctl.model.meetings import (
        AgendaItem,
        Attendance,
        BudgetStep,
        CatalogueItem,
        Consultation,
        Instruction,
        Meeting,
        MeetingInspection,
        MeetingReopening,
        ParallelRecord,
        ProcedureStep,
        Question,
        Recusal,
        Statement,
        Topic,
    )
    from powerctl.model.organization import Duty, Person, Post, Tenure, Unit
    from powerctl.model.personnel import (
        Appointment,
        AppointmentRecusal,
        AppointmentStep,
        ExamAttempt,
        PersonnelAction,
        Probation,
        Vetting,
    )
    from powerctl.model.registry import Edition, LegalBasis, Power
    from powerctl.model.risk import (
        Measure,
        RiskAssessment,
        RiskFactor,
        RiskMethod,
        RiskMethodPart,
        RiskPoint,
        RiskReview,
    )
    from powerctl.model.rulebook import CheckResult, CheckRun, Finding, Waiver
    from powerctl.model.store import AwaitedLink, ColumnChoice, ImportBatch
    from powerctl.model.supervision import (
        Audit,
        Inspection,
        PersonalReport,
    )
    from powerctl.model.trading import (
        Bidder,
        Project,
        ProjectGate,
        PublicTransaction,
        TradingVenue,
        Undertaking,
    )
    from powerctl.model.votes import (
        MinutesCopy,
        NamedBallot,
        NamedVote,
        PersonInquiry,
        Resolution,
        ResolutionProgress,
        SecretBallot,
    )

__all__ = [
    "AccountFigure",
    "AgendaItem",
    "Appointment",
    "AppointmentRecusal",
    "AppointmentStep",
    "ApprovalLimit",
    "Attendance",
    "Audit",
    "AwaitedLink",
    "Bidder",
    "BudgetStep",
    "CatalogueItem",
    "CheckResult",
    "CheckRun",
    "CleanUp",
    "ColumnChoice",
    "Compendium",
    "CompendiumEntry",
    "Consultation",
    "CountersignSheet",
    "Countersignature",
    "Delegation",
    "DiscretionBenchmark",
    "Duty",
    "Edition",
    "ExamAttempt",
    "Exercise",
    "Expenditure",
    "Feedback",
    "FinanceReport",
    "Finding",
    "FlowChart",
    "FlowEdge",
    "FlowStep",
    "FundAccount",
    "ImportBatch",
    "Inspection",
    "Institution",
    "InstitutionLink",
    "InstitutionReview",
    "Instruction",
    "InventoryProblem",
    "LadderStep",
    "LeaderScope",
    "LeadingBody",
    "LegalBasis",
    "LimitOverride",
    "MatterLink",
    "Measure",
    "Meeting",
    "MeetingInspection",
    "MeetingReopening",
    "MinutesCopy",
    "NamedBallot",
    "NamedVote",
    "Notice",
    "NoticeSubject",
    "OpenItem",
    "ParallelRecord",
    "Person",
    "PersonInquiry",
    "PersonalReport",
    "PersonnelAction",
    "Post",
    "Power",
    "Probation",
    "ProcedureStep",
    "Project",
    "ProjectGate",
    "PublicTransaction",
    "Publication",
    "Question",
    "Recusal",
    "RequiredInstitution",
    "Resolution",
    "ResolutionProgress",
    "RiskAssessment",
    "RiskFactor",
    "RiskMethod",
    "RiskMethodPart",
    "RiskPoint",
    "RiskReview",
    "SecretBallot",
    "SignOff",
    "Statement",
    "Tenure",
    "Topic",
    "TradingVenue",
    "Undertaking",
    "Unit",
    "Vetting",
    "Waiver",
    "load_all",
]

# These refer to each other: every record has an import batch, a batch a unit and an edition.
_CORE = ("organization", "registry", "store")
_TABLES = {
    "charts": (
        "FlowChart",
        "FlowEdge",
        "FlowStep",
    ),
    "clean_up": (
        "CleanUp",
        "Delegation",
        "DiscretionBenchmark",
        "Exercise",
        "InventoryProblem",
    ),
    "institutions": (
        "Compendium",
        "CompendiumEntry",
        "Institution",
        "InstitutionLink",
        "InstitutionReview",
        "LeaderScope",
        "LeadingBody",
        "RequiredInstitution",
    ),
    "limits": ("LimitOverride",),
    "organization": (
        "Duty",
        "Person",
        "Post",
        "Tenure",
        "Unit",
    ),
    "registry": (
        "Edition",
        "LegalBasis",
        "Power",
    ),
    "risk": (
        "Measure",
        "RiskAssessment",
        "RiskFactor",
        "RiskMethod",
        "RiskMethodPart",
        "RiskPoint",
        "RiskReview",
    ),
    "rulebook": (
        "CheckResult",
        "CheckRun",
        "Finding",
        "Waiver",
    ),
    "store": (
        "AwaitedLink",
        "ColumnChoice",
        "ImportBatch",
    ),
    "meetings": (
        "CatalogueItem",
        "Topic",
        "ProcedureStep",
        "Consultation",
        "Instruction",
        "Meeting",
        "Attendance",
        "AgendaItem",
        "Question",
        "Recusal",
        "Statement",
        "ParallelRecord",
        "MeetingInspection",
        "MeetingReopening",
        "BudgetStep",
    ),
    "votes": (
        "NamedBallot",
        "NamedVote",
        "SecretBallot",
        "Resolution",
        "ResolutionProgress",
        "MinutesCopy",
        "PersonInquiry",
    ),
    "finance": (
        "ApprovalLimit",
        "LadderStep",
        "Expenditure",
        "SignOff",
        "CountersignSheet",
        "Countersignature",
        "FundAccount",
        "AccountFigure",
        "FinanceReport",
    ),
    "trading": (
        "TradingVenue",
        "Project",
        "ProjectGate",
        "PublicTransaction",
        "Bidder",
        "Undertaking",
    ),
    "personnel": (
        "Appointment",
        "AppointmentStep",
        "Vetting",
        "ExamAttempt",
        "Probation",
        "AppointmentRecusal",
        "PersonnelAction",
    ),
    "supervision": (
        "Inspection",
        "Audit",
        "PersonalReport",
    ),
    "disclosure": (
        "OpenItem",
        "Publication",
        "Notice",
        "NoticeSubject",
        "Feedback",
    ),
    "matching": ("MatterLink",),
}
_REFERS_TO = {
    "votes": ("meetings",),
    "risk": ("charts", "institutions"),
    "institutions": ("risk", "charts"),
    "finance": ("meetings", "trading"),
    "trading": ("meetings",),
    "personnel": ("meetings",),
    "supervision": ("meetings", "trading", "finance", "personnel"),
    "disclosure": ("meetings", "trading", "finance", "personnel"),
}
_PLACES = {name: place for place, names in _TABLES.items() for name in names}


def load_all() -> None:
    """Registers every table, for what looks at the whole schema."""
    for place in _TABLES:
        import_module(f"powerctl.model.{place}")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        place = _PLACES[name]
        for other in (*_CORE, *_REFERS_TO.get(place, ())):
            import_module(f"powerctl.model.{other}")
        found = getattr(import_module(f"powerctl.model.{place}"), name)
        globals()[name] = found
        return found
