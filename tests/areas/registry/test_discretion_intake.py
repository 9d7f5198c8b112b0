"""A table of benchmarks becomes the grades of the unit's powers (R-FS-03)."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import Session, col, select

from powerctl.model import DiscretionBenchmark
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.understand import understand
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, powers, take_in

UNIT = "青禾县财政局"


@pytest.fixture
def with_list(session: Session) -> Session:
    """A unit with a power, and one in two sub-items."""
    take_in(
        session,
        powers(
            {"name": "采购处罚", "category": "行政处罚", "code": "CF-1"},
            {"name": "票据处罚", "sub_item": "一", "category": "行政处罚"},
            {"name": "票据处罚", "sub_item": "二", "category": "行政处罚"},
        ),
    )
    return session


def benchmarks(*rows: dict[str, Any]) -> Any:
    """A workbook of benchmarks."""
    return a_workbook("benchmarks", a_sheet("discretion_benchmarks", list(rows), "裁量基准", unit_name=UNIT))


def test_grades_go_on_with_the_power_above_them(with_list: Session) -> None:
    """R-FS-03"""
    book = benchmarks(
        {"power": "采购处罚", "grade": "一档", "circumstance": "初次", "range_written": "警告"},
        {"power": "", "grade": "二档", "circumstance": "再次", "range_written": "罚款一万元"},
        {"power": "票据处罚", "sub_item": "二", "grade": "一档", "range_written": "警告"},
        {"power": "", "code": "CF-1", "grade": "三档", "range_written": "罚款三万元"},
    )
    assert counts(take_in(with_list, book)) == (4, 4, 0, 0, 0)
    made = with_list.exec(select(DiscretionBenchmark).order_by(col(DiscretionBenchmark.id))).all()
    assert [(one.position, one.grade) for one in made] == [(1, "一档"), (2, "二档"), (1, "一档"), (3, "三档")]
    assert counts(take_in(with_list, book)) == (4, 0, 0, 4, 0)


def test_a_new_range_changes_the_grade(with_list: Session) -> None:
    row = {"power": "采购处罚", "grade": "一档", "circumstance": "初次", "range_written": "警告"}
    take_in(with_list, benchmarks(row))
    plan = take_in(with_list, benchmarks(row | {"range_written": "警告，罚款"}))
    assert counts(plan) == (1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"power": "没有的处罚"}, "清单中没有“没有的处罚”"),
        ({"power": "票据处罚"}, "有 2 项"),
        ({"power": "票据处罚", "sub_item": "三"}, "子项 三"),
        ({"power": ""}, "没有填写“事项名称”"),
    ],
)
def test_a_power_that_is_not_the_units_is_a_problem(
    with_list: Session, row: dict[str, str], words: str
) -> None:
    plan = planned(with_list, benchmarks({"grade": "一档", "range_written": "警告", **row}))
    assert words in plan.problems[0].message
    assert counts(plan)[4] == 1


def test_one_grade_twice_for_one_circumstance_is_a_problem(with_list: Session) -> None:
    row = {"power": "采购处罚", "grade": "一档", "circumstance": "初次"}
    plan = planned(with_list, benchmarks(row, row))
    assert len(plan.problems) == 1 and plan.receipt.balances


def test_a_published_table_with_merged_powers_is_read(with_list: Session, tmp_path: Path) -> None:
    """R-FS-03: the headings of penalty benchmarks as offices publish them."""
    book = Workbook()
    sheet = book.active
    sheet.append(["青禾县财政局行政处罚裁量基准"])
    sheet.append(["序号", "违法行为", "处罚依据", "违法程度", "违法情节", "处罚幅度"])
    sheet.append([1, "采购处罚", "《采购法》", "轻微", "初次违法", "警告"])
    sheet.append([None, None, None, "一般", "再次违法", "罚款一万元以下"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("A1:F1")
    path = tmp_path / "裁量.xlsx"
    book.save(path)
    read = understand(read_text(path))
    assert (read.kind, read.problems, read.unsure) == ("benchmarks", [], [])
    plan = take_in(with_list, read)
    assert counts(plan) == (2, 2, 0, 0, 0), plan.problems
    made = with_list.exec(select(DiscretionBenchmark)).all()
    assert {one.grade: one.basis_text for one in made} == {"轻微": "《采购法》", "一般": "《采购法》"}
