"""The exact pass over XML parts, by expat: what side_scan.py does, where that is unsure."""

import re

from powerctl.sheets.files.container import Container, suspicious
from powerctl.sheets.files.sheet_facts import SheetFacts, column_number
from powerctl.sheets.files.side_scan import check_encoding, check_strings, is_dde
from powerctl.sheets.files.xml_walk import walk

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_TRUE = ("1", "true")


def _begin(box: Container, part: str) -> None:
    for chunk in box.chunks(part):
        check_encoding(part, chunk[:1024])
        break


def scan_any(box: Container, part: str) -> None:
    """Walks a part for its declarations and depth only."""
    walk(part, box.chunks(part), lambda name, attributes: None)


def scan_strings(box: Container, part: str) -> int:
    """How many shared strings there are. Raises NotReadable."""
    _begin(box, part)
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        if name == "si":
            count += 1
            check_strings(count)

    walk(part, box.chunks(part), start)
    return count


def scan_sheet(box: Container, facts: SheetFacts) -> None:
    """Fills `facts` from its part. Raises NotReadable (BAD_REF, DAMAGED, XML_DTD, XML_DEPTH, caps)."""
    _begin(box, facts.part)
    sheet = _SheetWalk(facts)
    walk(facts.part, box.chunks(facts.part), sheet.start, sheet.end, sheet.text)
    facts.check()


class _SheetWalk:
    """Where the walk stands: the row, the cell, and what the cell was seen to hold."""

    def __init__(self, facts: SheetFacts) -> None:
        self.facts = facts
        self.row = 0
        self.column = 0
        self.kind = ""
        self.has_formula = self.has_value = self.has_text = False
        self.within = ""
        self.words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "row":
            self._row(attributes)
        elif name == "c":
            self._cell(attributes)
        elif name in ("f", "v", "is"):
            self.within = name
            self.words = []
            self.has_formula |= name == "f"
            self.has_value |= name != "f"
        elif name == "col" and self._is_hidden(attributes, "width"):
            self.facts.hidden_columns.append((self._whole(attributes, "min"), self._whole(attributes, "max")))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """An element closes."""
        if name in ("f", "v", "is"):
            words = "".join(self.words)
            place = (self.row, self.column)
            if name == "f" and is_dde(words):
                self.facts.dde.append(place)
            elif name == "v" and self.kind == "e":
                self.facts.errors[place] = words
            self.has_text |= name != "f" and bool(words)
            self.within = ""
        elif name == "c" and (self.has_value or self.has_formula):
            self._count()

    def text(self, piece: str) -> None:
        """Characters inside an element."""
        if self.within:
            self.words.append(piece)

    def _row(self, attributes: dict[str, str]) -> None:
        number = self._whole(attributes, "r") if "r" in attributes else self.row + 1
        if number <= self.row:
            raise self._bad(f"第 {number} 行出现在第 {self.row} 行之后")
        self.row, self.column = number, 0
        if self._is_hidden(attributes, "ht"):
            self.facts.hidden_rows.add(number)

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self.column + 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if found is None or int(found[2]) != self.row:
                raise self._bad(f"第 {self.row} 行里有编号为 {reference[:20]} 的单元格")
            column = column_number(found[1])
        if column <= self.column:
            raise self._bad(f"第 {self.row} 行的单元格 {reference} 重复或颠倒")
        self.column = column
        self.kind = attributes.get("t", "")
        self.has_formula = self.has_value = self.has_text = False

    def _count(self) -> None:
        facts = self.facts
        facts.cells += 1
        facts.first_row = facts.first_row or self.row
        facts.last_row = self.row
        facts.last_column = max(facts.last_column, self.column)
        if self.has_formula and not self.has_text and not (self.has_value and self.kind == "str"):
            facts.without_value.append((self.row, self.column))
        facts.check()

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        if not 1 <= len(corners) <= 2 or None in corners:
            raise self._bad(f"合并区域 {reference[:20]} 写法不对")
        first, last = corners[0], corners[-1]
        if len(corners) == 2 and first and last:
            self.facts.merges.append(
                (int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))
            )

    def _is_hidden(self, attributes: dict[str, str], measure: str) -> bool:
        if attributes.get("hidden") in _TRUE:
            return True
        try:
            return float(attributes.get(measure, "1")) == 0
        except ValueError:
            return False

    def _whole(self, attributes: dict[str, str], name: str) -> int:
        text = attributes.get(name, "")
        if not re.fullmatch(r"[0-9]{1,7}", text):
            raise self._bad(f"行列编号 {text[:20]} 不对")
        return int(text)

    def _bad(self, what: str) -> Exception:
        return suspicious("BAD_REF", f"工作表“{self.facts.name}”的单元格编号混乱：{what}")
