"""Floor 1: tables, one file per area. Importing this package registers every table."""

from powerctl.model.limits import LimitOverride
from powerctl.model.organization import Duty, Person, Post, Tenure, Unit
from powerctl.model.registry import Edition, LegalBasis, Power
from powerctl.model.risk import Measure, RiskPoint
from powerctl.model.rulebook import CheckResult, CheckRun, Finding, Waiver
from powerctl.model.store import ImportBatch

__all__ = [
    "CheckResult",
    "CheckRun",
    "Duty",
    "Edition",
    "Finding",
    "ImportBatch",
    "LegalBasis",
    "LimitOverride",
    "Measure",
    "Person",
    "Post",
    "Power",
    "RiskPoint",
    "Tenure",
    "Unit",
    "Waiver",
]
