"""Intake of discretion benchmarks: rows of grades become the benchmarks of the unit's powers (R-FS-03)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.keyed import Keyed
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import Place, place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, fields_of, finish, start, table_of
from powerctl.areas.registry.items_named import PowersByName
from powerctl.areas.rows import Row
from powerctl.model import DiscretionBenchmark
from powerctl.sheets.reading import ReadWorkbook

_FIELDS = ("range_written", "basis_text", "document", "valid_from", "valid_to", "note")
_POWER = ("power", "sub_item", "code")


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a table of benchmarks.

    A row whose power's cell is empty goes on with the power above it. A power that the unit does not have,
    or has several sub-items of, is a problem; a grade is known by power, grade and circumstance.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    outcomes = _take(draft, places)
    unit_ids = {spot.unit_id for spot in places}
    return finish(
        draft,
        "benchmarks",
        outcomes,
        unit_id=next(iter(unit_ids)) if len(unit_ids) == 1 else None,
        touched_units=unit_ids,
    )


def _take(draft: Draft, places: Sequence[Place]) -> list[Outcome]:
    unit_ids = {spot.unit_id for spot in places}
    powers, keyed = PowersByName(draft.session, unit_ids, draft.today), Keyed(draft.session, unit_ids)
    merging = Merging(draft, table_of(DiscretionBenchmark))
    stored: dict[tuple[int, str, str], list[int]] = {}
    last: dict[int, int] = {}
    for number, values in merging.rows.items():
        stored.setdefault(_key(values), []).append(number)
        last[values["power_id"]] = max(last.get(values["power_id"], 0), values["position"])
    taken: dict[int, Row] = {}
    outcomes: list[Outcome] = []
    above: tuple[str, tuple[str, ...]] = ("", ())
    for (sheet, record), spot in zip(draft.workbook.records, places, strict=True):
        row = Row(draft, sheet, record, fields_of(sheet))
        named = tuple(row.text(field) for field in _POWER)
        if not any(named) and above[0] == sheet.sheet:
            named = above[1]
        above = (sheet.sheet, named)
        power = keyed.power(spot.unit_id, row.text("power_key"))
        if power is None:
            power = _power(row, powers, spot.unit_id, named)
        outcomes.append(_take_one(row, power, merging, stored, last, taken))
    merging.finish()
    return outcomes


def _take_one(
    row: Row,
    power_id: int | None,
    merging: Merging,
    stored: dict[tuple[int, str, str], list[int]],
    last: dict[int, int],
    taken: dict[int, Row],
) -> Outcome:
    grade = row.needed("grade", "裁量档次")
    values = row.values(merging.table, _FIELDS)
    row.days_in_order(values)
    if power_id is None or row.rejected:
        return Outcome.REJECTED
    circumstance = row.text("circumstance")
    # One that has ended stays as it is; the same grade with another first day follows it.
    known = [
        number
        for number in stored.get((power_id, normal(grade), normal(circumstance)), [])
        if (merging.rows[number]["valid_to"] is None and not row.sheet.as_written)
        or merging.rows[number]["valid_from"] == values.get("valid_from")
    ]
    if known and known[0] in taken:
        first = taken[known[0]]
        row.problem(
            "grade", "每档一行", f"与“{first.sheet.sheet}”第{first.record.row}行的档次和适用情形都相同"
        )
        return Outcome.REJECTED
    if known:
        taken[known[0]] = row
        return merging.change(row.sheet, row.record, known[0], values)
    last[power_id] = last.get(power_id, 0) + 1
    values |= {"power_id": power_id, "position": last[power_id], "grade": grade}
    values["circumstance"] = circumstance or None
    number = merging.add(row.sheet, row.record, values)
    stored.setdefault((power_id, normal(grade), normal(circumstance)), []).append(number)
    taken[number] = row
    return Outcome.ADDED


def _power(row: Row, powers: PowersByName, unit_id: int, named: tuple[str, ...]) -> int | None:
    name, sub_item, code = named
    if not name and not code:
        row.problem("power", "权责清单中的事项名称", "没有填写“事项名称”")
        return None
    found = powers.find(unit_id, code) if code else []
    if len(found) != 1 and name:
        found = powers.find(unit_id, name, sub_item)
    if len(found) == 1:
        return found[0]
    if found:
        row.problem(
            "sub_item", "子项名称或职权编码", f"本单位的“{name or code}”有 {len(found)} 项，请写明子项或编码"
        )
    else:
        item = f"（子项 {sub_item}）" if sub_item else ""
        row.problem(
            "power",
            "本单位在用的权力事项",
            f"本单位在用的清单中没有“{name or code}”{item}，请先导入权责清单",
        )
    return None


def _key(values: dict[str, Any]) -> tuple[int, str, str]:
    return values["power_id"], normal(values["grade"]), normal(values["circumstance"] or "")
