"""Intake of the workbook of institutions: 制度, 制度检查, 汇编目录, 领导和办事机构.

The order of sheets does not matter: institutions come first, and every other sheet may name what any
sheet of the workbook or the file itself holds. What the file holds beyond the workbook stays.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, fields_of, finish, start, table_of
from powerctl.areas.registry.institutions.rows import Known, Placed
from powerctl.areas.registry.institutions.sheets import take_bodies, take_entries, take_reviews
from powerctl.areas.registry.items_named import PointsByName, PowersByName, names_in
from powerctl.areas.rows import Row
from powerctl.model import Institution, InstitutionLink
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import InstitutionStatus

_FIELDS = (
    *("kind", "topic", "section", "issuer", "issued_on", "valid_from", "valid_to", "status"),
    *("owner_written", "summary", "note"),
)
_GOVERNED = (("governed_powers", "power_id", "权力事项"), ("governed_points", "risk_point_id", "风险点"))
_NAMED_IN_A_NOTE = 5


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a workbook of institutions (R-FS-04, R-ZJ-01).

    `unit` is a code or a name; one not known yet is proposed. Powers and risk points that a row governs are
    looked up by name or code within the unit; those that are not found are noted. What is wrong inside the
    workbook comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    placed: dict[str, list[Placed]] = {}
    for (sheet, record), spot in zip(workbook.records, places, strict=True):
        row = Row(draft, sheet, record, fields_of(sheet))
        placed.setdefault(sheet.kind, []).append(Placed(row, spot.unit_id))
    known = Known(Merging(draft, table_of(Institution)))
    for number in known.merging.rows:
        known.remember(number)
    taken = _take_institutions(known, placed.get("institutions", []))
    _replace(known, taken)
    _note_ends(known, taken)
    known.merging.finish()
    _govern(draft, taken)
    take_reviews(draft, known, placed.get("institution_reviews", []))
    take_entries(draft, known, placed.get("compendium_entries", []))
    take_bodies(draft, placed.get("leading_bodies", []))
    everything = [item for items in placed.values() for item in items]
    unit_ids = {spot.unit_id for spot in places}
    return finish(
        draft,
        "institutions",
        [Outcome.REJECTED if item.row.rejected else item.outcome for item in everything],
        unit_id=next(iter(unit_ids)) if len(unit_ids) == 1 else None,
        touched_units=unit_ids,
    )


def _take_institutions(known: Known, items: Sequence[Placed]) -> list[tuple[Placed, int]]:
    """Adds and changes institutions. A number written later belongs to the one that had none."""
    merging = known.merging
    taken: dict[int, Row] = {}
    done: list[tuple[Placed, int]] = []
    for item in items:
        row = item.row
        name, written = row.needed("name", "制度名称"), row.text("number")
        values = row.values(merging.table, _FIELDS)
        row.days_in_order(values)
        if not name or row.rejected:
            continue
        number = _matched(known, item.unit_id, name, written)
        if number is not None and number in taken:
            first = taken[number]
            row.problem(
                "name",
                "每项制度一行",
                f"“{name}”与“{first.sheet.sheet}”第{first.record.row}行重复；同名的请写文号区分",
            )
            continue
        if written:
            values["number"] = written
        if number is None:
            values = {"number": "", **values, "unit_id": item.unit_id, "name": name}
            number = merging.add(row.sheet, row.record, values)
            item.outcome = Outcome.ADDED
        else:
            item.outcome = merging.change(row.sheet, row.record, number, values)
        known.remember(number)
        taken[number] = row
        done.append((item, number))
    return done


def _matched(known: Known, unit_id: int, name: str, written: str) -> int | None:
    rows = known.merging.rows
    named = [one for one in known.find(unit_id, name) if normal(rows[one]["name"]) == normal(name)]
    exact = [one for one in named if normal(rows[one]["number"]) == normal(written)]
    if exact:
        return exact[0]
    loose = [one for one in named if not written or not rows[one]["number"]]
    return loose[0] if len(loose) == 1 else None


def _replace(known: Known, taken: Sequence[tuple[Placed, int]]) -> None:
    """Links what each row replaces, where the unit has just one such institution; others are noted."""
    lost: list[str] = []
    for item, number in taken:
        text = item.row.text("replaces").strip("《》")
        if not text:
            continue
        found = [one for one in known.find(item.unit_id, text) if one != number]
        if len(found) != 1:
            lost.append(text)
            continue
        values = {"replaces_id": found[0]}
        item.fold(known.merging.change(item.row.sheet, item.row.record, number, values))
    if lost:
        taken[0][0].row.draft.notes.append(f"{len(lost)} 项被替代的制度没有登记，未关联：{_listed(lost)}")


def _note_ends(known: Known, taken: Sequence[tuple[Placed, int]]) -> None:
    """Names those that are said to be repealed or replaced and have no last day: they are not ended by it."""
    rows = known.merging.rows
    replaced = {row["replaces_id"] for row in rows.values() if row["replaces_id"] is not None}
    open_ended = [
        rows[number]["name"]
        for number in dict.fromkeys([*(number for _, number in taken), *sorted(replaced)])
        if rows[number]["valid_to"] is None
        and (rows[number]["status"] is InstitutionStatus.REPEALED or number in replaced)
    ]
    if open_ended and taken:
        taken[0][0].row.draft.notes.append(
            f"{len(open_ended)} 项制度已废止或被替代而没有失效日期，请补填：{_listed(open_ended)}"
        )


def _govern(draft: Draft, taken: Sequence[tuple[Placed, int]]) -> None:
    """Links the powers and risk points that the rows name; what is not found is noted, never guessed."""
    speaking = [(item, number) for item, number in taken if any(item.row.has(f) for f, _, _ in _GOVERNED)]
    if not speaking:
        return
    unit_ids = {item.unit_id for item, _ in speaking}
    powers = PowersByName(draft.session, unit_ids, draft.today)
    points = PointsByName(draft.session, unit_ids, draft.today)
    merging = Merging(draft, table_of(InstitutionLink))
    linked = {(row["institution_id"], row["power_id"], row["risk_point_id"]) for row in merging.rows.values()}
    lost: dict[str, Counter[str]] = {"权力事项": Counter(), "风险点": Counter()}
    for item, number in speaking:
        for column, link, what in _GOVERNED:
            for words in names_in(item.row.text(column)):
                found = _items(powers, points, link, item.unit_id, words)
                if not found:
                    lost[what][words] += 1
                for target in found:
                    values: dict[str, Any] = {"power_id": None, "risk_point_id": None, link: target}
                    key = (number, values["power_id"], values["risk_point_id"])
                    if key not in linked:
                        linked.add(key)
                        merging.add(item.row.sheet, item.row.record, {"institution_id": number, **values})
                        item.fold(Outcome.ADDED)
    merging.finish()
    for what, words_lost in lost.items():
        if words_lost:
            draft.notes.append(
                f"{words_lost.total()} 处{what}在本单位没有登记，未关联，登记后重新导入即可："
                f"{_listed(list(words_lost))}"
            )


def _items(powers: PowersByName, points: PointsByName, link: str, unit_id: int, words: str) -> list[int]:
    if link == "risk_point_id":
        return points.find(unit_id, words)
    name, _, sub_item = words.partition("｜")
    return powers.find(unit_id, words) or powers.find(unit_id, name, sub_item)


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_NAMED_IN_A_NOTE])
    return shown + ("等" if len(names) > _NAMED_IN_A_NOTE else "")
