"""A power list of 3,000, 10,000 and 30,000 rows exported as a styled workbook that imports back.

Peers write the same cells (taken out of our export, so they neither read a database nor split anything)
with a font, a frame, wrapped text, a frozen header, a filter: XlsxWriter as it comes and with
`constant_memory`, and openpyxl as it comes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench_registry import fill
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

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SIZES = (3_000, 10_000, 30_000)
ROUNDS = 3
_XLSXWRITER = """
import json, sys
import xlsxwriter
rows = json.load(open(sys.argv[1]))
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": sys.argv[3] == "constant", "strings_to_formulas": False,
    "strings_to_urls": False})
sheet = book.add_worksheet("权责清单")
style = book.add_format({"font_name": "宋体", "font_size": 10, "text_wrap": True, "border": 1, "valign": "top"})
for number in range(len(rows[0])):
    sheet.set_column(number, number, 20)
sheet.freeze_panes(3, 3)
for at, row in enumerate(rows):
    for number, text in enumerate(row):
        if text:
            sheet.write_string(at, number, text, style)
        else:
            sheet.write_blank(at, number, None, style)
sheet.autofilter(2, 0, len(rows), len(rows[0]) - 1)
book.close()
"""
_OPENPYXL = """
import json, sys
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
rows = json.load(open(sys.argv[1]))
book = Workbook()
sheet = book.active
side = Side(style="thin")
font, frame = Font(name="宋体", size=10), Border(left=side, right=side, top=side, bottom=side)
wrapped = Alignment(vertical="top", wrap_text=True)
sheet.freeze_panes = "D4"
for at, row in enumerate(rows, 1):
    for number, text in enumerate(row, 1):
        cell = sheet.cell(at, number, text or None)
        cell.font, cell.border, cell.alignment = font, frame, wrapped
sheet.auto_filter.ref = f"A3:Z{len(rows)}"
book.save(sys.argv[2])
"""


def cells_of(path: Path) -> list[list[str]]:
    """The rows of an exported list as texts."""
    from powerctl.sheets.files.reader import read_text

    grid = read_text(path).grids[0]
    width = max(map(len, grid.rows))
    return [[*row, *[""] * (width - len(row))] for row in grid.rows]


def measured(folder: Path, size: int, rounds: int) -> tuple[dict[str, Cost], list[str]]:
    """Medians of ours and the peers for one size, and our command."""
    county, cells, out = folder / f"{size}.db", folder / f"{size}.json", folder / "ours.xlsx"
    fill(county, size // 2)
    own = [*POWERCTL, "--db", str(county), "export", "power", "-o", str(out), "--force"]
    run(own)
    rows = cells_of(out)
    print(f"{len(rows) - 3} rows of {len(rows[-1])} columns, {out.stat().st_size / 1e6:.1f} MB", flush=True)
    cells.write_text(json.dumps(rows, ensure_ascii=False))
    there = str(folder / "theirs.xlsx")
    jobs = {
        "own": own,
        "XlsxWriter": [PYTHON, "-c", _XLSXWRITER, str(cells), there, "normal"],
        "XlsxWriter, constant memory": [PYTHON, "-c", _XLSXWRITER, str(cells), there, "constant"],
        "openpyxl": [PYTHON, "-c", _OPENPYXL, str(cells), there],
    }
    return in_turns({name: (lambda job=job: run(job)) for name, job in jobs.items()}, rounds), own


def main() -> None:
    """Three sizes; memory of the largest."""
    lines: list[str] = []
    kept: dict[str, object] = {}
    spent = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            costs, own = measured(folder, size, ROUNDS if size < SIZES[-1] else 1)
            spent.append(costs["own"].cpu)
            for peer in ("XlsxWriter", "XlsxWriter, constant memory", "openpyxl"):
                lines.append(against(f"export, {size:,} rows", costs["own"], peer, costs[peer]))
            kept[str(size)] = {peer: figures_of(cost) for peer, cost in costs.items()} | {
                f"ratio to {peer}": ratio(costs["own"], costs[peer]) for peer in costs if peer != "own"
            }
        memory = peak_memory(own)
        lines.append(f"memory of {SIZES[-1]:,} rows: {memory[0]:.0f} MB")
        kept["memory_mb"] = round(memory[0])
    growth = exponent(SIZES[1:], spent[1:])
    lines.append(f"growth, processor time, {SIZES[1]:,} to {SIZES[2]:,} rows: exponent {growth:.2f}")
    kept["exponent"] = round(growth, 2)
    report("export", lines, kept)


if __name__ == "__main__":
    main()
