"""A stored value as the text that the clerk would call it: 12 not 12.0, 2026-01-05 not 46027."""

import contextlib
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

# Beyond 15 digits a spreadsheet has already lost the rest, whatever it prints.
_EXACT = 10**15


def text_of(value: object) -> str:
    """Text of a cell's value; "" for a number that is none (NaN, infinity)."""
    if type(value) is float:
        return number(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _clock(value.hour, value.minute, value.second)
    if isinstance(value, timedelta):
        return _span(value)
    return "" if value is None else str(value)


def number(value: float) -> str:
    """15 significant digits, whole numbers without a point; a longer number in the form 3.3E+17."""
    if -_EXACT < value < _EXACT:
        if value == int(value):
            return str(int(value))
    elif math.isfinite(value):
        return f"{value:.14E}"
    else:
        return ""
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text and abs(value) > 1e-15 else text


def has_lost_digits(value: object) -> bool:
    """Whether a number is too long for its digits to be trusted (an ID typed as a number)."""
    return isinstance(value, float) and math.isfinite(value) and abs(value) >= _EXACT


def is_no_number(value: object) -> bool:
    """NaN and infinity, which no office program stores."""
    return isinstance(value, float) and not math.isfinite(value)


def _moment(value: datetime) -> str:
    if value.microsecond:
        with contextlib.suppress(OverflowError):
            value += timedelta(microseconds=500_000)
        value = value.replace(microsecond=0)
    if value.time() == time():
        return value.date().isoformat()
    return f"{value.date().isoformat()} {_clock(value.hour, value.minute, value.second)}"


def _clock(hours: int, minutes: int, seconds: int) -> str:
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _span(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return sign + _clock(*divmod(minutes, 60), rest)
