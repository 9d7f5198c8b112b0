"""Splitting (化整为零): payments that together pass a limit that each of them keeps (R-HY-04).

Groups to ask about, never breaches: `split_payees` finds those of one payee, `split_sums` those of a
whole year. Here is what they share: the numbers that the search goes by, and which payments count.

What repeats by its nature (rent, wages, instalments) is left out only where the record says so.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from powerctl.areas.finance.queries import EXPENDITURE
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import is_blank
from powerctl.limits.in_force import limit_on
from powerctl.limits.spans import limit_span
from powerctl.terms import ExpenditureKind, ExpenditureState, Recurrence

DEPUTY, OPEN_TENDER = "finance.deputy_limit", "finance.purchase_open_tender"
SETTINGS = (
    "finance.split_window_days", "finance.split_least", "finance.split_near_percent",
    "finance.split_near_least", "finance.split_near_times", "finance.split_voucher_run",
)  # fmt: skip


def _settings() -> Select[Any]:
    whole = case((limit_on.c.denominator == 1, limit_on.c.numerator), else_=null())

    def named(name: str, value: ColumnElement[Any] = whole) -> ColumnElement[Any]:
        return func.max(case((limit_on.c.name == name, value), else_=null()), type_=Integer)

    deputy, tender = _bounds(DEPUTY), _bounds(OPEN_TENDER)
    return (
        select(
            limit_on.c.unit_id,
            *(named(name).label(name.rpartition(".")[2]) for name in SETTINGS if name != SETTINGS[4]),
            named(SETTINGS[4], limit_on.c.numerator).label("near_above"),
            named(SETTINGS[4], limit_on.c.denominator).label("near_below"),
            literal("+").concat(cast(named(SETTINGS[0]), String)).concat(" days").label("days_ahead"),
            func.min(deputy.c.least, type_=Integer).label("least_limit"),
            func.min(deputy.c.most, type_=Integer).label("most_limit"),
            func.min(tender.c.least, type_=Integer).label("least_tender"),
        )
        .select_from(
            limit_on.outerjoin(deputy, deputy.c.unit_id == limit_on.c.unit_id).outerjoin(
                tender, tender.c.unit_id == limit_on.c.unit_id
            )
        )
        .where(limit_on.c.name.in_(SETTINGS), limit_on.c.unit_id.is_not(None))
        .group_by(limit_on.c.unit_id)
    )


def _bounds(name: str) -> FromClause:
    """By unit, the least and the greatest value that a limit ever had, where it was set."""
    span = limit_span.c
    return (
        select(span.unit_id, func.min(span.numerator).label("least"), func.max(span.numerator).label("most"))
        .where(span.name == name, span.unit_id.is_not(None))
        .group_by(span.unit_id)
        .subquery(f"bounds_of_{name.rpartition('.')[2]}")
    )


SETTING = gathered("split_setting", _settings, "unit_id")
"""By unit, the numbers that the search goes by; `near_above` and `near_below` make a ratio.

`days_ahead`: the window, as SQLite adds it to a day. `least_limit`, `most_limit`, `least_tender`: between
which values the limits ever were, NULL where they never were set.
"""


def is_explained() -> ColumnElement[bool]:
    """The record itself says why such a payment repeats."""
    payment = EXPENDITURE.c
    return or_(
        func.coalesce(payment.recurrence != Recurrence.ONCE, False),
        ~is_blank(payment.contract),
        payment.transaction_id.is_not(None),
        func.coalesce(payment.kind == ExpenditureKind.WAGES, False),
    )


def is_paid_by(day: ColumnElement[Any]) -> ColumnElement[bool]:
    """`is_judged` where the day of payment is known: a range, that an index answers."""
    payment = EXPENDITURE.c
    return and_(or_(payment.state.is_(None), payment.state != ExpenditureState.VOID), payment.paid_on <= day)


def limit_of_payments() -> FromClause:
    """The spans of the limit, to be joined to payments by `counts_then`."""
    return limit_span.alias("limit_of_payments")


def counts_then(limit: FromClause) -> ColumnElement[bool]:
    """Joins a payment to the limit of a single one on its day: once a row, however often it is compared."""
    payment = EXPENDITURE.c
    return and_(
        limit.c.name == DEPUTY,
        limit.c.unit_id == payment.unit_id,
        limit.c.first_day <= payment.paid_on,
        limit.c.last_day >= payment.paid_on,
    )
