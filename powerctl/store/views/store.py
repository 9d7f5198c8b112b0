"""Readable tables of the store itself: 导入批次."""

from powerctl.store.views.view import View, from_unit, joined, moment, number, text

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

VIEWS = (IMPORT_BATCH,)
