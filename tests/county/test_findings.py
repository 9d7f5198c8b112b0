"""The check finds in the sample county what was planted there, all of it and nothing else."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.rule import Rule
from tests.county.faults import DOUBTS, FAULTS, NEVER_A_FAULT, WHOLE_TABLES, Fault
from tests.county.golden import answer, command, findings, golden_lines, imports, lines_of, settle
from tests.county.make_county import DAY
from tests.county.people import COUNTY, UNITS

Outcomes = list[dict[str, Any]]
FINDING, UNKNOWN = "问题", "无法判断"
RESTS_ON_OTHERS = (
    *("32", "33", "34", "51", "41", "42", "61", "62", "71", "72", "73", "82", "83", "84", "85"),
    *("86", "87", "88", "89", "90", "91", "92", "93", "94", "95", "96", "97", "98", "99"),
)
"""Workbooks that speak of powers, institutions, points and posts that must be registered."""

NOTHING_TO_LOOK_AT = ("VOTE014", "VOTE017")
"""No plenum was held, and nothing was taken up again."""
MONEY_AND_POSTS = ("FIN", "PER", "MTG002", "MTG003", "DUTY007", "DUTY008", "DUTY009", "DUTY010")
LOOKS_AT_ONE = ("REG016", "PER014")
"""One unit alone has two editions; spot checks are counted for the county, once."""


def items(rule: str, unit: str | None, verdict: str) -> list[str]:
    return [
        item
        for code, answered, item, _ in golden_lines()
        if code == rule and answered == verdict and (unit is None or _of(item, unit))
    ]


def _of(item: str, unit: str) -> bool:
    return not unit or item == unit or item.startswith(f"{unit}/")


def _unit_of(item: str) -> str:
    code = item.partition("/")[0]
    return code if code in UNITS else ""


def test_the_check_says_exactly_what_the_golden_list_says(outcomes: Outcomes) -> None:
    assert lines_of(outcomes) == golden_lines()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.unit}-{fault.story}")
def test_a_planted_fault_is_found(fault: Fault) -> None:
    found = items(fault.rule, fault.unit, FINDING)
    for words in fault.items:
        assert sum(words in item for item in found) == 1, words


def test_nothing_is_found_that_was_not_planted() -> None:
    planted = Counter({(fault.rule, fault.unit): 0 for fault in FAULTS})
    for fault in FAULTS:
        planted[fault.rule, fault.unit] += len(fault.items)
    found = Counter((rule, _unit_of(item)) for rule, verdict, item, _ in golden_lines() if verdict == FINDING)
    assert found == planted


@pytest.mark.parametrize("fault", DOUBTS, ids=lambda fault: f"{fault.rule}-{fault.unit}-{fault.story}")
def test_a_planted_doubt_is_a_doubt(fault: Fault) -> None:
    doubted = items(fault.rule, fault.unit, UNKNOWN)
    for words in fault.items:
        assert sum(words in item for item in doubted) == 1, words


def test_every_doubt_has_its_reason() -> None:
    planted = Counter(rule for rule, _, count, _ in WHOLE_TABLES for _ in range(count))
    planted.update(fault.rule for fault in DOUBTS for _ in fault.items)
    doubted = Counter(rule for rule, verdict, *_ in golden_lines() if verdict == UNKNOWN)
    assert doubted == planted
    for rule, unit, count, story in WHOLE_TABLES:
        single = sum(len(fault.items) for fault in DOUBTS if (fault.rule, fault.unit) == (rule, unit))
        assert len(items(rule, unit, UNKNOWN)) == count + single, story


@pytest.mark.parametrize(("unit", "words", "why"), NEVER_A_FAULT)
def test_what_only_looks_like_a_fault_is_none(unit: str, words: str, why: str) -> None:
    about = [(rule, item) for rule, _, item, _ in golden_lines() if _of(item, unit) and words in item]
    assert about == [], why


def test_a_leader_can_read_it_in_one_sitting() -> None:
    verdicts = Counter(verdict for _, verdict, *_ in golden_lines())
    assert 40 <= verdicts[FINDING] <= 300
    assert verdicts[UNKNOWN] <= 260


def test_each_rule_looks_at_something_and_most_of_it_passes(county: Path) -> None:
    rules = answer(county, "check", "--as-of", DAY, "--fail-on", "never")["rules"]
    assert {rule["rule"] for rule in rules} == {rule.code for rule in RULES}
    for rule in rules:
        assert rule["examined"] == rule["passed"] + rule["findings"] + rule["unknown"]
        if rule["examined"] == 0:
            assert rule["rule"] in NOTHING_TO_LOOK_AT
            continue
        assert rule["passed"] * 2 > rule["examined"] or rule["rule"] in LOOKS_AT_ONE


def test_findings_name_workbook_sheet_and_cell(outcomes: Outcomes) -> None:
    found = {(outcome["rule"], outcome["item"]): outcome["origin"] for outcome in outcomes}
    assert found["REG004", "U002/其他|预备费动支审核#1"].startswith("03 财政局权责清单.xlsx / Sheet1 / B")
    assert found["DUTY001", "U003/财务"].startswith("01 机构人员与分工.xlsx / 分工 / ")
    assert all(outcome["origin"] for outcome in outcomes if outcome["verdict"] == FINDING)


def test_a_second_check_finds_the_same_as_persisting(outcomes: Outcomes, checked: Path) -> None:
    second = findings(checked)
    assert lines_of(second) == lines_of(outcomes)
    assert {outcome["status"] for outcome in outcomes} == {"新增"}
    assert {outcome["status"] for outcome in second} == {"持续"}


@pytest.mark.parametrize("order", ["organization last", "all backwards"])
def test_the_order_of_imports_does_not_matter(tmp_path: Path, order: str) -> None:
    """Risk tables, charts, institutions and exercises before power lists, all before units and posts.

    Benchmarks, reviews and leaders' scopes speak of what must be there: they come last.
    """
    db = tmp_path / "county.db"
    command(db, "init", str(db), "--county", COUNTY)
    organization, *others = imports()
    rests = [words for words in others if Path(words[1]).name[:2] in RESTS_ON_OTHERS]
    first = [words for words in others if words not in rests]
    orders = {
        "organization last": [*first, organization],
        "all backwards": [*reversed(first), organization],
    }
    for words in (*orders[order], *rests):
        answer(db, *words)
    settle(db)
    assert lines_of(findings(db)) == golden_lines()
    for words in imports():
        again = answer(db, *words)
        assert (again["added"], again["changed"], again["batch"]) == (0, 0, None), words[1]


def test_the_exit_status_tells_that_there_are_findings(county: Path) -> None:
    assert command(county, "check", "--as-of", DAY, "--select", "DUTY001")[0] == 1
    assert command(county, "check", "--as-of", DAY, "--select", "DUTY002")[0] == 0


def test_without_their_days_in_force_the_inventories_do_not_count(county: Path) -> None:
    """A list that has no day in force counts for nobody's favour; what was found stays found."""
    for edition in answer(county, "edition", "list"):
        if edition["name"] != "2025年版" or edition["unit"] != UNITS["U002"][0]:
            words = ("edition", "edit", str(edition["id"]), "--set", "施行日期=空")
            assert command(county, *words)[0] == 0
    after = {(outcome["rule"], outcome["item"]): outcome["verdict"] for outcome in findings(county)}
    layers = Counter(verdict for (rule, _), verdict in after.items() if rule == "REG005")
    assert layers == {FINDING: 2, UNKNOWN: 52}
    assert after["REG006", "U004/行政检查|对农产品质量安全的检查#1"] == UNKNOWN


def test_the_clean_up_of_the_list_balances(county: Path) -> None:
    """R-FS-02: 60 items became 46, each with its fate."""
    told = answer(county, "power", "diff", "2025年版", "2026年版", "--unit", UNITS["U002"][0])
    assert told["balanced"]
    assert told["doubts"] == []
    assert told["old_by_fate"] == {
        **{"保留": 31, "改名": 4, "依据变更": 3, "裁量变更": 2, "合并": 3, "拆分": 1, "取消": 12, "下放": 4},
    }
    assert told["new_by_fate"] == {
        **{"保留": 31, "改名": 4, "依据变更": 3, "裁量变更": 2, "合并": 1, "拆分": 2, "承接": 1, "新增": 2},
    }


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code.startswith(MONEY_AND_POSTS)], ids=lambda rule: rule.code
)
def test_every_rule_of_money_and_posts_finds_something_planted(rule: Rule) -> None:
    """R-HY-04, R-HY-07"""
    assert items(rule.code, None, FINDING), rule.title
