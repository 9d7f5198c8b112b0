"""Readable tables of the flow charts: 流程图, 流程图环节, 流程图连线."""

from powerctl.store.views.view import (
    BATCH,
    Child,
    View,
    day,
    flag,
    from_origin,
    from_unit,
    joined,
    number,
    text,
)


def _targets(which: str) -> str:
    """Where the lines of a step lead, as a clerk writes it: `4（未超过）；5（超过）`."""
    one = "t.code || CASE o.label WHEN '' THEN '' ELSE '（' || o.label || '）' END AS said"
    lines = f"SELECT {one} FROM flow_edge o JOIN flow_step t ON t.id = o.to_step_id"
    ordered = f"{lines} WHERE o.from_step_id = x.id AND {which} ORDER BY o.position"
    return f"(SELECT group_concat(said, '；') FROM ({ordered}))"


FLOW_CHART = View(
    name="flow_chart",
    title="流程图",
    sql_name="流程图一览",
    command="chart",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("name", "流程图名称", "x.name", listed=True),
        text("kind", "流程图种类", "x.kind", listed=True),
        text("power_written", "权力事项（原文）", "x.power_written"),
        number("power_id", "权力事项编号", "x.power_id"),
        text("power", "权力事项", "power.name", wide=True, listed=True),
        text("category", "适用权力类别", "x.category", listed=True),
        text("form", "样式", "x.form", listed=True),
        text("conditions", "启动条件", "x.conditions", wide=True),
        text("document", "文号", "x.document"),
        day("valid_from", "起日", "x.valid_from"),
        day("valid_to", "止日", "x.valid_to"),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM flow_chart x",
        "JOIN unit u ON u.id = x.unit_id",
        "LEFT JOIN power power ON power.id = x.power_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "id"),
    children=(
        Child("flow_step", "chart_id"),
        Child("flow_edge", "chart_id"),
    ),
    known_by=("name",),
)

FLOW_STEP = View(
    name="flow_step",
    title="流程图环节",
    sql_name="流程图环节一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("chart_id", "流程图编号", "x.chart_id"),
        text("chart", "流程图", "c.name"),
        number("position", "顺序", "x.position"),
        text("code", "环节编号", "x.code", listed=True),
        text("kind", "环节类型", "x.kind", listed=True),
        text("title", "环节名称", "x.title", listed=True),
        text("stage", "所属阶段", "x.stage", listed=True),
        text("post_written", "责任岗位（原文）", "x.post_written", listed=True),
        number("post_id", "责任岗位编号", "x.post_id"),
        text("post", "责任岗位", "post.title"),
        text("time_limit", "办理时限", "x.time_limit", listed=True),
        number("time_limit_days", "办理时限（工作日）", "x.time_limit_days"),
        text("risk_written", "风险提示", "x.risk_written", wide=True, listed=True),
        flag("is_disclosed", "是否公开环节", "x.is_disclosed"),
        flag("is_supervised", "是否监督环节", "x.is_supervised"),
        text("next", "下一步", _targets("o.is_return = 0"), wide=True),
        text("back", "退回到", _targets("o.is_return = 1"), wide=True),
        text("detail", "说明", "x.detail", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM flow_step x",
        "JOIN flow_chart c ON c.id = x.chart_id",
        "JOIN unit u ON u.id = c.unit_id",
        "LEFT JOIN post post ON post.id = x.post_id",
        BATCH.format("x"),
    ),
    order=("chart_id", "position"),
)

FLOW_EDGE = View(
    name="flow_edge",
    title="流程图连线",
    sql_name="流程图连线一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("chart_id", "流程图编号", "x.chart_id"),
        text("chart", "流程图", "c.name"),
        number("position", "顺序", "x.position"),
        number("from_step_id", "起始环节编号", "x.from_step_id"),
        text("from_step", "起始环节", "from_step.title", listed=True),
        number("to_step_id", "到达环节编号", "x.to_step_id"),
        text("to_step", "到达环节", "to_step.title", listed=True),
        text("label", "条件", "x.label", listed=True),
        flag("is_return", "是否退回", "x.is_return", listed=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM flow_edge x",
        "JOIN flow_chart c ON c.id = x.chart_id",
        "JOIN unit u ON u.id = c.unit_id",
        "LEFT JOIN flow_step from_step ON from_step.id = x.from_step_id",
        "LEFT JOIN flow_step to_step ON to_step.id = x.to_step_id",
        BATCH.format("x"),
    ),
    order=("chart_id", "position"),
)


VIEWS = (
    FLOW_CHART,
    FLOW_STEP,
    FLOW_EDGE,
)
