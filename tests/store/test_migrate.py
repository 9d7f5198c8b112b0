"""The guarded runner: an older file becomes a current one, or stays what it was."""

import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from powerctl.errors import Busy, IntegrityFailure
from powerctl.model import CheckRun, Edition, LegalBasis, Power, Unit
from powerctl.store import revisions, steps, triggers, views
from powerctl.store.backup_list import kept_backups
from powerctl.store.connection import (
    APPLICATION_ID,
    PAGE_SIZE,
    connect,
    open_reading,
    revision_of,
    schema_digest,
    set_pragmas,
)
from powerctl.store.create import create
from powerctl.store.migrate import Plan, carry_out, shipped, upgrade
from powerctl.store.revisions import LATEST, STEPS, Step, digests
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify, verify_open

NOW = datetime(2026, 3, 2, 8, 30)
POWERS = 400


def reshape(operations):
    """A later step as one would be written: a table with children rebuilt, a value put right, a new table."""
    with steps.rebuilding(operations, "power") as batch:
        batch.add_column(sa.Column("secrecy", sa.Text(), nullable=False, server_default="公开"))
    operations.execute("UPDATE unit SET note = '经升级整理' WHERE code = 'U1'")
    operations.create_table(
        "gazette",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sqlite_strict=True,
    )


def plan_with(change):
    """The shipped plan and one later step, with the digest that a file made anew by it would have."""
    later = (*STEPS, Step(LATEST + 1, change=change))
    db = sqlite3.connect(":memory:", isolation_level=None)
    _replay(db, later)
    digest = schema_digest(db)
    db.close()
    return Plan(later, {**digests(), LATEST + 1: digest})


