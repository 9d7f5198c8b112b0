"""Tags of a basis cell are found by their brackets first; the pattern alone must find the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.sheets.words import bases

_PIECES = (
    "【法律】", "【", "】", "[", "］", "〔2021〕", "[规章]", "《某法》", "〈", "1.", "2、", "（1）", "十二、", "①",
    " ", "\n", "\u3000", "12", "第三条", "。", "；", "某某", "【地方性法规】", "【2021】", "一",
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_looking_for_brackets_first_finds_the_same_tags(text: str) -> None:
    """REG002"""
    assert [tag.span() for tag in bases._tags(text)] == [tag.span() for tag in bases._TAG.finditer(text)]
