"""One small table brought together with what a workbook says: rows added, rows changed, the rest left.

For tables of some thousand rows, held in memory; powers and risk points stream instead.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from powerctl.areas.receipt import ORIGIN, Action, Draft, Outcome
from powerctl.sheets.reading import ReadSheet, Record


class Merging:
    """The rows of a table by number, with what is to be written to them."""

    def __init__(self, draft: Draft, table: Table, only: ColumnElement[bool] | None = None) -> None:
        """`only`: which rows the workbook can speak of; all of them where it is left out."""
        self.draft = draft
        self.table = table
        query = select(table) if only is None else select(table).where(only)
        self.rows: dict[int, dict[str, Any]] = {
            int(row["id"]): dict(row) for row in draft.session.connection().execute(query).mappings()
        }
        self._new: dict[int, None] = {}
        self._changed: dict[int, set[str]] = {}

    def add(
        self, sheet: ReadSheet, record: Record, values: Mapping[str, Any], number: int | None = None
    ) -> int:
        """A new row; its number."""
        number = self.draft.number(self.table) if number is None else number
        self.rows[number] = {
            **dict.fromkeys(self.table.columns.keys()),
            **values,
            "id": number,
            **self._origin(sheet, record),
        }
        self._new[number] = None
        return number

    def change(self, sheet: ReadSheet, record: Record, number: int, values: Mapping[str, Any]) -> Outcome:
        """Takes in what differs from the row; a row added by the same workbook stays an addition."""
        row = self.rows[number]
        different = {name for name, value in values.items() if row[name] != value}
        if not different:
            return Outcome.UNCHANGED
        row.update({name: values[name] for name in different})
        if number not in self._new:
            row.update(self._origin(sheet, record))
            self._changed.setdefault(number, set()).update(different)
        return Outcome.CHANGED

    def rewrite(self, number: int, values: Mapping[str, Any]) -> None:
        """Changes what follows from other rows; where the row comes from stays as it was."""
        self.rows[number].update(values)
        if number not in self._new:
            self._changed.setdefault(number, set()).update(values)

    def is_new(self, number: int) -> bool:
        """Whether the workbook adds this row."""
        return number in self._new

    def writes(self, number: int, column: str) -> bool:
        """Whether the workbook writes a column of this row."""
        return number in self._new or column in self._changed.get(number, ())

    def discard(self, number: int) -> None:
        """Drops what the workbook would have written to a row."""
        self._new.pop(number, None)
        self._changed.pop(number, None)

    def finish(self) -> None:
        """Hands the additions and changes to the draft."""
        columns = tuple(self.table.columns.keys())
        self.draft.write(
            Action.INSERT,
            self.table,
            columns,
            (tuple(self.rows[number][name] for name in columns) for number in self._new),
        )
        if self._changed:
            named = sorted(set().union(*self._changed.values()))
            columns = ("id", *named, *ORIGIN)
            self.draft.write(
                Action.UPDATE,
                self.table,
                columns,
                (tuple(self.rows[number][name] for name in columns) for number in self._changed),
            )

    def _origin(self, sheet: ReadSheet, record: Record) -> dict[str, Any]:
        return {"batch_id": self.draft.batch_id, "source_sheet": sheet.sheet, "source_cell": record.cell}
