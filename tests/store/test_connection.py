"""Opening the county file: what is refused, in which words, and which rules hold on every connection."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from powerctl.errors import Busy, IntegrityFailure, Refused
from powerctl.store.connection import APPLICATION_ID, connect, open_reading, outsiders
from powerctl.store.create import create
from powerctl.store.revisions import LATEST
from powerctl.store.transaction import reading, transaction
from tests.store.conftest import other_program


def _every_way_in(path: Path) -> list[str]:
    """The refusal of each way to open the file."""
    told = []
    for way in (
        lambda: connect(path, writing=False),
        lambda: connect(path, writing=True),
        lambda: open_reading(path),
        lambda: reading(path).__enter__(),
        lambda: transaction(path, "王科员", "unit add").__enter__(),
    ):
        with pytest.raises(Refused) as refused:
            way()
        told.append(str(refused.value))
    return told


def test_a_new_file_is_ours_alone_with_large_pages(county: Path) -> None:
    """R14"""
    assert stat.S_IMODE(county.stat().st_mode) == 0o600
    with closing(connect(county, writing=False)) as db:
        assert db.execute("PRAGMA page_size").fetchone() == (16384,)
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (LATEST,)
    assert [found.name for found in county.parent.iterdir()] == [county.name]


def test_an_existing_file_is_not_made_anew(county: Path) -> None:
    before = county.read_bytes()
    with pytest.raises(Refused, match="已经存在"):
        create(county)
    assert county.read_bytes() == before


def test_a_file_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("powerctl.store.create.digests", dict)
    with pytest.raises(RuntimeError):
        create(tmp_path / "county.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有的"):
        create(tmp_path / "没有的" / "county.db")


def test_a_missing_file_is_refused_and_not_created(tmp_path: Path) -> None:
    path = tmp_path / "没有.db"
    for told in _every_way_in(path):
        assert "找不到" in told
        assert str(path) in told
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all, only text", b"PK\x03\x04 a workbook"])
def test_what_is_no_database_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(content)
    assert all("不是 powerctl 的数据库" in told for told in _every_way_in(path))
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert all("不是一个文件" in told for told in _every_way_in(tmp_path))


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with closing(other_program(path)) as db:
        db.execute("CREATE TABLE accounts(id INTEGER)")
    before = path.read_bytes()
    assert all("不是 powerctl 的数据库" in told for told in _every_way_in(path))
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_with_both_versions(county: Path) -> None:
    with closing(other_program(county)) as db:
        db.execute(f"PRAGMA user_version={LATEST + 6}")
    for told in _every_way_in(county):
        assert f"由更新版本的 powerctl 建立（版本 {LATEST + 6}），本程序只认到 {LATEST}，请升级程序" in told


def test_an_older_file_is_opened_for_its_upgrade_only(county: Path) -> None:
    with closing(other_program(county)) as db:
        db.execute(f"PRAGMA user_version={LATEST - 1}")
    connect(county, writing=True).close()
    with pytest.raises(Refused) as refused:
        open_reading(county)
    assert refused.value.hint == "powerctl upgrade"
    with pytest.raises(Refused, match="先升级"), transaction(county, "王科员", "unit add"):
        pass


def test_a_damaged_file_is_an_integrity_failure(recorded: Path) -> None:
    data = bytearray(recorded.read_bytes())
    data[100:140] = b"\xff" * 40
    recorded.write_bytes(data)
    with pytest.raises(IntegrityFailure, match="已损坏"):
        open_reading(recorded)


def test_every_connection_has_the_safe_settings(county: Path) -> None:
    with closing(connect(county, writing=True)) as db:
        for pragma, value in (
            ("journal_mode", "truncate"),
            ("synchronous", 3),
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
            ("secure_delete", 1),
            ("cell_size_check", 1),
            ("temp_store", 2),
            ("busy_timeout", 30000),
        ):
            assert db.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma


def test_a_reading_connection_cannot_write(county: Path) -> None:
    with closing(open_reading(county)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("INSERT INTO unit(code, name) VALUES ('A', '甲')")


def test_a_locked_file_is_busy_for_writers_and_open_for_readers(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(Busy, match=r"另一个命令.*正在写入"),
            transaction(recorded, "王", "unit add", timeout=0.05),
        ):
            pass
        with closing(open_reading(recorded)) as reader:
            assert reader.execute("SELECT count(*) FROM unit").fetchone() == (1,)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system does not list its locks")
def test_a_busy_file_names_the_process_that_writes(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("BEGIN IMMEDIATE")
        script = textwrap.dedent(_WAITING)
        done = subprocess.run(
            [sys.executable, "-c", script, str(recorded)], capture_output=True, text=True, check=True
        )
    assert f"另一个命令（进程 {os.getpid()}）正在写入" in done.stdout


def test_changes_of_another_program_are_counted_until_a_command_seals_them(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("UPDATE power SET remit = '市级' WHERE id <= 3")
    with closing(open_reading(recorded)) as db:
        assert outsiders(db) == 3
    with transaction(recorded, "王科员", "edition edit") as session:
        session.connection().exec_driver_sql("UPDATE edition SET note = '整理'")
    with closing(open_reading(recorded)) as db:
        assert outsiders(db) == 0


def test_the_views_of_the_file_cannot_be_exchanged(county: Path) -> None:
    with closing(other_program(county)) as db:
        name = db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchone()[0]
        db.execute(f'DROP VIEW "{name}"')
        db.execute(f'CREATE VIEW "{name}" AS SELECT 1')
    with pytest.raises(IntegrityFailure, match="视图"):
        open_reading(county)


def test_statistics_of_the_planner_do_not_count_as_alteration(recorded: Path) -> None:
    with closing(other_program(recorded)) as db:
        db.execute("ANALYZE")
    open_reading(recorded).close()


_WAITING = """
    import sys
    from pathlib import Path
    from powerctl.errors import Busy
    from powerctl.store.transaction import transaction
    try:
        transaction(Path(sys.argv[1]), "x", "y", timeout=0.05).__enter__()
    except Busy as busy:
        print(busy)
