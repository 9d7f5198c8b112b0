"""A published table as text with the facts that stand in it: drawn as a workbook, compared with what comes in."""

import re
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


@dataclass(frozen=True)
class Published:
    """`rows` with | between the cells; `facts` row by row: the line (* adds up), what it is part of, and each
    column's figure; `columns`: heading, measure and year of all figures of a column."""

    words: str
    rows: str
    facts: str
    columns: str = ""
    merges: str = ""

    def write(self, path: Path) -> Path:
        """The table as a workbook: plain numbers as numbers, all else as text."""
        book = Workbook()
        sheet = book.worksheets[0]
        for row, line in enumerate(self.rows.strip("\n").splitlines(), 1):
            for column, text in enumerate(line.split("|"), 1):
                if text:
                    value = float(text) if _NUMBER.fullmatch(text) else text
                    sheet.cell(row, column, value)
        for merge in self.merges.split():
            sheet.merge_cells(merge)
        book.save(path)
        return path

    def figures(self) -> dict[str, tuple[str, str, bool, str]]:
        """Cell → line, what it is part of, whether it adds up, the figure as text."""
        found = {}
        for fact in self.facts.strip().splitlines():
            row, _, rest = fact.partition(" ")
            figures = re.findall(r" ([A-Z])=(\S+)", rest)
            line, _, parent = re.sub(r" [A-Z]=\S+", "", rest).partition(" < ")
            for column, figure in figures:
                found[f"{column}{row}"] = (line.lstrip("*"), parent, line.startswith("*"), figure)
        return found

    def headings(self) -> dict[str, tuple[str, str, str]]:
        """Column → heading, measure, year; - where there is none."""
        lines = [line.split() for line in self.columns.strip().splitlines()]
        return {column: (heading, measure, year) for column, heading, measure, year in lines}
