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
    from powerctl.model.store import ColumnChoice, ImportBatch
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
    "AgendaItem",
    "Attendance",
    "BudgetStep",
    "CatalogueItem",
    "CheckResult",
    "CheckRun",
    "CleanUp",
    "ColumnChoice",
    "Compendium",
    "CompendiumEntry",
    "Consultation",
    "Delegation",
    "DiscretionBenchmark",
    "Duty",
    "Edition",
    "Exercise",
    "Finding",
    "FlowChart",
    "FlowEdge",
    "FlowStep",
    "ImportBatch",
    "Institution",
    "InstitutionLink",
    "InstitutionReview",
    "Instruction",
    "InventoryProblem",
    "LeaderScope",
    "LeadingBody",
    "LegalBasis",
    "LimitOverride",
    "Measure",
    "Meeting",
    "MeetingInspection",
    "MeetingReopening",
    "MinutesCopy",
    "NamedBallot",
    "NamedVote",
    "ParallelRecord",
    "Person",
    "PersonInquiry",
    "Post",
    "Power",
    "ProcedureStep",
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
    "Statement",
    "Tenure",
    "Topic",
    "Unit",
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
}
_REFERS_TO = {"votes": ("meetings",), "risk": ("charts", "institutions"), "institutions": ("risk", "charts")}
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
