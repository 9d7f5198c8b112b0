"""The frame of a question about topics that were discussed, wherever that was: a row per topic."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, select

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, TOPIC, may_decide
from powerctl.areas.meetings.queries_topics import OF_CATALOGUE
from powerctl.areas.organization.queries import BATCH, UNIT, origin, unit_key
from powerctl.rulebook.meetings.frame import held_items
from powerctl.rulebook.question import LeftJoin


def of_topics(
    answer: ColumnElement[int], *facts: ColumnElement[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per topic: unit / topic number. Its line in the catalogue is joined."""
    source: FromClause = TOPIC.outerjoin(UNIT, UNIT.c.id == TOPIC.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == TOPIC.c.batch_id
    )
    every: tuple[LeftJoin, ...] = (OF_CATALOGUE, *joins)
    for target, on in every:
        source = source.outerjoin(target, on)
    return select(
        unit_key(UNIT, TOPIC.c.unit_id).concat("/").concat(TOPIC.c.number).label("item"),
        TOPIC.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        TOPIC.c.title.label("subject"),
        origin(TOPIC, BATCH).label("origin"),
        *facts,
    ).select_from(source)


def decided_items() -> Select[Any]:
    """For `examined`: the unit of each topic at a meeting that decides."""
    return held_items().where(may_decide(MEETING))


def noticed_items() -> Select[Any]:
    """For `examined`: the same, without extempore motions."""
    return decided_items().where(AGENDA_ITEM.c.is_extempore.is_not(True))
