"""A table's columns by field: own text of each row, and text that merged ranges carry down."""

import re
from dataclasses import dataclass

from powerctl.sheets.kinds.kind import SheetKind, ValueKind
from powerctl.sheets.tables.header import Header
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout

EMPTY_WORDS = frozenset(
    (
        "/",
        "／",
        "\\",
        "//",
        "无",
        "无。",
        "（无）",
        "(无)",
        "—",
        "——",
        "－",
        "-",
        "--",
        "―",
        "–",
        "…",
        "……",
        "／／",
    )
)
"""What clerks write into a cell that has nothing to say."""
_LONGEST_EMPTY = max(map(len, EMPTY_WORDS))
_NO_IS_SAID = frozenset(("无", "无。", "（无）", "(无)"))
"""In a column of yes and no (有无自由裁量权) these are the answer no; some others say so by them too."""
_KEPT_AS_WRITTEN = frozenset(("category", "name", "title"))
_ONE_LINE = frozenset(("name", "sub_item", "category", "category_written", "code", "unit", "title", "person"))
_TICKS = frozenset(("√", "✓", "✔", "☑", "■", "●", "○", "◎", "V", "v", "1", "是", "对", "有", "*", "★"))
_MARKS = frozenset(("√", "✓", "✔", "☑", "■", "●"))
_STOPS = ("。", "；", ";", "！")
_BREAK = re.compile(r"\s*[\r\n]+\s*")


@dataclass(slots=True)
class Table:
    """Columns of a table, one list per field; index 0 is row 1 of the sheet."""

    layout: Layout
    header: Header
    own: dict[str, list[str]]
    """Field → text that stands in the row itself."""
    filled: dict[str, list[str]]
    """Field → text that the clerk sees in the row, merged ranges carried down."""
    first_columns: dict[str, int]
    """Field → the first of its columns."""
    numbers: list[int]
    """The visible columns of the table."""

    def covered(self, field: str, row: int) -> bool:
        """Whether a merged range from a row above covers the field's cell."""
        column = self.first_columns.get(field)
        return column is not None and row in self.layout.covered.get(column, ())


def table_of(layout: Layout, header: Header) -> Table:
    """The columns that the header gives a field to, several columns of one field joined by lines."""
    table = Table(layout, header, {}, {}, {}, [])
    for column in header.columns:
        if column.hidden or column.number > layout.width:
            continue
        table.numbers.append(column.number)
        if column.field is None:
            continue
        one_line = column.field in _ONE_LINE and (header.kind.name, column.field) != ("risks", "name")
        own = _cleaned(column.field, layout.columns[column.number - 1], column.option, one_line)
        own = _without_empty_words(header.kind, column.field, own)
        filled = own
        below = layout.covered.get(column.number)
        if below and column.field not in header.kind.sums:
            filled = list(own)
            for row, source in below.items():
                filled[row - 1] = own[source - 1]
        if column.field in table.own:
            # Each risk of a row in a column of its own is an item of its own
            stop = "；" if column.option and column.field == "description" else ""
            own = _joined(table.own[column.field], own, stop)
            filled = _joined(table.filled[column.field], filled, stop)
        else:
            table.first_columns[column.field] = column.number
        table.own[column.field] = own
        table.filled[column.field] = filled
    return table


def _cleaned(field: str, column: tuple[str, ...], option: str, one_line: bool) -> list[str]:
    if one_line:
        cells = [_BREAK.sub("", text) if "\n" in text or "\r" in text else text for text in column]
        if field.startswith("category"):
            cells = ["".join(text.split()) if " " in text else text for text in cells]
    else:
        cells = list(column)
    if option and field in ("level", "category", "category_written"):
        cells = [_ticked(text, option) for text in cells]
    elif option:
        cells = [option if text in _MARKS else text for text in cells]
    return cells


def _without_empty_words(kind: SheetKind, field: str, cells: list[str]) -> list[str]:
    if field in _KEPT_AS_WRITTEN:
        return cells
    empty = EMPTY_WORDS
    if field in kind.none_is_said or kind.column(field).value is ValueKind.YES_NO:
        empty = EMPTY_WORDS - _NO_IS_SAID
    # A long text is no such word, and need not be hashed.
    return ["" if len(text) <= _LONGEST_EMPTY and text in empty else text for text in cells]


def _ticked(text: str, option: str) -> str:
    """The word over a tick column, where it is ticked; with its number where several are counted."""
    squeezed = squeeze(text)
    if squeezed in _TICKS:
        return option
    return f"{squeezed}{option}" if squeezed.isdigit() and squeezed != "0" else ""


def _joined(first: list[str], second: list[str], stop: str = "") -> list[str]:
    return [
        f"{one}{'' if one.endswith(_STOPS) else stop}\n{two}" if one and two and one != two else one or two
        for one, two in zip(first, second, strict=True)
    ]
