"""Methods of the county's own and frozen assessments, taken in by sheet (R-XZ-12)."""

from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.risk.methods import find_method, own_method, use_method
from powerctl.errors import Refused
from powerctl.model import RiskAssessment, RiskMethod, RiskMethodPart, RiskPoint
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import RiskLevel
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, risks, take_in, told

METHOD = {"name": "加权法", "formula": "加权求和", "document": "青禾纪发〔2026〕5号"}
AMOUNT = {"method": "加权法", "factor": "金额", "weight": "2", "least": "1", "most": "5"}
SCOPE = {"method": "加权法", "factor": "影响面", "weight": "1", "least": "1", "most": "5"}
HIGH = {"method": "加权法", "at_least": "12", "level": "高"}
LOW = {"method": "加权法", "at_least": "3", "level": "低"}
EMPTY = dict.fromkeys(
    ("factor", "weight", "least", "most", "at_least", "likelihood", "severity", "word", "level"), ""
)
ASSESSED = {
    "risk_point": "围标",
    "assessed_on": "2026-02-01",
    "method": "自定方法",
    "method_name": "加权法",
    "method_frozen": "加权法（加权求和）：金额（1–5 分，权重 2）；达到 9 为高",
    "factors_frozen": "金额：5",
    "working": "自定方法“加权法”：金额 5 × 2＝10，计算为高",
    "score": "10",
    "computed_level": "高",
}


def of_methods(*parts: dict[str, str], method: dict[str, str] = METHOD) -> ReadWorkbook:
    sheets = [a_sheet("methods", [method])]
    if parts:
        sheets.append(a_sheet("method_parts", [EMPTY | part for part in parts]))
    return a_workbook("methods", *sheets)


def of_assessments(*rows: dict[str, Any], **more: Any) -> ReadWorkbook:
    return a_workbook("assessments", a_sheet("assessments", list(rows), unit_name="青禾县财政局", **more))


@pytest.fixture
def points(session: Session) -> Session:
    assert not take_in(session, risks({"business": "采购", "name": "围标"})).problems
    return session


def texts(session: Session) -> list[str]:
    return [
        part.factor or str(part.at_least)
        for part in own_method(session, find_method(session, "加权法")).parts
    ]


def test_a_method_is_taken_in_once_with_its_parts_in_order(session: Session) -> None:
    """R-XZ-12"""
    workbook = of_methods(AMOUNT, SCOPE, HIGH, LOW)
    assert counts(take_in(session, workbook)) == (5, 5, 0, 0, 0)
    assert counts(take_in(session, workbook)) == (5, 0, 0, 5, 0)
    assert texts(session) == ["金额", "影响面", "12", "3"]
    assert own_method(session, find_method(session, "加权法")).flaw == ""


def test_the_parts_of_a_method_follow_its_sheet(session: Session) -> None:
    """R-XZ-12"""
    take_in(session, of_methods(AMOUNT, SCOPE, HIGH, LOW))
    plan = take_in(session, of_methods(SCOPE, HIGH | {"at_least": "4"}, LOW))
    assert counts(plan) == (4, 0, 3, 1, 0)
    assert told(plan, "1 项不在本表内")
    assert texts(session) == ["影响面", "4", "3"]


def test_a_method_without_listed_parts_keeps_those_it_has(session: Session) -> None:
    """R-XZ-12"""
    take_in(session, of_methods(AMOUNT, HIGH))
    assert counts(take_in(session, of_methods(method=METHOD | {"note": "试行"}))) == (1, 0, 1, 0, 0)
    assert texts(session) == ["金额", "12"]


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"method": "没有的方法", "at_least": "3", "level": "低"}, "没有登记自定评估方法"),
        ({"method": "加权法", "word": "处罚", "level": "高"}, "算法是加权求和"),
        ({"method": "加权法", "at_least": "13", "level": "低"}, "等级越高分数越高"),
        ({"method": "加权法", "at_least": "多", "level": "低"}, "不认识“多”"),
        (AMOUNT, "已经有这一项"),
        (SCOPE | {"least": "5"}, "最低分 5 不低于最高分 5"),
        (SCOPE | {"weight": "101"}, "权重不在"),
        (SCOPE | {"position": "1"}, "排在第 2 项之后"),
    ],
)
def test_one_wrong_part_is_named_and_keeps_the_methods_parts_out(
    session: Session, part: dict[str, str], why: str
) -> None:
    """R-XZ-12"""
    plan = planned(session, of_methods(AMOUNT, HIGH, {"position": ""} | part))
    own = part["method"] == "加权法"
    assert counts(plan) == (4, 1 if own else 3, 0, 0, 3 if own else 1)
    assert [why in problem.message for problem in plan.problems] == [True]
    assert plan.problems[0].cell


