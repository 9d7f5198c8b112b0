"""Methods in use, assessments frozen and fixed, sensitivity, reviews: on a real county file (R-XZ-12, R-CC-06)."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from powerctl.areas.risk import assessments, factors, measures, methods, points, reviews
from powerctl.areas.risk.assessing import assess_points
from powerctl.areas.risk.own_method import OWN_METHODS
from powerctl.areas.risk.published import published
from powerctl.areas.risk.residual import residual_levels
from powerctl.areas.risk.scoring import CRITERIA
from powerctl.areas.risk.sensitivity import flips_of
from powerctl.errors import Refused
from powerctl.limits.overrides import set_limit
from powerctl.model import RiskAssessment, RiskMethod, RiskPoint, Unit
from powerctl.terms import RiskFormula, RiskLevel, ScoringMethod

DAY = date(2026, 3, 2)
DOCUMENT = "青纪〔2026〕1号"


@pytest.fixture
def point(session: Session) -> RiskPoint:
    session.add(Unit(id=1, code="CZJ", name="青禾县财政局"))
    session.flush()
    return points.add_point(session, "CZJ", "围标串标", level="高", business="政府采购")


def _table(session: Session) -> RiskMethod:
    return methods.adopt_method(
        session, "city-office", "本县职权表", since=date(2026, 1, 1), document=DOCUMENT
    )


def _weighted(session: Session) -> RiskMethod:
    method = methods.add_method(session, "加权法", "加权求和", document=DOCUMENT)
    methods.add_part(session, method, factor="金额", weight="2", least="1", most="5")
    methods.add_part(session, method, factor="重要程度", weight="1", least="1", most="5")
    methods.add_part(session, method, at_least="10", level="高")
    methods.add_part(session, method, at_least="6", level="中")
    methods.add_part(session, method, at_least="1", level="低")
    return method


def test_every_published_table_can_be_adopted_and_cites_its_source(session: Session) -> None:
    """R-XZ-12"""
    for key, table in published().items():
        method = methods.adopt_method(session, key, f"本县{key}", since=DAY, document=DOCUMENT)
        made = methods.own_method(session, method)
        assert not made.flaw
        assert made.parts == table.parts
        assert table.cites in (method.note or "")


def test_a_published_table_computes_nothing_before_it_is_adopted(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    points.edit_point(session, point, {"scoring_method": "职权类别法"})
    (line,) = assess_points(session, DAY, OWN_METHODS)
    assert not line.assessment.computable
    assert "没有写明用哪个自定评估方法" in line.assessment.working


def test_naming_a_method_names_its_way_of_assessing(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    method = _table(session)
    changes = points.edit_point(session, point, {"method": "本县职权表"})
    assert (point.method_id, point.scoring_method) == (method.id, ScoringMethod.POWER_KIND)
    assert {change.field for change in changes} == {"method_id", "scoring_method"}
    (line,) = assess_points(session, DAY, OWN_METHODS)
    assert (line.level, line.comparison.value) == ("高", "一致")


def test_a_method_in_use_is_not_changed_and_a_new_one_follows_it(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    old = _table(session)
    methods.use_method(session, old, [point])
    with pytest.raises(Refused, match="已在用（风险点 1 个、评估记录 0 条）"):
        methods.add_part(session, old, word="检查", level="中")
    new, moved = methods.follow_method(session, old, "新职权表", since=DAY, document=DOCUMENT, move=False)
    assert (old.valid_to, moved, point.method_id) == (date(2026, 3, 1), 0, old.id)
    methods.add_part(session, new, word="检查", level="中")
    assert len(methods.own_method(session, new).parts) == len(methods.own_method(session, old).parts) + 1


def test_a_method_that_an_assessment_was_made_with_stays_as_it_is(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    method = _table(session)
    methods.use_method(session, method, [point])
    assessments.freeze_assessments(session, DAY, point_id=point.id)
    points.edit_point(session, point, {"method": ""})
    with pytest.raises(Refused, match="评估记录 1 条"):
        methods.drop_part(session, method, 1)


@pytest.mark.parametrize(
    ("formula", "texts", "why"),
    [
        ("职权类别", {"factor": "金额", "weight": "1", "least": "1", "most": "5"}, "要写：职权词和等级"),
        ("加权求和", {"word": "采购", "level": "高"}, "要写：因素"),
        ("加权求和", {"factor": "金额", "weight": "1"}, "要写：因素"),
        ("加权求和", {"factor": "金额", "weight": "1", "least": "5", "most": "1"}, "最低分 5 不低于最高分 1"),
        ("连乘", {"factor": "金额", "weight": "10", "least": "1", "most": "5"}, "权重合计 10，多于 9"),
        ("矩阵", {"likelihood": "3", "level": "高"}, "要写：一格"),
    ],
)
def test_a_part_that_the_formula_has_no_use_for_is_refused(
    session: Session, formula: str, texts: dict[str, str], why: str
) -> None:
    """R-XZ-12"""
    method = methods.add_method(session, "法", formula)
    with pytest.raises(Refused, match=why):
        methods.add_part(session, method, **texts)


def test_cut_points_rise_with_the_level(session: Session) -> None:
    """R-XZ-12"""
    method = methods.add_method(session, "法", "矩阵")
    methods.add_part(session, method, at_least="6", level="中")
    with pytest.raises(Refused, match="等级越高分数越高"):
        methods.add_part(session, method, at_least="6", level="高")
    with pytest.raises(Refused, match="不能混用"):
        methods.add_part(session, method, likelihood="1", severity="1", level="低")


def test_what_is_frozen_stays_when_limits_and_factors_change(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    answers = {name: "是" if at < 3 else "否" for at, (name, _) in enumerate(CRITERIA)}
    points.edit_point(session, point, {"scoring_method": "标准计数法", **answers})
    assessments.freeze_assessments(session, DAY, point_id=point.id)
    kept = session.exec(select(RiskAssessment)).one()
    before = (kept.method_frozen, kept.factors_frozen, kept.working, kept.score, kept.computed_level)
    set_limit(session, "risk.criteria_high", "5", date(2026, 1, 1), DOCUMENT)
    points.edit_point(session, point, {"controls_resources": "否"})
    session.refresh(kept)
    assert before == (
        kept.method_frozen, kept.factors_frozen, kept.working, kept.score, kept.computed_level
    )  # fmt: skip
    assert "risk.criteria_high＝3" in kept.method_frozen and "掌握权力或公共资源：是" in kept.factors_frozen
    assert (kept.score, kept.computed_level) == (3, RiskLevel.HIGH)


def test_a_level_that_cannot_be_computed_is_kept_as_such(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    points.edit_point(session, point, {"scoring_method": "三因素乘积法"})
    done = assessments.freeze_assessments(session, DAY, point_id=point.id)
    kept = session.exec(select(RiskAssessment)).one()
    assert (done.assessed, len(done.not_computable), kept.computed_level) == (1, 1, None)
    assert "未填重要程度" in kept.working


def test_a_point_without_a_method_is_told_and_not_assessed(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    done = assessments.freeze_assessments(session, DAY, unit_id=1)
    assert (done.assessed, done.without_method) == (0, [f"{point.id} 围标串标"])
    assert (
        assessments.freeze_assessments(session, DAY, unit_id=1, way=ScoringMethod.CRITERIA_COUNT).assessed
        == 1
    )


def test_the_meeting_fixes_the_level_on_the_last_assessment(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    methods.use_method(session, _table(session), [point])
    with pytest.raises(Refused, match="还没有评估记录"):
        assessments.fix_level(session, point, level="", on=DAY, meeting="局党组会")
    assessments.freeze_assessments(session, date(2026, 2, 1), point_id=point.id)
    assessments.freeze_assessments(session, DAY, point_id=point.id)
    with pytest.raises(Refused, match="晚于会议日期"):
        assessments.fix_level(session, point, level="", on=date(2026, 3, 1), meeting="局党组会")
    with pytest.raises(Refused, match="确定为中，计算为高"):
        assessments.fix_level(session, point, level="中", on=DAY, meeting="局党组会")
    fixed = assessments.fix_level(
        session, point, level="中", on=DAY, meeting="局党组会", reason="已有三道复核"
    )
    assert fixed.assessed_on == DAY
    assert (point.level, point.override_reason) == (RiskLevel.MEDIUM, "已有三道复核")


def test_one_meeting_fixes_many_and_says_what_it_left_out(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    other = points.add_point(session, "CZJ", "虚报", level="低", business="政府采购")
    methods.use_method(session, _table(session), [point, other])
    assessments.freeze_assessments(session, DAY, unit_id=1)
    done = assessments.fix_levels(session, [point, other], on=DAY, meeting="局党组会")
    assert done.fixed == 1
    assert done.left_out == [f"{other.id} 虚报：确定为低，计算为高，要写明理由（--reason）"]


def test_the_last_review_says_what_risk_remains(session: Session, point: RiskPoint) -> None:
    """R-CC-06"""
    for day, left in (("2026-02-01", "中"), ("2026-03-01", "低"), ("2025-01-01", "高")):
        reviews.add_review(session, point, today=DAY, reviewed_on=day, residual_level=left)
    reviews.add_review(session, point, today=DAY, residual_level="高")
    assert residual_levels(session, DAY, {1}) == {point.id: ("高", "低")}
    assert residual_levels(session, date(2026, 2, 28), {1}) == {point.id: ("高", "中")}
    with pytest.raises(Refused, match="还没有到"):
        reviews.add_review(session, point, today=DAY, reviewed_on="2026-03-03")


def test_a_measure_is_done_with_its_effect_and_names_its_owner(session: Session, point: RiskPoint) -> None:
    """R-CC-06"""
    measure = measures.add_measure(session, point, "集体研究", due_on="2026-12-31")
    measures.finish_measure(session, measure, on=DAY, effect="部分有效")
    assert (measure.done_on, str(measure.effect)) == (DAY, "部分有效")
    with pytest.raises(Refused, match="制度没有登记"):
        measures.edit_measure(session, measure, {"institution": "采购办法"})


def test_a_factor_of_the_countys_own_is_scored_and_taken_back(session: Session, point: RiskPoint) -> None:
    """R-XZ-12"""
    methods.use_method(session, _weighted(session), [point])
    points.edit_point(session, point, {"importance": "2"})
    factors.set_factor(session, point, "金额", "4")
    (line,) = assess_points(session, DAY, OWN_METHODS)
    assert (line.assessment.score, line.level) == (10, "高")
    factors.set_factor(session, point, "金额", "")
    assert "未填金额" in assess_points(session, DAY, OWN_METHODS)[0].assessment.working
    with pytest.raises(Refused, match="是风险点自己的栏目"):
        factors.set_factor(session, point, "重要程度", "3")


# --- sensitivity against arithmetic written down a second time --------------------------------------


def _level(score: int, cuts: Sequence[tuple[int, str]]) -> str:
    return next((level for cut, level in cuts if score >= cut), "不够低风险")


def _expected(values: list[Any], others: Any, level_of: Any) -> set[tuple[int, Any, str]]:
    """Which value, put to what, gives which other level: every neighbour is tried."""
    now = level_of(values)
    found = set()
    for at, value in enumerate(values):
        for other in others(value):
            new = level_of([*values[:at], other, *values[at + 1 :]])
            if new != now:
                found.add((at, other, new))
    return found


@settings(deadline=None, max_examples=60)
@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_flips_of_the_criteria_are_those_of_the_arithmetic(answers: list[bool]) -> None:
    """R-XZ-12"""
    line = _line(ScoringMethod.CRITERIA_COUNT, dict(zip((n for n, _ in CRITERIA), answers, strict=True)))
    titles = [title for _, title in CRITERIA]
    found = {(titles.index(f.factor), f.after == "是", f.new_level) for f in flips_of([line])}
    cuts = ((3, "高"), (2, "中"), (1, "低"))
    assert found == _expected(answers, lambda value: (not value,), lambda values: _level(sum(values), cuts))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 6), min_size=3, max_size=3), st.integers(1, 2))
def test_flips_of_the_product_are_those_of_the_arithmetic(values: list[int], weight: int) -> None:
    """R-XZ-12"""
    names = ("importance", "frequency", "probability")
    line = _line(ScoringMethod.THREE_FACTOR, dict(zip(names, values, strict=True)), weight=weight)
    titles = ["重要程度", "行使频率", "发生几率"]
    found = {(titles.index(f.factor), int(f.after), f.new_level) for f in flips_of([line])}

    def level_of(scores: list[int]) -> str:
        return _level(scores[0] ** weight * scores[1] * scores[2], ((27, "高"), (9, "中"), (-1, "低")))

    assert found == _expected(values, lambda v: [n for n in (v - 1, v + 1) if n >= 1], level_of)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 5), st.integers(1, 5), st.sampled_from(["加权求和", "连乘"]))
def test_flips_of_a_method_of_the_county_stay_within_its_range(money: int, weight: int, formula: str) -> None:
    """R-XZ-12"""
    line = _own_line(formula, {"importance": weight}, {"金额": money})
    found = {(["金额", "重要程度"].index(f.factor), int(f.after), f.new_level) for f in flips_of([line])}

    def level_of(scores: list[int]) -> str:
        score = scores[0] * 2 + scores[1] if formula == "加权求和" else scores[0] ** 2 * scores[1]
        return _level(score, ((10, "高"), (6, "中"), (1, "低")))

    assert found == _expected([money, weight], lambda v: [n for n in (v - 1, v + 1) if 1 <= n <= 5], level_of)


@pytest.mark.parametrize(("likelihood", "severity"), list(product((1, 2, 3), repeat=2)))
def test_flips_of_a_matrix_stay_within_its_cells(likelihood: int, severity: int) -> None:
    """R-XZ-12"""
    cells = {(a, b): "高" if a + b > 4 else "低" for a, b in product((1, 2, 3), repeat=2)}
    line = _matrix_line(cells, likelihood, severity)
    axes = ["发生可能性", "后果严重性"]
    found = {(axes.index(f.factor), int(f.after), f.new_level) for f in flips_of([line])}
    near = _expected(
        [likelihood, severity],
        lambda v: [n for n in (v - 1, v + 1) if 1 <= n <= 3],
        lambda v: cells[v[0], v[1]],
    )
    assert found == near


def _line(
    way: ScoringMethod, values: dict[str, Any], *, weight: int = 1, own: Any = None, more: Any = None
) -> Any:
    from collections import namedtuple

    from powerctl.areas.risk.assessing import Assessed, Comparison, Yardstick, assessments
    from powerctl.areas.risk.scoring import FACTORS, CriteriaCuts, ProductScale

    names = [*(n for n, _ in (*CRITERIA, *FACTORS)), "likelihood", "severity", "business", "scoring_method"]
    row = namedtuple("row", names)(**{**dict.fromkeys(names), "scoring_method": way, **values})
    yardstick = Yardstick(CriteriaCuts(3, 2, 1), ProductScale((weight, 1, 1), 27, 9), own, more or {})
    (made,) = assessments(row, yardstick, (way,))
    return Assessed(1, "单位", "点", "", "", "", made, Comparison.SAME, row, yardstick)  # type: ignore[arg-type]


def _own_line(formula: str, values: dict[str, Any], more: dict[str, int]) -> Any:
    from powerctl.areas.risk.own_method import OwnMethod, Part

    cuts = (
        Part(at_least=10, level=RiskLevel.HIGH),
        Part(at_least=6, level=RiskLevel.MEDIUM),
        Part(at_least=1, level=RiskLevel.LOW),
    )
    parts = (Part("金额", 2, 1, 5), Part("重要程度", 1, 1, 5), *cuts)
    return _line(ScoringMethod.OWN, values, own=OwnMethod("法", RiskFormula(formula), parts), more=more)


def _matrix_line(cells: dict[tuple[int, int], str], likelihood: int, severity: int) -> Any:
    from powerctl.areas.risk.own_method import OwnMethod, Part

    parts = tuple(Part(likelihood=a, severity=b, level=RiskLevel(level)) for (a, b), level in cells.items())
    values = {"likelihood": likelihood, "severity": severity}
    return _line(ScoringMethod.MATRIX, values, own=OwnMethod("阵", RiskFormula.MATRIX, parts))
