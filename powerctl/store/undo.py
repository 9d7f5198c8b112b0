"""Undo: the last command, or the import of a batch, is taken back by its before-images.

Undoing is itself a command with an entry, and can be undone. Nothing is taken back under rows
that somebody changed later: the clerk is told which entry stands in the way.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from powerctl.errors import IntegrityFailure, Refused
from powerctl.store import triggers
from powerctl.store.ledger import label, merged, tally, undone
from powerctl.store.transaction import driver, transaction

_VERBS = {"I": "删除", "D": "恢复", "U": "还原"}
# SQLite takes 32,766 values in a statement; no table has more than a hundred columns.
_ROWS_A_BLOCK = 300
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_NOT_UNDOABLE = {"redact": "依法删除", "upgrade": "文件升级", "ledger": "台账事项"}


@dataclass(frozen=True)
class _Target:
    """The entry to be taken back."""

    seq: int
    command: str
    kind: str
    first: int
    last: int
    undoes: int | None

    def __str__(self) -> str:
        redone = f"（即重做第 {self.undoes} 号操作）" if self.undoes else ""
        return f"第 {self.seq} 号操作 {self.command}{redone}"


def undo(path: Path, actor: str, *, batch: int | None = None, entry: int | None = None, now: datetime) -> str:
    """Take back the last command that was not taken back yet; or the import of a batch; or one entry.

    In: `now` marks an undone batch. Out: one sentence saying what was taken back. Raises Refused when
    there is nothing to take back or a later command stands in the way, and all of store.transaction's.
    """
    command = "undo"
    if batch is not None:
        command += f" --batch {batch}"
    if entry is not None:
        command += f" --entry {entry}"
    with transaction(path, actor, command, kind="undo", check_links=False) as session:
        db = driver(session)
        target = _target(db, batch, entry)
        session.info["undoes"] = target.seq
        _refuse_changed_rows(db, target)
        told = _take_back(db, target, now)
        _refuse_orphans(db, target)
    return told


def redo(path: Path, actor: str, *, now: datetime) -> str:
    """Take back the last undo. Raises Refused when there is none."""
    with transaction(path, actor, "redo", kind="undo", check_links=False) as session:
        db = driver(session)
        target = _read(db, _last_undo(db))
        session.info["undoes"] = target.seq
        _refuse_changed_rows(db, target)
        told = _take_back(db, target, now)
        _refuse_orphans(db, target)
    return told


def _target(db: sqlite3.Connection, batch: int | None, entry: int | None) -> _Target:
    taken = undone(db)
    if entry is not None:
        return _undoable(db, entry, taken)
    if batch is not None:
        return _undoable(db, _entry_of_batch(db, batch), taken)
    for (seq,) in db.execute("SELECT seq FROM ledger_entry WHERE kind = 'command' ORDER BY seq DESC"):
        if seq not in taken:
            return _undoable(db, seq, taken)
    raise Refused("没有可以撤回的操作", hint="powerctl ledger log")


def _last_undo(db: sqlite3.Connection) -> int:
    """The newest undo that holds and is not itself a redo."""
    undoes = dict(db.execute("SELECT seq, undoes FROM ledger_entry WHERE undoes IS NOT NULL"))
    takes_back: dict[int, bool] = {}
    for seq in sorted(undoes):
        takes_back[seq] = not takes_back.get(undoes[seq], False)
    holding = [seq for seq in undone(db).values() if takes_back[seq]]
    if not holding:
        raise Refused("没有可以重做的操作", hint="powerctl ledger log")
    return max(holding)


def _entry_of_batch(db: sqlite3.Connection, batch: int) -> int:
    row = db.execute(
        "SELECT e.seq FROM ledger_change c JOIN ledger_entry e "
        "ON c.seq BETWEEN e.first_change AND e.last_change "
        "WHERE c.tbl = 'import_batch' AND c.kind = 'I' AND c.key = ? ORDER BY c.seq DESC LIMIT 1",
        (batch,),
    ).fetchone()
    if row is None:
        raise Refused(f"没有导入批次 {batch}", hint="powerctl ledger log")
    return int(row[0])


def _undoable(db: sqlite3.Connection, entry: int, taken: dict[int, int]) -> _Target:
    target = _read(db, entry)
    if entry in taken:
        raise Refused(
            f"{target}已经由第 {taken[entry]} 号操作撤回", hint=f"powerctl undo --entry {taken[entry]} 可重做"
        )
    if target.kind in _NOT_UNDOABLE:
        raise Refused(f"{target}是{_NOT_UNDOABLE[target.kind]}，不能撤回", hint="powerctl ledger log")
    return target


def _read(db: sqlite3.Connection, entry: int) -> _Target:
    row = db.execute(
        "SELECT seq, coalesce(command, '外部改动'), kind, first_change, last_change, undoes "
        "FROM ledger_entry WHERE seq = ?",
        (entry,),
    ).fetchone()
    if row is None:
        raise Refused(f"台账里没有第 {entry} 号操作", hint="powerctl ledger log")
    target = _Target(*row)
    if db.execute(
        "SELECT 1 FROM ledger_change WHERE seq BETWEEN ? AND ? "
        "AND (salt IS NULL OR psalt IS NULL AND pdigest IS NOT NULL) LIMIT 1",
        (target.first, target.last),
    ).fetchone():
        raise Refused(
            f"{target}的部分内容已依法删除，或是不再留存的无记名票数，不能撤回；票数要重新登记",
            hint="powerctl ledger log",
        )
    return target


def _refuse_changed_rows(db: sqlite3.Connection, target: _Target) -> None:
    """Every row must still be what the entry left behind."""
    for table in _tables(db, target):
        ordinary, personal = triggers.parts(db, table)
        row = db.execute(
            "SELECT c.key, c.before, c.after, c.pbefore, c.pafter FROM ledger_change c JOIN "
            "(SELECT max(seq) AS seq FROM ledger_change WHERE seq BETWEEN ? AND ? AND tbl = ? GROUP BY key) "
            f'm ON m.seq = c.seq LEFT JOIN "{table}" x ON x.id = c.key WHERE CASE '
            "WHEN c.kind = 'D' THEN x.id IS NOT NULL WHEN x.id IS NULL THEN 1 "
            f"ELSE c.after IS NOT {triggers.image(ordinary, 'x')} "
            f"OR c.pafter IS NOT {triggers.image(personal, 'x')} END ORDER BY c.seq LIMIT 1",
            (target.first, target.last, table),
        ).fetchone()
        if row is not None:
            key, before, after, pbefore, pafter = row
            name = label(merged(after or before, pafter or pbefore), key)
            raise _in_the_way(db, target, table, key, name)


def _in_the_way(db: sqlite3.Connection, target: _Target, table: str, key: int, name: str) -> Exception:
    later = db.execute(
        "SELECT e.seq, coalesce(e.command, '外部改动') FROM ledger_change c JOIN ledger_entry e "
        "ON c.seq BETWEEN e.first_change AND e.last_change "
        "WHERE c.tbl = ? AND c.key = ? AND c.seq > ? ORDER BY c.seq DESC LIMIT 1",
        (table, key, target.last),
    ).fetchone()
    row = f"{triggers.title(table)}“{name}”"
    if later is None:
        return IntegrityFailure(f"{row}与台账不符，不能撤回", hint="powerctl ledger verify")
    return Refused(
        f"不能撤回{target}：{row}后来又被第 {later[0]} 号操作 {later[1]} 改动",
        hint=f"先撤回后来的操作：powerctl undo --entry {later[0]}",
    )


def _take_back(db: sqlite3.Connection, target: _Target, now: datetime) -> str:
    batches = _imported_batches(db, target)
    _let_findings_go(db, target)
    changes = db.execute(
        "SELECT tbl, kind, key, before, pbefore, "
        "CASE WHEN kind = 'U' THEN after END, CASE WHEN kind = 'U' THEN pafter END FROM ledger_change "
        "WHERE seq BETWEEN ? AND ? AND "
        "NOT (tbl = 'import_batch' AND key IN (SELECT value FROM json_each(?))) ORDER BY seq DESC",
        (target.first, target.last, json.dumps(sorted(batches))),
    )
    try:
        for (table, kind), run in groupby(changes, key=itemgetter(0, 1)):
            if kind == "I":
                _remove(db, table, [change[2] for change in run])
            else:
                for block in _blocks(kind, run):
                    _restore(db, table, kind, block)
    except sqlite3.IntegrityError as error:
        raise Refused(
            f"不能撤回{target}：后来录入的记录占用了同样的{_taken_columns(error)}", hint="powerctl ledger log"
        ) from error
    for batch in batches:
        # The batch stays, so that its number is not given to another one.
        db.execute(
            "UPDATE import_batch SET undone_at = ?, "
            "unit_id = (SELECT id FROM unit u WHERE u.id = import_batch.unit_id), "
            "edition_id = (SELECT id FROM edition e WHERE e.id = import_batch.edition_id) WHERE id = ?",
            (now.strftime(_MOMENT), batch),
        )
    counted = [
        f"{_VERBS[line.kind]}{line.title} {line.rows} 条"
        for line in tally(db, target.first, target.last)
        if not (line.table == "import_batch" and batches)
    ]
    return f"已撤回{target}：{'、'.join(counted)}" if counted else f"已撤回{target}"


def _imported_batches(db: sqlite3.Connection, target: _Target) -> set[int]:
    rows = db.execute(
        "SELECT key FROM ledger_change WHERE seq BETWEEN ? AND ? AND tbl = 'import_batch' AND kind = 'I'",
        (target.first, target.last),
    )
    return {key for (key,) in rows}


def _remove(db: sqlite3.Connection, table: str, keys: list[int]) -> None:
    for start in range(0, len(keys), _ROWS_A_BLOCK):
        block = keys[start : start + _ROWS_A_BLOCK]
        db.execute(f'DELETE FROM "{table}" WHERE id IN ({",".join("?" * len(block))})', block)


def _blocks(kind: str, run: Iterable[tuple[Any, ...]]) -> Iterator[list[dict[str, Any]]]:
    """Rows to put back, in order; those of a block have the same columns and no row twice."""
    block: list[dict[str, Any]] = []
    keys: set[int] = set()
    for _, _, key, before, pbefore, after, pafter in run:
        row, left = merged(before, pbefore), merged(after, pafter)
        if kind == "U":
            row = {name: value for name, value in row.items() if name == "id" or left.get(name) != value}
        if block and (key in keys or row.keys() != block[0].keys() or len(block) == _ROWS_A_BLOCK):
            yield block
            block, keys = [], set()
        block.append(row)
        keys.add(key)
    if block:
        yield block


def _restore(db: sqlite3.Connection, table: str, kind: str, block: list[dict[str, Any]]) -> None:
    names = [name for name in block[0] if name != "id"]
    if not names:
        return
    places = ",".join([f"({','.join('?' * (len(names) + 1))})"] * len(block))
    if kind == "D":
        listed = ", ".join(f'"{name}"' for name in ("id", *names))
        sql = f'INSERT INTO "{table}" ({listed}) VALUES {places}'
    else:
        values = ", ".join(f'"{name}" = v.column{at}' for at, name in enumerate(names, 2))
        sql = f'UPDATE "{table}" SET {values} FROM (VALUES {places}) v WHERE "{table}".id = v.column1'
    try:
        db.execute(sql, [row[name] for row in block for name in ("id", *names)])
    except sqlite3.IntegrityError:
        if len(block) == 1:
            raise
        # One after the other, in the order that led here, they may well pass.
        for row in block:
            _restore(db, table, kind, [row])


def _let_findings_go(db: sqlite3.Connection, target: _Target) -> None:
    """Records of the check are made again by the next check: they only lose their link to a row."""
    for child in triggers.UNLEDGERED:
        required = {row[1] for row in db.execute(f'PRAGMA table_info("{child}")') if row[3]}
        for _, _, parent, column, *_rest in db.execute(f'PRAGMA foreign_key_list("{child}")').fetchall():
            if column not in required and parent not in triggers.UNLEDGERED:
                db.execute(
                    f'UPDATE "{child}" SET "{column}" = NULL WHERE "{column}" IN (SELECT key '
                    "FROM ledger_change WHERE seq BETWEEN ? AND ? AND tbl = ? AND kind = 'I')",
                    (target.first, target.last, parent),
                )


def _refuse_orphans(db: sqlite3.Connection, target: _Target) -> None:
    """No row may hang on one that was taken away, and none be brought back that hangs on nothing."""
    touched = set(_tables(db, target))
    for table in triggers.tables(db):
        parents = {row[2] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}
        if table not in touched and not parents & touched:
            continue
        orphan = db.execute(f'PRAGMA foreign_key_check("{table}")').fetchone()
        if orphan is not None:
            raise _hanging(db, target, table, key=orphan[1], parent=orphan[2])


def _hanging(db: sqlite3.Connection, target: _Target, table: str, key: int, parent: str) -> Refused:
    ordinary, personal = triggers.parts(db, table)
    images = db.execute(
        f"SELECT {triggers.image(ordinary, 'x')}, {triggers.image(personal, 'x')} "
        f'FROM "{table}" x WHERE id = ?',
        (key,),
    ).fetchone()
    row = f"{triggers.title(table)}“{label(merged(*images), key)}”"
    by = db.execute(
        "SELECT e.seq, coalesce(e.command, '外部改动'), e.seq > ? FROM ledger_change c JOIN ledger_entry e "
        "ON c.seq BETWEEN e.first_change AND e.last_change "
        "WHERE c.tbl = ? AND c.key = ? AND c.kind IN ('I', 'U') ORDER BY c.seq DESC LIMIT 1",
        (target.seq, table, key),
    ).fetchone()
    if by is None or not by[2]:
        return Refused(
            f"不能撤回{target}：{row}所属的{triggers.title(parent)}后来已被删除", hint="powerctl ledger log"
        )
    return Refused(
        f"不能撤回{target}：{row}（第 {by[0]} 号操作 {by[1]}）要用到它录入的{triggers.title(parent)}",
        hint=f"先撤回后来的操作：powerctl undo --entry {by[0]}",
    )


def _tables(db: sqlite3.Connection, target: _Target) -> list[str]:
    rows = db.execute(
        "SELECT tbl FROM ledger_change WHERE seq BETWEEN ? AND ? GROUP BY tbl ORDER BY min(seq)",
        (target.first, target.last),
    ).fetchall()
    return [table for (table,) in rows]


def _taken_columns(error: sqlite3.IntegrityError) -> str:
    """`UNIQUE constraint failed: unit.code` → 单位代码."""
    _, _, columns = str(error).partition(": ")
    headings = []
    for full in columns.split(", "):
        table, _, name = full.partition(".")
        headings.append(triggers.described().get(table, {}).get("columns", {}).get(name, "编号"))
    return "、".join(headings)
