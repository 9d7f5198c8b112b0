"""The fast pass and expat tell the same of every sheet, however it is written; and nothing is lost."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, side_scan, slow_scan
from powerctl.sheets.files.container import Container
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.files.sheet_facts import SheetFacts, column_number
from powerctl.sheets.grid import cell_name
from tests.hostile.raw_book import rows, sheet, write_book

CONTENTS = st.sampled_from(
    [
        " s='1'/>",
        ' s="1"/>',
        "></c>",
        "><v>1</v></c>",
        ' t="e"><v>#REF!</v></c>',
        ' t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        ' t="inlineStr"><is><t>对 c r="A1" 的 hidden="1" 说明：t="e"</t></is></c>',
        ' t="inlineStr"><is><r><t>甲</t></r><r><t>a/&gt;b</t></r></is></c>',
        "><f>A1</f></c>",
        "><f>A1</f><v></v></c>",
        "><f>A1</f><v/></c>",
        ' t="str"><f>A1</f><v></v></c>',
        ' t="str"><f>A1</f><v>甲</v></c>',
        '><f t="shared" si="0"/><v>3</v></c>',
        '><f t="shared" si="0"/></c>',
        " t=\"str\"><f>cmd|' /C calc'!A0</f><v>1</v></c>",
    ]
)
ROW_WORDS = st.sampled_from(
    ["", ' hidden="1"', ' hidden="false"', ' ht="0" customHeight="1"', ' spans="1:3" ht="0.95"']
)
CELLS = st.dictionaries(st.integers(1, 60), CONTENTS, max_size=6)
SHEETS = st.dictionaries(st.integers(1, 400), st.tuples(ROW_WORDS, CELLS), max_size=8)
COLUMNS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 5), st.sampled_from(['hidden="1"', 'width="0"', ""])),
    max_size=3,
)


def written(table: dict[int, tuple[str, dict[int, str]]], columns: list[tuple[int, int, str]]) -> str:
    data = "".join(
        f'<row r="{row}"{words}>'
        + "".join(f'<c r="{cell_name(row, column)}"{content}' for column, content in sorted(cells.items()))
        + "</row>"
        for row, (words, cells) in sorted(table.items())
    )
    cols = "".join(f'<col min="{first}" max="{first + more}" {words}/>' for first, more, words in columns)
    merges = '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C7"/></mergeCells>'
    return sheet(data, before=f"<cols>{cols}</cols>" if cols else "", after=merges if table else "")


def boxed(content: str | bytes) -> Container:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", content)
    return Container(memory.getvalue())


def facts() -> SheetFacts:
    return SheetFacts("表", "xl/worksheets/sheet1.xml")


def comparable(one: SheetFacts) -> tuple[object, ...]:
    return (
        one.first_row,
        one.last_row,
        one.last_column,
        one.cells,
        one.hidden_rows,
        one.hidden_columns,
        one.merges,
        one.errors,
        one.without_value,
        one.dde,
    )


@settings(deadline=None, max_examples=150)
@given(SHEETS, COLUMNS)
def test_the_fast_pass_sees_what_expat_sees(
    table: dict[int, tuple[str, dict[int, str]]], columns: list[tuple[int, int, str]]
) -> None:
    box = boxed(written(table, columns))
    fast, exact = facts(), facts()
    slow_scan.scan_sheet(box, exact)
    try:
        side_scan.scan_sheet(box, fast)
    except side_scan.Unsure:
        return
    assert comparable(fast) == comparable(exact)


def test_the_fast_pass_is_sure_of_what_office_programs_write() -> None:
    """Else every file would take the slow way, unnoticed."""
    table = [[number, "事项: a, b", 2.5, None] for number in range(1, 9000)]
    after = '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells><hyperlinks/>'
    found = facts()
    side_scan.scan_sheet(
        boxed(sheet(rows(table), before='<cols><col min="1" max="2" hidden="1"/></cols>', after=after)), found
    )
    assert (found.last_row, found.last_column, found.cells) == (8999, 3, 8999 * 3)
    assert found.hidden_columns == [(1, 2)]
    assert found.merges == [(2, 1, 4, 1)]


@pytest.mark.parametrize(
    "strange",
    [
        "<c r='A1'><v>1</v></c>",
        '<c s="1" r="A1"><v>1</v></c>',
        '<c\nr="A1"><v>1</v></c>',
        "<c><v>1</v></c>",
        '<c r="a1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c ><c r="B1"><v><![CDATA[1]]></v></c>',
        '<c r="A1"><v>1</v></c><!-- -->',
        '<x:c xmlns:x="urn:x" r="A1"><v>1</v></x:c>',
    ],
)
def test_the_fast_pass_leaves_to_expat_what_it_does_not_know(strange: str) -> None:
    box = boxed(sheet(f'<row r="1">{strange}</row>'))
    with pytest.raises(side_scan.Unsure):
        side_scan.scan_sheet(box, facts())
    exact = facts()
    slow_scan.scan_sheet(box, exact)
    assert exact.last_row == 1
    assert exact.cells >= 1


def test_a_chinese_result_of_a_formula_is_a_result() -> None:
    """The searches run without the bytes of Chinese text; a result of nothing else has a value all the same."""
    found = facts()
    side_scan.scan_sheet(boxed(sheet('<row r="1"><c r="A1" t="str"><f>B1</f><v>合计</v></c></row>')), found)
    assert found.without_value == []


def test_a_row_that_comes_twice_far_apart_is_found() -> None:
    """The fast pass holds no more than a piece of the sheet, and still notices a row number that falls back."""
    table = [[number, "一段够长的文字" * 4] for number in range(1, 9000)]
    box = boxed(sheet(rows(table) + rows([["又是第三行"]], first=3)))
    with pytest.raises(side_scan.Unsure):
        side_scan.scan_sheet(box, facts())
    with pytest.raises(NotReadable) as refusal:
        slow_scan.scan_sheet(box, facts())
    assert refusal.value.code == "BAD_REF"


def test_a_bomb_is_known_by_its_sizes_before_it_is_unpacked() -> None:
    with pytest.raises(NotReadable) as refusal:
        boxed(bytes(caps.TRUSTED_UNPACKED_BYTES + 1))
    assert refusal.value.code == "BOMB"


def test_honest_files_that_unpack_to_much_are_let_in() -> None:
    """Much in little is a bomb only beyond the size that honest sheets of blanks reach."""
    box = boxed(bytes(caps.TRUSTED_UNPACKED_BYTES // 4))
    assert box.size("XL/worksheets/sheet1.xml") == caps.TRUSTED_UNPACKED_BYTES // 4


@pytest.mark.parametrize("part", ["docProps/app.xml", "xl/_rels/other.rels", "xl/drawings/vmlDrawing1.vml"])
def test_a_declaration_is_refused_in_every_xml_part_even_cut_in_two(part: str, tmp_path: Path) -> None:
    content = b" " * ((256 << 10) - 4) + b'<!DOCTYPE x [<!ENTITY y "z">]><x/>'
    content = content.replace(b"ENTITY", b"ELEMENT")
    path = write_book(tmp_path / "甲.xlsx", [sheet(rows([["甲"]]))], extra=[(part, content)])
    with pytest.raises(NotReadable) as refusal:
        read_text(path)
    assert refusal.value.code == "XML_DTD"


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("SR", 512), ("XFD", 16384)]
)
def test_column_letters_and_numbers_agree(letters: str, number: int) -> None:
    assert column_number(letters) == number
    assert cell_name(1, number) == f"{letters}1"
