"""What holds for every rule of the catalogue."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from powerctl.areas.gathered import gather
from powerctl.limits.declared import declared
from powerctl.limits.in_force import put_in_force
from powerctl.rulebook.asking import Asker
from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.explain import explain
from powerctl.rulebook.rule import Rule
from powerctl.rulebook.run import run_check
from powerctl.rulebook.scope import put_scope
from powerctl.store.transaction import empty, reading
from tests.rulebook.invented import TODAY, make_county

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_no_code_and_no_name_is_used_twice():
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@each_rule
def test_a_rule_cites_a_requirement_and_tells_the_clerk_what_to_do(rule: Rule):
    assert re.fullmatch(r"[A-Z]{3,4}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert any(citation.requirement.startswith("R-") for citation in rule.cites)
    assert all(text.strip() for text in (rule.title, rule.explanation, rule.advice))


@each_rule
def test_every_limit_a_rule_names_is_declared(rule: Rule):
    assert set(rule.limits) <= set(declared())


@each_rule
def test_a_rule_can_say_what_it_reads(rule: Rule):
    reads = explain(rule, TODAY).reads
    assert reads
    assert all(re.search(r"[\u4e00-\u9fff]", read.table) for read in reads)


@each_rule
def test_counting_rows_is_counting_items_wherever_a_rule_says_so(rule: Rule, tmp_path: Path):
    with reading(make_county(tmp_path / "county.db")) as session:
        put_in_force(session, TODAY)
        gather(session, rule.question(), set())
        asked = rule.question().subquery()
        distinct = session.execute(select(func.count(asked.c.item.distinct()))).scalar()
        assert Asker(session, put_scope(session, None)).examined(rule) == distinct


def test_nothing_passes_in_an_empty_county():
    ran_at = datetime(2026, 3, 1, 9, 30)
    with empty() as session:
        report = run_check(session, as_of=TODAY, ran_at=ran_at, store=False)
    assert {result.passed for result in report.results} <= {0}
    assert report.findings() == []
