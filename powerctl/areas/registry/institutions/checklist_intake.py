"""Intake of checklists: the lines that a county, or one unit, lays down for itself (R-ZJ-01)."""

from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.model import RequiredInstitution
from powerctl.sheets.reading import ReadWorkbook

_FIELDS = ("checklist", "valid_from", "valid_to", "document")
_Key = tuple[int | None, Any, str]


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of checklists. A row without a unit is the county's, or the unit's that is given.

    Raises Refused for a unit that is not known: a checklist of nobody's would be the county's.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    home = home_of(units, unit)
    merging = Merging(draft, table_of(RequiredInstitution))
    stored: dict[_Key, list[int]] = {}
    last: dict[tuple[int | None, Any], int] = {}
    for number, row in merging.rows.items():
        stored.setdefault((row["unit_id"], row["checklist"], normal(row["topic"])), []).append(number)
        place = (row["unit_id"], row["checklist"])
        last[place] = max(last.get(place, 0), row["position"])
    taken: dict[int, Row] = {}
    outcomes = [
        _take(row, unit_of(row, units, home), merging, stored, last, taken)
        for row in rows_of(draft, "required_institutions")
    ]
    merging.finish()
    return finish(draft, "checklists", outcomes, unit_id=home, touched_units=[home] if home else [])


def _take(
    row: Row,
    unit_id: int | None,
    merging: Merging,
    stored: dict[_Key, list[int]],
    last: dict[tuple[int | None, Any], int],
    taken: dict[int, Row],
) -> Outcome:
    topic = row.needed("topic", "清单项")
    row.needed("checklist", "清单")
    values = row.values(merging.table, _FIELDS)
    row.days_in_order(values)
    position = row.value(merging.table, "position") if row.has("position") else None
    if not topic or row.rejected:
        return Outcome.REJECTED
    key = (unit_id, values["checklist"], normal(topic))
    # A line that has ended stays as it is; one that comes back begins anew.
    known = [
        number
        for number in stored.get(key, [])
        if (merging.rows[number]["valid_to"] is None and not row.sheet.as_written)
        or merging.rows[number]["valid_from"] == values.get("valid_from")
    ]
    if known and known[0] in taken:
        first = taken[known[0]]
        row.problem("topic", "每项一行", f"“{topic}”与“{first.sheet.sheet}”第{first.record.row}行重复")
        return Outcome.REJECTED
    place = (unit_id, values["checklist"])
    if known:
        taken[known[0]] = row
        if position is not None:
            values["position"] = position
        return merging.change(row.sheet, row.record, known[0], values)
    values["position"] = position or last.get(place, 0) + 1
    last[place] = max(last.get(place, 0), values["position"])
    number = merging.add(row.sheet, row.record, values | {"unit_id": unit_id, "topic": topic})
    stored.setdefault(key, []).append(number)
    taken[number] = row
    return Outcome.ADDED
