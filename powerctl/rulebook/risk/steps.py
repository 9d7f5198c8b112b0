"""Risk points are tied to the flow chart: RSK011 (R-HY-02, R-XZ-11)."""

from typing import Any

from sqlalchemy import Select, and_, func, select

from powerctl.areas.organization.queries import certainly_in_force, flag, is_blank, possibly_in_force
from powerctl.areas.registry.charts.queries import CHART, STEP, charts_in_force
from powerctl.areas.risk.queries import RISK_POINT
from powerctl.rulebook.question import any_of, of_points, open_points
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity


def _untied() -> Select[Any]:
    charts = charts_in_force()
    drawn = (
        select(charts.c.unit_id, func.count().label("charts"))
        .where(charts.c.steps > 0)
        .group_by(charts.c.unit_id)
        .cte("drawn_units")
    )
    count = func.coalesce(drawn.c.charts, 0)
    tied = any_of(and_(STEP.c.id.is_not(None), certainly_in_force(CHART)))
    maybe = any_of(and_(STEP.c.id.is_not(None), possibly_in_force(CHART)))
    unsaid = is_blank(RISK_POINT.c.step)
    return of_points(
        and_(~maybe, ~unsaid, count > 0),
        ~tied,
        RISK_POINT.c.step.label("step"),
        flag(unsaid).label("unsaid"),
        flag(maybe).label("maybe"),
        flag(CHART.c.id.is_not(None)).label("over"),
        count.label("charts"),
        joins=(
            (STEP, STEP.c.id == RISK_POINT.c.step_id),
            (CHART, CHART.c.id == STEP.c.chart_id),
            (drawn, drawn.c.unit_id == RISK_POINT.c.unit_id),
        ),
    )


def _say(row: Any) -> str:
    sentence = "风险点应对应流程图的 1 个环节"
    if row.verdict == FINDING:
        if row.over:
            return f"{sentence}；关键环节“{row.step}”所在的流程图在检查日不是现行的"
        found = f"关键环节“{row.step}”在本单位 {row.charts} 张流程图中对应到 0 个"
        return f"{sentence}；{found}（没有或者不止一个同名）"
    if row.maybe:
        return f"{sentence}；所在的流程图没有写明起日，无法判断"
    if row.unsaid:
        return f"{sentence}，没有写明关键环节，无法判断"
    return f"{sentence}；写明关键环节“{row.step}”，本单位没有登记流程图，无法判断"


RSK011 = Rule(
    code="RSK011",
    name="point-off-the-chart",
    title="风险点没有对应到流程图环节",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-11", "秀洲", "三-(三)"), Citation("R-HY-02", "秀洲", "三-(三)")),
    limits=(),
    explanation=(
        "检查每个在控风险点的“关键环节”是否就是现行流程图的一个环节（按名称，先在该项权力的流程图中找，再在同类别、"
        "本单位的流程图中找）。没有写明关键环节，或本单位没有登记流程图、流程图没有写明起日的，答“无法判断”。"
    ),
    advice=(
        "把关键环节写成流程图中的环节名称：powerctl risk edit 编号 --set 关键环节=环节名称；"
        "或补登环节：powerctl chart step"
    ),
    question=_untied,
    say=_say,
    repeats=never,
    examined=open_points,
)
