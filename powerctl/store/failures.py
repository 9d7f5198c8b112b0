"""What SQLite says, told to a clerk: which file, what is wrong with it, what to do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from powerctl.errors import Busy, IntegrityFailure, PowerctlError, Refused

_PRIMARY = 0xFF
_LOCKS = Path("/proc/locks")
_RESERVED_BYTE = 0x40000001


def explained(error: BaseException, path: Path) -> PowerctlError | None:
    """The sentence for a driver's error (bare or wrapped by SQLAlchemy); None when it is a bug of ours."""
    driver = getattr(error, "orig", None) or error
    if isinstance(driver, PermissionError) and driver.filename is not None and Path(driver.filename) == path:
        return Refused(f"没有读写 {path} 的权限", hint="请检查文件和文件夹的权限")
    if not isinstance(driver, sqlite3.Error):
        return None
    code = getattr(driver, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return Refused(
            f"{path} 上次写入中断，需要先恢复，但文件或文件夹是只读的",
            hint="把文件连同旁边的 -journal 文件复制到可写的文件夹后再打开",
        )
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(
                f"另一个命令{_writer(path)}正在写入 {path}，本命令没有写入任何内容", hint="请稍后重试"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return Refused(f"{path} 或它所在的文件夹是只读的，没有写入任何内容", hint="请换到可写的文件夹")
        case sqlite3.SQLITE_FULL:
            return Refused(f"磁盘已满，{path} 没有写入任何内容", hint="请清理磁盘空间后重试")
        case sqlite3.SQLITE_IOERR:
            return Refused(f"读写 {path} 时磁盘出错，没有写入任何内容", hint="请检查磁盘后重试")
        case sqlite3.SQLITE_CANTOPEN:
            return Refused(f"打不开 {path}", hint="请检查文件和文件夹是否存在、是否有权限")
        case sqlite3.SQLITE_NOTADB:
            return foreign(path)
        case sqlite3.SQLITE_CORRUPT:
            return IntegrityFailure(f"{path} 已损坏，数据库自检没有通过", hint="powerctl restore 从备份恢复")
    return None


def _writer(path: Path) -> str:
    """Who holds SQLite's lock for writing, where the system tells.

    The system's list is read, not the file: opening and closing it would drop our own locks.
    """
    try:
        about = path.stat()
        wanted = f"{os.major(about.st_dev):02x}:{os.minor(about.st_dev):02x}:{about.st_ino}"
        for line in _LOCKS.read_text(encoding="ascii").splitlines():
            words = line.split()
            if wanted in words and "WRITE" in words and _RESERVED_BYTE in range(*_span(words)):
                return f"（进程 {words[4]}）"
    except (OSError, ValueError, IndexError):
        pass
    return ""


def _span(words: list[str]) -> tuple[int, int]:
    last = words[-1]
    return int(words[-2]), _RESERVED_BYTE + 1 if last == "EOF" else int(last) + 1


def foreign(path: Path) -> Refused:
    """The refusal of a file that some other program made."""
    return Refused(f"{path} 不是 powerctl 的数据库文件", hint="请检查 --db 的路径；新建：powerctl init")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn every error of the driver inside the block into a sentence; bugs pass untouched."""
    try:
        yield
    except PowerctlError:
        raise
    except Exception as error:
        told = explained(error, path)
        if told is None:
            raise
        raise told from error
