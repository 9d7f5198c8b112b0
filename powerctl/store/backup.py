"""Backups: a file with a backup's name is always a whole, checked one.

Temp name → VACUUM INTO → on the disk → opened and checked → listed → renamed. Killed anywhere in
between, the folder holds a `.part` that the next backup sweeps away, never a bad backup.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from powerctl.errors import IntegrityFailure, Refused, system_words
from powerctl.store.backup_list import BackupLine, append_line
from powerctl.store.connection import connect, revision_of
from powerctl.store.failures import explained
from powerctl.store.ledger import head_code
from powerctl.store.verify import verify

PART = ".part"
_SPARE = 50 * 1024 * 1024
# A backup at work touches its .part all the time; one that nobody touched this long was abandoned.
_ABANDONED = 600
_BLOCK = 1 << 20
_TARGET_TROUBLE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
)


def backup(path: Path, folder: Path, *, now: datetime, actor: str, reason: str = "备份") -> BackupLine:
    """Copy the county file into the folder, check the copy, list it; the line that was listed.

    Raises Refused when there is no room or no right to write, IntegrityFailure when the copy, and
    so the file, does not verify. Whatever is raised, nothing is left under a backup's name.
    """
    path, folder = Path(path), Path(folder)
    with closing(connect(path, writing=False)) as db:
        make_folder(folder)
        refuse_without_room(path, folder)
        part = _new_part(folder, path)
        try:
            sweep(folder, part)
            copy_into(db, path, part)
            synced(part)
            head, revision = checked(part, path)
            name = _free_name(folder, path, now)
            line = BackupLine(
                file=name,
                of=path.name,
                made_at=now,
                actor=actor,
                reason=reason,
                size=part.stat().st_size,
                sha256=sha256(part),
                head_code=head,
                revision=revision,
            )
            # Listed first: a line without a file is passed over, a file without a line would stay for ever.
            append_line(folder, line)
            part.replace(folder / name)
            synced(folder)
            return line
        except OSError as error:
            raise Refused(
                f"备份写不进 {folder}：{system_words(error)}", hint="请检查文件夹的权限和剩余空间"
            ) from error
        finally:
            discard(part)


def copy_into(db: sqlite3.Connection, path: Path, part: Path) -> None:
    """Write what `db` (opened on `path`) holds into the empty file `part`. Raises as `telling`."""
    try:
        # A vacuum counts as writing, even into another file.
        db.execute("PRAGMA query_only=OFF")
        db.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as error:
        # Damage and locks are the source's, want of room the target's.
        at_target = error.sqlite_errorcode & 0xFF in _TARGET_TROUBLE
        raise explained(error, part.parent if at_target else path) or error from error


def checked(copy: Path, of: Path) -> tuple[str, int]:
    """Head code and revision of a copy that passes every check. Raises IntegrityFailure."""
    troubles = verify(copy)
    if troubles:
        more = f"，等 {len(troubles)} 处" if len(troubles) > 1 else ""
        raise IntegrityFailure(
            f"{of} 没有通过核验：{troubles[0]}{more}", hint="powerctl ledger verify 查看全部"
        )
    with closing(connect(copy, writing=False)) as db:
        return head_code(db), revision_of(db)


def make_folder(folder: Path) -> None:
    """The folder, made for its owner alone where it is not there yet. Raises Refused."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"不能建立文件夹 {folder}：{system_words(error)}", hint="请换一个可写的文件夹"
        ) from error


def refuse_without_room(path: Path, folder: Path) -> None:
    """Raise Refused unless the folder's disk has twice the file's size and 50 MB to spare."""
    wanted = room_wanted(path)
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise Refused(
            f"{folder} 所在磁盘只剩 {megabytes(free)} MB，备份要有 {megabytes(wanted)} MB，没有写入任何内容",
            hint="请清理磁盘空间，或换一个文件夹",
        )


def room_wanted(path: Path) -> int:
    """How many bytes must be free to back a file up: twice its size and 50 MB."""
    return 2 * path.stat().st_size + _SPARE


def sweep(folder: Path, own: Path) -> list[Path]:
    """Remove the `.part` files that an interrupted backup left behind; what was removed.

    `own` was made a moment ago on the same disk: its time is what age is measured from, so that a
    backup at work elsewhere is left alone.
    """
    moment = own.stat().st_mtime
    gone = []
    for left in leftovers(folder):
        with suppress(FileNotFoundError):
            if left != own and moment - left.stat().st_mtime > _ABANDONED:
                discard(left)
                gone.append(left)
    return gone


def leftovers(folder: Path) -> list[Path]:
    """The unfinished files in a folder."""
    return sorted(folder.glob(f".*{PART}")) if folder.is_dir() else []


def discard(part: Path) -> None:
    """Remove an unfinished file and what SQLite laid beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def synced(path: Path) -> None:
    """See a file or a folder on the disk. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no way to sync a folder.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256(path: Path) -> str:
    """The checksum of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def megabytes(size: int) -> int:
    """A size in MB, rounded up."""
    return -(-size // 1_000_000)


def new_file(path: Path) -> Path:
    """An empty file of the owner's alone. Raises FileExistsError and other OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return path


def _new_part(folder: Path, path: Path) -> Path:
    try:
        return new_file(folder / f".{path.stem}.{os.urandom(6).hex()}{PART}")
    except OSError as error:
        raise Refused(
            f"备份写不进 {folder}：{system_words(error)}", hint="请检查文件夹的权限和剩余空间"
        ) from error


def _free_name(folder: Path, path: Path, now: datetime) -> str:
    stem = f"{path.stem}-{now:%Y%m%d-%H%M%S}"
    name, number = f"{stem}{path.suffix}", 1
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}{path.suffix}"
    return name
