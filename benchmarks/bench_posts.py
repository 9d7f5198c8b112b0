"""All rules about posts and persons over 1,000, 10,000 and 100,000 appointments with all their stages.

An appointment makes 28 rows: 14 stages, vetting, exam, ballot, notice, probation, audit, reports. The floor reads
every row of the tables once with `sqlite3` and does nothing with it. No other program knows the rules.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench_check import _CLOCK, asked
from bench_meetings import OWN
from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, peak_memory, ratio, report

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
RULES = "PER"
FLOOR = (
    _CLOCK
    + """
import sqlite3
from posts_county import TABLES
db = sqlite3.connect(sys.argv[1])
wall, cpu = time.perf_counter(), used()
for table in TABLES:
    for row in db.execute(f'SELECT * FROM "{table}"'):
        pass
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu}))
"""
)


def main() -> None:
    from posts_county import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    own: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            path = Path(name) / f"{size}.db"
            rows = fill(path, size)
            answers = asked(OWN, path, RULES)[1]["answers"]
            jobs = {
                "all rules of posts": lambda path=path: asked(OWN, path, RULES)[0],
                "every row once": lambda path=path: asked(FLOOR, path)[0],
            }
            costs = in_turns(jobs, ROUNDS)
            own.append(costs["all rules of posts"])
            memory, _ = peak_memory([PYTHON, "-c", OWN, str(path), RULES], {})
            findings, doubts = (sum(answer[at] for answer in answers.values()) for at in (1, 2))
            lines.append(
                f"{size:,} appointments, {rows:,} rows, {len(answers)} rules: {findings:,} findings, {doubts:,} doubts, "
                f"processor {own[-1].cpu:.2f} s, {memory:.0f} MB"
            )
            lines.append("  " + against("all rules", own[-1], "every row once", costs["every row once"]))
            figures[str(size)] = {job: figures_of(cost) for job, cost in costs.items()} | {
                "rows": rows,
                "MB": round(memory),
                "× every row once": ratio(own[-1], costs["every row once"]),
            }
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in own[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} appointments"
    )
    report("posts", lines, figures)


if __name__ == "__main__":
    main()
