"""Nearly identical passages: every pair that is alike enough is found, and the same found by brute force."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.meetings.alike_passages import Passage, find_alike, likeness, plain, shingles

DAY = date(2026, 1, 1)


def passage(number: int, text: str, days: int) -> Passage:
    return Passage(number, str(number), "", DAY + timedelta(days), text, text)


def test_figures_days_and_punctuation_do_not_tell_passages_apart() -> None:
    assert plain("2026年3月1日，拨付30万元！") == plain("二〇二五年十二月，拨付五十万元") == "拨付"


def test_two_passages_of_one_day_are_not_shown() -> None:
    text = "会议听取了关于项目进展情况的汇报并研究了下一步工作安排"
    assert find_alike([passage(1, text, 0), passage(2, text, 0)], percent=90, least_characters=10) == []


def test_many_equal_passages_are_one_line() -> None:
    text = "会议听取了关于项目进展情况的汇报并研究了下一步工作安排"
    (alike,) = find_alike([passage(n, text, n) for n in range(6)], percent=90, least_characters=10)
    assert (alike.days, alike.one.number, alike.other.number) == (6, 0, 1)


def test_a_short_passage_is_not_compared() -> None:
    assert (
        find_alike([passage(1, "会议同意", 0), passage(2, "会议同意", 1)], percent=90, least_characters=5)
        == []
    )


@given(
    st.lists(st.tuples(st.text("会议同意研究", min_size=4, max_size=14), st.integers(0, 3)), max_size=12),
    st.sampled_from([50, 60, 75, 90, 100]),
)
@settings(deadline=None, max_examples=150)
def test_whoever_is_alike_is_found(texts: list[tuple[str, int]], percent: int) -> None:
    passages = [passage(n, text, days) for n, (text, days) in enumerate(texts)]
    found = find_alike(passages, percent=percent, least_characters=4)
    pairs = {
        (one.number, other.number)
        for one, other in combinations(passages, 2)
        if one.day != other.day
        and likeness(shingles(one.text), shingles(other.text)) >= Fraction(percent, 100)
    }
    assert bool(found) == bool(pairs)
    for alike in found:
        assert tuple(sorted((alike.one.number, alike.other.number))) in pairs, (
            "what is shown is alike, and of two days"
        )
