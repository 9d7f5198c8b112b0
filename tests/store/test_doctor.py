"""Doctor: what is not as it should be around a county file."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from powerctl.model import Unit
from powerctl.store import doctor
from powerctl.store.anchor import record_anchor
from powerctl.store.backup import backup
from powerctl.store.backup_list import kept_backups
from powerctl.store.create import create
from powerctl.store.doctor import close_to_others, examine
from powerctl.store.ledger import acknowledge
from powerctl.store.transaction import transaction
from powerctl.store.verify import verify
from powerctl.terms import Severity

NOW = datetime.now().replace(microsecond=0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "备份"


@pytest.fixture
def county(tmp_path, folder):
    """A county that is kept as it should be: closed to others, backed up, its head code with somebody."""
    place = tmp_path / "数据"
    place.mkdir(mode=0o700)
    path = place / "county.db"
    create(path)
    add_unit(path, "U1")
    record_anchor(path, "测试员", "县纪委")
    backup(path, folder, now=NOW, actor="测试员")
    return path


def add_unit(path, code):
    with transaction(path, "测试员", "unit add") as session:
        session.add(Unit(code=code, name=f"单位{code}"))


def complaints(path, folder, now=NOW):
    """All but the remark that backups lie on the same disk, which is so in every test."""
    found = examine(path, now=now, program_version="0.1", backup_folder=folder)
    return [complaint for complaint in found if "同一块磁盘" not in complaint.sentence]


def only(path, folder, now=NOW):
    (complaint,) = complaints(path, folder, now)
    return complaint


def test_a_file_that_is_kept_well_gives_no_complaint(county, folder):
    assert complaints(county, folder) == []


def test_looking_changes_nothing(county, folder):
    before = county.read_bytes()
    complaints(county, folder)
    assert county.read_bytes() == before


def test_backups_on_the_same_disk_are_remarked(county, folder):
    (remark,) = examine(county, now=NOW, program_version="0.1", backup_folder=folder)
    assert (remark.level, "移动硬盘" in remark.hint) == (Severity.INFO, True)


@pytest.mark.parametrize("name", ["county.db", "."])
def test_a_file_or_folder_open_to_others_is_named_and_can_be_closed(county, folder, name):
    opened = county.parent / name
    opened.chmod(0o755)
    complaint = only(county, folder)
    assert "其他用户" in complaint.sentence
    assert "--fix" in complaint.hint
    assert len(close_to_others(county, folder)) == 1
    assert stat.S_IMODE(opened.stat().st_mode) == 0o700
    assert complaints(county, folder) == []


def test_backups_open_to_others_are_closed_too(county, folder):
    copy = folder / kept_backups(folder)[0].file
    copy.chmod(0o644)
    close_to_others(county, folder)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_older_than_35_days_is_too_old(county, folder):
    later = NOW + timedelta(days=36)
    found = [complaint.sentence for complaint in complaints(county, folder, later)]
    assert any("备份" in sentence and "已过 36 天" in sentence for sentence in found)
    assert any("首码" in sentence for sentence in found)
    assert complaints(county, folder, NOW + timedelta(days=34)) == []


def test_a_county_without_a_backup_is_told_to_make_one(county, tmp_path):
    assert only(county, tmp_path / "none").hint == "powerctl backup"


def test_a_backup_that_somebody_deleted_is_missed(county, folder):
    backup(county, folder, now=NOW, actor="测试员")
    (folder / kept_backups(folder)[0].file).unlink()
    assert "不见了" in only(county, folder).sentence


def test_a_head_code_that_nobody_keeps_is_remarked(tmp_path, folder):
    path = tmp_path / "county.db"
    create(path)
    add_unit(path, "U1")
    tmp_path.chmod(0o700)
    backup(path, folder, now=NOW, actor="测试员")
    assert only(path, folder).hint == "powerctl ledger anchor"


def test_what_an_interrupted_backup_left_is_counted(county, folder):
    (folder / ".county.ab.part").write_bytes(b"")
    assert "1 个未完成" in only(county, folder).sentence


def test_a_hot_journal_is_named_although_opening_rolls_it_back(county, folder):
    with closing(sqlite3.connect(county, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE unit SET note = hex(zeroblob(100000))")
        copy = county.parent / "copy.db"
        shutil.copy(county, copy)
        shutil.copy(f"{county}-journal", f"{copy}-journal")
        db.execute("ROLLBACK")
    copy.replace(county)
    copy.with_name("copy.db-journal").replace(county.with_name("county.db-journal"))
    county.chmod(0o600)
    assert "自动恢复" in only(county, folder).sentence
    assert verify(county) == []
    assert complaints(county, folder) == []


def test_changes_of_another_program_are_counted_until_acknowledged(county, folder):
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("UPDATE unit SET note = '改'")
    assert "1 处" in only(county, folder).sentence
    add_unit(county, "U2")
    assert "1 次" in only(county, folder).sentence
    acknowledge(county, "测试员", "在另一程序中更正")
    assert complaints(county, folder) == []


def test_an_altered_schema_and_a_damaged_page_are_errors(county, folder):
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("DROP TRIGGER ledger_unit_update")
    assert (only(county, folder).level, "触发器" in only(county, folder).sentence) == (Severity.ERROR, True)
    with county.open("r+b") as file:
        file.seek(16384 * 3)
        file.write(os.urandom(16384))
    assert only(county, folder).level is Severity.ERROR


def test_a_file_of_a_newer_program_is_named_with_both_versions(county, folder):
    with closing(sqlite3.connect(county)) as db:
        db.execute("PRAGMA user_version=99")
    complaint = only(county, folder)
    assert complaint.level is Severity.ERROR
    assert "99" in complaint.sentence
    assert "0.1" in complaint.sentence


def test_a_missing_or_foreign_file_is_a_complaint_not_an_exception(county, folder, tmp_path):
    assert (
        "找不到"
        in complaints(tmp_path / "none.db", folder)[-1].sentence
        + complaints(tmp_path / "none.db", folder)[0].sentence
    )
    county.write_bytes(b"not a database at all" * 100)
    assert only(county, folder).level is Severity.ERROR


def test_a_clock_that_stands_before_the_ledger_is_noticed(county, folder):
    found = complaints(county, folder, NOW - timedelta(days=3))
    assert any("校准" in complaint.hint for complaint in found)


def test_wal_mode_and_another_page_size_are_noticed(county, folder):
    with closing(sqlite3.connect(county, isolation_level=None)) as db:
        db.execute("PRAGMA page_size=4096")
        db.execute("VACUUM")
        db.execute("PRAGMA journal_mode=WAL")
    sentences = " ".join(complaint.sentence for complaint in complaints(county, folder))
    assert "WAL" in sentences
    assert "4096" in sentences


def test_the_worst_comes_first(county, folder):
    county.chmod(0o644)
    (folder / ".county.ab.part").write_bytes(b"")
    with closing(sqlite3.connect(county)) as db, db:
        db.execute("DROP TRIGGER ledger_unit_update")
    assert [complaint.level for complaint in complaints(county, folder)] == list(Severity)


def test_a_library_without_strict_tables_is_an_error():
    assert [complaint.level for complaint in doctor._of_library((3, 36, 0))] == [Severity.ERROR]
    assert list(doctor._of_library((3, 37, 0))) == []