def test_a_method_in_use_takes_only_its_days_document_and_note(points: Session) -> None:
    """R-XZ-12"""
    take_in(points, of_methods(AMOUNT, HIGH))
    use_method(points, find_method(points, "加权法"), points.exec(select(RiskPoint)).all())
    assert counts(take_in(points, of_methods(AMOUNT, HIGH))) == (3, 0, 0, 3, 0)
    later = METHOD | {"valid_to": "2026-12-31"}
    assert counts(take_in(points, of_methods(AMOUNT, HIGH, method=later))) == (3, 0, 1, 2, 0)
    plan = take_in(points, of_methods(AMOUNT, HIGH | {"at_least": "11"}))
    assert counts(plan)[4] == 2
    assert "已在用" in plan.problems[0].message


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"formula": "连乘"}, "算法不再改动"),
        ({"name": "矩阵法", "formula": "不知道"}, "不认识“不知道”"),
        ({"name": "标准计数法"}, "通用的方法名"),
        ({"unit": "没有的局"}, "没有登记单位"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "早于起日"),
        ({"name": ""}, "缺少方法名称"),
    ],
)
def test_what_a_method_cannot_say_is_a_problem_with_its_cell(
    session: Session, change: dict[str, str], why: str
) -> None:
    """R-XZ-12"""
    take_in(session, of_methods())
    plan = planned(session, of_methods(method=METHOD | change))
    assert counts(plan) == (1, 0, 0, 0, 1)
    assert [why in problem.message for problem in plan.problems] == [True]
    assert plan.problems[0].cell


def test_a_method_is_listed_once(session: Session) -> None:
    """R-XZ-12"""
    plan = planned(session, a_workbook("methods", a_sheet("methods", [METHOD, METHOD])))
    assert counts(plan) == (2, 1, 0, 0, 1)
    assert "第2行重复" in plan.problems[0].message


def test_methods_of_a_unit_nobody_knows_are_refused(session: Session) -> None:
    """R-XZ-12"""
    with pytest.raises(Refused, match="没有名为或代码为"):
        planned(session, of_methods(), unit="没有的局")


def test_assessments_are_carried_as_they_were_frozen(points: Session) -> None:
    """R-XZ-12"""
    fixed = ASSESSED | {"fixed_level": "中", "fixed_on": "2026-02-10", "fixed_by_written": "局党组会"}
    assert counts(take_in(points, of_assessments(fixed))) == (1, 1, 0, 0, 0)
    assert counts(take_in(points, of_assessments(fixed))) == (1, 0, 0, 1, 0)
    record = points.exec(select(RiskAssessment)).one()
    assert (record.method_frozen, record.working) == (ASSESSED["method_frozen"], ASSESSED["working"])
    assert (record.computed_level, record.fixed_level) == (RiskLevel.HIGH, RiskLevel.MEDIUM)
    assert points.exec(select(RiskPoint)).one().level is None


def test_of_a_known_assessment_only_document_and_note_change(points: Session) -> None:
    """R-XZ-12"""
    take_in(points, of_assessments(ASSESSED))
    assert counts(take_in(points, of_assessments(ASSESSED | {"document": "3号"}))) == (1, 0, 1, 0, 0)
    plan = take_in(points, of_assessments(ASSESSED | {"working": "另算"}))
    assert counts(plan) == (1, 0, 0, 0, 1)
    assert "“计算过程”不再改动" in plan.problems[0].message
    assert plan.problems[0].cell == "G2"
    assert points.exec(select(RiskAssessment)).one().working == ASSESSED["working"]


def test_two_equal_assessments_of_an_export_are_two(points: Session) -> None:
    """R-XZ-12"""
    two = (ASSESSED, ASSESSED)
    assert counts(take_in(points, of_assessments(*two))) == (2, 1, 0, 1, 0)
    assert counts(take_in(points, of_assessments(*two, as_written=True))) == (2, 1, 0, 1, 0)
    assert counts(take_in(points, of_assessments(*two, as_written=True))) == (2, 0, 0, 2, 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"risk_point": "串标"}, "没有登记这样的风险点“串标”"),
        ({"assessed_on": "2026-03-03"}, "还没有到"),
        ({"assessed_on": ""}, "缺少评估日期"),
        ({"method": "拍脑袋"}, "不认识“拍脑袋”"),
        ({"working": ""}, "缺少计算过程"),
        ({"score": "十"}, "不认识“十”"),
        ({"fixed_level": "高", "fixed_on": "2026-01-31"}, "确定日期早于评估日期"),
        ({"fixed_level": "", "fixed_on": "2026-02-10"}, "没有写确定等级"),
    ],
)
def test_what_an_assessment_cannot_say_is_a_problem_with_its_cell(
    points: Session, change: Any, why: str
) -> None:
    """R-XZ-12"""
    plan = planned(points, of_assessments(ASSESSED | change))
    assert counts(plan) == (1, 0, 0, 0, 1)
    assert [why in problem.message for problem in plan.problems] == [True]
    assert plan.problems[0].cell


def test_the_numbers_of_parts_come_with_them(session: Session) -> None:
    """R-XZ-12"""
    take_in(session, of_methods(AMOUNT | {"position": "2"}, HIGH | {"position": "5"}))
    assert [part.position for part in session.exec(select(RiskMethodPart)).all()] == [2, 5]
    assert len(session.exec(select(RiskMethod)).all()) == 1
