"""Intake of topics as they stood at a meeting, and of what was said of them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Book, Entry, keep_link, read_times
from powerctl.areas.rows import Row
from powerctl.sheets.words import meeting_lines
from powerctl.terms import TopicState

_TOPIC_FIELDS = (
    *("title", "topic_class", "matter", "source_written", "proposer_written", "proposed_on"),
    *("collected_by_written", "collected_on", "is_investigated", "study_document", "screened_on"),
    *("screened_by", "screened_result", "in_charge_written", "concerned_written", "needs_opinion", "note"),
)
_ITEM_FIELDS = (
    *("noticed_on", "is_extempore", "presenter_written", "observers_written", "outcome", "decided_text"),
    *("head_reason", "implementing_written", "executed_on", "method_written"),
    *("counted_for", "counted_against", "counted_abstain", "reconsider_consent"),
)
_STATEMENT_FIELDS = ("opinion", "reasons")
_UNLESS_SAID = ("is_presentation", "is_after_vote")
_BEFORE_A_MEETING = (
    *(None, TopicState.PROPOSED, TopicState.INVESTIGATED, TopicState.SCREENED, TopicState.NOTICED),
)


def take_topics(book: Book, entries: Sequence[tuple[Entry, int]]) -> None:
    """Adds and changes topics, their places on agendas, and recusals."""
    places: dict[tuple[int, int], Row] = {}
    listed: dict[int, Row] = {}
    lost: Counter[str] = Counter()
    again: list[tuple[Entry, int, int]] = []
    for entry, meeting in entries:
        row = entry.row
        title = row.needed("title", "议题名称")
        values, item_values = topic_values(book, row), row.values(book.items.table, _ITEM_FIELDS)
        read_times(row, item_values)
        position = row.value(book.items.table, "position") if row.has("position") else None
        if row.rejected:
            continue
        home = book.meetings.rows[meeting]["unit_id"]
        number = _item(book, meeting, row.text("number"), title)
        if number in listed:
            first = listed[number].record.row
            row.problem("title", "一次会议上每个议题一行", f"议题“{title}”与第{first}行重复")
            continue
        if position is None:
            stored = book.items.rows[number]["position"] if number is not None else None
            position = stored or book.free_place(book.items, book.of(book.items, meeting))
        if (meeting, position) in places:
            first = places[meeting, position].record.row
            row.problem("position", "一次会议内不重复的顺序", f"顺序 {position} 与第{first}行重复")
            continue
        link_topic(book, row, home, values, lost, _topic_at(book, entry, meeting, number))
        topic = _take_topic(book, entry, meeting, number, position, values)
        if topic is None:
            continue
        item_values |= {"meeting_id": meeting, "topic_id": topic, "position": position}
        if "presenter_written" in item_values:
            item_values["presenter_id"] = book.person(home, item_values["presenter_written"])
            stored_item = book.items.rows.get(number or 0)
            keep_link(item_values, stored_item, "presenter_id", "presenter_written")
        book.make_room(book.items, book.of(book.items, meeting), position, number, meeting)
        kept = book.take(entry, book.items, number, item_values, meeting)
        if kept is None:
            continue
        places[meeting, position], listed[kept] = row, row
        _take_recusals(book, entry, meeting, kept)
        again.append((entry, meeting, kept))
    # Only now: the earlier meeting may stand further down.
    _link_earlier(book, again)
    tell_lost(book, lost)


def tell_lost(book: Book, lost: Counter[str]) -> None:
    """Says which matters of the catalogue topics name that are not registered."""
    if lost:
        named = "、".join(f"“{words}”" for words, _ in lost.most_common(5))
        book.draft.notes.append(f"{lost.total()} 个议题对应的目录事项没有登记，未关联：{named}")


def _link_earlier(book: Book, rows: Sequence[tuple[Entry, int, int]]) -> None:
    """Links items that take an earlier one up again (会议编号#第几项); none that is found is a problem."""
    for entry, meeting, item in rows:
        row = entry.row
        if not row.has("reconsiders"):
            continue
        words = row.text("reconsiders")
        number, _, place = words.replace("＃", "#").partition("#")
        earlier = book.by_number.get((book.meetings.rows[meeting]["unit_id"], normal(number)))
        found = book.item_called(earlier, place) if earlier is not None and place else None
        if words and (found is None or found == item):
            row.problem(
                "reconsiders",
                "原会议编号#第几项，如 2026-03#2",
                f"“复议的议题”写的是“{words}”，没有这次会议或者这一项",
            )
            continue
        book.take(entry, book.items, item, {"reconsiders_id": found}, meeting)


def said(row: Row, values: dict[str, Any]) -> dict[str, Any]:
    """What a row says of a topic that is stored: at one of its meetings, an empty cell says nothing of it.

    In an export every value stands, so an empty one was taken out.
    """
    kept = {"in_charge_id"} if values.get("in_charge_written") else set()
    return {
        name: value
        for name, value in values.items()
        if value is not None or row.sheet.as_written or name in kept
    }


def topic_values(book: Book, row: Row) -> dict[str, Any]:
    """What a row records of a topic itself, wherever it is discussed."""
    values = row.values(book.topics.table, _TOPIC_FIELDS)
    if row.has("amount"):
        text = row.text("amount")
        values["amount_fen"] = meeting_lines.money(text, heading_of(row, "amount")) if text else None
        if text and values["amount_fen"] is None:
            row.problem("amount", "数字，或者如 12.5万元", f"“涉及金额”不认识“{text}”")
    return values


def heading_of(row: Row, field: str) -> str:
    """The heading over a field's column as written: it may say 万元."""
    return next((column.heading for column in row.sheet.columns if column.field == field), "")


def _item(book: Book, meeting: int, written: str, title: str) -> int | None:
    """The item of the meeting that a row means: by its topic's number where it gives one, else by title."""
    rows = [
        (number, book.topics.rows[book.items.rows[number]["topic_id"]])
        for number in book.of(book.items, meeting)
    ]
    if written:
        return next((number for number, topic in rows if normal(topic["number"]) == normal(written)), None)
    named = [number for number, topic in rows if normal(topic["title"]) == normal(title)]
    return named[0] if named else None


def link_topic(
    book: Book, row: Row, home: int, values: dict[str, Any], lost: Counter[str], topic: int | None
) -> None:
    """Adds the links of a topic's words; those of the stored `topic` stay as long as their words do.

    Matters of the catalogue that are not registered are counted in `lost`.
    """
    if "in_charge_written" in values:
        values["in_charge_id"] = book.person(home, values["in_charge_written"])
        keep_link(values, book.topics.rows.get(topic or 0), "in_charge_id", "in_charge_written")
    if row.has("catalogue_item") and (words := row.text("catalogue_item")):
        found = book.catalogue_item(home, words)
        if found is None:
            lost[words] += 1
        else:
            values["catalogue_item_id"] = found


def _topic_at(book: Book, entry: Entry, meeting: int, item: int | None) -> int | None:
    """The stored topic of a row: of its place on the agenda, else of its number."""
    if item is not None:
        return int(book.items.rows[item]["topic_id"])
    home, written = book.meetings.rows[meeting]["unit_id"], entry.row.text("number")
    return book.topic_numbers.get((home, normal(written))) if written else None


def _take_topic(
    book: Book, entry: Entry, meeting: int, item: int | None, position: int, values: dict[str, Any]
) -> int | None:
    """The topic of a row, added or changed; None, with a problem, where the meeting is closed."""
    home, written = book.meetings.rows[meeting]["unit_id"], entry.row.text("number")
    topic = _topic_at(book, entry, meeting, item)
    if topic is not None:
        values = said(entry.row, values)
        if item is None and book.topics.rows[topic]["state"] in _BEFORE_A_MEETING:
            values["state"] = TopicState.LISTED
        return book.take(entry, book.topics, topic, values, meeting)
    number = written or free_topic_number(book, home, meeting, position)
    values = {"state": TopicState.LISTED, **values, "unit_id": home, "number": number}
    topic = book.take(entry, book.topics, None, values, meeting)
    if topic is not None:
        book.topic_numbers[home, normal(number)] = topic
    return topic


def free_topic_number(book: Book, home: int, meeting: int, position: int) -> str:
    """A number for a topic that has none: that of the meeting, and its place there."""
    stem = f"{book.meetings.rows[meeting]['number']}/{position}"
    number, more = stem, 1
    while (home, normal(number)) in book.topic_numbers:
        more += 1
        number = f"{stem}-{more}"
    return number


def _take_recusals(book: Book, entry: Entry, meeting: int, item: int) -> None:
    """Adds those who stepped aside; one already recorded stays."""
    row = entry.row
    for named in meeting_lines.names(row.text("recused_written")):
        seats = book.seats(meeting, named.name)
        if len(seats) != 1:
            why = "有几个同名的人" if seats else "没有这个人"
            row.problem("recused_written", "“到会”表中的姓名", f"“到会”表中{why}：“{named.name}”")
            continue
        stored = next(
            (
                number
                for number in book.of(book.recusals, item)
                if book.recusals.rows[number]["attendance_id"] == seats[0]
            ),
            None,
        )
        values: dict[str, Any] = {"agenda_item_id": item, "attendance_id": seats[0]}
        if named.remark:
            values["reason"] = named.remark
        book.take(entry, book.recusals, stored, values, meeting)


def take_statements(book: Book, entries: Sequence[tuple[Entry, int]]) -> None:
    """Adds and changes statements: one is known by its place among those on its topic."""
    stored = {
        (statement["agenda_item_id"], statement["position"]): number
        for number, statement in book.statements.rows.items()
    }
    counted: Counter[int] = Counter()
    seen: dict[tuple[int, int], Row] = {}
    for entry, meeting in entries:
        row = entry.row
        values = row.values(book.statements.table, _STATEMENT_FIELDS)
        values |= {
            name: bool(row.value(book.statements.table, name)) for name in _UNLESS_SAID if row.has(name)
        }
        position = row.value(book.statements.table, "position") if row.has("position") else None
        if row.rejected:
            continue
        item = find_item(book, row, meeting)
        seat = find_seat(book, row, meeting, "speaker_written", "发言人")
        if item is None or seat is None or row.rejected:
            continue
        counted[item] += 1
        position = position or counted[item]
        if (item, position) in seen:
            first = seen[item, position].record.row
            row.problem("position", "一个议题内不重复的顺序", f"发言顺序 {position} 与第{first}行重复")
            continue
        seen[item, position] = row
        number = stored.get((item, position))
        values |= {"agenda_item_id": item, "attendance_id": seat, "position": position}
        if number is None:
            values = {**dict.fromkeys(_UNLESS_SAID, False), **values}
        book.take(entry, book.statements, number, values, meeting)


def find_item(book: Book, row: Row, meeting: int) -> int | None:
    """The item that a row's 议题 means; none is a problem."""
    words = row.needed("topic", "议题")
    item = book.item_called(meeting, words) if words else None
    if words and item is None:
        number = book.meetings.rows[meeting]["number"]
        row.problem(
            "topic", "“议题”表中的顺序、编号或名称", f"会议“{number}”没有顺序、编号或名称为“{words}”的议题"
        )
    return item


def find_seat(book: Book, row: Row, meeting: int, field: str, heading: str) -> int | None:
    """The line of the list that a row's name means; none or several is a problem."""
    name = row.needed(field, heading)
    seats = book.seats(meeting, name) if name else []
    if name and len(seats) != 1:
        why = f"有 {len(seats)} 个" if seats else "没有"
        number = book.meetings.rows[meeting]["number"]
        row.problem(field, "“到会”表中的姓名", f"会议“{number}”的“到会”表{why}“{name}”")
    return seats[0] if len(seats) == 1 else None
