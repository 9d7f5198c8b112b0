"""Steps and lines of a flow chart, one by one, and whether the chart can be followed (R-HY-02)."""

from collections.abc import Mapping

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.organization.directory import Posts
from powerctl.areas.receipt import table_of
from powerctl.areas.registry.charts.graph import Edge, Fault, Step, faults_of
from powerctl.areas.registry.charts.words import days_of
from powerctl.errors import Refused
from powerctl.model import FlowChart, FlowEdge, FlowStep, RiskPoint

EDITABLE = (
    *("code", "kind", "title", "stage", "post_written", "time_limit", "risk_written"),
    *("is_disclosed", "is_supervised", "detail"),
)


def steps_of(session: Session, chart: FlowChart) -> list[FlowStep]:
    """The steps of a chart in their order."""
    query = select(FlowStep).where(FlowStep.chart_id == chart.id)
    return list(session.exec(query.order_by(col(FlowStep.position), col(FlowStep.id))).all())


def edges_of(session: Session, chart: FlowChart) -> list[FlowEdge]:
    """The lines of a chart in their order."""
    query = select(FlowEdge).where(FlowEdge.chart_id == chart.id)
    return list(session.exec(query.order_by(col(FlowEdge.position), col(FlowEdge.id))).all())


def find_step(session: Session, chart: FlowChart, code: str) -> FlowStep:
    """The step of a code. Raises Refused with the codes that the chart has."""
    steps = steps_of(session, chart)
    for step in steps:
        if step.code == code.strip():
            return step
    listed = "、".join(f"{step.code} {step.title}" for step in steps[:8]) or "还没有环节"
    raise Refused(
        f"流程图“{chart.name}”没有编号为“{code}”的环节；有：{listed}", hint=f"powerctl chart show {chart.id}"
    )


def add_step(session: Session, chart: FlowChart, code: str, title: str, **texts: str) -> FlowStep:
    """Adds a step at the end of a chart. Raises Refused for a code that the chart has already."""
    values = read_values(
        FlowStep,
        {"code": needed(code, "环节编号"), "title": needed(title, "环节名称"), **texts},
        EDITABLE,
    )
    if values.get("kind") is None:
        raise Refused("缺少环节类型：开始、步骤、判断、结束", hint="powerctl chart step --help")
    _refuse_same_code(session, chart, values["code"])
    last = session.exec(select(func.max(FlowStep.position)).where(FlowStep.chart_id == chart.id)).one()
    step = FlowStep(chart_id=number_of(chart), position=(last or 0) + 1, **values)
    _derive(session, chart, step)
    session.add(step)
    session.flush()
    return step


def edit_step(session: Session, chart: FlowChart, step: FlowStep, changes: Mapping[str, str]) -> list[Change]:
    """Changes a step; its working days and its post follow the words. Raises Refused."""
    for field, heading in (("code", "环节编号"), ("title", "环节名称"), ("kind", "环节类型")):
        if field in changes:
            needed(changes[field], heading)
    if "code" in changes and changes["code"].strip() != step.code:
        _refuse_same_code(session, chart, changes["code"].strip())
    done = edit(session, step, changes, EDITABLE)
    _derive(session, chart, step)
    session.add(step)
    session.flush()
    return done


def remove_step(session: Session, step: FlowStep) -> str:
    """Takes a step and its lines out of its chart; risk points let go of it. Out: what it was called."""
    points = table_of(RiskPoint)
    session.connection().execute(update(points).where(points.c.step_id == step.id).values(step_id=None))
    either = or_(col(FlowEdge.from_step_id) == step.id, col(FlowEdge.to_step_id) == step.id)
    for edge in session.exec(select(FlowEdge).where(either)).all():
        session.delete(edge)
    session.flush()
    title = step.title
    session.delete(step)
    session.flush()
    return title


def connect(
    session: Session, chart: FlowChart, source: FlowStep, target: FlowStep, *, label: str, is_return: bool
) -> FlowEdge:
    """Draws a line between two steps. Raises Refused for a line that is there, or one to itself."""
    if source.id == target.id:
        raise Refused(f"环节“{source.title}”不能连到自己")
    last = session.exec(select(func.max(FlowEdge.position)).where(FlowEdge.chart_id == chart.id)).one()
    for edge in edges_of(session, chart):
        if (edge.from_step_id, edge.to_step_id, edge.label) == (source.id, target.id, label.strip()):
            raise Refused(
                f"从“{source.title}”到“{target.title}”已有条件相同的连线",
                hint=f"powerctl chart show {chart.id}",
            )
    edge = FlowEdge(
        chart_id=number_of(chart),
        position=(last or 0) + 1,
        from_step_id=number_of(source),
        to_step_id=number_of(target),
        label=label.strip(),
        is_return=is_return,
    )
    session.add(edge)
    session.flush()
    return edge


def disconnect(
    session: Session, chart: FlowChart, source: FlowStep, target: FlowStep, label: str | None
) -> int:
    """Takes the lines between two steps away, all or that of one condition; how many. Raises Refused."""
    gone = [
        edge
        for edge in edges_of(session, chart)
        if (edge.from_step_id, edge.to_step_id) == (source.id, target.id)
        and (label is None or edge.label == label.strip())
    ]
    if not gone:
        raise Refused(
            f"从“{source.title}”到“{target.title}”没有这样的连线", hint=f"powerctl chart show {chart.id}"
        )
    for edge in gone:
        session.delete(edge)
    session.flush()
    return len(gone)


def chart_faults(session: Session, chart: FlowChart) -> list[Fault]:
    """Why a chart cannot be followed or drawn; empty when it can."""
    steps = steps_of(session, chart)
    codes = {step.id: step.code for step in steps}
    edges = [
        Edge(codes[edge.from_step_id], codes[edge.to_step_id], edge.label, edge.is_return)
        for edge in edges_of(session, chart)
    ]
    return faults_of([Step(step.code, step.kind, step.title) for step in steps], edges)


def _derive(session: Session, chart: FlowChart, step: FlowStep) -> None:
    step.time_limit_days = days_of(step.time_limit)
    written = step.post_written
    step.post_id = Posts.of(session).find(chart.unit_id, written) if written else None


def _refuse_same_code(session: Session, chart: FlowChart, code: str) -> None:
    if any(step.code == code for step in steps_of(session, chart)):
        raise Refused(f"流程图“{chart.name}”已有编号为“{code}”的环节", hint=f"powerctl chart show {chart.id}")
