"""appoint, vetting, exam, probation, personnel, audit, personal, inspection: as a clerk types them."""

import pytest

from tests.cli.conftest import Typed

CASE = ("appoint", "add", "李某", "--unit", "U001", "--post", "股长", "--kind", "提拔任职", "--number", "任1")


@pytest.fixture
def bureau(on: Typed) -> Typed:
    assert on(*CASE).status == 0
    return on


def test_a_case_goes_from_nomination_to_probation(bureau: Typed) -> None:
    """R-HY-07"""
    steps = (
        ("appoint", "step", "任1", "初始提名", "--on", "2024-12-01", "--signer", "王某"),
        ("appoint", "step", "李某", "任前谈话", "--missing", "在外学习"),
        ("vetting", "add", "任1", "--to", "2024-12-20", "--complete", "--reviewed", "2025-01-05"),
        ("exam", "add", "任1", "--on", "2025-01-15", "--score", "85.5", "--pass", "60", "--result", "合格"),
        ("probation", "add", "任1", "--from", "2025-01-25", "--to", "2026-01-24"),
        ("appoint", "recuse", "任1", "赵某", "--stage", "讨论决定", "--recused", "是"),
        ("audit", "add", "李某", "--unit", "U001", "--kind", "任前审计", "--appointment", "任1"),
    )
    for step in steps:
        assert bureau(*step).status == 0, step
    shown = bureau("appoint", "show", "任1", "--format", "json").json
    assert [row["stage"] for row in shown["appointment_step"]] == ["初始提名", "任前谈话"]
    assert (shown["exam_attempt"][0]["score"], shown["vetting"][0]["reviewed_on"]) == ("85.50", "2025-01-05")
    assert len(shown["probation"]) == len(shown["appointment_recusal"]) == len(shown["audit"]) == 1
    assert bureau("vetting", "list", "--where", "是否征求单位意见=是", "--format", "json").json


def test_a_stage_said_again_shows_what_changed(bureau: Typed) -> None:
    bureau("appoint", "step", "任1", "讨论决定", "--on", "2025-01-10")
    said = bureau("appoint", "step", "任1", "讨论决定", "--on", "2025-01-11", "--signer", "王某")
    assert "完成日期：2025-01-10 → 2025-01-11" in said.out


def test_a_stage_nobody_knows_gets_the_list(bureau: Typed) -> None:
    said = bureau("appoint", "step", "任1", "谈心")
    assert said.status == 3
    assert "讨论决定" in said.err


def test_a_contradicting_result_is_refused_and_nothing_written(bureau: Typed) -> None:
    """R-CC-04"""
    said = bureau("exam", "add", "任1", "--score", "59.5", "--pass", "60", "--result", "合格")
    assert (said.status, "低于及格分" in said.err) == (3, True)
    assert bureau("exam", "list", "--format", "json").json == []


def test_points_are_changed_and_told_in_points(bureau: Typed) -> None:
    """R-CC-04"""
    bureau("exam", "add", "任1", "--score", "59.5")
    said = bureau("exam", "edit", "1", "--set", "成绩=61")
    assert said.status == 0
    assert "59.50 → 61.00" in said.out


def test_a_case_is_ended_with_a_reason(bureau: Typed) -> None:
    said = bureau("appoint", "retire", "任1", "--reason", "考察不合格")
    assert "已终止" in said.out
    (case,) = bureau("appoint", "list", "--columns", "state,state_reason", "--format", "json").json
    assert (case["state"], "考察不合格" in case["state_reason"]) == ("终止", True)


def test_other_matters_reports_and_inspections_are_recorded(bureau: Typed) -> None:
    """R-CC-07, R-HY-12"""
    said = bureau("personnel", "add", "招录", "--unit", "U001", "--kind", "录用", "--on", "2025-05-01")
    assert said.status == 0
    report = ("personal", "add", "李某", "--unit", "U001", "--kind", "年度廉政报告", "--year", "2025")
    assert bureau(*report, "--set", "是否核实=是").status == 0
    assert bureau("inspection", "add", "预算执行", "--unit", "U001", "--by", "赵某").status == 0
    (one,) = bureau("personal", "list", "--columns", "number,is_verified", "--format", "json").json
    assert (one["is_verified"], "李" in one["number"]) == ("是", False)
    assert bureau("inspection", "list", "--format", "json").json[0]["subject"] == "预算执行"


def test_what_the_rules_say_names_the_case(bureau: Typed) -> None:
    """R-HY-07"""
    answers = bureau("check", "--select", "PER001,PER002", "--format", "json")
    assert answers.status in (0, 1)
    assert "U001/任1" in answers.out
