"""Before the day: how a topic came to the meeting, judged as the rules judge it afterwards."""

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from powerctl.areas.meetings.preflight import Line, Look, preflight
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Consultation,
    Meeting,
    NamedBallot,
    NamedVote,
    ProcedureStep,
    Question,
    Statement,
    Topic,
    Unit,
)
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    Choice,
    DecisionStage,
    MajorMatter,
    MemberRole,
    TopicClass,
)

HELD = date(2026, 7, 10)
STAGES = ("起草建议稿", "公众参与", "专家论证", "风险评估", "合法性审查")
Add = Callable[..., None]
Look_at = Callable[[str], list[Line]]


def _fill(db: Session) -> None:
    db.add(Unit(id=1, code="U001", name="云泽县"))
    db.flush()
    db.add(Meeting(id=1, unit_id=1, number="2026-7", body=BodyKind.GOVERNMENT, held_on=HELD))
    db.add(Meeting(id=2, unit_id=1, number="2026-6", body=BodyKind.GOVERNMENT, held_on=date(2026, 6, 1)))
    db.add(Topic(id=1, unit_id=1, number="T1", title="关于水价的议题", matter=MajorMatter.DECISION))
    db.flush()
    for n in range(1, 4):
        seat = {"id": n, "meeting_id": 1, "position": n, "person_written": f"成员{n}"}
        db.add(Attendance(**seat, role=MemberRole.ENTITLED, is_head=n == 1))
    db.add(AgendaItem(id=1, meeting_id=1, topic_id=1, position=1))
    db.add(AgendaItem(id=2, meeting_id=2, topic_id=1, position=1))


@pytest.fixture
def county(tmp_path: Path) -> Path:
    importlib.import_module("powerctl.model").load_all()
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        _fill(db)
    return path


@pytest.fixture
def add(county: Path) -> Add:
    """Stores records, and sets fields of stored ones: `add(Question(…), (Meeting, 1, {...}))`."""

    def store(*records: SQLModel | tuple[type, int, dict[str, Any]]) -> None:
        with transaction(county, "测试", "add") as db:
            for one in records:
                if isinstance(one, tuple):
                    table, number, values = one
                    for name, value in values.items():
                        setattr(db.get(table, number), name, value)
                else:
                    db.add(one)
                    db.flush()

    return store


@pytest.fixture
def look(county: Path) -> Look_at:
    def lines(about: str) -> list[Line]:
        with reading(county) as db:
            meeting = db.get(Meeting, 1)
            assert meeting
            found = preflight(db, meeting, today=date(2026, 7, 6)).lines
            return [line for line in found if line.about == about]

    return lines


def step(stage: str, **more: Any) -> ProcedureStep:
    return ProcedureStep(topic_id=1, stage=DecisionStage(stage), **more)


def all_done(**changed: dict[str, Any]) -> list[ProcedureStep]:
    """The five stages before the meeting, a month each, public comment for thirty days; `公众参与={...}` changes one."""
    days: dict[str, dict[str, Any]] = {
        stage: {"begun_on": date(2026, at + 1, 1), "done_on": date(2026, at + 1, 28)}
        for at, stage in enumerate(STAGES, 1)
    }
    days["公众参与"]["done_on"] = date(2026, 3, 31)
    return [step(stage, **{**days[stage], **changed.get(stage, {})}) for stage in STAGES]


def test_five_stages_done_in_order_are_ready_and_the_two_after_the_meeting_are_not_asked_for(
    add: Add, look: Look_at
) -> None:
    """R-HY-03"""
    add(*all_done())
    (line,) = look("决策环节")
    assert line.look is Look.READY and line.text == "会前 5 个环节都有登记"


def test_no_stage_on_record_cannot_be_told_and_one_missing_is_trouble(add: Add, look: Look_at) -> None:
    """R-HY-03"""
    (none,) = look("决策环节")
    assert none.look is Look.UNKNOWN and "风险评估" in none.text and "事后评估" not in none.text
    add(*all_done()[:3])
    (missing,) = look("决策环节")
    assert missing.look is Look.TROUBLE and "环节 2 个：风险评估、合法性审查" in missing.text
    assert missing.hint == "powerctl topic step T1 环节 --done 日期"


def test_a_stage_left_out_for_a_reason_is_told_and_one_without_a_day_is_not_known(
    add: Add, look: Look_at
) -> None:
    """R-HY-03"""
    none: dict[str, Any] = {"begun_on": None, "done_on": None}
    add(*all_done(专家论证={**none, "missing_reason": "不涉及专业问题"}))
    assert look("决策环节")[0].text.endswith("其中未履行而有理由 1 个")
    add((ProcedureStep, 3, {"missing_reason": " "}))
    (unclear,) = look("决策环节")
    assert unclear.look is Look.UNKNOWN and "专家论证没有写完成日期" in unclear.text


def test_stages_out_of_order_or_after_the_day_are_trouble(add: Add, look: Look_at) -> None:
    """R-HY-03"""
    add(*all_done(合法性审查={"done_on": date(2026, 7, 11)}, 专家论证={"done_on": date(2026, 1, 2)}))
    texts = {line.text for line in look("决策环节") if line.look is Look.TROUBLE}
    assert any("合法性审查（2026-07-11）的完成日期晚于开会日期" in text for text in texts)
    assert any("专家论证完成在起草建议稿（2026-02-28）之前" in text for text in texts)
    add((ProcedureStep, 5, {"done_on": HELD}), (ProcedureStep, 3, {"done_on": date(2026, 4, 28)}))
    assert [line.look for line in look("决策环节")] == [Look.READY], "on the day itself is not after it"


