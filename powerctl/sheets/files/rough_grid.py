"""From raw blocks of cells to a finished Grid: cleaned, blanked under merges, trimmed."""

from typing import Any

from powerctl.sheets.files import clean
from powerctl.sheets.files.container import damaged
from powerctl.sheets.grid import Grid, Merge, cell_name

# Merges may overlap a little in files of careless exporters; beyond this they are an attack on time.
_MERGED_TIMES = 4
_SHORT = 20
_WORDS_KNOWN = 4096


class RoughGrid:
    """A sheet that is being received."""

    def __init__(self, name: str, visible: bool) -> None:
        self.name = clean.one_line(name)
        self.visible = visible
        self.rows: list[list[str]] = []
        self._known: dict[str, str] = {}
        self._purged: list[tuple[int, int]] = []
        self._private: list[tuple[int, int]] = []

    def add(self, rows: list[list[str]], *, is_clean: bool) -> None:
        """Takes the next rows in; `is_clean` where nothing but white space at the ends has to go."""
        if is_clean:
            self.rows += [self._shared(row) for row in rows]
            return
        for row in rows:
            self.rows.append([self._cleaned(cell, column) for column, cell in enumerate(row, 1)])

    def _shared(self, row: list[str]) -> list[str]:
        """The row stripped; a short text that comes again and again is kept once."""
        known = self._known
        if len(known) > _WORDS_KNOWN:
            known.clear()
        return [known.setdefault(cell, cell) if len(cell) <= _SHORT else cell for cell in map(str.strip, row)]

    def _cleaned(self, cell: str, column: int) -> str:
        if clean.is_clean(cell):
            return cell.strip()
        text = clean.clean(cell)
        if clean.has_private_use(text):
            self._private.append((len(self.rows) + 1, column))
        elif clean.has_invisible(cell):
            self._purged.append((len(self.rows) + 1, column))
        return text

    @property
    def notes(self) -> list[str]:
        """Sentences about characters that were dropped or will not print."""
        notes = []
        if self._purged:
            notes.append(
                f"工作表“{self.name}”有 {len(self._purged)} 个单元格去掉了不可见字符"
                f"（{_some(self._purged)}）。"
            )
        if self._private:
            notes.append(
                f"工作表“{self.name}”有 {len(self._private)} 个单元格用了自造字（{_some(self._private)}），"
                "别的电脑上可能显示不出来，请核对。"
            )
        return notes

    def finished(self, facts: dict[str, Any]) -> Grid:
        """The grid. `facts` as the child gave them: merges, hidden_rows, hidden_columns, errors."""
        merges = self._merges(facts["merges"])
        errors = {(int(row), int(column)): str(text) for row, column, text in facts["errors"]}
        for row, column in errors:
            if row <= len(self.rows) and column <= len(self.rows[row - 1]):
                self.rows[row - 1][column - 1] = ""
        self._trim(errors)
        height, width = len(self.rows), len(self.rows[0]) if self.rows else 0
        return Grid(
            name=self.name,
            rows=self.rows,
            visible=self.visible,
            merges=_clipped(merges, height, width),
            hidden_rows=frozenset(int(row) for row in facts["hidden_rows"] if 0 < row <= height),
            hidden_columns=frozenset(
                column
                for first, last in facts["hidden_columns"]
                for column in range(max(1, int(first)), min(int(last), width) + 1)
            ),
            error_cells=errors,
        )

    def _merges(self, raw: list[list[int]]) -> list[Merge]:
        """Merged ranges in reading order, the text under them blanked."""
        merges = sorted({(int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in raw})
        height, width = len(self.rows), len(self.rows[0]) if self.rows else 0
        budget = _MERGED_TIMES * height * width
        for top, left, bottom, right in merges:
            rows = range(top - 1, min(bottom, height))
            columns = range(left - 1, min(right, width))
            budget -= len(rows) * len(columns)
            if budget < 0:
                raise damaged(f"工作表“{self.name}”的合并区域互相重叠")
            for row in rows:
                cells = self.rows[row]
                for column in columns:
                    if cells[column] and (row, column) != (top - 1, left - 1):
                        cells[column] = ""
        return [Merge(*merge) for merge in merges]

    def _trim(self, errors: dict[tuple[int, int], str]) -> None:
        """Drops empty rows below and empty columns right of everything; a named error counts as content."""
        last_row = max((row for row, _ in errors), default=0)
        last_column = max((column for _, column in errors), default=0)
        rows = self.rows
        width = max((len(rows[0]) if rows else 0), last_column)
        while len(rows) < last_row:
            rows.append([])
        while len(rows) > last_row and not any(rows[-1]):
            rows.pop()
        used = width
        while used > last_column and not any(len(row) >= used and row[used - 1] for row in rows):
            used -= 1
        for row in rows:
            if len(row) > used:
                del row[used:]
            elif len(row) < used:
                row.extend([""] * (used - len(row)))


def _clipped(merges: list[Merge], height: int, width: int) -> list[Merge]:
    """Merges within the grid; those of one cell or outside are dropped."""
    clipped = []
    for merge in merges:
        bottom, right = min(merge.bottom, height), min(merge.right, width)
        if (
            1 <= merge.top <= bottom
            and 1 <= merge.left <= right
            and (merge.top, merge.left) != (bottom, right)
        ):
            clipped.append(Merge(merge.top, merge.left, bottom, right))
    return clipped


def _some(places: list[tuple[int, int]]) -> str:
    names = "、".join(cell_name(*place) for place in places[:3])
    return f"{names} 等" if len(places) > 3 else names
