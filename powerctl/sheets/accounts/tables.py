"""Where published accounts stand on a sheet: headings of one to four rows, lines down or across, several
tables below each other."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from powerctl.sheets.accounts.heads import (
    CODES,
    FIGURES_HEADED,
    GUESTS,
    LINE_HEADINGS,
    MATTERS,
    NO_FIGURE,
    OF_MONEY,
    PRIVATE,
    REMARKS,
    THREE_PUBLICS,
    UNIT_HEADINGS,
    bare,
    is_figure,
    is_in_words,
    is_of_persons,
    known_names,
    names_lines,
    otherwise_named,
    words_in,
)
from powerctl.sheets.tables.headings import as_written, squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import is_footer, unit_in_label
from powerctl.sheets.words.amounts import money_unit
from powerctl.sheets.words.finance_words import measure

_ROWS_LOOKED_AT = 15
_MOST_HEADING_ROWS = 4
_PLACE = re.compile(r"^(?:序号|行次|栏次)$")
_OTHER_UNITS = re.compile(r"^(?:(?:计量|金额|货币)?单位)$")
_OF_TIME = re.compile(r"^(?:年度|年份)$")
_TIMES = re.compile(r"^(?:(?:19|20)\d\d年?度?|同比\S*|增减\S*|比上年\S*|合计)$")
"""Rows of a table whose lines stand across: years, and how they differ."""
_COLUMN_NUMBER = re.compile(r"^[(]?(?:\d{1,2}|[A-Z])(?:=[\dA-Z+\-()]+)?[)]?$")
_NUMBERED_BESIDE = re.compile(r"^(?:栏次|行次|类|款|项|[*＊]+|[甲乙丙丁]|序号)$")
_MEASURED_IN = re.compile(
    r"^[(]?(?:(?:十|百|千|万|百万|亿)?元|[个批人辆台次户家项件团组头套亩%]|批次|人次|平方米)[)]?$"
)
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""What spreads a heading over its cell: 收     入."""
_LEAST_COLUMNS_OF_LINES = 2
_LEAST_YEARS = 2


_Names = Callable[[Layout, int, list[tuple[int, str]]], frozenset[int]]


@dataclass(slots=True)
class Group:
    """Lines that belong together: the columns of their names and codes, and of the unit of each line."""

    labels: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    units: int | None = None


@dataclass(slots=True)
class Heading:
    """One column: its number, its words from top to bottom, and the lines whose figures or words it holds."""

    number: int
    parts: tuple[str, ...]
    group: Group

    @property
    def words(self) -> str:
        """As a clerk reads it."""
        return "/".join(self.parts)


@dataclass(slots=True)
class Account:
    """A table of figures: where its headings end, what its columns say, whether its lines stand across."""

    top: int
    bottom: int
    headings: list[Heading]
    across: bool = False
    of_matters: bool = False
    """It is a list of receptions, debts or things, with what they cost."""
    named_in: frozenset[int] = frozenset()
    """Columns of the names of its lines that no heading known as such tells."""
    owners: int | None = None
    """Column of the units whose the rows are."""
    unnamed: list[int] = field(default_factory=list)
    """Columns of figures without a heading."""
    beside: list[Heading] = field(default_factory=list)
    """Columns of words and days that say more of a line."""


def find_accounts(layout: Layout) -> list[Account]:
    """The tables of figures on a sheet from top to bottom; the first begins near the top.

    Only where no heading is known to stand over the names of lines are they looked for in another column.
    """
    return list(_tables(layout, known_names)) or list(_tables(layout, otherwise_named))


def _tables(layout: Layout, names: _Names) -> Iterator[Account]:
    first = True
    bottom = 0
    for at, row in enumerate(layout.visible_rows()):
        if row <= bottom or (first and at >= _ROWS_LOOKED_AT):
            if first:
                return
            continue
        account = _at(layout, row, bottom, names)
        if account is not None:
            first, bottom = False, account.bottom
            yield account


def _at(layout: Layout, row: int, last: int, names: _Names) -> Account | None:
    """The table whose line of headings is this row; `last`: the row of another's headings."""
    cells = layout.row_cells(row)
    if len(cells) < _LEAST_COLUMNS_OF_LINES or any(is_figure(text) for _, text in cells):
        return None
    if is_of_persons(cells):
        return None
    publics = {number for number, text in cells if THREE_PUBLICS.search(squeeze(text))}
    if len(publics) >= _LEAST_COLUMNS_OF_LINES or _is_by_year(layout, row, cells):
        return _across(layout, row, _top(layout, row, last), _bottom(layout, row))
    named_in = names(layout, row, cells)
    if not 0 < len(named_in) < len(cells):
        return None
    account = Account(_top(layout, row, last), _bottom(layout, row), [])
    account.named_in = named_in if names is otherwise_named else frozenset()
    return _down(layout, row, account)


