"""Before the day: what will go wrong at a meeting as it is planned."""

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from powerctl.areas.meetings.preflight import Line, Look, preflight
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Consultation,
    Meeting,
    Person,
    Post,
    Recusal,
    Tenure,
    Topic,
    Unit,
)
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction
from powerctl.terms import AttendanceState, BodyKind, MajorMatter, MemberRole, TopicClass

HELD = date(2026, 7, 10)
TODAY = date(2026, 7, 6)
Look_at = Callable[..., list[Line]]


def _fill(db: Session) -> None:
    db.add(Unit(id=1, code="U001", name="云泽县"))
    db.flush()
    db.add(Meeting(id=1, unit_id=1, number="2026-7", body=BodyKind.STANDING_COMMITTEE, held_on=HELD))
    db.flush()
    for n in range(1, 10):
        db.add(
            Attendance(
                id=n,
                meeting_id=1,
                position=n,
                person_written=f"成员{n}",
                role=MemberRole.ENTITLED,
                is_head=n == 1,
                noticed_on=date(2026, 7, 8),
            )
        )
    db.add(
        Topic(
            id=1,
            unit_id=1,
            number="T1",
            title="关于修路的议题",
            matter=MajorMatter.PROJECT,
            is_investigated=True,
            study_document="调研报告",
            screened_on=date(2026, 7, 1),
            in_charge_written="成员3",
        )
    )
    db.flush()
    db.add(AgendaItem(id=1, meeting_id=1, topic_id=1, position=1, noticed_on=date(2026, 7, 8)))
    db.add(Consultation(id=1, topic_id=1, person_written="成员2", held_on=date(2026, 7, 3)))


@pytest.fixture
def county(tmp_path: Path) -> Path:
    importlib.import_module("powerctl.model").load_all()
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        _fill(db)
    return path


@pytest.fixture
def look(county: Path) -> Look_at:
    """The lines about one thing, after some values were changed: `look("告知", (AgendaItem, 1, {...}))`."""

    def lines(about: str, *changes: tuple[type, int, dict[str, Any]], today: date = TODAY) -> list[Line]:
        with transaction(county, "测试", "edit") as db:
            for table, number, values in changes:
                record = db.get(table, number)
                for name, value in values.items():
                    setattr(record, name, value)
        with reading(county) as db:
            meeting = db.get(Meeting, 1)
            assert meeting
            return [x for x in preflight(db, meeting, today=today).lines if x.about.startswith(about)]

    return lines


def away(*numbers: int) -> list[tuple[type, int, dict[str, Any]]]:
    return [(Attendance, number, {"state": AttendanceState.ON_LEAVE}) for number in numbers]


def test_a_meeting_in_order_has_no_trouble(county: Path, look: Look_at) -> None:
    with reading(county) as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        found = preflight(db, meeting, today=TODAY)
    assert found.troubles == 0
    assert {line.look for line in found.lines} == {Look.READY}
    assert {line.about for line in found.lines} == {
        *("到会人数", "告知", "告知成员", "分管领导", "票数", "个别酝酿")
    }


def test_two_days_of_notice_are_enough_and_one_is_not(look: Look_at) -> None:
    """R-ZJ-02"""
    assert look("告知")[0].look is Look.READY
    late = look("告知", (AgendaItem, 1, {"noticed_on": date(2026, 7, 9)}))[0]
    assert late.look is Look.TROUBLE
    assert "只提前 1 天，须提前 2 天，差 1 天" in late.text and "改期到 2026-07-11 或以后" in late.hint


def test_a_topic_that_was_not_made_known_can_still_be_until_the_last_day(look: Look_at) -> None:
    """R-ZJ-02"""
    unknown = (AgendaItem, 1, {"noticed_on": None})
    in_time = look("告知", unknown, today=date(2026, 7, 8))[0]
    assert in_time.look is Look.CARE and "最迟 2026-07-08 告知" in in_time.text
    assert look("告知", unknown, today=date(2026, 7, 9))[0].look is Look.TROUBLE
    assert look("告知", unknown, today=date(2026, 7, 11))[0].look is Look.UNKNOWN


def test_a_member_told_too_late_is_named(look: Look_at) -> None:
    """R-ZJ-02"""
    assert [line.look for line in look("告知成员")] == [Look.READY]
    line = look("告知成员", (Attendance, 4, {"noticed_on": date(2026, 7, 9)}))[0]
    assert line.look is Look.TROUBLE and line.text.startswith("成员4在 2026-07-08 以后")


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 7, 8), Look.CARE),
        (date(2026, 7, 9), Look.UNKNOWN),
        (date(2026, 7, 11), Look.UNKNOWN),
    ],
)
def test_a_member_of_whom_no_notice_is_recorded_is_named(look: Look_at, today: date, verdict: Look) -> None:
    """R-ZJ-02: the day of the topic does not stand for that of a member, as in MTG004."""
    (line,) = look("告知成员", (Attendance, 4, {"noticed_on": None}), today=today)
    assert line.look is verdict and "成员4" in line.text


def test_nobody_is_told_of_a_meeting_of_extempore_motions(look: Look_at) -> None:
    changes = (Attendance, 4, {"noticed_on": None}), (AgendaItem, 1, {"is_extempore": True})
    assert look("告知成员", *changes) == []


