"""What a flow chart's picture is drawn from: its steps and lines, with the risk points linked to them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from powerctl.areas.registry.charts.steps import chart_faults, edges_of, steps_of
from powerctl.areas.registry.charts.words import level_and_risk
from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.errors import Refused
from powerctl.model import FlowChart, FlowStep, Post, RiskPoint
from powerctl.reports.registry.flow_places import Edge
from powerctl.reports.registry.flow_shapes import StepText, risk_words
from powerctl.terms import RiskLevel

_ORDER = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)
_NAMED = 2


@dataclass(frozen=True, slots=True)
class ChartSource:
    """A chart as it is drawn, and its steps as a table: number, name, post, limit, stage, risk, where to."""

    steps: tuple[StepText, ...]
    edges: tuple[Edge, ...]
    rows: tuple[tuple[str, ...], ...]


HEADINGS = ("编号", "环节", "责任岗位", "时限", "阶段", "风险与公开监督", "去向")


def source_of(session: Session, chart: FlowChart, mask: Callable[[str], str]) -> ChartSource:
    """Reads a chart; needs the day in force. Raises Refused, with every fault, for a chart that cannot be
    followed from its beginning to its end."""
    faults = chart_faults(session, chart)
    if faults:
        said = "；".join(fault.message for fault in faults[:5])
        raise Refused(f"流程图“{chart.name}”画不出来：{said}", hint=f"powerctl chart show {chart.id}")
    steps = steps_of(session, chart)
    points = _points(session, chart)
    posts = dict(session.exec(select(Post.id, Post.title).where(Post.unit_id == chart.unit_id)).all())
    texts = tuple(_text(step, points[step.id or 0], posts, mask) for step in steps)
    codes = {step.id: step.code for step in steps}
    edges = tuple(
        Edge(codes[edge.from_step_id], codes[edge.to_step_id], mask(edge.label), edge.is_return)
        for edge in edges_of(session, chart)
    )
    rows = tuple(_row(step, text, edges) for step, text in zip(steps, texts, strict=True))
    return ChartSource(texts, edges, rows)


def _points(session: Session, chart: FlowChart) -> dict[int, list[RiskPoint]]:
    """Open risk points by step."""
    found: dict[int, list[RiskPoint]] = defaultdict(list)
    steps = select(FlowStep.id).where(FlowStep.chart_id == chart.id)
    query = select(RiskPoint).where(is_open(RISK_POINT), col(RiskPoint.step_id).in_(steps))
    for point in session.exec(query.order_by(col(RiskPoint.id))).all():
        found[point.step_id or 0].append(point)
    return found


def _text(
    step: FlowStep, points: list[RiskPoint], posts: dict[int | None, str], mask: Callable[[str], str]
) -> StepText:
    level, risk = level_and_risk(step.risk_written)
    rated = [point.level for point in points if point.level is not None]
    if rated:
        # What was assessed stands before what the chart's author wrote.
        level = min(rated, key=_ORDER.index).value
    if points and not risk:
        names = list(dict.fromkeys(point.name for point in points))
        risk = "、".join(names[:_NAMED]) + (f"等 {len(names)} 个" if len(names) > _NAMED else "")
    return StepText(
        step.code,
        step.kind,
        mask(step.title),
        mask(step.post_written or posts.get(step.post_id, "")),
        step.time_limit or "",
        level,
        mask(risk),
        step.is_disclosed is True,
        step.is_supervised is True,
    )


def _row(step: FlowStep, text: StepText, edges: tuple[Edge, ...]) -> tuple[str, ...]:
    risk = risk_words(text.risk_level, text.risk) if text.risk or text.risk_level else ""
    marks = ["公开环节"] * text.is_disclosed + ["监督环节"] * text.is_supervised
    ways = [
        ("退回 " if edge.is_return else "") + edge.target + (f"（{edge.label}）" if edge.label else "")
        for edge in edges
        if edge.source == step.code
    ]
    return (
        step.code,
        text.title,
        text.post or "未注明",
        text.limit or "－",
        step.stage.value if step.stage else "未注明",
        "\n".join([risk] * bool(risk) + marks) or "－",
        "\n".join(ways) or "－",
    )
