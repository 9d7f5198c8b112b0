"""Many rows at once: executemany on the driver, with SQL made from the tables' metadata."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import sqlite
from sqlmodel import Session

from powerctl.store.transaction import driver

_DIALECT = sqlite.dialect()
_Convert = Callable[[Any], Any]


def insert_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values stand in the order of `columns`; how many.

    Values are those of the model (days, moments, terms, flags). Raises the driver's IntegrityError
    when a row breaks a constraint. Missing columns become empty, never the model's default.
    """
    session.flush()
    names = ", ".join(f'"{table.columns[name].name}"' for name in columns)
    places = ", ".join("?" * len(columns))
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'
    return driver(session).executemany(sql, _bound(table, columns, rows)).rowcount


def update_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set `columns` of existing rows; each row is its number (`id`) and then the values; how many changed.

    Objects of the session that stand for these rows are stale afterwards.
    """
    session.flush()
    values = ", ".join(f'"{table.columns[name].name}" = ?{place}' for place, name in enumerate(columns, 2))
    sql = f'UPDATE "{table.name}" SET {values} WHERE id = ?1'
    changed = driver(session).executemany(sql, _bound(table, ("id", *columns), rows)).rowcount
    session.expire_all()
    return changed


def next_id(session: Session, table: Table) -> int:
    """The first free number of a table: for rows whose children are inserted with them."""
    highest = session.execute(select(func.max(table.columns["id"]))).scalar()
    return (highest or 0) + 1


def _bound(table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    converters = [
        (place, convert)
        for place, name in enumerate(columns)
        if (convert := _converter(table, name)) is not None
    ]
    return _converted(rows, converters) if converters else rows


def _converted(
    rows: Iterable[Sequence[Any]], converters: Sequence[tuple[int, _Convert]]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for place, convert in converters:
            if values[place] is not None:
                values[place] = convert(values[place])
        yield values


def _converter(table: Table, name: str) -> _Convert | None:
    return table.columns[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
