"""The two ways to compute the level of a risk point, with their working (R-XZ-12).

Criteria count: so many of the five criteria apply. Three-factor product: importance × frequency ×
probability, where a factor's weight is how many times it enters the product. Weights and cut
points are the county's own. Each way exists twice, for one point in Python (it shows its working)
and for all points in SQL; a test holds the two equal.

A value that is not recorded makes a level uncertain only where it could change it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    String,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    type_coerce,
)

from powerctl.terms import RiskLevel, ScoringMethod

CRITERIA = (
    ("controls_resources", "掌握权力或公共资源"),
    ("wide_discretion", "自由裁量空间大"),
    ("needs_openness", "需公开、集体决策和监督"),
    ("profits_indirectly", "不直接管人财物但可从中获利"),
    ("frequent_cases", "属案件易发领域"),
)
FACTORS = (("importance", "重要程度"), ("frequency", "行使频率"), ("probability", "发生几率"))
CRITERIA_LIMITS = ("risk.criteria_high", "risk.criteria_medium", "risk.criteria_low")
WEIGHTS = tuple(f"risk.weight_{name}" for name, _ in FACTORS)
PRODUCT_CUTS = ("risk.product_high", "risk.product_medium")
PRODUCT_LIMITS = (*WEIGHTS, *PRODUCT_CUTS)
"""Limits that each way is computed with, in the order of its cut points and weights."""

# Beyond these a figure is a slip of the pen; within them every product fits SQLite's integers.
LARGEST_FACTOR = 100
LARGEST_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class CriteriaCuts:
    """How many criteria make which level; None where the limit is not set."""

    high: int | None
    medium: int | None
    low: int | None


@dataclass(frozen=True, slots=True)
class ProductScale:
    """The county's weights, in the order of FACTORS, and its cut points; None where not set."""

    weights: tuple[int | None, int | None, int | None]
    high: int | None
    medium: int | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a method gives. `level` None with `computable` means: below the lowest level.

    `name` is the name of a method of the county's own; `score` the number that was cut, where there is one.
    """

    method: ScoringMethod
    computable: bool
    level: RiskLevel | None
    working: str
    name: str = ""
    score: int | None = None


def by_criteria(answers: Sequence[bool | None], cuts: CriteriaCuts) -> Assessment:
    """The level by the number of criteria that apply; `answers` in the order of CRITERIA."""
    yes = sum(1 for answer in answers if answer)
    unfilled = sum(1 for answer in answers if answer is None)
    counted = f"五项标准中符合 {yes} 项、不符合 {len(answers) - yes - unfilled} 项、未填 {unfilled} 项"
    if cuts.high is None or cuts.medium is None or cuts.low is None:
        given = (("high", cuts.high), ("medium", cuts.medium), ("low", cuts.low))
        missing = [f"risk.criteria_{name}" for name, value in given if value is None]
        return _criteria(None, f"{counted}；限额 {'、'.join(missing)} 未设定", computable=False)
    scale = f"达到 {cuts.high} 项为高、{cuts.medium} 项为中、{cuts.low} 项为低"
    least = _level_of_count(yes, cuts.high, cuts.medium, cuts.low)
    most = _level_of_count(yes + unfilled, cuts.high, cuts.medium, cuts.low)
    if least is not most:
        return _criteria(None, f"{counted}；{scale}，未填项会改变等级", computable=False)
    return _criteria(least, f"{counted}；{scale}，计算为{least or '不够低风险'}", score=yes)


def _missing(scale: ProductScale) -> list[str]:
    weights = zip((name for name, _ in FACTORS), scale.weights, strict=True)
    cuts = (("high", scale.high), ("medium", scale.medium))
    return [
        *(f"risk.weight_{name}" for name, value in weights if value is None),
        *(f"risk.product_{name}" for name, value in cuts if value is None),
    ]


def by_product(factors: Sequence[int | None], scale: ProductScale) -> Assessment:
    """The level by the weighted product; `factors` in the order of FACTORS."""
    unfilled = [title for (_, title), value in zip(FACTORS, factors, strict=True) if value is None]
    if unfilled:
        return _product(None, f"未填{'、'.join(unfilled)}", computable=False)
    if scale.high is None or scale.medium is None or None in scale.weights:
        missing = "、".join(_missing(scale))
        return _product(None, f"权重或分数线未设定（限额 {missing}）", computable=False)
    score, terms = 1, []
    for (_, title), value, weight in zip(FACTORS, factors, scale.weights, strict=True):
        if not is_score(value):
            return _product(None, f"{title} {value} 不是 1 至 {LARGEST_FACTOR} 的分值", computable=False)
        if weight is None or not 1 <= weight <= LARGEST_WEIGHT:
            return _product(None, f"{title}的权重 {weight} 不在 1 至 {LARGEST_WEIGHT} 之间", computable=False)
        score *= (value or 0) ** weight
        terms.append(f"{title} {value}" + (f"（权重 {weight}，连乘 {weight} 次）" if weight > 1 else ""))
    level = (
        RiskLevel.HIGH
        if score >= scale.high
        else RiskLevel.MEDIUM
        if score >= scale.medium
        else RiskLevel.LOW
    )
    cut = f"达到 {scale.high} 为高、{scale.medium} 为中（本县自定）"
    return _product(level, f"{' × '.join(terms)}＝{score}；{cut}，计算为{level}", score=score)


def is_score(value: int | None) -> bool:
    """A factor that can be computed with."""
    return value is not None and 1 <= value <= LARGEST_FACTOR


def criteria_level(
    point: FromClause,
    high: ColumnElement[int],
    medium: ColumnElement[int],
    low: ColumnElement[int],
) -> ColumnElement[str]:
    """`by_criteria` for all points: the level, '' below the lowest, NULL where not computable."""
    columns = [type_coerce(point.c[name], Integer) for name, _ in CRITERIA]
    yes: ColumnElement[int] = literal(0)
    most: ColumnElement[int] = literal(0)
    for column in columns:
        yes = yes + func.coalesce(column, 0)
        most = most + func.coalesce(column, 1)

    def level_of(count: ColumnElement[int]) -> ColumnElement[str]:
        return case(
            (count >= high, RiskLevel.HIGH.value),
            (count >= medium, RiskLevel.MEDIUM.value),
            (count >= low, RiskLevel.LOW.value),
            else_="",
        )

    unset = or_(high.is_(None), medium.is_(None), low.is_(None))
    # Most points have every criterion answered, and need only one of the three long levels.
    return case(
        (unset, null()),
        (yes == most, level_of(yes)),
        (level_of(yes) == level_of(most), level_of(yes)),
        else_=null(),
    )


def product_level(
    point: FromClause,
    weights: Sequence[ColumnElement[int]],
    high: ColumnElement[int],
    medium: ColumnElement[int],
) -> ColumnElement[str]:
    """`by_product` for all points: the level, NULL where not computable."""
    score: ColumnElement[int] = literal(1)
    for (name, _), weight in zip(FACTORS, weights, strict=True):
        score = score * _times(point.c[name], weight)
    return case(
        (or_(score.is_(None), high.is_(None), medium.is_(None)), null()),
        (score >= high, RiskLevel.HIGH.value),
        (score >= medium, RiskLevel.MEDIUM.value),
        else_=literal(RiskLevel.LOW.value, String),
    )


def _times(factor: ColumnElement[int], weight: ColumnElement[int]) -> ColumnElement[int]:
    """The factor multiplied with itself `weight` times; NULL for what is no score or no weight."""
    usable = and_(factor >= 1, factor <= LARGEST_FACTOR)
    return case(
        (and_(usable, weight == 1), factor),
        (and_(usable, weight == 2), factor * factor),
        (and_(usable, weight == 3), factor * factor * factor),
        else_=null(),
    )


def _level_of_count(count: int, high: int, medium: int, low: int) -> RiskLevel | None:
    if count >= high:
        return RiskLevel.HIGH
    if count >= medium:
        return RiskLevel.MEDIUM
    return RiskLevel.LOW if count >= low else None


def _criteria(
    level: RiskLevel | None, working: str, *, computable: bool = True, score: int | None = None
) -> Assessment:
    way = ScoringMethod.CRITERIA_COUNT
    return Assessment(way, computable, level, f"{way}：{working}", score=score)


def _product(
    level: RiskLevel | None, working: str, *, computable: bool = True, score: int | None = None
) -> Assessment:
    way = ScoringMethod.THREE_FACTOR
    return Assessment(way, computable, level, f"{way}：{working}", score=score)
