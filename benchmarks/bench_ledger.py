"""The ledger: `ledger verify` of 10k, 100k and 1M changes, and what the ledger adds to a row of an import.

Nobody else keeps such a ledger in the file itself, so the goals are absolute: one million changes within
30 s and 500 MB. Nine changes in ten stand in commands of 10,000 changes, as imports make them, the tenth
is a command of its own. The floor of verify is hashing the stored images once with SHA-256, no more.
The cost of a row: the same power rows through the product's bulk insert with its triggers and the
sealing, and with the triggers taken out (a file that the program would refuse to open afterwards).
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from measure import (
    POWERCTL,
    PYTHON,
    Cost,
    against,
    exponent,
    figures_of,
    in_turns,
    peak_memory,
    ratio,
    report,
    run,
    said,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
SIZES = (10_000, 100_000, 1_000_000)
LOADED = (3_000, 30_000, 90_000)
_A_COMMAND = 10_000
_CLOCK = """
import json, resource, sqlite3, sys, time
from pathlib import Path
def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime
"""
HASH_ONLY = (
    _CLOCK
    + """
import hashlib
db = sqlite3.connect(sys.argv[1])
wall, cpu = time.perf_counter(), used()
for before, after in db.execute("SELECT CAST(before AS BLOB), CAST(after AS BLOB) FROM ledger_change ORDER BY seq"):
    hashlib.sha256((before or b"") + (after or b"")).digest()
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": used() - cpu}))
"""
)
LOAD = (
    _CLOCK
    + """
sys.path.insert(0, str(Path(sys.argv[4])))
from contextlib import closing
from powerctl.model import Power
from powerctl.store import seal, triggers
from powerctl.store.bulk import insert_rows
from powerctl.store.connection import connect, close_writing
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from workbooks import rows
path, count, ledger = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "with"
path.unlink(missing_ok=True)
create(path)
with transaction(path, "bench", "init") as session:
    session.connection().exec_driver_sql("INSERT INTO unit(id, code, name) VALUES (1, 'U1', '测试县财政局')")
    session.connection().exec_driver_sql("INSERT INTO edition(id, unit_id, name) VALUES (1, 1, '2026年版')")
columns = ("id", "unit_id", "edition_id", "identity", "ordinal", "sequence", "name", "sub_item", "basis_text", "exercising_body", "office", "remit",
           "department_duty", "responsibility", "responsibility_basis", "accountable", "accountability", "procedure")
values = [(row[0], 1, 1, str(row[0]), 1, str(row[0]), row[1], "", row[4], *row[5:14]) for row in rows(count)]
wall, cpu = time.perf_counter(), used()
if ledger:
    with transaction(path, "bench", "import") as session:
        insert_rows(session, Power.__table__, columns, values)
else:
    raw = connect(path, writing=True)
    raw.execute("BEGIN IMMEDIATE")
    triggers.remove(raw)
    names = ", ".join(columns)
    marks = ",".join("?" * len(columns))
    for start in range(0, len(values), 500):
        block = values[start : start + 500]
        raw.execute(f"INSERT INTO power({names}) VALUES " + ",".join([f"({marks})"] * len(block)), [v for row in block for v in row])
    raw.execute("COMMIT")
    close_writing(raw)
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": used() - cpu, "size": path.stat().st_size}))
"""
)


def keep(path: Path, changes: int) -> None:
    """A file whose ledger has that many changes, made by the product's own triggers and sealing."""
    from powerctl.store import seal
    from powerctl.store.connection import close_writing, connect
    from powerctl.store.create import create

    create(path)
    singles = changes // 10
    with closing(connect(path, writing=True)) as db:
        db.execute("PRAGMA cache_size=-262144")
        db.execute("BEGIN IMMEDIATE")
        seal.open_entry(db)
        db.execute("INSERT INTO unit(id, code, name, kind) VALUES (1, 'U1', '测试县财政局', '政府部门')")
        seal.close_entry(db, actor="bench", command="init")
        number = 1
        while number < changes - singles:
            count = min(_A_COMMAND, changes - singles - number)
            seal.open_entry(db)
            db.execute(
                "INSERT INTO risk_point(unit_id, identity, ordinal, name, description, level, owner_written, source_cell) "
                "WITH RECURSIVE c(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM c WHERE n < ?) SELECT 1, '风险' || n, 1, "
                "'第' || n || '项风险：集体研究不充分', '未按规定公示，违反法定程序，滥用自由裁量', '高', '主要负责人', 'B' || n FROM c",
                (number, number + count - 1),
            )
            seal.close_entry(db, actor="bench", command="import")
            number += count
        for single in range(singles):
            seal.open_entry(db)
            db.execute(
                "UPDATE risk_point SET note = ? WHERE id = ?",
                (f"第{single}次更正", single * 7 % (number - 1) + 1),
            )
            seal.close_entry(db, actor="bench", command="risk edit")
        db.execute("COMMIT")
        close_writing(db)


