"""Store: what was imported, and what waits for it. (The ledger's own tables are made in SQL.)"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from powerctl.model.base import Origin, column, key, link, moment, required, required_moment, titled


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


class ColumnChoice(SQLModel, table=True):
    """列对应: which field a heading stands for in the workbooks of one sender, as the clerk settled it.

    An empty field means: this column is not taken in.
    """

    __tablename__ = "column_choice"
    __table_args__ = titled("列对应", UniqueConstraint("sender", "kind", "heading"))

    id: int | None = key()
    sender: str = required("报送单位")
    kind: str = required("表类")
    heading: str = required("表头文字")
    field: str | None = column("对应字段")
    decided_on: date = required("确定日期")


class AwaitedLink(Origin, table=True):
    """待对应: the words by which a record names another one that is not recorded yet.

    When an import brings what they name, the link is made and the words go. The record is told by its table
    and number, since any noun may wait.
    """

    __tablename__ = "awaited_link"
    __table_args__ = titled("待对应", UniqueConstraint("noun", "record_id", "link"))

    id: int | None = key()
    noun: str = required("表类")
    record_id: int = required("记录编号")
    link: str = required("对应字段")
    words: str = required("对应内容（原文）", personal=True)
