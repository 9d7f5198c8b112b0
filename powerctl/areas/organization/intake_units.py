"""The sheet 单位: units, found by code or name, and their place in the tree."""

from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.organization.unit_codes import Codes, written_first
from powerctl.areas.receipt import Draft, Outcome, table_of
from powerctl.areas.rows import Row
from powerctl.model import Unit

Outcomes = dict[tuple[str, int], Outcome]

_FIELDS = ("kind", "valid_from", "valid_to", "note")


def take_units(draft: Draft, rows: list[Row], units: Units, outcomes: Outcomes) -> None:
    """Adds and changes units, links parents, and finds circles among them."""
    table = table_of(Unit)
    merging = Merging(draft, table)
    taken: dict[int, Row] = {}
    codes = Codes(merging, units)
    codes.release(rows)
    for row in written_first(rows):
        number = _matched(row, units, taken)
        if number is not None:
            taken[number] = row
    made: list[str] = []
    for number, row in taken.items():
        values = row.values(table, _FIELDS)
        row.days_in_order(values)
        if row.rejected:
            _drop(merging, units, number)
            continue
        outcomes[(row.sheet.sheet, row.record.row)] = _take(merging, units, row, number, values, made)
    if made:
        draft.notes.append(f"{len(made)} 个单位没有写代码，已编：{'、'.join(made[:20])}")
    parents = _link_parents(merging, units, taken, outcomes)
    _refuse_circles(taken, parents)
    _drop_rejected(merging, units, taken, parents)
    while codes.clashes(taken):
        _drop_rejected(merging, units, taken, parents)
    codes.finish(draft)
    merging.finish()


def default_unit(draft: Draft, units: Units, unit: str | None) -> int | None:
    """The unit of rows that name none: what the clerk typed, or None.

    One that nobody has registered is a doubt of the plan: it may be shown, but not applied.
    """
    if not unit or not unit.strip():
        return None
    number = units.find(unit)
    if number is None:
        near = units.near(unit)
        also = f"；相近的有：{'、'.join(near)}" if near else ""
        draft.doubt(f"没有名为或代码为“{unit}”的单位{also}", near)
        number = units.add(unit)
    return number


def unit_of(row: Row, units: Units, default: int | None) -> int | None:
    """The unit that a row names; a name that is known nowhere is a problem."""
    text = row.text("unit") or row.sheet.unit_name.strip()
    if not text:
        if default is None:
            row.problem("unit", "单位名称或代码", "看不出是哪个单位：请在表中加“单位”列，或者用 --unit 指明")
        return default
    number = units.find(text)
    if number in units.dropped:
        row.draft.reject(row.sheet, row.record)
    if number is None:
        near = "、".join(units.near(text))
        wanted = f"已登记的单位（相近的有：{near}）" if near else "“单位”表中的单位名称或代码"
        row.problem("unit", wanted, f"“单位”表和数据库中都没有“{text}”，请先在“单位”表中登记")
    return number


def _matched(row: Row, units: Units, taken: dict[int, Row]) -> int | None:
    """The unit's number, known or new; None where the row clashes with another."""
    code, name = row.text("code"), row.needed("name", "单位名称")
    if not name:
        return None
    named, coded = units.by_name(name), units.by_code(code) if code else None
    if coded is not None and coded != named:
        row.problem(
            "code",
            "没有用过的单位代码",
            f"代码“{code}”已用于“{units.names[coded]}”；如是改名，先用 powerctl unit edit 改名",
        )
        return None
    if named is None:
        return units.add(name, code)
    if named in taken:
        first = taken[named]
        row.problem("name", "每个单位一行", f"“{name}”与“{first.sheet.sheet}”第{first.record.row}行重复")
        return None
    if code and normal(code) != normal(units.codes[named]):
        units.remember(named, code, units.names[named])
    return named


def _take(
    merging: Merging, units: Units, row: Row, number: int, values: dict[str, Any], made: list[str]
) -> Outcome:
    if number in merging.rows:
        if row.text("code"):
            values["code"] = units.codes[number]
        return merging.change(row.sheet, row.record, number, values)
    if not row.text("code"):
        made.append(f"{units.codes[number]} {units.names[number]}")
    values |= {"code": units.codes[number], "name": units.names[number]}
    merging.add(row.sheet, row.record, values, number)
    return Outcome.ADDED


def _drop(merging: Merging, units: Units, number: int) -> None:
    """A rejected row is not written; what names a new unit of it is left out with it."""
    if number not in merging.rows or merging.is_new(number):
        units.dropped.add(number)
    merging.discard(number)


def _drop_rejected(
    merging: Merging, units: Units, taken: dict[int, Row], parents: dict[int, int | None]
) -> None:
    """Drops the units of rejected rows, and new units below a dropped one, down the tree."""
    waiting = dict(taken)
    while gone := [n for n, row in waiting.items() if row.rejected or parents.get(n) in units.dropped]:
        for number in gone:
            row = waiting.pop(number)
            row.draft.reject(row.sheet, row.record)
            _drop(merging, units, number)


def _link_parents(
    merging: Merging, units: Units, taken: dict[int, Row], outcomes: Outcomes
) -> dict[int, int | None]:
    for number, row in taken.items():
        if row.rejected or not row.has("parent"):
            continue
        text = row.text("parent")
        parent = units.find(text) if text else None
        if text and parent is None:
            near = "、".join(units.near(text))
            wanted = f"单位名称或代码（相近的有：{near}）" if near else "“单位”表中的单位名称或代码"
            row.problem("parent", wanted, f"上级单位“{text}”没有登记")
            continue
        place = (row.sheet.sheet, row.record.row)
        changed = merging.change(row.sheet, row.record, number, {"parent_id": parent})
        if outcomes[place] is Outcome.UNCHANGED:
            outcomes[place] = changed
    return {number: values["parent_id"] for number, values in merging.rows.items()}


def _refuse_circles(taken: dict[int, Row], parents: dict[int, int | None]) -> None:
    for number, row in taken.items():
        seen = [number]
        above = parents.get(number)
        while above is not None and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if above == number:
            row.problem("parent", "不在本单位之下的上级单位", "上级单位绕成了一圈")
