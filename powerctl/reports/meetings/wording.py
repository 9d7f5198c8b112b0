"""Meetings in words, as minutes and result sheets write them."""

import re
from collections.abc import Iterable

from powerctl.areas.meetings.arithmetic import Count, Majority, Quorum, decides_by_count
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import Vote
from powerctl.limits.quantity import Quantity
from powerctl.model import Attendance, SecretBallot
from powerctl.reports import counted
from powerctl.reports.dates import chinese_day
from powerctl.terms import HEAD_DECIDES, AttendanceState, BodyKind, MemberRole

UNRECORDED = counted.UNRECORDED
_DIGITS = "〇一二三四五六七八九十"
# Characters of a title's size that stand on one line of the type area.
_TITLE_LINE = 19


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 30 → 三十; beyond a hundred the figures."""
    if number <= 10:
        return _DIGITS[number]
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{'' if tens == 1 else _DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def share_words(share: Quantity) -> str:
    """2/3 → 三分之二."""
    return f"{numeral(share.denominator)}分之{numeral(share.numerator)}"


def mark(sitting: Sitting) -> str:
    """The name of a body's minutes: 云泽县财政局党组会议纪要."""
    return f"{_whose(sitting)}会议纪要"


def title_lines(sitting: Sitting, paper: str) -> tuple[str, ...]:
    """A paper's title with the body's name before it, in two lines where one would not hold it."""
    whose = _whose(sitting)
    return (whose + paper,) if len(whose + paper) <= _TITLE_LINE else (whose, paper)


def _whose(sitting: Sitting) -> str:
    body = sitting.meeting.body
    own = "" if body in (None, BodyKind.OTHER) else str(body).removesuffix("会")
    return f"{sitting.unit.name}{own}"


def meeting_name(sitting: Sitting) -> str:
    """What a page calls a meeting: its own name, else unit, body and number."""
    meeting = sitting.meeting
    return meeting.name or f"{sitting.unit.name}{meeting.body or '会议'}（{meeting.number}）"


def held_words(sitting: Sitting) -> str:
    """2026年1月5日上午9时30分."""
    meeting = sitting.meeting
    day = chinese_day(meeting.held_on) if meeting.held_on else f"召开日期{UNRECORDED}"
    return f"{day}{_hour(meeting.begun_at)}"


def span_of_day(sitting: Sitting) -> str:
    """The day with the hours from and to."""
    ended = _hour(sitting.meeting.ended_at)
    return held_words(sitting) + (f"至{ended}" if ended else "")


def _hour(text: str | None) -> str:
    found = re.fullmatch(r"\s*(\d{1,2})[:：](\d{2})\s*", text or "")
    if not found:
        return text or ""
    hour, minute = int(found[1]), int(found[2])
    half = "上午" if hour < 12 else "下午"
    # Noon is 中午12时; an hour after twelve is counted from one.
    shown = hour if hour <= 12 else hour - 12
    half = "中午" if hour == 12 else half
    return f"{half}{shown}时" + (f"{minute}分" if minute else "")


def people(lines: Iterable[Attendance], *, with_post: bool = False, with_reason: bool = False) -> str:
    """Names in their order, with post or reason in brackets where it is recorded."""
    found = []
    for one in lines:
        more = one.post_written if with_post else None
        reason = one.reason if with_reason else None
        added = "，".join(part for part in (more, reason) if part)
        found.append(f"{one.person_written}（{added}）" if added else one.person_written)
    return "、".join(found)


def attendance_words(sitting: Sitting, quorum: Quorum) -> str:
    """应到9人，实到8人，请假1人；…"""
    entitled = sitting.names(MemberRole.ENTITLED)
    if not entitled and not quorum.entitled.most:
        return "应到人员名单未登记"
    parts = [f"应到{_count(quorum.entitled)}人", f"实到{_count(quorum.present)}人"]
    for state in (AttendanceState.ON_LEAVE, AttendanceState.ABSENT):
        if number := len(sitting.names(MemberRole.ENTITLED, state)):
            parts.append(f"{state.value}{number}人")
    return "，".join(parts)


