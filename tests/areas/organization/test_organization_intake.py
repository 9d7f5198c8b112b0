"""The organization workbook taken in: units in a tree, people, posts with their holders, duties."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from powerctl.areas.intake import apply_import
from powerctl.errors import Refused
from powerctl.model import Duty, Person, Post, Tenure, Unit
from powerctl.sheets.reading import Problem
from powerctl.terms import DutyArea, HolderLevel, UnitKind
from tests.areas.workbooks import NOW, counts, organization, planned, take_in, told, undone

COUNTY = {"code": "QH", "name": "青禾县", "kind": "县区", "parent": ""}
BUREAU = {"code": "CZJ", "name": "青禾县财政局", "kind": "政府部门", "parent": "青禾县"}
GAO = {"unit": "CZJ", "name": "高某", "number": ""}
HEAD = {
    "unit": "青禾县财政局",
    "title": "局长",
    "holder_level": "一把手",
    "is_head": "是",
    "is_leadership": "",
    "person": "高某",
    "valid_from": "2024-05-06",
    "valid_to": "",
    "document": "青组干〔2024〕8号",
}
DUTY = {"unit": "CZJ", "person": "高某", "area": "财务", "direct": "是", "valid_from": "2024-06-01"}


def messages(problems: list[Problem]) -> str:
    return "\n".join(f"{p.sheet} {p.cell} {p.message}；{p.wanted}" for p in problems)


def test_a_county_is_taken_in_whole(session: Session) -> None:
    """R-XZ-01, R-XZ-02"""
    plan = take_in(session, organization(units=[COUNTY, BUREAU], people=[GAO], posts=[HEAD], duties=[DUTY]))
    assert counts(plan) == (5, 5, 0, 0, 0)
    bureau = session.exec(select(Unit).where(Unit.code == "CZJ")).one()
    county = session.exec(select(Unit).where(Unit.code == "QH")).one()
    assert (bureau.kind, bureau.parent_id) == (UnitKind.GOVERNMENT_ORGAN, county.id)
    post = session.exec(select(Post)).one()
    assert (post.holder_level, post.is_head, post.is_leadership, post.valid_from) == (
        HolderLevel.HEAD,
        True,
        None,
        None,
    )
    tenure = session.exec(select(Tenure)).one()
    assert (tenure.valid_from, tenure.valid_to, tenure.document) == (
        date(2024, 5, 6),
        None,
        "青组干〔2024〕8号",
    )
    duty = session.exec(select(Duty)).one()
    assert (duty.area, duty.direct, duty.valid_from) == (DutyArea.FINANCE, True, date(2024, 6, 1))


def test_sheets_and_rows_may_come_in_any_order(session: Session) -> None:
    plan = take_in(session, organization(duties=[DUTY], posts=[HEAD], people=[GAO], units=[BUREAU, COUNTY]))
    assert counts(plan) == (5, 5, 0, 0, 0)


def test_a_unit_without_a_code_gets_the_next_free_one_and_that_is_said(session: Session) -> None:
    rows = [{"code": "", "name": "青禾县审计局"}, {"code": "U001", "name": "青禾县财政局"}]
    plan = take_in(session, organization(units=rows))
    codes = {unit.name: unit.code for unit in session.exec(select(Unit)).all()}
    assert codes == {"青禾县财政局": "U001", "青禾县审计局": "U002"}
    assert told(plan, "U002 青禾县审计局")


def test_a_unit_proposed_by_a_list_takes_its_code_from_the_workbook(session: Session) -> None:
    take_in(session, organization(units=[{"code": "", "name": "青禾县财政局"}]))
    plan = take_in(session, organization(units=[BUREAU | {"parent": ""}]))
    assert counts(plan) == (1, 0, 1, 0, 0)
    assert session.exec(select(Unit)).one().code == "CZJ"


def test_all_problems_are_told_at_once_with_their_cells(session: Session) -> None:
    plan = planned(
        session,
        organization(
            units=[BUREAU],
            people=[GAO, GAO | {"unit": "青禾县财征局"}, {"unit": "CZJ", "name": "", "number": ""}],
            posts=[HEAD | {"person": "李某"}],
            duties=[DUTY | {"person": "王某"}],
        ),
    )
    told_problems = messages(plan.problems)
    assert "units D2 上级单位“青禾县”没有登记" in told_problems
    assert "people A3" in told_problems and "青禾县财征局" in told_problems
    assert "people B4 缺少姓名" in told_problems
    assert "posts F2" in told_problems and "“李某”，请先在“人员”表中登记" in told_problems
    assert "duties B2" in told_problems and "“王某”" in told_problems
    assert len(plan.problems) == 5, "what only follows from another problem is not told again"
    assert plan.receipt.rejected == 6 and plan.receipt.balances


def test_a_misspelt_unit_is_answered_with_the_name_it_looks_like(session: Session) -> None:
    take_in(session, organization(units=[COUNTY, BUREAU]))
    plan = planned(session, organization(people=[GAO | {"unit": "青禾财政局"}]))
    assert "青禾县财政局" in plan.problems[0].wanted


def test_units_in_a_circle_are_problems(session: Session) -> None:
    plan = planned(session, organization(units=[COUNTY | {"parent": "CZJ"}, BUREAU]))
    assert [problem.cell for problem in plan.problems] == ["D2", "D3"]
    assert "绕成了一圈" in plan.problems[0].message


def test_a_code_that_another_unit_has_is_a_problem(session: Session) -> None:
    take_in(session, organization(units=[COUNTY, BUREAU]))
    plan = planned(session, organization(units=[{"code": "CZJ", "name": "青禾县教育局"}]))
    assert "已用于“青禾县财政局”" in plan.problems[0].message


def test_two_people_of_one_name_need_a_number(session: Session) -> None:
    plan = planned(session, organization(units=[COUNTY, BUREAU], people=[GAO, GAO]))
    assert "“人员编号”列区分" in plan.problems[0].message
    plan = planned(
        session, organization(units=[COUNTY, BUREAU], people=[GAO | {"number": "1"}, GAO | {"number": "2"}])
    )
    assert not plan.problems


def test_a_post_row_that_may_mean_two_people_asks_for_the_number(session: Session) -> None:
    people = [GAO | {"number": "1"}, GAO | {"number": "2"}]
    plan = planned(session, organization(units=[COUNTY, BUREAU], people=people, posts=[HEAD]))
    assert "2 个“高某”" in plan.problems[0].message


def test_two_holders_of_a_post_are_two_tenures_of_one_post(session: Session) -> None:
    """Invalid or not, the record is reality."""
    li = {"unit": "CZJ", "name": "李某", "number": ""}
    plan = take_in(
        session,
        organization(
            units=[COUNTY, BUREAU],
            people=[GAO, li],
            posts=[HEAD, HEAD | {"person": "李某", "valid_from": "2020-01-01", "valid_to": "2024-05-05"}],
        ),
    )
    assert not plan.problems
    assert len(session.exec(select(Post)).all()) == 1
    assert len(session.exec(select(Tenure)).all()) == 2


def test_rows_of_one_post_that_contradict_each_other_are_a_problem(session: Session) -> None:
    plan = planned(
        session,
        organization(
            units=[COUNTY, BUREAU], people=[GAO], posts=[HEAD, HEAD | {"is_head": "否", "person": ""}]
        ),
    )
    assert [(problem.sheet, problem.cell) for problem in plan.problems] == [("posts", "D3")]


def test_an_end_day_before_the_start_day_is_a_problem(session: Session) -> None:
    plan = planned(
        session, organization(units=[COUNTY, BUREAU], people=[GAO], posts=[HEAD | {"valid_to": "2024-01-01"}])
    )
    assert "早于起日" in plan.problems[0].message


def test_until_now_is_an_open_end(session: Session) -> None:
    plan = take_in(
        session, organization(units=[COUNTY, BUREAU], people=[GAO], posts=[HEAD | {"valid_to": "至今"}])
    )
    assert not plan.problems
    assert session.exec(select(Tenure)).one().valid_to is None


def test_one_cell_with_two_areas_is_two_duties(session: Session) -> None:
    """R-XZ-02"""
    take_in(
        session,
        organization(units=[COUNTY, BUREAU], people=[GAO], duties=[DUTY | {"area": "财务、物资采购"}]),
    )
    duties = session.exec(select(Duty).order_by(col(Duty.id))).all()
    assert [duty.area for duty in duties] == [DutyArea.FINANCE, DutyArea.PROCUREMENT]
    assert {duty.area_written for duty in duties} == {"财务、物资采购"}


def test_an_area_in_unknown_words_is_kept_and_has_no_normal_form(session: Session) -> None:
    """It may hold one of the five: a rule must be able to say that it cannot tell."""
    plan = take_in(
        session, organization(units=[COUNTY, BUREAU], people=[GAO], duties=[DUTY | {"area": "综合协调"}])
    )
    assert (session.exec(select(Duty)).one().area, told(plan, "领域留空")) == (None, True)


def test_direct_that_is_empty_is_not_known(session: Session) -> None:
    take_in(session, organization(units=[COUNTY, BUREAU], people=[GAO], duties=[DUTY | {"direct": ""}]))
    assert session.exec(select(Duty)).one().direct is None


def test_the_end_of_a_tenure_is_one_change(session: Session) -> None:
    whole = {"units": [COUNTY, BUREAU], "people": [GAO], "duties": [DUTY]}
    take_in(session, organization(**whole, posts=[HEAD]))
    plan = take_in(session, organization(**whole, posts=[HEAD | {"valid_to": "2026-02-28"}]))
    assert counts(plan) == (5, 0, 1, 4, 0)
    session.expire_all()
    assert session.exec(select(Tenure)).one().valid_to == date(2026, 2, 28)


def test_somebody_who_comes_back_has_a_second_tenure(session: Session) -> None:
    whole = {"units": [COUNTY, BUREAU], "people": [GAO]}
    take_in(session, organization(**whole, posts=[HEAD | {"valid_to": "2025-01-01"}]))
    plan = take_in(session, organization(**whole, posts=[HEAD | {"valid_from": "2026-01-01"}]))
    assert counts(plan) == (4, 1, 0, 3, 0)
    assert len(session.exec(select(Tenure)).all()) == 2


def test_a_holder_whom_the_workbook_no_longer_names_stays_and_is_said(session: Session) -> None:
    """A table of today's holders says nothing of when the last one left."""
    li = {"unit": "CZJ", "name": "李某", "number": ""}
    whole = {"units": [COUNTY, BUREAU], "people": [GAO, li]}
    take_in(session, organization(**whole, posts=[HEAD], duties=[DUTY]))
    plan = take_in(
        session, organization(**whole, posts=[HEAD | {"person": "李某"}], duties=[DUTY | {"person": "李某"}])
    )
    assert told(plan, "另有 1 条在任记录不在本表内")
    assert told(plan, "另有 1 项分工不在本表内")
    assert len(session.exec(select(Tenure).where(col(Tenure.valid_to).is_(None))).all()) == 2


