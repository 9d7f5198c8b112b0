"""Where the head decides: a decision against the majority has its reasons on record: MTG033 (R-XZ-08).

Opinions are what members said (norms B14). Where no statement is on record, a named vote against the
decision is a breach all the same; one in line with it does not stand in for the statements. A secret
ballot says nothing of who thinks what and is not read here.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, or_, select

from powerctl.areas.meetings.arithmetic import Count
from powerctl.areas.meetings.queries import AGENDA_ITEM, ATTENDANCE, MEETING, NAMED, STATEMENT
from powerctl.areas.meetings.shared import NAMED_TALLY, ROUND
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import HEAD_DECIDES, MemberRole, Outcome, Position, Severity

_FOR = (Position.FOR.value, Position.AMENDED.value)
_AGAINST = (Position.AGAINST.value, Position.DEFER.value)


def _spoken() -> CTE:
    """By agenda item: entitled members for and against as they spoke, each a span, and how many spoke."""
    seat = ATTENDANCE.alias("speaker_seat")
    opinion = STATEMENT.c.opinion
    here = AGENDA_ITEM.alias("spoken_item")
    speaker = (
        select(
            STATEMENT.c.agenda_item_id,
            STATEMENT.c.attendance_id,
            func.max(flag(opinion.in_(_FOR))).label("some_for"),
            func.max(flag(opinion.in_(_AGAINST))).label("some_against"),
            func.max(flag(opinion.is_(None))).label("some_unknown"),
        )
        .select_from(
            MEETING.join(here, here.c.meeting_id == MEETING.c.id).join(
                STATEMENT, STATEMENT.c.agenda_item_id == here.c.id
            )
        )
        .where(_head_may_decide())
        .group_by(STATEMENT.c.agenda_item_id, STATEMENT.c.attendance_id)
        .subquery("speaker")
    )
    is_member = seat.c.role == MemberRole.ENTITLED
    may_be = or_(seat.c.role.is_(None), is_member)
    clear = speaker.c.some_unknown == 0

    def side(own: Any, other: Any) -> tuple[Any, Any]:
        certain = and_(is_member, clear, own == 1, other == 0)
        possible = and_(may_be, or_(own == 1, speaker.c.some_unknown == 1))
        return func.sum(flag(certain)), func.sum(flag(possible))

    for_least, for_most = side(speaker.c.some_for, speaker.c.some_against)
    against_least, against_most = side(speaker.c.some_against, speaker.c.some_for)
    return (
        select(
            speaker.c.agenda_item_id,
            func.count().label("speakers"),
            for_least.label("for_least"),
            for_most.label("for_most"),
            against_least.label("against_least"),
            against_most.label("against_most"),
        )
        .select_from(speaker.outerjoin(seat, seat.c.id == speaker.c.attendance_id))
        .group_by(speaker.c.agenda_item_id)
        .cte("spoken")
    )


def _voted() -> CTE:
    """By agenda item with a named round that counts: the same columns, of its votes; voters NULL: none."""
    valid, tally = ROUND, NAMED_TALLY
    return (
        select(
            valid.c.agenda_item_id,
            tally.c.voters,
            tally.c.for_least,
            tally.c.for_most,
            tally.c.against_least,
            tally.c.against_most,
        )
        .select_from(valid.outerjoin(tally, tally.c.ballot_id == valid.c.ballot_id))
        .where(valid.c.kind == NAMED)
        .cte("voted")
    )


def _against_the_majority() -> Select[Any]:
    spoken, voted = _spoken(), _voted()
    has_spoken = spoken.c.agenda_item_id.is_not(None)

    def opinions(name: str) -> Any:
        return case((has_spoken, spoken.c[name]), else_=voted.c[name])

    for_least, for_most = opinions("for_least"), opinions("for_most")
    against_least, against_most = opinions("against_least"), opinions("against_most")
    outcome = AGENDA_ITEM.c.outcome
    contrary = or_(
        and_(outcome == Outcome.PASSED, against_least > for_most),
        and_(outcome == Outcome.REJECTED, for_least > against_most),
    )
    in_line = or_(
        outcome.in_([Outcome.DEFERRED.value, Outcome.RETURNED.value, Outcome.HEARD.value]),
        and_(outcome == Outcome.PASSED, against_most <= for_least),
        and_(outcome == Outcome.REJECTED, for_most <= against_least),
    )
    answer = case(
        (~is_blank(AGENDA_ITEM.c.head_reason), PASSED),
        (and_(contrary, MEETING.c.body.is_not(None)), FINDING),
        (and_(in_line, has_spoken), PASSED),
        else_=UNKNOWN,
    )
    query = of_agenda(
        answer,
        flag(has_spoken).label("has_spoken"),
        flag(voted.c.voters > 0).label("has_voted"),
        for_least.label("for_least"),
        for_most.label("for_most"),
        against_least.label("against_least"),
        against_most.label("against_most"),
        joins=(
            (spoken, spoken.c.agenda_item_id == AGENDA_ITEM.c.id),
            (voted, voted.c.agenda_item_id == AGENDA_ITEM.c.id),
        ),
    )
    return query.where(_head_may_decide())


def _head_may_decide() -> ColumnElement[bool]:
    return or_(MEETING.c.body.is_(None), MEETING.c.body.in_([one.value for one in HEAD_DECIDES]))


def _items() -> Select[Any]:
    return held_items().where(_head_may_decide())


def _say(row: Any) -> str:
    if not (row.has_spoken or row.has_voted):
        return "没有登记成员的发言表态（0 人），无法判断决定是否与多数人意见一致"
    counted = (
        f"同意 {Count(row.for_least, row.for_most).words} 人、"
        f"不同意 {Count(row.against_least, row.against_most).words} 人"
    )
    if row.verdict == FINDING:
        return f"{counted}，决定为{row.outcome}，没有登记不同于多数意见的理由"
    if row.outcome is None:
        return f"{counted}；没有登记决定的结果，无法判断"
    if row.body is None:
        return f"{counted}，决定为{row.outcome}；没有登记会议类型，无法判断"
    if not row.has_spoken:
        return f"记名票{counted}，决定为{row.outcome}；没有登记成员的发言表态，无法判断"
    return f"{counted}，决定为{row.outcome}；有的表态或到会身份没有写明，无法判断"


MTG033 = Rule(
    code="MTG033",
    name="against-majority-without-reasons",
    title="主要负责人的决定与多数人意见不一致而没有说明理由",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
        Citation("R-XZ-08", "重大行政决策程序暂行条例（2019）", "第30条", "V"),
    ),
    limits=(),
    explanation=(
        "检查政府常务会、局长办公会上的每个议题：宣布的结果与应到成员中多数人的意见相反时，是否登记了理由。"
        "意见以发言表态为准；没有发言记录而记名票与决定相反的，也算问题。双方人数相等不算相反，"
        "暂缓、退回和听取汇报的不算。没有发言记录，表态、到会身份、结果或会议类型没有写明而影响结论时，答“无法判断”。"
    ),
    advice="在会议记录中查明理由并补记：powerctl meeting decide；无理由的由主要负责人书面说明",
    question=_against_the_majority,
    say=_say,
    repeats=topic_twice,
    examined=_items,
)
