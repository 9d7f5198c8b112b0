"""Rows of a workbook brought together with the records of one noun, whatever its shape."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from powerctl.areas.finance.identity import made_number
from powerctl.areas.finance.names import Names
from powerctl.areas.finance.recording import heading, read_loose
from powerctl.areas.finance.shapes import Shape
from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Draft, Outcome
from powerctl.areas.rows import Row
from powerctl.sheets.amounts import YUAN, Amount, amount, money_unit, why_no_amount
from powerctl.sheets.reading import ReadSheet

_AGENDA, _AGENDA_LINK = "agenda_key", "agenda_item_id"
_KEYED = {"expenditure_id": "expenditure_key"}
_NAMED = 5


@dataclass(slots=True)
class Line:
    """One row with its unit, and what becomes of it over all the records that it holds."""

    row: Row
    home: int | None
    outcome: Outcome = Outcome.UNCHANGED
    number: int | None = None
    """The record that it is."""

    def fold(self, outcome: Outcome) -> None:
        """Takes in what became of one more of its records: an addition outweighs a change."""
        if Outcome.ADDED in (self.outcome, outcome):
            self.outcome = Outcome.ADDED
        elif outcome is Outcome.CHANGED:
            self.outcome = outcome

    @property
    def final(self) -> Outcome:
        """What the receipt counts."""
        return Outcome.REJECTED if self.row.rejected else self.outcome


class Taking:
    """One noun's rows, as they are stored and as a workbook has them."""

    def __init__(self, draft: Draft, shape: Shape, names: Names, homes: Sequence[int | None]) -> None:
        """`homes`: the units that the workbook speaks of."""
        self.draft, self.shape, self.names = draft, shape, names
        self.merging = Merging(draft, shape.table, _only(shape, homes))
        self.stored = {self.key_of(row): number for number, row in self.merging.rows.items()}
        self.taken: dict[int, Row] = {}
        self.lost: dict[str, Counter[str]] = defaultdict(Counter)

    def key_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What a record is known by."""
        owner = self.shape.parent or "unit_id"
        return (values.get(owner), *(_plain(values.get(name)) for name in self.shape.key))

    def take(self, line: Line, parent: int | None = None, **fixed: Any) -> int | None:
        """Adds the record of a row, or changes the one that has its key; None where a problem bars it."""
        values = self.values(line.row, line.home)
        values |= {name: value for name, value in fixed.items() if value is not None}
        for name in self.shape.needed:
            if values.get(name) is None and not line.row.rejected:
                line.row.problem(name, heading(self.shape, name), f"缺少{heading(self.shape, name)}")
        line.row.days_in_order(values)
        if line.row.rejected:
            return None
        if "unit_id" in self.shape.table.columns:
            values["unit_id"] = line.home
        if parent is not None:
            values[self.shape.parent] = parent
        if self.shape.number_of and not values.get("number"):
            values["number"] = made_number(*(values.get(name) for name in self.shape.number_of))
        return self.put(line, values)

    def put(self, line: Line, values: dict[str, Any]) -> int | None:
        """Adds or changes the record of these values; a second row of one key is a problem."""
        found = self.stored.get(self.key_of(values))
        if found in self.taken:
            first = self.taken[found]
            where = f"“{first.sheet.sheet}”第{first.record.row}行"
            line.row.problem(self._key_cell(line.row), "每条一行", f"与{where}是同一条{self.shape.title}")
            return None
        place = line.row.sheet, line.row.record
        if found is None:
            line.fold(Outcome.ADDED)
            found = self.merging.add(*place, values)
            self.stored[self.key_of(self.merging.rows[found])] = found
        else:
            self._keep_links(line.row, found, values)
            line.fold(self.merging.change(*place, found, values))
        self.taken[found] = line.row
        line.number = found
        return found

    def values(self, row: Row, home: int | None) -> dict[str, Any]:
        """What a row says, as the table stores it; what it has no column for is not among it."""
        values = row.values(self.shape.table, self.shape.columns)
        for name in self.shape.sums:
            if row.has(name):
                found = sum_of(row, name)
                values[f"{name}_fen"] = found.fen if found else None
        for name in self.shape.loose:
            if row.has(name):
                values |= read_loose(self.shape, name, row.text(name))
        for link, words in self.shape.links.items():
            if link != _AGENDA_LINK and row.has(words):
                values[link] = self.link(link, row, home, words)
        if _AGENDA_LINK in self.shape.links and any(row.has(name) for name in ("agenda_item", _AGENDA)):
            words = row.text(_AGENDA) or row.text("agenda_item")
            values[_AGENDA_LINK] = self.named(_AGENDA_LINK, home, words)
        return values

    def link(self, link: str, row: Row, home: int | None, words: str) -> int | None:
        """What a row's words link to; the key that an export wrote goes before them."""
        key = row.text(_KEYED[link]) if link in _KEYED else ""
        return self.named(link, home, key or row.text(words))

    def named(self, link: str, home: int | None, words: str) -> int | None:
        """The record that words name; what is named and not found is counted."""
        if not words or home is None:
            return None
        found = self.names.find(link, home, words)
        if found is None:
            self.lost[link][words] += 1
        return found

    def finish(self) -> None:
        """Hands everything to the draft, and says what was named and not found."""
        self.merging.finish()
        for link, words in self.lost.items():
            title = heading(self.shape, link)
            named = "、".join(f"“{text}”" for text in list(words)[:_NAMED])
            self.draft.notes.append(
                f"{words.total()} 条{self.shape.title}的{title}在台账中找不到（或不止一个），"
                f"先按原文登记：{named}"
            )

    def _keep_links(self, row: Row, number: int, values: dict[str, Any]) -> None:
        """A link that a clerk has made stands as long as the words are the same."""
        before = self.merging.rows[number]
        for link, words in self.shape.links.items():
            if link not in values or values[link] is not None or before[link] is None:
                continue
            if words in self.shape.table.columns:
                same = values.get(words) == before[words]
            else:
                same = not row.sheet.as_written and not row.text(words)
            if same:
                values[link] = before[link]

    def _key_cell(self, row: Row) -> str:
        return next((name for name in self.shape.key if row.has(name)), self.shape.key[0])


def sum_of(row: Row, name: str) -> Amount | None:
    """The sum in a row's cell, in the unit of cell, heading or table; what is none is a problem."""
    text = row.text(name)
    if not text:
        return None
    unit = unit_of(row.sheet, name)
    found = amount(text, unit)
    if found is None:
        row.problem(name, "金额，如 1250.00、12.5万元", why_no_amount(text, unit))
    return found


def unit_of(sheet: ReadSheet, name: str) -> str:
    """The unit of a column of sums: what its heading says, else what the table says, else 元."""
    heading = next((one.heading for one in sheet.columns if one.field == name and not one.hidden), "")
    return money_unit(heading) or sheet.money_unit or YUAN


def _only(shape: Shape, homes: Sequence[int | None]) -> Any:
    table = shape.table
    known = {home for home in homes if home is not None}
    if shape.parent:
        (key,) = table.columns[shape.parent].foreign_keys
        owner = key.column.table
        return table.c[shape.parent].in_(select(owner.c.id).where(owner.c.unit_id.in_(known)))
    if "unit_id" not in table.columns:
        return None
    return (
        or_(table.c.unit_id.in_(known), table.c.unit_id.is_(None))
        if shape.of_county
        else table.c.unit_id.in_(known)
    )


def _plain(value: Any) -> Any:
    return normal(value) if isinstance(value, str) else value
