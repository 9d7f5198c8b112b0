"""Doctor: is the file kept as it should be? What is wrong around it, in words, worst first.

It looks, and changes nothing; `close_to_others` is the one cure it offers itself. Whether the
records were tampered with is `verify`'s question.
"""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from powerctl.errors import PowerctlError, system_words
from powerctl.store.backup import PART, leftovers, megabytes, room_wanted
from powerctl.store.backup_list import LIST, kept_backups, read_list
from powerctl.store.connection import PAGE_SIZE, connect, outsiders, revision_of, schema_digest
from powerctl.store.revisions import LATEST, digests
from powerctl.terms import Severity

OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""
_OTHERS = 0o077
_TOO_OLD = timedelta(days=35)
_AHEAD = timedelta(days=1)
_FIX = "powerctl doctor --fix"
_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is not as it should be, and what to type."""

    level: Severity
    sentence: str
    hint: str = ""


def examine(
    path: Path, *, now: datetime, program_version: str, backup_folder: Path | None = None
) -> list[Complaint]:
    """Everything that is not as it should be around a county file, worst first; empty when all is well.

    `now` is the computer's local time. Never raises for the state of the file: that is a complaint.
    """
    path = Path(path)
    found = [*_of_library(sqlite3.sqlite_version_info)]
    if path.is_file():
        # Before the file is opened: opening rolls an interrupted write back.
        found += [*_of_permissions(path), *_of_room(path), *_of_leftovers(path, backup_folder)]
    if backup_folder is not None:
        found += _of_backups(path, Path(backup_folder), now)
    try:
        with closing(connect(path, writing=False)) as db:
            found += _of_file(db, path, now)
    except PowerctlError as error:
        found.append(
            Complaint(Severity.ERROR, f"{error}（powerctl {program_version}，文件版本 {LATEST}）", error.hint)
        )
    except sqlite3.Error:
        found.append(
            Complaint(Severity.ERROR, f"{path} 已损坏，打开后不能读取", "powerctl restore 从备份恢复")
        )
    return sorted(found, key=lambda complaint: _WORST_FIRST.index(complaint.level))


def close_to_others(path: Path, backup_folder: Path | None = None) -> list[str]:
    """Take every right from everybody but the owner, on the file, its folder and the backups; what was done.

    A sentence each, also for what could not be done. Nothing on Windows, which keeps rights otherwise.
    """
    path = Path(path)
    wanted = [path, path.parent]
    if backup_folder is not None and Path(backup_folder).is_dir():
        folder = Path(backup_folder)
        wanted += [folder, folder / LIST, *(folder / line.file for line in kept_backups(folder))]
    said = []
    for each in dict.fromkeys(wanted):
        if not _open_to_others(each):
            continue
        try:
            each.chmod(stat.S_IMODE(each.stat().st_mode) & ~_OTHERS)
            said.append(f"已收紧权限，只有本人可读写：{each}")
        except OSError as error:
            said.append(f"不能收紧 {each} 的权限：{system_words(error)}")
    return said


def _of_library(version: tuple[int, ...]) -> Iterator[Complaint]:
    if version < OLDEST_SQLITE:
        yield Complaint(
            Severity.ERROR,
            f"SQLite 程序库是 {_dotted(version)}，至少要 {_dotted(OLDEST_SQLITE)}",
            "请安装较新的 Python",
        )


def _of_permissions(path: Path) -> Iterator[Complaint]:
    for each, name in ((path, "数据库文件"), (path.resolve().parent, "数据库所在的文件夹")):
        unwritable = not os.access(each, os.W_OK)
        if unwritable:
            yield Complaint(
                Severity.WARNING,
                f"{name} {each} 是只读的，只能查看，不能登记和修改",
                "要登记和修改，请把文件复制到可写的文件夹",
            )
        if _open_to_others(each):
            mode = stat.S_IMODE(each.stat().st_mode)
            yield Complaint(
                Severity.WARNING,
                f"{name} {each} 其他用户也能打开（权限 {mode:o}）",
                "请换到可写的文件夹后收紧权限" if unwritable else _FIX,
            )


def _of_room(path: Path) -> Iterator[Complaint]:
    free, wanted = shutil.disk_usage(path.resolve().parent).free, room_wanted(path)
    if free < wanted:
        yield Complaint(
            Severity.WARNING,
            f"磁盘只剩 {megabytes(free)} MB，备份和升级要有 {megabytes(wanted)} MB",
            "请清理磁盘空间",
        )


def _of_leftovers(path: Path, backup_folder: Path | None) -> Iterator[Complaint]:
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        yield Complaint(
            Severity.INFO,
            f"{journal} 说明上次写入中断，现在打开时已自动恢复到写入之前",
            "不要单独删除或移走 -journal 文件",
        )
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            yield Complaint(
                Severity.WARNING, f"{side} 说明有其他程序以 WAL 方式打开过数据库", "请关闭其他程序"
            )
    for folder in dict.fromkeys((path.resolve().parent, *([Path(backup_folder)] if backup_folder else ()))):
        left = leftovers(folder)
        if left:
            yield Complaint(
                Severity.INFO,
                f"{folder} 中有 {len(left)} 个未完成的 {PART} 文件，是备份或恢复中断留下的",
                "下次备份会自动清除：powerctl backup",
            )


def _of_backups(path: Path, folder: Path, now: datetime) -> Iterator[Complaint]:
    kept = kept_backups(folder, path.name)
    if not kept:
        yield Complaint(Severity.WARNING, f"{folder} 中没有 {path.name} 的备份", "powerctl backup")
        return
    age = now - kept[-1].made_at
    if age > _TOO_OLD:
        yield Complaint(
            Severity.WARNING,
            f"最近一次备份在 {kept[-1].made_at:%Y-%m-%d}，已过 {age.days} 天",
            "powerctl backup",
        )
    there = {line.file for line in kept}
    gone = [line for line in read_list(folder, path.name) if line.file not in there and not line.removed_at]
    if gone:
        yield Complaint(
            Severity.WARNING,
            f"备份清单中有 {len(gone)} 份备份的文件不见了，最近一份是 {gone[-1].file}",
            "请找回，或另做备份：powerctl backup",
        )
    if path.is_file() and path.stat().st_dev == folder.stat().st_dev:
        yield Complaint(
            Severity.INFO, f"备份与数据库在同一块磁盘上（{folder}）", "请另存一份到移动硬盘，防止磁盘损坏"
        )


def _of_file(db: sqlite3.Connection, path: Path, now: datetime) -> Iterator[Complaint]:
    said = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        yield Complaint(Severity.ERROR, f"{path} 已损坏，数据库自检没有通过", "powerctl restore 从备份恢复")
        return
    page = db.execute("PRAGMA page_size").fetchone()[0]
    if page != PAGE_SIZE:
        yield Complaint(Severity.INFO, f"{path} 的页大小是 {page}，应为 {PAGE_SIZE}，读写会慢一些")
    if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        yield Complaint(
            Severity.WARNING, f"{path} 被其他程序改成了 WAL 方式", "关闭其他程序后，下次写入会自动改回"
        )
    revision = revision_of(db)
    if schema_digest(db) != digests().get(revision):
        yield Complaint(
            Severity.ERROR,
            f"{path} 的表结构、触发器或视图被改动过，与版本 {revision} 不符",
            "powerctl ledger verify 查看详情，powerctl restore 从备份恢复",
        )
        return
    if revision < LATEST:
        yield Complaint(
            Severity.WARNING, f"{path} 的版本是 {revision}，应升级到 {LATEST}", "powerctl upgrade"
        )
    yield from _of_ledger(db, now)


def _of_ledger(db: sqlite3.Connection, now: datetime) -> Iterator[Complaint]:
    unsealed = outsiders(db)
    if unsealed:
        yield Complaint(
            Severity.ERROR, f"其他程序改动了 {unsealed} 处，尚未登记入链", "powerctl ledger verify 查看"
        )
    accepted = "SELECT entry FROM acknowledgement"
    outside = db.execute(
        f"SELECT count(*) FROM ledger_entry WHERE kind = 'outside' AND seq NOT IN ({accepted})"
    ).fetchone()[0]
    if outside:
        yield Complaint(
            Severity.ERROR,
            f"有 {outside} 次其他程序的改动尚未确认",
            "powerctl ledger verify 查看，powerctl ledger acknowledge 写明理由",
        )
    last = db.execute("SELECT max(at) FROM ledger_entry").fetchone()[0]
    if last is None:
        return
    if _moment(last, now) - now > _AHEAD:
        yield Complaint(
            Severity.WARNING, f"台账最近一笔记于 {last[:10]}，晚于电脑的今天 {now:%Y-%m-%d}", "请校准电脑时钟"
        )
    anchored = db.execute("SELECT max(at) FROM ledger_change WHERE tbl = 'anchor' AND kind = 'I'").fetchone()[
        0
    ]
    if anchored is None:
        yield Complaint(
            Severity.INFO, "台账首码从未交他人留存，文件被整体换掉就无从发现", "powerctl ledger anchor"
        )
    elif now - _moment(anchored, now) > _TOO_OLD:
        yield Complaint(
            Severity.INFO,
            f"最近一次留存台账首码在 {anchored[:10]}，已过 {(now - _moment(anchored, now)).days} 天",
            "powerctl ledger anchor",
        )


def _open_to_others(path: Path) -> bool:
    return os.name != "nt" and path.exists() and bool(path.stat().st_mode & _OTHERS)


def _moment(at: str, otherwise: datetime) -> datetime:
    """The ledger's UTC as local time without a zone, like `now`; `otherwise` for a text that is no moment."""
    try:
        return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    except ValueError:
        return otherwise


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
