"""A file that is missing, somebody else's, newer, locked, read-only, damaged; a full disk: one sentence."""

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from powerctl.store import transaction as writing
from tests.cli.conftest import Answer, Typed, environment_of, process
from tests.cli.workbooks import many_powers, powers_workbook

READS = ["unit", "list"]
WRITES = ["unit", "add", "县林业局"]


def _told(answer: Answer, sentence: str, status: int = 3) -> None:
    assert answer.status == status
    assert sentence in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    "words", [READS, WRITES, ["check"], ["ledger", "verify"], ["risk", "score"], ["undo"]]
)
def test_a_missing_file(words: list[str], typed: Typed, tmp_path: Path) -> None:
    answer = typed("--db", tmp_path / "没有.db", *words)
    _told(answer, "找不到数据库文件")
    assert "powerctl init" in answer.err
    assert list(tmp_path.iterdir()) == []


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t(a)")
    db.close()


@pytest.mark.parametrize("words", [READS, WRITES, ["check"]])
@pytest.mark.parametrize("kind", ["text", "empty", "another program's"])
def test_a_file_of_another_program(kind: str, words: list[str], typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    if kind == "another program's":
        _sqlite(path)
    else:
        path.write_bytes(b"" if kind == "empty" else b"hello world, not a database")
    before = path.read_bytes()
    _told(typed("--db", path, *words), "不是 powerctl 的数据库")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [READS, WRITES])
def test_a_file_of_a_newer_program(words: list[str], on: Typed, county: Path) -> None:
    with sqlite3.connect(county) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    _told(on(*words), "由更新版本的 powerctl 建立（版本 99）")


def test_a_folder_is_no_file(typed: Typed, tmp_path: Path) -> None:
    _told(typed("--db", tmp_path, *READS), "不是一个文件")


