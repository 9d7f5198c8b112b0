"""Flow charts on the day of the check, as expressions for rules (R-HY-02).

A chart belongs to a power over all editions, or to every power of a category in its unit. One without a
first day *may* be in force; a step without 是否监督环节 *may* be a supervision point.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, case, func, or_, select, union

from powerctl.areas.organization.queries import certainly_in_force, flag, is_blank, possibly_in_force
from powerctl.areas.registry.queries import POWER
from powerctl.model import FlowChart, FlowStep
from powerctl.terms import ChartKind

_TABLES = FlowChart.metadata.tables
CHART = _TABLES[str(FlowChart.__tablename__)]
STEP = _TABLES[str(FlowStep.__tablename__)]

_FACTS = ("whole", "maybe_whole", "drawn", "maybe_drawn", "conditions", "steps", "supervised")


def steps_by_chart() -> CTE:
    """By chart: chart_id, steps, supervised (1 with a supervision point), maybe_supervised."""
    return (
        select(
            STEP.c.chart_id,
            func.count().label("steps"),
            func.max(flag(STEP.c.is_supervised.is_(True))).label("supervised"),
            func.max(flag(STEP.c.is_supervised.is_not(False))).label("maybe_supervised"),
        )
        .group_by(STEP.c.chart_id)
        .cte("steps_by_chart")
    )


def charts_in_force() -> CTE:
    """Charts that may be in force: id, unit_id, kind, category, power_id, steps, and 1 or 0 for:

    conditions, supervised; drawn (certainly in force, with steps), maybe_drawn; whole (drawn, with conditions
    and a supervision point), maybe_whole.
    """
    counted = steps_by_chart()
    steps = func.coalesce(counted.c.steps, 0)
    supervised = func.coalesce(counted.c.supervised, 0)
    conditions = ~is_blank(CHART.c.conditions)
    certain = and_(certainly_in_force(CHART), steps > 0)
    return (
        select(
            *(CHART.c[name] for name in ("id", "unit_id", "kind", "category", "power_id")),
            steps.label("steps"),
            flag(conditions).label("conditions"),
            supervised.label("supervised"),
            flag(certain).label("drawn"),
            flag(steps > 0).label("maybe_drawn"),
            flag(and_(certain, conditions, supervised == 1)).label("whole"),
            flag(and_(steps > 0, conditions, counted.c.maybe_supervised == 1)).label("maybe_whole"),
        )
        .select_from(CHART.outerjoin(counted, counted.c.chart_id == CHART.c.id))
        .where(possibly_in_force(CHART))
        .cte("charts_in_force")
    )


def _best(charts: CTE) -> list[Any]:
    return [func.count().label("charts"), *(func.max(charts.c[name]).label(name) for name in _FACTS)]


def charts_of_powers(charts: CTE) -> CTE:
    """By power over all editions: unit_id, identity, ordinal, charts, and the best of each fact."""
    return (
        select(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal, *_best(charts))
        .join_from(charts, POWER, POWER.c.id == charts.c.power_id)
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("charts_of_powers")
    )


def charts_of_categories(charts: CTE) -> CTE:
    """By unit and category: unit_id, category, charts, and the best of each fact."""
    return (
        select(charts.c.unit_id, charts.c.category, *_best(charts))
        .where(charts.c.category.is_not(None))
        .group_by(charts.c.unit_id, charts.c.category)
        .cte("charts_of_categories")
    )


def loose_charts(charts: CTE) -> CTE:
    """By unit: loose (charts that may be some power's, since they say of none which), shared (with a
    category)."""
    loose = and_(
        charts.c.power_id.is_(None),
        charts.c.category.is_(None),
        or_(charts.c.kind.is_(None), charts.c.kind == ChartKind.POWER),
    )
    return (
        select(
            charts.c.unit_id,
            func.sum(flag(loose)).label("loose"),
            func.sum(flag(charts.c.category.is_not(None))).label("shared"),
        )
        .group_by(charts.c.unit_id)
        .cte("loose_charts")
    )


def best_of(own: CTE, shared: CTE, name: str) -> ColumnElement[int]:
    """A fact of a power's charts: of its own, or of its category's, whichever is better."""
    mine, ours = func.coalesce(own.c[name], 0), func.coalesce(shared.c[name], 0)
    return case((mine >= ours, mine), else_=ours)


def charting_units() -> CTE:
    """Units that must have the five named charts: those with powers or charts: unit_id."""
    return union(select(POWER.c.unit_id), select(CHART.c.unit_id)).cte("charting_units")
