"""What an import will do: its receipt, and everything it will write, worked out before it writes.

A plan is made by reading only. Row numbers are given out while planning, so a plan must be
applied in the transaction in which it was made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Table, func, select
from sqlmodel import Session

from powerctl.model import ImportBatch
from powerctl.sheets.reading import Problem, ReadSheet, ReadWorkbook, Record

ORIGIN = ("batch_id", "source_sheet", "source_cell")
"""Columns that say where a record came from."""


class Outcome(Enum):
    """What becomes of one record of a workbook."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"

    def and_also(self, other: "Outcome") -> "Outcome":
        """What becomes of a row of which one more record turned out so: an addition outweighs a change."""
        if Outcome.ADDED in (self, other):
            return Outcome.ADDED
        return other if other is Outcome.CHANGED else self


@dataclass(frozen=True, slots=True)
class Receipt:
    """Records read and what becomes of them; the four add up to what was read."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0

    @property
    def balances(self) -> bool:
        """Whether every record read is accounted for."""
        return self.read == self.added + self.changed + self.unchanged + self.rejected


class Action(Enum):
    """How rows are written."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(slots=True)
class Write:
    """Rows for one table, given out once. INSERT: all columns named. UPDATE and DELETE: the first
    column is the key."""

    action: Action
    table: Table
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@dataclass(slots=True)
class Plan:
    """An import worked out. `unit_missing` says that it is not clear whose list this is, `unit_doubt`
    (a sentence) that the unit typed is likely another's name: the plan may then be shown, but not
    applied. `unit_choices` are the units that may be meant."""

    kind: str
    file_name: str
    sha256: str
    receipt: Receipt
    problems: list[Problem]
    notes: list[str]
    batch_id: int
    writes: list[Write]
    unit_id: int | None = None
    edition_id: int | None = None
    new_units: list[str] = field(default_factory=list)
    unit_choices: list[str] = field(default_factory=list)
    unit_missing: bool = False
    unit_doubt: str = ""
    touched_units: frozenset[int] = frozenset()
    today: date | None = None

    @property
    def writes_nothing(self) -> bool:
        """True when the file holds exactly what is already there."""
        return not self.writes


@dataclass(slots=True)
class Draft:
    """A plan in the making: what is known of the workbook, and what has been decided so far."""

    session: Session
    workbook: ReadWorkbook
    today: date
    batch_id: int
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    new_units: list[str] = field(default_factory=list)
    unit_choices: list[str] = field(default_factory=list)
    unit_missing: bool = False
    unit_doubt: str = ""
    rejected: set[tuple[str, int]] = field(default_factory=set)
    _told: set[tuple[str, str]] = field(default_factory=set)
    _next: dict[str, int] = field(default_factory=dict)

    def number(self, table: Table) -> int:
        """The next free row number of a table."""
        number = self._next.get(table.name)
        if number is None:
            number = next_number(self.session, table)
        self._next[table.name] = number + 1
        return number

    def write(
        self, action: Action, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        """Adds rows to what will be written; no rows, no write."""
        listed = list(rows)
        if listed:
            self.write_later(action, table, columns, _letting_go(listed))

    def write_later(
        self, action: Action, table: Table, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]
    ) -> None:
        """Adds rows that are made one by one when the plan is applied; the plan then counts as one
        that writes."""
        self.writes.append(Write(action, table, tuple(columns), rows))

    def problem(self, sheet: ReadSheet, record: Record, field: str, *, wanted: str, message: str) -> None:
        """Notes why a cell cannot be taken in; its record counts as rejected."""
        cell = cell_of(sheet, record, field)
        found = record.values.get(field, "")
        self.rejected.add((sheet.sheet, record.row))
        # Reading has the first word on a cell: the clerk is told once.
        if field not in fields_of(sheet) or (sheet.sheet, cell) not in self._told:
            self._told.add((sheet.sheet, cell))
            self.problems.append(Problem(sheet.sheet, cell, found, wanted, message))

    def doubt(self, sentence: str, choices: Sequence[str]) -> None:
        """Notes that the unit typed is likely another's name, and which may be meant."""
        self.unit_doubt, self.unit_choices = sentence, list(choices)
        self.notes.append(f"{sentence}；这里按新单位列出，正式导入时不会这样写入")

    def know(self, problems: Iterable[Problem]) -> None:
        """Takes note of the problems that reading has found: their records are rejected."""
        on_cards = {
            (sheet.sheet, cell): row
            for sheet in self.workbook.sheets
            for (row, _), cell in sheet.places.items()
        }
        for problem in problems:
            place = (problem.sheet, problem.cell)
            self._told.add(place)
            row = "".join(filter(str.isdigit, problem.cell))
            if row:
                self.rejected.add((problem.sheet, on_cards.get(place, int(row))))

    def reject(self, sheet: ReadSheet, record: Record) -> None:
        """Leaves a record out because of another's problem, which the clerk is told once."""
        self.rejected.add((sheet.sheet, record.row))

    def is_rejected(self, sheet: ReadSheet, record: Record) -> bool:
        """Whether a problem was found in this record."""
        return (sheet.sheet, record.row) in self.rejected


