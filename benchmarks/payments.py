"""A county's ledger of invented payments with splits planted at known places, and what is lawful beside them.

One unit pays 2,000 times a year: to shops and suppliers (sums lognormal, many of them round), rent by the
month, wages, instalments of contracts, and small deliveries every week. Of rent and instalments a part is not
recorded as such, as in real ledgers. Planted are: one matter paid in two to five parts (easy to hard), in some
units sums pressed just under the limit, in some a year's buying in small pieces. Same seed, same ledger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from powerctl.store import triggers
from powerctl.store.create import create

DAY = "2026-03-02"
LIMIT, TENDER = 1_000_000, 200_000_000
UNIT_PAYS = 2_000
_PURPOSES = (
    "办公用品", "车辆维修", "会议用餐", "印刷", "网络维护", "绿化养护", "培训", "设备维修", "宣传制作", "劳务",
    "保洁", "差旅", "咨询服务", "电梯维保", "房屋修缮",
)  # fmt: skip
_KINDS = ("办公费", "维修（护）费", "会议费", "劳务费", "委托业务费", "物资采购", "差旅费", "其他支出")
_COLUMNS = (
    "unit_id", "identity", "ordinal", "voucher", "voucher_serial", "paid_on", "payee_written", "payee_key", "payee_kind",
    "purpose", "budget_line", "kind", "recurrence", "amount_fen", "state", "handler_written", "approver_role", "contract",
)  # fmt: skip
PLANTED = ("easy", "middle", "hard")


class Payment(dict[str, Any]):
    """One row, with `plant`: the name of the split it is a part of, or None."""


def _day(random: Random) -> date:
    return date(2025, 1, 1) + timedelta(days=random.randrange(365))


def _sum(random: Random) -> int:
    fen = int(random.lognormvariate(11.8, 1.1))
    if random.random() < 0.35:
        fen = max(round(fen / 10_000) * 10_000, 10_000)
    return min(max(fen, 1_000), 30_000_000)


def _payment(random: Random, day: date, payee: str, purpose: str, fen: int, **more: Any) -> Payment:
    kind = more.pop("kind", None) or random.choice(_KINDS)
    return Payment(
        paid_on=day, payee_written=payee, payee_key=payee, payee_kind="单位", purpose=purpose,
        budget_line=f"302{_KINDS.index(kind):02d}" if kind in _KINDS else "30101", kind=kind, amount_fen=fen,
        plant=None, **more,
    )  # fmt: skip


def _ordinary(random: Random, unit: int, wanted: int) -> Iterator[Payment]:
    shops = [f"第{unit}-{n}商行" for n in range(240)]
    weights = [1 / (n + 3) ** 0.8 for n in range(240)]
    for _ in range(wanted):
        payee = random.choices(shops, weights)[0]
        yield _payment(random, _day(random), payee, random.choice(_PURPOSES), _sum(random))


def _regular(random: Random, unit: int) -> Iterator[Payment]:
    """Rent, wages, instalments, deliveries."""
    for month in range(1, 13):
        first = date(2025, month, 1 + random.randrange(3))
        kept = {"recurrence": "租金"} if unit % 5 else {}
        yield _payment(random, first, f"第{unit}房东", "办公用房租金", 720_000, kind="租赁费", **kept)
        for n in range(3):
            yield _payment(
                random, date(2025, month, 15), f"第{unit}职工{n}", "工资", 620_000, kind="工资福利"
            )
    for n in range(4):
        kept = {"contract": f"合{unit}-{n}"} if random.random() < 0.85 else {}
        start = date(2025, random.randrange(1, 6), random.randrange(1, 29))
        for part in range(random.randrange(3, 7)):
            day = start + timedelta(days=33 * part + random.randrange(5))
            yield _payment(random, day, f"第{unit}承包{n}", f"项目{n}进度款", random.randrange(400_000, 990_000), kind="委托业务费", **kept)  # fmt: skip
    for week in range(52):
        day = date(2025, 1, 3) + timedelta(days=7 * week)
        yield _payment(
            random, day, f"第{unit}食材行", "食堂食材", random.randrange(60_000, 240_000), kind="物资采购"
        )


def _split(random: Random, unit: int, number: int) -> Iterator[Payment]:
    """One matter in parts. Easy: one week, one purpose, vouchers in a row; hard: none of these."""
    level = PLANTED[number % len(PLANTED)]
    parts = random.randrange(2, 6)
    whole = random.randrange(11, 10 * parts) * LIMIT // 10
    name, start = f"{unit}-{number}", date(2025, 1, 5) + timedelta(days=random.randrange(320))
    reach = {"easy": 3, "middle": 14, "hard": 26}[level]
    purpose, kind = random.choice(_PURPOSES), random.choice(_KINDS)
    # Half of them go to a shop that the unit buys from all the year.
    payee = f"第{unit}供货{number}" if random.random() < 0.5 else f"第{unit}-{random.randrange(15, 240)}商行"
    days = sorted(start + timedelta(days=random.randrange(reach)) for _ in range(parts))
    left = whole
    for part, day in enumerate(days):
        rest = parts - part - 1
        least, most = max(left - rest * LIMIT, 50_000), min(LIMIT, left - rest * 50_000)
        fen = left if not rest else random.randint(least, most)
        left -= fen
        said = (
            purpose
            if level == "easy" or (level == "middle" and random.random() < 0.7)
            else random.choice(_PURPOSES)
        )
        one = _payment(random, day, payee, said, fen, kind=kind)
        one["plant"], one["level"], one["together"] = name, level, level == "easy" or random.random() < 0.3
        yield one


def _pressed(random: Random, unit: int) -> Iterator[Payment]:
    for n in range(30):
        fen = random.randrange(int(LIMIT * 0.93), LIMIT)
        yield _payment(random, _day(random), f"第{unit}单{n}", random.choice(_PURPOSES), fen)


def _pieces(random: Random, unit: int) -> Iterator[Payment]:
    """A year's buying of one thing in small pieces, from several shops."""
    for n in range(320):
        yield _payment(
            random,
            _day(random),
            f"第{unit}-{n % 40}材料行",
            "材料",
            random.randrange(600_000, 850_000),
            kind="物资采购",
        )


