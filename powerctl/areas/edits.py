"""Values typed by a clerk into one record: read by the column, checked, and told as before → after."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel

from powerctl.areas.cells import order_problem, reader_of
from powerctl.areas.receipt import table_of
from powerctl.errors import Refused
from powerctl.sheets import vocabulary

_LONGEST_NUMBER = 18
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
        raise Refused(f"“{heading_of(model, name)}”不认识“{text}”{reason}；要写：{wanted}")
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
    links = links or {}
    model = type(record)
    unknown = [name for name in texts if name not in links]
    values = read_values(model, {name: texts[name] for name in unknown}, allowed)
    changes: list[Change] = []
    for name, value in values.items():
        changes += _set(record, name, value, shown(value))
    for name, text in texts.items():
        if name in links:
            number = links[name](text) if text.strip() else None
            changes += _set(record, f"{name}_id", number, text.strip() or "空")
    refuse_wrong_order(record)
    session.add(record)
    session.flush()
    return changes


def _set(record: SQLModel, name: str, value: Any, words: str) -> list[Change]:
    before = getattr(record, name)
    if before == value:
        return []
    setattr(record, name, value)
    return [Change(name, heading_of(type(record), name), shown(before), words)]


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
