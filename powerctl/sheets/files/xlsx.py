"""Values of an .xlsx, by calamine, after the gate let it pass."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine

from powerctl.sheets.files.container import Container, damaged
from powerctl.sheets.files.gate import KNOWN_ERRORS, Examined, examine
from powerctl.sheets.files.sheet_facts import SheetFacts


def open_workbook(box: Container, data: bytes) -> tuple[Examined, "XlsxValues"]:
    """The gate's findings and the values behind them. Raises NotReadable."""
    examined = examine(box)
    strange = [sheet for sheet in examined.sheets if not KNOWN_ERRORS.issuperset(sheet.errors.values())]
    return examined, XlsxValues(_with_errors_as_text(box, strange) if strange else data)


class XlsxValues:
    """Rows of a workbook, sheet by sheet."""

    def __init__(self, data: bytes) -> None:
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except python_calamine.PasswordError:
            raise damaged("内部有加密内容") from None
        except (python_calamine.CalamineError, OSError, ValueError):
            raise damaged("读取程序打不开") from None

    def rows(self, sheet: SheetFacts) -> Iterator[list[Any]]:
        """Rows of one sheet from row 1, all of one width, values as calamine gives them."""
        try:
            yield from from_a1(self._book.get_sheet_by_name(sheet.name))
        except (python_calamine.CalamineError, OSError, ValueError):
            raise damaged(f"工作表“{sheet.name}”读不出来") from None


def from_a1(sheet: Any) -> Iterator[list[Any]]:
    """Rows of a calamine sheet from cell A1: it gives empty rows above the table, but no empty columns
    to the left of it."""
    start = sheet.start
    left = start[1] if start else 0
    if not left:
        return iter(sheet.iter_rows())
    return ([""] * left + row for row in sheet.iter_rows())


def _with_errors_as_text(box: Container, sheets: list[SheetFacts]) -> bytes:
    """The same workbook, error cells of some sheets turned into text: calamine gives up a whole sheet
    for an error value newer than itself (#SPILL!, #CALC!), which is an honest value."""
    parts = {sheet.part.lower() for sheet in sheets}
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for name, original in box.originals():
            content = b"".join(box.chunks(name))
            if name in parts:
                content = content.replace(b' t="e"', b' t="str"')
            target.writestr(original, content)
    return copy.getvalue()
