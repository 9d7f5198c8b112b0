"""What the sheets of 会议办理 are written from: topics, and what comes before a meeting and follows it.

The order is that of units, meetings and agendas, or of numbers that clerks gave: the same in every file.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from powerctl.areas.export_lookups import Lookups, Values
from powerctl.areas.export_source import UNIT, Source
from powerctl.store.views import Condition
from powerctl.terms import BudgetStage, DecisionStage

_STAGES = {stage.value: at for at, stage in enumerate(DecisionStage)}
_BUDGET_STAGES = {stage.value: at for at, stage in enumerate(BudgetStage)}


def earlier_item(values: Values, known: Lookups) -> str | None:
    """The item that one takes up again, as 会议编号#第几项."""
    if values["reconsiders_id"] is None:
        return None
    meeting, place = known.agenda[values["reconsiders_id"]]
    return f"{known.meeting_numbers[meeting]}#{place}"


def _topic_number(values: Values, known: Lookups) -> Any:
    return known.topics[values["topic_id"]]["number"]


def _shared_place(values: Values, known: Lookups) -> int | None:
    return known.shared_places.get(values["attendance_id"])


def _carried_out_by(values: Values, known: Lookups) -> str | None:
    return known.unit(known.resolutions[values["id"]][1])


def _closed_at(values: Values, _known: Lookups) -> str:
    moment = datetime.fromisoformat(values["closed_at"])
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def _by_stage(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    yield from sorted(
        found, key=lambda row: (row["unit_code"], _topic_number(row, known), _STAGES[row["stage"]])
    )


def _by_topic(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    yield from sorted(found, key=lambda row: (row["unit_code"], _topic_number(row, known), row["id"]))


def _on_agendas(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    yield from sorted(
        found,
        key=lambda row: (
            row["unit_code"],
            *known.agenda[row["agenda_item_id"]],
            row.get("position") or 0,
            row["id"],
        ),
    )


def _reports(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    """Each with its meeting, topic and resolution."""
    rows = []
    for row in found:
        item, _, place = known.resolutions[row["resolution_id"]]
        meeting, topic = known.agenda[item]
        own = {"meeting": known.meeting_numbers[meeting], "topic": topic, "resolution": place}
        rows.append(((row["unit_code"], meeting, topic, place, row["id"]), row | own))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _by_budget_stage(found: Iterable[Values], _known: Lookups) -> Iterator[Values]:
    yield from sorted(
        found, key=lambda row: (row["unit_code"], row["year"], _BUDGET_STAGES[row["stage"]], row["id"])
    )


def _with_catalogue(found: Iterable[Values], known: Lookups) -> Iterator[Values]:
    for topic in found:
        yield topic | {"catalogue_item": known.catalogue_words.get(topic["catalogue_item_id"])}


_OF_TOPIC = {**UNIT, "topic": _topic_number}
_AT_ITEM = ("unit_code", "agenda_item_id")

PROCEEDINGS: dict[str, Source] = {
    "topics": Source(
        "topic",
        made=UNIT,
        reads=("unit_code", "catalogue_item_id"),
        order=("unit_code", "number"),
        spread=_with_catalogue,
    ),
    "procedure_steps": Source(
        "procedure_step", made=_OF_TOPIC, reads=("unit_code", "topic_id", "stage"), spread=_by_stage
    ),
    "consultations": Source(
        "consultation", made=_OF_TOPIC, reads=("unit_code", "topic_id"), spread=_by_topic
    ),
    "instructions": Source("instruction", made=_OF_TOPIC, reads=("unit_code", "topic_id"), spread=_by_topic),
    "recusals": Source(
        "recusal",
        {"topic": "agenda_item", "person_written": "attendance"},
        {**UNIT, "seat": _shared_place},
        (*_AT_ITEM, "attendance_id", "position"),
        spread=_on_agendas,
    ),
    "meeting_questions": Source("question", {"topic": "agenda_item"}, UNIT, _AT_ITEM, spread=_on_agendas),
    "resolutions": Source(
        "resolution",
        {"topic": "agenda_item"},
        {**UNIT, "implementing_unit": _carried_out_by},
        (*_AT_ITEM, "position"),
        spread=_on_agendas,
    ),
    "resolution_progress": Source(
        "resolution_progress",
        made=UNIT,
        reads=("unit_code", "resolution_id"),
        gives=("meeting", "topic", "resolution"),
        spread=_reports,
    ),
    "parallel_records": Source(
        "parallel_record", made=UNIT, reads=("unit_code",), order=("unit_code", "meeting_id", "id")
    ),
    "meeting_inspections": Source("meeting_inspection", made=UNIT, reads=("unit_code",)),
    "minutes_copies": Source(
        "minutes_copy", made=UNIT, reads=("unit_code",), order=("unit_code", "meeting_id", "number")
    ),
    "budget_steps": Source(
        "budget_step", made=UNIT, reads=("unit_code", "year", "stage"), spread=_by_budget_stage
    ),
    "meeting_closings": Source(
        "meeting",
        {"meeting": "number"},
        {**UNIT, "closed_at": _closed_at},
        ("unit_code", "closed_at"),
        only=(Condition("closed_at", "filled"),),
    ),
}
"""By the name of the sheet kind."""
