"""Intake of a risk table: records become risk points with their measures.

A point is known in its unit by list, business, name and description; equals are all kept and
counted off in reading order. The receipt counts records, of which one may hold several points.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.placing import Place, place, write_new_units
from powerctl.areas.receipt import (
    ORIGIN,
    Action,
    Draft,
    Outcome,
    Plan,
    fields_of,
    finish,
    note_equals,
    start,
    table_of,
)
from powerctl.areas.risk.factors import compare_factors, write_factors
from powerctl.areas.risk.links import Powers, owner_of
from powerctl.areas.risk.methods import Ways
from powerctl.areas.risk.own_method import OWN_METHODS
from powerctl.areas.risk.points_read import MeasureText, Point, points_of
from powerctl.areas.rows import Row
from powerctl.model import Measure, RiskPoint
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.words import vocabulary
from powerctl.terms import RiskStatus

_LINKS = {"power_id": "business", "post_id": "post_written", "owner_id": "owner_written"}
_MEASURE_KEPT = (
    *("owner_written", "due_on", "status", "done_on"),
    *("owner_id", "effect", "institution_written", "institution_id"),
)


@dataclass(slots=True)
class Incoming:
    """One risk point as the workbook has it, and the record that it came from."""

    row: Row
    record: int
    unit_id: int
    ordinal: int
    point: Point
    with_measures: bool
    point_id: int | None = None
    outcome: Outcome = Outcome.ADDED
    kept: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    replace: bool = True
    replace_factors: bool = True


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a risk table (R-XZ-11, R-XZ-12, R-CC-06).

    `unit` is a code or a name; a name not known yet is proposed. Raises Refused when a code is
    not known; everything wrong inside the workbook comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    incoming = _read(draft, places)
    unit_ids = {spot.unit_id for spot in places}
    _link(draft, incoming, unit_ids)
    incoming = [item for item in incoming if not item.row.rejected]
    stored = _compare(draft, incoming, unit_ids)
    _compare_measures(draft, stored, unit_ids)
    _compare_factors(draft, stored)
    _write(draft, incoming)
    _note_equals(draft, incoming)
    outcomes = _outcomes(len(places), incoming)
    one = next(iter(unit_ids)) if len(unit_ids) == 1 else None
    return finish(draft, "risks", outcomes, unit_id=one, touched_units=unit_ids)


def _read(draft: Draft, places: Sequence[Place]) -> list[Incoming]:
    ordinals: Counter[tuple[int, str]] = Counter()
    incoming: list[Incoming] = []
    position = 0
    several = 0
    for sheet in draft.workbook.sheets:
        fields = fields_of(sheet)
        for record in sheet.records:
            spot = places[position]
            row = Row(draft, sheet, record, fields)
            points = points_of(row, spot.section)
            several += len(points) > 1 and not any(
                part.get("point") for part in record.parts.get("measures", ())
            )
            for point in points:
                ordinals[spot.unit_id, point.identity] += 1
                ordinal = vocabulary.whole(row.text("ordinal")) or ordinals[spot.unit_id, point.identity]
                incoming.append(Incoming(row, position, spot.unit_id, ordinal, point, "measure" in fields))
            position += 1
    if several:
        draft.notes.append(
            f"{several} 行有几个风险点而防控措施没有分到各点，这些措施登记在同行的每个风险点下"
        )
    return incoming


def _link(draft: Draft, incoming: Sequence[Incoming], unit_ids: Iterable[int]) -> None:
    """Links to power, post and owner where exactly one fits; what was named and not found is counted."""
    powers = Powers(draft.session, unit_ids, draft.today)
    posts, people = Posts.of(draft.session), People.of(draft.session)
    ways = Ways(draft.session, draft.today)
    lost: Counter[str] = Counter()
    for item in incoming:
        values = item.point.values
        _link_method(item, ways)
        links = {
            "power_id": powers.find(item.unit_id, values.get("business")),
            "post_id": posts.find(item.unit_id, values.get("post_written") or ""),
            "owner_id": owner_of(people, item.unit_id, values.get("owner_written")),
        }
        for link, written in _LINKS.items():
            if written in values:
                values[link] = links[link]
                lost[link] += bool(values[written]) and links[link] is None
    for link, heading in (("power_id", "权力事项"), ("post_id", "职务"), ("owner_id", "人员")):
        if lost[link]:
            draft.notes.append(f"{lost[link]} 个风险点未能关联到已登记的{heading}，按原文登记")


def _link_method(item: Incoming, ways: Ways) -> None:
    """The method of the county's own that a row names, or the only one in force of the way that it names."""
    values, written = item.point.values, item.row.text("method")
    if written:
        way, number = ways.find(written)
        if number is None:
            item.row.problem(
                "method", "本县登记的方法名称（powerctl method list）", f"没有名为“{written}”的自定评估方法"
            )
            return
        values["method_id"] = number
        if values.get("scoring_method") not in OWN_METHODS:
            values["scoring_method"] = way
    elif item.row.sheet.as_written and item.row.has("method"):
        values["method_id"] = None
    elif values.get("scoring_method") in OWN_METHODS:
        found = ways.find(values["scoring_method"])[1]
        if found is not None:
            values["method_id"] = found


