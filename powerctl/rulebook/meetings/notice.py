"""Members hear of a topic in time, and motions off the notice are exceptional: MTG004, MTG005 (R-ZJ-02).

Notice is counted twice: of each topic, and of each member who is to attend. A member's own day is never
taken from the topic's, since a day that is missing may be a late one.
"""

from typing import Any

from sqlalchemy import CTE, FromClause, Label, Select, String, and_, case, func, literal, null, or_, select

from powerctl.areas.meetings.queries import AGENDA_ITEM, ATTENDANCE, MEETING, is_held, may_decide
from powerctl.areas.meetings.queries_topics import OF_CATALOGUE, days_between, matter
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.meetings.frame import of_agenda, of_meetings, topic_twice
from powerctl.rulebook.meetings.topic_items import decided_items, noticed_items
from powerctl.rulebook.meetings.wording import cited, counted, judged
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import MemberRole, Severity

_DAYS = "meeting.notice_days"
_ON_NOTICE = AGENDA_ITEM.c.is_extempore.is_not(True)


def _late() -> Select[Any]:
    return _topics().union_all(_members()).subquery("topics_and_members").select()


def _topics() -> Select[Any]:
    """A row per topic on the notice."""
    least, least_on = limit_then(_DAYS, MEETING.c.unit_id, MEETING.c.held_on)
    days = days_between(AGENDA_ITEM.c.noticed_on, MEETING.c.held_on)
    return of_agenda(
        judged(
            days * least.c.denominator < least.c.numerator, days * least.c.denominator >= least.c.numerator
        ),
        AGENDA_ITEM.c.noticed_on,
        days.label("days"),
        null().label("members"),
        null().label("late"),
        null().label("untold"),
        *_limit_facts(least),
        joins=((least, least_on),),
    ).where(may_decide(MEETING), _ON_NOTICE)


def _members() -> Select[Any]:
    """A row per meeting with a topic on its notice: whether each member on the roster was told in time."""
    least, least_on = limit_then(_DAYS, MEETING.c.unit_id, MEETING.c.held_on)
    told, announced = _told(), _announced()
    return of_meetings(
        judged(
            told.c.late.is_not(None),
            and_(told.c.members > 0, told.c.untold.is_(None), least.c.numerator.is_not(None)),
        ),
        # Where a page asks for the outcome of a topic, a meeting has none.
        null().label("outcome"),
        null().label("noticed_on"),
        null().label("days"),
        func.coalesce(told.c.members, 0).label("members"),
        told.c.late,
        told.c.untold,
        *_limit_facts(least),
        rows=(announced, announced.c.meeting_id == MEETING.c.id),
        part=literal("/告知成员", String),
        joins=((told, told.c.meeting_id == MEETING.c.id), (least, least_on)),
    ).where(may_decide(MEETING))


def _limit_facts(least: FromClause) -> tuple[Label[Any], Label[Any]]:
    return least.c.words.label("least"), cited(least)


def _told() -> CTE:
    """By meeting: entitled members, the names of those told late, and of those of whom nobody can say."""
    least, least_on = limit_then(_DAYS, MEETING.c.unit_id, MEETING.c.held_on)
    seat = ATTENDANCE
    entitled = seat.c.role == MemberRole.ENTITLED
    is_late = days_between(seat.c.noticed_on, MEETING.c.held_on) * least.c.denominator < least.c.numerator
    unclear = or_(seat.c.noticed_on.is_(None), and_(seat.c.role.is_(None), is_late))

    def names(who: Any, words: Any) -> Any:
        return func.group_concat(case((who, words), else_=None), "、")

    return (
        select(
            seat.c.meeting_id,
            func.sum(flag(entitled)).label("members"),
            names(and_(entitled, is_late), seat.c.person_written.concat(" ").concat(seat.c.noticed_on)).label(
                "late"
            ),
            names(unclear, seat.c.person_written).label("untold"),
        )
        .select_from(seat.join(MEETING, MEETING.c.id == seat.c.meeting_id).outerjoin(least, least_on))
        .where(or_(entitled, seat.c.role.is_(None)))
        .group_by(seat.c.meeting_id)
        .cte("told")
    )


