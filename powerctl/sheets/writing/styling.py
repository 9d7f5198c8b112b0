"""How the workbooks that we write look: fonts, frames, drop-downs, notes on headings, printed pages.

Shared by blank templates and exports, which show the same columns.
"""

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from powerctl.sheets.kinds import Column, ValueKind

PAGE_WIDTH, FROZEN_WIDTH = 150, 44
"""In characters: what a printed page and the frozen part of the screen hold."""
REQUIRED_SIGN = "*"
"""Stands before a required heading; reading drops it."""

_YES_NO = ("是", "否")
SIDE = Side(style="thin", color="FF9A9A9A")
FRAME = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
HEADING_FILL = PatternFill("solid", fgColor="FFE4E8EE")
REQUIRED_FILL = PatternFill("solid", fgColor="FFF6DFB8")
EXAMPLE_FONT = Font(name="宋体", size=10, italic=True, color="FF808080")
TEXT_FONT = Font(name="宋体", size=10)
WRAPPED = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def comment_of(column: Column) -> Comment:
    """The note on a column's heading: required or not, what it means, what may be written."""
    lines = ["必填" if column.required else "可不填", column.note]
    if known := allowed(column):
        lines.append(f"可填：{known}")
    comment = Comment("\n".join(line for line in lines if line), "powerctl")
    comment.width, comment.height = 320, 150
    return comment


def choices_of(column: Column) -> tuple[str, ...]:
    """The words that a column's drop-down offers."""
    return _YES_NO if column.value is ValueKind.YES_NO else column.choices


def allowed(column: Column) -> str:
    """What may be written in a column, for the clerk; "" where any text may."""
    if choices := choices_of(column):
        return "、".join(choices)
    return {ValueKind.DAY: "日期，例如 2026-03-01", ValueKind.WHOLE: "整数"}.get(column.value, "")


def validation_of(column: Column) -> DataValidation | None:
    """A column's drop-down, not yet laid over any cells; None where the column has none."""
    choices = choices_of(column)
    if not choices:
        return None
    # a text column with choices takes other words too: the list is only a suggestion
    strict = column.value is not ValueKind.TEXT
    validation = DataValidation(
        type="list",
        formula1='"' + ",".join(choices) + '"',
        allow_blank=True,
        showErrorMessage=strict,
        showInputMessage=False,
        errorStyle="stop",
        errorTitle=column.heading,
        error=f"请从列表中选：{'、'.join(choices)}"[:225],
    )
    return validation


def columns_within(columns: tuple[Column, ...], width: int) -> int:
    """How many columns, one at least, fit into a width counted in characters."""
    used = 0
    for number, column in enumerate(columns):
        used += column.width
        if used > width and number:
            return number
    return len(columns)


def set_up_page(sheet: Worksheet, heading_row: int, pages_wide: int) -> None:
    """A4 across, the headings on every page, page numbers at the foot."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
