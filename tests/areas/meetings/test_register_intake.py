"""Registers of meetings as units keep them, and the decision catalogue (R-XZ-05 … R-XZ-10)."""

from datetime import date

import pytest
from sqlmodel import select

from powerctl.areas.meetings.ballots import without_counts
from powerctl.errors import Refused
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Meeting,
    NamedBallot,
    SecretBallot,
    Topic,
    Unit,
)
from powerctl.sheets.reading import ReadColumn
from powerctl.terms import AttendanceState, BodyKind, MajorMatter, MemberRole, Outcome, TopicClass
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, take_in, told

BUREAU = "青禾县财政局"


def register(*rows, title="青禾县财政局2026年党组会议登记簿", headings=None):
    sheet = a_sheet("meeting_registers", list(rows), "登记簿", title=title, unit_name=BUREAU)
    if headings:
        sheet.columns = [
            ReadColumn(c.column, headings.get(c.field or "", c.heading), c.field, c.hidden)
            for c in sheet.columns
        ]
    return a_workbook("meeting-registers", sheet)


@pytest.fixture
def bureau(session):
    unit = Unit(code="CZJ", name=BUREAU)
    session.add(unit)
    session.flush()
    return unit


ONE_ROW = {
    "held_written": "3月5日上午9:00-11:30",
    "body_written": "党组会",
    "chair_written": "高某",
    "entitled_written": "应到4人",
    "present_written": "3人",
    "present_names": "高某（党组书记、局长）、李某、王某",
    "leave_names": "周某（因公出差）",
    "observer_names": "吴某（预算股股长）",
    "topics": "一、关于调整预算的请示；\n二、关于购置设备的请示。会议议定：暂缓",
    "result_written": "一致通过",
}


def test_topics_numbered_in_a_cell_come_apart_and_a_day_without_a_year_takes_the_titles(
    session, bureau
) -> None:
    plan = take_in(session, register(ONE_ROW))
    assert (plan.problems, counts(plan)) == ([], (1, 1, 0, 0, 0))
    (meeting,) = session.exec(select(Meeting)).all()
    assert (meeting.held_on, meeting.begun_at, meeting.ended_at) == (date(2026, 3, 5), "09:00", "11:30")
    assert (meeting.number, meeting.body) == ("2026-03-05-09:00-党组会", BodyKind.PARTY_GROUP)
    assert (meeting.entitled_count, meeting.present_count) == (4, 3)
    topics = session.exec(select(Topic).order_by(Topic.id)).all()
    assert [topic.title for topic in topics] == ["关于调整预算的请示", "关于购置设备的请示"]
    items = session.exec(select(AgendaItem).order_by(AgendaItem.position)).all()
    assert [item.decided_text for item in items] == ["一致通过", "暂缓"]
    assert [item.outcome for item in items] == [Outcome.PASSED, Outcome.DEFERRED]
    seats = session.exec(select(Attendance).order_by(Attendance.position)).all()
    assert [seat.person_written for seat in seats] == ["高某", "李某", "王某", "周某", "吴某"]
    assert [seat.role for seat in seats] == [MemberRole.ENTITLED] * 4 + [MemberRole.OBSERVER]
    assert (seats[3].state, seats[3].reason) == (AttendanceState.ON_LEAVE, "因公出差")
    assert seats[0].post_written == "党组书记、局长"


def test_the_same_register_again_changes_nothing(session, bureau) -> None:
    take_in(session, register(ONE_ROW))
    assert take_in(session, register(ONE_ROW)).writes_nothing


def test_names_that_nothing_calls_members_leave_the_role_open(session, bureau) -> None:
    """Who is entitled is not guessed."""
    row = {**ONE_ROW, "entitled_written": "9人"}
    plan = take_in(session, register(row))
    assert told(plan, "应到人数与名单不符")
    roles = [seat.role for seat in session.exec(select(Attendance).order_by(Attendance.position)).all()]
    assert roles == [None] * 4 + [MemberRole.OBSERVER]


def test_a_list_headed_as_present_members_is_one_of_members(session, bureau) -> None:
    row = {name: text for name, text in ONE_ROW.items() if name != "entitled_written"}
    take_in(session, register(row, headings={"present_names": "出席人员"}))
    assert {seat.role for seat in session.exec(select(Attendance)).all()} == set(MemberRole)


def test_topics_as_columns(session, bureau) -> None:
    row = {"held_written": "2026-03-05", "body_written": "局长办公会", "topic_1": "甲事", "topic_3": "乙事"}
    take_in(session, register(row))
    assert [topic.title for topic in session.exec(select(Topic).order_by(Topic.id)).all()] == ["甲事", "乙事"]


