"""A copy of a workbook that is no .xlsx: its text, in an .xlsx made here, with the marks of marking.py."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from powerctl.sheets.grid import Grid, WorkbookText, cell_name
from powerctl.sheets.marking.comments import AUTHOR
from powerctl.sheets.marking.styles import COLOUR

_FILL = PatternFill("solid", fgColor=COLOUR)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NARROW, _WIDE, _LOOKED_AT = 8, 40, 200
_LONGEST_NAME = 31


def plain_copy(text: WorkbookText, marks: dict[str, dict[tuple[int, int], str]]) -> bytes:
    """An .xlsx with every sheet as text; what was hidden or merged is so here."""
    book = Workbook(write_only=True)
    for grid in text.grids:
        page = book.create_sheet(_name(grid.name))
        page.sheet_state = "visible" if grid.visible else "hidden"
        _fill(page, grid, marks.get(grid.name, {}))
    if not any(grid.visible for grid in text.grids):
        book.create_sheet()
    book.properties.creator = AUTHOR
    book.properties.created = book.properties.modified = _NEVER
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: WriteOnlyWorksheet, grid: Grid, marks: dict[tuple[int, int], str]) -> None:
    width = max([*map(len, grid.rows), *(column for _, column in marks)], default=0)
    for column in range(1, width + 1):
        dimension = page.column_dimensions[get_column_letter(column)]
        dimension.hidden = column in grid.hidden_columns
        longest = max(
            (len(line[column - 1]) for line in grid.rows[:_LOOKED_AT] if column <= len(line)), default=0
        )
        dimension.width = min(_WIDE, max(_NARROW, 2 * longest + 2))
    for row in grid.hidden_rows:
        page.row_dimensions[row].hidden = True
    for row in range(1, max([len(grid.rows), *(row for row, _ in marks)]) + 1):
        line = grid.rows[row - 1] if row <= len(grid.rows) else []
        page.append([_cell(page, grid, (row, column), line, marks) for column in range(1, width + 1)])
    for merge in grid.merges:
        page.merged_cells.add(f"{cell_name(merge.top, merge.left)}:{cell_name(merge.bottom, merge.right)}")


def _cell(
    page: WriteOnlyWorksheet,
    grid: Grid,
    place: tuple[int, int],
    line: list[str],
    marks: dict[tuple[int, int], str],
) -> Cell | None:
    words = line[place[1] - 1] if place[1] <= len(line) else ""
    shown = words or grid.error_cells.get(place, "").replace("formula", "")
    if not shown and place not in marks:
        return None
    cell: Cell = WriteOnlyCell(page, shown or None)
    if shown:
        # Text, whatever it begins with
        cell.data_type = "s"
        cell.alignment = _WRAPPED
    if place in marks:
        cell.fill = _FILL
        cell.comment = Comment(marks[place], AUTHOR, height=120, width=260)
    return cell


def _name(name: str) -> str:
    """A sheet's name as .xlsx allows it."""
    return "".join("_" if letter in r"[]:*?/\\" else letter for letter in name)[:_LONGEST_NAME]
