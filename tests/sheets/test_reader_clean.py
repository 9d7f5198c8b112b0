"""Laws of the cleaning, of numbers as text, and of what passes between the two processes."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from powerctl.sheets import frames
from powerctl.sheets.cell_text import number
from powerctl.sheets.clean import clean, has_private_use, is_clean, one_line

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
@example("\u200b甲\r\n乙\x85丙")
@example("e\u200b\u0301")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once) or has_private_use(once) or max(once) >= "\ufff9"


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
def test_text_called_clean_only_loses_white_space_at_its_ends(text: str) -> None:
    if is_clean(text) and not set(text) & {frames.CELL, frames.ROW}:
        assert clean(text) == text.strip()


def test_line_breaks_stay_and_invisible_characters_go() -> None:
    assert clean("一\r\n二\r三\u2028四") == "一\n二\n三\n四"
    assert clean("石\u202e磊\u200d\ufeff\x07\udcff") == "石磊"
    assert clean("a\tb") == "a b"
    assert clean("e\u0301") == "é"
    assert one_line("长" * 200) == "长" * 79 + "…"


@settings(deadline=None)
@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_a_whole_number_has_no_point(value: int) -> None:
    assert number(float(value)) == str(value)


@settings(deadline=None)
@given(st.integers(-(10**10), 10**10), st.integers(0, 99))
def test_an_amount_keeps_its_cents(yuan: int, cents: int) -> None:
    amount = f"{yuan}.{cents:02}"
    assert number(float(amount)) == (f"{amount.rstrip('0').rstrip('.')}" if float(amount) else "0")


TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.text(max_size=8), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


@settings(deadline=None)
@given(TABLES)
@example([["a\x1fb", "\x1e"]])
def test_a_block_of_rows_comes_back_as_it_went(table: list[list[str]]) -> None:
    stream = io.BytesIO()
    frames.write(stream, {"frame": "rows"}, frames.join(table))
    stream.seek(0)
    [(head, text)] = frames.read(stream)
    assert head["frame"] == "rows"
    assert frames.split(text) == [
        [cell.replace("\x1f", "").replace("\x1e", "") for cell in row] for row in table
    ]