def test_a_row_for_each_topic_makes_one_meeting(session, bureau) -> None:
    rows = [
        {"number": "〔2026〕5号", "held_written": "2026-03-05", "topics": "甲事", "amount": "12.5",
         "class_written": "大额资金", "result_written": "同意按提交方案、意见等执行"},
        {"number": "〔2026〕5号", "held_written": "2026-03-05", "topics": "乙事", "amount": "",
         "class_written": "人事", "result_written": "退回重新拟定方案、意见等再行决策"},
    ]  # fmt: skip
    plan = take_in(session, register(*rows, headings={"amount": "涉及金额（万元）"}))
    assert counts(plan) == (2, 2, 0, 0, 0)
    assert len(session.exec(select(Meeting)).all()) == 1
    first, second = session.exec(select(Topic).order_by(Topic.id)).all()
    assert (first.amount_fen, first.matter) == (12_500_000, MajorMatter.LARGE_SUM)
    assert second.topic_class is TopicClass.PERSONNEL
    outcomes = [item.outcome for item in session.exec(select(AgendaItem).order_by(AgendaItem.position)).all()]
    assert outcomes == [Outcome.PASSED, Outcome.RETURNED]


def test_counts_without_names_stay_counts(session, bureau) -> None:
    """Nobody's vote is made up from a number (R-XZ-09)."""
    row = {"held_written": "2026-03-05", "topics": "甲事", "method_written": "举手表决",
           "votes_written": "同意9票、反对0票、弃权1票"}  # fmt: skip
    plan = take_in(session, register(row))
    (item,) = session.exec(select(AgendaItem)).all()
    assert (item.counted_for, item.counted_against, item.counted_abstain) == (9, 0, 1)
    assert item.method_written == "举手表决" and not told(plan, "是否记名")
    assert session.exec(select(NamedBallot)).all() == session.exec(select(SecretBallot)).all() == []


def test_counts_in_columns_of_their_own_and_a_fourth_state(session, bureau) -> None:
    row = {"held_written": "2026-03-05", "topics": "甲事", "for_written": "19票", "against_written": "0",
           "abstain_written": "3", "not_pressed_written": "1", "result_written": "通过"}  # fmt: skip
    plan = take_in(session, register(row))
    (item,) = session.exec(select(AgendaItem)).all()
    assert (item.counted_for, item.counted_against, item.counted_abstain) == (19, 0, 3)
    assert told(plan, "“未按”的人数") and told(plan, "没有写明是否记名")


def test_a_secret_ballot_is_one_row_of_counts(session, bureau) -> None:
    """R-XZ-09"""
    row = {"held_written": "2026-03-05", "topics": "任免", "method_written": "无记名投票",
           "votes_written": "发出9票，收回9票，同意8票，反对1票", "result_written": "通过"}  # fmt: skip
    take_in(session, register(row))
    (tally,) = session.exec(select(SecretBallot)).all()
    assert (tally.issued, tally.returned, tally.votes_for, tally.against, tally.abstain) == (9, 9, 8, 1, None)
    (item,) = session.exec(select(AgendaItem)).all()
    assert item.counted_for is None and item.method_written is None
    assert take_in(session, register(row)).writes_nothing
    changed = planned(session, register({**row, "votes_written": "发出9票，收回9票，同意7票，反对2票"}))
    assert any("票数登记后不更正" in problem.message for problem in changed.problems)
    without_counts(tally)
    tally.is_void, tally.reason = True, "计票有误"
    session.add(tally)
    session.flush()
    struck = take_in(session, register(row))
    assert struck.writes_nothing and told(struck, "无记名票决已经作废，登记簿中的票数没有读入")


@pytest.mark.parametrize(
    "cells",
    [
        {"votes_written": "无记名投票，同意8票，反对：李某"},
        {"method_written": "无记名投票", "votes_written": "高某同意，李某反对"},
        {"method_written": "无记名投票", "for_written": "高某、王某", "against_written": "李某"},
        {"method_written": "无记名投票", "decided_text": "通过；李某投了反对票"},
        {"topics": "经无记名投票，李某反对，通过任免事项"},
    ],
)
def test_a_register_that_says_whose_secret_choice_was_which_is_refused(session, bureau, cells) -> None:
    row = {"held_written": "2026-03-05", "topics": "任免", "present_names": "高某、李某、王某", **cells}
    with pytest.raises(Refused) as refusal:
        planned(session, register(row))
    assert "李某" not in f"{refusal.value}{refusal.value.hint}"


