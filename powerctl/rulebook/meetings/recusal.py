"""The person concerned withdraws, does not speak and does not vote: VOTE011 (R-CC-01).

An item is a line of the roster at a topic, known by its place there: names stay out of findings.
Secret ballots are not read: nothing says who cast one.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    NAMED_BALLOT,
    NAMED_VOTE,
    RECUSAL,
    STATEMENT,
    TOPIC,
    is_away,
    meetings_with_strays,
)
from powerctl.areas.meetings.shared import EXPRESSED
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.registry.queries import without_space
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.question import LeftJoin
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import MemberRole, Severity

_BETWEEN = ("，", ",", "；", ";", " ", "\u3000", "\n")
_COMMA = "、"


def _names(text: ColumnElement[Any]) -> ColumnElement[str]:
    """A list of names with a comma before, between and after them."""
    for mark in _BETWEEN:
        text = func.replace(text, mark, _COMMA)
    return literal(_COMMA).concat(text).concat(_COMMA)


def _people() -> CTE:
    """Who must keep out of which topic: agenda_item_id, attendance_id.

    Those who declared it, and entitled members whose name stands among the persons concerned.
    """
    item, topic, seat = AGENDA_ITEM.alias("item"), TOPIC.alias("its_topic"), ATTENDANCE.alias("member")
    name = literal(_COMMA).concat(without_space(seat.c.person_written)).concat(_COMMA)
    concerned = (
        select(item.c.id, seat.c.id)
        .select_from(
            topic.join(item, item.c.topic_id == topic.c.id).join(seat, seat.c.meeting_id == item.c.meeting_id)
        )
        .where(
            ~is_blank(topic.c.concerned_written),
            or_(seat.c.role.is_(None), seat.c.role == MemberRole.ENTITLED),
            func.instr(_names(topic.c.concerned_written), name) > 0,
        )
    )
    return union(select(RECUSAL.c.agenda_item_id, RECUSAL.c.attendance_id), concerned).cte("people")


def _spoke(people: CTE) -> tuple[FromClause, CTE]:
    """Who spoke on what; and of the agenda items of these people those on which anybody did."""
    discussed = (
        select(people.c.agenda_item_id)
        .distinct()
        .join_from(people, STATEMENT, STATEMENT.c.agenda_item_id == people.c.agenda_item_id)
        .cte("discussed")
    )
    return EXPRESSED, discussed


def _voted(people: CTE) -> tuple[CTE, CTE]:
    """Who of these people voted by name; and their agenda items with a named round without a vote."""
    rounds = people.join(
        NAMED_BALLOT,
        and_(NAMED_BALLOT.c.agenda_item_id == people.c.agenda_item_id, NAMED_BALLOT.c.is_void.is_(False)),
    )
    each = (
        select(people.c.agenda_item_id, people.c.attendance_id)
        .distinct()
        .select_from(
            rounds.join(
                NAMED_VOTE,
                and_(
                    NAMED_VOTE.c.ballot_id == NAMED_BALLOT.c.id,
                    NAMED_VOTE.c.attendance_id == people.c.attendance_id,
                ),
            )
        )
        .cte("voted")
    )
    empty = (
        select(people.c.agenda_item_id)
        .distinct()
        .select_from(rounds.outerjoin(NAMED_VOTE, NAMED_VOTE.c.ballot_id == NAMED_BALLOT.c.id))
        .where(NAMED_VOTE.c.id.is_(None))
        .cte("empty_rounds")
    )
    return each, empty


def _involved() -> Select[Any]:
    people = _people()
    return held_items((people, people.c.agenda_item_id == AGENDA_ITEM.c.id))


def _stands_twice() -> Select[Any]:
    """For `repeats`: a topic stands twice on one agenda, or a place is not one of the meeting's own."""
    item, seat = AGENDA_ITEM.alias("item"), ATTENDANCE.alias("member")
    elsewhere = (
        select(literal(1))
        .select_from(
            RECUSAL.outerjoin(item, item.c.id == RECUSAL.c.agenda_item_id).outerjoin(
                seat, and_(seat.c.id == RECUSAL.c.attendance_id, seat.c.meeting_id == item.c.meeting_id)
            )
        )
        .where(seat.c.id.is_(None))
    )
    return select(topic_twice().union_all(elsewhere).subquery("doubled"))


