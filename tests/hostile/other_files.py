"""Further files: ways around the fast pass, and what people save under a workbook's name."""

from tests.hostile.corpus import FEW, GOOD, TOWNS, Case, book, data, merged, size
from tests.hostile.raw_book import MAIN, rows, sheet, write_ole

OTHERS = (
    Case(
        "60_prefixed_far_cell",
        "TOO_MANY_COLUMNS",
        book(
            sheet('<row r="1"><c r="A1"><v>1</v></c><x:c r="XFD1"><x:v>2</x:v></x:c></row>').replace(
                "<worksheet ", f'<worksheet xmlns:x="{MAIN}" '
            )
        ),
    ),
    Case("61_far_cell_in_cdata", "read", book(sheet(rows([["甲"]]) + "<!-- <c r='XFD1048576'> -->"))),
    Case(
        "62_attributes_in_another_order",
        "TOO_MANY_ROWS",
        book(
            sheet(
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c\ns="0"\nr="A999999"><v>1</v></c></row>'
            )
        ),
    ),
    Case("63_sheets_share_a_part", "DUPLICATE_PART", book(GOOD, FEW, names=["同名", "同名"])),
    Case(
        "64_merges_over_each_other",
        "DAMAGED",
        book(merged(*(f"A1:XFD{n}" for n in range(1_000, 30_000)))),
    ),
    Case("65_no_rows", "read", book(sheet("")), lambda text: text.grids[0].rows == []),
    Case("66_heading_only", "read", book(sheet(rows(TOWNS[:1]))), size(1, 4)),
    Case("67_utf8_csv_with_mark", "read", data("\ufeff单位,姓名\n青石镇,石磊\n".encode()), size(2, 2)),
    Case("68_utf16_csv", "read", data("单位\t姓名\n青石镇\t石磊\n".encode("utf-16")), size(2, 2)),
    Case("69_pdf_renamed", "NOT_XLSX", data(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")),
    Case("70_random_bytes", "NOT_XLSX", data(bytes(range(256)) * 20)),
    Case("71_plain_zip", "NOT_XLSX", book(GOOD, without=["[Content_Types].xml"])),
    Case("72_word_document", "NOT_XLSX", book(GOOD, extra=[("word/document.xml", "<w/>")])),
    Case("73_binary_workbook", "NOT_XLSX", book(GOOD, extra=[("xl/workbook.bin", b"\0")])),
    Case(
        "74_workbook_that_calls_itself_opendocument",
        "DAMAGED",
        book(GOOD, extra=[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
    ),
    Case(
        "75_old_format_with_macros",
        "MACRO",
        lambda path: write_ole(path, {"Workbook": b"x"}, ["_VBA_PROJECT_CUR"]),
    ),
    Case("76_old_format_of_noise", "DAMAGED", lambda path: write_ole(path, {"Workbook": b"\x99" * 6000})),
    Case("77_old_word_document", "NOT_XLSX", lambda path: write_ole(path, {"WordDocument": b"x"})),
    Case("78_old_format_cut", "DAMAGED", data(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(700))),
    Case(
        "79_xml_table_2003",
        "NOT_XLSX",
        data(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    ),
)
