"""Floor 1: tables, one file per area. Importing this package registers every table."""

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

__all__ = [
    "CheckResult",
    "CheckRun",
    "CleanUp",
    "ColumnChoice",
    "Compendium",
    "CompendiumEntry",
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
    "InventoryProblem",
    "LeaderScope",
    "LeadingBody",
    "LegalBasis",
    "LimitOverride",
    "Measure",
    "Person",
    "Post",
    "Power",
    "RequiredInstitution",
    "RiskAssessment",
    "RiskFactor",
    "RiskMethod",
    "RiskMethodPart",
    "RiskPoint",
    "RiskReview",
    "Tenure",
    "Unit",
    "Waiver",
]
