"""A small random county, and what every rule answers about it.

`pick` chooses one of a list: hypothesis draws in the tests, a random generator elsewhere.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import Any

from sqlalchemy import ClauseElement, create_engine, delete, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from powerctl.areas.gathered import GATHERED, gathered_for
from powerctl.limits.in_force import put_in_force
from powerctl.rulebook.finance import FINANCE_RULES
from powerctl.rulebook.meetings import MEETING_RULES
from powerctl.rulebook.organization import ORGANIZATION_RULES
from powerctl.rulebook.personnel import PERSONNEL_RULES
from powerctl.rulebook.registry import REGISTRY_RULES
from powerctl.rulebook.risk import RISK_RULES
from powerctl.rulebook.rule import Rule
from powerctl.terms import (
    BasisKind,
    DutyArea,
    FinderMethod,
    HolderLevel,
    PowerCategory,
    PowerDomain,
    RiskLevel,
    RiskList,
    RiskSource,
    ScoringMethod,
    UnitKind,
)
from tests.rulebook.random_assessments import ASSESSING_TABLES, assessments_of
from tests.rulebook.random_charts import CHART_TABLES, charts_of
from tests.rulebook.random_clean_up import CLEAN_UP_TABLES, clean_up_of, stands_alone
from tests.rulebook.random_exercises import EXERCISE_TABLES, exercises_in_order, exercises_of
from tests.rulebook.random_finance import FINANCE_TABLES, MEANT_EMPTY, MONEY, finance_of
from tests.rulebook.random_institutions import (
    INSTITUTION_OPTIONS,
    INSTITUTION_TABLES,
    institutions_of,
    not_to_be_emptied,
    orderly_institutions,
)
from tests.rulebook.random_matching import MATCHING_TABLES, matching_of
from tests.rulebook.random_meetings import MEETING_TABLES, meetings_in_order, meetings_of
from tests.rulebook.random_personnel import (
    PERSONNEL_TABLES,
    faults_of_personnel,
    personnel_in_order,
    personnel_of,
)
from tests.rulebook.random_procedure import (
    PROCEDURE_TABLES,
    faults_of_procedure,
    procedure_in_order,
    procedure_of,
)

RULES: tuple[Rule, ...] = (
    *REGISTRY_RULES,
    *ORGANIZATION_RULES,
    *RISK_RULES,
    *MEETING_RULES,
    *FINANCE_RULES,
    *PERSONNEL_RULES,
)
DAY = date(2026, 3, 2)
TABLES = (
    "unit", "person", "post", "tenure", "duty", "edition", "power", "legal_basis", "risk_point", "measure",
    *INSTITUTION_TABLES,
    *EXERCISE_TABLES,
    *ASSESSING_TABLES,
    *CLEAN_UP_TABLES,
    *CHART_TABLES,
    *MEETING_TABLES,
    *PROCEDURE_TABLES,
    *FINANCE_TABLES,
    *PERSONNEL_TABLES,
    *MATCHING_TABLES,
)  # fmt: skip
END_DAYS = {"valid_to", "retired_on", "closed_on"}
BLANKS = {
    ("power", "sub_item"),
    ("risk_point", "description"),
    ("person", "number"),
    ("discretion_benchmark", "grade"),
}

Pick = Callable[[Sequence[Any]], Any]
Rows = dict[str, list[dict[str, Any]]]

PAST = (date(2019, 1, 1), date(2025, 9, 1), date(2025, 9, 2), date(2026, 1, 5))
DAYS = (None, *PAST, date(2026, 6, 1))
ENDS = (None, None, None, date(2025, 8, 31), date(2025, 12, 1), DAY, date(2026, 5, 1))
MAYBE = (True, False, None)
AREAS = (DutyArea.FINANCE, DutyArea.FINANCE, DutyArea.PERSONNEL, DutyArea.OTHER, None)


def a_county(pick: Pick) -> Rows:
    """Rows by table; references may dangle nowhere, everything that may be empty sometimes is."""
    units = [
        {
            "id": n,
            "code": f"U{n}",
            "name": f"单位{n}",
            "kind": pick((UnitKind.TOWNSHIP, UnitKind.GOVERNMENT_ORGAN, None)),
        }
        for n in range(1, pick((2, 3)) + 1)
    ]
    unit = [one["id"] for one in units]
    persons = [{"id": n, "unit_id": pick(unit), "name": f"人{n}", "number": ""} for n in (1, 2, 3)]
    posts = [_post(pick, n, unit) for n in range(1, 5)]
    tenures = [
        {"id": n, "person_id": pick((1, 2, 3)), "post_id": pick((1, 2, 3, 4)), "valid_from": pick((*PAST, *DAYS)), "valid_to": pick(ENDS)}
        for n in range(1, pick((1, 4, 5)) + 1)
    ]  # fmt: skip
    duties = [
        {"id": n, "unit_id": pick(unit[:2]), "person_id": pick((1, 2, 3)), "area": pick(AREAS), "direct": pick((True, *MAYBE)),
         "document": pick(("文", "文", " ", None)), "meeting_written": pick(("会1#1", "会1#1", "U1/会2#2", "班子会", None)), "valid_from": pick((*PAST, *DAYS)), "valid_to": pick(ENDS)}
        for n in range(1, pick((0, 2, 4, 5)) + 1)
    ]  # fmt: skip
    editions = [
        {"id": n, "unit_id": pick(unit), "name": f"版{n}", "in_force_from": pick((*PAST, *DAYS))}
        for n in range(1, pick((2, 3, 4)) + 1)
    ]
    powers = [_power(pick, n, editions) for n in range(1, pick((2, 4, 5)) + 1)]
    bases = [
        {"id": n, "power_id": pick(powers)["id"], "position": n, "kind": pick((BasisKind.LAW, BasisKind.STANDARD, None)), "text": "据"}
        for n in range(1, pick((0, 2, 3)) + 1)
    ]  # fmt: skip
    points = [_point(pick, n, unit, powers) for n in range(1, pick((0, 2, 3, 5)) + 1)]
    measures = [
        {"id": n, "risk_point_id": pick(points)["id"], "position": n, "text": "措施"}
        for n in range(1, (pick((0, 2, 4)) if points else 0) + 1)
    ]
    every = (units, persons, posts, tenures, duties, editions, powers, bases, points, measures)
    rows: Rows = dict(zip(TABLES, every, strict=False))
    rows |= institutions_of(pick, rows)
    rows |= exercises_of(pick, rows)
    rows |= assessments_of(pick, rows)
    rows["clean_up"] = clean_up_of(pick, rows)
    rows |= charts_of(pick, rows)
    rows |= meetings_of(pick, rows)
    rows |= procedure_of(pick, rows)
    rows |= personnel_of(pick, rows)
    rows |= finance_of(pick, rows)
    rows |= matching_of(pick, rows)
    return rows


def _post(pick: Pick, n: int, unit: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(unit[:2]), "title": f"职{n}", "is_head": pick(MAYBE), "is_leadership": pick(MAYBE),
    }  # fmt: skip


def _power(pick: Pick, n: int, editions: list[dict[str, Any]]) -> dict[str, Any]:
    edition = pick(editions)
    post = (1, 2, 3, 4, None)
    return {
        "id": n, "unit_id": edition["unit_id"], "edition_id": edition["id"],
        "identity": pick(("甲", "甲", "乙")), "ordinal": n if pick((1, 1, 0)) else 90 + n, "name": pick(("许可", "许 可", "处罚")),
        "sub_item": pick(("", "一", "一", "二")), "category": pick((PowerCategory.LICENCE, None)),
        "category_written": pick(("许可类", None)), "basis_text": pick(("法", " ", None)), "procedure": pick(("程序", None)),
        "responsibility": pick(("责任", None)), "remit": pick(("县级", None)), "exercising_body": pick(("某局", None)),
        "holder_unit_id": pick((1, None)), "holder_post_id": pick(post), "holder_level": pick((*HolderLevel, None)),
        "deciding_post_id": pick(post), "executing_post_id": pick(post), "supervising_post_id": pick(post),
        "is_lead": pick(MAYBE), "has_discretion": pick((True, *MAYBE)), "retired_on": pick((None, None, None, DAY)),
    }  # fmt: skip


def _point(pick: Pick, n: int, unit: list[int], powers: list[dict[str, Any]]) -> dict[str, Any]:
    few = (1, 3, 5, None)
    return {
        "id": n, "unit_id": pick(unit), "identity": f"点{n}", "ordinal": 1, "name": f"点{n}", "description": "",
        "list_kind": pick((*RiskList, None)), "round": pick(("一", "一", "二", None)), "power_id": pick((*powers, {"id": None}))["id"],
        "source": pick((*RiskSource, None)), "domain": pick((*PowerDomain, None)), "finder": pick((*FinderMethod, None)),
        "level": pick((RiskLevel.HIGH, *RiskLevel, None)), "scoring_method": pick((*ScoringMethod, None)),
        "importance": pick(few), "frequency": pick(few), "probability": pick((0, *few)),
        "controls_resources": pick(MAYBE), "wide_discretion": pick(MAYBE), "needs_openness": pick(MAYBE),
        "profits_indirectly": pick((True, False)), "frequent_cases": pick((True, False)),
        "override_reason": pick((None, "", None, "集体研究")), "owner_id": pick((1, 2, 3, None)), "owner_written": pick(("张某", None)),
        "closed_on": pick((None, None, None, DAY, date(2026, 3, 3))),
    }  # fmt: skip


_OPTIONS: dict[str, Sequence[Any]] = {
    **INSTITUTION_OPTIONS,
    "is_head": MAYBE,
    "is_leadership": MAYBE,
    "direct": MAYBE,
    "is_lead": MAYBE,
    "valid_from": DAYS,
    "valid_to": ENDS,
    "in_force_from": DAYS,
    "area": AREAS,
    "person_id": (1, 2, 3),
    "post_id": (1, 2, 3),
    "deciding_post_id": (1, 2, 3, None),
    "executing_post_id": (1, 2, 3, None),
    "supervising_post_id": (1, 2, 3, None),
    "sub_item": ("", "一"),
    "holder_post_id": (1, 2, None),
    "kind": (UnitKind.TOWNSHIP, UnitKind.GOVERNMENT_ORGAN, None),
    "level": (RiskLevel.HIGH, RiskLevel.LOW, None),
    "owner_id": (1, None),
    "exercised_on": (date(2019, 1, 1), date(2026, 2, 1), None),
    "actor_id": (2, 3, None),
    "power_id": (1, None),
}


def _takes(table: str, column: str) -> bool:
    """Whether the column may hold every one of its options."""
    kept = SQLModel.metadata.tables[table].c[column]
    terms = getattr(kept.type, "terms", object)
    return all(kept.nullable if one is None else isinstance(one, terms) for one in _OPTIONS[column])


def a_county_in_order(pick: Pick, faults: int) -> Rows:
    """A county where duties, separation, overlap and owners pass, with some values set at random."""
    first = date(2024, 1, 1)
    rows: Rows = {name: [] for name in TABLES}
    rows["unit"] = [
        {"id": n, "code": f"U{n}", "name": f"单位{n}", "kind": UnitKind.GOVERNMENT_ORGAN} for n in (1, 2, 3)
    ]
    rows["person"] = [{"id": n, "unit_id": 1, "name": f"人{n}", "number": ""} for n in (1, 2, 3)]
    rows["post"] = [
        {"id": n, "unit_id": 1, "title": f"职{n}", "is_head": n == 1, "is_leadership": True}
        for n in (1, 2, 3)
    ]
    rows["tenure"] = [
        {"id": n, "person_id": n, "post_id": n, "valid_from": first, "valid_to": None} for n in (1, 2, 3)
    ] + [
        {
            "id": 4,
            "person_id": 3,
            "post_id": 2,
            "valid_from": date(2020, 1, 1),
            "valid_to": date(2023, 12, 31),
        }
    ]
    rows["duty"] = [
        {"id": 1, "unit_id": 1, "person_id": 2, "area": DutyArea.FINANCE, "direct": True, "valid_from": date(2025, 9, 1), "valid_to": None},
        {"id": 2, "unit_id": 1, "person_id": 3, "area": DutyArea.FINANCE, "direct": True, "valid_from": first, "valid_to": date(2025, 8, 31)},
        {"id": 3, "unit_id": 1, "person_id": 1, "area": DutyArea.OTHER, "direct": True, "valid_from": first, "valid_to": None},
        {"id": 4, "unit_id": 1, "person_id": 3, "area": DutyArea.PERSONNEL, "direct": True, "valid_from": first, "valid_to": None},
    ]  # fmt: skip
    rows["edition"] = [{"id": n, "unit_id": n, "name": "版", "in_force_from": first} for n in (1, 2, 3)]
    rows["power"] = [
        {"id": n, "unit_id": unit, "edition_id": unit, "identity": f"许可{n}", "ordinal": 1, "name": "许可", "sub_item": "一",
         "is_lead": n == 1, "holder_post_id": 1 if unit == 1 else None,
         "deciding_post_id": 1, "executing_post_id": 2, "supervising_post_id": 3}
        for n, unit in ((1, 1), (2, 2), (3, 3), (4, 2))
    ]  # fmt: skip
    rows["risk_point"] = [
        {"id": 1, "unit_id": 1, "identity": "点", "ordinal": 1, "name": "点", "description": "", "level": RiskLevel.HIGH, "owner_id": 1}
    ]  # fmt: skip
    rows |= exercises_in_order(rows)
    rows |= meetings_in_order(rows)
    rows |= procedure_in_order(rows)
    rows |= personnel_in_order(rows)
    rows |= orderly_institutions()
    cells = [
        (row, column)
        for name, some in rows.items()
        for row in some
        for column in row
        if column in _OPTIONS and not not_to_be_emptied(name, column) and _takes(name, column)
    ]
    for _ in range(faults):
        row, column = pick(cells)
        row[column] = pick(_OPTIONS[column])
    faults_of_procedure(pick, rows, faults)
    faults_of_personnel(pick, rows, faults)
    return rows


@cache
def _prepared(limits: tuple[tuple[str, str], ...], day: date) -> Session:
    """An empty file with the limits of three units in force; making it costs more than asking rules."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    session = Session(engine)
    tables = SQLModel.metadata.tables
    for number in (1, 2, 3):
        session.connection().execute(
            insert(tables["unit"]), {"id": number, "code": f"U{number}", "name": f"单位{number}"}
        )
    for number, (name, value) in enumerate(limits, 1):
        row = {
            "id": number,
            "name": name,
            "value": value,
            "valid_from": date(2020, 1, 1),
            "cites": "县发〔2020〕1号",
        }
        session.connection().execute(insert(tables["limit_override"]), row)
    put_in_force(session, day)
    GATHERED.create_all(session.connection())
    return session


