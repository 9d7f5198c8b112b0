"""Twelve shipped rules over 10k, 100k and 1M items against DuckDB and against Python loops.

The peer answers the same questions, written by hand in its SQL, on the same file by its SQLite extension,
which the bench extra brings as a package, and for comparison on its own tables, into which the rows are
copied first, which is not timed. All hand over each item
that did not pass with unit, name and verdict, and the number examined; that they agree, rule by rule,
is checked. powerctl besides makes the sentence of each. The loops read objects through the ORM and look
at 10,000 items; their figure for a million is an extrapolation and labelled so.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, peak_memory, ratio, report, said

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = {10_000: 3, 100_000: 3, 1_000_000: 3}
LOOP_ITEMS = 10_000
RULES = (
    "REG001", "REG002", "REG003", "REG004", "REG006", "REG008", "REG018",
    "RSK004", "RSK005", "RSK007", "RSK008", "RSK016",
)  # fmt: skip
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
from powerctl.rulebook.rule import FINDING
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    found = run_check(session, as_of=date(2026, 6, 1), ran_at=datetime(2026, 6, 1), select=sys.argv[2], store=False)
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": {r.rule.code: [r.examined, r.findings, r.unknown] for r in found.results}}))
"""
)
THEIRS = (
    _CLOCK
    + """
from bench_check import QUESTIONS, opened
db = opened(sys.argv[1])
answers = {}
wall, cpu = time.perf_counter(), used()
for code, (of, question) in QUESTIONS.items():
    examined = db.execute(f"SELECT count(*) FROM ({of})").fetchall()[0][0]
    rows = db.execute(f"SELECT * FROM ({question}) WHERE verdict <> 0 ORDER BY item").fetchall()
    answers[code] = [examined, sum(row[2] == 2 for row in rows), sum(row[2] == 1 for row in rows)]
wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answers": answers}))
"""
)
LOOPS = (
    _CLOCK
    + """
from collections import defaultdict
from pathlib import Path
from sqlmodel import select
from powerctl.model import LegalBasis, Measure, Power, RiskPoint, Tenure, Unit
from powerctl.store.transaction import reading
with reading(Path(sys.argv[1])) as session:
    session.connection()
    wall, cpu = time.perf_counter(), used()
    bases, measures, linked, named, held = defaultdict(list), defaultdict(list), set(), defaultdict(list), defaultdict(set)
    units = {unit.id: unit for unit in session.exec(select(Unit))}
    for basis in session.exec(select(LegalBasis)):
        bases[basis.power_id].append(basis)
    for measure in session.exec(select(Measure)):
        measures[measure.risk_point_id].append(measure)
    for tenure in session.exec(select(Tenure)):
        held[tenure.post_id].add(tenure.person_id)
    points = session.exec(select(RiskPoint)).all()
    powers = session.exec(select(Power)).all()
    for point in points:
        linked.add(point.power_id)
    for power in powers:
        named[power.name].append(power)
    found = 0
    for power in powers:
        own, posts = bases[power.id], (power.deciding_post_id, power.executing_post_id, power.supervising_post_id)
        found += not (power.category and power.name.strip() and own and power.procedure and power.responsibility)
        found += not any(basis.kind and basis.kind != "规范性文件" for basis in own)
        found += power.holder_unit_id not in units
        found += not (power.remit or "").strip()
        found += not (power.responsibility or "").strip()
        rivals = named[power.name]
        found += len({one.unit_id for one in rivals}) > 1 and sum(bool(one.is_lead) for one in rivals) != 1
        people = [person for post in posts for person in held[post]]
        found += None in posts or len(set(posts)) < 3 or len(set(people)) < 3
        found += bool(power.has_discretion) and power.id not in linked
    for point in points:
        factors = (point.importance, point.frequency, point.probability)
        found += any(one is None or not 1 <= one <= 100 for one in factors)
        criteria = (point.controls_resources, point.wide_discretion, point.needs_openness, point.profits_indirectly, point.frequent_cases)
        yes = sum(bool(one) for one in criteria)
        found += point.level != ("高" if yes >= 3 else "中" if yes == 2 else "低")
        found += not measures[point.id]
        found += point.level == "高" and point.owner_id is None
    wall, cpu = time.perf_counter() - wall, used() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "found": found}))
"""
)

_POWERS = "SELECT * FROM power WHERE (retired_on IS NULL OR retired_on > DATE '2026-06-01')"
_POINTS = "SELECT * FROM risk_point WHERE (closed_on IS NULL OR closed_on > DATE '2026-06-01')"


