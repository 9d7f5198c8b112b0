"""One command, one transaction, one entry; or nothing at all."""

import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError, InvalidRequestError
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.model import Edition, Power, Unit
from powerctl.store.connection import open_reading
from powerctl.store.transaction import empty, reading, transaction
from powerctl.store.verify import verify
from tests.store.conftest import other_program


def _entries(path: Path) -> list[tuple[object, ...]]:
    with closing(open_reading(path)) as db:
        return db.execute("SELECT seq, actor, command, kind FROM ledger_entry ORDER BY seq").fetchall()


def _units(path: Path) -> int:
    with closing(open_reading(path)) as db:
        count: int = db.execute("SELECT count(*) FROM unit").fetchone()[0]
        return count


def test_a_command_makes_one_entry_however_many_rows_it_changes(county: Path) -> None:
    with transaction(county, "王科员", "unit add") as session:
        session.add_all(Unit(code=f"A{number}", name=f"单位{number}") for number in range(5))
    assert _entries(county) == [(1, "王科员", "unit add", "command")]
    assert verify(county) == []


def test_a_command_that_changes_nothing_makes_no_entry(recorded: Path) -> None:
    before = _entries(recorded)
    with transaction(recorded, "王科员", "unit list") as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 1
    assert _entries(recorded) == before


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, SystemExit])
def test_whatever_is_raised_inside_undoes_all_of_it(error: type[BaseException], recorded: Path) -> None:
    before = _entries(recorded)
    with pytest.raises(error), transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="B01", name="乙局"))
        session.flush()
        raise error
    assert _units(recorded) == 1
    assert _entries(recorded) == before
    assert verify(recorded) == []


def test_a_broken_constraint_at_the_end_undoes_all_of_it(recorded: Path) -> None:
    with pytest.raises(IntegrityError), transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="B01", name="乙局"))
        session.add(Unit(code="A01", name="重码局"))
    assert _units(recorded) == 1


def test_core_statements_and_bulk_updates_are_written_down_too(recorded: Path) -> None:
    with transaction(recorded, "王科员", "power edit") as session:
        session.execute(update(Power).values(remit="乡级"))
        session.execute(insert(Unit), [{"code": "C1", "name": "丙局"}, {"code": "C2", "name": "丁局"}])
    assert verify(recorded) == []
    with closing(open_reading(recorded)) as db:
        first, last = db.execute(
            "SELECT first_change, last_change FROM ledger_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        assert last - first + 1 == 12 + 2


def test_a_part_can_be_given_up_without_the_whole(recorded: Path) -> None:
    with transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="B01", name="乙局"))
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Unit(code="B01", name="又一个乙局"))
            session.flush()
        session.add(Unit(code="B02", name="丙局"))
    assert _units(recorded) == 3
    assert verify(recorded) == []


@pytest.mark.parametrize(
    "commit",
    [
        lambda session: session.commit(),
        lambda session: session.connection().commit(),
        lambda session: session.get_transaction().commit(),
    ],
)
def test_nobody_commits_inside_the_block(commit: Callable[[Session], None], recorded: Path) -> None:
    with (
        pytest.raises((RuntimeError, InvalidRequestError)),
        transaction(recorded, "王科员", "unit add") as session,
    ):
        session.add(Unit(code="B01", name="乙局"))
        session.flush()
        commit(session)
    assert _units(recorded) == 1
    assert verify(recorded) == []


def test_a_session_that_was_rolled_back_cannot_write_again(recorded: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="rolled back"),
        transaction(recorded, "王科员", "unit add") as session,
    ):
        session.rollback()
        session.add(Unit(code="B01", name="乙局"))
        session.flush()
    assert _units(recorded) == 1


def test_a_transaction_ended_by_hand_is_noticed(recorded: Path) -> None:
    with pytest.raises(RuntimeError, match="ended"), transaction(recorded, "王科员", "unit add") as session:
        session.connection().exec_driver_sql("ROLLBACK")
    assert verify(recorded) == []


def test_actor_and_command_are_needed(recorded: Path) -> None:
    with pytest.raises(ValueError, match="actor"), transaction(recorded, " ", "unit add"):
        pass


def test_the_objects_of_a_finished_command_can_still_be_read(county: Path) -> None:
    with transaction(county, "王科员", "unit add") as session:
        unit = Unit(code="A01", name="甲局")
        session.add(unit)
    assert (unit.id, unit.name) == (1, "甲局")


