"""Who signed a voucher, in which order, against the ladder of its unit and day (R-CC-03).

LADDER      by unit and span of days: the steps that may count; the unit's own, else the county's
ROUND       by voucher: its last round of signatures
SIGNED      by voucher: what its last round of signatures holds
SIGN_ORDER  by voucher: whether the last round went up the ladder
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union,
    union_all,
)

from powerctl.areas.finance.authority import may_count_in
from powerctl.areas.finance.queries import EXPENDITURE, FIRST_DAY, LADDER_STEP, LAST_DAY, SIGN_OFF
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import UNIT, flag
from powerctl.terms import THREE_SIGN_OFFS, SignDecision, SignerRole

BITS = {role: 1 << place for place, role in enumerate(SignerRole)}
THREE = sum(BITS[role] for role in THREE_SIGN_OFFS)
DECIDING = THREE | BITS[SignerRole.SUPERVISORS]
"""Those who approve; the others only prepare."""


def roles_in(mask: int) -> list[str]:
    """The signers of a mask, in the order of their terms."""
    return [role.value for role, bit in BITS.items() if mask & bit]


def _bit(role: ColumnElement[Any]) -> ColumnElement[int]:
    return case(*((role == one, bit) for one, bit in BITS.items()), else_=0)


def _ladder_turns() -> CTE:
    """Every unit's time in spans, cut wherever a step of its own or of the county begins or ends."""
    step = LADDER_STEP
    begins = select(step.c.unit_id, func.date(step.c.valid_from, type_=String).label("day")).where(
        step.c.valid_from.is_not(None)
    )
    ends = select(step.c.unit_id, func.date(step.c.valid_to, "+1 day", type_=String)).where(
        step.c.valid_to.is_not(None)
    )
    changes = union(begins, ends).cte("ladder_changes")
    of_county = select(changes.c.day).where(changes.c.unit_id.is_(None)).cte("county_changes")
    # An outer join, so that SQLite goes through the units, and for each through the county's few days.
    of_units = select(
        UNIT.c.id.label("unit_id"), func.coalesce(of_county.c.day, FIRST_DAY, type_=String).label("day")
    ).select_from(UNIT.outerjoin(of_county, true()))
    turns = union(
        of_units,
        select(UNIT.c.id, literal(FIRST_DAY, String)),
        select(changes.c.unit_id, changes.c.day).where(changes.c.unit_id.is_not(None)),
    ).subquery("ladder_turns")
    following = func.lead(turns.c.day).over(partition_by=turns.c.unit_id, order_by=turns.c.day)
    return select(
        turns.c.unit_id,
        turns.c.day.label("first_day"),
        func.coalesce(func.date(following, "-1 day", type_=String), LAST_DAY, type_=String).label("last_day"),
    ).cte("ladder_spans")


def _ladders() -> Select[Any]:
    step, spans = LADDER_STEP, _ladder_turns()
    own_step, own_spans = LADDER_STEP.alias("own_step"), spans.alias("own_spans")
    owners = (
        select(own_spans.c.unit_id, own_spans.c.first_day)
        .distinct()
        .join_from(
            own_spans,
            own_step,
            and_(own_step.c.unit_id == own_spans.c.unit_id, may_count_in(own_step, own_spans)),
        )
        .subquery("owners")
    )
    facts = (
        step.c.position,
        type_coerce(step.c.role, String).label("role"),
        _bit(step.c.role).label("bit"),
        step.c.above_fen,
        flag(step.c.is_for_own.is_(True)).label("only_own"),
        flag(step.c.valid_from.is_not(None)).label("certain"),
    )
    span = (spans.c.unit_id, spans.c.first_day, spans.c.last_day)
    own = (
        select(*span, *facts)
        .join_from(spans, step, step.c.unit_id == spans.c.unit_id)
        .where(may_count_in(step, spans))
    )
    county = (
        select(*span, *facts)
        .select_from(
            spans.join(step, step.c.unit_id.is_(None)).outerjoin(
                owners,
                and_(owners.c.unit_id == spans.c.unit_id, owners.c.first_day == spans.c.first_day),
            )
        )
        .where(may_count_in(step, spans), owners.c.unit_id.is_(None))
    )
    both = union_all(own, county).subquery("steps")
    return select(both)


