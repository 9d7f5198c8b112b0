"""Published accounts (三公经费, 收支决算, 预算公开): tables of lines by columns → a row for each figure.

Lines stand in rows (项目 | 上年决算数 | 本年决算数) or in columns (单位 | 合计 | 公务接待费 | …), headings
in one to four rows, counts (3批次) among sums, several tables on a sheet. What a cell says is kept beside
what it was read as. A sum of which nothing says whether it is in 元 or in 万元 is asked about, not read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from powerctl.sheets.accounts.figures import Figures, Sides
from powerctl.sheets.accounts.heads import is_figure
from powerctl.sheets.accounts.lines import Label, labels_of, stretch_in
from powerctl.sheets.accounts.tables import Account, find_accounts, is_numbering
from powerctl.sheets.accounts.units import money_units
from powerctl.sheets.grid import column_letters
from powerctl.sheets.reading import Problem, ReadSheet
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import is_footer, is_total, unit_in_label, unit_in_title
from powerctl.sheets.tables.sheet_reading import row_ranges
from powerctl.sheets.tables.surroundings import look_above
from powerctl.sheets.words.periods import year_of

_ACCOUNT_WORDS = re.compile(
    "三公|八项规定|接待费|公务接待|公务用车|因公出国|经费|预算|决算|收支|财政拨款|财务公开|一般公共预算|支出|收入"
)
_TITLE_WORDS = re.compile(
    _ACCOUNT_WORDS.pattern
    + "|接待|来访|债权|债务|负债|资产|资源|三资|租金|资金|补助|补贴|奖补|党费|会费|会议费|培训费|差旅费|伙食"
)
"""What a title says of money; lines and headings of other tables (资金管理) say it, too."""
_ROWS_WITH_TITLES = 15
_COUNTY = re.compile("[县市省]$")
_TITLE = re.compile("表$|榜$|栏$|公示$|公开$|情况|公开表|公示表|一览")


@dataclass(slots=True)
class AccountReading:
    """The figures of one sheet, a table each, and what there is to say of them."""

    sheets: list[ReadSheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Stretch:
    """One table on a sheet: the lines above it, its rows, the lines below; pages that repeat its headings."""

    account: Account
    above: list[int]
    rows: list[int]
    below: list[int]
    last: int
    """The last row with figures."""


def year_of_titles(layouts: Sequence[Layout]) -> str:
    """The one year that the titles of a workbook give, its cover's among them; "" where they give none, or
    several."""
    years = {
        year
        for layout in layouts
        for row in layout.visible_rows()[:_ROWS_WITH_TITLES]
        for _, text in layout.row_cells(row)
        if _is_title(text) and (year := year_of(text))
    }
    return f"{years.pop()}年" if len(years) == 1 else ""


def read_account(layout: Layout, elsewhere: str = "") -> AccountReading | None:
    """The figures of a published account; None for a sheet that holds none.

    `elsewhere` is the year that the other sheets give, for tables that give none.
    """
    reading = AccountReading()
    before: Sides | None = None
    for stretch in _stretches(layout):
        sides = _sides(layout, stretch, before)
        if not sides.stretch and not year_of(sides.title) and not year_of(layout.grid.name):
            sides.stretch = elsewhere
        if before is None and not _is_account(layout, sides):
            return None
        figures = Figures(layout, sides, stretch.rows)
        sheet = figures.read(stretch.account.top)
        if sheet.records or figures.problems:
            reading.sheets.append(sheet)
            reading.notes += figures.notes()
            reading.problems += figures.problems
            before = sides
    if not reading.sheets:
        return None
    reading.notes += _hidden(layout)
    return reading


def _stretches(layout: Layout) -> list[_Stretch]:
    """The tables of a sheet; a table whose headings are those of the one before goes on with it."""
    found: list[_Stretch] = []
    accounts = find_accounts(layout)
    for at, account in enumerate(accounts):
        end = accounts[at + 1].top if at + 1 < len(accounts) else layout.height + 1
        inside = [row for row in layout.visible_rows(account.bottom + 1) if row < end]
        holding = [row for row in inside if _holds_figures(layout, account, row)]
        last = holding[-1] if holding else account.bottom
        rows = [row for row in inside if row <= last]
        since = found[-1].last + 1 if found else 1
        above = [row for row in layout.visible_rows(since) if row < account.top]
        above = [row for row in above if not found or not _is_below(layout, row)]
        below = [row for row in inside if row > last]
        stretch = _Stretch(account, above, rows, below, last)
        if found and _is_next_page(layout, found[-1], stretch):
            found[-1].rows += rows
            found[-1].below, found[-1].last = below, last
        else:
            found.append(stretch)
    return found


def _holds_figures(layout: Layout, account: Account, row: int) -> bool:
    """Whether a row is one of the table's: it has a figure, or a name and words for a figure."""
    cells = dict(layout.row_cells(row))
    first = next(iter(cells.values()), "")
    if not cells or is_footer(first) or unit_in_label(first) is not None or is_numbering(layout, row):
        return False
    return any(map(is_figure, cells.values())) or any(
        heading.number in cells
        and not squeeze(cells[heading.number]).endswith(":")
        and any(label in cells for label in heading.group.labels)
        for heading in account.headings
    )


