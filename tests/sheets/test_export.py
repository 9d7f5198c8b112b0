"""Workbooks that we write: every text a text, days as days, and what was written is what is read."""

import time
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import Refused
from powerctl.sheets.files.clean import clean
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.kinds import KINDS, Column, ValueKind
from powerctl.sheets.kinds.organization import UNITS
from powerctl.sheets.kinds.risks import RISKS
from powerctl.sheets.tables.exported import GUIDE_SHEET, HEADING_ROW, READ_BACK, READ_ONLY
from powerctl.sheets.understand import understand
from powerctl.sheets.words.line_lists import lines_numbered, numbered_lines
from powerctl.sheets.writing import export
from powerctl.sheets.writing.export import LONGEST_TEXT, Table, day_of, write_workbook

TEXTS = (
    "=1+1",
    "+86",
    "-5",
    "@某人",
    "'撇号",
    "001",
    "1e5",
    "2026-03-01",
    "12.0",
    "TRUE",
    "第一行\n第二行",
    "字" * 2000,
    "ＡＢＣ　１２３",
    "_x0041_",
    "_x000D_尾",
    'a<b>&"c"',
    "👩🌾与𠮷",
    "#REF!",
    "合计",
    "无",
)
_ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Co", "Cn"), max_codepoint=0x2FFFF),
        st.sampled_from("=+-@'_x0041_\n "),
    ),
    max_size=60,
).map(clean)


def table(rows: list[list[object]], kind: str = "units") -> Table:
    columns = (Column("code", "单位代码"), Column("name", "单位名称", required=True))
    return Table("单位", columns, rows, kind)


def read_back(path: Path, content: bytes) -> list[list[str]]:
    path.write_bytes(content)
    return read_text(path).grids[0].rows[HEADING_ROW:]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_written_as_a_text_and_read_back_as_it_was(text: str, tmp_path: Path) -> None:
    content = write_workbook("单位", [table([[text, "甲"]])]).content
    cell = openpyxl.load_workbook(BytesIO(content))["单位"].cell(HEADING_ROW + 1, 1)
    assert cell.data_type == "s"
    assert read_back(tmp_path / "单位.xlsx", content) == [[text, "甲"]]


@settings(deadline=None, max_examples=8)
@given(texts=st.lists(st.lists(_ANY_TEXT, min_size=1, max_size=1), min_size=1, max_size=40))
def test_any_text_comes_back(texts: list[list[str]], tmp_path_factory) -> None:
    rows = [[*row, "甲"] for row in texts]
    content = write_workbook("单位", [table(rows)]).content
    assert read_back(tmp_path_factory.mktemp("x") / "单位.xlsx", content) == rows


def test_days_are_days_and_numbers_are_numbers(tmp_path: Path) -> None:
    columns = (
        Column("name", "单位名称"),
        Column("valid_from", "起日", value=ValueKind.DAY),
        Column("count", "个数", value=ValueKind.WHOLE),
    )
    days = [date(2026, 3, 1), date(1900, 3, 1), None, day_of("1899-12-31")]
    rows = [["甲", day, 12] for day in days]
    content = write_workbook("单位", [Table("单位", columns, rows)]).content
    sheet = openpyxl.load_workbook(BytesIO(content))["单位"]
    assert sheet.cell(4, 2).is_date
    assert sheet.cell(4, 3).value == 12
    read = [row[1:] for row in read_back(tmp_path / "单位.xlsx", content)]
    assert read == [["2026-03-01", "12"], ["1900-03-01", "12"], ["", "12"], ["1899-12-31", "12"]]


def test_an_export_is_styled_frozen_filtered_and_offers_what_may_be_chosen() -> None:
    rows = [["" for _ in UNITS.columns]] * 3
    content = write_workbook("单位", [Table("单位", UNITS.columns, rows, "units")], ("说明一",)).content
    book = openpyxl.load_workbook(BytesIO(content))
    sheet, guide = book["单位"], book[GUIDE_SHEET]
    assert (sheet["A1"].value, sheet["A2"].value) == ("单位", READ_BACK)
    assert [cell.value for cell in sheet[HEADING_ROW]][:3] == ["序号", "单位代码", "*单位名称"]
    assert sheet.freeze_panes == f"C{HEADING_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADING_ROW}:H6"
    assert sheet.cell(4, 3).alignment.wrap_text
    (offered,) = sheet.data_validations.dataValidation
    assert "政府部门" in offered.formula1
    assert [row[1].value for row in guide.iter_rows(min_row=4)] == [c.heading for c in UNITS.columns]


def test_the_guide_says_which_columns_hold_personal_data() -> None:
    one = Table("单位", (Column("name", "姓名"), Column("code", "代码")), [], "", frozenset({"name"}))
    guide = openpyxl.load_workbook(BytesIO(write_workbook("单位", [one]).content))[GUIDE_SHEET]
    assert [row[5].value or "" for row in guide.iter_rows(min_row=3)] == ["含个人信息", ""]


