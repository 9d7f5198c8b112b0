"""Intake of registers of meetings as units keep them: a row for a meeting or for a topic (R-XZ-05, R-XZ-09).

A meeting is known in its unit by its number, or by day and kind where it has none. Nothing is guessed: a
name list that says nothing of who counts leaves the role open, counts without names stay counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any

from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Book, Entry, keep_link
from powerctl.areas.meetings.intake_topics import free_topic_number
from powerctl.areas.meetings.register_rows import RegisterRow, Seat, Spoken, read_row
from powerctl.areas.meetings.secrecy import refuse_joined
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units, year_in
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start
from powerctl.areas.rows import Row, rows_of
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import MemberRole, TopicState

_SHOWN = 5


@dataclass(slots=True)
class _Gathered:
    """A meeting as all its rows give it."""

    unit_id: int
    entry: Entry
    values: dict[str, Any]
    seats: dict[str, Seat] = field(default_factory=dict)
    topics: list[tuple[Entry, Spoken]] = field(default_factory=list)
    rows: list[RegisterRow] = field(default_factory=list)


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a register of meetings; `unit` is a code or a name.

    What is wrong in the register comes back as problems of the plan, what it leaves open as notes. Raises
    Refused where it says whose choice in a secret ballot was which.
    """
    refuse_joined(workbook)
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    homes = [spot.unit_id for spot in places]
    entries = [Entry(row, "held_written") for row in rows_of(draft, "meeting_registers")]
    meetings = _gather(draft, entries, homes)
    book = Book(draft, set(homes))
    for gathered in meetings:
        _take(book, gathered, today)
    _note(draft, meetings)
    book.finish()
    return finish(
        draft,
        "meeting-registers",
        [entry.final for entry in entries],
        unit_id=homes[0] if len(set(homes)) == 1 else None,
        touched_units=homes,
    )


def _gather(draft: Draft, entries: Sequence[Entry], homes: Sequence[int]) -> list[_Gathered]:
    """Rows of one meeting together; what a later row adds fills what the first left empty."""
    found: dict[tuple[int, str], _Gathered] = {}
    for entry, home in zip(entries, homes, strict=True):
        row = entry.row
        read = read_row(row, _year(draft, row))
        if row.rejected:
            continue
        key = home, normal(str(read.meeting["number"]))
        gathered = found.setdefault(key, _Gathered(home, entry, dict(read.meeting)))
        for name, value in read.meeting.items():
            before = gathered.values.get(name)
            if before is None:
                gathered.values[name] = value
            elif name == "note" and value and value not in before:
                gathered.values[name] = f"{before}\n{value}"
        for seat in read.seats:
            gathered.seats.setdefault(normal(seat.name), seat)
        gathered.topics += [(entry, spoken) for spoken in read.topics]
        gathered.rows.append(read)
    return list(found.values())


def _year(draft: Draft, row: Row) -> int | None:
    """The year of days that are written without one: of the title, the sheet or the file."""
    for text in (row.sheet.title, row.sheet.sheet, PurePath(draft.workbook.file_name).stem):
        if year := year_in(text):
            return int(year)
    return None


def _take(book: Book, gathered: _Gathered, today: date) -> None:
    entry, values = gathered.entry, gathered.values
    home = gathered.unit_id
    number = book.by_number.get((home, normal(values["number"])))
    if values.get("chair_written"):
        values["chair_id"] = book.person(home, values["chair_written"])
        keep_link(values, book.meetings.rows.get(number or 0), "chair_id", "chair_written")
    if number is None:
        values = {"entered_on": today, **values, "unit_id": home}
        number = book.meetings.add(entry.row.sheet, entry.row.record, values)
        entry.fold(Outcome.ADDED)
        book.changed.add(number)
        book.by_number[home, normal(values["number"])] = number
    else:
        book.take(entry, book.meetings, number, values, number)
    _take_seats(book, gathered, number)
    for one, spoken in gathered.topics:
        if not one.row.rejected:
            _take_topic(book, one, spoken, number)