def _compare(draft: Draft, incoming: Sequence[Incoming], unit_ids: Iterable[int]) -> dict[int, Incoming]:
    """Sets the outcome of points that the units already hold. Point number → the incoming one."""
    table = table_of(RiskPoint)
    wanted = {(item.unit_id, item.point.identity, item.ordinal): item for item in incoming}
    found: dict[int, Incoming] = {}
    absent = 0
    query = select(table).where(table.c.unit_id.in_(set(unit_ids)))
    rows = draft.session.connection().execute(query, execution_options={"yield_per": 1000})
    for row in rows.mappings():
        item = wanted.get((row["unit_id"], row["identity"], row["ordinal"]))
        if item is None:
            absent += row["closed_on"] is None
            continue
        values = item.point.values
        for link, written in _LINKS.items():
            # A link that a clerk has set stands as long as the words are the same.
            if link in values and values[link] is None and values[written] == row[written]:
                values[link] = row[link]
        same = all(row[name] == value for name, value in values.items())
        item.point_id = row["id"]
        item.outcome = Outcome.UNCHANGED if same else Outcome.CHANGED
        found[row["id"]] = item
    if absent:
        draft.notes.append(f"已登记的另有 {absent} 个风险点不在本表内，保留原样")
    return found


def _compare_measures(draft: Draft, stored: dict[int, Incoming], unit_ids: Iterable[int]) -> None:
    """Replaces measures where the workbook lists others; what was recorded of one stays with its text."""
    table, points = table_of(Measure), table_of(RiskPoint)
    query = (
        select(table.c.risk_point_id, table.c.text, *(table.c[name] for name in _MEASURE_KEPT))
        .where(table.c.risk_point_id.in_(select(points.c.id).where(points.c.unit_id.in_(set(unit_ids)))))
        .order_by(table.c.risk_point_id, table.c.position)
    )
    for item in stored.values():
        item.replace = item.with_measures and bool(item.point.measures)
    dropped: list[tuple[int]] = []
    for number, rows in groupby(draft.session.connection().execute(query), key=itemgetter(0)):
        known = stored.get(number)
        if known is None or not known.with_measures:
            continue
        item = known
        listed = [(row[1], tuple(row[2:])) for row in rows]
        due = {text: kept[1] for text, kept in listed}
        item.kept = dict(listed)
        item.replace = [text for text, _ in listed] != [m.text for m in item.point.measures] or any(
            m.due_on is not None and due[m.text] != m.due_on for m in item.point.measures
        )
        if item.replace:
            dropped.append((number,))
    draft.write(Action.DELETE, table, ("risk_point_id",), dropped)
    for item in stored.values():
        if item.replace and item.outcome is Outcome.UNCHANGED:
            item.outcome = Outcome.CHANGED


def _compare_factors(draft: Draft, stored: dict[int, Incoming]) -> None:
    differing = compare_factors(draft, {number: item.point.factors for number, item in stored.items()})
    for number, item in stored.items():
        item.replace_factors = number in differing
        if item.replace_factors and item.outcome is Outcome.UNCHANGED:
            item.outcome = Outcome.CHANGED


def _write(draft: Draft, incoming: Sequence[Incoming]) -> None:
    table, measure = table_of(RiskPoint), table_of(Measure)
    inserted: list[tuple[Any, ...]] = []
    changed: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    measures: list[tuple[Any, ...]] = []
    factors: list[tuple[int, Mapping[str, int], tuple[Any, ...]]] = []
    named = tuple(column.name for column in table.columns if column.name not in (*_KEY, *ORIGIN))
    for item in incoming:
        values = item.point.values
        origin = (draft.batch_id, item.row.sheet.sheet, item.row.record.cell)
        if item.point_id is None:
            item.point_id = draft.number(table)
            values = {"status": RiskStatus.OPEN, **values}
            key = (item.point_id, item.unit_id, item.point.identity, item.ordinal)
            inserted.append((*key, *(values.get(name) for name in named), *origin))
        elif item.outcome is Outcome.CHANGED:
            changed[tuple(values)].append((item.point_id, *values.values(), *origin))
        if item.replace_factors and item.point.factors:
            factors.append((item.point_id, item.point.factors, origin))
        if item.replace:
            for position, text in enumerate(item.point.measures, 1):
                measures.append(
                    (draft.number(measure), item.point_id, position, text.text, *_kept(item, text), *origin)
                )
    draft.write(Action.INSERT, table, (*_KEY, *named, *ORIGIN), inserted)
    for columns, rows in changed.items():
        draft.write(Action.UPDATE, table, ("id", *columns, *ORIGIN), rows)
    columns = ("id", "risk_point_id", "position", "text", *_MEASURE_KEPT, *ORIGIN)
    draft.write(Action.INSERT, measure, columns, measures)
    write_factors(draft, factors)


_KEY = ("id", "unit_id", "identity", "ordinal")


def _kept(item: Incoming, measure: MeasureText) -> tuple[Any, ...]:
    owner, due_on, *more = item.kept.get(measure.text, (None,) * len(_MEASURE_KEPT))
    return owner, measure.due_on or due_on, *more


def _outcomes(records: int, incoming: Sequence[Incoming]) -> list[Outcome]:
    """Per record: added or unchanged when all its points are, rejected when it gave none, else changed."""
    seen: dict[int, set[Outcome]] = defaultdict(set)
    for item in incoming:
        seen[item.record].add(item.outcome)
    outcomes = []
    for record in range(records):
        states = seen.get(record, {Outcome.REJECTED})
        outcomes.append(next(iter(states)) if len(states) == 1 else Outcome.CHANGED)
    return outcomes


def _note_equals(draft: Draft, incoming: Sequence[Incoming]) -> None:
    groups: dict[tuple[int, str], list[Incoming]] = defaultdict(list)
    for item in incoming:
        groups[item.unit_id, item.point.identity].append(item)
    note_equals(
        draft,
        [
            ([(item.row.sheet.sheet, item.row.record.row) for item in group], group[0].point.identity)
            for group in groups.values()
            if len(group) > 1
        ],
    )
