"""Intake of 公开公示 (publications, notices, subjects, feedback) and of 公开目录."""

from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.disclosure import feedback, notices, publications, subjects
from powerctl.areas.identity import normal
from powerctl.areas.kept_intake import plan_kept
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.model import OpenItem
from powerctl.sheets.reading import ReadWorkbook

NOUNS = (notices.KEPT, subjects.KEPT, feedback.KEPT, publications.KEPT)
_FIELDS = (
    *("code", "name", "subject", "stage", "channel", "audience", "interval", "deadline", "deadline_unit"),
    *("content", "basis_text", "valid_from", "valid_to", "note"),
)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of what was published and noticed, and of the answers."""
    return plan_kept(session, workbook, "disclosure", NOUNS, unit=unit, today=today)


def plan_open_items(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of the list of what must be open; a row without a unit is the county's.

    A line is known by unit, name and first day. Raises Refused for a unit that is not known.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    home = home_of(units, unit)
    merging = Merging(draft, table_of(OpenItem))
    stored = {_key(row): number for number, row in merging.rows.items()}
    taken: dict[tuple[Any, ...], Row] = {}
    outcomes = []
    for row in rows_of(draft, "open_items"):
        unit_id = unit_of(row, units, home)
        row.needed("name", "公开事项")
        values = row.values(merging.table, _FIELDS)
        if row.has("above"):
            values["above_fen"] = row.sum("above")
        row.days_in_order(values)
        key = _key({"valid_from": None, **values, "unit_id": unit_id})
        if key in taken and not row.rejected:
            row.problem("name", "每个事项一行", f"与第{taken[key].record.row}行是同一个公开事项")
        if row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        taken[key] = row
        if key in stored:
            outcomes.append(merging.change(row.sheet, row.record, stored[key], values))
        else:
            stored[key] = merging.add(row.sheet, row.record, values | {"unit_id": unit_id})
            outcomes.append(Outcome.ADDED)
    merging.finish()
    return finish(draft, "open-items", outcomes, unit_id=home, touched_units=[home] if home else [])


def _key(values: Any) -> tuple[Any, ...]:
    return values["unit_id"], normal(values["name"] or ""), values["valid_from"]