def _is_below(layout: Layout, row: int) -> bool:
    """Whether a line between two tables is a remark under the upper one."""
    cells = layout.row_cells(row)
    return bool(cells) and is_footer(cells[0][1])


def _is_next_page(layout: Layout, first: _Stretch, second: _Stretch) -> bool:
    """The same columns once more, under nothing but what stands above the first."""
    if [(h.number, h.parts) for h in first.account.headings] != [
        (h.number, h.parts) for h in second.account.headings
    ]:
        return False
    said = {squeeze(text) for row in first.above for _, text in layout.row_cells(row)}
    return all(squeeze(text) in said for row in second.above for _, text in layout.row_cells(row))


def _sides(layout: Layout, stretch: _Stretch, before: Sides | None) -> Sides:
    """What is said around a table, where it goes on with the one before by that one's words."""
    account = stretch.account
    first = stretch.above[0] if stretch.above else account.top
    above = look_above(layout, first, account.top)
    texts = [text for row in stretch.above for _, text in layout.row_cells(row)]
    title = _title(texts) or above.title
    goes_on = before is not None and not title
    inherited = before.money.whole if before is not None and goes_on else frozenset[str]()
    named = [
        unit for row in stretch.below for _, text in layout.row_cells(row) if (unit := unit_in_label(text))
    ]
    unit = (
        above.unit_name
        or unit_in_title(title)
        or (named[0] if named else "")
        or (before.unit_name if before else "")
    )
    if _COUNTY.search(unit):
        # 青禾县2025年…分配表: a county or a city has no account of its own.
        unit = ""
    money = money_units(layout, account, stretch.above, stretch.below, inherited)
    whole_title = before.title if before is not None and goes_on else title
    return Sides(
        account, whole_title, unit, stretch_in([*texts, layout.grid.name]), money, _labels(layout, stretch)
    )


def _title(texts: Sequence[str]) -> str:
    """The line above a table that is called as accounts are; "" where none is."""
    return next((" ".join(text.split()) for text in texts if _is_title(text)), "")


def _is_title(text: str) -> bool:
    words = squeeze(text)
    if is_footer(text) or unit_in_label(text) is not None or not _TITLE_WORDS.search(words):
        return False
    return bool(_TITLE.search(re.sub(r"\([^()]*\)$", "", words)))


def _labels(layout: Layout, stretch: _Stretch) -> dict[tuple[int, ...], dict[int, Label]]:
    """Lines by the columns of their names, and by row."""
    found: dict[tuple[int, ...], dict[int, Label]] = {}
    for heading in stretch.account.headings:
        group = heading.group
        if stretch.account.across or group.labels in found:
            continue
        texts: dict[int, tuple[str, ...]] = {}
        codes: dict[int, str] = {}
        for row in stretch.rows:
            texts[row] = _names(layout, row, group.labels, group.codes)
            codes[row] = _code(layout, row, group.codes)
        found[group.labels] = labels_of(texts, codes)
    return found


def _names(layout: Layout, row: int, labels: tuple[int, ...], codes: tuple[int, ...]) -> tuple[str, ...]:
    """A row's names: its own, those of merged cells that reach over them, or what stands for a code."""
    words = [layout.text(layout.covered.get(column, {}).get(row, row), column) for column in labels]
    if any(word.strip() for word in words):
        return tuple(words)
    over = [span[0] for span in layout.spans.get(row, ()) if span[0] < labels[0] <= span[1]]
    # 合计 may stand left of the names, under 序号.
    left = [column for column, text in layout.row_cells(row) if column < labels[0] and is_total(text)]
    beside = [layout.text(row, column) for column in (*over, *codes, *left)]
    return tuple(text for text in beside if text.strip() and not is_figure(text))


def _code(layout: Layout, row: int, columns: tuple[int, ...]) -> str:
    """The code of a line, of one cell or of 类, 款 and 项 in three."""
    code = ""
    for column in columns:
        part = squeeze(layout.text(row, column))
        if part.isdecimal():
            code = part if part.startswith(code) and len(part) > len(code) else code + part
    return code


def _is_account(layout: Layout, sides: Sides) -> bool:
    """Whether a table is of money that a body publishes, and no rates, scores or plans."""
    if sides.account.of_matters:
        return True
    if _TITLE_WORDS.search(squeeze(sides.title)):
        return True
    if sides.account.named_in:
        return False
    words = [layout.grid.name, *(heading.words for heading in sides.account.headings)]
    words += [heading.words for heading in sides.account.beside]
    words += [label.line for listed in sides.labels.values() for label in listed.values()]
    return bool(_ACCOUNT_WORDS.search(squeeze("".join(words))))


def _hidden(layout: Layout) -> list[str]:
    """Hidden rows and columns that hold text: counted and named."""
    grid, notes = layout.grid, []
    rows = [
        row
        for row in sorted(grid.hidden_rows)
        if row <= layout.height and any(c[row - 1] for c in layout.columns)
    ]
    if rows:
        notes.append(f"工作表“{grid.name}”跳过隐藏行{len(rows)}行（第{row_ranges(rows)}行）。")
    columns = [
        number
        for number in sorted(grid.hidden_columns)
        if number <= layout.width and any(layout.columns[number - 1])
    ]
    if columns:
        names = "、".join(column_letters(number) for number in columns)
        notes.append(f"工作表“{grid.name}”跳过隐藏列{len(columns)}列（{names}）。")
    return notes
