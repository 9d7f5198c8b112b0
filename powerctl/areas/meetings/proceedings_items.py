"""Intake of what hangs on a topic at a meeting: recusals, questions, resolutions and how they go."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import keep_link
from powerctl.areas.meetings.proceedings_book import Found, Line, Proceedings, take_keyed, take_listed
from powerctl.areas.meetings.proceedings_topics import item_of
from powerctl.areas.organization.directory import Units
from powerctl.areas.rows import Row
from powerctl.terms import ResolutionState

_RESOLUTION_FIELDS = (
    *("text", "implementing_written", "due_on", "state", "done_on", "evaluated_on", "evaluation"),
)
_OPEN = (None, ResolutionState.PENDING)


def take_recusals(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes recusals; one is known by topic and line of the list."""
    found = []
    for line in lines:
        row = line.entry.row
        item = item_of(book, line)
        seat = _seat(book, line)
        values = row.values(book.recusals.table, ("reason", "has_left"))
        if item is None or seat is None or row.rejected:
            continue
        found.append(
            Found(line.entry, {"agenda_item_id": item, "attendance_id": seat, **values}, line.meeting)
        )
    what = "一个议题的每名回避人"
    take_keyed(book, book.recusals, found, ("agenda_item_id", "attendance_id"), "person_written", what)


def _seat(book: Proceedings, line: Line) -> int | None:
    """The line of the list that a row's name means, of several with one name that in the row's place."""
    row = line.entry.row
    name = row.needed("person_written", "回避人")
    if not name or line.meeting is None:
        return None
    seats = book.seats(line.meeting, name)
    place = row.value(book.roster.table, "position") if row.has("position") else None
    if place is None and row.has("seat") and row.text("seat").isdecimal():
        place = int(row.text("seat"))
    if len(seats) > 1 and place is not None:
        seats = [seat for seat in seats if book.roster.rows[seat]["position"] == place]
    if len(seats) != 1:
        number = book.meetings.rows[line.meeting]["number"]
        why = f"有 {len(seats)} 个" if seats else "没有"
        row.problem("person_written", "“到会”表中的姓名", f"会议“{number}”的“到会”表{why}“{name}”")
        return None
    return seats[0]


