"""Rows of a workbook brought together with the records of one noun."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from powerctl.areas.cells import loose_term
from powerctl.areas.edits import noted
from powerctl.areas.identity import normal
from powerctl.areas.kept import Kept
from powerctl.areas.kept_awaited import Awaited
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Draft, Outcome
from powerctl.areas.rows import Row
from powerctl.sheets.tables.choices import heading_called

_NAMED = 5


@dataclass(slots=True)
class Line:
    """One row with its unit, and what becomes of it over all the records that it holds."""

    row: Row
    home: int | None
    outcome: Outcome = Outcome.UNCHANGED

    def fold(self, outcome: Outcome) -> None:
        """Takes in what became of one more of its records."""
        self.outcome = self.outcome.and_also(outcome)

    @property
    def final(self) -> Outcome:
        """What the receipt counts."""
        return Outcome.REJECTED if self.row.rejected else self.outcome


class Taking:
    """One noun's rows, as they are stored and as a workbook has them."""

    def __init__(self, draft: Draft, kept: Kept, names: KeptNames, homes: Collection[int]) -> None:
        """`homes`: the units that the workbook speaks of."""
        self.draft, self.kept, self.names = draft, kept, names
        self.merging = Merging(draft, kept.table, _only(kept, homes))
        self._awaited = Awaited(draft, kept.table)
        self._unique = kept.is_unique
        self._stored: dict[tuple[Any, ...], int] = {}
        self._known: Counter[tuple[Any, ...]] = Counter()
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._taken: dict[int, Row] = {}
        self._lost: dict[str, Counter[str]] = defaultdict(Counter)
        for number, values in self.merging.rows.items():
            self._remember(number, values)

    def take(self, line: Line, owner: int | None = None, **fixed: Any) -> int | None:
        """Adds the record of a row, or changes the one that has its key; None where a problem bars it.

        `owner`: what it is a part of, where the caller knows; `fixed`: values that the row leaves open.
        """
        kept, row = self.kept, line.row
        if kept.belongs_to and owner is None:
            owner = self.owner_of(line)
        values = self.values(row) | {name: value for name, value in fixed.items() if value is not None}
        for name, usual in kept.usual.items():
            if values.get(name) is None:
                values[name] = usual
        for name in kept.needed:
            if values.get(name) is None:
                row.problem(kept.field(name), kept.heading(name), f"缺少{kept.heading(name)}")
        row.days_in_order(values)
        if row.rejected:
            return None
        if kept.owner:
            values[kept.owner] = owner if kept.belongs_to else line.home
        if kept.number_of and not values.get("number"):
            values["number"] = kept.made_number(values)
        return self.put(line, values)

    def put(self, line: Line, values: dict[str, Any]) -> int | None:
        """Adds or changes the record of these values; a second row of one key is a problem."""
        row, key = line.row, self._key_of(values)
        # A row that was turned away leaves its key to the next one.
        place = self._seen[key] if row.sheet.as_written and not self._unique else 0
        self._seen[key] += 1
        found = self._stored.get((*key, place))
        if found in self._taken:
            first = self._taken[found]
            where = f"“{first.sheet.sheet}”第{first.record.row}行"
            row.problem(self._key_cell(row), "每条一行", f"与{where}是同一条{self.kept.title}")
            return None
        before = self.merging.rows[found] if found is not None else {}
        awaited = self._link(line, values, before)
        whole = {**before, **values}
        values |= {name: make(self.names, whole) for name, make in self.kept.derived.items()}
        if wrong := self.kept.check(whole):
            row.problem(self.kept.field(wrong[0]), "前后一致的内容", wrong[1])
            return None
        if found is None:
            found = self.merging.add(row.sheet, row.record, values)
            self._stored[*key, place] = found
            line.fold(Outcome.ADDED)
        else:
            line.fold(self.merging.change(row.sheet, row.record, found, values))
        for link, words in awaited.items():
            line.fold(self._awaited.wait((row.sheet, row.record), found, link, words))
        for link in self.kept.links:
            if values.get(link) is not None:
                self._awaited.is_over(found, link)
        self._taken[found] = row
        self.names.take_in(self.kept.table.name, line.home, found, whole, self._named_in(row))
        return found

    def know(self, number: int, values: dict[str, Any]) -> None:
        """Takes in a record that the same workbook has brought in another way."""
        self.merging.rows[number] = values
        self._remember(number, values)

    def owner_of(self, line: Line) -> int | None:
        """The record that a row is part of; one that is not named, or not found, is a problem."""
        kept, row = self.kept, line.row
        target = kept.target(kept.belongs_to)
        fields = kept.word_fields(kept.belongs_to)
        field = next((name for name in fields if row.text(name)), kept.named_in[0])
        title = kept.heading(kept.belongs_to)
        words = row.needed(field, heading_called(kept.kind, field))
        found = self.names.find(target, line.home, words)
        if words and found is None:
            row.problem(field, f"已登记的{title}的编号或名称", f"本单位没有{title}“{words}”，或者不止一个")
        return found

    def values(self, row: Row) -> dict[str, Any]:
        """What a row says, as the table stores it, links aside; what it has no column for is not among it."""
        kept = self.kept
        values = row.values(kept.table, kept.columns)
        for name in filter(row.is_month, kept.columns):
            values["note"] = noted(values.get("note"), f"{kept.heading(name)}写作“{row.text(name)}”")
        for name in kept.sums:
            if row.has(name):
                column = kept.column(name)
                values[column] = (
                    row.sum(name) if column.endswith("_fen") else row.value(kept.table, name, column)
                )
        for name in kept.loose:
            if row.has(name):
                values |= loose_term(kept.table.columns[name], row.text(name))
        return values

    def finish(self) -> None:
        """Hands everything to the draft, and says what was named and not found."""
        self.merging.finish()
        self._awaited.finish()
        for link, words in self._lost.items():
            named = "、".join(f"“{text}”" for text in list(words)[:_NAMED])
            said = f"{words.total()} 条{self.kept.title}的{self.kept.heading(link)}"
            self.draft.notes.append(f"{said}在台账中找不到（或不止一个），先按原文登记：{named}")

    def _link(self, line: Line, values: dict[str, Any], before: dict[str, Any]) -> dict[str, str]:
        """Links by words. One that a clerk has made stands as long as the words are the same.

        Out: the words of links that lead nowhere yet, where the record does not keep them.
        """
        row, awaited = line.row, {}
        for link, words in self.kept.links.items():
            fields = [name for name in self.kept.word_fields(link) if row.has(name)]
            if not fields:
                continue
            text = next((said for name in fields if (said := row.text(name))), "")
            found = self.names.find(self.kept.target(link), line.home, text)
            if text and found is None:
                self._lost[link][text] += 1
            if found is None and before.get(link) is not None:
                bare = not text and not row.sheet.as_written
                if (values.get(words) == before[words]) if self.kept.keeps_words(link) else bare:
                    found = before[link]
            values[link] = found
            if text and found is None and not self.kept.keeps_words(link):
                awaited[link] = text
        return awaited

    def _remember(self, number: int, values: dict[str, Any]) -> None:
        key = self._key_of(values)
        self._stored[*key, self._known[key]] = number
        self._known[key] += 1

    def _key_of(self, values: dict[str, Any]) -> tuple[Any, ...]:
        parts = (values.get(name) for name in self.kept.key)
        own = (normal(one) if isinstance(one, str) else one for one in parts)
        return (values.get(self.kept.owner), *own)

    def _key_cell(self, row: Row) -> str:
        fields = [self.kept.field(name) for name in (*self.kept.key, *self.kept.needed)]
        return next((name for name in fields if row.has(name)), fields[0])

    def _named_in(self, row: Row) -> str:
        return next((words for name in self.kept.named_in if (words := row.text(name))), "")


def _only(kept: Kept, homes: Collection[int]) -> Any:
    """The rows that workbooks of these units can speak of."""
    table = kept.table
    if kept.belongs_to:
        (key,) = table.columns[kept.belongs_to].foreign_keys
        owners = key.column.table
        return table.c[kept.belongs_to].in_(select(owners.c.id).where(owners.c.unit_id.in_(homes)))
    if not kept.has_unit:
        return None
    of_units = table.c.unit_id.in_(homes)
    return or_(of_units, table.c.unit_id.is_(None)) if kept.of_county else of_units
