"""What a workbook was understood to say: sheets, columns, records, problems, notes."""

from dataclasses import dataclass, field


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


@dataclass(slots=True)
class Record:
    """One record: field → text, and where it stands. `item` is False where it only continues the
    item above as a further sub-item. `parts` holds what a cell was split into."""

    row: int
    cell: str
    values: dict[str, str]
    item: bool = True
    parts: dict[str, list[dict[str, str]]] = field(default_factory=dict)


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

    @property
    def items(self) -> int:
        """Records less those that only continue the item above."""
        return sum(record.item for record in self.records)


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
