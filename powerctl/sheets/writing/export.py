"""Records out into a workbook: a title, one line on how to read it, headings, a row a record, a column guide.

Rows are written as they come. Every text is a text cell, whatever it begins with; days are days and
whole numbers are numbers. What a sheet kind declares is read back as it was written (`exported.py`).
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count as counting
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from powerctl.errors import Refused
from powerctl.sheets.kinds import Column, ValueKind
from powerctl.sheets.tables.exported import GUIDE_SHEET, HEADING_ROW, READ_BACK, READ_ONLY
from powerctl.sheets.writing.export_rows import rows_file, with_rows, write_rows
from powerctl.sheets.writing.styling import (
    CENTRED,
    FRAME,
    FROZEN_WIDTH,
    HEADING_FILL,
    PAGE_WIDTH,
    REQUIRED_FILL,
    REQUIRED_SIGN,
    TEXT_FONT,
    WRAPPED,
    allowed,
    columns_within,
    comment_of,
    set_up_page,
    validation_of,
)

LONGEST_TEXT = 32767
"""Characters that a cell holds; spreadsheet programs cut off the rest without a word."""
MOST_ROWS = 1_000_000
"""Rows on one sheet; what is more goes on a further one."""
ROWS_TO_ADD = 200
"""How far below the last row the drop-downs reach."""
_CUT = "……（超过一格能放的字数，以下未列）"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_DAY_FORMAT = "yyyy-mm-dd"
_GUIDE = (("表", 14), ("列名", 24), ("是否必填", 10), ("含义和写法", 60), ("可填内容", 44), ("说明", 24))


@dataclass(frozen=True, slots=True)
class Table:
    """One table to write. `kind` is the name of the sheet kind that reads it back, or "".

    `rows` hold one value a column: text, whole number, day or None. `personal` are fields that say
    something of a person.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]
    kind: str = ""
    personal: frozenset[str] = frozenset()


@dataclass(slots=True)
class Exported:
    """A workbook in memory, and how many records it holds."""

    content: bytes
    records: int


def write_workbook(title: str, tables: Sequence[Table], remarks: Sequence[str] = ()) -> Exported:
    """The workbook of some tables as bytes. `remarks` stand over the column guide.

    The same records give the same bytes. Raises Refused for a text of a table to be read back that is
    longer than a cell can be.
    """
    book = Workbook(write_only=True)
    properties = book.properties
    properties.creator, properties.lastModifiedBy, properties.title = "powerctl", None, title
    properties.created = properties.modified = _NEVER
    records = 0
    content = BytesIO()
    with contextlib.ExitStack() as open_files:
        try:
            rows: dict[int, IO[bytes]] = {}
            for table in tables:
                left = iter(table.rows)
                for part in counting(1):
                    file = rows[len(book.worksheets) + 1] = open_files.enter_context(rows_file())
                    written = _write_sheet(book, table, islice(left, MOST_ROWS), part, file)
                    records += written
                    if written < MOST_ROWS:
                        break
            _write_guide(book, title, tables, remarks)
            book.save(content)
        except BaseException:
            # Sheets that are still being written complain once more when they die.
            for sheet in book.worksheets:
                with contextlib.suppress(Exception):
                    sheet.close()
            raise
        return Exported(with_rows(content.getvalue(), rows), records)