def _is_by_year(layout: Layout, row: int, cells: list[tuple[int, str]]) -> bool:
    """年度 | 会议费（万元） | 文件简报（份）: a row a year, money at least in one of the lines across."""
    first, heading = cells[0]
    times = [word for word in words_in(layout, row, first) if _TIMES.match(bare(word))]
    return (
        bool(_OF_TIME.match(bare(heading)))
        and len(times) >= _LEAST_YEARS
        and len(set(times)) == len(times)
        and any(THREE_PUBLICS.search(squeeze(text)) or money_unit(text) for _, text in cells[1:])
    )


def _top(layout: Layout, row: int, last: int) -> int:
    """The first row of the headings that `row` belongs to: rows of merged groups stand above it."""
    for above in reversed([one for one in layout.visible_rows(last + 1) if one < row][-_MOST_HEADING_ROWS:]):
        cells = layout.row_cells(above)
        merged = any(right > left for left, right, _ in layout.spans.get(above, ()))
        words = [squeeze(text) for _, text in cells]
        groups = len(cells) > 1 and all(LINE_HEADINGS.match(bare(text)) or measure(text) for text in words)
        if len(cells) < _LEAST_COLUMNS_OF_LINES or not (merged or groups):
            break
        if any(unit_in_label(text) is not None or money_unit(text) == text for text in words):
            break
        if any(is_figure(text) or is_footer(text) or "单位:" in text for text in words):
            break
        row = above
    return row


def _bottom(layout: Layout, row: int) -> int:
    """The last row of the headings: as far as merged cells reach, rows of words, the numbers of columns."""
    bottom = max([row, *(last for left, _, last in layout.spans.get(row, ()) if layout.text(row, left))])
    lines = {number for number, text in layout.row_cells(row) if LINE_HEADINGS.match(bare(text))}
    for below in layout.visible_rows(row + 1)[:_MOST_HEADING_ROWS]:
        cells = layout.row_cells(below)
        if is_numbering(layout, below):
            return max(bottom, below)
        if below <= bottom:
            continue
        if not cells or any(is_figure(text) or squeeze(text) == "无" for _, text in cells):
            break
        names = [text for number, text in cells if number in lines]
        if any(not _is_heading_of_lines(text) for text in names) or not _stands_under(layout, row, cells):
            break
        bottom = max(
            [below, *(last for left, _, last in layout.spans.get(below, ()) if layout.text(below, left))]
        )
    return bottom


def _is_heading_of_lines(text: str) -> bool:
    words = bare(text)
    return bool(LINE_HEADINGS.match(words) or CODES.search(words) or _PLACE.match(words))


def _stands_under(layout: Layout, row: int, cells: list[tuple[int, str]]) -> bool:
    """Whether words are lower headings: each under a merged one, an empty cell, a code's, or a heading whose
    next cells are empty above others of them (merged only to the eye)."""
    wide = [(left, right) for left, right, _ in layout.spans.get(row, ()) if right > left]
    open_above = {number for number, _ in cells if not layout.text(row, number)}
    for number, text in cells:
        if _is_heading_of_lines(text) or number in open_above or number + 1 in open_above:
            continue
        if not any(left <= number <= right for left, right in wide):
            return False
    return True


def is_numbering(layout: Layout, row: int) -> bool:
    """Whether a row only numbers the columns: 栏次 | 1 | 2 | 3, 1 | 2 | 3=1+2, ** | ** | 1."""
    cells = [squeeze(text) for _, text in layout.row_cells(row)]
    numbers = [text for text in cells if _COLUMN_NUMBER.match(text)]
    named = any(text in ("栏次", "行次") for text in cells)
    if not numbers or not all(_COLUMN_NUMBER.match(text) or _NUMBERED_BESIDE.match(text) for text in cells):
        return False
    counted = [
        int(re.sub(r"\D.*", "", text.strip("()")) or 0) for text in numbers if text.strip("()")[0].isdigit()
    ]
    in_order = all(after == before + 1 for before, after in pairwise(counted))
    return named or (len(numbers) > 1 and in_order and (not counted or counted[0] == 1))


