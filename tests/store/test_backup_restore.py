"""Restore: a backup takes the file's place, and nothing is lost by it."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from powerctl.errors import Busy, IntegrityFailure, Refused
from powerctl.model import Unit
from powerctl.store.anchor import record_anchor
from powerctl.store.backup import backup
from powerctl.store.backup_list import kept_backups
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.restore import restore
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify

NOW = datetime(2026, 3, 2, 8, 30)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def county(tmp_path):
    path = tmp_path / "county.db"
    create(path)
    add_unit(path, "U1")
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "b"


@pytest.fixture
def saved(county, folder):
    """The backup of a county that then went on by one unit."""
    line = backup(county, folder, now=NOW, actor="测试员")
    add_unit(county, "U2")
    return folder / line.file


def add_unit(path, code):
    with transaction(path, "测试员", "unit add") as session:
        session.add(Unit(code=code, name=f"单位{code}"))


def page_of(path, table):
    """The page that a table begins on: one that holds rows, since an empty index is simply made anew."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]


def put_back(path, chosen, folder, **more):
    return restore(path, chosen, now=LATER, actor="测试员", backup_folder=folder, **more)


def codes(path):
    with closing(open_reading(path)) as db:
        return [code for (code,) in db.execute("SELECT code FROM unit ORDER BY id")]


def head(path):
    with closing(open_reading(path)) as db:
        return head_code(db)


def test_a_restored_file_holds_what_the_backup_held_and_verifies(county, saved, folder):
    said = put_back(county, saved, folder)
    assert codes(county) == ["U1"]
    assert verify(county) == []
    assert str(saved) in said
    assert head(saved) in said
    assert stat.S_IMODE(county.stat().st_mode) == 0o600
    assert list(county.parent.glob(".*.part")) == []


