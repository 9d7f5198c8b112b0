"""Real files from disk to records: new and old workbooks, and an old one under a new name."""

from pathlib import Path

import openpyxl
import pytest
import xlwt

from powerctl.sheets.files.reader import read_text
from powerctl.sheets.kinds import WORKBOOK_KINDS
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.tables import tally
from powerctl.sheets.understand import understand
from powerctl.sheets.writing.template import write_template
from tests.sheets.drawn import POWER_HEADINGS, power

TITLE = "云岭县林业局2025年权责清单"
ROWS = [
    [TITLE],
    POWER_HEADINGS,
    power("1", "苗木企业审批", "1.甲级", "行政许可"),
    power("", "", "2.乙级", "行政许可"),
    power("", "", "3.丙级", "行政许可"),
    power("2", "对盗伐林木的处罚"),
    power("9", "停用事项"),
    power("3", "森林防火检查", "", "行政检查"),
    ["备注：共三项。"],
]
MERGED = ((1, 1, 1, 8), (3, 1, 5, 1), (3, 2, 5, 2), (9, 1, 9, 8))
HIDDEN_ROW, HIDDEN_COLUMN = 7, 10


def write_new(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "清单（3项）"
    for row in ROWS:
        page.append(row)
    for number in range(3, 9):
        page.cell(number, HIDDEN_COLUMN, "行政强制")
    for top, left, bottom, right in MERGED:
        page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    page.row_dimensions[HIDDEN_ROW].hidden = True
    page.column_dimensions["J"].hidden = True
    old = book.create_sheet("旧清单")
    for row in ROWS[1:]:
        old.append(row)
    old.sheet_state = "hidden"
    book.create_sheet("Sheet3")
    book.save(path)


def write_old(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("清单（3项）")
    starts = {(top, left): (bottom, right) for top, left, bottom, right in MERGED}
    for number, row in enumerate(ROWS, 1):
        for column, text in enumerate(row, 1):
            if end := starts.get((number, column)):
                page.write_merge(number - 1, end[0] - 1, column - 1, end[1] - 1, text)
            elif text:
                page.write(number - 1, column - 1, text)
    for number in range(3, 9):
        page.write(number - 1, HIDDEN_COLUMN - 1, "行政强制")
    page.row(HIDDEN_ROW - 1).hidden = True
    page.col(HIDDEN_COLUMN - 1).hidden = True
    old = book.add_sheet("旧清单")
    for number, row in enumerate(ROWS[1:]):
        for column, text in enumerate(row):
            old.write(number, column, text)
    old.visibility = 1
    book.add_sheet("Sheet3")
    book.save(str(path))


def understood(path: Path) -> ReadWorkbook:
    return understand(read_text(path))


@pytest.mark.parametrize(
    ("write", "file_name"), [(write_new, "清单.xlsx"), (write_old, "清单.xls"), (write_old, "清单.xlsx")]
)
def test_the_same_list_is_read_alike_from_every_form_of_file(write, file_name, tmp_path):
    """real-inventories.md 0.8: file names lie"""
    write(tmp_path / file_name)
    found = understood(tmp_path / file_name)
    assert (found.kind, found.unsure, found.problems) == ("powers", [], [])
    (sheet,) = found.sheets
    assert (sheet.header_row, sheet.title, sheet.unit_name) == (2, TITLE, "云岭县林业局")
    assert [(r.values["sequence"], r.values.get("sub_item"), r.item) for r in sheet.records] == [
        ("1", "1.甲级", True),
        ("1", "2.乙级", False),
        ("1", "3.丙级", False),
        ("2", None, True),
        ("3", None, True),
    ]
    assert (sheet.items, sheet.skipped_hidden_rows, sheet.skipped_hidden_columns) == (3, 1, 1)
    assert tally.by_category(found) == {"行政许可": 3, "行政处罚": 1, "行政检查": 1}
    said = "".join(found.notes)
    assert "旧清单" in said
    assert "隐藏行1行（第7行）" in said
    assert "隐藏列1列（J）" in said
    assert "写明3项" not in said


@pytest.mark.parametrize("kind", WORKBOOK_KINDS)
def test_a_blank_template_is_known_and_holds_no_record(kind, tmp_path):
    path = tmp_path / "模板.xlsx"
    write_template(kind, path)
    found = understood(path)
    assert (found.kind, found.unsure, found.problems, found.records) == (kind, [], [], [])
    assert all(column.field for sheet in found.sheets for column in sheet.columns)
