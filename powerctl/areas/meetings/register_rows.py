"""One row of a register of meetings: the meeting, who was there, and each topic with its result."""

import re
from dataclasses import dataclass, field
from typing import Any

from powerctl.areas.meetings.intake_topics import heading_of
from powerctl.areas.rows import Row
from powerctl.sheets.kinds.meeting_registers import MOST_TOPICS
from powerctl.sheets.tables.headings import normalise
from powerctl.sheets.words import meeting_lines, meeting_words, vocabulary
from powerctl.terms import AttendanceState

_MEMBERS = re.compile("^(?:出席|到会成员|成员)")
_NOT_FILLED = "决策方式没有写明是否记名，只登记了票数"
_LONGEST_METHOD = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whom the register names."""

    name: str
    state: AttendanceState
    is_observer: bool = False
    is_surely_member: bool = False
    post: str = ""
    reason: str = ""


@dataclass(slots=True)
class Spoken:
    """One topic: values of the topic, of its place on the agenda, and the counts of a secret ballot."""

    title: str
    topic: dict[str, Any]
    item: dict[str, Any]
    tally: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class RegisterRow:
    """What one row says, and what it leaves open (sentences)."""

    row: int
    meeting: dict[str, Any] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    topics: list[Spoken] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def read_row(row: Row, year: int | None) -> RegisterRow:
    """Reads a row; a day that cannot be read, or a row without a topic, is a problem of its cell."""
    read = RegisterRow(row.record.row)
    _read_meeting(row, read, year)
    _read_seats(row, read)
    _read_topics(row, read)
    return read


def _read_meeting(row: Row, read: RegisterRow, year: int | None) -> None:
    written = row.needed("held_written", "会议时间")
    day, begun, ended = meeting_lines.day_and_time(written, year)
    if written and day is None:
        why = vocabulary.why_no_day(written.split()[0]) if written.split() else ""
        row.problem(
            "held_written", "日期，如 2026-03-05", f"“会议时间”写的是“{written}”，看不出是哪一天。{why}"
        )
    body_words = row.text("body_written")
    body = meeting_words.body(body_words) if body_words else None
    if body is None:
        body = meeting_words.body(row.text("name")) if row.text("name") else None
    if body_words and body is None:
        read.open.append("会议类型不在规定的类型中，会议类型留空，原文记入备注")
    named = row.text("number") or "-".join(
        part
        for part in (day.isoformat() if day else "", begun or "", body.value if body else body_words)
        if part
    )
    notes = [row.text("note")]
    notes += [f"会议类型：{body_words}"] if body_words and body is None else []
    notes += [f"决策过程：{row.text('process')}"] if row.text("process") else []
    notes += [f"决策依据：{row.text('basis_text')}"] if row.text("basis_text") else []
    # 出席：8人 is a number where a list was expected
    present = row.text("present_written") or row.text("present_names")
    entitled = meeting_lines.heads(row.text("entitled_written"), "entitled")
    values = {
        "number": named,
        "name": row.text("name"),
        "body": body,
        "held_on": day,
        "begun_at": begun,
        "ended_at": ended,
        "place": row.text("place"),
        "chair_written": _first_name(row.text("chair_written")),
        "recorder_written": _first_name(row.text("recorder_written")),
        "entitled_count": entitled if entitled is not None else meeting_lines.heads_said(present, "entitled"),
        "present_count": meeting_lines.heads(present, "present"),
        "note": "\n".join(part for part in notes if part),
    }
    # An empty cell says nothing: what is stored stays.
    read.meeting = {name: value for name, value in values.items() if value not in (None, "")}


def _first_name(text: str) -> str:
    """One name, where a register gives a sign and a name in two columns."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines[-1] if lines else ""


def _read_seats(row: Row, read: RegisterRow) -> None:
    sure = bool(_MEMBERS.match(normalise(heading_of(row, "present_names"))))
    for named in meeting_lines.names(row.text("present_names")):
        read.seats.append(Seat(named.name, AttendanceState.PRESENT, is_surely_member=sure, post=named.remark))
    for named in meeting_lines.names(row.text("leave_names")):
        heading = heading_of(row, "leave_names")
        on_leave = "请假" in heading or named.is_reason
        state = AttendanceState.ON_LEAVE if on_leave else AttendanceState.ABSENT
        post, reason = ("", named.remark) if named.is_reason else (named.remark, "")
        read.seats.append(Seat(named.name, state, is_surely_member=sure, post=post, reason=reason))
    for named in meeting_lines.names(row.text("observer_names")):
        read.seats.append(Seat(named.name, AttendanceState.PRESENT, is_observer=True, post=named.remark))


