"""The golden list: what the check says of the sample county. `python -m tests.county.golden` writes it anew.

Written by the program, so read the difference before committing it: `faults.py` says what must be in it.
"""

import csv
import json
import shlex
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from powerctl.cli.main import run
from tests.county.make_county import DAY, FOLDER
from tests.county.people import COUNTY

GOLDEN = FOLDER / "findings.csv"
COLUMNS = ("rule", "verdict", "item", "severity")


def command(db: Path, *words: str) -> tuple[int, str]:
    """One command line on the file, on the day of the sample: exit status and what it printed."""
    told = StringIO()
    with redirect_stdout(told):
        status = run(["--db", str(db), "--today", DAY, "--actor", "样例", *words])
    return status, told.getvalue()


def answer(db: Path, *words: str) -> Any:
    """What a command answers as JSON; its exit status must be 0."""
    status, told = command(db, *words, "--format", "json")
    if status:
        raise AssertionError(f"{' '.join(words)}: status {status}\n{told}")
    return json.loads(told)


def new_county(db: Path, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """A county file with every workbook imported and everything settled; the receipts."""
    command(db, "init", str(db), "--county", COUNTY)
    receipts = [answer(db, *words) for words in imports(folder)]
    settle(db, folder)
    return receipts


def imports(folder: Path = FOLDER) -> list[list[str]]:
    """The import of each workbook, as the words of its command."""
    return [
        [*words[:1], str(folder / words[1]), *words[2:]] for words in _steps(folder) if words[0] == "import"
    ]


def settle(db: Path, folder: Path = FOLDER) -> None:
    """What comes after the imports: the clean-up and the assessments."""
    for words in _steps(folder):
        if words[0] != "import":
            status, told = command(db, *words)
            if status:
                raise AssertionError(f"{' '.join(words)}: status {status}\n{told}")


def _steps(folder: Path) -> list[list[str]]:
    return [shlex.split(line) for line in (folder / "steps.txt").read_text(encoding="utf-8").splitlines()]


def findings(db: Path) -> list[dict[str, Any]]:
    """What the check says, all but what passed."""
    found: list[dict[str, Any]] = answer(db, "check", "--as-of", DAY, "--fail-on", "never")["outcomes"]
    return found


def lines_of(outcomes: Iterable[dict[str, Any]]) -> list[tuple[str, ...]]:
    """Outcomes as lines of the golden list, sorted."""
    return sorted(tuple(str(outcome[name]) for name in COLUMNS) for outcome in outcomes)


def golden_lines() -> list[tuple[str, ...]]:
    """The golden list as committed."""
    with GOLDEN.open(encoding="utf-8-sig", newline="") as file:
        heading, *lines = csv.reader(file)
    assert tuple(heading) == COLUMNS
    return [tuple(line) for line in lines]


def write_golden(lines: Sequence[tuple[str, ...]]) -> None:
    """The golden list as CSV with a BOM."""
    with GOLDEN.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        county = Path(place) / "county.db"
        new_county(county)
        write_golden(lines_of(findings(county)))
