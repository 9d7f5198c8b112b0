"""A unit's edition of 30,000 powers and its edited copy: listed, filtered, compared; overlaps of a county.

Peers: sqlite-utils for lists (same rows, same columns, as CSV). For the comparison there is no program
that does the same; named floors are taken in the same run: all pairs of names by rapidfuzz and by
difflib on 1,000 items left over, **extrapolated** by the square of the size and labelled so, and a bare
exact join of both editions by their keys with sqlite3, which finds no renamed item at all.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from itertools import product
from pathlib import Path

from measure import POWERCTL, PYTHON, Cost, against, exponent, figures_of, in_turns, ratio, report, run, said

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from powerctl.store import triggers
from powerctl.store.create import create

SIZES = (3_000, 10_000, 30_000)
PAIRS = 1_000
ROUNDS = 3
_HOW = (
    "未按规定",
    "擅自",
    "违反规定",
    "拒不",
    "未依法",
    "超范围",
    "以欺骗手段",
    "逾期未",
    "弄虚作假",
    "无资质",
)
_DO = (
    "经营",
    "运输",
    "储存",
    "开采",
    "排放",
    "使用",
    "转让",
    "生产",
    "销售",
    "设置",
    "拆除",
    "填报",
    "保管",
    "变更",
    "出租",
)
_WHAT = (
    "危险化学品", "烟花爆竹", "河道砂石", "医疗废物", "食品添加剂", "农药兽药", "林木种子", "渔业船舶", "会计凭证", "财政票据",
    "地下水源", "文物建筑", "道路客运车辆", "燃气设施", "电梯设备", "档案材料", "彩票资金", "测绘成果", "广告牌匾", "公墓用地",
)  # fmt: skip
_WHERE = (
    "",
    "在城区",
    "在景区",
    "在水源保护区",
    "在学校周边",
    "在集贸市场",
    "在施工现场",
    "在矿区",
    "在港口",
    "在农村",
)
_END = (("行政处罚", "行为的处罚"), ("行政检查", "情况的检查"), ("行政强制", "物品的查封"))

_CLOCK = """
import resource, sys, time
def used():
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime
"""
_ALL_PAIRS = (
    _CLOCK
    + """
import json
names = json.load(open(sys.argv[1]))
wall, cpu = time.perf_counter(), used()
if sys.argv[2] == "rapidfuzz":
    from rapidfuzz import fuzz, process
    for name in names[1]:
        process.extractOne(name, names[0], scorer=fuzz.ratio)
else:
    import difflib
    for name in names[1][: int(sys.argv[3])]:
        matcher = difflib.SequenceMatcher(b=name)
        for other in names[0]:
            matcher.set_seq1(other)
            matcher.ratio()
print(json.dumps([time.perf_counter() - wall, used() - cpu]))
"""
)
_EXACT = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
old, new = ({(key, n) for key, n in db.execute("SELECT identity, ordinal FROM power WHERE edition_id = ?", (e,))} for e in (1, 2))
print(len(old & new), len(old - new), len(new - old))
"""


def names(count: int) -> list[tuple[str, str]]:
    """That many different names with their categories, in an order that tells nothing."""
    made = [
        (category, f"对{where}{how}{do}{what}{end}")
        for how, do, what, where, (category, end) in product(_HOW, _DO, _WHAT, _WHERE, _END)
    ]
    random.Random(1).shuffle(made)
    return made[:count]


