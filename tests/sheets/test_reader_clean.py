"""Laws of the cleaning, of numbers as text, and of what passes between the two processes."""

import io
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from powerctl.sheets.files import frames
from powerctl.sheets.files.cell_text import number
from powerctl.sheets.files.clean import _SUSPECT, _UNUSUAL, clean, has_private_use, is_clean, one_line

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


def test_the_usual_characters_are_neither_suspect_nor_changed_by_composing() -> None:
    usual = [chr(code) for code in range(0x10000) if not _UNUSUAL.match(chr(code))]
    assert {"中", "，", "《", "、", "“", "a", "9", "\n", "（", "—", "①", "\u3000"} <= set(usual)
    assert {"\u200b", "\u202e", "\u0301", "\u3164", "\ue000", "\ufeff", "\x07", "\t"}.isdisjoint(usual)
    assert not [char for char in usual if _SUSPECT.match(char)]
    assert not [char for char in usual if not unicodedata.is_normalized("NFC", char)]
    assert not [char for char in usual if unicodedata.combining(char)]
    # None of them is the second half of a composed character.
    second = {parts[1] for code in range(0x110000) if (parts := _composed_of(chr(code)))}
    assert second.isdisjoint(usual)


def _composed_of(char: str) -> str:
    parts = unicodedata.decomposition(char).split()
    if len(parts) != 2 or parts[0].startswith("<"):
        return ""
    return "".join(chr(int(part, 16)) for part in parts)


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
@example("中e\u0301")
@example("中e" + "文" * 9 + "\u202e")
def test_a_text_is_clean_when_nothing_in_it_is_suspect_and_it_is_composed(text: str) -> None:
    suspect = _SUSPECT.search(text) is not None
    assert is_clean(text) == (not suspect and unicodedata.is_normalized("NFC", text))
