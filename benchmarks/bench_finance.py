"""Import of account sheets of 1k, 30k and 100k payments, sums checked to the fen, against pandas reading the file.

The peer only reads; powerctl reads, understands, turns every sum into fen, compares the lines that add up,
writes and seals. Seconds are net of start: the same command on a sheet of one payment is taken off.
"""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
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
from openpyxl import Workbook

SIZES = (1_000, 30_000, 100_000)
ROUNDS = {1_000: 5, 30_000: 3, 100_000: 2}
PANDAS = "import sys,pandas; pandas.read_excel(sys.argv[1], engine='calamine', header=2)"
_HEADINGS = (
    *("序号", "支付日期", "凭证号", "收款单位", "摘要", "预算科目", "支出类别", "金额", "经办人", "审批人"),
    *("决策依据", "合同编号", "备注"),
)
_KINDS = ("办公费", "差旅费", "维修（护）费", "公务接待费", "劳务费")
_LINES = ("30201 办公费", "30211 差旅费", "30213 维修（护）费", "30217 公务接待费", "30226 劳务费")


def account_sheet(path: Path, size: int) -> Path:
    """A unit's account of a year: a line that adds up after every month, sums as text and as numbers."""
    chance = random.Random(size)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("支出明细")
    sheet.append(["青禾县财政局2025年支出明细表"])
    sheet.append(["单位：元"])
    sheet.append(list(_HEADINGS))
    day, total = date(2025, 1, 1), 0
    for number in range(1, size + 1):
        following = date(2025, 1, 1) + timedelta(days=364 * number // size)
        if following.month != day.month:
            sheet.append(["", "", "", "", f"{day.month}月合计", "", "", total / 100])
            total = 0
        day = following
        fen = chance.randrange(-50_000, 5_000_000)
        total += fen
        kind = chance.randrange(len(_KINDS))
        written = fen / 100 if number % 3 else f"{fen / 100:,.2f}"
        payee = f"青禾县第{chance.randrange(400)}商贸有限公司"
        voucher = f"记-{number % 999:04}"
        row = [
            number,
            f"{day:%Y.%m.%d}",
            voucher,
            payee,
            f"支付{_KINDS[kind]}",
            _LINES[kind],
            _KINDS[kind],
            written,
        ]
        sheet.append([*row, f"经办{number % 40}", f"审批{number % 7}", "", f"HT-{number % 900}", ""])
    book.save(path)
    return path


def main() -> None:
    lines: list[str] = []
    figures: dict[str, object] = {}
    net: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tiny = account_sheet(folder / "tiny.xlsx", 1)
        for size in SIZES:
            book = account_sheet(folder / f"{size}.xlsx", size)
            medians = in_turns(_jobs(folder, tiny, book), ROUNDS[size])
            own = medians["powerctl"].less(medians["powerctl, 1 row"])
            theirs = medians["pandas"].less(medians["pandas, 1 row"])
            net.append(own)
            single, together = peak_memory([*POWERCTL, "-q", "import", str(book)], _fresh(folder))
            memory, _ = peak_memory([PYTHON, "-c", PANDAS, str(book)])
            met = f"; goal < 600 MB: {'met' if single < 600 else 'NOT met'}" if size == SIZES[-1] else ""
            lines.append(
                f"{size:,} payments: powerctl {own.wall:.2f} s net (processor {own.cpu:.2f} s), "
                f"{single:.0f} MB in its largest process{met}, {together:.0f} MB parent and child together"
            )
            goal = 1.5 if size > SIZES[0] else None
            lines.append(
                "  " + against(f"{size:,} rows", own, "pandas+calamine", theirs, goal) + f"; {memory:.0f} MB"
            )
            figures[f"{size}"] = {
                **figures_of(own),
                "MB": round(single),
                "MB together": round(together),
                "pandas+calamine": {
                    **ratio(own, theirs),
                    "peer": figures_of(theirs),
                    "peer MB": round(memory),
                },
            }
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in net[1:]]):.2f} of processor time "
        f"from {SIZES[1]:,} to {SIZES[2]:,} payments"
    )
    report("finance", lines, figures)


def _jobs(folder: Path, tiny: Path, book: Path) -> dict[str, object]:
    def own(path: Path) -> Cost:
        return run([*POWERCTL, "-q", "import", str(path)], _fresh(folder))

    def peer(path: Path) -> Cost:
        return run([PYTHON, "-c", PANDAS, str(path)])

    return {
        "powerctl": lambda: own(book),
        "powerctl, 1 row": lambda: own(tiny),
        "pandas": lambda: peer(book),
        "pandas, 1 row": lambda: peer(tiny),
    }


def _fresh(folder: Path) -> dict[str, str]:
    db = folder / "county.db"
    db.unlink(missing_ok=True)
    env = {"POWERCTL_DB": str(db), "POWERCTL_ACTOR": "bench"}
    run([*POWERCTL, "init", str(db)], env)
    return env


if __name__ == "__main__":
    main()
