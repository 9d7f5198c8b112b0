"""Units, people, posts, tenures and duties by command."""

from datetime import date

import pytest
from sqlmodel import Session

from powerctl.areas.organization.duties import add_duty, edit_duty, end_duty
from powerctl.areas.organization.people import add_person, change_person, end_person, find_person
from powerctl.areas.organization.posts import add_post, change_post, end_post, find_post
from powerctl.areas.organization.tenures import Holder, add_tenure, end_tenure, find_tenure
from powerctl.areas.organization.units import add_unit, edit_unit, find_unit, retire_unit
from powerctl.errors import Refused
from powerctl.terms import DutyArea, UnitKind


@pytest.fixture
def bureau(session: Session) -> Session:
    """A county and its bureau with a head, a deputy and two people."""
    add_unit(session, code="QH", name="青禾县", kind="县区")
    add_unit(session, code="CZJ", name="青禾县财政局", kind="政府部门", parent="青禾县")
    add_person(session, "CZJ", "高某")
    add_person(session, "CZJ", "李某")
    add_post(session, "CZJ", "局长", is_head="是")
    add_post(session, "CZJ", "副局长")
    return session


def test_a_unit_without_a_code_gets_one(session: Session) -> None:
    unit = add_unit(session, name="青禾县审计局", kind="政府部门")
    assert (unit.code, unit.kind) == ("U001", UnitKind.GOVERNMENT_ORGAN)


def test_a_unit_is_found_by_code_or_name_and_a_slip_is_answered_with_names(bureau: Session) -> None:
    assert find_unit(bureau, "CZJ").id == find_unit(bureau, "青禾县 财政局").id
    with pytest.raises(Refused, match="相近的有：青禾县财政局"):
        find_unit(bureau, "财政局")


def test_a_second_unit_of_one_name_is_refused_with_the_next_command(bureau: Session) -> None:
    with pytest.raises(Refused, match="已经登记：CZJ 青禾县财政局") as refused:
        add_unit(bureau, name="青禾县财政局")
    assert refused.value.hint == "powerctl unit edit CZJ"


def test_editing_tells_before_and_after_and_only_what_differs(bureau: Session) -> None:
    changes = edit_unit(bureau, "CZJ", {"name": "青禾县财政和国资局", "kind": "政府部门", "parent": ""})
    assert [(c.heading, c.before, c.after) for c in changes] == [
        ("单位名称", "青禾县财政局", "青禾县财政和国资局"),
        ("上级单位", "青禾县", "空"),
    ]


def test_a_unit_cannot_stand_below_itself(bureau: Session) -> None:
    with pytest.raises(Refused, match="不能作上级单位"):
        edit_unit(bureau, "QH", {"parent": "CZJ"})


def test_a_word_that_is_no_choice_is_refused_with_the_choices(bureau: Session) -> None:
    with pytest.raises(Refused, match="政府部门、乡镇"):
        edit_unit(bureau, "CZJ", {"kind": "庙"})
    with pytest.raises(Refused, match="没有可改的“colour”"):
        edit_unit(bureau, "CZJ", {"colour": "红"})


def test_a_month_is_no_day(bureau: Session) -> None:
    with pytest.raises(Refused, match="只有年月，没有日"):
        edit_unit(bureau, "CZJ", {"valid_from": "2024年5月"})


def test_days_in_the_wrong_order_are_refused(bureau: Session) -> None:
    with pytest.raises(Refused, match="早于起日"):
        change_post(
            bureau, find_post(bureau, "CZJ", "局长"), {"valid_from": "2024-05-06", "valid_to": "2024-05-05"}
        )


def test_a_unit_is_not_ended_while_somebody_holds_a_post(bureau: Session) -> None:
    add_tenure(bureau, Holder("CZJ", "局长", "高某"), valid_from="2024-05-06")
    with pytest.raises(Refused, match="还有 1 人在任"):
        retire_unit(bureau, "CZJ", on=date(2026, 3, 1), reason="机构改革")
    end_tenure(bureau, Holder("CZJ", "局长", "高某"), on=date(2026, 2, 28))
    unit = retire_unit(bureau, "CZJ", on=date(2026, 3, 1), reason="机构改革")
    assert (unit.valid_to, unit.note) == (date(2026, 3, 1), "2026-03-01 撤销：机构改革")


def test_two_people_of_one_name_are_told_apart_by_number(bureau: Session) -> None:
    with pytest.raises(Refused, match="请加人员编号"):
        add_person(bureau, "CZJ", "高某")
    add_person(bureau, "CZJ", "高某", "2")
    with pytest.raises(Refused, match="有 2 个“高某”"):
        find_person(bureau, "CZJ", "高某")
    assert find_person(bureau, "CZJ", "高某", "2").number == "2"


def test_somebody_unknown_is_answered_with_who_is_there(bureau: Session) -> None:
    with pytest.raises(Refused, match="已登记：李某、高某"):
        find_person(bureau, "CZJ", "王某")


def test_a_person_is_renamed_and_leaves(bureau: Session) -> None:
    assert change_person(bureau, find_person(bureau, "CZJ", "李某"), {"name": "李某某"})[0].after == "李某某"
    with pytest.raises(Refused, match="已经登记了“高某”"):
        change_person(bureau, find_person(bureau, "CZJ", "李某某"), {"name": "高某"})
    person = end_person(bureau, find_person(bureau, "CZJ", "李某某"), on=date(2026, 1, 31), reason="调离")
    assert person.valid_to == date(2026, 1, 31)


