"""A stretch of time as clerks write it: 2026年第一季度, 2026年3月, 2026年1—6月, 2026年上半年, 2025年度."""

import re
from calendar import monthrange
from datetime import date

from powerctl.sheets.words.days import day
from powerctl.sheets.words.wording import normal

_YEAR = r"((?:19|20)\d\d)年?度?"
_QUARTERS = {word: at for at, words in enumerate(("一1", "二2", "三3", "四4")) for word in words}
_QUARTER = re.compile(rf"{_YEAR}第?([一二三四1-4])季度?")
_HALF = re.compile(rf"{_YEAR}([上下])半年度?")
_MONTHS = re.compile(rf"{_YEAR}(\d{{1,2}})月?(?:份)?[-–—~～至到](\d{{1,2}})月(?:份)?")
_MONTH = re.compile(r"((?:19|20)\d\d)[年.\-/](\d{1,2})月?(?:份)?")
_WHOLE = re.compile(r"((?:19|20)\d\d)(?:年|年度|年全年|全年)?")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WRITTEN_YEAR = re.compile("二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}")
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?")
_MONTHS_OF_A_QUARTER, _MONTHS_OF_A_HALF, _LAST_MONTH = 3, 6, 12


def period(text: str) -> tuple[date, date] | None:
    """The first and the last day of a stretch; None for what names none."""
    written = normal(text)
    for mark in ("至", "~", "～", "—", "到"):
        first, found, last = written.partition(mark)
        begins, ends = (day(first), day(last)) if found else (None, None)
        if begins and ends:
            return (begins, ends) if begins <= ends else None
    if found_quarter := _QUARTER.fullmatch(written):
        first_month = _QUARTERS[found_quarter[2]] * _MONTHS_OF_A_QUARTER + 1
        return _months(int(found_quarter[1]), first_month, first_month + _MONTHS_OF_A_QUARTER - 1)
    if found_half := _HALF.fullmatch(written):
        first_month = 1 if found_half[2] == "上" else _MONTHS_OF_A_HALF + 1
        return _months(int(found_half[1]), first_month, first_month + _MONTHS_OF_A_HALF - 1)
    if found_months := _MONTHS.fullmatch(written):
        return _months(int(found_months[1]), int(found_months[2]), int(found_months[3]))
    if found_month := _MONTH.fullmatch(written):
        return _months(int(found_month[1]), int(found_month[2]), int(found_month[2]))
    if found_year := _WHOLE.fullmatch(written):
        return _months(int(found_year[1]), 1, _LAST_MONTH)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not 1 <= first <= last <= _LAST_MONTH:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def year_of(text: str) -> int | None:
    """The one year that a title or a label gives; days and several years give none."""
    written = _WRITTEN_YEAR.sub(lambda found: found[0].translate(_DIGITS), normal(text))
    found = {int(year) for year in _ANY_YEAR.findall(_DAY.sub("", written))}
    return found.pop() if len(found) == 1 else None
