"""The level of a risk point rests on factors and agrees with them: RSK004, RSK005 (R-XZ-12)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, not_, or_

from powerctl.areas.organization.queries import is_blank
from powerctl.areas.risk.own_levels import factor_scores, method_of, own_level, own_methods, scored
from powerctl.areas.risk.own_method import MATRIX_AXES, OWN_METHODS, by_own
from powerctl.areas.risk.queries import RISK_POINT
from powerctl.areas.risk.scoring import (
    CRITERIA,
    CRITERIA_LIMITS,
    FACTORS,
    LARGEST_FACTOR,
    PRODUCT_CUTS,
    PRODUCT_LIMITS,
    WEIGHTS,
    Assessment,
    CriteriaCuts,
    ProductScale,
    by_criteria,
    by_product,
    criteria_level,
    product_level,
)
from powerctl.rulebook.question import (
    Condition,
    limits_of_units,
    of_judged_points,
    of_points,
    open_points,
)
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import RiskLevel, ScoringMethod, Severity

_LIMITS = (*CRITERIA_LIMITS, *PRODUCT_LIMITS)
_READ = (
    *("level", "scoring_method", "method_id", "business"),
    *(name for name, _ in (*CRITERIA, *FACTORS, *MATRIX_AXES)),
)


def _unscored() -> Select[Any]:
    factors = [RISK_POINT.c[name] for name, _ in FACTORS]
    odd = or_(*(func.coalesce(or_(factor < 1, factor > LARGEST_FACTOR), False) for factor in factors))
    facts = [factor.label(name) for factor, (name, _) in zip(factors, FACTORS, strict=True)]
    return of_points(or_(*(factor.is_(None) for factor in factors)), odd, *facts)


def _say_unscored(row: Any) -> str:
    missing = [title for name, title in FACTORS if getattr(row, name) is None]
    if missing:
        return f"评估因素应有 {len(FACTORS)} 项，缺 {len(missing)} 项：{'、'.join(missing)}"
    values = "、".join(f"{title} {getattr(row, name)}" for name, title in FACTORS)
    return f"评估因素登记 {len(FACTORS)} 项（{values}），有的不是 1 至 {LARGEST_FACTOR} 的分值，无法判断"


def _differing() -> Select[Any]:
    scale, own = limits_of_units(_LIMITS), own_methods()
    counted = criteria_level(RISK_POINT, *(_of(scale, name) for name in CRITERIA_LIMITS))
    weighed = product_level(
        RISK_POINT, [_of(scale, name) for name in WEIGHTS], *(_of(scale, name) for name in PRODUCT_CUTS)
    )
    return of_judged_points(
        _compared(counted, weighed, own_level(own)),
        *(RISK_POINT.c[name].label(name) for name in _READ),
        *(_of(scale, name).label(name.replace(".", "_")) for name in _LIMITS),
        own.c.name.label("method_name"),
        own.c.formula.label("formula"),
        own.c.parts.label("parts"),
        factor_scores().label("scores"),
        joins=((scale, scale.c.unit_id == RISK_POINT.c.unit_id), (own, own.c.id == RISK_POINT.c.method_id)),
    )


def _compared(
    counted: ColumnElement[str], weighed: ColumnElement[str], own: ColumnElement[str]
) -> ColumnElement[int]:
    """The declared level against the computed one of the way that the point names.

    Without a way nothing passes: were it named, another level might be the computed one.
    """
    declared = func.coalesce(RISK_POINT.c.level, "", type_=String)
    method = RISK_POINT.c.scoring_method
    no_criteria = and_(*(RISK_POINT.c[name].is_(None) for name, _ in CRITERIA))
    no_factor = and_(*(RISK_POINT.c[name].is_(None) for name, _ in FACTORS))
    no_method = RISK_POINT.c.method_id.is_(None)
    return case(
        (RISK_POINT.c.level.is_(None), UNKNOWN),
        (not_(is_blank(RISK_POINT.c.override_reason)), PASSED),
        (method == ScoringMethod.CRITERIA_COUNT, _one(declared, counted)),
        (method == ScoringMethod.THREE_FACTOR, _one(declared, weighed)),
        (method.in_(OWN_METHODS), _looked_up(declared, own)),
        (and_(not_(no_method), not_(_differs(declared, own))), UNKNOWN),
        (and_(_differs(declared, counted), or_(_differs(declared, weighed), no_factor)), FINDING),
        (and_(_differs(declared, weighed), no_criteria), FINDING),
        (and_(not_(no_method), no_criteria, no_factor), FINDING),
        else_=UNKNOWN,
    )


def _one(declared: ColumnElement[str], computed: ColumnElement[str]) -> ColumnElement[int]:
    # What holds for most points comes first: the computation is long, and SQLite makes it anew each time.
    return case((computed == declared, PASSED), (computed.is_(None), UNKNOWN), else_=FINDING)


def _looked_up(declared: ColumnElement[str], computed: ColumnElement[str]) -> ColumnElement[int]:
    """As `_one`, with the computation in one place: a CASE makes its base only once."""
    levels = (*(level.value for level in RiskLevel), "")
    others: list[Any] = [(literal(level), FINDING) for level in levels]
    return case((declared, PASSED), *others, value=computed, else_=UNKNOWN)


def _differs(declared: ColumnElement[str], computed: ColumnElement[str]) -> Condition:
    return and_(computed.is_not(None), computed != declared)


def _of(scale: Any, name: str) -> ColumnElement[int]:
    column: ColumnElement[int] = scale.c[name.replace(".", "_")]
    return column


def _say_differing(row: Any) -> str:
    chosen = [way for way in _assess(row) if row.scoring_method in (None, way.method)]
    working = "；".join(way.working for way in chosen) or f"{row.scoring_method}：没有写明用哪个自定评估方法"
    if row.level is None:
        return f"没有登记风险等级，无法判断是否与计算一致；{working}"
    sentence = f"登记等级为{row.level}，没有等级调整理由；{working}"
    if row.verdict == FINDING:
        return sentence
    doubt = "" if row.scoring_method else "没有注明评估方法，不知道该按哪种计算；"
    return f"{sentence}；{doubt}无法判断"


def _assess(row: Any) -> list[Assessment]:
    def value(name: str) -> int | None:
        number: int | None = getattr(row, name.replace(".", "_"))
        return number

    cuts = CriteriaCuts(*(value(name) for name in CRITERIA_LIMITS))
    first, second, third = (value(name) for name in WEIGHTS)
    scale = ProductScale((first, second, third), *(value(name) for name in PRODUCT_CUTS))
    made = [
        by_criteria([getattr(row, name) for name, _ in CRITERIA], cuts),
        by_product([getattr(row, name) for name, _ in FACTORS], scale),
    ]
    if row.method_name is not None:
        way = row.scoring_method if row.scoring_method in OWN_METHODS else None
        made.append(by_own(method_of(row.method_name, row.formula, row.parts), scored(row, row.scores), way))
    return made


RSK004 = Rule(
    code="RSK004",
    name="level-without-factors",
    title="风险等级缺少评估因素",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-12", "秀洲", "三-(二)"),),
    limits=(),
    explanation=(
        "检查每个在控风险点是否登记了重要程度、行使频率、发生几率三项评分。"
        f"三项都有、但有的不是 1 至 {LARGEST_FACTOR} 的分值时，答“无法判断”。"
    ),
    advice="按三项因素评分后补填：powerctl risk edit，或在风险点表中补填后重新 powerctl import",
    question=_unscored,
    say=_say_unscored,
    repeats=never,
    examined=open_points,
)

RSK005 = Rule(
    code="RSK005",
    name="level-differs-from-computed",
    title="登记的风险等级与计算等级不符",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-12", "秀洲", "三-(二)"),),
    limits=_LIMITS,
    explanation=(
        "按登记的评估方法（标准计数法、三因素乘积法、可能性严重性矩阵法、职权类别法或本县自定方法）重算等级，"
        "与登记等级比较；不一致而没有写等级调整理由的算问题。权重、分数线、矩阵和职权词都由本县自定。"
        "没有登记等级、没有注明评估方法、评分未填全、权重或分数线未设定、自定方法不全时，答“无法判断”；"
        "没有注明方法而各种方法算出的都与登记不同的，算问题。"
    ),
    advice=(
        "查看计算过程：powerctl risk score；更正等级、写明调整理由或补填评估方法：powerctl risk edit；"
        "设定权重和分数线：powerctl limit set；自定方法：powerctl method list"
    ),
    question=_differing,
    say=_say_differing,
    repeats=never,
    examined=open_points,
)
