"""A county's money with everything on record that its rules look at: `payments.py`, meetings, signatures, works.

On top of the ledgers and their decided large payments: every fourth payment is signed by three (a fiftieth of these
came back and was signed again), every two hundredth is support money with its sheet, and there are projects, trades,
other matters, funds and finance reports. Faults and gaps stand at known places.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bench_matching import decide
from payments import fill as fill_payments

from powerctl.store import triggers

PEOPLE = 6
TABLES = (
    "unit", "person", "duty", "approval_limit", "ladder_step", "expenditure", "sign_off", "countersign_sheet",
    "countersignature", "project", "project_gate", "trading_venue", "public_transaction", "undertaking", "fund_account",
    "finance_report", "inspection", "catalogue_item", "meeting", "topic", "agenda_item",
)  # fmt: skip
_SIGNERS = "CASE p WHEN 1 THEN '分管领导' WHEN 2 THEN '纪委书记（纪检组长）' ELSE '一把手' END"
_THREE = "(SELECT 1 p UNION ALL SELECT 2 UNION ALL SELECT 3)"
# The first item of the unit's agendas: what projects, trades and other matters rest on, all but a few.
_DECISION = (
    "CASE WHEN id % 1500 THEN (SELECT i.id FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id "
    "WHERE m.unit_id = expenditure.unit_id ORDER BY m.held_on LIMIT 1) END"
)
_FILL = (
    f"INSERT INTO person(id, unit_id, name, number, valid_from) SELECT (u.id - 1) * {PEOPLE} + p, u.id, '甲' || p, '', '2020-01-01' "
    "FROM unit u, (SELECT 1 p UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6)",
    f"INSERT INTO duty(unit_id, person_id, area, direct, valid_from) SELECT id, (id - 1) * {PEOPLE} + 1, '财务', 1, '2020-01-01' FROM unit",
    "INSERT INTO ladder_step(position, role, valid_from) VALUES (1, '分管领导', '2020-01-01'), "
    "(2, '纪委书记（纪检组长）', '2020-01-01'), (3, '一把手', '2020-01-01')",
    f"UPDATE expenditure SET handler_id = (unit_id - 1) * {PEOPLE} + 4 + id % 2, is_non_productive = CASE WHEN id % 20 = 0 THEN 1 "
    "WHEN id % 3 THEN 0 END, fund = CASE WHEN id % 200 = 0 THEN '农村扶持资金' ELSE '预算内拨款' END",
    "INSERT INTO sign_off(expenditure_id, round, position, role, person_id, decision, signed_on) "
    f"SELECT e.id, 1, p, {_SIGNERS}, (unit_id - 1) * {PEOPLE} + CASE WHEN e.id % 404 = 0 AND p = 3 THEN 2 ELSE p END, "
    "CASE WHEN e.id % 200 = 100 AND p = 3 THEN '退回' ELSE '同意' END, CASE WHEN e.id % 604 THEN date(paid_on, (p - 9) || ' days') END "
    f"FROM expenditure e, {_THREE} WHERE e.id % 4 = 0 AND NOT (e.id % 804 = 0 AND p = 2)",
    "INSERT INTO sign_off(expenditure_id, round, position, role, person_id, decision, signed_on) "
    f"SELECT e.id, 2, p, {_SIGNERS}, (unit_id - 1) * {PEOPLE} + p, '同意', date(paid_on, (p - 5) || ' days') "
    f"FROM expenditure e, {_THREE} WHERE e.id % 200 = 100 AND e.id % 1100",
    "INSERT INTO countersign_sheet(id, unit_id, number, fund_name, expenditure_id, household_written, amount_fen, paid_on) "
    "SELECT id, unit_id, 'H' || id, '补助', id, '某户', amount_fen, paid_on FROM expenditure WHERE id % 200 = 0 AND id % 3000",
    "INSERT INTO countersignature(sheet_id, party, signer_written, household_signer_written, signed_on, is_agreed) "
    "SELECT s.id, CASE p WHEN 1 THEN '发放单位' WHEN 2 THEN '发放单位与受益农户' ELSE '纪检机关与受益农户' END, '某', '某户', "
    f"date(paid_on, '-1 day'), CASE WHEN s.id % 4000 THEN 1 END FROM countersign_sheet s, {_THREE} WHERE NOT (s.id % 5000 = 0 AND p = 3)",
    "INSERT INTO trading_venue(id, name, kind, valid_from) VALUES (1, '交易中心', '工程招投标', '2020-01-01'), "
    "(2, '交易中心', '政府采购', '2020-01-01')",
    "INSERT INTO project(id, unit_id, number, name, kind, investment_fen, public_fen, approved_on, agenda_item_id, started_on) "
    "SELECT id, unit_id, 'P' || id, '工程' || id, '基建工程', 500000000, 500000000, '2025-01-10', " + _DECISION + ", '2025-06-01' "
    "FROM expenditure WHERE id % 500 = 0",
    "INSERT INTO project_gate(project_id, gate, signed_on, signer_written, is_agreed) SELECT j.id, "
    "CASE p WHEN 1 THEN '设计' WHEN 2 THEN '预算' ELSE '招标' END, '2025-03-01', '某', 1 "
    f"FROM project j, {_THREE} WHERE NOT (j.id % 7000 = 0 AND p = 3)",
    "INSERT INTO public_transaction(id, unit_id, number, name, kind, bought, is_bulk, project_id, method, venue_id, is_in_venue, "
    "budget_fen, price_fen, planned_by_written, decider_id, decided_on, buyer_id, agenda_item_id, evaluated_on, candidates_from, "
    "candidates_to, won_on, result_posted_on, contract_on, contract_posted_on) "
    "SELECT id, unit_id, 'J' || id, '交易' || id, CASE WHEN id % 200 THEN '政府采购' ELSE '工程招投标' END, "
    "CASE WHEN id % 200 THEN '货物' ELSE '工程' END, id % 200 > 0, CASE WHEN id % 500 = 0 THEN id END, "
    "CASE WHEN id % 900 THEN '公开招标' ELSE '询价' END, CASE WHEN id % 200 THEN 2 ELSE 1 END, 1, 300000000, 290000000, '某科', "
    f"(unit_id - 1) * {PEOPLE} + 1, '2025-02-01', (unit_id - 1) * {PEOPLE} + 2, {_DECISION}, '2025-03-03', "
    "'2025-03-04', '2025-03-10', '2025-03-12', '2025-03-13', '2025-03-17', '2025-03-18' FROM expenditure WHERE id % 100 = 0",
    "INSERT INTO undertaking(id, unit_id, number, name, kind, amount_fen, agenda_item_id, done_on) SELECT id, unit_id, 'S' || id, "
    "'处置' || id, '资产处置', 5000000, " + _DECISION + ", '2025-05-05' FROM expenditure WHERE id % 400 = 0",
    "INSERT INTO fund_account(unit_id, year, name, fund, amount_fen, is_in_budget) SELECT id, 2025, '专户', '非税收入', 1000000, "
    "CASE WHEN id % 50 THEN 1 ELSE 0 END FROM unit",
    "INSERT INTO finance_report(unit_id, title, period_from, period_to, reported_on, published_on) SELECT u.id, p || '季度', "
    "date('2025-01-01', ((p - 1) * 3) || ' months'), date('2025-01-01', (p * 3) || ' months', '-1 day'), "
    "date('2025-01-10', (p * 3) || ' months'), CASE WHEN u.id % 30 THEN date('2025-01-12', (p * 3) || ' months') END "
    f"FROM unit u, (SELECT * FROM {_THREE} UNION ALL SELECT 4)",
    "INSERT INTO inspection(unit_id, number, subject, inspected_on) SELECT id, 'C' || id, '预算执行', '2025-07-01' FROM unit",
)  # fmt: skip


def fill(path: Path, payments: int, seed: int) -> int:
    """A new county file with that many payments and all around them; the number of its rows."""
    fill_payments(path, payments, seed)
    decide(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=-262144")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN IMMEDIATE")
        triggers.remove(db)
        for statement in _FILL:
            db.execute(statement)
        triggers.install(db)
        db.execute("ANALYZE main")
        db.execute("COMMIT")
        return sum(int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in TABLES)
