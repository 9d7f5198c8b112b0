"""The golden list: what the check says of the sample county. `python -m tests.county.golden` writes it anew.

Written by the program, so read the difference before committing it: `faults.py` says what must be in it.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from powerctl.cli.main import run
from tests.county.make_county import DAY, FOLDER, workbooks_in
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
    """A county file with every workbook imported; the receipts."""
    command(db, "init", str(db), "--county", COUNTY)
    return [answer(db, "import", str(path)) for path in workbooks_in(folder)]


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
