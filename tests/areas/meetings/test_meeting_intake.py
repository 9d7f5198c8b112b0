"""The workbook of meetings: taken in whole, twice the same, wrong cells told (R-XZ-05 … R-XZ-10)."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from powerctl.errors import Refused
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Meeting,
    MeetingReopening,
    NamedBallot,
    NamedVote,
    Person,
    Recusal,
    SecretBallot,
    Statement,
    Topic,
    Unit,
)
from powerctl.terms import AttendanceState, BodyKind, Choice, MemberRole, Outcome, TopicState
from tests.areas.workbooks import a_sheet, a_workbook, counts, organization, planned, take_in, told

BUREAU = "青禾县财政局"
MEETING = {
    "unit": BUREAU,
    "number": "2026-05",
    "name": "局党组2026年第5次会议",
    "body": "党组会",
    "held_on": "2026-02-10",
    "begun_at": "9:00",
    "ended_at": "上午11时30分",
    "chair_written": "高某",
}
TOPICS = [
    {"meeting": "2026-05", "title": "关于调整预算的请示", "amount": "12.5万元", "catalogue_item": "大额支出",
     "in_charge_written": "李某", "outcome": "通过", "recused_written": "王某（亲属在承办企业）"},
    {"meeting": "2026-05", "title": "关于周某任职的请示", "topic_class": "人事议题", "outcome": "通过"},
]  # fmt: skip
ROSTER = [
    {"meeting": "2026-05", "person_written": "高某", "role": "应到成员", "state": "出席", "is_head": "是"},
    {"meeting": "2026-05", "person_written": "李某", "role": "成员", "state": "到会", "is_head": "否"},
    {"meeting": "2026-05", "person_written": "王某", "role": "应到成员", "state": "事假", "reason": "出差"},
    {"meeting": "2026-05", "person_written": "吴某", "role": "列席", "state": "出席"},
]
STATEMENTS = [
    {
        "meeting": "2026-05",
        "topic": "1",
        "speaker_written": "李某",
        "opinion": "赞成",
        "reasons": "资金已落实",
    },
    {"meeting": "2026-05", "topic": "关于调整预算的请示", "speaker_written": "高某", "opinion": "同意"},
]
VOTES = [
    {"meeting": "2026-05", "topic": "1", "method": "举手表决", "voter_written": "高某", "choice": "同意"},
    {"meeting": "2026-05", "topic": "1", "method": "举手表决", "voter_written": "李某", "choice": "反对"},
]
TALLY = {
    "meeting": "2026-05", "topic": "2", "method": "无记名票决", "issued": "2", "returned": "2",
    "votes_for": "2", "against": "0", "abstain": "0", "teller_one": "吴某", "teller_two": "郑某",
}  # fmt: skip


def book(meetings=(MEETING,), topics=TOPICS, roster=ROSTER, statements=STATEMENTS, votes=(*VOTES, TALLY)):
    sheets = {
        "meetings": ("会议", meetings),
        "meeting_topics": ("议题", topics),
        "meeting_attendance": ("到会", roster),
        "meeting_statements": ("发言", statements),
        "meeting_votes": ("表决", votes),
    }
    filled = [a_sheet(kind, list(rows), title) for kind, (title, rows) in sheets.items() if rows]
    return a_workbook("meetings", *filled)


@pytest.fixture
def bureau(session):
    unit = Unit(code="CZJ", name=BUREAU)
    session.add(unit)
    session.flush()
    session.add_all([Person(unit_id=unit.id, name=name) for name in ("高某", "李某")])
    session.add(CatalogueItem(unit_id=unit.id, name="大额支出"))
    session.flush()
    return unit


def test_a_meeting_comes_in_with_all_that_hangs_on_it(session, bureau) -> None:
    """R-XZ-06, R-XZ-07, R-XZ-08, R-XZ-09"""
    plan = take_in(session, book())
    assert (plan.problems, counts(plan)) == ([], (12, 12, 0, 0, 0))
    (meeting,) = session.exec(select(Meeting)).all()
    assert (meeting.body, meeting.held_on) == (BodyKind.PARTY_GROUP, date(2026, 2, 10))
    assert (meeting.begun_at, meeting.ended_at, meeting.entered_on) == ("09:00", "11:30", date(2026, 3, 2))
    assert session.get(Person, meeting.chair_id).name == "高某"
    first, second = session.exec(select(Topic).order_by(Topic.id)).all()
    assert (first.number, first.amount_fen, first.state) == ("2026-05/1", 12_500_000, TopicState.DECIDED)
    assert first.catalogue_item_id is not None and first.in_charge_id is not None
    assert second.number == "2026-05/2"
    seats = session.exec(select(Attendance).order_by(Attendance.position)).all()
    assert [seat.role for seat in seats] == [MemberRole.ENTITLED] * 3 + [MemberRole.OBSERVER]
    assert [seat.state for seat in seats][2] is AttendanceState.ON_LEAVE
    assert seats[0].is_head is True and seats[2].is_head is None
    (recusal,) = session.exec(select(Recusal)).all()
    assert (recusal.attendance_id, recusal.reason) == (seats[2].id, "亲属在承办企业")
    statements = session.exec(select(Statement).order_by(Statement.position)).all()
    assert [(one.attendance_id, one.position) for one in statements] == [(seats[1].id, 1), (seats[0].id, 2)]
    (ballot,) = session.exec(select(NamedBallot)).all()
    assert (ballot.round, ballot.is_void) == (1, False)
    assert {(vote.attendance_id, vote.choice) for vote in session.exec(select(NamedVote)).all()} == {
        (seats[0].id, Choice.FOR),
        (seats[1].id, Choice.AGAINST),
    }
    (secret,) = session.exec(select(SecretBallot)).all()
    assert (secret.issued, secret.votes_for, secret.against, secret.invalid) == (2, 2, 0, None)


def test_the_same_workbook_again_changes_nothing(session, bureau) -> None:
    take_in(session, book())
    plan = take_in(session, book())
    assert plan.writes_nothing and counts(plan) == (12, 0, 0, 12, 0)


def test_the_order_of_sheets_does_not_matter(session, bureau) -> None:
    workbook = book()
    workbook.sheets.reverse()
    assert counts(take_in(session, workbook)) == (12, 12, 0, 0, 0)


def test_votes_may_come_later_for_a_meeting_that_is_stored(session, bureau) -> None:
    take_in(session, book(votes=()))
    plan = take_in(session, book((), (), (), (), (*VOTES, TALLY)))
    assert (plan.problems, counts(plan)) == ([], (3, 3, 0, 0, 0))


def test_corrected_places_on_the_agenda_change_without_standing_in_each_others_way(session, bureau) -> None:
    take_in(session, book(statements=(), votes=()))
    swapped = [{**TOPICS[0], "position": "2"}, {**TOPICS[1], "position": "1"}]
    plan = take_in(session, book(topics=swapped, statements=(), votes=()))
    assert plan.problems == [] and plan.receipt.changed == 2
    items = session.exec(select(AgendaItem).order_by(AgendaItem.position)).all()
    assert [session.get(Topic, item.topic_id).title for item in items] == [
        t["title"] for t in reversed(TOPICS)
    ]
    assert [item.position for item in items] == [1, 2]


def test_people_of_one_name_on_a_list_are_told_apart_by_their_places(session, bureau) -> None:
    def listed(*places: int) -> list[dict[str, str]]:
        return [
            {"meeting": "2026-05", "person_written": "赵某", "duty_written": f"第{n}位", "position": str(n)}
            for n in places
        ]

    take_in(session, book(topics=(), roster=listed(2, 3, 1), statements=(), votes=()))
    plan = planned(session, book(topics=(), roster=listed(1, 2, 3), statements=(), votes=()))
    assert counts(plan) == (4, 0, 0, 4, 0)
    moved = [*listed(1, 3), {"meeting": "2026-05", "person_written": "赵某", "position": "7"}]
    assert counts(planned(session, book(topics=(), roster=moved, statements=(), votes=()))) == (4, 0, 1, 3, 0)


def test_a_topic_deferred_and_taken_up_again_is_one_topic_with_two_places(session, bureau) -> None:
    """R-XZ-06"""
    later = {**MEETING, "number": "2026-06", "held_on": "2026-02-20", "name": "第6次"}
    topics = [
        {"meeting": "2026-05", "number": "YT-1", "title": "关于某事", "outcome": "暂缓"},
        {"meeting": "2026-06", "number": "YT-1", "title": "关于某事", "outcome": "通过"},
    ]
    take_in(session, book((MEETING, later), topics, (), (), ()))
    (topic,) = session.exec(select(Topic)).all()
    assert topic.state is TopicState.DECIDED
    assert [item.outcome for item in session.exec(select(AgendaItem)).all()] == [
        Outcome.DEFERRED,
        Outcome.PASSED,
    ]


def test_a_second_vote_of_a_member_is_recorded_as_it_was(session, bureau) -> None:
    """VOTE004 is for the rules to find."""
    take_in(session, book(votes=(*VOTES, VOTES[0])))
    assert len(session.exec(select(NamedVote)).all()) == 3
    assert take_in(session, book(votes=(*VOTES, VOTES[0]))).writes_nothing


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"meetings": ({**MEETING, "begun_at": "早些时候"},)}, "begun_at", "不是时间"),
        ({"meetings": (MEETING, MEETING)}, "number", "重复"),
        ({"topics": [{**TOPICS[0], "meeting": "2026-99"}, TOPICS[1]]}, "meeting", "都没有“2026-99”"),
        ({"topics": [{**TOPICS[0], "amount": "若干"}, TOPICS[1]]}, "amount", "不认识“若干”"),
        ({"topics": [TOPICS[0], {**TOPICS[1], "outcome": "差不多"}]}, "outcome", "不认识“差不多”"),
        ({"topics": [TOPICS[0], TOPICS[0]]}, "title", "重复"),
        ({"topics": [{**TOPICS[0], "unit": "青禾县财正局"}, TOPICS[1]]}, "unit", "没有登记单位“青禾县财正局”；相近的有：青禾县财政局"),
        ({"statements": [{**STATEMENTS[0], "speaker_written": "钱某"}]}, "speaker_written", "没有“钱某”"),
        ({"statements": [{**STATEMENTS[0], "topic": "9"}]}, "topic", "没有顺序、编号或名称为“9”"),
        ({"votes": ({**VOTES[0], "choice": ""},)}, "choice", "缺少表决意见"),
        ({"votes": (VOTES[0], {**VOTES[1], "method": "口头表决"})}, "method", "前后写得不同"),
        ({"votes": ({**VOTES[0], "round": "x"},)}, "round", "不认识“x”"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_and_keeps_the_workbook_out(session, bureau, change, field, words) -> None:
    workbook = book(**change)
    plan = planned(session, workbook)
    cells = {
        f"{column.column}{record.row}"
        for sheet in workbook.sheets
        for column in sheet.columns
        for record in sheet.records
        if column.field == field
    }
    assert any(words in problem.message and problem.cell in cells for problem in plan.problems), plan.problems
    assert plan.receipt.balances and plan.receipt.rejected


@pytest.mark.parametrize(
    "votes",
    [
        ({**TALLY, "voter_written": "高某"},),
        ({**TALLY, "choice": "反对"},),
        ({"meeting": "2026-05", "topic": "2", "method": "无记名票决", "voter_written": "李某", "choice": "反对"},),
        (TALLY, {"meeting": "2026-05", "topic": "2", "voter_written": "李某", "choice": "反对"}),
        ({"meeting": "2026-05", "topic": "2", "reason": "秘密投票", "voter_written": "李某", "choice": "反对"},),
        ({"meeting": "2026-05", "topic": "2", "method": "举手表决", "reason": "系无记名票决，按票面登记",
          "voter_written": "李某", "choice": "反对"},),
        ({"meeting": "2026-05", "topic": "无记名票决任职人选", "voter_written": "李某", "choice": "反对"},),
    ],
)  # fmt: skip
def test_names_beside_a_secret_ballot_are_refused_without_naming_anybody(session, bureau, votes) -> None:
    """R-XZ-09, reliability.md section 3"""
    with pytest.raises(Refused) as refusal:
        take_in(session, book(votes=(*VOTES, *votes)))
    said = f"{refusal.value} {refusal.value.hint}"
    assert "无记名票决" in said and "李某" not in said and "高某" not in said
    assert session.exec(select(Meeting)).all() == []


def test_a_named_round_may_say_that_it_took_the_place_of_a_secret_one(session, bureau) -> None:
    """R-XZ-09: only a round that was secret takes no names."""
    votes = ({**VOTES[0], "reason": "原定无记名票决，经成员同意改为举手表决"}, *VOTES[1:])
    topics = [{**TOPICS[0], "title": "关于修订无记名投票办法的请示"}, *TOPICS[1:]]
    assert planned(session, book(topics=topics, votes=votes, statements=())).problems == []


def test_no_other_sheet_may_tell_a_secret_choice_either(session, bureau) -> None:
    statements = [{**STATEMENTS[0], "reasons": "无记名票决时李某反对"}]
    with pytest.raises(Refused, match="无记名票决"):
        planned(session, book(statements=statements))
    assert session.exec(select(Meeting)).all() == []


def test_a_sheet_called_secret_takes_no_names(session, bureau) -> None:
    workbook = book()
    workbook.sheets[-1].title = "无记名投票情况"
    with pytest.raises(Refused, match="无记名票决"):
        planned(session, workbook)


def test_the_text_of_a_topic_may_not_say_whose_secret_choice_was_which(session, bureau) -> None:
    topics = [TOPICS[0], {**TOPICS[1], "decided_text": "经无记名投票，李某投反对票，决定任职"}]
    with pytest.raises(Refused):
        planned(session, book(topics=topics))
    topics[1]["decided_text"] = "经无记名投票，同意2票、反对0票，同意周某任职"
    assert planned(session, book(topics=topics)).problems == []


def test_a_tally_that_is_stored_is_never_corrected(session, bureau) -> None:
    """The difference of two tallies might be somebody's vote."""
    take_in(session, book())
    plan = planned(session, book(votes=(*VOTES, {**TALLY, "votes_for": "1", "against": "1"})))
    assert [problem.message for problem in plan.problems if "票数登记后不更正" in problem.message]


