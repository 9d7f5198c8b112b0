"""Readable tables of the institutions: 制度, 制度关联, 应有制度, 制度检查, 制度汇编, 机构, 领导权责."""

from powerctl.store.views.view import (
    BATCH,
    Child,
    View,
    ViewColumn,
    day,
    from_origin,
    from_unit,
    joined,
    number,
    tally,
    text,
)


def _governed(key: str, heading: str, name: str, table: str, link: str) -> ViewColumn:
    """The names of what an institution governs, as an import takes them: with semicolons between them."""
    asked = (
        f"SELECT DISTINCT {name} AS name FROM institution_link l JOIN {table} g ON g.id = l.{link} "
        "WHERE l.institution_id = x.id ORDER BY g.id"
    )
    return text(key, heading, f"(SELECT group_concat(name, '；') FROM ({asked}))", wide=True)


INSTITUTION = View(
    name="institution",
    title="制度",
    sql_name="制度一览",
    command="institution",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("name", "制度名称", "x.name", listed=True),
        text("number", "文号", "x.number", listed=True),
        text("kind", "制度类别", "x.kind", listed=True),
        text("topic", "对应清单项", "x.topic"),
        text("section", "汇编类别", "x.section"),
        text("issuer", "制定机关", "x.issuer"),
        day("issued_on", "印发日期", "x.issued_on"),
        day("valid_from", "施行日期", "x.valid_from", listed=True),
        day("valid_to", "失效日期", "x.valid_to", listed=True),
        text("status", "有效性", "x.status", listed=True),
        text("owner_written", "责任部门", "x.owner_written"),
        number("replaces_id", "替代制度编号", "x.replaces_id"),
        text("replaces", "替代制度", "replaces.name", wide=True),
        text("summary", "主要内容", "x.summary", wide=True),
        text("note", "备注", "x.note", wide=True),
        _governed(
            "governed_powers",
            "管辖权力",
            "CASE g.sub_item WHEN '' THEN g.name ELSE g.name || '｜' || g.sub_item END",
            "power",
            "power_id",
        ),
        _governed("governed_points", "对应风险点", "g.name", "risk_point", "risk_point_id"),
        tally("powers", "管辖权力数", "institution_link", "power_id IS NOT NULL AND i.institution_id"),
        *from_origin("x"),
    ),
    source=joined(
        "FROM institution x",
        "JOIN unit u ON u.id = x.unit_id",
        "LEFT JOIN institution replaces ON replaces.id = x.replaces_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "id"),
    children=(
        Child("institution_link", "institution_id"),
        Child("institution_review", "institution_id"),
        Child("compendium_entry", "institution_id"),
        Child("measure", "institution_id"),
    ),
    known_by=("name", "number"),
)

INSTITUTION_LINK = View(
    name="institution_link",
    title="制度关联",
    sql_name="制度关联一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("institution_id", "制度编号", "x.institution_id"),
        text("institution", "制度", "n.name", wide=True, listed=True),
        number("power_id", "权力事项编号", "x.power_id"),
        text("power", "权力事项", "power.name", wide=True, listed=True),
        number("risk_point_id", "廉政风险点编号", "x.risk_point_id"),
        text("risk_point", "廉政风险点", "risk_point.name", wide=True, listed=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM institution_link x",
        "JOIN institution n ON n.id = x.institution_id",
        "JOIN unit u ON u.id = n.unit_id",
        "LEFT JOIN power power ON power.id = x.power_id",
        "LEFT JOIN risk_point risk_point ON risk_point.id = x.risk_point_id",
        BATCH.format("x"),
    ),
    order=("institution_id", "id"),
)

REQUIRED_INSTITUTION = View(
    name="required_institution",
    title="应有制度",
    sql_name="应有制度一览",
    command="checklist",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("checklist", "清单", "x.checklist", listed=True),
        number("position", "顺序", "x.position"),
        text("topic", "清单项", "x.topic", listed=True),
        day("valid_from", "起日", "x.valid_from", listed=True),
        day("valid_to", "止日", "x.valid_to", listed=True),
        text("document", "依据文件", "x.document"),
        *from_origin("x"),
    ),
    source=joined(
        "FROM required_institution x",
        "LEFT JOIN unit u ON u.id = x.unit_id",
        BATCH.format("x"),
    ),
    order=("checklist", "position", "id"),
)

