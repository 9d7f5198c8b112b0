"""Working days in China, make-up workdays included; outside the known days the answer is None.

Two libraries were compared day by day. chinesecalendar 1.11 and holidays 0.109 agree on every
day from 2006 to 2026, all make-up workdays of 2024–2026 included; holidays goes on to answer for
years whose arrangement is not published (to 2100), chinesecalendar refuses, so the latter is used.
Before 2006 they differ in one day (2005-12-31, a make-up workday that chinesecalendar lacks).
"""

from bisect import bisect_left
from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import holidays as _days_off
from chinese_calendar.constants import workdays as _make_up_days

FIRST_KNOWN_DAY = date(2006, 1, 1)

# The arrangement of a year is published late in the year before, and its New Year's holiday can
# turn 29–31 December of that year into days off or into make-up workdays (29 December 2018).
LAST_KNOWN_DAY: date = date(max(_days_off).year, 12, 31) - timedelta(days=3)


def is_working_day(day: date) -> bool | None:
    """Whether people work on that day; None outside the known days."""
    if not FIRST_KNOWN_DAY <= day <= LAST_KNOWN_DAY:
        return None
    return day in _make_up_days or (day.weekday() < 5 and day not in _days_off)


@cache
def numbered_days() -> tuple[tuple[date, int], ...]:
    """Every known day with the number of working days from the first known day up to and including it."""
    numbered, number, day = [], 0, FIRST_KNOWN_DAY
    while day <= LAST_KNOWN_DAY:
        number += bool(is_working_day(day))
        numbered.append((day, number))
        day += timedelta(days=1)
    return tuple(numbered)


def working_days_between(start: date, end: date) -> int | None:
    """Working days after `start` up to and including `end` (the first day is not counted, norms D.1).

    Negative where `end` lies before `start`; None where either lies outside the known days.
    """
    first, last = _number(start), _number(end)
    return None if first is None or last is None else last - first


def add_working_days(day: date, count: int) -> date | None:
    """The day on which the `count`-th working day after `day` falls; with 0, the day itself.

    Raises ValueError for a negative count; None where an end lies outside the known days.
    """
    if count < 0:
        raise ValueError("count is negative")
    number = _number(day)
    if number is None:
        return None
    if count == 0:
        return day
    found = bisect_left(numbered_days(), number + count, key=lambda numbered: numbered[1])
    return numbered_days()[found][0] if found < len(numbered_days()) else None


def _number(day: date) -> int | None:
    if not FIRST_KNOWN_DAY <= day <= LAST_KNOWN_DAY:
        return None
    return numbered_days()[(day - FIRST_KNOWN_DAY).days][1]
