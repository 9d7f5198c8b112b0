"""权力运行流程图: the flow charts of a unit, or one of them, as pages (R-HY-02, R-FS-05)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import or_
from sqlmodel import Session, col, select

from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import FlowChart, Power, Unit
from powerctl.reports.blocks import Block, Figure, Heading, Meta, Paragraph, Report, Sign, Table, Title
from powerctl.reports.code import sealed
from powerctl.reports.dates import chinese_day
from powerctl.reports.order import Order, roster_masker, scope
from powerctl.reports.registry.flow_source import HEADINGS, ChartSource, source_of
from powerctl.reports.registry.flow_svg import SMALLEST, flow_figure
from powerctl.terms import ChartForm

A4, A3 = "A4", "A3 landscape"
_ROOM = {
    (A4, ChartForm.SPINE): (156.0, 180.0),
    (A4, ChartForm.LANES): (156.0, 180.0),
    (A3, ChartForm.SPINE): (186.0, 226.0),
    (A3, ChartForm.LANES): (386.0, 226.0),
}
"""Width and height that a page leaves for the picture, in mm. A main line on A3 has its steps beside it."""
_LEGEND = (
    "图中左侧色条、颜色和符号表示风险等级：▲ 高，◆ 较高，● 中，○ 低，★ 未定级；◎ 为公开环节，◇ 为监督环节；"
    "红色虚线为退回。"
)


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart with its picture; `points` is how large its smallest words are on `paper`."""

    chart: FlowChart
    source: ChartSource
    figure: Figure
    form: ChartForm
    paper: str
    points: float

    @property
    def warning(self) -> str:
        """What to say where words come out too small to read on a board, or ""."""
        if self.points >= SMALLEST:
            return ""
        other = ChartForm.LANES if self.form is ChartForm.SPINE else ChartForm.SPINE
        return (
            f"流程图“{self.chart.name}”在 {self.paper[:2]} 纸上最小的字只有 {self.points:.1f} 磅（应不小于 "
            f"{SMALLEST:.0f} 磅），建议改用{other.value}（--form {other.value}），或把环节分成两张图"
        )


def draw(session: Session, order: Order, chart: FlowChart, form: ChartForm | None = None) -> DrawnChart:
    """One chart in the form asked for, else its own, else as a main line: on A4 where its words stay
    readable, else on A3. Raises Refused for a chart that cannot be drawn."""
    put_in_force(session, order.as_of, ())
    source = source_of(session, chart, roster_masker(session))
    wanted = form or chart.form or ChartForm.SPINE
    for paper in (A4, A3):
        figure, points = flow_figure(chart.name, source.steps, source.edges, wanted, _ROOM[paper, wanted])
        if points >= SMALLEST:
            break
    figure = replace(figure, wide=wanted is ChartForm.LANES)
    return DrawnChart(chart, source, figure, wanted, paper, points)


def chart_page(session: Session, order: Order, drawn: DrawnChart) -> Report:
    """The page of one chart."""
    unit = session.get(Unit, drawn.chart.unit_id)
    assert unit is not None
    meta = _meta(order, unit.name, unit.code, f"{unit.name}{drawn.chart.name}", drawn.paper)
    lines = (unit.name, drawn.chart.name) if drawn.paper == A4 else (f"{unit.name}{drawn.chart.name}",)
    blocks = (Title(lines), *_blocks(session, drawn, drawn.paper), Sign(unit.name, order.as_of))
    return sealed(Report(meta=meta, blocks=blocks))


def build(session: Session, order: Order) -> Report:
    """All charts in force of a unit and the units below it. Raises Refused without a unit, for one
    without charts, and for a chart that cannot be drawn."""
    if order.unit is None:
        raise Refused(
            "权力运行流程图按单位出具，没有指明单位", hint="powerctl report make 权力运行流程图 --unit 单位"
        )
    where = scope(session, order)
    charts = _in_force(session, order, where.unit_ids)
    if not charts:
        raise Refused(
            f"{where.name}截至 {order.as_of.isoformat()} 没有登记流程图",
            hint="powerctl template charts -o 流程图.xlsx",
        )
    drawn = [draw(session, order, chart) for chart in charts]
    paper = A3 if any(each.paper == A3 for each in drawn) else A4
    meta = _meta(order, where.name, where.code, f"{where.name}权力运行流程图", paper)
    blocks: list[Block] = [
        Title((where.name, "权力运行流程图")),
        Paragraph(f"{where.name}截至{chinese_day(order.as_of)}有效的流程图共 {len(drawn)} 张。{_LEGEND}"),
    ]
    for number, each in enumerate(drawn, start=1):
        home = "" if len(where.unit_ids) == 1 else f"{where.names[each.chart.unit_id]}："
        blocks += [
            Heading(f"{number}. {home}{each.chart.name}"),
            *_blocks(session, each, paper, legend=False),
        ]
    blocks.append(Sign(where.name, order.as_of))
    return sealed(Report(meta=meta, blocks=tuple(blocks)))


def _in_force(session: Session, order: Order, unit_ids: Sequence[int]) -> list[FlowChart]:
    day = order.as_of
    query = select(FlowChart).where(
        col(FlowChart.unit_id).in_(unit_ids),
        or_(col(FlowChart.valid_from).is_(None), col(FlowChart.valid_from) <= day),
        or_(col(FlowChart.valid_to).is_(None), col(FlowChart.valid_to) >= day),
    )
    return list(session.exec(query.order_by(col(FlowChart.unit_id), col(FlowChart.id))).all())


def _meta(order: Order, unit: str, code: str, title: str, paper: str) -> Meta:
    return Meta(
        name="flow",
        title=title,
        unit=unit,
        period=f"截至{chinese_day(order.as_of)}有效",
        as_of=order.as_of,
        generated=order.generated,
        number=f"LCT-{code}-{order.as_of:%Y%m%d}",
        head_code=order.head_code,
        paper=paper,
    )


def _blocks(session: Session, drawn: DrawnChart, paper: str, *, legend: bool = True) -> tuple[Block, ...]:
    """Picture and steps. On A3 the steps of a main line stand beside its picture."""
    beside = paper == A3 and drawn.form is ChartForm.SPINE
    widths = (3, 9, 8, 6, 5, 13, 9) if beside else (6, 20, 15, 12, 9, 26, 15)
    said = _applies(session, drawn.chart)
    steps = Table("环节", HEADINGS, widths, drawn.source.rows)
    words = [Paragraph(said)] if said else []
    return (drawn.figure, steps, *words, *([Paragraph(_LEGEND)] if legend else []))


def _applies(session: Session, chart: FlowChart) -> str:
    """What the chart is for, when it begins, and by which document."""
    parts = []
    power = session.get(Power, chart.power_id) if chart.power_id else None
    if power is not None or chart.power_written:
        parts.append(f"权力事项：{power.name if power else chart.power_written}")
    if chart.category:
        parts.append(f"适用类别：{chart.category.value}")
    if chart.conditions:
        parts.append(f"启动条件：{chart.conditions}")
    if chart.document:
        parts.append(f"文号：{chart.document}")
    return "；".join(parts) + ("。" if parts else "")
