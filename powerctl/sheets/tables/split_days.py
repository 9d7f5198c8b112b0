"""Days that account books spread over columns (2025年 | 月 | 日) put together in one column 日期."""

import re

from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import is_footer, is_sum_line, is_total
from powerctl.sheets.words.periods import year_of

_ROWS_LOOKED_AT = 30
_HEADING = "日期"
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_MONTH, _DAY = re.compile(r"(?:0?[1-9]|1[0-2])月?"), re.compile(r"(?:0?[1-9]|[12]\d|3[01])日?")
_LAST = 31


def gather_days(layout: Layout) -> None:
    """Writes whole days into the column of months, where a year is known; the column of days is emptied.

    In an account book an empty month or day is that of the row above. Without a year nothing is changed.
    """
    for row in layout.visible_rows()[:_ROWS_LOOKED_AT]:
        cells = {number: squeeze(text) for number, text in layout.row_cells(row)}
        for month, text in cells.items():
            if text == "月" and cells.get(month + 1) == "日":
                _gather(layout, row, month, cells.get(month - 1) == "年")
                return


def _gather(layout: Layout, row: int, month: int, has_years: bool) -> None:
    above, year = _year_above(layout, row, month)
    if not has_years and not year:
        return
    years, months, days = (list(layout.columns[at - 1]) for at in (max(month - 1, 1), month, month + 1))
    last_month = last_day = ""
    for at in range(row, layout.height):
        own_year = squeeze(years[at]) if has_years else ""
        own_month, own_day = squeeze(months[at]), squeeze(days[at])
        if not own_month and not own_day and not (last_day and _goes_on(layout, at + 1)):
            continue
        if any((own_month and not _MONTH.fullmatch(own_month), own_day and not _DAY.fullmatch(own_day))):
            continue
        if _YEAR.fullmatch(own_year):
            year = own_year.rstrip("年")
        last_day = own_day.rstrip("日") or (last_day if not own_month else "")
        last_month = own_month.rstrip("月") or last_month
        if not year or not last_month:
            continue
        months[at] = f"{year}-{last_month}-{last_day}" if last_day else f"{year}年{last_month}月"
        days[at] = years[at] = ""
        if not has_years:
            years = list(layout.columns[max(month - 2, 0)])
    for at in (*above, row - 1):
        months[at] = days[at] = ""
    # Where a row names the year over 月 and 日, the other headings stand there, too.
    months[above[0] if above else row - 1] = _HEADING
    if has_years:
        years[row - 1] = ""
        layout.columns[month - 2] = tuple(years)
    layout.columns[month - 1], layout.columns[month] = tuple(months), tuple(days)


def _year_above(layout: Layout, row: int, month: int) -> tuple[list[int], str]:
    """The rows of a heading that names the year over 月 and 日, counted from 0, and that year; else the one
    year that the lines above the table name."""
    for above in reversed([at for at in layout.visible_rows() if at < row][-2:]):
        text = squeeze(layout.text(above, month))
        if _YEAR.fullmatch(text):
            return [above - 1], text.rstrip("年")
        if text in ("年", "日期"):
            return [above - 1], _named(layout, row)
    return [], _named(layout, row)


def _named(layout: Layout, row: int) -> str:
    texts = [text for at in layout.visible_rows() if at < row for _, text in layout.row_cells(at)]
    found = {year for text in texts if (year := year_of(text))}
    return str(found.pop()) if len(found) == 1 else ""


def _goes_on(layout: Layout, row: int) -> bool:
    """Whether a row without a day is one more of the same day: no line that adds up, no remark."""
    cells = [text for _, text in layout.row_cells(row)]
    if len(cells) <= 1:
        return False
    return not any(is_total(text) or is_sum_line(text) or is_footer(text) for text in cells)
