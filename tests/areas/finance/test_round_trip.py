"""Money out and in again: into the same file nothing changes, into an empty one the same lists come."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from powerctl.areas.exporting import tables, workbook_of
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.store.connection import open_reading
from tests.areas.random_county import as_read, random_books
from tests.areas.test_export_import import has_records, made, rows_of, take_in

BEFORE = ("organization", "meetings")
MONEY = ("trades", "spending", "accounts", "finance-reports")


def books(seed: int) -> list[WorkbookText]:
    return [text for text in random_books(seed) if text.file_name.removesuffix(".xlsx") in (*BEFORE, *MONEY)]


def exported(county: Path) -> dict[str, WorkbookText]:
    db = open_reading(county)
    try:
        return {name: as_read(name, tables(db, workbook_of(name))) for name in (*BEFORE, *MONEY)}
    finally:
        db.close()


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
@example(seed=10045507).via("a joint signature of nothing but dashes")
def test_money_that_was_exported_comes_back_as_it_was(seed: int, tmp_path: Path) -> None:
    """R-HY-04, R-HY-05"""
    county = made(tmp_path / "county.db", books(seed))
    before = exported(county)
    assert any(has_records(before[name]) for name in MONEY)
    for name, text in before.items():
        plan = take_in(county, text)
        assert not plan.problems, name
        assert plan.writes_nothing, (name, plan.notes)
    other = made(tmp_path / "other.db", list(before.values()))
    again = exported(other)
    assert {name: rows_of(text) for name, text in again.items()} == {
        name: rows_of(text) for name, text in before.items()
    }


def test_a_published_account_goes_out_and_comes_back_with_units_counts_and_rates(tmp_path: Path) -> None:
    """R-HY-06"""
    rows = [
        ["“三公”经费公开表"],
        ["部门：青禾县财政局", "", "2025年第二季度", "单位：万元"],
        ["项目", "上年数", "本年数", "增减额", "增减幅度"],
        ["公务接待费", "6.5", "2.345678", "△4.154322", "-63.91%"],
        ["公务接待批次", "36", "20", "-16", "-44.44%"],
    ]
    table = WorkbookText("公开.xlsx", "0" * 12, "xlsx", [Grid("公开表", rows)])
    before = exported(made(tmp_path / "county.db", [table]))
    sheet = rows_of(before["accounts"])["财务公开数据"]
    assert any("-41543.22" in row for row in sheet)
    assert any("-16" in row for row in sheet)
    plan = take_in(tmp_path / "county.db", before["accounts"])
    assert plan.writes_nothing
    assert not plan.problems
    again = exported(made(tmp_path / "other.db", list(before.values())))
    assert rows_of(again["accounts"]) == rows_of(before["accounts"])
