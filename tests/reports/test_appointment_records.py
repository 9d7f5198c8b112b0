"""干部选任全程纪实表 and 任免事项台账: from a real file to blocks (R-HY-07)."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from powerctl.areas.edits import number_of
from powerctl.areas.keeping import add_kept
from powerctl.areas.organization.units import add_unit
from powerctl.areas.personnel import exams, probations, recusals, vettings
from powerctl.areas.personnel.appointments import KEPT
from powerctl.areas.personnel.steps import record_step
from powerctl.errors import Refused
from powerctl.model import (
    AgendaItem,
    Appointment,
    Meeting,
    Notice,
    NoticeSubject,
    Probation,
    SecretBallot,
    Topic,
)
from powerctl.reports.blocks import Heading, Paragraph, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.reports.render import to_html, to_markdown
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from powerctl.terms import AppointmentStage, AppointmentState, BodyKind, Outcome

DAY = date(2026, 3, 2)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        add_unit(db, name="青禾县财政局", code="CZJ")
        db.add(
            Meeting(id=1, unit_id=1, number="2025-01", held_on=date(2025, 1, 10), body=BodyKind.PARTY_GROUP)
        )
        db.add(Topic(id=1, unit_id=1, number="YT-1", title="研究干部任免"))
        db.flush()
        db.add(AgendaItem(id=1, meeting_id=1, topic_id=1, position=1, outcome=Outcome.PASSED))
        db.flush()
        db.add(SecretBallot(agenda_item_id=1, round=1, issued=9, returned=9, votes_for=7, against=1, abstain=1, invalid=0, teller_one="沈未央"))  # fmt: skip
        case = add_kept(
            db,
            KEPT,
            {
                **{"number": "任1", "person_written": "陆明远", "to_post_written": "预算股股长"},
                **{"kind": "提拔任职", "state": "已任职", "appointed_on": "2025-01-25", "born": "1985年3月"},
                **{"decided_on": "2025-01-10", "agenda_item": "2025-01/YT-1", "needs_audit": "否"},
            },
            home=1,
        )
        record_step(
            db, case, AppointmentStage.NOMINATION, {"done_on": "2024-12-01", "signer_written": "许知行"}
        )
        record_step(db, case, AppointmentStage.TALK, {"missing_reason": "在外学习"})
        owner = {"home": case.unit_id, "owner": number_of(case)}
        add_kept(db, vettings.KEPT, {"ended_on": "2024-12-20", "asked_unit": "否"}, **owner)
        texts = {"attempt": "1", "held_on": "2025-01-15", "score_hundredths": "87.5", "result": "合格"}
        add_kept(db, exams.KEPT, texts, **owner)
        add_kept(db, probations.KEPT, {"begun_on": "2025-01-25", "due_on": "2026-01-24"}, **owner)
        texts = {
            "person_written": "周小舟",
            "relation_written": "夫妻",
            "is_recused": "是",
            "stage": "讨论决定",
        }
        add_kept(db, recusals.KEPT, texts, **owner)
        db.add(Notice(id=1, unit_id=1, number="示1", title="任前公示", begun_on=date(2025, 1, 13), ended_on=date(2025, 1, 17)))  # fmt: skip
        db.flush()
        db.add(NoticeSubject(notice_id=1, position=1, subject_written="陆明远", appointment_id=case.id))
        add_kept(db, KEPT, {"number": "任2", "person_written": "陆明远", "kind": "免职"}, home=1)
    return path


def made(path: Path, title: str, **order: object) -> Report:
    with reading(path) as db:
        return page(title).build(db, Order(None, DAY, "2026-03-02 09:00", head_code(db), **order))  # type: ignore[arg-type]


def tables(report: Report) -> dict[str, tuple[tuple[str, ...], ...]]:
    found, heading = {}, ""
    for block in report.blocks:
        if isinstance(block, Heading):
            heading = block.text.partition("、")[2]
        elif isinstance(block, Table):
            found[heading] = block.rows
    return found


def said(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def test_the_record_has_every_stage_with_day_signer_or_reason(county: Path) -> None:
    """R-HY-07"""
    report = made(county, "干部选任全程纪实表", number="任1")
    stages = {row[1]: row for row in tables(report)["各环节"]}
    assert stages["初始提名"][2:5] == ("2024-12-01", "", "许知行")
    assert stages["初始提名"][-1] == "●"
    assert stages["任前谈话"][2:] == ("－", "", "－", "", "未履行，理由：在外学习", "○")
    assert stages["讨论决定"][2:] == ("没有登记", "", "没有登记", "", "", "？")
    assert "任前审计" not in stages
    assert "应有环节 13 个：日期和签字齐全 1 个（●），写明理由未履行 1 个（○），没有记全 11 个（？）" in said(
        report
    )


def test_a_stage_whose_turn_has_not_come_is_not_missing(county: Path) -> None:
    """R-HY-07, R-CC-05"""
    with transaction(county, "测试", "fill") as db:
        (case,) = db.exec(select(Appointment).where(Appointment.number == "任1")).all()
        case.state = AppointmentState.ON_PROBATION
        db.add(case)
        db.flush()
        (trial,) = db.exec(select(Probation)).all()
        trial.begun_on, trial.due_on = date(2025, 1, 25), DAY
        db.add(trial)
    report = made(county, "干部选任全程纪实表", number="任1")
    stages = {row[1]: row for row in tables(report)["各环节"]}
    assert stages["试用期满考核"][2:] == ("－", "", "－", "", "", "－")
    assert "没有记全 10 个（？），未到环节 1 个（－）" in said(report)
    assert dict(tables(report)["考察、考试、审计、公示和试用"])["试用期"].endswith("试用未满")
    late = page("干部选任全程纪实表")
    with reading(county) as db:
        order = Order(None, date(2026, 3, 3), "2026-03-03 09:00", head_code(db), number="任1")
        assert "没有记全 11 个（？）。" in said(late.build(db, order))


def test_a_case_that_was_put_off_lacks_nothing_after_its_last_stage(county: Path) -> None:
    """R-ZJ-04"""
    with transaction(county, "测试", "fill") as db:
        (case,) = db.exec(select(Appointment).where(Appointment.number == "任1")).all()
        case.state = AppointmentState.DEFERRED
        db.add(case)
    assert "没有记全 9 个（？），未到环节 2 个（－）" in said(
        made(county, "干部选任全程纪实表", number="任1")
    )


def test_what_belongs_to_the_case_stands_beside_it(county: Path) -> None:
    """R-CC-04, R-CC-05; days of the notice are counted both ways"""
    parts = dict(tables(made(county, "干部选任全程纪实表", number="任1"))["考察、考试、审计、公示和试用"])
    assert "没有了解：征求单位意见" in parts["任前考察"]
    assert parts["廉政法规考试"] == "第 1 次 2025-01-15，合格"
    assert parts["任前公示"] == "示1：2025-01-13 至 2025-01-17，5 个工作日（不计起始日 4 个）"
    assert "发出 9，收回 9，同意 7，反对 1，弃权 1，无效 0" in parts["讨论决定"]
    assert parts["任前审计"] == "不须任前审计"
    assert parts["回避"] == "周小舟（讨论决定）：已回避"


def test_scores_relations_and_tellers_are_not_printed(county: Path) -> None:
    """R-ZJ-02"""
    text = "".join(to_markdown(made(county, "干部选任全程纪实表", number="任1")))
    assert not any(word in text for word in ("87.5", "夫妻", "沈未央"))
    assert "陆明远" in text


def test_the_record_says_what_the_rules_say_of_the_case_and_of_no_other(county: Path) -> None:
    """R-HY-07"""
    report = made(county, "干部选任全程纪实表", number="任1")
    answers = {row[0]: row[1] for row in tables(report)["按规则检查"]}
    assert answers["PER002"] == "问题"
    assert answers["PER007"] == "问题"
    assert "PER006" not in answers
    assert "<table" in "".join(to_html(report))


def test_a_person_with_two_cases_is_asked_about_by_number(county: Path) -> None:
    with pytest.raises(Refused, match="“陆明远”有 2 件任免事项"):
        made(county, "干部选任全程纪实表", person="陆明远")
    with pytest.raises(Refused, match="没有指明哪一件"):
        made(county, "干部选任全程纪实表")
    with pytest.raises(Refused, match="没有任免事项“任9”"):
        made(county, "干部选任全程纪实表", number="任9")


def test_the_register_masks_names_and_its_parts_add_up(county: Path) -> None:
    """R-HY-07"""
    report = made(county, "任免事项台账", since=date(2025, 1, 1))
    rows = tables(report)[""]
    assert [row[2] for row in rows] == ["陆某某", "陆某某"]
    assert rows[0][9] == "2025-01-13 起 5（4）个工作日"
    assert rows[0][13] == "2/13"
    assert "任免事项 2 件（" in said(report)
    assert "环节记录齐全 0 件，不全 2 件" in said(report)
    assert "其中 1 件没有登记任何日期" in said(report)
    assert "陆明远" not in "".join(to_markdown(report))


def test_a_period_without_cases_has_no_register(tmp_path: Path) -> None:
    create(tmp_path / "empty.db")
    with pytest.raises(Refused, match="没有任免事项"):
        made(tmp_path / "empty.db", "任免事项台账")
