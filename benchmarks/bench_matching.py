"""Payments against decisions: MTG002, MTG003 and the list of omissions over 10k, 100k and 1M invented payments.

Large payments (20,000 yuan and more) are decided by a meeting, most of them linked, some only alike, and some,
planted, by none. That every planted one is found or asked about, and how many pairs are taken for certain that
do not belong together, is counted. The floor is one scan of the payments in sqlite3; the peer is DuckDB on the
same file, which answers what MTG002 answers, by hand in its SQL: both must give the same number of findings.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, ratio, report, said

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (10_000, 100_000, 1_000_000)
SEED, LARGE = 11, 2_000_000
_CLOCK = """
import json, resource, sys, time
from datetime import date, datetime
from pathlib import Path
def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime
"""
_RULE = (
    _CLOCK
    + """
from powerctl.rulebook.run import run_check
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    found = run_check(session, as_of=date(2026, 3, 2), ran_at=datetime(2026, 3, 2), select="RULES", store=False)
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": found.results[0].findings}))
"""
)
OWN = _RULE.replace("RULES", "MTG002")
BOTH = _RULE.replace("RULES", "MTG002,MTG003")
LIST = (
    _CLOCK
    + """
from powerctl.areas.matching.omission import UNDECIDED
from powerctl.areas.matching.omissions import find_omissions
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    found = find_omissions(session, as_of=date(2026, 3, 2))
    wall, cpu = time.perf_counter() - wall, used() - cpu
named = [[one.key, one.is_certain] for one in found.found if one.sort == UNDECIDED]
pairs = [[pair.matter.side.key, pair.item.side.key] for pair in found.certain_pairs]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"wall": wall, "cpu": cpu, "answers": {"named": named, "pairs": pairs, "memory": peak}}))
"""
)
FINDINGS = """
WITH near AS (SELECT DISTINCT e.id FROM {t}expenditure e JOIN {t}topic t ON t.unit_id = e.unit_id
    AND (t.amount_fen = e.amount_fen OR t.title = e.purpose)
    JOIN {t}agenda_item a ON a.topic_id = t.id JOIN {t}meeting m ON m.id = a.meeting_id
    WHERE e.amount_fen >= {large} AND e.agenda_item_id IS NULL AND a.outcome = '通过'
    AND e.paid_on::DATE - m.held_on::DATE BETWEEN -60 AND 400)
SELECT count(*) FROM {t}expenditure e WHERE e.amount_fen >= {large} AND e.agenda_item_id IS NULL
AND coalesce(e.decision_written, '') = '' AND e.state <> '作废' AND e.id NOT IN (SELECT id FROM near)
"""
THEIRS = (
    _CLOCK
    + """
import duckdb
from bench_matching import FINDINGS, LARGE
from duckdb_extensions import import_extension
import_extension("sqlite_scanner")
db = duckdb.connect()
db.execute("LOAD sqlite")
db.execute(f"ATTACH '{sys.argv[1]}' AS county (TYPE sqlite, READ_ONLY)")
wall, cpu = time.perf_counter(), used()
(count,) = db.execute(FINDINGS.format(t="county.", large=LARGE)).fetchone()
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": count}))
"""
)
FLOOR = (
    _CLOCK
    + """
