"""Reviews and measures by sheet, and what the risk table says of the county's own methods (R-CC-06, R-XZ-12)."""

from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.risk import methods
from powerctl.model import Measure, RiskFactor, RiskPoint, RiskReview
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import MeasureEffect, RiskStatus, ScoringMethod
from tests.areas.workbooks import TODAY, a_sheet, a_workbook, counts, planned, risks, take_in, told


@pytest.fixture
def points(session: Session) -> Session:
    rows = (
        {"business": "采购", "name": "围标", "measure": "1.集体研究；2.全程留痕"},
        {"business": "采购", "name": "人情"},
        {"business": "审批", "name": "人情"},
    )
    assert not take_in(session, risks(*rows)).problems
    return session


def _sheet(kind: str, *rows: dict[str, Any]) -> ReadWorkbook:
    return a_workbook(kind.replace("_", "-"), a_sheet(kind, list(rows), unit_name="青禾县财政局"))


def _reviews(*rows: dict[str, Any]) -> ReadWorkbook:
    return _sheet("risk_reviews", *rows)


def _measures(*rows: dict[str, Any]) -> ReadWorkbook:
    return _sheet("measures", *rows)


REVIEW = {
    "risk_point": "围标",
    "kind": "定期",
    "reviewed_on": "2026-02-01",
    "residual_level": "低",
    "result": "落实",
}


def test_reviews_are_taken_in_once(points: Session) -> None:
    """R-CC-06"""
    assert counts(take_in(points, _reviews(REVIEW))) == (1, 1, 0, 0, 0)
    assert counts(take_in(points, _reviews(REVIEW))) == (1, 0, 0, 1, 0)
    assert counts(take_in(points, _reviews({**REVIEW, "residual_level": "中"}))) == (1, 0, 1, 0, 0)
    assert len(points.exec(select(RiskReview)).all()) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"risk_point": "串标"}, "没有登记这样的风险点“串标”"),
        ({"risk_point": "人情"}, "本单位有 2 个“人情”"),
        ({"reviewed_on": "2026-03-03"}, "还没有到"),
        ({"reviewed_on": "上个月"}, "不认识“上个月”"),
        ({"kind": "例行"}, "不认识“例行”"),
        ({"residual_level": "很低"}, "不认识“很低”"),
        ({"next_due_on": "2026-01-01"}, "早于检查日期"),
    ],
)
def test_what_a_review_cannot_say_is_a_problem_with_its_cell(points: Session, change: Any, why: str) -> None:
    """R-CC-06"""
    plan = planned(points, _reviews({**REVIEW, **change}))
    assert counts(plan) == (1, 0, 0, 0, 1)
    assert [why in problem.message for problem in plan.problems] == [True]
    assert plan.problems[0].cell


def test_equal_names_are_told_apart_by_the_business(points: Session) -> None:
    """R-CC-06"""
    take_in(points, _reviews({**REVIEW, "risk_point": "人情", "business": "审批"}))
    review = points.exec(select(RiskReview)).one()
    assert points.get_one(RiskPoint, review.risk_point_id).business == "审批"


def test_a_measure_is_known_by_its_text_and_a_new_one_comes_last(points: Session) -> None:
    """R-CC-06"""
    rows = (
        {
            "risk_point": "围标",
            "text": "集体 研究。",
            "status": "已落实",
            "done_on": "2026-02-01",
            "effect": "有效",
        },
        {"risk_point": "围标", "text": "轮岗", "status": "落实中"},
    )
    assert counts(take_in(points, _measures(*rows))) == (2, 1, 1, 0, 0)
    assert counts(take_in(points, _measures(*rows))) == (2, 0, 0, 2, 0)
    listed = points.exec(select(Measure).order_by(Measure.position)).all()
    assert [measure.text for measure in listed] == ["集体研究", "全程留痕", "轮岗"]
    assert listed[0].effect is MeasureEffect.EFFECTIVE


