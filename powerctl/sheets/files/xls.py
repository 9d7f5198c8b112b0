"""Values of an old .xls, by xlrd with formatting, which alone knows hidden rows and columns."""

import io
import struct
from collections.abc import Iterator
from typing import Any

import python_calamine
import xlrd
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError, xldate_as_datetime

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.advice import NO_PASSWORD, SMALLER_FILES
from powerctl.sheets.files.container import damaged
from powerctl.sheets.files.gate import some_cells
from powerctl.sheets.files.sheet_facts import SheetFacts
from powerctl.sheets.files.xlsx import from_a1

# What xlrd raises on a stream that does not keep to the format; it has no error of its own for most.
_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    UnicodeError,
    ValueError,
    ZeroDivisionError,
    struct.error,
)


class XlsValues:
    """An old workbook: the facts of its sheets and their rows."""

    def __init__(self, data: bytes) -> None:
        """Raises NotReadable (ENCRYPTED, DAMAGED, TOO_MANY_SHEETS)."""
        self.notes: list[str] = []
        self._plain: Any = None
        try:
            self._book = xlrd.open_workbook(
                file_contents=data,
                formatting_info=True,
                logfile=io.StringIO(),
                ignore_workbook_corruption=True,
            )
            self.sheets = [_facts(self._book.sheet_by_index(i)) for i in range(self._book.nsheets)]
        except _BROKEN as error:
            if "encrypted" in str(error):
                raise NotReadable("ENCRYPTED", "文件有密码", hint=NO_PASSWORD) from None
            self._open_plain(data)
        if len(self.sheets) > caps.SHEETS:
            raise NotReadable(
                "TOO_MANY_SHEETS",
                f"有 {len(self.sheets)} 张工作表，最多 {caps.SHEETS} 张",
                hint=SMALLER_FILES,
            )
        if not self.sheets:
            raise damaged("一张工作表也没有")
        self._add_notes()

    def _open_plain(self, data: bytes) -> None:
        """calamine reads files whose formatting xlrd cannot follow; what is hidden stays unknown."""
        try:
            self._plain = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            self.sheets = []
            for meta in self._plain.sheets_metadata:
                if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = self._plain.get_sheet_by_name(meta.name)
                merges = [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ]
                visible = meta.visible == python_calamine.SheetVisibleEnum.Visible
                self.sheets.append(SheetFacts(meta.name, visible=visible, merges=merges))
        except (python_calamine.CalamineError, OSError, ValueError):
            raise damaged("旧格式（.xls）的内容读不出来") from None
        self.notes.append(
            "这份 .xls 的格式部分已损坏：无法判断哪些行、列是隐藏的，请用 Excel 或 WPS 另存为 .xlsx 再核对。"
        )

    def _add_notes(self) -> None:
        for sheet in self.sheets:
            name = clean.one_line(sheet.name)
            if not sheet.visible:
                self.notes.append(f"工作表“{name}”是隐藏的，不作为清单读取。")
            if sheet.errors:
                places = some_cells(list(sheet.errors))
                self.notes.append(
                    f"工作表“{name}”有 {len(sheet.errors)} 个错误值单元格（{places}），按空白读取。"
                )

    def rows(self, facts: SheetFacts) -> Iterator[list[Any]]:
        """Rows of one sheet from row 1, all of one width. Raises NotReadable (DAMAGED)."""
        if self._plain is not None:
            yield from from_a1(self._plain.get_sheet_by_name(facts.name))
            return
        sheet = self._book.sheet_by_name(facts.name)
        width = sheet.ncols
        for number in range(sheet.nrows):
            row = sheet.row_values(number)
            kinds = sheet.row_types(number)
            for column, kind in enumerate(kinds):
                if kind not in (
                    xlrd.XL_CELL_TEXT,
                    xlrd.XL_CELL_NUMBER,
                    xlrd.XL_CELL_EMPTY,
                    xlrd.XL_CELL_BLANK,
                ):
                    row[column] = self._value(kind, row[column])
            yield row + [""] * (width - len(row))

    def _value(self, kind: int, value: Any) -> Any:
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_DATE:
            return self._day(value)
        return ""

    def _day(self, value: float) -> Any:
        try:
            moment = xldate_as_datetime(value, self._book.datemode)
        except (XLDateError, ValueError, OverflowError):
            return value
        return moment.time() if 0 <= value < 1 else moment


def _facts(sheet: Any) -> SheetFacts:
    facts = SheetFacts(
        sheet.name,
        visible=sheet.visibility == 0,
        last_row=sheet.nrows,
        last_column=sheet.ncols,
    )
    facts.hidden_rows = {
        row + 1
        for row, info in sheet.rowinfo_map.items()
        if info.hidden or (info.height == 0 and info.has_default_height == 0)
    }
    facts.hidden_columns = [
        (column + 1, column + 1)
        for column, info in sheet.colinfo_map.items()
        if info.hidden or info.width == 0
    ]
    facts.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        if xlrd.XL_CELL_ERROR in kinds:
            for column, kind in enumerate(kinds):
                if kind == xlrd.XL_CELL_ERROR:
                    code = sheet.cell_value(row, column)
                    facts.errors[row + 1, column + 1] = xlrd.error_text_from_code.get(code, "#N/A")
    return facts
