"""Before the day: what will go wrong at a meeting as it is planned (R-XZ-07, R-XZ-09, R-ZJ-02, R-CC-01).

It looks at the roster, the agenda and the notices as they are recorded now, by the limits of the day of
the meeting. What is not recorded is not in order: it cannot be told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import Session

from powerctl.areas.meetings.arithmetic import at_least
from powerctl.areas.meetings.attendance import holders_on
from powerctl.areas.meetings.preflight_topics import look_at_topic
from powerctl.areas.meetings.preflight_way import look_at_way
from powerctl.areas.meetings.sitting import Sitting, sittings
from powerctl.areas.meetings.verdicts import DayLimits, quorum_limit
from powerctl.model import Attendance, Meeting
from powerctl.terms import SCREENING_BODIES, AttendanceState, BodyKind, MemberRole

_NOTICE = "meeting.notice_days"
_AWAY = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
_TWO = 2


class Look(StrEnum):
    """会前核对的结论"""

    TROUBLE = "会出问题"
    UNKNOWN = "无法判断"
    CARE = "须留意"
    READY = "已具备"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: of which topic (empty: of the meeting), what it is, what to do."""

    look: Look
    about: str
    topic: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Preflight:
    """The meeting as planned and what was looked at, trouble first."""

    sitting: Sitting
    lines: tuple[Line, ...]

    @property
    def troubles(self) -> int:
        """How many things will go wrong if nothing is done."""
        return sum(line.look is Look.TROUBLE for line in self.lines)


def preflight(session: Session, meeting: Meeting, *, today: date) -> Preflight:
    """What will go wrong at a meeting, as of a day before it. Reads only."""
    sitting = sittings(session, [meeting])[0]
    limits = DayLimits(session)
    lines = [
        *_day(sitting, today),
        *_roster(session, sitting),
        *_head(sitting),
        *_quorum(sitting, limits),
        *_notices(sitting, limits, today),
    ]
    if not sitting.items:
        lines.append(
            Line(Look.CARE, "议程", "", "还没有列入议题", f"powerctl meeting agenda {meeting.id} 议题编号")
        )
    for item in sitting.items:
        found = (
            *look_at_topic(sitting, item, limits, today),
            *look_at_way(session, sitting, item, limits),
        )
        lines += [Line(Look(look), about, item.topic.title, text, hint) for look, about, text, hint in found]
    order = list(Look)
    return Preflight(sitting, tuple(sorted(lines, key=lambda line: order.index(line.look))))


def _day(sitting: Sitting, today: date) -> Iterator[Line]:
    meeting = sitting.meeting
    if meeting.held_on is None:
        yield Line(
            Look.UNKNOWN,
            "日期",
            "",
            "召开日期没有登记，告知天数、到会和票数要求都无法判断",
            f"powerctl meeting edit {meeting.id} --set 召开日期=日期",
        )
    elif meeting.held_on < today:
        yield Line(Look.CARE, "日期", "", f"会议已于 {meeting.held_on} 召开，以下按会前的口径核对")
    if meeting.body is None:
        yield Line(
            Look.UNKNOWN,
            "会议类型",
            "",
            "会议类型没有登记，按票数决定还是由主要负责人决定无法判断",
            f"powerctl meeting edit {meeting.id} --set 会议类型=类型",
        )


def _roster(session: Session, sitting: Sitting) -> Iterator[Line]:
    """Leaders of the day who are not on the list, and people on the list who lead nothing."""
    meeting = sitting.meeting
    special = (*SCREENING_BODIES, BodyKind.PLENUM)
    if meeting.held_on is None or meeting.body in special or not sitting.names(MemberRole.ENTITLED):
        return
    holders, _ = holders_on(session, meeting.unit_id, meeting.held_on)
    if not holders:
        return
    listed = {(one.person_id, one.person_written) for one in sitting.names(MemberRole.ENTITLED)}
    names = {name for _, name in listed}
    ids = {number for number, _ in listed if number is not None}
    missing = [one.name for one in holders if one.person_id not in ids and one.name not in names]
    if missing:
        yield Line(
            Look.CARE,
            "应到名单",
            "",
            f"{'、'.join(missing)}在 {meeting.held_on} 任班子成员，不在应到名单上；名单影响应到人数",
            f"powerctl meeting member {meeting.id} 姓名",
        )


def _head(sitting: Sitting) -> Iterator[Line]:
    entitled = sitting.names(MemberRole.ENTITLED)
    heads = [one for one in entitled if one.is_head]
    if not heads:
        if entitled:
            yield Line(Look.UNKNOWN, "“一把手”", "", "应到名单上没有注明谁是“一把手”，末位表态无法核对")
        return
    if away := [one.person_written for one in heads if one.state in _AWAY]:
        yield Line(Look.CARE, "“一把手”", "", f"{'、'.join(away)}已请假或缺席，重大事项是否改期请商定")


