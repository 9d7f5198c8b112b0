"""Lines of published accounts: names without numbers, what they are part of, what counts and adds up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from powerctl.sheets.tables.headings import as_written, squeeze
from powerctl.sheets.tables.lines import is_sum_line, is_total
from powerctl.sheets.words.amounts import money_unit
from powerctl.sheets.words.finance_words import is_rate
from powerctl.sheets.words.periods import period, year_of

_MARKERS = (
    re.compile(r"^([一二三四五六七八九十]+)[、.．]\s*"),
    re.compile(r"^[（(]([一二三四五六七八九十]+)[）)][、.．]?\s*"),
    re.compile(r"^(\d{1,2})[、.．](?!\d)\s*"),
    re.compile(r"^[（(](\d{1,2})[）)][、.．]?\s*"),
    re.compile(r"^([①-⑳])\s*"),
)
_FIRSTS = frozenset(("一", "1", "①"))
_OF_WHICH = re.compile(r"^\s*(?:其\s*中|包括)\s*[:：]?\s*")
_COUNT_WORDS = (
    "个|批次|人次|批|人|辆|台|次|户|家|项|件|团组|团|组|平方米|亩|公顷|公里|千米|米|吨"
    "|头|套|名|天|笔|宗|份|所|场"
)
_COUNTED_IN_BRACKETS = re.compile(rf"[（(](?:单位[:：])?({_COUNT_WORDS})(?:[）)]|[、,，])")
_COUNTS = (
    (re.compile(r"批次(?:数)?$|批数$"), "批次"),
    (re.compile(r"(?:人次|人次数)$"), "人次"),
    (re.compile(r"(?:人数|人数量|人员数量?|编制数|人口数?)$"), "人"),
    (re.compile(r"(?:团组|团组数|团组个数)$"), "个"),
    (re.compile(r"(?:车辆?)?(?:保有量|保有数|辆数|购置数|购置量|车辆数)$"), "辆"),
    (re.compile(r"次数$"), "次"),
    (re.compile(r"户数$"), "户"),
    (re.compile(r"笔数$"), "笔"),
    (re.compile(r"(?:台数|台套数)$"), "台"),
    (re.compile(r"(?:个数|数量|件数|份数|宗数)$"), "个"),
    (re.compile(r"面积$"), "面积"),
    (re.compile(r"天数$|^会期$"), "天"),
    (re.compile(r"年限$"), "年"),
    (re.compile(r"(?:分值|得分|分数|评分|权重)$"), "分"),
)
_CODE_BEFORE = re.compile(r"^\[?(\d{3}(?:\d\d){0,2})\]?[\s\u3000-]*(?=[\u4e00-\u9fff])(?!年)")
"""A code of 类, 款 or 项 before the name: 20103 政府办公厅（室）及相关机构事务."""
_CARRIED = re.compile(
    "^(?:[上本](?:年|月|期|季|季度)末?|期[初末]|年[初末终]|累计)\\S{0,6}(?:结存|结余|结转|余额)"
)
"""What a table carries over: no part of anything, and nothing is part of it."""
_TOTAL_AT_END = re.compile(r"(?:收入|支出|收支|资金|经费)(?:总计|共计|合计)(?:数)?$")
_PERCENT_AT_END = re.compile(r"(?:率|比|比重|比例|幅度?|%)\)?$")
_BRACKETED_UNIT = re.compile(r"[（(](?:单位[:：]?)?(?:人民币)?(?:十|百|千|万|十万|百万|千万|亿)?元[）)]$")
_LAST = re.compile("(?:上年|上一年)(?!度?(?:结转|结余))|去年|上期(?!结转|结余)")
_CHANGE = re.compile("增减|比上年|比去年|同比|较上年|较去年|[占为]上年|比上期")
_UNIT_WORDS = re.compile("(?:金额|计量|货币)?单位[:：].*$")


@dataclass(frozen=True, slots=True)
class Label:
    """One line: its name, the line it is part of, whether it adds up; what it counts, or its unit."""

    line: str
    parent: str = ""
    is_total: bool = False
    counted: str = ""
    money: str = ""
    is_rate: bool = False


@dataclass(slots=True)
class _Open:
    """A line that later ones may be part of: the form of its number, where its name begins, its parent."""

    name: str
    marker: int
    column: int
    of_which: bool
    parent: str


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
    plain = re.sub('[“”"]', "", name)
    total = is_total(plain) or is_sum_line(plain) or bool(_TOTAL_AT_END.search(squeeze(plain)))
    in_percent = not money and is_rate(words) and bool(_PERCENT_AT_END.search(squeeze(words)))
    return Label(name, "", total, "" if money else counted, money, in_percent)


def labels_of(
    rows: Mapping[int, tuple[str, ...]], codes: Mapping[int, str] | None = None
) -> dict[int, Label]:
    """The lines of a table by row, each with the line that it is part of.

    A code (2080505) belongs under the longest shorter one. Without codes, what stands under 其中, a lower
    kind of number or a deeper indent is part of the line above it.
    """
    found: dict[int, Label] = {}
    above: list[_Open] = []
    coded: dict[str, str] = {}
    inside = False
    for row, cells in rows.items():
        texts = [text for text in cells if text.strip()]
        if not texts:
            continue
        raw = texts[-1]
        label = line_words(raw)
        if not label.line:
            # 其中： alone: the lines that follow are parts of the one above.
            inside = bool(above and _OF_WHICH.match(raw))
            continue
        code = (codes or {}).get(row, "")
        if not code and (before := _CODE_BEFORE.match(label.line)):
            code, label = before[1], replace(label, line=label.line[before.end() :])
        if code and not label.is_total:
            upper = max((one for one in coded if code.startswith(one) and one != code), key=len, default="")
            coded[code] = label.line
            found[row] = replace(label, parent=coded.get(upper, ""))
            continue
        if len(texts) > 1:
            first = line_words(texts[0])
            if first.line and first.line != label.line:
                found[row] = replace(label, parent=first.line)
                above = [_Open(first.line, 0, 0, False, "")]
                continue
        if label.is_total or _CARRIED.match(squeeze(label.line)):
            found[row], above, inside = label, [], False
            continue
        parent = _take_place(raw, label.line, above, inside)
        inside = False
        found[row] = replace(label, parent=parent)
    return found


def _take_place(raw: str, name: str, above: list[_Open], inside: bool) -> str:
    """Closes the lines above that this one is no part of, opens it, and gives what it is part of."""
    column = len(raw) - len(raw.lstrip(" \u3000\t"))
    of_which = _OF_WHICH.match(raw.strip())
    rest = raw.strip()
    if of_which or inside:
        rest = _OF_WHICH.sub("", rest)
        column += len(of_which[0]) if of_which else 1
        while above and above[-1].of_which and above[-1].column >= column:
            above.pop()
        parent = above[-1].name if above else ""
        above.append(_Open(name, _marked(rest), column, True, parent))
        return parent
    marker = _marked(rest)
    if marker:
        parent = _under_number(rest, marker, above)
    else:
        # A part that goes on with those of 其中, though it stands no deeper than what they are part of.
        goes_on = bool(above) and above[-1].of_which and _goes_on(raw, above)
        column = above[-1].column if goes_on else column
        while above and above[-1].column >= column:
            above.pop()
        goes_on = goes_on and bool(above)
        parent = above[-1].name if above else ""
        if goes_on:
            above.append(_Open(name, 0, column, True, parent))
            return parent
    above.append(_Open(name, marker, column, False, parent))
    return parent


def _under_number(rest: str, marker: int, above: list[_Open]) -> str:
    """Whose part a numbered line is: with the last one of its form, under the last of a higher form."""
    same = next((at for at in range(len(above) - 1, -1, -1) if above[at].marker == marker), None)
    higher = next((at for at in range(len(above) - 1, -1, -1) if 0 < above[at].marker < marker), None)
    if same is not None and (higher is None or same > higher):
        parent = above[same].parent
        del above[same:]
        return parent
    if higher is not None:
        del above[higher + 1 :]
        return above[higher].name
    # A number that begins anew under a line without one counts its parts.
    found = _MARKERS[marker - 1].match(rest)
    if above and found and found[1] in _FIRSTS:
        return above[-1].name
    above.clear()
    return ""


def _marked(text: str) -> int:
    """The form of a line's number: 1 for 一、, 2 for （一）, …; 0 for none."""
    return next((at for at, marker in enumerate(_MARKERS, 1) if marker.match(text.strip())), 0)


def _goes_on(raw: str, above: list[_Open]) -> bool:
    """Whether a line without a mark is one more part: it stands below the first, or names a like part."""
    column = len(raw) - len(raw.lstrip(" \u3000\t"))
    whole = next((one.column for one in reversed(above) if not one.of_which), 0)
    return column > whole or bool(
        re.search("购置|运行|维护|其他|国内|外事|国（境）外|批次|人次|人数|保有量", raw)
    )


def stretch_in(texts: Iterable[str]) -> str:
    """The stretch of time that a line above a table names by itself (2025年第二季度, 2025年度), or ""."""
    for text in texts:
        for words in as_written(text).replace("\u3000", " ").split():
            bare = _UNIT_WORDS.sub("", squeeze(words)).strip("()（）")
            if bare and period(bare) is not None:
                return bare
    return ""


def figure_year(words: str, year: int | None) -> int | None:
    """The year of a figure: the one its heading says, 本年 and 上年 by the year of the table."""
    if own := year_of(words):
        return own
    if year is None:
        return None
    if _LAST.search(words) and not _CHANGE.search(words):
        return year - 1
    return year
