"""Counts of secret ballots: the ledger remembers of them what their rows hold now, and nothing else.

Two tallies of one ballot, or a tally that is taken back and entered again, may tell by their difference
what a single member chose (reliability.md section 3). So whoever strikes, deletes or changes such a row,
by whatever command, undo included, also makes the ledger forget the counts it had before. The digests
stay, so that the chain still holds; what was forgotten can no longer be undone.
"""

import json
import sqlite3

from powerctl.store import triggers
from powerctl.store.seal import CHANGES, Change, last_entry

REASON = "无记名票数作废、更正或撤回，旧票数不留存"


def secret_tables() -> dict[str, tuple[str, ...]]:
    """Tables with counts that must not outlive their rows, and those columns."""
    return {
        table: tuple(about["secret"]) for table, about in triggers.described().items() if about.get("secret")
    }


def forget_old_counts(db: sqlite3.Connection) -> int:
    """Makes the ledger forget counts that this command's rows no longer hold; how many changes.

    Called inside the command's transaction, before its entry is sealed.
    """
    _, sealed, _ = last_entry(db)
    found = 0
    for table, names in secret_tables().items():
        touched = db.execute(
            "SELECT DISTINCT key FROM ledger_change WHERE seq > ? AND tbl = ? AND kind IN ('U', 'D')",
            (sealed, table),
        ).fetchall()
        for (key,) in touched:
            found += _forget_of_row(db, table, key, names)
    return found


def _forget_of_row(db: sqlite3.Connection, table: str, key: int, names: tuple[str, ...]) -> int:
    rows = db.execute(
        f"SELECT {CHANGES} FROM ledger_change WHERE tbl = ? AND key = ? AND psalt IS NOT NULL ORDER BY seq",
        (table, key),
    ).fetchall()
    held = _held(db, table, key, names)
    old = [change for change in map(Change._make, rows) if _tells_more(change, names, held)]
    for change in old:
        forget_images(db, change, REASON)
    if old and held is not None:
        # Written down once more, so that verify still knows what the row holds.
        db.execute(f'UPDATE "{table}" SET id = id WHERE id = ?', (key,))
    return len(old)


def forget_images(db: sqlite3.Connection, change: Change, reason: str, *, whole: bool = False) -> None:
    """Forgets the personal images of one change (`whole`: all of them).

    The digests stay, and a note in the ledger says what was forgotten and why.
    """
    pdigest = change.personal_digest
    told = {"reason": reason, "pdigest": None if pdigest is None else pdigest.hex()}
    db.execute(
        "UPDATE ledger_change SET psalt = NULL, pbefore = NULL, pafter = NULL, pdigest = ? WHERE seq = ?",
        (pdigest, change.seq),
    )
    if whole:
        told["digest"] = change.ordinary_digest.hex()
        db.execute(
            "UPDATE ledger_change SET salt = NULL, before = NULL, after = NULL, digest = ? WHERE seq = ?",
            (change.ordinary_digest, change.seq),
        )
    db.execute(
        "INSERT INTO ledger_change(at, inside, tbl, kind, key, salt, after) "
        f"SELECT {triggers.NOW}, entry, 'ledger_change', 'X', ?, randomblob(16), ? FROM ledger_context",
        (change.seq, json.dumps(told, ensure_ascii=False)),
    )


def _held(db: sqlite3.Connection, table: str, key: int, names: tuple[str, ...]) -> tuple[object, ...] | None:
    listed = ", ".join(f'"{name}"' for name in names)
    found = db.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', (key,)).fetchone()
    return None if found is None else tuple(found)


def _tells_more(change: Change, names: tuple[str, ...], held: tuple[object, ...] | None) -> bool:
    """Whether an image has a count that the row does not hold."""
    for image in (change.pbefore, change.pafter):
        counts = json.loads(image or b"{}")
        for at, name in enumerate(names):
            if counts.get(name) is not None and (held is None or counts[name] != held[at]):
                return True
    return False
