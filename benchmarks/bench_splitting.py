"""Looking for split payments: how many planted ones are found, how many groups are false, and how fast.

Rule FIN020 over 10k, 100k and 1M invented payments (`payments.py`). The floor is one grouped scan of the same
rows in sqlite3; the peer is DuckDB on the same file by its SQLite extension, which answers all three signals and
the completeness of each unit, by hand in its SQL, with the limits as plain numbers: groups by payee, years,
pressed units, units and unclear units are equal in number, else the script fails. Recall and false alarms are
counted on a ledger of another seed than the one that the signs were chosen on.
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
SEED, GOAL = 7, 4
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
items = [one.outcome.item for one in found.outcomes if one.counts]
payees, pressed = (sum(part in item for item in items) for part in ("/收款方/", "/紧贴限额"))
result = found.results[0]
answers = [payees, len(items) - payees - pressed, pressed, result.examined - result.findings, result.unknown]
print(json.dumps({"wall": wall, "cpu": cpu, "answers": answers}))
"""
)
LINES = """
CREATE TEMP TABLE line AS SELECT id, unit_id, payee_key, paid_on::DATE AS day, amount_fen AS amount, purpose, voucher_serial AS serial,
  budget_line, kind, state, coalesce(recurrence, '一次性') <> '一次性' OR trim(coalesce(contract, ''), ' \\t\\r\\n　') <> ''
  OR transaction_id IS NOT NULL OR coalesce(kind = '工资福利', false) AS explained
FROM county.expenditure WHERE state IS NULL OR state <> '作废'
"""
PAYEES = """
WITH small AS (SELECT * FROM line WHERE NOT explained AND day <= DATE '2026-03-02' AND payee_key IS NOT NULL AND amount BETWEEN 1 AND {limit}),
sums AS (SELECT unit_id, payee_key, day, sum(amount) OVER w AS total, count(*) OVER w AS payments FROM small
  WINDOW w AS (PARTITION BY unit_id, payee_key ORDER BY day RANGE BETWEEN CURRENT ROW AND INTERVAL 30 DAY FOLLOWING)),
starts AS (SELECT DISTINCT unit_id, payee_key, day FROM sums WHERE total > {limit} AND payments >= 2),
marked AS (SELECT *, coalesce(day > lag(day) OVER (PARTITION BY unit_id, payee_key ORDER BY day) + 30, true)::INT AS begins FROM starts),
numbered AS (SELECT *, sum(begins) OVER (PARTITION BY unit_id, payee_key ORDER BY day) AS spell FROM marked),
spells AS (SELECT unit_id, payee_key, min(day) AS first_day, max(day) + 30 AS last_day FROM numbered GROUP BY unit_id, payee_key, spell),
joined AS (SELECT s.unit_id, s.payee_key, s.first_day, p.day, p.amount, coalesce(p.purpose, '') AS purpose, p.serial FROM spells s
  JOIN small p ON p.unit_id = s.unit_id AND p.payee_key = s.payee_key AND p.day BETWEEN s.first_day AND s.last_day),
members AS (SELECT *, (serial - lag(serial) OVER (PARTITION BY unit_id, payee_key, first_day ORDER BY serial, day) = 1)::INT AS follows,
  (amount * 100 >= {limit} * 90)::INT AS near FROM joined),
purposes AS (SELECT unit_id, payee_key, first_day FROM members WHERE purpose <> '' GROUP BY unit_id, payee_key, first_day, purpose
  HAVING sum(amount) > {limit} AND count(*) > 1),
matters AS (SELECT DISTINCT * FROM purposes),
paid AS (SELECT unit_id, payee_key, count(*) AS in_all FROM county.expenditure WHERE paid_on IS NOT NULL GROUP BY unit_id, payee_key),
summed AS (SELECT unit_id, payee_key, first_day, count(*) AS payments, coalesce(sum(follows), 0) AS follows, sum(near) AS near,
  count(*) - count(DISTINCT day) AS same_day, min(amount) = max(amount) AND count(DISTINCT date_trunc('month', day)) = count(*)
  AND count(*) > 2 AS even FROM members GROUP BY unit_id, payee_key, first_day)
SELECT count(*) FROM summed g JOIN paid USING (unit_id, payee_key) LEFT JOIN matters m USING (unit_id, payee_key, first_day)
WHERE (m.unit_id IS NOT NULL)::INT + (follows + 1 >= 2 AND follows * 2 >= payments)::INT + (same_day * 2 >= payments)::INT
  + (near * 2 >= payments)::INT + (in_all = payments)::INT - 2 * even::INT >= 2
"""
YEARS = """
SELECT count(*) FROM (SELECT unit_id, budget_line, kind, year(day), sum(amount) AS total, max(amount) AS largest, count(*) AS payments
  FROM line WHERE NOT explained AND day <= DATE '2026-03-02' AND budget_line IS NOT NULL AND amount IS NOT NULL
  AND kind IN ('物资采购', '工程款', '维修（护）费', '委托业务费', '办公费') GROUP BY ALL)
WHERE total >= {tender} AND largest < {tender} AND payments >= 2
"""
PRESSED = """
SELECT count(*) FROM (SELECT unit_id, year(day), count(*) FILTER (amount < {limit} AND amount >= {limit} * 0.9) AS near,
  count(*) FILTER (amount > {limit} AND amount <= {limit} * 1.1) AS above,
  count(*) FILTER (amount < {limit} * 0.9 AND amount >= {limit} * 0.8) AS below
  FROM line WHERE NOT explained AND day <= DATE '2026-03-02' AND amount BETWEEN {limit} * 0.8 AND {limit} * 1.1 GROUP BY ALL)
WHERE near >= 5 AND near >= 3 * above AND near > below AND (near - below) * (near - below) > 4 * (near + below)
"""
UNITS = """
SELECT count(*), count(*) FILTER (incomplete > 0) FROM (SELECT unit_id, count(*) FILTER (payee_key IS NULL OR amount IS NULL
  OR day IS NULL AND NOT coalesce(state IN ('待支付', '退回未付'), false)) AS incomplete FROM line GROUP BY unit_id)
"""
THEIRS = (
    _CLOCK
    + """
import duckdb
from bench_splitting import LINES, PAYEES, PRESSED, UNITS, YEARS
from duckdb_extensions import import_extension
from payments import LIMIT, TENDER
import_extension("sqlite_scanner")
db = duckdb.connect()
db.execute("SET enable_progress_bar = false")
db.execute("LOAD sqlite")
db.execute(f"ATTACH '{sys.argv[1]}' AS county (TYPE sqlite, READ_ONLY)")
wall, cpu = time.perf_counter(), used()
db.execute(LINES)
answers = [n for question in (PAYEES, YEARS, PRESSED, UNITS) for n in db.execute(question.format(limit=LIMIT, tender=TENDER)).fetchone()]
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": answers}))
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
            mine, theirs = asked(OWN, path)[1], asked(THEIRS, path)[1]
            if mine != theirs:
                raise SystemExit(f"the answers differ: {mine} and {theirs}")
            jobs = {"FIN020": OWN, "DuckDB": THEIRS, "one grouped scan": FLOOR}
            costs = in_turns({job: lambda code=code: asked(code, path)[0] for job, code in jobs.items()}, 3)
            own.append(costs["FIN020"])
            lines.append(
                f"{size:,} payments: {mine[0]:,} payees, {mine[1]:,} years, {mine[2]:,} pressed, the same as DuckDB's"
            )
            goal = GOAL if size == SIZES[-1] else None
            lines.append(
                "  " + against("FIN020, three signals", costs["FIN020"], "DuckDB", costs["DuckDB"], goal)
            )
            lines.append(
                "  " + against("FIN020", costs["FIN020"], "one grouped scan", costs["one grouped scan"])
            )
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
