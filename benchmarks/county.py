"""A county's file filled in bulk: powers, bases, risk points, measures, with faults at known places.

Rows go in past the ledger (its triggers are taken out and put back), since the check does not read
it. One item is a power or a risk point; with bases and measures an item makes 3.4 rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from powerctl.store import triggers
from powerctl.store.create import create

DAY = "2026-06-01"
_FILL = (
    "INSERT INTO unit(id, code, name, kind, valid_from) SELECT n, printf('U%04d', n), '第' || n || '局', "
    "'政府部门', '2020-01-01' FROM counted WHERE n <= :units",
    "INSERT INTO edition(id, unit_id, name, in_force_from) SELECT n, n, '2026年版', '2026-01-01' "
    "FROM counted WHERE n <= :units",
    "INSERT INTO post(id, unit_id, title, holder_level, is_head, is_leadership, valid_from) "
    "SELECT n, (n - 1) / 10 + 1, '职务' || (n % 10), '内设科室', n % 10 = 1, n % 10 < 4, '2020-01-01' "
    "FROM counted WHERE n <= :units * 10",
    "INSERT INTO person(id, unit_id, name, number, valid_from) SELECT n, (n - 1) / 10 + 1, '甲' || n, '', "
    "'2020-01-01' FROM counted WHERE n <= :units * 10",
    # In every fiftieth unit, one person holds the posts 3 and 4.
    "INSERT INTO tenure(id, person_id, post_id, valid_from) SELECT n, CASE WHEN n % 500 = 4 THEN n - 1 "
    "ELSE n END, n, '2020-01-01' FROM counted WHERE n <= :units * 10",
    """INSERT INTO power(id, unit_id, edition_id, identity, ordinal, name, sub_item, category, basis_text,
exercising_body, holder_unit_id, holder_level, holder_post_id, deciding_post_id, executing_post_id,
supervising_post_id, is_lead, has_discretion, remit, responsibility, procedure, source_sheet, source_cell)
SELECT n, u, u, '行政处罚|对第' || m || '类事项的处罚', 1, '对第' || m || '类事项的处罚', '',
CASE WHEN n % 211 THEN '行政处罚' END, CASE WHEN n % 307 THEN '《某某条例》第' || (n % 90) || '条' END,
CASE WHEN n % 401 THEN '第' || u || '局' END, CASE WHEN n % 199 AND n % 401 THEN u END, CASE WHEN n % 401 THEN '内设科室' END, NULL,
CASE WHEN n % 97 THEN u * 10 - 9 END, u * 10 - 7, CASE WHEN n % 193 THEN u * 10 - 6 ELSE u * 10 - 7 END,
n % 400 = 201, n % 3 = 0, CASE WHEN n % 223 THEN '县级' WHEN n % 2 THEN '　' END,
CASE WHEN n % 227 THEN '受理、审查、决定、送达、事后监管' END, CASE WHEN n % 229 THEN '受理—审查—决定—送达' END,
'清单', 'C' || n FROM
(SELECT n, (n - 1) % :units + 1 u, CASE WHEN n % 200 = 1 AND n > 1 THEN n - 1 ELSE n END m FROM counted WHERE n <= :powers)""",
    "INSERT INTO legal_basis(id, power_id, position, kind, kind_written, title, article, text) "
    "SELECT n, (n - 1) / 2 + 1, (n - 1) % 2 + 1, CASE WHEN ((n - 1) / 2 + 1) % 101 = 0 THEN '规范性文件' "
    "WHEN ((n - 1) / 2 + 1) % 103 = 0 THEN NULL ELSE '法规' END, '法规', '某某条例', '第' || (n % 90) || '条', "
    "'《某某条例》第' || (n % 90) || '条：行政机关应当依法办理。' FROM counted "
    "WHERE n <= :powers * 2 AND ((n - 1) / 2 + 1) % 307",
    """INSERT INTO risk_point(id, unit_id, identity, ordinal, list_kind, round, power_id, name, description,
source, domain, finder, level_written, level, scoring_method, importance, frequency, probability,
controls_resources, wide_discretion, needs_openness, profits_indirectly, frequent_cases, owner_id)
SELECT n, (n - 1) % :units + 1, '第' || n || '项风险', 1, CASE n % 2 WHEN 0 THEN '单位清单' ELSE '一把手清单' END,
'第一轮', CASE WHEN n * 3 <= :powers AND n % 151 THEN n * 3 END, '第' || n || '项风险', '滥用自由裁量',
CASE n / 7 % 4 WHEN 0 THEN '岗位职责' WHEN 1 THEN '业务流程' WHEN 2 THEN '机制制度' ELSE '外部环境' END,
CASE n / 3 % 3 WHEN 0 THEN '人权' WHEN 1 THEN '事权' ELSE '财权' END,
CASE n / 5 % 5 WHEN 0 THEN '自己找' WHEN 1 THEN '上级点' WHEN 2 THEN '群众帮' WHEN 3 THEN '互相查' ELSE '组织审' END,
l, CASE WHEN n % 113 THEN l END, '标准计数法', CASE WHEN n % 109 THEN 3 END, 2, CASE WHEN n % 127 THEN 1 ELSE 300 END,
1, k >= 2, CASE WHEN n % 131 THEN k >= 3 END, 0, 0, CASE WHEN n % 137 THEN ((n - 1) % :units + 1) * 10 - 9 END
FROM (SELECT n, n % 3 + 1 k, CASE WHEN n % 139 = 0 THEN '高' WHEN n % 3 = 2 THEN '高' WHEN n % 3 = 1 THEN '中' ELSE '低' END l
FROM counted WHERE n <= :points)""",
    "INSERT INTO measure(id, risk_point_id, position, text) SELECT n, (n - 1) / 3 + 1, (n - 1) % 3 + 1, "
    "'落实集体研究和公开制度' FROM counted WHERE n <= :points * 3 AND ((n - 1) / 3 + 1) % 149",
)


_TABLES = ("unit", "edition", "post", "person", "tenure", "power", "legal_basis", "risk_point", "measure")


def fill(path: Path, items: int) -> int:
    """A new county file with that many items (six powers to four risk points); the number of its rows."""
    powers = items * 6 // 10
    sizes = {"units": max(20, items // 2500), "powers": powers, "points": items - powers, "most": items * 3}
    return pour(path, _FILL, sizes, _TABLES)


def pour(path: Path, statements: Sequence[str], sizes: Mapping[str, int], tables: Sequence[str]) -> int:
    """A new county file, filled by statements over `counted`, the numbers from 1 to `most`; rows in these tables."""
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=-262144")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        db.execute("CREATE TEMP TABLE counted(n INTEGER PRIMARY KEY)")
        db.execute(
            "INSERT INTO counted WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :most) "
            "SELECT n FROM c",
            sizes,
        )
        for statement in statements:
            db.execute(statement, sizes)
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")
        return sum(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables)
