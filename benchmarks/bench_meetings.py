"""All rules about meetings, and the patterns of meetings, over 1,000, 3,000 and 10,000 meetings.

Five topics, nine members and an observer each; every member who is there speaks and votes. The floor reads
every row of the tables once with `sqlite3` and does nothing with it. The peer answers three of the heaviest
questions, written by hand in DuckDB's SQL, on the same file; that both count the same items, findings and
doubts is checked. No other program knows the rules or the patterns.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench_check import _CLOCK, asked
from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, peak_memory, ratio, report

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (1_000, 3_000, 10_000)
ROUNDS = 3
GOAL_SECONDS = 8
RULES = "MTG,VOTE,REG019,REG020"
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
    found = run_check(session, as_of=date(2026, 6, 1), ran_at=datetime(2026, 6, 1), select=sys.argv[2], store=False)
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": {r.rule.code: [r.examined, r.findings, r.unknown] for r in found.results}}))
"""
)
PATTERNS = (
    _CLOCK
    + """
from datetime import date
from pathlib import Path
from powerctl.areas.meetings.patterns import find_patterns
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    found = find_patterns(session, until=date(2026, 6, 1))
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "compared": found.compared, "alike": len(found.alike)}))
"""
)
FLOOR = (
    _CLOCK
    + """
import sqlite3
from meetings_county import TABLES
db = sqlite3.connect(sys.argv[1])
wall, cpu = time.perf_counter(), used()
for table in TABLES:
    for row in db.execute(f'SELECT * FROM "{table}"'):
        pass
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu}))
"""
)
THEIRS = (
    _CLOCK
    + """
from bench_meetings import QUESTIONS, opened
db = opened(sys.argv[1])
answers = {}
wall, cpu = time.perf_counter(), used()
for code, question in QUESTIONS.items():
    db.execute(f"CREATE OR REPLACE TEMP TABLE answered AS {question}")
    told = dict(db.execute("SELECT verdict, count(*) FROM answered GROUP BY verdict").fetchall())
    db.execute("SELECT * FROM answered WHERE verdict <> 0 ORDER BY item").fetchall()
    answers[code] = [sum(told.values()), told.get(2, 0), told.get(1, 0)]
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": answers}))
"""
)

_AGENDA = (
    "SELECT i.*, m.body, m.held_on, m.unit_id, u.code || '/' || m.number || '/' || t.number AS item, t.title "
    "FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id JOIN topic t ON t.id = i.topic_id "
    "LEFT JOIN unit u ON u.id = m.unit_id WHERE (m.held_on IS NULL OR m.held_on <= '2026-06-01') AND "
    "(m.body IS NULL OR m.body NOT IN ('书记办公会', '书记专题会'))"
)
_HERE = "a.role = '应到成员' AND a.state = '出席'"
_MAYBE_HERE = "coalesce(a.role, '应到成员') = '应到成员' AND coalesce(a.state, '出席') = '出席'"
_ROUNDS = (
    "SELECT * FROM (SELECT 1 AS named, id, agenda_item_id, round FROM named_ballot WHERE is_void = 0 UNION ALL "
    "SELECT 0, id, agenda_item_id, round FROM secret_ballot WHERE is_void = 0) "
    "QUALIFY rank() OVER (PARTITION BY agenda_item_id ORDER BY round DESC) = 1"
)
_OPINED = (
    "SELECT agenda_item_id, attendance_id, bool_or(coalesce(opinion <> '未表态', false)) AS opined, "
    "bool_or(coalesce(opinion <> '未表态', false) OR trim(coalesce(reasons, ''), ' \t\r\n\u3000') <> '') AS spoke, "
    "bool_and(coalesce(opinion = '未表态', false) AND trim(coalesce(reasons, ''), ' \t\r\n\u3000') = '') AS silent "
    "FROM statement GROUP BY ALL"
)
QUESTIONS = {
    "VOTE002": f"""
WITH tally AS (SELECT b.id, count(DISTINCT v.attendance_id) FILTER (v.choice = '同意' AND {_HERE}) AS least,
 count(DISTINCT v.attendance_id) FILTER (v.choice = '同意' AND {_MAYBE_HERE}) AS most FROM named_ballot b
 JOIN named_vote v ON v.ballot_id = b.id LEFT JOIN attendance a ON a.id = v.attendance_id GROUP BY b.id),
roster AS (SELECT meeting_id, count(*) FILTER (role = '应到成员') AS least,
 count(*) FILTER (coalesce(role, '应到成员') = '应到成员') AS most FROM attendance GROUP BY meeting_id),
lines AS (SELECT r.agenda_item_id, coalesce(t.least, s.votes_for) AS least, coalesce(t.most, s.votes_for) AS most
 FROM ({_ROUNDS}) r LEFT JOIN tally t ON r.named = 1 AND t.id = r.id LEFT JOIN secret_ballot s ON r.named = 0 AND s.id = r.id),
asked AS (SELECT i.*, l.agenda_item_id AS line, CASE WHEN i.held_on IS NULL OR coalesce(r.least, 0) <= 0 THEN NULL
 WHEN l.least * 2 > r.most THEN 1 WHEN l.most * 2 <= r.least THEN 0 END AS carried FROM ({_AGENDA}) i
 LEFT JOIN lines l ON l.agenda_item_id = i.id LEFT JOIN roster r ON r.meeting_id = i.meeting_id)
SELECT item, unit_id, CASE WHEN carried = 1 THEN 0 WHEN outcome = '通过' AND body IS NOT NULL AND carried = 0 THEN 2 ELSE 1 END
 AS verdict, title FROM asked WHERE (body IS NULL OR body NOT IN ('政府常务会', '局长办公会'))
 AND (outcome = '通过' OR outcome IS NULL AND line IS NOT NULL)""",
    "MTG012": f"""
WITH opined AS ({_OPINED}), said AS (SELECT agenda_item_id, count(*) AS statements FROM statement GROUP BY ALL),
seats AS (SELECT i.id, count(*) FILTER ({_HERE}) AS present,
 count(*) FILTER (w.id IS NULL AND {_HERE} AND NOT coalesce(o.spoke, false) AND coalesce(o.silent, true)) AS silent,
 count(*) FILTER (w.id IS NULL AND {_MAYBE_HERE} AND NOT coalesce(o.spoke, false)) AS doubtful
 FROM said JOIN agenda_item i ON i.id = said.agenda_item_id JOIN attendance a ON a.meeting_id = i.meeting_id
 LEFT JOIN recusal w ON w.agenda_item_id = i.id AND w.attendance_id = a.id
 LEFT JOIN opined o ON o.agenda_item_id = i.id AND o.attendance_id = a.id GROUP BY i.id)
SELECT item, unit_id, CASE WHEN held_on IS NULL OR body IS NULL THEN 1 WHEN s.silent > 0 THEN 2
 WHEN s.present > 0 AND s.doubtful = 0 THEN 0 ELSE 1 END AS verdict, title FROM ({_AGENDA}) i LEFT JOIN seats s ON s.id = i.id
 WHERE outcome IS NULL OR outcome <> '听取汇报'""",
    "MTG024": f"""
WITH opined AS ({_OPINED}), voter AS (SELECT b.agenda_item_id, v.attendance_id, bool_or(coalesce(v.is_written, 0) <> 1) AS here
 FROM named_ballot b LEFT JOIN named_vote v ON v.ballot_id = b.id WHERE b.is_void = 0 GROUP BY ALL),
items AS (SELECT v.agenda_item_id, count(*) FILTER (v.here AND v.attendance_id IS NOT NULL) AS voters,
 count(*) FILTER (v.here AND o.opined) AS opined, count(v.attendance_id) AS votes FROM voter v
 LEFT JOIN opined o ON o.agenda_item_id = v.agenda_item_id AND o.attendance_id = v.attendance_id GROUP BY ALL)
SELECT item, unit_id, CASE WHEN held_on IS NULL OR body IS NULL THEN 1 WHEN v.opined < v.voters THEN 2
 WHEN v.votes > 0 THEN 0 ELSE 1 END AS verdict, title FROM ({_AGENDA}) i JOIN items v ON v.agenda_item_id = i.id""",
}


