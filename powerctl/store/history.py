"""What rows of one table held at earlier moments, out of the ledger's images."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from powerctl.store import triggers

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Image:
    """One change of a row as it was written down: `values` None where the row went away.

    `at` is UTC, as the ledger keeps it.
    """

    at: str
    key: int
    values: tuple[Any, ...] | None


def images(
    db: "sqlite3.Connection | Session", table: str, columns: Sequence[str], until: str
) -> Iterator[Image]:
    """Every change of a table's rows before a moment (UTC, ISO), in the order in which it was made.

    Only ordinary columns; an image that was lawfully deleted has empty values. Raises ValueError for
    a column that the table does not keep openly.
    """
    if not isinstance(db, sqlite3.Connection):
        found = db.connection().connection.driver_connection
        assert isinstance(found, sqlite3.Connection)
        db = found
    ordinary, _ = triggers.parts(db, table)
    unknown = set(columns) - set(ordinary)
    if unknown:
        raise ValueError(f"{table} keeps no {', '.join(sorted(unknown))} in its ordinary image")
    paths = ", ".join(f"'$.{name}'" for name in columns)
    rows = db.execute(
        f"SELECT at, key, kind, json_extract(after, {paths}) FROM ledger_change "
        "WHERE tbl = ? AND kind IN ('I', 'U', 'D', 'M') AND at < ? ORDER BY seq",
        (table, until),
    )
    for at, key, kind, values in rows:
        if kind == "D":
            yield Image(at, key, None)
        elif values is None:
            yield Image(at, key, (None,) * len(columns))
        else:
            yield Image(at, key, tuple(json.loads(values)) if len(columns) > 1 else (values,))