def start(session: Session, workbook: ReadWorkbook, today: date) -> Draft:
    """An empty draft, knowing the problems that reading has already found."""
    session.flush()
    draft = Draft(session, workbook, today, next_number(session, table_of(ImportBatch)))
    draft.know(workbook.problems)
    return draft


def finish(
    draft: Draft,
    kind: str,
    outcomes: Iterable[Outcome],
    *,
    unit_id: int | None = None,
    edition_id: int | None = None,
    touched_units: Iterable[int] = (),
) -> Plan:
    """The plan of a draft whose every record has its outcome."""
    counts = dict.fromkeys(Outcome, 0)
    for outcome in outcomes:
        counts[outcome] += 1
    receipt = Receipt(
        sum(counts.values()),
        counts[Outcome.ADDED],
        counts[Outcome.CHANGED],
        counts[Outcome.UNCHANGED],
        counts[Outcome.REJECTED],
    )
    return Plan(
        kind=kind,
        file_name=draft.workbook.file_name,
        sha256=draft.workbook.sha256,
        receipt=receipt,
        problems=[*draft.workbook.problems, *draft.problems],
        notes=[*draft.workbook.notes, *draft.notes],
        batch_id=draft.batch_id,
        writes=draft.writes,
        unit_id=unit_id,
        edition_id=edition_id,
        new_units=draft.new_units,
        unit_choices=draft.unit_choices,
        unit_missing=draft.unit_missing,
        unit_doubt=draft.unit_doubt,
        touched_units=frozenset(touched_units),
        today=draft.today,
    )


def _letting_go(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows in order, each forgotten as it is given out."""
    rows.reverse()
    while rows:
        yield rows.pop()


def table_of(model: Any) -> Table:
    """The table of a model class."""
    table: Table = model.__table__
    return table


def next_number(session: Session, table: Table) -> int:
    """One more than the highest row number of a table."""
    highest: int | None = session.connection().execute(select(func.max(table.c.id))).scalar()
    return (highest or 0) + 1


def fields_of(sheet: ReadSheet) -> frozenset[str]:
    """The fields that a sheet has a column for: what is not among them is left as it stands."""
    listed = frozenset(column.field for column in sheet.columns if column.field and not column.hidden)
    if listed:
        return listed
    return frozenset(name for record in sheet.records for name in record.values)


def cell_of(sheet: ReadSheet, record: Record, field: str) -> str:
    """The cell of a record's field; the record's own cell where the sheet has no such column."""
    if sheet.places:
        return sheet.places.get((record.row, field), record.cell)
    for column in sheet.columns:
        if column.field == field and not column.hidden:
            return f"{column.column}{record.row}"
    return record.cell


def note_equals(draft: Draft, groups: Sequence[tuple[list[tuple[str, int]], str]]) -> None:
    """Names records of one key, at most fifty groups: (places as sheet and row, key)."""
    for places, key in groups[:50]:
        sheets = dict.fromkeys(sheet for sheet, _ in places)
        where = "；".join(
            f"“{sheet}”第" + "、".join(str(row) for named, row in places if named == sheet) + "行"
            for sheet in sheets
        )
        draft.notes.append(f"{where}是同名事项（{key}），都已保留，按先后编为 1–{len(places)}")
    if len(groups) > 50:
        draft.notes.append(f"另有 {len(groups) - 50} 组同名事项，都已保留")