def fill(path: Path, count: int, *, renamed: int = 25) -> None:
    """A unit with two editions: of 100 powers, 3 are dropped, every `renamed`-th is renamed, 3 change their
    basis, 3 are new. No codes: the hard case."""
    create(path)
    drawn = random.Random(2)
    pool = names(count + count // 30)
    rows, bases, number = [], [], 0
    for at, (category, name) in enumerate(pool):
        law = f"某某条例{at % 97}"
        for edition in (1, 2):
            if (edition == 1 and at >= count) or (edition == 2 and at < count and at % 33 == 0):
                continue
            written, article = name, at % 90 + 1
            if edition == 2 and at % renamed == 1:
                cut = drawn.randrange(2, len(name) - 4)
                written = f"{name[:cut]}等{name[cut:]}" if at % 2 else name.replace("的", "", 1)
            if edition == 2 and at % 33 == 2:
                article += 1
            number += 1
            rows.append(
                (number, edition, f"{category}|{written}", written, category, f"《{law}》第{article}条")
            )
            bases.append((number, law, f"第{article}条", f"《{law}》第{article}条"))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        db.execute("INSERT INTO unit(id, code, name, kind) VALUES (1, 'U001', '某局', '政府部门')")
        db.execute(
            "INSERT INTO edition(id, unit_id, name, in_force_from) VALUES (1, 1, '旧版', '2024-01-01'), (2, 1, '新版', '2026-01-01')"
        )
        db.executemany(
            "INSERT INTO power(id, unit_id, edition_id, identity, ordinal, name, sub_item, category, basis_text) "
            "VALUES (?, 1, ?, ?, 1, ?, '', ?, ?)",
            rows,
        )
        db.executemany(
            "INSERT INTO legal_basis(power_id, position, title, article, text) VALUES (?, 1, ?, ?, ?)", bases
        )
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")


def spread(path: Path, units: int) -> None:
    """Hands the new edition's powers to that many units, so that near names meet across units."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        numbers = [(n, f"V{n:03}", f"第{n}局") for n in range(2, units + 2)]
        db.executemany("INSERT INTO unit(id, code, name, kind) VALUES (?, ?, ?, '政府部门')", numbers)
        db.execute(
            "INSERT INTO edition(id, unit_id, name, in_force_from) SELECT id + 1, id, '现行版', '2026-01-01' FROM unit WHERE id > 1"
        )
        db.execute(
            "UPDATE power SET unit_id = id % ? + 2, edition_id = id % ? + 3 WHERE edition_id = 2",
            (units, units),
        )
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")


def lists(path: Path, lines: list[str], kept: dict[str, object]) -> None:
    """Twenty rows, a filter, and all rows as CSV, against sqlite-utils."""
    own = [*POWERCTL, "--db", path, "power", "list"]
    theirs = [PYTHON, "-m", "sqlite_utils", "query", path]
    shown = "编号, 单位, 事项名称, 权力类别, 设定依据（原文）"
    columns = "id, name, category, basis_text"
    jobs = {
        "list, 20 of 60,000": (
            [*own, "--limit", "20"],
            [*theirs, f"SELECT {columns} FROM power ORDER BY id LIMIT 20", "--csv"],
        ),
        "filter by words": (
            [*own, "--where", "事项名称~河道砂石", "--where", "权力类别=行政检查", "--limit", "20"],
            [*theirs, f"SELECT {columns} FROM power WHERE name LIKE '%河道砂石%' AND category = '行政检查' LIMIT 20", "--csv"],
        ),
        "list, all rows as CSV": (
            [*own, "--columns", shown.replace(" ", ""), "--format", "csv"],
            [*theirs, "SELECT p.id, u.name, p.name, category, basis_text FROM power p JOIN unit u ON u.id = p.unit_id", "--csv"],
        ),
    }  # fmt: skip
    start = [PYTHON, "-c", "pass"]
    for name, (mine, other) in jobs.items():
        costs = in_turns(
            {"own": lambda: run(mine), "peer": lambda: run(other), "pass": lambda: run(start)}, ROUNDS
        )
        lines.append(against(name, costs["own"], "sqlite-utils", costs["peer"]))
        lines.append(f"  = {costs['own'].wall / costs['pass'].wall:.1f} × python -c pass")
        kept[name] = {"own": figures_of(costs["own"]), "ratio": ratio(costs["own"], costs["peer"])}


def all_pairs(folder: Path, tool: str, most: int) -> Cost:
    """All pairs of PAIRS old and `most` new names, once."""
    pool = [name for _, name in names(2 * PAIRS)]
    given = folder / "names.json"
    given.write_text(json.dumps([pool[:PAIRS], pool[PAIRS:]], ensure_ascii=False))
    wall, cpu = json.loads(said([PYTHON, "-c", _ALL_PAIRS, given, tool, str(most)])[1])
    return Cost(wall * PAIRS / most, cpu * PAIRS / most)


def compared(folder: Path, lines: list[str], kept: dict[str, object]) -> None:
    """The comparison in three sizes, its floor, its extrapolated peers, and the worst case."""
    walls, cpus = [], []
    for size in SIZES:
        path = folder / f"{size}.db"
        fill(path, size)
        own = [*POWERCTL, "--db", path, "power", "diff", "1", "2", "--format", "json"]
        costs = in_turns(
            {"own": lambda: run(own), "exact": lambda: run([PYTHON, "-c", _EXACT, str(path)])}, ROUNDS
        )
        walls.append(costs["own"].wall)
        cpus.append(costs["own"].cpu)
        found = json.loads(said(own)[1])
        assert found["balanced"]
        lines.append(against(f"diff, {size:,} × {size:,}", costs["own"], "exact join alone", costs["exact"]))
        lines.append(f"  {found['equations'][0]}; {len(found['doubts'])} doubts")
        kept[f"diff {size}"] = {"own": figures_of(costs["own"]), "ratio": ratio(costs["own"], costs["exact"])}
    growth = exponent(SIZES[1:], cpus[1:])
    lines.append(f"growth of diff, processor time, {SIZES[1]:,} to {SIZES[2]:,}: exponent {growth:.2f}")
    kept["exponent"] = round(growth, 2)
    for tool, most in (("rapidfuzz", PAIRS), ("difflib", 50)):
        cost = all_pairs(folder, tool, most)
        full = cost.wall * (SIZES[-1] / PAIRS) ** 2
        lines.append(
            f"all pairs by {tool}, {PAIRS:,} × {PAIRS:,}: {cost.wall:.2f} s; EXTRAPOLATED to {SIZES[-1]:,}: {full:,.0f} s "
            f"= {full / walls[-1]:,.0f} × diff"
        )
        kept[f"all pairs {tool}"] = {"measured": figures_of(cost), "extrapolated": round(full, 1)}
    path = folder / "renamed.db"
    fill(path, SIZES[-1], renamed=2)
    cost, text = said([*POWERCTL, "--db", path, "power", "diff", "1", "2", "--format", "json"])
    found = json.loads(text)
    lines.append(
        f"diff, {SIZES[-1]:,}, every second item renamed: {cost.wall:.2f} s; {found['equations'][0]}"
    )
    kept["half renamed"] = figures_of(cost)


def main() -> None:
    """Lists on the largest county, then the comparison."""
    lines: list[str] = []
    kept: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compared(folder, lines, kept)
        lists(folder / f"{SIZES[-1]}.db", lines, kept)
        path = folder / f"{SIZES[-1]}.db"
        spread(path, 100)
        cost = run(
            [*POWERCTL, "--db", path, "--today", "2026-06-01", "power", "overlaps", "--format", "json"]
        )
        lines.append(f"overlaps among {SIZES[-1]:,} current powers of 100 units: {cost.wall:.2f} s (no peer)")
        kept["overlaps"] = figures_of(cost)
    report("registry", lines, kept)


if __name__ == "__main__":
    main()
