"""Intake of what stands beside a meeting and follows it: records, inspections, copies, budget, closing.

None of this is a change of the meeting's record, so a closed meeting takes it, too.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from powerctl.areas.meetings.proceedings_book import Found, Line, Proceedings, take_keyed, take_listed
from powerctl.areas.receipt import Outcome
from powerctl.areas.rows import Row
from powerctl.sheets.words import meeting_lines, vocabulary

_RECORD_FIELDS = (
    *("recorder_written", "recorded_on", "present", "topics", "head_spoke_last", "differences", "text"),
)
_INSPECTION_FIELDS = ("inspected_on", "inspector_written", "topics", "result", "is_regular")
_GLUED = re.compile(r"(\d|日)[T\s]*((?:[上下]午)?\d{1,2}[:：时])")
_SECONDS = re.compile(r"\d{1,2}:\d{2}:(\d{2})\s*$")


def take_records(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes the discipline committee's records: one to a meeting."""
    found = []
    for line in lines:
        row = line.entry.row
        values = row.values(book.records.table, _RECORD_FIELDS)
        _not_before(book, line, values, "recorded_on", "记录日期")
        if line.meeting is not None and not row.rejected:
            found.append(Found(line.entry, {"meeting_id": line.meeting, **values}))
    take_keyed(book, book.records, found, ("meeting_id",), "meeting", "一次会议的同步记录")


def take_inspections(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes inspections; one is known by unit, meeting, day and who inspected."""
    found = []
    for line in lines:
        row = line.entry.row
        values = row.values(book.inspections.table, _INSPECTION_FIELDS)
        _not_before(book, line, values, "inspected_on", "督查日期")
        if not row.rejected:
            values |= {"unit_id": line.home, "meeting_id": line.meeting}
            found.append(Found(line.entry, values))
    later = ("inspected_on", "inspector_written")
    take_listed(book, book.inspections, found, ("unit_id", "meeting_id"), later)


def take_copies(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes numbered copies; one is known by meeting and number."""
    found = []
    for line in lines:
        row = line.entry.row
        row.needed("number", "份号")
        values = row.values(
            book.copies.table, ("number", "recipient_written", "handed_on", "recalled_on", "note")
        )
        _not_before(book, line, values, "handed_on", "发出日期")
        handed, back = values.get("handed_on"), values.get("recalled_on")
        if handed and back and back < handed:
            row.problem("recalled_on", "不早于发出日期的日期", f"收回日期 {back} 早于发出日期 {handed}")
        if line.meeting is not None and not row.rejected:
            found.append(Found(line.entry, {"meeting_id": line.meeting, **values}))
    take_keyed(book, book.copies, found, ("meeting_id", "number"), "number", "一次会议的每个份号")


def take_budgets(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes stages of yearly budgets; one is known by unit, year and stage."""
    found = []
    for line in lines:
        row = line.entry.row
        row.needed("year", "年度")
        row.needed("stage", "环节")
        values = row.values(book.budgets.table, ("year", "stage", "done_on", "document"))
        if not row.rejected:
            found.append(Found(line.entry, {"unit_id": line.home, **values}))
    take_keyed(book, book.budgets, found, ("unit_id", "year", "stage"), "stage", "一个年度的每个环节")


def _not_before(book: Proceedings, line: Line, values: dict[str, Any], field: str, heading: str) -> None:
    """Notes a problem where a day lies before its meeting."""
    held = book.meetings.rows[line.meeting]["held_on"] if line.meeting is not None else None
    day = values.get(field)
    if held is not None and day is not None and day < held:
        line.entry.row.problem(field, "不早于召开日期的日期", f"{heading} {day} 早于会议召开日期 {held}")


def take_closings(book: Proceedings, lines: Sequence[Line]) -> None:
    """Records results reported upward and closes meetings; one that is closed is opened only by command."""
    found = []
    for line in lines:
        row = line.entry.row
        values = _reported(book, line)
        closed = _closed_at(book, line)
        if line.meeting is None or row.rejected:
            continue
        if closed is not None:
            values["closed_at"] = closed
            book.closed_now[line.meeting] = closed
        found.append(Found(line.entry, {"id": line.meeting, **values}))
    take_keyed(book, book.meetings, found, ("id",), "meeting", "一次会议的办结情况")
    for one in found:
        if one.entry.final is Outcome.REJECTED:
            book.closed_now.pop(one.values["id"], None)


def _reported(book: Proceedings, line: Line) -> dict[str, Any]:
    """The day of the report upward; an empty cell of a form leaves what another sheet says."""
    row = line.entry.row
    values = row.values(book.meetings.table, ("reported_up_on",))
    _not_before(book, line, values, "reported_up_on", "结果上报日期")
    return {name: value for name, value in values.items() if value is not None or row.sheet.as_written}


def _closed_at(book: Proceedings, line: Line) -> datetime | None:
    """When the row closes its meeting; None where it is closed then already, or the row says nothing."""
    row, text = line.entry.row, line.entry.row.text("closed_at")
    if line.meeting is None:
        return None
    meeting = book.meetings.rows[line.meeting]
    before: datetime | None = meeting["closed_at"]
    known = before.replace(microsecond=0) if before is not None else None
    moment = _moment(row, text) if text else None
    cleared = row.sheet.as_written and row.has("closed_at") and not text
    if row.rejected or moment == known:
        return None
    if known is not None and (moment is not None or cleared):
        words = f"会议“{meeting['number']}”已于 {known:%Y-%m-%d %H:%M} 办结"
        row.problem("closed_at", f"{known:%Y-%m-%d %H:%M}", f"{words}；要改动先执行 powerctl meeting reopen")
    elif moment is not None and moment.date() > book.draft.today:
        row.problem("closed_at", "不晚于今天的日期和时间", f"办结时间 {moment:%Y-%m-%d %H:%M} 还没有到")
    elif moment is not None and _is_before(moment.date(), meeting["held_on"]):
        held = meeting["held_on"]
        row.problem(
            "closed_at", "不早于召开日期的日期", f"办结时间 {moment:%Y-%m-%d} 早于会议召开日期 {held}"
        )
    else:
        return moment
    return None


def _is_before(day: date, other: date | None) -> bool:
    return other is not None and day < other


def _moment(row: Row, text: str) -> datetime | None:
    """A day with or without a time of day; what is none is a problem."""
    written, _, rest = _GLUED.sub(r"\1 \2", text, count=1).partition(" ")
    day, clock = vocabulary.day(written), meeting_lines.clock(rest) if rest else None
    if day is None or (rest and clock is None):
        row.problem("closed_at", "日期和时间，如 2026-03-06 17:30", f"“{text}”不是日期和时间")
        return None
    seconds = _SECONDS.search(text)
    hour, minute = (int(part) for part in clock.split(":")) if clock else (0, 0)
    return datetime.combine(day, time(hour, minute, int(seconds[1]) if seconds else 0))
