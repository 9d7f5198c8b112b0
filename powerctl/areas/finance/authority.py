"""Who may approve how much on which day (R-HY-04): approval limits laid out in spans of days.

APPROVAL_SPAN    by unit, rank and span of days: the least and the greatest sum that may count
NARROW_LIMIT     by payment: the same of limits for one kind of spending that the payment is, or may be, of
"""

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union,
)

from powerctl.areas.finance.queries import (
    APPROVAL_LIMIT,
    EXPENDITURE,
    FIRST_DAY,
    LAST_DAY,
    certainly_in_force_on,
)
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import TENURE, flag
from powerctl.terms import ApproverRole, ExpenditureKind, SpendingScope

ALONE = (ApproverRole.SECTION, ApproverRole.DEPUTY, ApproverRole.HEAD)
"""Ranks of one person; a team or a superior body decides in a meeting."""
NO_BOUND = 9 * 10**15
"""In place of a sum: unlimited, or not known how much."""
_ANYBODY = ""
_KIND_OF_SCOPE = {
    SpendingScope.PURCHASE: ExpenditureKind.PURCHASE,
    SpendingScope.WORKS: ExpenditureKind.WORKS,
}
_NARROW = (SpendingScope.NON_PRODUCTIVE, *_KIND_OF_SCOPE)
"""Scopes of which a payment's own record tells whether it is one: 大额资金 is told by sums of the county."""


def _turns() -> CTE:
    """Each unit's time in spans, cut wherever one of its limits begins or has just ended."""
    limit = APPROVAL_LIMIT
    turns = union(
        select(limit.c.unit_id, literal(FIRST_DAY, String).label("day")),
        select(limit.c.unit_id, func.date(limit.c.valid_from, type_=String)).where(
            limit.c.valid_from.is_not(None)
        ),
        select(limit.c.unit_id, func.date(limit.c.valid_to, "+1 day", type_=String)).where(
            limit.c.valid_to.is_not(None)
        ),
    ).subquery("turns_of_limits")
    following = func.lead(turns.c.day).over(partition_by=turns.c.unit_id, order_by=turns.c.day)
    return select(
        turns.c.unit_id,
        turns.c.day.label("first_day"),
        func.coalesce(func.date(following, "-1 day", type_=String), LAST_DAY, type_=String).label("last_day"),
    ).cte("spans_of_limits")


def may_count_in(record: FromClause, spans: FromClause) -> ColumnElement[bool]:
    """The record is in force through the span, or its first day is not known."""
    return and_(
        or_(record.c.valid_from.is_(None), record.c.valid_from <= spans.c.first_day),
        or_(record.c.valid_to.is_(None), record.c.valid_to >= spans.c.last_day),
    )


def _spans() -> Select[tuple[object, ...]]:
    scope = APPROVAL_LIMIT.c.scope
    return _laid_out(or_(scope == SpendingScope.ALL, scope.is_(None)), scope == SpendingScope.ALL)


def _narrow_spans() -> Select[tuple[object, ...]]:
    scope = APPROVAL_LIMIT.c.scope
    return _laid_out(scope.in_(_NARROW), scope.is_not(None), scope)


def _laid_out(
    counting: ColumnElement[bool], certainly: ColumnElement[bool], *by: ColumnElement[object]
) -> Select[tuple[object, ...]]:
    limit, spans = APPROVAL_LIMIT, _turns()
    ranks = union(*(select(literal(rank, String).label("rank")) for rank in (*ALONE, _ANYBODY))).cte("ranks")
    unlimited, known = limit.c.is_unlimited.is_(True), limit.c.amount_fen.is_not(None)
    certain = and_(
        limit.c.role == ranks.c.rank,
        certainly,
        limit.c.valid_from.is_not(None),
        or_(unlimited, known),
    )
    least = case((unlimited, NO_BOUND), else_=func.coalesce(limit.c.amount_fen, -1))
    greatest = case((unlimited, NO_BOUND), else_=func.coalesce(limit.c.amount_fen, NO_BOUND))
    return (
        select(
            spans.c.unit_id,
            ranks.c.rank,
            spans.c.first_day,
            spans.c.last_day,
            *by,
            func.min(least, type_=Integer).label("least"),
            func.max(greatest, type_=Integer).label("greatest"),
            func.max(flag(certain)).label("certain"),
        )
        .select_from(
            spans.join(limit, and_(limit.c.unit_id == spans.c.unit_id, may_count_in(limit, spans))).join(
                ranks, or_(ranks.c.rank == _ANYBODY, limit.c.role == ranks.c.rank, limit.c.role.is_(None))
            )
        )
        .where(counting, or_(limit.c.role.in_(ALONE), limit.c.role.is_(None)))
        .group_by(spans.c.unit_id, ranks.c.rank, spans.c.first_day, *by)
    )


