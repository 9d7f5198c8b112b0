"""Numbered lists inside a cell: `1.…；2.…`, `（一）…`, `①…`, `1.1 …`, `一是…`.

A number splits only where it can begin an item: at the start of a line, or after a stop or a space
when it is the very next number of the list. So 3.5万元, 2018年, 第1.2条 and 附件2.登记表 stay inside
the text. Nothing but the numbers and the blanks around an item is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from powerctl.sheets.words.days import han_number
from powerctl.sheets.words.wording import half_width

_HAN_DIGITS = "一二三四五六七八九十"
_HAN = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MEASURED = r"\s*(?:万|亿|千|百|元|%|倍|米|公里|公顷|平方|吨|亩|个|年|月|日|天|小时|级|折|条)"
_NOT_MORE_DIGITS = r"(?:(?!\d)|(?=(?:19|20)\d\d年))"

_FAMILIES: dict[str, re.Pattern[str]] = {
    "dotted": re.compile(rf"(?<![\d.第])(\d{{1,2}})\.(\d{{1,2}})[.、]?(?![\d.)])(?!{_MEASURED})"),
    "plain": re.compile(rf"(?<![\d.第])(\d{{1,2}})[.、]{_NOT_MORE_DIGITS}|([⒈-⒛])"),
    "bracket": re.compile(r"(?<![\d.第(])\(?(\d{1,2})\)[.、]?|([⑴-⒇])"),
    "circle": re.compile(r"([①-⑳])"),
    "han": re.compile(rf"(?<![一二三四五六七八九十第])({_HAN})、(?![一二三四五六七八九十]+(?:级|类|等|是))"),
    "han bracket": re.compile(rf"(?<!第)\(({_HAN})\)[.、]?"),
    "labelled": re.compile(rf"(?:(?:廉政|廉洁)?风险点|(?:防控)?措施)({_HAN}|\d{{1,2}})[:.、]"),
    "ordinal": re.compile(rf"第({_HAN})[,、:]"),
    "han is": re.compile(rf"(?<![一二三四五六七八九十第])({_HAN})是"),
}
_ANYWHERE = frozenset(("circle",))
"""Families whose next number may follow without a stop: the sign can be nothing else."""
_NOT_ALONE = frozenset(("han", "han is", "ordinal"))
"""Families that make a list of at least two: 一、 alone may be a level, 一是 a verb."""
_ANY_NUMBER = re.compile(rf"[\d⒈-⒛⑴-⒇①-⑳{_HAN_DIGITS}]")
_STOPS = "；;。！!？?，,：:)）”』」】]…"
_BEGINNINGS_TRIED = 20
"""How many marks are tried as the beginning of a list: a cell may hold thousands of digits."""
_LEAPS = 3
"""How far a number may jump at the start of a line: clerks skip and repeat numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item: its number as written ("" where the cell has none) and its text without it."""

    marker: str
    number: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    number: tuple[int, ...]
    at_line_start: bool
    after_stop: bool


def split_numbered(text: str) -> list[Part]:
    """The items of a numbered list; one part without a marker where the text is not such a list.

    A lead before the first number is a part of its own, without a marker. No text is lost: the parts'
    texts joined are the cell without its numbers and blanks.
    """
    whole = [Part("", (), text.strip())] if text.strip() else []
    folded = half_width(text)
    if not _ANY_NUMBER.search(folded):
        return whole
    families = {name: list(_marks(name, pattern, folded)) for name, pattern in _FAMILIES.items()}
    lists = [
        (name, chosen) for name, marks in families.items() if (chosen := _longest_run(name, marks, folded))
    ]
    if not lists:
        return whole
    # the list that begins first is the outer one; what it holds is numbered inside
    _, chosen = min(lists, key=lambda found: (found[1][0].start, -len(found[1])))
    parts = [Part("", (), lead)] if (lead := text[: chosen[0].start].strip()) else []
    for position, mark in enumerate(chosen):
        end = chosen[position + 1].start if position + 1 < len(chosen) else len(text)
        parts.append(Part(text[mark.start : mark.end], mark.number, text[mark.end : end].strip()))
    return parts


def without_separator(text: str) -> str:
    """An item without the ； or ， that only parts it from the next."""
    return text.rstrip(" ；;，,、")


def _marks(family: str, pattern: re.Pattern[str], folded: str) -> Iterator[_Mark]:
    for found in pattern.finditer(folded):
        before = folded[: found.start()]
        line = before[before.rfind("\n") + 1 :]
        stripped = before.rstrip()
        yield _Mark(
            start=found.start(),
            end=found.end(),
            number=_number(found),
            at_line_start=not line.strip(),
            after_stop=family in _ANYWHERE or before != stripped or stripped[-1:] in _STOPS,
        )


def _number(found: re.Match[str]) -> tuple[int, ...]:
    groups = [group for group in found.groups() if group]
    if groups[0][0] in _HAN_DIGITS:
        return (han_number(groups[0]),)
    if not groups[0].isascii():
        first = next(base for base in "⒈⑴①" if ord(base) <= ord(groups[0]) < ord(base) + 20)
        return (ord(groups[0]) - ord(first) + 1,)
    return tuple(int(group) for group in groups)


def _longest_run(family: str, marks: list[_Mark], folded: str) -> list[_Mark]:
    """The list that begins at the first mark that can begin one; empty where there is none."""
    tried = 0
    for position, first in enumerate(marks):
        if not (first.at_line_start or first.after_stop):
            continue
        at_start = not folded[: first.start].strip()
        if not (at_start or first.number in ((1,), (1, 1))):
            continue
        if (tried := tried + 1) > _BEGINNINGS_TRIED:
            break
        run = [first]
        for mark in marks[position + 1 :]:
            if _follows(run[-1].number, mark):
                run.append(mark)
        if len(run) > 1 or (at_start and family not in _NOT_ALONE):
            return run
    return []


def _follows(before: tuple[int, ...], mark: _Mark) -> bool:
    number = mark.number
    nexts = {(*before[:-1], before[-1] + 1)}
    if len(before) == 2:
        nexts.add((before[0] + 1, 1))
    if number in nexts:
        return mark.at_line_start or mark.after_stop
    if not mark.at_line_start:
        return False
    if len(before) == 2:
        return number > before
    return 1 <= number[0] <= before[0] + _LEAPS
