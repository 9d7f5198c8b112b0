"""What a clerk does with institutions, benchmarks, checklists, compendia and bodies."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.areas.edits import Change
from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.discretion import benchmarks as discretion
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.institutions import bodies, checklists, compendium, institutions
from powerctl.areas.registry.powers import add_power
from powerctl.areas.risk.points import add_point
from powerctl.errors import Refused
from powerctl.limits.in_force import put_in_force
from powerctl.model import CompendiumEntry, Institution, InstitutionLink, Power
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.terms import Checklist, InstitutionReviewKind

DAY = date(2026, 6, 30)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Session]:
    """A county with an office that has two powers and a risk point."""
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "经办人", "test") as session:
        add_unit(session, name="青禾县", code="QH", kind="县区")
        add_unit(session, name="县财政局", code="CZJ", parent="QH")
        add_edition(session, "CZJ", "2026年版", in_force_from="2026-01-01")
        add_power(session, "CZJ", name="采购处罚", category="行政处罚", has_discretion="是")
        add_power(session, "CZJ", name="票据检查", category="行政检查")
        add_point(session, "CZJ", "选择性立案", level="高")
        yield session


def power(db: Session, name: str) -> Power:
    """The power of a name."""
    return db.exec(select(Power).where(Power.name == name)).one()


def test_an_institution_ends_the_one_it_replaces_the_day_before(db: Session) -> None:
    """R-FS-04"""
    old, _ = institutions.add_institution(db, "CZJ", "旧办法", valid_from="2020-01-01")
    _, notes = institutions.add_institution(db, "CZJ", "新办法", valid_from="2026-03-01", replaces="旧办法")
    assert old.valid_to == date(2026, 2, 28)
    assert notes == ["被替代的“旧办法”失效日期记为 2026-02-28"]


def test_one_that_begins_before_what_it_replaces_is_refused(db: Session) -> None:
    institutions.add_institution(db, "CZJ", "旧办法", valid_from="2026-05-01")
    with pytest.raises(Refused, match="不晚于它替代的"):
        institutions.add_institution(db, "CZJ", "新办法", valid_from="2026-03-01", replaces="旧办法")


def test_two_cannot_replace_each_other(db: Session) -> None:
    one, _ = institutions.add_institution(db, "CZJ", "甲")
    institutions.add_institution(db, "CZJ", "乙", replaces="甲")
    with pytest.raises(Refused, match="互相替代"):
        institutions.edit_institution(db, one, {"replaces": "乙"})


def test_a_second_one_of_name_and_number_is_refused(db: Session) -> None:
    institutions.add_institution(db, "CZJ", "办法", number="1号")
    institutions.add_institution(db, "CZJ", "办法", number="2号")
    with pytest.raises(Refused, match="已经登记了“办法”（1号）"):
        institutions.add_institution(db, "CZJ", "办法", number="1号")


def test_an_end_before_the_beginning_is_refused(db: Session) -> None:
    one, _ = institutions.add_institution(db, "CZJ", "办法", valid_from="2026-05-01")
    with pytest.raises(Refused, match="早于起日"):
        institutions.retire_institution(db, one, on=date(2026, 4, 30), reason="废止")


def test_links_are_made_once_and_taken_away(db: Session) -> None:
    """R-ZJ-01"""
    one, _ = institutions.add_institution(db, "CZJ", "办法")
    institutions.link_power(db, one, power(db, "采购处罚"))
    with pytest.raises(Refused, match="已经关联"):
        institutions.link_power(db, one, power(db, "采购处罚"))
    assert institutions.link_named(db, one, "采购处罚", DAY) == (0, 0)
    assert institutions.link_named(db, one, "选择性立案", DAY) == (0, 1)
    institutions.unlink(db, one, power=power(db, "采购处罚").id)
    assert len(db.exec(select(InstitutionLink)).all()) == 1
    with pytest.raises(Refused, match="没有这一关联"):
        institutions.unlink(db, one, power=power(db, "采购处罚").id)
    with pytest.raises(Refused, match="都没有“不存在”"):
        institutions.link_named(db, one, "不存在", DAY)


def test_a_review_keeps_what_was_found(db: Session) -> None:
    one, _ = institutions.add_institution(db, "CZJ", "办法")
    review = institutions.add_review(
        db, one, InstitutionReviewKind.INSPECTION, reviewed_on="2026-05-01", result="良好"
    )
    assert (review.kind, review.reviewed_on, review.result) == (
        InstitutionReviewKind.INSPECTION,
        date(2026, 5, 1),
        "良好",
    )


def test_grades_stand_in_order_and_a_power_without_discretion_has_none(db: Session) -> None:
    """R-FS-03"""
    punished, checked = power(db, "采购处罚"), power(db, "票据检查")
    first, doubt = discretion.add_benchmark(db, punished, "一档", circumstance="初次")
    second, _ = discretion.add_benchmark(db, punished, "二档")
    assert (first.position, second.position, doubt) == (1, 2, "")
    with pytest.raises(Refused, match="已有“一档”这一档"):
        discretion.add_benchmark(db, punished, "一档", circumstance=" 初次")
    assert "没有填是否有自由裁量权" in discretion.add_benchmark(db, checked, "一档")[1]
    checked.has_discretion = False
    with pytest.raises(Refused, match="登记为没有自由裁量权"):
        discretion.add_benchmark(db, checked, "二档")


def test_a_grade_that_ended_can_be_set_anew(db: Session) -> None:
    punished = power(db, "采购处罚")
    first, _ = discretion.add_benchmark(db, punished, "一档", valid_from="2025-01-01")
    discretion.retire_benchmark(db, first, on=date(2025, 12, 31), reason="新基准")
    again, _ = discretion.add_benchmark(db, punished, "一档", valid_from="2026-01-01")
    assert again.position == 2
    with pytest.raises(Refused, match="已写明止日"):
        discretion.retire_benchmark(db, first, on=DAY, reason="再停")


def test_a_line_that_is_there_is_changed_and_not_doubled(db: Session) -> None:
    """R-ZJ-01"""
    line, changes, note = checklists.set_line(db, Checklist.BASIC, "值班", today=DAY)
    assert (line.valid_from, changes, note) == (DAY, None, "")
    again, changes, _ = checklists.set_line(db, Checklist.BASIC, "值 班", today=DAY, document="1号")
    assert again.id == line.id
    assert changes == [Change("document", "依据文件", "空", "1号")]


def test_the_first_own_line_of_a_list_says_that_the_shipped_one_no_longer_counts(db: Session) -> None:
    _, _, note = checklists.set_line(db, Checklist.REQUIRED, "值班", today=DAY)
    assert "不再适用" in note
    assert checklists.set_line(db, Checklist.REQUIRED, "用车", today=DAY)[2] == ""


def test_a_list_is_copied_and_then_ones_own(db: Session) -> None:
    count = checklists.copy_list(db, Checklist.DECISION, today=DAY, start=None)
    lines = checklists.lines_set(db, Checklist.DECISION, None)
    assert count == len(lines) > 0
    assert all("（R-FS-04）" in (line.document or "") for line in lines)
    with pytest.raises(Refused, match="已有自己的清单"):
        checklists.copy_list(db, Checklist.DECISION, today=DAY, start=None)
    checklists.end_line(db, lines[0], on=DAY, reason="精简")
    assert checklists.copy_list(db, Checklist.DECISION, unit="CZJ", today=DAY, start=None) == count


def test_there_is_no_list_of_ten_to_copy(db: Session) -> None:
    with pytest.raises(Refused, match="没有可以照用的清单"):
        checklists.copy_list(db, Checklist.BASIC, today=DAY, start=None)


def test_gaps_answer_as_the_rules_do(db: Session) -> None:
    """R-ZJ-01"""
    institutions.add_institution(db, "CZJ", "财务管理办法", valid_from="2026-01-01", status="有效")
    institutions.add_institution(db, "CZJ", "末位表态规定", valid_from="2026-01-01")
    put_in_force(db, DAY)
    states = {gap.topic: gap.state for gap in checklists.gaps(db) if gap.checklist == "必备制度"}
    assert (states["财务管理"], states["末位表态"], states["物资采购"]) == ("有", "无法判断", "缺")
    topics = [gap.topic for gap in checklists.gaps(db) if gap.checklist == "必备制度"]
    assert topics[:2] == ["议事规则", "党务政务公开"], "in the order of the list"


def test_a_compendium_holds_what_is_in_force_by_section(db: Session) -> None:
    """R-FS-04"""
    common = {"valid_from": "2026-01-01", "status": "现行有效"}
    institutions.add_institution(db, "CZJ", "丙", **common)
    institutions.add_institution(db, "CZJ", "乙", section="财务", kind="创新制度", **common)
    institutions.add_institution(db, "CZJ", "甲", section="财务", kind="基本制度", **common)
    institutions.add_institution(db, "CZJ", "未知", valid_from="2026-01-01")
    institutions.add_institution(db, "CZJ", "将来", valid_from="2027-01-01", status="现行有效")
    made, notes = compendium.make_compendium(db, "CZJ", "汇编", on=DAY)
    names = {one.id: one.name for one in db.exec(select(Institution)).all()}
    entries = sorted(db.exec(select(CompendiumEntry)).all(), key=lambda entry: entry.position)
    assert [names[entry.institution_id] for entry in entries] == ["甲", "乙", "丙"]
    assert notes == ["1 项没有写明施行日期或有效性，未收入：“未知”"]
    unknown = institutions.find_institution(db, made.unit_id, "未知")
    compendium.put_in(db, made, unknown)
    with pytest.raises(Refused, match="已经收入"):
        compendium.put_in(db, made, unknown)
    compendium.take_out(db, made, unknown)
    with pytest.raises(Refused, match="没有收入"):
        compendium.take_out(db, made, unknown)
    with pytest.raises(Refused, match="已经有“汇编”"):
        compendium.make_compendium(db, "CZJ", "汇编", on=DAY)


def test_nothing_in_force_makes_no_compendium(db: Session) -> None:
    institutions.add_institution(db, "CZJ", "未知")
    with pytest.raises(Refused, match="没有写明施行日期且现行有效的制度"):
        compendium.make_compendium(db, "CZJ", "汇编", on=DAY)


def test_a_body_that_ended_may_be_set_up_again(db: Session) -> None:
    """R-XZ-18"""
    body = bodies.add_body(db, "CZJ", "领导小组", role="领导小组", valid_from="2020-01-01")
    with pytest.raises(Refused, match="已经登记了"):
        bodies.add_body(db, "CZJ", "领导小组")
    bodies.end_body(db, body, on=DAY, reason="改组")
    assert bodies.add_body(db, "CZJ", "领导小组").id != body.id
