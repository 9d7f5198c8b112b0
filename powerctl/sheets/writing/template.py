"""Blank workbooks for clerks: headings, drop-downs, notes and one example row, from the sheet kinds.

The example row carries 示例 in 序号 and is never read as a record, so an unchanged template imports
nothing. Every cell is text, whatever it begins with; the file names no author.
"""

import os
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from powerctl.errors import Refused, system_words
from powerctl.sheets.kinds import EXAMPLE_MARK, KINDS, WORKBOOK_KINDS, Column, SheetKind
from powerctl.sheets.writing.styling import (
    CENTRED,
    EXAMPLE_FONT,
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

GUIDE_SHEET = "填写说明"
TITLE_ROW, GUIDE_ROW, HEADING_ROW, EXAMPLE_ROW = 1, 2, 3, 4
ROWS_TO_FILL = 2000
"""How far down the drop-downs reach."""
FRAMED_ROWS = 20

_GUIDE = (
    "带“*”的列必须填写；其余不清楚的留空，不要猜。灰色斜体的示例行不会导入，可以删除。"
    "请勿改动列名；各列怎么填，见“填写说明”表。"
)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A fixed 创建时间: what a template says does not hang on when it was made."""


def template_columns(kind: SheetKind) -> tuple[Column, ...]:
    """The columns that a template of the kind shows, in order."""
    return tuple(column for column in kind.columns if column.in_template)


def write_template(workbook_kind: str, path: Path) -> None:
    """Write the blank workbook of a kind (`organization`, `powers`, `risks`) to `path`, whole or not at all.

    Refused for an unknown kind, a name that does not end in .xlsx, a missing folder, an existing file,
    and a folder that cannot be written to.
    """
    kinds = [kind for kind in KINDS if kind.workbook == workbook_kind]
    if not kinds:
        raise Refused(
            f"没有“{workbook_kind}”这种表，可选：{'、'.join(WORKBOOK_KINDS)}",
            hint=f"powerctl template {next(iter(WORKBOOK_KINDS))}",
        )
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"空白表只能写成 .xlsx 文件，收到的是“{path.name}”", hint="请把文件名改为以 .xlsx 结尾")
    try:
        if not path.parent.is_dir():
            raise Refused(f"没有文件夹“{path.parent}”", hint="请先建好文件夹，或者换一个位置")
        if path.exists():
            raise FileExistsError(path)
        _save(_workbook(workbook_kind, kinds), path)
    except FileExistsError:
        raise Refused(
            f"文件“{path.name}”已经存在，没有改动它", hint="换一个文件名，或者先移走原来的文件"
        ) from None
    except OSError as error:
        raise Refused(
            f"写不了文件“{path}”：{system_words(error)}", hint="请检查文件夹是否只读、磁盘是否已满"
        ) from error


def _workbook(workbook_kind: str, kinds: list[SheetKind]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for kind in kinds:
        _fill_sheet(book.create_sheet(kind.title), kind)
    _fill_guide(book.create_sheet(GUIDE_SHEET), kinds)
    properties = book.properties
    properties.creator = "powerctl"
    properties.lastModifiedBy = None
    properties.title = f"{WORKBOOK_KINDS[workbook_kind]}（空白表）"
    properties.created = properties.modified = _NEVER
    return book


def _fill_sheet(sheet: Worksheet, kind: SheetKind) -> None:
    columns = template_columns(kind)
    first_page = columns_within(columns, PAGE_WIDTH)
    _band(sheet, TITLE_ROW, first_page, kind.title, Font(name="黑体", size=16), height=30)
    _band(sheet, GUIDE_ROW, first_page, _GUIDE, Font(name="楷体", size=10), height=32)
    sheet.cell(GUIDE_ROW, 1).alignment = Alignment(vertical="center", wrap_text=True)
    for number, column in enumerate(columns, start=1):
        _fill_column(sheet, number, column)
    sheet.row_dimensions[HEADING_ROW].height = 34
    kept = columns_within(columns, FROZEN_WIDTH)
    sheet.freeze_panes = sheet.cell(EXAMPLE_ROW, kept + 1)
    sheet.print_title_cols = f"A:{get_column_letter(kept)}"
    pages = -(-sum(column.width for column in columns) // PAGE_WIDTH)
    set_up_page(sheet, HEADING_ROW, pages)
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{EXAMPLE_ROW + FRAMED_ROWS}"


def _fill_column(sheet: Worksheet, number: int, column: Column) -> None:
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = column.width
    sign = REQUIRED_SIGN if column.required else ""
    heading = _write(sheet.cell(HEADING_ROW, number), sign + column.heading, Font(name="黑体", size=10))
    heading.alignment = CENTRED
    heading.fill = REQUIRED_FILL if column.required else HEADING_FILL
    heading.comment = comment_of(column)
    shown = EXAMPLE_MARK if column.field == "sequence" else column.example
    _write(sheet.cell(EXAMPLE_ROW, number), shown, EXAMPLE_FONT)
    for row in range(EXAMPLE_ROW + 1, EXAMPLE_ROW + FRAMED_ROWS + 1):
        _write(sheet.cell(row, number), "", TEXT_FONT)
    # the format "text" keeps 2026-03-01 and 001 as typed
    sheet.column_dimensions[letter].number_format = "@"
    if validation := validation_of(column):
        sheet.add_data_validation(validation)
        validation.add(f"{letter}{EXAMPLE_ROW}:{letter}{EXAMPLE_ROW + ROWS_TO_FILL}")


def _write(cell: Cell, text: str, font: Font) -> Cell:
    """Text only: a value that begins with = + - @ never becomes a formula."""
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.font = font
    cell.border = FRAME
    cell.alignment = WRAPPED
    cell.number_format = "@"
    return cell


def _band(sheet: Worksheet, row: int, last: int, text: str, font: Font, height: int) -> None:
    """One line merged over the whole table."""
    cell = sheet.cell(row, 1)
    cell.value = text
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = height


def _fill_guide(sheet: Worksheet, kinds: list[SheetKind]) -> None:
    headings = (("表", 12), ("列名", 24), ("是否必填", 10), ("怎样填写", 60), ("可填内容", 44), ("示例", 36))
    _band(sheet, 1, len(headings), GUIDE_SHEET, Font(name="黑体", size=16), height=30)
    for number, (heading, width) in enumerate(headings, start=1):
        cell = _write(sheet.cell(2, number), heading, Font(name="黑体", size=10))
        cell.alignment, cell.fill = CENTRED, HEADING_FILL
        sheet.column_dimensions[get_column_letter(number)].width = width
    lines = ((kind, column) for kind in kinds for column in template_columns(kind))
    for row, (kind, column) in enumerate(lines, start=3):
        values = (
            # in quotation marks, and with 例： below: no line of the guide may look like a heading row
            f"“{kind.title}”表",
            column.heading,
            "必填" if column.required else "",
            column.note,
            allowed(column),
            f"例：{column.example}" if column.example else "",
        )
        for number, value in enumerate(values, start=1):
            _write(sheet.cell(row, number), value, TEXT_FONT)
    sheet.freeze_panes = "A3"
    set_up_page(sheet, 2, 1)


def _save(book: Workbook, path: Path) -> None:
    """Into a file beside it, then linked to its name: never half a file, never over another's.

    The archive is made in memory: one that cannot be written out complains once more when it dies.
    """
    content = BytesIO()
    book.save(content)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; the template is meant to be passed round
        temporary.chmod(0o666 & ~_umask())
        _take_name(temporary, path)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _take_name(temporary: Path, path: Path) -> None:
    """A hard link fails where the name was taken meanwhile; a file system without links gets a rename."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