def _of_unit(random: Random, unit: int) -> list[Payment]:
    """A unit's year in the order of its vouchers; parts of a split that belong together stand side by side."""
    planted = [one for number in range(3) for one in _split(random, unit, number)]
    if unit % 10 == 0:
        planted += _pressed(random, unit)
    if unit % 10 == 5:
        planted += _pieces(random, unit)
    rows = planted + list(_regular(random, unit))
    rows += _ordinary(random, unit, UNIT_PAYS - len(rows))
    order = sorted(rows, key=lambda one: (one["paid_on"], random.random()))
    last: dict[str, int] = {}
    for place, one in enumerate(order):
        one["voucher_serial"] = place * 10
        if one["plant"] and one.get("together") and one["plant"] in last:
            one["voucher_serial"] = last[one["plant"]] + 1
        if one["plant"]:
            last[one["plant"]] = one["voucher_serial"]
    for serial, one in enumerate(sorted(order, key=lambda one: one["voucher_serial"]), 1):
        one |= {
            "unit_id": unit, "identity": f"记{serial}", "ordinal": 1, "voucher": f"记-{serial:05d}", "voucher_serial": serial,
            "state": "已支付", "handler_written": "经办", "approver_role": "分管领导",
        }  # fmt: skip
    return order


def ledger(payments: int, seed: int = 2025) -> Iterator[Payment]:
    """Payments, unit by unit."""
    for unit in range(1, payments // UNIT_PAYS + 1):
        yield from _of_unit(Random(seed * 100_003 + unit), unit)


def fill(path: Path, payments: int, seed: int = 2025) -> int:
    """A new county file with that many payments and the limits set; the number of payments."""
    create(path)
    units = payments // UNIT_PAYS
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=-262144")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        db.executemany(
            "INSERT INTO unit(id, code, name, kind, valid_from) VALUES (?, ?, ?, '政府部门', '2020-01-01')",
            ((n, f"U{n:04d}", f"第{n}局") for n in range(1, units + 1)),
        )
        db.executemany(
            "INSERT INTO limit_override(name, value, valid_from, cites) VALUES (?, ?, '2020-01-01', '县发〔2020〕1号')",
            (
                ("finance.deputy_limit", str(LIMIT)),
                ("finance.team_limit", str(LIMIT * 10)),
                ("finance.county_large_sum", str(LIMIT * 100)),
                ("finance.non_productive_limit", str(LIMIT)),
                ("finance.purchase_open_tender", str(TENDER)),
            ),
        )
        db.executemany(
            "INSERT INTO approval_limit(unit_id, role, scope, amount_fen, valid_from) "
            "VALUES (?, '分管领导', '各类支出', ?, '2020-01-01')",
            ((n, LIMIT) for n in range(1, units + 1)),
        )
        names, marks = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
        rows = (
            tuple(one["paid_on"].isoformat() if name == "paid_on" else one.get(name) for name in _COLUMNS)
            for one in ledger(payments, seed)
        )
        db.executemany(f"INSERT INTO expenditure({names}) VALUES ({marks})", rows)
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")
        return int(db.execute("SELECT count(*) FROM expenditure").fetchone()[0])