def _write_sheet(book: Any, table: Table, rows: Iterator[Sequence[Any]], part: int, file: IO[bytes]) -> int:
    """A sheet with its headings; its rows go to `file`. Out: how many there were."""
    sheet = book.create_sheet(table.title if part == 1 else f"{table.title}（{part}）")
    columns = table.columns
    kept = columns_within(columns, FROZEN_WIDTH)
    sheet.freeze_panes = f"{get_column_letter(kept + 1)}{HEADING_ROW + 1}"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row, height in ((1, 30), (HEADING_ROW, 34)):
        sheet.row_dimensions[row].height = height
    set_up_page(sheet, HEADING_ROW, -(-sum(column.width for column in columns) // PAGE_WIDTH))
    sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    sheet.append([_text(sheet, table.title, Font(name="黑体", size=16))])
    sheet.append([_text(sheet, READ_BACK if table.kind else READ_ONLY, Font(name="楷体", size=10))])
    sheet.append([_heading(sheet, column) for column in columns])
    styles = [_blank(sheet, column).style_id for column in columns]
    writable = _writable if table.kind else _writable_cut
    count = write_rows(file, rows, styles, HEADING_ROW + 1, writable)
    last = HEADING_ROW + max(count, 1)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(columns))}{last}"
    for number, column in enumerate(columns, start=1):
        if validation := validation_of(column):
            letter = get_column_letter(number)
            validation.add(f"{letter}{HEADING_ROW + 1}:{letter}{last + ROWS_TO_ADD}")
            sheet.data_validations.append(validation)
    return count


def _writable(text: str) -> str:
    """The text as a cell can hold it. Refuses one that is too long."""
    if len(text) > LONGEST_TEXT:
        raise Refused(
            f"有一格的文字长 {len(text)} 字，超过一格最多 {LONGEST_TEXT} 字，不能导出：“{text[:30]}……”",
            hint="用 list --format json 导出这张表",
        )
    if not text.isprintable():
        text = _UNWRITABLE.sub("", text)
    # `_x0041_` would be read as a sign of its own.
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def _writable_cut(text: str) -> str:
    return _writable(text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(_CUT)] + _CUT)


def _blank(sheet: Any, column: Column) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    cell.font, cell.border, cell.alignment = TEXT_FONT, FRAME, WRAPPED
    formats = {ValueKind.DAY: _DAY_FORMAT, ValueKind.WHOLE: "General"}
    cell.number_format = formats.get(column.value, "@")
    return cell


def _text(sheet: Any, text: str, font: Font) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.font = "s", font
    cell.alignment = Alignment(vertical="center")
    return cell


def _heading(sheet: Any, column: Column) -> Cell:
    cell = _text(
        sheet, (REQUIRED_SIGN if column.required else "") + column.heading, Font(name="黑体", size=10)
    )
    cell.alignment, cell.border = CENTRED, FRAME
    cell.fill = REQUIRED_FILL if column.required else HEADING_FILL
    if column.note:
        cell.comment = comment_of(column)
    return cell


def _write_guide(book: Any, title: str, tables: Sequence[Table], remarks: Sequence[str]) -> None:
    sheet = book.create_sheet(GUIDE_SHEET)
    for number, (_, width) in enumerate(_GUIDE, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_text(sheet, f"{title}：{GUIDE_SHEET}", Font(name="黑体", size=16))])
    for remark in remarks:
        sheet.append([_text(sheet, remark, Font(name="楷体", size=10))])
    frozen = len(remarks) + 2
    sheet.freeze_panes = f"A{frozen + 1}"
    set_up_page(sheet, frozen, 1)
    heads = [_text(sheet, heading, Font(name="黑体", size=10)) for heading, _ in _GUIDE]
    for cell in heads:
        cell.alignment, cell.border, cell.fill = CENTRED, FRAME, HEADING_FILL
    sheet.append(heads)
    blank = Column("", "")
    for table in tables:
        for column in table.columns:
            values = (
                f"“{table.title}”表",
                column.heading,
                "必填" if column.required else "",
                column.note,
                allowed(column),
                "含个人信息" if column.field in table.personal else "",
            )
            cells = [_blank(sheet, blank) for _ in values]
            for cell, value in zip(cells, values, strict=True):
                cell.value = value
                cell.data_type = "s"
            sheet.append(cells)


def day_of(text: str | None) -> date | str | None:
    """An ISO day as a day; other text, and what lies before the calendar of spreadsheets, as it stands."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    # 1900-02-29 stands in that calendar, which shifts the days before it.
    return day if day >= date(1900, 3, 1) else text
