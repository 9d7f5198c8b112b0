"""Lawful deletion: values are forgotten in every change that holds them, and the chain still holds."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from powerctl.errors import Refused
from powerctl.store import triggers
from powerctl.store.connection import close_writing, connect
from powerctl.store.failures import telling
from powerctl.store.ledger import merged
from powerctl.store.seal import CHANGES, Change
from powerctl.store.secrecy import forget_images
from powerctl.store.transaction import driver, transaction

_BLOCK = 1 << 20
_SHORTEST_VALUE = 2
_MOST_PLACES = 5


@dataclass(frozen=True)
class Redaction:
    """What a lawful deletion did: changes whose values are gone; old values still in the file elsewhere."""

    changes: int
    remaining: int
    places: tuple[str, ...] = ()
    """Records that still hold one, as `廉政风险点 3`."""

    def __str__(self) -> str:
        told = f"已从台账的 {self.changes} 条改动中删除内容，文件已重新整理"
        if self.remaining:
            told += f"；有 {self.remaining} 个旧值在本文件的其他记录里仍然出现"
            told += f"：{'、'.join(self.places)}" if self.places else "（在台账的其他改动中）"
        return told + "；此前的备份仍含旧值，请一并处理"


def redact(
    path: Path, actor: str, table: str, key: int, reason: str, *, whole: bool = False, clear: bool = False
) -> Redaction:
    """Forget the personal values (`whole`: all values) of one row in the ledger, then rewrite the file.

    The row itself must hold its neutral values already, or `clear` empties its personal columns
    (one that may not be empty says that it was deleted). `reason` stays in the ledger for ever.
    Raises Refused for an unknown table, without a reason, and when there is nothing to forget.
    """
    if not reason.strip():
        raise Refused("请写明依法删除的理由和依据")
    with transaction(path, actor, f"redact {table} {key}", kind="redact") as session:
        db = driver(session)
        if table not in triggers.tables(db):
            raise Refused(f"没有“{table}”这种记录")
        if clear:
            _clear(db, table, key)
        values = _old_values(db, table, key, whole)
        changes = _forget(db, table, key, reason, whole)
        if not changes:
            raise Refused(f"{triggers.title(table)} {key} 在台账里没有可删除的内容")
        # Written down once more, so that verify still knows what the row holds.
        db.execute(f'UPDATE "{table}" SET id = id WHERE id = ?', (key,))
    with telling(path):
        db = connect(path, writing=True)
        try:
            db.execute("VACUUM")
            places = _places(db, values)
        finally:
            close_writing(db)
    return Redaction(changes, _count_in_file(path, values), places)


def _clear(db: sqlite3.Connection, table: str, key: int) -> None:
    _, personal = triggers.parts(db, table)
    if not personal:
        raise Refused(
            f"{triggers.title(table)}没有个人信息", hint="powerctl ledger redact 人员 编号 --reason 理由"
        )
    needed = {row[1] for row in db.execute(f'PRAGMA main.table_info("{table}")') if row[3]}
    told = f"（已依法删除 {key}）"
    settings = ", ".join(f'"{name}" = ?' for name in personal)
    values = [told if name in needed else None for name in personal]
    if not db.execute(f'UPDATE "{table}" SET {settings} WHERE id = ?', (*values, key)).rowcount:
        raise Refused(f"没有编号为 {key} 的{triggers.title(table)}", hint="powerctl person list")


def _forget(db: sqlite3.Connection, table: str, key: int, reason: str, whole: bool) -> int:
    holds = "psalt IS NOT NULL" + (" OR salt IS NOT NULL" if whole else "")
    rows = db.execute(
        f"SELECT {CHANGES} FROM ledger_change WHERE tbl = ? AND key = ? AND ({holds}) ORDER BY seq",
        (table, key),
    ).fetchall()
    for change in map(Change._make, rows):
        forget_images(db, change, reason, whole=whole)
    return len(rows)


def _old_values(db: sqlite3.Connection, table: str, key: int, whole: bool) -> set[str]:
    """The texts that are to disappear: those of the ledger that the row does not hold any more."""
    ordinary, personal = triggers.parts(db, table)
    names = set(personal) | (set(ordinary) if whole else set())
    found: set[str] = set()
    for images in db.execute(
        "SELECT before, pbefore, after, pafter FROM ledger_change WHERE tbl = ? AND key = ?", (table, key)
    ):
        for image in images:
            row = merged(image)
            found |= {str(value) for name, value in row.items() if name in names and value is not None}
    live = db.execute(
        f"SELECT {triggers.image(ordinary, 'x')}, {triggers.image(personal, 'x')} "
        f'FROM "{table}" x WHERE id = ?',
        (key,),
    ).fetchone()
    kept = {str(value) for value in merged(*(live or ())).values()}
    return {value for value in found - kept if len(value) >= _SHORTEST_VALUE}


def _places(db: sqlite3.Connection, values: set[str]) -> tuple[str, ...]:
    """The first records of each table that hold one of the texts in some column."""
    found = []
    for table in triggers.tables(db):
        texts = [row[1] for row in db.execute(f'PRAGMA main.table_info("{table}")') if row[2] == "TEXT"]
        fits = " OR ".join(f'instr("{name}", ?)' for name in texts)
        for value in sorted(values) if texts else ():
            query = f'SELECT id FROM "{table}" WHERE {fits} ORDER BY id LIMIT {_MOST_PLACES}'
            found += [f"{triggers.title(table)} {row[0]}" for row in db.execute(query, [value] * len(texts))]
    return tuple(dict.fromkeys(found))[:_MOST_PLACES]


def _count_in_file(path: Path, values: set[str]) -> int:
    """How many of the texts are still somewhere among the file's bytes."""
    looked_for = {value.encode("utf-8", "surrogatepass") for value in values}
    longest = max(map(len, looked_for), default=0)
    found: set[bytes] = set()
    with telling(path), path.open("rb") as file:
        tail = b""
        while block := file.read(_BLOCK):
            tail += block
            found |= {value for value in looked_for - found if value in tail}
            tail = tail[-longest:] if longest else b""
    return len(found)
