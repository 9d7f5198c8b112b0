"""Intake of the clerk's answers on pairs (事项核对): known by both sides, as an export wrote them."""

from datetime import date

from sqlmodel import Session

from powerctl.areas.matching.answering import DONE, OTHER, unit_of
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.model import MatterLink
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import MatchDecision

_SIDES = (
    ("left_kind", "事项种类"),
    ("left_key", "事项编号"),
    ("right_kind", "对应事项种类"),
    ("right_key", "对应事项编号"),
)
_FIELDS = ("decided_by", "decided_on", "reason", "document")
_NAMED = 5


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of answers. An answer on a record that is not there yet is kept, and said.

    `unit` is not asked for: a key begins with the unit's code.
    """
    draft = start(session, workbook, today)
    merging = Merging(draft, table_of(MatterLink))
    stored = {tuple(row[name] for name, _ in _SIDES): number for number, row in merging.rows.items()}
    units = Units.of(session)
    taken: dict[int, Row] = {}
    absent: list[str] = []
    touched: set[int] = set()
    outcomes = []
    for row in rows_of(draft, "matches"):
        values = {
            name: row.value(merging.table, name) for name, heading in _SIDES if row.needed(name, heading)
        }
        decision = row.value(merging.table, "decision") if row.needed("decision", "核对结论") else None
        values |= row.values(merging.table, _FIELDS)
        if decision is MatchDecision.RULED_OUT and not values.get("reason"):
            row.problem("reason", "排除的理由", "排除的要写理由")
        _check_kinds(row, values)
        if row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        for side in ("left", "right"):
            if unit_of(session, values[f"{side}_kind"], values[f"{side}_key"]) is None:
                absent.append(values[f"{side}_key"])
        home = units.find(str(values["left_key"]).partition("/")[0])
        if home is not None:
            touched.add(home)
        number = stored.get(tuple(values[name] for name, _ in _SIDES))
        values |= {"unit_id": home, "decision": decision}
        if number in taken:
            row.problem("left_key", "每一对一行", f"与第{taken[number].record.row}行是同一对")
            outcomes.append(Outcome.REJECTED)
            continue
        if number is None:
            number = merging.add(row.sheet, row.record, values)
            stored[tuple(values[name] for name, _ in _SIDES)] = number
            outcomes.append(Outcome.ADDED)
        else:
            outcomes.append(merging.change(row.sheet, row.record, number, values))
        taken[number] = row
    merging.finish()
    if absent:
        named = "、".join(f"“{key}”" for key in absent[:_NAMED])
        draft.notes.append(f"{len(absent)} 处事项编号在台账中还没有，核对结论照登，登记后即有效：{named}")
    return finish(draft, "matches", outcomes, unit_id=None, touched_units=sorted(touched))


def _check_kinds(row: Row, values: dict[str, object]) -> None:
    """What was done stands left, what it belongs to stands right: a pair has one way to be written."""
    for name, kinds in (("left_kind", DONE), ("right_kind", OTHER)):
        if values.get(name) is not None and values[name] not in kinds:
            wanted = "、".join(kind.value for kind in kinds)
            row.problem(name, wanted, f"这一栏不能写“{values[name]}”")
