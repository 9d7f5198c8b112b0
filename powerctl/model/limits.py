"""Limits: the county's own values over the shipped ones."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, column, key, link, required, titled


class LimitOverride(Origin, table=True):
    """限额设定: a value for one limit from a day on, for the county or one unit; with its document.

    `value` is written as in limits.toml: an integer, or `2/3`. Money is in fen.
    """

    __tablename__ = "limit_override"
    __table_args__ = titled(
        "限额设定", UniqueConstraint("name", "unit_id", "valid_from"), CheckConstraint("cites <> ''")
    )

    id: int | None = key()
    name: str = required("限额名称")
    unit_id: int | None = link("unit.id", "单位")
    value: str = required("数值")
    valid_from: date = required("起日")
    cites: str = required("依据文件")
    note: str | None = column("备注")