def _asks(rows: str, verdict: str, joins: str = "", where: str = "true") -> tuple[str, str]:
    """What is examined, and each item with its verdict."""
    question = (
        "SELECT u.code || '/' || p.identity || '#' || p.ordinal AS item, p.unit_id, "
        f"{verdict} AS verdict, p.name FROM ({rows}) p LEFT JOIN unit u ON u.id = p.unit_id {joins} WHERE {where}"
    )
    return f"SELECT p.id FROM ({rows}) p WHERE {where}", question


def _blank(column: str) -> str:
    return f"trim(coalesce(p.{column}, ''), ' \t\r\n　') = ''"


_BASES = (
    "LEFT JOIN (SELECT power_id, bool_or(kind IN ('法律', '法规', '行政法规', '地方性法规', '规章', '部门规章', "
    "'政府规章', '国务院决定', '党内法规', '三定规定')) AS founded, bool_or(kind IS NULL) AS unclear "
    "FROM legal_basis GROUP BY power_id) b ON b.power_id = p.id"
)
_HELD = "(SELECT post_id, person_id FROM tenure WHERE valid_from <= DATE '2026-06-01' AND (valid_to IS NULL OR valid_to >= DATE '2026-06-01'))"
_ONE_PERSON = (
    f"LEFT JOIN (SELECT DISTINCT a.post_id AS one, b.post_id AS other FROM {_HELD} a JOIN {_HELD} b "
    "ON a.person_id = b.person_id AND a.post_id <> b.post_id) {0} ON {0}.one = p.{1}_post_id AND {0}.other = p.{2}_post_id "
)
_SEVERAL = (
    "LEFT JOIN (SELECT name FROM power GROUP BY name HAVING count(DISTINCT unit_id) > 1 "
    "AND count(*) FILTER (WHERE is_lead) <> 1) s ON s.name = p.name"
)
_YES = "p.controls_resources::INT + p.wide_discretion::INT + coalesce(p.needs_openness::INT, {0}) + p.profits_indirectly::INT + p.frequent_cases::INT"
_LEVEL = "CASE WHEN {0} >= 3 THEN '高' WHEN {0} >= 2 THEN '中' WHEN {0} >= 1 THEN '低' ELSE '' END"
_LEAST, _MOST = (_LEVEL.format(f"({_YES.format(open_)})") for open_ in (0, 1))
QUESTIONS = {
    "REG001": _asks(
        _POWERS,
        f"CASE WHEN p.category IS NULL OR {_blank('name')} OR ({_blank('basis_text')} AND b.power_id IS NULL) "
        f"OR {_blank('procedure')} OR {_blank('responsibility')} THEN 2 ELSE 0 END",
        _BASES,
    ),
    "REG002": _asks(
        _POWERS,
        f"CASE WHEN b.founded THEN 0 WHEN b.unclear OR (b.power_id IS NULL AND NOT {_blank('basis_text')}) THEN 1 ELSE 2 END",
        _BASES,
    ),
    "REG003": _asks(
        _POWERS,
        "CASE WHEN h.id IS NOT NULL OR o.id IS NOT NULL THEN 0 WHEN p.holder_unit_id IS NOT NULL "
        f"OR p.holder_post_id IS NOT NULL OR p.holder_level IS NOT NULL OR NOT {_blank('exercising_body')} THEN 1 ELSE 2 END",
        "LEFT JOIN unit h ON h.id = p.holder_unit_id LEFT JOIN post o ON o.id = p.holder_post_id",
    ),
    "REG004": _asks(_POWERS, f"CASE WHEN {_blank('remit')} THEN 2 ELSE 0 END"),
    "REG006": _asks(_POWERS, "CASE WHEN s.name IS NULL THEN 0 ELSE 2 END", _SEVERAL),
    "REG008": _asks(_POWERS, f"CASE WHEN {_blank('responsibility')} THEN 2 ELSE 0 END"),
    "REG018": _asks(
        _POWERS,
        "CASE WHEN coalesce(p.deciding_post_id = p.executing_post_id, false) OR coalesce(p.deciding_post_id = p.supervising_post_id, false) "
        "OR coalesce(p.executing_post_id = p.supervising_post_id, false) OR x.one IS NOT NULL OR y.one IS NOT NULL OR z.one IS NOT NULL THEN 2 "
        "WHEN d.post_id IS NULL OR e.post_id IS NULL OR f.post_id IS NULL THEN 1 ELSE 0 END",
        _ONE_PERSON.format("x", "deciding", "executing")
        + _ONE_PERSON.format("y", "deciding", "supervising")
        + _ONE_PERSON.format("z", "executing", "supervising")
        + " ".join(
            f"LEFT JOIN (SELECT DISTINCT post_id FROM {_HELD}) {short} ON {short}.post_id = p.{role}_post_id"
            for short, role in (("d", "deciding"), ("e", "executing"), ("f", "supervising"))
        ),
    ),
    "RSK004": _asks(
        _POINTS,
        "CASE WHEN p.importance IS NULL OR p.frequency IS NULL OR p.probability IS NULL THEN 2 "
        "WHEN least(p.importance, p.frequency, p.probability) < 1 OR greatest(p.importance, p.frequency, p.probability) > 100 THEN 1 ELSE 0 END",
    ),
    "RSK005": _asks(
        _POINTS,
        f"CASE WHEN p.level IS NULL THEN 1 WHEN NOT {_blank('override_reason')} THEN 0 "
        f"WHEN {_LEAST} <> {_MOST} THEN 1 WHEN {_LEAST} = p.level THEN 0 ELSE 2 END",
    ),
    "RSK007": _asks(
        _POINTS,
        "CASE WHEN coalesce(m.n, 0) < 1 THEN 2 ELSE 0 END",
        "LEFT JOIN (SELECT risk_point_id, count(*) AS n FROM measure GROUP BY risk_point_id) m ON m.risk_point_id = p.id",
    ),
    "RSK008": _asks(
        _POINTS,
        "CASE WHEN t.person_id IS NOT NULL THEN 0 WHEN p.level IS NULL OR p.owner_id IS NOT NULL OR "
        f"NOT {_blank('owner_written')} THEN 1 ELSE 2 END",
        "LEFT JOIN (SELECT DISTINCT person_id FROM tenure WHERE valid_from <= DATE '2026-06-01' "
        "AND (valid_to IS NULL OR valid_to >= DATE '2026-06-01')) t ON t.person_id = p.owner_id",
        "(p.level = '高' OR p.level IS NULL)",
    ),
    "RSK016": _asks(
        _POWERS,
        "CASE WHEN l.identity IS NOT NULL THEN 0 WHEN p.has_discretion THEN 2 ELSE 1 END",
        "LEFT JOIN (SELECT DISTINCT w.unit_id, w.identity, w.ordinal FROM risk_point r JOIN power w ON w.id = r.power_id "
        "WHERE r.closed_on IS NULL OR r.closed_on > DATE '2026-06-01') l "
        "ON l.unit_id = p.unit_id AND l.identity = p.identity AND l.ordinal = p.ordinal",
        "(p.has_discretion OR p.has_discretion IS NULL)",
    ),
}  # fmt: skip
_COPIED = {
    "unit": "id, code, name",
    "post": "id, unit_id",
    "tenure": "post_id, person_id, valid_from, valid_to",
    "power": "id, unit_id, identity, ordinal, name, category, basis_text, exercising_body, holder_unit_id, "
    "holder_level, holder_post_id, deciding_post_id, executing_post_id, supervising_post_id, is_lead, "
    "has_discretion, remit, responsibility, procedure, retired_on",
    "legal_basis": "power_id, kind",
    "risk_point": "id, unit_id, identity, ordinal, power_id, name, level, importance, frequency, probability, "
    "controls_resources, wide_discretion, needs_openness, profits_indirectly, frequent_cases, override_reason, "
    "owner_id, owner_written, closed_on",
    "measure": "risk_point_id",
}
_DATES = ("valid_from", "valid_to", "retired_on", "closed_on")
_FLAGS = (
    "is_lead", "has_discretion", "controls_resources", "wide_discretion", "needs_openness",
    "profits_indirectly", "frequent_cases",
)  # fmt: skip


