"""Store: what was imported. (The ledger's own tables are made by the store, in SQL.)"""

from datetime import datetime

from sqlmodel import SQLModel

from powerctl.model.base import column, key, link, moment, required, required_moment, titled


class ImportBatch(SQLModel, table=True):
    """导入批次: one workbook taken in, with its receipt (read = added + changed + unchanged + rejected)."""

    __tablename__ = "import_batch"
    __table_args__ = titled("导入批次")

    id: int | None = key()
    file_name: str = required("文件名")
    sha256: str = required("文件校验值", index=True)
    kind: str = required("表类")
    unit_id: int | None = link("unit.id", "单位")
    edition_id: int | None = link("edition.id", "清单版本")
    imported_at: datetime = required_moment("导入时间")
    rows_read: int = required("读取")
    added: int = required("新增")
    changed: int = required("变更")
    unchanged: int = required("未变")
    rejected: int = required("未采用")
    notes: str | None = column("说明")
    undone_at: datetime | None = moment("撤销时间")