def test_a_register_called_secret_holds_tallies_and_takes_no_names(session, bureau) -> None:
    row = {"held_written": "2026-03-05", "topics": "任免", "votes_written": "同意8票，反对1票"}
    title = "2026年无记名投票情况登记"
    take_in(session, register(row, title=title))
    (tally,) = session.exec(select(SecretBallot)).all()
    assert (tally.votes_for, tally.against) == (8, 1)
    named = {**row, "present_names": "高某、李某", "votes_written": "李某反对，其余同意"}
    with pytest.raises(Refused):
        planned(session, register(named, title=title))


def test_a_number_in_the_place_of_a_list_is_the_number_of_those_present(session, bureau) -> None:
    take_in(session, register({"held_written": "2026-03-05", "topics": "某事", "present_names": "8人"}))
    (meeting,) = session.exec(select(Meeting)).all()
    assert meeting.present_count == 8 and session.exec(select(Attendance)).all() == []


def test_an_open_vote_may_name_those_against(session, bureau) -> None:
    row = {"held_written": "2026-03-05", "topics": "某事", "present_names": "高某、李某、王某",
           "method_written": "举手表决", "votes_written": "同意2票，反对1票（李某）"}  # fmt: skip
    assert planned(session, register(row)).problems == []


@pytest.mark.parametrize(
    ("cells", "title", "words"),
    [
        ({"held_written": "3月5日"}, "会议登记簿", "没有年份"),
        ({"held_written": "二月三十日"}, "2026年会议登记簿", "看不出是哪一天"),
        ({"topics": ""}, "2026年会议登记簿", "没有写明议题"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_cell(session, bureau, cells, title, words) -> None:
    plan = planned(session, register({**ONE_ROW, **cells}, title=title))
    assert [(words in problem.message, bool(problem.cell)) for problem in plan.problems] == [(True, True)]


def test_several_topics_with_one_count_leave_the_count_out(session, bureau) -> None:
    plan = take_in(session, register({**ONE_ROW, "votes_written": "同意3票"}))
    assert told(plan, "几个议题只写了一次票数")
    assert {item.counted_for for item in session.exec(select(AgendaItem)).all()} == {None}


CATALOGUE = [
    {"unit": BUREAU, "name": "大额支出", "body": "党组会议", "threshold": "20", "needs_ballot": "否",
     "class_written": "大额资金使用", "office_written": "预算股", "deadline_written": "全年"},
    {"unit": BUREAU, "name": "干部任免", "class_written": "人事", "needs_ballot": "是"},
    {"unit": BUREAU, "name": "编制规划", "class_written": "规划类"},
]  # fmt: skip


def catalogue(*rows, heading="金额标准（万元）"):
    sheet = a_sheet("catalogue_items", list(rows), "决策事项目录")
    sheet.columns = [
        ReadColumn(c.column, heading if c.field == "threshold" else c.heading, c.field, c.hidden)
        for c in sheet.columns
    ]
    return a_workbook("catalogues", sheet)


def test_a_catalogue_comes_in_and_a_second_time_changes_nothing(session, bureau) -> None:
    """R-XZ-05"""
    plan = take_in(session, catalogue(*CATALOGUE))
    assert (plan.problems, counts(plan)) == ([], (3, 3, 0, 0, 0))
    first, second, third = session.exec(select(CatalogueItem).order_by(CatalogueItem.id)).all()
    assert (first.threshold_fen, first.matter) == (20_000_000, MajorMatter.LARGE_SUM)
    assert (first.body, first.needs_ballot) == (BodyKind.PARTY_GROUP, False)
    assert first.note == "承办单位：预算股；完成时限：全年"
    assert (second.topic_class, second.needs_ballot) == (TopicClass.PERSONNEL, True)
    assert (third.note, third.needs_ballot) == ("事项类别：规划类", None) and told(plan, "“规划类”")
    assert take_in(session, catalogue(*CATALOGUE)).writes_nothing


def test_a_changed_matter_is_a_change_and_a_wrong_sum_is_told(session, bureau) -> None:
    take_in(session, catalogue(*CATALOGUE))
    assert counts(take_in(session, catalogue({**CATALOGUE[0], "threshold": "30"})))[2] == 1
    plan = planned(session, catalogue({**CATALOGUE[0], "threshold": "若干"}))
    assert [problem.found for problem in plan.problems] == ["若干"]