APPROVAL_SPAN = gathered("approval_span", _spans, "unit_id", "rank", "first_day", unique=False)
"""By unit, rank ("": anybody) and span of days: least and greatest sum of the limits that may count.

A sum that is not known makes least -1 and greatest boundless; `certain` 1: one of them is known in full.
"""


_NARROW_SPAN = gathered("narrow_approval_span", _narrow_spans, "unit_id", "rank", "first_day", unique=False)


def _narrow_limits() -> Select[tuple[object, ...]]:
    payment, span = EXPENDITURE.c, _NARROW_SPAN.c
    is_one = or_(
        and_(span.scope == SpendingScope.NON_PRODUCTIVE, payment.is_non_productive.is_(True)),
        *(and_(span.scope == scope, payment.kind == kind) for scope, kind in _KIND_OF_SCOPE.items()),
    )
    may_be_one = or_(
        and_(span.scope == SpendingScope.NON_PRODUCTIVE, payment.is_non_productive.is_not(False)),
        *(
            and_(span.scope == scope, or_(payment.kind == kind, payment.kind.is_(None)))
            for scope, kind in _KIND_OF_SCOPE.items()
        ),
    )
    return (
        select(
            payment.id.label("expenditure_id"),
            func.min(span.least, type_=Integer).label("least"),
            func.max(span.greatest, type_=Integer).label("greatest"),
            func.max(flag(and_(func.coalesce(is_one, False), span.certain == 1))).label("certain"),
        )
        .select_from(_NARROW_SPAN.join(EXPENDITURE, span_of_approver(_NARROW_SPAN)))
        # Only units that have such limits are looked through: most have none.
        .where(may_be_one, payment.unit_id.in_(select(span.unit_id)))
        .group_by(payment.id)
    )


def span_of_approver(spans: FromClause = APPROVAL_SPAN) -> ColumnElement[bool]:
    """Joins a payment to the limits of its approver's rank on its day; of anybody where no rank is known."""
    payment, span = EXPENDITURE.c, spans.c
    rank = case(
        (payment.approver_role.in_(ALONE), type_coerce(payment.approver_role, String)),
        else_=literal(_ANYBODY, String),
    )
    return and_(
        span.unit_id == payment.unit_id,
        span.rank == rank,
        span.first_day <= payment.paid_on,
        span.last_day >= payment.paid_on,
    )


NARROW_LIMIT = gathered("narrow_limit", _narrow_limits, "expenditure_id")
"""By payment that limits for one kind of spending may count for: least and greatest sum of those.

`certain` 1: the payment is of that kind, and the limit is known in full.
"""


def own_post_covers() -> ColumnElement[bool]:
    """The approver certainly held a post on the day whose own limit covers the sum."""
    limit, held, payment = APPROVAL_LIMIT.alias("limit_of_post"), TENURE.alias("post_held"), EXPENDITURE.c
    return exists().where(
        held.c.person_id == payment.approver_id,
        certainly_in_force_on(held, payment.paid_on),
        limit.c.post_id == held.c.post_id,
        limit.c.unit_id == payment.unit_id,
        limit.c.scope == SpendingScope.ALL,
        certainly_in_force_on(limit, payment.paid_on),
        or_(limit.c.is_unlimited.is_(True), limit.c.amount_fen >= payment.amount_fen),
    )