def asked(code: str, *words: str) -> Cost:
    """One run of a program that times itself."""
    told = json.loads(said([PYTHON, "-c", code, *words])[1])
    return Cost(told["wall"], told["cpu"])


def main() -> None:
    lines: list[str] = []
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _verify(folder, lines, figures)
        _rows(folder, lines, figures)
    report("ledger", lines, figures)


def _verify(folder: Path, lines: list[str], figures: dict[str, object]) -> None:
    walls: list[float] = []
    empty = folder / "empty.db"
    keep(empty, 10)
    for size in SIZES:
        path = folder / f"{size}.db"
        keep(path, size)
        verify = [*POWERCTL, "ledger", "verify"]
        costs = in_turns(
            {
                "verify": lambda: run(verify, {"POWERCTL_DB": str(path)}),
                "start": lambda: run(verify, {"POWERCTL_DB": str(empty)}),
                "hash": lambda: asked(HASH_ONLY, str(path)),
            },
            3 if size < SIZES[-1] else 2,
        )
        own = costs["verify"].less(costs["start"])
        walls.append(own.wall)
        memory, _ = peak_memory(verify, {"POWERCTL_DB": str(path)})
        goal = ""
        if size == SIZES[-1]:
            met = own.wall <= 30 and memory <= 500
            goal = f"; goal ≤ 30 s and ≤ 500 MB: {'met' if met else 'NOT met'}"
        lines.append(
            f"verify of {size:,} changes: {own.wall:.2f} s net (processor {own.cpu:.2f} s), {memory:.0f} MB peak{goal}"
        )
        lines.append("  " + against("verify", own, "hashing the images", costs["hash"]))
        figures[f"verify {size}"] = {
            **figures_of(own),
            "MB": round(memory),
            "× hashing": ratio(own, costs["hash"]),
        }
        path.unlink()
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], walls[1:]):.2f} from {SIZES[1]:,} to {SIZES[2]:,} changes"
    )


def _rows(folder: Path, lines: list[str], figures: dict[str, object]) -> None:
    walls: list[float] = []
    here, path = str(Path(__file__).resolve().parent), str(folder / "load.db")
    for count in LOADED:
        costs = in_turns(
            {
                kind: lambda kind=kind: asked(LOAD, path, str(count), kind, here)
                for kind in ("with", "without")
            },
            3,
        )
        both, bare = costs["with"], costs["without"]
        walls.append(both.wall)
        added = (both.cpu - bare.cpu) / count * 1e6
        lines.append(
            against(f"{count:,} power rows with the ledger", both, "without triggers and seal", bare)
        )
        lines.append(
            f"  the ledger adds {added:.0f} µs of processor time a row ({bare.cpu / count * 1e6:.0f} µs without)"
        )
        figures[f"load {count}"] = {
            "with": figures_of(both),
            "without": figures_of(bare),
            "× without": ratio(both, bare),
        }
    lines.append(
        f"growth: exponent {exponent(LOADED[1:], walls[1:]):.2f} from {LOADED[1]:,} to {LOADED[2]:,} rows"
    )


if __name__ == "__main__":
    main()