def test_a_hurried_comment_and_review_are_trouble_for_a_government_only(add: Add, look: Look_at) -> None:
    """R-HY-03: thirty days of comment less one; seven working days of review less one."""
    short = {"begun_on": date(2026, 2, 1), "done_on": date(2026, 3, 2)}
    review = {"begun_on": date(2026, 6, 1), "done_on": date(2026, 6, 9)}
    add(*all_done(公众参与=short, 合法性审查=review))
    texts = [line.text for line in look("决策环节")]
    assert texts == [
        "公开征求意见只有 29 天，不少于 30 天，差 1",
        "合法性审查只有 6 个工作日，不少于 7 个工作日，差 1",
    ]
    add(
        (ProcedureStep, 2, {"done_on": date(2026, 3, 3)}),
        (ProcedureStep, 5, {"done_on": date(2026, 6, 10)}),
    )
    assert [line.look for line in look("决策环节")] == [Look.READY]
    add((ProcedureStep, 2, {"done_on": date(2026, 3, 2)}), (Meeting, 1, {"body": BodyKind.PARTY_GROUP}))
    assert [line.look for line in look("决策环节")] == [Look.READY]


def test_only_a_major_decision_goes_through_stages_and_the_catalogue_may_say_so(
    add: Add, look: Look_at
) -> None:
    """R-HY-03, R-XZ-05"""
    add((Topic, 1, {"matter": MajorMatter.PROJECT}))
    assert look("决策环节") == []
    add(CatalogueItem(id=1, unit_id=1, name="水价", matter=MajorMatter.DECISION))
    add((Topic, 1, {"matter": None, "catalogue_item_id": 1}))
    assert look("决策环节")[0].look is Look.UNKNOWN


def test_a_question_that_an_earlier_meeting_left_open_is_trouble(add: Add, look: Look_at) -> None:
    """R-CC-01"""
    assert look("提问") == []
    add(Question(id=1, agenda_item_id=2, text="成本怎样核定"))
    (line,) = look("提问")
    assert line.look is Look.TROUBLE
    assert "会议 2026-6 的提问“成本怎样核定”还没有答复" in line.text
    assert line.hint == "powerctl meeting answer 2 1 答复 --clear"
    add((Question, 1, {"answer": "按三年平均", "is_clear": False}))
    assert look("提问")[0].look is Look.TROUBLE
    add((Question, 1, {"is_clear": None}))
    assert look("提问")[0].look is Look.UNKNOWN
    add((Question, 1, {"is_clear": True}))
    assert look("提问") == []


def test_a_question_of_a_later_meeting_is_not_open_before_this_one(add: Add, look: Look_at) -> None:
    """R-CC-01"""
    add(Question(id=1, agenda_item_id=2, text="成本怎样核定"), (Meeting, 2, {"held_on": date(2026, 8, 1)}))
    assert look("提问") == []
    add(Question(id=2, agenda_item_id=1, text="会前书面提问"))
    assert [line.look for line in look("提问")] == [Look.CARE]


def test_talks_count_when_they_were_held_before_the_meeting(add: Add, look: Look_at) -> None:
    """R-XZ-08"""
    assert look("个别酝酿")[0].look is Look.CARE
    add(Consultation(id=1, topic_id=1, person_written="成员2"))
    assert look("个别酝酿")[0].look is Look.UNKNOWN
    add((Consultation, 1, {"held_on": date(2026, 7, 11)}))
    assert look("个别酝酿")[0].look is Look.TROUBLE
    add((Consultation, 1, {"held_on": HELD}))
    (line,) = look("个别酝酿")
    assert line.look is Look.READY and "成员2" in line.text


def test_members_who_will_be_away_may_write_and_it_is_no_vote(add: Add, look: Look_at) -> None:
    """R-XZ-07, R-XZ-09"""
    assert look("书面意见") == []
    add(*((Attendance, n, {"state": AttendanceState.ON_LEAVE}) for n in (2, 3)))
    (line,) = look("书面意见")
    assert line.look is Look.CARE and "成员2、成员3没有登记书面意见" in line.text and "不计票" in line.text
    add(
        NamedBallot(id=1, agenda_item_id=1, round=1),
        NamedVote(ballot_id=1, attendance_id=2, choice=Choice.FOR, is_written=True),
        Statement(agenda_item_id=1, attendance_id=3, position=1),
    )
    (line,) = look("书面意见")
    assert line.look is Look.READY and "成员2、成员3已有意见登记" in line.text


def test_nobody_is_asked_to_write_where_the_vote_is_secret(add: Add, look: Look_at) -> None:
    """reliability.md section 3"""
    add(
        (Attendance, 2, {"state": AttendanceState.ON_LEAVE}),
        (Topic, 1, {"topic_class": TopicClass.PERSONNEL}),
    )
    assert look("书面意见") == []


def test_a_screening_body_is_not_asked_for_stages_or_talks(add: Add, look: Look_at) -> None:
    add((Meeting, 1, {"body": BodyKind.SECRETARIES}))
    assert look("决策环节") == look("个别酝酿") == []
