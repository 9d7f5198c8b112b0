"""Who sits in without a vote: MTG021, MTG022 (R-CC-01)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, and_, case, func, literal, or_, select

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    is_held,
    may_decide,
)
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.meetings.topic_items import decided_items
from powerctl.rulebook.meetings.wording import cited, counted, judged
from powerctl.rulebook.question import limit, of_units, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import AttendanceState, MemberRole, Severity

_PER_YEAR = "meeting.invited_per_year"
_INVITED = ("代表", "委员")


def _undesignated() -> Select[Any]:
    seat = ATTENDANCE
    observes = seat.c.role == MemberRole.OBSERVER
    may_observe = and_(
        or_(seat.c.role.is_(None), observes),
        or_(seat.c.state.is_(None), seat.c.state == AttendanceState.PRESENT),
    )
    sat_in = (
        select(
            seat.c.meeting_id,
            func.sum(flag(and_(observes, seat.c.state == AttendanceState.PRESENT))).label("certain"),
            func.sum(flag(may_observe)).label("possible"),
        )
        .group_by(seat.c.meeting_id)
        .cte("sat_in")
    )
    listed = ~is_blank(AGENDA_ITEM.c.observers_written)
    return of_agenda(
        judged(and_(~listed, sat_in.c.certain > 0), or_(listed, sat_in.c.possible == 0)),
        func.coalesce(sat_in.c.certain, 0).label("observers"),
        flag(sat_in.c.meeting_id.is_not(None)).label("roster"),
        joins=((sat_in, sat_in.c.meeting_id == MEETING.c.id),),
    ).where(may_decide(MEETING))


def _say_undesignated(row: Any) -> str:
    return counted(
        row,
        "列席人员应按议题确定",
        f"会议有 {row.observers} 人列席，本议题没有写明列席人员",
        (not row.roster, "没有登记到会名单"),
        (True, "有人的到会身份或到会情况没有写明"),
    )


MTG021 = Rule(
    code="MTG021",
    name="observers-not-designated",
    title="没有按议题确定列席人员",
    severity=Severity.INFO,
    cites=(
        Citation("R-CC-01", "秀洲", "附件2 模本一 二"),
        Citation("R-CC-01", "花垣", "一·晒权"),
    ),
    limits=(),
    explanation=(
        "检查有人列席的会议，每个议题是否写明列席人员；没有人列席的不必写。只作初审的会议不查。"
        "没有到会名单，或有人的到会身份、到会情况没有写明时，答“无法判断”。"
    ),
    advice="写明各议题的列席人员：powerctl meeting item",
    question=_undesignated,
    say=_say_undesignated,
    repeats=topic_twice,
    examined=decided_items,
)


def _uninvited() -> Select[Any]:
    year = _a_year()
    least, least_on = limit(_PER_YEAR, year.c.unit_id)
    enough = year.c.invited * least.c.denominator >= least.c.numerator
    too_few = (year.c.invited + year.c.perhaps) * least.c.denominator < least.c.numerator
    judgeable = and_(year.c.meetings > 0, year.c.since_before == 1, year.c.undated == 0, year.c.unlisted == 0)
    return of_units(
        year,
        None,
        case((and_(judgeable, too_few), FINDING), (enough, PASSED), else_=UNKNOWN),
        year.c.invited.label("invited"),
        year.c.perhaps.label("perhaps"),
        year.c.meetings.label("meetings"),
        year.c.since_before.label("since_before"),
        year.c.undated.label("undated"),
        year.c.unlisted.label("unlisted"),
        least.c.words.label("least"),
        cited(least),
        joins=((least, least_on),),
    )


def _a_year() -> CTE:
    """By unit, over the twelve months up to the day: meetings, those with invited delegates, those without a
    roster or a day; `since_before` 1 where a meeting is older than that. `perhaps` counts those with invited
    delegates of a body that is not said, which may only screen."""
    seat = ATTENDANCE
    guests = (
        select(
            seat.c.meeting_id,
            func.max(flag(or_(*(seat.c.invited_as.contains(word) for word in _INVITED)))).label("invited"),
        )
        .group_by(seat.c.meeting_id)
        .cte("guests")
    )
    since: ColumnElement[Any] = func.date(the_day(), literal("-1 year"), type_=String)
    recent = MEETING.c.held_on > since
    return (
        select(
            MEETING.c.unit_id,
            func.sum(flag(recent)).label("meetings"),
            func.sum(flag(and_(recent, guests.c.invited == 1, MEETING.c.body.is_not(None)))).label("invited"),
            func.sum(flag(and_(recent, guests.c.invited == 1, MEETING.c.body.is_(None)))).label("perhaps"),
            func.max(flag(MEETING.c.held_on <= since)).label("since_before"),
            func.max(flag(MEETING.c.held_on.is_(None))).label("undated"),
            func.max(flag(and_(recent, guests.c.meeting_id.is_(None)))).label("unlisted"),
        )
        .select_from(MEETING.outerjoin(guests, guests.c.meeting_id == MEETING.c.id))
        .where(is_held(MEETING), may_decide(MEETING))
        .group_by(MEETING.c.unit_id)
        .cte("year_of_meetings")
    )


def _say_uninvited(row: Any) -> str:
    wanted = (
        f"一年内应至少有 {row.least} 次会议邀请“两代表一委员”列席（{source_of(row.cites)}）"
        if row.cites
        else "一年内应邀请“两代表一委员”列席会议"
    )
    found = f"近一年登记会议 {row.meetings} 次，其中有“两代表一委员”列席的 {row.invited} 次"
    if row.verdict == FINDING:
        return f"{wanted}，{found}"
    if row.undated:
        return f"{wanted}；{found}，另有会议没有写召开日期，无法判断"
    if row.unlisted:
        return f"{wanted}；{found}，有会议没有登记到会名单，无法判断"
    if row.perhaps:
        return f"{wanted}；{found}，另有 {row.perhaps} 次没有写会议类型，无法判断"
    if not row.meetings:
        return f"{wanted}；近一年没有登记会议，无法判断"
    if not row.since_before:
        return f"{wanted}；{found}，登记的会议不满一年，无法判断"
    return f"{wanted}；{found}，次数尚未设定，无法判断"


MTG022 = Rule(
    code="MTG022",
    name="delegates-never-invited",
    title="一年内没有邀请“两代表一委员”列席",
    severity=Severity.INFO,
    cites=(Citation("R-CC-01", "秀洲", "三-(四)"),),
    limits=(_PER_YEAR,),
    explanation=(
        "检查每个单位近一年的会议，有党代表、人大代表、政协委员列席（列席身份写明代表或委员）的次数是否够。"
        "会议没有召开日期、没有到会名单，或登记的会议不满一年而次数不够时，答“无法判断”。"
    ),
    advice="邀请列席并登记列席身份：powerctl meeting observer",
    question=_uninvited,
    say=_say_uninvited,
    repeats=never,
)