def opened(path: str):  # type: ignore[no-untyped-def]
    """DuckDB on its own tables, or on the county's own file by its SQLite extension, with the same types."""
    import duckdb

    if path.endswith(".duckdb"):
        return duckdb.connect(path, read_only=True)
    from duckdb_extensions import import_extension

    import_extension("sqlite_scanner")
    db = duckdb.connect()
    db.execute("LOAD sqlite")
    db.execute(f"ATTACH '{path}' AS county (TYPE sqlite, READ_ONLY)")
    kinds = dict.fromkeys(_DATES, "::DATE") | dict.fromkeys(_FLAGS, "::BOOLEAN")
    for table, listed in _COPIED.items():
        columns = ", ".join(name + kinds.get(name, "") + " AS " + name for name in listed.split(", "))
        db.execute(f'CREATE VIEW "{table}" AS SELECT {columns} FROM county."{table}"')
    return db


def copy_to_duckdb(source: Path, target: Path) -> None:
    """The columns that the questions need, in DuckDB's own tables and types."""
    import csv
    import sqlite3

    import duckdb

    texts = sqlite3.connect(source)
    db = duckdb.connect(str(target))
    for table, listed in _COPIED.items():
        names = listed.split(", ")
        kinds = {
            row[1]: "BIGINT" if row[2] == "INTEGER" else "VARCHAR"
            for row in texts.execute(f'PRAGMA table_info("{table}")')
        }
        kinds |= dict.fromkeys(_DATES, "DATE") | dict.fromkeys(_FLAGS, "BOOLEAN")
        db.execute(f'CREATE TABLE "{table}" ({", ".join(f"{name} {kinds[name]}" for name in names)})')
        handed = source.with_suffix(".csv")
        with handed.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            for row in texts.execute(f'SELECT {", ".join(names)} FROM "{table}"'):
                writer.writerow(["\\N" if value is None else value for value in row])
        db.execute(f"COPY \"{table}\" FROM '{handed}' (HEADER false, NULLSTR '\\N')")
        handed.unlink()
    db.close()
    texts.close()