def opened(path: str) -> object:
    """DuckDB on the county's own file, read as the numbers and texts that SQLite keeps."""
    import duckdb
    import duckdb_extensions

    duckdb_extensions.import_extension("sqlite_scanner")
    db = duckdb.connect()
    db.execute("SET enable_progress_bar = false")
    db.execute("LOAD sqlite_scanner")
    db.execute(f"ATTACH '{path}' AS county (TYPE sqlite, READ_ONLY)")
    db.execute("USE county")
    return db


def main() -> None:
    from meetings_county import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    rules: list[Cost] = []
    patterns: list[Cost] = []
    chosen = ",".join(QUESTIONS)
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            county = Path(name) / f"{size}.db"
            rows = fill(county, size)
            mine, theirs = asked(OWN, str(county), chosen)[1], asked(THEIRS, str(county))[1]
            if mine["answers"] != theirs["answers"]:
                raise SystemExit(f"the answers differ:\n{mine['answers']}\n{theirs['answers']}")
            told = asked(OWN, str(county), RULES)[1]
            jobs = {
                "all rules": lambda: asked(OWN, str(county), RULES)[0],
                "three rules": lambda: asked(OWN, str(county), chosen)[0],
                "DuckDB": lambda: asked(THEIRS, str(county))[0],
                "reading": lambda: asked(FLOOR, str(county))[0],
                "patterns": lambda: asked(PATTERNS, str(county))[0],
            }
            costs = in_turns(jobs, ROUNDS)
            rules.append(costs["all rules"])
            patterns.append(costs["patterns"])
            failed = sum(found + unknown for _, found, unknown in told["answers"].values())
            single, _ = peak_memory([PYTHON, "-c", OWN, str(county), RULES])
            lines += [
                f"{size:,} meetings, {rows:,} rows: {failed:,} findings and doubts, {single:.0f} MB; answers agree",
                "  " + against(f"all {len(told['answers'])} rules", costs["all rules"], "reading every row once", costs["reading"]),
                "  " + against(chosen, costs["three rules"], "DuckDB on the same file", costs["DuckDB"]),
                "  " + against("patterns", costs["patterns"], "reading every row once", costs["reading"]),
            ]  # fmt: skip
            figures[str(size)] = {
                "rows": rows,
                "findings and doubts": failed,
                "MB": round(single),
                **{name: figures_of(cost) for name, cost in costs.items()},
                "all rules × reading": ratio(costs["all rules"], costs["reading"]),
                "three rules × DuckDB": ratio(costs["three rules"], costs["DuckDB"]),
                "patterns × reading": ratio(costs["patterns"], costs["reading"]),
            }
    met = "met" if rules[-1].wall <= GOAL_SECONDS else "NOT met"
    lines.append(
        f"{SIZES[-1]:,} meetings: {rules[-1].wall:.1f} s for all rules, goal ≤ {GOAL_SECONDS} s: {met}"
    )
    for job, found in (("rules", rules), ("patterns", patterns)):
        grown = exponent(SIZES, [cost.cpu for cost in found])
        lines.append(
            f"growth of {job}: exponent {grown:.2f} of processor time from {SIZES[0]:,} to {SIZES[-1]:,} meetings"
        )
    report("meetings", lines, figures)


if __name__ == "__main__":
    main()
