"""Risk records read into points and measures as they are stored.

One record may hold several points (R-XZ-11); each keeps the record's other values. The source's
words stand beside every normal form; a level that is not given stays empty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from powerctl.areas.cells import term
from powerctl.areas.identity import identity, is_value
from powerctl.areas.receipt import table_of
from powerctl.areas.risk.own_method import COLUMN_OF
from powerctl.areas.rows import Row
from powerctl.model import RiskPoint
from powerctl.sheets.words import vocabulary
from powerctl.terms import RiskLevel, RiskSource, RiskStatus

TEXTS = {
    "sequence": "sequence",
    "round": "round",
    "business": "business",
    "step": "step",
    "post": "post_written",
    "category_written": "category_written",
    "leader": "leader_written",
    "indicator": "indicator",
    "due": "due_written",
    "override_reason": "override_reason",
    "closed_reason": "closed_reason",
}
TYPED = (
    "list_kind", "domain", "finder", "scoring_method", "importance", "frequency", "probability",
    "controls_resources", "wide_discretion", "needs_openness", "profits_indirectly", "frequent_cases",
    "likelihood", "severity",
)  # fmt: skip
_INTO_NOTE = {
    "measure_basis": "措施依据",
    "likelihood_value": "发生可能性",
    "severity_value": "危害程度",
    "risk_value": "风险值",
}


@dataclass(frozen=True, slots=True)
class MeasureText:
    """One measure as the workbook has it."""

    text: str
    due_on: date | None = None


@dataclass(slots=True)
class Point:
    """One risk point of a record: stored columns and measures."""

    identity: str
    values: dict[str, Any]
    measures: list[MeasureText]
    factors: dict[str, int] | None = None
    """Scores in factors of the county's own; None where the sheet does not speak of them."""


def point_identity(list_kind: str | None, business: str | None, name: str, description: str) -> str:
    """The clerk's key of a risk point within its unit."""
    return identity((business or "", name, description, list_kind or ""))


def points_of(row: Row, section: str) -> list[Point]:
    """The points of a record; no points when the record has a problem (noted in the draft)."""
    shared, factors = _shared(row, section), _factors(row)
    parts = row.record.parts.get("points") or [_whole(row)]
    points: list[Point] = []
    for index, part in enumerate(parts):
        name, description = part.get("name", "").strip(), part.get("description", "").strip()
        if not is_value(name):
            name, description = description, ""
        if not is_value(name):
            continue
        values = {"name": name, "description": description, **shared}
        values |= _level(row, part)
        key = point_identity(shared.get("list_kind"), shared.get("business"), name, description)
        points.append(Point(key, values, _measures(row, index, len(parts)), factors))
    if not points:
        row.problem("name", "风险点", "缺少风险点")
    return [] if row.rejected else points


def _whole(row: Row) -> dict[str, str]:
    return {name: row.record.values.get(name, "") for name in ("name", "description", "level")}


def _shared(row: Row, section: str) -> dict[str, Any]:
    """What all points of the record have in common; only columns that the sheet has."""
    table = table_of(RiskPoint)
    values: dict[str, Any] = {
        column: row.text(name) or None for name, column in TEXTS.items() if row.has(name)
    }
    values |= row.values(table, TYPED)
    if row.has("section") or section:
        values["section"] = row.text("section") or section or None
    if row.has("owner") or row.has("department_owner"):
        named = dict.fromkeys(text for text in (row.text("owner"), row.text("department_owner")) if text)
        values["owner_written"] = "、".join(named) or None
    source = row.value(table, "source") if row.has("source") else None
    if row.has("source") or row.has("category_written"):
        values["source"] = source or term(row.text("category_written"), RiskSource)
    if row.has("closed_on"):
        values["closed_on"] = row.value(table, "closed_on")
        values["status"] = RiskStatus.CLOSED if values["closed_on"] else RiskStatus.OPEN
    more = [f"{heading}：{row.text(name)}" for name, heading in _INTO_NOTE.items() if row.text(name)]
    if row.has("note") or more:
        values["note"] = "；".join([*([row.text("note")] if row.text("note") else []), *more]) or None
    return values


def _factors(row: Row) -> dict[str, int] | None:
    """`金额=3；影响面=4` as scores by factor; what is no such list is a problem."""
    text = row.text("factors")
    if not text:
        return None
    found: dict[str, int] = {}
    for part in filter(None, (piece.strip() for piece in re.split(r"[;；,，、\n]+", text))):
        factor, _, written = re.sub("[＝:：]", "=", part, count=1).partition("=")
        score = vocabulary.whole(written)
        if not factor.strip() or score is None or factor.strip() in COLUMN_OF or factor.strip() in found:
            row.problem("factors", "因素=分值，用分号隔开，每个因素一次", f"“其他因素分值”不认识“{part}”")
            return None
        found[factor.strip()] = score
    return found


def _level(row: Row, part: dict[str, str]) -> dict[str, Any]:
    written = part.get("level_written", "") or row.record.values.get("level", "")
    if not (row.has("level") or written):
        return {}
    level = part.get("level", "")
    if not level and "level_written" not in part:
        level = vocabulary.level(written, True) or ""
    try:
        normal_form = RiskLevel(level) if level else None
    except ValueError:
        normal_form = None
    if row.has("level_written"):
        written = row.text("level_written")
    return {"level_written": written.strip() or None, "level": normal_form}


def _measures(row: Row, index: int, count: int) -> list[MeasureText]:
    """The measures of one point: its own, and those that the record names for all its points."""
    parts: Sequence[dict[str, str]] = row.record.parts.get("measures") or ()
    if not parts and is_value(row.record.values.get("measure", "")):
        parts = [{"text": row.record.values["measure"]}]
    # In an export the days of the measures stand in a workbook of their own.
    due = "" if row.sheet.as_written else row.text("due")
    due_on = vocabulary.day(due) if due else None
    measures: list[MeasureText] = []
    for part in parts:
        belongs = part.get("point", "")
        if count > 1 and belongs and belongs != str(index + 1):
            continue
        if is_value(part.get("text", "")):
            measures.append(MeasureText(part["text"], due_on))
    return measures