def test_a_day_of_completion_without_completion_is_a_problem(points: Session) -> None:
    """R-CC-06"""
    plan = planned(
        points, _measures({"risk_point": "围标", "text": "轮岗", "status": "落实中", "done_on": "2026-02-01"})
    )
    assert "落实状态却不是“已落实”" in plan.problems[0].message


def test_a_new_list_of_measures_keeps_what_was_recorded_of_the_old_ones(points: Session) -> None:
    """R-CC-06"""
    take_in(
        points,
        _measures(
            {"risk_point": "围标", "text": "集体研究", "effect": "有效", "institution_written": "议事规则"}
        ),
    )
    take_in(points, risks({"business": "采购", "name": "围标", "measure": "1.集体研究；2.轮岗"}))
    listed = points.exec(select(Measure).order_by(Measure.position)).all()
    assert [(m.text, m.effect, m.institution_written) for m in listed] == [
        ("集体研究", MeasureEffect.EFFECTIVE, "议事规则"),
        ("轮岗", None, None),
    ]


def _weighted(session: Session, name: str = "加权法") -> int:
    method = methods.add_method(session, name, "加权求和")
    methods.add_part(session, method, factor="金额", weight="1", least="1", most="5")
    methods.add_part(session, method, at_least="1", level="低")
    return int(method.id or 0)


def test_the_risk_table_names_the_countys_method_and_its_factors(session: Session) -> None:
    """R-XZ-12"""
    number = _weighted(session)
    book = risks({"name": "围标", "method": "加权法", "factors": "金额=3；影响面：4", "likelihood": "2"})
    assert counts(take_in(session, book)) == (1, 1, 0, 0, 0)
    assert counts(take_in(session, book)) == (1, 0, 0, 1, 0)
    point = session.exec(select(RiskPoint)).one()
    assert (point.method_id, point.scoring_method, point.likelihood) == (number, ScoringMethod.OWN, 2)
    stored = session.exec(select(RiskFactor.factor, RiskFactor.score).order_by(RiskFactor.id)).all()
    assert list(stored) == [("金额", 3), ("影响面", 4)]
    assert counts(take_in(session, risks({"name": "围标", "factors": "金额=5"}))) == (1, 0, 1, 0, 0)
    assert session.exec(select(RiskFactor.score)).all() == [5]


def test_the_only_method_of_a_way_is_linked_and_of_two_none(session: Session) -> None:
    """R-XZ-12"""
    number = _weighted(session)
    take_in(session, risks({"name": "围标", "scoring_method": "自定方法"}))
    assert session.exec(select(RiskPoint.method_id)).all() == [number]
    _weighted(session, "另一法")
    take_in(session, risks({"name": "串标", "scoring_method": "自定方法"}))
    assert session.exec(select(RiskPoint.method_id).where(RiskPoint.name == "串标")).all() == [None]
    assert counts(take_in(session, risks({"name": "围标", "scoring_method": "自定方法"}))) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"method": "没有的"}, "没有名为“没有的”的自定评估方法"),
        ({"factors": "金额高"}, "不认识“金额高”"),
        ({"factors": "重要程度=3"}, "不认识“重要程度=3”"),
        ({"factors": "金额=3；金额=4"}, "不认识“金额=4”"),
    ],
)
def test_an_unknown_method_and_unreadable_factors_are_problems(
    session: Session, change: Any, why: str
) -> None:
    """R-XZ-12"""
    plan = planned(session, risks({"name": "围标", **change}))
    assert counts(plan) == (1, 0, 0, 0, 1)
    assert why in plan.problems[0].message


def test_a_closing_day_in_the_table_closes_the_point(session: Session) -> None:
    """R-XZ-11"""
    take_in(session, risks({"name": "围标", "closed_on": TODAY.isoformat(), "closed_reason": "机构撤销"}))
    point = session.exec(select(RiskPoint)).one()
    assert (point.status, point.closed_on) == (RiskStatus.CLOSED, TODAY)


def test_a_unit_that_is_not_registered_has_no_points_to_review(session: Session) -> None:
    """R-CC-06"""
    plan = planned(session, _reviews(REVIEW))
    assert plan.problems and not told(plan, "没有需要写入")
