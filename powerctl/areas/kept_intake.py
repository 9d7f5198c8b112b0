"""Intake of workbooks of kept records: each row by its key, parts of an appointment by its number or name."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.cells import reader_of
from powerctl.areas.identity import normal
from powerctl.areas.keeping import derived, is_unique, made_number
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start
from powerctl.areas.rows import Row, rows_of
from powerctl.model import Appointment
from powerctl.sheets.amounts import YUAN, amount, money_unit, why_no_amount
from powerctl.sheets.reading import ReadWorkbook

_NAMED = 5
_ATTEMPT = "attempt"


def plan_kept(
    session: Session,
    workbook: ReadWorkbook,
    kind: str,
    nouns: Sequence[Kept],
    *,
    unit: str | None,
    today: date,
) -> Plan:
    """Works out the import of a workbook of these nouns, in this order; `unit` is a code or a name.

    What is wrong in the workbook comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    rows = [(kept, row) for kept in nouns for row in rows_of(draft, kept.kind)]
    spots = place(draft, units, [(row.sheet, row.record) for _, row in rows], unit) if rows else []
    write_new_units(draft, units)
    homes = {id(row): spot.unit_id for (_, row), spot in zip(rows, spots, strict=True)}
    names = KeptNames(session)
    touched = set(homes.values())
    outcomes: list[Outcome] = []
    for kept in nouns:
        taking = _Taking(draft, kept, names, touched)
        for one, row in rows:
            if one is kept:
                outcomes.append(taking.take(row, homes[id(row)]))
        taking.finish()
    return finish(
        draft,
        kind,
        outcomes,
        unit_id=next(iter(touched)) if len(touched) == 1 else None,
        touched_units=touched,
    )