def test_somebody_seconded_from_another_unit_is_found(session: Session) -> None:
    plan = take_in(session, organization(units=[COUNTY, BUREAU], people=[GAO | {"unit": "QH"}], posts=[HEAD]))
    assert not plan.problems
    assert session.exec(select(Person)).one().id == session.exec(select(Tenure)).one().person_id


def test_the_unit_typed_serves_rows_that_name_none(session: Session) -> None:
    take_in(session, organization(units=[COUNTY, BUREAU]))
    plan = take_in(session, organization(people=[{"name": "高某", "number": ""}]), unit="CZJ")
    assert counts(plan) == (1, 1, 0, 0, 0)
    doubted = planned(session, organization(people=[{"name": "高某"}]), unit="CZ")
    assert (counts(doubted), doubted.unit_choices) == ((1, 1, 0, 0, 0), ["青禾县财政局"])
    with pytest.raises(Refused, match="没有名为或代码为“CZ”的单位；相近的有：青禾县财政局"):
        apply_import(session, doubted, now=NOW)


def test_notes_of_the_batch_name_no_person(session: Session) -> None:
    """Notes stay in the ledger for ever."""
    plan = take_in(session, organization(units=[COUNTY, BUREAU], people=[GAO], posts=[HEAD], duties=[DUTY]))
    assert not told(plan, "高某")


