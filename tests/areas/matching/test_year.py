"""A year with twelve planted omissions yields those twelve, and nothing else (R-ZJ-03, R-HY-04)."""

import pytest
from sqlalchemy import delete

from powerctl.areas.matching.omission import UNDECIDED, UNPOSTED
from powerctl.areas.matching.omissions import Omissions, find_omissions
from powerctl.model import MatterLink
from tests.areas.matching.conftest import Matters
from tests.areas.matching.year import END, PLANTED, Year


@pytest.fixture
def year(matters: Matters) -> Matters:
    Year(matters).make()
    return matters


def _found(year: Matters) -> Omissions:
    return find_omissions(year.session, as_of=END)


def test_the_twelve_planted_omissions_are_found_and_no_other(year: Matters) -> None:
    found = _found(year)
    assert len(PLANTED) == 12
    assert {(one.sort, one.key) for one in found.certain} == PLANTED
    assert len(found.certain) == 12
    assert found.open == ()


def test_each_shows_both_sides_and_asks_a_question(year: Matters) -> None:
    found = {(one.sort, one.key): one for one in _found(year).found}
    assert all(one.done and one.decided and one.ask for one in found.values())
    one = found[UNDECIDED, "U1/漏支#1"]
    assert "2025-05-20 支出 88,000 元：装修接待室" in one.done
    assert "没有登记集体决策" in one.decided
    assert "2025年第2季度" in found[UNPOSTED, "U2/财务收支公开"].decided


def test_matters_that_only_look_decided_are_told_as_such(year: Matters) -> None:
    """Two in three large payments carry no link of their own: a unique strong match stands for one of them."""
    pairs = _found(year).certain_pairs
    assert len(pairs) == 11
    assert all("金额相同" in pair.likeness.why[0] for pair in pairs)


def test_without_the_clerks_links_no_omission_is_lost(year: Matters) -> None:
    year.session.connection().execute(delete(MatterLink.metadata.tables["matter_link"]))
    assert {(one.sort, one.key) for one in _found(year).found} >= PLANTED


def test_only_the_units_asked_for_are_told(year: Matters) -> None:
    found = find_omissions(year.session, as_of=END, unit_ids=[3])
    assert {one.unit_id for one in found.found} == {3}
    assert len(found.certain) == 4
