"""The zip around an .xlsx, looked at before anything in it is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, clean
from powerctl.sheets.files.advice import ASK_AGAIN, NO_PASSWORD, NOT_FROM_AN_OFFICE, SAVE_AS_XLSX

_CHUNK = 256 << 10
_UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
)


def damaged(what: str) -> NotReadable:
    """The refusal of a file whose inside is broken."""
    return NotReadable("DAMAGED", f"文件已损坏：{what}", hint=ASK_AGAIN)


def suspicious(code: str, what: str) -> NotReadable:
    """The refusal of a file that no office program writes."""
    return NotReadable(code, what, hint=NOT_FROM_AN_OFFICE)


class Container:
    """An opened and checked zip. Part names are compared without regard to case, as the reader does."""

    def __init__(self, data: bytes) -> None:
        """Raises NotReadable: DAMAGED, TOO_MANY_PARTS, DUPLICATE_PART, BAD_PART_NAME, ENCRYPTED, BOMB."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNPACKING_ERRORS:
            raise damaged("压缩结构不完整，可能没有传输完") from None
        entries = self._zip.infolist()
        if len(entries) > caps.PARTS:
            raise suspicious("TOO_MANY_PARTS", f"内部有 {len(entries)} 个部件，最多 {caps.PARTS} 个")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._check(entry)
            self._entries[entry.filename.lower()] = entry
        _check_sizes(entries, len(data))

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        shown = clean.one_line(name)
        if name.lower() in self._entries:
            raise suspicious("DUPLICATE_PART", f"内部部件“{shown}”出现两次，两份内容可能不同")
        if name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name or "\0" in name:
            raise suspicious("BAD_PART_NAME", f"内部部件名“{shown}”不合规")
        if entry.flag_bits & 1:
            raise NotReadable("ENCRYPTED", "文件有密码", hint=NO_PASSWORD)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(f"部件“{shown}”的压缩方法不认识")

    @property
    def names(self) -> list[str]:
        """Names of all parts in lower case; folders left out."""
        return [name for name in self._entries if not name.endswith("/")]

    def originals(self) -> list[tuple[str, str]]:
        """Each part's name in lower case and as the file spells it; folders left out."""
        return [(name, self._entries[name].filename) for name in self.names]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def size(self, name: str) -> int:
        """Declared size of a part; the zip reader enforces it."""
        return self._entries[name.lower()].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes piece by piece. Raises NotReadable (DAMAGED)."""
        try:
            with self._zip.open(self._entries[name.lower()]) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except _UNPACKING_ERRORS:
            raise damaged(f"部件“{clean.one_line(name)}”解压出错或校验不符") from None

    def whole(self, name: str) -> bytes:
        """A small part at once. Raises NotReadable (BOMB, DAMAGED)."""
        if self.size(name) > caps.SMALL_PART_BYTES:
            raise suspicious("BOMB", f"部件“{clean.one_line(name)}”大得不正常")
        return b"".join(self.chunks(name))


def _check_sizes(entries: list[zipfile.ZipInfo], file_bytes: int) -> None:
    total = sum(entry.file_size for entry in entries)
    tight = total > caps.TRUSTED_UNPACKED_BYTES and total > caps.PACKING * file_bytes
    if tight or total > caps.UNPACKED_BYTES:
        raise suspicious(
            "BOMB", f"压缩包炸弹：{file_bytes / caps.MIB:.1f} MiB 的文件要展开成 {total // caps.MIB} MiB"
        )
    spans = sorted((e.header_offset, e.header_offset + 30 + e.compress_size) for e in entries)
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        raise suspicious("BOMB", "压缩包炸弹：内部部件互相重叠")


def refuse_other_packages(box: Container) -> None:
    """A zip that is another kind of document. Raises NotReadable (NOT_XLSX)."""
    if "mimetype" in box:
        kind = box.whole("mimetype")[:80]
        if b"opendocument" in kind:
            raise NotReadable("NOT_XLSX", "内容是 OpenDocument 文档，不是工作簿", hint=SAVE_AS_XLSX)
    if "xl/workbook.bin" in box:
        raise NotReadable("NOT_XLSX", "内容是二进制工作簿（.xlsb）", hint=SAVE_AS_XLSX)
    if "word/document.xml" in box:
        raise NotReadable(
            "NOT_XLSX", "内容是 Word 文档，不是工作簿", hint="请把表格复制到工作簿并另存为 .xlsx"
        )
    if "ppt/presentation.xml" in box:
        raise NotReadable("NOT_XLSX", "内容是演示文稿，不是工作簿", hint=SAVE_AS_XLSX)
    if "[content_types].xml" not in box:
        raise NotReadable("NOT_XLSX", "内容是普通压缩包，不是工作簿", hint="请先解压，再导入里面的工作簿")
