"""Topics, statements and decisions as expressions for rules and reports (R-XZ-05 … R-XZ-08, R-HY-03).

A matter or class that a topic does not carry is that of its line in the catalogue.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    String,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
)

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    CATALOGUE_ITEM,
    MEETING,
    TOPIC,
    is_away,
    is_held,
    may_decide,
)
from powerctl.areas.organization.queries import flag
from powerctl.limits.in_force import working_day
from powerctl.model import (
    BudgetStep,
    Consultation,
    Instruction,
    Meeting,
    MinutesCopy,
    ParallelRecord,
    ProcedureStep,
    Resolution,
)
from powerctl.terms import MajorMatter, Position, TopicClass

_TABLES = Meeting.metadata.tables
STEP = _TABLES[str(ProcedureStep.__tablename__)]
CONSULTATION = _TABLES[str(Consultation.__tablename__)]
INSTRUCTION = _TABLES[str(Instruction.__tablename__)]
PARALLEL_RECORD = _TABLES[str(ParallelRecord.__tablename__)]
RESOLUTION = _TABLES[str(Resolution.__tablename__)]
MINUTES_COPY = _TABLES[str(MinutesCopy.__tablename__)]
BUDGET_STEP = _TABLES[str(BudgetStep.__tablename__)]

Condition = ColumnElement[bool]

CATALOGUED = CATALOGUE_ITEM.alias("catalogued")
OF_CATALOGUE = (CATALOGUED, CATALOGUED.c.id == TOPIC.c.catalogue_item_id)
"""A topic's line of the catalogue, as a left join: for `matter` and `topic_class`."""


def matter() -> ColumnElement[Any]:
    """Which of 四重一大 a topic is, of its own or by its line in the catalogue; NULL: none recorded."""
    return func.coalesce(TOPIC.c.matter, CATALOGUED.c.matter)


def is_major_decision() -> Condition:
    """重大决策."""
    return func.coalesce(matter() == MajorMatter.DECISION, False)


def is_superior() -> Condition:
    """上级指示议题."""
    return func.coalesce(
        func.coalesce(TOPIC.c.topic_class, CATALOGUED.c.topic_class) == TopicClass.SUPERIOR, False
    )


def has_opinion(statement: FromClause) -> Condition:
    """A statement says where its speaker stands."""
    return func.coalesce(statement.c.opinion != Position.NONE, False)


def may_have_opinion(statement: FromClause) -> Condition:
    """It does, or what it said is not recorded."""
    return or_(statement.c.opinion.is_(None), statement.c.opinion != Position.NONE)


def heads() -> CTE:
    """By meeting: heads on the roster, and `away`, those of them who were on leave or absent."""
    seat = ATTENDANCE
    return (
        select(
            seat.c.meeting_id,
            func.count().label("heads"),
            func.sum(flag(is_away(seat))).label("away"),
        )
        .where(seat.c.is_head.is_(True))
        .group_by(seat.c.meeting_id)
        .cte("heads_of_meetings")
    )


def tabled() -> CTE:
    """By topic: `held` (1: on the agenda of a deciding body's meeting that certainly was held), `possible`
    (1: or may have been), `first_held`, `undated` (1: a meeting without a day)."""
    of_body = MEETING.c.body.is_not(None)
    return (
        select(
            AGENDA_ITEM.c.topic_id,
            func.max(flag(and_(MEETING.c.held_on.is_not(None), of_body))).label("held"),
            func.count().label("possible"),
            func.min(MEETING.c.held_on).label("first_held"),
            func.max(flag(MEETING.c.held_on.is_(None))).label("undated"),
        )
        .select_from(AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id))
        .where(is_held(MEETING), may_decide(MEETING))
        .group_by(AGENDA_ITEM.c.topic_id)
        .cte("tabled")
    )


def steps_of_topics() -> CTE:
    """By topic: `steps`, how many of the stages are recorded at all."""
    return (
        select(STEP.c.topic_id, func.count().label("steps")).group_by(STEP.c.topic_id).cte("steps_of_topics")
    )


def days_between(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Days after `start` up to `end`; NULL where one is not recorded."""
    return cast(func.julianday(end) - func.julianday(start), Integer)


def working_days(start: ColumnElement[Any], end: ColumnElement[Any], name: str) -> Any:
    """Working days after `start` up to `end`: the number, and the two left joins it needs.

    `name` tells the joins of one question apart. NULL where a day is not recorded or not known.
    """
    first, last = working_day.alias(f"{name}_first"), working_day.alias(f"{name}_last")
    return last.c.number - first.c.number, ((first, first.c.day == start), (last, last.c.day == end))


def months_after(day: ColumnElement[Any], months: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day so many months later."""
    later: ColumnElement[Any] = func.date(
        day, literal("+").concat(cast(months, String)).concat(" months"), type_=String
    )
    return later
