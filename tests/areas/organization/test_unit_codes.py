"""Codes of units when lists came first: the workbook's codes go before those that were made up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from powerctl.areas.intake import apply_import
from powerctl.areas.organization.units import add_unit, edit_unit
from powerctl.model import Unit
from powerctl.store.undo import undo
from tests.areas.workbooks import NOW, counts, organization, planned, powers, take_in, told, undone

Writing = Callable[[], AbstractContextManager[Session]]

NAMES = ("甲局", "乙局", "丙局", "丁局")


def lists(session: Session, *names: str) -> None:
    """Power lists of units that nobody has registered: they get U001, U002, …"""
    for name in names:
        row = {"name": "某项许可", "category": "行政许可", "unit": name}
        take_in(session, powers(row, title="2025年权责清单"))


def codes(session: Session) -> dict[str, str]:
    session.expire_all()
    return {unit.name: unit.code for unit in session.exec(select(Unit)).all()}


def test_units_trade_the_codes_that_were_made_up_for_them(session: Session) -> None:
    lists(session, "甲局", "乙局", "丙局")
    assert codes(session) == {"甲局": "U001", "乙局": "U002", "丙局": "U003"}
    workbook = organization(
        units=[
            {"code": "U002", "name": "甲局"},
            {"code": "U003", "name": "乙局"},
            {"code": "U001", "name": "丙局"},
        ],
        people=[{"unit": "U001", "name": "高某", "number": ""}],
    )
    plan = take_in(session, workbook)
    assert plan.problems == [] and counts(plan) == (4, 1, 3, 0, 0)
    assert codes(session) == {"甲局": "U002", "乙局": "U003", "丙局": "U001"}
    assert take_in(session, workbook).writes_nothing


def test_a_new_unit_may_take_the_code_of_one_that_gets_another(session: Session) -> None:
    lists(session, "甲局")
    take_in(session, organization(units=[{"code": "U001", "name": "乙局"}, {"code": "CZJ", "name": "甲局"}]))
    assert codes(session) == {"甲局": "CZJ", "乙局": "U001"}


def test_a_unit_that_the_workbook_does_not_name_gives_up_a_code_that_was_made_up(session: Session) -> None:
    lists(session, "甲局", "乙局")
    workbook = organization(
        units=[
            {"code": "U001", "name": "丙局"},
            {"code": "U003", "name": "丁局"},
            {"code": "", "name": "戊局"},
        ]
    )
    plan = take_in(session, workbook)
    assert told(plan, "“甲局”的代码 U001 是导入清单时编的，已让给“丙局”，改编为 U005")
    assert codes(session) == {"甲局": "U005", "乙局": "U002", "丙局": "U001", "丁局": "U003", "戊局": "U004"}
    again = take_in(session, workbook)
    assert again.writes_nothing and not told(again, "已让给")


@pytest.mark.parametrize("how", ["added", "edited", "imported"])
def test_a_code_that_somebody_chose_is_not_given_away(session: Session, how: str) -> None:
    if how == "added":
        add_unit(session, code="U001", name="甲局")
    elif how == "edited":
        lists(session, "甲局")
        edit_unit(session, "甲局", {"code": "JJ"})
    else:
        take_in(session, organization(units=[{"code": "U001", "name": "甲局"}]))
    kept = codes(session)
    plan = planned(session, organization(units=[{"code": kept["甲局"], "name": "乙局"}]))
    assert f"代码“{kept['甲局']}”已用于“甲局”" in plan.problems[0].message


def test_a_code_that_is_not_given_up_after_all_is_not_taken(session: Session) -> None:
    lists(session, "甲局", "乙局", "丙局")
    workbook = organization(
        units=[
            {"code": "U002", "name": "甲局", "kind": "政府部门"},
            {"code": "U003", "name": "乙局", "kind": "政府部门"},
            {"code": "U001", "name": "丙局", "kind": "庙"},
            {"code": "DJ", "name": "丁局", "kind": "政府部门"},
        ]
    )
    plan = planned(session, workbook)
    assert counts(plan) == (4, 1, 0, 0, 3)
    said = [problem.message for problem in plan.problems]
    assert len(said) == 3
    assert "代码“U003”仍由“丙局”使用" in said and "代码“U002”仍由“乙局”使用" in said
    apply_import(session, plan, now=NOW)
    assert codes(session) == {"甲局": "U001", "乙局": "U002", "丙局": "U003", "丁局": "DJ"}


def test_codes_that_were_traded_go_back_when_the_workbook_is_taken_back(
    writing: Writing, county: Path
) -> None:
    with writing() as session:
        lists(session, "甲局", "乙局", "丙局")
    with writing() as session:
        take_in(
            session, organization(units=[{"code": "U002", "name": "甲局"}, {"code": "U001", "name": "乙局"}])
        )
        assert codes(session) == {"甲局": "U002", "乙局": "U001", "丙局": "U003"}
    undo(county, "经办人", now=NOW)
    with writing() as session:
        assert codes(session) == {"甲局": "U001", "乙局": "U002", "丙局": "U003"}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.permutations(NAMES),
    listed=st.integers(0, 4),
    written=st.permutations(["U001", "U002", "U003", "U004", "CZJ", ""]),
    rows=st.permutations(range(4)),
)
def test_the_codes_of_the_workbook_hold_whatever_lists_came_first(
    county: Path, first: list[str], listed: int, written: list[str], rows: list[int]
) -> None:
    with undone(county) as session:
        lists(session, *first[:listed])
        wanted = dict(zip(NAMES, written, strict=False))
        workbook = organization(units=[{"code": wanted[NAMES[at]], "name": NAMES[at]} for at in rows])
        plan = take_in(session, workbook)
        assert plan.problems == []
        stored = codes(session)
        assert {name: code for name, code in stored.items() if wanted[name]} == {
            name: code for name, code in wanted.items() if code
        }
        assert len(set(stored.values())) == 4
        assert take_in(session, workbook).writes_nothing
