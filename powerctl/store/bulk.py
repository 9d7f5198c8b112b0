"""Many rows at once, on the driver, with SQL made from the tables' metadata.

Blocks of rows go in by one statement each: a statement that fires triggers keeps a copy of every
page it changes until it ends, so that one statement a row costs twice as much.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlmodel import Session

from powerctl.store.transaction import driver

_DIALECT = sqlite.dialect()
# More only make the copy larger: 500 cost a quarter more.
_ROWS_A_BLOCK = 100
# SQLite's own limit on values in a statement, unless it was built otherwise.
_VALUES_A_BLOCK = 32766
# Looked through column by column: a whole number of blocks.
_ROWS_AT_ONCE = 20 * _ROWS_A_BLOCK
_LONG = 40
# What is written once and read once gains nothing from the large cache of a check: a few hundred pages hold
# the upper levels of every index.
_CACHE_KIB = 6144
_SAMPLE = 1000
_Convert = Callable[[Any], Any]
_Column = Sequence[Any]


def insert_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose values stand in the order of `columns`; how many.

    Values are those of the model (days, moments, terms, flags). Raises the driver's IntegrityError
    when a row breaks a constraint. Missing columns become empty, never the model's default.
    """
    session.flush()
    db, done = driver(session), 0
    for lists in _by_column(db, table, columns, rows):
        # A list of a county fills a third of the columns; to bind the empty ones took a tenth of the time.
        filled = {
            name: values
            for name, values in lists.items()
            if values[0] is not None or values.count(None) < len(values)
        }
        filled = filled or lists
        names = ", ".join(f'"{table.columns[name].name}"' for name in filled)
        done += _in_blocks(
            db, f'INSERT INTO "{table.name}" ({names}) VALUES {{}}', len(filled), filled.values()
        )
    return done


def update_rows(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set `columns` of existing rows; each row is its number (`id`) and then the values; how many changed.

    Objects of the session that stand for these rows are stale afterwards.
    """
    session.flush()
    db, changed = driver(session), 0
    values = ", ".join(f'"{table.columns[name].name}" = v.column{at}' for at, name in enumerate(columns, 2))
    sql = f'UPDATE "{table.name}" SET {values} FROM (VALUES {{}}) v WHERE "{table.name}".id = v.column1'
    for lists in _by_column(db, table, ("id", *columns), rows):
        changed += _in_blocks(db, sql, len(lists), lists.values())
    session.expire_all()
    return changed


def note_sizes(session: Session) -> None:
    """Tell the planner how large the tables are now: after many rows, in their own transaction.

    A sample of each index is enough, and takes a few hundredths of a second. Tables without an index
    are left out: the only large one is the ledger, and its rows would be counted one by one.
    """
    db = driver(session)
    db.execute(f"PRAGMA analysis_limit={_SAMPLE}")
    for (table,) in db.execute(
        "SELECT DISTINCT tbl_name FROM main.sqlite_schema WHERE type = 'index' ORDER BY tbl_name"
    ).fetchall():
        db.execute(f'ANALYZE main."{table}"')


def _by_column(
    db: sqlite3.Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[dict[str, _Column]]:
    """A few rows at a time, each column's values in a list as the driver takes them."""
    ways = [_converter(table, name) for name in columns]
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS_AT_ONCE)):
        if len(some) == _ROWS_AT_ONCE:
            db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        lists = zip(columns, ways, zip(*some, strict=True), strict=True)
        yield {name: _bound(values, convert) for name, convert, values in lists}


def _bound(values: _Column, convert: _Convert | None) -> _Column:
    if convert is not None:
        # Days and terms come again and again: each is converted once.
        known = {value: None if value is None else convert(value) for value in set(values)}
        return [known[value] for value in values]
    return [_passing(value) if value.__class__ is str and len(value) > _LONG else value for value in values]


def _passing(text: str) -> str:
    """A copy of a long text.

    Binding a text leaves its UTF-8 form on it for as long as it lives, half as large again as the
    text itself; on a copy that form goes when the block does.
    """
    return "".join((text, ""))


def _in_blocks(db: sqlite3.Connection, sql: str, width: int, columns: Iterable[_Column]) -> int:
    rows, done = zip(*columns, strict=True), 0
    most = min(_ROWS_A_BLOCK, _VALUES_A_BLOCK // width)
    row = f"({','.join('?' * width)})"
    while block := list(islice(rows, most)):
        done += db.execute(
            sql.format(",".join([row] * len(block))), tuple(chain.from_iterable(block))
        ).rowcount
    return done


def _converter(table: Table, name: str) -> _Convert | None:
    return table.columns[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
