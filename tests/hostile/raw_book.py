"""Workbooks written byte by byte, so that a test can write what no library would."""

import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from powerctl.sheets.grid import cell_name

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN_TYPE = f"{_SPREADSHEET}.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Content = str | bytes | Iterable[bytes]
Value = str | int | float | None


def cell(row: int, column: int, value: Value, style: int = 0) -> str:
    """One cell as Excel would write it, text inline."""
    place = f'<c r="{cell_name(row, column)}"' + (f' s="{style}"' if style else "")
    if value is None:
        return f"{place}/>"
    if isinstance(value, str):
        return f'{place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"{place}><v>{value}</v></c>"


def rows(table: Sequence[Sequence[Value]], first: int = 1) -> str:
    """Rows of a sheet, from row `first`."""
    return "".join(
        f'<row r="{number}">'
        + "".join(cell(number, column, value) for column, value in enumerate(line, 1))
        + "</row>"
        for number, line in enumerate(table, first)
    )


def sheet(data: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A sheet part around rows; `before` and `after` stand beside sheetData."""
    return (
        f'{DECLARATION}<worksheet xmlns="{namespace}" xmlns:r="{_OFFICE}">'
        f"{before}<sheetData>{data}</sheetData>{after}</worksheet>"
    )


def streamed(data: Iterable[str]) -> Iterable[bytes]:
    """A sheet part too long to hold at once."""
    head, tail = sheet("|").split("|")
    yield head.encode()
    for piece in data:
        yield piece.encode()
    yield tail.encode()


def strings(*texts: str) -> str:
    """A part of shared strings; each text is XML already."""
    return f'{DECLARATION}<sst xmlns="{MAIN}">' + "".join(f"<si>{text}</si>" for text in texts) + "</sst>"


def styles(*formats: int | str, fonts: int = 1) -> str:
    """A part of styles: cell format 0 is General, then one for each number format."""
    own = [text for text in formats if isinstance(text, str)]
    declared = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode="{escape(text, {chr(34): "&quot;"})}"/>'
        for index, text in enumerate(own)
    )
    numbers = [164 + own.index(one) if isinstance(one, str) else one for one in formats]
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{declared}</numFmts>'
        f'<fonts count="{fonts}">' + '<font><sz val="11"/><name val="宋体"/></font>' * fonts + "</fonts>"
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(numbers) + 1}"><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in numbers)
        + "</cellXfs></styleSheet>"
    )


def write_book(
    path: Path,
    sheets: Sequence[Content],
    *,
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    shared: Content | None = None,
    style_part: str | None = None,
    properties: str = "",
    content_type: str = PLAIN_TYPE,
    extra: Sequence[tuple[str, Content]] = (),
    without: Sequence[str] = (),
    namespace: str = MAIN,
    sheet_type: str = f"{_OFFICE}/worksheet",
) -> Path:
    """A package of the parts given. `extra` parts come last and may repeat a name; `without` drops some."""
    names = names or [f"表{number}" for number in range(1, len(sheets) + 1)]
    states = states or ["visible"] * len(sheets)
    parts: list[tuple[str, Content]] = [
        ("[Content_Types].xml", _content_types(len(sheets), content_type)),
        (
            "_rels/.rels",
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'{DECLARATION}<workbook xmlns="{namespace}" xmlns:r="{_OFFICE}">{properties}<sheets>'
            + "".join(
                f'<sheet name="{escape(name)}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
                for n, (name, state) in enumerate(zip(names, states, strict=True), 1)
            )
            + "</sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", _relations(len(sheets), sheet_type, shared is not None)),
        ("xl/styles.xml", style_part or styles(14)),
    ]
    if shared is not None:
        parts.append(("xl/sharedStrings.xml", shared))
    parts += [(f"xl/worksheets/sheet{n}.xml", content) for n, content in enumerate(sheets, 1)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in [*parts, *extra]:
            if name in without:
                continue
            if isinstance(content, str):
                content = content.encode()
            if isinstance(content, bytes):
                content = [content]
            with package.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece)
    return path


def _content_types(sheets: int, kind: str) -> str:
    numbered = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/>{numbered}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/></Types>'
    )


def _relations(sheets: int, sheet_type: str, shared: bool) -> str:
    numbered = "".join(
        f'<Relationship Id="rId{n}" Type="{sheet_type}" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    strings_relation = (
        f'<Relationship Id="rId8002" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{numbered}'
        f'<Relationship Id="rId8001" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f"{strings_relation if shared else ''}</Relationships>"
    )


def declare_other_size(path: Path, part: str, size: int) -> Path:
    """Lies about the unpacked size of a part, in both places where a zip says it."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo(part)
    local = entry.header_offset
    struct.pack_into("<I", data, local + 22, size)
    name_length, extra_length = struct.unpack_from("<HH", data, local + 26)
    # The sizes proper stand in the zip64 field, which goes first.
    if struct.unpack_from("<H", data, local + 30 + name_length)[0] == 1 and extra_length:
        struct.pack_into("<Q", data, local + 30 + name_length + 4, size)
    central = data.rfind(part.encode()) - 46
    struct.pack_into("<I", data, central + 24, size)
    path.write_bytes(data)
    return path


def write_ole(path: Path, streams: dict[str, bytes], storages: Sequence[str] = ()) -> Path:
    """An OLE file with the streams given (each padded to 4096 bytes, so that no small stream is needed)."""
    sector, free, end, fat_mark = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    names = ["Root Entry", *storages, *streams]
    directory_sectors = -(-len(names) * 128 // sector)
    fat = [fat_mark, *range(2, directory_sectors + 1), end]
    body = b""
    entries = b""
    for index, name in enumerate(names):
        encoded = name.encode("utf-16-le") + b"\0\0"
        kind = 5 if index == 0 else 1 if name in storages else 2
        start, size = end, 0
        if kind == 2:
            content = streams[name] + b"\0" * max(0, 4096 - len(streams[name]))
            content += b"\0" * (-len(content) % sector)
            start, size, count = len(fat), len(content), len(content) // sector
            fat += [*range(start + 1, start + count), end]
            body += content
        following = index + 1 if 0 < index < len(names) - 1 else free
        child = 1 if index == 0 and len(names) > 1 else free
        entries += encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(encoded), kind, 1, free, following, child
        )
        entries += b"\0" * 36 + struct.pack("<III", start, size, 0)
    assert len(fat) <= sector // 4, "one sector of the table is enough for a test"
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<I", free) * 108
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(sector, b"\xff")
    path.write_bytes(header + table + entries.ljust(directory_sectors * sector, b"\0") + body)
    return path


Maker = Callable[[Path], Path]
