"""The program as the system sees it: encodings, pipes, environment, signals, what is imported."""

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Typed, environment_of, process
from tests.cli.workbooks import ROWS, many_powers, powers_workbook, workbook

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "openpyxl", "python_calamine", "xlrd", "jinja2")


@pytest.mark.parametrize(
    "words",
    [
        *(["unit", "list"], ["power", "list"], ["power", "show", "1"], ["risk", "list", "--unit", "U001"]),
        *(["ledger", "log"], ["finding", "list"], ["batch", "show", "1"], ["backup", "list"]),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_does_not_import_what_writes(words: list[str], county: Path) -> None:
    script = (
        "import sys\n"
        "from powerctl.cli.main import run\n"
        f"status = run({['--db', str(county), *words]!r})\n"
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment_of(), capture_output=True, check=True, timeout=60
    )
    assert done.stderr.decode().splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_chinese_is_utf8_also_where_cron_has_no_language(environment: dict[str, str], county: Path) -> None:
    done = process(["--db", county, "unit", "show", "县财政局"], environment)
    assert done.returncode == 0
    assert "县财政局" in done.stdout.decode("utf-8")
    refused = process(["--db", county, "unit", "show", "县财整局"], environment)
    assert refused.returncode == 3
    assert "相近的有：县财政局" in refused.stderr.decode("utf-8")


def test_words_in_another_encoding_are_refused_in_a_sentence(county: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "powerctl",
        "--db",
        str(county),
        "unit",
        "show",
        "县财政局".encode("gbk"),
    ]
    done = subprocess.run(command, env=environment_of(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "不是 UTF-8 编码" in done.stderr.decode()


def test_a_gbk_console_gets_gbk_and_loses_no_line(county: Path) -> None:
    gbk = {"PYTHONIOENCODING": "gbk"}
    assert (
        process(["--db", county, "-q", "unit", "edit", "U002", "--set", "备注=𠮷字😀"], gbk).returncode == 0
    )
    done = process(["--db", county, "unit", "list", "--columns", "单位名称,备注", "--format", "csv"], gbk)
    assert done.returncode == 0
    lines = done.stdout.decode("gbk").splitlines()
    assert lines[0] == "单位名称,备注"
    assert lines[-1].startswith("县教育局,")


def test_files_that_it_makes_are_the_clerks_own(tmp_path: Path) -> None:
    db = tmp_path / "新" / "county.db"
    assert process(["init", db]).returncode == 0
    assert db.stat().st_mode & 0o077 == 0
    assert db.parent.stat().st_mode & 0o077 == 0


def test_options_come_from_the_environment(county: Path) -> None:
    environment = {
        "POWERCTL_DB": str(county),
        "POWERCTL_ACTOR": "计划任务",
        "POWERCTL_TODAY": "2026-02-03",
        "POWERCTL_QUIET": "1",
    }
    done = process(["risk", "retire", "1", "--reason", "取消"], environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    with sqlite3.connect(county) as db:
        assert db.execute("SELECT closed_on FROM risk_point").fetchone() == ("2026-02-03",)
        assert db.execute("SELECT actor FROM ledger_entry ORDER BY seq DESC").fetchone() == ("计划任务",)
    db.close()


def test_an_option_comes_before_the_environment(county: Path) -> None:
    environment = {"POWERCTL_DB": "/nonexistent/x.db", "POWERCTL_ACTOR": "甲", "POWERCTL_TODAY": "2026-02-03"}
    words = ["--db", county, "--actor", "乙", "--today", "2026-03-04"]
    assert process([*words, "risk", "retire", "1", "--reason", "取消"], environment).returncode == 0
    with sqlite3.connect(county) as db:
        assert db.execute("SELECT closed_on FROM risk_point").fetchone() == ("2026-03-04",)
        assert db.execute("SELECT actor FROM ledger_entry ORDER BY seq DESC").fetchone() == ("乙",)
    db.close()


def test_the_default_file_lies_in_the_users_data_folder(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    assert process(["init", "--county", "青禾县"], home).returncode == 0
    assert (tmp_path / "data" / "powerctl" / "county.db").is_file()
    assert "青禾县" in process(["unit", "list"], home).stdout.decode()


def test_a_reader_that_goes_away_is_no_error(county: Path) -> None:
    command = [sys.executable, "-m", "powerctl", "--db", str(county), "limit", "list", "--format", "json"]
    running = subprocess.Popen(command, env=environment_of(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read().decode()
    running.stderr.close()
    assert running.wait(60) == 0
    assert said == ""


def _import(county: Path, book: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "powerctl", "--db", str(county), "import", str(book), "--unit", "U002"],
        env=environment_of(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_interrupted_while_writing_an_import_leaves_nothing(
    county: Path, typed: Typed, tmp_path: Path
) -> None:
    """Ctrl-C in the middle: status 130, one sentence, not a row."""
    book = many_powers(tmp_path / "大表.xlsx", 6000)
    before = typed("--db", county, "ledger", "log", "--format", "json").json
    running = _import(county, book)
    journal = county.with_name(county.name + "-journal")
    until = time.monotonic() + 60
    while not (journal.exists() and journal.stat().st_size) and time.monotonic() < until:
        assert running.poll() is None, running.communicate()
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130, (out.decode(), err.decode())
    assert err.decode().strip() == "已中断，未写入任何内容"
    assert typed("--db", county, "ledger", "log", "--format", "json").json == before
    assert typed("--db", county, "power", "list", "--unit", "U002", "--format", "json").json == []
    assert typed("--db", county, "ledger", "verify").status == 0


def test_two_imports_at_once_give_one_batch(county: Path, typed: Typed, tmp_path: Path) -> None:
    book = powers_workbook(tmp_path / "县教育局2025年权责清单.xlsx")
    running = [_import(county, book) for _ in range(2)]
    said = [process.communicate(timeout=90) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert sum("没有变化，未写入" in out.decode() for out, _ in said) == 1
    batches = typed("--db", county, "batch", "list", "--format", "json").json
    assert len(batches) == 2
    assert len(typed("--db", county, "power", "list", "--unit", "U002", "--format", "json").json) == 3
    assert typed("--db", county, "ledger", "verify").status == 0


def test_nothing_is_asked_where_nobody_can_answer(county: Path, tmp_path: Path) -> None:
    """In cron an import that does not know whose list it is refuses, and says what to type."""
    nameless = [(row[1], row[2], row[4]) for row in ROWS]
    book = workbook(tmp_path / "表.xlsx", [("权力类别", "事项名称", "设定依据"), *nameless])
    done = process(["--db", county, "import", book])
    assert done.returncode == 3
    assert f"powerctl import {book} --unit" in done.stderr.decode()


def test_a_page_with_a_chinese_name_is_written_where_python_knows_only_ascii(
    county: Path, tmp_path: Path
) -> None:
    words = ["--db", county, "report", "make", "权力清单公示", "-u", "县财政局", "-o", tmp_path / "公示.html"]
    done = process(words, {"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr.decode()
    assert "已生成" in done.stdout.decode("utf-8")
    assert (tmp_path / "公示.html").exists()


def test_a_closed_stream_is_no_error_and_no_sentence_strays_into_the_data(county: Path) -> None:
    for closing in ("2>&-", "2>&- <&-"):
        words = [sys.executable, "-m", "powerctl", "--db", str(county), "unit"]
        done = subprocess.run(
            ["sh", "-c", f'"$@" {closing}', "sh", *words, "list", "--format", "json"],
            env=environment_of(), capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stdout[:1]) == (0, b"[")
        done = subprocess.run(
            ["sh", "-c", f'"$@" {closing}', "sh", *words, "show", "没有"],
            env=environment_of(), capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (3, b"")


def test_ctrl_c_while_the_program_is_still_loading_is_said_in_a_sentence() -> None:
    script = (
        "import os, signal, sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "import powerctl.__main__ as door\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "sys.argv = ['powerctl', 'unit', 'list']\n"
        "door.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment_of(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 130
    assert done.stderr.decode() == "已中断\n"
