"""A sheet as the clerk sees it: visible rows and columns, and what merged ranges cover."""

from dataclasses import dataclass, field
from itertools import zip_longest

from powerctl.sheets.grid import Grid

ERROR_MARKS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


@dataclass(slots=True)
class Layout:
    """`columns[c][r]` is the cell in row r + 1, column c + 1. Text of a merged range whose first
    row or column is hidden stands in its first visible cell, where it is shown."""

    grid: Grid
    columns: list[tuple[str, ...]]
    height: int
    covered: dict[int, dict[int, int]] = field(default_factory=dict)
    """Column → row below the first of a merged range → the row that holds its text."""
    spans: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Row → merged ranges that show their text there: first column, last column, last row."""

    @property
    def width(self) -> int:
        """Number of columns, hidden ones included."""
        return len(self.columns)

    def text(self, row: int, column: int) -> str:
        """Text of a cell; "" outside the sheet."""
        if 1 <= column <= len(self.columns) and 1 <= row <= self.height:
            return self.columns[column - 1][row - 1]
        return ""

    def row_cells(self, row: int, last_column: int | None = None) -> list[tuple[int, str]]:
        """The filled visible cells of a row: (column, text)."""
        hidden = self.grid.hidden_columns
        return [
            (number, text)
            for number, column in enumerate(self.columns[:last_column], 1)
            if (text := column[row - 1]) and number not in hidden
        ]

    def visible_rows(self, first: int = 1) -> list[int]:
        """Visible rows from `first` on."""
        hidden = self.grid.hidden_rows
        if not hidden:
            return list(range(first, self.height + 1))
        return [row for row in range(first, self.height + 1) if row not in hidden]

    def span_from(self, row: int, column: int) -> tuple[int, int, int] | None:
        """The merged range that shows its text in this cell."""
        for span in self.spans.get(row, ()):
            if span[0] == column:
                return span
        return None


def lay_out(grid: Grid) -> Layout:
    """A grid with its merged ranges resolved. Cells that hold only spaces or an error are empty."""
    rows = list(grid.rows)
    height = len(rows)
    layout = Layout(grid, [], height)
    for row, column in grid.error_cells:
        if row <= height and column <= len(rows[row - 1]):
            rows[row - 1] = [*rows[row - 1][: column - 1], "", *rows[row - 1][column:]]
    for merge in grid.merges:
        if merge.top > height:
            continue
        bottom = min(merge.bottom, height)
        top = next((r for r in range(merge.top, bottom + 1) if r not in grid.hidden_rows), merge.top)
        left = next(
            (c for c in range(merge.left, merge.right + 1) if c not in grid.hidden_columns), merge.left
        )
        if (top, left) != (merge.top, merge.left):
            _move(rows, (merge.top, merge.left), (top, left))
        layout.spans.setdefault(top, []).append((left, merge.right, bottom))
        if bottom > top:
            layout.covered.setdefault(left, {}).update(dict.fromkeys(range(top + 1, bottom + 1), top))
    layout.columns = [
        tuple("" if text.isspace() else text for text in column) if any(map(str.isspace, column)) else column
        for column in zip_longest(*rows, fillvalue="")
    ]
    return layout


def _move(rows: list[list[str]], source: tuple[int, int], target: tuple[int, int]) -> None:
    """Text of a merged range to its first visible cell."""
    row, column = source
    text = rows[row - 1][column - 1] if column <= len(rows[row - 1]) else ""
    if not text:
        return
    rows[row - 1] = [*rows[row - 1][: column - 1], "", *rows[row - 1][column:]]
    row, column = target
    cells = list(rows[row - 1])
    cells.extend([""] * (column - len(cells)))
    cells[column - 1] = text
    rows[row - 1] = cells