def _announced() -> CTE:
    """Meetings with a topic that was, or may have been, on the notice."""
    return select(AGENDA_ITEM.c.meeting_id).where(_ON_NOTICE).distinct().cte("announced")


def _examined() -> Select[Any]:
    announced = _announced()
    members = (
        select(MEETING.c.unit_id)
        .join(announced, announced.c.meeting_id == MEETING.c.id)
        .where(is_held(MEETING), may_decide(MEETING))
    )
    return noticed_items().union_all(members).subquery("noticed").select()


def _say_late(row: Any) -> str:
    wanted = (
        f"议题应至少提前 {row.least}告知班子成员（{source_of(row.cites)}）"
        if row.cites
        else "议题应提前告知班子成员"
    )
    if row.members is not None:
        return _say_members(row, wanted)
    return counted(
        row,
        wanted,
        f"{row.noticed_on} 告知，{row.held_on} 开会，提前 {row.days} 天",
        (row.noticed_on is None, "没有登记告知日期"),
        (not row.cites, "召开之日提前天数尚未设定"),
    )


def _say_members(row: Any, wanted: str) -> str:
    untold = f"没有登记哪一天告知（或没有写明到会身份）：{row.untold}"
    late = f"{row.held_on} 开会，应到 {row.members} 人中告知晚了的：{row.late}"
    return counted(
        row,
        wanted,
        f"{late}；另有{untold}" if row.untold else late,
        (not row.members, "没有登记应到成员名单" if not row.untold else untold),
        (not row.cites, "召开之日提前天数尚未设定"),
        (True, untold),
    )


MTG004 = Rule(
    code="MTG004",
    name="notice-too-short",
    title="议题告知不够提前",
    severity=Severity.ERROR,
    cites=(Citation("R-ZJ-02", "诸暨", "科学分权"),),
    limits=(_DAYS,),
    explanation=(
        "检查列入会议的每个议题从告知之日到开会之日是否够规定天数（告知当天不计）；"
        "并按会议逐个检查应到成员（请假的在内）各自的告知日期，告知晚了的列出姓名。"
        "登记为临时动议的由 MTG005 检查，全部是临时动议的会议不查成员；只作初审的会议不查。"
        "议题或成员没有告知日期、没有应到名单、召开日期或会议类型，或召开之日天数尚未设定时，答“无法判断”；"
        "议题的告知日期不代替成员的告知日期。"
    ),
    advice="改到下次会议研究；补登告知日期：powerctl meeting notice；临时动议如实登记：powerctl meeting item",
    question=_late,
    say=_say_late,
    repeats=topic_twice,
    examined=_examined,
)


def _extempore() -> Select[Any]:
    sudden = AGENDA_ITEM.c.is_extempore
    return of_agenda(
        judged(sudden.is_(True), sudden.is_(False)), matter().label("matter"), joins=(OF_CATALOGUE,)
    ).where(may_decide(MEETING))


def _say_extempore(row: Any) -> str:
    kind = f"，且属于“四重一大”中的{row.matter}" if row.matter else ""
    return counted(row, "会议应研究事先告知的议题", f"本议题为临时动议{kind}", (True, "没有登记是否临时动议"))


MTG005 = Rule(
    code="MTG005",
    name="extempore-motion",
    title="临时动议",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-02", "诸暨", "科学分权"),),
    limits=(),
    explanation=(
        "逐项列出会议上的临时动议；议题属于“四重一大”的（本身写明，或所属决策事项目录写明）为严重问题。"
        "只作初审的会议不查。没有登记是否临时动议、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="非紧急事项改到下次会议研究；登记有误的更正：powerctl meeting item",
    question=_extempore,
    say=_say_extempore,
    severity_of=lambda row: Severity.ERROR if row.matter else Severity.WARNING,
    repeats=topic_twice,
    examined=decided_items,
)
