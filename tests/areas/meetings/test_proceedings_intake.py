"""会议办理 by workbook: taken in whole, twice the same, wrong cells told, closed meetings left alone."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from powerctl.errors import Refused
from powerctl.model import (
    AgendaItem,
    Attendance,
    BudgetStep,
    Consultation,
    Instruction,
    Meeting,
    MeetingInspection,
    MeetingReopening,
    MinutesCopy,
    ParallelRecord,
    Person,
    ProcedureStep,
    Question,
    Recusal,
    Resolution,
    ResolutionProgress,
    Topic,
    Unit,
)
from powerctl.terms import BudgetStage, DecisionStage, ResolutionState, TopicState
from tests.areas.meetings.test_meeting_intake import BUREAU, MEETING, ROSTER, TOPICS
from tests.areas.workbooks import TODAY, a_sheet, a_workbook, counts, organization, planned, take_in

AT = {"meeting": "2026-05"}
ON = AT | {"topic": "1"}
ROWS = {
    "topics": [
        {"unit": BUREAU, "number": "YT-9", "title": "贯彻上级精神", "topic_class": "上级指示议题", "amount": "3万元",
         "needs_opinion": "是", "in_charge_written": "李某", "state": "已初审", "note": ""},
        {"unit": BUREAU, "title": "修订制度", "number": "", "proposed_on": "2026-01-09", "state": ""},
    ],
    "procedure_steps": [
        {"unit": BUREAU, "topic": "YT-9", "stage": "起草建议稿", "done_on": "2026-01-05", "document": "草案"},
        {**ON, "stage": "合法性审查", "begun_on": "2026-01-19", "done_on": "2026-02-02"},
        {**ON, "stage": "公众参与", "missing_reason": "涉密"},
    ],
    "consultations": [
        {**ON, "person_written": "李某", "held_on": "2026-02-01", "note": "同意"},
        {**ON, "person_written": "外人", "held_on": "2026-02-02"},
    ],
    "instructions": [{**ON, "person_written": "高某", "given_on": "2026-02-03", "text": "请上会"}],
    "recusals": [{**ON, "person_written": "王某", "reason": "亲属", "has_left": "是"}],
    "meeting_questions": [
        {**ON, "asked_by_written": "李某", "text": "缺口怎么办", "answer": "动用预备费", "is_clear": "是"},
        {**ON, "asked_by_written": "高某", "text": "缺口怎么办"},
    ],
    "resolutions": [
        {**ON, "text": "调整预算", "implementing_written": BUREAU, "due_on": "2026-04-30", "state": "落实中"},
        {**ON, "text": "按季报告", "implementing_written": "预算股", "done_on": "2026-02-28"},
    ],
    "resolution_progress": [
        {**ON, "resolution": "1", "reported_on": "2026-03-01", "text": "已报批", "evidence": "〔2026〕1号"},
        {**ON, "resolution": "按季报告", "reported_on": "2026-02-28", "text": "已完成"},
    ],
    "parallel_records": [
        {**AT, "recorder_written": "赵某", "recorded_on": "2026-02-10", "present": "2", "topics": "2",
         "head_spoke_last": "是", "differences": "一致"},
    ],
    "meeting_inspections": [
        {**AT, "inspected_on": "2026-02-10", "topics": "2", "result": "规范", "is_regular": "是"},
        {"unit": BUREAU, "inspected_on": "2026-02-20", "result": "抽查台账"},
    ],
    "minutes_copies": [
        {**AT, "number": "1", "recipient_written": "李某", "handed_on": "2026-02-11", "recalled_on": "2026-02-11"},
        {**AT, "number": "2", "recipient_written": "王某", "handed_on": "2026-02-11"},
    ],
    "budget_steps": [{"unit": BUREAU, "year": "2026", "stage": "党委会研究", "done_on": "2026-01-08"}],
    "meeting_closings": [{**AT, "reported_up_on": "2026-02-11", "closed_at": "2026-02-12 17:30"}],
}  # fmt: skip
TOTAL = sum(len(rows) for rows in ROWS.values())


def sitting():
    return a_workbook(
        "meetings",
        a_sheet("meetings", [MEETING], "会议"),
        a_sheet("meeting_topics", TOPICS, "议题"),
        a_sheet("meeting_attendance", ROSTER, "到会"),
    )


def book(**changed):
    """The workbook with some of its sheets replaced, or only `only` of them."""
    rows = ROWS | changed
    return a_workbook(
        "proceedings", *(a_sheet(kind, listed, kind) for kind, listed in rows.items() if listed)
    )


def sheet(kind, *rows):
    return a_workbook("proceedings", a_sheet(kind, list(rows), kind))


def only(session, model):
    return session.exec(select(model).order_by(model.id)).all()


@pytest.fixture
def bureau(session):
    unit = Unit(code="CZJ", name=BUREAU)
    session.add(unit)
    session.flush()
    session.add_all([Person(unit_id=unit.id, name=name) for name in ("高某", "李某")])
    session.flush()
    plan = take_in(session, sitting())
    assert plan.problems == []
    return unit


def test_everything_that_hangs_on_a_meeting_comes_in(session, bureau) -> None:
    """R-XZ-06, R-XZ-08, R-XZ-10, R-HY-03, R-ZJ-03, R-ZJ-06, R-CC-01"""
    plan = take_in(session, book())
    assert (plan.problems, counts(plan)) == ([], (TOTAL, TOTAL - 2, 2, 0, 0))
    order, reform = only(session, Topic)[-2:]
    assert (order.number, order.state, order.amount_fen) == ("YT-9", TopicState.SCREENED, 3_000_000)
    assert (order.needs_opinion, session.get(Person, order.in_charge_id).name) == (True, "李某")
    assert (reform.number, reform.state) == ("2026-001", TopicState.PROPOSED)
    steps = {(step.topic_id, step.stage): step for step in only(session, ProcedureStep)}
    first = only(session, Topic)[0]
    review = steps[first.id, DecisionStage.LEGALITY]
    assert (review.begun_on, review.done_on) == (date(2026, 1, 19), date(2026, 2, 2))
    assert steps[order.id, DecisionStage.DRAFT].document == "草案"
    assert steps[first.id, DecisionStage.PUBLIC].missing_reason == "涉密"
    known, stranger = only(session, Consultation)
    assert (session.get(Person, known.person_id).name, stranger.person_id) == ("李某", None)
    (written,) = only(session, Instruction)
    assert (session.get(Person, written.person_id).name, written.given_on) == ("高某", date(2026, 2, 3))
    (recusal,) = only(session, Recusal)
    assert (recusal.reason, recusal.has_left) == ("亲属", True)
    assert [(one.asked_by_written, one.is_clear) for one in only(session, Question)] == [
        ("李某", True),
        ("高某", None),
    ]


def test_what_follows_a_meeting_comes_in(session, bureau) -> None:
    """R-ZJ-03, R-ZJ-06, R-XZ-10"""
    take_in(session, book())
    first, second = only(session, Resolution)
    assert (first.position, first.state, first.implementing_unit_id) == (
        1,
        ResolutionState.RUNNING,
        bureau.id,
    )
    assert (second.position, second.state, second.implementing_unit_id) == (2, ResolutionState.DONE, None)
    assert [one.resolution_id for one in only(session, ResolutionProgress)] == [first.id, second.id]
    (record,) = only(session, ParallelRecord)
    assert (record.present, record.topics, record.head_spoke_last) == (2, 2, True)
    of_meeting, of_unit = only(session, MeetingInspection)
    assert (of_meeting.unit_id, of_unit.meeting_id, of_unit.unit_id) == (bureau.id, None, bureau.id)
    assert [(copy.number, copy.recalled_on) for copy in only(session, MinutesCopy)] == [
        (1, date(2026, 2, 11)),
        (2, None),
    ]
    (step,) = only(session, BudgetStep)
    assert (step.year, step.stage, step.done_on) == (2026, BudgetStage.COMMITTEE, date(2026, 1, 8))
    (meeting,) = only(session, Meeting)
    session.refresh(meeting)
    assert (meeting.closed_at, meeting.reported_up_on) == (datetime(2026, 2, 12, 17, 30), date(2026, 2, 11))


def test_the_same_workbook_again_changes_nothing_though_the_meeting_is_closed(session, bureau) -> None:
    take_in(session, book())
    plan = take_in(session, book())
    assert (plan.problems, counts(plan)) == ([], (TOTAL, 0, 0, TOTAL, 0))
    assert plan.writes_nothing
    assert take_in(session, sitting()).writes_nothing


def test_the_order_of_sheets_does_not_matter(session, bureau) -> None:
    workbook = book()
    workbook.sheets.reverse()
    assert counts(take_in(session, workbook)) == (TOTAL, TOTAL - 2, 2, 0, 0)


@pytest.mark.parametrize(
    ("kind", "row", "field", "words"),
    [
        ("procedure_steps", {**ON, "meeting": "2026-99", "stage": "风险评估"}, "meeting", "没有登记会议“2026-99”"),
        ("procedure_steps", {"unit": BUREAU, "topic": "没有的事", "stage": "风险评估"}, "topic", "没有编号或名称"),
        ("procedure_steps", {"topic": "1", "stage": "风险评估"}, "topic", "看不出是哪个单位"),
        ("procedure_steps", {**ON, "topic": "9", "stage": "风险评估"}, "topic", "没有顺序、编号或名称为“9”"),
        ("procedure_steps", {**ON, "stage": "立项"}, "stage", "不认识“立项”"),
        ("procedure_steps", {**ON, "stage": "风险评估", "done_on": "2026-01-05", "missing_reason": "无必要"},
         "missing_reason", "又写了未履行的理由"),
        ("procedure_steps", {**ON, "stage": "风险评估", "begun_on": "2026-01-05", "done_on": "2026-01-04"},
         "done_on", "早于开始日期"),
        ("consultations", {**ON, "unit": "某县某局", "person_written": "李某"}, "unit", "没有登记单位“某县某局”"),
        ("consultations", {**ON, "person_written": ""}, "person_written", "缺少酝酿对象"),
        ("recusals", {**ON, "person_written": "钱某"}, "person_written", "没有“钱某”"),
        ("meeting_questions", {**ON, "text": "甲", "is_clear": "大概"}, "is_clear", "不认识“大概”"),
        ("resolutions", {**ON, "text": "甲", "due_on": "2026-01-01"}, "due_on", "早于会议召开日期"),
        ("resolutions", {**ON, "text": "甲", "done_on": "2026-03-01", "state": "落实中"}, "state", "应为“已完成”"),
        ("resolutions", {**ON, "text": "甲", "implementing_unit": "某县某局"}, "implementing_unit", "没有登记单位"),
        ("resolution_progress", {**ON, "resolution": "7", "text": "甲"}, "resolution", "没有决议“7”"),
        ("parallel_records", {**AT, "recorded_on": "2026-02-09"}, "recorded_on", "早于会议召开日期"),
        ("meeting_inspections", {**AT, "inspected_on": "2026-02-09"}, "inspected_on", "早于会议召开日期"),
        ("minutes_copies", {**AT, "number": "3", "handed_on": "2026-02-09"}, "handed_on", "早于会议召开日期"),
        ("minutes_copies", {**AT, "number": "3", "handed_on": "2026-02-12", "recalled_on": "2026-02-11"},
         "recalled_on", "早于发出日期"),
        ("budget_steps", {"unit": BUREAU, "year": "今年", "stage": "党委会研究"}, "year", "不认识“今年”"),
        ("meeting_closings", {**AT, "closed_at": "下周"}, "closed_at", "不是日期和时间"),
        ("meeting_closings", {**AT, "closed_at": "2026-03-03 09:00"}, "closed_at", "还没有到"),
        ("meeting_closings", {**AT, "closed_at": "2026-02-09"}, "closed_at", "早于会议召开日期"),
        ("topics", {"unit": BUREAU, "title": "甲", "amount": "若干"}, "amount", "不认识“若干”"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_and_keeps_the_workbook_out(session, bureau, kind, row, field, words) -> None:
    workbook = sheet(kind, row)
    plan = planned(session, workbook)
    (where,) = {column.column for column in workbook.sheets[0].columns if column.field == field} or {"A"}
    assert any(words in one.message and one.cell == f"{where}2" for one in plan.problems), plan.problems
    assert (plan.receipt.balances, plan.receipt.rejected) == (True, 1)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("procedure_steps", [{**ON, "stage": "风险评估"}] * 2),
        ("recusals", [{**ON, "person_written": "王某"}] * 2),
        ("resolutions", [{**ON, "position": "1", "text": "甲"}, {**ON, "position": "1", "text": "乙"}]),
        ("minutes_copies", [{**AT, "number": "1"}] * 2),
        ("parallel_records", [{**AT, "present": "1"}] * 2),
        ("budget_steps", [{"unit": BUREAU, "year": "2026", "stage": "党委会研究"}] * 2),
        ("meeting_closings", [{**AT, "closed_at": "2026-02-12"}] * 2),
        ("topics", [{"unit": BUREAU, "number": "1", "title": "甲"}] * 2),
    ],
)
def test_what_can_stand_only_once_is_told_when_it_stands_twice(session, bureau, kind, rows) -> None:
    plan = planned(session, sheet(kind, *rows))
    assert ["重复" in problem.message for problem in plan.problems] == [True]


def test_rows_that_say_the_same_are_as_many_records(session, bureau) -> None:
    talk = {**ON, "person_written": "李某", "held_on": "2026-02-01"}
    take_in(session, sheet("consultations", talk, talk))
    assert len(only(session, Consultation)) == 2
    assert take_in(session, sheet("consultations", talk, talk)).writes_nothing
    assert take_in(session, sheet("consultations", talk)).writes_nothing


def test_a_day_that_was_left_open_is_filled_in_and_makes_no_second_record(session, bureau) -> None:
    take_in(session, sheet("consultations", {**ON, "person_written": "李某", "held_on": ""}))
    plan = take_in(session, sheet("consultations", {**ON, "person_written": "李某", "held_on": "2026-02-01"}))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert [talk.held_on for talk in only(session, Consultation)] == [date(2026, 2, 1)]


def closed(session) -> Meeting:
    (meeting,) = only(session, Meeting)
    meeting.closed_at = datetime(2026, 2, 12, 17, 30, 12, 345)
    session.add(meeting)
    session.flush()
    return meeting


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("recusals", {**ON, "person_written": "李某"}),
        ("meeting_questions", {**ON, "text": "还有什么"}),
    ],
)
def test_the_record_of_a_closed_meeting_takes_in_nothing_new(session, bureau, kind, row) -> None:
    """R-XZ-10"""
    closed(session)
    plan = planned(session, sheet(kind, row))
    assert ["已办结" in problem.message for problem in plan.problems] == [True]


def test_what_follows_a_closed_meeting_is_taken_in(session, bureau) -> None:
    """R-XZ-10, R-ZJ-03"""
    closed(session)
    open_to = ("resolutions", "minutes_copies", "meeting_inspections", "parallel_records")
    workbook = book(**{kind: [] for kind in ROWS if kind not in open_to})
    plan = take_in(session, workbook)
    assert (plan.problems, plan.receipt.added) == ([], sum(len(ROWS[kind]) for kind in open_to))
    late = sheet("meeting_closings", {**AT, "reported_up_on": "2026-02-13", "closed_at": ""})
    assert (take_in(session, late).problems, only(session, Meeting)[0].closed_at is None) == ([], False)


def test_a_closed_meeting_is_opened_by_no_sheet(session, bureau) -> None:
    """R-XZ-10"""
    closed(session)
    same = sheet("meeting_closings", {**AT, "closed_at": "2026-02-12 17:30:12"})
    assert take_in(session, same).writes_nothing
    plan = planned(session, sheet("meeting_closings", {**AT, "closed_at": "2026-02-20"}))
    assert ["powerctl meeting reopen" in problem.message for problem in plan.problems] == [True]
    cleared = a_sheet("meeting_closings", [{**AT, "closed_at": ""}], "会议办结", as_written=True)
    plan = planned(session, a_workbook("proceedings", cleared))
    assert ["powerctl meeting reopen" in problem.message for problem in plan.problems] == [True]


def test_closing_a_meeting_that_was_open_again_ends_its_list_of_changes(session, bureau) -> None:
    """R-XZ-10"""
    (meeting,) = only(session, Meeting)
    session.add(MeetingReopening(meeting_id=meeting.id, position=1, reason="补记"))
    session.flush()
    question = sheet("meeting_questions", {**ON, "text": "还有什么"})
    take_in(session, question)
    take_in(session, sheet("meeting_closings", {**AT, "closed_at": "2026-02-20 08:05"}))
    (reopening,) = only(session, MeetingReopening)
    session.refresh(reopening)
    assert (reopening.changes, reopening.closed_at) == ("导入“清单.xlsx”", datetime(2026, 2, 20, 8, 5))


def test_a_report_alone_says_that_a_resolution_has_begun(session, bureau) -> None:
    """R-ZJ-03"""
    pending = {**ON, "text": "调整预算", "state": "未启动"}
    report = {**ON, "text": "已起草", "reported_on": "2026-02-20"}
    take_in(session, sheet("resolutions", pending))
    assert take_in(session, sheet("resolution_progress", report)).problems == []
    (resolution,) = only(session, Resolution)
    session.refresh(resolution)
    assert resolution.state is ResolutionState.RUNNING
    assert take_in(session, sheet("resolution_progress", report)).writes_nothing


def test_a_state_that_the_workbook_gives_stands_beside_its_reports(session, bureau) -> None:
    workbook = a_workbook(
        "proceedings",
        a_sheet("resolutions", [{**ON, "text": "调整预算", "state": "未启动"}]),
        a_sheet("resolution_progress", [{**ON, "text": "等待资金", "reported_on": "2026-02-20"}]),
    )
    assert take_in(session, workbook).problems == []
    assert [one.state for one in only(session, Resolution)] == [ResolutionState.PENDING]
    assert take_in(session, workbook).writes_nothing


def test_a_link_that_a_clerk_made_stays_as_long_as_its_words(session, bureau) -> None:
    talk = {**ON, "person_written": "外人", "held_on": "2026-02-01", "note": "同意"}
    take_in(session, sheet("consultations", talk))
    (known,) = only(session, Consultation)
    known.person_id = session.exec(select(Person.id).where(Person.name == "高某")).one()
    session.add(known)
    session.flush()
    assert take_in(session, sheet("consultations", talk)).writes_nothing
    take_in(session, sheet("consultations", {**talk, "note": "有保留"}))
    session.expire_all()
    assert [(one.note, one.person_id is not None) for one in only(session, Consultation)] == [
        ("有保留", True)
    ]


def test_resolutions_without_a_place_are_known_by_their_words(session, bureau) -> None:
    first, second = {**ON, "text": "甲"}, {**ON, "text": "乙"}
    take_in(session, sheet("resolutions", first))
    take_in(session, sheet("resolutions", second, first))
    assert [(one.position, one.text) for one in only(session, Resolution)] == [(1, "甲"), (2, "乙")]
    assert take_in(session, sheet("resolutions", second, first)).writes_nothing


def test_people_of_one_name_are_told_apart_by_their_places(session, bureau) -> None:
    (meeting,) = only(session, Meeting)
    session.add_all(
        Attendance(meeting_id=meeting.id, position=place, person_written="赵某") for place in (8, 9)
    )
    session.flush()
    assert planned(session, sheet("recusals", {**ON, "person_written": "赵某"})).problems
    take_in(session, sheet("recusals", {**ON, "person_written": "赵某", "seat": "9"}))
    recusal = only(session, Recusal)[-1]
    assert session.get(Attendance, recusal.attendance_id).position == 9


def test_a_topic_registered_beforehand_goes_on_when_it_is_listed(session, bureau) -> None:
    """R-XZ-06: what was recorded of it before stays, and an older form takes it back no more."""
    early = {
        "unit": BUREAU,
        "number": "YT-1",
        "title": "关于某事",
        "proposed_on": "2026-01-05",
        "state": "已初审",
    }
    take_in(session, sheet("topics", early))
    listed = {**AT, "number": "YT-1", "title": "关于某事", "proposed_on": "", "outcome": ""}
    take_in(session, a_workbook("meetings", a_sheet("meeting_topics", [listed], "议题")))
    topic = only(session, Topic)[-1]
    session.refresh(topic)
    assert (topic.proposed_on, topic.state) == (date(2026, 1, 5), TopicState.LISTED)
    assert take_in(session, sheet("topics", early)).writes_nothing


def test_two_topics_of_one_name_need_their_number(session, bureau) -> None:
    take_in(session, sheet("topics", *({"unit": BUREAU, "number": n, "title": "甲"} for n in "12")))
    plan = planned(session, sheet("topics", {"unit": BUREAU, "title": "甲", "note": "补充"}))
    assert ["请填议题编号" in problem.message for problem in plan.problems] == [True]
    step = {"unit": BUREAU, "topic": "甲", "stage": "风险评估"}
    assert [
        "请写议题编号" in one.message for one in planned(session, sheet("procedure_steps", step)).problems
    ]


def test_a_reconsidered_decision_is_linked_to_the_earlier_one(session, bureau) -> None:
    """R-XZ-09, VOTE017"""
    later = {**MEETING, "number": "2026-06", "held_on": "2026-02-20", "name": "第6次"}
    topics = [
        {"meeting": "2026-06", "title": "复议预算", "reconsiders": "2026-05#1", "reconsider_consent": "2"},
    ]

    def again(rows):
        return a_workbook(
            "meetings", a_sheet("meetings", [later], "会议"), a_sheet("meeting_topics", rows, "议题")
        )

    assert take_in(session, again(topics)).problems == []
    items = only(session, AgendaItem)
    assert (items[-1].reconsiders_id, items[-1].reconsider_consent) == (items[0].id, 2)
    assert take_in(session, again(topics)).writes_nothing
    for words in ("2026-99#1", "2026-05#9", "2026-05", "2026-06#1"):
        plan = planned(session, again([{**topics[0], "reconsiders": words}]))
        assert any("没有这次会议或者这一项" in problem.message for problem in plan.problems), words


def test_people_and_units_who_come_in_later_are_linked_then(session) -> None:
    take_in(session, sitting())
    rows = {kind: ROWS[kind] for kind in ("consultations", "instructions", "resolutions")}
    workbook = book(**({kind: [] for kind in ROWS} | rows))
    workbook.sheets[2].records[1].values["implementing_written"] = "青禾县审计局"
    assert take_in(session, workbook).problems == []
    take_in(
        session,
        organization(
            units=[{"name": BUREAU}, {"name": "青禾县审计局"}],
            people=[{"unit": BUREAU, "name": "李某"}, {"unit": BUREAU, "name": "高某"}],
        ),
    )
    session.expire_all()
    assert [talk.person_id is not None for talk in only(session, Consultation)] == [True, False]
    assert [word.person_id is not None for word in only(session, Instruction)] == [True]
    assert None not in [one.implementing_unit_id for one in only(session, Resolution)]
    assert take_in(session, workbook).writes_nothing


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("meeting_questions", {**ON, "text": "结果", "answer": "无记名投票，李某投反对票"}),
        ("parallel_records", {**AT, "text": "经无记名投票，同意的有高某"}),
        ("resolutions", {**ON, "text": "秘密投票，反对：王某"}),
        ("consultations", {**ON, "person_written": "李某", "note": "无记名票决时李某弃权"}),
    ],
)
def test_no_text_may_say_whose_secret_choice_was_which(session, bureau, kind, row) -> None:
    """R-XZ-09, reliability.md section 3"""
    with pytest.raises(Refused) as refusal:
        take_in(session, sheet(kind, row))
    said = f"{refusal.value} {refusal.value.hint}"
    assert "无记名票决" in said and not any(name in said for name in ("李某", "高某", "王某"))


def test_counts_of_a_secret_ballot_may_be_told(session, bureau) -> None:
    row = {**ON, "text": "经无记名投票，同意2票、反对0票，同意任职", "due_on": str(TODAY)}
    assert planned(session, sheet("resolutions", row)).problems == []
