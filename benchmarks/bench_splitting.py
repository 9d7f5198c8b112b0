"""Looking for split payments: how many planted ones are found, how many groups are false, and how fast.

Rule FIN020 over 10k, 100k and 1M invented payments (`payments.py`). The floor is one grouped scan of the same
rows in sqlite3; the peer is DuckDB on the same file by its SQLite extension, which answers the first signal
(payments to one payee in a window, their sum beyond the limit, by a window function) and hands over the starts of
groups; that both find the same starts is checked. Recall and false alarms are counted on a ledger of another seed
than the one that the signs were chosen on.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, ratio, report, said

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (10_000, 100_000, 1_000_000)
SEED = 7
_CLOCK = """
import json, resource, sys, time
def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime
"""
OWN = (
    _CLOCK
    + """
from datetime import date, datetime
from pathlib import Path
from powerctl.rulebook.run import run_check
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    found = run_check(session, as_of=date(2026, 3, 2), ran_at=datetime(2026, 3, 2), select="FIN020", store=False)
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": found.results[0].findings}))
"""
)
STARTS = """
SELECT unit_id, payee_key, paid_on FROM (
  SELECT unit_id, payee_key, paid_on, sum(amount_fen) OVER w AS total, count(*) OVER w AS payments FROM (
    SELECT unit_id, payee_key, {day} AS paid_on, amount_fen FROM {table}
    WHERE state <> '作废' AND paid_on IS NOT NULL AND payee_key IS NOT NULL AND amount_fen > 0 AND amount_fen <= {limit}
      AND coalesce(recurrence, '一次性') = '一次性' AND coalesce(contract, '') = '' AND transaction_id IS NULL
      AND coalesce(kind, '') <> '工资福利')
  WINDOW w AS (PARTITION BY unit_id, payee_key ORDER BY paid_on RANGE BETWEEN CURRENT ROW AND INTERVAL 30 DAY FOLLOWING))
WHERE total > {limit} AND payments >= 2 GROUP BY ALL
"""
THEIRS = (
    _CLOCK
    + """
import duckdb
from bench_splitting import STARTS
from duckdb_extensions import import_extension
from payments import LIMIT
import_extension("sqlite_scanner")
db = duckdb.connect()
db.execute("SET enable_progress_bar = false")
db.execute("LOAD sqlite")
db.execute(f"ATTACH '{sys.argv[1]}' AS county (TYPE sqlite, READ_ONLY)")
wall, cpu = time.perf_counter(), used()
rows = db.execute(STARTS.format(day="paid_on::DATE", table="county.expenditure", limit=LIMIT)).fetchall()
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": len(rows)}))
"""
)
FLOOR = (
    _CLOCK
    + """
import sqlite3
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
wall, cpu = time.perf_counter(), used()
rows = db.execute("SELECT unit_id, payee_key, count(*), sum(amount_fen) FROM expenditure GROUP BY unit_id, payee_key").fetchall()
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": len(rows)}))
"""
)


def asked(code: str, path: Path) -> tuple[Cost, Any]:
    """One run of a program that times itself."""
    _, text = said([PYTHON, "-c", code, str(path)], {"PYTHONPATH": str(Path(__file__).resolve().parent)})
    told = json.loads(text)
    return Cost(told["wall"], told["cpu"]), told["answers"]


def starts_of(path: Path) -> int:
    """How many payments begin a window that passes the limit, by our own question."""
    from sqlalchemy import func, select

    from powerctl.areas.finance.split_payees import SPLIT_START
    from powerctl.areas.gathered import gather
    from powerctl.limits.in_force import put_in_force
    from powerctl.store.transaction import reading

    with reading(path) as session:
        put_in_force(session, date(2026, 3, 2))
        starts = SPLIT_START
        question = select(func.count()).select_from(starts)
        gather(session, select(starts), set())
        return int(session.execute(question).scalar_one())


def found_in(path: Path, payments: int) -> dict[str, Any]:
    """Recall by kind of split and false groups, for groups asked about and for the longer list."""
    from payments import ledger

    from powerctl.areas.finance.split_groups import NEAR, PAYEE, YEAR, find_groups
    from powerctl.store.transaction import reading

    plants, levels = {}, {}
    for one in ledger(payments, SEED):
        if one["plant"]:
            plants[f"U{one['unit_id']:04d}/{one['identity']}#1"] = one["plant"]
            levels[one["plant"]] = one["level"]
    told: dict[str, Any] = {"planted": dict(Counter(levels.values()))}
    with reading(path) as session:
        listed = find_groups(session, date(2026, 3, 2), weak=True)
    for name, groups in (
        ("two signs", [one for one in listed if one.weight == "须说明"]),
        ("one sign", listed),
    ):
        hit, false = set(), Counter()
        by_payee = [one for one in groups if one.signal == PAYEE]
        for group in by_payee:
            parts = Counter(plants[key] for key in group.members if key in plants)
            found = [plant for plant, count in parts.items() if count > 1]
            hit.update(found)
            false[_payee_of(path, group.members[0])] += not found
        told[name] = {
            "groups": len(by_payee),
            "found": dict(Counter(levels[plant] for plant in hit)),
            "false": sum(false.values()),
            "false, of whom": {payee: count for payee, count in false.most_common() if count},
        }
    units = payments // 2_000
    for signal, rest in ((NEAR, 0), (YEAR, 5)):
        named = {one.unit for one in listed if one.signal == signal and one.weight == "须说明"}
        wanted = {f"第{n}局" for n in range(1, units + 1) if n % 10 == rest}
        told[signal] = {"planted": len(wanted), "found": len(named & wanted), "false": len(named - wanted)}
    return told


def _payee_of(path: Path, key: str) -> str:
    """What kind of payee a group is about: the end of its invented name."""
    unit, _, rest = key.partition("/")
    with sqlite3.connect(path) as db:
        (name,) = db.execute(
            "SELECT payee_key FROM expenditure WHERE unit_id = ? AND identity = ?",
            (int(unit[1:]), rest.partition("#")[0]),
        ).fetchone()
    return "".join(sign for sign in name if not sign.isdigit() and sign not in "第-")


def main() -> None:
    from payments import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    own: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            path = Path(name) / f"{size}.db"
            fill(path, size, SEED)
            mine, theirs = starts_of(path), asked(THEIRS, path)[1]
            if mine != theirs:
                raise SystemExit(f"the starts of groups differ: {mine} and {theirs}")
            jobs = {"FIN020": OWN, "DuckDB": THEIRS, "one grouped scan": FLOOR}
            costs = in_turns({job: lambda code=code: asked(code, path)[0] for job, code in jobs.items()}, 3)
            own.append(costs["FIN020"])
            lines.append(f"{size:,} payments, {mine:,} starts of groups, the same as DuckDB's")
            for peer in ("DuckDB", "one grouped scan"):
                lines.append("  " + against("FIN020, three signals", costs["FIN020"], peer, costs[peer]))
            figures[str(size)] = {job: figures_of(cost) for job, cost in costs.items()} | {
                "× DuckDB": ratio(costs["FIN020"], costs["DuckDB"])
            }
            if size == SIZES[1]:
                told = found_in(path, size)
                figures["found"] = told
                lines += [
                    f"  {what}: {json.dumps(value, ensure_ascii=False)}" for what, value in told.items()
                ]
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in own[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} payments"
    )
    report("splitting", lines, figures)


if __name__ == "__main__":
    main()
