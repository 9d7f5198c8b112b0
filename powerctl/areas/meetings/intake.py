"""Intake of the workbook of meetings: 会议, 议题, 到会, 发言, 表决 (R-XZ-05 … R-XZ-10).

A meeting is known in its unit by its number, a topic by its number or its title at the meeting, a line of the
list by name, a statement by its place, a vote by round and name. The order of sheets does not matter, and
any sheet may speak of a meeting that is stored already.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Book, Entry, keep_link, read_times
from powerctl.areas.meetings.intake_topics import take_statements, take_topics
from powerctl.areas.meetings.intake_votes import take_votes
from powerctl.areas.meetings.secrecy import refuse_joined
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Outcome, Plan, finish, start, table_of
from powerctl.areas.rows import Row, rows_of
from powerctl.model import Meeting
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import MemberRole

_FIELDS = (
    *("name", "body", "held_on", "place", "chair_written", "recorder_written", "entitled_count"),
    *("present_count", "has_minutes", "minutes_number", "minutes_format", "signer_written", "signed_on"),
    *("issuer_written", "issued_on", "secrecy", "secrecy_authority"),
    *("secrecy_record", "secrecy_years", "distribution", "reported_up_on", "invalid_reason", "note"),
)
_SEAT_FIELDS = ("post_written", "role", "state", "is_head", "reason", "noticed_on", "invited_as")
_CHILDREN = ("meeting_topics", "meeting_attendance", "meeting_statements", "meeting_votes")
_NAME_FIELDS = {
    "meeting_topics": "title",
    "meeting_attendance": "person_written",
    "meeting_statements": "speaker_written",
    "meeting_votes": "topic",
}


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a workbook of meetings.

    `unit` is a code or a name; one not known yet is proposed. What is wrong inside the workbook comes back as
    problems of the plan. Raises Refused where a sheet puts names beside a secret ballot.
    """
    refuse_joined(workbook)
    draft = start(session, workbook, today)
    units = Units.of(session)
    rows = rows_of(draft, "meetings")
    places = place(draft, units, [(row.sheet, row.record) for row in rows], unit) if rows else []
    write_new_units(draft, units)
    homes = [spot.unit_id for spot in places]
    children = {kind: rows_of(draft, kind) for kind in _CHILDREN}
    given = units.find(unit) if unit and unit.strip() else None
    known = {*homes, *_units_spoken_of(session, children)}
    book = Book(draft, known if given is None else known | {given})
    meetings = [Entry(row, "number") for row in rows]
    taken = _take_meetings(book, meetings, homes, today)
    entries = {kind: _place(book, units, children[kind], kind, taken, given) for kind in _CHILDREN}
    _take_roster(book, entries["meeting_attendance"])
    take_topics(book, entries["meeting_topics"])
    take_statements(book, entries["meeting_statements"])
    take_votes(book, entries["meeting_votes"])
    _note_counts(book, taken)
    book.finish()
    touched = {book.meetings.rows[number]["unit_id"] for number in taken | book.changed}
    return finish(
        draft,
        "meetings",
        [
            entry.final
            for entry in (*meetings, *(entry for listed in entries.values() for entry, _ in listed))
        ],
        unit_id=next(iter(touched)) if len(touched) == 1 else None,
        touched_units=touched,
    )


def _units_spoken_of(session: Session, children: dict[str, list[Row]]) -> set[int]:
    """Units that hold a meeting of a number which a sheet names."""
    wanted = {normal(row.text("meeting")) for rows in children.values() for row in rows}
    table = table_of(Meeting)
    query = select(table.c.unit_id, table.c.number).distinct()
    return {unit for unit, number in session.connection().execute(query) if normal(number) in wanted}


def _take_meetings(book: Book, entries: Sequence[Entry], homes: Sequence[int], today: date) -> set[int]:
    taken: dict[int, Row] = {}
    for entry, home in zip(entries, homes, strict=True):
        row = entry.row
        written = row.needed("number", "会议编号")
        values = row.values(book.meetings.table, _FIELDS)
        read_times(row, values)
        entered = row.value(book.meetings.table, "entered_on") if row.has("entered_on") else None
        number = book.by_number.get((home, normal(written)))
        if number in taken:
            first = taken[number].record.row
            row.problem("number", "本单位内不重复的编号", f"会议编号“{written}”与第{first}行重复")
        if row.rejected:
            continue
        if "chair_written" in values:
            values["chair_id"] = book.person(home, values["chair_written"])
            keep_link(values, book.meetings.rows.get(number or 0), "chair_id", "chair_written")
        if entered is not None:
            values["entered_on"] = entered
        if number is None:
            values = {"entered_on": today, **values, "unit_id": home, "number": written}
            number = book.meetings.add(row.sheet, row.record, values)
            entry.fold(Outcome.ADDED)
            book.changed.add(number)
            book.by_number[home, normal(written)] = number
        else:
            book.take(entry, book.meetings, number, values, number)
        taken[number] = row
    return set(taken)


