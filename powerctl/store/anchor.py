"""Anchors: head codes kept by somebody else, and whether the file still agrees with them."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from powerctl.errors import Refused
from powerctl.store.seal import GENESIS, code_of, last_entry, link_start


@dataclass(frozen=True)
class Anchor:
    """A head code and where it went; `entry` is the entry it stands for."""

    id: int
    code: str
    entry: int
    place: str
    note: str | None


def record_anchor(path: Path, actor: str, place: str, note: str | None = None) -> str:
    """Write down that the present head code goes to `place` (a report's number, a person); the code.

    Raises Refused when the ledger is empty. The record is itself an entry, after the code it names.
    """
    from powerctl.store.transaction import driver, transaction

    if not place.strip():
        raise Refused("没有写明首码留存在哪里（文号或保管人）", hint="powerctl ledger anchor 保存处")
    with transaction(path, actor, "ledger anchor", kind="ledger") as session:
        db = driver(session)
        entry, _, link = last_entry(db)
        if not entry:
            raise Refused("台账还没有内容，没有首码可留存")
        code = code_of(link)
        db.execute(
            "INSERT INTO anchor(code, entry, place, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (code, entry, place, note),
        )
    return code


def anchors(db: sqlite3.Connection) -> list[Anchor]:
    """Every recorded anchor, newest first."""
    rows = db.execute("SELECT id, code, entry, place, note FROM anchor ORDER BY id DESC").fetchall()
    return [Anchor(*row) for row in rows]


def entry_of(db: sqlite3.Connection, code: str) -> int | None:
    """The entry that a code stands for (0: the empty ledger); None when the file has no such entry.

    Raises Refused for a text that is no code.
    """
    start = link_start(code)
    if GENESIS.startswith(start):
        return 0
    row = db.execute(
        "SELECT seq FROM ledger_entry WHERE substr(hash, 1, ?) = ?", (len(start), start)
    ).fetchone()
    return None if row is None else int(row[0])