def _quorum(sitting: Sitting, limits: DayLimits) -> Iterator[Line]:
    entitled = sitting.names(MemberRole.ENTITLED)
    if not entitled:
        yield Line(
            Look.UNKNOWN,
            "到会人数",
            "",
            "应到成员名单还是空的，到会人数是否够无法判断",
            f"powerctl meeting member {sitting.meeting.id} 姓名",
        )
        return
    kinds = sorted({item.is_personnel for item in sitting.items}) or [False]
    for personnel in kinds:
        yield _one_quorum(sitting, entitled, limits, personnel=personnel)


def _one_quorum(sitting: Sitting, entitled: list[Attendance], limits: DayLimits, *, personnel: bool) -> Line:
    about = "到会人数（人事议题）" if personnel else "到会人数"
    share = limits.quantity(quorum_limit(sitting, personnel=personnel), sitting)
    away = sum(one.state in _AWAY for one in entitled)
    unclear = sum(one.role is None for one in sitting.roster)
    coming = len(entitled) - away
    said = f"应到 {len(entitled)}，已知不到 {away}，预计到会 {coming}"
    if share is None:
        return Line(Look.UNKNOWN, about, "", f"{said}；开会之日到会人数的要求没有规定或日期未登记")
    needed = at_least(len(entitled) + unclear, share)
    said += f"，需到 {needed}（应到的 {share.stored}）"
    if unclear:
        said += f"；另有 {unclear} 人没有登记是否应到成员，按应到计"
        if coming - _TWO < needed:
            return Line(Look.UNKNOWN, about, "", f"{said}，是否够无法判断")
    if coming < needed:
        return Line(Look.TROUBLE, about, "", f"{said}，差 {needed - coming}，不能开会", "改期或催请到会")
    if coming - _TWO < needed:
        lost = coming - needed + 1
        return Line(Look.CARE, about, "", f"{said}；再有 {lost} 人不到就不够", "请逐人确认到会")
    return Line(Look.READY, about, "", f"{said}；再有两人不到也够")


def _notices(sitting: Sitting, limits: DayLimits, today: date) -> Iterator[Line]:
    """Members told too late, or not at all as far as is recorded; as MTG004 judges it afterwards.

    The topics' own notices are looked at with the topics; where all are extempore, nobody is told of them.
    """
    held = sitting.meeting.held_on
    least = limits.quantity(_NOTICE, sitting)
    if held is None or least is None or _is_all_extempore(sitting):
        return
    latest = held - timedelta(days=least.numerator)
    entitled = sitting.names(MemberRole.ENTITLED)
    late = [one for one in entitled if one.noticed_on is not None and one.noticed_on > latest]
    if late:
        names = "、".join(one.person_written for one in late)
        text = f"{names}在 {latest} 以后才得到告知，须提前 {least.numerator} 天"
        yield Line(Look.TROUBLE, "告知成员", "", text, f"改期，或重新核对告知日期；{_cites(limits, sitting)}")
    if untold := [one.person_written for one in entitled if one.noticed_on is None]:
        yield _untold(sitting, untold, latest, today)
    if entitled and not late and not untold:
        yield Line(Look.READY, "告知成员", "", f"应到 {len(entitled)} 人都已在 {latest} 或以前告知")


def _untold(sitting: Sitting, names: list[str], latest: date, today: date) -> Line:
    said = f"没有登记哪一天告知 {'、'.join(names)}"
    record = f"powerctl meeting notice {sitting.meeting.id} --on 日期"
    held = sitting.meeting.held_on
    if held is not None and held < today:
        return Line(Look.UNKNOWN, "告知成员", "", f"{said}，是否及时无法判断", record)
    if today > latest:
        return Line(
            Look.UNKNOWN, "告知成员", "", f"{said}；最迟应在 {latest} 告知，还没有告知的已经来不及", record
        )
    return Line(Look.CARE, "告知成员", "", f"{said}，最迟 {latest} 告知", record)


def _is_all_extempore(sitting: Sitting) -> bool:
    return bool(sitting.items) and all(item.agenda.is_extempore is True for item in sitting.items)


def _cites(limits: DayLimits, sitting: Sitting) -> str:
    held = sitting.meeting.held_on
    assert held is not None
    return f"依据：{limits.on(_NOTICE, held, sitting.meeting.unit_id).cites}"