def test_the_rollback_is_an_entry_that_names_what_it_replaced(county, saved, folder):
    replaced = head(county)
    put_back(county, saved, folder)
    with closing(open_reading(county)) as db:
        actor, command = db.execute(
            "SELECT actor, command FROM ledger_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        code, note = db.execute("SELECT code, note FROM anchor").fetchone()
    assert (actor, command, code) == ("测试员", "restore", head(saved))
    assert replaced in note
    assert saved.name in note


def test_what_was_there_is_backed_up_first_and_can_be_put_back(county, saved, folder):
    put_back(county, saved, folder)
    newest = kept_backups(folder)[-1]
    assert newest.reason == "恢复前"
    restore(
        county,
        folder / newest.file,
        now=LATER + timedelta(hours=1),
        actor="测试员",
        backup_folder=folder,
        accept_older=True,
    )
    assert codes(county) == ["U1", "U2"]


def test_the_county_goes_on_after_a_restore(county, saved, folder):
    put_back(county, saved, folder)
    add_unit(county, "U3")
    assert codes(county) == ["U1", "U3"]
    assert verify(county) == []


def test_a_backup_older_than_an_anchor_in_the_file_is_refused_unless_told_to(county, saved, folder):
    code = record_anchor(county, "测试员", "县纪委")
    before = county.read_bytes()
    with pytest.raises(Refused, match=code) as refusal:
        put_back(county, saved, folder)
    assert "--accept-older" in refusal.value.hint
    assert county.read_bytes() == before
    assert len(kept_backups(folder)) == 1
    put_back(county, saved, folder, accept_older=True)
    assert codes(county) == ["U1"]
    with closing(open_reading(county)) as db:
        assert code in db.execute("SELECT note FROM anchor").fetchone()[0]


def test_an_anchor_that_somebody_else_kept_counts_too(county, saved, folder):
    with pytest.raises(Refused, match="更早"):
        put_back(county, saved, folder, anchors=[head(county)])
    put_back(county, saved, folder, anchors=[head(saved)])
    assert codes(county) == ["U1"]


def test_a_backup_of_an_empty_county_can_be_restored(tmp_path, folder):
    path = tmp_path / "new.db"
    create(path)
    line = backup(path, folder, now=NOW, actor="测试员")
    put_back(path, folder / line.file, folder)
    assert verify(path) == []


def test_a_missing_file_is_restored(county, saved, folder):
    county.unlink()
    put_back(county, saved, folder)
    assert codes(county) == ["U1"]
    assert verify(county) == []


@pytest.mark.parametrize("damage", ["header", "page", "edited"])
def test_a_damaged_file_is_replaced_and_kept_as_it_stands(county, saved, folder, damage):
    if damage == "edited":
        with closing(sqlite3.connect(county)) as db, db:
            db.execute("UPDATE unit SET name = '别的单位' WHERE code = 'U1'")
    else:
        at = 0 if damage == "header" else (page_of(county, "unit") - 1) * 16384
        with county.open("r+b") as file:
            file.seek(at)
            file.write(os.urandom(300))
    broken = county.read_bytes()
    said = put_back(county, saved, folder)
    assert codes(county) == ["U1"]
    assert verify(county) == []
    (kept,) = folder.glob("*原样*")
    assert kept.name in said
    assert kept.read_bytes() == broken
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(kept_backups(folder)) == 1


def test_a_journal_of_the_old_file_is_not_rolled_back_into_the_new_one(county, saved, folder):
    journal = county.with_name("county.db-journal")
    with closing(sqlite3.connect(county, isolation_level=None)) as db:
        db.execute("PRAGMA cache_spill=1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE unit SET name = name || 'x'")
        hot = journal.read_bytes() or b"x" * 512
        db.execute("ROLLBACK")
    with county.open("r+b") as file:
        file.write(b"\0" * 100)
    journal.write_bytes(hot)
    put_back(county, saved, folder)
    assert not journal.exists() or journal.stat().st_size == 0
    assert verify(county) == []
    assert next(folder.glob("*原样*-journal")).read_bytes() == hot


def test_a_backup_that_does_not_verify_is_refused_and_nothing_changes(county, saved, folder):
    before = county.read_bytes()
    with closing(sqlite3.connect(saved)) as db, db:
        db.execute("UPDATE unit SET name = '别的单位'")
    with pytest.raises(IntegrityFailure):
        put_back(county, saved, folder)
    assert county.read_bytes() == before


def test_a_backup_other_than_the_one_listed_is_refused(county, saved, folder):
    replacement = folder / "other.db"
    create(replacement)
    replacement.replace(saved)
    with pytest.raises(IntegrityFailure, match="校验值不符"):
        put_back(county, saved, folder)


def test_the_file_itself_and_a_missing_backup_are_refused(county, folder):
    with pytest.raises(Refused, match="不是备份"):
        put_back(county, county, folder)
    with pytest.raises(Refused, match="找不到备份"):
        put_back(county, folder / "none.db", folder)


def test_a_file_that_is_being_written_is_busy(county, saved, folder):
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sqlite3,sys; db=sqlite3.connect(sys.argv[1],isolation_level=None); "
            "db.execute('BEGIN IMMEDIATE'); print('held',flush=True); sys.stdin.read()",
            str(county),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        writer.stdout.readline()
        with pytest.raises(Busy):
            put_back(county, saved, folder, timeout=0.1)
    finally:
        writer.communicate()
    assert codes(county) == ["U1", "U2"]


def test_a_file_stays_locked_while_it_is_looked_at_and_backed_up_beside_the_lock(county, folder):
    """Closing a second handle on the file would drop the lock that SQLite holds for the whole process."""
    probe = (
        "import sqlite3,sys\ntry: sqlite3.connect(sys.argv[1],timeout=0,isolation_level=None).execute("
        "'BEGIN IMMEDIATE')\nexcept sqlite3.OperationalError as e: print(e)"
    )
    with transaction(county, "测试员", "unit add") as session:
        session.add(Unit(code="U9", name="未提交"))
        session.flush()
        backup(county, folder, now=NOW, actor="测试员")
        out = subprocess.run(
            [sys.executable, "-c", probe, str(county)], capture_output=True, text=True, check=True
        )
    assert out.stdout.strip() == "database is locked"


def test_killed_at_any_moment_the_file_is_the_old_one_or_the_restored_one(county, saved, folder, tmp_path):
    old = county.read_bytes()
    started = time.perf_counter()
    put_back(county, saved, folder)
    whole = time.perf_counter() - started
    for round in range(10):
        county.write_bytes(old)
        child = os.fork()
        if child == 0:
            try:
                put_back(county, saved, tmp_path / f"b{round}")
            finally:
                os._exit(0)
        time.sleep(whole * 1.3 * round / 10)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert codes(county) in (["U1", "U2"], ["U1"])
        assert verify(county) == []


def test_a_backup_on_a_read_only_stick_can_be_restored(county, saved, folder, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = stick / "copy.db"
    copy.write_bytes(saved.read_bytes())
    copy.chmod(0o400)
    stick.chmod(0o500)
    try:
        put_back(county, copy, folder)
    finally:
        stick.chmod(0o700)
    assert codes(county) == ["U1"]


def test_a_session_opened_after_a_restore_sees_the_restored_rows(county, saved, folder):
    put_back(county, saved, folder)
    with transaction(county, "测试员", "unit edit") as session:
        assert [unit.code for unit in session.exec(select(Unit))] == ["U1"]
    assert isinstance(county, Path)
