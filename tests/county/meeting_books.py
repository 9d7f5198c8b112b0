"""Workbooks of meetings: decision catalogues, meetings, what hangs on them. Secret ballots only as tallies."""

from collections.abc import Callable
from pathlib import Path

from tests.county.meeting_bodies import catalogue
from tests.county.meeting_handling import handling
from tests.county.meeting_register import write_register
from tests.county.meeting_year import OTHER_MEETINGS, YEAR, sheets
from tests.county.template_books import fill


def write_catalogue(path: Path) -> None:
    """决策事项目录 of all bodies."""
    fill("catalogues", path, {"catalogue_items": list(catalogue())})


def write_year(path: Path) -> None:
    """会议, 议题, 到会, 发言 and 表决 of three bodies in a year."""
    fill("meetings", path, sheets(YEAR))


def write_others(path: Path) -> None:
    """The same of the few meetings of other bodies."""
    fill("meetings", path, sheets(OTHER_MEETINGS))


def write_handling(path: Path) -> None:
    """会议办理: what came before decisions, and what became of them."""
    fill("proceedings", path, handling())


BOOKS: dict[str, Callable[[Path], None]] = {
    "各班子决策事项目录.xlsx": write_catalogue,
    "三个班子一年会议.xlsx": write_year,
    "其他班子会议.xlsx": write_others,
    "市场监管局会议台账.xlsx": write_register,
    "各班子会议办理.xlsx": write_handling,
}
"""Workbooks without their numbers, in the order in which they are imported (the catalogue first)."""
