"""Workbooks of posts: appointments, other matters of persons, checks, what was published."""

from collections.abc import Callable
from pathlib import Path

from tests.county.check_rows import checks
from tests.county.disclosure_rows import disclosed, open_items
from tests.county.post_rows import actions, appointments
from tests.county.template_books import fill


def write_appointments(path: Path) -> None:
    """干部任免: 任免事项, 环节, 考察, 考试, 试用, 回避."""
    fill("appointments", path, appointments())


def write_actions(path: Path) -> None:
    """人事事项."""
    fill("personnel-actions", path, {"personnel_actions": actions()})


def write_checks(path: Path) -> None:
    """监督检查, 审计, 个人报告."""
    fill("checks", path, checks())


def write_open_items(path: Path) -> None:
    """公开目录 of the county."""
    fill("open-items", path, {"open_items": open_items()})


def write_disclosed(path: Path) -> None:
    """公开记录, 公示, 公示对象, 公示反馈."""
    fill("disclosure", path, disclosed())


BOOKS: dict[str, Callable[[Path], None]] = {
    "干部任免.xlsx": write_appointments,
    "人事事项.xlsx": write_actions,
    "监督检查和个人报告.xlsx": write_checks,
    "公开目录.xlsx": write_open_items,
    "公开和公示.xlsx": write_disclosed,
}
"""Workbooks without their numbers, in the order in which they are imported, after those of money."""
