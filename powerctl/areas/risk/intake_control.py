"""Intake of reviews and of what became of measures, for risk points that are registered (R-CC-06).

A review is known by its point, day and kind; a measure by its point and text. What is not in the
workbook stays as it is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import People, Units
from powerctl.areas.placing import place
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.risk.links import owner_of
from powerctl.areas.risk.points_named import PointsNamed, values_read
from powerctl.areas.risk.reviews import EDITABLE as REVIEW_FIELDS
from powerctl.areas.rows import Row, rows_of
from powerctl.model import Measure, RiskReview
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import MeasureStatus

_MEASURE_FIELDS = ("owner_written", "due_on", "status", "done_on", "effect", "institution_written")


def plan_reviews(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of reviews; points that are not registered and days ahead are problems."""
    draft = start(session, workbook, today)
    homes = _homes(draft, unit)
    points = PointsNamed(session, set(homes))
    merging = Merging(draft, table_of(RiskReview))
    known = _counted_off(merging, _review_key)
    seen: Counter[tuple[Any, ...]] = Counter()
    outcomes = []
    for home, row in zip(homes, rows_of(draft, "risk_reviews"), strict=True):
        point, values = points.find(row, home), values_read(row, merging.table, REVIEW_FIELDS)
        day, due = values.get("reviewed_on"), values.get("next_due_on")
        if day is not None and day > today:
            row.problem("reviewed_on", "不晚于今天的日期", f"检查日期 {day.isoformat()} 还没有到")
        if day is not None and due is not None and due < day:
            row.problem("next_due_on", "不早于检查日期的日期", f"下次检查期限早于检查日期 {day.isoformat()}")
        if point is None or row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        values["risk_point_id"] = point
        outcomes.append(_merge(merging, known, _next_of(seen, row, _review_key(values)), row, values))
    merging.finish()
    return _finished(draft, "risk-reviews", outcomes, homes)


def plan_measures(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of measures: states, days, effects; a new text becomes the last measure."""
    draft = start(session, workbook, today)
    homes = _homes(draft, unit)
    points, people = PointsNamed(session, set(homes)), People.of(session)
    merging = Merging(draft, table_of(Measure))
    known = _counted_off(merging, _measure_key)
    seen: Counter[tuple[Any, ...]] = Counter()
    last: dict[int, int] = defaultdict(int)
    for stored in merging.rows.values():
        last[stored["risk_point_id"]] = max(last[stored["risk_point_id"]], stored["position"])
    outcomes = []
    for home, row in zip(homes, rows_of(draft, "measures"), strict=True):
        point, text = points.find(row, home), row.needed("text", "措施内容")
        values = values_read(row, merging.table, _MEASURE_FIELDS)
        done = values.get("done_on")
        if done is not None and values.get("status") not in (None, MeasureStatus.DONE):
            row.problem(
                "done_on", "已落实的才有完成日期", f"写了完成日期 {done.isoformat()}，落实状态却不是“已落实”"
            )
        if point is None or row.rejected:
            outcomes.append(Outcome.REJECTED)
            continue
        if values.get("owner_written"):
            values["owner_id"] = owner_of(people, home, values["owner_written"])
        values |= {"risk_point_id": point, "text": text}
        key = _next_of(seen, row, _measure_key(values))
        number = known.get(key)
        if number is None:
            last[point] += 1
            values["position"] = last[point]
        else:
            values["text"] = merging.rows[number]["text"]
            _keep_owner(values, merging.rows[number])
        outcomes.append(_merge(merging, known, key, row, values))
    merging.finish()
    return _finished(draft, "measures", outcomes, homes)


def _keep_owner(values: dict[str, Any], stored: dict[str, Any]) -> None:
    """A link that a clerk has set stands as long as the words are the same."""
    if values.get("owner_id", 0) is None and values["owner_written"] == stored["owner_written"]:
        values["owner_id"] = stored["owner_id"]


def _homes(draft: Draft, unit: str | None) -> list[int]:
    """The unit of each record. A unit that is not registered has no points, and is not made for them."""
    return [spot.unit_id for spot in place(draft, Units.of(draft.session), draft.workbook.records, unit)]


def _merge(
    merging: Merging,
    known: dict[tuple[Any, ...], int],
    key: tuple[Any, ...],
    row: Row,
    values: dict[str, Any],
) -> Outcome:
    if key in known:
        return merging.change(row.sheet, row.record, known[key], values)
    known[key] = merging.add(row.sheet, row.record, values)
    return Outcome.ADDED


def _counted_off(merging: Merging, key: Callable[[dict[str, Any]], tuple[Any, ...]]) -> dict[Any, int]:
    """Rows by their key, equals counted off from the first."""
    seen: Counter[tuple[Any, ...]] = Counter()
    known: dict[Any, int] = {}
    for number, row in merging.rows.items():
        one = key(row)
        known[*one, seen[one]] = number
        seen[one] += 1
    return known


def _next_of(seen: Counter[tuple[Any, ...]], row: Row, key: tuple[Any, ...]) -> tuple[Any, ...]:
    """Equal rows of an export are as many records; what a clerk writes twice is one."""
    count = seen[key] if row.sheet.as_written else 0
    seen[key] += 1
    return (*key, count)


def _review_key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["risk_point_id"], row.get("reviewed_on"), row.get("kind")


def _measure_key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["risk_point_id"], normal(row["text"]).rstrip("。；;.")


def _finished(draft: Draft, kind: str, outcomes: list[Outcome], homes: list[int]) -> Plan:
    one = homes[0] if len(set(homes)) == 1 else None
    return finish(draft, kind, outcomes, unit_id=one, touched_units=set(homes))
