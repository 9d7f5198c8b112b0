"""Meetings: the catalogue, topics and their life, and meetings as they were held.

R-XZ-05 … R-XZ-10, R-HY-03, R-ZJ-02, R-ZJ-03, R-CC-01, R-CC-02. A meeting is stored as it was, valid or
not: what the rules say of it is a finding. An empty flag or time is not known. Times of day are texts HH:MM.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from powerctl.model.base import (
    Origin,
    column,
    key,
    link,
    moment,
    needed_link,
    required,
    required_term,
    term,
    titled,
    unless_said,
)
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    BudgetStage,
    DecidingSide,
    DecisionStage,
    MajorMatter,
    MemberRole,
    Outcome,
    Position,
    SecrecyAuthority,
    SecrecyLevel,
    TopicClass,
    TopicState,
)


class CatalogueItem(Origin, table=True):
    """决策事项目录: a matter that a body must decide, its threshold, whether by ballot (R-XZ-05)."""

    __tablename__ = "catalogue_item"
    __table_args__ = titled(
        "决策事项目录", UniqueConstraint("unit_id", "name", "valid_from"), CheckConstraint("name <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    code: str | None = column("事项编号")
    name: str = required("事项名称")
    body: BodyKind | None = term(BodyKind, "决策机构")
    side: DecidingSide | None = term(DecidingSide, "决策主体")
    matter: MajorMatter | None = term(MajorMatter, "四重一大类别")
    topic_class: TopicClass | None = term(TopicClass, "议题类别")
    threshold_fen: int | None = column("金额标准（分）")
    needs_ballot: bool | None = column("是否须票决")
    procedure: str | None = column("履行程序要求")
    basis_text: str | None = column("依据")
    valid_from: date | None = column("起日")
    valid_to: date | None = column("止日")
    document: str | None = column("文号")
    note: str | None = column("备注")


class Topic(Origin, table=True):
    """议题: from proposal to decision (R-XZ-06). `number` is the clerk's key within the unit."""

    __tablename__ = "topic"
    __table_args__ = titled("议题", UniqueConstraint("unit_id", "number"), CheckConstraint("title <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    number: str = required("议题编号")
    title: str = required("议题名称")
    catalogue_item_id: int | None = link("catalogue_item.id", "决策事项目录", index=True)
    topic_class: TopicClass | None = term(TopicClass, "议题类别")
    matter: MajorMatter | None = term(MajorMatter, "四重一大类别")
    amount_fen: int | None = column("涉及金额（分）")
    source_written: str | None = column("议题来源")
    proposer_written: str | None = column("提出人", personal=True)
    proposed_on: date | None = column("提出日期")
    collected_by_written: str | None = column("收集人", personal=True)
    collected_on: date | None = column("收集日期")
    is_investigated: bool | None = column("是否深入调研")
    study_document: str | None = column("调研材料")
    screened_on: date | None = column("初审日期")
    screened_by: BodyKind | None = term(BodyKind, "初审会议")
    screened_result: str | None = column("初审意见")
    in_charge_id: int | None = link("person.id", "分管领导")
    in_charge_written: str | None = column("分管领导（原文）", personal=True)
    concerned_written: str | None = column("涉及人员", personal=True)
    needs_opinion: bool | None = column("是否须提出贯彻意见")
    state: TopicState | None = term(TopicState, "议题状态", index=True)
    note: str | None = column("备注")


class ProcedureStep(Origin, table=True):
    """决策环节 of a major decision: day, document and outcome, or the reason why it is missing (R-HY-03)."""

    __tablename__ = "procedure_step"
    __table_args__ = titled("决策环节", UniqueConstraint("topic_id", "stage"))

    id: int | None = key()
    topic_id: int = needed_link("topic.id", "议题", index=False)
    stage: DecisionStage = required_term(DecisionStage, "环节")
    begun_on: date | None = column("开始日期")
    done_on: date | None = column("完成日期")
    document: str | None = column("材料")
    outcome: str | None = column("结果")
    missing_reason: str | None = column("未履行的理由")


class Consultation(Origin, table=True):
    """个别酝酿 (MTG018)."""

    __tablename__ = "consultation"
    __table_args__ = titled("个别酝酿")

    id: int | None = key()
    topic_id: int = needed_link("topic.id", "议题")
    person_id: int | None = link("person.id", "酝酿对象")
    person_written: str | None = column("酝酿对象（原文）", personal=True)
    held_on: date | None = column("酝酿日期")
    note: str | None = column("酝酿情况")


class Instruction(Origin, table=True):
    """事先批示: what a leader wrote on a topic before the meeting (MTG015)."""

    __tablename__ = "instruction"
    __table_args__ = titled("事先批示")

    id: int | None = key()
    topic_id: int = needed_link("topic.id", "议题")
    person_id: int | None = link("person.id", "批示人")
    person_written: str | None = column("批示人（原文）", personal=True)
    given_on: date | None = column("批示日期")
    text: str | None = column("批示内容")


class Meeting(Origin, table=True):
    """会议: `held_on` is the day of the meeting, `entered_on` the day it was recorded here.

    `number` is the clerk's key within the unit. A closed meeting changes only with a reason. Counts that a
    register gives without names stand beside the roster and never take its place.
    """

    __tablename__ = "meeting"
    __table_args__ = titled("会议", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("会议编号")
    name: str | None = column("会议名称")
    body: BodyKind | None = term(BodyKind, "会议类型", index=True)
    held_on: date | None = column("召开日期", index=True)
    begun_at: str | None = column("开始时间")
    ended_at: str | None = column("结束时间")
    place: str | None = column("会议地点")
    chair_id: int | None = link("person.id", "主持人")
    chair_written: str | None = column("主持人（原文）", personal=True)
    recorder_written: str | None = column("记录人", personal=True)
    entered_on: date | None = column("录入日期")
    entitled_count: int | None = column("登记的应到人数")
    present_count: int | None = column("登记的实到人数")
    has_minutes: bool | None = column("是否有会议纪要")
    minutes_number: str | None = column("纪要编号")
    minutes_format: str | None = column("纪要格式")
    signer_written: str | None = column("签发人", personal=True)
    signed_on: date | None = column("签发日期")
    issuer_written: str | None = column("印发机关")
    issued_on: date | None = column("印发日期")
    secrecy: SecrecyLevel | None = term(SecrecyLevel, "密级")
    secrecy_authority: SecrecyAuthority | None = term(SecrecyAuthority, "定密依据")
    secrecy_record: str | None = column("定密记录")
    secrecy_years: int | None = column("保密期限（年）")
    distribution: str | None = column("发放范围")
    reported_up_on: date | None = column("结果上报日期")
    closed_at: datetime | None = moment("办结时间")
    invalid_reason: str | None = column("标注无效的理由")
    note: str | None = column("备注")


class MeetingReopening(SQLModel, table=True):
    """办结后改动: why a closed meeting was opened again, by whom, and what was changed then."""

    __tablename__ = "meeting_reopening"
    __table_args__ = titled("办结后改动", UniqueConstraint("meeting_id", "position"))

    id: int | None = key()
    meeting_id: int = needed_link("meeting.id", "会议", index=False)
    position: int = required("顺序")
    closed_before: datetime | None = moment("原办结时间")
    opened_at: datetime | None = moment("重开时间")
    opened_by: str | None = column("经办人", personal=True)
    reason: str = required("改动理由")
    changes: str | None = column("改动内容", personal=True)
    closed_at: datetime | None = moment("再办结时间")


class Attendance(Origin, table=True):
    """到会情况: the roster as it was on the day (应到成员), and observers (R-XZ-07)."""

    __tablename__ = "attendance"
    __table_args__ = titled("到会情况", UniqueConstraint("meeting_id", "position"))

    id: int | None = key()
    meeting_id: int = needed_link("meeting.id", "会议", index=False)
    position: int = required("排序")
    person_id: int | None = link("person.id", "人员", index=True)
    person_written: str = required("姓名", personal=True)
    post_written: str | None = column("职务")
    role: MemberRole | None = term(MemberRole, "到会身份")
    state: AttendanceState | None = term(AttendanceState, "到会情况")
    is_head: bool | None = column("是否“一把手”")
    reason: str | None = column("未到原因")
    noticed_on: date | None = column("告知日期")
    invited_as: str | None = column("列席身份")


class AgendaItem(Origin, table=True):
    """会议议程: one topic at one meeting. Votes that a register only counts, not saying whose, stand here."""

    __tablename__ = "agenda_item"
    __table_args__ = titled("会议议程", UniqueConstraint("meeting_id", "position"))

    id: int | None = key()
    meeting_id: int = needed_link("meeting.id", "会议", index=False)
    topic_id: int = needed_link("topic.id", "议题")
    position: int = required("顺序")
    noticed_on: date | None = column("告知日期")
    is_extempore: bool | None = column("是否临时动议")
    presenter_id: int | None = link("person.id", "汇报人")
    presenter_written: str | None = column("汇报人（原文）", personal=True)
    observers_written: str | None = column("列席人员", personal=True)
    begun_at: str | None = column("开始时间")
    ended_at: str | None = column("结束时间")
    outcome: Outcome | None = term(Outcome, "宣布结果")
    method_written: str | None = column("登记的表决方式")
    counted_for: int | None = column("登记的同意票")
    counted_against: int | None = column("登记的反对票")
    counted_abstain: int | None = column("登记的弃权票")
    decided_text: str | None = column("议定事项")
    head_reason: str | None = column("不同于多数意见的理由")
    reconsiders_id: int | None = link("agenda_item.id", "复议的议程")
    reconsider_consent: int | None = column("同意复议人数")
    implementing_written: str | None = column("承办单位")
    executed_on: date | None = column("开始执行日期")


class Question(Origin, table=True):
    """会上提问: raised on a topic at a meeting, answered or not (R-CC-01)."""

    __tablename__ = "question"
    __table_args__ = titled("会上提问")

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程")
    asked_by_written: str | None = column("提问人", personal=True)
    text: str = required("问题")
    answer: str | None = column("答复")
    is_clear: bool | None = column("是否答清")


class Recusal(Origin, table=True):
    """回避 on one topic."""

    __tablename__ = "recusal"
    __table_args__ = titled("回避", UniqueConstraint("agenda_item_id", "attendance_id"))

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程", index=False)
    attendance_id: int = needed_link("attendance.id", "人员")
    reason: str | None = column("回避原因")
    has_left: bool | None = column("是否离场")


class Statement(Origin, table=True):
    """发言, in its order: opinion with reasons (R-XZ-08).

    That it presented the plan, or came after the vote, is said of a statement; otherwise it did not.
    """

    __tablename__ = "statement"
    __table_args__ = titled("发言", UniqueConstraint("agenda_item_id", "position"))

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程", index=False)
    attendance_id: int = needed_link("attendance.id", "发言人")
    position: int = required("发言顺序")
    opinion: Position | None = term(Position, "表态")
    reasons: str | None = column("理由")
    is_presentation: bool = unless_said("是否汇报方案")
    is_after_vote: bool = unless_said("是否表决后发言")


class ParallelRecord(Origin, table=True):
    """同步记录 by the discipline committee, compared with the minutes (MTG028)."""

    __tablename__ = "parallel_record"
    __table_args__ = titled("同步记录")

    id: int | None = key()
    meeting_id: int = needed_link("meeting.id", "会议")
    recorder_written: str | None = column("记录人", personal=True)
    recorded_on: date | None = column("记录日期")
    present: int | None = column("实到人数")
    topics: int | None = column("议题数")
    head_spoke_last: bool | None = column("“一把手”是否末位表态")
    differences: str | None = column("与纪要不一致之处")
    text: str | None = column("记录内容")


class MeetingInspection(Origin, table=True):
    """会议督查: who watched which meeting and topics, with what result (R-ZJ-06)."""

    __tablename__ = "meeting_inspection"
    __table_args__ = titled("会议督查")

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位")
    meeting_id: int | None = link("meeting.id", "会议", index=True)
    inspected_on: date | None = column("督查日期")
    inspector_written: str | None = column("督查人", personal=True)
    topics: int | None = column("督查议题数")
    result: str | None = column("督查情况")
    is_regular: bool | None = column("是否符合程序")


class BudgetStep(Origin, table=True):
    """年度预算环节 of a unit (MTG032)."""

    __tablename__ = "budget_step"
    __table_args__ = titled("年度预算环节", UniqueConstraint("unit_id", "year", "stage"))

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    year: int = required("年度")
    stage: BudgetStage = required_term(BudgetStage, "环节")
    done_on: date | None = column("完成日期")
    document: str | None = column("文号")
