"""Meetings: votes and what follows from them (R-XZ-09, R-XZ-10, R-ZJ-03).

Named and secret votes never share a table: a named vote says who chose what, a secret ballot is one row
of counts. Nothing joins a person to a secret choice (reliability.md section 3). A round counts unless it
was struck: like an end day, `is_void` records that something happened, so it is never unknown.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from powerctl.model.base import (
    Origin,
    blank,
    column,
    key,
    link,
    needed_link,
    required,
    required_term,
    secret_count,
    term,
    titled,
    unless_said,
)
from powerctl.terms import Choice, NamedMethod, ResolutionState


class NamedBallot(Origin, table=True):
    """记名表决: one round on one topic; a void round stays, the next one says why."""

    __tablename__ = "named_ballot"
    __table_args__ = titled("记名表决", UniqueConstraint("agenda_item_id", "round"))

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程", index=False)
    round: int = required("轮次")
    method: NamedMethod | None = term(NamedMethod, "表决方式")
    held_at: str | None = column("表决时间")
    is_void: bool = unless_said("是否作废")
    reason: str | None = column("作废或重新表决的理由")
    covers: int | None = column("一并表决的事项数")


class NamedVote(Origin, table=True):
    """记名票: who chose what; `is_written` marks an opinion sent in by somebody absent, which is no vote."""

    __tablename__ = "named_vote"
    __table_args__ = titled("记名票")

    id: int | None = key()
    ballot_id: int = needed_link("named_ballot.id", "记名表决")
    attendance_id: int = needed_link("attendance.id", "表决人")
    choice: Choice = required_term(Choice, "表决意见")
    is_written: bool | None = column("是否书面意见")


class SecretBallot(Origin, table=True):
    """无记名票决: the counts of one round, as the two tellers signed them; never a choice of a person.

    A struck round keeps how many ballots there were, the reason and the sealed bag, not how they fell:
    beside the counts of the round after it they might tell somebody's vote (reliability.md section 3).
    """

    __tablename__ = "secret_ballot"
    __table_args__ = titled(
        "无记名票决",
        UniqueConstraint("agenda_item_id", "round", "candidate"),
        CheckConstraint("is_void = 0 OR coalesce(votes_for, against, abstain, invalid) IS NULL"),
    )

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程", index=False)
    round: int = required("轮次")
    candidate: str = blank("表决对象")
    issued: int | None = column("发出票数")
    returned: int | None = column("收回票数")
    votes_for: int | None = secret_count("同意票")
    against: int | None = secret_count("反对票")
    abstain: int | None = secret_count("弃权票")
    invalid: int | None = secret_count("无效票")
    teller_one: str | None = column("监票人", personal=True)
    teller_two: str | None = column("计票人", personal=True)
    bag: str | None = column("票袋编号")
    held_at: str | None = column("表决时间")
    is_void: bool = unless_said("是否作废")
    reason: str | None = column("作废或重新表决的理由")


class Resolution(Origin, table=True):
    """决议: what was decided, who carries it out by when (R-ZJ-03)."""

    __tablename__ = "resolution"
    __table_args__ = titled("决议", UniqueConstraint("agenda_item_id", "position"))

    id: int | None = key()
    agenda_item_id: int = needed_link("agenda_item.id", "会议议程", index=False)
    position: int = required("顺序")
    text: str = required("决议内容")
    implementing_unit_id: int | None = link("unit.id", "承办单位", index=True)
    implementing_written: str | None = column("承办单位（原文）")
    due_on: date | None = column("完成期限")
    state: ResolutionState | None = term(ResolutionState, "落实状态")
    done_on: date | None = column("完成日期")
    evaluated_on: date | None = column("事后评估日期")
    evaluation: str | None = column("事后评估情况")


class ResolutionProgress(Origin, table=True):
    """决议落实情况: a report on a day with its evidence."""

    __tablename__ = "resolution_progress"
    __table_args__ = titled("决议落实情况")

    id: int | None = key()
    resolution_id: int = needed_link("resolution.id", "决议")
    reported_on: date | None = column("报告日期")
    text: str = required("落实情况")
    evidence: str | None = column("佐证材料")


class MinutesCopy(Origin, table=True):
    """纪要份本: a numbered copy, handed out and taken back (R-XZ-10)."""

    __tablename__ = "minutes_copy"
    __table_args__ = titled("纪要份本", UniqueConstraint("meeting_id", "number"))

    id: int | None = key()
    meeting_id: int = needed_link("meeting.id", "会议", index=False)
    number: int = required("份号")
    recipient_written: str | None = column("领取人", personal=True)
    handed_on: date | None = column("发出日期")
    recalled_on: date | None = column("收回日期")
    note: str | None = column("备注")


class PersonInquiry(SQLModel, table=True):
    """按人查看登记: somebody looked at how single persons voted, over which time and why (docs/ethics.md)."""

    __tablename__ = "person_inquiry"
    __table_args__ = titled("按人查看登记", CheckConstraint("reason <> ''"))

    id: int | None = key()
    unit_id: int | None = link("unit.id", "单位")
    since: date | None = column("期间起日")
    until: date = required("期间止日")
    reason: str = required("查看理由", personal=True)
    looked_on: date = required("查看日期")
