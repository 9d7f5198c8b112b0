"""The lists of institutions that the documents name: dated, cited, readable (R-XZ-18, R-FS-04)."""

import copy
from datetime import date
from typing import Any

import pytest

from powerctl.limits.checklists import checklist_line as line_table
from powerctl.limits.checklists import declared_lists, lists_on, put_checklists, read_lists
from powerctl.limits.declared import DeclarationError
from powerctl.store.transaction import empty
from powerctl.terms import Checklist

ONE: dict[str, Any] = {
    "list": [
        {
            "name": "决策制度",
            "from": date(2020, 1, 1),
            "requirement": "R-FS-04",
            "section": "一",
            "line": [{"topic": "听证", "words": ["听证"]}],
        }
    ]
}


def test_the_eight_the_four_and_the_one_are_shipped_and_the_ten_are_not() -> None:
    counts = {one.checklist: len(one.lines) for one in declared_lists()}
    assert counts == {Checklist.REQUIRED: 8, Checklist.DECISION: 4, Checklist.CONDUCT: 1}


def test_every_list_says_where_it_comes_from() -> None:
    assert all("《" in one.cites and "（R-" in one.cites for one in declared_lists())


def test_a_list_counts_from_its_day() -> None:
    assert Checklist.REQUIRED not in lists_on(date(2011, 6, 12))
    assert Checklist.REQUIRED in lists_on(date(2011, 6, 13))


def test_a_later_list_takes_the_place_of_an_earlier_one() -> None:
    data = copy.deepcopy(ONE)
    data["list"].append({**ONE["list"][0], "from": date(2021, 1, 1), "section": "二"})
    assert [one.cites.split(" ")[-1] for one in read_lists(data)] == ["一（R-FS-04）", "二（R-FS-04）"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "别的"},
        {"from": "2020-01-01"},
        {"requirement": "R-ZZ-01"},
        {"line": [{"topic": "听证", "words": [" "]}]},
        {"line": [{"topic": "听证", "words": []}, {"topic": "听证", "words": []}]},
    ],
)
def test_a_list_that_cannot_be_read_is_a_mistake_of_the_program(change: dict[str, Any]) -> None:
    with pytest.raises(DeclarationError):
        read_lists({"list": [{**ONE["list"][0], **change}]})


def test_filling_the_tables_again_replaces_them() -> None:
    with empty() as session:
        put_checklists(session, date(2026, 1, 1))
        put_checklists(session, date(2009, 3, 1))
        topics = session.execute(line_table.select()).all()
    assert len(topics) == 5
