"""Where a published account stands on a sheet: headings of one to three rows, lines down or across."""

import re
from dataclasses import dataclass

from powerctl.sheets.amounts import amount, quantity, rate
from powerctl.sheets.finance_words import measure
from powerctl.sheets.headings import as_written, squeeze
from powerctl.sheets.layout import Layout

_ROWS_LOOKED_AT = 15
_MOST_HEADING_ROWS = 4
_LINE_HEADINGS = re.compile(
    r"^(?:项目|(?:支出|收入|收支|经费|费用|资金|预算|决算|公开|指标)项目|项目名称|项目\(按\S+分类\)|科目|科目名称|(?:预算|会计|支出|收入)科目"
    r"|(?:支出)?(?:功能|经济)分类(?:科目)?(?:名称)?|指标|指标名称|统计指标|支出内容|经费名称|费用名称|收入|支出|内容|统计项目|“?三公”?经费)$"
)
_NO_FIGURE = re.compile(
    r"^(?:序号|行次|备注|说明|栏次|编码|科目编码|科目代码|增减原因|原因|变动原因|项目编码)"
)
_PLACE = re.compile(r"^(?:序号|行次|栏次)$")
_FIGURES_HEADED = re.compile(r"(?:19|20)\d\d年|年|数$|金额|合计|总计|小计|增减|比|拨款|资金|其中|元")
_COLUMN_NUMBERS = re.compile(r"^[(]?(?:\d{1,2}|[A-Z])(?:=[\d+\-()]+)?[)]?$")
_LEAST_COLUMNS_OF_LINES = 2
UNIT_HEADINGS = re.compile(r"^(?:单位|单位名称|部门|部门名称|预算单位|预算部门|部门\(单位\)|单位\(部门\))$")
_NO_FIGURE = re.compile(
    r"^(?:序号|行次|备注|说明|栏次|编码|科目编码|科目代码|增减原因|原因|变动原因|项目编码)"
)
"""What stands over the names of units."""
THREE_PUBLICS = re.compile("因公出国|公务接待|公务用车|公车")
"""Lines of 三公经费."""


@dataclass(slots=True)
class Heading:
    """One column of figures: its number, its words from top to bottom, and the column of its lines."""

    number: int
    parts: tuple[str, ...]
    lines: tuple[int, ...]

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
    places: int | None = None
    """Column of 行次."""


def find_account(layout: Layout) -> Account | None:
    """The first table of figures on a sheet; None where there is none."""
    for row in layout.visible_rows()[:_ROWS_LOOKED_AT]:
        cells = layout.row_cells(row)
        lines = [number for number, text in cells if _LINE_HEADINGS.match(bare(text))]
        if lines and len(cells) > len(lines):
            account = _down(layout, row, lines)
            if account is not None:
                return account
        if len(cells) >= _LEAST_COLUMNS_OF_LINES and not lines:
            account = _across(layout, row)
            if account is not None:
                return account
    return None


def bare(text: str) -> str:
    """A heading without its unit in brackets and without quotation marks."""
    return re.sub(r"\((?:单位:?)?[^()]*元\)|[\"“”]", "", squeeze(text)).rstrip(":")


def _bottom(layout: Layout, row: int, first: int) -> int:
    """The last row of the headings that begin in `row`: as far as their merged cells, and rows of words."""
    bottom = max([row, *(last for _, _, last in layout.spans.get(row, ()))])
    for below in layout.visible_rows(bottom + 1)[:_MOST_HEADING_ROWS]:
        cells = layout.row_cells(below)
        numbers = len(cells) > 1 and all(_COLUMN_NUMBERS.match(squeeze(text)) for _, text in cells)
        if below > row + _MOST_HEADING_ROWS or (cells and cells[0][0] <= first and not numbers):
            break
        if not numbers and (not cells or any(_is_figure(text) for _, text in cells)):
            break
        bottom = below
    return bottom


def _is_figure(text: str) -> bool:
    return amount(text) is not None or quantity(text) is not None or rate(text) is not None


def _parts(layout: Layout, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words over a column, those of merged cells that reach over it included."""
    parts: list[str] = []
    for row in layout.visible_rows(top):
        if row > bottom:
            break
        text = layout.text(row, column)
        if not text:
            over = [span for span in layout.spans.get(row, ()) if span[0] <= column <= span[1]]
            text = layout.text(row, over[0][0]) if over else ""
        words = as_written(text)
        if words and words not in parts and not _COLUMN_NUMBERS.match(squeeze(words)):
            parts.append(words)
    return tuple(parts)


def _down(layout: Layout, row: int, lines: list[int]) -> Account | None:
    """A table with its lines in rows."""
    bottom = _bottom(layout, row, lines[0])
    hidden = layout.grid.hidden_columns
    headings: list[Heading] = []
    labels: list[int] = []
    places = None
    for column in range(1, layout.width + 1):
        parts = _parts(layout, row, bottom, column)
        if column in hidden:
            continue
        if column in lines or (
            labels and not _headings_after(headings, labels) and not _has_figures(layout, bottom, column)
        ):
            labels = [column] if column in lines else [*labels, column]
        elif parts and _PLACE.match(squeeze(parts[0])):
            places = places or column
        elif labels and parts and not _NO_FIGURE.match(squeeze(parts[-1])):
            headings.append(Heading(column, parts, tuple(labels)))
    known = [h for h in headings if _FIGURES_HEADED.search(squeeze(h.words)) or measure(h.words)]
    if not known or not any(_has_figures(layout, bottom, h.number) for h in headings):
        return None
    return Account(row, bottom, headings, places=places)


def _headings_after(headings: list[Heading], labels: list[int]) -> bool:
    """Whether a column of figures stands right of the lines already."""
    return bool(headings) and headings[-1].number > labels[-1]


def _has_figures(layout: Layout, bottom: int, column: int) -> bool:
    return any(_is_figure(text) for text in layout.columns[column - 1][bottom:] if text)


def _across(layout: Layout, row: int) -> Account | None:
    """A table with its lines in columns: 单位 | 合计 | 因公出国（境）费 | 公务接待费 | ….."""
    bottom = _bottom(layout, row, 1)
    hidden = layout.grid.hidden_columns
    headings = []
    for column in range(1, layout.width + 1):
        parts = _parts(layout, row, bottom, column)
        if column not in hidden and parts and not _NO_FIGURE.match(squeeze(parts[-1])):
            headings.append(Heading(column, parts, ()))
    publics = [h for h in headings if any(THREE_PUBLICS.search(squeeze(part)) for part in h.parts)]
    if len(publics) < _LEAST_COLUMNS_OF_LINES:
        return None
    figures = [h for h in headings if _has_figures(layout, bottom, h.number)]
    figures = [h for h in figures if not UNIT_HEADINGS.match(bare(h.parts[-1]))]
    return Account(row, bottom, figures, across=True) if figures else None
