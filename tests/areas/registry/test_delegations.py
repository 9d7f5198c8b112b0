"""Delegations and leaders' scopes: by hand and by sheet."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.registry.exercises.delegations import add_delegation, edit_delegation, end_delegation
from powerctl.areas.registry.exercises.scopes import add_scope, edit_scope, end_scope
from powerctl.areas.registry.powers import find_power
from powerctl.errors import Refused
from powerctl.model import Delegation, LeaderScope
from powerctl.sheets.reading import ReadWorkbook
from tests.areas.workbooks import a_sheet, a_workbook, counts, organization, powers, take_in

UNIT = "青禾县财政局"
GIVEN = {
    "power": "会计监督",
    "delegate_written": "柳湾镇",
    "valid_from": "2026-01-01",
    "document": "青财委1号",
}
FIXED = {"post": "局长", "scope": "范围", "duty": "责任", "rules": "规则", "valid_from": "2026-01-01"}


def of(kind: str, *rows: dict[str, Any]) -> ReadWorkbook:
    return a_workbook(kind, a_sheet(kind, list(rows), kind, unit_name=UNIT))


@pytest.fixture(autouse=True)
def _county(session: Session) -> None:
    take_in(
        session,
        organization(
            units=[{"code": "CZJ", "name": UNIT}, {"code": "LW", "name": "柳湾镇"}],
            people=[{"unit": UNIT, "name": "高某"}, {"unit": "柳湾镇", "name": "柳某"}],
            posts=[{"unit": UNIT, "title": "局长", "person": "高某"}, {"unit": "柳湾镇", "title": "所长"}],
        ),
    )
    take_in(
        session,
        powers({"name": "会计监督", "category": "行政检查", "basis_text": "【法律】《会计法》"}),
        unit=UNIT,
    )


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("柳湾镇", "单位"),
        ("局长", "职务"),
        ("高某", "人员"),
        ("柳湾镇/所长", "职务"),
        ("柳湾镇/柳某", "人员"),
        ("某中介机构", ""),
    ],
)
def test_a_delegate_is_a_unit_a_post_or_a_person(words: str, known: str, session: Session) -> None:
    """R-FS-05"""
    delegation, kind = add_delegation(session, find_power(session, "会计监督"), words)
    linked = (delegation.unit_id, delegation.post_id, delegation.person_id)
    assert kind == known and sum(link is not None for link in linked) == bool(known)
    assert delegation.delegate_written == words


def test_a_delegation_is_recorded_once_and_ends_once(session: Session) -> None:
    power = find_power(session, "会计监督")
    delegation, _ = add_delegation(session, power, "柳湾镇", valid_from="2026-01-01")
    with pytest.raises(Refused):
        add_delegation(session, power, "柳湾镇", valid_from="2026-01-01")
    end_delegation(session, delegation, on=date(2026, 2, 1), reason="收回")
    assert delegation.valid_to == date(2026, 2, 1) and delegation.note == "2026-02-01 终止：收回"
    with pytest.raises(Refused):
        end_delegation(session, delegation, on=date(2026, 2, 2), reason="收回")


def test_a_delegation_does_not_end_before_it_begins(session: Session) -> None:
    delegation, _ = add_delegation(
        session, find_power(session, "会计监督"), "柳湾镇", valid_from="2026-01-01"
    )
    with pytest.raises(Refused):
        end_delegation(session, delegation, on=date(2025, 12, 31), reason="收回")


def test_links_follow_the_delegates_words(session: Session) -> None:
    delegation, _ = add_delegation(session, find_power(session, "会计监督"), "某中介机构")
    edit_delegation(session, delegation, {"delegate_written": "高某"})
    session.refresh(delegation)
    assert delegation.person_id is not None
    edit_delegation(session, delegation, {"person": "", "unit": "LW"})
    session.refresh(delegation)
    assert delegation.person_id is None and delegation.unit_id == 2


def test_a_list_of_delegations_is_taken_in_once(session: Session) -> None:
    assert counts(take_in(session, of("delegations", GIVEN))) == (1, 1, 0, 0, 0)
    assert counts(take_in(session, of("delegations", GIVEN))) == (1, 0, 0, 1, 0)
    assert counts(take_in(session, of("delegations", GIVEN | {"valid_to": "2026-12-31"}))) == (1, 0, 1, 0, 0)
    session.expire_all()
    one = session.exec(select(Delegation)).one()
    assert (one.unit_id, one.valid_to, one.document) == (2, date(2026, 12, 31), "青财委1号")


def test_a_delegation_of_no_listed_power_is_a_problem_with_its_cell(session: Session) -> None:
    plan = take_in(session, of("delegations", GIVEN, GIVEN | {"power": "没有的事项"}))
    (problem,) = plan.problems
    assert problem.cell == "A3" and "没有的事项" in problem.message
    assert counts(plan) == (2, 1, 0, 0, 1)


def test_days_in_the_wrong_order_are_a_problem(session: Session) -> None:
    plan = take_in(session, of("delegations", GIVEN | {"valid_to": "2025-01-01"}))
    assert [problem.cell for problem in plan.problems] == ["E2"]


def test_leaders_scopes_are_taken_in_once(session: Session) -> None:
    """R-FS-03"""
    assert counts(take_in(session, of("scopes", FIXED))) == (1, 1, 0, 0, 0)
    assert counts(take_in(session, of("scopes", FIXED))) == (1, 0, 0, 1, 0)
    assert counts(take_in(session, of("scopes", FIXED | {"rules": "末位表态"}))) == (1, 0, 1, 0, 0)
    session.expire_all()
    assert session.exec(select(LeaderScope)).one().rules == "末位表态"


def test_a_scope_of_an_unknown_post_is_a_problem(session: Session) -> None:
    plan = take_in(session, of("scopes", FIXED | {"post": "主任"}))
    (problem,) = plan.problems
    assert problem.cell == "A2" and "已登记：局长" in problem.message


def test_a_scope_says_something_is_recorded_once_and_ends(session: Session) -> None:
    with pytest.raises(Refused):
        add_scope(session, UNIT, "局长", document="某文")
    scope = add_scope(session, UNIT, "局长", scope="范围", valid_from="2026-01-01")
    with pytest.raises(Refused):
        add_scope(session, UNIT, "局长", duty="责任", valid_from="2026-01-01")
    (change,) = edit_scope(session, scope, {"duty": "责任"})
    assert (change.before, change.after) == ("空", "责任")
    end_scope(session, scope, on=date(2026, 2, 1))
    with pytest.raises(Refused):
        end_scope(session, scope, on=date(2026, 2, 1))
