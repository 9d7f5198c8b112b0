"""Which edition each power of a workbook goes into: the one its own row names, else the workbook's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from powerctl.areas.identity import is_value, normal
from powerctl.areas.placing import Place, edition_name
from powerctl.areas.receipt import Action, Draft, table_of
from powerctl.model import Edition, ImportBatch, Power
from powerctl.sheets.words import vocabulary


class Editions:
    """Editions by unit and name: those of the file, and those that the workbook adds."""

    def __init__(self, draft: Draft, edition: str | None, in_force_from: date | None) -> None:
        """`edition` and `in_force_from` are what the clerk typed; they count for rows that name none."""
        self.draft = draft
        self.table = table_of(Edition)
        self.in_force_from = in_force_from
        self.typed = edition
        query = select(self.table.c.unit_id, self.table.c.name, self.table.c.id, self.table.c.in_force_from)
        stored = draft.session.connection().execute(query).all()
        self._known: dict[tuple[int, str], int] = {(unit, normal(name)): n for unit, name, n, _ in stored}
        self._days: dict[int, date | None] = {number: day for _, _, number, day in stored}
        self._before = dict(self._days)
        self._new: dict[int, tuple[int, str]] = {}
        self._default: tuple[str, str] | None = None
        self._again: dict[int, int] = {}
        self._taken: dict[int, str] = {}

    def of_records(self, places: Sequence[Place]) -> list[int]:
        """The edition's number of each record, in reading order."""
        numbers: list[int] = []
        spots = iter(places)
        for sheet in self.draft.workbook.sheets:
            names, days = sheet.column("edition"), sheet.column("in_force_from")
            for name, day, spot in zip(names, days, spots, strict=False):
                if is_value(name):
                    numbers.append(self._named(spot.unit_id, name.strip(), vocabulary.day(day)))
                else:
                    numbers.append(self._of_workbook(spot.unit_id))
        return numbers

    def finish(self) -> None:
        """Hands new editions and new days to the draft, and says which have no day."""
        draft = self.draft
        rows = [
            (number, unit, name, self._days[number], draft.batch_id)
            for number, (unit, name) in self._new.items()
        ]
        draft.write(Action.INSERT, self.table, ("id", "unit_id", "name", "in_force_from", "batch_id"), rows)
        moved = [(n, day) for n, day in self._days.items() if n in self._before and self._before[n] != day]
        draft.write(Action.UPDATE, self.table, ("id", "in_force_from"), moved)
        for name in dict.fromkeys(name for n, name in self._taken.items() if self._days[n] is None):
            draft.notes.append(
                f"清单版本“{name}”没有施行日期，有关检查会回答“无法判断”；请加 --from 施行日期"
            )
        if self._default and self._default[1] and self._new:
            draft.notes.append(self._default[1])

    def _named(self, unit_id: int, name: str, day: date | None) -> int:
        number = self._number(unit_id, name)
        if day is not None:
            self._days[number] = day
        return number

    def _of_workbook(self, unit_id: int) -> int:
        if self._default is None:
            self._default = edition_name(self.draft, self.typed)
            self._again = self._batch_editions() if self._default[1] else {}
        name = self._default[0]
        number = self._again.get(unit_id)
        if number is None:
            number = self._number(unit_id, name)
        self._taken.setdefault(number, name)
        if self.in_force_from is not None:
            self._days[number] = self.in_force_from
        return number

    def _number(self, unit_id: int, name: str) -> int:
        key = (unit_id, normal(name))
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = self.draft.number(self.table)
            self._new[number] = (unit_id, name)
            self._days[number] = None
        self._taken.setdefault(number, name)
        return number

    def _batch_editions(self) -> dict[int, int]:
        """Editions that this very file went into before: its year must not change with the calendar."""
        batch, power = table_of(ImportBatch), table_of(Power)
        query: Any = (
            select(power.c.unit_id, power.c.edition_id)
            .join(batch, power.c.batch_id == batch.c.id)
            .where(batch.c.sha256 == self.draft.workbook.sha256, batch.c.undone_at.is_(None))
            .distinct()
        )
        return {row.unit_id: row.edition_id for row in self.draft.session.connection().execute(query)}
