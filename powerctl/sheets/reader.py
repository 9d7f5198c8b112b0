"""Reading a workbook as text: the file once, foreign parsing in a child, clean grids out."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import powerctl
from powerctl.errors import NotReadable
from powerctl.sheets import caps, clean, frames, source
from powerctl.sheets.child import out_of_memory
from powerctl.sheets.forms import form_of
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.rough_grid import RoughGrid

_FORMS = {"zip": "xlsx", "ole": "xls"}


def read_text(path: Path) -> WorkbookText:
    """Every sheet of a workbook as cleaned text, hidden ones included and marked.

    Raises NotReadable with a sentence that names the file; `code` is one of those of source.py,
    forms.py, container.py, gate.py, ole.py, or LONG_TEXT, MEMORY, TIMEOUT, DAMAGED.
    """
    name = clean.one_line(path.name) or clean.one_line(str(path))
    try:
        return _read(path)
    except NotReadable as refusal:
        raise NotReadable(refusal.code, f"不能读取“{name}”：{refusal}", hint=refusal.hint) from None


def _read(path: Path) -> WorkbookText:
    file = source.read(path)
    container = form_of(file.data)
    form = _FORMS[container]
    workbook = WorkbookText(clean.one_line(file.name), file.sha256, form, [])
    suffix = path.suffix.lower().lstrip(".")
    if suffix in ("xls", "xlsx") and suffix != form:
        workbook.notes.append(f"文件名的后缀是 .{suffix}，内容是 .{form}：按内容读取。")
    if file.in_use:
        workbook.notes.append("这份文件正被 Excel 或 WPS 打开：读取的是上次保存的内容。")
    for grid, notes in _grids(container, file.data):
        if grid is not None:
            workbook.grids.append(grid)
        workbook.notes += notes
    return workbook


def _grids(container: str, data: bytes) -> Iterator[tuple[Grid | None, list[str]]]:
    """Finished sheets, each with its notes, as the child delivers them; notes of the file at the end."""
    with _reading_child(container, data) as child:
        assert child.stdout is not None
        rough: RoughGrid | None = None
        for head, text in _frames(child):
            match head["frame"]:
                case "sheet":
                    rough = RoughGrid(str(head["name"]), bool(head["visible"]))
                case "rows" if rough is not None:
                    rough.add(frames.split(text), is_clean=clean.is_clean(text))
                case "facts" if rough is not None:
                    yield rough.finished(head), rough.notes
                case "refused":
                    raise NotReadable(str(head["code"]), str(head["sentence"]), hint=str(head["hint"]))
                case "done":
                    yield None, [str(note) for note in head["notes"]]
                    return
        raise _ended(child)


def _frames(child: "subprocess.Popen[bytes]") -> Iterator[tuple[dict[str, Any], str]]:
    assert child.stdout is not None
    try:
        yield from frames.read(child.stdout)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _ended(child) from None


@contextmanager
def _reading_child(container: str, data: bytes) -> "Iterator[subprocess.Popen[bytes]]":
    """A child that is being fed; killed at the end whatever happened, or when the clock runs out."""
    root = str(Path(powerctl.__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    child = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "powerctl.sheets.child", container],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    feeder = threading.Thread(target=_feed, args=(child, data), daemon=True)
    clock = threading.Timer(caps.WALL_SECONDS, child.kill)
    clock.daemon = True
    feeder.start()
    clock.start()
    try:
        yield child
    finally:
        clock.cancel()
        child.kill()
        assert child.stdout is not None
        child.stdout.close()
        child.wait()
        feeder.join()


def _feed(child: "subprocess.Popen[bytes]", data: bytes) -> None:
    assert child.stdin is not None
    try:
        with child.stdin:
            child.stdin.write(data)
    except OSError:
        # The child is gone; what it said or how it ended tells the rest.
        return


def _ended(child: "subprocess.Popen[bytes]") -> NotReadable:
    """Why a child ended without a last word."""
    assert child.stdout is not None
    child.stdout.close()
    status = child.wait()
    if status in (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)):
        return NotReadable(
            "TIMEOUT",
            f"读取超过 {caps.CPU_SECONDS} 秒仍未完成，已停止",
            hint="请用 Excel 或 WPS 打开，删去表格以外的内容后另存为 .xlsx",
        )
    if status in (-getattr(signal, "SIGABRT", 6), -getattr(signal, "SIGSEGV", 11)):
        return out_of_memory()
    return NotReadable(
        "DAMAGED",
        f"读取程序中途退出（状态 {status}）",
        hint="请用 Excel 或 WPS 打开修复后另存为 .xlsx",
    )
