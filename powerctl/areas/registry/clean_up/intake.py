"""Intake of what was settled between two editions: known by both editions and both items (R-FS-02).

The same is refused as by `power clean-up`: an item that is another one has no fate of its own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import is_value, normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.registry.clean_up.comparing import COME, GONE
from powerctl.areas.rows import Row, rows_of
from powerctl.model import CleanUp, Edition, Power
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import Fate

_FIELDS = ("is_same", "fate", "other_unit_written", "reason", "document", "decided_on")
_LINKS = ("old_edition_id", "new_edition_id", "old_power_id", "new_power_id")
_STREAM = {"yield_per": 2000}
_Item = tuple[str, int]
"""`old` or `new`, and the power."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An edition as a clerk names it, and its day."""

    number: int
    name: str
    day: date | None


class _Editions:
    """The editions of some units by name, and the items of each by export key, code and name."""

    def __init__(self, session: Session, unit_ids: Iterable[int]) -> None:
        table, wanted = table_of(Edition), set(unit_ids)
        columns = (table.c.unit_id, table.c.id, table.c.name, table.c.in_force_from)
        query = select(*columns).where(table.c.unit_id.in_(wanted)).order_by(table.c.id)
        self._session = session
        self._editions: dict[tuple[int, str], _Listed] = {}
        self._items: dict[int, dict[str, set[int]]] = {}
        self.names: dict[int, str] = {}
        for unit, *listed in session.connection().execute(query):
            edition = _Listed(*listed)
            self._editions[unit, normal(edition.name)] = edition

    def edition(self, row: Row, home: int, field: str, heading: str) -> _Listed | None:
        """The edition that a cell names; none is a problem."""
        words = row.needed(field, heading)
        found = self._editions.get((home, normal(words)))
        if words and found is None:
            known = "、".join(one.name for (unit, _), one in self._editions.items() if unit == home)
            row.problem(
                field,
                "本单位的清单版本名称",
                f"本单位没有清单版本“{words}”" + (f"；有：{known}" if known else "，请先导入清单"),
            )
        return found

    def item(self, row: Row, edition: _Listed, field: str) -> int | None:
        """The item of an edition that a cell names, None for an empty one; none or several are a problem."""
        words = row.text(field)
        items = self._of(edition)
        found = items.get(normal(row.text(f"{field}_key"))) or items.get(normal(words)) or set()
        if len(found) == 1:
            return next(iter(found))
        if words and found:
            row.problem(
                field,
                "职权编码，或“事项/子项”",
                f"“{edition.name}”中的“{words}”有 {len(found)} 项，请写明子项或编码",
            )
        elif words:
            row.problem(field, f"“{edition.name}”的事项名称或编码", f"“{edition.name}”中没有“{words}”")
        return None

    def _of(self, edition: _Listed) -> dict[str, set[int]]:
        if edition.number not in self._items:
            table = table_of(Power)
            columns = (table.c.id, table.c.name, table.c.sub_item, table.c.code)
            query = select(*columns, table.c.identity, table.c.ordinal).where(
                table.c.edition_id == edition.number
            )
            items: defaultdict[str, set[int]] = defaultdict(set)
            for number, name, sub_item, code, identity, ordinal in self._session.connection().execute(
                query, execution_options=_STREAM
            ):
                self.names[number] = name
                called = [f"{identity}#{ordinal}@{edition.name}", name]
                called += [code] if is_value(code) else []
                called += [f"{name}/{sub_item}", f"{name}({sub_item})", sub_item] if sub_item else []
                for words in called:
                    items[normal(words)].add(number)
            self._items[edition.number] = dict(items)
        return self._items[edition.number]


