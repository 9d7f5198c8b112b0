"""A page of 1k, 10k and 100k table rows as HTML, against Jinja's render into one string."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import PYTHON, Cost, against, exponent, figures_of, in_turns, peak_memory, ratio, report, run

SIZES = (1_000, 10_000, 100_000)
_PAGE = """
import sys
from datetime import date
from pathlib import Path
from powerctl.reports.blocks import Meta, Report, Table, Title
from powerctl.reports import render
n = int(sys.argv[1])
rows = tuple((str(i), f"对第{i}类事项的处罚", "行政处罚", "《某某条例》第十条；《某某办法》第三条", "测试县财政局", "－") for i in range(n))
meta = Meta("x", "权力清单公示", "测试县财政局", "2026年版", date(2026, 1, 1), "2026-01-01 08:00", "N-1", "A" * 26)
report = Report(meta, (Title(("权力清单公示",)), Table("", ("序号", "事项", "类别", "依据", "主体", "等级"), (8, 30, 12, 30, 12, 8), rows)))
"""
OWN = (
    _PAGE
    + """
with Path(sys.argv[2]).open("w", encoding="utf-8") as stream:
    stream.writelines(render.to_html(report))
"""
)
WHOLE = (
    _PAGE
    + """
text = render._environment().get_template("page.html.j2").render(report=report)
Path(sys.argv[2]).write_text(text, encoding="utf-8")
"""
)
NOTHING = _PAGE


def main() -> None:
    lines: list[str] = []
    figures: dict[str, object] = {}
    net: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "page.html")
        for size in SIZES:
            jobs = {
                name: lambda code=code: run([PYTHON, "-c", code, str(size), out])
                for name, code in (("own", OWN), ("whole", WHOLE), ("nothing", NOTHING))
            }
            medians = in_turns(jobs, 5 if size < 100_000 else 3)
            own, whole = (medians[name].less(medians["nothing"]) for name in ("own", "whole"))
            memory = {
                name: peak_memory([PYTHON, "-c", code, str(size), out])[0]
                for name, code in (("own", OWN), ("whole", WHOLE), ("nothing", NOTHING))
            }
            net.append(own)
            over = memory["own"] - memory["nothing"]
            goal = f"; goal < 100 MB: {'met' if over < 100 else 'NOT met'}" if size == SIZES[-1] else ""
            last = 1 if size == SIZES[-1] else None
            lines.append(against(f"{size:,} rows", own, "Jinja render", whole, last))
            lines.append(
                f"  {memory['own']:.0f} MB, of which over the data itself {memory['own'] - memory['nothing']:.0f} MB "
                f"(render {memory['whole'] - memory['nothing']:.0f} MB){goal}"
            )
            figures[str(size)] = {
                **figures_of(own),
                "× render": ratio(own, whole),
                "MB": round(memory["own"]),
                "MB of render": round(memory["whole"]),
            }
    lines.append(
        f"growth: exponent {exponent(SIZES[1:], [cost.cpu for cost in net[1:]]):.2f} of processor time"
    )
    report("render", lines, figures)


if __name__ == "__main__":
    main()
