"""Risk points and measures by command."""

from datetime import date

import pytest
from sqlmodel import Session

from powerctl.areas.organization.people import add_person
from powerctl.areas.organization.posts import add_post
from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.powers import add_power
from powerctl.areas.risk.measures import (
    add_measure,
    edit_measure,
    finish_measure,
    measures_of,
    retire_measure,
)
from powerctl.areas.risk.points import add_point, edit_point, find_point, link_point, retire_point
from powerctl.errors import Refused
from powerctl.terms import MeasureStatus, RiskLevel, RiskStatus


@pytest.fixture
def bureau(session: Session) -> Session:
    """A bureau with a person, a post, a power and a risk point."""
    add_unit(session, code="CZJ", name="青禾县财政局")
    add_person(session, "CZJ", "高某")
    add_post(session, "CZJ", "科长")
    add_edition(session, "CZJ", "2025年版")
    add_power(session, "CZJ", "对违规采购的处罚", category="行政处罚")
    add_point(session, "CZJ", "选择性立案", level="一级", business="对违规采购的处罚", wide_discretion="是")
    return session


def test_a_point_keeps_the_words_of_its_level(bureau: Session) -> None:
    """R-XZ-12"""
    point = find_point(bureau, "选择性立案", unit="CZJ")
    assert (point.level_written, point.level, point.status) == ("一级", RiskLevel.HIGH, RiskStatus.OPEN)
    assert (point.wide_discretion, point.needs_openness) == (True, None)


def test_the_same_point_twice_is_refused(bureau: Session) -> None:
    with pytest.raises(Refused, match="已经登记了同一风险点"):
        add_point(bureau, "CZJ", "选择性立案", business="对违规采购的处罚")


def test_a_slip_in_the_name_is_answered_with_names(bureau: Session) -> None:
    with pytest.raises(Refused, match="相近的有：选择性立案"):
        find_point(bureau, "选择立案")


def test_several_points_of_one_name_are_listed_with_their_numbers(bureau: Session) -> None:
    add_point(bureau, "CZJ", "选择性立案", business="会计监督")
    with pytest.raises(Refused, match="1 对违规采购的处罚；2 会计监督"):
        find_point(bureau, "选择性立案")
    assert find_point(bureau, "2").business == "会计监督"


def test_editing_tells_before_and_after(bureau: Session) -> None:
    point = find_point(bureau, "选择性立案")
    changes = edit_point(bureau, point, {"level": "中", "importance": "3", "override_reason": "班子会议定"})
    assert [(change.heading, change.before, change.after) for change in changes] == [
        ("风险等级", "高（原文：一级）", "中"),
        ("重要程度", "空", "3"),
        ("等级调整理由", "空", "班子会议定"),
    ]
    with pytest.raises(Refused, match="要写：整数"):
        edit_point(bureau, point, {"importance": "很高"})


def test_a_level_that_is_none_is_refused_and_nothing_changes(bureau: Session) -> None:
    """R-XZ-12"""
    point = find_point(bureau, "选择性立案")
    for field in ("level", "source", "domain", "finder", "list_kind", "scoring_method"):
        with pytest.raises(Refused, match=r"不认识“特高”.*要写：") as refused:
            edit_point(bureau, point, {field: "特高"})
        assert field != "level" or "高、中、低" in str(refused.value)
    with pytest.raises(Refused, match="要写：高、中、低"):
        add_point(bureau, "CZJ", "人情立案", level="特高")
    assert (point.level, point.level_written) == (RiskLevel.HIGH, "一级")


def test_a_level_taken_from_a_list_in_unknown_words_is_shown_as_what_is_stored(bureau: Session) -> None:
    """R-XZ-12"""
    point = find_point(bureau, "选择性立案")
    point.level, point.level_written = None, "特高"
    (change,) = edit_point(bureau, point, {"level": "三级"})
    assert (change.before, change.after) == ("空（原文：特高）", "低（原文：三级）")
    (change,) = edit_point(bureau, point, {"level": ""})
    assert (point.level, point.level_written, change.after) == (None, None, "空")


def test_a_new_name_is_a_new_key(bureau: Session) -> None:
    point = find_point(bureau, "选择性立案")
    edit_point(bureau, point, {"name": "人情立案"})
    assert point.identity == "对违规采购的处罚|人情立案"


def test_a_point_is_linked_to_power_post_and_owner(bureau: Session) -> None:
    """R-XZ-11"""
    point = find_point(bureau, "选择性立案")
    link_point(bureau, point, {"power": "对违规采购的处罚", "post": "科长", "owner": "高某"})
    assert None not in (point.power_id, point.post_id, point.owner_id)
    with pytest.raises(Refused, match="没有叫“王某”"):
        link_point(bureau, point, {"owner": "王某"})
    with pytest.raises(Refused, match="“某许可”没有"):
        link_point(bureau, point, {"power": "某许可"})


def test_a_point_is_struck_off_once_and_with_a_reason(bureau: Session) -> None:
    point = retire_point(bureau, find_point(bureau, "选择性立案"), on=date(2026, 2, 1), reason="职能划出")
    assert (point.status, point.closed_reason) == (RiskStatus.CLOSED, "职能划出")
    with pytest.raises(Refused, match="已于 2026-02-01 销号（职能划出）"):
        retire_point(bureau, point, on=date(2026, 2, 2), reason="再次")


def test_measures_are_added_changed_done_and_taken_away(bureau: Session) -> None:
    """R-CC-06"""
    point = find_point(bureau, "选择性立案")
    add_measure(bureau, point, "线索统一登记", due_on="2026-12-31")
    add_measure(bureau, point, "每季度抽查")
    with pytest.raises(Refused, match="第 1 条就是这项措施"):
        add_measure(bureau, point, "线索 统一登记")
    first = measures_of(bureau, point)[0]
    assert edit_measure(bureau, first, {"owner_written": "高某"})[0].heading == "责任人（原文）"
    assert finish_measure(bureau, first, on=date(2026, 3, 1)).status is MeasureStatus.DONE
    with pytest.raises(Refused, match="已经落实（2026-03-01）"):
        finish_measure(bureau, first, on=date(2026, 3, 2))
    assert retire_measure(bureau, first, reason="并入信息系统") == "线索统一登记"
    assert [measure.position for measure in measures_of(bureau, point)] == [2]
    assert point.note == "撤去措施“线索统一登记”：并入信息系统"
