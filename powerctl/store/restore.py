"""Restore: a backup takes the place of the county file, and the ledger says so.

Nothing is lost by it: what was there is backed up first, or kept as it stands where it no longer
verifies. The new file is made ready beside the old one and takes its name in one step.
"""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from powerctl.errors import Busy, IntegrityFailure, PowerctlError, Refused, system_words
from powerctl.store import migrate
from powerctl.store.anchor import anchors as recorded_anchors
from powerctl.store.anchor import entry_of
from powerctl.store.backup import (
    PART,
    backup,
    checked,
    copy_into,
    discard,
    make_folder,
    new_file,
    refuse_without_room,
    sha256,
    sweep,
    synced,
)
from powerctl.store.backup_list import kept_backups
from powerctl.store.connection import TIMEOUT, connect
from powerctl.store.failures import telling
from powerctl.store.ledger import head_code
from powerctl.store.revisions import LATEST
from powerctl.store.seal import last_entry
from powerctl.store.transaction import driver, transaction

_SIDE_FILES = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class _Present:
    """What is there before a restore: its head and anchors, as far as it can still be read."""

    head: str
    anchors: tuple[str, ...]
    readable: bool


def restore(
    path: Path,
    chosen: Path,
    *,
    now: datetime,
    actor: str,
    backup_folder: Path,
    anchors: Sequence[str] = (),
    accept_older: bool = False,
    timeout: float = TIMEOUT,
) -> str:
    """Put the backup `chosen` in the place of `path`; what was done, in a sentence.

    `anchors` are head codes that somebody else kept; those recorded in the present file count too.
    Raises Refused for a backup that does not hold all of them unless `accept_older`, IntegrityFailure
    for one that does not verify, Busy when another command writes. Whatever is raised, `path` is as it was.
    """
    path, chosen, folder = Path(path), Path(chosen), Path(backup_folder)
    _refuse_misplaced(path, chosen)
    head, revision = _checked_backup(chosen)
    with ExitStack() as held:
        present = _hold(path, held, timeout)
        lost = _not_in(chosen, (*anchors, *(present.anchors if present else ())))
        if lost and not accept_older:
            raise Refused(
                f"备份 {chosen.name} 比留存的首码 {'、'.join(lost)} 更早，恢复会丢掉其后的记录",
                hint="先另选较新的备份；确要恢复请加 --accept-older",
            )
        refuse_without_room(chosen, path.parent)
        kept = _keep(path, present, folder, held, now, actor) if present else None
        part = new_file(path.with_name(f".{path.stem}.{os.urandom(6).hex()}{PART}"))
        try:
            sweep(path.parent, part)
            with closing(connect(chosen, writing=False)) as source:
                copy_into(source, chosen, part)
            if revision < LATEST:
                migrate.carry_out(part, actor=actor)
            _record(part, actor, now, chosen, present, lost)
            checked(part, chosen)
            synced(part)
            _take_place(part, path, held)
        except OSError as error:
            raise Refused(
                f"恢复写不进 {path.parent}：{system_words(error)}", hint="请检查文件夹的权限和剩余空间"
            ) from error
        finally:
            discard(part)
    return f"已用备份 {chosen} 恢复 {path}，备份的首码 {head}" + (
        f"；恢复前的文件保存在 {kept}" if kept else ""
    )


def _refuse_misplaced(path: Path, chosen: Path) -> None:
    if path.exists() and chosen.exists() and path.samefile(chosen):
        raise Refused(f"{chosen} 就是数据库文件本身，不是备份", hint="powerctl backup list 查看备份")
    if not path.parent.is_dir():
        raise Refused(f"文件夹 {path.parent} 不存在", hint="请先建立文件夹，或用 --db 指明别的路径")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise Refused(f"{path} 或它所在的文件夹是只读的，不能恢复", hint="请换到可写的文件夹")


def _checked_backup(chosen: Path) -> tuple[str, int]:
    """Head and revision of a backup that verifies and is the one that was listed."""
    if not chosen.is_file():
        raise Refused(f"找不到备份文件 {chosen}", hint="powerctl backup list 查看备份")
    head, revision = checked(chosen, chosen)
    for line in kept_backups(chosen.parent):
        if line.file == chosen.name and line.sha256 != sha256(chosen):
            raise IntegrityFailure(
                f"备份 {chosen} 与登记时的校验值不符，登记的首码是 {line.head_code}", hint="请另选一份备份"
            )
    return head, revision


def _hold(path: Path, held: ExitStack, timeout: float) -> _Present | None:
    """Keep every writer out of the present file until `held` ends; None when there is no file.

    A file that cannot be opened any more is no obstacle: to replace it is what a restore is for.
    """
    if not path.exists():
        return None
    try:
        db = held.enter_context(closing(connect(path, writing=True, timeout=timeout)))
        with telling(path):
            db.execute("BEGIN IMMEDIATE")
            codes = tuple(anchor.code for anchor in recorded_anchors(db))
            return _Present(head_code(db), codes, readable=True)
    except Busy:
        raise
    except (PowerctlError, sqlite3.Error):
        return _Present("", (), readable=False)


def _not_in(chosen: Path, codes: Sequence[str]) -> list[str]:
    with closing(connect(chosen, writing=False)) as db:
        return [code for code in dict.fromkeys(codes) if entry_of(db, code) is None]


def _keep(path: Path, present: _Present, folder: Path, held: ExitStack, now: datetime, actor: str) -> Path:
    """Where the present file went: a checked backup, or its bytes and side files as they stand."""
    if present.readable:
        with suppress(IntegrityFailure):
            return folder / backup(path, folder, now=now, actor=actor, reason="恢复前").file
    make_folder(folder)
    refuse_without_room(path, folder)
    stem, number = f"{path.stem}-{now:%Y%m%d-%H%M%S}-原样", 0
    while (kept := folder / f"{stem}{number or ''}{path.suffix}").exists():
        number += 1
    with telling(folder):
        for suffix in ("", *_SIDE_FILES):
            source = path.with_name(path.name + suffix)
            if not source.exists() or (suffix and not source.stat().st_size):
                continue
            # Closed only at the end: to close a second handle would drop SQLite's lock on the file.
            reading = held.enter_context(source.open("rb"))
            target = new_file(kept.with_name(kept.name + suffix))
            with target.open("wb") as writing:
                shutil.copyfileobj(reading, writing)
            synced(target)
    synced(folder)
    return kept


def _record(
    part: Path, actor: str, now: datetime, chosen: Path, present: _Present | None, lost: list[str]
) -> None:
    """The rollback as a ledger entry: an anchor at the backup's head, saying what it replaced."""
    said = f"由备份 {chosen.name} 恢复"
    if present:
        said += f"；恢复前的首码：{present.head}" if present.readable else "；恢复前的文件已不能读取"
    if lost:
        said += f"；经确认不再包含首码：{'、'.join(lost)}"
    with transaction(part, actor, "restore", kind="ledger") as session:
        db = driver(session)
        entry = last_entry(db)[0]
        db.execute(
            "INSERT INTO anchor(code, entry, place, note) VALUES (?, ?, ?, ?)",
            (head_code(db), entry, f"恢复 {now:%Y-%m-%d %H:%M:%S}", said),
        )


def _take_place(part: Path, path: Path, held: ExitStack) -> None:
    if os.name == "nt":
        held.close()  # Windows does not rename over an open file.
    # A journal of the old file would be rolled back into the new one. It is kept beside the old file's copy.
    for suffix in _SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    part.replace(path)
    synced(path.parent)
