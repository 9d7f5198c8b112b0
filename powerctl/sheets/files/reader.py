"""Reading a workbook as text: the file once, foreign parsing in a child, clean grids out."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import powerctl
from powerctl.collecting import no_collecting
from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean, frames, source
from powerctl.sheets.files.advice import ASK_AGAIN
from powerctl.sheets.files.child import out_of_memory
from powerctl.sheets.files.forms import form_of
from powerctl.sheets.files.rough_grid import RoughGrid
from powerctl.sheets.grid import Grid, WorkbookText

_FORMS = ("xls", "xlsx", "ods", "csv")


def read_text(path: Path, *, meanwhile: Callable[[], object] | None = None) -> WorkbookText:
    """Every sheet of a workbook as cleaned text, hidden ones included and marked.

    `meanwhile` is called once, after the child has begun and before its first words are awaited; it
    is not called for a file that needs no child. Raises NotReadable with a sentence that names the
    file; `code` is one of those of source.py, forms.py, container.py, gate.py, ole.py, or LONG_TEXT,
    MEMORY, TIMEOUT, DAMAGED.
    """
    name = clean.one_line(path.name) or clean.one_line(str(path))
    try:
        return _read(path, meanwhile)
    except NotReadable as refusal:
        raise NotReadable(refusal.code, f"不能读取“{name}”：{refusal}", hint=refusal.hint) from None


@no_collecting()
def _read(path: Path, meanwhile: Callable[[], object] | None) -> WorkbookText:
    file = source.read(path)
    container = form_of(file.data)
    workbook = WorkbookText(clean.clean(file.name).replace("\n", " "), file.sha256, "", [])
    if file.in_use:
        workbook.notes.append("这份文件正被 Excel 或 WPS 打开：读取的是上次保存的内容。")
    # A file of text has no name for its one sheet; a spreadsheet program shows the file's.
    child = _ReadingChild(container, file.data, clean.one_line(path.stem))
    # Only the thread that feeds the child still needs the bytes.
    del file
    for sheet, notes in _sheets(child, meanwhile):
        if isinstance(sheet, Grid):
            workbook.grids.append(sheet)
        else:
            workbook.form = sheet
        workbook.notes += notes
    suffix = path.suffix.lower().lstrip(".")
    if suffix in _FORMS and suffix != workbook.form:
        workbook.notes.insert(0, f"文件名的后缀是 .{suffix}，内容是 .{workbook.form}：按内容读取。")
    return workbook


def _sheets(
    child: "_ReadingChild", meanwhile: Callable[[], object] | None
) -> Iterator[tuple[Grid | str, list[str]]]:
    """Finished sheets, each with its notes, as the child delivers them; at the end the form of the file
    and what there is to say about it."""
    with child:
        if meanwhile is not None:
            meanwhile()
        rough: RoughGrid | None = None
        for head, text in child.frames():
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
                    yield str(head["form"]), [str(note) for note in head["notes"]]
                    return
        raise child.ended()


class _Clock:
    """Kills a child that takes too long, and remembers that it did."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        self.rang = False
        self._child = child
        self._timer = threading.Timer(caps.WALL_SECONDS, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        self._child.kill()

    def stop(self) -> None:
        """The child is done."""
        self._timer.cancel()


class _ReadingChild:
    """The child process: fed by a thread, watched by a clock, gone when the block ends."""

    def __init__(self, container: str, data: bytes, name: str) -> None:
        root = str(Path(powerctl.__file__).resolve().parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-s",
                "-P",
                "-c",
                f"from powerctl.sheets.files.child import main; main({container!r}, {name!r})",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._clock = _Clock(self._process)
        self._feeder = threading.Thread(target=self._feed, args=(data,), daemon=True)
        self._feeder.start()

    def __enter__(self) -> "_ReadingChild":
        return self

    def __exit__(self, *_: object) -> None:
        self._clock.stop()
        self._process.kill()
        self._out.close()
        self._process.wait()
        self._feeder.join()

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _feed(self, data: bytes) -> None:
        assert self._process.stdin is not None
        # The child may be gone; what it said or how it ended tells the rest.
        with contextlib.suppress(OSError), self._process.stdin:
            self._process.stdin.write(data)

    def frames(self) -> Iterator[tuple[dict[str, Any], str]]:
        """What the child says. Raises NotReadable where its words break off."""
        try:
            yield from frames.read(self._out)
        except (ValueError, KeyError, TypeError, RecursionError):
            raise self.ended() from None

    def ended(self) -> NotReadable:
        """Why the child ended without a last word."""
        self._out.close()
        status = self._process.wait()
        if self._clock.rang or status == -getattr(signal, "SIGXCPU", 24):
            return NotReadable(
                "TIMEOUT",
                "读取用时过长，已停止",
                hint="请用 Excel 或 WPS 打开，删去表格以外的内容后另存为 .xlsx",
            )
        # A failed allocation aborts; the system kills what takes the last of the memory.
        if status in [-getattr(signal, name, 1 << 20) for name in ("SIGABRT", "SIGSEGV", "SIGKILL")]:
            return out_of_memory()
        return NotReadable(
            "DAMAGED",
            f"读取程序中途退出（状态 {status}）",
            hint=ASK_AGAIN,
        )