def _parts(layout: Layout, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words over a column, those of merged cells that reach over it included."""
    parts: list[str] = []
    for row in layout.visible_rows(top):
        if row > bottom:
            break
        if is_numbering(layout, row):
            continue
        text = layout.text(row, column)
        if not text:
            over = [span for span in layout.spans.get(row, ()) if span[0] <= column <= span[1]]
            text = layout.text(row, over[0][0]) if over else ""
        words = _SPACED.sub("", as_written(text))
        if words and words not in parts:
            parts.append(words)
    return tuple(parts)


def _down(layout: Layout, row: int, account: Account) -> Account | None:
    """A table with its lines in rows; `row`: its line of headings."""
    top, bottom = account.top, account.bottom
    group = Group()
    for column in range(1, layout.width + 1):
        if column in layout.grid.hidden_columns:
            continue
        parts = _parts(layout, top, bottom, column)
        last = squeeze(parts[-1]) if parts else ""
        words = words_in(layout, bottom, column)
        if _is_of_lines(column, parts, words, group, account):
            if account.headings and account.headings[-1].group is group:
                group = Group(codes=())
            group.labels = (*group.labels, column)
        elif CODES.search(last):
            if account.headings and account.headings[-1].group is group:
                group = Group()
            group.codes = (*group.codes, column)
        elif _OTHER_UNITS.match(last) and sum(bool(_MEASURED_IN.match(word)) for word in words) * 2 > len(
            words
        ):
            group.units = column
        elif UNIT_HEADINGS.match(last) and not account.headings and not any(map(is_figure, words)):
            account.owners = column
        elif parts and not NO_FIGURE.match(last) and not PRIVATE.search(last):
            found = account.beside if is_in_words(parts, words) else account.headings
            found.append(Heading(column, parts, group))
        elif not parts and any(is_figure(word) for word in words):
            account.unnamed.append(column)
    account.headings = [one for one in account.headings if one.group.labels]
    known = [
        one for one in account.headings if FIGURES_HEADED.search(squeeze(one.words)) or measure(one.words)
    ]
    has_figures = any(any(map(is_figure, words_in(layout, bottom, one.number))) for one in account.headings)
    if not known or not has_figures:
        return None
    headings = [bare(text) for _, text in layout.row_cells(row)]
    if any(map(LINE_HEADINGS.match, headings)):
        return account
    account.of_matters = any(MATTERS.match(words) or GUESTS.match(words) for words in headings)
    # A list of matters (来访事由 | 来访人数) need not be of money.
    of_money = any(OF_MONEY.search(squeeze(heading.words)) for heading in account.headings)
    return account if of_money else None


def _is_of_lines(
    column: int, parts: tuple[str, ...], words: list[str], group: Group, account: Account
) -> bool:
    """Whether a column holds the names of lines: it is headed so, or goes on with such a column's words."""
    if not words:
        return bool(parts) and bare(parts[-1]) in ("项目", "科目名称") and not group.labels
    if sum(map(is_figure, words)) * 2 > len(words):
        return False
    if column in account.named_in or (parts and names_lines(parts[-1]) and not money_unit(parts[-1])):
        return True
    open_group = bool(group.labels) and not (account.headings and account.headings[-1].group is group)
    others = [part for part in parts if not names_lines(part)]
    return open_group and not others and not any(map(is_figure, words))


def _across(layout: Layout, row: int, top: int, bottom: int) -> Account | None:
    """A table with its lines in columns: 单位 | 合计 | 因公出国（境）费 | 公务接待费 | …."""
    account = Account(top, bottom, [], across=True)
    names: list[int] = []
    group = Group()
    for column in range(1, layout.width + 1):
        parts = _parts(layout, top, bottom, column)
        if column in layout.grid.hidden_columns or not parts:
            continue
        words = words_in(layout, bottom, column)
        last = bare(parts[-1])
        if UNIT_HEADINGS.match(last) or _OF_TIME.match(last) or LINE_HEADINGS.match(last):
            names.append(column)
        elif CODES.search(last) or NO_FIGURE.match(last) or REMARKS.match(last):
            continue
        elif any(map(is_figure, words)):
            account.headings.append(Heading(column, parts, group))
        elif words and not account.headings:
            names.append(column)
    group.labels = tuple(names)
    return account if account.headings else None
