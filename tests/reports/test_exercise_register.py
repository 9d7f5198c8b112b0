"""用权情况登记表: counts by power and month, unused powers, no person's name on the page."""

import importlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.model import Edition, Exercise, Person, Power, Unit
from powerctl.reports.blocks import Paragraph, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.reports.registry.exercise_masking import is_organisation
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from powerctl.terms import PowerCategory

DAY = date(2026, 6, 30)


def _power(db: Session, number: int, edition: int, name: str) -> None:
    db.add(
        Power(
            id=number,
            unit_id=2,
            edition_id=edition,
            identity=name,
            ordinal=1,
            name=name,
            category=PowerCategory.INSPECTION,
        )
    )


def _exercise(db: Session, number: int, day: date | None, power: int | None, **more: Any) -> None:
    more.setdefault("power_written", "检查")
    db.add(
        Exercise(
            id=number,
            unit_id=2,
            identity=f"办{number}",
            ordinal=1,
            power_id=power,
            exercised_on=day,
            **more,
        )
    )


@pytest.fixture
def county(tmp_path: Path) -> Path:
    importlib.import_module("powerctl.model").load_all()
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        db.add(Unit(id=1, code="U000", name="云泽县"))
        db.add(Unit(id=2, code="U002", name="云泽县财政局", parent_id=1))
        db.flush()
        db.add(Person(id=1, unit_id=2, name="陆明远", number=""))
        db.add(Edition(id=1, unit_id=2, name="2025年版", in_force_from=date(2025, 1, 1)))
        db.add(Edition(id=2, unit_id=2, name="2026年版", in_force_from=date(2026, 4, 1)))
        db.flush()
        _power(db, 1, 1, "会计监督")
        _power(db, 2, 2, "会计监督")
        _power(db, 3, 2, "票据检查")
        db.flush()
        _exercise(db, 1, date(2026, 1, 5), 1, actor_written="陆明远、周小舟", subject_written="周大力")
        _exercise(
            db, 2, date(2026, 6, 30), 2, subject_written="云泽县大力商贸有限公司", result="责令周大力改正"
        )
        _exercise(db, 3, date(2026, 6, 30), None, power_written="某专项检查", situation="电话13800138000")
        _exercise(db, 4, date(2026, 7, 1), 2)
        _exercise(db, 5, date(2025, 12, 31), 3)
        _exercise(db, 6, None, 2)
        _exercise(
            db,
            7,
            date(2026, 3, 1),
            1,
            subject_written="周大力等3人",
            process="向周大力告知",
            recorder_written="李小满",
        )
    return path


def made(path: Path, since: date | None = None, as_of: date = DAY, unit: str | None = "U002") -> Report:
    with reading(path) as db:
        order = Order(unit, as_of, "2026-06-30 09:00", head_code(db), since=since)
        return page("用权情况登记表").build(db, order)


def tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def test_uses_are_counted_by_power_and_month_over_both_editions(county: Path) -> None:
    """R-FS-05"""
    by_month = tables(made(county))[0]
    assert by_month.headings == ("权力事项", "风险等级", *(f"{m}月" for m in range(1, 7)), "合计")
    rows = {row[0]: row[2:] for row in by_month.rows}
    assert rows["会计监督"] == ("1", "", "1", "", "", "1", "3")
    assert rows["未对应到清单的"] == ("", "", "", "", "", "1", "1")
    assert rows["合计"] == ("1", "0", "1", "0", "0", "2", "4")


def test_the_page_says_what_it_leaves_out(county: Path) -> None:
    said = next(block.text for block in made(county).blocks if isinstance(block, Paragraph))
    assert "共办理 4 件，涉及权力事项 1 项；现行权力 2 项，其中 1 项在此期间没有用权记录" in said
    assert "有 1 件没有对应到权力清单中的事项" in said
    assert "另有 1 条记录没有写办理日期" in said


def test_a_power_without_a_use_in_the_period_is_named_with_its_last_use(county: Path) -> None:
    assert tables(made(county))[1].rows == (("1", "票据检查", "行政检查", "2025-12-31"),)


def test_a_period_of_more_than_a_year_is_counted_by_years(county: Path) -> None:
    by_year = tables(made(county, since=date(2025, 1, 1)))[0]
    assert by_year.headings[2:] == ("2025年", "2026年", "合计")
    by_month = tables(made(county, since=date(2025, 12, 1)))[0]
    assert by_month.headings[2:4] == ("2025年12月", "2026年1月")


def test_people_are_masked_in_every_cell_and_organisations_are_named(county: Path) -> None:
    """R-FS-05, R-XZ-17"""
    said = repr(made(county).blocks)
    for name in ("陆明远", "周小舟", "周大力", "李小满", "13800138000"):
        assert name not in said.replace("云泽县大力商贸有限公司", ""), name
    assert "云泽县大力商贸有限公司" in said
    first = tables(made(county))[2].rows[0]
    assert first[4] == "陆某某、周某某甲" and first[5] == "周某某乙"
    assert "周某某乙等3人" in said and "向周某某乙告知" in said


def test_a_name_is_masked_also_in_the_texts_of_other_records(county: Path) -> None:
    """The result of record 2 names a person whom only records 1 and 7 list."""
    assert "责令周大力改正" not in repr(made(county).blocks)


@pytest.mark.parametrize(
    ("subject", "organisation"),
    [
        ("云泽县大力商贸有限公司", True),
        ("柳湾镇卫生院", True),
        ("第二小学", True),
        ("某某超市（个体工商户）", True),
        ("张三", False),
        ("欧阳修等5人", False),
        ("买买提·吐尔逊", False),
        ("王局明", False),
    ],
)
def test_an_organisation_is_told_from_a_person(subject: str, organisation: bool) -> None:
    assert is_organisation(subject) is organisation


def test_the_page_refuses_what_it_cannot_speak_of(county: Path) -> None:
    with transaction(county, "测试", "unit") as db:
        db.add(Unit(id=3, code="U003", name="柳湾镇", parent_id=1))
    for unit, since in ((None, None), ("U003", None), ("U002", date(2026, 7, 1))):
        with pytest.raises(Refused):
            made(county, since=since, unit=unit)