def test_a_reading_session_makes_temp_tables_and_joins_them(recorded: Path) -> None:
    limits = Table(
        "limit_on", MetaData(), Column("name", String), Column("value", Integer), prefixes=["TEMPORARY"]
    )
    with reading(recorded) as session:
        limits.create(session.connection())
        session.execute(text("CREATE INDEX temp.limit_by_name ON limit_on(name)"))
        session.execute(insert(limits), [{"name": "a", "value": 3}, {"name": "b", "value": 4}])
        assert session.scalar(select(func.count()).select_from(Power).join(limits, limits.c.value == 3)) == 12
        assert session.connection().exec_driver_sql("PRAGMA main.table_info('unit')").all()
        session.execute(limits.delete())
        limits.drop(session.connection())


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO unit(code, name) VALUES ('B', '乙')",
        "UPDATE power SET remit = '市级'",
        "DELETE FROM legal_basis",
        "CREATE TABLE extra(id INTEGER)",
        "DROP TABLE legal_basis",
        "DROP VIEW 权力事项一览",
        "CREATE TEMP TRIGGER t AFTER INSERT ON main.unit BEGIN SELECT 1; END",
        "ATTACH ':memory:' AS other",
        "PRAGMA user_version=9",
        "PRAGMA writable_schema=ON",
        "PRAGMA journal_mode=WAL",
        "REINDEX",
        "ANALYZE",
        "VACUUM",
    ],
)
def test_a_reading_session_writes_nothing_to_the_file(statement: str, recorded: Path) -> None:
    before = recorded.read_bytes()
    with pytest.raises((DatabaseError, sqlite3.DatabaseError)), reading(recorded) as session:
        session.connection().exec_driver_sql(statement)
        session.connection().exec_driver_sql("INSERT INTO unit(code, name) VALUES ('B', '乙')")
    assert recorded.read_bytes() == before


def test_a_reading_session_cannot_flush_or_commit(recorded: Path) -> None:
    with pytest.raises(DatabaseError, match="authorized"), reading(recorded) as session:
        session.add(Unit(code="B01", name="乙局"))
        session.flush()
    with pytest.raises(RuntimeError), reading(recorded) as session:
        session.commit()


def test_a_reading_session_sees_one_state_throughout(recorded: Path) -> None:
    with reading(recorded) as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 1
        with closing(other_program(recorded)) as db:
            db.execute("PRAGMA busy_timeout=50")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                db.execute("INSERT INTO unit(code, name) VALUES ('B', '乙')")
        assert session.scalar(select(func.count()).select_from(Unit)) == 1


def test_the_empty_session_has_every_table_and_no_row() -> None:
    with empty() as session:
        assert session.scalar(select(func.count()).select_from(Power)) == 0
        session.execute(text("CREATE TEMP TABLE t(a)"))
        with pytest.raises(DatabaseError):
            session.execute(text("DELETE FROM unit"))


def test_an_altered_file_is_not_written_to(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("DROP TRIGGER ledger_unit_insert")
    before = recorded.read_bytes()
    with pytest.raises(Exception, match="触发器"), transaction(recorded, "王科员", "unit add") as session:
        session.add(Unit(code="B01", name="乙局"))
    assert recorded.read_bytes() == before


def test_two_commands_at_once_wait_for_each_other(recorded: Path) -> None:
    """R6: every command gets its own number and none is lost."""

    def work(name: str) -> None:
        for number in range(8):
            with transaction(recorded, name, "unit add") as session:
                highest = session.scalar(select(func.max(Unit.id))) or 0
                session.add(Unit(code=f"N{highest + 1}", name=f"{name}{number}"))

    workers = [threading.Thread(target=work, args=(name,)) for name in ("甲", "乙", "丙")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert _units(recorded) == 1 + 24
    assert verify(recorded) == []


def test_a_full_disk_is_told_and_nothing_is_written(recorded: Path) -> None:
    """R7"""
    before = _entries(recorded)

    def fill(session: Session) -> None:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        session.add_all(
            Power(unit_id=1, edition_id=1, identity=f"大/{n}", ordinal=1, name="大", note="长" * 20000)
            for n in range(20)
        )
        session.flush()

    with pytest.raises(Refused, match="磁盘已满"), transaction(recorded, "王科员", "import") as session:
        fill(session)
    assert _entries(recorded) == before
    assert verify(recorded) == []


_KILLED = """
    import os, signal, sys
    from pathlib import Path
    from powerctl.model import Power
    from powerctl.store import seal
    from powerctl.store.transaction import transaction
    with transaction(Path(sys.argv[1]), "王科员", "import") as session:
        session.add_all(
            Power(unit_id=1, edition_id=1, identity=f"大/{n}", ordinal=1, name="大", note="长" * 20000)
            for n in range(300)
        )
        session.flush()
        if sys.argv[2] == "sealed":
            seal.seal(session.connection().connection.driver_connection, actor="王", command="x", kind="command")
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["flushed", "sealed"])
def test_a_killed_command_leaves_the_file_as_it_was(moment: str, recorded: Path) -> None:
    """R4"""
    before = _entries(recorded)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_KILLED), str(recorded), moment], check=False
    )
    assert done.returncode < 0
    assert _entries(recorded) == before
    with closing(open_reading(recorded)) as db:
        assert db.execute("SELECT count(*) FROM power WHERE name = '大'").fetchone() == (0,)
    assert verify(recorded) == []
    with transaction(recorded, "王科员", "edition add") as session:
        session.add(Edition(unit_id=1, name="2026年版"))
    assert verify(recorded) == []