names = st.sampled_from(["甲", "乙", "丙", "丁"])
posts = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(["CZJ", "青禾县"]),
        "title": st.sampled_from(["局长", "副局长", "科长"]),
        "person": names,
        "valid_from": st.sampled_from(["", "2020-01-01", "2024-01-01"]),
        "valid_to": st.sampled_from(["", "2025-01-01", "至今"]),
    }
)
duties = st.fixed_dictionaries(
    {
        "unit": st.just("CZJ"),
        "person": names,
        "area": st.sampled_from(["财务", "财务、人事", "综合", "全面工作"]),
        "direct": st.sampled_from(["", "是", "否"]),
        "valid_from": st.sampled_from(["", "2020-01-01"]),
    }
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(posts, max_size=6), charged=st.lists(duties, max_size=5))
def test_import_again_changes_nothing(
    county: Path, held: list[dict[str, str]], charged: list[dict[str, str]]
) -> None:
    """The law of the second import, for any posts and duties."""
    people = [{"unit": "CZJ", "name": name, "number": ""} for name in "甲乙丙丁"]
    workbook = organization(units=[COUNTY, BUREAU], people=people, posts=held, duties=charged)
    with undone(county) as session:
        first = take_in(session, workbook)
        assert not first.problems and first.receipt.balances
        again = take_in(session, workbook)
        read = again.receipt.read
        assert counts(again) == (read, 0, 0, read, 0)
        assert again.writes_nothing


def test_what_is_sound_can_be_taken_without_the_rest(session: Session) -> None:
    """Rows that hang on a rejected one are left out with it, down to the last duty."""
    village = {"code": "LHZ", "name": "柳河镇", "kind": "庙", "parent": ""}
    below = {"code": "LHC", "name": "柳河村", "kind": "村社区", "parent": "柳河镇"}
    under = {"code": "LHX", "name": "柳河小组", "kind": "其他", "parent": "柳河村"}
    workbook = organization(
        units=[under, below, village, COUNTY, BUREAU],
        people=[GAO, {"unit": "LHC", "name": "赵某", "number": ""}],
        posts=[HEAD, {"unit": "LHC", "title": "主任", "person": "赵某"}],
        duties=[DUTY, {"unit": "LHC", "person": "赵某", "area": "财务"}],
    )
    plan = planned(session, workbook)
    assert [problem.cell for problem in plan.problems] == ["C4"]
    assert counts(plan) == (11, 5, 0, 0, 6)
    apply_import(session, plan, now=NOW)
    assert sorted(unit.code for unit in session.exec(select(Unit)).all()) == ["CZJ", "QH"]
    assert [person.name for person in session.exec(select(Person)).all()] == ["高某"]
