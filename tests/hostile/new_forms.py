"""The same attacks, and those of their own kind, on .ods and on tables saved as text."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from powerctl.sheets.grid import WorkbookText
from tests.hostile.corpus import MEBIBYTE, Case, data, size
from tests.sheets.raw_ods import cell, content, row, rows, sheet, write_ods

TOWNS = rows([["单位", "姓名"], ["青石镇", "石磊"]])


def ods(*sheets: str, **options: object) -> Callable[[Path], object]:
    return lambda path: write_ods(path, *sheets, **options)  # type: ignore[arg-type]


def _blanks() -> Iterator[bytes]:
    head, tail = content(sheet(TOWNS)).encode().split(b"</table:table>", 1)
    yield head
    for _ in range(210):
        yield b" " * MEBIBYTE
    yield b"</table:table>" + tail


def _laughs() -> str:
    declared = '<!ENTITY a0 "哈哈哈哈哈哈哈哈">'
    declared += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return content(sheet(row([cell("甲")])).replace("甲", "&a9;"), head=f"<!DOCTYPE x [{declared}]>")


def _external() -> str:
    declared = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    return content(sheet(row([cell("甲")])).replace("甲", "&f;"), head=declared)


def _repeated(rows_: int, columns: int) -> str:
    inside = cell("甲", f' table:number-columns-repeated="{columns}"')
    return sheet(row([inside], f' table:number-rows-repeated="{rows_}"'))


def _promised_gigabyte(path: Path) -> None:
    path.write_bytes("序号,名称\n".encode())
    os.truncate(path, 1 << 30)


def _first(text: WorkbookText) -> list[str]:
    return text.grids[0].rows[0]


_DEEP = sheet("<table:table-row-group>" * 100 + TOWNS + "</table:table-row-group>" * 100)
_BLANK_RUN = sheet(row([cell("甲").replace("甲", '<text:s text:c="999999999"/>甲')]))
_SPANS = row([cell("甲", ' table:number-columns-spanned="2"')], ' table:number-rows-repeated="50000"')
_ERRORS = row(
    ['<table:table-cell table:formula="of:=x" table:number-columns-repeated="500"/>'],
    ' table:number-rows-repeated="200000"',
)
_FORMULA = row(
    [
        '<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;/c&quot;;&quot;x&quot;)" '
        'office:value-type="string"><text:p>合计</text:p></table:table-cell>',
        cell('=HYPERLINK("http://x/")'),
    ]
)

NEW_FORMS = (
    Case("80_ods", "read", ods(sheet(TOWNS)), size(2, 2), note="内容是 .ods"),
    Case("81_ods_bomb_of_blanks", "BOMB", lambda path: write_ods(path, part=_blanks())),
    Case("82_ods_billion_laughs", "XML_DTD", ods(part=_laughs())),
    Case("83_ods_external_entity", "XML_DTD", ods(part=_external())),
    Case("84_ods_deep_nesting", "XML_DEPTH", ods(_DEEP)),
    Case("85_ods_row_repeated_a_million_times", "TOO_MANY_ROWS", ods(_repeated(1_000_000, 2))),
    Case("86_ods_cell_repeated_too_often", "TOO_MANY_COLUMNS", ods(_repeated(1, 999_999_999))),
    Case("87_ods_block_of_repetitions", "TOO_SPARSE", ods(_repeated(200_000, 500))),
    Case("88_ods_many_cells", "TOO_MANY_CELLS", ods(_repeated(200_000, 40))),
    Case(
        "89_ods_repetition_that_is_no_number",
        "DAMAGED",
        ods(sheet(row([cell("甲")], ' table:number-rows-repeated="-5"'))),
    ),
    Case("90_ods_run_of_blanks", "LONG_TEXT", ods(_BLANK_RUN)),
    Case("91_ods_fifty_thousand_merges", "TOO_MANY_MERGES", ods(sheet(_SPANS))),
    Case("92_ods_block_of_empty_formulas", "TOO_SPARSE", ods(sheet(_ERRORS))),
    Case("93_ods_encrypted", "ENCRYPTED", ods(sheet(TOWNS), manifest="<manifest:encryption-data/>")),
    Case("94_ods_macro", "MACRO", ods(sheet(TOWNS), extra=[("Basic/Standard/Module1.xml", "<x/>")])),
    Case("95_ods_without_content", "DAMAGED", ods(part="")),
    Case("96_ods_not_xml", "DAMAGED", ods(part="<office:document-content>")),
    Case(
        "97_ods_of_utf16",
        "ENCODING",
        ods(part=content(sheet(TOWNS)).replace("UTF-8", "UTF-16").encode("utf-16")),
    ),
    Case("98_ods_path_that_leaves_the_folder", "BAD_PART_NAME", ods(sheet(TOWNS), extra=[("../../x", "x")])),
    Case(
        "99_ods_three_hundred_sheets", "TOO_MANY_SHEETS", ods(*(sheet(TOWNS, f"表{n}") for n in range(300)))
    ),
    Case("99b_ods_sheets_of_one_name", "DUPLICATE_PART", ods(sheet(TOWNS), sheet(TOWNS))),
    Case(
        "99c_ods_dde_formula",
        "read",
        ods(sheet(_FORMULA)),
        lambda text: _first(text) == ["合计", '=HYPERLINK("http://x/")'],
        note="DDE",
    ),
    Case("A0_csv_that_promises_a_gigabyte", "TOO_BIG", _promised_gigabyte),
    Case("A1_csv_with_nul", "BINARY", data(b"a,b\n" * 2000 + b"1,\0\n")),
    Case("A2_csv_with_nul_at_the_start", "NOT_XLSX", data(b"a,b\n1,\0\n")),
    Case("A3_csv_of_two_encodings", "ENCODING", data("序号,名称\n".encode() + "1,权力\n".encode("gbk"))),
    Case("A4_csv_cut_in_a_character", "ENCODING", data("序号,名称\n1,权力".encode()[:-1])),
    Case(
        "A5_csv_of_formulas",
        "read",
        data(b"a,b\n=1+1,@x\n"),
        lambda text: text.grids[0].rows[1] == ["=1+1", "@x"],
    ),
    Case("A6_csv_open_quote", "QUOTES", data(('序号,名称\n1,"甲\n' + "2,乙\n" * 200_000).encode())),
    Case("A7_csv_long_cell", "LONG_TEXT", data(("序号,名称\n1," + "长" * 40_000 + "\n").encode())),
    Case("A8_csv_many_rows", "TOO_MANY_ROWS", data(b"1,2\n" * 200_001)),
    Case("A9_csv_wide", "TOO_MANY_COLUMNS", data(b",".join([b"1"] * 600))),
    Case("B0_csv_of_delimiters", "read", data(b"a,b\n" + b"," * 5_000_000), size(1, 2)),
    Case(
        "B1_csv_of_bidi_marks",
        "read",
        data("名\u202e称,值\n".encode()),
        lambda text: _first(text) == ["名称", "值"],
        note="不可见字符",
    ),
    Case("B2_utf32", "ENCODING", data("序号,名称\n".encode("utf-32"))),
    Case("B3_gzip", "NOT_XLSX", data(b"\x1f\x8b\x08\x00" + bytes(100))),
)
