"""The gate in front of the old format: what the OLE file holds, and whether it may be read."""

import io
import struct
from collections.abc import Iterator

from xlrd.compdoc import CompDoc, CompDocError

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps
from powerctl.sheets.files.advice import NO_MACROS, NO_PASSWORD, SAVE_AS_XLSX
from powerctl.sheets.files.container import damaged

_BOUND_SHEET, _FILE_PASS, _END, _SUP_BOOK = 0x0085, 0x002F, 0x000A, 0x01AE
_MACRO_SHEET, _CODE_SHEET = 1, 6
_BROKEN = (CompDocError, AssertionError, struct.error, LookupError, ValueError, RecursionError)
_MACRO_STORAGES = ("_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT")


def examine(data: bytes) -> list[str]:
    """Notes about an old workbook that may be read. Raises NotReadable: TOO_BIG, ENCRYPTED, MACRO,
    NOT_XLSX, DAMAGED."""
    if len(data) > caps.OLE_BYTES:
        raise NotReadable(
            "TOO_BIG",
            f"旧格式（.xls）文件有 {len(data) / caps.MIB:.1f} MiB，最多 {caps.OLE_BYTES // caps.MIB} MiB",
            hint=SAVE_AS_XLSX,
        )
    try:
        box = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        names = {entry.name for entry in box.dirlist}
        stream = box.get_named_stream("Workbook") or box.get_named_stream("Book")
    except _BROKEN:
        raise damaged("旧格式容器的目录不完整，可能没有传输完") from None
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise NotReadable("ENCRYPTED", "文件有密码", hint=NO_PASSWORD)
    if names.intersection(_MACRO_STORAGES):
        raise NotReadable("MACRO", "文件含有宏（VBA）", hint=NO_MACROS)
    if stream is None:
        what = "Word 文档" if "WordDocument" in names else "别的文档"
        raise NotReadable("NOT_XLSX", f"内容是{what}，不是工作簿", hint="请把表格复制到工作簿并另存为 .xlsx")
    return _globals(stream)


def _globals(stream: bytes) -> list[str]:
    notes: list[str] = []
    for kind, body in _records(stream):
        if kind == _FILE_PASS:
            raise NotReadable("ENCRYPTED", "文件有密码", hint=NO_PASSWORD)
        if kind == _BOUND_SHEET and len(body) > 5 and body[5] in (_MACRO_SHEET, _CODE_SHEET):
            raise NotReadable("MACRO", "文件含有宏表", hint=NO_MACROS)
        # A reference to the workbook itself has the mark 0x0401, one to add-ins 0x3A01.
        if kind == _SUP_BOOK and body[2:4] not in (b"\x01\x04", b"\x01\x3a") and not notes:
            notes.append("文件引用了别的文件或程序：读取的是上次保存的数值，没有去打开所引用的内容。")
    return notes


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Records of the workbook's first part, which lists sheets and references."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length
