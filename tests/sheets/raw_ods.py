"""OpenDocument workbooks written part by part, so that a test can write what no library would."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text", "style")),
        f'xmlns:draw="{_OASIS}:drawing:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    ]
)
_HIDDEN_STYLE = '<style:style style:name="藏" style:family="table"><style:table-properties table:display="false"/></style:style>'


def cell(value: str | int | float | None, attributes: str = "") -> str:
    """One cell as LibreOffice writes it."""
    if value is None or value == "":
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, str):
        lines = "".join(f"<text:p>{_inline(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string"{attributes}>{lines}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"{attributes}>'
        f"<text:p>{value}.00</text:p></table:table-cell>"
    )


def _inline(line: str) -> str:
    return escape(line).replace("  ", ' <text:s text:c="1"/>').replace("\t", "<text:tab/>")


def row(cells: Iterable[str], attributes: str = "") -> str:
    """One row around cells."""
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def rows(table: Sequence[Sequence[str | int | float | None]]) -> str:
    """Rows of plain values."""
    return "".join(row(cell(value) for value in line) for line in table)


def sheet(content: str, name: str = "清单", *, hidden: bool = False) -> str:
    """One table."""
    style = ' table:style-name="藏"' if hidden else ""
    return f'<table:table table:name="{name}"{style}>{content}</table:table>'


def content(*sheets: str, head: str = "") -> str:
    """The content part around tables; `head` may hold a declaration before it."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {_NAMES}>'
        f"<office:automatic-styles>{_HIDDEN_STYLE}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def write_ods(
    path: Path,
    *sheets: str,
    part: str | bytes | Iterable[bytes] | None = None,
    extra: Sequence[tuple[str, str]] = (),
    manifest: str = "",
) -> Path:
    """A workbook of these tables; `part` stands for the whole content part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("mimetype", SPREADSHEET, zipfile.ZIP_STORED)
        box.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        given = content(*sheets) if part is None else part
        with box.open("content.xml", "w", force_zip64=True) as target:
            if isinstance(given, str):
                target.write(given.encode())
            elif isinstance(given, bytes):
                target.write(given)
            else:
                for piece in given:
                    target.write(piece)
        for name, text in extra:
            box.writestr(name, text)
    return path
