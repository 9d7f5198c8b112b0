"""Two ways to compute a level: one point in Python with its working, all points in SQL, in agreement."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, literal, select
from sqlmodel import SQLModel

from powerctl.areas.risk.queries import RISK_POINT
from powerctl.areas.risk.scoring import (
    CRITERIA,
    FACTORS,
    LARGEST_FACTOR,
    LARGEST_WEIGHT,
    Assessment,
    CriteriaCuts,
    ProductScale,
    by_criteria,
    by_product,
    criteria_level,
    product_level,
)
from powerctl.terms import RiskLevel

CUTS = CriteriaCuts(3, 2, 1)
SCALE = ProductScale((1, 1, 1), 27, 9)


@pytest.mark.parametrize(
    "yes, level",
    [(5, RiskLevel.HIGH), (3, RiskLevel.HIGH), (2, RiskLevel.MEDIUM), (1, RiskLevel.LOW), (0, None)],
)
def test_three_criteria_are_high_two_medium_one_low(yes: int, level: RiskLevel | None) -> None:
    """R-XZ-12"""
    found = by_criteria([True] * yes + [False] * (5 - yes), CUTS)
    assert (found.computable, found.level) == (True, level)


def test_a_blank_criterion_leaves_the_level_open_only_where_it_could_change_it() -> None:
    """R-XZ-12"""
    assert by_criteria([True, True, True, None, None], CUTS).level is RiskLevel.HIGH
    assert not by_criteria([True, True, None, False, False], CUTS).computable
    assert by_criteria([True, True, False, False, False], CUTS).level is RiskLevel.MEDIUM


@pytest.mark.parametrize(
    "factors, level",
    [
        ((3, 3, 3), RiskLevel.HIGH),
        ((5, 5, 1), RiskLevel.MEDIUM),
        ((3, 3, 1), RiskLevel.MEDIUM),
        ((2, 2, 2), RiskLevel.LOW),
    ],
)
def test_the_product_of_three_factors_is_cut_at_the_countys_points(factors: Any, level: RiskLevel) -> None:
    """R-XZ-12"""
    assert by_product(factors, SCALE).level is level


def test_a_factor_of_weight_two_enters_the_product_twice() -> None:
    """R-XZ-12"""
    found = by_product((3, 2, 1), ProductScale((2, 1, 1), 18, 9))
    assert found.level is RiskLevel.HIGH
    assert "重要程度 3（权重 2，连乘 2 次） × 行使频率 2 × 发生几率 1＝18" in found.working


@pytest.mark.parametrize(
    "factors, scale, why",
    [
        ((3, None, 3), SCALE, "未填行使频率"),
        ((3, 3, 3), ProductScale((None, 1, 1), 27, 9), "未设定（限额 risk.weight_importance）"),
        ((3, 3, 3), ProductScale((1, 1, 1), None, 9), "未设定（限额 risk.product_high）"),
        ((0, 3, 3), SCALE, "重要程度 0 不是 1 至"),
        ((3, 3, 3), ProductScale((1, 9, 1), 27, 9), "行使频率的权重 9"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_computed(
    factors: Any, scale: ProductScale, why: str
) -> None:
    """R-XZ-12"""
    found = by_product(factors, scale)
    assert (found.computable, found.level) == (False, None)
    assert why in found.working


def test_unset_limits_of_the_criteria_count_are_named() -> None:
    """R-XZ-12"""
    found = by_criteria([True] * 5, CriteriaCuts(3, None, 1))
    assert not found.computable
    assert "risk.criteria_medium" in found.working


def test_the_working_counts_yes_no_and_blank() -> None:
    """R-XZ-12"""
    working = by_criteria([True, True, True, False, None], CUTS).working
    assert "符合 3 项、不符合 1 项、未填 1 项" in working
    assert working.endswith("计算为高")


_ANSWER = st.sampled_from((True, False, None))
_CUT = st.none() | st.integers(0, 6)
_FACTOR = st.none() | st.integers(-1, 7) | st.sampled_from((LARGEST_FACTOR, LARGEST_FACTOR + 1))
_WEIGHT = st.none() | st.integers(0, LARGEST_WEIGHT + 1)
_POINTS = st.none() | st.integers(0, 130) | st.just(LARGEST_FACTOR ** (3 * LARGEST_WEIGHT))
_ENGINE = create_engine("sqlite://")


def _asked(values: dict[str, Any], *levels: Any) -> tuple[Any, ...]:
    """What SQL computes for one point; a point is stored and taken back."""
    with _ENGINE.connect() as connection:
        SQLModel.metadata.tables["risk_point"].create(connection, checkfirst=True)
        row = {
            "id": 1,
            "unit_id": 1,
            "identity": "点",
            "ordinal": 1,
            "name": "点",
            "description": "",
            **values,
        }
        connection.execute(insert(RISK_POINT), row)
        found = connection.execute(select(*levels)).one()
        connection.rollback()
    return tuple(found)


def _in_sql(found: Assessment) -> str | None:
    if not found.computable:
        return None
    return found.level.value if found.level else ""


@settings(deadline=None, max_examples=150)
@given(st.tuples(*[_ANSWER] * 5), st.tuples(_CUT, _CUT, _CUT))
def test_the_criteria_count_in_sql_agrees_with_the_working(answers: Any, cuts: Any) -> None:
    """R-XZ-12"""
    values = {name: answer for (name, _), answer in zip(CRITERIA, answers, strict=True)}
    (level,) = _asked(values, criteria_level(RISK_POINT, *(literal(cut) for cut in cuts)))
    assert level == _in_sql(by_criteria(answers, CriteriaCuts(*cuts)))


@settings(deadline=None, max_examples=150)
@given(st.tuples(*[_FACTOR] * 3), st.tuples(*[_WEIGHT] * 3), _POINTS, _POINTS)
def test_the_product_in_sql_agrees_with_the_working(
    factors: Any, weights: Any, high: Any, medium: Any
) -> None:
    """R-XZ-12"""
    values = {name: factor for (name, _), factor in zip(FACTORS, factors, strict=True)}
    computed = product_level(
        RISK_POINT, [literal(weight) for weight in weights], literal(high), literal(medium)
    )
    (level,) = _asked(values, computed)
    assert level == _in_sql(by_product(factors, ProductScale(weights, high, medium)))
