"""The process in which foreign bytes are parsed: a workbook comes in by stdin, frames go out by stdout.

Started by reader.py. An abort, too much memory or too much
time ends this process and nothing else. It knows no path and opens no file.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, Protocol

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean, frames
from powerctl.sheets.files.cell_text import has_lost_digits, is_no_number, text_of
from powerctl.sheets.files.container import damaged
from powerctl.sheets.files.gate import some_cells
from powerctl.sheets.files.sheet_facts import SheetFacts
from powerctl.sheets.grid import cell_name

_Read = Callable[[bytes, BinaryIO], tuple[str, list[str]]]


def main(container: str, name: str) -> None:
    """Reads a `zip`, `ole` or `text` file from stdin to its end, writes frames; the last is `done`, with
    the form that the content turned out to have, or `refused`. `name` is for a sheet that has none."""
    # Our own code is loaded before the limits bind, and may be cached on disk.
    if container == "zip":
        import powerctl.sheets.files.ods
        import powerctl.sheets.files.xlsx
    elif container == "ole":
        import powerctl.sheets.files.ole
        import powerctl.sheets.files.xls
    else:
        import powerctl.sheets.files.text_table  # noqa: F401
    _set_limits()
    # Nothing here forms cycles worth the collector's time.
    gc.disable()
    out = sys.stdout.buffer
    try:
        # The bytes are held by nobody but the function that reads them.
        reads: dict[str, _Read] = {"zip": _read_zip, "ole": _read_xls, "text": partial(_read_csv, name)}
        read = reads[container]
        form, notes = read(sys.stdin.buffer.read(), out)
        frames.write(out, {"frame": "done", "form": form, "notes": notes})
    except NotReadable as refusal:
        _refuse(out, refusal)
    except MemoryError:
        _refuse(out, out_of_memory())
    except OSError:
        # The parent is gone: nobody is left to be told.
        return
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A parser met what its author did not foresee; the clerk gets a sentence, not a traceback.
        # A panic of calamine is no Exception.
        _refuse(out, damaged(f"读取程序遇到意外内容（{type(error).__name__}）"))
    out.flush()


def out_of_memory() -> NotReadable:
    """The refusal of a workbook that does not fit."""
    return NotReadable(
        "MEMORY",
        f"读取这个工作簿要用的内存超过 {caps.MEMORY_BYTES // caps.MIB} MiB，已停止",
        hint="请删去表格以外的内容，或分成几个文件",
    )


def _refuse(out: BinaryIO, refusal: NotReadable) -> None:
    frames.write(
        out, {"frame": "refused", "code": refusal.code, "sentence": str(refusal), "hint": refusal.hint}
    )


def _set_limits() -> None:
    """Memory, time, no core file, no file written. Windows has none of this: there the gate and the
    parent's clock stand alone."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, caps.MEMORY_BYTES, caps.MEMORY_BYTES),
        (resource.RLIMIT_CPU, caps.CPU_SECONDS, caps.CPU_SECONDS_AT_MOST),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
    )
    for kind, value, at_most in wanted:
        highest = resource.getrlimit(kind)[1]
        if highest != resource.RLIM_INFINITY:
            value, at_most = min(value, highest), min(at_most, highest)
        try:
            resource.setrlimit(kind, (value, at_most))
        except (OSError, ValueError):
            # macOS refuses some of them.
            continue


def _read_zip(data: bytes, out: BinaryIO) -> tuple[str, list[str]]:
    from powerctl.sheets.files.container import Container
    from powerctl.sheets.files.ods import OdsValues, is_ods
    from powerctl.sheets.files.xlsx import open_workbook

    box = Container(data)
    if is_ods(box):
        return "ods", _send_all(out, OdsValues(box))
    examined, values = open_workbook(box, data)
    # calamine has a copy of its own.
    del data, box
    notes = list(examined.notes)
    for sheet in examined.sheets:
        if sheet.is_table:
            notes += _send(out, sheet, values.rows(sheet))
    return "xlsx", notes


def _read_xls(data: bytes, out: BinaryIO) -> tuple[str, list[str]]:
    from powerctl.sheets.files import ole
    from powerctl.sheets.files.xls import XlsValues

    notes = ole.examine(data)
    return "xls", notes + _send_all(out, XlsValues(data))


def _read_csv(name: str, data: bytes, out: BinaryIO) -> tuple[str, list[str]]:
    from powerctl.sheets.files.text_table import TextTable

    table = TextTable(data, name)
    return "csv", table.notes + _send(out, table.facts, table.rows())


class _Values(Protocol):
    """A workbook opened: its sheets, notes about them, and the rows of each."""

    sheets: list[SheetFacts]
    notes: list[str]

    def rows(self, facts: SheetFacts) -> Iterator[list[Any]]:
        """Rows of one sheet from row 1, all of one width."""


def _send_all(out: BinaryIO, values: _Values) -> list[str]:
    notes = list(values.notes)
    for sheet in values.sheets:
        notes += _send(out, sheet, values.rows(sheet))
    return notes


def _send(out: BinaryIO, sheet: SheetFacts, rows: Iterator[list[Any]]) -> list[str]:
    """One sheet as frames: its rows in blocks, then what was found beside the values."""
    frames.write(out, {"frame": "sheet", "name": sheet.name, "visible": sheet.visible})
    lost: list[tuple[int, int]] = []
    block: list[list[str]] = []
    characters = 0
    count = 0
    for count, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            if type(value) is not str:
                row[index] = text_of(value)
                if type(value) is float:
                    _look_at(value, (count, index + 1), sheet, lost)
        length = sum(map(len, row))
        if length > caps.TEXT:
            _refuse_long_text(sheet, count, row)
        block.append(row)
        characters += length
        if len(block) >= frames.BLOCK_ROWS or characters > frames.BLOCK_CHARACTERS:
            frames.write(out, {"frame": "rows"}, frames.join(block))
            block, characters = [], 0
    if block:
        frames.write(out, {"frame": "rows"}, frames.join(block))
    frames.write(out, {"frame": "facts", **_facts(sheet, count)})
    if not lost:
        return []
    return [
        f"工作表“{clean.one_line(sheet.name)}”有 {len(lost)} 个数字超过 15 位（{some_cells(lost)}），"
        "末尾数字已经丢失；身份证号、账号等请按文本填写。"
    ]


def _look_at(value: float, place: tuple[int, int], sheet: SheetFacts, lost: list[tuple[int, int]]) -> None:
    if has_lost_digits(value):
        lost.append(place)
    elif is_no_number(value):
        sheet.errors[place] = "#NUM!"


def _refuse_long_text(sheet: SheetFacts, number: int, row: list[str]) -> None:
    for column, cell in enumerate(row, 1):
        if len(cell) > caps.TEXT:
            raise NotReadable(
                "LONG_TEXT",
                f"工作表“{clean.one_line(sheet.name)}”单元格 {cell_name(number, column)} "
                f"有 {len(cell)} 个字，最多 {caps.TEXT} 个",
                hint="请把长文字放到附件里，单元格只写要点",
            )


def _facts(sheet: SheetFacts, rows: int) -> dict[str, Any]:
    """What the parent needs besides text; rows below the last value are of no use to anybody."""
    errors = [(*place, text) for place, text in sheet.errors.items()]
    errors += [(*place, "formula") for place in sheet.without_value]
    return {
        "merges": sheet.merges,
        "hidden_rows": sorted(row for row in sheet.hidden_rows if row <= rows),
        "hidden_columns": sheet.hidden_columns,
        "errors": errors,
    }