def test_flags_of_a_post_that_are_not_given_are_not_known(bureau: Session) -> None:
    head = find_post(bureau, "CZJ", "局长")
    assert (head.is_head, head.is_leadership) == (True, None)
    assert change_post(bureau, find_post(bureau, "CZJ", "局长"), {"is_head": ""})[0].after == "空"
    assert find_post(bureau, "CZJ", "局长").is_head is None


def test_posts_are_unique_in_a_unit_and_end_with_a_reason(bureau: Session) -> None:
    with pytest.raises(Refused, match="已经登记了职务“局 长”"):
        add_post(bureau, "CZJ", "局 长")
    with pytest.raises(Refused, match="已经登记了职务"):
        change_post(bureau, find_post(bureau, "CZJ", "副局长"), {"title": "局长"})
    with pytest.raises(Refused, match="撤销原因"):
        end_post(bureau, find_post(bureau, "CZJ", "副局长"), on=date(2026, 1, 1), reason=" ")
    assert end_post(
        bureau, find_post(bureau, "CZJ", "副局长"), on=date(2026, 1, 1), reason="减职数"
    ).valid_to == date(2026, 1, 1)


def test_two_holders_at_a_time_are_recorded_and_said(bureau: Session) -> None:
    """R-XZ-01: the record is reality."""
    add_tenure(bureau, Holder("CZJ", "局长", "高某"), valid_from="2024-05-06")
    tenure, notes = add_tenure(bureau, Holder("CZJ", "局长", "李某"), valid_from="2025-01-01")
    assert tenure.id is not None
    assert notes == ["同一时期“高某”也任“局长”（2024-05-06至空）"]


def test_holders_one_after_the_other_need_no_word(bureau: Session) -> None:
    add_tenure(bureau, Holder("CZJ", "局长", "高某"), valid_from="2020-01-01", valid_to="2023-12-31")
    _, notes = add_tenure(bureau, Holder("CZJ", "局长", "李某"), valid_from="2024-01-01")
    assert notes == []


def test_the_same_tenure_twice_is_refused(bureau: Session) -> None:
    add_tenure(bureau, Holder("CZJ", "局长", "高某"), valid_from="2024-05-06")
    with pytest.raises(Refused, match="已经登记"):
        add_tenure(bureau, Holder("CZJ", "局长", "高某"), valid_from="2024-05-06")


def test_a_tenure_of_several_is_named_by_its_start(bureau: Session) -> None:
    holder = Holder("CZJ", "局长", "高某")
    add_tenure(bureau, holder, valid_from="2015-01-01", valid_to="2018-01-01")
    add_tenure(bureau, holder, valid_from="2024-01-01")
    assert find_tenure(bureau, holder).valid_from == date(2024, 1, 1)
    assert find_tenure(bureau, holder, "2015-01-01").valid_to == date(2018, 1, 1)


def test_a_duty_keeps_its_words_and_what_is_not_given_is_not_known(bureau: Session) -> None:
    """R-XZ-02"""
    duty = add_duty(bureau, "CZJ", "李某", "财务工作", valid_from="2024-06-01")
    assert (duty.area, duty.area_written, duty.direct) == (DutyArea.FINANCE, "财务工作", None)
    with pytest.raises(Refused, match="已经登记"):
        add_duty(bureau, "CZJ", "李某", "财务", valid_from="2024-06-01")


def test_an_area_that_is_none_of_the_list_is_refused_and_the_own_words_have_a_place(bureau: Session) -> None:
    """R-XZ-02"""
    with pytest.raises(Refused, match=r"财务、组织人事、.*、其他") as refused:
        add_duty(bureau, "CZJ", "李某", "综合协调")
    assert "分管内容（原文）=综合协调" in refused.value.hint
    duty = add_duty(bureau, "CZJ", "李某", "其他", area_written="综合协调")
    assert (duty.area, duty.area_written) == (DutyArea.OTHER, "综合协调")
    with pytest.raises(Refused, match="不认识“内务”"):
        edit_duty(bureau, duty, {"area": "内务"})
    assert (duty.area, duty.area_written) == (DutyArea.OTHER, "综合协调")
    change = edit_duty(bureau, duty, {"area": "财务工作"})[0]
    assert (change.before, change.after) == ("其他（原文：综合协调）", "财务（原文：财务工作）")


def test_somebody_of_another_unit_may_be_in_charge_here(bureau: Session) -> None:
    add_person(bureau, "QH", "王某")
    with pytest.raises(Refused, match="没有叫“王某”的人"):
        add_duty(bureau, "CZJ", "王某", "财务")
    duty = add_duty(bureau, "CZJ", "王某", "财务", home="QH")
    assert (duty.unit_id, duty.person_id) == (
        find_unit(bureau, "CZJ").id,
        find_person(bureau, "QH", "王某").id,
    )


def test_a_duty_is_changed_and_ended(bureau: Session) -> None:
    duty = add_duty(bureau, "CZJ", "李某", "财务")
    assert [change.after for change in edit_duty(bureau, duty, {"area": "物资采购", "direct": "否"})] == [
        "物资采购",
        "否",
    ]
    assert (
        end_duty(bureau, duty, on=date(2026, 2, 1), document="青财党〔2026〕3号").document
        == "青财党〔2026〕3号"
    )