@pytest.mark.parametrize(
    ("leave", "verdict"),
    [(0, Look.READY), (1, Look.READY), (2, Look.CARE), (3, Look.CARE), (4, Look.TROUBLE)],
)
def test_quorum_is_looked_at_with_two_more_away(look: Look_at, leave: int, verdict: Look) -> None:
    """R-XZ-07: of nine, six must come."""
    line = look("到会人数", *away(*range(9, 9 - leave, -1)))[0]
    assert line.look is verdict
    assert f"应到 9，已知不到 {leave}，预计到会 {9 - leave}，需到 6" in line.text


def test_votes_needed_are_told_with_the_recused_in_the_base(county: Path, look: Look_at) -> None:
    """R-XZ-09: of nine, five; recusal takes voters away and leaves the base."""
    with transaction(county, "测试", "edit") as db:
        for number in (2, 4, 5, 6):
            db.add(Recusal(agenda_item_id=1, attendance_id=number))
    line = look("票数")[0]
    assert line.look is Look.CARE
    assert "应到 9，回避 4（仍计入应到），计票基数 9，须同意 5 票，预计 5 人表决" in line.text
    short = look("票数", *away(9))[0]
    assert short.look is Look.TROUBLE and "全部同意也差 1 票" in short.text


def test_where_the_head_decides_no_votes_are_needed(look: Look_at) -> None:
    """norms D.1, 3"""
    assert look("票数", (Meeting, 1, {"body": BodyKind.GOVERNMENT})) == []
    assert look("初审", (Topic, 1, {"screened_on": None})) == []


def test_a_personnel_topic_needs_ballots_and_those_whom_it_is_about_withdraw(look: Look_at) -> None:
    """R-XZ-09, R-CC-01"""
    change = (Topic, 1, {"topic_class": TopicClass.PERSONNEL, "concerned_written": "成员5、外人"})
    ballots = look("表决票", change)
    assert [line.look for line in ballots] == [Look.CARE] and "备表决票 9 张" in ballots[0].text
    assert [line.text for line in look("回避")] == ["成员5是议题涉及人员，又在到会名单上，没有登记回避"]
    nameless = look("表决票", (Topic, 1, {"concerned_written": None}))
    assert Look.UNKNOWN in {line.look for line in nameless}


def test_the_catalogue_may_demand_a_ballot(county: Path, look: Look_at) -> None:
    """R-XZ-05"""
    assert look("表决票") == []
    with transaction(county, "测试", "edit") as db:
        db.add(CatalogueItem(id=1, unit_id=1, name="大额采购", needs_ballot=True))
    line = look("表决票", (Topic, 1, {"catalogue_item_id": 1}))[0]
    assert "“大额采购”写明须票决" in line.text


def test_the_leader_in_charge_must_be_on_the_list_and_come(look: Look_at) -> None:
    """R-XZ-07"""
    assert look("分管领导")[0].look is Look.READY
    assert look("分管领导", *away(3))[0].look is Look.TROUBLE
    assert look("分管领导", (Topic, 1, {"in_charge_written": "局外人"}))[0].look is Look.TROUBLE
    assert look("分管领导", (Topic, 1, {"in_charge_written": None}))[0].look is Look.UNKNOWN


def test_a_topic_that_was_not_screened_or_studied_is_told(look: Look_at) -> None:
    """R-XZ-06"""
    assert look("初审", (Topic, 1, {"screened_on": None}))[0].look is Look.TROUBLE
    assert look("调研", (Topic, 1, {"is_investigated": False}))[0].look is Look.TROUBLE
    assert look("调研", (Topic, 1, {"is_investigated": None}))[0].look is Look.UNKNOWN


def test_a_leader_of_the_day_who_is_not_on_the_list_is_named(county: Path, look: Look_at) -> None:
    """R-XZ-07"""
    with transaction(county, "测试", "edit") as db:
        db.add(Person(id=1, unit_id=1, name="新常委", number=""))
        db.add(Post(id=1, unit_id=1, title="县委常委", is_leadership=True))
        db.flush()
        db.add(Tenure(person_id=1, post_id=1, valid_from=date(2026, 7, 1)))
    assert look("应到名单")[0].text.startswith("新常委在 2026-07-10 任班子成员，不在应到名单上")


def test_what_is_not_recorded_is_never_in_order(look: Look_at) -> None:
    lines = look("", (Meeting, 1, {"held_on": None}))
    assert {
        line.about: line.look for line in lines if line.about in ("日期", "到会人数", "告知", "票数")
    } == {
        "日期": Look.UNKNOWN,
        "到会人数": Look.UNKNOWN,
        "告知": Look.UNKNOWN,
        "票数": Look.UNKNOWN,
    }
    assert look("会议类型", (Meeting, 1, {"body": None}))[0].look is Look.UNKNOWN
    assert look("“一把手”", (Attendance, 1, {"is_head": None}))[0].look is Look.UNKNOWN


def test_a_roster_with_unclear_roles_is_not_counted_as_in_order(look: Look_at) -> None:
    """R-XZ-07: nobody can tell whether somebody without a role is entitled."""
    unclear = [(Attendance, number, {"role": None}) for number in (7, 8, 9)]
    quorum = look("到会人数", *unclear)[0]
    assert quorum.look is Look.UNKNOWN and "另有 3 人没有登记是否应到成员" in quorum.text
    assert look("票数")[0].look is Look.UNKNOWN
