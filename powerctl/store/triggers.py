"""The triggers that write down every change of a row, whoever makes it.

Images are JSON with the columns in the file's own order; personal columns go into a second,
separately salted image that a lawful deletion can forget. Their text is made from the file's
tables, so that a new file and an upgraded one have the same.
"""

import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

UNLEDGERED = {
    "check_run": "made by the check, can be made again at any time",
    "check_result": "made by the check, can be made again at any time",
    "finding": "made by the check, can be made again at any time",
    "ledger_change": "the ledger itself",
    "ledger_entry": "the ledger itself",
    "ledger_context": "the ledger itself",
}
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"
# SQLite takes at most 100 arguments in a function unless it was built otherwise.
_PAIRS = 49

_GUARDS = (
    """CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT,'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_entry_remains BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT,'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_change_remains BEFORE DELETE ON ledger_change
BEGIN SELECT RAISE(ABORT,'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_change_stays BEFORE UPDATE ON ledger_change WHEN NOT (
EXISTS (SELECT 1 FROM ledger_context WHERE entry IS NOT NULL)
AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.inside IS OLD.inside AND NEW.tbl IS OLD.tbl
AND NEW.kind IS OLD.kind AND NEW.key IS OLD.key
AND NEW.psalt IS NULL AND NEW.pbefore IS NULL AND NEW.pafter IS NULL
AND (NEW.salt IS OLD.salt AND NEW.before IS OLD.before AND NEW.after IS OLD.after
OR NEW.salt IS NULL AND NEW.before IS NULL AND NEW.after IS NULL))
BEGIN SELECT RAISE(ABORT,'the ledger is append-only'); END""",
)


@cache
def described() -> dict[str, dict[str, Any]]:
    """Table → its Chinese title, column headings and personal columns, as frozen with the revision."""
    text = (Path(__file__).with_name("revisions") / "tables.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = json.loads(text)
    return tables


def title(table: str) -> str:
    """What a clerk calls the rows of a table."""
    return str(described().get(table, {}).get("title", table))


def tables(db: sqlite3.Connection) -> list[str]:
    """The tables whose rows are written down, by name."""
    names = db.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY name"
    )
    return [name for (name,) in names if name not in UNLEDGERED]


def columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table in the file's order."""
    return [row[1] for row in db.execute(f'PRAGMA main.table_info("{table}")')]


def parts(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """The columns of a table's ordinary and of its personal image."""
    hidden = set(described().get(table, {}).get("personal", ()))
    names = columns(db, table)
    return [name for name in names if name not in hidden], [name for name in names if name in hidden]


def image(names: list[str], row: str) -> str:
    """The SQL that makes the JSON image of some columns of a row; NULL when there is no column."""
    if not names:
        return "NULL"
    chunks = [names[start : start + _PAIRS] for start in range(0, len(names), _PAIRS)]
    objects = [f"json_object({','.join(_pair(name, row) for name in chunk)})" for chunk in chunks]
    joined = objects[0]
    for more in objects[1:]:
        joined = f"rtrim({joined},'}}')||','||ltrim({more},'{{')"
    return joined


def install(db: sqlite3.Connection) -> None:
    """Make every trigger of the ledger; the file must have none of them."""
    for statement in _GUARDS:
        db.execute(statement)
    for table in tables(db):
        for statement in _of_table(db, table):
            db.execute(statement)


def remove(db: sqlite3.Connection) -> None:
    """Drop every trigger of the file: a migration's first step, inside its transaction."""
    for (name,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')


def reshape(db: sqlite3.Connection, table: str) -> None:
    """Write down the new image of every row of a table whose columns a migration has changed.

    Such a change is of kind `M` and only lawful inside an entry of kind `upgrade`.
    """
    ordinary, personal = parts(db, table)
    db.execute(
        f"INSERT INTO ledger_change(at,inside,tbl,kind,key,salt,after,psalt,pafter) "
        f"SELECT {NOW},(SELECT entry FROM ledger_context),'{table}','M',x.id,randomblob(16),"
        f'{image(ordinary, "x")},{_salt(personal)},{image(personal, "x")} FROM "{table}" x ORDER BY x.id'
    )


def _of_table(db: sqlite3.Connection, table: str) -> Iterator[str]:
    ordinary, personal = parts(db, table)
    yield (
        f'CREATE TRIGGER ledger_{table}_key BEFORE UPDATE OF id ON "{table}" WHEN NEW.id IS NOT OLD.id\n'
        "BEGIN SELECT RAISE(ABORT,'a row keeps its number'); END"
    )
    for kind, event, row in (("I", "insert", "NEW"), ("U", "update", "OLD"), ("D", "delete", "OLD")):
        before = "OLD" if kind != "I" else None
        after = "NEW" if kind != "D" else None
        yield (
            f'CREATE TRIGGER ledger_{table}_{event} AFTER {event.upper()} ON "{table}" BEGIN\n'
            f"INSERT INTO ledger_change(at,inside,tbl,kind,key,salt,before,after,psalt,pbefore,pafter)\n"
            f"SELECT {NOW},entry,'{table}','{kind}',{row}.id,randomblob(16),\n"
            f"{_or_null(ordinary, before)},\n{_or_null(ordinary, after)},\n"
            f"{_salt(personal)},{_or_null(personal, before)},{_or_null(personal, after)}\n"
            "FROM ledger_context; END"
        )


def _pair(name: str, row: str) -> str:
    return f"'{name}',{row}.\"{name}\""


def _or_null(names: list[str], row: str | None) -> str:
    return "NULL" if row is None else image(names, row)


def _salt(personal: list[str]) -> str:
    return "randomblob(16)" if personal else "NULL"
