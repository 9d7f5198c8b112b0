"""Readable tables of the store itself: 导入批次, and the ledger: 防篡改链, 变更明细, 锚点."""

from powerctl.store.ledger import CHANGES, KINDS
from powerctl.store.views.every import NOUNS, declared
from powerctl.store.views.view import (
    BATCH,
    Child,
    View,
    day,
    from_origin,
    from_unit,
    joined,
    moment,
    number,
    text,
)

IMPORT_BATCH = View(
    name="import_batch",
    title="导入批次",
    sql_name="导入批次一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("file_name", "文件名", "x.file_name", wide=True, listed=True),
        text("sha256", "文件校验值", "x.sha256"),
        text("kind", "表类", "x.kind", listed=True),
        *from_unit(),
        number("edition_id", "版本编号", "x.edition_id"),
        text("edition", "清单版本", "e.name", listed=True),
        moment("imported_at", "导入时间", "x.imported_at", listed=True),
        number("rows_read", "读取", "x.rows_read", listed=True),
        number("added", "新增", "x.added", listed=True),
        number("changed", "变更", "x.changed", listed=True),
        number("unchanged", "未变", "x.unchanged", listed=True),
        number("rejected", "未采用", "x.rejected", listed=True),
        text("notes", "说明", "x.notes", wide=True),
        moment("undone_at", "撤销时间", "x.undone_at", listed=True),
    ),
    source=joined(
        "FROM import_batch x",
        "LEFT JOIN unit u ON u.id = x.unit_id",
        "LEFT JOIN edition e ON e.id = x.edition_id",
    ),
    order=("-id",),
)


def _said(sql: str, words: dict[str, str]) -> str:
    cases = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in words.items())
    return f"CASE {sql} {cases} ELSE {sql} END"


COLUMN_CHOICE = View(
    name="column_choice",
    title="列对应",
    sql_name="列对应一览",
    command="column",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("sender", "报送单位", "x.sender", listed=True),
        text("kind", "表类", "x.kind", listed=True),
        text("heading", "表头文字", "x.heading", listed=True),
        text("field", "对应字段", "coalesce(x.field, '不导入')", listed=True),
        day("decided_on", "确定日期", "x.decided_on", listed=True),
    ),
    source=joined(
        "FROM column_choice x",
    ),
    order=("sender", "kind", "id"),
)


_LINKS = {
    "agenda_item_id": "会议议程",
    "appointment_id": "任免事项",
    "expenditure_id": "支出",
    "finance_report_id": "财务报告",
    "open_item_id": "公开目录",
    "project_id": "工程项目",
    "subject_id": "公示对象",
    "transaction_id": "公共资源交易",
}
_OTHERS = (view for module in NOUNS if module != "store" for view in declared(module))
_TITLES = {view.name: view.title for view in (*_OTHERS, IMPORT_BATCH, COLUMN_CHOICE)} | {
    "awaited_link": "待对应",
    "anchor": "锚点",
    "acknowledgement": "外部改动确认",
}

AWAITED_LINK = View(
    name="awaited_link",
    title="待对应",
    sql_name="待对应一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("noun", "表类", "x.noun"),
        text("title", "记录种类", _said("x.noun", _TITLES), listed=True),
        number("record_id", "记录编号", "x.record_id", listed=True),
        text("link", "对应字段", "x.link"),
        text("heading", "对应栏目", _said("x.link", _LINKS), listed=True),
        text("words", "对应内容（原文）", "x.words", listed=True),
        *from_origin("x"),
    ),
    source=joined("FROM awaited_link x", BATCH.format("x")),
    order=("noun", "record_id", "id"),
)

# The ledger's clock is UTC; a clerk reads the wall clock of the place.
LEDGER = View(
    name="ledger",
    title="防篡改链",
    sql_name="防篡改链一览",
    columns=(
        number("id", "台账号", "x.seq", listed=True),
        text("at", "时间", "datetime(x.at, 'localtime')", listed=True),
        text("actor", "操作人", "x.actor", listed=True),
        text("command", "命令", "x.command", listed=True),
        text("kind", "性质", _said("x.kind", KINDS), listed=True),
        number("changes", "变更数", "x.last_change - x.first_change + 1", listed=True),
        number("first_change", "首条变更", "x.first_change"),
        number("last_change", "末条变更", "x.last_change"),
        number("undoes", "撤销的台账号", "x.undoes", listed=True),
        text("acknowledged", "外部改动确认", "a.reason"),
    ),
    source=joined("FROM ledger_entry x", "LEFT JOIN acknowledgement a ON a.entry = x.seq"),
    order=("-id",),
    children=(Child("ledger_change", "entry"),),
)

LEDGER_CHANGE = View(
    name="ledger_change",
    title="变更明细",
    sql_name="变更明细一览",
    columns=(
        number("id", "变更号", "x.seq", listed=True),
        number("entry", "台账号", "x.inside", listed=True),
        text("at", "时间", "datetime(x.at, 'localtime')"),
        text("table", "记录类别", _said("x.tbl", _TITLES), listed=True),
        number("record", "记录编号", "x.key", listed=True),
        text("kind", "变更", _said("x.kind", CHANGES), listed=True),
        text("before", "变更前", "x.before", wide=True),
        text("after", "变更后", "x.after", wide=True, listed=True),
    ),
    source="FROM ledger_change x",
)

ANCHOR = View(
    name="anchor",
    title="锚点",
    sql_name="锚点一览",
    columns=(
        number("id", "编号", "x.id", listed=True),
        text("code", "台账首码", "x.code", listed=True),
        number("entry", "台账号", "x.entry", listed=True),
        text("place", "留存处", "x.place", listed=True),
        text("note", "备注", "x.note", wide=True, listed=True),
    ),
    source="FROM anchor x",
)

VIEWS = (IMPORT_BATCH, AWAITED_LINK, COLUMN_CHOICE, LEDGER, LEDGER_CHANGE, ANCHOR)
