"""The walk over the content of an .ods: cells with their values, and what stands beside them.

Repeated rows and cells are counted and kept once. Text of comments, drawings, tracked changes and
tables within cells belongs to no cell.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.container import damaged
from powerctl.sheets.files.sheet_facts import SheetFacts
from powerctl.sheets.files.side_scan import is_dde

_HIDDEN = ("collapse", "filter")
_IN_A_CELL = frozenset(("p", "h", "list", "list-item"))
_IN_A_LINE = frozenset(("span", "a", "s", "tab", "line-break", "ruby", "ruby-base", "meta", "bookmark"))
_AROUND_ROWS = frozenset(
    (
        *("table-columns", "table-header-columns", "table-column-group", "table-column"),
        *("table-rows", "table-header-rows", "table-row-group", "table-row"),
    )
)
_SPAN = re.compile(r"(-?)PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d*)?S)?")
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class OdsSheet:
    """One table: its facts, and its rows, each with the times that it is repeated."""

    facts: SheetFacts
    lines: list[tuple[list[Any], int]] = field(default_factory=list)
    is_cache: bool = False
    """Holds values of another file, which the maker's program keeps in a hidden table."""
    row: int = 0
    column: int = 0
    written: int = 0
    """Rows in `lines`, repetitions counted."""


