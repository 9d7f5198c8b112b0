"""Intake of topics before any meeting, of the seven stages, of talks and written words beforehand."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_topics import link_topic, said, tell_lost, topic_values
from powerctl.areas.meetings.proceedings_book import Found, Line, Proceedings, take_keyed, take_listed
from powerctl.areas.rows import Row
from powerctl.terms import TopicState

_STEP_FIELDS = ("begun_on", "done_on", "document", "outcome", "missing_reason")
_LIFE = tuple(TopicState)


def take_topics(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes topics; one is known by its number, without one by its title."""
    lost: Counter[str] = Counter()
    seen: dict[int, int] = {}
    for line in lines:
        row, home = line.entry.row, line.home
        title = row.needed("title", "议题名称")
        values = topic_values(book, row)
        values["state"] = row.value(book.topics.table, "state") if row.has("state") else None
        if row.rejected:
            continue
        number = _topic_meant(book, row, home, title)
        if row.rejected:
            continue
        if number in seen:
            row.problem("title", "每个议题一行", f"议题“{title}”与第{seen[number]}行重复")
            continue
        link_topic(book, row, home, values, lost, number)
        if number is None:
            written = row.text("number") or _free_number(book, row, home)
            if values["state"] is None and not row.sheet.as_written:
                values["state"] = TopicState.PROPOSED
            number = book.take(
                line.entry, book.topics, None, {**values, "unit_id": home, "number": written}, None
            )
            if number is not None:
                book.topic_numbers[home, normal(written)] = number
                book.add_title(home, title, number)
        else:
            book.take(line.entry, book.topics, number, _forward(book, row, number, values), None)
        if number is not None:
            seen[number] = row.record.row
    tell_lost(book, lost)


def _forward(book: Proceedings, row: Row, topic: int, values: dict[str, Any]) -> dict[str, Any]:
    """What a row says of a stored topic; a form that was filled in earlier takes no topic back."""
    values = said(row, values)
    before, state = book.topics.rows[topic]["state"], values.get("state")
    if not row.sheet.as_written and before and state and _LIFE.index(state) < _LIFE.index(before):
        del values["state"]
    return values


def _topic_meant(book: Proceedings, row: Row, home: int, title: str) -> int | None:
    written = row.text("number")
    if written:
        return book.topic_numbers.get((home, normal(written)))
    named = book.topics_called(home, title)
    if len(named) > 1:
        row.problem("title", "议题编号", f"本单位有 {len(named)} 个议题叫“{title}”，请填议题编号")
    return named[0] if len(named) == 1 else None


def _free_number(book: Proceedings, row: Row, home: int) -> str:
    proposed = row.value(book.topics.table, "proposed_on") if row.has("proposed_on") else None
    year = (proposed or book.draft.today).year
    count = 1
    while (home, f"{year}-{count:03}") in book.topic_numbers:
        count += 1
    return f"{year}-{count:03}"


def take_steps(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes stages of topics; one is known by topic and stage."""
    found = []
    for line in lines:
        row = line.entry.row
        topic = topic_of(book, line)
        row.needed("stage", "环节")
        values = row.values(book.steps.table, ("stage", *_STEP_FIELDS))
        if topic is None or row.rejected:
            continue
        begun, done = values.get("begun_on"), values.get("done_on")
        if done and values.get("missing_reason"):
            row.problem("missing_reason", "履行了的留空", f"既写了完成日期 {done}，又写了未履行的理由")
        elif begun and done and done < begun:
            row.problem("done_on", "不早于开始日期的日期", f"完成日期 {done} 早于开始日期 {begun}")
        else:
            found.append(Found(line.entry, {"topic_id": topic, **values}))
    take_keyed(book, book.steps, found, ("topic_id", "stage"), "stage", "一个议题的每个环节")


def take_consultations(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes talks; one is known by topic, person and day."""
    found = _of_people(book, lines, "酝酿对象", ("held_on", "note"))
    table = book.consultations
    take_listed(
        book, table, found, ("topic_id", "person_written"), ("held_on",), ("person_id", "person_written")
    )


def take_instructions(book: Proceedings, lines: Sequence[Line]) -> None:
    """Adds and changes what leaders wrote; one is known by topic, person and day."""
    found = _of_people(book, lines, "批示人", ("given_on", "text"))
    table = book.instructions
    take_listed(
        book, table, found, ("topic_id", "person_written"), ("given_on",), ("person_id", "person_written")
    )


def _of_people(book: Proceedings, lines: Sequence[Line], heading: str, fields: Sequence[str]) -> list[Found]:
    table = (book.consultations if "held_on" in fields else book.instructions).table
    found = []
    for line in lines:
        row = line.entry.row
        name = row.needed("person_written", heading)
        topic = topic_of(book, line)
        values = row.values(table, fields)
        if topic is None or row.rejected:
            continue
        home = book.topics.rows[topic]["unit_id"]
        values |= {"topic_id": topic, "person_written": name, "person_id": book.person(home, name)}
        found.append(Found(line.entry, values))
    return found


def topic_of(book: Proceedings, line: Line) -> int | None:
    """The topic that a row means: at the meeting it names, else among its unit's; none is a problem."""
    row = line.entry.row
    words = row.needed("topic", "议题")
    if not words:
        return None
    if line.meeting is not None:
        item = item_of(book, line)
        return None if item is None else int(book.items.rows[item]["topic_id"])
    named = book.topics_called(line.home, words)
    if len(named) != 1:
        why = (
            f"有 {len(named)} 个议题叫“{words}”，请写议题编号"
            if named
            else f"没有编号或名称为“{words}”的议题"
        )
        row.problem("topic", "已登记议题的编号或名称", f"本单位{why}")
    return named[0] if len(named) == 1 else None


def item_of(book: Proceedings, line: Line) -> int | None:
    """The place on the meeting's agenda that a row's 议题 means; none is a problem."""
    row = line.entry.row
    words = row.needed("topic", "议题")
    if not words or line.meeting is None:
        return None
    item = book.item_called(line.meeting, words)
    if item is None:
        number = book.meetings.rows[line.meeting]["number"]
        row.problem(
            "topic", "“议题”表中的顺序、编号或名称", f"会议“{number}”没有顺序、编号或名称为“{words}”的议题"
        )
    return item
