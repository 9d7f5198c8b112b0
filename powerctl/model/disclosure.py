"""Disclosure: what must be open, publications, notices and answers to them (R-HY-13, R-ZJ-04, R-ZJ-08)."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import Origin, column, key, link, needed_link, required, term, titled
from powerctl.terms import (
    Audience,
    DeadlineUnit,
    FeedbackVerdict,
    NoticeKind,
    NoticeOutcome,
    OpenInterval,
    OpenSubject,
    PublicChannel,
    PublicStage,
    SecrecyLevel,
)


class OpenItem(Origin, table=True):
    """公开目录: what must be published, for the county or one unit: to whom, how often, by when."""

    __tablename__ = "open_item"
    __table_args__ = titled("公开目录", CheckConstraint("name <> ''"))

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位", index=True)
    code: str | None = column("目录编号")
    name: str = required("公开事项")
    subject: OpenSubject | None = term(OpenSubject, "内容类别")
    stage: PublicStage | None = term(PublicStage, "公开阶段")
    channel: PublicChannel | None = term(PublicChannel, "公开渠道")
    audience: Audience | None = term(Audience, "公开范围")
    interval: OpenInterval | None = term(OpenInterval, "公开频次")
    deadline: int | None = column("公开期限")
    deadline_unit: DeadlineUnit | None = term(DeadlineUnit, "期限单位")
    above_fen: int | None = column("金额起点（分）")
    content: str | None = column("公开内容")
    basis_text: str | None = column("依据")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    note: str | None = column("备注")


class Publication(Origin, table=True):
    """公开记录: what was published, where, from–to, with its evidence.

    It may be about one record, or about everything of its subject in a period.
    """

    __tablename__ = "publication"
    __table_args__ = titled(
        "公开记录",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("title <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("公开编号")
    title: str = required("公开标题")
    open_item_id: int | None = link("open_item.id", "公开目录", index=True)
    subject: OpenSubject | None = term(OpenSubject, "内容类别")
    stage: PublicStage | None = term(PublicStage, "公开阶段")
    channel: PublicChannel | None = term(PublicChannel, "公开渠道")
    place_written: str | None = column("公开地点")
    audience: Audience | None = term(Audience, "公开范围")
    formed_on: date | None = column("信息形成日期")
    published_on: date | None = column("公开日期")
    taken_down_on: date | None = column("撤下日期")
    period_from: date | None = column("内容期间起日")
    period_to: date | None = column("内容期间止日")
    amount_fen: int | None = column("涉及金额（分）")
    matter_written: str | None = column("涉及事项（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "会议议程", index=True)
    expenditure_id: int | None = link("expenditure.id", "支出", index=True)
    transaction_id: int | None = link("public_transaction.id", "公共资源交易", index=True)
    project_id: int | None = link("project.id", "工程项目", index=True)
    appointment_id: int | None = link("appointment.id", "任免事项", index=True)
    finance_report_id: int | None = link("finance_report.id", "财务报告", index=True)
    secrecy: SecrecyLevel | None = term(SecrecyLevel, "密级")
    proposed_on: date | None = column("提出日期")
    proposer_written: str | None = column("提出人", personal=True)
    examined_on: date | None = column("审核日期")
    examiner_written: str | None = column("审核人", personal=True)
    is_secrecy_checked: bool | None = column("是否经保密审查")
    approved_on: date | None = column("批准日期")
    approver_written: str | None = column("批准人", personal=True)
    publisher_written: str | None = column("发布人", personal=True)
    has_personal_data: bool | None = column("是否含个人信息")
    assessment_number: str | None = column("影响评估编号")
    evidence: str | None = column("佐证材料")
    document: str | None = column("文号")
    note: str | None = column("备注")


class Notice(Origin, table=True):
    """公示: from–to, where, and the ways in which people can respond (R-CC-05, R-ZJ-08).

    The phone is that of the office, never of a person.
    """

    __tablename__ = "notice"
    __table_args__ = titled(
        "公示",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("title <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "公示单位", index=False)
    number: str = required("公示编号")
    title: str = required("公示标题")
    kind: NoticeKind | None = term(NoticeKind, "公示类别")
    begun_on: date | None = column("公示起日")
    ended_on: date | None = column("公示止日")
    channel: PublicChannel | None = term(PublicChannel, "公示渠道")
    place_written: str | None = column("公示地点")
    by_phone: bool | None = column("是否可电话反映")
    by_letter: bool | None = column("是否可来信反映")
    by_visit: bool | None = column("是否可来访反映")
    by_web: bool | None = column("是否可网上反映")
    by_box: bool | None = column("是否设意见箱")
    office: str | None = column("受理单位")
    office_phone: str | None = column("受理电话")
    office_address: str | None = column("受理地址")
    transaction_id: int | None = link("public_transaction.id", "公共资源交易", index=True)
    assessment_number: str | None = column("影响评估编号")
    concluded_on: date | None = column("结论日期")
    taken_down_on: date | None = column("撤下日期")
    document: str | None = column("文号")
    note: str | None = column("备注")


class NoticeSubject(Origin, table=True):
    """公示对象: a person or matter of a notice, and what became of it."""

    __tablename__ = "notice_subject"
    __table_args__ = titled("公示对象", UniqueConstraint("notice_id", "position"))

    id: int | None = key()
    notice_id: int = needed_link("notice.id", "公示", index=False)
    position: int = required("顺序")
    subject_written: str = required("公示对象", personal=True)
    appointment_id: int | None = link("appointment.id", "任免事项", index=True)
    outcome: NoticeOutcome | None = term(NoticeOutcome, "公示结论")
    outcome_on: date | None = column("结论日期")
    note: str | None = column("备注", personal=True)


class Feedback(Origin, table=True):
    """公示反馈: received → verified → outcome (R-ZJ-04). Who gave it stays in the forgettable part."""

    __tablename__ = "feedback"
    __table_args__ = titled("公示反馈", UniqueConstraint("notice_id", "position"))

    id: int | None = key()
    notice_id: int = needed_link("notice.id", "公示", index=False)
    position: int = required("顺序")
    subject_id: int | None = link("notice_subject.id", "公示对象", index=True)
    received_on: date | None = column("收到日期")
    channel_written: str | None = column("反映方式")
    is_named: bool | None = column("是否署名")
    giver_written: str | None = column("反映人", personal=True)
    content: str | None = column("反映内容", personal=True)
    verified_on: date | None = column("核查日期")
    verifier_written: str | None = column("核查人", personal=True)
    verdict: FeedbackVerdict | None = term(FeedbackVerdict, "核查结论")
    finding_text: str | None = column("核查情况", personal=True)
    finding_document: str | None = column("核查报告")
    outcome: NoticeOutcome | None = term(NoticeOutcome, "处理结果")
    concluded_on: date | None = column("办结日期")
    replied_on: date | None = column("答复日期")
