"""The clerk's answers on pairs, resolved to the records that they name today (R-ZJ-03).

Gathered once per check. A pair is remembered by the keys of its sides: after a re-import it finds them again.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from powerctl.areas.gathered import gathered
from powerctl.areas.matching.kinds import (
    AGENDA_ITEM,
    DECIDED,
    MEETING,
    TOPIC,
    Decided,
    identity_of_key,
    rest_of_key,
    unit_of_key,
)
from powerctl.areas.organization.queries import UNIT, flag
from powerctl.model import MatterLink
from powerctl.terms import SCREENING_BODIES, MatchDecision, MatterKind, Outcome, UnitKind

LINK = MatterLink.metadata.tables[str(MatterLink.__tablename__)]

Condition = ColumnElement[bool]


def _is_deciding(meeting: FromClause) -> Condition:
    return meeting.c.body.not_in(SCREENING_BODIES)


def is_carried(item: FromClause, meeting: FromClause) -> Condition:
    """Carried by a body that decides."""
    return and_(item.c.outcome == Outcome.PASSED, _is_deciding(meeting))


def is_turned_down(item: FromClause, meeting: FromClause) -> Condition:
    """Certainly not carried: another outcome, or a meeting that only screens."""
    others = and_(item.c.outcome.is_not(None), item.c.outcome != Outcome.PASSED)
    return func.coalesce(or_(others, meeting.c.body.in_(SCREENING_BODIES)), False)


def agenda_key(unit: FromClause, meeting: FromClause, topic: FromClause) -> ColumnElement[str]:
    """What a clerk knows an item of an agenda by: unit/meeting/topic."""
    key: ColumnElement[str] = (
        unit.c.code.concat("/").concat(meeting.c.number).concat("/").concat(topic.c.number)
    )
    return key


def _agendas() -> Select[Any]:
    item, meeting, topic = AGENDA_ITEM, MEETING, TOPIC
    return select(
        agenda_key(UNIT, meeting, topic).label("agenda_key"),
        item.c.id.label("agenda_item_id"),
        meeting.c.unit_id,
        UNIT.c.kind.label("unit_kind"),
        meeting.c.held_on,
        topic.c.title,
        topic.c.amount_fen,
        flag(is_carried(item, meeting)).label("carried"),
        flag(is_turned_down(item, meeting)).label("turned_down"),
    ).select_from(
        item.join(meeting, meeting.c.id == item.c.meeting_id)
        .join(topic, topic.c.id == item.c.topic_id)
        .join(UNIT, UNIT.c.id == meeting.c.unit_id)
    )


AGENDA = gathered("agenda_by_key", _agendas, "agenda_key", unique=False)
"""Every agenda item by its key: unit, day, title, sum, and whether it was carried or turned down."""


def _answers_on(one: Decided) -> Select[Any]:
    """The clerk's answers on pairs of one kind of record with items of an agenda."""
    link, record, unit = LINK, one.table, UNIT.alias("unit_of_link")
    if one.kind is MatterKind.EXPENDITURE:
        identity, ordinal = identity_of_key(link.c.left_key)
        known = and_(record.c.identity == identity, record.c.ordinal == ordinal)
    else:
        known = record.c.number == rest_of_key(link.c.left_key)
    return (
        select(
            literal(one.kind.value, String).label("kind"),
            record.c.id.label("record_id"),
            record.c.unit_id.label("unit_id"),
            unit.c.parent_id.label("parent_id"),
            link.c.right_key,
            flag(link.c.decision == MatchDecision.LINKED).label("linked"),
        )
        .select_from(
            link.join(unit, unit.c.code == unit_of_key(link.c.left_key)).join(
                record, and_(record.c.unit_id == unit.c.id, known)
            )
        )
        .where(link.c.left_kind == one.kind, link.c.right_kind == MatterKind.AGENDA_ITEM)
    )


def _answers() -> Select[Any]:
    told = union_all(*(_answers_on(one) for one in DECIDED)).subquery("told")
    return select(
        told.c.kind,
        told.c.record_id,
        told.c.unit_id,
        told.c.parent_id,
        told.c.linked,
        AGENDA.c.agenda_item_id,
        AGENDA.c.unit_id.label("home_id"),
        AGENDA.c.unit_kind,
        AGENDA.c.held_on,
        func.coalesce(AGENDA.c.carried, 0).label("carried"),
        func.coalesce(AGENDA.c.turned_down, 0).label("turned_down"),
    ).select_from(told.outerjoin(AGENDA, AGENDA.c.agenda_key == told.c.right_key))


ANSWER = gathered("answered_pair", _answers, "kind", "record_id", unique=False)
"""The clerk's answers, resolved: a record, an agenda item (NULL: not found), and what became of it."""


def _links() -> Select[Any]:
    one = ANSWER.c
    carried = one.carried == 1
    by_superior = or_(one.unit_kind == UnitKind.COUNTY, one.home_id == one.parent_id)
    return (
        select(
            one.kind,
            one.record_id,
            func.max(one.carried).label("carried"),
            func.max(flag(and_(carried, by_superior))).label("by_superior"),
            func.min(case((carried, one.held_on))).label("held_on"),
            func.max(flag(and_(carried, one.held_on.is_(None)))).label("undated"),
            func.min(one.turned_down).label("turned_down"),
        )
        .where(one.linked == 1)
        .group_by(one.kind, one.record_id)
    )


LINKED = gathered("linked_decision", _links, "kind", "record_id")
"""By record: what the clerk linked it to. carried, by_superior, turned_down (all of them), the first day."""