class _Taking:
    """One noun's rows, as they are stored and as the workbook has them."""

    def __init__(self, draft: Draft, kept: Kept, names: KeptNames, homes: set[int]) -> None:
        self.kept, self.names, self.draft = kept, names, draft
        self.merging = Merging(draft, kept.table, _only(kept, homes))
        self.unique = is_unique(kept)
        self.stored: dict[tuple[Any, ...], int] = {}
        self.seen: Counter[tuple[Any, ...]] = Counter()
        self.taken: dict[int, Row] = {}
        self.lost: dict[str, Counter[str]] = {}
        counted: Counter[tuple[Any, ...]] = Counter()
        for number, row in self.merging.rows.items():
            key = self._key(row)
            self.stored[*key, counted[key]] = number
            counted[key] += 1

    def take(self, row: Row, home: int) -> Outcome:
        """Adds the record of a row, or changes the one that has its key."""
        kept = self.kept
        owner = self._owner(row, home) if kept.belongs_to else home
        values = self._values(row)
        if kept.belongs_to and _ATTEMPT in kept.columns and not row.text(_ATTEMPT):
            values[_ATTEMPT] = 1
        for name in kept.needed:
            if name not in values or (values[name] is None and name != _ATTEMPT):
                row.needed(_field(kept, name), kept.heading(name))
        if row.rejected:
            return Outcome.REJECTED
        values[kept.belongs_to or "unit_id"] = owner
        if kept.number_of and not values.get("number"):
            values["number"] = made_number(kept, values)
        key = self._key(values)
        # A row that was turned away leaves its key to the next one.
        place = self.seen[key] if row.sheet.as_written and not self.unique else 0
        self.seen[key] += 1
        found = self.stored.get((*key, place))
        if found in self.taken:
            first = self.taken[found]
            where = f"“{first.sheet.sheet}”第{first.record.row}行"
            row.problem(_field(kept, kept.key[0]), "每条一行", f"与{where}是同一条{kept.title}")
            return Outcome.REJECTED
        self._link(row, home, values, self.merging.rows.get(found) if found is not None else None)
        return self._put(row, home, values, found, (*key, place))

    def _put(
        self, row: Row, home: int, values: dict[str, Any], found: int | None, key: tuple[Any, ...]
    ) -> Outcome:
        whole = {**(self.merging.rows[found] if found is not None else {}), **values}
        values |= derived(self.kept, self.names, whole)
        wrong = self.kept.check(whole)
        if wrong:
            row.problem(_field(self.kept, wrong[0]), "前后一致的内容", wrong[1])
            return Outcome.REJECTED
        if found is None:
            found = self.merging.add(row.sheet, row.record, values)
            self.stored[key] = found
            outcome = Outcome.ADDED
            if self.kept.model is Appointment:
                self.names.add_appointment(home, values["number"], values.get("person_written"), found)
            elif self.kept.names_of is not None:
                self.names.add(self.kept.table.name, home, found, *self.kept.names_of(row.text, values))
        else:
            outcome = self.merging.change(row.sheet, row.record, found, values)
        self.taken[found] = row
        return outcome

    def finish(self) -> None:
        """Hands everything to the draft, and says what was named and not found."""
        self.merging.finish()
        for link, words in self.lost.items():
            named = "、".join(f"“{text}”" for text in list(words)[:_NAMED])
            self.draft.notes.append(
                f"{words.total()} 条{self.kept.title}的{self.kept.heading(link)}找不到或不止一个，"
                f"没有对应：{named}"
            )

    def _owner(self, row: Row, home: int) -> int | None:
        """The record that a row is part of; one that is not found is a problem."""
        target = self.kept.target(self.kept.belongs_to)
        if target != "appointment":
            return self._parent(row, home, target)
        number, person = row.text("appointment"), row.text("person")
        words = number or person
        field = "appointment" if number or not person else "person"
        found = self.names.find("appointment", home, words)
        if not words:
            row.problem("appointment", "任免编号，没有的写姓名", "缺少任免编号")
        elif found is None:
            row.problem(field, "已登记的任免事项", f"本单位没有任免事项“{words}”，或者不止一个")
        return found

    def _parent(self, row: Row, home: int, target: str) -> int | None:
        words = row.needed(target, f"{self.kept.heading(self.kept.belongs_to)}编号")
        found = self.names.find(target, home, words)
        if words and found is None:
            row.problem(target, "已登记的编号", f"本单位没有“{words}”，或者不止一个")
        return found

    def _values(self, row: Row) -> dict[str, Any]:
        """What a row says, as the table stores it; what it has no column for is not among it."""
        plain = [name for name in self.kept.columns if name not in self.kept.renamed.values()]
        values = row.values(self.kept.table, plain)
        for field, name in self.kept.renamed.items():
            if row.has(field):
                values[name] = _number_in(row, field, self.kept, name)
        return values

    def _link(self, row: Row, home: int, values: dict[str, Any], before: dict[str, Any] | None) -> None:
        """Links by words. One that a clerk has made stands as long as the words are the same."""
        for link, words in self.kept.links.items():
            if not row.has(words):
                continue
            text = row.text(words)
            values[link] = self.names.find(self.kept.target(link), home, text)
            in_table = words in self.kept.table.columns
            if text and values[link] is None and not in_table:
                self.lost.setdefault(link, Counter())[text] += 1
            if values[link] is None and before is not None and before[link] is not None:
                same = values.get(words) == before[words] if in_table else not text
                if same and not (row.sheet.as_written and not in_table):
                    values[link] = before[link]

    def _key(self, values: Any) -> tuple[Any, ...]:
        owner = self.kept.belongs_to or "unit_id"
        parts = (values.get(name) for name in self.kept.key)
        return (values.get(owner), *(normal(one) if isinstance(one, str) else one for one in parts))


def _number_in(row: Row, field: str, kept: Kept, name: str) -> int | None:
    """Points or a sum of money in a cell; what is none is a problem."""
    text = row.text(field)
    if not text:
        return None
    if name.endswith("_fen"):
        heading = next((one.heading for one in row.sheet.columns if one.field == field), "")
        unit = money_unit(heading) or row.sheet.money_unit or YUAN
        found = amount(text, unit)
        if found is None:
            row.problem(field, "金额，如 1250.00、12.5万元", why_no_amount(text, unit))
        return found.fen if found else None
    read, wanted = reader_of(kept.table.columns[name])
    value = read(text)
    if value is None:
        row.problem(field, wanted, f"“{kept.heading(name)}”不认识“{text}”")
    return int(value) if value is not None else None


def _field(kept: Kept, name: str) -> str:
    """The field of the sheet for a column."""
    return next((field for field, column in kept.renamed.items() if column == name), name)


def _only(kept: Kept, homes: set[int]) -> Any:
    table = kept.table
    if not kept.belongs_to:
        return table.c.unit_id.in_(homes)
    owners = Appointment.metadata.tables[kept.target(kept.belongs_to)]
    return table.c[kept.belongs_to].in_(select(owners.c.id).where(owners.c.unit_id.in_(homes)))
