"""What comes before a topic is on the agenda: MTG006, MTG007, MTG008, MTG009 (R-XZ-06)."""

from typing import Any

from sqlalchemy import Select, and_, or_

from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, TOPIC, may_decide
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.meetings.topic_items import decided_items, noticed_items
from powerctl.rulebook.meetings.wording import counted, is_required, judged
from powerctl.rulebook.question import limit_then
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import HEAD_DECIDES, SCREENING_BODIES, Severity

_SCREENING = "meeting.screening_required"
_ON_NOTICE = AGENDA_ITEM.c.is_extempore.is_not(True)


def _uncollected() -> Select[Any]:
    collected, held = TOPIC.c.collected_on, MEETING.c.held_on
    named = ~is_blank(TOPIC.c.collected_by_written)
    return of_agenda(
        judged(collected > held, and_(collected <= held, named)),
        collected,
        flag(named).label("named"),
    ).where(may_decide(MEETING), _ON_NOTICE)


def _say_uncollected(row: Any) -> str:
    return counted(
        row,
        "议题应由副书记会前向班子成员收集",
        f"收集日期 {row.collected_on} 在开会日期 {row.held_on} 之后",
        (row.collected_on is None, "没有登记收集日期"),
        (not row.named, "没有登记收集人"),
    )


MTG006 = Rule(
    code="MTG006",
    name="topic-not-collected",
    title="议题没有会前收集",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-06", "秀洲", "附件2 模本一 三-1"),),
    limits=(),
    explanation=(
        "检查列入会议的每个议题是否登记了收集人，收集日期是否不晚于开会之日。临时动议和只作初审的会议不查。"
        "没有收集人、收集日期、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="补登收集人和收集日期：powerctl topic edit",
    question=_uncollected,
    say=_say_uncollected,
    repeats=topic_twice,
    examined=noticed_items,
)


def _unstudied() -> Select[Any]:
    document = ~is_blank(TOPIC.c.study_document)
    studied = TOPIC.c.is_investigated
    return of_agenda(
        judged(studied.is_(False), and_(studied.is_(True), document)),
        studied,
        flag(document).label("document"),
    ).where(may_decide(MEETING))


def _say_unstudied(row: Any) -> str:
    return counted(
        row,
        "议题上会前应经过深入调研，至少有 1 份调研材料",
        "登记为未经深入调研",
        (row.is_investigated is None, "没有登记是否深入调研"),
        (not row.document, "登记为已经调研，但没有写明调研材料"),
    )


MTG007 = Rule(
    code="MTG007",
    name="topic-not-studied",
    title="议题未经深入调研",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-06", "秀洲", "附件2 模本一 三-1"),),
    limits=(),
    explanation=(
        "检查会议研究的每个议题是否经过深入调研并有调研材料。只作初审的会议不查。"
        "没有登记是否调研、没有写明调研材料、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="未经调研的议题应缓议；已调研的登记材料：powerctl topic investigate",
    question=_unstudied,
    say=_say_unstudied,
    repeats=topic_twice,
    examined=decided_items,
)


def _unscreened() -> Select[Any]:
    required, required_on = limit_then(_SCREENING, MEETING.c.unit_id, MEETING.c.held_on)
    screened, noticed = TOPIC.c.screened_on, AGENDA_ITEM.c.noticed_on
    by = TOPIC.c.screened_by
    screens = [body.value for body in SCREENING_BODIES]
    late = or_(screened > noticed, screened > MEETING.c.held_on)
    in_time = and_(screened <= noticed, screened <= MEETING.c.held_on)
    of_party = or_(MEETING.c.body.is_(None), MEETING.c.body.not_in([body.value for body in HEAD_DECIDES]))
    return of_agenda(
        judged(
            and_(required.c.numerator == 1, or_(late, by.not_in(screens))),
            and_(required.c.numerator == 1, in_time, by.in_(screens)),
        ),
        screened,
        AGENDA_ITEM.c.noticed_on,
        by,
        flag(late).label("late"),
        flag(required.c.numerator.is_(None)).label("unset"),
        joins=((required, required_on),),
    ).where(may_decide(MEETING), of_party, _ON_NOTICE, is_required(required))


def _say_unscreened(row: Any) -> str:
    found = (
        f"初审日期 {row.screened_on}，告知日期 {row.noticed_on or '未登记'}，开会日期 {row.held_on}"
        if row.late
        else f"登记的初审会议是{row.screened_by}"
    )
    return counted(
        row,
        "议题应在告知班子成员之前经书记办公会初审",
        found,
        (row.screened_on is None, "没有登记初审日期"),
        (row.noticed_on is None, "没有登记告知日期"),
        (row.screened_by is None, "没有登记初审会议"),
        (row.unset, "召开之日是否须初审尚未设定"),
    )


MTG008 = Rule(
    code="MTG008",
    name="topic-not-screened",
    title="议题没有先经初审",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-06", "秀洲", "附件2 模本一 三-2"),),
    limits=(_SCREENING,),
    explanation=(
        "检查列入会议的每个议题是否先经书记办公会或书记专题会初审，初审日期是否不晚于告知和开会之日。"
        "临时动议、政府常务会和局长办公会不查；召开之日不要求初审的不查。"
        "没有初审日期、初审会议、告知日期、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="登记初审：powerctl topic screen；没有初审的议题应先提交初审",
    question=_unscreened,
    say=_say_unscreened,
    repeats=topic_twice,
)


def _presented() -> Select[Any]:
    presenter, leader = AGENDA_ITEM.c.presenter_id, TOPIC.c.in_charge_id
    return of_agenda(
        judged(presenter != leader, presenter == leader),
        AGENDA_ITEM.c.presenter_written.label("presenter"),
        TOPIC.c.in_charge_written.label("leader"),
        flag(presenter.is_not(None)).label("presented"),
        flag(leader.is_not(None)).label("led"),
    ).where(may_decide(MEETING))


def _say_presented(row: Any) -> str:
    names = f"（汇报人{row.presenter or '未写姓名'}，分管领导{row.leader or '未写姓名'}）"
    return counted(
        row,
        "议题应由分管领导提交方案",
        f"汇报人不是本议题的分管领导{names if row.presenter or row.leader else ''}",
        (not row.led, "没有登记议题的分管领导，或没有对应到人员"),
        (not row.presented, "没有登记汇报人，或没有对应到人员"),
    )


MTG009 = Rule(
    code="MTG009",
    name="plan-not-presented-by-leader",
    title="方案不是由分管领导提交",
    severity=Severity.WARNING,
    cites=(
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
        Citation("R-XZ-08", "秀洲", "附件2 模本一 三-4"),
    ),
    limits=(),
    explanation=(
        "检查会议研究的每个议题，汇报人是否就是登记的分管领导。只作初审的会议不查。"
        "没有登记分管领导或汇报人，或只有姓名而没有对应到人员时，答“无法判断”（姓名相同不等于是同一人）。"
    ),
    advice="核对并登记：powerctl topic edit、powerctl meeting item",
    question=_presented,
    say=_say_presented,
    repeats=topic_twice,
    examined=decided_items,
)
