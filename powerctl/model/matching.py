"""Matching: the clerk's remembered answers on pairs of records (R-ZJ-03).

Both sides are named by kind and the clerk's key, not by database numbers, so that an answer outlives a
re-import. Several pairs may hold one side.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from powerctl.model.base import Origin, column, key, link, required, required_term, titled
from powerctl.terms import MatchDecision, MatterKind


class MatterLink(Origin, table=True):
    """事项核对: two records belong together (关联) or do not (排除), who said so, when and why."""

    __tablename__ = "matter_link"
    __table_args__ = titled(
        "事项核对",
        UniqueConstraint("left_kind", "left_key", "right_kind", "right_key"),
        Index("matter_link_by_right", "right_kind", "right_key"),
        CheckConstraint("left_key <> ''"),
        CheckConstraint("right_key <> ''"),
    )

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位", index=True)
    left_kind: MatterKind = required_term(MatterKind, "事项种类")
    left_key: str = required("事项编号")
    right_kind: MatterKind = required_term(MatterKind, "对应事项种类")
    right_key: str = required("对应事项编号")
    decision: MatchDecision = required_term(MatchDecision, "核对结论")
    decided_by: str | None = column("核对人", personal=True)
    decided_on: date | None = column("核对日期")
    reason: str | None = column("理由")
    document: str | None = column("文号")
