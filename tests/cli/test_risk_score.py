"""risk score: declared against computed, two methods, the working shown (R-XZ-12)."""

import pytest

from tests.cli.conftest import Typed

CRITERIA = ("掌握权力或公共资源", "自由裁量空间大", "需公开、集体决策和监督", "不直接管人财物但可从中获利", "属案件易发领域")  # fmt: skip


def _factors(on: Typed, importance: int = 5, frequency: int = 4, probability: int = 3) -> None:
    settings = (f"重要程度={importance}", f"行使频率={frequency}", f"发生几率={probability}")
    assert on("risk", "edit", "1", *(word for s in settings for word in ("--set", s))).status == 0


def _criteria(on: Typed, yes: int) -> None:
    settings = [f"{name}={'是' if at < yes else '否'}" for at, name in enumerate(CRITERIA)]
    assert on("risk", "edit", "1", *(word for s in settings for word in ("--set", s))).status == 0


def _scale(on: Typed) -> None:
    for name, value in (
        *(("weight_importance", "1"), ("weight_frequency", "1"), ("weight_probability", "1")),
        *(("product_high", "60"), ("product_medium", "20")),
    ):
        answer = on(
            "limit", "set", f"risk.{name}", value, "--from", "2026-01-01", "--cites", "青纪〔2026〕1号"
        )
        assert answer.status == 0, answer.err


def _line(on: Typed, *words: str) -> dict[str, str]:
    lines: list[dict[str, str]] = on("risk", "score", *words, "--format", "json").json
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize(("yes", "level", "compared"), [(3, "高", "一致"), (2, "中", "不一致"), (1, "低", "不一致"), (0, "不够低风险", "不一致")])  # fmt: skip
def test_criteria_are_counted(yes: int, level: str, compared: str, on: Typed) -> None:
    """R-XZ-12: three or more high, two medium, one low."""
    _criteria(on, yes)
    line = _line(on, "1", "--method", "criteria")
    assert (line["declared"], line["computed"], line["comparison"]) == ("高（一级）", level, compared)
    assert f"符合 {yes} 项" in line["working"]


def test_the_product_shows_its_arithmetic_and_whose_scale_it_is(on: Typed) -> None:
    _scale(on)
    _factors(on)
    line = _line(on, "--method", "product")
    assert "重要程度 5 × 行使频率 4 × 发生几率 3＝60" in line["working"]
    assert "本县自定" in line["working"]
    assert (line["computed"], line["comparison"]) == ("高", "一致")


def test_one_below_the_cut_point_is_medium(on: Typed) -> None:
    _scale(on)
    _factors(on, 59, 1, 1)
    assert _line(on, "--method", "product")["computed"] == "中"


@pytest.mark.parametrize("scaled", [True, False])
def test_what_is_missing_is_not_computed_but_said(scaled: bool, on: Typed) -> None:
    if scaled:
        _scale(on)
    else:
        _factors(on)
    line = _line(on, "--method", "product")
    assert (line["computed"], line["comparison"]) == ("", "无法计算")
    assert ("未填重要程度" if scaled else "未设定") in line["working"]


def test_what_is_not_set_is_told_with_the_command_that_sets_it(on: Typed) -> None:
    _factors(on)
    assert "powerctl limit set risk.product_high" in on("risk", "score").err
    _scale(on)
    assert "powerctl limit set" not in on("risk", "score").err


def test_a_unit_has_its_own_scale(on: Typed) -> None:
    _scale(on)
    _factors(on)
    own = on(
        *("limit", "set", "risk.product_high", "61", "--from", "2026-01-01"),
        *("--cites", "青财〔2026〕2号", "--unit", "U001"),
    )
    assert own.status == 0
    assert _line(on, "--method", "product")["computed"] == "中"


def test_a_difference_with_a_reason_is_told_apart(on: Typed) -> None:
    _criteria(on, 2)
    on("risk", "edit", "1", "--set", "等级调整理由=近年有案件")
    line = _line(on, "--method", "criteria")
    assert line["comparison"] == "不一致（已写调整理由）"
    assert line["override_reason"] == "近年有案件"


def test_no_declared_level_is_not_filled_in(on: Typed) -> None:
    _criteria(on, 3)
    on("risk", "edit", "1", "--set", "风险等级=空")
    line = _line(on, "--method", "criteria")
    assert (line["declared"], line["comparison"]) == ("", "未登记等级")


def test_both_methods_stand_side_by_side_and_are_summed_up(on: Typed) -> None:
    _criteria(on, 3)
    answer = on("risk", "score", "--unit", "青禾县")
    assert answer.status == 0
    assert "标准计数法：五项标准中符合 3 项" in answer.out
    assert "三因素乘积法：未填重要程度、行使频率、发生几率" in answer.out
    assert "共 1 个风险点" in answer.err
    assert "标准计数法：一致 1" in answer.err


def test_only_what_differs(on: Typed) -> None:
    _criteria(on, 2)
    lines = on("risk", "score", "--differing", "--format", "json").json
    assert [line["method"] for line in lines] == ["标准计数法"]


def test_a_unit_without_points_and_points_struck_off_are_left_out(on: Typed) -> None:
    assert on("risk", "score", "--unit", "U002", "--format", "json").json == []
    on("risk", "retire", "1", "--on", "2026-06-01", "--reason", "取消")
    assert on("risk", "score", "--format", "json").json == []
    assert len(on("risk", "score", "1", "--format", "json").json) == 2


def test_exactly_the_limits_that_are_not_set_are_named(on: Typed) -> None:
    _factors(on)
    _scale(on)
    given = ("--from", "2026-01-01")
    for name in ("weight_frequency", "product_medium"):
        assert on("limit", "unset", f"risk.{name}", *given).status == 0
    answer = on("risk", "score", "--method", "product")
    assert "权重或分数线未设定（限额 risk.weight_frequency、risk.product_medium）；" in answer.out
    assert "限额未设定：risk.product_medium、risk.weight_frequency\n" in answer.err
    assert "下一步：powerctl limit set risk.product_medium 数值" in answer.err
    assert "product_high" not in answer.said
