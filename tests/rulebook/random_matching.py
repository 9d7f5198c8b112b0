"""The clerk's answers on pairs, and a catalogue that covers money, in the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import MajorMatter, MatchDecision, MatterKind, TopicClass

MATCHING_TABLES = ("matter_link",)

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]
_OF = (
    (MatterKind.EXPENDITURE, "expenditure"),
    (MatterKind.TRANSACTION, "public_transaction"),
    (MatterKind.PROJECT, "project"),
    (MatterKind.UNDERTAKING, "undertaking"),
    (MatterKind.APPOINTMENT, "appointment"),
    (MatterKind.PERSONNEL_ACTION, "personnel_action"),
)


def matching_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Answers about what is there already; lines and topics get sums and days."""
    days: set[tuple[Any, ...]] = set()
    for line in rows["catalogue_item"]:
        line["threshold_fen"] = pick((400000, 400000, 3000000, None))
        day = pick((date(2019, 1, 1), date(2019, 1, 1), date(2025, 9, 3), None))
        if (line["unit_id"], line["name"], day) not in days:
            line["valid_from"] = day
        days.add((line["unit_id"], line["name"], line.get("valid_from")))
        if pick((True, False)):
            line["matter"] = pick((MajorMatter.LARGE_SUM, MajorMatter.PROJECT, MajorMatter.PERSONNEL, None))
            line["topic_class"] = pick((TopicClass.FINANCE, TopicClass.PERSONNEL, None))
    for topic in rows["topic"]:
        topic["amount_fen"] = pick((500001, 2000000, 6000000, None))
    for item in rows["agenda_item"]:
        item["executed_on"] = pick((None, date(2024, 5, 1), date(2025, 9, 4)))
    links: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    keys = _agenda_keys(rows)
    for kind, table in _OF:
        for record in rows.get(table, ()):
            if not keys or not pick((False, False, True)):
                continue
            left, right = _key(record, table), pick(keys)
            if (left, right) in seen:
                continue
            seen.add((left, right))
            links.append(
                {
                    "id": len(links) + 1, "left_kind": kind, "left_key": left,
                    "right_kind": MatterKind.AGENDA_ITEM, "right_key": right,
                    "decision": pick((MatchDecision.LINKED, MatchDecision.LINKED, MatchDecision.RULED_OUT)),
                }
            )  # fmt: skip
    return {"matter_link": links}


def _key(record: dict[str, Any], table: str) -> str:
    own = f"{record['identity']}#{record['ordinal']}" if table == "expenditure" else record["number"]
    return f"U{record['unit_id']}/{own}"


def _agenda_keys(rows: _Rows) -> list[str]:
    meetings = {one["id"]: one for one in rows["meeting"]}
    topics = {one["id"]: one for one in rows["topic"]}
    found = [
        f"U{meetings[one['meeting_id']]['unit_id']}/{meetings[one['meeting_id']]['number']}/{topics[one['topic_id']]['number']}"
        for one in rows["agenda_item"]
    ]
    return [*found, "U1/没有/没有"] if found else []
