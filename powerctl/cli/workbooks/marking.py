"""import --mark: where the marked copy goes, and what is said of it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from powerctl.cli.output import show, warn
from powerctl.cli.workbooks.intake_reading import progress
from powerctl.errors import Refused

if TYPE_CHECKING:
    from powerctl.sheets.grid import WorkbookText
    from powerctl.sheets.reading import Problem


def target(written: str | None, files: Sequence[str]) -> Path | None:
    """The file that a clerk names for the copy, looked at before anything is read.

    Raises Refused where it is there already, is no .xlsx, or would hold several workbooks.
    """
    if written is None:
        return None
    path = Path(written)
    if len(files) > 1:
        raise Refused("标注副本一次只能做一份，收到了多个工作簿", hint="一份一份地导入，各写各的 --mark 文件")
    if path.suffix.lower() != ".xlsx":
        raise Refused(f"标注副本是 .xlsx 文件，不能存为“{written}”", hint="--mark 标注.xlsx")
    if path.exists() or path.is_symlink():
        raise Refused(f"文件“{path.name}”已经存在，没有改动它", hint="换一个文件名，或者先移走原来的文件")
    if not path.parent.is_dir():
        raise Refused(f"没有文件夹 {path.parent}", hint="先建好文件夹，或换一个位置")
    return path


def write(
    path: Path, copy: Path, text: "WorkbookText", problems: "Sequence[Problem]", *, beside_json: bool
) -> None:
    """Writes the copy of the workbook at `path`; without problems there is none.

    Raises Refused where it cannot be written; then nothing is left of it.
    """
    say = warn if beside_json else show
    if not problems:
        say(f"{path.name} 没有要标注的问题，没有生成标注副本")
        return
    from powerctl.sheets.marking.marking import marked_copy

    with progress(path, "标注"):
        data = marked_copy(path, text, problems)
    try:
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise Refused(f"文件“{copy.name}”已经存在，没有改动它", hint="换一个文件名") from None
    except OSError as error:
        raise Refused(f"不能写入 {copy.parent}，没有生成标注副本", hint="换一个可写的文件夹") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise Refused(f"没有生成 {copy}，磁盘可能已满", hint="清理磁盘空间后再试") from error
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    form = "" if text.form == "xlsx" else f"（原文件是 .{text.form}，副本只有文字，原来的样式不在其中）"
    say(f"已生成标注副本 {copy}：{len(problems)} 个问题已着色并加批注{form}")