LADDER = gathered("ladder", _ladders, "unit_id", "first_day", unique=False)
"""Steps by unit and span: position, role, bit, above_fen, only_own, certain (1: its first day is known)."""


def _ranks() -> Select[Any]:
    step = LADDER.c
    return select(
        step.unit_id,
        step.role,
        step.first_day,
        func.min(step.last_day, type_=String).label("last_day"),
        func.min(step.position, type_=Integer).label("low"),
        func.max(step.position, type_=Integer).label("high"),
    ).group_by(step.unit_id, step.role, step.first_day)


_RANK = gathered("ladder_rank", _ranks, "unit_id", "role", "first_day", unique=False)


def _wholes() -> Select[Any]:
    step = LADDER.c
    return select(
        step.unit_id,
        step.first_day,
        func.min(step.last_day, type_=String).label("last_day"),
        func.min(step.certain, type_=Integer).label("certain"),
    ).group_by(step.unit_id, step.first_day)


LADDER_SPAN = gathered("ladder_span", _wholes, "unit_id", "first_day", unique=False)
"""By unit and span with a ladder: certain 1 where the first day of every step is known."""


def ladder_of_payment() -> ColumnElement[bool]:
    """Joins a voucher to the span of the ladder that counts on its day."""
    payment, span = EXPENDITURE.c, LADDER_SPAN.c
    return and_(
        span.unit_id == payment.unit_id,
        span.first_day <= payment.paid_on,
        span.last_day >= payment.paid_on,
    )


def required_mask() -> ColumnElement[int]:
    """The signers that the ladder asks for on a voucher's day, over its sum, as a mask; NULL: none."""
    payment, step = EXPENDITURE.c, LADDER.alias("step_asked_for")
    mask: ColumnElement[int] = (
        select(func.sum(step.c.bit.distinct()))
        .where(
            step.c.unit_id == payment.unit_id,
            step.c.first_day <= payment.paid_on,
            step.c.last_day >= payment.paid_on,
            step.c.only_own == 0,
            or_(step.c.above_fen.is_(None), step.c.above_fen < payment.amount_fen),
        )
        .scalar_subquery()
    )
    return mask


def _rounds() -> Select[Any]:
    """By voucher: its last round, and the last round in which it was sent back."""
    sent_back = case((SIGN_OFF.c.decision == SignDecision.RETURNED, SIGN_OFF.c.round), else_=null())
    return select(
        SIGN_OFF.c.expenditure_id,
        func.max(SIGN_OFF.c.round, type_=Integer).label("last_round"),
        func.max(sent_back, type_=Integer).label("returned_round"),
    ).group_by(SIGN_OFF.c.expenditure_id)


ROUND = gathered("signed_round", _rounds, "expenditure_id")
"""By voucher: its last round of signatures, and the last in which it was sent back."""


