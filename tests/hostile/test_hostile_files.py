"""Every file of the corpus is read or refused with a sentence: no hang, no traceback, no great memory."""

import os
import signal
import socket
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from powerctl.errors import NotReadable
from powerctl.sheets.files import caps, source
from powerctl.sheets.files.reader import read_text
from tests.hostile.corpus import CASES, GOOD, Case
from tests.hostile.new_forms import NEW_FORMS
from tests.hostile.other_files import OTHERS
from tests.hostile.raw_book import sheet, write_book

MOST_MEMORY = 64 << 20
LONGEST = 100


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """A reading that hangs becomes a failure."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def fail(*_: object) -> None:
        raise AssertionError(f"not done after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("case", [*CASES, *OTHERS, *NEW_FORMS], ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_with_a_sentence(case: Case, tmp_path: Path) -> None:
    path = tmp_path / f"{case.name}.xlsx"
    case.make(path)
    tracemalloc.start()
    try:
        text = read_text(path)
    except NotReadable as refusal:
        assert refusal.code == case.expected, str(refusal)
        assert path.name in str(refusal)
        assert "Error" not in str(refusal)
        assert refusal.hint
        assert str(tmp_path) not in str(refusal)
    else:
        assert case.expected == "read"
        assert case.look(text), text.grids[0]
        assert case.note in "".join(text.notes)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def refused(path: Path) -> NotReadable:
    with pytest.raises(NotReadable) as refusal:
        read_text(path)
    return refusal.value


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "NOT_A_FILE"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    assert refused(tmp_path / "管道.xlsx").code == "NOT_A_FILE"


def test_a_device_and_a_socket_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(Path(os.devnull)).code == "NOT_A_FILE"
    if hasattr(socket, "AF_UNIX"):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("s.xlsx")
            assert refused(tmp_path / "s.xlsx").code == "NOT_A_FILE"


def test_a_missing_file_and_a_link_to_nothing_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "链接.xlsx").symlink_to(tmp_path / "没有.xlsx")
    assert "不存在" in str(refused(tmp_path / "没有.xlsx"))
    assert "链接" in str(refused(tmp_path / "链接.xlsx")).partition("：")[2]


def test_a_link_to_itself_and_impossible_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "圈.xlsx").symlink_to(tmp_path / "圈.xlsx")
    assert refused(tmp_path / "圈.xlsx").code == "MISSING"
    assert refused(tmp_path / ("长" * 300)).code == "MISSING"
    assert refused(Path("a\0b.xlsx")).code == "MISSING"


def test_a_link_to_a_workbook_is_read(tmp_path: Path) -> None:
    write_book(tmp_path / "原件.xlsx", [GOOD])
    (tmp_path / "链接.xlsx").symlink_to(tmp_path / "原件.xlsx")
    text = read_text(tmp_path / "链接.xlsx")
    assert len(text.grids[0].rows) == 200
    assert text.sha256 == read_text(tmp_path / "原件.xlsx").sha256


def test_a_name_with_a_line_break_stays_on_one_line_of_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "一\n二\x1b[31m.xlsx").write_bytes(b"")
    sentence = str(refused(tmp_path / "一\n二\x1b[31m.xlsx"))
    assert "一 二[31m.xlsx" in sentence
    assert "\n" not in sentence


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system keeps permissions in another way")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "锁.xlsx", [GOOD])
    path.chmod(0)
    me = os.geteuid()
    if me == 0:
        # The superuser may read everything, so somebody else must ask.
        os.seteuid(65534)
    try:
        assert refused(path).code == "NO_PERMISSION"
    finally:
        os.seteuid(me)


def test_the_lock_file_of_excel_is_refused_by_name_and_noted_beside_a_workbook(tmp_path: Path) -> None:
    write_book(tmp_path / "清单.xlsx", [GOOD])
    (tmp_path / "~$清单.xlsx").write_bytes(b"\x05" + bytes(164))
    assert refused(tmp_path / "~$清单.xlsx").code == "LOCK_FILE"
    assert any("打开" in note for note in read_text(tmp_path / "清单.xlsx").notes)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(300 * caps.MIB)
    refusal = refused(path)
    assert refusal.code == "TOO_BIG"
    assert "300.0 MiB" in str(refusal)


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real file is lengthened between two reads of it."""
    path = write_book(tmp_path / "变.xlsx", [GOOD])
    really_read = os.read

    def read(descriptor: int, length: int) -> bytes:
        data = really_read(descriptor, length)
        if data:
            with path.open("ab") as file:
                file.write(b"more")
        return data

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(NotReadable) as refusal:
        source.read(path)
    assert refusal.value.code == "CHANGED"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the memory limit of a process")
def test_a_reader_that_aborts_for_memory_ends_with_a_sentence(tmp_path: Path) -> None:
    """A decoy in an attribute, which no XML parser allows and calamine does, hides a far cell from the gate."""
    decoy = """<row r="1"><c r="A1"><v>1</v></c><c s='<c r="B1">' r="XFD1048576"><v>1</v></c></row>"""
    path = write_book(tmp_path / "内存.xlsx", [sheet(decoy)])
    refusal = refused(path)
    assert refusal.code == "MEMORY"
    assert "内存" in str(refusal)


def test_a_reader_that_takes_too_long_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_book(tmp_path / "慢.xlsx", [GOOD])
    monkeypatch.setattr(caps, "WALL_SECONDS", 0.001)
    assert refused(path).code == "TIMEOUT"


def test_flipped_bytes_never_give_more_than_a_sentence(tmp_path: Path) -> None:
    """Thirty damaged copies of a workbook, each another byte: read or refused, nothing else."""
    path = write_book(tmp_path / "翻.xlsx", [GOOD])
    data = path.read_bytes()
    outcomes = set()
    for place in range(10, len(data), len(data) // 30):
        changed = bytearray(data)
        changed[place] ^= 0x55
        path.write_bytes(changed)
        try:
            outcomes.add("read" if read_text(path).grids else "empty")
        except NotReadable as refusal:
            outcomes.add(refusal.code)
    assert "DAMAGED" in outcomes
