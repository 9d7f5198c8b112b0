"""No rule looks through a whole table for each row of another (performance.md, What was found 6).

SQLite says how it will answer: a scan as the inner loop of a join, or inside a subquery that runs
once per row, is quadratic. An index, also one that SQLite builds for the query, is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from powerctl.model import ImportBatch
from powerctl.rulebook.rule import Rule
from tests.rulebook.small_county import RULES, Asked, a_county, gathered_sql, on_file, sql_of

# Tables and lists whose size does not grow with the county: one row, or a list of words in a rule.
_SHORT = {
    "chart_kinds",
    "check_day",
    "areas",
    "layers",
    "methods",
    "wanted_values",
    "checklist_line",
    "checklist_word",
    "times",
    "places",
    "ranks",
    "county_changes",
}


@dataclass
class Step:
    """A line of EXPLAIN QUERY PLAN and what lies under it."""

    detail: str
    below: list["Step"] = field(default_factory=list)


def _plan(county: Asked, sql: str) -> Step:
    steps = {0: Step("")}
    for number, parent, _unused, detail in county.db.execute(f"EXPLAIN QUERY PLAN {sql}"):
        steps[number] = Step(detail)
        steps[parent].below.append(steps[number])
    return steps[0]


def _quadratic(step: Step, *, per_row: bool = False) -> list[str]:
    """Scans that run once per row of something."""
    found, outer = [], per_row
    for one in step.below:
        scan = re.match(r"SCAN (\w+)", one.detail)
        if scan and outer and scan[1] not in _SHORT and "VIRTUAL" not in one.detail:
            found.append(one.detail)
        if re.match(r"(SCAN|SEARCH) (?!CONSTANT)", one.detail) and not (scan and scan[1] in _SHORT):
            outer = True
        correlated = "CORRELATED" in one.detail
        built_once = re.match(
            r"(MATERIALIZE|CO-ROUTINE|COMPOUND|LIST SUBQUERY|SCALAR SUBQUERY|LEFT-MOST|UNION)", one.detail
        )
        found += _quadratic(one, per_row=correlated or (per_row and not built_once))
    return found


@pytest.fixture(scope="module", params=["as planned without figures", "as planned for a large county"])
def county(request: pytest.FixtureRequest) -> Iterator[Asked]:
    from random import Random

    random = Random(1)
    with on_file(a_county(random.choice)) as county:
        if request.param == "as planned for a large county":
            _tell_planner(county, rows=50_000)
        yield county
        county.db.execute("DROP TABLE IF EXISTS sqlite_stat1")
        county.db.execute("ANALYZE sqlite_schema")


def _tell_planner(county: Asked, rows: int) -> None:
    """What ANALYZE would have noted of tables with so many rows: ten to a value, one where it is unique.

    With such figures SQLite takes what it cannot estimate for few rows, and may do without an index.
    """
    county.db.execute("ANALYZE sqlite_schema")
    county.db.execute("DELETE FROM sqlite_stat1")
    for (table,) in county.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if table.startswith("sqlite_"):
            continue
        county.db.execute("INSERT INTO sqlite_stat1 VALUES (?, NULL, ?)", (table, str(rows)))
        for _number, index, is_unique, *_kind in county.db.execute(f"PRAGMA index_list({table})").fetchall():
            columns = len(county.db.execute(f"PRAGMA index_info({index})").fetchall())
            to_a_value = ["10"] * (columns - is_unique) + ["1"] * is_unique
            county.db.execute(
                "INSERT INTO sqlite_stat1 VALUES (?, ?, ?)",
                (table, index, " ".join([str(rows), *to_a_value])),
            )
    county.db.execute("ANALYZE sqlite_schema")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_scans_a_table_for_each_row(rule: Rule, county: Asked) -> None:
    """Neither its question nor what is gathered for it."""
    for sql in (sql_of(rule), *(rows for _table, rows in gathered_sql(rule))):
        assert _quadratic(_plan(county, sql)) == []


def test_the_check_of_plans_sees_a_quadratic_question(county: Asked) -> None:
    """Without an index on the origin of a record, looking it up per row is found."""
    table = ImportBatch.__tablename__
    inner = f"SELECT 1 FROM power p WHERE p.source_cell = {table}.sha256"
    assert _quadratic(_plan(county, f"SELECT id FROM {table} WHERE NOT EXISTS ({inner})"))
