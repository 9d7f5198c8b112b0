"""Was anything altered, hidden, back-dated or lost? One pass over ledger and rows."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from powerctl.errors import Refused
from powerctl.store import triggers
from powerctl.store.connection import connect, revision_of, schema_digest
from powerctl.store.revisions import digests
from powerctl.store.seal import GENESIS, link_start
from powerctl.store.trouble import MEANINGS, MOST_PER_CODE, Trouble, Troubles
from powerctl.store.walk import Walk

__all__ = ["MEANINGS", "Trouble", "verify", "verify_open"]


def verify(path: Path, anchors: Sequence[str] = (), *, fast: bool = False) -> list[Trouble]:
    """Everything that is wrong with a file; empty when it is intact. Writes nothing.

    `anchors` are head codes that somebody else kept. `fast` looks at chain and schema only, not at
    the rows. Raises Refused for a file that is missing, foreign or newer, and for a code that is none.
    """
    with closing(connect(path, writing=False)) as db:
        db.execute("BEGIN")
        return verify_open(db, anchors, fast=fast)


def verify_open(
    db: sqlite3.Connection, anchors: Sequence[str] = (), *, fast: bool = False, digest: str | None = None
) -> list[Trouble]:
    """What `verify` finds, inside the transaction that is open on `db`.

    `digest` is what the schema must be, where it is not the one shipped for the file's revision.
    """
    wanted = {link_start(code): code for code in anchors}
    troubles = Troubles()
    try:
        _check_schema(db, troubles, digest)
        if not fast:
            _check_pages(db, troubles)
        walk = Walk(db, troubles, with_state=not fast)
        walk.ledger()
        if not fast:
            walk.rows()
        _check_anchors(db, troubles, walk.starts, wanted)
    except sqlite3.DatabaseError as error:
        troubles.add("CORRUPT", str(error))
    return troubles.all()


def _check_schema(db: sqlite3.Connection, troubles: Troubles, digest: str | None) -> None:
    revision = revision_of(db)
    if schema_digest(db) != (digest or digests().get(revision)):
        troubles.add("SCHEMA", f"与版本 {revision} 应有的不同")
    if db.execute("SELECT count(*), max(entry) FROM ledger_context").fetchone() != (1, None):
        troubles.add("CONTEXT", "应当是一行空值")


def _check_pages(db: sqlite3.Connection, troubles: Troubles) -> None:
    for (message,) in db.execute(f"PRAGMA integrity_check({MOST_PER_CODE})"):
        if message != "ok":
            troubles.add("CORRUPT", message)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        troubles.add("FOREIGN_KEY", f"{triggers.title(table)} {row} 引用的{triggers.title(parent)}不存在")


def _check_anchors(
    db: sqlite3.Connection, troubles: Troubles, starts: dict[bytes, int], wanted: dict[bytes, str]
) -> None:
    for start, code in wanted.items():
        if start not in starts and not GENESIS.startswith(start):
            troubles.add("ANCHOR", f"没有首码 {code} 对应的操作：文件被换成别的一份，或台账被改写过")
    # A restored backup of a new file is anchored at the empty ledger.
    known = {GENESIS[: len(link)]: 0 for link in starts} | starts
    for code, entry in db.execute("SELECT code, entry FROM anchor"):
        if known.get(_start(code)) != entry:
            troubles.add("ANCHOR", f"第 {entry} 号操作与留存的首码 {code} 不符")


def _start(code: str) -> bytes:
    try:
        return link_start(code)
    except Refused:
        return b""
