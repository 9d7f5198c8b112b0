"""The part of a sheet with some of its cells given another style, cells made where there are none."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from powerctl.sheets.files.sheet_facts import column_number
from powerctl.sheets.grid import cell_name
from powerctl.sheets.marking.text import Changes, Element, visit

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
# What stands behind the mark of the comments in a sheet's part.
_AFTER_COMMENTS = frozenset(
    (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent"),
        *("webPublishItems", "tableParts", "extLst"),
    )
)


@dataclass(slots=True)
class MarkedSheet:
    """A sheet's part being marked: walks once, then gives the changed bytes."""

    part: str
    data: bytes
    cells: Iterable[tuple[int, int]]
    twin_of: Callable[[int], int]
    drawing: str = ""
    """Relation of the drawing that holds its comments already, or ""."""
    namespace: str = ""
    _changes: Changes = field(init=False)
    _wanted: dict[int, list[int]] = field(default_factory=dict)
    _columns: list[tuple[int, int, int]] = field(default_factory=list)
    _path: list[Element] = field(default_factory=list)
    _row: int = 0
    _column: int = 0
    _row_style: int | None = None
    _has_data: bool = False
    _place: int = 0

    def __post_init__(self) -> None:
        """Finds all places. Raises NotReadable (XML_DTD, DAMAGED)."""
        self._changes = Changes(self.data)
        for row, column in sorted(set(self.cells)):
            self._wanted.setdefault(row, []).append(column)
        visit(self.part, self.data, self._opened, self._closed)

    def done(self, relation: str) -> bytes:
        """The bytes; `relation` names the drawing of the comments where the sheet had none."""
        if relation and not self.drawing:
            root = self._path[0]
            office = (
                "http://purl.oclc.org/ooxml/officeDocument/relationships"
                if "purl.oclc.org" in root.namespace
                else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            )
            mark = f'legacyDrawing xmlns:marked="{office}" marked:id="{relation}"/>'
            self._changes.insert(self._place, b"<" + root.prefix + mark.encode())
        return self._changes.done()

    def _opened(self, element: Element) -> None:
        depth = len(self._path)
        inside = self._path[-1].name if self._path else ""
        if depth == 0:
            self.namespace = element.namespace
            self._path.append(element)
            return
        if depth == 1:
            self._has_data |= element.name == "sheetData"
            if element.name == "legacyDrawing":
                self.drawing = element.attributes.get("id", "")
            if element.name in _AFTER_COMMENTS and self._has_data and not self._place:
                self._place = element.start
        elif element.name == "col" and inside == "cols":
            first, last, style = (element.attributes.get(name, "0") for name in ("min", "max", "style"))
            self._columns.append((int(first), int(last), int(style)))
        elif element.name == "row" and inside == "sheetData":
            self._begin_row(element)
        elif element.name == "c" and inside == "row":
            self._meet(element)
        self._path.append(element)

    def _closed(self, element: Element) -> None:
        if len(self._path) == 1:
            self._place = self._place or element.close
            return
        self._path.pop()
        if element.name == "row" and len(self._path) == 2:
            if columns := self._wanted.pop(self._row, []):
                self._changes.append(element, self._made(self._row, columns, element.prefix))
        elif element.name == "sheetData" and self._wanted and len(self._path) == 1:
            self._changes.append(element, self._rows_before(1 << 30, element.prefix))

    def _begin_row(self, element: Element) -> None:
        self._row = int(element.attributes.get("r", self._row + 1))
        self._column = 0
        styled = element.attributes.get("customFormat") in ("1", "true")
        if any(row < self._row for row in self._wanted):
            self._row_style = None
            self._changes.insert(element.start, self._rows_before(self._row, element.prefix))
        self._row_style = int(element.attributes.get("s", "0")) if styled else None

    def _meet(self, element: Element) -> None:
        found = _REFERENCE.fullmatch(element.attributes.get("r", ""))
        self._column = column_number(found[1]) if found else self._column + 1
        columns = self._wanted.get(self._row, [])
        missing = [column for column in columns if column < self._column]
        if missing:
            self._changes.insert(element.start, self._made(self._row, missing, element.prefix))
        if self._column in columns:
            style = self.twin_of(int(element.attributes.get("s", "0")))
            self._changes.attribute(element, "s", str(style))
        if self._row in self._wanted:
            self._wanted[self._row] = [column for column in columns if column > self._column]

    def _made(self, row: int, columns: list[int], prefix: bytes) -> bytes:
        """Empty marked cells."""
        return b"".join(
            b'<%sc r="%s" s="%d"/>' % (prefix, cell_name(row, column).encode(), self._style(column))
            for column in columns
        )

    def _style(self, column: int) -> int:
        style = self._row_style
        if style is None:
            style = next((style for first, last, style in self._columns if first <= column <= last), 0)
        return self.twin_of(style)

    def _rows_before(self, row: int, prefix: bytes) -> bytes:
        """Whole rows, made for marked cells in rows that the sheet does not have."""
        self._row_style = None
        made = b""
        for number in sorted(number for number in self._wanted if number < row):
            cells = self._made(number, self._wanted.pop(number), prefix)
            made += b'<%srow r="%d">%s</%srow>' % (prefix, number, cells, prefix)
        return made
