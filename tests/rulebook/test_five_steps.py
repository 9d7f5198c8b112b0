"""Progress through the five steps is what the rules answer, unit by unit (R-XZ-18)."""

from collections import Counter
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.rulebook.catalogue import RULES, area_of
from powerctl.rulebook.five_steps import STEPS, Step, progress
from powerctl.rulebook.run import run_check
from powerctl.rulebook.standings import Standing, together
from tests.rulebook.small_county import DAY, a_county, on_file

_STEPPED = {"REG", "DUTY", "RSK", "INS"}


def test_every_rule_of_powers_duties_institutions_and_risks_belongs_to_one_step() -> None:
    """R-XZ-18."""
    listed = Counter(code for codes in STEPS.values() for code in codes)
    assert set(listed.values()) == {1}
    assert set(listed) == {rule.code for rule in RULES if area_of(rule) in _STEPPED}


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10**9))
def test_the_units_add_up_to_what_the_check_of_the_county_says(seed: int) -> None:
    """R-XZ-18: no item is lost or counted twice on the way from a rule to the table."""
    rows = a_county(Random(seed).choice)
    with on_file(rows) as asked:
        found = progress(asked.session, as_of=DAY)
        report = run_check(asked.session, as_of=DAY, ran_at=datetime(2026, 1, 1), store=False)
    totals: dict[str, Standing] = {}
    for steps in found.values():
        for standings in steps.values():
            for code, standing in standings.items():
                totals.setdefault(code, Standing()).add(standing)
    for result in report.results:
        if area_of(result.rule) not in _STEPPED:
            continue
        total = totals.get(result.rule.code, Standing())
        assert (total.examined, total.findings, total.unknown, total.passed) == (
            result.examined,
            result.findings,
            result.unknown,
            result.passed,
        ), result.rule.code


def test_a_step_is_done_only_when_something_was_looked_at_and_nothing_is_open() -> None:
    """R-XZ-18."""
    assert Standing(examined=3, waived=1).is_done
    assert not Standing().is_done
    assert not Standing(examined=3, unknown=1).is_done
    assert not Standing(examined=3, findings=1).is_done
    assert together({"A": Standing(2, 1, 0, 0), "B": Standing(1, 0, 1, 0)}) == Standing(3, 1, 1, 0)
    assert list(STEPS) == list(Step)