class _Settled:
    """What is on record, and which items are settled as a pair or alone."""

    def __init__(self, merging: Merging) -> None:
        self.merging = merging
        self.known: dict[tuple[Any, ...], int] = {}
        self.taken: dict[int, Row] = {}
        self._paired: defaultdict[tuple[int, int, _Item], set[int]] = defaultdict(set)
        self._alone: defaultdict[tuple[int, int, _Item], set[int]] = defaultdict(set)
        for number, values in merging.rows.items():
            self._note(number, values)

    def contradicts(self, values: dict[str, Any]) -> tuple[str, int, bool] | None:
        """The item of a row of which something else is settled: its side, its number, and whether it is
        settled as one with another item (else it has a fate of its own)."""
        paired = values["old_power_id"] is not None and values["new_power_id"] is not None
        if paired and not values["is_same"]:
            return None
        for at in _items(values):
            if (self._alone if paired else self._paired)[at]:
                side, number = at[2]
                return side, number, not paired
        return None

    def take(self, row: Row, values: dict[str, Any]) -> Outcome:
        """Adds or changes the row of a pair or a single item; one that stands twice is a problem."""
        number = self.known.get(tuple(values[name] for name in _LINKS))
        if number in self.taken:
            first = self.taken[number]
            place = f"“{first.sheet.sheet}”第{first.record.row}行"
            row.problem(_called(values), "每对、每项一行", f"与{place}是同样的两个版本、同样的事项")
            return Outcome.REJECTED
        if number is None:
            number, outcome = self.merging.add(row.sheet, row.record, values), Outcome.ADDED
        else:
            self._forget(number, self.merging.rows[number])
            outcome = self.merging.change(row.sheet, row.record, number, values)
        self.taken[number] = row
        self._note(number, self.merging.rows[number])
        return outcome

    def _note(self, number: int, values: dict[str, Any]) -> None:
        self.known[tuple(values[name] for name in _LINKS)] = number
        for at in _items(values):
            if values["old_power_id"] is None or values["new_power_id"] is None:
                self._alone[at].add(number)
            elif values["is_same"]:
                self._paired[at].add(number)

    def _forget(self, number: int, values: dict[str, Any]) -> None:
        for at in _items(values):
            self._alone[at].discard(number)
            self._paired[at].discard(number)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a clean-up: pairs that are one item or are not, and fates.

    Both editions and their items must be registered. Whatever cannot be taken in comes back as problems
    of the plan.
    """
    draft = start(session, workbook, today)
    homes = [spot.unit_id for spot in place(draft, Units.of(session), workbook.records, unit)]
    editions = _Editions(session, homes)
    settled = _Settled(Merging(draft, table_of(CleanUp)))
    outcomes = [
        _take(row, home, editions, settled)
        for row, home in zip(rows_of(draft, "clean_ups"), homes, strict=True)
    ]
    settled.merging.finish()
    one = homes[0] if len(set(homes)) == 1 else None
    return finish(draft, "clean-up", outcomes, unit_id=one, touched_units=set(homes))


def _take(row: Row, home: int, editions: _Editions, settled: _Settled) -> Outcome:
    old = editions.edition(row, home, "old_edition", "清理前版本")
    new = editions.edition(row, home, "new_edition", "清理后版本")
    values = row.values(settled.merging.table, _FIELDS)
    if old is None or new is None:
        return Outcome.REJECTED
    _refuse_backwards(row, old, new)
    values |= {
        "unit_id": home,
        "old_edition_id": old.number,
        "new_edition_id": new.number,
        "old_power_id": editions.item(row, old, "old_power"),
        "new_power_id": editions.item(row, new, "new_power"),
    }
    number = settled.known.get(tuple(values[name] for name in _LINKS))
    stored = settled.merging.rows[number] if number is not None else {}
    whole = {**dict.fromkeys(_FIELDS), **stored, **values}
    if not row.rejected:
        _refuse_unsound(row, whole)
    if not row.rejected and (found := settled.contradicts(whole)) is not None:
        side, item, paired = found
        already = "已确认与另一事项为同一事项" if paired else "已单独登记了去向"
        wanted = "与已登记的一致；要改请用 powerctl power clean-up confirm 或 deny"
        row.problem(f"{side}_power", wanted, f"“{editions.names[item]}”{already}，与这一行矛盾")
    return Outcome.REJECTED if row.rejected else settled.take(row, values)


def _refuse_backwards(row: Row, old: _Listed, new: _Listed) -> None:
    if old.number == new.number:
        row.problem("new_edition", "另一个清单版本", f"清理前后都是“{old.name}”")
    # What is on record stays so when an edition's day was corrected later: an export comes back.
    elif old.day and new.day and old.day > new.day and not row.sheet.as_written:
        row.problem("old_edition", "较早的清单版本", f"“{old.name}”在“{new.name}”之后，前后写反了")


def _refuse_unsound(row: Row, values: dict[str, Any]) -> None:
    """A pair is the same item or not; an item alone has the fate of its side."""
    fate: Fate | None = values["fate"]
    old, new, same = values["old_power_id"], values["new_power_id"], values["is_same"]
    if old is None and new is None:
        row.problem("old_power", "清理前事项或清理后事项", "清理前、清理后的事项一项也没有写")
    elif old is not None and new is not None:
        if same is None:
            row.problem("is_same", "是 或 否", "写了清理前后两项，没有写是不是同一事项")
        elif fate is not None and not same:
            row.problem("fate", "不是同一事项的留空", f"不是同一事项，不能合写一个清理结果“{fate.value}”")
        elif fate in (*GONE, *COME):
            row.problem("fate", "保留、改名、合并、拆分等", f"是同一事项，清理结果不能是“{fate.value}”")
    elif same is not None:
        row.problem("is_same", "只写一项的留空", "只写了一项，没有是不是同一事项的问题")
    elif fate is not None and fate not in (allowed := GONE if new is None else COME):
        wanted = "、".join(one.value for one in allowed)
        side = "清理前" if new is None else "清理后"
        row.problem("fate", wanted, f"只写了{side}事项，清理结果不能是“{fate.value}”")


def _called(values: dict[str, Any]) -> str:
    """The field of the item by which a row is called."""
    return "new_power" if values["old_power_id"] is None else "old_power"


def _items(values: dict[str, Any]) -> list[tuple[int, int, _Item]]:
    """The items of a row, each between its two editions."""
    between = (values["old_edition_id"], values["new_edition_id"])
    sides = (("old", values["old_power_id"]), ("new", values["new_power_id"]))
    return [(*between, (side, number)) for side, number in sides if number is not None]
