"""Declarations of kept records hold together, and what a clerk types by them is read one way for all."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.finance import approval_limits, countersigning, projects, sign_offs, transactions
from powerctl.areas.finance.paying import add_expenditure
from powerctl.areas.keeping import add_kept, change_kept
from powerctl.areas.kept import Kept
from powerctl.areas.kept_links import NOUNS
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.organization.people import add_person
from powerctl.areas.organization.units import add_unit
from powerctl.areas.personnel import exams
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Meeting, SignOff, Topic
from powerctl.sheets.kinds import KINDS


@pytest.fixture
def bureaus(session: Session) -> Session:
    """财政局 (1) with 李一 and two of the name 王二; 教育局 (2) with 周某."""
    add_unit(session, name="青禾县财政局", code="CZJ")
    add_unit(session, name="青禾县教育局", code="JYJ")
    for unit, name, number in (
        ("CZJ", "李一", ""),
        ("CZJ", "王二", "01"),
        ("CZJ", "王二", "02"),
        ("JYJ", "周某", ""),
    ):
        add_person(session, unit, name, number)
    return session


def name_of(kept: Kept) -> str:
    return kept.kind


@pytest.mark.parametrize("kept", NOUNS, ids=name_of)
def test_a_declaration_speaks_of_columns_that_table_and_sheet_have(kept: Kept) -> None:
    columns = set(kept.table.columns.keys())
    fields = {column.field for kind in KINDS if kind.name == kept.kind for column in kind.columns}
    assert {*kept.editable, *kept.key, *kept.number_of, *kept.usual} <= columns
    assert {*kept.columns, *kept.sums, *kept.loose, *kept.named_in} <= fields
    assert {*kept.links.values()} <= fields
    assert all(kept.target(link) for link in (*kept.links, *kept.derived))
    assert bool(kept.belongs_to) == bool(kept.named_in)


@pytest.mark.parametrize("kept", [kept for kept in NOUNS if kept.number_of], ids=name_of)
def test_a_made_number_shows_nothing_personal_and_tells_apart(kept: Kept) -> None:
    """R-CC-07"""

    def made(person: str) -> str:
        values: dict[str, Any] = {
            name: person if kept.table.columns[name].info.get("personal") else date(2026, 1, 2)
            for name in kept.number_of
        }
        return kept.made_number(values)

    assert "李一" not in made("李一")
    assert made("李一") == made("李 一")
    personal = any(kept.table.columns[name].info.get("personal") for name in kept.number_of)
    assert (made("李一") != made("王二")) == personal
    assert kept.made_number({}) == "未编号"


def test_the_days_of_which_one_is_not_known_do_not_stand_for_one_another() -> None:
    bought = {"name": "课桌椅", "won_on": date(2026, 3, 1)}
    signed = {"name": "课桌椅", "contract_on": date(2026, 3, 1)}
    assert transactions.KEPT.made_number(bought) != transactions.KEPT.made_number(signed)


def test_a_number_goes_before_a_name_and_what_two_are_called_names_none(bureaus: Session) -> None:
    for number, name in (("GC-1", "库房维修"), ("库房维修", "食堂维修"), ("GC-3", "道路"), ("GC-4", "道路")):
        add_kept(bureaus, projects.KEPT, {"number": number, "name": name}, home=1)
    names = KeptNames(bureaus)
    assert names.find("project", 1, "库房维修") == 2
    assert names.find("project", 1, "道路") is None
    assert names.find("project", 2, "GC-1") is None
    assert names.find("project", 2, "青禾县财政局／GC-1") == 1


def test_persons_are_named_in_their_unit_with_a_number_or_with_another_unit(bureaus: Session) -> None:
    names = KeptNames(bureaus)
    assert [names.find("person", 1, words) for words in ("李一", "王二", "王二#02", "周某", "JYJ/周某")] == [
        1, None, 3, None, 4,
    ]  # fmt: skip


def test_payments_are_found_in_each_unit_also_those_that_came_after(bureaus: Session) -> None:
    for unit in (1, 2):
        add_expenditure(bureaus, unit, {"number": "BX-2026-01", "voucher": f"记-{unit}"})
    names = KeptNames(bureaus)
    names.remember("expenditure", 1, 99, "键#1", "BX-2026-99", None)
    assert [names.find("expenditure", 1, words) for words in ("BX-2026-01", "记-1", "记-2", "BX-2026-99")] == [
        1, 1, None, 99,
    ]  # fmt: skip
    assert names.find("expenditure", 2, "记-2") == 2


def test_a_link_to_an_agenda_item_is_typed_told_and_cleared(bureaus: Session) -> None:
    """R-HY-05"""
    bureaus.add(Meeting(id=1, unit_id=1, number="会1", held_on=date(2026, 3, 2)))
    bureaus.add(Topic(id=1, unit_id=1, number="题1", title="库房维修"))
    bureaus.flush()
    bureaus.add(AgendaItem(id=1, meeting_id=1, topic_id=1, position=1))
    bureaus.flush()
    project = add_kept(bureaus, projects.KEPT, {"name": "库房维修", "agenda_item": "会1/库房维修"}, home=1)
    assert project.agenda_item_id == 1
    (cleared,) = change_kept(bureaus, projects.KEPT, project, {"agenda_item": ""}, home=1)
    (typed,) = change_kept(bureaus, projects.KEPT, project, {"agenda_item": "1"}, home=1)
    assert (cleared.before, cleared.after) == (typed.after, typed.before) == ("编号 1", "空")
    with pytest.raises(Refused, match="没有找到会议议程"):
        change_kept(bureaus, projects.KEPT, project, {"agenda_item": "会9/题9"}, home=1)


def test_links_follow_the_words_unless_the_link_itself_is_typed(bureaus: Session) -> None:
    payment = add_expenditure(bureaus, 1, {"number": "BX-2026-01"})
    texts = {"role": "分管领导", "person_written": "李一"}
    signed = add_kept(bureaus, sign_offs.KEPT, texts, home=1, owner=payment.id, round=1, position=1)
    assert signed.person_id == 1
    change_kept(bureaus, sign_offs.KEPT, signed, {"person_written": "没有的人"}, home=1)
    assert signed.person_id is None
    change_kept(bureaus, sign_offs.KEPT, signed, {"person": "王二#01"}, home=1)
    assert {"person_id": 2, "person_written": "没有的人"}.items() <= signed.model_dump().items()
    with pytest.raises(Refused, match="有 2 个“王二”"):
        change_kept(bureaus, sign_offs.KEPT, signed, {"person": "王二"}, home=1)
    assert bureaus.exec(select(SignOff.person_id)).all() == [2]


def test_a_key_that_another_record_has_is_refused_before_anything_is_written(bureaus: Session) -> None:
    first = {"role": "分管领导", "amount_fen": "5000元", "valid_from": "2026-01-01"}
    limit = add_kept(bureaus, approval_limits.KEPT, first, home=1)
    with pytest.raises(Refused, match=f"已有同样的审批权限（编号 {limit.id}）"):
        add_kept(bureaus, approval_limits.KEPT, first, home=1)
    sheets = [
        add_kept(bureaus, countersigning.KEPT, {"number": number}, home=1) for number in ("HQ-1", "HQ-2")
    ]
    with pytest.raises(Refused, match="已有同样的会签单"):
        change_kept(bureaus, countersigning.KEPT, sheets[1], {"number": "HQ-1"}, home=1)
    bureaus.expire(sheets[1])


def test_points_and_sums_are_each_read_by_their_own_measure() -> None:
    assert [exams.KEPT.column(name) for name in ("score", "pass", "note")] == [
        "score_hundredths",
        "pass_hundredths",
        "note",
    ]
    assert exams.KEPT.field("pass_hundredths") == "pass"
    assert projects.KEPT.column("investment") == "investment_fen"
