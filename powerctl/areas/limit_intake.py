"""Intake of the county's own limits, each known by its name, its unit and its first day.

What the command line refuses is a problem here; a value beyond its floor is taken in and said, as there.
"""

from datetime import date

from sqlmodel import Session

from powerctl.areas.county_wide import home_of, unit_of
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Outcome, Plan, cell_of, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.errors import Refused
from powerctl.limits.declared import DeclaredLimit
from powerctl.limits.overrides import typed_value
from powerctl.limits.quantity import Quantity, wanted
from powerctl.limits.values import find_limit, shortfall
from powerctl.model import LimitOverride
from powerctl.sheets.reading import ReadWorkbook

_Key = tuple[str, int | None, date]


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of limits. A row without a unit is the county's, or the unit's that is given.

    A row of the same limit, unit and day as one that is set replaces it. Raises Refused for a unit
    that is not known.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    home = home_of(units, unit)
    merging = Merging(draft, table_of(LimitOverride))
    stored = {(row["name"], row["unit_id"], row["valid_from"]): n for n, row in merging.rows.items()}
    taken: dict[_Key, Row] = {}
    outcomes = [
        _take(row, unit_of(row, units, home), merging, stored, taken) for row in rows_of(draft, "limits")
    ]
    merging.finish()
    return finish(draft, "limits", outcomes, unit_id=home, touched_units=[home] if home else [])


def _take(
    row: Row, unit_id: int | None, merging: Merging, stored: dict[_Key, int], taken: dict[_Key, Row]
) -> Outcome:
    limit = _limit(row)
    quantity = _quantity(row, limit)
    cites = row.needed("cites", "依据文件")
    day = row.value(merging.table, "valid_from") if row.needed("valid_from", "起日") else None
    if row.rejected or limit is None or quantity is None or day is None:
        return Outcome.REJECTED
    key = (limit.name, unit_id, day)
    if key in taken:
        first = taken[key]
        where = f"“{first.sheet.sheet}”第{first.record.row}行"
        row.problem("name", "同一单位、同一天每个限额一行", f"{limit.name} 自 {day} 起的数值与{where}重复")
        return Outcome.REJECTED
    taken[key] = row
    beyond = shortfall(limit, quantity, day)
    if beyond:
        place = f"“{row.sheet.sheet}”{cell_of(row.sheet, row.record, 'value')}"
        row.draft.notes.append(f"提醒：{place}：{beyond}；照登")
    values = {"value": quantity.stored, "cites": cites} | row.values(merging.table, ("note",))
    if key in stored:
        return merging.change(row.sheet, row.record, stored[key], values)
    merging.add(row.sheet, row.record, values | {"name": limit.name, "unit_id": unit_id, "valid_from": day})
    return Outcome.ADDED


def _limit(row: Row) -> DeclaredLimit | None:
    name = row.needed("name", "限额名称")
    if not name:
        return None
    try:
        return find_limit(name)
    except Refused as refused:
        row.problem("name", "powerctl limit list 中的限额名称", str(refused))
        return None


def _quantity(row: Row, limit: DeclaredLimit | None) -> Quantity | None:
    text = row.needed("value", "数值")
    if not text or limit is None:
        return None
    try:
        return typed_value(limit, text)
    except Refused as refused:
        row.problem("value", wanted(limit.unit), str(refused))
        return None
