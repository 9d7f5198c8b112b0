"""Workbooks for the tests of the command line."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEADINGS = ("序号", "权力类别", "事项名称", "行使主体", "设定依据", "责任事项", "追责情形")
ROWS = (
    (1, "行政许可", "会计师事务所设立备案", "县财政局", "【法律】《中华人民共和国会计法》第九条", "受理、审查", "不依法受理"),
    (2, "行政处罚", "对违反会计法的处罚", "县财政局", "【法律】《中华人民共和国会计法》第四十二条", "立案、调查", "徇私舞弊"),
    (3, "行政检查", "财政票据监督检查", "县财政局", "【规章】《财政票据管理办法》第六条", "制定计划", "不按计划"),
)  # fmt: skip


def workbook(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> Path:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def powers_workbook(path: Path, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """A power list as departments publish it: title, headings, rows."""
    return workbook(path, [("县财政局2025年权责清单",), HEADINGS, *rows], "权责清单")


def many_powers(path: Path, count: int) -> Path:
    """A power list with so many rows."""
    rows = [
        (n, "行政处罚", f"对第{n}类违法行为的处罚", "县财政局", f"【法律】《某法》第{n}条", "立案、调查、决定", "徇私")
        for n in range(1, count + 1)
    ]  # fmt: skip
    return powers_workbook(path, rows)