def test_a_locked_file_is_read_but_not_written(
    on: Typed, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Busy is 3. A clerk waits half a minute for the other command; the test does not."""
    opener = writing.transaction.__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setitem(opener.__kwdefaults__, "timeout", 0.1)
    other = sqlite3.connect(county, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        _told(on(*WRITES), "另一个命令")
        assert on(*READS).status == 0
    finally:
        other.close()
    assert on(*WRITES).status == 0


def test_a_damaged_file_is_an_integrity_failure(on: Typed, county: Path) -> None:
    pages = county.read_bytes()
    county.write_bytes(pages[:16384] + b"\x5a" * (len(pages) - 16384))
    for words in (READS, WRITES, ["ledger", "verify"], ["doctor"], ["backup"]):
        answer = on(*words)
        assert answer.status == 4, words
        assert "Traceback" not in answer.err
    assert "restore" in on(*READS).err


def test_a_change_behind_the_programs_back_is_found(on: Typed, county: Path) -> None:
    with sqlite3.connect(county) as db:
        db.execute("UPDATE power SET name = '改了' WHERE id = 1")
    db.close()
    assert "提醒：有" in on(*READS).err
    answer = on("ledger", "verify")
    assert answer.status == 4
    assert "acknowledge" in answer.err


def test_an_existing_file_is_not_made_again(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "county.db"
    assert typed("init", path, "--county", "青禾县").status == 0
    before = path.read_bytes()
    answer = typed("init", path, "--county", "别的县")
    assert answer.status == 3
    assert "已" in answer.err and "Traceback" not in answer.err
    assert path.read_bytes() == before


def _without_rights_over_others(words: list[object]) -> "subprocess.CompletedProcess[bytes]":
    """Permissions stop nobody who is root: root runs the command without that privilege."""
    if os.name == "nt":
        pytest.skip("permissions are another matter on Windows")
    if os.geteuid() != 0:
        return process(words)
    if shutil.which("setpriv") is None:
        pytest.skip("root is stopped by no permission, and setpriv is not here to give its privilege up")
    return process(words, before=("setpriv", "--bounding-set", "-dac_override"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that is made read-only, and can be removed again."""
    place = tmp_path / "只读"
    place.mkdir()
    yield place
    place.chmod(0o755)


def test_a_read_only_file_is_read_but_not_written(county: Path, folder: Path) -> None:
    path = Path(shutil.copy(county, folder / "county.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    before = path.read_bytes()
    assert _without_rights_over_others(["--db", path, *READS]).returncode == 0
    for words in (WRITES, ["undo"], ["ledger", "anchor", "某处"]):
        done = _without_rights_over_others(["--db", path, *words])
        assert done.returncode == 3, done.stderr.decode()
        assert "只读" in done.stderr.decode()
    assert path.read_bytes() == before


def test_nothing_is_made_in_a_read_only_folder(county: Path, folder: Path) -> None:
    shutil.copy(county, folder / "county.db").chmod(0o444)
    folder.chmod(0o555)
    for words in (
        ["init", folder / "新.db"],
        ["template", "powers", "-o", folder / "表.xlsx"],
        ["--db", folder / "county.db", "backup"],
        [
            "--db",
            folder / "county.db",
            "report",
            "make",
            "权力清单公示",
            "-u",
            "U001",
            "-o",
            folder / "页.html",
        ],
    ):
        done = _without_rights_over_others(words)
        said = done.stderr.decode()
        assert done.returncode == 3, (words, said)
        assert "Traceback" not in said and said.strip()
    assert [path.name for path in folder.iterdir()] == ["county.db"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes: a file of all tables, empty, takes five."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can make a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_stops_an_import_whole(
    small_disk: Path, county: Path, typed: Typed, tmp_path: Path
) -> None:
    path = Path(shutil.copy(county, small_disk / "county.db"))
    book = many_powers(tmp_path / "大表.xlsx", 12000)
    done = process(["--db", path, "import", book, "--unit", "U002"])
    assert done.returncode == 3, done.stderr.decode()
    assert "磁盘" in done.stderr.decode()
    assert typed("--db", path, "power", "list", "--unit", "U002", "--format", "json").json == []
    assert typed("--db", path, "ledger", "verify").status == 0


def test_a_full_disk_takes_no_backup_and_no_page(small_disk: Path, county: Path) -> None:
    path = Path(shutil.copy(county, small_disk / "county.db"))
    with contextlib.suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    for words in (
        ["backup"],
        ["report", "make", "权力清单公示", "--unit", "U001", "-o", small_disk / "页.html"],
        ["template", "powers", "-o", small_disk / "空白表.xlsx"],
    ):
        done = process(["--db", path, *words])
        assert done.returncode == 3, (words, done.stderr.decode())
        assert "磁盘" in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode(), words
    left = {entry.name for entry in small_disk.rglob("*") if entry.is_file()}
    assert left == {"county.db", "filler"}


def test_a_page_is_not_written_where_no_folder_is(on: Typed, tmp_path: Path) -> None:
    answer = on("report", "make", "权力清单公示", "--unit", "U001", "-o", tmp_path / "没有" / "页.html")
    _told(answer, "没有文件夹")


def test_a_template_does_not_cover_a_file(typed: Typed, tmp_path: Path) -> None:
    out = powers_workbook(tmp_path / "表.xlsx")
    before = out.read_bytes()
    answer = typed("template", "powers", "-o", out)
    assert answer.status == 3
    assert out.read_bytes() == before
    assert typed("template", "power", "-o", tmp_path / "x.xlsx").status == 3


def test_a_bare_environment_is_enough(county: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "powerctl", "--db", str(county), *WRITES],
        env={key: value for key, value in environment_of().items() if key != "HOME"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_doctor_of_a_read_only_disk_says_so_and_mends_nothing(
    small_disk: Path, county: Path, typed: Typed
) -> None:
    path = Path(shutil.copy(county, small_disk / "county.db"))
    path.chmod(0o644)
    mounted = subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("the disk cannot be made read-only here")
    try:
        answer = typed("--db", path, "doctor", "--fix")
        assert answer.status == 0
        assert f"数据库文件 {path} 是只读的，只能查看" in answer.out
        assert f"不能收紧 {path} 的权限：磁盘或文件夹是只读的" in answer.out
        assert "已收紧" not in answer.out
        assert "doctor --fix" not in answer.out
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=False, capture_output=True)
