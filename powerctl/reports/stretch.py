"""The days and units that a page about a period covers."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.reports.blocks import Meta
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, Scope, scope


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to a day (both count), of some units."""

    where: Scope
    since: date
    until: date

    @property
    def words(self) -> str:
        """`2026-01-01 至 2026-06-30`."""
        return f"{self.since.isoformat()} 至 {self.until.isoformat()}"

    @property
    def said(self) -> str:
        """`2026年1月1日至2026年6月30日`."""
        return f"{chinese_day(self.since)}至{chinese_day(self.until)}"

    @property
    def has_several_units(self) -> bool:
        """Whether a row has to say whose it is."""
        return len(self.where.unit_ids) > 1

    def has(self, day: date | None) -> bool:
        """Whether a day is one of them; one that is not recorded is not."""
        return day is not None and self.since <= day <= self.until


def stretch(session: Session, order: Order) -> Stretch:
    """What an order covers: its unit and those below, from `since` (the first day of the year) on.

    Raises Refused for a unit that the file does not know, and for a period that ends before it begins.
    """
    since = order.since or date(order.as_of.year, 1, 1)
    if since > order.as_of:
        raise Refused(
            f"起始日期 {since.isoformat()} 晚于截至日期 {order.as_of.isoformat()}", hint="核对日期后重新输入"
        )
    return Stretch(scope(session, order), since, order.as_of)


def nothing_on_record(period: Stretch, what: str, title: str) -> Refused:
    """The refusal of a page where the period holds none of what it is about."""
    return Refused(
        f"{period.where.name}在 {period.since.isoformat()} 至 {period.until.isoformat()} 之间没有{what}，"
        f"出不了{title}",
        hint=f"powerctl import 文件.xlsx --unit {period.where.code}",
    )


def stretch_meta(
    period: Stretch, order: Order, name: str, title: str, letters: str, paper: str = "A3 landscape"
) -> Meta:
    """What such a page carries."""
    return Meta(
        name=name,
        title=title,
        unit=period.where.name,
        period=period.words,
        as_of=order.as_of,
        generated=order.generated,
        number=f"{letters}-{period.where.code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper=paper,
    )
