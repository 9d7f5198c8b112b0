"""Supervision, as far as money and posts need it: checks, audits, personal reports.

DUTY008, FIN019, PER011 … PER014; R-HY-08, R-HY-12, R-CC-07.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, column, key, link, needed_link, required, term, titled
from powerctl.terms import AuditKind, InspectionSubject, PersonalReportKind


class Inspection(Origin, table=True):
    """监督检查: who looked at what and when, with the result; a veto where something was stopped."""

    __tablename__ = "inspection"
    __table_args__ = titled(
        "监督检查", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("检查编号")
    subject: InspectionSubject | None = term(InspectionSubject, "检查内容")
    name: str | None = column("检查名称")
    inspected_on: date | None = column("检查日期")
    inspector_id: int | None = link("person.id", "检查人", index=True)
    inspector_written: str | None = column("检查人（原文）", personal=True)
    inspecting_unit_written: str | None = column("检查单位")
    project_id: int | None = link("project.id", "工程项目")
    expenditure_id: int | None = link("expenditure.id", "支出")
    checked: int | None = column("检查事项数")
    result: str | None = column("检查情况")
    is_vetoed: bool | None = column("是否否决")
    document: str | None = column("文号")
    note: str | None = column("备注")


class Audit(Origin, table=True):
    """审计 of a leader: before a post, in term, on leaving (R-HY-08, R-HY-10)."""

    __tablename__ = "audit"
    __table_args__ = titled("审计", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("审计编号")
    kind: AuditKind | None = term(AuditKind, "审计类型")
    person_id: int | None = link("person.id", "审计对象", index=True)
    person_written: str | None = column("审计对象（原文）", personal=True)
    post_written: str | None = column("职务")
    appointment_id: int | None = link("appointment.id", "任免事项", index=True)
    auditor_written: str | None = column("审计单位")
    period_from: date | None = column("审计期间起日")
    period_to: date | None = column("审计期间止日")
    begun_on: date | None = column("开始日期")
    reported_on: date | None = column("审计报告日期")
    problems: int | None = column("发现问题数")
    problem_fen: int | None = column("问题金额（分）")
    conclusion: str | None = column("审计结论")
    filed_on: date | None = column("备案日期")
    document: str | None = column("文号")
    note: str | None = column("备注")


class PersonalReport(Origin, table=True):
    """个人报告: what a leader reported of himself, verified, filed, spot-checked (PER012 … PER014).

    The content stays on paper: the file holds days and results only.
    """

    __tablename__ = "personal_report"
    __table_args__ = titled(
        "个人报告", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("报告编号")
    kind: PersonalReportKind | None = term(PersonalReportKind, "报告类别")
    person_id: int | None = link("person.id", "报告人", index=True)
    person_written: str | None = column("报告人（原文）", personal=True)
    year: int | None = column("年度")
    event_on: date | None = column("事项发生日期")
    reported_on: date | None = column("报告日期")
    is_written: bool | None = column("是否书面报告")
    is_verified: bool | None = column("是否核实")
    verified_on: date | None = column("核实日期")
    is_consistent: bool | None = column("核实是否一致")
    filed_on: date | None = column("归档日期")
    is_spot_checked: bool | None = column("是否抽查")
    spot_checked_on: date | None = column("抽查日期")
    note: str | None = column("备注", personal=True)