def _stayed() -> Select[Any]:
    people, seat, stray = _people(), ATTENDANCE.alias("seat"), meetings_with_strays()
    (spoke, discussed), (voted, empty) = _spoke(people), _voted(people)
    declared = RECUSAL.alias("declared")

    def of_person(table: FromClause) -> LeftJoin:
        return table, and_(
            table.c.agenda_item_id == people.c.agenda_item_id,
            table.c.attendance_id == people.c.attendance_id,
        )

    def of_item(table: FromClause) -> LeftJoin:
        return table, table.c.agenda_item_id == people.c.agenda_item_id

    has_spoken, has_voted = spoke.c.agenda_item_id.is_not(None), voted.c.agenda_item_id.is_not(None)
    recused = declared.c.id.is_not(None)
    whole = and_(
        discussed.c.agenda_item_id.is_not(None),
        empty.c.agenda_item_id.is_(None),
        stray.c.meeting_id.is_(None),
    )
    answer = case(
        (func.coalesce(is_away(seat), False), PASSED),
        (or_(has_spoken, has_voted, and_(recused, declared.c.has_left.is_(False))), FINDING),
        (and_(declared.c.has_left.is_(True), whole), PASSED),
        else_=UNKNOWN,
    )
    place = func.coalesce(cast(seat.c.position, String), "未知")
    return of_agenda(
        answer,
        place.label("place"),
        flag(recused).label("recused"),
        flag(has_spoken).label("has_spoken"),
        flag(has_voted).label("has_voted"),
        declared.c.has_left.label("has_left"),
        flag(discussed.c.agenda_item_id.is_not(None)).label("discussed"),
        rows=(people, people.c.agenda_item_id == AGENDA_ITEM.c.id),
        part=literal("/到会名单第").concat(place).concat("位"),
        joins=(
            (seat, seat.c.id == people.c.attendance_id),
            of_person(declared),
            of_person(spoke),
            of_person(voted),
            of_item(discussed),
            of_item(empty),
            (stray, stray.c.meeting_id == MEETING.c.id),
        ),
    )


def _say(row: Any) -> str:
    who = f"到会名单第 {row.place} 位"
    why = "登记了回避" if row.recused else "与议题涉及人员同名，没有登记回避"
    if row.verdict == FINDING:
        done = [
            words
            for words, is_so in (
                ("发了言", row.has_spoken),
                ("投了票", row.has_voted),
                ("没有离场", row.has_left is False),
            )
            if is_so
        ]
        return f"{who}{why}，应当离场、不发言、不投票，却{'、'.join(done)}"
    if not row.recused:
        return f"{who}{why}，没有其发言和记名票，无法判断是否应当回避"
    if row.has_left is None:
        return f"{who}{why}，没有写明是否离场，无法判断"
    if not row.discussed:
        return f"{who}{why}，该议题没有发言记录（0 次），无法判断是否发言"
    return f"{who}{why}，记名票没有登记完整，无法判断是否投票"


VOTE011 = Rule(
    code="VOTE011",
    name="person-concerned-takes-part",
    title="应当回避的人员参与了讨论或表决",
    severity=Severity.ERROR,
    cites=(
        Citation("R-CC-01", "陈仓", "二·九"),
        Citation("R-CC-01", "公务员法（2018）", "第76、77条", "V"),
    ),
    limits=(),
    explanation=(
        "检查每个议题登记了回避的人员，以及姓名列在议题涉及人员中的应到成员：是否离场，没有发言，也没有投记名票。"
        "没有到会的不算。没有写明是否离场，该议题没有发言记录、记名表决没有登记每人的票，"
        "或与涉及人员同名而没有登记回避时，答“无法判断”。无记名票不查。"
    ),
    advice=(
        "核对后登记回避：powerctl meeting recuse；"
        "确应回避而参与表决的，应作废重新表决：powerctl meeting round"
    ),
    question=_stayed,
    say=_say,
    repeats=_stands_twice,
    examined=_involved,
)
