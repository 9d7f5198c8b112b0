"""Missing data never passes: the law of the three answers on the whole sample county (product.md 2)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Subquery, Table, create_engine, delete, func, select, text, update
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from powerctl.areas.gathered import everything_read, gather
from powerctl.limits.in_force import put_in_force
from powerctl.rulebook.catalogue import RULES
from tests.county.golden import golden_lines
from tests.county.make_county import DAY

TABLES = (
    *("unit", "person", "post", "tenure", "duty", "edition", "power", "legal_basis", "risk_point"),
    *("measure", "flow_chart", "flow_step", "institution", "institution_link", "institution_review"),
    *("compendium", "compendium_entry", "leading_body", "leader_scope", "required_institution"),
    *("discretion_benchmark", "exercise", "delegation", "clean_up", "risk_assessment", "risk_review"),
    *("catalogue_item", "topic", "meeting", "attendance", "agenda_item", "statement", "recusal", "question"),
    *("procedure_step", "consultation", "instruction", "named_ballot", "named_vote", "secret_ballot"),
    *("resolution", "parallel_record", "minutes_copy", "budget_step"),
    *("approval_limit", "ladder_step", "expenditure", "sign_off", "countersign_sheet", "countersignature"),
    *("fund_account", "finance_report", "trading_venue", "project", "project_gate", "public_transaction"),
    *("undertaking", "appointment", "appointment_step", "vetting", "exam_attempt", "probation"),
    *("personnel_action", "inspection", "audit", "personal_report", "publication", "notice"),
    *("notice_subject", "matter_link"),
)
LAID_DOWN = "limit_override"
"""The county's own limits: put in force once, before anything is withheld."""
# An empty last day says something: that the record is open.
EXEMPT = {"valid_to", "retired_on", "closed_on", "batch_id", "source_sheet", "source_cell"}
Answers = dict[tuple[str, str], int]
Read = tuple[str, str]
"""A table and a column; a table alone with an empty name."""


def _read_by(question: Any) -> frozenset[Read]:
    found: set[Read] = set()
    for element in everything_read(question):
        if isinstance(element, Table):
            found.add((element.name, ""))
        for column in getattr(element, "base_columns", ()):
            if isinstance(table := getattr(column, "table", None), Table):
                found |= {(table.name, ""), (table.name, column.name)}
    return frozenset(found)


class Whole:
    """The sample county in memory, without checks of references, so that anything can be withheld."""

    def __init__(self, file: Path) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        SQLModel.metadata.create_all(engine)
        self.session = Session(engine)
        self.tables = {name: SQLModel.metadata.tables[name] for name in (*TABLES, LAID_DOWN)}
        source = sqlite3.connect(file)
        source.row_factory = sqlite3.Row
        self.session.execute(text("PRAGMA ignore_check_constraints = ON"))
        for name, table in self.tables.items():
            raw = [dict(row) for row in source.execute(f"SELECT * FROM {name}")]
            names = [column.name for column in table.columns]
            columns, places = ", ".join(names), ", ".join(f":{name}" for name in names)
            self.session.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({places})"), raw)
        source.close()
        put_in_force(self.session, date.fromisoformat(DAY))
        self.asked: list[tuple[str, Subquery, frozenset[Read]]] = []
        for rule in RULES:
            question = rule.question()
            self.asked.append((rule.code, question.subquery("asked"), _read_by(question)))
        self.before = self.answers()

    def answers(self, *read: Read) -> Answers:
        """Of the rules that read this table or column; of every rule without it."""
        found: Answers = {}
        filled: set[str] = set()
        for code, asked, reads in self.asked:
            if not reads.issuperset(read):
                continue
            gather(self.session, asked, filled)
            query = select(asked.c.item, func.max(func.coalesce(asked.c.verdict, 1))).group_by(asked.c.item)
            found.update({(code, item): verdict for item, verdict in self.session.execute(query)})
        return found

    def passes_now(self, read: Read) -> list[Any]:
        """What passes and did not pass when everything was there."""
        return [key for key, verdict in self.answers(read).items() if not verdict and self.before.get(key)]

    def is_missed(self, name: str) -> bool:
        """Whether any rule answers otherwise than when everything was there."""
        codes = {code for code, _, reads in self.asked if (name, "") in reads}
        before = {key: verdict for key, verdict in self.before.items() if key[0] in codes}
        return self.answers((name, "")) != before

    @contextmanager
    def without(self, statement: Any) -> Iterator[None]:
        with self.session.begin_nested() as point:
            self.session.execute(statement)
            yield
            point.rollback()


@pytest.fixture(scope="module")
def whole(imported: Any) -> Whole:
    return Whole(imported[0])


def test_the_county_has_all_three_answers(whole: Whole) -> None:
    assert set(whole.before.values()) == {0, 1, 2}


def test_the_answers_here_are_those_of_the_golden_list(whole: Whole) -> None:
    """Otherwise the law would be tested on a county with nothing in it."""
    golden = {(rule, item): verdict for rule, verdict, item, _ in golden_lines()}
    verdicts = {1: "无法判断", 2: "问题"}
    assert {key: verdicts[verdict] for key, verdict in whole.before.items() if verdict} == golden


@pytest.mark.parametrize("name", TABLES)
def test_withholding_a_table_makes_nothing_pass(whole: Whole, name: str) -> None:
    with whole.without(delete(whole.tables[name])):
        assert whole.is_missed(name) or name == "person"  # rules know people by their number
        assert whole.passes_now((name, "")) == []


@pytest.mark.parametrize("name", TABLES)
def test_emptying_a_column_or_one_value_of_it_makes_nothing_pass(whole: Whole, name: str) -> None:
    table = whole.tables[name]
    for column in table.columns:
        if column.nullable and column.name not in EXEMPT:
            with whole.without(update(table).values({column.name: None})):
                assert whole.passes_now((name, column.name)) == [], column.name
            filled = select(func.max(table.c.id)).where(column.is_not(None)).scalar_subquery()
            with whole.without(update(table).where(table.c.id == filled).values({column.name: None})):
                assert whole.passes_now((name, column.name)) == [], column.name
