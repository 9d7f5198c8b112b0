"""How values are typed, stored and printed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.limits.quantity import Quantity, in_words, parse_stored, parse_typed


@pytest.mark.parametrize(
    ("typed", "unit", "stored"),
    [
        ("2", "days", "2"),
        ("３天", "days", "3"),
        ("5个工作日", "working days", "5"),
        ("5 工作日", "working days", "5"),
        ("12个月", "months", "12"),
        ("20000", "fen", "2000000"),
        ("20,000.50", "fen", "2000050"),
        ("2万元", "fen", "2000000"),
        ("1.25万", "fen", "1250000"),
        ("0.01元", "fen", "1"),
        ("2/3", "share", "2/3"),
        ("4/6", "share", "2/3"),
        ("60%", "share", "3/5"),
        ("1", "share", "1"),
        ("3/2", "ratio", "3/2"),
        ("10%", "percent", "10"),
        ("1次", "count", "1"),
        ("是", "yes or no", "1"),
        ("否", "yes or no", "0"),
        ("1", "yes or no", "1"),
    ],
)
def test_what_a_clerk_types_is_understood(typed: str, unit: str, stored: str):
    assert parse_typed(typed, unit).stored == stored


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("", "days"),
        ("2", "yes or no"),
        ("-1", "days"),
        ("两天", "days"),
        ("2.5", "days"),
        ("1/2", "days"),
        ("0.001", "fen"),
        ("1e5", "fen"),
        ("-200", "fen"),
        ("99999999999999", "fen"),
        ("4/3", "share"),
        ("0/3", "share"),
        ("2/0", "share"),
        ("0", "share"),
        ("0", "weight"),
        ("101", "percent"),
    ],
)
def test_what_is_no_value_of_the_unit_is_refused_with_what_is_wanted(typed: str, unit: str):
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        parse_typed(typed, unit)


@given(st.integers(0, 10**12))
@settings(max_examples=60, deadline=None)
def test_an_amount_comes_back_exactly_from_what_is_printed(fen: int):
    assert parse_typed(in_words(Quantity(fen), "fen"), "fen") == Quantity(fen)


@given(st.integers(1, 500), st.integers(1, 500))
@settings(max_examples=60, deadline=None)
def test_a_share_comes_back_exactly_and_in_lowest_terms(above: int, below: int):
    above, below = sorted((above, below))
    share = parse_typed(f"{above}/{below}", "share")
    assert share.numerator * below == share.denominator * above
    assert parse_stored(share.stored, "share") == share


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
@settings(max_examples=80, deadline=None)
def test_quantities_compare_without_rounding(a: int, b: int, c: int, d: int):
    assert Quantity(a, b).is_less_than(Quantity(c, d)) == (a * d < c * b)


def test_an_unset_value_is_called_so():
    assert in_words(None, "fen") == "未设定"


def test_amounts_are_printed_in_yuan():
    assert in_words(Quantity(2_000_050), "fen") == "20,000.50 元"
    assert in_words(Quantity(400_000_000), "fen") == "4,000,000 元"
