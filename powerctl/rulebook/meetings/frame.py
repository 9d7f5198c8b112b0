"""The frame of a question about meetings: a row per meeting, or per topic on an agenda.

An item is known by the clerk's keys: unit / meeting number / topic number. Meetings planned for a day
after the check are not judged.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, select

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, TOPIC, is_held
from powerctl.areas.organization.queries import BATCH, UNIT, origin, unit_key
from powerctl.rulebook.question import LeftJoin

MEETING_KEY = unit_key(UNIT, MEETING.c.unit_id).concat("/").concat(MEETING.c.number)
TOPIC_KEY = MEETING_KEY.concat("/").concat(TOPIC.c.number)


def of_meetings(
    answer: ColumnElement[int],
    *facts: ColumnElement[Any],
    rows: LeftJoin | None = None,
    part: ColumnElement[str] | None = None,
    joins: tuple[LeftJoin, ...] = (),
) -> Select[Any]:
    """A row per meeting that was held; `rows` and `part` as in `of_agenda`."""
    source: FromClause = MEETING if rows is None else MEETING.join(*rows)
    source = source.outerjoin(UNIT, UNIT.c.id == MEETING.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == MEETING.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    return (
        select(
            (MEETING_KEY if part is None else MEETING_KEY.concat(part)).label("item"),
            MEETING.c.unit_id.label("unit_id"),
            answer.label("verdict"),
            func.coalesce(MEETING.c.name, MEETING.c.number).label("subject"),
            origin(MEETING, BATCH).label("origin"),
            MEETING.c.held_on.label("held_on"),
            MEETING.c.body.label("body"),
            *facts,
        )
        .select_from(source)
        .where(is_held(MEETING))
    )


def of_agenda(
    answer: ColumnElement[int],
    *facts: ColumnElement[Any],
    rows: LeftJoin | None = None,
    part: ColumnElement[str] | None = None,
    joins: tuple[LeftJoin, ...] = (),
) -> Select[Any]:
    """A row per topic on the agenda of a meeting that was held.

    `rows`: a table that has to have rows about it (a ballot, a question); `part`: what tells several
    rows of one topic apart, added to the item.
    """
    source: FromClause = AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id).join(
        TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id
    )
    if rows is not None:
        source = source.join(*rows)
    source = source.outerjoin(UNIT, UNIT.c.id == MEETING.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == AGENDA_ITEM.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    return (
        select(
            (TOPIC_KEY if part is None else TOPIC_KEY.concat(part)).label("item"),
            MEETING.c.unit_id.label("unit_id"),
            answer.label("verdict"),
            TOPIC.c.title.label("subject"),
            origin(AGENDA_ITEM, BATCH).label("origin"),
            MEETING.c.held_on.label("held_on"),
            MEETING.c.body.label("body"),
            AGENDA_ITEM.c.outcome.label("outcome"),
            *facts,
        )
        .select_from(source)
        .where(is_held(MEETING))
    )


def topic_twice() -> Select[Any]:
    """For `repeats`: a topic stands twice on one agenda, and its item in two rows."""
    pair = (AGENDA_ITEM.c.meeting_id, AGENDA_ITEM.c.topic_id)
    return select(literal(1)).select_from(AGENDA_ITEM).group_by(*pair).having(func.count() > 1)


def held_items(*rows: LeftJoin, joins: tuple[LeftJoin, ...] = ()) -> Select[Any]:
    """For `examined`: the unit of each topic on the agenda of a meeting that was held; `rows` and `joins`
    as above."""
    source: FromClause = AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id)
    for target, on in rows:
        source = source.join(target, on)
    for target, on in joins:
        source = source.outerjoin(target, on)
    return select(MEETING.c.unit_id).select_from(source).where(is_held(MEETING))
