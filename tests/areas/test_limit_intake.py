"""The county's own limits by workbook: what `limit set` refuses is a problem with its cell."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from powerctl.areas.exporting import tables, workbook_of
from powerctl.areas.receipt import Plan
from powerctl.errors import Refused
from powerctl.limits.declared import declared
from powerctl.limits.overrides import set_limit, typed_value
from powerctl.limits.quantity import in_words, parse_stored
from powerctl.limits.stored import limit_value, read_overrides
from powerctl.model import Unit
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.understand import understand
from powerctl.store.connection import open_reading
from powerctl.store.transaction import transaction
from tests.areas.random_county import as_read
from tests.areas.workbooks import a_sheet, a_workbook, counts, planned, take_in, told

ROW = {
    "name": "risk.product_high",
    "value": "60",
    "valid_from": "2026-01-01",
    "cites": "青禾纪发〔2026〕5号",
    "unit": "",
    "note": "",
}
DAY = date(2026, 3, 1)


def book(*rows: dict[str, Any]) -> ReadWorkbook:
    return a_workbook("limits", a_sheet("limits", [ROW | row for row in rows], "限额设定"))


def problems(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in plan.problems]


@pytest.fixture
def units(session: Session) -> Session:
    session.add(Unit(code="U001", name="青禾县财政局"))
    session.add(Unit(code="U002", name="青禾县教育局"))
    session.flush()
    return session


def test_limits_count_from_their_day_for_the_county_and_for_one_unit(units: Session) -> None:
    plan = take_in(units, book({}, {"value": "48", "unit": "青禾县教育局"}))
    assert counts(plan) == (2, 2, 0, 0, 0)
    assert limit_value(units, "risk.product_high", DAY).value == 60
    assert limit_value(units, "risk.product_high", DAY, 2).value == 48
    assert limit_value(units, "risk.product_high", DAY, 1).value == 60


def test_a_second_import_changes_nothing(units: Session) -> None:
    take_in(units, book({}))
    assert counts(planned(units, book({}))) == (1, 0, 0, 1, 0)


def test_the_same_day_set_again_is_replaced_and_another_day_added(units: Session) -> None:
    set_limit(units, "risk.product_high", "50", date(2026, 1, 1), "青禾纪发〔2026〕1号")
    plan = take_in(units, book({}, {"valid_from": "2026-07-01", "value": "70分"}))
    assert counts(plan) == (2, 1, 1, 0, 0)
    assert [row.value for row in read_overrides(units)] == ["60", "70"]


def test_an_unknown_limit_is_a_problem_with_the_nearest_names(units: Session) -> None:
    (found,) = problems(planned(units, book({"name": "risk.product_hihg"})))
    assert found[0] == "A2"
    assert "risk.product_high" in found[1]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("meeting.notice_days", "三天", "读不懂"),
        ("vote.majority_over", "3/2", "0 到 1 之间的分数"),
        ("vote.recused_in_base", "也许", "是 或 否"),
        ("finance.deputy_limit", "9999999999万元", "数值过大"),
        ("risk.product_high", "9" * 14, "最多写 13 位"),
    ],
)
def test_a_value_that_the_limit_cannot_have_is_a_problem(
    units: Session, name: str, value: str, said: str
) -> None:
    ((cell, message),) = problems(planned(units, book({"name": name, "value": value})))
    assert cell == "B2"
    assert said in message


@pytest.mark.parametrize(
    ("field", "cell"), [("name", "A2"), ("value", "B2"), ("valid_from", "C2"), ("cites", "D2")]
)
def test_a_limit_needs_its_name_value_day_and_document(units: Session, field: str, cell: str) -> None:
    plan = planned(units, book({field: ""}))
    assert [problem.cell for problem in plan.problems] == [cell]
    assert counts(plan) == (1, 0, 0, 0, 1)


def test_an_unknown_unit_is_a_problem_and_never_the_county(units: Session) -> None:
    ((cell, message),) = problems(planned(units, book({"unit": "青禾县教育厅"})))
    assert (cell, message) == ("E2", "没有登记单位“青禾县教育厅”")
    with pytest.raises(Refused, match="相近的有：青禾县教育局"):
        planned(units, book({}), unit="青禾县教育厅")


def test_a_limit_named_twice_for_one_day_is_a_problem(units: Session) -> None:
    ((cell, message),) = problems(planned(units, book({}, {"value": "70"})))
    assert cell == "A3"
    assert "第2行重复" in message


def test_a_value_beyond_its_floor_is_taken_in_and_said_with_its_cell(units: Session) -> None:
    floored = next(
        limit
        for limit in declared().values()
        if limit.floor is not None and limit.floor.side == "least" and limit.unit in ("share", "days")
    )
    value = "1/1000" if floored.unit == "share" else "0"
    plan = take_in(units, book({"name": floored.name, "value": value}))
    assert counts(plan) == (1, 1, 0, 0, 0)
    assert told(plan, "“限额设定”B2") and told(plan, "不得低于")


def test_money_goes_out_in_yuan_and_comes_back_as_it_was(county: Path) -> None:
    with transaction(county, "经办人", "limit set") as session:
        set_limit(session, "finance.deputy_limit", "12345.67", date(2026, 1, 1), "青禾财〔2026〕1号")
    db = open_reading(county)
    exported = as_read("limits", tables(db, workbook_of("limit")))
    db.close()
    assert "12,345.67 元" in exported.grids[0].rows[3]
    with transaction(county, "经办人", "import") as session:
        assert counts(planned(session, understand(exported))) == (1, 0, 0, 1, 0)


@settings(deadline=None, max_examples=150)
@given(limit=st.sampled_from(sorted(declared())), number=st.integers(0, 10**13), below=st.integers(1, 999))
def test_whatever_a_limit_may_hold_is_read_back_from_its_words(limit: str, number: int, below: int) -> None:
    unit = declared()[limit].unit
    stored = {
        "share": f"{number % below + 1}/{below}",
        "ratio": f"{number % 10**6 + 1}/{below}",
        "percent": str(number % 101),
        "yes or no": str(number % 2),
        "weight": str(number % 10**12 + 1),
    }.get(unit, str(number % 10**13) if unit != "fen" else str(number * 99 + below))
    quantity = parse_stored(stored, unit)
    assert typed_value(declared()[limit], in_words(quantity, unit)) == quantity
