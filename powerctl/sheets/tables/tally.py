"""Counts of what was read, in the source's own words."""

from collections import Counter

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.reading import ReadSheet, ReadWorkbook, Record
from powerctl.sheets.tables.body import INHERITED
from powerctl.sheets.words.levels import listed_levels
from powerctl.sheets.words.levels import tally as level_tally

BLANK = "(blank)"
_NAMES = {
    "powers": ("name", "sub_item"),
    "risks": ("name", "business", "description"),
    "measures": ("text", "risk_point"),
}
"""Where a clerk calls a record by more than what its kind is named by."""
_NAMED_BY = {kind.name: (kind.name_field, *kind.standing_in) for kind in KINDS}


def by_category(workbook: ReadWorkbook) -> dict[str, int]:
    """Category as written → number of records; an empty cell counts under `(blank)`.

    Risks are counted by 风险类别, and give {} where the table has no such column. A category that
    only a banner gives counts where the table has no column for it.
    """
    counts: Counter[str] = Counter()
    for sheet in workbook.sheets:
        counts.update(sheet_by_category(sheet))
    return dict(counts)


def sheet_by_category(sheet: ReadSheet) -> dict[str, int]:
    """`by_category` of one sheet."""
    field = {"powers": "category", "risks": "category_written"}.get(sheet.kind)
    if field is None:
        return {}
    has_column = any(column.field == field for column in sheet.columns)
    if sheet.kind == "risks" and not has_column:
        return {}
    counts: Counter[str] = Counter()
    for record in sheet.records:
        word = record.values.get(field, "")
        if has_column and _is_inherited(record, field):
            word = ""
        counts[word or BLANK] += 1
    return dict(counts)


def _is_inherited(record: Record, field: str) -> bool:
    return any(part["field"] == field for part in record.parts.get(INHERITED, ()))


def levels(workbook: ReadWorkbook) -> dict[str, int]:
    """Level in the source's words → count: one given for a row counts once, one given per point
    counts per point, a tally (`1中2低`) counts what it says. {} where the table gives no level."""
    counts: Counter[str] = Counter()
    for sheet, record in workbook.records:
        if sheet.kind == "risks":
            counts.update(_levels_of(record))
    return dict(counts)


def _levels_of(record: Record) -> dict[str, int]:
    text = record.values.get("level", "")
    if not text:
        return Counter(
            point["level_written"] for point in record.parts.get("points", ()) if point.get("level_written")
        )
    if (counted := level_tally(text)) is not None:
        return counted
    return Counter(listed_levels(text) or ["".join(text.split())])


def points(workbook: ReadWorkbook) -> int:
    """Number of risk points after splitting."""
    return sum(
        len(record.parts.get("points", ())) for sheet, record in workbook.records if sheet.kind == "risks"
    )


def record_name(kind: str, record: Record) -> str:
    """What the clerk calls the record: its name, or what stands for it where the table has no such column."""
    fields = _NAMES.get(kind) or _NAMED_BY[kind]
    if kind == "risks" and record.values.get("step"):
        # In a table of stages many rows share a process: the risk itself tells them apart
        fields = ("name", "description", "step", "business")
    for field in fields:
        if text := record.values.get(field):
            return text
    return ""


def first_and_last_name(workbook: ReadWorkbook) -> tuple[str, str]:
    """Names of the first and the last record in reading order; "" for a workbook without records."""
    records = workbook.records
    if not records:
        return "", ""
    return record_name(records[0][0].kind, records[0][1]), record_name(records[-1][0].kind, records[-1][1])
