"""What a workbook was understood to say: sheets, columns, records, problems, notes."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import TypeVar, overload

_Default = TypeVar("_Default")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell (or a whole sheet, cell "") cannot be taken in; all of a file are shown at once."""

    sheet: str
    cell: str
    found: str
    wanted: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of the table: letters, heading as written (two rows joined by `/`), field or None."""

    column: str
    heading: str
    field: str | None
    hidden: bool


class Cells(MutableMapping[str, str]):
    """The filled cells of one record, in a table that is kept by columns: field → text.

    A dictionary for each of a hundred thousand records would take more memory than their short texts.
    """

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: dict[str, list[str]], at: int) -> None:
        """`columns`: field → one text for each record; `at`: which of the records, from 0."""
        self._columns = columns
        self._at = at

    def __getitem__(self, field: str) -> str:
        text = self._columns[field][self._at]
        if not text:
            raise KeyError(field)
        return text

    @overload
    def get(self, field: str, /) -> str | None: ...
    @overload
    def get(self, field: str, default: str | _Default, /) -> str | _Default: ...
    def get(self, field: str, default: object = None, /) -> object:
        """The text of a field; `default` where the cell is empty or the table has no such column."""
        column = self._columns.get(field)
        return (column[self._at] or default) if column else default

    def __setitem__(self, field: str, text: str) -> None:
        if field not in self._columns:
            count = len(next(iter(self._columns.values()), ()))
            self._columns[field] = [""] * max(count, self._at + 1)
        self._columns[field][self._at] = text

    def __delitem__(self, field: str) -> None:
        if field not in self:
            raise KeyError(field)
        self._columns[field][self._at] = ""

    def __iter__(self) -> Iterator[str]:
        at = self._at
        return (field for field, column in self._columns.items() if column[at])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(slots=True)
class Record:
    """One record: field → text, and where it stands. `item` is False where it only continues the
    item above as a further sub-item. `parts` holds what a cell was split into."""

    row: int
    cell: str
    values: MutableMapping[str, str]
    item: bool = True
    parts: MutableMapping[str, list[dict[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    """A line that adds up records of its table: its row and words, how many records stand above it, and
    its texts by field."""

    row: int
    words: str
    before: int
    values: dict[str, str]


@dataclass(slots=True)
class ReadSheet:
    """One sheet with a table of a known kind (or, for organization, one of its four)."""

    sheet: str
    kind: str
    header_row: int
    columns: list[ReadColumn]
    records: list[Record]
    title: str = ""
    unit_name: str = ""
    category: str = ""
    """Category that the sheet's name or title gives for records whose own cell is empty."""
    skipped_hidden_rows: int = 0
    skipped_hidden_columns: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict, repr=False)
    """The records' texts by field, where the table is kept by columns."""
    places: dict[tuple[int, str], str] = field(default_factory=dict, repr=False)
    """On card forms: a record's row and a field → the cell that holds it. Empty for a table."""
    as_written: bool = False
    """The sheet is an export of ours: what stands in a cell is what was stored."""
    money_unit: str = ""
    """The unit of money that a line or the title above the table names (单位：万元)."""
    totals: list[Total] = field(default_factory=list)
    """Of tables with sums: the lines that add them up, which are no records."""

    @property
    def items(self) -> int:
        """Records less those that only continue the item above."""
        return sum(record.item for record in self.records)

    def column(self, field: str) -> list[str]:
        """A field's text in every record, "" where it has none."""
        if self.texts:
            return self.texts.get(field) or [""] * len(self.records)
        return [record.values.get(field, "") for record in self.records]


@dataclass(slots=True)
class ReadWorkbook:
    """A workbook understood: `kind` is None where no table of a known kind was found."""

    file_name: str
    sha256: str
    kind: str | None
    sheets: list[ReadSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    """Kinds that fit about equally well; empty when the choice is clear."""

    @property
    def records(self) -> list[tuple[ReadSheet, Record]]:
        """All records in reading order."""
        return [(sheet, record) for sheet in self.sheets for record in sheet.records]
