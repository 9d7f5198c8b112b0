"""Appointments recorded by hand: links by words, stages said again, values that contradict one another."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from powerctl.areas.edits import number_of
from powerctl.areas.keeping import add_kept, change_kept
from powerctl.areas.organization.people import add_person
from powerctl.areas.organization.posts import add_post
from powerctl.areas.organization.tenures import Holder, add_tenure
from powerctl.areas.organization.units import add_unit, find_unit
from powerctl.areas.personnel import exams, files
from powerctl.areas.personnel.appointments import KEPT, stop_appointment
from powerctl.areas.personnel.recusals import add_recusal
from powerctl.areas.personnel.stages import ALL, AUDIT, mask, needed_stages, stages_in
from powerctl.areas.personnel.steps import record_step
from powerctl.areas.supervision import personal_reports
from powerctl.errors import Refused
from powerctl.model import Appointment, AppointmentStep, Notice
from powerctl.terms import AppointmentKind, AppointmentStage, AppointmentState

BUREAU = "青禾县财政局"


@pytest.fixture
def bureau(session: Session) -> Iterator[Session]:
    add_unit(session, name=BUREAU, code="CZJ")
    add_person(session, "CZJ", "李一")
    add_post(session, "CZJ", "预算股股长")
    yield session


def _recorded(session: Session, texts: dict[str, str]) -> Appointment:
    record: Appointment = add_kept(session, KEPT, texts, home=number_of(find_unit(session, "CZJ")))
    return record


def _case(session: Session, **more: str) -> Appointment:
    texts = {"number": "任1", "person_written": "李一", "to_post_written": "预算股股长", "kind": "提拔任职"}
    return _recorded(session, texts | more)


def test_person_post_and_tenure_are_found_by_their_words(bureau: Session) -> None:
    """R-HY-07"""
    tenure, _ = add_tenure(bureau, Holder("CZJ", "预算股股长", "李一"), valid_from="2025-01-25")
    case = _case(bureau, appointed_on="2025-01-25", state="已任职")
    assert case.person_id is not None
    assert case.to_post_id is not None
    assert case.tenure_id == tenure.id
    change_kept(bureau, KEPT, case, {"person_written": "没有的人"}, home=case.unit_id)
    assert not any((case.person_id, case.tenure_id))


def test_a_number_that_is_not_given_is_made_without_the_name(bureau: Session) -> None:
    case = _recorded(bureau, {"person_written": "李一", "to_post_written": "预算股股长"})
    assert "预算股股长" in case.number
    assert "李" not in case.number
    with pytest.raises(Refused, match="已有同样的任免事项"):
        _recorded(bureau, {"person_written": "李一", "to_post_written": "预算股股长"})
    report = add_kept(
        bureau,
        personal_reports.KEPT,
        {"kind": "重大事项报告", "person_written": "李一", "event_on": "2025-03-01"},
        home=case.unit_id,
    )
    assert "李" not in report.number


def test_a_stage_said_again_is_corrected(bureau: Session) -> None:
    """R-HY-07"""
    case = _case(bureau)
    first, changes = record_step(bureau, case, AppointmentStage.DECISION, {"done_on": "2025-01-10"})
    assert changes is None
    again, changes = record_step(bureau, case, AppointmentStage.DECISION, {"signer_written": "李一"})
    assert again.id == first.id
    assert [change.heading for change in changes or ()] == ["签字人（原文）"]
    assert again.signer_id == case.person_id
    assert len(bureau.exec(select(AppointmentStep)).all()) == 1


def test_a_stage_cannot_end_before_it_begins(bureau: Session) -> None:
    texts = {"begun_on": "2025-01-10", "done_on": "2025-01-09"}
    with pytest.raises(Refused, match="完成日期 2025-01-09 早于开始日期 2025-01-10"):
        record_step(bureau, _case(bureau), AppointmentStage.VETTING, texts)


def test_a_day_of_appointment_contradicts_a_case_under_way(bureau: Session) -> None:
    with pytest.raises(Refused, match="却有任职日期"):
        _case(bureau, appointed_on="2025-01-25", state="办理中")


def test_an_appointment_before_its_decision_is_recorded_as_it_was(bureau: Session) -> None:
    """R-ZJ-03: what went wrong is for rules to find, not for the form to refuse."""
    case = _case(bureau, decided_on="2025-02-01", appointed_on="2025-01-25", state="已任职")
    assert case.decided_on is not None


def test_a_case_is_stopped_with_a_reason_unless_the_post_is_taken(bureau: Session) -> None:
    case = _case(bureau)
    stop_appointment(bureau, case, on=date(2025, 2, 1), reason="考察不合格")
    assert (case.state, case.state_reason) == (AppointmentState.STOPPED, "2025-02-01：考察不合格")
    taken = _case(bureau, number="任2", appointed_on="2025-01-25", state="已任职")
    with pytest.raises(Refused):
        stop_appointment(bureau, taken, on=date(2025, 2, 1), reason="试")


@pytest.mark.parametrize(
    "score, mark_, result, said",
    [
        ("59.5", "60", "合格", "成绩 59.5 低于及格分 60，结果却是合格"),
        ("60", "60", "不合格", "成绩 60 达到及格分 60，结果却是不合格"),
        ("80", "60", "缺考", "结果是缺考，却有成绩 80"),
    ],
)
def test_a_result_that_the_score_contradicts_is_refused(
    bureau: Session, score: str, mark_: str, result: str, said: str
) -> None:
    """R-CC-04"""
    case = _case(bureau)
    texts = {"attempt": "1", "score_hundredths": score, "pass_hundredths": mark_, "result": result}
    with pytest.raises(Refused, match=said):
        add_kept(bureau, exams.KEPT, texts, home=case.unit_id, owner=number_of(case))


def test_points_are_kept_exactly(bureau: Session) -> None:
    """R-CC-04"""
    case = _case(bureau)
    texts = {"attempt": "1", "score_hundredths": "59.55"}
    attempt = add_kept(bureau, exams.KEPT, texts, home=case.unit_id, owner=number_of(case))
    assert attempt.score_hundredths == 5955
    change_kept(bureau, exams.KEPT, attempt, {"score_hundredths": "60"}, home=case.unit_id)
    assert attempt.score_hundredths == 6000
    with pytest.raises(Refused, match="已有同样的廉政法规考试"):
        add_kept(bureau, exams.KEPT, texts, home=case.unit_id, owner=number_of(case))


def test_a_recusal_needs_a_name(bureau: Session) -> None:
    """R-CC-01"""
    case = _case(bureau)
    assert add_recusal(bureau, case, {"person_written": "李一", "is_recused": "是"}).is_recused is True
    with pytest.raises(Refused, match="缺少回避人"):
        add_recusal(bureau, case, {"relation_written": "配偶"})


def test_an_agenda_item_that_is_not_there_is_refused(bureau: Session) -> None:
    with pytest.raises(Refused, match="没有找到会议议程"):
        change_kept(bureau, KEPT, _case(bureau), {"agenda_item": "2025-01/1"}, home=1)


def test_stages_as_bits_come_back_in_order() -> None:
    """R-HY-07"""
    assert stages_in(ALL) == list(AppointmentStage)
    assert stages_in(mask([AppointmentStage.NOTICE, AppointmentStage.NOMINATION])) == [
        AppointmentStage.NOMINATION,
        AppointmentStage.NOTICE,
    ]
    without = needed_stages(AppointmentKind.PROMOTION, needs_audit=False)
    assert mask(without) == ALL & ~AUDIT
    assert needed_stages(AppointmentKind.REMOVAL, None) == [AppointmentStage.DECISION, AppointmentStage.TALK]


def test_days_of_a_notice_are_counted_both_ways() -> None:
    """R-CC-05: Monday to Friday are five days with the first, four without it."""
    notice = Notice(unit_id=1, number="1", title="示", begun_on=date(2025, 1, 13), ended_on=date(2025, 1, 17))
    assert files.days_posted(notice) == (5, 4)
    notice.ended_on = date(2099, 1, 1)
    assert files.days_posted(notice) is None
