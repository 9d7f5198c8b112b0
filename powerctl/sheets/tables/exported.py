"""Workbooks that `export` wrote, read as they were written: a row a record, a cell a value.

Such a sheet says so in its second row. Nothing is guessed there: no row continues another, no line is a
footer, no cell is split. Rows and columns that a clerk hid (by a filter, say) are left out, as everywhere.
A sheet that was rebuilt by hand (merged cells, headings of its own) is read like any other workbook.
"""

from collections.abc import Collection
from dataclasses import replace

from powerctl.sheets.grid import Grid, WorkbookText, cell_name, column_letters
from powerctl.sheets.kinds import KINDS, SheetKind
from powerctl.sheets.reading import Cells, Problem, ReadSheet, ReadWorkbook, Record
from powerctl.sheets.tables.checks import check_values, note_errors
from powerctl.sheets.tables.header import HeadColumn, Header
from powerctl.sheets.tables.heading_rows import HeadingRows
from powerctl.sheets.tables.layout import lay_out
from powerctl.sheets.tables.parts import take_apart
from powerctl.sheets.tables.sheet_reading import row_ranges
from powerctl.sheets.tables.table import Table

GUIDE_SHEET = "填写说明"
HEADING_ROW = 3
READ_BACK = (
    "本表由 powerctl 导出，可以改好后再导入：每行一条，请勿合并单元格或改动列名，不清楚的留空。"
    "各列含义见“填写说明”表。"
)
"""What the second row of a sheet says that is read back as it was written."""
READ_ONLY = "本表由 powerctl 导出，只供查阅，不能导入。各列含义见“填写说明”表。"
"""The same, for lists that no sheet kind declares."""


def read_exported(text: WorkbookText, kind: str | None = None) -> ReadWorkbook | None:
    """What an exported workbook says; None where it is none, or no longer is as it was written.

    `kind` is the name of a workbook kind that the clerk gave; a workbook of another kind is left to
    the ordinary reading.
    """
    grids = [grid for grid in text.grids if grid.name != GUIDE_SHEET and any(map(any, grid.rows))]
    if not grids or any(_says(grid, 1) not in (READ_BACK, READ_ONLY) for grid in grids):
        return None
    if all(_says(grid, 1) == READ_ONLY for grid in grids):
        return _only_to_look_at(text, grids)
    found = [(grid, _kind_of(grid)) for grid in grids]
    kinds = {known.workbook for _, known in found if known is not None}
    if any(known is None for _, known in found) or len(kinds) != 1 or kind not in (None, *kinds):
        return None
    workbook = ReadWorkbook(text.file_name, text.sha256, kinds.pop(), notes=list(text.notes))
    for grid, known in found:
        if known is not None:
            _read(grid, known, workbook)
    return workbook


def _only_to_look_at(text: WorkbookText, grids: Collection[Grid]) -> ReadWorkbook:
    names = "、".join(grid.name for grid in grids)
    message = f"这是 powerctl 导出的“{names}”，只供查阅，不能导入。"
    problem = Problem("", "", names, "可以导入的表", message)
    return ReadWorkbook(text.file_name, text.sha256, None, problems=[problem], notes=list(text.notes))


def _says(grid: Grid, row: int) -> str:
    return grid.rows[row][0] if len(grid.rows) > row and grid.rows[row] else ""


def _headings(grid: Grid) -> list[str]:
    if len(grid.rows) < HEADING_ROW:
        return []
    headings = [text.removeprefix("*") for text in grid.rows[HEADING_ROW - 1]]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _kind_of(grid: Grid) -> SheetKind | None:
    """The kind whose own headings stand over the sheet, each once and none besides."""
    headings = _headings(grid)
    rebuilt = (
        not grid.visible
        or any(merge.bottom >= HEADING_ROW for merge in grid.merges)
        or len(set(headings)) != len(headings)
    )
    if rebuilt:
        return None
    fitting = [
        kind
        for kind in KINDS
        if {kind.column(kind.name_field).heading} <= _seen(grid, headings)
        and set(headings) <= {column.heading for column in kind.columns}
    ]
    titled = [kind for kind in fitting if grid.name.startswith(kind.title)]
    return next(iter(titled or fitting), None) if len(titled or fitting) == 1 else None


def _seen(grid: Grid, headings: list[str]) -> set[str]:
    """The headings of the columns that are not hidden."""
    return {heading for number, heading in enumerate(headings, start=1) if number not in grid.hidden_columns}


def _read(grid: Grid, kind: SheetKind, workbook: ReadWorkbook) -> None:
    fields = {column.heading: column.field for column in kind.columns}
    columns = [
        HeadColumn(number, heading, fields[heading], hidden=number in grid.hidden_columns, known=True)
        for number, heading in enumerate(_headings(grid), start=1)
    ]
    header = Header(replace(kind, row_by_row=True), HeadingRows((HEADING_ROW,), {}, {}), columns)
    layout = lay_out(grid)
    rows = [row for row in layout.visible_rows(HEADING_ROW + 1) if any(grid.rows[row - 1])]
    numbers = {column.field or "": column.number for column in columns if not column.hidden}
    texts = {
        field: [layout.columns[number - 1][row - 1] for row in rows] if number <= layout.width else []
        for field, number in numbers.items()
    }
    texts = {field: column or [""] * len(rows) for field, column in texts.items()}
    anchor = numbers[kind.name_field]
    records = [Record(row, cell_name(row, anchor), Cells(texts, at)) for at, row in enumerate(rows)]
    take_apart(kind.name, records, first_is_highest=True, as_written=True)
    table = Table(layout, header, texts, texts, numbers, list(numbers.values()))
    problems, notes = check_values(table, records)
    workbook.sheets.append(
        ReadSheet(
            sheet=grid.name,
            kind=kind.name,
            header_row=HEADING_ROW,
            columns=header.read_columns(),
            records=records,
            texts=texts,
            as_written=True,
        )
    )
    workbook.problems += problems
    workbook.notes += notes + note_errors(table) + _note_hidden(grid, workbook.sheets[-1])


def _note_hidden(grid: Grid, sheet: ReadSheet) -> list[str]:
    rows = sorted(row for row in grid.hidden_rows if HEADING_ROW < row <= len(grid.rows))
    columns = sorted(number for number in grid.hidden_columns if number <= len(_headings(grid)))
    sheet.skipped_hidden_rows, sheet.skipped_hidden_columns = len(rows), len(columns)
    notes = []
    if rows:
        notes.append(f"工作表“{grid.name}”跳过隐藏行{len(rows)}行（第{row_ranges(rows)}行）。")
    if columns:
        names = "、".join(column_letters(number) for number in columns[:20])
        notes.append(f"工作表“{grid.name}”跳过隐藏列{len(columns)}列（{names}）。")
    return notes
