"""All rules about money over 10k, 100k and 1M payments with their signatures, decisions, works and reports.

FIN001 … FIN021, DUTY009, MTG002 and MTG003 with splitting, all limits set (`money_county.py`). The floor reads every
row of the tables once with `sqlite3` and does nothing with it. The peer, DuckDB on the same file, answers FIN002,
FIN003, FIN004, FIN020 and MTG002 by hand in its SQL, with the limits as plain numbers; examined items, findings and
doubts of each are equal, else the script fails. Last the three rules that look at each payment are asked where no
limit is set: then every payment is a doubt, told in a sentence.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bench_check import _CLOCK, asked
from bench_meetings import OWN
from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, peak_memory, ratio, report

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = {10_000: 3, 100_000: 3, 1_000_000: 2}
UNSET_MOST = 100_000
SEED, GOAL = 13, 4
RULES = "FIN,DUTY009,MTG002,MTG003"
EACH_PAYMENT = "FIN002,FIN003,FIN004"
SIMPLE = f"{EACH_PAYMENT},MTG002"
ANSWERED = f"{SIMPLE},FIN020"
FLOOR = (
    _CLOCK
    + """
import sqlite3
from money_county import TABLES
db = sqlite3.connect(sys.argv[1])
wall, cpu = time.perf_counter(), used()
for table in TABLES:
    for row in db.execute(f'SELECT * FROM "{table}"'):
        pass
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu}))
"""
)
# What all four read of a payment, once: decided, and else whether an item of an agenda looks like it.
ASKED = """
CREATE TEMP TABLE asked AS
WITH items AS (SELECT i.id, m.unit_id, m.held_on, t.title, t.amount_fen, i.outcome = '通过' AND m.body = '党组会' AS carried
  FROM county.agenda_item i JOIN county.meeting m ON m.id = i.meeting_id JOIN county.topic t ON t.id = i.topic_id),
payments AS (SELECT id, unit_id, amount_fen, paid_on, purpose, is_non_productive, agenda_item_id, project_id, transaction_id
  FROM county.expenditure WHERE (state IS NULL OR state <> '作废') AND paid_on <= '2026-06-01'),
near AS (SELECT p.id FROM payments p JOIN items i ON i.unit_id = p.unit_id AND i.amount_fen = p.amount_fen
    AND p.paid_on::DATE - i.held_on::DATE BETWEEN -60 AND 400 WHERE p.agenda_item_id IS NULL
  UNION SELECT p.id FROM payments p JOIN items i ON i.unit_id = p.unit_id AND i.title = p.purpose
    AND p.paid_on::DATE - i.held_on::DATE BETWEEN -60 AND 400 WHERE p.agenda_item_id IS NULL)
SELECT p.*, coalesce(i.carried, false) AS carried, p.agenda_item_id IS NULL AND n.id IS NULL AS missing
FROM payments p LEFT JOIN items i ON i.id = p.agenda_item_id LEFT JOIN near n ON n.id = p.id
"""
VERDICTS = {
    "FIN002": (
        "CASE WHEN amount_fen <= {limit} OR carried AND amount_fen <= {limit} * 10 THEN 0 WHEN missing THEN 2 ELSE 1 END",
        "true",
    ),
    "FIN003": (
        "CASE WHEN carried OR amount_fen <= {limit} THEN 0 WHEN missing AND is_non_productive = 1 THEN 2 ELSE 1 END",
        "is_non_productive IS DISTINCT FROM 0",
    ),
    "FIN004": ("CASE WHEN amount_fen < {limit} * 100 THEN 0 WHEN missing THEN 2 ELSE 1 END", "true"),
}
# Beside payments MTG002 looks at what a catalogue of large sums covers: trades by purchase and other matters.
MATTERS = """
WITH every AS (SELECT 'p' || id AS item, CASE WHEN carried THEN 0 WHEN missing THEN 2 ELSE 1 END AS verdict FROM asked WHERE amount_fen >= {large}
  UNION ALL SELECT 't' || id, CASE WHEN agenda_item_id IS NOT NULL THEN 0 ELSE 2 END FROM county.public_transaction
    WHERE kind = '政府采购' AND price_fen >= {large}
  UNION ALL SELECT 'u' || id, CASE WHEN agenda_item_id IS NOT NULL THEN 0 ELSE 2 END FROM county.undertaking WHERE amount_fen >= {large})
SELECT verdict, count(*) FROM every GROUP BY verdict
"""
THEIRS = (
    _CLOCK
    + """
