"""The marked copy: bad cells are coloured and say what is wrong; everything else is as the clerk left it."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, PatternFill, Side

from powerctl.errors import NotReadable
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.marking.marking import marked_bytes, marked_copy
from powerctl.sheets.marking.styles import COLOUR
from powerctl.sheets.reading import Problem
from tests.hostile.raw_book import DECLARATION, MAIN, STRICT, rows, sheet, write_book
from tests.sheets import raw_ods

PICTURE = bytes.fromhex("89504e470d0a1a0a") + bytes(range(256))


def problem(cell: str, sheet: str = "清单", message: str = "没有填写") -> Problem:
    return Problem(sheet, cell, "", "事项名称", message)


def marked(path: Path, *problems: Problem) -> bytes:
    return marked_copy(path, read_text(path), problems)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def opened(data: bytes, tmp_path: Path) -> openpyxl.Workbook:
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(data)
    read_text(copy)
    return openpyxl.load_workbook(copy)


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A workbook with all that a careless copy loses: styles, widths, formulas, rules, a second sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "清单"
    for line in (["序号", "事项名称", "金额"], [1, "甲", "=1+2"], [2, None, 3.5]):
        page.append(line)
    page["B2"].font = Font(name="楷体", bold=True, color="FF0000FF")
    page["B2"].border = Border(left=Side(style="thick"))
    page["C3"].number_format = "#,##0.00"
    page["C3"].fill = PatternFill("solid", fgColor="FF00FF00")
    page.column_dimensions["B"].width = 33.5
    page.row_dimensions[5].height = 41
    page.merge_cells("A6:B7")
    page.freeze_panes = "B2"
    page.auto_filter.ref = "A1:C3"
    book.create_sheet("别的")["A1"] = "不动"
    path = tmp_path / "清单.xlsx"
    book.save(path)
    with zipfile.ZipFile(path, "a") as box:
        box.writestr("xl/media/image1.png", PICTURE)
        box.writestr("customXml/item1.xml", "<x>  自定义 </x>")
    return path


def test_only_the_parts_that_hold_the_marks_change_and_all_others_stay_byte_for_byte(rich: Path) -> None:
    before, after = parts(rich.read_bytes()), parts(marked(rich, problem("B3"), problem("C3")))
    touched = {"xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"}
    added = {
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    assert set(after) == set(before) | added
    assert {name for name in before if before[name] != after[name]} == touched
    assert list(before) == list(after)[: len(before)]


def test_within_the_sheet_only_the_marked_cells_change(rich: Path) -> None:
    before = parts(rich.read_bytes())["xl/worksheets/sheet1.xml"].decode()
    after = parts(marked(rich, problem("C3")))["xl/worksheets/sheet1.xml"].decode()
    at = next(place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    assert before[:at].rpartition("<")[2].startswith('c r="C3"')
    start = after.index("<legacyDrawing")
    kept = after[:start] + after[after.index("/>", start) + 2 :]
    changed_cell = before[at - 20 : at + 8]
    assert len(kept) - len(before) in range(-2, 3), changed_cell


def test_a_marked_cell_is_coloured_and_says_what_was_found_and_what_is_wanted(
    rich: Path, tmp_path: Path
) -> None:
    page = opened(marked(rich, problem("B3"), problem("B2", message="不是规定的写法")), tmp_path)["清单"]
    assert page["B3"].fill.fgColor.rgb == COLOUR
    assert "没有填写" in page["B3"].comment.text
    assert "写的是：（空白）" in page["B3"].comment.text
    assert "应为：事项名称" in page["B3"].comment.text
    assert page["B2"].fill.fgColor.rgb == COLOUR
    assert page["A2"].comment is None
    assert page["A2"].fill.fgColor.rgb != COLOUR


def test_font_border_and_number_format_of_a_marked_cell_stay(rich: Path, tmp_path: Path) -> None:
    page = opened(marked(rich, problem("B2"), problem("C3")), tmp_path)["清单"]
    assert (page["B2"].font.name, page["B2"].font.bold, page["B2"].border.left.style) == (
        "楷体",
        True,
        "thick",
    )
    assert (page["C3"].number_format, page["C3"].value, page["C3"].fill.fgColor.rgb) == (
        "#,##0.00",
        3.5,
        COLOUR,
    )
    assert page["C2"].value == "=1+2"
    assert page.column_dimensions["B"].width == 33.5


def test_a_cell_or_a_row_that_is_not_there_is_made(rich: Path, tmp_path: Path) -> None:
    page = opened(marked(rich, problem("F2"), problem("B4"), problem("D9"), problem("A9")), tmp_path)["清单"]
    for name in ("F2", "B4", "D9", "A9"):
        assert page[name].fill.fgColor.rgb == COLOUR, name
        assert page[name].comment is not None
    assert page["B2"].value == "甲"


def test_a_cell_under_a_merged_range_is_marked_where_the_clerk_sees_it(rich: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(rich)
    book["清单"]["A6"], book["清单"]["A8"] = "合并", "其下"
    book.save(rich)
    page = opened(marked(rich, problem("B7")), tmp_path)["清单"]
    assert page["A6"].comment is not None


def test_a_problem_without_a_cell_stands_at_the_first_cell(rich: Path, tmp_path: Path) -> None:
    book = opened(marked(rich, problem("", "别的"), problem("", "")), tmp_path)
    assert book["别的"]["A1"].comment is not None
    assert book["清单"]["A1"].comment is not None


def test_several_problems_of_one_cell_stand_in_one_comment(rich: Path, tmp_path: Path) -> None:
    page = opened(marked(rich, problem("B3", message="其一"), problem("B3", message="其二")), tmp_path)[
        "清单"
    ]
    assert "其一" in page["B3"].comment.text
    assert "其二" in page["B3"].comment.text


def test_comments_of_the_clerk_stay_and_a_second_one_is_added_below(rich: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(rich)
    book["清单"]["B3"].comment = Comment("请核对", "某科")
    book["清单"]["A1"].comment = Comment("原有", "某科")
    book.save(rich)
    data = marked(rich, problem("B3"), problem("C3"))
    page = opened(data, tmp_path)["清单"]
    assert page["A1"].comment.text == "原有"
    assert page["B3"].comment.text.startswith("请核对\n问题：")
    assert page["C3"].comment.author == "powerctl"
    drawings = [content for name, content in parts(data).items() if name.endswith(".vml")]
    assert len(drawings) == 1
    assert drawings[0].count(b"ObjectType=") == 3


def test_prefixed_strict_and_styleless_workbooks_are_marked_too(tmp_path: Path) -> None:
    table = rows([["序号", "事项名称"], [1, None]])
    for number, (content, options) in enumerate(
        (
            (sheet(table), {}),
            (sheet(table).replace(MAIN, STRICT), {"namespace": STRICT}),
            (
                sheet(table)
                .replace("<", "<x:")
                .replace("<x:/", "</x:")
                .replace("<x:?", "<?")
                .replace("xmlns=", "xmlns:x="),
                {},
            ),
        )
    ):
        path = write_book(tmp_path / f"{number}.xlsx", [content], names=["清单"], **options)
        copy = tmp_path / f"{number}副本.xlsx"
        copy.write_bytes(marked(path, problem("B2")))
        assert read_text(copy).grids[0].rows == read_text(path).grids[0].rows
        assert any(
            b"\xe9\x97\xae\xe9\xa2\x98" in part
            for name, part in parts(copy.read_bytes()).items()
            if "comments" in name
        )


def test_a_file_changed_since_it_was_read_is_not_marked(rich: Path) -> None:
    text = read_text(rich)
    rich.write_bytes(rich.read_bytes() + b"\0")
    with pytest.raises(NotReadable) as refusal:
        marked_copy(rich, text, [problem("B3")])
    assert refusal.value.code == "CHANGED"


def _as_csv(path: Path, table: Sequence[Sequence[str]]) -> None:
    path.write_text("\n".join(",".join(line) for line in table), encoding="gb18030")


def _as_ods(path: Path, table: Sequence[Sequence[str]]) -> None:
    raw_ods.write_ods(path, raw_ods.sheet(raw_ods.rows(table)))


def _as_xls(path: Path, table: Sequence[Sequence[str]]) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("清单")
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            page.write(row, column, value)
    book.save(str(path))


@pytest.mark.parametrize(("form", "write"), [("csv", _as_csv), ("ods", _as_ods), ("xls", _as_xls)])
def test_another_form_is_copied_as_text_into_an_xlsx(form: str, write: object, tmp_path: Path) -> None:
    path = tmp_path / f"清单.{form}"
    table = [["序号", "事项名称"], ["1", "=1+1"], ["2", ""], ["3", "丙"]]
    write(path, table)  # type: ignore[operator]
    data = marked(path, problem("B3"), problem("D7"))
    page = opened(data, tmp_path)["清单"]
    assert (page["B2"].value, page["B2"].data_type) == ("=1+1", "s")
    assert page["B3"].fill.fgColor.rgb == COLOUR
    assert "没有填写" in page["B3"].comment.text
    assert page["D7"].comment is not None
    assert [[cell.value for cell in line][:2] for line in page.iter_rows(max_row=4)] == [
        [value or None for value in line] for line in table
    ]


def test_the_mark_of_comments_stands_where_the_schema_wants_it(tmp_path: Path) -> None:
    after = (
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
        '<drawing r:id="rId1"/><tableParts count="0"/><extLst><ext uri="x"/></extLst>'
    )
    relations = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="../drawings/drawing1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"/></Relationships>'
    )
    drawing = (
        f'{DECLARATION}<wsDr xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    )
    path = write_book(
        tmp_path / "图.xlsx",
        [sheet(rows([["甲", "乙"]]), after=after)],
        names=["清单"],
        extra=[
            ("xl/worksheets/_rels/sheet1.xml.rels", relations),
            ("xl/drawings/drawing1.xml", drawing),
        ],
    )
    found = parts(marked(path, problem("B1")))
    words = found["xl/worksheets/sheet1.xml"].decode()
    order = [words.index(tag) for tag in ("<drawing ", "<legacyDrawing ", "<tableParts ", "<extLst>")]
    assert order == sorted(order)
    listed = found["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert listed.count("<Relationship ") == 3
    assert 'Id="rId1"' in listed
    assert found["xl/drawings/drawing1.xml"].decode() == drawing


_PLACES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 7)), min_size=1, max_size=8, unique=True)
_FILLED = st.sets(st.tuples(st.integers(1, 8), st.integers(1, 6)), max_size=20)


@settings(deadline=None, max_examples=40)
@given(_FILLED, _PLACES)
def test_whatever_cells_are_marked_the_others_keep_value_and_look(
    filled: set[tuple[int, int]], places: list[tuple[int, int]]
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "清单"
    for row, column in filled:
        page.cell(row, column, f"{row}-{column}").font = Font(size=10 + column)
    out = BytesIO()
    book.save(out)
    package = marked_bytes(out.getvalue(), {"清单": dict.fromkeys(sorted(places), "说明")})
    copy = openpyxl.load_workbook(BytesIO(package))["清单"]
    for row in range(1, 11):
        for column in range(1, 9):
            cell = copy.cell(row, column)
            assert cell.value == (f"{row}-{column}" if (row, column) in filled else None)
            assert (cell.comment is not None) == ((row, column) in places)
            assert (cell.fill.fgColor.rgb == COLOUR) == ((row, column) in places)
            if (row, column) in filled:
                assert cell.font.sz == 10 + column