def test_a_named_round_and_a_secret_tally_of_one_topic_are_never_open_together(session, bureau) -> None:
    take_in(session, book())
    named = {**VOTES[0], "topic": "2", "round": "2"}
    plan = planned(session, book(votes=(*VOTES, TALLY, named)))
    assert any("不能再登记谁投了什么" in problem.message for problem in plan.problems)


def test_a_closed_meeting_takes_in_nothing_new_but_stays_unchanged_by_what_is_known(session, bureau) -> None:
    """R-XZ-10"""
    take_in(session, book())
    (meeting,) = session.exec(select(Meeting)).all()
    meeting.closed_at = datetime(2026, 3, 2, 18, 0)
    session.add(meeting)
    session.flush()
    assert take_in(session, book()).writes_nothing
    plan = planned(session, book(meetings=({**MEETING, "place": "三楼"},)))
    assert any("已办结" in problem.message for problem in plan.problems)


def test_what_changes_in_a_reopened_meeting_stands_on_its_list(session, bureau) -> None:
    """R-XZ-10"""
    take_in(session, book())
    (meeting,) = session.exec(select(Meeting)).all()
    session.add(MeetingReopening(meeting_id=meeting.id, position=1, reason="补记"))
    session.flush()
    take_in(session, book(meetings=({**MEETING, "place": "三楼"},)))
    (reopening,) = session.exec(select(MeetingReopening)).all()
    session.refresh(reopening)
    assert reopening.changes == "导入“清单.xlsx”"


def test_head_counts_that_the_list_contradicts_are_told(session, bureau) -> None:
    plan = take_in(session, book(meetings=({**MEETING, "entitled_count": "5"},)))
    assert told(plan, "登记应到 5 人，名单上应到成员 3 人")


def test_people_who_come_in_after_the_meetings_are_linked_then(session) -> None:
    take_in(session, book())
    assert {seat.person_id for seat in session.exec(select(Attendance)).all()} == {None}
    take_in(session, organization(units=[{"name": BUREAU}], people=[{"unit": BUREAU, "name": "高某"}]))
    session.expire_all()
    seats = session.exec(select(Attendance).order_by(Attendance.position)).all()
    assert [seat.person_id is not None for seat in seats] == [True, False, False, False]
    (meeting,) = session.exec(select(Meeting)).all()
    assert meeting.chair_id == seats[0].person_id
    assert take_in(session, book()).writes_nothing
