"""Before the day, topic by topic: notice, preparation, the leader in charge, votes needed, ballots.

Each answer is a conclusion, what it is about, a sentence, and what to do.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from powerctl.areas.identity import normal
from powerctl.areas.meetings.arithmetic import decides_by_count, more_than
from powerctl.areas.meetings.ballot_needs import candidates_of, voters_of, why_balloted
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import DayLimits, majority_of
from powerctl.model import Attendance
from powerctl.terms import HEAD_DECIDES, SCREENING_BODIES, AttendanceState, MemberRole

_NOTICE = "meeting.notice_days"
_SCREENING = "meeting.screening_required"
_AWAY = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
_TROUBLE, _UNKNOWN, _CARE, _READY = "会出问题", "无法判断", "须留意", "已具备"
_TWO = 2
Answer = tuple[str, str, str, str]
"""Conclusion, what it is about, the sentence, what to do."""


def look_at_topic(sitting: Sitting, item: Item, limits: DayLimits, today: date) -> Iterator[Answer]:
    """Everything that can be told of a topic before its meeting."""
    yield from _notice(sitting, item, limits, today)
    yield from _prepared(sitting, item, limits)
    yield from _in_charge(sitting, item)
    yield from _recusals(sitting, item)
    yield from _votes(sitting, item, limits)
    yield from _ballot(sitting, item)


def _notice(sitting: Sitting, item: Item, limits: DayLimits, today: date) -> Iterator[Answer]:
    held, told = sitting.meeting.held_on, item.agenda.noticed_on
    least = limits.quantity(_NOTICE, sitting)
    if item.agenda.is_extempore:
        yield _CARE, "告知", "临时动议：没有提前告知，应缓议或说明理由", ""
        return
    if held is None or least is None:
        yield _UNKNOWN, "告知", "召开日期没有登记或当日没有规定，告知是否及时无法判断", ""
        return
    days = least.numerator
    latest = held - timedelta(days=days)
    cites = f"依据：{limits.on(_NOTICE, held, sitting.meeting.unit_id).cites}"
    if told is None and held < today:
        yield _UNKNOWN, "告知", f"告知日期没有登记，须提前 {days} 天", cites
    elif told is None:
        soonest = today + timedelta(days=days)
        if today > latest:
            text = f"还没有告知；须提前 {days} 天，最迟应在 {latest} 告知，已经来不及"
            yield _TROUBLE, "告知", text, f"改期到 {soonest} 或以后，或移到下次会议；{cites}"
        else:
            yield _CARE, "告知", f"还没有告知，最迟 {latest} 告知（提前 {days} 天）", cites
    elif told > latest:
        given = (held - told).days
        text = f"{told} 告知，只提前 {given} 天，须提前 {days} 天，差 {days - given} 天"
        yield _TROUBLE, "告知", text, f"改期到 {told + timedelta(days=days)} 或以后；{cites}"
    else:
        yield _READY, "告知", f"{told} 告知，提前 {(held - told).days} 天", ""


def _prepared(sitting: Sitting, item: Item, limits: DayLimits) -> Iterator[Answer]:
    topic, meeting = item.topic, sitting.meeting
    if topic.is_investigated is False:
        yield _TROUBLE, "调研", "登记为未经深入调研，不宜列入", f"powerctl topic investigate {topic.number}"
    elif topic.is_investigated is None or not topic.study_document:
        yield _UNKNOWN, "调研", "没有登记是否调研或调研材料", f"powerctl topic investigate {topic.number}"
    if topic.topic_class is None and topic.matter is None:
        yield (
            *(_UNKNOWN, "归类", "没有归类，是否属于四重一大、是否须票决无法判断"),
            f"powerctl topic edit {topic.number} --set 四重一大类别=类别",
        )
    if meeting.body in (*HEAD_DECIDES, *SCREENING_BODIES):
        return
    required = limits.quantity(_SCREENING, sitting)
    if topic.screened_on is None and required is not None and required.numerator:
        yield _TROUBLE, "初审", "还没有经书记办公会初审", f"powerctl topic screen {topic.number}"
    elif topic.screened_on and meeting.held_on and topic.screened_on > meeting.held_on:
        yield _TROUBLE, "初审", f"初审日期 {topic.screened_on} 晚于开会日期", ""


def _seat(sitting: Sitting, person_id: int | None, name: str | None) -> Attendance | None:
    for one in sitting.roster:
        if person_id is not None and one.person_id == person_id:
            return one
    wanted = normal(name or "")
    return next((one for one in sitting.roster if wanted and normal(one.person_written) == wanted), None)


def _in_charge(sitting: Sitting, item: Item) -> Iterator[Answer]:
    topic = item.topic
    if topic.in_charge_id is None and not topic.in_charge_written:
        yield (
            *(_UNKNOWN, "分管领导", "没有登记分管领导，是否到会无法判断"),
            f"powerctl topic edit {topic.number} --set 分管领导=姓名",
        )
        return
    seat = _seat(sitting, topic.in_charge_id, topic.in_charge_written or item.in_charge)
    name = item.in_charge or topic.in_charge_written or "分管领导"
    if seat is None:
        text = f"分管领导{name}不在到会名单上，分管领导必须到会"
        yield _TROUBLE, "分管领导", text, f"powerctl meeting member {sitting.meeting.id} {name}"
    elif seat.state in _AWAY:
        yield _TROUBLE, "分管领导", f"分管领导{name}已{seat.state}，分管领导必须到会", "改期，或移到下次会议"
    else:
        yield _READY, "分管领导", f"{name}在到会名单上", ""


def _recusals(sitting: Sitting, item: Item) -> Iterator[Answer]:
    """Members whom a topic is about and who are not recused."""
    recused = {one.attendance_id for one in item.recusals}
    for name in candidates_of(item):
        seat = _seat(sitting, None, name)
        if seat is not None and seat.id not in recused:
            yield (
                *(_TROUBLE, "回避", f"{name}是议题涉及人员，又在到会名单上，没有登记回避"),
                f"powerctl meeting recuse {sitting.meeting.id} {item.agenda.position} {name}",
            )


def _votes(sitting: Sitting, item: Item, limits: DayLimits) -> Iterator[Answer]:
    by_count = decides_by_count(sitting.meeting.body)
    entitled = sitting.names(MemberRole.ENTITLED)
    if by_count is False or not entitled:
        return
    majority = majority_of(sitting, item, None, limits)
    if majority.share is None or majority.recused_in_base is None:
        yield _UNKNOWN, "票数", "开会之日的表决比例没有规定或日期未登记，须几票通过无法判断", ""
        return
    needed = more_than(majority.base.most, majority.share)
    voters = len(voters_of(sitting, item))
    base = f"应到 {majority.entitled.most}"
    if majority.recused.most:
        effect = "仍计入应到" if majority.recused_in_base else "不计入应到"
        base += f"，回避 {majority.recused.most}（{effect}），计票基数 {majority.base.most}"
    text = f"{base}，须同意 {needed} 票，预计 {voters} 人表决"
    unclear = majority.entitled.most - majority.entitled.least
    if unclear and voters - _TWO < needed:
        yield _UNKNOWN, "票数", f"{text}；有 {unclear} 人没有登记是否应到成员", ""
    elif voters < needed:
        text += f"，全部同意也差 {needed - voters} 票"
        yield _TROUBLE, "票数", text, "请缺席成员到会，或改期"
    elif voters - _TWO < needed:
        yield _CARE, "票数", f"{text}；只容许 {voters - needed} 人不到或不同意", ""
    else:
        yield _READY, "票数", f"{text}；容许 {voters - needed} 人不到或不同意", ""


def _ballot(sitting: Sitting, item: Item) -> Iterator[Answer]:
    why = why_balloted(item)
    if not why:
        return
    number = len(voters_of(sitting, item))
    if item.is_personnel and not candidates_of(item):
        yield (
            *(_UNKNOWN, "表决票", "没有登记涉及人员，表决票上列不出姓名"),
            f"powerctl topic edit {item.topic.number} --set 涉及人员=姓名",
        )
    where = f"--meeting {sitting.meeting.number} --unit {sitting.unit.code}"
    yield (
        *(_CARE, "表决票", f"{why}，应无记名票决，备表决票 {number} 张、监票人和计票人各一名"),
        f"powerctl report make 表决票 {where}",
    )
