"""Backups: whole and checked, or not there."""

import os
import signal
import sqlite3
import stat
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import IntegrityFailure, Refused
from powerctl.model import Unit
from powerctl.store.backup import backup, leftovers, sha256, sweep
from powerctl.store.backup_list import LIST, BackupLine, append_line, kept_backups, prune, read_list, to_keep
from powerctl.store.connection import connect, open_reading
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify

NOW = datetime(2026, 3, 2, 8, 30)


@pytest.fixture
def county(tmp_path):
    path = tmp_path / "county.db"
    create(path)
    add_unit(path, "QL", "青岭县")
    return path


def add_unit(path, code, name):
    with transaction(path, "测试员", "unit add") as session:
        session.add(Unit(code=code, name=name))


def head(path):
    with closing(open_reading(path)) as db:
        return head_code(db)


def test_a_backup_is_a_whole_copy_that_verifies(county, tmp_path):
    line = backup(county, tmp_path / "备份", now=NOW, actor="测试员")
    copy = tmp_path / "备份" / line.file
    assert verify(copy) == []
    assert (line.head_code, line.sha256, line.size) == (head(county), sha256(copy), copy.stat().st_size)
    with closing(open_reading(copy)) as db:
        assert db.execute("SELECT name FROM unit").fetchall() == [("青岭县",)]
        assert db.execute("PRAGMA page_size").fetchone() == (16384,)
    assert read_list(tmp_path / "备份") == [line]


def test_a_backup_and_its_folder_are_the_owners_alone_under_any_umask(county, tmp_path):
    before = os.umask(0)
    try:
        line = backup(county, tmp_path / "备份", now=NOW, actor="测试员")
    finally:
        os.umask(before)
    folder = tmp_path / "备份"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in (line.file, LIST)} == {0o600}


def test_two_backups_in_one_second_do_not_replace_each_other(county, tmp_path):
    first = backup(county, tmp_path / "b", now=NOW, actor="测试员")
    add_unit(county, "QL-2", "民政局")
    second = backup(county, tmp_path / "b", now=NOW, actor="测试员")
    assert first.file != second.file
    assert [line.head_code for line in kept_backups(tmp_path / "b")] == [first.head_code, second.head_code]


def test_a_file_that_was_tampered_with_gets_no_backup(county, tmp_path):
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("DROP TRIGGER ledger_unit_update")
        db.execute("UPDATE unit SET name = '别的县'")
    with pytest.raises(IntegrityFailure, match="没有通过核验"):
        backup(county, tmp_path / "b", now=NOW, actor="测试员")
    assert kept_backups(tmp_path / "b") == []
    assert list((tmp_path / "b").iterdir()) == []


