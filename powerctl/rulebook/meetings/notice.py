"""Members hear of a topic in time, and motions off the notice are exceptional: MTG004, MTG005 (R-ZJ-02)."""

from typing import Any

from sqlalchemy import Select

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, may_decide
from powerctl.areas.meetings.queries_topics import OF_CATALOGUE, days_between, matter
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.meetings.topic_items import decided_items, noticed_items
from powerctl.rulebook.meetings.wording import cited, counted, judged
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Severity

_DAYS = "meeting.notice_days"
_ON_NOTICE = AGENDA_ITEM.c.is_extempore.is_not(True)


def _late() -> Select[Any]:
    least, least_on = limit_then(_DAYS, MEETING.c.unit_id, MEETING.c.held_on)
    days = days_between(AGENDA_ITEM.c.noticed_on, MEETING.c.held_on)
    return of_agenda(
        judged(
            days * least.c.denominator < least.c.numerator, days * least.c.denominator >= least.c.numerator
        ),
        AGENDA_ITEM.c.noticed_on,
        days.label("days"),
        least.c.words.label("least"),
        cited(least),
        joins=((least, least_on),),
    ).where(may_decide(MEETING), _ON_NOTICE)


def _say_late(row: Any) -> str:
    wanted = (
        f"议题应至少提前 {row.least}告知班子成员（{source_of(row.cites)}）"
        if row.cites
        else "议题应提前告知班子成员"
    )
    return counted(
        row,
        wanted,
        f"{row.noticed_on} 告知，{row.held_on} 开会，提前 {row.days} 天",
        (row.noticed_on is None, "没有登记告知日期"),
        (not row.cites, "召开之日提前天数尚未设定"),
    )


MTG004 = Rule(
    code="MTG004",
    name="notice-too-short",
    title="议题告知不够提前",
    severity=Severity.ERROR,
    cites=(Citation("R-ZJ-02", "诸暨", "科学分权"),),
    limits=(_DAYS,),
    explanation=(
        "检查列入会议的每个议题从告知之日到开会之日是否够规定天数（告知当天不计）。"
        "登记为临时动议的由 MTG005 检查；只作初审的会议不查。"
        "没有告知日期、召开日期或会议类型，或召开之日天数尚未设定时，答“无法判断”。"
    ),
    advice="改到下次会议研究；补登告知日期：powerctl meeting notice；临时动议如实登记：powerctl meeting item",
    question=_late,
    say=_say_late,
    repeats=topic_twice,
    examined=noticed_items,
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
