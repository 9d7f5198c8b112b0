"""Saving what was printed: under the right ending, over nothing else, whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from powerctl.cli import session
from powerctl.errors import Refused

_ENDINGS = {
    "html": (".html", ".htm"),
    "md": (".md",),
    "csv": (".csv",),
    "json": (".json",),
    "svg": (".svg",),
    "png": (".png",),
}


def form_for(path: Path | None, wanted: str | None, default: str, forms: tuple[str, ...]) -> str:
    """The format: as asked for, else by the file's ending, else `default`.

    Raises Refused for an ending that no format of `forms` has, or that is another's.
    """
    if path is None:
        return wanted or default
    fitting = next((form for form in forms if path.suffix.lower() in _ENDINGS[form]), None)
    if fitting is None or (wanted is not None and fitting != wanted):
        right = _ENDINGS[wanted or default][0]
        listed = "、".join(_ENDINGS[form][0] for form in forms)
        raise Refused(
            f"不能存为 {path}：扩展名应为 {listed} 之一，并与输出格式一致",
            hint=f"改用 -o {path.with_suffix(right).name}",
        )
    return fitting


def write(path: Path, text: Iterable[str]) -> None:
    """Writes text as UTF-8, as `write_bytes` does."""
    write_bytes(path, (piece.encode() for piece in text))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes under a temporary name and renames: the old page stays whole until the new one is.

    Raises Refused where the file or its folder is not one to write to; the county file never is.
    """
    if path.is_dir():
        raise Refused(f"{path} 是文件夹，不是文件", hint=f"写明文件名，如 -o {path / '报表.html'}")
    if path.exists() and session.db_path().exists() and path.samefile(session.db_path()):
        raise Refused(f"{path} 是县区数据文件，不能用报表覆盖", hint="换一个文件名")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹 {path.parent}", hint="先建好文件夹，或换一个位置")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise Refused(
            f"文件夹 {path.parent} 不能写入，没有生成 {path.name}", hint="换一个可写的文件夹"
        ) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise Refused(f"没有生成 {path}，磁盘可能已满", hint="清理磁盘空间后再试") from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
