"""Start-up: --version, --help, list, show and one write, against bare Python and sqlite-utils.

The size of the work does not matter here; that of the file does not either, which the last lines show:
the first 20 of 1,000 and of 10,000 units.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measure import POWERCTL, PYTHON, ROOT, against, figures_of, in_turns, ratio, report, run

ROUNDS = 11


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "county.db"
        env = {"POWERCTL_DB": str(db), "POWERCTL_ACTOR": "bench"}
        run([*POWERCTL, "init", str(db), "--county", "县"], env)
        for number in range(20):
            run([*POWERCTL, "unit", "add", f"第{number}局", "--code", f"B{number:03}"], env)
        larger = {count: _larger(Path(folder) / f"{count}.db", count) for count in (1_000, 10_000)}
        counter = iter(range(10_000))
        jobs = {
            "python -c pass": lambda: run([PYTHON, "-c", "pass"]),
            "sqlite3 module": lambda: run([PYTHON, "-c", "import sqlite3"]),
            "--version": lambda: run([*POWERCTL, "--version"], env),
            "--help": lambda: run([*POWERCTL, "--help"], env),
            "unit --help": lambda: run([*POWERCTL, "unit", "--help"], env),
            "unit list (20 rows)": lambda: run([*POWERCTL, "unit", "list"], env),
            "unit show": lambda: run([*POWERCTL, "unit", "show", "B003"], env),
            "one write": lambda: run(
                [*POWERCTL, "unit", "add", f"新{(n := next(counter))}局", "--code", f"W{n:04}"], env
            ),
        }
        for count, there in larger.items():
            listing = [*POWERCTL, "unit", "list", "--limit", "20"]
            jobs[f"unit list, 20 of {count:,}"] = lambda listing=listing, there=there: run(listing, there)
        peer = shutil.which("sqlite-utils", path=str(Path(PYTHON).parent))
        if peer:
            jobs["sqlite-utils query"] = lambda: run([peer, "query", str(db), "select * from unit"])
            jobs["sqlite-utils --version"] = lambda: run([peer, "--version"])
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
    lines = [against(name, cost, "python -c pass", floor, goals.get(name)) for name, cost in medians.items()]
    figures = {name: {**figures_of(cost), "×": ratio(cost, floor)} for name, cost in medians.items()}
    report("start", lines, figures)


def _larger(db: Path, count: int) -> dict[str, str]:
    """A file with that many units, written past the ledger."""
    import sqlite3

    env = {"POWERCTL_DB": str(db), "POWERCTL_ACTOR": "bench"}
    run([*POWERCTL, "init", str(db), "--county", "县"], env)
    with sqlite3.connect(db) as county:
        county.executemany(
            "INSERT INTO unit(code, name) VALUES (?, ?)", [(f"B{n:05}", f"第{n}局") for n in range(count)]
        )
    county.close()
    return env


if __name__ == "__main__":
    assert ROOT.exists()
    main()
