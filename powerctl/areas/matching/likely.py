"""Which items of an agenda may be the decision on a record that names none (R-ZJ-03).

Set-based and narrow: only what a check can ask of a million payments. `pairs` looks closer, at fewer.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from powerctl.areas.gathered import gathered
from powerctl.areas.matching.answers import AGENDA, ANSWER
from powerctl.areas.matching.kinds import DECIDED, EXPENDITURE, PROJECT, TRADE, Decided
from powerctl.areas.organization.queries import UNIT, is_blank
from powerctl.terms import MatterKind

DAYS_BEFORE, DAYS_AFTER = 400, 60
"""How long before and after a matter its decision is looked for."""

_SHORTEST_NAME = 4

Condition = ColumnElement[bool]


def _served() -> Select[Any]:
    own = select(AGENDA.c.unit_id.label("served_id"), *AGENDA.c)
    below = UNIT.alias("unit_below")
    above = select(below.c.id.label("served_id"), *AGENDA.c).join_from(
        AGENDA, below, below.c.parent_id == AGENDA.c.unit_id
    )
    every = own.union_all(above).subquery("every_agenda")
    return select(
        every.c.served_id,
        every.c.agenda_item_id,
        every.c.agenda_key,
        every.c.title,
        every.c.amount_fen,
        every.c.held_on,
    ).where(every.c.turned_down == 0)


BY_SUM = gathered("agenda_by_sum", _served, "served_id", "amount_fen", unique=False)
"""Items that a unit's matters may rest on, its own meetings' and those of the unit above it, by sum."""

BY_TITLE = gathered("agenda_by_title", _served, "served_id", "title", unique=False)
"""The same, by title."""


def _is_near(one: Decided, held_on: ColumnElement[Any]) -> Condition:
    apart = func.julianday(one.around) - func.julianday(held_on)
    return or_(held_on.is_(None), one.around.is_(None), apart.between(-DAYS_AFTER, DAYS_BEFORE))


def _unanswered(kind: MatterKind, record: FromClause, agenda: FromClause) -> Condition:
    answered = exists().where(
        ANSWER.c.kind == kind.value,
        ANSWER.c.record_id == record.c.id,
        ANSWER.c.agenda_item_id == agenda.c.agenda_item_id,
    )
    return and_(record.c.agenda_item_id.is_(None), ~answered)


def _pair(kind: MatterKind, record: FromClause, agenda: FromClause) -> Select[Any]:
    return select(
        literal(kind.value, String).label("kind"),
        record.c.id.label("record_id"),
        agenda.c.agenda_item_id,
        agenda.c.agenda_key,
    ).where(_unanswered(kind, record, agenda))


def _by_sum(one: Decided) -> Select[Any]:
    alike = and_(BY_SUM.c.amount_fen == one.amount, one.amount != 0)
    joined = one.table.join(BY_SUM, and_(BY_SUM.c.served_id == one.table.c.unit_id, alike))
    return _pair(one.kind, one.table, BY_SUM).select_from(joined).where(_is_near(one, BY_SUM.c.held_on))


def _by_words(one: Decided) -> Select[Any]:
    title = BY_TITLE.c.title
    if one.kind is MatterKind.EXPENDITURE:
        alike = and_(title == one.name, ~is_blank(one.name))
    else:
        least = 2 if one.kind is MatterKind.APPOINTMENT else _SHORTEST_NAME
        alike = and_(func.length(one.name) >= least, func.instr(title, one.name) > 0)
    joined = one.table.join(BY_TITLE, and_(BY_TITLE.c.served_id == one.table.c.unit_id, alike))
    return _pair(one.kind, one.table, BY_TITLE).select_from(joined).where(_is_near(one, BY_TITLE.c.held_on))


def _by_work(work: FromClause, link: ColumnElement[Any]) -> Select[Any]:
    """A payment for a project or a trade that itself has a decision."""
    agenda = BY_TITLE.alias("agenda_of_work")
    joined = EXPENDITURE.join(work, work.c.id == link).join(
        agenda,
        and_(agenda.c.agenda_item_id == work.c.agenda_item_id, agenda.c.served_id == work.c.unit_id),
    )
    return _pair(MatterKind.EXPENDITURE, EXPENDITURE, agenda).select_from(joined).where(link.is_not(None))


def _likely() -> Select[Any]:
    pairs = [_by_words(one) for one in DECIDED]
    pairs += [_by_sum(one) for one in DECIDED if one.has_amount]
    pairs += [_by_work(PROJECT, EXPENDITURE.c.project_id), _by_work(TRADE, EXPENDITURE.c.transaction_id)]
    every = union_all(*pairs).subquery("likely")
    return select(
        every.c.kind,
        every.c.record_id,
        func.count(every.c.agenda_item_id.distinct()).label("pairs"),
        func.min(every.c.agenda_key).label("agenda_key"),
    ).group_by(every.c.kind, every.c.record_id)


LIKELY_PAIR = gathered("likely_decision", _likely, "kind", "record_id")
"""By record without an agenda item of its own: how many items may be its decision, and one of their keys.

The same sum, or the same words, in its own unit or the one above, at about the time; or the decision on the
project or trade that a payment is for. Pairs that the clerk answered are left out.
"""


def items_with_payments() -> Select[Any]:
    """Items of agendas of which some record on the books may be the carrying out: agenda_item_id."""
    every = union_all(*(_by_sum(one) for one in DECIDED if one.has_amount)).subquery("paid_like_it")
    return select(every.c.agenda_item_id).distinct()
