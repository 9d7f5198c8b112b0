"""Money, posts and notices in the file: exact to the fen, personal parts apart, found by indexes."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from powerctl.model import (
    Appointment,
    ExamAttempt,
    Expenditure,
    Feedback,
    MatterLink,
    Notice,
    NoticeSubject,
    PublicTransaction,
    SignOff,
    Unit,
    load_all,
)
from powerctl.store import ledger, views
from powerctl.store.connection import open_reading
from powerctl.store.transaction import transaction
from powerctl.store.views import VIEWS, Condition
from powerctl.terms import (
    FINANCE_UNDERTAKINGS,
    OPEN_METHODS,
    THREE_SIGN_OFFS,
    MatchDecision,
    MatterKind,
    SignDecision,
    SignerRole,
    UndertakingKind,
)

load_all()
_NEW = (
    "finance",
    "trading",
    "personnel",
    "supervision",
    "disclosure",
    "matching",
)
_TABLES = sorted(
    (
        mapper.local_table
        for mapper in SQLModel._sa_registry.mappers
        if mapper.class_.__module__.rpartition(".")[2] in _NEW
    ),
    key=lambda table: table.name,
)


def _unit(session: Session) -> None:
    session.add(Unit(id=1, code="A01", name="示例县甲局"))
    session.flush()


def _expenditure(row: int, fen: int | None, **values: object) -> Expenditure:
    return Expenditure(id=row, unit_id=1, identity=f"PZ-{row}", ordinal=1, amount_fen=fen, **values)


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (-5, "-0.05"),
        (1350000, "13500.00"),
        (-10001, "-100.01"),
        (99999999999999, "999999999999.99"),
        (None, None),
    ],
)
def test_a_sum_reads_in_yuan_exactly_as_it_is_held_in_fen(
    county: Path, fen: int | None, shown: str | None
) -> None:
    """R-HY-04"""
    with transaction(county, "王科员", "spend add") as session:
        _unit(session)
        session.add(_expenditure(1, fen))
    with closing(open_reading(county)) as db:
        assert views.rows(db, VIEWS["expenditure"], columns=("amount_fen", "amount")) == [(fen, shown)]


def test_a_voucher_that_came_back_keeps_the_returned_sum_and_who_sent_it_back(county: Path) -> None:
    """R-CC-03"""
    with transaction(county, "王科员", "sign add") as session:
        _unit(session)
        session.add(_expenditure(1, 590000, number="单-1"))
        session.flush()
        session.add(
            SignOff(
                expenditure_id=1,
                round=1,
                position=2,
                role=SignerRole.DISCIPLINE,
                decision=SignDecision.RETURNED,
                returned_fen=590000,
                signed_on=date(2026, 3, 4),
            )
        )
    columns = ("expenditure", "role", "decision", "returned")
    with closing(open_reading(county)) as db:
        assert views.rows(db, VIEWS["sign_off"], columns=columns) == [
            ("单-1", "纪委书记（纪检组长）", "退回", "5900.00")
        ]
        assert [one.view.name for one in views.one(db, VIEWS["expenditure"], 1).belongings] == ["sign_off"]


def test_names_of_payees_and_of_people_who_answer_a_notice_stand_in_the_forgettable_part(
    county: Path,
) -> None:
    """R-ZJ-04"""
    with transaction(county, "王科员", "add") as session:
        _unit(session)
        session.add(_expenditure(1, 1, payee_written="钱某", payee_key="钱某", handler_written="孙某"))
        session.add(Appointment(id=1, unit_id=1, number="RM-1", person_written="李某", born="1975-03"))
        session.add(Notice(id=1, unit_id=1, number="GS-1", title="任前公示"))
        session.flush()
        session.add(ExamAttempt(appointment_id=1, attempt=1, score_hundredths=5950))
        session.add(NoticeSubject(id=1, notice_id=1, position=1, subject_written="李某", appointment_id=1))
        session.flush()
        session.add(Feedback(notice_id=1, position=1, subject_id=1, giver_written="周某", content="反映情况"))
    with closing(sqlite3.connect(county)) as db:
        ordinary = [row[0] for row in db.execute("SELECT after FROM ledger_change")]
        personal = [row[0] or "" for row in db.execute("SELECT pafter FROM ledger_change")]
    for word in ("钱某", "孙某", "李某", "1975-03", "5950", "周某", "反映情况"):
        assert not any(word in image for image in ordinary), word
        assert any(word in image for image in personal), word


@pytest.mark.parametrize("table", _TABLES, ids=lambda table: table.name)
def test_every_column_for_the_name_of_somebody_is_personal(table: object) -> None:
    for column in table.columns:  # type: ignore[attr-defined]
        heading = column.comment.removesuffix("（原文）")
        if column.name.endswith("_written") and (heading.endswith("人") or heading == "姓名"):
            assert column.info["personal"], f"{table}.{column.name}"


@pytest.mark.parametrize("table", _TABLES, ids=lambda table: table.name)
def test_every_sum_is_whole_fen_and_every_flag_may_be_unknown(table: object) -> None:
    for column in table.columns:  # type: ignore[attr-defined]
        if "金额" in column.comment and "（分）" in column.comment:
            assert column.name.endswith("_fen")
        if column.name.endswith("_fen"):
            assert column.type.python_type is int
            assert column.comment.endswith("（分）")
        if column.name.startswith(("is_", "has_", "by_", "covers_", "asked_", "needs_")):
            assert column.nullable, f"{table}.{column.name}"


def test_a_score_reads_in_points(county: Path) -> None:
    """R-CC-04"""
    with transaction(county, "王科员", "exam add") as session:
        _unit(session)
        session.add(Appointment(id=1, unit_id=1, number="RM-1"))
        session.flush()
        session.add(ExamAttempt(appointment_id=1, attempt=1, score_hundredths=5950, pass_hundredths=6000))
    with closing(open_reading(county)) as db:
        rows = views.rows(db, VIEWS["exam_attempt"], columns=("appointment", "score", "pass"))
    assert rows == [("RM-1", "59.50", "60.00")]


def test_the_clerks_answer_on_a_pair_is_kept_once_and_by_keys(county: Path) -> None:
    """R-ZJ-03"""
    pair = {
        "left_kind": MatterKind.EXPENDITURE,
        "left_key": "A01/PZ-1#1",
        "right_kind": MatterKind.AGENDA_ITEM,
        "right_key": "A01/2026-3/YT-1",
    }
    with transaction(county, "王科员", "match link") as session:
        _unit(session)
        session.add(MatterLink(unit_id=1, decision=MatchDecision.LINKED, **pair))
    with pytest.raises(IntegrityError), transaction(county, "王科员", "match link") as session:
        session.add(MatterLink(unit_id=1, decision=MatchDecision.RULED_OUT, **pair))
        session.flush()
    with closing(open_reading(county)) as db:
        assert views.rows(db, VIEWS["matter_link"], columns=("left_key", "decision")) == [
            ("A01/PZ-1#1", "关联")
        ]


def test_what_was_written_about_one_unit_is_found_in_the_log_with_all_that_hangs_on_it(
    county: Path,
) -> None:
    with transaction(county, "王科员", "unit add") as session:
        _unit(session)
        session.add(_expenditure(1, 100))
        session.add(PublicTransaction(id=1, unit_id=1, number="JY-1", name="办公设备"))
    with transaction(county, "王科员", "sign add") as session:
        session.add(SignOff(expenditure_id=1, round=1, position=1))
    with closing(open_reading(county)) as db:
        commands = [entry.command for entry in ledger.log(db, unit="A01")]
    assert sorted(commands) == ["sign add", "unit add"]


def test_the_three_sign_one_after_the_other() -> None:
    """R-CC-03"""
    assert [role.value for role in THREE_SIGN_OFFS] == ["分管领导", "纪委书记（纪检组长）", "一把手"]
    assert UndertakingKind.INCIDENT not in FINANCE_UNDERTAKINGS
    assert all("协议" not in method.value for method in OPEN_METHODS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 4,000 payments of twenty units."""
    from powerctl.store.create import create

    path = tmp_path_factory.mktemp("money") / "county.db"
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO unit(id, code, name) VALUES (?, ?, ?)",
            [(i, f"U{i:02}", f"单位{i}") for i in range(1, 21)],
        )
        db.executemany(
            "INSERT INTO expenditure(unit_id, identity, ordinal, payee_key, paid_on, amount_fen) "
            "VALUES (?, ?, 1, ?, ?, ?)",
            [
                (i % 20 + 1, f"k{i}", f"商户{i % 97}", f"2026-{i % 12 + 1:02}-{i % 28 + 1:02}", i * 100)
                for i in range(4000)
            ],
        )
        db.execute("COMMIT")
        db.execute("ANALYZE")
    return path


def test_the_first_payments_of_a_list_are_found_without_sorting_all_of_them(many: Path) -> None:
    asked: list[str] = []
    with closing(sqlite3.connect(many)) as db:
        db.set_trace_callback(asked.append)
        views.rows(db, VIEWS["expenditure"], where=[Condition("unit_code", "=", "U03")], limit=20)
        views.rows(db, VIEWS["expenditure"], limit=20)
        db.set_trace_callback(None)
        plans = [row[3] for sql in asked for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plans
    assert not [step for step in plans if "TEMP B-TREE" in step]


def test_payments_of_one_payee_in_a_window_are_found_by_an_index(many: Path) -> None:
    with closing(sqlite3.connect(many)) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT x.id FROM expenditure x JOIN expenditure y ON y.unit_id = x.unit_id "
            "AND y.payee_key = x.payee_key AND y.paid_on BETWEEN x.paid_on AND date(x.paid_on, '+30 days')"
        ).fetchall()
    assert any("expenditure_by_payee" in row[3] and "paid_on>" in row[3] for row in plan)