from bench_meetings import opened
from bench_money import ASKED, MATTERS, VERDICTS
from bench_matching import LARGE
from bench_splitting import LINES, PAYEES, PRESSED, UNITS, YEARS
from payments import LIMIT, TENDER
db = opened(sys.argv[1])
answers = {}
wall, cpu = time.perf_counter(), used()
if "FIN020" in sys.argv[2]:
    db.execute(LINES)
    asked = (question.replace("2026-03-02", "2026-06-01") for question in (PAYEES, YEARS, PRESSED, UNITS))
    *groups, units, unclear = [n for one in asked for n in db.execute(one.format(limit=LIMIT, tender=TENDER)).fetchone()]
    answers["FIN020"] = [sum(groups) + units, sum(groups), unclear]
db.execute(ASKED)
questions = {code: f"SELECT {verdict}, count(*) FROM asked WHERE {where} GROUP BY ALL" for code, (verdict, where) in VERDICTS.items()}
for code, question in (questions | {"MTG002": MATTERS}).items():
    told = dict(db.execute(question.format(limit=LIMIT, large=LARGE)).fetchall())
    answers[code] = [sum(told.values()), told.get(2, 0), told.get(1, 0)]
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": answers}))
"""
)


def forget_limits(path: Path) -> None:
    """No limit is set any more, for the county or a unit."""
    from powerctl.store import triggers

    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        db.execute("DELETE FROM limit_override")
        db.execute("DELETE FROM approval_limit")
        triggers.install(db)
        db.execute("COMMIT")


def main() -> None:
    from money_county import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    own: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            path = Path(name) / f"{size}.db"
            rows = fill(path, size, SEED)
            told = asked(OWN, str(path), RULES)[1]["answers"]
            theirs = asked(THEIRS, str(path), ANSWERED)[1]["answers"]
            differing = {code: (told[code], theirs[code]) for code in theirs if told[code] != theirs[code]}
            if differing:
                raise SystemExit(f"the answers differ: {differing}")
            jobs = {
                "all rules": lambda path=path: asked(OWN, str(path), RULES)[0],
                "five rules": lambda path=path: asked(OWN, str(path), ANSWERED)[0],
                "DuckDB": lambda path=path: asked(THEIRS, str(path), ANSWERED)[0],
                "four rules": lambda path=path: asked(OWN, str(path), SIMPLE)[0],
                "DuckDB, four rules": lambda path=path: asked(THEIRS, str(path), SIMPLE)[0],
                "every row once": lambda path=path: asked(FLOOR, str(path))[0],
            }
            costs = in_turns(jobs, ROUNDS[size])
            own.append(costs["all rules"])
            memory, _ = peak_memory([PYTHON, "-c", OWN, str(path), RULES])
            findings, doubts = (sum(answer[at] for answer in told.values()) for at in (1, 2))
            goal = GOAL if size == SIZES[-1] else None
            lines += [
                f"{size:,} payments, {rows:,} rows, {len(told)} rules: {findings:,} findings, {doubts:,} doubts, "
                f"processor {own[-1].cpu:.2f} s, {memory:.0f} MB; DuckDB's answers are the same",
                "  " + against("all rules", own[-1], "every row once", costs["every row once"]),
                "  " + against(ANSWERED, costs["five rules"], "DuckDB", costs["DuckDB"], goal),
                "  " + against(SIMPLE, costs["four rules"], "DuckDB", costs["DuckDB, four rules"]),
            ]
            figures[str(size)] = {job: figures_of(cost) for job, cost in costs.items()} | {
                "rows": rows,
                "MB": round(memory),
                "all rules × every row once": ratio(own[-1], costs["every row once"]),
                "five rules × DuckDB": ratio(costs["five rules"], costs["DuckDB"]),
                "four rules × DuckDB": ratio(costs["four rules"], costs["DuckDB, four rules"]),
            }
            if size <= UNSET_MOST:
                forget_limits(path)
                unset = asked(OWN, str(path), EACH_PAYMENT)
                doubts = sum(answer[2] for answer in unset[1]["answers"].values())
                lines.append(
                    f"  no limit set: {EACH_PAYMENT} {unset[0].wall:.2f} s, processor {unset[0].cpu:.2f} s, {doubts:,} doubts"
                )
                figures[str(size)] |= {"no limit set": figures_of(unset[0]) | {"doubts": doubts}}
            path.unlink()
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in own[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} payments"
    )
    report("money", lines, figures)


if __name__ == "__main__":
    main()
