"""The same levels as `own_method`, for all points at once, as expressions for rules (R-XZ-12).

Only a point that names a method of the county's own costs anything: what the method needs is looked
up inside the branch for it.
"""

import json
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    and_,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
)
from sqlalchemy.sql.selectable import ScalarSelect

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.risk.own_method import (
    COLUMN_OF,
    LARGEST_SCORE,
    LARGEST_WEIGHT,
    METHOD_OF,
    MOST_FACTORS,
    MOST_TIMES,
    OTHERWISE,
    OWN_METHODS,
    RANK,
    OwnMethod,
    Part,
    Scored,
)
from powerctl.areas.risk.queries import RISK_POINT
from powerctl.model import RiskFactor, RiskMethod, RiskMethodPart
from powerctl.terms import RiskFormula, RiskLevel

_TABLES = RiskMethod.metadata.tables
METHOD = _TABLES[str(RiskMethod.__tablename__)]
PART = _TABLES[str(RiskMethodPart.__tablename__)]
FACTOR = _TABLES[str(RiskFactor.__tablename__)]

_IN_PART = ("factor", "weight", "least", "most", "at_least", "likelihood", "severity", "word", "level")
_SUMMED = (RiskFormula.PRODUCT, RiskFormula.SUM)

_IS_FACTOR = and_(
    not_(is_blank(PART.c.factor)),
    *(PART.c[name].is_not(None) for name in ("weight", "least", "most")),
)
_IS_CUT = and_(PART.c.at_least.is_not(None), PART.c.level.is_not(None))
_IS_CELL = and_(*(PART.c[name].is_not(None) for name in ("likelihood", "severity", "level")))
_IS_WORD = and_(not_(is_blank(PART.c.word)), PART.c.level.is_not(None))
_RANK = case({level.value: rank for level, rank in RANK.items()}, value=PART.c.level, else_=None)


def own_methods() -> CTE:
    """Methods and what their parts amount to.

    Columns id, name, formula, usable, high, medium, low, cuts, parts (JSON).
    """
    rows, factors, cuts, cells, words = (
        func.count(PART.c.id),
        *(func.sum(flag(sort)) for sort in (_IS_FACTOR, _IS_CUT, _IS_CELL, _IS_WORD)),
    )
    weights = func.sum(case((_IS_FACTOR, PART.c.weight), else_=0))
    odd = func.sum(flag(and_(_IS_FACTOR, or_(PART.c.weight < 1, PART.c.weight > LARGEST_WEIGHT))))
    scored = and_(
        factors + cuts == rows,
        factors > 0,
        cuts > 0,
        factors <= MOST_FACTORS,
        odd == 0,
        METHOD.c.formula.in_(_SUMMED),
    )
    usable = or_(
        and_(METHOD.c.formula == RiskFormula.WORDS, words == rows),
        and_(METHOD.c.formula == RiskFormula.MATRIX, or_(cells == rows, cuts == rows)),
        and_(scored, or_(METHOD.c.formula == RiskFormula.SUM, weights <= MOST_TIMES)),
    )
    least = {
        level: func.min(case((and_(_IS_CUT, PART.c.level == level), PART.c.at_least), else_=None))
        for level in RANK
    }
    parts = func.json_group_array(func.json_array(PART.c.id, *(PART.c[name] for name in _IN_PART)))
    return (
        select(
            METHOD.c.id,
            METHOD.c.name,
            METHOD.c.formula,
            flag(and_(rows > 0, usable)).label("usable"),
            least[RiskLevel.HIGH].label("high"),
            least[RiskLevel.MEDIUM].label("medium"),
            least[RiskLevel.LOW].label("low"),
            cuts.label("cuts"),
            parts.label("parts"),
        )
        .select_from(METHOD.outerjoin(PART, PART.c.method_id == METHOD.c.id))
        .group_by(METHOD.c.id)
        .cte("own_methods")
    )


def own_level(method: FromClause) -> ColumnElement[str]:
    """`by_own` for all points: the level, '' below the lowest, NULL where not computable.

    `method` is `own_methods`, joined to the points by their method.
    """
    way = RISK_POINT.c.scoring_method
    fits = or_(
        *(and_(method.c.formula == formula, way.in_(ways)) for formula, ways in METHOD_OF.items()),
        way.is_(None),
        way.not_in(OWN_METHODS),
    )
    axes = _level_of_score(_axis("likelihood") * _axis("severity"), method)
    return case(
        (or_(method.c.usable.is_(None), method.c.usable == 0, not_(fits)), null()),
        (method.c.formula == RiskFormula.WORDS, _level_of_rank(_worst_word())),
        (method.c.formula == RiskFormula.SUM, _by_sum(method)),
        (method.c.formula == RiskFormula.PRODUCT, _by_product(method)),
        (method.c.cuts > 0, axes),
        else_=_level_of_rank(_worst_cell()),
    )


