"""Working days, make-up days included."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.limits.calendar import (
    FIRST_KNOWN_DAY,
    LAST_KNOWN_DAY,
    add_working_days,
    is_working_day,
    working_days_between,
)

KNOWN = st.dates(FIRST_KNOWN_DAY, LAST_KNOWN_DAY)
AFTER = LAST_KNOWN_DAY + timedelta(days=1)
BEFORE = FIRST_KNOWN_DAY - timedelta(days=1)

# The make-up workdays that the State Council's notices name.
MAKE_UP_DAYS = [
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
]  # fmt: skip


def all_days(first: int, last: int) -> list[date]:
    start = date(first, 1, 1)
    return [start + timedelta(days=n) for n in range((date(last, 12, 28) - start).days + 1)]


def test_people_work_on_exactly_these_weekend_days_of_2024_to_2026():
    weekends = [day for day in all_days(2024, 2026) if day.weekday() > 4 and is_working_day(day)]
    assert [str(day) for day in weekends] == MAKE_UP_DAYS


@pytest.mark.parametrize("day", [date(2024, 10, 1), date(2025, 1, 28), date(2026, 2, 17), date(2026, 5, 4)])
def test_a_holiday_in_the_week_is_no_working_day(day: date):
    assert day.weekday() < 5
    assert is_working_day(day) is False


@pytest.mark.parametrize("day", [BEFORE, AFTER, date(1999, 1, 1), date(2100, 1, 4)])
def test_outside_the_known_days_the_answer_is_cannot_tell(day: date):
    assert is_working_day(day) is None
    assert working_days_between(day, date(2026, 1, 5)) is None
    assert working_days_between(date(2026, 1, 5), day) is None
    assert add_working_days(day, 3) is None


def test_the_last_days_of_december_wait_for_the_next_years_arrangement():
    """Its New Year's holiday can move them, as it did with 29 December 2018."""
    assert (LAST_KNOWN_DAY.month, LAST_KNOWN_DAY.day) == (12, 28)
    assert is_working_day(date(2018, 12, 29)) is True


def test_a_deadline_beyond_the_known_days_is_not_guessed():
    assert add_working_days(LAST_KNOWN_DAY, 1) is None


def test_the_first_day_is_not_counted():
    """Norms D.1, 5"""
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert working_days_between(friday, monday) == 1
    assert add_working_days(friday, 1) == monday
    assert add_working_days(friday, 0) == friday


def test_a_negative_count_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 3, 6), -1)


@given(KNOWN, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_deadline_is_a_working_day_and_that_many_working_days_away(day: date, count: int):
    deadline = add_working_days(day, count)
    if deadline is None:
        assert (working_days_between(day, LAST_KNOWN_DAY) or 0) < count
        return
    assert is_working_day(deadline) is True
    assert working_days_between(day, deadline) == count


@given(KNOWN, KNOWN, KNOWN)
@settings(max_examples=100, deadline=None)
def test_working_days_add_up_along_the_way(a: date, b: date, c: date):
    parts = working_days_between(a, b), working_days_between(b, c)
    assert None not in parts
    assert sum(part or 0 for part in parts) == working_days_between(a, c)
