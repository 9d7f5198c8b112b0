"""Risk points on the day of the check, as expressions for rules and reports (R-XZ-11, R-CC-06).

A point is open until its closing day; the status text alone closes nothing, since it does not
say from when.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, case, func, or_, select, union

from powerctl.areas.organization.queries import POST, flag, is_blank, the_day
from powerctl.model import Measure, Power, RiskAssessment, RiskPoint, RiskReview

_TABLES = RiskPoint.metadata.tables
RISK_POINT = _TABLES[str(RiskPoint.__tablename__)]
MEASURE = _TABLES[str(Measure.__tablename__)]
REVIEW = _TABLES[str(RiskReview.__tablename__)]
ASSESSMENT = _TABLES[str(RiskAssessment.__tablename__)]
_POWER = _TABLES[str(Power.__tablename__)]


def is_open(point: FromClause) -> ColumnElement[bool]:
    """Not closed by the day."""
    return or_(point.c.closed_on.is_(None), point.c.closed_on > the_day())


def round_of(point: FromClause) -> ColumnElement[Any]:
    """The round of the search; NULL where none is recorded."""
    return case((is_blank(point.c.round), None), else_=func.trim(point.c.round))


def examined_units() -> CTE:
    """Units with powers, risk points or posts: unit_id."""
    return union(select(_POWER.c.unit_id), select(RISK_POINT.c.unit_id), select(POST.c.unit_id)).cte(
        "examined_units"
    )


def points_by_unit(column: ColumnElement[Any]) -> CTE:
    """Open points by unit: unit_id, points, unfilled (points without a value in `column`)."""
    return (
        select(
            RISK_POINT.c.unit_id,
            func.count().label("points"),
            func.sum(flag(column.is_(None))).label("unfilled"),
        )
        .where(is_open(RISK_POINT))
        .group_by(RISK_POINT.c.unit_id)
        .cte("points_by_unit")
    )


def points_by_value(column: ColumnElement[Any]) -> CTE:
    """Open points by unit and recorded value: unit_id, value, points."""
    return (
        select(RISK_POINT.c.unit_id, column.label("value"), func.count().label("points"))
        .where(is_open(RISK_POINT), column.is_not(None))
        .group_by(RISK_POINT.c.unit_id, column)
        .cte("points_by_value")
    )


def measures_by_point() -> CTE:
    """Measures by risk point: risk_point_id, measures."""
    return (
        select(MEASURE.c.risk_point_id, func.count().label("measures"))
        .group_by(MEASURE.c.risk_point_id)
        .cte("measures_by_point")
    )


def powers_with_points() -> CTE:
    """Powers, over all editions, that an open risk point is linked to: unit_id, identity, ordinal."""
    return (
        select(_POWER.c.unit_id, _POWER.c.identity, _POWER.c.ordinal)
        .join_from(RISK_POINT, _POWER, _POWER.c.id == RISK_POINT.c.power_id)
        .where(is_open(RISK_POINT))
        .distinct()
        .cte("powers_with_points")
    )
