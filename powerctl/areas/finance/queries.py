"""Money and trades as expressions for rules and reports (R-HY-04, R-HY-05, R-CC-03, R-FS-06).

What speaks *for* a payment must be on record, certainly: an empty value never does.
"""

from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, String, and_, cast, func, literal, or_, select

from powerctl.areas.organization.queries import UNIT, is_blank, the_day, unit_key
from powerctl.limits.in_force import working_day
from powerctl.limits.spans import limit_span
from powerctl.model import (
    AgendaItem,
    ApprovalLimit,
    Countersignature,
    CountersignSheet,
    Expenditure,
    FinanceReport,
    FundAccount,
    Inspection,
    LadderStep,
    Meeting,
    Project,
    ProjectGate,
    Publication,
    PublicTransaction,
    SignOff,
    TradingVenue,
    Undertaking,
)
from powerctl.terms import ExpenditureState

_TABLES = Expenditure.metadata.tables
EXPENDITURE = _TABLES[str(Expenditure.__tablename__)]
APPROVAL_LIMIT = _TABLES[str(ApprovalLimit.__tablename__)]
LADDER_STEP = _TABLES[str(LadderStep.__tablename__)]
SIGN_OFF = _TABLES[str(SignOff.__tablename__)]
SHEET = _TABLES[str(CountersignSheet.__tablename__)]
COUNTERSIGNATURE = _TABLES[str(Countersignature.__tablename__)]
FUND = _TABLES[str(FundAccount.__tablename__)]
FINANCE_REPORT = _TABLES[str(FinanceReport.__tablename__)]
PROJECT = _TABLES[str(Project.__tablename__)]
PROJECT_GATE = _TABLES[str(ProjectGate.__tablename__)]
TRADE = _TABLES[str(PublicTransaction.__tablename__)]
VENUE = _TABLES[str(TradingVenue.__tablename__)]
UNDERTAKING = _TABLES[str(Undertaking.__tablename__)]
INSPECTION = _TABLES[str(Inspection.__tablename__)]
PUBLICATION = _TABLES[str(Publication.__tablename__)]
AGENDA_ITEM = _TABLES[str(AgendaItem.__tablename__)]
MEETING = _TABLES[str(Meeting.__tablename__)]

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
UNPAID = (ExpenditureState.PENDING, ExpenditureState.RETURNED)


def expenditure_key(unit: FromClause = UNIT, record: FromClause = EXPENDITURE) -> ColumnElement[str]:
    """What a clerk knows a payment by: unit/identity#ordinal."""
    key: ColumnElement[str] = (
        unit_key(unit, record.c.unit_id)
        .concat("/")
        .concat(record.c.identity)
        .concat("#")
        .concat(cast(record.c.ordinal, String))
    )
    return key


def numbered_key(record: FromClause, unit: FromClause = UNIT) -> ColumnElement[str]:
    """What a clerk knows a trade, project or undertaking by: unit/number."""
    key: ColumnElement[str] = unit_key(unit, record.c.unit_id).concat("/").concat(record.c.number)
    return key


def is_judged(record: FromClause = EXPENDITURE) -> ColumnElement[bool]:
    """Paid by the day of the check, as far as anybody knows: not said to be void, or still unpaid."""
    state, day = record.c.state, record.c.paid_on
    # Not one term that an index could answer: SQLite would jump through one in the order of days.
    return and_(
        func.coalesce(state != ExpenditureState.VOID, True),
        func.coalesce(day <= the_day(), state.not_in(UNPAID), True),
    )


def then(
    name: str, unit_id: ColumnElement[Any], day: ColumnElement[Any], part: str = "numerator"
) -> ColumnElement[Any]:
    """A limit (or its `words`, `cites`) as it counted for a unit on the day of an act; NULL: not set.

    Looked up only where it is needed, not joined to each row.
    """
    span = limit_span.alias()
    looked_up: ColumnElement[Any] = (
        select(span.c[part])
        .where(
            span.c.name == name, span.c.unit_id == unit_id, span.c.first_day <= day, span.c.last_day >= day
        )
        .scalar_subquery()
    )
    return looked_up


def working_days_between(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[Any]:
    """Working days after `start` up to `end`; NULL where a day is not recorded or not known."""
    return _number_of(end) - _number_of(start)


def _number_of(day: ColumnElement[Any]) -> ColumnElement[Any]:
    known = working_day.alias()
    number: ColumnElement[Any] = select(known.c.number).where(known.c.day == day).scalar_subquery()
    return number


def days_after(day: ColumnElement[Any], days: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day so many calendar days later."""
    later: ColumnElement[Any] = func.date(
        day, literal("+").concat(cast(days, String)).concat(" days"), type_=Date
    )
    return later


def certainly_in_force_on(record: FromClause, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """In force on the day of an act, with a first day on record."""
    return and_(record.c.valid_from <= day, or_(record.c.valid_to.is_(None), record.c.valid_to >= day))


def is_named_only(record: FromClause, noun: str) -> ColumnElement[bool]:
    """A source names it, and no record of it was found."""
    return and_(record.c[f"{noun}_id"].is_(None), ~is_blank(record.c[f"{noun}_written"]))
