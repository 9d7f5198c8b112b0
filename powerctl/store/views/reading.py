"""Reading by views: rows, their number, one record with what belongs to it. Only `sqlite3`."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from powerctl.errors import Refused
from powerctl.store.views.conditions import Condition, Value, as_sql
from powerctl.store.views.view import View, ViewColumn, quoted


@dataclass(frozen=True, slots=True)
class Belonging:
    """Records of another noun that belong to a record, as a list of that noun shows them.

    `key` (English) and `title` tell it from the record's other groups; `rows` holds at most what was
    asked for; `total` is how many there are.
    """

    key: str
    title: str
    view: View
    columns: tuple[ViewColumn, ...]
    rows: list[tuple[Any, ...]]
    total: int


@dataclass(frozen=True, slots=True)
class Record:
    """One record: every column with its value, and what belongs to it."""

    view: View
    values: tuple[tuple[ViewColumn, Any], ...]
    belongings: tuple[Belonging, ...]

    def __getitem__(self, key: str) -> Any:
        """The value of a column, by English key or Chinese heading."""
        wanted = self.view.column(key)
        return next(value for column, value in self.values if column is wanted)


def rows(
    db: sqlite3.Connection,
    view: View,
    *,
    where: Sequence[Condition] = (),
    order: Sequence[str] = (),
    limit: int | None = None,
    columns: Sequence[str] | None = None,
) -> list[tuple[Any, ...]]:
    """The view's rows as tuples of the columns asked for (the listed ones when None).

    `order` names columns by key or heading, `-name` for descending; empty values come last; rows
    that are equal in it stand by their number, so that the same file gives the same list. Refuses
    unknown columns and values that cannot be compared.
    """
    return _asked(db, view, where, order, limit, columns).fetchall()


def each(
    db: sqlite3.Connection,
    view: View,
    *,
    where: Sequence[Condition] = (),
    order: Sequence[str] = (),
    columns: Sequence[str] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """The same rows one after the other, for lists that need not be in memory as a whole."""
    yield from _asked(db, view, where, order, None, columns)


def _asked(
    db: sqlite3.Connection,
    view: View,
    where: Sequence[Condition],
    order: Sequence[str],
    limit: int | None,
    columns: Sequence[str] | None,
) -> sqlite3.Cursor:
    chosen = chosen_columns(view, columns)
    narrowed, values = _where(view, where)
    sql = f"SELECT {', '.join(quoted(column.heading) for column in chosen)} FROM {quoted(view.sql_name)}"
    sql += f"{narrowed} ORDER BY {_order(view, order or view.order)}"
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    return db.execute(sql, values)


def count(db: sqlite3.Connection, view: View, where: Sequence[Condition] = ()) -> int:
    """How many rows of the view fit all conditions."""
    narrowed, values = _where(view, where)
    return int(db.execute(f"SELECT count(*) FROM {quoted(view.sql_name)}{narrowed}", values).fetchone()[0])


def chosen_columns(view: View, names: Sequence[str] | None) -> tuple[ViewColumn, ...]:
    """The columns of the names given, by key or heading; the listed ones for None."""
    return view.listed if names is None else tuple(view.column(name) for name in names)


def number_of(db: sqlite3.Connection, view: View, name: str, *, where: Sequence[Condition] = ()) -> int:
    """The number of the record that a clerk names: by a column of `known_by`, else by its number.

    Refuses a name that fits none, or several (the hint lists them).
    """
    for key in view.known_by:
        found = rows(
            db, view, where=(*where, Condition(key, "=", name)), columns=("id", *_telling(view)), limit=6
        )
        if len(found) == 1:
            return int(found[0][0])
        if found:
            listing = "；".join(
                " ".join(str(value) for value in row if value not in (None, "")) for row in found
            )
            raise Refused(f"有几条{view.title}都叫“{name}”，请用编号指明", hint=f"用编号指明：{listing}")
    # A longer text is no number: a code may have as many digits as it likes.
    if re.fullmatch(r"[0-9]{1,18}", name) and rows(
        db, view, where=(*where, Condition("id", "=", name)), columns=("id",)
    ):
        return int(name)
    raise Refused(f"没有找到{view.title}“{name}”", hint=_look_up(view))


def one(
    db: sqlite3.Connection, view: View, number: int, views: Mapping[str, View], *, most: int = 50
) -> Record:
    """One record, with at most `most` rows of each kind that belongs to it. Refuses an unknown number."""
    everything = tuple(column.key for column in view.columns)
    found = rows(db, view, where=(Condition("id", "=", number),), columns=everything)
    if not found:
        raise Refused(f"没有编号为 {number} 的{view.title}", hint=_look_up(view))
    values = dict(zip(everything, found[0], strict=True))
    belongings = []
    for child in view.children:
        below = views[child.view]
        fits = (Condition(child.link, "=", values[child.of]),)
        total = count(db, below, fits)
        if total:
            listed = rows(db, below, where=fits, limit=most)
            key = f"{child.view}_by_{child.link.removesuffix('_id')}" if child.title else child.view
            title = child.title or below.title
            belongings.append(Belonging(key, title, below, below.listed, listed, total))
    return Record(view, tuple(zip(view.columns, found[0], strict=True)), tuple(belongings))


def _telling(view: View) -> tuple[str, ...]:
    return tuple(key for key in ("unit", "edition", "name", "sub_item", "title") if view.has(key))


def _look_up(view: View) -> str:
    return f"powerctl {view.command} list" if view.command else ""


def _where(view: View, where: Sequence[Condition]) -> tuple[str, list[Value]]:
    parts: list[str] = []
    values: list[Value] = []
    for condition in where:
        sql, bound = as_sql(view, condition)
        parts.append(sql)
        values.extend(bound)
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _order(view: View, order: Sequence[str]) -> str:
    parts = []
    for name in (*order, "id"):
        descending = name.startswith("-")
        column = view.column(name.removeprefix("-"))
        parts.append(f"{quoted(column.heading)} {'DESC' if descending else 'ASC'} NULLS LAST")
    return ", ".join(dict.fromkeys(parts))
