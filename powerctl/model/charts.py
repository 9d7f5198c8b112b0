"""Registry: flow charts as data (R-HY-02)."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import (
    Origin,
    blank,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    term,
    titled,
)
from powerctl.terms import ChartForm, ChartKind, FlowStage, PowerCategory, StepKind


class FlowChart(Origin, table=True):
    """流程图: one of the five named charts, a power's own, or the one of a whole category.

    A power has its own chart, or inherits that of its unit's category.
    """

    __tablename__ = "flow_chart"
    __table_args__ = titled("流程图", UniqueConstraint("unit_id", "name"), CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    name: str = required("流程图名称")
    kind: ChartKind | None = term(ChartKind, "流程图种类")
    power_written: str | None = column("权力事项（原文）")
    power_id: int | None = link("power.id", "权力事项", index=True)
    category: PowerCategory | None = term(PowerCategory, "适用权力类别")
    form: ChartForm | None = term(ChartForm, "样式")
    conditions: str | None = column("启动条件")
    document: str | None = column("文号")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class FlowStep(Origin, table=True):
    """流程图环节: `code` is the step's number within its chart; limits in working days."""

    __tablename__ = "flow_step"
    __table_args__ = titled(
        "流程图环节", UniqueConstraint("chart_id", "code"), CheckConstraint("title <> ''")
    )

    id: int | None = key()
    chart_id: int = needed_link("flow_chart.id", "流程图", index=False)
    position: int = required("顺序")
    code: str = required("环节编号")
    kind: StepKind = required_term(StepKind, "环节类型")
    title: str = required("环节名称")
    stage: FlowStage | None = term(FlowStage, "所属阶段")
    post_written: str | None = column("责任岗位（原文）")
    post_id: int | None = link("post.id", "责任岗位")
    time_limit: str | None = column("办理时限")
    time_limit_days: int | None = column("办理时限（工作日）")
    risk_written: str | None = column("风险提示")
    is_disclosed: bool | None = column("是否公开环节")
    is_supervised: bool | None = column("是否监督环节")
    detail: str | None = column("说明")


class FlowEdge(Origin, table=True):
    """流程图连线: from one step to another; a return is marked by the source, never guessed."""

    __tablename__ = "flow_edge"
    __table_args__ = titled("流程图连线", UniqueConstraint("from_step_id", "to_step_id", "label"))

    id: int | None = key()
    chart_id: int = needed_link("flow_chart.id", "流程图")
    position: int = required("顺序")
    from_step_id: int = needed_link("flow_step.id", "起始环节", index=False)
    to_step_id: int = needed_link("flow_step.id", "到达环节")
    label: str = blank("条件")
    is_return: bool = required("是否退回")
