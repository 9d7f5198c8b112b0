"""Lists that departments really published, taken in twice, where they lie beside the project."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.model import Power, RiskPoint
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.understand import understand
from tests.areas.workbooks import counts, planned, take_in, told

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"


def published(name: str) -> ReadWorkbook:
    path = CASES / name
    if not path.exists():
        pytest.skip("the published lists are not beside this checkout")
    return understand(read_text(path))


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("p01_finance_bureau_2025.xlsx", 19),
        ("p03_archives_seven_rows_each.xlsx", 12),
        ("p11_housing_subitems.xlsx", 327),
        ("r02_bozhou_construction.xlsx", 4),
    ],
)
def test_a_published_list_goes_in_whole_and_a_second_time_changes_nothing(
    session: Session, name: str, records: int
) -> None:
    first = take_in(session, published(name))
    assert counts(first) == (records, records, 0, 0, 0)
    assert not first.problems
    again = take_in(session, published(name))
    assert counts(again) == (records, 0, 0, records, 0)
    assert again.writes_nothing


def test_two_items_of_one_name_in_a_published_list_are_kept_and_named(session: Session) -> None:
    plan = take_in(session, published("p11_housing_subitems.xlsx"))
    assert told(plan, "第130、141行是同名事项")
    assert len(session.exec(select(Power).where(Power.ordinal == 2)).all()) == 1


def test_the_year_and_the_unit_of_a_published_title(session: Session) -> None:
    plan = planned(session, published("p01_finance_bureau_2025.xlsx"))
    assert plan.new_units == ["克拉玛依市财政局"]
    assert not told(plan, "没有年份")


def test_a_list_whose_exercising_bodies_differ_needs_its_unit_named(session: Session) -> None:
    plan = planned(session, published("p08_agriculture_nine_sheets.xlsx"))
    assert plan.unit_missing and "地州市农业农村局" in plan.unit_choices
    assert counts(plan) == (310, 310, 0, 0, 0)


def test_the_points_of_a_published_risk_table_keep_level_and_measures(session: Session) -> None:
    take_in(session, published("r02_bozhou_construction.xlsx"))
    points = session.exec(select(RiskPoint)).all()
    assert sorted(str(point.level) for point in points) == ["中", "中", "低", "高"]
