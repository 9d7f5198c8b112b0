"""Text in the width of a terminal: Chinese breaks anywhere, numbers, days and commands stay whole."""

import re
import shutil
import unicodedata
from collections.abc import Iterator

_OPENING = "“‘（【《〈『「［｛"
_CLOSING = "，。、；：？！”’）】》〉』」］｝…％＝·"
_UNITS = "项条个年月日号元次份人名天批页处列行万亿章步级类种时分秒字"
# A run of ASCII with the unit that it counts (`2026年1月5日`, `1 项`), or one other character;
# no line begins with a closing mark or ends with an opening one.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:(?:[!-~]+ ?[{_UNITS}])+|[!-~]+|[^\s{_OPENING}])[{_CLOSING}]*|[{_OPENING}]|\s"
)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def columns() -> int:
    """How many columns the terminal has."""
    return max(shutil.get_terminal_size().columns, 20)


def fold(text: str, room: int, *, hang: int | None = None) -> list[str]:
    """The text in lines of at most `room` columns.

    A line that goes on starts under its first word, or `hang` columns in.
    """
    lines: list[str] = []
    for line in text.expandtabs(4).split("\n"):
        body = line.lstrip(" 　")
        start = line[: len(line) - len(body)]
        inside = " " * (width(start) if hang is None else hang)
        if width(inside) > room // 2:
            inside = ""
        lines += _folded(start, body, inside, room)
    return lines


def longest_piece(text: str) -> int:
    """Columns of the longest part of a text that should not be broken."""
    return max((width(piece) for piece in _PIECE.findall(text)), default=0)


def _folded(start: str, body: str, inside: str, room: int) -> Iterator[str]:
    line, empty = start, True
    for piece in _PIECE.findall(body):
        if piece.isspace():
            # At the end of a line it is dropped, also where it would stand beyond the edge.
            line += "" if empty else piece
            continue
        if not empty and width(line) + width(piece) > room:
            yield line.rstrip()
            line, empty = inside, True
        while width(line) + width(piece) > room:
            head = _head(piece, room - width(line))
            yield line + head
            piece, line = piece[len(head) :], inside
        line, empty = line + piece, False
    yield line.rstrip()


def _head(piece: str, room: int) -> str:
    """As much of a piece as there is room for, at least one character."""
    end = 1
    while end < len(piece) and width(piece[: end + 1]) <= room:
        end += 1
    return piece[:end]
