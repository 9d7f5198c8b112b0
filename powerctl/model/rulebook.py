"""Rulebook: runs of the check, their findings, and waivers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from powerctl.model.base import (
    Origin,
    column,
    key,
    link,
    needed_link,
    required,
    required_moment,
    term,
    titled,
)
from powerctl.terms import FindingStatus, Severity, Verdict


class Waiver(Origin, table=True):
    """情况说明(经批准不计): a finding set aside for a reason, on a document, by a person, until a day."""

    __tablename__ = "waiver"
    __table_args__ = titled("情况说明", CheckConstraint("reason <> ''"), CheckConstraint("document <> ''"))

    id: int | None = key()
    rule: str = required("规则编号", index=True)
    item: str = required("检查对象")
    unit_id: int | None = link("unit.id", "单位")
    reason: str = required("理由")
    document: str = required("批准文件")
    approved_by: str = required("批准人", personal=True)
    granted_on: date = required("批准日期")
    expires_on: date = required("有效期至")
    withdrawn_on: date | None = column("撤回日期")


class CheckRun(SQLModel, table=True):
    """检查记录: one run of the check."""

    __tablename__ = "check_run"
    __table_args__ = titled("检查记录")

    id: int | None = key()
    ran_at: datetime = required_moment("检查时间")
    as_of: date = required("截至日期")
    selection: str | None = column("规则范围")
    unit_id: int | None = link("unit.id", "单位范围")
    head_code: str | None = column("台账首码")


class CheckResult(SQLModel, table=True):
    """检查结果: what one rule examined in one run, and how it came out."""

    __tablename__ = "check_result"
    __table_args__ = titled("检查结果", UniqueConstraint("run_id", "rule"))

    id: int | None = key()
    run_id: int = needed_link("check_run.id", "检查记录", index=False)
    rule: str = required("规则编号")
    examined: int = required("检查数")
    passed: int = required("通过数")
    findings: int = required("问题数")
    unknown: int = required("无法判断数")
    waived: int = required("经批准不计数")


class Finding(SQLModel, table=True):
    """问题(待核实): a rule and the clerk's key of the record it is about, over all runs.

    `item` survives a re-import: it is made of unit code and the record's own identity.
    """

    __tablename__ = "finding"
    __table_args__ = titled("问题", UniqueConstraint("rule", "item"))

    id: int | None = key()
    rule: str = required("规则编号")
    item: str = required("检查对象")
    unit_id: int | None = link("unit.id", "单位")
    verdict: Verdict | None = term(Verdict, "结论")
    severity: Severity | None = term(Severity, "程度")
    subject: str = required("事项")
    message: str = required("情况")
    advice: str = required("处理建议")
    origin: str | None = column("来源")
    waived: bool = required("经批准不计")
    status: FindingStatus | None = term(FindingStatus, "状态")
    first_run_id: int = needed_link("check_run.id", "首次检查")
    last_run_id: int = needed_link("check_run.id", "最近检查")
