"""Readable tables of risk assessment: 风险检查, 自定评估方法, 评估方法各项, 因素分值, 风险评估记录."""

from powerctl.store.views.view import BATCH, Child, View, day, from_origin, from_unit, joined, number, text

RISK_REVIEW = View(
    name="risk_review",
    title="风险检查",
    sql_name="风险检查一览",
    command="review",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("risk_point_id", "廉政风险点编号", "x.risk_point_id"),
        text("risk_point", "廉政风险点", "r.name", wide=True, listed=True),
        text("kind", "检查类型", "x.kind", listed=True),
        day("reviewed_on", "检查日期", "x.reviewed_on", listed=True),
        text("reviewer_written", "检查人", "x.reviewer_written"),
        text("result", "检查情况", "x.result", wide=True, listed=True),
        text("residual_level", "剩余风险等级", "x.residual_level", listed=True),
        day("next_due_on", "下次检查期限", "x.next_due_on", listed=True),
        text("document", "文号", "x.document"),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM risk_review x",
        "JOIN risk_point r ON r.id = x.risk_point_id",
        "JOIN unit u ON u.id = r.unit_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "reviewed_on", "id"),
)

RISK_METHOD = View(
    name="risk_method",
    title="自定评估方法",
    sql_name="自定评估方法一览",
    command="method",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("name", "方法名称", "x.name", listed=True),
        text("formula", "算法", "x.formula", listed=True),
        day("valid_from", "起日", "x.valid_from", listed=True),
        day("valid_to", "止日", "x.valid_to", listed=True),
        text("document", "依据文件", "x.document", listed=True),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM risk_method x",
        "LEFT JOIN unit u ON u.id = x.unit_id",
        BATCH.format("x"),
    ),
    order=("name",),
    children=(Child("risk_method_part", "method_id"),),
    known_by=("name",),
)

RISK_METHOD_PART = View(
    name="risk_method_part",
    title="评估方法各项",
    sql_name="评估方法各项一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(listed=False),
        number("method_id", "自定评估方法编号", "x.method_id"),
        text("method", "自定评估方法", "m.name"),
        number("position", "顺序", "x.position", listed=True),
        text("factor", "因素", "x.factor", listed=True),
        number("weight", "权重", "x.weight", listed=True),
        number("least", "最低分", "x.least", listed=True),
        number("most", "最高分", "x.most", listed=True),
        number("at_least", "分数线", "x.at_least", listed=True),
        number("likelihood", "发生可能性", "x.likelihood", listed=True),
        number("severity", "后果严重性", "x.severity", listed=True),
        text("word", "职权词", "x.word", listed=True),
        text("level", "风险等级", "x.level", listed=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM risk_method_part x",
        "JOIN risk_method m ON m.id = x.method_id",
        "LEFT JOIN unit u ON u.id = m.unit_id",
        BATCH.format("x"),
    ),
    order=("method_id", "position"),
)

RISK_FACTOR = View(
    name="risk_factor",
    title="风险因素分值",
    sql_name="风险因素分值一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("risk_point_id", "廉政风险点编号", "x.risk_point_id"),
        text("risk_point", "廉政风险点", "r.name", wide=True),
        text("factor", "因素", "x.factor", listed=True),
        number("score", "分值", "x.score", listed=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM risk_factor x",
        "JOIN risk_point r ON r.id = x.risk_point_id",
        "JOIN unit u ON u.id = r.unit_id",
        BATCH.format("x"),
    ),
    order=("risk_point_id", "id"),
)

RISK_ASSESSMENT = View(
    name="risk_assessment",
    title="风险评估记录",
    sql_name="风险评估记录一览",
    command="assessment",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("risk_point_id", "廉政风险点编号", "x.risk_point_id"),
        text("risk_point", "廉政风险点", "r.name", wide=True, listed=True),
        day("assessed_on", "评估日期", "x.assessed_on", listed=True),
        text("method", "评估方法", "x.method", listed=True),
        text("method_name", "方法名称", "x.method_name"),
        text("method_frozen", "方法（评估时）", "x.method_frozen", wide=True),
        text("factors_frozen", "因素（评估时）", "x.factors_frozen", wide=True),
        text("working", "计算过程", "x.working", wide=True),
        number("score", "得分", "x.score"),
        text("computed_level", "计算等级", "x.computed_level", listed=True),
        text("fixed_level", "确定等级", "x.fixed_level", listed=True),
        day("fixed_on", "确定日期", "x.fixed_on", listed=True),
        text("fixed_by_written", "研究确定的会议（原文）", "x.fixed_by_written"),
        text("document", "文号", "x.document"),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM risk_assessment x",
        "JOIN risk_point r ON r.id = x.risk_point_id",
        "JOIN unit u ON u.id = r.unit_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "assessed_on", "id"),
)


VIEWS = (
    RISK_REVIEW,
    RISK_METHOD,
    RISK_METHOD_PART,
    RISK_FACTOR,
    RISK_ASSESSMENT,
)
