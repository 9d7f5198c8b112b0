"""Lines of published accounts: names without numbers, what they are part of, what counts and adds up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from powerctl.sheets.amounts import money_unit
from powerctl.sheets.headings import as_written, squeeze
from powerctl.sheets.lines import is_sum_line, is_total

_MARKERS = (
    re.compile(r"^[一二三四五六七八九十]+[、.．]\s*"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)][、.．]?\s*"),
    re.compile(r"^\d{1,2}[、.．](?!\d)\s*"),
    re.compile(r"^[（(]\d{1,2}[）)][、.．]?\s*"),
    re.compile(r"^[①-⑳]\s*"),
)
_OF_WHICH = re.compile(r"^\s*(?:其\s*中|包括)\s*[:：]?\s*")
_COUNTED_IN_BRACKETS = re.compile(
    r"[（(](个|批次|人次|批|人|辆|台|次|户|家|项|件|团|组|团组|平方米)(?:[）)]|[、,，])"
)
_COUNTS = (
    (re.compile(r"批次(?:数)?$"), "批次"),
    (re.compile(r"(?:人次|人次数)$"), "人次"),
    (re.compile(r"(?:人数|接待人数)$"), "人"),
    (re.compile(r"团组(?:数|个数)$"), "个"),
    (re.compile(r"(?:保有量|辆数|购置数|车辆数)$"), "辆"),
    (re.compile(r"(?:会议|培训)次数$|次数$"), "次"),
    (re.compile(r"(?:个数|户数)$"), "个"),
)
_BRACKETED_UNIT = re.compile(r"[（(](?:单位[:：]?)?(?:人民币)?(?:十|百|千|万|十万|百万|千万|亿)?元[）)]$")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_THIS = re.compile("本年|今年|本期|当年")
_LAST = re.compile("上年|去年|上一年|上期")
_CHANGE = re.compile("增减|比上年|比去年|同比|较上年|较去年")
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Label:
    """One line: its name, the line it is part of, whether it adds up; what it counts, or its unit."""

    line: str
    parent: str = ""
    is_total: bool = False
    counted: str = ""
    money: str = ""


def line_words(text: str) -> Label:
    """A line by itself: the name without its number, 其中 and unit."""
    words = as_written(text)
    money = money_unit(words) or ""
    name = _OF_WHICH.sub("", words)
    for marker in _MARKERS:
        name = marker.sub("", name)
    name = _BRACKETED_UNIT.sub("", _OF_WHICH.sub("", name)).strip()
    counted = ""
    if found := _COUNTED_IN_BRACKETS.search(words):
        counted = found[1]
    else:
        bare = squeeze(name)
        counted = next((unit for pattern, unit in _COUNTS if pattern.search(bare)), "")
    total = is_total(name) or is_sum_line(name)
    return Label(name, "", total, "" if money else counted, money)


def labels_of(rows: Mapping[int, tuple[str, ...]]) -> dict[int, Label]:
    """The lines of a table by row: what stands under 其中, a lower number or a deeper indent is part of
    the line above it."""
    found: dict[int, Label] = {}
    above: list[tuple[int, str]] = []
    """Open lines: rank, name; the deepest last."""
    inside = 0
    for row, cells in rows.items():
        texts = [text for text in cells if text.strip()]
        if not texts:
            continue
        raw = texts[-1]
        label = line_words(raw)
        if not label.line:
            # 其中： alone: the lines that follow are parts of the one above.
            inside = above[-1][0] + 1 if above and _OF_WHICH.match(raw) else inside
            continue
        if len(texts) > 1:
            upper = line_words(texts[0])
            if upper.line and upper.line != label.line:
                found[row] = _under(label, upper.line)
                above = [(0, upper.line)]
                continue
        rank = _rank(raw, above, inside)
        inside = rank if _OF_WHICH.match(raw) else (inside if rank >= inside else 0)
        while above and above[-1][0] >= rank:
            above.pop()
        parent = above[-1][1] if above and not label.is_total else ""
        found[row] = _under(label, parent)
        if not label.is_total:
            above.append((rank, label.line))
        else:
            above, inside = [], 0
    return found


def _under(label: Label, parent: str) -> Label:
    return Label(label.line, parent, label.is_total, label.counted, label.money)


def _rank(raw: str, above: list[tuple[int, str]], inside: int) -> int:
    """How deep a line stands: 其中 below the line above, numbers by their form, spaces by their count."""
    if _OF_WHICH.match(raw):
        rest = _OF_WHICH.sub("", raw)
        marked = _marked(rest)
        if inside and above and above[-1][0] >= inside:
            return inside
        open_rank = above[-1][0] if above else 0
        return max(open_rank + 1, marked * _DEEPEST if marked else 0)
    marked = _marked(raw.strip())
    if marked:
        rank = marked * _DEEPEST
        # （2） after 其中：（1） stands where the first one stands.
        return inside if inside and inside % _DEEPEST and rank > inside else rank
    spaces = len(raw) - len(raw.lstrip(" \u3000\t"))
    if inside and not spaces:
        return inside if _is_part(raw, above) else 0
    return spaces


def _marked(text: str) -> int:
    """The form of a line's number: 1 for 一、, 2 for （一）, …; 0 for none."""
    return next((at for at, marker in enumerate(_MARKERS, 1) if marker.match(text.strip())), 0)


def _is_part(raw: str, above: list[tuple[int, str]]) -> bool:
    """Whether a line without a mark goes on with the parts above it: it names a part of the same thing."""
    return bool(above) and bool(
        re.search("购置|运行|维护|其他|国内|外事|国（境）外|批次|人次|人数|保有量", raw)
    )


def year_of(text: str) -> int | None:
    """The year that a title or a label gives."""
    found = _YEAR.search(squeeze(text))
    return int(found[1]) if found else None


def figure_year(words: str, year: int | None) -> int | None:
    """The year of a figure: the one its heading says, 本年 and 上年 by the year of the table."""
    if own := year_of(words):
        return own
    if year is None:
        return None
    if _LAST.search(words) and not _CHANGE.search(words):
        return year - 1
    return year
