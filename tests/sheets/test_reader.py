"""What office programs save is read as the clerk sees it: honest .xlsx and .xls, whole and exact."""

import datetime
import hashlib
import os
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Side

from powerctl.errors import NotReadable
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.grid import Grid, Merge
from tests.hostile.raw_book import rows, sheet, styles, write_book


def read_one(path: Path) -> Grid:
    return read_text(path).grids[0]


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def saved(book: openpyxl.Workbook, tmp_path: Path) -> Path:
    path = tmp_path / "清单.xlsx"
    book.save(path)
    return path


def test_values_become_the_text_that_the_clerk_would_call_them(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    page = book.active
    page.append(["序号", "事项", "金额", "比例", "是否", "日期", "时刻"])
    page.append(
        [
            1,
            " 行政许可\n第二行 ",
            1234.5,
            0.1 + 0.2,
            True,
            datetime.date(2026, 1, 5),
            datetime.datetime(2026, 1, 5, 9, 30),
        ]
    )
    page.append(
        [
            2.0,
            "0012",
            1e-7,
            12345678901234,
            False,
            datetime.time(8, 5),
            datetime.timedelta(hours=26, minutes=3),
        ]
    )
    grid = read_one(saved(book, tmp_path))
    assert grid.rows[1] == [
        "1",
        "行政许可\n第二行",
        "1234.5",
        "0.3",
        "TRUE",
        "2026-01-05",
        "2026-01-05 09:30",
    ]
    assert grid.rows[2] == ["2", "0012", "0.0000001", "12345678901234", "FALSE", "08:05", "26:03"]


def test_the_first_cell_is_a1_even_where_the_table_begins_lower(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    book.active["C4"] = "事项"
    grid = read_one(saved(book, tmp_path))
    assert grid.rows == [["", "", ""], ["", "", ""], ["", "", ""], ["", "", "事项"]]


@pytest.mark.parametrize(
    "number_format",
    [14, 22, 27, 30, 31, 57, 58, 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月";@', "yyyy\\-mm\\-dd"],
)
def test_a_day_in_a_chinese_format_is_a_day(number_format: int | str, tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" s="1"><v>46027</v></c></row>'
    path = write_book(tmp_path / "日期.xlsx", [sheet(data)], style_part=styles(number_format))
    assert read_one(path).rows == [["2026-01-05"]]


def test_hidden_rows_columns_and_sheets_are_read_and_named(book: openpyxl.Workbook, tmp_path: Path) -> None:
    page = book.active
    page.title = "公开"
    for number in range(1, 7):
        page.append([f"{column}{number}" for column in "ABCDEF"])
    page.row_dimensions[3].hidden = True
    page.row_dimensions[900].hidden = True
    page.column_dimensions.group("B", "C", hidden=True)
    page.column_dimensions["ZZ"].hidden = True
    book.create_sheet("底稿").sheet_state = "veryHidden"
    text = read_text(saved(book, tmp_path))
    grid = text.grids[0]
    assert grid.rows[2][1] == "B3"
    assert grid.hidden_rows == {3}
    assert grid.hidden_columns == {2, 3}
    assert [page.visible for page in text.grids] == [True, False]
    assert any("“底稿”是隐藏的" in note for note in text.notes)


def test_rows_hidden_by_a_filter_are_hidden_rows(tmp_path: Path) -> None:
    data = rows([["事项"], ["甲"], ["乙"]]).replace('<row r="2">', '<row r="2" spans="1:1" hidden="1">')
    path = write_book(tmp_path / "筛选.xlsx", [sheet(data, after='<autoFilter ref="A1:A3"/>')])
    assert read_one(path).hidden_rows == {2}


def test_text_left_under_a_merge_is_gone(tmp_path: Path) -> None:
    table = [["类别", "事项"], ["行政许可", "甲"], ["残留", "乙"], ["", "丙"]]
    after = '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>'
    grid = read_one(write_book(tmp_path / "合并.xlsx", [sheet(rows(table), after=after)]))
    assert [row[0] for row in grid.rows] == ["类别", "行政许可", "", ""]
    assert grid.merges == [Merge(top=2, left=1, bottom=4, right=1)]


def test_merges_end_where_the_text_ends(book: openpyxl.Workbook, tmp_path: Path) -> None:
    page = book.active
    page["A1"], page["A2"], page["B2"] = "标题", "甲", "乙"
    page.merge_cells("A1:P1")
    page.merge_cells("B2:B90")
    page.merge_cells("D40:F50")
    assert read_one(saved(book, tmp_path)).merges == [Merge(1, 1, 1, 2)]


def test_error_cells_and_formulas_without_a_value_are_named(book: openpyxl.Workbook, tmp_path: Path) -> None:
    page = book.active
    page["A1"], page["B1"], page["C1"], page["D1"] = "#REF!", "=1+1", "#N/A", "完"
    text = read_text(saved(book, tmp_path))
    assert text.grids[0].rows == [["", "", "", "完"]]
    assert text.grids[0].error_cells == {(1, 1): "#REF!", (1, 2): "formula", (1, 3): "#N/A"}
    assert any("B1" in note and "没有保存计算结果" in note for note in text.notes)
    assert any("2 个错误值单元格（A1、C1）" in note for note in text.notes)


def test_a_formula_with_its_result_is_that_result(tmp_path: Path) -> None:
    data = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"合"&amp;"计"</f><v>合计</v></c>'
        '<c r="C1" t="str"><f>IF(TRUE,"")</f><v></v></c><c r="D1"><f t="shared" si="0"/><v>7</v></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    grid = read_one(write_book(tmp_path / "公式.xlsx", [sheet(data)]))
    assert grid.rows == [["2", "合计", "", "7", ""]]
    assert grid.error_cells == {(1, 5): "#DIV/0!"}


def test_rich_text_is_read_whole(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.active["A1"] = CellRichText("对", TextBlock(InlineFont(b=True), "重大事项"), "集体决策")
    assert read_one(saved(book, tmp_path)).rows == [["对重大事项集体决策"]]


def test_a_border_in_the_last_row_is_neither_slow_nor_refused(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    page = book.active
    page["A1"] = "事项"
    page["L1048576"].border = Border(bottom=Side(style="thin"))
    page["XFD5"].border = Border(bottom=Side(style="thin"))
    assert read_one(saved(book, tmp_path)).rows == [["事项"]]


def test_cells_of_white_space_are_empty_and_trimmed(book: openpyxl.Workbook, tmp_path: Path) -> None:
    page = book.active
    page["A1"], page["C1"], page["A9"] = "事项", "\u3000 ", " \n"
    assert read_one(saved(book, tmp_path)).rows == [["事项"]]


def test_several_sheets_keep_their_order_and_names(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.active.title = "行政许可（2项）"
    book.create_sheet("A&B <其他>")["A1"] = "甲"
    book.create_chartsheet("图")
    text = read_text(saved(book, tmp_path))
    assert [grid.name for grid in text.grids] == ["行政许可（2项）", "A&B <其他>"]
    assert any("“图”是图表页" in note for note in text.notes)


def test_the_hash_is_that_of_the_bytes_and_the_form_that_of_the_content(
    book: openpyxl.Workbook, tmp_path: Path
) -> None:
    path = saved(book, tmp_path)
    renamed = path.rename(tmp_path / "清单.XLS")
    text = read_text(renamed)
    assert text.sha256 == hashlib.sha256(renamed.read_bytes()).hexdigest()
    assert text.form == "xlsx"
    assert any("内容是 .xlsx" in note for note in text.notes)


def test_thousands_of_rows_arrive_in_order(tmp_path: Path) -> None:
    """More rows than one block holds, with a separator of the blocks inside a text."""
    table = [[number, f"事项{number}", "尾"] for number in range(1, 3001)]
    table[1700][1] = "前_x001F_中_x001E_后"
    grid = read_one(write_book(tmp_path / "长.xlsx", [sheet(rows(table))]))
    assert [row[0] for row in grid.rows] == [str(number) for number in range(1, 3001)]
    assert grid.rows[1700] == ["1701", "前中后", "尾"]


def test_other_work_is_done_once_while_the_file_is_read(book: openpyxl.Workbook, tmp_path: Path) -> None:
    book.active.append(["序号", "事项"])
    done: list[str] = []
    text = read_text(saved(book, tmp_path), meanwhile=lambda: done.append("其他工作"))
    assert text.grids[0].rows == [["序号", "事项"]]
    assert done == ["其他工作"]


def test_no_other_work_is_begun_for_a_file_that_is_missing(tmp_path: Path) -> None:
    done: list[str] = []
    with pytest.raises(NotReadable):
        read_text(tmp_path / "没有.xlsx", meanwhile=lambda: done.append("其他工作"))
    assert done == []


_CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


@pytest.mark.skipif(not _CHILDREN.exists(), reason="这个系统不列出子进程")
def test_other_work_that_fails_leaves_no_process_behind(book: openpyxl.Workbook, tmp_path: Path) -> None:
    before = _CHILDREN.read_text()
    during: list[str] = []

    def fail() -> None:
        during.append(_CHILDREN.read_text())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read_text(saved(book, tmp_path), meanwhile=fail)
    assert during != [before]
    assert _CHILDREN.read_text() == before


@pytest.fixture
def old_book() -> xlwt.Workbook:
    return xlwt.Workbook(encoding="utf-8")


def old_saved(book: xlwt.Workbook, tmp_path: Path, name: str = "旧.xls") -> Path:
    path = tmp_path / name
    book.save(str(path))
    return path


def test_an_old_workbook_is_read_like_a_new_one(old_book: xlwt.Workbook, tmp_path: Path) -> None:
    page = old_book.add_sheet("清单")
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for column, value in enumerate(["事项\n第二行", 3.0, 2.5, True, " "]):
        page.write(1, column, value)
    page.write(1, 5, datetime.date(2026, 1, 5), day)
    page.row(1).set_cell_error(6, "#REF!")
    text = read_text(old_saved(old_book, tmp_path, "清单.et"))
    assert text.form == "xls"
    assert text.grids[0].rows == [[""] * 7, ["事项\n第二行", "3", "2.5", "TRUE", "", "2026-01-05", ""]]
    assert text.grids[0].error_cells == {(2, 7): "#REF!"}


def test_an_old_workbook_tells_what_is_hidden_and_merged(old_book: xlwt.Workbook, tmp_path: Path) -> None:
    page = old_book.add_sheet("公开", cell_overwrite_ok=True)
    page.merge(0, 1, 0, 0)
    for number in range(5):
        for column in range(4):
            page.write(number, column, f"{column}-{number}")
    page.row(2).hidden = True
    page.col(3).hidden = True
    hidden = old_book.add_sheet("底稿")
    hidden.write(0, 0, "甲")
    hidden.visibility = 1
    text = read_text(old_saved(old_book, tmp_path))
    grid = text.grids[0]
    assert grid.hidden_rows == {3}
    assert grid.hidden_columns == {4}
    assert grid.merges == [Merge(1, 1, 2, 1)]
    assert [row[0] for row in grid.rows[:3]] == ["0-0", "", "0-2"]
    assert [page.visible for page in text.grids] == [True, False]


def test_old_days_counted_from_1904_are_the_same_days(old_book: xlwt.Workbook, tmp_path: Path) -> None:
    old_book.dates_1904 = True
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    old_book.add_sheet("清单").write(0, 0, 40000, day)
    assert read_one(old_saved(old_book, tmp_path)).rows == [["2013-07-07"]]


def test_an_old_workbook_whose_formatting_is_broken_is_read_and_says_what_is_unknown(
    old_book: xlwt.Workbook, tmp_path: Path
) -> None:
    page = old_book.add_sheet("清单")
    page.write(1, 1, "事项")
    page.write(1, 2, 3)
    path = old_saved(old_book, tmp_path)
    # The mark with which the book begins: xlrd insists on it, calamine does not.
    path.write_bytes(
        path.read_bytes().replace(bytes.fromhex("090810000006"), bytes.fromhex("ff0810000006"), 1)
    )
    text = read_text(path)
    assert text.grids[0].rows == [["", "", ""], ["", "事项", "3"]]
    assert any("无法判断哪些行、列是隐藏的" in note for note in text.notes)


def test_an_old_workbook_with_a_password_is_refused(old_book: xlwt.Workbook, tmp_path: Path) -> None:
    old_book.add_sheet("清单").write(0, 0, "事项")
    path = old_saved(old_book, tmp_path)
    data = path.read_bytes()
    # The record after the first is made into the mark of an encrypted book.
    after_first = data.index(bytes.fromhex("090810000006")) + 20
    path.write_bytes(data[:after_first] + bytes.fromhex("2f00") + data[after_first + 2 :])
    with pytest.raises(NotReadable) as refusal:
        read_text(path)
    assert refusal.value.code == "ENCRYPTED"
