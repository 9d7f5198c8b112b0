"""A sheet as text: what the reader hands on, before anybody decides what it means.

Rows and columns are counted from 1, as the clerk sees them.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet. `rows[0][0]` is A1; every value is cleaned text, "" where the cell is empty.

    Whole numbers have no ".0"; dates are ISO (`2026-01-05`); text left under a merged range is
    gone (only the top-left cell of a merge keeps its text). Hidden rows and columns are still
    in `rows`, and named here.
    """

    name: str
    rows: list[list[str]]
    visible: bool = True
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) of error cells (`#REF!`) and of formulas stored without a value (`formula`)."""


@dataclass(slots=True)
class WorkbookText:
    """A whole workbook as text, with what the gate had to say (`notes`, Chinese sentences)."""

    file_name: str
    sha256: str
    form: str
    """`xlsx`, `xls`, `et`, … by content, never by name."""
    grids: list[Grid]
    notes: list[str] = field(default_factory=list)


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """(5, 2) → B5."""
    return f"{column_letters(column)}{row}"