def _replay(db, wanted):
    set_pragmas(db)
    db.execute("PRAGMA foreign_keys=OFF")
    db.execute("BEGIN IMMEDIATE")
    for step in wanted:
        steps.apply(db, step)
    triggers.install(db)
    views.create_views(db)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={wanted[-1].number}")
    db.execute("COMMIT")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A county file of the shipped revision with powers and their bases."""
    path = tmp_path_factory.mktemp("filled") / "county.db"
    create(path)
    with transaction(path, "测试员", "import powers") as session:
        session.add(Unit(id=1, code="U1", name="民政局"))
        session.add(CheckRun(id=1, ran_at=NOW, as_of=NOW.date()))
        session.flush()
        session.add(Edition(id=1, unit_id=1, name="2025年版"))
        session.flush()
        common = {"unit_id": 1, "edition_id": 1, "ordinal": 1}
        session.add_all(
            Power(id=i, identity=f"k{i}", name=f"事项{i}", note="说明" * 50, **common)
            for i in range(1, POWERS + 1)
        )
        session.flush()
        session.add_all(LegalBasis(power_id=i, position=1, text=f"依据{i}") for i in range(1, POWERS + 1))
    return path


@pytest.fixture
def county(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "county.db")


def rows_of(path):
    with closing(sqlite3.connect(path)) as db:
        powers = db.execute(
            "SELECT id, unit_id, edition_id, name, note, ordinal FROM power ORDER BY id"
        ).fetchall()
        bases = db.execute("SELECT id, power_id, text FROM legal_basis ORDER BY id").fetchall()
        return powers, bases


def troubles(path, plan):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        set_pragmas(db)
        db.execute("BEGIN")
        return revision_of(db), verify_open(db, digest=plan.digests[revision_of(db)])


@pytest.mark.parametrize("number", [step.number for step in STEPS])
def test_a_file_of_every_revision_becomes_a_current_one(number, tmp_path):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size={PAGE_SIZE}")
        _replay(db, [step for step in STEPS if step.number <= number])
    said = upgrade(path, actor="测试员", backup_folder=tmp_path / "b", now=NOW)
    assert ("不需要升级" in said) is (number == LATEST)
    open_reading(path).close()
    assert verify(path) == []


def test_the_steps_lead_to_the_tables_that_the_model_describes(tmp_path):
    """Names, types, what may be empty, keys, links, uniques and indexes, all from the file itself."""
    path = tmp_path / "county.db"
    create(path)
    model = sqlite3.connect(":memory:")
    engine = sa.create_engine("sqlite://", creator=lambda: model, poolclass=sa.StaticPool)
    SQLModel.metadata.create_all(engine)
    with closing(connect(path, writing=False)) as db:
        for table in SQLModel.metadata.tables:
            assert _shape(db, table) == _shape(model, table), table
        own = {"ledger_change", "ledger_entry", "ledger_context", "anchor", "acknowledgement"}
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert {name for name in tables if not name.startswith("sqlite_")} == {
            *SQLModel.metadata.tables,
            *own,
        }
    engine.dispose()


def _shape(db, table):
    columns = db.execute(f"SELECT * FROM pragma_table_info('{table}')").fetchall()
    links = {row[2:] for row in db.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')")}
    indexes = {
        (unique, tuple(name for (name,) in db.execute(f"SELECT name FROM pragma_index_info('{index}')")))
        for index, unique in db.execute(
            f"SELECT name, \"unique\" FROM pragma_index_list('{table}')"
        ).fetchall()
    }
    strict = db.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table,)).fetchone()
    checks = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0].count("CHECK")
    return columns, links, indexes, strict, checks


def test_a_table_with_children_is_rebuilt_and_no_row_is_lost(county, tmp_path):
    plan, before = plan_with(reshape), rows_of(county)
    said = upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan)
    assert f"从版本 {LATEST} 升级到版本 {LATEST + 1}" in said
    assert rows_of(county) == before
    assert troubles(county, plan) == (LATEST + 1, [])
    with closing(sqlite3.connect(county)) as db:
        assert db.execute("SELECT DISTINCT secrecy FROM power").fetchall() == [("公开",)]
        strict = (
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        )
        assert db.execute(f"{strict} AND name NOT LIKE 'sqlite_%'").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            db.execute("UPDATE power SET name = ''")


def test_the_upgrade_is_one_ledger_entry_over_the_rows_that_changed(county, tmp_path):
    upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan_with(reshape))
    with closing(sqlite3.connect(county)) as db:
        assert db.execute(
            "SELECT actor, command, kind FROM ledger_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone() == (
            "测试员",
            f"upgrade {LATEST} {LATEST + 1}",
            "upgrade",
        )
        tallies = db.execute(
            "SELECT tbl, count(*) FROM ledger_change WHERE kind = 'M' GROUP BY tbl ORDER BY tbl"
        )
        assert tallies.fetchall() == [("power", POWERS), ("unit", 1)]


def test_the_triggers_are_back_and_write_down_the_new_column(county, tmp_path):
    plan = plan_with(reshape)
    upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan)
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("UPDATE power SET secrecy = '内部' WHERE id = 1")
        last = db.execute("SELECT after FROM ledger_change ORDER BY seq DESC LIMIT 1").fetchone()[0]
        assert '"secrecy":"内部"' in last
    assert [trouble.code for trouble in troubles(county, plan)[1]] == ["UNSEALED"]


def test_the_backup_before_it_is_the_old_file_and_verifies(county, tmp_path):
    before = rows_of(county)
    upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan_with(reshape))
    (line,) = kept_backups(tmp_path / "b")
    assert line.revision == LATEST
    assert verify(tmp_path / "b" / line.file) == []
    assert rows_of(tmp_path / "b" / line.file) == before


def raises_midway(operations):
    reshape(operations)
    raise ZeroDivisionError


def loses_rows(operations):
    operations.execute("DELETE FROM legal_basis WHERE id = 3")


def loses_rows_outside_the_ledger(operations):
    operations.execute("DELETE FROM check_run")


def breaks_a_link(operations):
    operations.execute("UPDATE legal_basis SET power_id = 99999 WHERE id = 3")


def drops_strict(operations):
    with operations.batch_alter_table("measure", recreate="always") as batch:
        batch.add_column(sa.Column("cost_fen", sa.Integer()))


def commits(operations):
    operations.get_bind().exec_driver_sql("UPDATE unit SET name = '别的名字'")
    operations.get_bind().exec_driver_sql("COMMIT")


def touches_the_ledger(operations):
    operations.execute("UPDATE ledger_change SET after = '{}' WHERE seq = 1")


def breaks_a_view(operations):
    with steps.rebuilding(operations, "power") as batch:
        batch.drop_column("remedy")


@pytest.mark.filterwarnings("ignore:Unnamed CHECK constraint")
@pytest.mark.parametrize(
    "change, error",
    [
        (raises_midway, ZeroDivisionError),
        (loses_rows, RuntimeError),
        (loses_rows_outside_the_ledger, RuntimeError),
        (breaks_a_link, RuntimeError),
        (drops_strict, RuntimeError),
        (commits, sa.exc.DatabaseError),
        (touches_the_ledger, RuntimeError),
        (breaks_a_view, Exception),
    ],
)
def test_a_step_that_fails_or_does_harm_leaves_the_file_as_it_was(county, tmp_path, change, error):
    before = county.read_bytes()
    plan = Plan((*STEPS, Step(LATEST + 1, change=change)), digests())
    with pytest.raises(error) as raised:
        upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan)
    assert "没有改动" in "".join(raised.value.__notes__)
    assert county.read_bytes() == before
    assert verify(county) == []
    assert len(kept_backups(tmp_path / "b")) == 1


def test_a_schema_other_than_the_shipped_one_is_not_committed(county, tmp_path):
    plan = plan_with(reshape)
    wrong = Plan(plan.steps, {**plan.digests, LATEST + 1: "0" * 64})
    with pytest.raises(RuntimeError, match="SCHEMA"):
        upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=wrong)
    assert verify(county) == []


def test_a_file_that_does_not_verify_is_not_touched(county, tmp_path):
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("UPDATE unit SET name = '别的单位'")
    before = county.read_bytes()
    with pytest.raises(IntegrityFailure, match="不能升级"):
        upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW, plan=plan_with(reshape))
    assert county.read_bytes() == before
    assert kept_backups(tmp_path / "b") == []


def test_a_file_that_another_upgrade_just_finished_is_left_alone(county):
    plan = plan_with(reshape)
    carry_out(county, actor="甲", plan=plan)
    with closing(sqlite3.connect(county)) as db, db:
        db.execute(f"PRAGMA user_version={LATEST}")  # connect() of this program knows no later revision
    late = Plan(STEPS, shipped().digests)
    with pytest.raises(Busy, match="刚刚"):
        carry_out(county, actor="乙", plan=late)


def test_a_step_may_be_a_file_of_python_beside_the_others(county, tmp_path):
    (tmp_path / "0002_in_a_file.py").write_text(
        "def change(operations):\n    operations.execute(\"UPDATE unit SET note = 'x'\")\n"
    )
    revisions.__path__.append(str(tmp_path))
    try:
        later = (*STEPS, Step(LATEST + 1, "0002_in_a_file.py"))
        carry_out(county, actor="甲", plan=Plan(later, {LATEST + 1: digests()[LATEST]}))
    finally:
        revisions.__path__.remove(str(tmp_path))
    with closing(sqlite3.connect(county)) as db:
        assert db.execute("SELECT note FROM unit").fetchall() == [("x",)]


def test_a_current_file_needs_no_upgrade_and_gets_no_backup(county, tmp_path):
    assert "不需要升级" in upgrade(county, actor="测试员", backup_folder=tmp_path / "b", now=NOW)
    assert not (tmp_path / "b").exists()


def test_killed_at_any_moment_the_file_is_old_or_new_never_between(filled, tmp_path):
    """R16: with the backup made before it."""
    plan, wanted, dice = plan_with(reshape), rows_of(filled), random.Random(7)

    def child(name):
        path = shutil.copy(filled, tmp_path / f"{name}.db")
        number = os.fork()
        if number == 0:
            try:
                upgrade(path, actor="测试员", backup_folder=tmp_path / f"b{name}", now=NOW, plan=plan)
            finally:
                os._exit(0)
        return path, number

    started = time.perf_counter()
    os.waitpid(child("timed")[1], 0)
    whole = time.perf_counter() - started
    for round in range(20):
        path, number = child(round)
        time.sleep(dice.uniform(0, whole * 1.15))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        revision, found = troubles(path, plan)
        assert revision in (LATEST, LATEST + 1)
        assert found == []
        assert rows_of(path) == wanted
        for line in kept_backups(tmp_path / f"b{round}"):
            assert verify(tmp_path / f"b{round}" / line.file) == []
        assert revision == LATEST or len(kept_backups(tmp_path / f"b{round}")) == 1
