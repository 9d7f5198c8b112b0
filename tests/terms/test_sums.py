"""How sums of money are printed, everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powerctl.terms.sums import bare, grouped, plain, yuan

FEN = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("fen", "cell", "column", "sentence"),
    [
        (1_234_560, "12345.60", "12,345.60", "12,345.60 元"),
        (1_200_000, "12000.00", "12,000.00", "12,000 元"),
        (-123_450, "-1234.50", "-1,234.50", "-1,234.50 元"),
        (-5, "-0.05", "-0.05", "-0.05 元"),
        (0, "0.00", "0.00", "0 元"),
    ],
)
def test_a_sum_in_a_cell_in_a_column_and_in_a_sentence(
    fen: int, cell: str, column: str, sentence: str
) -> None:
    assert (plain(fen), grouped(fen), yuan(fen)) == (cell, column, sentence)


@given(FEN)
def test_every_printed_sum_says_each_fen(fen: int) -> None:
    for words in (plain(fen), grouped(fen), bare(fen)):
        whole, _, rest = words.replace(",", "").partition(".")
        sign = -1 if whole.startswith("-") else 1
        assert sign * (abs(int(whole)) * 100 + int(rest or "0")) == fen
