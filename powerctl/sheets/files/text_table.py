"""A table saved as text (CSV, TSV): its encoding and its delimiter by content, then its rows.

Line numbers in refusals are those of a text editor; rows are counted as a spreadsheet program
counts them, a quoted line break within a cell being no new row.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps
from powerctl.sheets.files.advice import SAVE_AS_XLSX
from powerctl.sheets.files.sheet_facts import SheetFacts

_DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号", "|": "竖线"}
_LOOKED_AT = 200_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BYTE_LINES = re.compile(rb"\r\n|\r|\n")
_SAVE_AS_UTF8 = "请用 Excel 或 WPS 打开，核对文字后另存为 .xlsx 或“CSV UTF-8”，再运行 powerctl import"
# So many Chinese characters of a line that is no UTF-8 as a whole do not come about by chance.
_SURELY_UTF8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")
_CHINESE = re.compile("[\u3400-\u9fff]")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding, by its mark, else strictly UTF-8, else strictly GB18030.

    Raises NotReadable (ENCODING, BINARY) with the line of the first byte that does not fit.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise _unknown("文件是 UTF-32 编码的文本，不能读取")
    if data.startswith(b"\xef\xbb\xbf"):
        text, name = _strictly(data[3:], "utf-8", "UTF-8"), "UTF-8（带标记）"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, name = _strictly(data, "utf-16", "UTF-16"), "UTF-16"
    else:
        text, name = _without_mark(data)
    if "\0" in text:
        line = _line_of(text, text.index("\0"))
        raise NotReadable("BINARY", f"第 {line} 行有空字符（NUL），不是文本表格", hint=SAVE_AS_XLSX)
    return text, name


def _without_mark(data: bytes) -> tuple[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # GB18030 fails at its first Chinese character or soon after; what goes well for longer is UTF-8.
        if len(_CHINESE.findall(data[: error.start].decode("utf-8"))) > 1:
            line = _byte_line(data, error.start)
            raise _unknown(f"第 {line} 行有不属于 UTF-8 编码的字节：文件已损坏，或混有两种编码") from None
        _refuse_mixed(data, error.start)
        return _strictly(data, "gb18030", "UTF-8，也不是 GB18030"), "GB18030"
    if text.isascii() or _CHINESE.search(text):
        return text, "UTF-8"
    # 联通 and the like: a few short words of GB18030 that happen to be letters of UTF-8.
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        return text, "UTF-8"
    if _CHINESE.search(other):
        line = next(n for n, words in enumerate(_LINE.findall(text), 1) if not words.isascii())
        raise _unknown(f"第 {line} 行起既可以是 UTF-8，也可以是 GB18030，无法判断是哪种编码")
    return text, "UTF-8"


def _refuse_mixed(data: bytes, place: int) -> None:
    """Two encodings in one file: one of them would come out as other, wrong characters."""
    wrong = _byte_line(data, place)
    for number, line in enumerate(_BYTE_LINES.split(data), 1):
        if number != wrong and _SURELY_UTF8.search(line) and _is_utf8(line):
            raise _unknown(f"第 {number} 行是 UTF-8 编码，第 {wrong} 行不是：文件混有两种编码")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, codec: str, shown: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "utf-16":
            order = "utf-16-be" if data[:2] == b"\xfe\xff" else "utf-16-le"
            before = data[2 : max(2, error.start)].decode(order, "replace")
            line = _line_of(before, len(before))
        else:
            line = _byte_line(data, error.start)
        raise _unknown(f"第 {line} 行有不属于 {shown} 编码的字节，文件可能已损坏") from None


def _unknown(sentence: str) -> NotReadable:
    return NotReadable("ENCODING", sentence, hint=_SAVE_AS_UTF8)


def _byte_line(data: bytes, place: int) -> int:
    return len(_BYTE_LINES.findall(data[:place])) + 1


def _line_of(text: str, place: int) -> int:
    return len(re.findall(r"\r\n|\r|\n", text[:place])) + 1


class TextTable:
    """A table of text: its facts, a note on how it was read, and its rows."""

    def __init__(self, data: bytes, name: str = "") -> None:
        """Raises NotReadable: ENCODING, BINARY, QUOTES, LONG_TEXT and those of SheetFacts.check."""
        self._text, encoding = decode(data)
        self._delimiter = _delimiter_of(self._text[:_LOOKED_AT])
        self.facts = SheetFacts(name)
        for number, row in enumerate(self._parsed(), 1):
            filled = sum(1 for cell in row if cell)
            if filled:
                self.facts.last_row = number
                last = max(place for place, cell in enumerate(row, 1) if cell)
                self.facts.last_column = max(self.facts.last_column, last)
                self.facts.cells += filled
                self.facts.check()
        self.notes = [f"这是文本表格：按 {encoding} 编码、{_DELIMITERS[self._delimiter]}分隔读取。"]
        if lost := self._text.count("\ufffd"):
            line = _line_of(self._text, self._text.index("\ufffd"))
            self.notes.append(
                f"有 {lost} 个字在保存成文本时已经丢失（显示为“\ufffd”，第 {line} 行起），请核对。"
            )

    def rows(self) -> Iterator[list[str]]:
        """Rows from row 1 to the last with text, all of one width."""
        width = self.facts.last_column
        for number, row in enumerate(self._parsed(), 1):
            if number > self.facts.last_row:
                return
            yield row[:width] + [""] * (width - len(row))

    def _parsed(self) -> Iterator[list[str]]:
        reader = csv.reader(_lines(self._text), delimiter=self._delimiter, strict=True)
        csv.field_size_limit(caps.UNBROKEN_BYTES)
        first = 1
        try:
            for row in reader:
                yield row
                first = reader.line_num + 1
        except csv.Error:
            raise NotReadable(
                "QUOTES",
                f"第 {first} 行的双引号不成对：引号要成对，文字中的引号写两遍",
                hint="请在这一行改好引号，或" + SAVE_AS_XLSX.removeprefix("请"),
            ) from None


def _lines(text: str) -> Iterator[str]:
    return (found[0] for found in _LINE.finditer(text))


def _delimiter_of(text: str) -> str:
    """The delimiter that divides most lines into an equal number of cells."""
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(_widths(_lines(text), delimiter))
        width, times = max(
            ((width, times) for width, times in widths.items() if width > 1),
            key=lambda pair: pair[0] * pair[1],
            default=(0, 0),
        )
        if width * times > most:
            best, most = delimiter, width * times
    return best


def _widths(lines: Iterable[str], delimiter: str) -> Iterator[int]:
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            yield len(row)
    except csv.Error:
        return
