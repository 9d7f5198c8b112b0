"""Sums as tables write them: any written form gives the same fen, and what is no sum is none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.files.cell_text import text_of
from powerctl.sheets.words.amounts import Amount, amount, money_unit, quantity, rate, why_no_amount
from powerctl.terms import sums

FEN = st.integers(-(10**13), 10**13)
_UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH = str.maketrans("0123456789.,-()", "０１２３４５６７８９．，－（）")


def plain(fen: int, per: int) -> str:
    """A sum in a unit, with as many decimals as it needs."""
    return f"{(Decimal(abs(fen)) / per).normalize():f}"


def with_commas(figures: str) -> str:
    whole, dot, rest = figures.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def in_capitals(fen: int) -> str:
    """A sum as a cheque writes it."""
    whole, rest = divmod(fen, 100)
    words = f"{_four(whole)}元"
    if rest == 0:
        return f"{words}整"
    jiao, coin = divmod(rest, 10)
    return words + (f"{_CAPITALS[jiao]}角" if jiao else "零") + (f"{_CAPITALS[coin]}分" if coin else "")


def _four(number: int) -> str:
    if number >= 10**8:
        rest = number % 10**8
        return f"{_four(number // 10**8)}亿" + (
            f"{'零' if rest < 10**7 else ''}{_four(rest)}" if rest else ""
        )
    if number >= 10**4:
        rest = number % 10**4
        return f"{_four(number // 10**4)}万" + (f"{'零' if rest < 1000 else ''}{_four(rest)}" if rest else "")
    if number == 0:
        return "零"
    words, gap = "", False
    for step, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // step % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + name
            gap = False
        else:
            gap = True
    return words


@settings(deadline=None, max_examples=150)
@given(fen=FEN, unit=st.sampled_from(sorted(_UNITS)), commas=st.booleans(), wide=st.booleans())
def test_any_written_form_of_a_sum_gives_the_same_fen(fen: int, unit: str, commas: bool, wide: bool) -> None:
    """R-HY-04"""
    figures = plain(fen, _UNITS[unit])
    figures = with_commas(figures) if commas else figures
    negative = (f"-{figures}", f"({figures})", f"{figures}-", f"红字{figures}", f"−{figures}", f"¥-{figures}")
    forms = negative if fen < 0 else (figures, f" {figures} ", f"￥{figures}", f"+{figures}")
    for form in forms:
        written = form.translate(_FULL_WIDTH) if wide else form
        assert amount(written, unit) == Amount(fen, unit), written
    if fen >= 0:
        assert amount(f"{figures}{unit}", "元") == Amount(fen, unit)
        assert amount(f"人民币{figures}{unit}整") == Amount(fen, unit)


@settings(deadline=None, max_examples=150)
@given(fen=st.integers(0, 10**13))
def test_words_and_coins_are_the_same_sum_as_figures(fen: int) -> None:
    assert amount(in_capitals(fen), "万元") == Amount(fen, "元"), in_capitals(fen)
    whole, rest = divmod(fen, 100)
    assert amount(f"{whole}元{rest // 10}角{rest % 10}分") == Amount(fen, "元")


@settings(deadline=None, max_examples=100)
@given(fen=st.integers(-(10**12), 10**12))
def test_what_a_spreadsheet_stores_as_a_float_is_the_sum_that_it_shows(fen: int) -> None:
    assert amount(text_of(fen / 100)) == Amount(fen, "元")
    assert amount(sums.plain(fen)) == Amount(fen, "元")


@settings(deadline=None, max_examples=100)
@given(text=st.text(alphabet="0123456789.,-+()（）万元亿%E 负红字批人¥", max_size=12))
def test_a_sum_is_a_whole_number_of_fen_or_none(text: str) -> None:
    found = amount(text, "万元")
    assert found is None or isinstance(found.fen, int)
    if found is not None:
        assert amount(sums.plain(found.fen)) == Amount(found.fen, "元")
    else:
        assert why_no_amount(text, "万元")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(("0.001", "元"), ("1.2345678", "万元"), ("12,34", "元"), ("--5", "元"), ("(-5)", "元"), ("", "元")),
        *(
            ("3批次", "元"),
            ("12%", "元"),
            ("约5万元", "元"),
            ("5-10", "元"),
            ("2026-03-05", "元"),
            ("1.2.3", "元"),
        ),
        *(
            ("99999999999999999999", "元"),
            ("1.00000000000000000000000000001", "元"),
            ("1e99", "元"),
            ("壹佰贰", "元"),
        ),
    ],
)
def test_what_is_no_sum_is_none(text: str, unit: str) -> None:
    assert amount(text, unit) is None


def test_a_unit_that_is_refused_is_told_with_the_sum() -> None:
    assert why_no_amount("1.2345678", "万元") == "“1.2345678”按万元换算后不是整分"
    assert why_no_amount("3批次") == "“3批次”是数量，不是金额"


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        *(("金额（万元）", "万元"), ("单位：元", "元"), ("单位:人民币万元", "万元"), ("单位：个、元", "元")),
        *(
            ("合同金额(元)", "元"),
            ("单位：百万元", "百万元"),
            ("（单位：亿元）", "亿元"),
            ("涉及金额万元", "万元"),
        ),
        *(("单元", None), ("2025年50万元以上项目", None), ("单位名称", None), ("公元2025年", None)),
    ],
)
def test_a_heading_or_a_line_names_the_unit(words: str, unit: str | None) -> None:
    assert money_unit(words) == unit


def test_counts_and_rates_are_no_sums() -> None:
    assert quantity("1,200人次") == (1200, "人次")
    assert quantity("1200") is None
    assert rate("下降3.5％") == -350
    assert rate("-17.21%") == -1721
    assert rate("17.21") is None
