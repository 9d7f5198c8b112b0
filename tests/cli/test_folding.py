"""Folding by display width: nothing is lost, nothing sticks out, numbers and days stay whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.cli.folding import fold, width

_TEXT = st.text(st.sampled_from("权力清单，。、（）“”：项条年月 　\n2026-01a/.x：［］【】"), max_size=120)


@settings(deadline=None, max_examples=200)
@given(_TEXT, st.integers(20, 60))
def test_every_character_is_kept_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = fold(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= room for line in lines)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(["权，", "力", "清。", "（单", "甲）", "x", "12：", " "])), st.integers(20, 40)
)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(words: list[str], room: int) -> None:
    lines = fold("权" + "".join(words), room)
    assert not any(line[:1] in set("，。、）：") for line in lines)
    assert not any(line[-1:] == "（" for line in lines)


def test_a_number_stays_with_the_unit_that_it_counts() -> None:
    for room in range(20, 60):
        lines = fold("登记要素应有 5 项，缺 1 项：运行程序；自 2026年1月5日 起共 12 项。", room)
        for kept in ("5 项，", "1 项：", "2026年1月5日", "12 项。"):
            assert any(kept in line for line in lines), (room, kept, lines)


def test_a_day_and_a_rule_code_are_not_broken() -> None:
    for room in range(20, 60):
        lines = fold("截至2026-06-30：按规则REG001检查，见第三条（2026-07-01起）", room)
        for kept in ("2026-06-30：", "REG001", "（2026-07-01"):
            assert any(kept in line for line in lines), (room, kept, lines)


def test_a_line_goes_on_under_its_first_word() -> None:
    assert fold("    建议：补齐所缺要素后重新导入清单", 20) == [
        "    建议：补齐所缺要",
        "    素后重新导入清单",
    ]
    assert fold("项目：补齐所缺要素后重新导入清单", 20, hang=2)[1].startswith("  重新")


def test_a_word_longer_than_a_line_is_cut_where_the_line_ends() -> None:
    assert fold("x" * 45, 20) == ["x" * 20, "x" * 20, "x" * 5]
