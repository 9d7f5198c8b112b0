"""Personnel: appointments with every step, and other matters of persons (R-HY-07, R-CC-04, R-CC-05, R-ZJ-04).

The ballot of an appointment is the meeting's: `agenda_item_id` leads to it. Nothing here says how anybody
voted. Scores are whole hundredths of a point.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint

from powerctl.model.base import (
    Origin,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    term,
    titled,
)
from powerctl.terms import (
    AppointmentKind,
    AppointmentStage,
    AppointmentState,
    ExamResult,
    Nominator,
    PersonnelActionKind,
    PostRank,
    ProbationResult,
    SelectionMethod,
)


class Appointment(Origin, table=True):
    """任免事项: one person and one post, from the first nomination to the end of the probation (R-HY-07).

    `unit_id` is the unit of the post. What a notice may say of the person is as of the day of the notice.
    """

    __tablename__ = "appointment"
    __table_args__ = titled(
        "任免事项", UniqueConstraint("unit_id", "number"), CheckConstraint("number <> ''")
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("任免编号")
    person_id: int | None = link("person.id", "人员", index=True)
    person_written: str | None = column("姓名", personal=True)
    gender: str | None = column("性别", personal=True)
    ethnicity: str | None = column("民族", personal=True)
    born: str | None = column("出生年月", personal=True)
    education: str | None = column("学历学位", personal=True)
    political: str | None = column("政治面貌", personal=True)
    kind: AppointmentKind | None = term(AppointmentKind, "任免类别")
    from_post_written: str | None = column("现任职务")
    from_post_id: int | None = link("post.id", "原职务")
    to_post_written: str | None = column("拟任职务")
    to_post_id: int | None = link("post.id", "新职务", index=True)
    rank: PostRank | None = term(PostRank, "职务层次")
    job_level_written: str | None = column("职级")
    is_elected: bool | None = column("是否选举产生")
    is_exceptional: bool | None = column("是否破格提拔")
    method: SelectionMethod | None = term(SelectionMethod, "选拔方式")
    method_reason: str | None = column("采用该方式的理由")
    nominator: Nominator | None = term(Nominator, "提名主体")
    nominator_written: str | None = column("提名人（原文）", personal=True)
    nominated_on: date | None = column("提名日期")
    nomination_reason: str | None = column("提名理由")
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程", index=True)
    decided_on: date | None = column("决定日期")
    is_ballot: bool | None = column("是否票决")
    needs_audit: bool | None = column("是否须任前审计")
    assessment_written: str | None = column("考核结果")
    is_assessment_used: bool | None = column("是否运用考核结果")
    exam_exempt_reason: str | None = column("免予考试的理由")
    appointed_on: date | None = column("任职日期")
    document: str | None = column("任免文号")
    tenure_id: int | None = link("tenure.id", "任职", index=True)
    state: AppointmentState | None = term(AppointmentState, "任免进展")
    state_reason: str | None = column("暂缓或终止的理由", personal=True)
    note: str | None = column("备注")


class AppointmentStep(Origin, table=True):
    """任免环节: a stage of an appointment, dated and signed, or the reason why it is missing (PER002)."""

    __tablename__ = "appointment_step"
    __table_args__ = titled("任免环节", UniqueConstraint("appointment_id", "stage"))

    id: int | None = key()
    appointment_id: int = needed_link("appointment.id", "任免事项", index=False)
    stage: AppointmentStage = required_term(AppointmentStage, "环节")
    begun_on: date | None = column("开始日期")
    done_on: date | None = column("完成日期")
    body_written: str | None = column("责任单位")
    signer_id: int | None = link("person.id", "签字人")
    signer_written: str | None = column("签字人（原文）", personal=True)
    document: str | None = column("材料")
    result: str | None = column("结果")
    missing_reason: str | None = column("未履行的理由")


class Vetting(Origin, table=True):
    """任前考察: its time, its team, the six things it looked at, whom it asked (PER003, PER004)."""

    __tablename__ = "vetting"
    __table_args__ = titled("任前考察")

    id: int | None = key()
    appointment_id: int = needed_link("appointment.id", "任免事项")
    begun_on: date | None = column("开始日期")
    ended_on: date | None = column("完成日期")
    team_written: str | None = column("考察组成员", personal=True)
    covers_career: bool | None = column("是否了解工作经历")
    covers_results: bool | None = column("是否了解主要政绩")
    covers_law: bool | None = column("是否了解法制观念")
    covers_integrity: bool | None = column("是否了解廉洁从政")
    covers_democracy: bool | None = column("是否了解民主意识")
    covers_discipline: bool | None = column("是否了解执法执纪")
    asked_unit: bool | None = column("是否征求单位意见")
    asked_grassroots: bool | None = column("是否征求基层群众意见")
    people_asked: int | None = column("谈话人数")
    report_document: str | None = column("考察报告")
    reviewed_on: date | None = column("组织部门初审日期")
    reviewer_written: str | None = column("初审人", personal=True)
    review_result: str | None = column("初审意见")
    note: str | None = column("备注")


class ExamAttempt(Origin, table=True):
    """廉政法规考试: one attempt; the second is the make-up (R-CC-04)."""

    __tablename__ = "exam_attempt"
    __table_args__ = titled("廉政法规考试", UniqueConstraint("appointment_id", "attempt"))

    id: int | None = key()
    appointment_id: int = needed_link("appointment.id", "任免事项", index=False)
    attempt: int = required("第几次考试")
    held_on: date | None = column("考试日期")
    score_hundredths: int | None = column("成绩（百分之一分）", personal=True)
    pass_hundredths: int | None = column("当次及格分（百分之一分）")
    result: ExamResult | None = term(ExamResult, "考试结果")
    examiner_written: str | None = column("组织单位")
    document: str | None = column("材料")
    note: str | None = column("备注")


class Probation(Origin, table=True):
    """试用期: from–to, and the review at its end (R-CC-05)."""

    __tablename__ = "probation"
    __table_args__ = titled("试用期", UniqueConstraint("appointment_id", "begun_on"))

    id: int | None = key()
    appointment_id: int = needed_link("appointment.id", "任免事项", index=False)
    begun_on: date | None = column("试用起日")
    due_on: date | None = column("试用期满日")
    assessed_on: date | None = column("考核日期")
    assessor_written: str | None = column("考核单位")
    result: ProbationResult | None = term(ProbationResult, "考核结果")
    confirmed_on: date | None = column("正式任职日期")
    document: str | None = column("文号")
    note: str | None = column("备注")


class AppointmentRecusal(Origin, table=True):
    """任免回避: who withdrew from a stage of an appointment, or should have (R-CC-01)."""

    __tablename__ = "appointment_recusal"
    __table_args__ = titled("任免回避")

    id: int | None = key()
    appointment_id: int = needed_link("appointment.id", "任免事项")
    stage: AppointmentStage | None = term(AppointmentStage, "环节")
    person_id: int | None = link("person.id", "回避人")
    person_written: str | None = column("回避人（原文）", personal=True)
    relation_written: str | None = column("回避关系", personal=True)
    is_recused: bool | None = column("是否已回避")
    recused_on: date | None = column("回避日期")
    note: str | None = column("备注")


class PersonnelAction(Origin, table=True):
    """人事事项: hiring, assessment, training, reward, rehiring, reserve: collective matters (PER009)."""

    __tablename__ = "personnel_action"
    __table_args__ = titled(
        "人事事项",
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("number <> ''"),
        CheckConstraint("name <> ''"),
    )

    id: int | None = key()
    unit_id: int = needed_link("unit.id", "单位", index=False)
    number: str = required("事项编号")
    name: str = required("事项名称")
    kind: PersonnelActionKind | None = term(PersonnelActionKind, "事项类别")
    person_written: str | None = column("涉及人员", personal=True)
    people: int | None = column("涉及人数")
    method: SelectionMethod | None = term(SelectionMethod, "选拔方式")
    done_on: date | None = column("实施日期")
    decision_written: str | None = column("决策依据（原文）")
    agenda_item_id: int | None = link("agenda_item.id", "决策议程", index=True)
    assessment_written: str | None = column("考核结果")
    is_assessment_used: bool | None = column("是否运用考核结果")
    document: str | None = column("文号")
    note: str | None = column("备注")
