"""制度汇编 and 行政裁量基准表, from a real file to blocks (R-FS-03, R-FS-04)."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from powerctl.areas.organization.units import add_unit
from powerctl.areas.registry.discretion.benchmarks import add_benchmark, retire_benchmark
from powerctl.areas.registry.editions import add_edition
from powerctl.areas.registry.institutions.compendium import make_compendium
from powerctl.areas.registry.institutions.institutions import add_institution, link_power, retire_institution
from powerctl.areas.registry.powers import add_power
from powerctl.errors import Refused
from powerctl.model import Person
from powerctl.reports.blocks import Heading, Paragraph, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction

DAY = date(2026, 6, 30)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county with one office."""
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        add_unit(db, name="云泽县", code="U000", kind="县区")
        home = add_unit(db, name="云泽县财政局", code="U002", parent="U000")
        db.add(Person(unit_id=home.id or 0, name="陆明远", number=""))
        add_edition(db, "U002", "2025年版", in_force_from="2025-01-01")
        add_edition(db, "U002", "2026年版", in_force_from="2026-01-01")
    return path


def made(path: Path, name: str, unit: str | None = "U002") -> Report:
    """The page of a name."""
    with reading(path) as db:
        return page(name).build(db, Order(unit, DAY, "2026-06-30 09:00", "X" * 26))


def words(report: Report) -> str:
    """Everything that is running text or a heading."""
    return "\n".join(block.text for block in report.blocks if isinstance(block, Heading | Paragraph))


def table(report: Report, at: int = 0) -> Table:
    """A table of the page."""
    return [block for block in report.blocks if isinstance(block, Table)][at]


def _institutions(db: Session) -> None:
    common = {"valid_from": "2026-01-01", "status": "现行有效"}
    finance, _ = add_institution(
        db, "U002", "财务管理办法", number="云财〔2026〕1号", section="财务类", kind="基本制度",
        summary="由陆明远牵头（13800138000）。", **common,
    )  # fmt: skip
    add_institution(db, "U002", "值班规定", kind="创新制度", **common)
    link_power(db, finance, add_power(db, "U002", edition="2026年版", name="采购处罚", category="行政处罚"))


def test_the_compendium_has_contents_sections_and_no_names(county: Path) -> None:
    """R-FS-04"""
    with transaction(county, "测试", "fill") as db:
        _institutions(db)
        make_compendium(db, "U002", "2026年制度汇编", on=date(2026, 2, 1))
        ended, _ = add_institution(db, "U002", "新办法", valid_from="2026-03-01", status="试行")
        retire_institution(db, ended, on=date(2026, 5, 1), reason="试点结束")
        add_institution(db, "U002", "采购办法", valid_from="2026-03-01", status="试行")
    report = made(county, "制度汇编")
    assert [row[1:5] for row in table(report).rows] == [
        ("财务管理办法", "云财〔2026〕1号", "财务类", "基本制度"),
        ("值班规定", "－", "未分类", "创新制度"),
    ]
    text = words(report)
    assert "收入制度 2 项，其中基本制度 1 项、创新制度 1 项" in text
    assert "另有 1 项制度没有收入本汇编：《采购办法》" in text
    assert "一、财务类" in text and "二、未分类" in text and "管辖：采购处罚。" in text
    assert "陆明远" not in text and "13800138000" not in text
    assert report.meta.period == "2026年2月1日印发"


def test_an_institution_that_ended_since_is_marked(county: Path) -> None:
    with transaction(county, "测试", "fill") as db:
        one, _ = add_institution(db, "U002", "旧办法", valid_from="2020-01-01", status="现行有效")
        make_compendium(db, "U002", "汇编", on=date(2026, 2, 1))
        retire_institution(db, one, on=date(2026, 3, 1), reason="废止")
    assert table(made(county, "compendium")).rows[0][-1] == "2026-03-01 失效"


def test_without_a_compendium_what_is_in_force_is_listed_and_said(county: Path) -> None:
    with transaction(county, "测试", "fill") as db:
        _institutions(db)
    assert "尚未编印制度汇编，现行制度 2 项列后" in words(made(county, "制度汇编"))


def test_a_unit_without_institutions_has_no_compendium(county: Path) -> None:
    with pytest.raises(Refused, match="没有登记现行的制度"):
        made(county, "制度汇编")
    with pytest.raises(Refused, match="没有指明单位"):
        made(county, "制度汇编", None)


def test_grades_go_on_with_the_item_and_what_lacks_them_is_listed(county: Path) -> None:
    """R-FS-03"""
    with transaction(county, "测试", "fill") as db:
        common = {"category": "行政处罚", "has_discretion": "是"}
        old = add_power(db, "U002", edition="2025年版", name="采购处罚", **common)
        add_power(db, "U002", edition="2026年版", name="采购处罚", **common)
        add_power(db, "U002", edition="2026年版", name="票据处罚", **common)
        first = {"circumstance": "初次", "range_written": "警告", "valid_from": "2025-01-01"}
        add_benchmark(db, old, "一档", **first)
        add_benchmark(db, old, "二档", valid_from="2025-01-01")
        over, _ = add_benchmark(db, old, "三档", valid_from="2025-01-01")
        retire_benchmark(db, over, on=date(2026, 1, 1), reason="取消")
    report = made(county, "行政裁量基准表")
    assert [row[:2] + row[3:6] for row in table(report).rows] == [
        ("1", "采购处罚", "一档", "初次", "警告"),
        ("", "", "二档", "未注明", "未注明"),
    ]
    assert table(report, 1).rows == (("1", "票据处罚", "行政处罚"),)
    assert "1 项权力的裁量基准（共 2 档）" in words(report)


def test_where_two_editions_have_grades_the_newer_applies(county: Path) -> None:
    with transaction(county, "测试", "fill") as db:
        for edition, grade in (("2025年版", "旧档"), ("2026年版", "新档")):
            power = add_power(db, "U002", edition=edition, name="采购处罚", category="行政处罚")
            add_benchmark(db, power, grade, valid_from="2025-01-01")
    assert [row[3] for row in table(made(county, "benchmarks")).rows] == ["新档"]


def test_a_unit_without_discretion_has_no_table(county: Path) -> None:
    with pytest.raises(Refused, match="没有登记裁量基准"):
        made(county, "benchmarks")
