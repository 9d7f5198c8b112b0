"""Values typed by a clerk into one record: read by the column, checked, and told as before → after."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from powerctl.areas.cells import order_problem, reader_of
from powerctl.areas.receipt import table_of
from powerctl.errors import Refused
from powerctl.model import Unit
from powerctl.sheets.words import vocabulary
from powerctl.terms.sums import plain, yuan

_LONGEST_NUMBER = 18
_CALLED = ("name", "title", "number")
"""Columns by which a record is called, where its table has them."""
Link = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a command changed, in words; an empty value is 空."""

    field: str
    heading: str
    before: str
    after: str


def read_values(model: type[SQLModel], texts: Mapping[str, str], allowed: Collection[str]) -> dict[str, Any]:
    """Field → text becomes field → stored value; an empty text empties the field.

    Raises Refused for a field that the record does not have, or a text that it cannot hold.
    """
    return {name: read_value(model, name, text, allowed) for name, text in texts.items()}


def read_value(model: type[SQLModel], name: str, text: str, allowed: Collection[str]) -> Any:
    """One field's value as the table stores it. Raises Refused as `read_values`."""
    table = table_of(model)
    if name not in allowed:
        known = "、".join(f"{field}（{heading_of(model, field)}）" for field in allowed)
        raise Refused(f"{table.comment}没有可改的“{name}”；可以写：{known}")
    text = text.strip()
    if not text:
        return None if table.columns[name].nullable else ""
    read, wanted = reader_of(table.columns[name])
    value = read(text)
    if value is None and not (name.endswith("_to") and vocabulary.is_open_end(text)):
        why = vocabulary.why_no_day(text) if wanted.startswith("日期") else ""
        reason = f"：{why}" if why else ""
        beside = f"{name}_written"
        own = f"原来的说法另写：--set {heading_of(model, beside)}={text}" if beside in allowed else ""
        heading = heading_of(model, name)
        heading = heading.partition("（")[0] if name.endswith("_fen") else heading
        raise Refused(f"“{heading}”不认识“{text}”{reason}；要写：{wanted}", hint=own)
    return value


def heading_of(model: type[SQLModel], field: str) -> str:
    """The Chinese heading of a field."""
    columns = table_of(model).columns
    for name in (field, f"{field}_id"):
        if name in columns:
            return str(columns[name].comment)
    return field


def edit(
    session: Session,
    record: SQLModel,
    texts: Mapping[str, str],
    allowed: Collection[str],
    links: Mapping[str, Link] | None = None,
) -> list[Change]:
    """Sets fields of one record and flushes; only what differs is returned.

    `links` turns the clerk's key of another record into its number (`parent` → `parent_id`).
    Raises Refused for unknown fields, unreadable texts and days in the wrong order.
    """
    changes = set_values(session, record, texts, allowed, links)
    refuse_wrong_order(record)
    session.add(record)
    session.flush()
    return changes


def set_values(
    session: Session,
    record: SQLModel,
    texts: Mapping[str, str],
    allowed: Collection[str],
    links: Mapping[str, Link] | None = None,
) -> list[Change]:
    """Sets fields as `edit` does, for callers that look at the whole record before it is written."""
    links = links or {}
    plain = {name: text for name, text in texts.items() if name not in links}
    values = read_values(type(record), plain, allowed)
    changes = [
        change for name, value in values.items() for change in _set(record, name, value, _told(name, value))
    ]
    for name, text in texts.items():
        if name in links:
            number = links[name](text) if text.strip() else None
            changes += _set_link(session, record, f"{name}_id", number)
    return changes


def _set(record: SQLModel, name: str, value: Any, words: str) -> list[Change]:
    before = getattr(record, name)
    if before == value:
        return []
    setattr(record, name, value)
    heading = heading_of(type(record), name)
    if name.endswith("_fen"):
        heading = heading.partition("（")[0]
    return [Change(name, heading, _told(name, before), words)]


def _told(name: str, value: Any) -> str:
    """A stored value in words: fen as a clerk reads them."""
    if value is not None and name.endswith("_fen"):
        return yuan(value)
    if value is not None and name.endswith("_hundredths"):
        return plain(value)
    return shown(value)


def _set_link(session: Session, record: SQLModel, name: str, number: int | None) -> list[Change]:
    """A link is told by what the linked records are called; another unit's with that unit's name."""
    before, after = (_called(session, record, name, known) for known in (getattr(record, name), number))
    return [replace(change, before=before) for change in _set(record, name, number, after)]


def _called(session: Session, record: SQLModel, name: str, number: int | None) -> str:
    if number is None:
        return shown(None)
    (key,) = table_of(type(record)).columns[name].foreign_keys
    target = key.column.table
    words = next((target.columns[name] for name in _CALLED if name in target.columns), None)
    if words is None:
        return f"编号 {number}"
    query = select(words).where(key.column == number)
    home = getattr(record, "unit_id", None)
    if home is not None and "unit_id" in target.columns:
        units = table_of(Unit)
        elsewhere = select(units.c.name + "/" + words).join_from(
            target, units, target.c.unit_id == units.c.id
        )
        elsewhere = elsewhere.where(key.column == number, units.c.id != home)
        found = session.connection().execute(elsewhere).scalar()
        if found:
            return str(found)
    return str(session.connection().execute(query).scalar() or f"编号 {number}")


def set_term(record: SQLModel, name: str, text: str, allowed: Collection[str]) -> list[Change]:
    """Sets a term of a closed list, and the words typed for it beside it (`…_written`).

    Out: the change, told by the terms that are stored, with the words where they differ. Raises
    Refused for words that are none of the list.
    """
    beside = f"{name}_written"
    value, written = read_value(type(record), name, text, allowed), text.strip() or None
    old, old_words = getattr(record, name), getattr(record, beside)
    if (old, old_words) == (value, written):
        return []
    setattr(record, name, value)
    setattr(record, beside, written)
    return [Change(name, heading_of(type(record), name), _in_both(old, old_words), _in_both(value, written))]


def _in_both(value: Any, written: str | None) -> str:
    """A term, and what stands for it in the source where that is another word."""
    return shown(value) + (f"（原文：{written}）" if written and written != value else "")


def refuse_wrong_order(record: SQLModel) -> None:
    """Raises Refused when the record's end day lies before its start day."""
    wrong = order_problem(getattr(record, "valid_from", None), getattr(record, "valid_to", None))
    if wrong:
        raise Refused(wrong, hint="核对两个日期后重新输入")


def shown(value: Any) -> str:
    """A stored value as a clerk reads it."""
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def needed(text: str, heading: str) -> str:
    """A text that may not be empty. Raises Refused."""
    if not text.strip():
        raise Refused(f"缺少{heading}")
    return text.strip()


def typed_number(text: str) -> int | None:
    """A record's number as typed; None for other text and for what no row can be numbered."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def number_of(record: Any) -> int:
    """The row number of a stored record."""
    number = record.id
    if number is None:
        raise ValueError("the record is not stored yet")
    return int(number)


def noted(note: str | None, more: str) -> str:
    """A note with a further sentence."""
    return f"{note}；{more}" if note else more
