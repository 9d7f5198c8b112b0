"""Intake of a register of exercises: how a unit used its powers (R-FS-05).

A record is known in its unit by case number, or by power, day and subject; equals are all kept and
counted off in reading order. A register is one stretch of time: what is stored beyond it stays.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.cells import text_or_none
from powerctl.areas.identity import is_value
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
from powerctl.areas.registry.exercises.identity import exercise_identity
from powerctl.areas.registry.exercises.links import ListedPowers, person_of
from powerctl.model import Exercise
from powerctl.sheets.reading import ReadSheet, ReadWorkbook, Record
from powerctl.sheets.words import vocabulary

TEXTS = (
    *("number", "power_written", "actor_written", "actor_post_written", "subject_written", "situation"),
    *("basis_text", "process", "result", "recorder_written", "note"),
)
DAYS = ("exercised_on", "recorded_on")
LINKS = {"power_id": "power_written", "actor_id": "actor_written", "actor_post_id": "actor_post_written"}
"""Link → the column that holds the words it is made from."""
VALUES = (*TEXTS, *DAYS, *LINKS)
_AT = {name: at for at, name in enumerate(VALUES)}
_KEY = ("id", "unit_id", "identity", "ordinal")
_NAMED = 5


@dataclass(slots=True)
class Incoming:
    """One exercise as the workbook has it."""

    sheet: ReadSheet
    record: Record
    unit_id: int
    identity: str
    ordinal: int
    values: list[Any]
    compare: tuple[int, ...]
    number: int | None = None
    outcome: Outcome = Outcome.ADDED


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a register of exercises (R-FS-05).

    `unit` is a code or a name; one not known yet is proposed. Everything wrong inside the workbook
    comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    incoming = _read(draft, places)
    unit_ids = {spot.unit_id for spot in places}
    _link(draft, incoming, unit_ids)
    _compare(draft, incoming, unit_ids)
    _note_days(draft, incoming)
    _write(draft, incoming)
    _note_equals(draft, incoming)
    rejected = len(places) - len(incoming)
    return finish(
        draft,
        "exercises",
        [*(item.outcome for item in incoming), *[Outcome.REJECTED] * rejected],
        unit_id=next(iter(unit_ids)) if len(unit_ids) == 1 else None,
        touched_units=unit_ids,
    )


def _read(draft: Draft, places: Sequence[Place]) -> list[Incoming]:
    """The exercises that can be taken in, counted off among equals."""
    ordinals: Counter[tuple[int, str]] = Counter()
    incoming: list[Incoming] = []
    spots = iter(places)
    for sheet in draft.workbook.sheets:
        compare = _compared(sheet)
        columns = [_column(sheet, name) for name in (*TEXTS, *DAYS)]
        nothing = [None] * len(LINKS)
        for record, values, spot in zip(sheet.records, zip(*columns, strict=True), spots, strict=False):
            if _names_nothing(values) and not draft.is_rejected(sheet, record):
                wanted = "权力事项、办件编号、办理对象或办理情况"
                draft.problem(sheet, record, "power_written", wanted=wanted, message=f"没有写明{wanted}")
            if draft.is_rejected(sheet, record):
                continue
            filled = [*values, *nothing]
            key = exercise_identity(
                *(
                    filled[_AT[name]]
                    for name in ("number", "power_written", "exercised_on", "subject_written")
                )
            )
            ordinals[spot.unit_id, key] += 1
            ordinal = vocabulary.whole(record.values.get("ordinal", "")) or ordinals[spot.unit_id, key]
            incoming.append(Incoming(sheet, record, spot.unit_id, key, ordinal, filled, compare))
    return incoming


def _names_nothing(values: Sequence[Any]) -> bool:
    return not any(values[_AT[name]] for name in ("number", "power_written", "subject_written", "situation"))


def _compared(sheet: ReadSheet) -> tuple[int, ...]:
    """Positions in `VALUES` that the sheet speaks of; the rest of a stored exercise stays as it is."""
    fields = fields_of(sheet)
    return tuple(at for name, at in _AT.items() if LINKS.get(name, name) in fields)


def _column(sheet: ReadSheet, name: str) -> list[Any]:
    texts = sheet.column(name)
    if name in DAYS:
        # Days repeat; what cannot be read was told by reading, and its record is rejected.
        known = {text: vocabulary.day(text) for text in set(texts)}
        return [known[text] for text in texts]
    return [text_or_none(text) if is_value(text) else None for text in texts]


def _link(draft: Draft, incoming: Sequence[Incoming], unit_ids: Iterable[int]) -> None:
    """Links to power, person and post where exactly one fits; what was named and not found is counted."""
    powers = ListedPowers(draft.session, unit_ids)
    people, posts = People.of(draft.session), Posts.of(draft.session)
    lost: dict[str, Counter[str]] = {link: Counter() for link in LINKS}
    for item in incoming:
        values, unit_id = item.values, item.unit_id
        power, actor, post = (values[_AT[words]] for words in LINKS.values())
        values[_AT["power_id"]] = powers.find(unit_id, power, values[_AT["exercised_on"]])
        values[_AT["actor_id"]] = person_of(people, unit_id, actor)
        values[_AT["actor_post_id"]] = posts.find(unit_id, post) if post else None
        for link, words in LINKS.items():
            if values[_AT[words]] and values[_AT[link]] is None:
                lost[link][values[_AT[words]]] += 1
    if lost["power_id"]:
        named = "、".join(f"“{words}”" for words, _ in lost["power_id"].most_common(_NAMED))
        draft.notes.append(
            f"{lost['power_id'].total()} 条的权力事项在本单位权力清单中找不到，先按原文登记，"
            f"导入清单后自动关联：{named}"
        )
    for link, heading, where in (("actor_id", "经办人", "人员"), ("actor_post_id", "承办岗位", "职务")):
        if lost[link]:
            draft.notes.append(
                f"{lost[link].total()} 条的{heading}在本单位{where}中找不到，先按原文登记，"
                "导入单位人员表后自动关联"
            )


def _compare(draft: Draft, incoming: Sequence[Incoming], unit_ids: Iterable[int]) -> None:
    """Sets the outcome of exercises that the units already hold."""
    table = table_of(Exercise)
    wanted = {(item.unit_id, item.identity, item.ordinal): item for item in incoming}
    columns = (table.c.unit_id, table.c.identity, table.c.ordinal, table.c.id)
    query = select(*columns, *(table.c[name] for name in VALUES)).where(table.c.unit_id.in_(set(unit_ids)))
    for unit_id, key, ordinal, number, *values in draft.session.connection().execute(
        query, execution_options={"yield_per": 2000}
    ):
        item = wanted.get((unit_id, key, ordinal))
        if item is None:
            continue
        item.number = number
        for link, words in LINKS.items():
            # A link that a clerk has set stands as long as the words are the same.
            if values[_AT[link]] is not None and values[_AT[words]] == item.values[_AT[words]]:
                item.values[_AT[link]] = values[_AT[link]]
        same = all(item.values[at] == values[at] for at in item.compare)
        item.outcome = Outcome.UNCHANGED if same else Outcome.CHANGED


def _note_days(draft: Draft, incoming: Sequence[Incoming]) -> None:
    days = [item.values[_AT["exercised_on"]] for item in incoming]
    if missing := sum(day is None for day in days):
        draft.notes.append(f"{missing} 条没有写办理日期，有关检查会回答“无法判断”")
    if ahead := sum(day is not None and day > draft.today for day in days):
        draft.notes.append(f"{ahead} 条的办理日期晚于今天（{draft.today.isoformat()}），请核对")


def _write(draft: Draft, incoming: Sequence[Incoming]) -> None:
    table = table_of(Exercise)
    inserted: list[tuple[Any, ...]] = []
    changed: dict[tuple[int, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for item in incoming:
        origin = (draft.batch_id, item.sheet.sheet, item.record.cell)
        if item.number is None:
            item.number = draft.number(table)
            key = (item.number, item.unit_id, item.identity, item.ordinal)
            inserted.append((*key, *item.values, *origin))
        elif item.outcome is Outcome.CHANGED:
            changed[item.compare].append((item.number, *(item.values[at] for at in item.compare), *origin))
        item.values = []
    draft.write(Action.INSERT, table, (*_KEY, *VALUES, *ORIGIN), inserted)
    for compare, rows in changed.items():
        draft.write(Action.UPDATE, table, ("id", *(VALUES[at] for at in compare), *ORIGIN), rows)


def _note_equals(draft: Draft, incoming: Sequence[Incoming]) -> None:
    """Names the records that share a key: all are kept."""
    again = {(item.unit_id, item.identity) for item in incoming if item.ordinal > 1}
    if not again:
        return
    groups: dict[tuple[int, str], list[tuple[str, int]]] = defaultdict(list)
    for item in incoming:
        if (item.unit_id, item.identity) in again:
            groups[item.unit_id, item.identity].append((item.sheet.sheet, item.record.row))
    note_equals(draft, [(places, key) for (_, key), places in groups.items()])
