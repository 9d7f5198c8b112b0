"""Intake of methods of the county's own, each known by its name, with its parts (R-XZ-12).

The parts of a method are taken in as a whole, since half of them would compute other levels: one
wrong part keeps them all out, and parts that the sheet no longer lists go. Those of a method in use stay.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Action, Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.risk.method_parts import flaw_so_far, odd_part, twice
from powerctl.areas.risk.methods import PART_EDITABLE
from powerctl.areas.risk.own_method import OwnMethod, Part
from powerctl.areas.rows import Row, rows_of
from powerctl.model import RiskAssessment, RiskMethod, RiskMethodPart, RiskPoint
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import ScoringMethod

_FIELDS = ("valid_from", "valid_to", "document", "note")
Outcomes = dict[tuple[str, int], Outcome]


@dataclass(slots=True)
class _Parts:
    """The parts that the workbook lists for one method."""

    rows: list[tuple[Row, dict[str, Any]]] = field(default_factory=list)
    made: list[Part] = field(default_factory=list)
    last: int = 0


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of methods. A row without a unit is the county's, or the unit's that is given.

    Raises Refused for a unit that is not known: a method of nobody's would be the county's.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    home = home_of(units, unit)
    outcomes: Outcomes = {}
    methods, parts = Merging(draft, table_of(RiskMethod)), Merging(draft, table_of(RiskMethodPart))
    method_rows, part_rows = rows_of(draft, "methods"), rows_of(draft, "method_parts")
    _take_methods(method_rows, units, home, methods, outcomes)
    # Parts are written after the method that they are of.
    methods.finish()
    _take_parts(draft, part_rows, methods, parts, outcomes)
    return finish(
        draft,
        "methods",
        [
            Outcome.REJECTED if row.rejected else outcomes[row.sheet.sheet, row.record.row]
            for row in (*method_rows, *part_rows)
        ],
        unit_id=home,
        touched_units=[home] if home else [],
    )


def _take_methods(
    rows: list[Row], units: Units, home: int | None, methods: Merging, outcomes: Outcomes
) -> None:
    taken: dict[int, Row] = {}
    for row in rows:
        name = row.needed("name", "方法名称")
        formula = row.value(methods.table, "formula") if row.needed("formula", "算法") else None
        values = row.values(methods.table, _FIELDS)
        row.days_in_order(values)
        if row.has("unit") or home is not None:
            values["unit_id"] = unit_of(row, units, home, "全县通用的留空")
        if name in {way.value for way in ScoringMethod}:
            row.problem("name", "本县自己的名称", f"“{name}”是通用的方法名，请另取名称，例如“本县{name}”")
        number = _named(methods, name)
        if number in taken:
            first = taken[number]
            row.problem("name", "每个方法一行", f"“{name}”与“{first.sheet.sheet}”第{first.record.row}行重复")
        if number is not None and not row.rejected:
            _keep(row, methods.rows[number], {"formula": formula} | values)
        if row.rejected:
            continue
        if number is None:
            number = methods.add(row.sheet, row.record, values | {"name": name, "formula": formula})
            outcome = Outcome.ADDED
        else:
            outcome = methods.change(row.sheet, row.record, number, values)
        taken[number] = row
        outcomes[row.sheet.sheet, row.record.row] = outcome


def _keep(row: Row, stored: dict[str, Any], values: dict[str, Any]) -> None:
    """Whose method it is and how it computes is settled when it is registered."""
    for field_, shown, heading in (("formula", "formula", "算法"), ("unit_id", "unit", "单位")):
        if field_ in values and values[field_] != stored[field_]:
            row.problem(
                shown,
                f"登记时的{heading}",
                f"方法“{stored['name']}”已经登记，{heading}不再改动，请另立新方法",
            )


def _named(methods: Merging, name: str) -> int | None:
    """The method of a name, as it is written or else up to width and spaces."""
    found = [n for n, stored in methods.rows.items() if stored["name"] == name]
    found = found or [n for n, stored in methods.rows.items() if normal(stored["name"]) == normal(name)]
    return found[0] if len(found) == 1 else None


def _take_parts(draft: Draft, rows: list[Row], methods: Merging, parts: Merging, outcomes: Outcomes) -> None:
    listed: dict[int, _Parts] = {}
    for row in rows:
        name = row.needed("method", "自定评估方法")
        number = _named(methods, name) if name else None
        if name and number is None:
            row.problem("method", "“自定评估方法”表中的名称", f"没有登记自定评估方法“{name}”")
        if number is not None:
            _read_part(row, methods.rows[number], parts, listed.setdefault(number, _Parts()))
    stored: dict[int, list[int]] = {}
    for number, part in sorted(parts.rows.items(), key=lambda item: int(item[1]["position"])):
        stored.setdefault(part["method_id"], []).append(number)
    used = _used(draft.session, methods)
    gone: list[tuple[int]] = []
    for number, found in listed.items():
        before = stored.get(number, [])
        name = methods.rows[number]["name"]
        same = [_content(parts.rows[old]) for old in before] == [_content(v) for _, v in found.rows]
        if number in used and not same and not any(row.rejected for row, _ in found.rows):
            row = found.rows[0][0]
            row.problem("method", "与登记时相同的各项", f"方法“{name}”已在用，各项不再改动，请另立新方法")
        if any(row.rejected for row, _ in found.rows):
            for row, _ in found.rows:
                draft.reject(row.sheet, row.record)
            continue
        if same:
            outcomes |= {(row.sheet.sheet, row.record.row): Outcome.UNCHANGED for row, _ in found.rows}
            continue
        absent = _merge(number, found, before, parts, outcomes)
        if absent:
            draft.notes.append(f"方法“{name}”的 {len(absent)} 项不在本表内，导入时撤去")
        gone += absent
    draft.write(Action.DELETE, parts.table, ("id",), gone)
    parts.finish()


def _read_part(row: Row, method: dict[str, Any], parts: Merging, found: _Parts) -> None:
    values = dict.fromkeys(PART_EDITABLE) | row.values(parts.table, PART_EDITABLE)
    position = row.value(parts.table, "position") if row.has("position") else None
    position = found.last + 1 if position is None else position
    if position <= found.last:
        row.problem("position", f"大于 {found.last} 的数", f"第 {position} 项排在第 {found.last} 项之后")
    found.last = max(found.last, position)
    part = Part(**values)
    so_far = OwnMethod(method["name"], method["formula"], tuple(found.made))
    if not row.rejected:
        whole = OwnMethod(so_far.name, so_far.formula, (*found.made, part))
        wrong = odd_part(so_far, part) or twice(so_far, part) or flaw_so_far(whole)
        if wrong:
            row.problem("method", "能计算的各项", wrong)
        else:
            found.made.append(part)
    found.rows.append((row, values | {"position": position}))


def _merge(
    method: int, found: _Parts, before: list[int], parts: Merging, outcomes: Outcomes
) -> list[tuple[int]]:
    """Adds and changes parts by their position; the numbers of those that the sheet does not list."""
    known = {parts.rows[number]["position"]: number for number in before}
    for row, values in found.rows:
        number = known.pop(values["position"], None)
        at = (row.sheet.sheet, row.record.row)
        if number is None:
            parts.add(row.sheet, row.record, values | {"method_id": method})
            outcomes[at] = Outcome.ADDED
        else:
            outcomes[at] = parts.change(row.sheet, row.record, number, values)
    return [(number,) for number in known.values()]


def _content(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values[name] for name in PART_EDITABLE)


def _used(session: Session, methods: Merging) -> set[int]:
    """Methods that a point is assessed by, or that an assessment was made with."""
    points, made = table_of(RiskPoint), table_of(RiskAssessment)
    db = session.connection()
    numbers = set(db.execute(select(points.c.method_id).distinct()).scalars())
    names = set(db.execute(select(made.c.method_name).distinct()).scalars())
    return {n for n, stored in methods.rows.items() if n in numbers or stored["name"] in names}