@contextmanager
def on_file(
    rows: Rows, limits: tuple[tuple[str, str], ...] = (), rules: Sequence[Rule] = RULES, day: date = DAY
) -> Iterator["Asked"]:
    """The county in SQLite, without checks of references, so that a table can be withheld."""
    session = _prepared(limits, day)
    connection = session.connection()
    for name in TABLES:
        connection.execute(delete(SQLModel.metadata.tables[name]))
    for name, some in rows.items():
        for row in some:
            connection.execute(insert(SQLModel.metadata.tables[name]), row)
    raw = connection.connection.driver_connection
    assert isinstance(raw, Connection)
    yield Asked(raw, rules, session)


@cache
def sql_of(rule: Rule) -> str:
    """The rule's question as text that sqlite3 takes."""
    return _text(rule.question())


def _text(question: ClauseElement) -> str:
    return str(question.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


@cache
def gathered_sql(rule: Rule) -> tuple[tuple[str, str], ...]:
    """What is gathered for the rule, in order: the TEMP table, the select of its rows."""
    return tuple((table.name, _text(table.info["rows"]())) for table in gathered_for(rule.question()))


@cache
def _words(rule: Rule) -> frozenset[str]:
    """Every word of the rule's question, and of what is gathered for it."""
    texts = (sql_of(rule), *(sql for _table, sql in gathered_sql(rule)))
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


class Asked:
    """What rules answer on one file, while its values come and go."""

    def __init__(self, db: Connection, rules: Sequence[Rule], session: Session) -> None:
        self.db, self.rules, self.session = db, rules, session

    def answers(self, *, reading: tuple[str, ...] = ()) -> dict[tuple[str, str], int]:
        """Rule and item → the worst verdict; `reading`: of rules whose question has all these words."""
        worst: dict[tuple[str, str], int] = {}
        filled: set[str] = set()
        for rule in self.rules:
            if not _words(rule).issuperset(reading):
                continue
            self.gather(rule, filled)
            for item, _unit, verdict, *_facts in self.db.execute(sql_of(rule)):
                key = (rule.code, item)
                worst[key] = max(worst.get(key, 0), verdict)
        return worst

    def lines(self, rule: Rule) -> list[Any]:
        """Every line of the rule's answer, with its columns."""
        self.gather(rule, set())
        return list(self.session.execute(rule.question()))

    def gather(self, rule: Rule, filled: set[str]) -> None:
        """Fill what the rule reads beside the county's tables, but for the tables named in `filled`."""
        for table, sql in gathered_sql(rule):
            if table not in filled:
                self.db.execute(f"DELETE FROM {table}")
                self.db.execute(f"INSERT INTO {table} {sql}")
                filled.add(table)

    @contextmanager
    def emptied(self, table: str, column: str, row: int, value: str | None) -> Iterator[None]:
        """One recorded value away."""
        (before,) = self.db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row,)).fetchone()
        self.db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row))
        yield
        self.db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (before, row))

    @contextmanager
    def withheld(self, table: str) -> Iterator[None]:
        """A whole table away."""
        rows = self.db.execute(f"SELECT * FROM {table}").fetchall()
        self.db.execute(f"DELETE FROM {table}")
        yield
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def values_to_empty(rows: Rows) -> list[tuple[str, str, int, str | None]]:
    """Every recorded value that may be empty: table, column, row, what stands for empty."""
    found: list[tuple[str, str, int, str | None]] = []
    for name, some in rows.items():
        columns = SQLModel.metadata.tables[name].c
        for row in some:
            for column, value in row.items():
                if column in END_DAYS or value in (None, "") or not_to_be_emptied(name, column):
                    continue
                if (name, column) in MEANT_EMPTY or stands_alone(name, column, row):
                    continue
                if columns[column].nullable:
                    found.append((name, column, row["id"], None))
                if (columns[column].nullable and type(value) is str) or (name, column) in BLANKS:
                    found.append((name, column, row["id"], ""))
    return found


SCALE = (
    ("risk.weight_importance", "1"),
    ("risk.weight_frequency", "1"),
    ("risk.weight_probability", "1"),
    ("risk.product_high", "27"),
    ("risk.product_medium", "9"),
    *MONEY,
)
