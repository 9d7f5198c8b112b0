"""Days as clerks write them → a date; or the reason why a text is no day."""

import re
from datetime import date, timedelta

from powerctl.sheets.words.wording import is_blank, normal

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_RANGE = range(18264, 73416)
"""1950 to 2100: a five-digit number outside it is no day."""

_TIME = r"(?:T?\d{1,2}(?::\d{1,2}){1,2}(?:\.\d+)?Z?)?"
_WEEKDAY = r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
_WRITTEN = re.compile(rf"^(\d{{4}})(?:年|[-./])(\d{{1,2}})(?:月|[-./])(\d{{1,2}})[日号]?{_WEEKDAY}{_TIME}$")
_WITH_TIME_GLUED = re.compile(r"^(\d{4})([-./])(\d{1,2})\2(\d{2})(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_ONLY_MONTH = "只有年月，没有日"
_YEAR_MONTH = re.compile(r"^\d{4}(?:年|[-./])\d{1,2}月?$")
_YEAR_ONLY = re.compile(r"^\d{4}年?$")
_NO_YEAR = re.compile(r"^\d{1,2}(?:月|[-./])\d{1,2}[日号]?(?:[上下]午)?")
_SHORT_YEAR = re.compile(r"^\d{1,2}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}[日号]?$")
_YEAR_LAST = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./]\d{4}$")
_HAN_DAY = re.compile(
    r"^([〇零○O一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_HAN_DIGITS = {"〇": 0, "零": 0, "○": 0, "O": 0}
_HAN_DIGITS.update({digit: value for value, digit in enumerate("一二三四五六七八九", 1)})

_STILL = frozenset(
    ("至今", "今", "现在", "目前", "在任", "现任", "长期", "长期有效", "有效", "现行有效", "无")
)


def day(text: str) -> date | None:
    """`2019年7月26日`, `2013.04.29`, `2021/3/26 15:02:26`, `20210326`, an Excel serial number → the day.

    None for an empty cell and for a text that does not name one day; `why_no_day` has the reason.
    """
    found = _read(text)
    return found if isinstance(found, date) else None


def why_no_day(text: str) -> str:
    """Why `day` gave None, as a clause for the clerk; empty where there is a day or nothing at all."""
    found = _read(text)
    return found if isinstance(found, str) else ""


def is_open_end(text: str) -> bool:
    """True for an empty 止日 and for 至今, 长期 and the like: still in force."""
    return is_blank(text) or normal(text) in _STILL


def _read(text: str) -> date | str | None:
    if is_blank(text):
        return None
    # a space before the time is the only one that means something
    spaced = re.sub(r"(\d)\s+(\d{1,2}:)", r"\1T\2", text.strip())
    compact = normal(spaced)
    if serial := _SERIAL.match(compact):
        number = int(serial[1])
        if number in _EXCEL_RANGE:
            return _EXCEL_DAY_ZERO + timedelta(days=number)
        return "不是日期"
    if written := (_WRITTEN.match(compact) or _COMPACT.match(compact)):
        return _calendar_day(int(written[1]), int(written[2]), int(written[3]))
    if glued := _WITH_TIME_GLUED.match(compact):
        return _calendar_day(int(glued[1]), int(glued[3]), int(glued[4]))
    if han := _HAN_DAY.match(compact):
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in han[1]))
        return _calendar_day(year, han_number(han[2]), han_number(han[3]))
    return _reason(compact)


def is_month(text: str) -> bool:
    """Whether a text gives a month and no day of it (2026年3月)."""
    return why_no_day(text) == _ONLY_MONTH


def _calendar_day(year: int, month: int, number: int) -> date | str:
    if not 1900 <= year <= 2200:
        return f"年份{year}不在1900至2200之间"
    try:
        return date(year, month, number)
    except ValueError:
        return "日历上没有这一天"


def _reason(compact: str) -> str:
    for pattern, reason in (
        (_YEAR_MONTH, _ONLY_MONTH),
        (_YEAR_ONLY, "只有年份，没有月日"),
        (_SHORT_YEAR, "年份不是四位"),
        (_YEAR_LAST, "年份写在最后，月和日分不清"),
        (_NO_YEAR, "没有年份"),
    ):
        if pattern.match(compact):
            return reason
    return "不是日期"


def han_number(text: str) -> int:
    """一 → 1, 十 → 10, 二十一 → 21. Raises KeyError for anything else."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN_DIGITS[text]
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)
