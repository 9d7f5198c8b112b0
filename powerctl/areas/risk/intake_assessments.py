"""Intake of assessments: records of registered risk points, taken in as they were frozen (R-XZ-12).

Of a record that is there only document and note may differ: a new assessment follows an old one,
nothing rewrites it.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.risk.assessments import EDITABLE
from powerctl.areas.risk.points_named import PointsNamed, values_read
from powerctl.areas.rows import Row, rows_of
from powerctl.model import RiskAssessment
from powerctl.sheets.reading import ReadWorkbook

_FROZEN = (
    *("assessed_on", "method", "method_name", "method_frozen", "factors_frozen", "working", "score"),
    *("computed_level", "fixed_level", "fixed_on", "fixed_by_written"),
)
_NEEDED = ("assessed_on", "method", "method_frozen", "factors_frozen", "working")
_Key = tuple[Any, ...]


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of assessments: known by point, day and way of assessing.

    Points that are not registered, days ahead, and other words than the frozen ones are problems.
    """
    draft = start(session, workbook, today)
    places = place(draft, Units.of(session), workbook.records, unit)
    homes = {spot.unit_id for spot in places}
    points, merging = PointsNamed(session, homes), Merging(draft, table_of(RiskAssessment))
    known: dict[_Key, list[int]] = defaultdict(list)
    for number, stored in merging.rows.items():
        known[_key(stored)].append(number)
    taken: set[int] = set()
    outcomes = []
    for spot, row in zip(places, rows_of(draft, "assessments"), strict=True):
        point, values = points.find(row, spot.unit_id), _read(row, merging, today)
        if point is None or row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        outcomes.append(_take(row, values | {"risk_point_id": point}, merging, known, taken))
    merging.finish()
    one = next(iter(homes)) if len(homes) == 1 else None
    return finish(draft, "assessments", outcomes, unit_id=one, touched_units=homes)


def _read(row: Row, merging: Merging, today: date) -> dict[str, Any]:
    for field in _NEEDED:
        row.needed(field, str(merging.table.columns[field].comment))
    values = values_read(row, merging.table, (*_FROZEN, *EDITABLE))
    assessed, fixed = values.get("assessed_on"), values.get("fixed_on")
    if assessed is not None and assessed > today:
        row.problem("assessed_on", "不晚于今天的日期", f"评估日期 {assessed.isoformat()} 还没有到")
    if assessed is not None and fixed is not None and fixed < assessed:
        row.problem("fixed_on", "不早于评估日期的日期", f"确定日期早于评估日期 {assessed.isoformat()}")
    if values.get("fixed_level") is None and fixed is not None:
        row.problem("fixed_level", "会议确定的等级", f"写了确定日期 {fixed.isoformat()}，没有写确定等级")
    return values


def _take(
    row: Row, values: dict[str, Any], merging: Merging, known: dict[_Key, list[int]], taken: set[int]
) -> Outcome:
    key = _key(values)
    # Equal rows of an export are as many records; what a clerk writes twice is one.
    numbers = [n for n in known[key] if not (row.sheet.as_written and n in taken)]
    for number in numbers:
        if not _differing(values, merging.rows[number]):
            taken.add(number)
            return merging.change(row.sheet, row.record, number, values)
    if numbers:
        field = _differing(values, merging.rows[numbers[0]])[0]
        heading = merging.table.columns[field].comment
        row.problem(
            field,
            "与登记时相同的内容",
            f"{values['assessed_on'].isoformat()}按{values['method']}的评估已经登记，“{heading}”不再改动；"
            "要改请重新评估（powerctl risk assess）",
        )
        return Outcome.REJECTED
    number = merging.add(row.sheet, row.record, values)
    known[key].append(number)
    taken.add(number)
    return Outcome.ADDED


def _differing(values: dict[str, Any], stored: dict[str, Any]) -> list[str]:
    return [name for name in _FROZEN if name in values and values[name] != stored[name]]


def _key(values: dict[str, Any]) -> _Key:
    return values["risk_point_id"], values["assessed_on"], values["method"]