def factor_scores() -> ScalarSelect[Any]:
    """What a point scores in factors of the county's own, as JSON."""
    return (
        select(func.json_group_object(FACTOR.c.factor, FACTOR.c.score))
        .where(FACTOR.c.risk_point_id == RISK_POINT.c.id)
        .correlate(RISK_POINT)
        .scalar_subquery()
    )


def method_of(name: str, formula: RiskFormula, parts: str) -> OwnMethod:
    """A method out of a row of `own_methods`."""
    # A method without parts has one row without a number.
    rows = [row[1:] for row in json.loads(parts) if row[0] is not None]
    return OwnMethod(name, formula, tuple(_part(dict(zip(_IN_PART, row, strict=True))) for row in rows))


def scored(row: Any, scores: str | None) -> Scored:
    """A point's scores: its own columns, and those of `factor_scores`."""
    known: dict[str, int | None] = json.loads(scores) if scores else {}
    return Scored({**known, **{title: getattr(row, name) for title, name in COLUMN_OF.items()}}, row.business)


def _part(values: dict[str, Any]) -> Part:
    return Part(**{**values, "level": RiskLevel(values["level"]) if values["level"] else None})


def _value() -> ColumnElement[Any]:
    """What the point scores in the factor of a part; NULL where it is not recorded or out of range."""
    value = case(
        *((PART.c.factor == title, RISK_POINT.c[name]) for title, name in COLUMN_OF.items()),
        else_=FACTOR.c.score,
    )
    allowed = and_(value.between(0, LARGEST_SCORE), value >= PART.c.least, value <= PART.c.most)
    return case((allowed, value), else_=null())


def _scores() -> FromClause:
    return PART.outerjoin(
        FACTOR, and_(FACTOR.c.risk_point_id == RISK_POINT.c.id, FACTOR.c.factor == PART.c.factor)
    )


def _by_sum(method: FromClause) -> ScalarSelect[Any]:
    value = _value()
    total = case((func.count() == func.count(value), func.sum(value * PART.c.weight)), else_=null())
    # The level is told where the sum is made: outside, it would be summed again for each cut point.
    return (
        select(_level_of_score(total, method))
        .select_from(_scores())
        .where(PART.c.method_id == RISK_POINT.c.method_id, _IS_FACTOR)
        .correlate(RISK_POINT, method)
        .scalar_subquery()
    )


def _by_product(method: FromClause) -> ScalarSelect[Any]:
    """Each factor as often as its weight says, up to nine places that are multiplied."""
    numbers = [select(literal(n, Integer).label("n")) for n in range(1, MOST_TIMES + 1)]
    times = numbers[0].union_all(*numbers[1:]).subquery("times")
    order = func.row_number().over(order_by=(PART.c.position, times.c.n))
    places = (
        select(_value().label("value"), order.label("place"))
        .select_from(_scores().join(times, times.c.n <= PART.c.weight))
        .where(PART.c.method_id == RISK_POINT.c.method_id, _IS_FACTOR)
        .correlate(RISK_POINT)
        .subquery("places")
    )
    score: ColumnElement[Any] = literal(1)
    for place in range(1, MOST_TIMES + 1):
        at = func.max(case((places.c.place == place, places.c.value), else_=null()))
        score = score * func.coalesce(at, 1)
    whole = case((func.count() == func.count(places.c.value), score), else_=null())
    return select(_level_of_score(whole, method)).select_from(places).correlate(method).scalar_subquery()


def _axis(name: str) -> ColumnElement[Any]:
    column = RISK_POINT.c[name]
    return case((column.between(0, LARGEST_SCORE), column), else_=null())


def _worst_cell() -> ScalarSelect[Any]:
    return (
        select(func.min(_RANK))
        .where(
            PART.c.method_id == RISK_POINT.c.method_id,
            PART.c.likelihood == _axis("likelihood"),
            PART.c.severity == _axis("severity"),
        )
        .correlate(RISK_POINT)
        .scalar_subquery()
    )


def _worst_word() -> ColumnElement[Any]:
    business = RISK_POINT.c.business
    found = and_(PART.c.word != OTHERWISE, func.instr(business, PART.c.word) > 0)
    otherwise = PART.c.word == OTHERWISE
    rank = func.coalesce(
        func.min(case((found, _RANK), else_=null())), func.min(case((otherwise, _RANK), else_=null()))
    )
    looked_up = (
        select(rank).where(PART.c.method_id == RISK_POINT.c.method_id).correlate(RISK_POINT).scalar_subquery()
    )
    return case((is_blank(business), null()), else_=looked_up)


def _level_of_rank(rank: ColumnElement[Any]) -> ColumnElement[Any]:
    return case({number: level.value for level, number in RANK.items()}, value=rank, else_=null())


def _level_of_score(score: ColumnElement[Any], method: FromClause) -> ColumnElement[Any]:
    steps = (
        func.coalesce(score >= method.c.high, False),
        func.coalesce(score >= method.c.medium, False),
        func.coalesce(score >= method.c.low, False),
    )
    return case(
        (score.is_(None), null()),
        *((step, level.value) for step, level in zip(steps, RANK, strict=True)),
        else_="",
    )
