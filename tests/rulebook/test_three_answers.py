"""Missing data never passes: the law of the three answers, on random small counties (product.md 2)."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.rulebook.catalogue import RULES
from powerctl.rulebook.rule import PASSED, SETTLED
from tests.rulebook.small_county import (
    SCALE,
    TABLES,
    Rows,
    a_county,
    a_county_in_order,
    on_file,
    values_to_empty,
)

_QUICK = settings(deadline=None, max_examples=15)
_SEED = st.integers(0, 10**9)
_FULLNESS = st.sampled_from((0.0, 0.6, 0.95))
SETTLING = tuple(rule for rule in RULES if SETTLED in rule.question().selected_columns)
_SCALES = st.sampled_from(((), SCALE))


def _county(random: Random, fullness: float) -> Rows:
    """`fullness`: how often a blank is passed over, so that counties with few gaps come up too."""

    def pick(options: Any) -> Any:
        filled = [option for option in options if option is not None]
        return random.choice(filled if random.random() < fullness else list(options))

    return a_county(pick)


def _turned_to_passed(before: dict[Any, int], after: dict[Any, int]) -> list[Any]:
    return [key for key, verdict in after.items() if verdict == 0 and before.get(key, 0) != 0]


@_QUICK
@given(_SEED, _FULLNESS, _SCALES)
def test_emptying_a_recorded_value_never_makes_an_item_pass(seed: int, fullness: float, limits: Any) -> None:
    random = Random(seed)
    rows = _county(random, fullness)
    values = values_to_empty(rows)
    with on_file(rows, limits) as county:
        before = county.answers()
        for table, column, row, empty in random.sample(values, min(25, len(values))):
            with county.emptied(table, column, row, empty):
                turned = _turned_to_passed(before, county.answers(reading=(table, column)))
            assert not turned, f"without {table}.{column} of row {row}: {turned} of {rows}"


@_QUICK
@given(_SEED, st.integers(0, 6))
def test_the_law_holds_near_a_county_in_order(seed: int, faults: int) -> None:
    random = Random(seed)
    rows = a_county_in_order(random.choice, faults)
    values = values_to_empty(rows)
    with on_file(rows, SCALE) as county:
        before = county.answers()
        for table, column, row, empty in random.sample(values, min(25, len(values))):
            with county.emptied(table, column, row, empty):
                turned = _turned_to_passed(before, county.answers(reading=(table, column)))
            assert not turned, f"without {table}.{column} of row {row}: {turned} of {rows}"
        for table in TABLES:
            with county.withheld(table):
                turned = _turned_to_passed(before, county.answers(reading=(table,)))
            assert not turned, f"without {table}: {turned} of {rows}"


def test_a_county_in_order_passes() -> None:
    with on_file(a_county_in_order(Random(1).choice, 0)) as county:
        answers = county.answers()
    passed = {
        ("DUTY001", "U1/财务"),
        ("DUTY006", "U1/财务"),
        ("REG018", "U1/许可1#1"),
        ("REG006", "U1/许可1#1"),
        ("RSK008", "U1/点#1"),
        ("REG015", "U1/许可1#1"),
        ("REG017", "U1/许可1#1"),
        ("INS002", "U1/必备制度/听证"),
        ("INS002", "U2/必备制度/末位表态"),
        ("INS003", "U1/制度汇编"),
        ("INS003", "U1/财务管理办法"),
        ("INS004", "U1/财务管理办法"),
        ("INS006", "U1/财务管理办法"),
        ("INS007", "U1/办事机构"),
    }
    assert {key for key in passed if answers[key] == 0} == passed


@_QUICK
@given(_SEED, _FULLNESS, _SCALES)
def test_withholding_a_table_never_makes_an_item_pass(seed: int, fullness: float, limits: Any) -> None:
    rows = _county(Random(seed), fullness)
    with on_file(rows, limits) as county:
        before = county.answers()
        for table in TABLES:
            with county.withheld(table):
                turned = _turned_to_passed(before, county.answers(reading=(table,)))
            assert not turned, f"without {table}: {turned} of {rows}"


def test_what_a_part_of_the_verdict_settles_passes_by_the_whole_of_it() -> None:
    """A check leaves such rows out before it looks at the rest: a doubt among them would never be told."""
    random, settled = Random(20260303), dict[str, int]()
    for _ in range(60):
        with on_file(_county(random, random.choice((0.0, 0.6, 0.95))), SCALE) as county:
            for rule in SETTLING:
                for line in county.lines(rule):
                    settled[rule.code] = settled.get(rule.code, 0) + line.settled
                    assert line.verdict == PASSED or not line.settled, f"{rule.code}: {line}"
    assert all(settled[rule.code] for rule in SETTLING)


def test_the_random_counties_show_all_three_answers() -> None:
    """The law would hold of rules that never pass: those that random data can satisfy are seen to."""
    rules = (
        *("REG001", "REG002", "REG005", "REG015", "REG017", "RSK001", "RSK002", "RSK003", "RSK005"),
        *("RSK009", "RSK010", "RSK013", "RSK016", "INS003", "INS004", "INS006", "INS007"),
    )
    wanted = {(code, verdict) for code in rules for verdict in (0, 1, 2)}
    wanted |= {("DUTY001", 0), ("DUTY001", 2), ("REG006", 0), ("REG006", 1), ("REG018", 2)}
    wanted |= {("INS002", 0), ("INS002", 1), ("INS002", 2), ("INS001", 0), ("INS001", 1), ("INS005", 0)}
    random, seen = Random(20260302), set()
    for _ in range(800):
        with on_file(_county(random, random.choice((0.6, 0.95))), SCALE) as county:
            seen |= {(code, verdict) for (code, _item), verdict in county.answers().items()}
        if wanted <= seen:
            break
    assert wanted <= seen