def quorum_words(quorum: Quorum) -> str:
    """Whether enough were there, with the share and the number it comes to."""
    if quorum.share is None:
        return "到会人数要求当日尚无规定或开会日期未登记，是否达到无法判断"
    share = share_words(quorum.share)
    if quorum.holds is None:
        return f"是否达到应到人数的{share}无法判断"
    held = "达到" if quorum.holds else "未达到"
    return f"{held}应到人数的{share}（{quorum.words}）"


def decides(body: BodyKind | None) -> str:
    """How a body comes to its decision."""
    if body in HEAD_DECIDES:
        return "行政机关会议：集体讨论后由行政主要负责人作出决定，不以票数多少为准"
    if decides_by_count(body) is False:
        return "本会议只作酝酿、初审，不作表决"
    return "按票数决定：赞成人数须超过应到人数的规定比例"


def base_words(majority: Majority) -> str:
    """What the majority is reckoned on, and what a recusal does to it."""
    effect = recusal_effect(majority)
    return share_rule(majority) + (f"；{effect}" if effect else "") + "。"


def share_rule(majority: Majority) -> str:
    """What share it takes, and that those away stay in the base."""
    share = majority.share
    over = f"赞成须超过应到人数的{share_words(share)}（不含本数）" if share else "赞成比例当日尚无规定"
    return f"{over}。请假、缺席人员计入应到人数"


def recusal_effect(majority: Majority) -> str:
    """Whether those recused stay in the base; empty where nobody is recused."""
    if not majority.recused.most:
        return ""
    effect = {True: "仍计入", False: "不计入", None: "是否计入未定，也可能计入"}[majority.recused_in_base]
    return f"回避人员{effect}应到人数"


def carried_words(majority: Majority) -> str:
    """通过, 未通过, or what cannot be told."""
    return {True: "通过", False: "未通过", None: "无法判断"}[majority.carried]


def result_words(majority: Majority) -> str:
    """`通过`, or `未通过，差 1 票`: beside a base that is told elsewhere."""
    short = majority.short_words
    return carried_words(majority) + (f"，{short} 票" if short else "")


def vote_figures(vote: Vote) -> str:
    """同意7票、反对1票、弃权0票; nothing about who."""
    in_favour = _count(vote.in_favour) if vote.in_favour else UNRECORDED
    return "、".join(
        f"{what}{number}票" if number != UNRECORDED else f"{what}票{UNRECORDED}"
        for what, number in (
            ("同意", in_favour),
            ("反对", shown(vote.against)),
            ("弃权", shown(vote.abstain)),
        )
    )


def issued_words(one: SecretBallot) -> str:
    """发出9张、收回9张、无效0张."""
    return "、".join(
        f"{what}{shown(number)}{'张' if number is not None else ''}"
        for what, number in (("发出", one.issued), ("收回", one.returned), ("无效", one.invalid))
    )


def recusal_words(sitting: Sitting, item: Item) -> str:
    """Who was recused and why: `王明（本人事项）`."""
    return "、".join(
        sitting.person(one.attendance_id) + (f"（{one.reason}）" if one.reason else "")
        for one in item.recusals
    )


def shown(number: int | None) -> str:
    """A number, or that it is not on record."""
    return UNRECORDED if number is None else str(number)


def secrecy_lines(sitting: Sitting) -> tuple[str, ...]:
    """Copy number and level for the upper left corner of minutes."""
    level = level_lines(sitting)
    return ("份号：", *level) if level else ()


def level_lines(sitting: Sitting) -> tuple[str, ...]:
    """The secrecy level with its term; 内部 is no secret and gets no mark (norms B65)."""
    level = sitting.meeting.secrecy
    if level is None or level.value == "内部":
        return ()
    years = sitting.meeting.secrecy_years
    return (f"{level.value}★{years}年" if years else level.value,)


def _count(number: Count) -> str:
    return number.words.replace(" ", "")
