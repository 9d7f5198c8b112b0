"""干部任免 and 监督检查 from workbooks: found by number or name, told what is wrong, the same the second time."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.areas.intake import apply_import, plan_import
from powerctl.areas.organization.people import add_person
from powerctl.areas.organization.units import add_unit
from powerctl.areas.receipt import Plan
from powerctl.model import Appointment, AppointmentStep, Audit, ExamAttempt, PersonalReport
from powerctl.sheets.grid import WorkbookText
from powerctl.sheets.understand import understand
from powerctl.store.transaction import transaction
from tests.sheets.drawn import sheet, workbook

TODAY = date(2026, 6, 30)


def book(**sheets: list[str]) -> WorkbookText:
    return workbook(
        *(sheet([[name], *(line.split("|") for line in lines)], name=name) for name, lines in sheets.items())
    )


def take(county: Path, text: WorkbookText) -> Plan:
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(session, understand(text), unit="CZJ", edition=None, today=TODAY)
        apply_import(session, plan, now=datetime(2026, 6, 30))
    return plan


@pytest.fixture
def bureau(county: Path) -> Path:
    with transaction(county, "经办人", "test") as session:
        add_unit(session, name="青禾县财政局", code="CZJ")
        add_person(session, "CZJ", "李一")
    return county


CASES = [
    "序号|姓名|性别|出生年月|现任职务|拟任职务|任免类别|任职日期",
    "1|李一|男|1985年3月|副股长|股长|提拔任职|2025-01-25",
]
EXAMS = ["序号|姓名|考试日期|成绩|及格分|考试结果", "1|李一|2025-01-15|85.5|60|合格"]


def test_a_list_of_candidates_and_their_exams_comes_in_and_is_the_same_the_second_time(bureau: Path) -> None:
    """R-HY-07, R-CC-04; headings of real-inventories.md 1.6"""
    text = book(任免事项=CASES, 廉政法规考试=EXAMS)
    plan = take(bureau, text)
    assert (plan.receipt.added, plan.receipt.rejected, plan.problems) == (2, 0, [])
    again = take(bureau, text)
    assert (again.receipt.unchanged, again.writes_nothing) == (2, True)
    with transaction(bureau, "经办人", "test") as session:
        (case,) = session.exec(select(Appointment)).all()
        (attempt,) = session.exec(select(ExamAttempt)).all()
        assert (case.person_written, case.born, case.person_id is not None) == ("李一", "1985年3月", True)
        assert (attempt.appointment_id, attempt.attempt, attempt.score_hundredths) == (case.id, 1, 8550)


def test_every_problem_is_told_with_its_cell(bureau: Path) -> None:
    steps = [
        "序号|任免编号|环节|完成日期|签字人",
        "1|任9|讨论决定|2025-01-10|王某",
        "2||讨论决定|2025-01-10|王某",
    ]
    exams = ["序号|姓名|考试日期|成绩|及格分|考试结果", "1|李一|2025-01-15|59|60|合格"]
    plan = take(bureau, book(任免事项=CASES, 任免环节=steps, 廉政法规考试=exams))
    told = {(one.sheet, one.cell): one.message for one in plan.problems}
    assert told == {
        ("任免环节", "B3"): "本单位没有任免事项“任9”，或者不止一个",
        ("任免环节", "B4"): "缺少任免编号",
        ("廉政法规考试", "F3"): "成绩 59 低于及格分 60，结果却是合格",
    }
    assert (plan.receipt.added, plan.receipt.rejected) == (1, 3)


def test_a_stage_of_another_workbook_finds_its_case(bureau: Path) -> None:
    take(bureau, book(任免事项=CASES))
    steps = ["序号|姓名|环节|完成日期|签字人", "1|李一|讨论决定|2025-01-10|李一"]
    assert take(bureau, book(任免环节=steps)).receipt.added == 1
    with transaction(bureau, "经办人", "test") as session:
        (step,) = session.exec(select(AppointmentStep)).all()
        assert step.signer_id is not None


def test_people_who_come_later_are_found(bureau: Path) -> None:
    """What waits for the people of a unit is linked when they are registered."""
    cases = [CASES[0], "1|王二|男|1980年1月|科员|股长|提拔任职|2025-01-25"]
    take(bureau, book(任免事项=cases))
    people = ["序号|姓名|单位名称|人员编号|备注", "1|王二|青禾县财政局||"]
    take(bureau, book(人员=people))
    with transaction(bureau, "经办人", "test") as session:
        (case,) = session.exec(select(Appointment)).all()
        assert case.person_id is not None


def test_audits_count_in_the_unit_of_their_heading_and_lead_to_the_case(bureau: Path) -> None:
    """R-HY-08"""
    take(bureau, book(任免事项=[f"任免编号|{CASES[0]}", f"任1|{CASES[1]}"]))
    audits = [
        "序号|被审计人|审计类型|任免编号|审计单位|报告日期|问题金额（万元）",
        "1|李一|任前审计|任1|县审计局|2024-12-30|1.25",
    ]
    reports = ["序号|报告人|报告类别|年度|是否核实|归档日期", "1|李一|年度廉政报告|2025|是|2026-01-30"]
    plan = take(bureau, book(审计=audits, 个人报告=reports))
    assert (plan.problems, plan.receipt.added) == ([], 2)
    with transaction(bureau, "经办人", "test") as session:
        (audit,) = session.exec(select(Audit)).all()
        (report,) = session.exec(select(PersonalReport)).all()
        assert (audit.problem_fen, audit.appointment_id is not None) == (1_250_000, True)
        assert (report.is_verified, report.is_written) == (True, None)


def test_a_link_that_a_clerk_made_stands_as_long_as_the_words_do(bureau: Path) -> None:
    cases = [CASES[0], "1|王二|男|1980年1月|科员|股长|提拔任职|2025-01-25"]
    take(bureau, book(任免事项=cases))
    with transaction(bureau, "经办人", "test") as session:
        (case,) = session.exec(select(Appointment)).all()
        case.person_id = 1
        session.add(case)
    assert take(bureau, book(任免事项=cases)).writes_nothing
    with transaction(bureau, "经办人", "test") as session:
        assert _person(session) == 1


def _person(session: Session) -> int | None:
    return session.exec(select(Appointment)).one().person_id
