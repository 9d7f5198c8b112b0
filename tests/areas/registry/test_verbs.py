"""Editions and powers by command."""

from datetime import date

import pytest
from sqlmodel import Session

from powerctl.areas.organization.posts import add_post
from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.editions import add_edition, change_edition, find_edition, retire_edition
from powerctl.areas.registry.powers import (
    add_power,
    bases_of,
    edit_power,
    find_power,
    link_power,
    retire_power,
)
from powerctl.errors import Refused
from powerctl.terms import BasisKind, PowerCategory
from tests.areas.workbooks import counts, powers, take_in


@pytest.fixture
def bureau(session: Session) -> Session:
    """A bureau with an edition, two posts and one power."""
    add_unit(session, code="CZJ", name="青禾县财政局")
    add_post(session, "CZJ", "局长")
    add_post(session, "CZJ", "科长")
    add_edition(session, "CZJ", "2025年版", in_force_from="2025-01-01")
    add_power(session, "CZJ", "代理记账许可", category="行政许可", code="XK-1")
    return session


def test_an_edition_may_have_no_day_in_force(bureau: Session) -> None:
    assert add_edition(bureau, "CZJ", "试行版").in_force_from is None


def test_an_edition_is_found_by_name_and_the_only_one_without(bureau: Session) -> None:
    assert find_edition(bureau, "CZJ").name == "2025年版"
    add_edition(bureau, "CZJ", "2026年版", in_force_from="2026-01-01", replaces="2025年版")
    with pytest.raises(Refused, match="有 2 个版本（2025年版、2026年版）"):
        find_edition(bureau, "CZJ")
    with pytest.raises(Refused, match="没有“2024年版”"):
        find_edition(bureau, "CZJ", "2024年版")


def test_an_edition_cannot_come_into_force_before_the_one_it_replaces(bureau: Session) -> None:
    with pytest.raises(Refused, match="不晚于它替代的"):
        add_edition(bureau, "CZJ", "2024年版", in_force_from="2024-01-01", replaces="2025年版")


def test_editions_do_not_replace_each_other_in_a_circle(bureau: Session) -> None:
    add_edition(bureau, "CZJ", "2026年版", replaces="2025年版")
    with pytest.raises(Refused, match="互相替代"):
        change_edition(bureau, find_edition(bureau, "CZJ", "2025年版"), {"replaces": "2026年版"})


def test_retiring_an_edition_retires_its_powers(bureau: Session) -> None:
    assert retire_edition(bureau, "CZJ", "2025年版", on=date(2026, 1, 1), reason="换版") == 1
    assert find_power(bureau, "代理记账许可").retired_reason == "换版"
    with pytest.raises(Refused, match="没有在用的事项"):
        retire_edition(bureau, "CZJ", "2025年版", on=date(2026, 1, 1), reason="换版")


def test_a_power_is_found_by_number_code_or_name(bureau: Session) -> None:
    power = find_power(bureau, "代理记账许可", unit="CZJ")
    assert find_power(bureau, "XK-1").id == find_power(bureau, str(power.id)).id == power.id
    with pytest.raises(Refused, match="相近的有：代理记账许可"):
        find_power(bureau, "代理记账")


def test_several_powers_of_one_name_are_listed_with_their_numbers(bureau: Session) -> None:
    add_power(bureau, "CZJ", "代理记账许可", category="行政许可", sub_item="变更")
    with pytest.raises(Refused, match="有多项：1 青禾县财政局 行政许可；2 青禾县财政局 行政许可 变更"):
        find_power(bureau, "代理记账许可")


def test_the_same_power_twice_is_refused(bureau: Session) -> None:
    with pytest.raises(Refused, match=r"已经有同名事项（行政许可\|代理记账许可\|\|XK-1）"):
        add_power(bureau, "CZJ", "代理记账 许可", category="行政许可", code="XK-1")


