"""The command line as a clerk types it: inside this process, or as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from powerctl.cli.main import run
from tests.cli.workbooks import powers_workbook

DAY = "2026-06-30"


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def said(self) -> str:
        """Everything it said."""
        return self.out + self.err


Typed = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("POWERCTL_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs one command line in this process."""

    def type_it(*words: object) -> Answer:
        capsys.readouterr()
        status = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return type_it


@pytest.fixture(scope="session")
def _small_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    path = folder / "county.db"
    workbook = powers_workbook(folder / "县财政局2025年权责清单.xlsx")
    options = ["--db", str(path), "--actor", "张三", "--today", DAY, "-q"]
    for words in (
        ["init", "--county", "青禾县"],
        ["unit", "add", "县财政局", "--parent", "青禾县", "--kind", "政府部门"],
        ["unit", "add", "县教育局", "--parent", "U000"],
        ["person", "add", "李一", "--unit", "县财政局"],
        ["post", "add", "局长", "--unit", "U001", "--level", "一把手"],
        ["post", "appoint", "局长", "--unit", "U001", "--person", "李一", "--from", "2024-01-01"],
        ["duty", "add", "李一", "--unit", "U001", "--area", "财务", "--from", "2024-01-01"],
        ["import", str(workbook), "--unit", "U001"],
        ["risk", "add", "擅自变更采购方式", "--unit", "U001", "--level", "一级", "--power", "1"],
        ["measure", "add", "1", "--text", "集体研究"],
    ):
        assert run([*options, *words]) == 0, words
    return path


@pytest.fixture
def county(_small_county: Path, tmp_path: Path) -> Path:
    """A county file of its own: three units, a person in a post with a duty, powers, a risk point."""
    return Path(shutil.copy(_small_county, tmp_path / "county.db"))


@pytest.fixture
def on(county: Path, typed: Typed) -> Typed:
    """Runs one command line on the county file, as 张三, on a fixed day."""
    return lambda *words: typed("--db", county, "--actor", "张三", "--today", DAY, *words)


def process(
    words: Sequence[object], environment: dict[str, str] | None = None, *, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Runs one command line as a process of its own, with nothing in its environment but what is given.

    `before` are words that start it (`setpriv …`).
    """
    return subprocess.run(
        [*before, sys.executable, "-m", "powerctl", *(str(word) for word in words)],
        env=environment_of(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


def environment_of(more: dict[str, str] | None = None) -> dict[str, str]:
    """A bare environment in which the package is found."""
    root = str(Path(__file__).resolve().parents[2])
    return {"PATH": os.environ["PATH"], "PYTHONPATH": root, "HOME": "/nonexistent", **(more or {})}
