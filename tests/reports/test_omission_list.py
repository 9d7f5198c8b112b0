"""应决未决事项清单: both sides beside each other, the question, and what nobody can tell counted (R-ZJ-03)."""

from datetime import date
from pathlib import Path

import pytest

from powerctl.model import Person
from powerctl.reports.blocks import Paragraph, Report, Table
from powerctl.reports.disclosure.omission_list import build
from powerctl.reports.order import Order
from powerctl.reports.render import to_html, to_markdown
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.terms import UnitKind
from tests.areas.matching.conftest import Matters
from tests.areas.matching.year import END, Year


def _page(path: Path, unit: str | None = None, *, full: bool = True) -> Report:
    create(path)
    with transaction(path, "甲", "test") as session:
        matters = Matters(session)
        matters.unit(9, kind=UnitKind.COUNTY)
        matters.unit(1, parent_id=9)
        matters.unit(2, parent_id=1)
        session.add(Person(unit_id=2, name="装修接待", number=""))
        if full:
            Year(matters).make()
            matters.decided(900, 1, date(2025, 5, 1), amount_fen=44_000_00, title="别的事")
            matters.paid(900, 44_000_00, identity="疑", purpose="展板", paid_on=date(2025, 6, 1))
        session.flush()
        return build(session, Order(unit, END, "2025-12-31 09:00", "ABCD"))


def _rows(page: Report) -> list[tuple[str, ...]]:
    return [row for block in page.blocks if isinstance(block, Table) for row in block.rows]


@pytest.fixture
def page(tmp_path: Path) -> Report:
    return _page(tmp_path / "county.db")


def test_it_counts_what_is_certain_and_what_nobody_can_tell(page: Report) -> None:
    (summary,) = [block.text for block in page.blocks if isinstance(block, Paragraph)][:1]
    assert "能够断定 12 项，无法判断 2 项，另有 11 项" in summary
    assert ("合计", "12", "2", "14") in _rows(page)
    assert ("应决未决", "5", "1", "6") in _rows(page)


def test_each_line_shows_what_was_done_beside_what_was_decided(page: Report) -> None:
    (line,) = [row for row in _rows(page) if row[2:3] == ("应决未决",) and "越野车" in "".join(row)]
    assert line[3] == "2025-06-20 支出 199,000 元：越野车\n［收款方：未登记］"
    assert line[4].startswith("对应的会议议程未通过")
    assert line[5].endswith("说明由谁同意") and line[6] == ""


def test_people_of_the_roster_are_masked(page: Report) -> None:
    assert "装修接待室" not in "".join(to_markdown(page))


def test_a_unit_has_its_own_page_and_all_writers_take_it(tmp_path: Path) -> None:
    page = _page(tmp_path / "county.db", "U3")
    assert page.meta.title == "单位3应决未决事项清单"
    assert "单位1" not in "".join("".join(row) for row in _rows(page))
    assert "应决未决事项清单" in "".join(to_html(page))


def test_a_county_without_omissions_says_so(tmp_path: Path) -> None:
    page = _page(tmp_path / "county.db", full=False)
    assert "没有发现应决未决" in "".join(to_markdown(page))
