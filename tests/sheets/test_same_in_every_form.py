"""One table says the same, whatever form it is saved in."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.files.reader import read_text
from powerctl.sheets.understand import understand
from tests.sheets import raw_ods

HEADINGS = ["序号", "权力类别", "事项名称", "子项", "实施依据", "行使主体", "责任事项", "备注"]
CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")

_WORDS = st.text(
    st.sampled_from("对违反规定的处罚许可县财政局《法》第一条、，（）=@a1\"'"), min_size=1, max_size=12
)
_LINES = st.lists(_WORDS, min_size=1, max_size=3).map("\n".join)
_ROW = st.tuples(
    st.sampled_from(["行政许可", "行政处罚", "行政检查"]),
    _WORDS.map("对".__add__),
    st.one_of(st.just(""), _WORDS),
    _LINES.map("【法律】".__add__),
    st.sampled_from(["县财政局", "县民政局"]),
    _LINES,
    st.one_of(st.just(""), _LINES),
)


def as_xlsx(path: Path, table: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    book.active.title = path.stem
    for row, line in enumerate(table, 1):
        for column, value in enumerate(line, 1):
            cell = book.active.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)


def as_xls(path: Path, table: list[list[Any]]) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet(path.stem)
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            page.write(row, column, value)
    book.save(str(path))


def as_ods(path: Path, table: list[list[Any]]) -> None:
    raw_ods.write_ods(path, raw_ods.sheet(raw_ods.rows(table), path.stem))


def as_csv(path: Path, table: list[list[Any]], codec: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    path.write_bytes(out.getvalue().encode(codec))


def facts(path: Path) -> object:
    workbook = understand(read_text(path))
    notes = [note for note in workbook.notes if not note.startswith("这是文本表格")]
    return workbook.kind, workbook.sheets, workbook.problems, notes


@settings(deadline=None, max_examples=5)
@given(st.lists(_ROW, min_size=3, max_size=6))
def test_one_table_is_understood_alike_as_xlsx_xls_ods_and_text(lines: list[tuple[str, ...]]) -> None:
    title: list[Any] = ["县财政局2026年权责清单", *[""] * 7]
    table = [title, HEADINGS, *([number, *line] for number, line in enumerate(lines, 1))]
    with tempfile.TemporaryDirectory() as folder:
        paths = {form: Path(folder) / f"权责清单.{form}" for form in ("xlsx", "xls", "ods")}
        as_xlsx(paths["xlsx"], table)
        as_xls(paths["xls"], table)
        as_ods(paths["ods"], table)
        said = {form: facts(path) for form, path in paths.items()}
        for codec in CODECS:
            path = Path(folder) / "权责清单.csv"
            as_csv(path, table, codec)
            said[codec] = facts(path)
    assert said["xlsx"][0] == "powers"  # type: ignore[index]
    for form, answer in said.items():
        assert answer == said["xlsx"], form