def _take_seats(book: Book, gathered: _Gathered, meeting: int) -> None:
    listed = [seat for seat in gathered.seats.values() if not seat.is_observer]
    entitled = gathered.values.get("entitled_count")
    complete = entitled is not None and entitled == len(listed)
    for seat in gathered.seats.values():
        role = MemberRole.OBSERVER if seat.is_observer else None
        if not seat.is_observer and (complete or seat.is_surely_member):
            role = MemberRole.ENTITLED
        values: dict[str, Any] = {"meeting_id": meeting, "person_written": seat.name, "state": seat.state}
        values["person_id"] = book.person(gathered.unit_id, seat.name)
        if role is not None:
            values["role"] = role
        if seat.post:
            values["post_written"] = seat.post
        if seat.reason:
            values["reason"] = seat.reason
        known = book.seats(meeting, seat.name)
        number = known[0] if known else None
        if number is None:
            values["position"] = book.free_place(book.roster, book.of(book.roster, meeting))
        else:
            keep_link(values, book.roster.rows[number], "person_id", "person_written")
        book.take(gathered.entry, book.roster, number, values, meeting)


def _take_topic(book: Book, entry: Entry, spoken: Spoken, meeting: int) -> None:
    home = book.meetings.rows[meeting]["unit_id"]
    item = next(
        (
            number
            for number in book.of(book.items, meeting)
            if normal(book.topics.rows[book.items.rows[number]["topic_id"]]["title"]) == normal(spoken.title)
        ),
        None,
    )
    if item is None:
        position = book.free_place(book.items, book.of(book.items, meeting))
        number = free_topic_number(book, home, meeting, position)
        values = {"state": TopicState.LISTED, **spoken.topic, "unit_id": home, "number": number}
        topic = book.take(entry, book.topics, None, values, meeting)
        if topic is None:
            return
        book.topic_numbers[home, normal(number)] = topic
        spoken.item |= {"meeting_id": meeting, "topic_id": topic, "position": position}
    else:
        book.take(entry, book.topics, book.items.rows[item]["topic_id"], spoken.topic, meeting)
    if spoken.item.get("presenter_written"):
        spoken.item["presenter_id"] = book.person(home, spoken.item["presenter_written"])
        stored = book.items.rows[item] if item is not None else None
        keep_link(spoken.item, stored, "presenter_id", "presenter_written")
    item = book.take(entry, book.items, item, spoken.item, meeting)
    if item is not None and spoken.tally:
        _take_tally(book, entry, spoken, meeting, item)


def _take_tally(book: Book, entry: Entry, spoken: Spoken, meeting: int, item: int) -> None:
    """The counts of a secret ballot. Stored ones are never changed, those of a struck round not put back."""
    every = book.of(book.secret, item)
    rounds = [number for number in every if not book.secret.rows[number]["is_void"]]
    if every and not rounds:
        book.draft.notes.append(
            f"第{entry.row.record.row}行：这个议题的无记名票决已经作废，登记簿中的票数没有读入；"
            "重新计票的用 powerctl meeting tally 登记"
        )
        return
    if not rounds:
        values = {"is_void": False, "agenda_item_id": item, "round": 1, "candidate": "", **spoken.tally}
        book.take(entry, book.secret, None, values, meeting)
        return
    stored = book.secret.rows[rounds[-1]]
    if any(stored[name] != value for name, value in spoken.tally.items()):
        entry.row.problem(
            "topics",
            "与已登记的票数一致",
            "无记名票数已经登记，与本行不同；票数登记后不更正，应先作废那一轮，再登记下一轮",
        )


def _note(draft: Draft, meetings: Sequence[_Gathered]) -> None:
    """Says what the register leaves open, each thing once with the rows."""
    said: dict[str, list[int]] = {}
    for gathered in meetings:
        for read in gathered.rows:
            for words in read.open:
                said.setdefault(words, []).append(read.row)
        listed = sum(not seat.is_observer for seat in gathered.seats.values())
        entitled = gathered.values.get("entitled_count")
        if listed and entitled is not None and entitled != listed:
            words = "应到人数与名单不符，名单上的人没有写明是否应到的，到会身份留空"
            said.setdefault(words, []).append(gathered.rows[0].row)
    for words, rows in said.items():
        shown = "、".join(str(row) for row in rows[:_SHOWN]) + ("等" if len(rows) > _SHOWN else "")
        draft.notes.append(f"第{shown}行：{words}")