class OdsWalk:
    """Where the walk stands."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._in_sheets = False
        self._ignored = 0
        self._sheet: OdsSheet | None = None
        self._line: list[Any] = []
        self._times = 1
        self._is_hidden = False
        self._spans: list[tuple[int, int, int]] = []
        self._errors: dict[int, str] = {}
        self._without_value: list[int] = []
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._in_line = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._ignored:
            self._ignored += 1
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        elif self._sheet is not None:
            self._start_in_sheet(self._sheet, name, attributes)
        elif self._in_sheets:
            if name == "table":
                self._open(attributes)
            else:
                self._ignored = 1
        elif name == "spreadsheet":
            self._in_sheets = True
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _open(self, attributes: dict[str, str]) -> None:
        visible = attributes.get("style-name", "") not in self._hidden_styles
        self._sheet = OdsSheet(SheetFacts(attributes.get("name", ""), visible=visible))
        self.sheets.append(self._sheet)

    def _start_in_sheet(self, sheet: OdsSheet, name: str, attributes: dict[str, str]) -> None:
        if name == "table-column":
            self._columns(sheet, attributes)
        elif name == "table-row":
            self._line, self._spans, self._errors, self._without_value = [], [], {}, []
            self._times = _count(attributes, "number-rows-repeated")
            self._is_hidden = attributes.get("visibility") in _HIDDEN
            sheet.column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            self._words, self._length, self._paragraphs = [], 0, 0
        elif name not in _AROUND_ROWS:
            sheet.is_cache |= name == "table-source"
            self._ignored = 1

    def _columns(self, sheet: OdsSheet, attributes: dict[str, str]) -> None:
        first = sheet.column + 1
        sheet.column += _count(attributes, "number-columns-repeated")
        if attributes.get("visibility") in _HIDDEN:
            sheet.facts.hidden_columns.append((first, min(sheet.column, caps.LAST_COLUMN)))

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_line:
            if name == "s":
                self._add(" " * min(_count(attributes, "c"), caps.TEXT + 1))
            elif name in ("tab", "line-break"):
                self._add("\t" if name == "tab" else "\n")
            elif name not in _IN_A_LINE:
                self._ignored = 1
        elif name in ("p", "h"):
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._in_line = True
        elif name not in _IN_A_CELL:
            self._ignored = 1

    def end(self, name: str) -> None:
        """An element closes."""
        if self._ignored:
            self._ignored -= 1
        elif self._cell is not None:
            if name in ("p", "h"):
                self._in_line = False
            elif name in ("table-cell", "covered-table-cell"):
                assert self._sheet is not None
                self._close_cell(self._sheet, self._cell)
                self._cell = None
        elif self._sheet is not None:
            if name == "table-row":
                self._close_row(self._sheet)
            elif name == "table":
                self._sheet = None
        elif name == "spreadsheet":
            self._in_sheets = False

    def text(self, piece: str) -> None:
        """Characters inside an element; white space in a line counts as one space."""
        if self._in_line and not self._ignored:
            self._add(_BLANKS.sub(" ", piece))

    def _add(self, words: str) -> None:
        # One character too many is enough to be refused as too long.
        if self._length <= caps.TEXT:
            self._words.append(words[: caps.TEXT + 1])
            self._length += len(words)

    def _close_cell(self, sheet: OdsSheet, cell: dict[str, str]) -> None:
        times = _count(cell, "number-columns-repeated")
        first = sheet.column + 1
        sheet.column += times
        value = self._value(sheet, cell, range(first, sheet.column + 1))
        if value != "":
            self._refuse_beyond(sheet, sheet.column)
            self._line += [""] * (first - 1 - len(self._line))
            self._line += [value] * times
        wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if wide > 1 or high > 1:
            self._spans.append((first, high, wide))

    def _value(self, sheet: OdsSheet, cell: dict[str, str], columns: range) -> Any:
        shown = "".join(self._words)
        formula = cell.get("formula", "")
        if formula and (is_dde(formula) or "DDE(" in formula.upper()):
            sheet.facts.dde.append((sheet.row + 1, columns.start))
        kind = cell.get("value-type", "")
        if kind == "error" or (formula and _is_error(shown)):
            self._refuse_beyond(sheet, columns.stop - 1)
            self._errors.update(dict.fromkeys(columns, clean.one_line(shown) or "#N/A"))
            return ""
        if formula and not kind and not shown:
            self._refuse_beyond(sheet, columns.stop - 1)
            self._without_value += columns
        if kind in ("float", "currency", "percentage"):
            return _number(cell.get("value", ""), shown)
        if kind == "date":
            return _day(cell.get("date-value", ""), shown)
        if kind == "time":
            return _span(cell.get("time-value", ""), shown)
        if kind == "boolean":
            return cell.get("boolean-value", shown) == "true"
        return cell.get("string-value", shown)

    def _close_row(self, sheet: OdsSheet) -> None:
        facts = sheet.facts
        first = sheet.row + 1
        sheet.row += self._times
        if self._is_hidden:
            facts.hidden_rows.update(range(first, min(sheet.row, caps.ROWS) + 1))
        named = len(self._errors) + len(self._without_value)
        if not self._line and not named:
            return
        facts.last_row = sheet.row
        facts.last_column = max(facts.last_column, len(self._line))
        facts.cells += self._times * (named + sum(value != "" for value in self._line))
        facts.check()
        for row in range(first, sheet.row + 1):
            facts.merges += [
                (row, column, row + high - 1, column + wide - 1) for column, high, wide in self._spans
            ]
            facts.errors.update({(row, column): text for column, text in self._errors.items()})
            facts.without_value += [(row, column) for column in self._without_value]
            if self._spans:
                facts.check()
        if sheet.written < first - 1:
            sheet.lines.append(([], first - 1 - sheet.written))
        sheet.lines.append((self._line, self._times))
        sheet.written = sheet.row

    def _refuse_beyond(self, sheet: OdsSheet, column: int) -> None:
        """Before the cells of a repetition are made, not after."""
        sheet.facts.last_column = max(sheet.facts.last_column, column)
        sheet.facts.check()


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isascii() or not text.isdigit() or not 0 < len(text) <= 9:
        raise damaged(f"重复次数“{clean.one_line(text)}”不是数")
    return max(1, int(text))


def _is_error(shown: str) -> bool:
    return shown.startswith("Err:") or (shown.startswith("#") and shown.endswith(("!", "?", "/A")))


def _number(text: str, shown: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return shown


def _day(text: str, shown: str) -> Any:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return shown or text


def _span(text: str, shown: str) -> Any:
    found = _SPAN.fullmatch(text)
    if found is None:
        return shown or text
    try:
        span = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    except OverflowError:
        return shown
    return -span if found[1] else span
