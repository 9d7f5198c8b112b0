"""The bytes of a file, read once: whatever the path turns out to be, one sentence or the bytes."""

import contextlib
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from powerctl.errors import NotReadable, system_words
from powerctl.sheets.files import caps, clean


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was at one moment."""

    name: str
    data: bytes
    sha256: str
    in_use: bool
    """A lock file of Excel or WPS lies beside it."""


def read(path: Path) -> Source:
    """The file's bytes and their hash. Raises NotReadable (MISSING, NOT_A_FILE, NO_PERMISSION, LOCK_FILE,
    EMPTY, TOO_BIG, CHANGED). Never waits on a pipe or a device."""
    try:
        descriptor = _open(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise NotReadable("MISSING", "这是一个链接，它指向的文件不存在", hint="请核对文件名") from None
        raise NotReadable("MISSING", "文件不存在", hint="请核对文件名和所在文件夹") from None
    except PermissionError:
        raise NotReadable(
            "NO_PERMISSION",
            "没有读取权限，或文件正被别的程序独占",
            hint="请关闭正在使用它的程序，或向管理员要读取权限",
        ) from None
    except (OSError, ValueError):
        raise NotReadable("MISSING", "路径不成立，打不开文件", hint="请核对文件名和所在文件夹") from None
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = _read_unchanged(file.fileno())
        except OSError as error:
            raise NotReadable(
                "DAMAGED", f"磁盘读取出错（{system_words(error)}）", hint="请把文件复制到本机后再试"
            ) from None
    lock = path.with_name(f"~${path.name}")
    in_use = False
    with contextlib.suppress(OSError, ValueError):
        in_use = lock.exists()
    return Source(path.name, data, hashlib.sha256(data).hexdigest(), in_use)


def _open(path: Path) -> int:
    """A descriptor of a regular file; opened without waiting, looked at once more after opening."""
    _refuse_unless_regular(path.stat())
    if path.name.startswith("~$"):
        raise NotReadable(
            "LOCK_FILE",
            "这是 Excel 或 WPS 打开工作簿时留下的锁文件，不是工作簿",
            hint=f"请改为导入 {clean.one_line(path.name[2:])}",
        )
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    descriptor = os.open(path, flags)
    try:
        _refuse_unless_regular(os.fstat(descriptor))
    except NotReadable:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_unless_regular(status: os.stat_result) -> None:
    mode = status.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise NotReadable("NOT_A_FILE", "这是文件夹，不是文件", hint="请写出文件夹里的文件名")
    what = "管道" if stat.S_ISFIFO(mode) else "设备或套接字"
    raise NotReadable("NOT_A_FILE", f"这是{what}，不是普通文件", hint="请先保存成文件再导入")


def _read_unchanged(descriptor: int) -> bytes:
    before = os.fstat(descriptor)
    if before.st_size == 0:
        raise NotReadable("EMPTY", "文件是空的（0 字节）", hint="请向报送单位重新要一份")
    if before.st_size > caps.FILE_BYTES:
        raise NotReadable(
            "TOO_BIG",
            f"文件有 {before.st_size / caps.MIB:.1f} MiB，最多 {caps.FILE_BYTES // caps.MIB} MiB",
            hint="请删去图片和无关的工作表，或分成几个文件",
        )
    data = bytearray()
    # One byte more than there was: a file that grows is noticed and not followed.
    while block := os.read(descriptor, min(8 * caps.MIB, before.st_size + 1 - len(data))):
        data += block
    after = os.fstat(descriptor)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != before.st_size:
        raise NotReadable("CHANGED", "文件在读取时被改动", hint="请等保存或复制完成后再试")
    return bytes(data)