def take_questions(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes questions; one is known by topic, words and who asked."""
    found = []
    for line in lines:
        row = line.entry.row
        item = item_of(book, line)
        text = row.needed("text", "问题")
        values = row.values(book.questions.table, ("asked_by_written", "answer", "is_clear"))
        if item is not None and not row.rejected:
            found.append(Found(line.entry, {"agenda_item_id": item, "text": text, **values}, line.meeting))
    take_listed(book, book.questions, found, ("agenda_item_id", "text"), ("asked_by_written",))


def take_resolutions(book: Proceedings, units: Units, lines: Sequence[Line]) -> set[int]:
    """Adds and changes resolutions; one is known by its place, without one by its words.

    They follow a meeting, so a closed one takes them. Out: those whose state the workbook gives.
    """
    read: list[tuple[Line, int, int | None, dict[str, Any]]] = []
    for line in lines:
        row = line.entry.row
        item = item_of(book, line)
        row.needed("text", "决议内容")
        position = row.value(book.resolutions.table, "position") if row.has("position") else None
        values = row.values(book.resolutions.table, _RESOLUTION_FIELDS)
        if item is None or row.rejected:
            continue
        _refuse_unsound(book, line, values)
        if not row.rejected:
            read.append((line, item, position, values))
    given: dict[int, set[int]] = defaultdict(set)
    for _, item, position, _ in read:
        if position is not None:
            given[item].add(position)
    places: dict[tuple[int, int], int] = {}
    stored = _by_item(book)
    with_state = set()
    for line, item, position, values in read:
        row = line.entry.row
        place = position or _place(book, stored[item], values["text"], given[item])
        if (item, place) in places:
            first = places[item, place]
            row.problem("position", "一个议题内不重复的顺序", f"决议顺序 {place} 与第{first}行重复")
            continue
        places[item, place] = row.record.row
        number = stored[item].get(place)
        _link_unit(book, units, row, values, number)
        if row.rejected:
            continue
        values |= {"agenda_item_id": item, "position": place}
        number = book.take(line.entry, book.resolutions, number, values, None)
        if number is not None:
            stored[item][place] = number
            given[item].add(place)
            if row.has("state"):
                with_state.add(number)
    return with_state


def _by_item(book: Proceedings) -> dict[int, dict[int, int]]:
    """Agenda item → place → resolution."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for number, one in book.resolutions.rows.items():
        found[one["agenda_item_id"]][one["position"]] = number
    return found


def _place(book: Proceedings, mine: dict[int, int], text: str, given: set[int]) -> int:
    """The place of a resolution that is written without one: where its words stand, else behind the last.

    `given`: places that rows of the workbook have.
    """
    for place in sorted(mine):
        if place not in given and book.resolutions.rows[mine[place]]["text"] == text:
            return place
    return max([*mine, *given], default=0) + 1


def _refuse_unsound(book: Proceedings, line: Line, values: dict[str, Any]) -> None:
    row, state, done = line.entry.row, values.get("state"), values.get("done_on")
    held = book.meetings.rows[line.meeting]["held_on"] if line.meeting is not None else None
    if done is not None and state is None:
        values["state"] = ResolutionState.DONE
    elif done is not None and state is not ResolutionState.DONE:
        row.problem("state", ResolutionState.DONE.value, "写了完成日期的，落实状态应为“已完成”")
    for field, heading in (("due_on", "完成期限"), ("done_on", "完成日期"), ("evaluated_on", "事后评估日期")):
        day = values.get(field)
        if held is not None and day is not None and day < held:
            wanted = "不早于召开日期的日期"
            row.problem(field, wanted, f"{heading} {day} 早于会议召开日期 {held}")


def _link_unit(book: Proceedings, units: Units, row: Row, values: dict[str, Any], number: int | None) -> None:
    """The unit that carries a resolution out: as an export names it, else by its name."""
    words = row.text("implementing_unit")
    if words:
        values["implementing_unit_id"] = units.find(words)
        if values["implementing_unit_id"] is None:
            near = "、".join(units.near(words))
            known = f"；相近的有：{near}" if near else ""
            row.problem("implementing_unit", "已登记的单位", f"没有登记单位“{words}”{known}")
    elif "implementing_written" in values and not (row.sheet.as_written and row.has("implementing_unit")):
        written = values["implementing_written"]
        values["implementing_unit_id"] = units.find(written) if written else None
        stored = book.resolutions.rows.get(number or 0)
        keep_link(values, stored, "implementing_unit_id", "implementing_written")
    elif row.has("implementing_unit"):
        values["implementing_unit_id"] = None


def take_progress(book: Proceedings, lines: Sequence[Line], with_state: set[int]) -> None:
    """Adds and changes reports on resolutions; one is known by resolution, words and day.

    A resolution that had not begun has, unless the workbook itself says how it stands.
    """
    found = []
    listed = _by_item(book)
    for line in lines:
        row = line.entry.row
        item = item_of(book, line)
        text = row.needed("text", "落实情况")
        values = row.values(book.progress.table, ("reported_on", "evidence"))
        if item is None or row.rejected:
            continue
        resolution = _resolution(book, row, listed[item])
        if resolution is not None:
            found.append(Found(line.entry, {"resolution_id": resolution, "text": text, **values}))
    take_listed(book, book.progress, found, ("resolution_id", "text"), ("reported_on",))
    for one in found:
        number = one.values["resolution_id"]
        begun = book.resolutions.rows[number]["state"] not in _OPEN
        if not (begun or number in with_state or one.entry.row.sheet.as_written):
            book.resolutions.rewrite(number, {"state": ResolutionState.RUNNING})


def _resolution(book: Proceedings, row: Row, mine: dict[int, int]) -> int | None:
    """The resolution that a row means by place or words; the only one where it does not say."""
    words = row.text("resolution")
    meant = [
        number
        for place, number in mine.items()
        if not words or normal(words) in (str(place), normal(book.resolutions.rows[number]["text"]))
    ]
    if len(meant) != 1:
        why = (
            f"有 {len(meant)} 项决议，请写第几项"
            if meant
            else f"没有决议“{words}”"
            if words
            else "没有登记决议"
        )
        row.problem("resolution", "“决议”表中的决议顺序", f"这个议题{why}")
        return None
    return meant[0]
