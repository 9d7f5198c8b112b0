"""Many rows at once, on the driver, with SQL made from the tables' metadata.

Blocks of rows go in by one statement each: a statement that fires triggers keeps a copy of every
page it changes until it ends, so that one statement a row costs twice as much.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import sqlite
from sqlmodel import Session

from powerctl.store.transaction import driver

_DIALECT = sqlite.dialect()
# More only make the copy larger: 500 cost a quarter more.
_ROWS_A_BLOCK = 100
# SQLite's own limit on values in a statement, unless it was built otherwise.
_VALUES_A_BLOCK = 32766
_SAMPLE = 1000
_Convert = Callable[[Any], Any]


def insert_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values stand in the order of `columns`; how many.

    Values are those of the model (days, moments, terms, flags). Raises the driver's IntegrityError
    when a row breaks a constraint. Missing columns become empty, never the model's default.
    """
    session.flush()
    names = ", ".join(f'"{table.columns[name].name}"' for name in columns)
    return _in_blocks(
        session,
        f'INSERT INTO "{table.name}" ({names}) VALUES {{}}',
        len(columns),
        _bound(table, columns, rows),
    )


def update_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set `columns` of existing rows; each row is its number (`id`) and then the values; how many changed.

    Objects of the session that stand for these rows are stale afterwards.
    """
    session.flush()
    values = ", ".join(f'"{table.columns[name].name}" = v.column{at}' for at, name in enumerate(columns, 2))
    sql = f'UPDATE "{table.name}" SET {values} FROM (VALUES {{}}) v WHERE "{table.name}".id = v.column1'
    changed = _in_blocks(session, sql, len(columns) + 1, _bound(table, ("id", *columns), rows))
    session.expire_all()
    return changed


def next_id(session: Session, table: Table) -> int:
    """The first free number of a table: for rows whose children are inserted with them."""
    highest = session.execute(select(func.max(table.columns["id"]))).scalar()
    return (highest or 0) + 1


def note_sizes(session: Session) -> None:
    """Tell the planner how large the tables are now: after many rows, in their own transaction.

    A sample of each index is enough, and takes a few hundredths of a second.
    """
    db = driver(session)
    db.execute(f"PRAGMA analysis_limit={_SAMPLE}")
    db.execute("ANALYZE main")


def _in_blocks(session: Session, sql: str, width: int, rows: Iterable[Sequence[Any]]) -> int:
    db, waiting, done = driver(session), iter(rows), 0
    most = min(_ROWS_A_BLOCK, _VALUES_A_BLOCK // width)
    row = f"({','.join('?' * width)})"
    while block := list(islice(waiting, most)):
        done += db.execute(
            sql.format(",".join([row] * len(block))), tuple(chain.from_iterable(block))
        ).rowcount
    return done


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
