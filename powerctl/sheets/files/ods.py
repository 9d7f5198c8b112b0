"""An .ods workbook: the gate before it, and its sheets.

Read by expat in one exact pass and not by calamine, which gives up a sheet for a comment, a covered
cell or a truth value, and knows neither hidden rows and columns nor merged ranges of this form.
"""

from collections.abc import Iterator
from typing import Any

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.advice import NO_MACROS, NO_PASSWORD, SMALLER_FILES
from powerctl.sheets.files.container import Container, damaged, suspicious
from powerctl.sheets.files.gate import check_totals, sheet_notes
from powerctl.sheets.files.ods_walk import OdsSheet, OdsWalk
from powerctl.sheets.files.sheet_facts import SheetFacts
from powerctl.sheets.files.side_scan import check_encoding
from powerctl.sheets.files.xml_walk import walk

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MACRO_FOLDERS = ("basic/", "scripts/")


def is_ods(box: Container) -> bool:
    """Whether the package calls itself an OpenDocument spreadsheet."""
    return "mimetype" in box and b"opendocument.spreadsheet" in box.whole("mimetype")[:80]


class OdsValues:
    """An OpenDocument workbook: the facts of its sheets and their rows."""

    def __init__(self, box: Container) -> None:
        """Raises NotReadable (ENCRYPTED, MACRO, DAMAGED, ENCODING, XML_DTD, XML_DEPTH, caps)."""
        if _MANIFEST in box and b"encryption-data" in box.whole(_MANIFEST):
            raise NotReadable("ENCRYPTED", "文件有密码", hint=NO_PASSWORD)
        if any(name.startswith(_MACRO_FOLDERS) for name in box.names):
            raise NotReadable("MACRO", "文件含有宏", hint=NO_MACROS)
        if _CONTENT not in box:
            raise damaged("缺少内容部件，不是完整的 .ods")
        for chunk in box.chunks(_CONTENT):
            check_encoding(_CONTENT, chunk[:1024])
            break
        content = OdsWalk()
        walk(_CONTENT, box.chunks(_CONTENT), content.start, content.end, content.text)
        self._sheets = {sheet.facts.name: sheet for sheet in content.sheets}
        self.sheets = [sheet.facts for sheet in content.sheets if not sheet.is_cache]
        _check_sheets(content.sheets)
        check_totals(self.sheets)
        self.notes = sheet_notes(self.sheets)
        if len(self.sheets) < len(content.sheets):
            self.notes.append("文件引用了别的工作簿：读取的是上次保存的数值，没有去打开所引用的文件。")

    def rows(self, facts: SheetFacts) -> Iterator[list[Any]]:
        """Rows of one sheet from row 1, all of one width."""
        width = facts.last_column
        for cells, times in self._sheets[facts.name].lines:
            for _ in range(times):
                # Each row a list of its own: the receiver writes into it.
                yield cells + [""] * (width - len(cells))


def _check_sheets(sheets: list[OdsSheet]) -> None:
    if not sheets:
        raise damaged("一张工作表也没有")
    if len(sheets) > caps.SHEETS:
        raise NotReadable(
            "TOO_MANY_SHEETS", f"有 {len(sheets)} 张工作表，最多 {caps.SHEETS} 张", hint=SMALLER_FILES
        )
    names = [clean.one_line(sheet.facts.name) for sheet in sheets]
    if len(set(names)) < len(names):
        raise suspicious("DUPLICATE_PART", "两张工作表同名")
