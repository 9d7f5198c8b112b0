"""Start-up: --version, --help, list, show and one write, against bare Python and sqlite-utils."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measure import POWERCTL, PYTHON, ROOT, against, in_turns, report, run

ROUNDS = 11


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "county.db"
        env = {"POWERCTL_DB": str(db), "POWERCTL_ACTOR": "bench"}
        run([*POWERCTL, "init", str(db), "--county", "县"], env)
        for number in range(20):
            run([*POWERCTL, "unit", "add", f"第{number}局", "--code", f"B{number:03}"], env)
        counter = iter(range(10_000))
        jobs = {
            "python -c pass": lambda: run([PYTHON, "-c", "pass"])[0],
            "sqlite3 module": lambda: run([PYTHON, "-c", "import sqlite3"])[0],
            "--version": lambda: run([*POWERCTL, "--version"], env)[0],
            "--help": lambda: run([*POWERCTL, "--help"], env)[0],
            "unit --help": lambda: run([*POWERCTL, "unit", "--help"], env)[0],
            "unit list (20 rows)": lambda: run([*POWERCTL, "unit", "list"], env)[0],
            "unit show": lambda: run([*POWERCTL, "unit", "show", "B003"], env)[0],
            "one write": lambda: run(
                [*POWERCTL, "unit", "add", f"新{(n := next(counter))}局", "--code", f"W{n:04}"], env
            )[0],
        }
        peer = shutil.which("sqlite-utils", path=str(Path(PYTHON).parent))
        if peer:
            jobs["sqlite-utils query"] = lambda: run([peer, "query", str(db), "select * from unit"])[0]
            jobs["sqlite-utils --version"] = lambda: run([peer, "--version"])[0]
        medians = in_turns(jobs, ROUNDS)
    floor = medians["python -c pass"]
    goals = {
        "--version": 1.5,
        "--help": 12,
        "unit --help": 12,
        "unit list (20 rows)": 12,
        "unit show": 12,
        "one write": 55,
    }
    lines = [
        against(name, seconds, "python -c pass", floor, goals.get(name)) for name, seconds in medians.items()
    ]
    report("start", lines, {"seconds": medians, "ratio": {n: s / floor for n, s in medians.items()}})


if __name__ == "__main__":
    assert ROOT.exists()
    main()
