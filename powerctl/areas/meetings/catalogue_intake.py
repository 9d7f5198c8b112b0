"""Intake of the decision catalogue: what a body must decide together (R-XZ-05).

A matter is known in its unit by its name; of several of one name the start day decides. What the table holds
beyond our columns (who carries it out, until when) stays in the note.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Entry
from powerctl.areas.meetings.intake_topics import heading_of
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row
from powerctl.areas.rows import rows_of as all_rows
from powerctl.model import CatalogueItem
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.words import meeting_lines, meeting_words

_FIELDS = (
    *("code", "body", "side", "matter", "topic_class", "needs_ballot", "procedure", "basis_text"),
    *("valid_from", "valid_to", "document"),
)
_IN_THE_NOTE = (("office_written", "承办单位"), ("deadline_written", "完成时限"))


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a decision catalogue; `unit` is a code or a name."""
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    homes = [spot.unit_id for spot in places]
    table = table_of(CatalogueItem)
    merging = Merging(draft, table, table.c.unit_id.in_(set(homes)))
    entries = [Entry(row, "name") for row in all_rows(draft, "catalogue_items")]
    _take(draft, merging, entries, homes)
    merging.finish()
    return finish(
        draft,
        "catalogues",
        [entry.final for entry in entries],
        unit_id=homes[0] if len(set(homes)) == 1 else None,
        touched_units=homes,
    )


def _take(draft: Draft, merging: Merging, entries: Sequence[Entry], homes: Sequence[int]) -> None:
    stored: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, item in merging.rows.items():
        stored[item["unit_id"], normal(item["name"])].append(number)
    taken: dict[int, Row] = {}
    unknown: Counter[str] = Counter()
    for entry, home in zip(entries, homes, strict=True):
        row = entry.row
        name = row.needed("name", "事项名称")
        values = _values(merging, row, unknown)
        row.days_in_order(values)
        if row.rejected:
            continue
        found = _matched(merging, stored[home, normal(name)], row, values, taken)
        if found in taken:
            first = taken[found].record.row
            row.problem("name", "每个事项一行", f"事项“{name}”与第{first}行重复；同名的请写起日区分")
            continue
        if found is None:
            entry.fold(Outcome.ADDED)
            values |= {"unit_id": home, "name": name}
            found = merging.add(row.sheet, row.record, values)
            stored[home, normal(name)].append(found)
        else:
            entry.fold(merging.change(row.sheet, row.record, found, values))
        taken[found] = row
    if unknown:
        named = "、".join(f"“{words}”" for words, _ in unknown.most_common(5))
        draft.notes.append(f"{unknown.total()} 个事项的类别认不出是哪一类，记入备注：{named}")


def _matched(
    merging: Merging, numbers: Sequence[int], row: Row, values: dict[str, Any], taken: Collection[int]
) -> int | None:
    if not row.has("valid_from"):
        return numbers[-1] if numbers else None
    same = [number for number in numbers if merging.rows[number]["valid_from"] == values["valid_from"]]
    if same:
        return same[0]
    # A day that is filled in later belongs to the one that had none.
    undated = [
        number for number in numbers if merging.rows[number]["valid_from"] is None and number not in taken
    ]
    return undated[0] if undated else None


def _values(merging: Merging, row: Row, unknown: Counter[str]) -> dict[str, Any]:
    values = row.values(merging.table, _FIELDS)
    if row.has("threshold"):
        text = row.text("threshold")
        values["threshold_fen"] = meeting_lines.money(text, heading_of(row, "threshold")) if text else None
        if text and values["threshold_fen"] is None:
            row.problem("threshold", "数字，或者如 20万元", f"“金额标准”不认识“{text}”")
    said = [row.text("note")]
    if words := row.text("class_written"):
        matter, topic_class = meeting_words.matter(words), meeting_words.topic_class(words)
        if matter and not values.get("matter"):
            values["matter"] = matter
        if topic_class and not values.get("topic_class"):
            values["topic_class"] = topic_class
        if not matter and not topic_class:
            unknown[words] += 1
            said.append(f"事项类别：{words}")
    said += [f"{heading}：{row.text(field)}" for field, heading in _IN_THE_NOTE if row.text(field)]
    if any(row.has(field) for field in ("note", "class_written", *(field for field, _ in _IN_THE_NOTE))):
        values["note"] = "；".join(words for words in said if words) or None
    return values