def test_editing_the_basis_renews_the_legal_bases(bureau: Session) -> None:
    power = find_power(bureau, "XK-1")
    assert bases_of(bureau, power) == []
    changes = edit_power(bureau, power, {"basis_text": "【法律】《中华人民共和国会计法》第三十六条"})
    assert [(change.heading, change.before) for change in changes] == [("设定依据（原文）", "空")]
    assert [(basis.kind, basis.article) for basis in bases_of(bureau, power)] == [
        (BasisKind.LAW, "第三十六条")
    ]
    edit_power(bureau, power, {"basis_text": ""})
    assert bases_of(bureau, power) == []


def test_editing_what_the_key_is_made_of_renews_the_key(bureau: Session) -> None:
    power = find_power(bureau, "XK-1")
    changes = edit_power(bureau, power, {"category": "其他职权", "code": ""})
    assert [(change.before, change.after) for change in changes] == [
        ("行政许可", "其他（原文：其他职权）"),
        ("XK-1", "空"),
    ]
    assert (power.category, power.identity) == (PowerCategory.OTHER, "其他|代理记账许可")


def test_a_category_that_is_none_of_the_ten_is_refused_and_nothing_changes(bureau: Session) -> None:
    power = find_power(bureau, "XK-1")
    with pytest.raises(Refused, match=r"行政许可、行政处罚、.*、其他"):
        edit_power(bureau, power, {"category": "乱来"})
    with pytest.raises(Refused, match="不认识“乱来”"):
        add_power(bureau, "CZJ", "会计检查", category="乱来")
    assert (power.category, power.category_written) == (PowerCategory.LICENCE, "行政许可")


def test_a_post_of_another_unit_is_told_with_its_unit(bureau: Session) -> None:
    """R-FS-01"""
    add_unit(bureau, code="SJJ", name="青禾县审计局")
    add_post(bureau, "SJJ", "科长")
    power = find_power(bureau, "XK-1")
    link_power(bureau, power, {"executing_post": "科长"})
    (change,) = link_power(bureau, power, {"executing_post": "SJJ/科长"})
    assert (change.before, change.after) == ("科长", "青禾县审计局/科长")


def test_a_key_that_is_taken_gets_the_next_place_among_equals(bureau: Session) -> None:
    other = add_power(bureau, "CZJ", "代理记账审批", category="行政许可", code="XK-1")
    edit_power(bureau, other, {"name": "代理记账许可"})
    assert other.ordinal == 2


def test_a_power_is_retired_once_and_with_a_reason(bureau: Session) -> None:
    power = find_power(bureau, "XK-1")
    with pytest.raises(Refused, match="停用原因"):
        retire_power(bureau, power, on=date(2026, 1, 1), reason="")
    retire_power(bureau, power, on=date(2026, 1, 1), reason="取消")
    with pytest.raises(Refused, match="已于 2026-01-01 停用（取消）"):
        retire_power(bureau, power, on=date(2026, 2, 1), reason="取消")


def test_deciding_executing_and_supervising_posts_are_named_by_title(bureau: Session) -> None:
    """R-FS-01"""
    power = find_power(bureau, "XK-1")
    changes = link_power(
        bureau, power, {"deciding_post": "局长", "executing_post": "CZJ/科长", "holder_unit": "CZJ"}
    )
    assert [(change.heading, change.after) for change in changes] == [
        ("决策岗位", "局长"),
        ("执行岗位", "科长"),
        ("行使主体（单位）", "青禾县财政局"),
    ]
    with pytest.raises(Refused, match="没有职务“处长”"):
        link_power(bureau, power, {"supervising_post": "处长"})
    link_power(bureau, power, {"deciding_post": ""})
    assert power.deciding_post_id is None


def test_a_power_added_by_hand_is_the_same_as_one_imported(bureau: Session) -> None:
    add_power(
        bureau, "CZJ", "对违规采购的处罚", category="行政处罚", exercising_body="青禾县财政局", remit="县级"
    )
    row = {
        "name": "对违规采购的处罚",
        "category": "行政处罚",
        "exercising_body": "青禾县财政局",
        "remit": "县级",
    }
    assert counts(take_in(bureau, powers(row))) == (1, 0, 0, 1, 0)