def test_a_text_too_long_for_a_cell_is_refused_where_it_should_come_back_and_cut_elsewhere() -> None:
    rows = [["字" * (LONGEST_TEXT + 1), "甲"]]
    with pytest.raises(Refused, match="32767"):
        write_workbook("单位", [table(rows)])
    content = write_workbook("单位", [table(rows, kind="")]).content
    sheet = openpyxl.load_workbook(BytesIO(content))["单位"]
    assert sheet["A2"].value == READ_ONLY
    assert len(sheet["A4"].value) == LONGEST_TEXT
    assert sheet["A4"].value.endswith("以下未列）")


def test_rows_beyond_what_a_sheet_holds_go_on_a_further_one(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    rows = [[str(number), f"单位{number}"] for number in range(5)]
    path = tmp_path / "单位.xlsx"
    path.write_bytes(write_workbook("单位", [table(rows)]).content)
    read = understand(read_text(path))
    assert [sheet.sheet for sheet in read.sheets] == ["单位", "单位（2）", "单位（3）"]
    assert [record.values["name"] for _, record in read.records] == [row[1] for row in rows]


def test_the_same_records_give_the_same_bytes() -> None:
    first = write_workbook("单位", [table([["a", "甲"]])]).content
    second_later = time.time() + 1.1
    while time.time() < second_later:
        time.sleep(0.1)
    assert write_workbook("单位", [table([["a", "甲"]])]).content == first


def test_a_list_for_looking_at_says_so_instead_of_being_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    path.write_bytes(write_workbook("单位", [table([["a", "甲"]], kind="")]).content)
    read = understand(read_text(path))
    assert read.kind is None
    assert "只供查阅" in read.problems[0].message


@pytest.mark.parametrize("spoilt", ["merged", "renamed"])
def test_an_export_rebuilt_by_hand_is_read_like_any_other_workbook(spoilt: str, tmp_path: Path) -> None:
    content = write_workbook("单位", [table([["CZJ", "县财政局"], ["JYJ", "县教育局"]])]).content
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["单位"]
    if spoilt == "merged":
        sheet.merge_cells("A4:A5")
    else:
        sheet["A3"].value = "代码"
    path = tmp_path / "单位.xlsx"
    book.save(path)
    read = understand(read_text(path))
    assert read.kind == "organization"
    assert not read.sheets[0].as_written
    assert read.records[0][1].values["name"] == "县财政局"


def test_a_column_taken_out_of_an_export_is_left_as_it_is(tmp_path: Path) -> None:
    columns = tuple(column for column in RISKS.columns if column.field in ("unit", "name", "level"))
    path = tmp_path / "风险.xlsx"
    rows = [["县财政局", "甲；乙", "高"]]
    path.write_bytes(write_workbook("风险", [Table(RISKS.title, columns, rows, "risks")]).content)
    (sheet,) = understand(read_text(path)).sheets
    assert sheet.as_written
    assert [dict(record.values) for record in sheet.records] == [
        {"unit": "县财政局", "name": "甲；乙", "level": "高"}
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_told_by_its_own_headings(kind, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    row = ["某" if column.field == kind.name_field else "" for column in kind.columns]
    path.write_bytes(write_workbook(kind.title, [Table(kind.title, kind.columns, [row], kind.name)]).content)
    read = understand(read_text(path))
    assert [sheet.kind for sheet in read.sheets] == [kind.name]
    assert read.sheets[0].as_written


@settings(deadline=None, max_examples=150)
@given(
    texts=st.lists(
        st.text(st.sampled_from("甲乙12.、（）第条：〔〕#【】\n"), min_size=1).map(str.strip).filter(bool)
    )
)
def test_numbered_texts_come_apart_as_they_were(texts: list[str]) -> None:
    assert lines_numbered(numbered_lines(texts)) == texts


def test_rows_that_a_filter_hid_and_hidden_columns_are_left_out(tmp_path: Path) -> None:
    content = write_workbook("单位", [table([["CZJ", "县财政局"], ["JYJ", "县教育局"]])]).content
    book = openpyxl.load_workbook(BytesIO(content))
    book["单位"].row_dimensions[5].hidden = True
    book["单位"].column_dimensions["A"].hidden = True
    path = tmp_path / "单位.xlsx"
    book.save(path)
    read = understand(read_text(path))
    (sheet,) = read.sheets
    assert sheet.as_written
    assert [dict(record.values) for record in sheet.records] == [{"name": "县财政局"}]
    assert any("隐藏行1行（第5行）" in note for note in read.notes)
    assert any("隐藏列1列（A）" in note for note in read.notes)
