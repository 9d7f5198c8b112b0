"""Which meeting a page is about, or which period; and what every such page carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from powerctl.areas.meetings.named import find_meeting
from powerctl.areas.meetings.sitting import Sitting, held_between, sittings, undated
from powerctl.areas.meetings.verdicts import DayLimits
from powerctl.errors import Refused
from powerctl.reports.blocks import Meta, Paragraph
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, scope


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting and the limits of its day."""

    sitting: Sitting
    limits: DayLimits


@dataclass(frozen=True, slots=True)
class Period:
    """The meetings of some units from a day to a day, and how many have no day at all."""

    where: Scope
    since: date
    until: date
    sittings: Sequence[Sitting]
    undated: int
    limits: DayLimits

    @property
    def words(self) -> str:
        """`2026-01-01 至 2026-06-30`."""
        return f"{self.since.isoformat()} 至 {self.until.isoformat()}"

    @property
    def said(self) -> str:
        """`2026年1月1日至2026年6月30日`."""
        return f"{chinese_day(self.since)}至{chinese_day(self.until)}"


def the_occasion(session: Session, order: Order, title: str) -> Occasion:
    """The meeting of an order, by its number and, where two units have it, its unit.

    Raises Refused without a number, for an unknown one, and where more than one meeting has it.
    """
    if not order.meeting:
        raise Refused(
            f"{title}按会议出具，没有指明会议", hint=f"powerctl report make {title} --meeting 会议编号"
        )
    meeting = find_meeting(session, order.meeting, unit=order.unit or "")
    return Occasion(sittings(session, [meeting])[0], DayLimits(session))


def the_period(session: Session, order: Order, title: str) -> Period:
    """The meetings of an order: its unit and those below, from `since` (the first day of the year) on.

    Raises Refused for a period that ends before it begins, and where no meeting is on record.
    """
    where = scope(session, order)
    since = order.since or date(order.as_of.year, 1, 1)
    if since > order.as_of:
        raise Refused(
            f"起始日期 {since.isoformat()} 晚于截至日期 {order.as_of.isoformat()}", hint="核对日期后重新输入"
        )
    meetings = held_between(session, where.unit_ids, since, order.as_of)
    without_day = undated(session, where.unit_ids)
    if not meetings and not without_day:
        raise Refused(
            f"{where.name}在 {since.isoformat()} 至 {order.as_of.isoformat()} 之间没有会议记录，"
            f"出不了{title}",
            hint="powerctl meeting new",
        )
    return Period(where, since, order.as_of, sittings(session, meetings), without_day, DayLimits(session))


def meeting_meta(occasion: Occasion, order: Order, name: str, title: str, letters: str) -> Meta:
    """What a page about one meeting carries; A4."""
    meeting, unit = occasion.sitting.meeting, occasion.sitting.unit
    held = f"{meeting.held_on.isoformat()} 会议" if meeting.held_on else f"会议 {meeting.number}"
    return Meta(
        name=name,
        title=f"{title}（{meeting.number}）",
        unit=unit.name,
        period=held,
        as_of=order.as_of,
        generated=order.generated,
        number=f"{letters}-{unit.code}-{meeting.number}",
        head_code=order.head_code,
    )


def period_meta(period: Period, order: Order, name: str, title: str, letters: str) -> Meta:
    """What a page about a period carries; A3 across."""
    return Meta(
        name=name,
        title=title,
        unit=period.where.name,
        period=period.words,
        as_of=order.as_of,
        generated=order.generated,
        number=f"{letters}-{period.where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper="A3 landscape",
    )


def invalid_mark(sitting: Sitting) -> list[Paragraph]:
    """What a page says of a meeting that is marked invalid: it is kept, and it is told."""
    reason = sitting.meeting.invalid_reason
    return [Paragraph(f"【本次会议已标注为无效】{reason}")] if reason else []
