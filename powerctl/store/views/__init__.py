"""Readable views: one per noun, for list and show and for any other SQLite tool.

`VIEWS` by noun; `create_views`, `drop_views`; `rows`, `count`, `one`, `number_of` to read.
"""

import sqlite3

from powerctl.store.views.conditions import Condition, read_condition
from powerctl.store.views.every import Views
from powerctl.store.views.reading import Belonging, Record, chosen_columns, count, each, number_of, rows
from powerctl.store.views.reading import one as _one
from powerctl.store.views.view import Child, Kind, View, ViewColumn, quoted

VIEWS = Views()

__all__ = [
    "VIEWS",
    "Belonging",
    "Child",
    "Condition",
    "Kind",
    "Record",
    "View",
    "ViewColumn",
    "chosen_columns",
    "count",
    "create_views",
    "drop_views",
    "each",
    "number_of",
    "one",
    "read_condition",
    "rows",
]


def create_views(db: sqlite3.Connection) -> None:
    """Make every view. They must not be there yet; the tables must."""
    for view in VIEWS.values():
        db.execute(view.sql)


def drop_views(db: sqlite3.Connection) -> None:
    """Remove every view of the file, also those of an older program."""
    names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for (name,) in names:
        db.execute(f"DROP VIEW {quoted(name)}")


def one(db: sqlite3.Connection, view: View, number: int, *, most: int = 50) -> Record:
    """One record, with at most `most` rows of each kind that belongs to it. Refuses an unknown number."""
    return _one(db, view, number, VIEWS, most=most)
