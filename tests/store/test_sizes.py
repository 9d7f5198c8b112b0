"""The planner is told how large the tables are; nobody who watches the file takes that for a change."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from powerctl.model import Unit
from powerctl.store.bulk import insert_rows, note_sizes
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify


def _sizes(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        known = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'").fetchone()[0]
        return db.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] if known else 0


def _load(path: Path) -> None:
    with transaction(path, "测试", "import") as session:
        rows = [(f"B{n}", f"第{n}局") for n in range(300)]
        insert_rows(session, Unit.__table__, ("code", "name"), rows)  # type: ignore[attr-defined]
        note_sizes(session)


def test_noting_sizes_is_no_change_of_schema_or_ledger(tmp_path: Path):
    path = tmp_path / "county.db"
    create(path)
    _load(path)
    assert _sizes(path)
    assert verify(path) == []
    open_reading(path).close()


def test_sizes_noted_in_a_command_that_fails_are_gone_with_it(tmp_path: Path):
    path = tmp_path / "county.db"
    create(path)
    with pytest.raises(RuntimeError), transaction(path, "测试", "import") as session:
        insert_rows(session, Unit.__table__, ("code", "name"), [("B1", "第1局")])  # type: ignore[attr-defined]
        note_sizes(session)
        raise RuntimeError
    assert not _sizes(path)


def test_the_ledger_is_not_counted_row_by_row_for_the_planner(tmp_path: Path):
    path = tmp_path / "county.db"
    create(path)
    _load(path)
    with closing(sqlite3.connect(path)) as db:
        known = {table for (table,) in db.execute("SELECT tbl FROM sqlite_stat1")}
    assert "unit" in known
    assert "ledger_change" not in known
