"""Rows that are no records: repeated headings, column numbers, banners, footers, totals, page lines."""

import re
from dataclasses import dataclass, field
from enum import Enum

from powerctl.sheets.kinds import EXAMPLE_MARK
from powerctl.sheets.tables.headings import normalise, squeeze
from powerctl.sheets.tables.lines import (
    banner_words,
    category_in,
    declared_count,
    is_appendix,
    is_footer,
    is_outline,
    is_page_line,
    is_section_name,
    is_total,
    unit_in_label,
)
from powerctl.sheets.tables.table import Table

NUMBER = re.compile(
    r"^[(（【\[]?\d{1,6}(?:[.\-—–、,，/~～及和]\d{1,6})*[)）】\].、．]?$|^[①-⑳㈠-㈩]$|^第?[一二三四五六七八九十百]+[、.)）]?$|^[(（][一二三四五六七八九十百]+[)）]$"
)
"""What stands in a column of row numbers: 7, 2,3, 3.1, (4), ⑤, 六, （七）."""

_COLUMN_NUMBER = re.compile(r"^[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛A-Z])[)）]?$")


_HAN_NUMBER = re.compile(r"^[(（]?第?[一二三四五六七八九十]+[)）]?(?:类|部分)?[、.]?$")


class Line(Enum):
    """What a row is."""

    DATA = "data"
    BLANK = "blank"
    HEADING = "heading"
    BANNER = "banner"
    FOOTER = "footer"
    """A remark, signature or title: what follows it without a number is no record either."""
    SKIP = "skip"
    EXAMPLE = "example"


@dataclass(slots=True)
class RowReader:
    """Tells what each row under a header is."""

    table: Table
    titles: frozenset[str] = frozenset()
    """Squeezed lines above the header, which page copies repeat."""
    heading_rows: list[dict[int, str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        layout = self.table.layout
        for row in self.table.header.rows.rows:
            cells = {number: normalise(layout.text(row, number)) for number in self.table.numbers}
            self.heading_rows.append({number: text for number, text in cells.items() if text})
            self.words.update(cells.values())

    def line(self, row: int) -> tuple[Line, str]:
        """What the row is, with its text where it is a single line."""
        layout = self.table.layout
        cells = [
            (number, text) for number in self.table.numbers if (text := layout.columns[number - 1][row - 1])
        ]
        if not cells:
            covered = any(row in layout.covered.get(number, ()) for number in self.table.numbers)
            return (Line.SKIP if covered else Line.BLANK), ""
        if self._is_heading(cells):
            return Line.HEADING, ""
        if squeeze(cells[0][1]).startswith(EXAMPLE_MARK):
            return Line.EXAMPLE, ""
        if len(cells) > 2 and all(_COLUMN_NUMBER.match(text) for _, text in cells):
            return Line.SKIP, ""
        if len(cells) == 1 or (len(cells) > 3 and all(text == cells[0][1] for _, text in cells)):
            return self._single(row, *cells[0]), cells[0][1]
        if self._is_numbered_banner(cells):
            return Line.BANNER, cells[1][1]
        return self._several(cells), cells[0][1]

    def _is_numbered_banner(self, cells: list[tuple[int, str]]) -> bool:
        """一 | 行政许可, alone in a row of a table whose records are numbered 1, 2, 3."""
        sequence = self.table.first_columns.get("sequence")
        if len(cells) != 2 or cells[0][0] != sequence or len(self.table.numbers) < 4:
            return False
        if not _HAN_NUMBER.match(squeeze(cells[0][1])) or len(cells[1][1]) > 40:
            return False
        return any(text.isdecimal() for text in self.table.own["sequence"])

    def _is_heading(self, cells: list[tuple[int, str]]) -> bool:
        # Most rows are told from a heading by their first cells
        if not any(normalise(text) in self.words for _, text in cells[:3] if len(text) <= 40):
            return False
        for headings in self.heading_rows:
            if len(headings) < 2:
                continue
            equal = sum(headings.get(number) == normalise(text) for number, text in cells if len(text) < 80)
            if equal * 10 >= max(len(headings), len(cells)) * 6 and equal >= 2:
                return True
        return False

    def _single(self, row: int, column: int, text: str) -> Line:
        """A row with one text: a banner, a footer, a title, or a record with little in it."""
        squeezed = squeeze(text)
        if squeezed in self.titles:
            return Line.FOOTER
        if is_footer(text) or is_total(text) or is_appendix(text) or unit_in_label(text):
            return Line.FOOTER
        if is_page_line(text):
            return Line.SKIP
        span = self.table.layout.span_from(row, column)
        wide = span is not None and span[1] - span[0] + 1 >= min(3, len(self.table.numbers))
        sequence = self.table.first_columns.get("sequence")
        numbered = column == sequence and bool(NUMBER.match(squeezed))
        if numbered:
            return Line.SKIP
        category = category_in(banner_words(text)) if len(squeezed) <= 40 else ""
        named = category and (
            declared_count(text) is not None or is_outline(text) or banner_words(text) == squeeze(category)
        )
        if column == self.table.numbers[0] and is_section_name(text):
            return Line.BANNER
        if wide or named or (is_outline(text) and len(squeezed) <= 40 and column == self.table.numbers[0]):
            return Line.BANNER
        if column == sequence:
            return Line.BANNER if len(squeezed) <= 40 else Line.FOOTER
        return Line.DATA

    def _several(self, cells: list[tuple[int, str]]) -> Line:
        first = cells[0][1]
        if is_footer(first) and all(is_footer(text) or len(text) < 12 for _, text in cells[1:]):
            return Line.FOOTER
        sequence = self.table.first_columns.get("sequence")
        numbered = cells[0][0] == sequence and bool(NUMBER.match(squeeze(first)))
        total = is_total(first) or (numbered is False and len(cells) > 1 and is_total(cells[1][1]))
        if total and not numbered:
            return Line.SKIP
        if not numbered and is_footer(cells[-1][1]) and len(cells) == 2:
            return Line.FOOTER
        if (unit_in_label(first) is not None or is_footer(first)) and len(cells) <= 4 and not numbered:
            return Line.FOOTER
        return Line.DATA