INSTITUTION_REVIEW = View(
    name="institution_review",
    title="制度检查",
    sql_name="制度检查一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("institution_id", "制度编号", "x.institution_id"),
        text("institution", "制度", "n.name", wide=True, listed=True),
        text("number", "制度文号", "n.number"),
        text("kind", "检查类型", "x.kind", listed=True),
        day("reviewed_on", "检查日期", "x.reviewed_on", listed=True),
        text("reviewer_written", "检查人", "x.reviewer_written"),
        text("result", "检查情况", "x.result", wide=True, listed=True),
        text("document", "文号", "x.document"),
        *from_origin("x"),
    ),
    source=joined(
        "FROM institution_review x",
        "JOIN institution n ON n.id = x.institution_id",
        "JOIN unit u ON u.id = n.unit_id",
        BATCH.format("x"),
    ),
    order=("institution_id", "id"),
)

COMPENDIUM = View(
    name="compendium",
    title="制度汇编",
    sql_name="制度汇编一览",
    command="compendium",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("name", "汇编名称", "x.name", listed=True),
        day("issued_on", "印发日期", "x.issued_on", listed=True),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM compendium x",
        "JOIN unit u ON u.id = x.unit_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "id"),
    children=(Child("compendium_entry", "compendium_id"),),
    known_by=("name",),
)

COMPENDIUM_ENTRY = View(
    name="compendium_entry",
    title="汇编目录",
    sql_name="汇编目录一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("compendium_id", "制度汇编编号", "x.compendium_id"),
        text("compendium", "制度汇编", "c.name"),
        day("compendium_issued_on", "汇编印发日期", "c.issued_on"),
        number("institution_id", "制度编号", "x.institution_id"),
        text("institution", "制度", "institution.name", wide=True, listed=True),
        text("number", "制度文号", "institution.number"),
        number("position", "顺序", "x.position", listed=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM compendium_entry x",
        "JOIN compendium c ON c.id = x.compendium_id",
        "JOIN unit u ON u.id = c.unit_id",
        "LEFT JOIN institution institution ON institution.id = x.institution_id",
        BATCH.format("x"),
    ),
    order=("compendium_id", "position"),
)

LEADING_BODY = View(
    name="leading_body",
    title="领导和办事机构",
    sql_name="领导和办事机构一览",
    command="body",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        text("role", "机构性质", "x.role", listed=True),
        text("name", "机构名称", "x.name", listed=True),
        text("document", "成立文号", "x.document", listed=True),
        day("valid_from", "起日", "x.valid_from", listed=True),
        day("valid_to", "止日", "x.valid_to"),
        text("note", "备注", "x.note", wide=True),
        *from_origin("x"),
    ),
    source=joined(
        "FROM leading_body x",
        "JOIN unit u ON u.id = x.unit_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "id"),
    known_by=("name",),
)

LEADER_SCOPE = View(
    name="leader_scope",
    title="主要领导权责",
    sql_name="主要领导权责一览",
    command="scope",
    columns=(
        number("id", "编号", "x.id", listed=True),
        *from_unit(),
        number("post_id", "职务编号", "x.post_id"),
        text("post", "职务", "t.title", listed=True),
        text("scope", "权力范围", "x.scope", wide=True, listed=True),
        text("duty", "权力责任", "x.duty", wide=True, listed=True),
        text("rules", "用权规则", "x.rules", wide=True, listed=True),
        text("document", "文号", "x.document"),
        day("valid_from", "起日", "x.valid_from"),
        day("valid_to", "止日", "x.valid_to"),
        *from_origin("x"),
    ),
    source=joined(
        "FROM leader_scope x",
        "JOIN post t ON t.id = x.post_id",
        "JOIN unit u ON u.id = t.unit_id",
        BATCH.format("x"),
    ),
    order=("unit_code", "id"),
    known_by=("post",),
)


VIEWS = (
    INSTITUTION,
    INSTITUTION_LINK,
    REQUIRED_INSTITUTION,
    INSTITUTION_REVIEW,
    COMPENDIUM,
    COMPENDIUM_ENTRY,
    LEADING_BODY,
    LEADER_SCOPE,
)
