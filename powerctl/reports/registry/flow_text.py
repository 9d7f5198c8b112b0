"""Words in boxes: Chinese text measured and wrapped by counting, without a font at hand.

A full-width character counts as one em, any other as 0.55; sizes are millimetres.
"""

import re
import unicodedata

TITLE, DETAIL, LABEL = 4.2, 3.3, 3.3
"""Heights of a box's title (12 pt), of its details and of the words on a line (9.4 pt)."""
LEADING = 1.28
POINT = 25.4 / 72
"""Millimetres in a point."""

_HALF = 0.55
_NOT_FIRST = frozenset("，。、；：？！）》”’」』】〉%…,.;:?!)]}")
_NOT_LAST = frozenset("（《“‘「『【〈([{▲◆●○★◎◇")
_MARKS = frozenset("▲◆●○★◎◇")
_SENSE = re.compile(r".*[，、；：。）·]", re.DOTALL)
_PIECE = re.compile(r"[A-Za-z0-9.\-/]{2,12}|.", re.DOTALL)


def width_of(text: str, size: float) -> float:
    """How wide a line of text is, in mm."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    return 1 if unicodedata.east_asian_width(character) in "WFA" else _HALF


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines of about equal length that fit `room` (mm); a given line break stays.

    No closing mark stands first in a line, no opening mark last; such a line may be a character longer.
    """
    lines: list[str] = []
    for part in text.replace("\r", "").split("\n"):
        part = " ".join(part.split())
        if part:
            lines += _balanced(part, room / size)
    return tuple(lines)


def _balanced(text: str, most: float) -> list[str]:
    most = max(most, 2.0)
    total = sum(_em(character) for character in text)
    if total <= most:
        return [text]
    count = -(-total // most)
    even_share = total / count
    at_sense = [(limit, True) for limit in (most, even_share + 3, even_share + 1.5)]
    ways = (*at_sense, (even_share + 0.5, False), (most, False))
    for limit, at_marks in ways:
        lines = _filled(text, min(limit, most), at_marks=at_marks)
        even = not at_marks or min(map(len, lines)) * 2 >= max(map(len, lines))
        if len(lines) <= count and even:
            return lines
    return lines


def _filled(text: str, most: float, *, at_marks: bool) -> list[str]:
    """Lines as full as they go; `at_marks` breaks after a 、 or ， where one stands in the second half."""
    lines, line, used = [], "", 0.0
    for piece in _PIECE.findall(text):
        wide = sum(_em(character) for character in piece)
        hangs = piece in _NOT_FIRST and used + wide <= most + 1
        if line and used + wide > most and not hangs:
            kept = ""
            if at_marks and (found := _SENSE.search(line)) and found.end() * 2 > len(line):
                line, kept = line[: found.end()], line[found.end() :].lstrip()
            while len(line) > 1 and (line[-1] in _NOT_LAST or (line[-2:-1] in _MARKS and line[-1] == " ")):
                line, kept = line[:-1], line[-1] + kept
            lines.append(line.rstrip(" ·"))
            line, used = kept, sum(_em(character) for character in kept)
        if not line and piece == " ":
            continue
        line, used = line + piece, used + wide
    return [*lines, line.rstrip()] if line.strip() else lines