import sqlite3
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
wall, cpu = time.perf_counter(), used()
rows = db.execute("SELECT unit_id, count(*), sum(amount_fen), count(agenda_item_id) FROM expenditure GROUP BY unit_id").fetchall()
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": len(rows)}))
"""
)


def asked(code: str, path: Path) -> tuple[Cost, Any]:
    """One run of a program that times itself."""
    _, text = said([PYTHON, "-c", code, str(path)], {"PYTHONPATH": str(Path(__file__).resolve().parent)})
    told = json.loads(text)
    return Cost(told["wall"], told["cpu"]), told["answers"]


def decide(path: Path) -> tuple[set[str], dict[str, str]]:
    """Meetings for most large payments, and 30 on other matters a unit; planted keys, and pairs that belong."""
    from powerctl.store import triggers

    random, planted, belong = Random(SEED), set[str](), dict[str, str]()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        large = db.execute(
            "SELECT id, unit_id, identity, purpose, amount_fen, paid_on FROM expenditure WHERE amount_fen >= ?",
            (LARGE,),
        ).fetchall()
        units = [row[0] for row in db.execute("SELECT id FROM unit")]
        db.executemany(
            "INSERT INTO catalogue_item(unit_id, name, matter, threshold_fen, valid_from)"
            " VALUES (?, '大额资金', '大额资金使用', ?, '2020-01-01')",
            ((unit, LARGE) for unit in units),
        )
        topics: list[tuple[Any, ...]] = []
        for number, unit, identity, purpose, fen, paid_on in large:
            key, chance = f"U{unit:04d}/{identity}#1", random.random()
            if chance < 0.15:
                planted.add(key)
                continue
            held = date.fromisoformat(paid_on) - timedelta(days=random.randrange(2, 40))
            topics.append(
                (unit, f"关于支付{purpose}款的请示", fen, held.isoformat(), number if chance < 0.75 else None)
            )
            if chance >= 0.75:
                belong[key] = f"U{unit:04d}/M{len(topics)}/T{len(topics)}"
        for unit in units:
            for n in range(30):
                topics.append((unit, f"研究第{n}项日常工作", None, f"2025-{n % 12 + 1:02d}-11", None))
        for n, (unit, title, fen, held, payment) in enumerate(topics, 1):
            db.execute(
                "INSERT INTO meeting(id, unit_id, number, body, held_on) VALUES (?, ?, ?, '党组会', ?)",
                (n, unit, f"M{n}", held),
            )
            db.execute(
                "INSERT INTO topic(id, unit_id, number, title, amount_fen, matter) VALUES (?, ?, ?, ?, ?, ?)",
                (n, unit, f"T{n}", title, fen, "大额资金使用" if fen else None),
            )
            db.execute(
                "INSERT INTO agenda_item(id, meeting_id, topic_id, position, outcome) VALUES (?, ?, ?, 1, '通过')",
                (n, n, n),
            )
            if payment:
                db.execute("UPDATE expenditure SET agenda_item_id = ? WHERE id = ?", (n, payment))
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")
    return planted, belong


def main() -> None:
    from payments import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    own: list[Cost] = []
    listing: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            path = Path(name) / f"{size}.db"
            fill(path, size, SEED)
            planted, belong = decide(path)
            mine, theirs = asked(OWN, path)[1], asked(THEIRS, path)[1]
            if mine != theirs:
                raise SystemExit(f"the findings differ: {mine} and {theirs}")
            told = asked(LIST, path)[1]
            named = {key for key, _ in told["named"]}
            certain = {key for key, sure in told["named"] if sure}
            wrong = [key for key, item in told["pairs"] if belong.get(key) != item]
            jobs = {
                "MTG002": OWN,
                "MTG002 and MTG003": BOTH,
                "list": LIST,
                "DuckDB": THEIRS,
                "one scan": FLOOR,
            }
            costs = in_turns({job: lambda code=code: asked(code, path)[0] for job, code in jobs.items()}, 3)
            own.append(costs["MTG002"])
            listing.append(costs["list"])
            found = {
                "planted": len(planted), "found": len(planted & certain), "asked about": len(planted & (named - certain)),
                "lost": len(planted - named), "false": len(certain - planted), "certain pairs": len(told["pairs"]),
                "of them wrong": len(wrong), "findings, the same as DuckDB": mine, "MB": told["memory"],
            }  # fmt: skip
            lines.append(f"{size:,} payments: {json.dumps(found, ensure_ascii=False)}")
            for job in ("MTG002", "MTG002 and MTG003", "list"):
                for peer in ("DuckDB", "one scan"):
                    lines.append("  " + against(job, costs[job], peer, costs[peer]))
            figures[str(size)] = {job: figures_of(cost) for job, cost in costs.items()} | {
                "found": found,
                "× DuckDB": ratio(costs["MTG002"], costs["DuckDB"]),
            }
    for what, runs in (("MTG002", own), ("list", listing)):
        grown = exponent(SIZES[1:], [cost.cpu for cost in runs[1:]])
        lines.append(
            f"growth of {what}: exponent {grown:.2f} of processor time from {SIZES[1]:,} to {SIZES[2]:,}"
        )
    report("matching", lines, figures)


if __name__ == "__main__":
    main()
