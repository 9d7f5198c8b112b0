"""Who votes: one member once, no observer, nobody absent: VOTE004, VOTE005, VOTE015 (R-XZ-09)."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
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
    MEETING,
    NAMED_BALLOT,
    NAMED_VOTE,
    SECRET_BALLOT,
    may_decide,
)
from powerctl.areas.meetings.shared import NAMED_TALLY
from powerctl.areas.organization.queries import flag
from powerctl.areas.registry.queries import without_space
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.question import LeftJoin
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Question, Rule
from powerctl.terms import Severity

NAMED_ROUNDS: LeftJoin = (
    NAMED_BALLOT,
    and_(NAMED_BALLOT.c.agenda_item_id == AGENDA_ITEM.c.id, NAMED_BALLOT.c.is_void.is_(False)),
)

SECRET_ROUNDS: LeftJoin = (
    SECRET_BALLOT,
    and_(SECRET_BALLOT.c.agenda_item_id == AGENDA_ITEM.c.id, SECRET_BALLOT.c.is_void.is_(False)),
)


def round_of(ballot: Any) -> ColumnElement[str]:
    """What tells the rounds of a topic apart."""
    return literal("/第").concat(cast(ballot.c.round, String)).concat("轮")


def _namesakes() -> CTE:
    """By named ballot, voters with one name: `one_person` 1 certainly the same, `two` 1 certainly not.

    Looked for only where a roster has a name twice, or where voters come from more than one roster.
    """
    seat = ATTENDANCE.alias("named_seat")
    name = without_space(seat.c.person_written)
    on_one_roster = (
        select(seat.c.meeting_id)
        .group_by(seat.c.meeting_id, name)
        .having(func.count() > 1)
        .subquery("doubled")
    )
    looked_at = select(NAMED_TALLY.c.ballot_id).where(
        or_(
            NAMED_TALLY.c.first_roster != NAMED_TALLY.c.last_roster,
            NAMED_TALLY.c.first_roster.in_(select(on_one_roster.c.meeting_id)),
        )
    )
    lines = func.count(seat.c.id.distinct())
    people = func.count(seat.c.person_id.distinct())
    linked = func.count(case((seat.c.person_id.is_not(None), seat.c.id), else_=None).distinct())
    by_name = (
        select(
            NAMED_VOTE.c.ballot_id,
            flag(people < linked).label("one_person"),
            flag(and_(linked == lines, people == lines)).label("two"),
        )
        .select_from(NAMED_VOTE.join(seat, seat.c.id == NAMED_VOTE.c.attendance_id))
        .where(NAMED_VOTE.c.ballot_id.in_(looked_at))
        .group_by(NAMED_VOTE.c.ballot_id, name)
        .having(lines > 1)
        .subquery("by_name")
    )
    return (
        select(
            by_name.c.ballot_id,
            func.max(by_name.c.one_person).label("one_person"),
            func.min(by_name.c.two).label("two"),
        )
        .group_by(by_name.c.ballot_id)
        .cte("namesakes")
    )


def of_named(answer: ColumnElement[int], *facts: Any, joins: tuple[LeftJoin, ...] = ()) -> Select[Any]:
    """A row per named round that was not struck."""
    return of_agenda(
        answer,
        NAMED_BALLOT.c.round.label("round"),
        func.coalesce(NAMED_TALLY.c.votes, 0).label("votes"),
        *facts,
        rows=NAMED_ROUNDS,
        part=round_of(NAMED_BALLOT),
        joins=((NAMED_TALLY, NAMED_TALLY.c.ballot_id == NAMED_BALLOT.c.id), *joins),
    )


def no_votes(row: Any) -> str | None:
    """What is said of a round without any vote on record."""
    if row.votes:
        return None
    return f"第 {row.round} 轮记名表决没有登记每人的票（0 张），无法判断"


def named_rounds() -> Select[Any]:
    """For `examined`: a row per named round that was not struck."""
    return held_items(NAMED_ROUNDS)


def decided_rounds() -> Select[Any]:
    """For `examined`: a row per round of either kind that was not struck, at a meeting that decides."""
    named, secret = held_items(NAMED_ROUNDS), held_items(SECRET_ROUNDS)
    both = named.where(may_decide(MEETING)).union_all(secret.where(may_decide(MEETING)))
    return select(both.subquery("both_kinds"))


def _twice() -> Select[Any]:
    voter, namesake = NAMED_TALLY, _namesakes()
    answer = case(
        (or_(voter.c.votes > voter.c.voters, namesake.c.one_person == 1), FINDING),
        (and_(voter.c.votes > 0, voter.c.unlisted == 0, func.coalesce(namesake.c.two, 1) == 1), PASSED),
        else_=UNKNOWN,
    )
    return of_named(
        answer,
        func.coalesce(voter.c.votes - voter.c.voters, 0).label("again"),
        joins=((namesake, namesake.c.ballot_id == NAMED_BALLOT.c.id),),
    )


def _say_twice(row: Any) -> str:
    if row.verdict == FINDING:
        return f"应当一人一票，第 {row.round} 轮登记 {row.votes} 张票，其中有 1 人重复投票"
    return no_votes(row) or (
        f"第 {row.round} 轮登记 {row.votes} 张票，有表决人同名而没有对应到人员，"
        "或不在到会名单上，无法判断是否同一人"
    )


def _observing() -> Select[Any]:
    voter = NAMED_TALLY
    answer = case(
        (voter.c.observers > 0, FINDING),
        (and_(voter.c.votes > 0, voter.c.unplaced == 0), PASSED),
        else_=UNKNOWN,
    )
    return of_named(
        answer,
        func.coalesce(voter.c.observers, 0).label("observers"),
        func.coalesce(voter.c.unplaced, 0).label("unplaced"),
    )


def _say_observing(row: Any) -> str:
    if row.verdict == FINDING:
        return f"列席人员应投 0 张票，第 {row.round} 轮登记 {row.observers} 张"
    return no_votes(row) or f"第 {row.round} 轮有 {row.unplaced} 名表决人没有写明到会身份，无法判断是否列席"


def _away() -> Select[Any]:
    voter = NAMED_TALLY
    answer = case(
        (voter.c.away > 0, FINDING),
        (and_(voter.c.votes > 0, voter.c.maybe_away == 0, voter.c.unseen == 0), PASSED),
        else_=UNKNOWN,
    )
    return of_named(
        answer,
        func.coalesce(voter.c.away, 0).label("away"),
        func.coalesce(voter.c.maybe_away, 0).label("maybe_away"),
        func.coalesce(voter.c.unseen, 0).label("unseen"),
    )


def _say_away(row: Any) -> str:
    if row.verdict == FINDING:
        return f"未到会人员的书面意见不计票，第 {row.round} 轮把未到会人员的 {row.away} 份意见登记为票"
    if said := no_votes(row):
        return said
    if row.maybe_away:
        return f"第 {row.round} 轮有 {row.maybe_away} 名未到会人员的意见没有写明是否书面意见，无法判断"
    return f"第 {row.round} 轮有 {row.unseen} 名表决人没有写明到会情况，无法判断是否到会"


def counting_rule(
    code: str,
    name: str,
    title: str,
    cites: tuple[Citation, ...],
    explanation: str,
    advice: str,
    ask: Question,
    say: Any,
    *,
    examined: Question | None = named_rounds,
) -> Rule:
    """The card of a rule about counting: an error, without limits."""
    return Rule(
        code=code,
        name=name,
        title=title,
        severity=Severity.ERROR,
        cites=cites,
        limits=(),
        explanation=explanation,
        advice=advice,
        question=ask,
        say=say,
        repeats=None if examined is None else topic_twice,
        examined=examined,
    )


VOTE004 = counting_rule(
    "VOTE004",
    "member-votes-twice",
    "一人投了不止一票",
    (Citation("R-XZ-09", "花垣", "二·一"), Citation("R-XZ-09", "秀洲", "附件1 二-2")),
    "检查每轮未作废的记名表决，每名成员是否只有一张票。同一人有两张票的算问题；没有登记每人的票，"
    "或有表决人同名而没有对应到人员时，答“无法判断”。",
    "核对后更正：powerctl meeting show、powerctl meeting vote",
    _twice,
    _say_twice,
)

VOTE005 = counting_rule(
    "VOTE005",
    "observer-votes",
    "列席人员参加了表决",
    (Citation("R-XZ-09", "秀洲", "附件2 模本一 二"),),
    "检查每轮未作废的记名表决，表决人是否都是应到成员。列席人员有票的算问题；没有登记每人的票，"
    "或表决人的到会身份没有写明时，答“无法判断”。",
    "核对到会身份：powerctl meeting show；列席人员的票应取消，重新表决：powerctl meeting round",
    _observing,
    _say_observing,
)

VOTE015 = counting_rule(
    "VOTE015",
    "absent-member-counted",
    "未到会人员的意见计作了票",
    (
        Citation("R-XZ-09", "中国共产党党组工作条例（试行）（2015）", "第27条", "P"),
        Citation("R-XZ-09", "中国共产党地方委员会工作条例（2015）", "", "M"),
    ),
    "检查每轮未作废的记名表决：请假、缺席人员的意见只能作为书面意见登记，不能登记为票。登记为票的算问题；"
    "没有登记每人的票，表决人的到会情况、未到会人员的意见是否书面意见没有写明时，答“无法判断”。",
    "核对后更正：powerctl meeting show、powerctl meeting vote；结果按到会人员的票重新认定",
    _away,
    _say_away,
)
