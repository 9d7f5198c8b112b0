"""Intake of inventory problems: known by unit, items, description and the day they were found (R-XZ-03)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.keyed import Keyed
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.registry.exercises.links import ListedPowers
from powerctl.areas.rows import Row, rows_of
from powerctl.model import InventoryProblem
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import PROBLEM_OF, ProblemStatus

_FIELDS = (
    *("found_on", "status", "owner_written", "due_on", "solved_on"),
    *("outcome", "document", "note"),
)
_CORRECTIONS = {normal(wrong): correction for correction, wrong in PROBLEM_OF.items()}
_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Items:
    """Powers of the units that a workbook names, by export key and by words."""

    units: Units
    listed: ListedPowers
    keyed: Keyed

    def find(self, row: Row, home: int, field: str, day: date | None) -> int | None:
        """The power that a cell names, None for an empty one; what it cannot mean is a problem."""
        words = row.text(field)
        found = self.keyed.power(home, row.text(f"{field}_key"))
        if found is None and words:
            found = self.listed.find(home, words, day)
            if found is None:
                whose = self.units.names[home]
                row.problem(
                    field,
                    "权责清单中的事项名称或编码",
                    f"“{whose}”的权力清单中没有唯一对应“{words}”的事项，请先导入清单",
                )
        return found


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a list of problems.

    The powers must be registered. What a clerk writes twice is one problem; equal rows of an export are
    as many. Whatever cannot be taken in comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    homes = [spot.unit_id for spot in place(draft, units, workbook.records, unit)]
    write_new_units(draft, units)
    rows = rows_of(draft, "inventory_problems")
    others = [_other_unit(row, units, home) for row, home in zip(rows, homes, strict=True)]
    touched = {*homes, *others}
    items = _Items(units, ListedPowers(session, touched), Keyed(session, touched))
    merging = Merging(draft, table_of(InventoryProblem))
    known, seen = _counted_off(merging), Counter[_Key]()
    outcomes = []
    for row, home, other in zip(rows, homes, others, strict=True):
        values = _values(row, merging, items, home, other)
        if row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        key = _key(values)
        count = seen[key] if row.sheet.as_written else 0
        seen[key] += 1
        number = known.get((*key, count))
        if number is not None:
            outcomes.append(merging.change(row.sheet, row.record, number, values))
            continue
        known[*key, count] = merging.add(row.sheet, row.record, values)
        outcomes.append(Outcome.ADDED)
    merging.finish()
    one = homes[0] if len(set(homes)) == 1 else None
    return finish(draft, "problems", outcomes, unit_id=one, touched_units=set(homes))


def _other_unit(row: Row, units: Units, home: int) -> int:
    written = row.text("other_unit")
    found = units.find(written) if written else home
    if found is None:
        near = "、".join(units.near(written))
        row.problem(
            "other_unit",
            "已登记的单位名称或代码",
            f"没有登记单位“{written}”" + (f"；相近的有：{near}" if near else ""),
        )
    return home if found is None else found


def _values(row: Row, merging: Merging, items: _Items, home: int, other: int) -> dict[str, Any]:
    """What a row records; what contradicts itself is a problem."""
    table = merging.table
    values = {
        "unit_id": home,
        "description": row.needed("description", "问题描述"),
        **row.values(table, _FIELDS),
    }
    if row.has("correction"):
        written = normal(row.text("correction"))
        values["correction"] = _CORRECTIONS.get(written) or row.value(table, "correction")
    day = values.get("found_on")
    values["power_id"] = items.find(row, home, "power", day)
    values["other_power_id"] = items.find(row, other, "other_power", day)
    if not row.rejected:
        _refuse_unsound(row, values)
    return values


def _refuse_unsound(row: Row, values: dict[str, Any]) -> None:
    power, other = values["power_id"], values["other_power_id"]
    found, solved = values.get("found_on"), values.get("solved_on")
    if other is not None and other == power:
        row.problem("other_power", "另一项权力", "一项权力不能与它自己交叉")
    elif other is not None and power is None:
        row.problem("power", "本单位的权力事项", "写了交叉的权力事项，没有写本单位的权力事项")
    elif other is None and row.text("other_unit"):
        row.problem("other_power", "那个单位的权力事项", "写了交叉事项所在单位，没有写交叉的权力事项")
    if values.get("status") is ProblemStatus.SOLVED and not values.get("outcome"):
        row.problem("outcome", "处理结果", "已解决的问题要写处理结果")
    if found and solved and solved < found:
        row.problem(
            "solved_on",
            "不早于发现日期的日期",
            f"解决日期 {solved.isoformat()} 早于发现日期 {found.isoformat()}",
        )


def _counted_off(merging: Merging) -> dict[_Key, int]:
    """Problems on record by their key, equals counted off from the first."""
    seen: Counter[_Key] = Counter()
    known: dict[_Key, int] = {}
    for number, row in merging.rows.items():
        key = _key(row)
        known[*key, seen[key]] = number
        seen[key] += 1
    return known


def _key(row: dict[str, Any]) -> _Key:
    links = (row["unit_id"], row["power_id"], row["other_power_id"])
    return *links, normal(row["description"]), row.get("found_on")