def _read_topics(row: Row, read: RegisterRow) -> None:
    titles = meeting_lines.topics(row.text("topics")) if row.text("topics") else []
    for number in range(1, MOST_TOPICS + 1):
        if text := row.text(f"topic_{number}"):
            titles.append(text)
    if not titles:
        first = "topics" if row.has("topics") else "topic_1"
        row.problem(first, "议题", "没有写明议题")
        return
    count = len(titles)
    results = meeting_lines.results(row.text("result_written"), count)
    decided = meeting_lines.results(row.text("decided_text"), count)
    amount = _amount(row, read, count)
    for title, result, decision in zip(titles, results, decided, strict=True):
        bare, own = meeting_lines.with_result(title)
        read.topics.append(_spoken(row, read, bare, own or decision, "" if own else result))
    if count == 1:
        read.topics[0].topic |= amount
        _read_votes(row, read, read.topics[0])
    elif _votes_text(row):
        read.open.append("几个议题只写了一次票数，票数未登记")


def _amount(row: Row, read: RegisterRow, count: int) -> dict[str, Any]:
    text = row.text("amount")
    if not text:
        return {}
    found = meeting_lines.money(text, heading_of(row, "amount"))
    if found is None or count > 1:
        read.open.append(
            "涉及金额看不出是多少，未登记" if found is None else "几个议题只写了一个金额，未登记"
        )
        return {}
    return {"amount_fen": found}


def _spoken(row: Row, read: RegisterRow, title: str, decision: str, result: str) -> Spoken:
    words = row.text("class_written")
    topic = {
        "title": title,
        "matter": meeting_words.matter(words) if words else None,
        "topic_class": meeting_words.topic_class(words) if words else None,
        "source_written": row.text("source_written"),
        "proposer_written": row.text("proposer_written"),
        "proposed_on": _day(row, read, "proposed_written", "提出日期"),
        "screened_result": row.text("screened_result"),
        "concerned_written": row.text("concerned_written"),
        "note": row.text("topic_detail"),
    }
    if words and not topic["matter"] and not topic["topic_class"]:
        read.open.append("事项类别认不出是哪一类，未登记")
    outcome = meeting_words.outcome_in(result) if result else None
    if outcome is None and decision:
        outcome = meeting_words.outcome_in(decision)
    if result and outcome is None:
        read.open.append("决策结果看不出是通过还是未通过，宣布结果留空")
    item = {
        "outcome": outcome,
        "decided_text": decision or (result if outcome is None or len(result) > len(outcome.value) else ""),
        "presenter_written": row.text("presenter_written"),
        "observers_written": row.text("observer_names"),
        "implementing_written": row.text("implementing_written"),
        "executed_on": _day(row, read, "executed_written", "执行时间"),
    }
    return Spoken(title, _said(topic), _said(item))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _day(row: Row, read: RegisterRow, name: str, heading: str) -> Any:
    text = row.text(name)
    found = vocabulary.day(text) if text else None
    if text and found is None:
        read.open.append(f"{heading}看不出是哪一天，未登记")
    return found


def _votes_text(row: Row) -> str:
    return "；".join(
        text for name in ("votes_written", "result_written", "decided_text") if (text := row.text(name))
    )


def _read_votes(row: Row, read: RegisterRow, spoken: Spoken) -> None:
    """Counts of an open vote stay with the item; those of a secret ballot are its tally."""
    text, method = _votes_text(row), row.text("method_written")
    votes = meeting_lines.votes(text)
    numbers = {
        "votes_for": votes.votes_for,
        "against": votes.against,
        "abstain": votes.abstain,
    }
    for name, column in (
        ("votes_for", "for_written"),
        ("against", "against_written"),
        ("abstain", "abstain_written"),
    ):
        written = row.text(column)
        if written:
            numbers[name] = meeting_lines.ballots(written)
            if numbers[name] is None:
                read.open.append("票数一栏不是数字，未登记")
    if row.text("not_pressed_written") or votes.not_pressed is not None:
        read.open.append("“未按”的人数没有计入任何一种票，未登记")
    if any(meeting_words.is_secret(words) for words in (method, text, row.sheet.sheet, row.sheet.title)):
        more = {"invalid": votes.invalid, "issued": votes.issued, "returned": votes.returned}
        spoken.tally = _said({**numbers, **more})
        return
    if method and len(method) <= _LONGEST_METHOD:
        spoken.item["method_written"] = method
    if all(number is None for number in numbers.values()):
        return
    for name, number in numbers.items():
        if number is not None:
            spoken.item[f"counted_{name.removeprefix('votes_')}"] = number
    if meeting_words.named_method(method) is None:
        read.open.append(_NOT_FILLED)
