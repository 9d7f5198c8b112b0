"""Sheets as rows of text with merges and hidden parts, written as .xlsx or old .xls, always the same bytes."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

Row = list[str]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all from 1."""

_MADE = datetime(2026, 6, 1, 9, 0)
_ZIP_DAY = (2026, 6, 1, 9, 0, 0)
_SIDE = Side(style="thin", color="FF9A9A9A")
_WIDE = {"事项名称": 30, "职权名称": 30, "实施依据": 36, "法定依据": 36, "责任事项内容": 36, "防控措施": 32}


@dataclass
class Drawn:
    """One sheet."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    heading_row: int = 0

    def add(self, *cells: str) -> int:
        """A row at the bottom; its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def add_headings(self, headings: list[str] | tuple[str, ...]) -> int:
        """The heading row."""
        self.heading_row = self.add(*headings)
        return self.heading_row

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merges an area of more than one cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def title(self, text: str, width: int) -> int:
        """A title over the whole width, merged."""
        row = self.add(text)
        self.merge(row, 1, row, width)
        return row


def write_xlsx(path: Path, *sheets: Drawn) -> None:
    """A workbook in today's format."""
    book = Workbook()
    book.remove(book.active)
    for drawn in sheets:
        _fill(book.create_sheet(drawn.name), drawn)
    save(book, path)


def save(book: Any, path: Path) -> None:
    """The workbook with fixed times and no author, so that writing it again gives the same bytes."""
    book.properties.creator = None
    book.properties.lastModifiedBy = None
    book.properties.created = _MADE
    made = BytesIO()
    book.save(made)
    stamp = f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(zipfile.ZipInfo(entry.filename, _ZIP_DAY), content, zipfile.ZIP_DEFLATED)


def _fill(sheet: Any, drawn: Drawn) -> None:
    border = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
    for number, row in enumerate(drawn.rows, start=1):
        for column, text in enumerate(row, start=1):
            if text == "" and number <= drawn.heading_row:
                continue
            cell = sheet.cell(number, column)
            if text:
                cell.value = text
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if number >= drawn.heading_row:
                cell.border = border
            if number <= drawn.heading_row:
                cell.font = Font(name="黑体", size=16 if number < drawn.heading_row else 10)
                cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    for top, left, bottom, right in drawn.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in sorted(drawn.hidden_rows):
        sheet.row_dimensions[row].hidden = True
    headings = drawn.rows[drawn.heading_row - 1] if drawn.heading_row else []
    for column, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(heading, 14)
    for column in sorted(drawn.hidden_columns):
        sheet.column_dimensions[get_column_letter(column)].hidden = True


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(path: Path, name: str, rows: Iterable[Sequence[str]]) -> None:
    """A workbook in the open format, one sheet of plain text, with fixed times."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{part}="{_OASIS}:{part}:1.0"' for part in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = (("mimetype", _ODS), ("META-INF/manifest.xml", manifest), ("content.xml", content))
    with zipfile.ZipFile(path, "w") as target:
        for part, text in parts:
            kept = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(part, _ZIP_DAY), text, kept)


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def write_xls(path: Path, *sheets: Drawn) -> None:
    """A workbook in the format of 1997, whatever the name says."""
    book = xlwt.Workbook(encoding="utf-8")
    plain = xlwt.easyxf("align: wrap on, vert centre; border: left thin, right thin, top thin, bottom thin")
    bold = xlwt.easyxf("font: bold on; align: wrap on, horiz centre, vert centre")
    for drawn in sheets:
        sheet = book.add_sheet(drawn.name)
        covered = {
            (row, column)
            for top, left, bottom, right in drawn.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for number, row in enumerate(drawn.rows, start=1):
            for column, text in enumerate(row, start=1):
                if text and (number, column) not in covered:
                    style = bold if number <= drawn.heading_row else plain
                    sheet.write(number - 1, column - 1, text, style)
        for top, left, bottom, right in drawn.merges:
            text = drawn.rows[top - 1][left - 1]
            sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, text, plain)
        for number in sorted(drawn.hidden_rows):
            sheet.row(number - 1).hidden = True
        for column in sorted(drawn.hidden_columns):
            sheet.col(column - 1).hidden = True
    book.save(str(path))
