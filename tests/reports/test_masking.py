"""What may not be read on a posted page (R-XZ-17)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.reports.masking import masked_name, masked_names, masker, without_identifiers

NAMES = [
    ("张三", "张某"),
    ("张三丰", "张某某"),
    ("欧阳修", "欧阳某"),
    ("诸葛孔明", "诸葛某某"),
    ("买买提·吐尔逊", "买某某"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "masked"), NAMES)
def test_a_name_keeps_its_surname_only(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_two_people_with_one_mask_are_told_apart() -> None:
    assert masked_names(["李明", "李红", "王芳"]) == {"李明": "李某甲", "李红": "李某乙", "王芳": "王某"}


def test_the_longer_name_wins_in_running_text() -> None:
    assert masker(["王小", "王小明"])("由王小明和王小负责") == "由王某某和王某负责"


@pytest.mark.parametrize(
    "text",
    [
        "身份证11010519491231002X。",
        "身份证１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231 002X",
        "电话13800138000",
        "电话138 0013 8000",
        "电话１３８００１３８０００",
        "卡号6222 0202 0000 0000 001"[:0] + "卡号4111111111111111",
    ],
)
def test_identifiers_are_starred_out_in_every_spelling(text: str) -> None:
    assert "*" in without_identifiers(text)
    assert "138" not in without_identifiers(text).replace("１", "1").replace("３", "3").replace("８", "8")


@pytest.mark.parametrize("text", ["云纪发〔2026〕3号", "共1,234,567.89元", "2026年1月5日", "第110105号"])
def test_numbers_of_documents_money_and_days_stay(text: str) -> None:
    assert without_identifiers(text) == text


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text("赵钱孙李周吴郑王明红伟芳", min_size=2, max_size=3), min_size=1, max_size=8, unique=True
    ),
    st.text(max_size=20),
)
def test_no_known_name_survives(names: list[str], around: str) -> None:
    text = around + "、".join(names) + around
    said = masker(names)(text)
    assert not any(name in said for name in names)
