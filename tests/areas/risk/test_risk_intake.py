"""Risk tables taken in: points, measures, levels, links, and what a second import changes."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from powerctl.areas.risk.measures import finish_measure, measures_of
from powerctl.areas.risk.points import find_point, link_point
from powerctl.model import Measure, Person, Post, Power, RiskPoint
from powerctl.terms import (
    FinderMethod,
    MeasureStatus,
    PowerDomain,
    RiskLevel,
    RiskList,
    RiskSource,
    RiskStatus,
)
from tests.areas.workbooks import counts, organization, planned, powers, risks, take_in, told, undone

POINT = {
    "business": "对违规采购的处罚",
    "name": "选择性立案",
    "description": "对应当立案的线索不予登记",
    "level": "高",
    "measure": "1.线索统一登记；2.不予立案的集体研究。",
    "owner": "高某",
    "post": "科长",
}
COUNTY = organization(
    units=[{"code": "CZJ", "name": "青禾县财政局"}],
    people=[{"unit": "CZJ", "name": "高某", "number": ""}],
    posts=[{"unit": "CZJ", "title": "科长", "person": "高某"}],
)
POWER = {"name": "对违规采购的处罚", "category": "行政处罚", "exercising_body": "青禾县财政局"}


def only(session: Session) -> RiskPoint:
    return session.exec(select(RiskPoint)).one()


def texts(session: Session) -> list[str]:
    return list(
        session.exec(select(Measure.text).order_by(col(Measure.risk_point_id), col(Measure.position))).all()
    )


def test_a_point_keeps_the_words_of_its_level_beside_the_normal_form(session: Session) -> None:
    """R-XZ-12"""
    take_in(session, risks(POINT | {"level": "Ⅱ级"}))
    assert (only(session).level_written, only(session).level) == ("Ⅱ级", RiskLevel.MEDIUM)
    assert only(session).status is RiskStatus.OPEN


def test_no_level_stays_no_level(session: Session) -> None:
    take_in(session, risks(POINT | {"level": ""}))
    assert (only(session).level_written, only(session).level) == (None, None)


def test_measures_stand_in_order(session: Session) -> None:
    """R-CC-06"""
    take_in(session, risks(POINT))
    assert texts(session) == ["线索统一登记", "不予立案的集体研究。"]


def test_one_record_with_three_points_is_one_record_and_three_points(session: Session) -> None:
    """R-XZ-11"""
    row = POINT | {"name": "", "description": "1.甲（高）；2.乙（中）；3.丙（低）", "measure": "统一登记"}
    plan = take_in(session, risks(row))
    assert counts(plan) == (1, 1, 0, 0, 0)
    points = session.exec(select(RiskPoint).order_by(col(RiskPoint.id))).all()
    assert [point.level for point in points] == [RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW]
    assert texts(session) == ["统一登记"] * 3
    assert told(plan, "登记在同行的每个风险点下")
    assert counts(take_in(session, risks(row))) == (1, 0, 0, 1, 0)


def test_measures_numbered_by_point_go_to_their_points(session: Session) -> None:
    part = {"level_written": "高", "level": "高", "description": ""}
    row = {
        "name": "两点",
        "measure": "见分项",
        "parts": {
            "points": [part | {"name": "甲"}, part | {"name": "乙"}],
            "measures": [{"text": "管甲", "point": "1"}, {"text": "管乙", "point": "2"}],
        },
    }
    take_in(session, risks(row))
    assert [m.text for m in measures_of(session, find_point(session, "甲"))] == ["管甲"]
    assert [m.text for m in measures_of(session, find_point(session, "乙"))] == ["管乙"]


def test_source_domain_finder_and_list_become_terms(session: Session) -> None:
    """R-XZ-11"""
    words = {
        "category_written": "业务流程风险",
        "domain": "财务",
        "finder": "自己找",
        "list_kind": "一把手清单",
    }
    take_in(session, risks(POINT | words))
    point = only(session)
    assert (point.source, point.domain) == (RiskSource.FLOW, PowerDomain.FINANCE)
    assert (point.finder, point.list_kind) == (FinderMethod.SELF, RiskList.HEAD)
    assert point.category_written == "业务流程风险"


def test_links_are_made_to_power_post_and_owner(session: Session) -> None:
    take_in(session, COUNTY)
    take_in(session, powers(POWER))
    plan = take_in(session, risks(POINT))
    point = only(session)
    assert point.power_id == session.exec(select(Power)).one().id
    assert point.post_id == session.exec(select(Post)).one().id
    assert point.owner_id == session.exec(select(Person)).one().id
    assert not told(plan, "未能关联")


def test_the_order_of_imports_does_not_matter_for_links(session: Session) -> None:
    plan = take_in(session, risks(POINT))
    assert told(plan, "1 个风险点未能关联到已登记的权力事项")
    take_in(session, powers(POWER))
    take_in(session, COUNTY)
    session.expire_all()
    point = only(session)
    assert None not in (point.power_id, point.post_id, point.owner_id)
    assert counts(take_in(session, risks(POINT))) == (1, 0, 0, 1, 0)


def test_a_name_that_two_people_share_links_to_neither(session: Session) -> None:
    take_in(
        session,
        organization(
            units=[{"code": "CZJ", "name": "青禾县财政局"}],
            people=[
                {"unit": "CZJ", "name": "高某", "number": "1"},
                {"unit": "CZJ", "name": "高某", "number": "2"},
            ],
        ),
    )
    take_in(session, risks(POINT))
    assert (only(session).owner_id, only(session).owner_written) == (None, "高某")


def test_a_business_with_several_powers_of_its_name_links_to_the_whole_one(session: Session) -> None:
    take_in(session, powers(POWER | {"sub_item": "1.甲"}, POWER | {"sub_item": ""}))
    take_in(session, risks(POINT))
    whole = session.exec(select(Power).where(Power.sub_item == "")).one()
    assert only(session).power_id == whole.id


def test_a_link_set_by_hand_survives_the_same_words(session: Session) -> None:
    take_in(session, powers(POWER))
    row = POINT | {"business": "采购监督"}
    take_in(session, risks(row))
    link_point(session, only(session), {"power": POWER["name"]})
    assert counts(take_in(session, risks(row))) == (1, 0, 0, 1, 0)
    take_in(session, risks(row | {"level": "低"}))
    session.expire_all()
    assert only(session).power_id is not None


def test_a_changed_measure_is_one_change_and_keeps_what_was_done(session: Session) -> None:
    take_in(session, risks(POINT))
    finish_measure(session, measures_of(session, only(session))[0], on=date(2026, 2, 1))
    plan = take_in(session, risks(POINT | {"measure": "1.线索统一登记；2.每季度抽查。"}))
    assert counts(plan) == (1, 0, 1, 0, 0)
    session.expire_all()
    first, second = measures_of(session, only(session))
    assert (first.status, first.done_on) == (MeasureStatus.DONE, date(2026, 2, 1))
    assert (second.text, second.status) == ("每季度抽查。", None)


def test_the_due_day_of_a_row_is_that_of_its_measures(session: Session) -> None:
    take_in(session, risks(POINT | {"due": "2026-12-31"}))
    assert {m.due_on for m in measures_of(session, only(session))} == {date(2026, 12, 31)}
    assert only(session).due_written == "2026-12-31"


def test_what_has_no_column_of_its_own_goes_into_the_note(session: Session) -> None:
    take_in(session, risks(POINT | {"risk_value": "12", "measure_basis": "采购内控制度"}))
    assert only(session).note == "措施依据：采购内控制度；风险值：12"


def test_points_beyond_the_workbook_stay_and_are_counted(session: Session) -> None:
    take_in(session, risks(POINT, POINT | {"name": "泄露标底"}))
    plan = planned(session, risks(POINT))
    assert counts(plan) == (1, 0, 0, 1, 0)
    assert told(plan, "另有 1 个风险点不在本表内")


def test_a_row_without_a_risk_is_a_problem_with_its_cell(session: Session) -> None:
    plan = planned(
        session, risks(POINT, {"business": "某业务", "name": "", "description": "", "level": "高"})
    )
    assert counts(plan) == (2, 1, 0, 0, 1)
    assert [(problem.sheet, problem.cell) for problem in plan.problems] == [("风险点", "B3")]


rows = st.fixed_dictionaries(
    {
        "business": st.sampled_from(["", "采购", "监督"]),
        "name": st.sampled_from(["甲", "乙", "丙 ", "（丙）"]),
        "description": st.sampled_from(["", "1.不登记；2.拖延登记", "不公开"]),
        "level": st.sampled_from(["", "高", "二级", "1中1低", "☆☆☆"]),
        "measure": st.sampled_from(["", "1.登记；2.抽查", "公开", "/"]),
        "wide_discretion": st.sampled_from(["", "是", "否"]),
        "indicator": st.sampled_from(["", "比例"]),
    }
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(rows, min_size=1, max_size=6), data=st.data())
def test_import_again_changes_nothing_and_one_edited_cell_is_one_change(
    county: Path, table: list[dict[str, str]], data: st.DataObject
) -> None:
    """The law of the second import, on any risk table."""
    with undone(county) as session:
        first = take_in(session, risks(*table))
        assert first.receipt.balances and first.receipt.added == len(table)
        again = take_in(session, risks(*table))
        assert counts(again) == (len(table), 0, 0, len(table), 0)
        assert again.writes_nothing
        at = data.draw(st.integers(0, len(table) - 1))
        edited = [dict(row) for row in table]
        edited[at]["indicator"] = "次数"
        third = take_in(session, risks(*edited))
        assert counts(third) == (len(table), 0, 1, len(table) - 1, 0)
