"""Splitting over a whole year: small pieces that reach the tender, sums pressed under the limit (R-HY-04).

ACCUMULATED    one kind of buying on one budget line, its year's sum beyond the open-tender threshold
BUNCHED        more payments just under the limit than just above it, and than just below that
"""

from typing import Any

from sqlalchemy import CTE, Date, Integer, Select, String, and_, case, cast, func, or_, select, type_coerce

from powerctl.areas.finance.queries import EXPENDITURE, UNPAID, is_judged, then
from powerctl.areas.finance.splitting import (
    OPEN_TENDER,
    SETTING,
    counts_then,
    is_explained,
    is_paid_by,
    limit_of_payments,
)
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import flag, the_day
from powerctl.terms import ExpenditureKind, ExpenditureState

BOUGHT = (
    ExpenditureKind.PURCHASE,
    ExpenditureKind.WORKS,
    ExpenditureKind.REPAIR,
    ExpenditureKind.COMMISSION,
    ExpenditureKind.OFFICE,
)
"""Kinds of spending that a purchase by tender could be made of."""


def _lines_that_reach() -> CTE:
    """Budget lines whose payments of all years, without refunds, reach the threshold; read off an index."""
    payment = EXPENDITURE.c
    return (
        select(payment.unit_id, payment.budget_line)
        .join_from(SETTING, EXPENDITURE, payment.unit_id == SETTING.c.unit_id)
        .where(payment.budget_line.is_not(None), func.coalesce(payment.amount_fen, 0) > 0)
        .group_by(payment.unit_id, payment.budget_line)
        .having(func.sum(payment.amount_fen) >= func.min(SETTING.c.least_tender))
        .cte("lines_that_reach")
    )


def _accumulated() -> Select[Any]:
    payment, line = EXPENDITURE.c, _lines_that_reach()
    year = cast(func.substr(payment.paid_on, 1, 4), Integer)
    sums = (
        select(
            payment.unit_id,
            payment.budget_line,
            type_coerce(payment.kind, String).label("kind"),
            year.label("year"),
            func.count().label("payments"),
            func.sum(payment.amount_fen).label("total"),
            func.max(payment.amount_fen).label("largest"),
            func.max(payment.paid_on, type_=Date).label("last_paid"),
        )
        .join_from(
            line,
            EXPENDITURE,
            and_(payment.unit_id == line.c.unit_id, payment.budget_line == line.c.budget_line),
        )
        .where(
            is_paid_by(the_day()),
            payment.kind.in_(BOUGHT),
            payment.amount_fen.is_not(None),
            ~is_explained(),
        )
        .group_by(payment.unit_id, payment.budget_line, payment.kind, year)
        .subquery("sums_of_year")
    )
    setting = SETTING
    judged = (
        select(
            sums,
            setting.c.split_least.label("least"),
            then(OPEN_TENDER, sums.c.unit_id, sums.c.last_paid).label("bound"),
        )
        .join_from(sums, setting, setting.c.unit_id == sums.c.unit_id)
        .subquery("sums_against_threshold")
    )
    one = judged.c
    return select(
        one.unit_id, one.year, one.budget_line, one.kind, one.payments, one.total, one.largest, one.bound
    ).where(one.total >= one.bound, one.largest < one.bound, one.payments >= one.least)


ACCUMULATED = gathered("split_year", _accumulated, "unit_id", "year", unique=False)
"""By unit, year, budget line and kind: payments, total, largest, where only the total reaches the bound."""


def _bunched() -> Select[Any]:
    payment, setting, limit = EXPENDITURE.c, SETTING, limit_of_payments()
    # Whatever the limit was on a day, its bands lie between these sums, which an index finds.
    least, most, percent = setting.c.least_limit, setting.c.most_limit, setting.c.split_near_percent
    lowest = func.min(*(bound * (100 - 2 * percent) / 100 for bound in (least, most)))
    highest = most * (100 + percent) / 100
    lines = (
        select(
            payment.unit_id,
            cast(func.substr(payment.paid_on, 1, 4), Integer).label("year"),
            payment.amount_fen.label("amount"),
            limit.c.numerator.label("bound"),
        )
        .select_from(
            setting.join(
                EXPENDITURE,
                and_(payment.unit_id == setting.c.unit_id, payment.amount_fen.between(lowest, highest)),
            ).join(limit, counts_then(limit))
        )
        .where(is_judged(), payment.amount_fen > 0, ~is_explained())
        .subquery("sums_paid")
    )
    near = lines.c.bound * setting.c.split_near_percent / 100
    amount, bound = lines.c.amount, lines.c.bound
    counts = (
        select(
            lines.c.unit_id,
            lines.c.year,
            func.max(bound, type_=Integer).label("bound"),
            func.max(near, type_=Integer).label("width"),
            func.sum(flag(and_(amount < bound, amount >= bound - near)), type_=Integer).label("near"),
            func.sum(flag(and_(amount > bound, amount <= bound + near)), type_=Integer).label("above"),
            func.sum(flag(and_(amount < bound - near, amount >= bound - 2 * near)), type_=Integer).label(
                "below"
            ),
            func.count().label("payments"),
            func.max(setting.c.split_near_least).label("least"),
            func.max(setting.c.near_above).label("times_above"),
            func.max(setting.c.near_below).label("times_below"),
        )
        .join_from(lines, setting, setting.c.unit_id == lines.c.unit_id)
        .where(amount >= bound - 2 * near, amount <= bound + near)
        .group_by(lines.c.unit_id, lines.c.year)
        .subquery("counts_near_limit")
    )
    one = counts.c
    more = one.near - one.below
    crowded = and_(
        one.near * one.times_below >= one.times_above * one.above,
        more > 0,
        more * more > 4 * (one.near + one.below),
    )
    return select(
        one.unit_id, one.year, one.bound, one.width, one.near, one.above, one.below, one.payments, one.least,
        case((one.near < one.least, "few"), (crowded, "crowded"), else_="even").label("answer"),
    )  # fmt: skip


BUNCHED = gathered("split_near", _bunched, "unit_id", "year", unique=False)
"""By unit and year: payments just under the limit, just above, in the band below; crowded, even or few."""


def _gaps() -> Select[Any]:
    payment = EXPENDITURE.c
    unpaid = func.coalesce(payment.state.in_(UNPAID), False)
    return (
        select(
            payment.unit_id,
            func.count().label("payments"),
            func.sum(
                flag(
                    or_(
                        payment.payee_key.is_(None),
                        payment.amount_fen.is_(None),
                        and_(payment.paid_on.is_(None), ~unpaid),
                    )
                ),
                type_=Integer,
            ).label("incomplete"),
        )
        .where(or_(payment.state.is_(None), payment.state != ExpenditureState.VOID))
        .group_by(payment.unit_id)
    )


GAPS = gathered("split_gap", _gaps, "unit_id")
"""By unit that spends: payments, and how many lack payee, day or sum, so that no group can hold them."""