def _place(
    book: Book, units: Units, rows: Sequence[Row], kind: str, taken: set[int], given: int | None
) -> list[tuple[Entry, int]]:
    """Each row with its meeting; a meeting that is not to be found, or of several units, is a problem."""
    named: dict[str, list[int]] = defaultdict(list)
    for (_, written), number in book.by_number.items():
        named[written].append(number)
    found: list[tuple[Entry, int]] = []
    # A section or another form of the name, which 会议 was placed by, will do.
    headed = {row.text("unit") for row in rows_of(book.draft, "meetings")}
    for row in rows:
        entry = Entry(row, _NAME_FIELDS[kind])
        written = row.needed("meeting", "会议编号")
        own = row.text("unit")
        home = units.find(own) if own else None
        home = given if home is None else home
        if home is None and own and own not in headed:
            near = "、".join(units.near(own))
            known = f"；相近的有：{near}" if near else ""
            row.problem("unit", "“会议”表或已登记的单位名称", f"没有登记单位“{own}”{known}")
        meant = [
            number
            for number in named.get(normal(written), [])
            if home is None or book.meetings.rows[number]["unit_id"] == home
        ]
        ours = [number for number in meant if number in taken]
        meant = ours if len(ours) == 1 else meant
        if written and len(meant) != 1:
            why = f"有 {len(meant)} 个单位都有会议“{written}”，请填单位名称" if meant else ""
            row.problem(
                "meeting", "“会议”表中的会议编号", why or f"“会议”表和已登记的会议中都没有“{written}”"
            )
        found.append((entry, meant[0] if len(meant) == 1 else 0))
    return found


def _take_roster(book: Book, entries: Sequence[tuple[Entry, int]]) -> None:
    read = [(entry, meeting, _place_written(book, entry.row)) for entry, meeting in entries]
    claimed = {(meeting, normal(entry.row.text("person_written")), place) for entry, meeting, place in read}
    found: set[int] = set()
    places: dict[tuple[int, int], Row] = {}
    for entry, meeting, position in read:
        row = entry.row
        name = row.needed("person_written", "姓名")
        values = row.values(book.roster.table, _SEAT_FIELDS)
        if row.rejected:
            continue
        number = _seat_meant(book, meeting, name, position, found, claimed)
        if number is not None:
            found.add(number)
        if position is None:
            stored = book.roster.rows[number]["position"] if number is not None else None
            position = stored or book.free_place(book.roster, book.of(book.roster, meeting))
        if (meeting, position) in places:
            first = places[meeting, position].record.row
            row.problem("position", "一次会议内不重复的排序", f"排序 {position} 与第{first}行重复")
            continue
        home = book.meetings.rows[meeting]["unit_id"]
        values |= {"position": position, "person_id": book.person(home, name), "person_written": name}
        if number is not None:
            keep_link(values, book.roster.rows[number], "person_id", "person_written")
        book.make_room(book.roster, book.of(book.roster, meeting), position, number, meeting)
        kept = book.take(entry, book.roster, number, {"meeting_id": meeting, **values}, meeting)
        if kept is None:
            continue
        places[meeting, position] = row


def _place_written(book: Book, row: Row) -> int | None:
    return row.value(book.roster.table, "position") if row.has("position") else None


def _seat_meant(
    book: Book,
    meeting: int,
    name: str,
    position: int | None,
    found: Collection[int],
    claimed: Collection[tuple[int, str, int | None]],
) -> int | None:
    """The line of the list that a row means. Of several with one name it is the one in the row's place;
    else the first that no other row of the workbook has found or claims by its place."""
    seats = {
        int(book.roster.rows[seat]["position"]): seat
        for seat in book.seats(meeting, name)
        if seat not in found
    }
    if position in seats:
        return seats[position]
    free = [place for place in sorted(seats) if (meeting, normal(name), place) not in claimed]
    return seats[free[0]] if free else None


def _note_counts(book: Book, taken: set[int]) -> None:
    """Says where the numbers of a meeting and its list do not agree."""
    wrong = []
    for number in sorted(taken):
        row = book.meetings.rows[number]
        seats = [book.roster.rows[one] for one in book.of(book.roster, number)]
        entitled = [seat for seat in seats if seat["role"] is MemberRole.ENTITLED]
        if seats and row["entitled_count"] is not None and row["entitled_count"] != len(entitled):
            wrong.append(
                f"会议“{row['number']}”登记应到 {row['entitled_count']} 人，名单上应到成员 {len(entitled)} 人"
            )
    book.draft.notes += wrong
