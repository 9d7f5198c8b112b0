"""The rows of an exported sheet as the XML of the sheet's part, and that part put into its workbook.

openpyxl makes the workbook with its headings, styles and drop-downs. Rows do not go through it: it makes an
object of every cell, and takes four times as long.
"""

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from shutil import copyfileobj
from typing import IO, Any

from openpyxl.utils import get_column_letter

_FIRST_DAY = date(1899, 12, 30)
_MADE = (2000, 1, 1, 0, 0, 0)
_MARKUP = re.compile("[&<>]")
# openpyxl writes the moment of saving, whatever the properties say.
_SAVED = re.compile(rb"(?<=W3CDTF\">)[^<]*(?=</dcterms:modified>)")
_SAVED_AT = b"2000-01-01T00:00:00Z"
_END_OF_ROWS = re.compile(rb"</sheetData>|<sheetData ?/>")
_BLOCK = 200


def write_rows(
    file: IO[bytes],
    rows: Iterable[Sequence[Any]],
    styles: Sequence[int],
    first: int,
    text_of: Callable[[str], str],
) -> int:
    """Writes rows as XML, from row `first` on; how many there were.

    `styles` are the workbook's numbers of the columns' cell styles. `text_of` makes a text one that a
    cell can hold, and may refuse.
    """
    starts = [f'<c r="{get_column_letter(number)}' for number in range(1, len(styles) + 1)]
    ends = [f'" s="{style}"' for style in styles]
    block: list[str] = []
    count = 0
    for count, row in enumerate(rows, start=1):
        at = first + count - 1
        block.append(f'<row r="{at}">')
        for start, end, value in zip(starts, ends, row, strict=True):
            block.append(f"{start}{at}{end}{_cell(value, text_of)}")
        block.append("</row>")
        if count % _BLOCK == 0:
            file.write("".join(block).encode())
            block.clear()
    file.write("".join(block).encode())
    return count


def _cell(value: Any, text_of: Callable[[str], str]) -> str:
    """What stands after a cell's place and style. A text is a text, whatever it begins with."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        text = text_of(value)
        if _MARKUP.search(text):
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    number = (value - _FIRST_DAY).days if isinstance(value, date) else value
    return f"><v>{number}</v></c>"


def rows_file() -> IO[bytes]:
    """A place for rows, which may be longer than memory is wide; gone when it is closed."""
    return tempfile.TemporaryFile()


def with_rows(workbook: bytes, rows: Mapping[int, IO[bytes]]) -> bytes:
    """The workbook with these rows under what its sheets hold already; sheets are counted from 1."""
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook)) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        waiting = {f"xl/worksheets/sheet{number}.xml": file for number, file in rows.items()}
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _MADE)
            part.compress_type = zipfile.ZIP_DEFLATED
            data, file = old.read(name), waiting.get(name)
            if name == "docProps/core.xml":
                data = _SAVED.sub(_SAVED_AT, data)
            end = _END_OF_ROWS.search(data) if file is not None else None
            with new.open(part, "w", force_zip64=file is not None) as out:
                if file is None or end is None:
                    out.write(data)
                    continue
                file.seek(0)
                out.write(data[: end.start()])
                copyfileobj(file, out, 1 << 20)
                out.write(data[end.start() :])
    return content.getvalue()
