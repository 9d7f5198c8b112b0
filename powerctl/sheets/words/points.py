"""廉政风险点: one row → its risk points, each with its own level where the source gives one.

A row holds one point unless it says otherwise. Without a name of its own (no column 风险点), each
numbered item of 表现形式 is a point. With a name, several items of 表现形式 are how one risk shows
itself, and are points only where they carry levels of their own, where 风险点数量 counts them so, or
where the level cell lists as many levels.
"""

import re
from dataclasses import dataclass

from powerctl.sheets.words.levels import level as level_of
from powerctl.sheets.words.levels import listed_levels, tally
from powerctl.sheets.words.numbered import split_numbered, without_separator
from powerctl.sheets.words.vocabulary import whole
from powerctl.sheets.words.wording import is_blank

_LEVEL_WORD = (
    r"(?:[高中低](?:等级|级|度)?|[一二三1-3１-３]级|(?:Ⅰ|Ⅱ|Ⅲ|I{1,3})级?|[ABCＡＢＣ](?:级|类)?"
    r"|[红黄蓝]色?|[一二三1-3]星级?|[★☆]{1,3})(?:风险点?|预警)?"
)
_LABEL = r"(?:(?:廉政|廉洁)?风险)?(?:等级|级别)\s*[:：为]\s*"
_OPEN, _CLOSE = r"[（(\[［【〔]\s*", r"\s*[）)\]］】〕]"
_INLINE = rf"(?:{_OPEN}(?:{_LABEL})?({_LEVEL_WORD}){_CLOSE}|{_LABEL}({_LEVEL_WORD})|([★☆]{{1,3}}))"
_AT_END = re.compile(rf"[\s，,、:：—\-]*{_INLINE}([\s。；;，,]*)$")
_AT_START = re.compile(rf"^\s*{_INLINE}[\s:：、，,]*")
_AS_HEADING = re.compile(
    r"^\s*((?:[高中低](?:等级)?风险|[一二三]级(?:风险)?|(?:Ⅰ|Ⅱ|Ⅲ|I{1,3})级(?:风险)?)点?)\s*[:：]\s*"
)
_TAIL = 60
"""A level at the end of a point stands within so many characters."""
_LINE_STOPS = ("。", "；", ";", "！", "!")


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    level_written: str


def risk_points(
    name: str,
    description: str = "",
    level: str = "",
    *,
    point_count: str = "",
    first_is_highest: bool = True,
) -> list[dict[str, str]]:
    """A row's points: name, description, level_written, level (高, 中, 低 or "").

    `level` is the row's level cell; a level inside the text of a point goes before it and is taken out
    of that text. Empty where name and description are both empty.
    """
    names = _items(name)
    shown = _items(description)
    if not names:
        points = [(item.text, "", item.level_written) for item in shown]
    elif len(names) > 1:
        points = _paired(names, shown, description)
    elif len(shown) > 1 and _are_points(shown, level, point_count):
        points = [(names[0].text, item.text, item.level_written or names[0].level_written) for item in shown]
    else:
        points = [_single(names[0], description)]
    words = _row_levels(level, len(points))
    return [
        _point(text, detail, own or words[position], first_is_highest)
        for position, (text, detail, own) in enumerate(points)
    ]


def _point(name: str, description: str, word: str, first_is_highest: bool) -> dict[str, str]:
    found = level_of(word, first_is_highest)
    return {
        "name": name,
        "description": description,
        "level_written": word,
        "level": found.value if found else "",
    }


def _items(text: str) -> list[_Item]:
    """The items of a cell, numbered or one level-bearing piece after the other, without their levels."""
    if is_blank(text):
        return []
    parts = split_numbered(text)
    texts = [part.text for part in parts if part.text]
    if len(parts) > 1 and not parts[0].marker:
        texts = _with_lead(texts)
    if len(texts) == 1:
        texts = _unnumbered(texts[0])
    items = [_leveled(piece) for piece in texts]
    if len(items) == 1:
        return items
    return [_Item(without_separator(item.text) or item.text, item.level_written) for item in items]


def _with_lead(texts: list[str]) -> list[str]:
    """A lead (`主要表现：`) is no point of its own: it goes before the first item."""
    lead, first, *rest = texts
    return [f"{lead}{first}", *rest]


def _unnumbered(text: str) -> list[str]:
    """Pieces that carry a level (`…（高）；…（中）`), or lines that each end in a stop; or it whole."""
    pieces = [piece.strip() for piece in re.split(r"(?<=[；;。])|\n", text) if piece.strip()]
    if len(pieces) > 1 and all(_leveled(piece).level_written for piece in pieces):
        return pieces
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_leveled(line).level_written for line in lines):
        return lines
    return complete_lines(text) or [text]


def complete_lines(text: str) -> list[str]:
    """Lines that are plainly items of a list: every line but the last ends in a stop. Else empty.

    A cell broken every few characters does not have such lines.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.endswith(_LINE_STOPS) for line in lines[:-1]):
        return []
    return lines


def _leveled(text: str) -> _Item:
    """A text and the level that it carries at its end or its start."""
    head, tail = text[:-_TAIL], text[-_TAIL:]
    if found := _AT_END.search(tail):
        rest = head + tail[: found.start()] + found[4].strip()
        if rest.strip(" ；;。，,"):
            return _Item(rest.strip(), found[1] or found[2] or found[3])
    if (found := _AT_START.match(text)) and (rest := text[found.end() :].strip()):
        return _Item(rest, found[1] or found[2] or found[3])
    if (found := _AS_HEADING.match(text)) and (rest := text[found.end() :].strip()):
        return _Item(rest, found[1])
    return _Item(text.strip(), "")


def _paired(names: list[_Item], shown: list[_Item], description: str) -> list[tuple[str, str, str]]:
    if len(names) == len(shown):
        return [
            (item.text, detail.text, item.level_written or detail.level_written)
            for item, detail in zip(names, shown, strict=True)
        ]
    # which words belong to which point is not said: each keeps all of them
    whole_text = "" if is_blank(description) else description.strip()
    return [(item.text, whole_text, item.level_written) for item in names]


def _single(name: _Item, description: str) -> tuple[str, str, str]:
    if is_blank(description):
        return name.text, "", name.level_written
    detail = _leveled(description)
    return name.text, detail.text, name.level_written or detail.level_written


def _are_points(shown: list[_Item], level: str, point_count: str) -> bool:
    counts = tally(level)
    return (
        any(item.level_written for item in shown)
        or whole(point_count) == len(shown)
        or len(listed_levels(level)) == len(shown)
        or (counts is not None and sum(counts.values()) == len(shown))
    )


def _row_levels(level: str, count: int) -> list[str]:
    """The level cell's word for each of `count` points: listed one by one, or one for all."""
    if is_blank(level):
        return [""] * count
    listed = listed_levels(level)
    if len(listed) == count:
        return list(listed)
    counts = tally(level)
    if counts and len(counts) == 1:
        return [next(iter(counts))] * count
    return [level.strip()] * count
