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
    case,
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
    STATEMENT,
    TOPIC,
    is_away,
    is_held,
    may_decide,
)
from powerctl.areas.organization.queries import flag, is_blank
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
from powerctl.terms import MajorMatter, MemberRole, Position, TopicClass

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


def turns() -> CTE:
    """By agenda item, of statements before the vote: where the head and the others come in the order.

    `head_…` of who is recorded as the head, `any_head_…` of who may be, `other_…` of members who are
    recorded as not, `any_other_…` of who may be another member. `first`/`last`: of certain opinions for the
    certain ones, of possible opinions otherwise. A presentation without an opinion takes no turn before the
    head. `speakers`: statements at all.
    """
    said, seat = STATEMENT, ATTENDANCE.alias("speaker")
    member = seat.c.role == MemberRole.ENTITLED
    any_member = or_(seat.c.role.is_(None), member)
    head, any_head = and_(seat.c.is_head.is_(True), member), and_(seat.c.is_head.is_not(False), any_member)
    other, any_other = (
        and_(seat.c.is_head.is_(False), member),
        and_(seat.c.is_head.is_not(True), any_member),
    )
    takes_turn = and_(may_have_opinion(said), or_(said.c.opinion.is_not(None), ~said.c.is_presentation))

    def at(kind: Any, who: Condition, what: Condition) -> ColumnElement[Any]:
        place: ColumnElement[Any] = kind(case((and_(who, what), said.c.position), else_=None))
        return place

    opinion, possible = has_opinion(said), may_have_opinion(said)
    return (
        select(
            said.c.agenda_item_id,
            at(func.min, head, opinion).label("head_first"),
            at(func.max, head, opinion).label("head_last"),
            at(func.min, any_head, possible).label("any_head_first"),
            at(func.max, any_head, possible).label("any_head_last"),
            at(func.min, other, opinion).label("other_first"),
            at(func.max, other, opinion).label("other_last"),
            at(func.min, any_other, takes_turn).label("any_other_first"),
            at(func.max, any_other, possible).label("any_other_last"),
            func.count().label("speakers"),
        )
        .select_from(said.outerjoin(seat, seat.c.id == said.c.attendance_id))
        .where(said.c.is_after_vote.is_(False))
        .group_by(said.c.agenda_item_id)
        .cte("turns")
    )


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


def expressed() -> CTE:
    """By agenda item and seat: `spoke` (1: an opinion or reasons are recorded), `silent` (1: 未表态 and no
    reasons), `before` (1: a statement before the vote)."""
    said = STATEMENT
    reasoned = ~is_blank(said.c.reasons)
    return (
        select(
            said.c.agenda_item_id,
            said.c.attendance_id,
            func.max(flag(or_(has_opinion(said), reasoned))).label("spoke"),
            func.max(flag(has_opinion(said))).label("opined"),
            func.min(flag(and_(said.c.opinion == Position.NONE, ~reasoned))).label("silent"),
            func.max(flag(said.c.is_after_vote.is_(False))).label("before"),
        )
        .group_by(said.c.agenda_item_id, said.c.attendance_id)
        .cte("expressed")
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