def asked(code: str, *words: str) -> tuple[Cost, dict[str, object]]:
    """One run of a program that times itself."""
    _, text = said([PYTHON, "-c", code, *words], {"PYTHONPATH": str(Path(__file__).resolve().parent)})
    told = json.loads(text)
    return Cost(told["wall"], told["cpu"]), told


def main() -> None:
    from county import fill

    lines: list[str] = []
    figures: dict[str, object] = {}
    own: list[Cost] = []
    selection = ",".join(RULES)
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            county, theirs = Path(name) / f"{size}.db", Path(name) / f"{size}.duckdb"
            rows = fill(county, size)
            copy_to_duckdb(county, theirs)
            mine = asked(OWN, str(county), selection)[1]
            for peer in (county, theirs):
                other = asked(THEIRS, str(peer))[1]
                if mine["answers"] != other["answers"]:
                    raise SystemExit(f"the answers differ:\n{mine['answers']}\n{other['answers']}")
            costs = in_turns(
                {
                    "powerctl": lambda: asked(OWN, str(county), selection)[0],
                    "DuckDB": lambda: asked(THEIRS, str(county))[0],
                    "DuckDB, own tables": lambda: asked(THEIRS, str(theirs))[0],
                },
                ROUNDS[size],
            )
            own.append(costs["powerctl"])
            answers = mine["answers"].values()
            failed = sum(found + unknown for _, found, unknown in answers)
            single, _ = peak_memory([PYTHON, "-c", OWN, str(county), selection])
            lines.append(
                f"{size:,} items, {rows:,} rows: {failed:,} findings and doubts, {single:.0f} MB; answers agree"
            )
            goal = 4 if size == SIZES[-1] else None
            for peer, bar in (("DuckDB", goal), ("DuckDB, own tables", None)):
                told = "DuckDB on the same file" if peer == "DuckDB" else peer
                lines.append("  " + against(f"{len(RULES)} rules", costs["powerctl"], told, costs[peer], bar))
            figures[str(size)] = {
                "rows": rows,
                "findings and doubts": failed,
                "MB": round(single),
                "powerctl": figures_of(costs["powerctl"]),
                "DuckDB": figures_of(costs["DuckDB"]),
                "× DuckDB": ratio(costs["powerctl"], costs["DuckDB"]),
                "DuckDB, own tables": figures_of(costs["DuckDB, own tables"]),
                "× DuckDB, own tables": ratio(costs["powerctl"], costs["DuckDB, own tables"]),
            }
            if size == LOOP_ITEMS:
                loops = in_turns({"loops": lambda: asked(LOOPS, str(county))[0]}, 3)["loops"]
                lines.append(
                    "  " + against(f"{size:,} items", costs["powerctl"], "Python loops over objects", loops)
                )
                figures["loops, 10,000 items"] = figures_of(loops)
        times = SIZES[-1] // LOOP_ITEMS
        guess = loops.wall * times
        lines.append(
            f"{SIZES[-1]:,} items: Python loops {guess:.0f} s (EXTRAPOLATED from {LOOP_ITEMS:,} items × {times}) "
            f"= {guess / own[-1].wall:.0f} × powerctl"
        )
        figures["loops, 1,000,000 items, extrapolated"] = round(guess)
        started = time.perf_counter()
        everything, told = asked(OWN, str(county), "REG,DUTY,RSK")
        assert time.perf_counter() > started
        lines.append(
            f"{SIZES[-1]:,} items, all {len(told['answers'])} rules: {everything.wall:.1f} s, no peer"
        )
        figures["all rules, 1,000,000 items"] = figures_of(everything)
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in own[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} items"
    )
    report("check", lines, figures)


if __name__ == "__main__":
    main()