"""

_INTERRUPTED = """
    import os, signal, sqlite3, sys
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.execute("PRAGMA cache_size=1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE power SET basis_text = hex(zeroblob(40000))")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_reader_rolls_back_what_a_killed_writer_left(recorded: Path) -> None:
    """R4: the first command after a crash may well be one that only reads."""
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(_INTERRUPTED), str(recorded)], check=False)
    assert done.returncode == -signal.SIGKILL
    journal = Path(f"{recorded}-journal")
    assert journal.stat().st_size > 0
    with closing(open_reading(recorded)) as db:
        assert db.execute("SELECT count(*) FROM power WHERE basis_text IS NOT NULL").fetchone() == (0,)
    assert not journal.exists() or not journal.stat().st_size


_WITHOUT_RIGHTS = """
    import os, sys
    from pathlib import Path
    from powerctl.errors import PowerctlError
    from powerctl.store.connection import open_reading
    from powerctl.store.create import create
    from powerctl.store.revisions import digests
    from powerctl.store.transaction import transaction
    digests()
    if os.geteuid() == 0:
        os.setuid(65534)
    path, closed = map(Path, sys.argv[1:])
    db = open_reading(path)
    assert db.execute("SELECT count(*) FROM unit").fetchone() == (1,)
    for way in (
        lambda: transaction(path, "x", "y").__enter__(),
        lambda: create(path.with_name("new.db")),
        lambda: open_reading(closed),
        lambda: open_reading(closed / "county.db"),
    ):
        try:
            way()
        except PowerctlError as error:
            print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX permissions")
def test_a_read_only_folder_can_be_read_and_is_refused_for_writing(recorded: Path) -> None:
    """R7"""
    with tempfile.TemporaryDirectory() as temporary:
        # Not under tmp_path, whose parents are closed to others.
        folder, closed = Path(temporary, "stick"), Path(temporary, "closed")
        folder.mkdir()
        closed.mkdir()
        copy = Path(shutil.copy(recorded, folder / "county.db"))
        copy.chmod(0o444)
        folder.chmod(0o555)
        closed.chmod(0o000)
        Path(temporary).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(_WITHOUT_RIGHTS), str(copy), str(closed)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert sorted(found.name for found in folder.iterdir()) == ["county.db"]
        folder.chmod(0o755)
        closed.chmod(0o755)
    assert done.returncode == 0, done.stderr
    written, created, a_folder, hidden = done.stdout.splitlines()
    assert "只读" in written
    assert "不能在" in created
    assert "不是一个文件" in a_folder
    assert "没有读写" in hidden