def _signed() -> Select[Any]:
    sign, rounds = SIGN_OFF, ROUND
    bit, agreed = _bit(sign.c.role), sign.c.decision == SignDecision.AGREED
    by_person = case((and_(agreed, sign.c.person_id.is_not(None)), bit), else_=0)
    deciding = bit.op("&")(DECIDING) > 0
    return (
        select(
            sign.c.expenditure_id,
            func.min(rounds.c.last_round, type_=Integer).label("last_round"),
            func.min(rounds.c.returned_round, type_=Integer).label("returned_round"),
            func.sum(by_person.distinct(), type_=Integer).label("signed"),
            func.sum(bit.distinct(), type_=Integer).label("present"),
            func.sum(flag(sign.c.role.is_(None)), type_=Integer).label("without_role"),
            func.sum(flag(agreed), type_=Integer).label("agreed"),
            func.count().label("lines"),
            func.sum(flag(deciding), type_=Integer).label("deciders"),
            func.count(case((deciding, sign.c.person_id), else_=null()).distinct()).label("deciding_persons"),
            func.count(case((deciding, sign.c.person_id), else_=null())).label("known_deciders"),
            func.count(sign.c.signed_on).label("dated"),
            func.max(sign.c.signed_on).label("signed_last"),
        )
        .join_from(
            rounds,
            sign,
            and_(sign.c.expenditure_id == rounds.c.expenditure_id, sign.c.round == rounds.c.last_round),
        )
        .group_by(sign.c.expenditure_id)
    )


SIGNED = gathered("signed", _signed, "expenditure_id")
"""By voucher, of its last round: lines, agreed, dated; masks `signed` (agreed, person known) and `present`.

`returned_round`: the last round that sent it back; `deciders` of lines, `known_deciders` with a person,
`deciding_persons` different ones.
"""


def _orders() -> Select[Any]:
    sign, rounds, rank, span = SIGN_OFF, ROUND, _RANK, LADDER_SPAN
    three = case(
        *((sign.c.role == role, place) for place, role in enumerate(THREE_SIGN_OFFS, 1)), else_=null()
    )
    bare = span.c.unit_id.is_(None)
    on_rank = and_(
        rank.c.unit_id == EXPENDITURE.c.unit_id,
        rank.c.role == sign.c.role,
        rank.c.first_day <= EXPENDITURE.c.paid_on,
        rank.c.last_day >= EXPENDITURE.c.paid_on,
    )
    lines = (
        select(
            sign.c.expenditure_id,
            sign.c.position,
            sign.c.signed_on,
            sign.c.role,
            case((bare, three), else_=rank.c.low).label("low"),
            case((bare, three), else_=rank.c.high).label("high"),
        )
        .select_from(
            rounds.join(
                sign,
                and_(sign.c.expenditure_id == rounds.c.expenditure_id, sign.c.round == rounds.c.last_round),
            )
            .join(EXPENDITURE, EXPENDITURE.c.id == sign.c.expenditure_id)
            .outerjoin(span, ladder_of_payment())
            .outerjoin(rank, on_rank)
        )
        .subquery("lines_of_round")
    )
    window: dict[str, Any] = {"partition_by": lines.c.expenditure_id, "order_by": lines.c.position}
    steps = (
        select(
            lines,
            func.lag(lines.c.low).over(**window).label("low_before"),
            func.lag(lines.c.high).over(**window).label("high_before"),
            func.lag(lines.c.signed_on).over(**window).label("signed_before"),
            func.row_number().over(**window).label("place"),
        )
        .where(or_(lines.c.low.is_not(None), lines.c.role.is_(None)))
        .subquery("steps_of_round")
    )
    one = steps.c
    up = or_(
        and_(one.place == 1, one.low.is_not(None), one.signed_on.is_not(None)),
        and_(one.low >= one.high_before, one.signed_on >= one.signed_before),
    )
    return select(
        one.expenditure_id,
        func.count().label("steps"),
        func.sum(flag(up), type_=Integer).label("up"),
        func.max(flag(one.high < one.low_before), type_=Integer).label("turned"),
        func.max(flag(one.signed_on < one.signed_before), type_=Integer).label("early"),
        func.sum(flag(one.role.is_(None)), type_=Integer).label("without_role"),
        func.sum(flag(one.signed_on.is_(None)), type_=Integer).label("undated"),
    ).group_by(one.expenditure_id)


SIGN_ORDER = gathered("sign_order", _orders, "expenditure_id")
"""By voucher, of its last round's signatures on the ladder: steps, and how many of them go `up` for certain.

`turned` 1: one rank signed before a lower one; `early` 1: a day before that of the signature before.
"""
