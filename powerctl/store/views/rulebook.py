"""Readable tables of checking: 情况说明, 检查记录, 检查结果, 问题; and 限额设定."""

from powerctl.store.views.view import (
    BATCH,
    Child,
    View,
    day,
    flag,
    from_origin,
    from_unit,
    joined,
    moment,
    number,
    text,
)

_UNIT = "LEFT JOIN unit u ON u.id = x.unit_id"

WAIVER = View(
    name="waiver",
    title="情况说明",
    sql_name="情况说明一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("rule", "规则编号", "x.rule", listed=True),
        text("item", "检查对象", "x.item", wide=True, listed=True),
        *from_unit(),
        text("reason", "理由", "x.reason", wide=True, listed=True),
        text("document", "批准文件", "x.document", listed=True),
        text("approved_by", "批准人", "x.approved_by", listed=True),
        day("granted_on", "批准日期", "x.granted_on", listed=True),
        day("expires_on", "有效期至", "x.expires_on", listed=True),
        day("withdrawn_on", "撤回日期", "x.withdrawn_on", listed=True),
        *from_origin("x"),
    ),
    source=joined("FROM waiver x", _UNIT, BATCH.format("x")),
)

CHECK_RUN = View(
    name="check_run",
    title="检查记录",
    sql_name="检查记录一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        moment("ran_at", "检查时间", "x.ran_at", listed=True),
        day("as_of", "截至日期", "x.as_of", listed=True),
        text("selection", "规则范围", "x.selection", listed=True),
        *from_unit(),
        number("rules", "规则数", "coalesce(r.rules, 0)", listed=True),
        number("examined", "检查数", "coalesce(r.examined, 0)", listed=True),
        number("passed", "通过数", "coalesce(r.passed, 0)", listed=True),
        number("findings", "问题数", "coalesce(r.findings, 0)", listed=True),
        number("unknown", "无法判断数", "coalesce(r.unknown, 0)", listed=True),
        number("waived", "经批准不计数", "coalesce(r.waived, 0)", listed=True),
        text("head_code", "台账首码", "x.head_code"),
    ),
    source=joined(
        "FROM check_run x",
        _UNIT,
        "LEFT JOIN (SELECT run_id, count(*) AS rules, sum(examined) AS examined, sum(passed) AS passed,",
        "    sum(findings) AS findings, sum(unknown) AS unknown, sum(waived) AS waived",
        "  FROM check_result GROUP BY run_id) r ON r.run_id = x.id",
    ),
    order=("-id",),
    children=(Child("check_result", "run_id"),),
)

CHECK_RESULT = View(
    name="check_result",
    title="检查结果",
    sql_name="检查结果一览",
    columns=(
        number("id", "编号", "x.id"),
        number("run_id", "检查记录", "x.run_id"),
        text("rule", "规则编号", "x.rule", listed=True),
        number("examined", "检查数", "x.examined", listed=True),
        number("passed", "通过数", "x.passed", listed=True),
        number("findings", "问题数", "x.findings", listed=True),
        number("unknown", "无法判断数", "x.unknown", listed=True),
        number("waived", "经批准不计数", "x.waived", listed=True),
    ),
    source="FROM check_result x",
    order=("run_id", "rule"),
)

FINDING = View(
    name="finding",
    title="问题",
    sql_name="问题一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("rule", "规则编号", "x.rule", listed=True),
        text("verdict", "结论", "x.verdict", listed=True),
        text("severity", "程度", "x.severity", listed=True),
        *from_unit(),
        text("subject", "事项", "x.subject", wide=True, listed=True),
        text("message", "情况", "x.message", wide=True, listed=True),
        text("advice", "处理建议", "x.advice", wide=True),
        text("origin", "来源", "x.origin"),
        text("item", "检查对象", "x.item"),
        flag("waived", "经批准不计", "x.waived"),
        text("status", "状态", "x.status", listed=True),
        number("first_run_id", "首次检查", "x.first_run_id"),
        number("last_run_id", "最近检查", "x.last_run_id"),
        moment("first_seen_at", "首次检查时间", "f.ran_at"),
        moment("last_seen_at", "最近检查时间", "l.ran_at"),
    ),
    source=joined(
        "FROM finding x",
        _UNIT,
        "JOIN check_run f ON f.id = x.first_run_id",
        "JOIN check_run l ON l.id = x.last_run_id",
    ),
    order=("unit_code", "rule", "id"),
)

LIMIT_OVERRIDE = View(
    name="limit_override",
    title="限额设定",
    sql_name="限额设定一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("name", "限额名称", "x.name", listed=True),
        *from_unit(),
        text("value", "数值", "x.value", listed=True),
        day("valid_from", "起日", "x.valid_from", listed=True),
        text("cites", "依据文件", "x.cites", listed=True),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined("FROM limit_override x", _UNIT, BATCH.format("x")),
    order=("name", "unit_code", "valid_from"),
)

VIEWS = (WAIVER, CHECK_RUN, CHECK_RESULT, FINDING, LIMIT_OVERRIDE)