def test_a_damaged_file_is_named_itself_and_gets_no_backup(county, tmp_path):
    with closing(sqlite3.connect(county)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'unit'").fetchone()[0]
    with county.open("r+b") as file:
        file.seek(16384 * (page - 1))
        file.write(os.urandom(16384))
    with pytest.raises(IntegrityFailure, match="已损坏") as raised:
        backup(county, tmp_path / "b", now=NOW, actor="测试员")
    assert str(county) in str(raised.value)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_disk_without_room_is_refused_before_anything_is_written(county, tmp_path):
    os.truncate(county, 1 << 43)  # sparse: it weighs eight terabytes and takes no room
    with pytest.raises(Refused, match="MB"):
        backup(county, tmp_path / "b", now=NOW, actor="测试员")
    assert list((tmp_path / "b").iterdir()) == []


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(county, tmp_path):
    with transaction(county, "测试员", "unit add") as session:
        session.add_all(Unit(code=f"U{i}", name=f"单位{i}", note="备注" * 400) for i in range(300))
    child = os.fork()
    if child == 0:
        import resource

        status = 70
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
            backup(county, tmp_path / "b", now=NOW, actor="测试员")
        except Refused:
            status = 3
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    assert list((tmp_path / "b").iterdir()) == []
    assert verify(county) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(county, tmp_path):
    (tmp_path / "b").mkdir(mode=0o500)
    with pytest.raises(Refused, match="写不进"):
        backup(county, tmp_path / "b", now=NOW, actor="测试员")


def test_a_folder_whose_place_a_file_holds_is_refused(county, tmp_path):
    (tmp_path / "b").write_text("")
    with pytest.raises(Refused, match="不能建立文件夹"):
        backup(county, tmp_path / "b", now=NOW, actor="测试员")


def test_abandoned_parts_are_swept_and_a_backup_at_work_is_left_alone(county, tmp_path):
    folder = tmp_path / "b"
    folder.mkdir()
    old, fresh, own = (folder / f".county.{name}.part" for name in ("old", "fresh", "own"))
    for part in (old, fresh, own):
        part.write_bytes(b"")
    old.with_name(old.name + "-journal").write_bytes(b"")
    an_hour_ago = time.time() - 3600
    os.utime(old, (an_hour_ago, an_hour_ago))
    assert sweep(folder, own) == [old]
    assert leftovers(folder) == [fresh, own]
    assert not old.with_name(old.name + "-journal").exists()
    backup(county, folder, now=NOW, actor="测试员")
    assert fresh.exists()


def test_a_backup_killed_at_any_moment_leaves_a_good_file_or_none(county, tmp_path):
    folder = tmp_path / "b"
    started = time.perf_counter()
    backup(county, folder, now=NOW, actor="测试员")
    whole = time.perf_counter() - started
    for round in range(15):
        child = os.fork()
        if child == 0:
            try:
                backup(county, folder, now=NOW + timedelta(minutes=round + 1), actor="测试员")
            finally:
                os._exit(0)
        time.sleep(whole * 1.2 * round / 15)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    files = {path.name for path in folder.glob("county-*.db")}
    assert {line.file for line in kept_backups(folder)} == files
    for name in files:
        assert verify(folder / name) == []
    assert verify(county) == []


def test_a_torn_or_foreign_line_of_the_list_costs_only_itself(tmp_path):
    lines = [_line(NOW + timedelta(days=i)) for i in range(3)]
    append_line(tmp_path, lines[0])
    with (tmp_path / LIST).open("a") as file:
        file.write('{"file": "../../etc/passwd", "of": "county.db"}\n[]\n{"file": "torn')
    append_line(tmp_path, lines[1])
    append_line(tmp_path, replace(lines[2], file="../out.db"))
    assert read_list(tmp_path) == lines[:2]


def _line(moment, of="county.db"):
    name = f"{of}-{moment:%Y%m%d%H%M%S}.db"
    return BackupLine(name, of, moment, "测试员", "备份", 1, "ab", "H", 1)


def _put(folder, line):
    (folder / line.file).write_bytes(b"x")
    append_line(folder, line)
    return line


def test_five_hundred_daily_backups_come_down_to_the_schedule():
    today = datetime(2024, 6, 29, 22)
    kept = to_keep(today - timedelta(days=i) for i in range(500))
    # Seven days, of which one ends a week and a month; three more weeks, eleven more months.
    assert len(kept) == 20
    assert sorted(kept, reverse=True)[:7] == [today - timedelta(days=i) for i in range(7)]
    assert min(kept).date() == date(2023, 7, 31)


@given(
    st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), max_size=60),
    st.integers(1, 4),
    st.integers(0, 8),
)
@settings(deadline=None, max_examples=80)
def test_what_is_kept_holds_the_newest_and_the_newest_of_each_period(moments, last, daily):
    kept = to_keep(moments, last=last, daily=daily)
    newest_first = sorted(set(moments), reverse=True)
    assert set(newest_first[:last]) <= kept <= set(moments)
    days = sorted({moment.date() for moment in moments}, reverse=True)[:daily]
    for day in days:
        assert max(moment for moment in moments if moment.date() == day) in kept
    assert len(kept) <= last + daily + 4 + 12
    # Thinning twice is thinning once.
    assert to_keep(kept, last=last, daily=daily) == kept


def test_pruning_removes_files_keeps_their_lines_and_spares_other_counties(tmp_path):
    lines = [_put(tmp_path, _line(NOW - timedelta(days=i))) for i in range(40)]
    other = _put(tmp_path, _line(NOW - timedelta(days=400), of="other.db"))
    gone = prune(tmp_path, newest=lines[0], now=NOW)
    kept = kept_backups(tmp_path, "county.db")
    assert len(gone) + len(kept) == 40
    assert {line.made_at for line in kept} == to_keep(line.made_at for line in lines)
    assert (tmp_path / other.file).exists()
    assert all(line.removed_at == NOW for line in gone)
    assert len(read_list(tmp_path, "county.db")) == 40


def test_nothing_is_pruned_unless_the_newer_backup_is_there(tmp_path):
    for i in range(40):
        _put(tmp_path, _line(NOW - timedelta(days=i)))
    assert prune(tmp_path, newest=_line(NOW + timedelta(days=1)), now=NOW) == []
    assert len(kept_backups(tmp_path)) == 40


def test_the_list_holds_a_day_of_each_backup(county, tmp_path):
    backup(county, tmp_path / "b", now=NOW, actor="测试员", reason="升级前")
    line = read_list(tmp_path / "b", "county.db")[0]
    assert (line.made_at.date(), line.actor, line.reason, line.revision) == (
        date(2026, 3, 2),
        "测试员",
        "升级前",
        1,
    )


def test_a_backup_is_made_while_another_command_reads(county, tmp_path):
    with closing(connect(county, writing=False)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM unit").fetchone()
        assert Path(tmp_path / "b" / backup(county, tmp_path / "b", now=NOW, actor="测试员").file).exists()
