"""The sheets beside 制度: 制度检查, 汇编目录, 领导和办事机构."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Draft, Outcome, table_of
from powerctl.areas.registry.institutions.rows import Known, Placed
from powerctl.model import Compendium, CompendiumEntry, InstitutionReview, LeadingBody
from powerctl.sheets.words import vocabulary

_REVIEW_FIELDS = ("kind", "reviewed_on", "reviewer_written", "result", "document")
_BODY_FIELDS = ("role", "document", "valid_from", "valid_to", "note")


def take_reviews(draft: Draft, known: Known, items: Sequence[Placed]) -> None:
    """Adds and changes reviews and inspections: one is known by institution, kind and day."""
    if not items:
        return
    merging = Merging(draft, table_of(InstitutionReview))
    stored: dict[tuple[Any, ...], list[int]] = {}
    for number, row in merging.rows.items():
        stored.setdefault(_review_key(row), []).append(number)
    for item in items:
        values = item.row.values(merging.table, _REVIEW_FIELDS)
        institution = known.meant_by(item)
        if institution is None or item.row.rejected:
            continue
        values["institution_id"] = institution
        same = stored.get(_review_key({"kind": None, "reviewed_on": None, **values}), [])
        place = item.row.sheet, item.row.record
        if same:
            item.outcome = merging.change(*place, same.pop(0), values)
        else:
            merging.add(*place, values)
            item.outcome = Outcome.ADDED
    merging.finish()


def _review_key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["institution_id"], row["kind"], row["reviewed_on"]


def take_entries(draft: Draft, known: Known, items: Sequence[Placed]) -> None:
    """Adds compendia and the institutions in them; an institution stands in a compendium once."""
    if not items:
        return
    compendia = Merging(draft, table_of(Compendium))
    entries = Merging(draft, table_of(CompendiumEntry))
    editions = {(row["unit_id"], normal(row["name"])): n for n, row in compendia.rows.items()}
    stored = {(row["compendium_id"], row["institution_id"]): n for n, row in entries.rows.items()}
    last: dict[int, int] = {}
    for row in entries.rows.values():
        last[row["compendium_id"]] = max(last.get(row["compendium_id"], 0), row["position"])
    for item in items:
        name = item.row.needed("compendium", "汇编名称")
        issued_on = _day(item)
        position = item.row.value(entries.table, "position") if item.row.has("position") else None
        institution = known.meant_by(item)
        if not name or institution is None or item.row.rejected:
            continue
        place = item.row.sheet, item.row.record
        edition = editions.get((item.unit_id, normal(name)))
        item.outcome = Outcome.UNCHANGED
        if edition is None:
            values = {"unit_id": item.unit_id, "name": name, "issued_on": issued_on}
            edition = compendia.add(*place, values)
            editions[item.unit_id, normal(name)] = edition
        elif issued_on is not None:
            item.fold(compendia.change(*place, edition, {"issued_on": issued_on}))
        number = stored.get((edition, institution))
        if number is None:
            position = position or last.get(edition, 0) + 1
            values = {"compendium_id": edition, "institution_id": institution, "position": position}
            stored[edition, institution] = entries.add(*place, values)
            last[edition] = max(last.get(edition, 0), position)
            item.outcome = Outcome.ADDED
        elif position is not None:
            item.fold(entries.change(*place, number, {"position": position}))
    compendia.finish()
    entries.finish()


def _day(item: Placed) -> date | None:
    text = item.row.text("compendium_issued_on")
    found = vocabulary.day(text) if text else None
    if text and found is None:
        item.row.problem("compendium_issued_on", "日期，如 2026-01-05", f"“汇编印发日期”不认识“{text}”")
    return found


def take_bodies(draft: Draft, items: Sequence[Placed]) -> None:
    """Adds and changes bodies: one is known by unit and name; one that is over stays as it is."""
    if not items:
        return
    merging = Merging(draft, table_of(LeadingBody))
    stored: dict[tuple[int, str], list[int]] = {}
    for number, row in merging.rows.items():
        stored.setdefault((row["unit_id"], normal(row["name"])), []).append(number)
    taken: set[int] = set()
    for item in items:
        name = item.row.needed("name", "机构名称")
        values = item.row.values(merging.table, _BODY_FIELDS)
        item.row.days_in_order(values)
        if not name or item.row.rejected:
            continue
        place = item.row.sheet, item.row.record
        known = _body(merging, stored.get((item.unit_id, normal(name)), []), values, taken)
        if known is None:
            taken.add(merging.add(*place, {"unit_id": item.unit_id, "name": name, **values}))
            item.outcome = Outcome.ADDED
        else:
            taken.add(known)
            item.outcome = merging.change(*place, known, values)
    merging.finish()


def _body(merging: Merging, numbers: Sequence[int], values: dict[str, Any], taken: set[int]) -> int | None:
    free = [number for number in numbers if number not in taken]
    start = values.get("valid_from")
    same = [number for number in free if merging.rows[number]["valid_from"] == start]
    running = [number for number in free if merging.rows[number]["valid_to"] is None]
    return next(iter(same or running), None)
