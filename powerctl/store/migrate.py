"""The guarded runner: an older file becomes a current one, or stays what it was; never between.

Verify → verified backup → one transaction: triggers and views off, the numbered steps, row counts,
foreign keys, integrity, ledger entries for new row shapes, triggers and views on, sealed, verified,
`user_version` → COMMIT. There is no way back but `restore`.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from powerctl.errors import Busy, IntegrityFailure
from powerctl.store import seal, steps, triggers, views
from powerctl.store.backup import backup
from powerctl.store.connection import check_origin, close_writing, connect, revision_of
from powerctl.store.failures import telling
from powerctl.store.revisions import STEPS, Step, digests
from powerctl.store.verify import verify, verify_open

_LEDGER_OWN = ("ledger_change", "ledger_entry", "ledger_context")


@dataclass(frozen=True)
class Plan:
    """The steps to the newest revision, and the digest of the schema of each revision."""

    steps: tuple[Step, ...]
    digests: Mapping[int, str]

    @property
    def latest(self) -> int:
        """The revision that the steps lead to."""
        return self.steps[-1].number

    def after(self, revision: int) -> tuple[Step, ...]:
        """The steps that a file of that revision still needs."""
        return tuple(step for step in self.steps if step.number > revision)


@dataclass(frozen=True)
class _Picture:
    """What a table held before the steps: rows, columns of both images, digest over all images."""

    rows: int
    parts: tuple[tuple[str, ...], tuple[str, ...]]
    digest: bytes


def shipped() -> Plan:
    """The plan of this program."""
    return Plan(STEPS, digests())


def upgrade(path: Path, *, actor: str, backup_folder: Path, now: datetime, plan: Plan | None = None) -> str:
    """Bring an older file to the current revision; what was done, in a sentence.

    Raises IntegrityFailure for a file that does not verify, Refused for one that is newer, read-only
    or cannot be backed up, Busy when another command writes. Whatever is raised, the file is unchanged.
    """
    path, plan = Path(path), plan or shipped()
    with closing(connect(path, writing=True)) as db:
        revision = revision_of(db)
    if revision >= plan.latest:
        return f"{path} 已经是版本 {revision}，不需要升级"
    _refuse_troubled(path)
    made = backup(path, backup_folder, now=now, actor=actor, reason=f"升级前（版本 {revision}）")
    kept = Path(backup_folder) / made.file
    try:
        carry_out(path, actor=actor, plan=plan)
    except BaseException as error:
        error.add_note(f"升级没有完成，{path} 没有改动；升级前的备份：{kept}")
        raise
    return f"已把 {path} 从版本 {revision} 升级到版本 {plan.latest}；升级前的备份：{kept}"


def carry_out(path: Path, *, actor: str, plan: Plan | None = None) -> None:
    """The steps alone, without the backup: for `upgrade`, and for a copy that can be thrown away.

    Raises Busy, and RuntimeError for a step that loses rows or leaves a schema other than the shipped one.
    """
    plan = plan or shipped()
    with telling(path):
        db = connect(path, writing=True)
        try:
            # It cannot change inside a transaction, and batch operations drop tables that others point to.
            db.execute("PRAGMA foreign_keys=OFF")
            db.execute("BEGIN IMMEDIATE")
            check_origin(db, path)
            revision = revision_of(db)
            if revision >= plan.latest:
                raise Busy(f"{path} 刚刚已由另一个命令升级到版本 {revision}")
            _advance(db, plan, revision, actor)
            db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            raise
        finally:
            close_writing(db)


def _advance(db: sqlite3.Connection, plan: Plan, revision: int, actor: str) -> None:
    seal.open_entry(db)
    triggers.remove(db)
    views.drop_views(db)
    before = {table: _picture(db, table) for table in _all_tables(db)}
    for step in plan.after(revision):
        steps.apply(db, step)
    after = _all_tables(db)
    _same_rows(db, before, after)
    _sound(db)
    for table in triggers.tables(db):
        if table not in before or _picture(db, table) != before[table]:
            triggers.reshape(db, table)
    triggers.install(db)
    views.create_views(db)
    for view in views.VIEWS.values():
        views.rows(db, view, limit=0)
    db.execute(f"PRAGMA user_version={plan.latest}")
    seal.close_entry(db, actor=actor, command=f"upgrade {revision} {plan.latest}", kind="upgrade")
    found = verify_open(db, digest=plan.digests.get(plan.latest, ""))
    if found:
        raise RuntimeError(f"the file does not verify after the steps: {found[0]}")


def _refuse_troubled(path: Path) -> None:
    troubles = verify(path)
    if troubles:
        raise IntegrityFailure(
            f"{path} 没有通过核验，不能升级（共 {len(troubles)} 处，首处：{troubles[0]}）",
            hint="powerctl ledger verify 查看全部；外部改动可用 powerctl ledger acknowledge 确认",
        )


def _all_tables(db: sqlite3.Connection) -> list[str]:
    names = db.execute(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return [name for (name,) in names]


def _picture(db: sqlite3.Connection, table: str) -> _Picture:
    ordinary, personal = triggers.parts(db, table)
    digest = hashlib.sha256()
    rows = 0
    if table in _LEDGER_OWN:
        # Its salts and hashes are covered by the chain, and change when the steps are sealed.
        rows = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    else:
        images = f"{triggers.image(ordinary, 'x')}, {triggers.image(personal, 'x')}"
        for key, *both in db.execute(f'SELECT x.id, {images} FROM "{table}" x ORDER BY x.id'):
            rows += 1
            digest.update(repr((key, both)).encode("utf-8", "surrogatepass"))
    return _Picture(rows, (tuple(ordinary), tuple(personal)), digest.digest())


def _same_rows(db: sqlite3.Connection, before: Mapping[str, _Picture], after: list[str]) -> None:
    """A step changes shapes, never the number of rows; a table that comes or goes is empty."""
    for table in sorted({*before, *after}):
        had = before[table].rows if table in before else 0
        has = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] if table in after else 0
        if had != has:
            raise RuntimeError(f"the steps left {has} of {had} rows in {table}")


def _sound(db: sqlite3.Connection) -> None:
    dangling = db.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise RuntimeError(f"the steps left a row of {dangling[0]} that points to nothing in {dangling[2]}")
    said = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        raise RuntimeError(f"the file is not sound after the steps: {said}")
    loose = [
        name
        for name, kind, strict in db.execute(
            "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
        )
        if kind == "table" and not strict and not name.startswith("sqlite_")
    ]
    if loose:
        raise RuntimeError(f"the steps left tables that are not STRICT: {', '.join(loose)}")
