"""Import of 1k, 30k and 100k rows, everything checked and sealed, against pandas, Polars and DuckDB reading the same file.

The peers only read; powerctl reads, understands, checks, compares, writes, seals. Seconds are net of start:
the same command on a file of one row is taken off. DuckDB reads workbooks by its excel extension, which the
bench extra brings as a package.
"""

from __future__ import annotations

import tempfile
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
)
from workbooks import write

SIZES = (1_000, 30_000, 100_000)
ROUNDS = {1_000: 5, 30_000: 3, 100_000: 2}
PANDAS = "import sys,pandas; pandas.read_excel(sys.argv[1], engine='calamine', header=1)"
POLARS = (
    "import sys,polars; polars.read_excel(sys.argv[1], engine='calamine', read_options={'header_row': 1})"
)
DUCKDB = "import sys,duckdb,duckdb_extensions as e; e.import_extension('excel'); duckdb.sql('load excel'); duckdb.sql(f\"select * from read_xlsx('{sys.argv[1]}', range='A2:O200000')\").fetchall()"


def main() -> None:
    lines: list[str] = []
    figures: dict[str, object] = {}
    net: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tiny = write(folder / "tiny.xlsx", 1)
        peers = {"pandas+calamine": PANDAS, "Polars": POLARS, "DuckDB": DUCKDB}
        for size in SIZES:
            book = write(folder / f"{size}.xlsx", size)
            medians = in_turns(_jobs(folder, tiny, book, peers), ROUNDS[size])
            own = medians["powerctl"].less(medians["powerctl, 1 row"])
            net.append(own)
            single, together = peak_memory([*POWERCTL, "-q", "import", str(book)], _fresh(folder))
            met = f"; goal < 600 MB: {'met' if single < 600 else 'NOT met'}" if size == SIZES[-1] else ""
            lines.append(
                f"{size:,} rows: powerctl {own.wall:.2f} s net (processor {own.cpu:.2f} s), "
                f"{single:.0f} MB in its largest process{met}, {together:.0f} MB parent and child together"
            )
            figures[f"{size}"] = {**figures_of(own), "MB": round(single), "MB together": round(together)}
            for peer, code in peers.items():
                theirs = medians[peer].less(medians[f"{peer}, 1 row"])
                goal = (
                    1.5
                    if peer.startswith("pandas") and size > SIZES[0]
                    else 3
                    if peer == "DuckDB" and size == SIZES[0]
                    else None
                )
                memory, _ = peak_memory([PYTHON, "-c", code, str(book)])
                lines.append("  " + against(f"{size:,} rows", own, peer, theirs, goal) + f"; {memory:.0f} MB")
                figures[f"{size} / {peer}"] = {
                    **ratio(own, theirs),
                    "peer": figures_of(theirs),
                    "peer MB": round(memory),
                }
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in net[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} rows"
    )
    report("import", lines, figures)


def _jobs(folder: Path, tiny: Path, book: Path, peers: dict[str, str]) -> dict[str, object]:
    def own(path: Path) -> Cost:
        return run([*POWERCTL, "-q", "import", str(path)], _fresh(folder))

    def peer(code: str, path: Path) -> Cost:
        return run([PYTHON, "-c", code, str(path)])

    jobs: dict[str, object] = {"powerctl": lambda: own(book), "powerctl, 1 row": lambda: own(tiny)}
    for name, code in peers.items():
        jobs[name] = lambda code=code: peer(code, book)
        jobs[f"{name}, 1 row"] = lambda code=code: peer(code, tiny)
    return jobs


def _fresh(folder: Path) -> dict[str, str]:
    db = folder / "county.db"
    db.unlink(missing_ok=True)
    env = {"POWERCTL_DB": str(db), "POWERCTL_ACTOR": "bench"}
    run([*POWERCTL, "init", str(db)], env)
    return env


if __name__ == "__main__":
    main()
