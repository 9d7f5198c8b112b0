"""A county's file with meetings in bulk: five topics, nine members and an observer each, everything on record.

Four of five topics are voted on by name, the fifth is a personnel matter with a secret ballot. Every
member who is there speaks and votes. Faults and gaps stand at known places, a few in a hundred.
"""

from __future__ import annotations

from pathlib import Path

from county import pour

DAY = "2026-06-01"
TOPICS, SEATS, MEMBERS = 5, 10, 9
TABLES = (
    "unit", "person", "catalogue_item", "topic", "meeting", "attendance", "agenda_item", "recusal", "statement",
    "named_ballot", "named_vote", "secret_ballot", "resolution", "procedure_step", "consultation", "instruction",
    "question", "parallel_record", "minutes_copy", "budget_step",
)  # fmt: skip
# A line of the roster (its meeting m, its seat s) is there, by its numbers alone: every 17th is on leave,
# but the second seat, who has the topics in charge, seldom.
_THERE = "CASE s WHEN 2 THEN m % 61 > 0 ELSE (m + s * 7) % 17 > 0 END"
_WITHDRAWN = "i % 26 = 0 AND s = 5"
_SEATED = (
    f"SELECT n, (n - 1) / {SEATS} + 1 m, (n - 1) % {SEATS} + 1 s FROM counted WHERE n <= :meetings * {SEATS}"
)
_ITEMS = f"SELECT n, (n - 1) / {TOPICS} + 1 m, (n - 1) % {TOPICS} + 1 k FROM counted WHERE n <= :meetings * {TOPICS}"
# Who sits where at which topic: i the item, a the line of the roster.
_VOICES = (
    f"SELECT n, i, m, s, (m - 1) * {SEATS} + s a, (i - 1) % {TOPICS} + 1 k FROM (SELECT n, (n - 1) / {MEMBERS} + 1 i, "
    f"((n - 1) / {MEMBERS}) / {TOPICS} + 1 m, (n - 1) % {MEMBERS} + 1 s FROM counted "
    f"WHERE n <= :meetings * {TOPICS * MEMBERS})"
)
_FILL = (
    "INSERT INTO unit(id, code, name, kind, valid_from) SELECT n, printf('U%04d', n), '第' || n || '局', "
    "'政府部门', '2020-01-01' FROM counted WHERE n <= :units",
    f"INSERT INTO person(id, unit_id, name, number, valid_from) SELECT n, (n - 1) / {SEATS} + 1, '甲' || n, '', "
    f"'2020-01-01' FROM counted WHERE n <= :units * {SEATS}",
    "INSERT INTO catalogue_item(id, unit_id, name, body, side, matter, topic_class, needs_ballot, valid_from) "
    f"SELECT n, (n - 1) / {TOPICS} + 1, '第' || k || '类事项', CASE k WHEN 5 THEN '党委会' ELSE '党组会' END, '党委', "
    "CASE k WHEN 1 THEN '重大决策' WHEN 2 THEN '重大项目安排' WHEN 3 THEN '大额资金使用' WHEN 5 THEN '重要人事任免' END, "
    "CASE k WHEN 5 THEN '人事议题' WHEN 3 THEN '财权议题' ELSE '事项议题' END, k <> 4, '2020-01-01' "
    f"FROM (SELECT n, (n - 1) % {TOPICS} + 1 k FROM counted WHERE n <= :units * {TOPICS})",
    "INSERT INTO topic(id, unit_id, number, title, catalogue_item_id, topic_class, matter, amount_fen, source_written, "
    "proposer_written, proposed_on, collected_by_written, collected_on, is_investigated, study_document, screened_on, "
    "screened_by, screened_result, in_charge_id, in_charge_written, concerned_written, needs_opinion, state) "
    f"SELECT n, u, printf('Y%07d', n), '关于第' || n || '号事项的请示', (u - 1) * {TOPICS} + k, "
    "CASE WHEN n % 331 THEN CASE k WHEN 5 THEN '人事议题' WHEN 3 THEN '财权议题' ELSE '事项议题' END END, "
    "CASE k WHEN 1 THEN '重大决策' WHEN 2 THEN '重大项目安排' WHEN 3 THEN '大额资金使用' WHEN 5 THEN '重要人事任免' END, "
    "CASE k WHEN 3 THEN 50000000 END, '业务科室', '某科', date(d, '-30 days'), '办公室', date(d, '-20 days'), 1, '报告', "
    f"date(d, '-10 days'), '书记办公会', '同意上会', (u - 1) * {SEATS} + 2, '某', "
    f"CASE WHEN n % 26 = 0 THEN '甲' || ((u - 1) * {SEATS} + 5) END, 0, '已决定' "
    f"FROM (SELECT n, k, m, (m - 1) % :units + 1 u, date('2024-01-08', (m % 700) || ' days') d FROM ({_ITEMS}))",
    "INSERT INTO meeting(id, unit_id, number, name, body, held_on, begun_at, ended_at, place, chair_id, chair_written, "
    "recorder_written, entered_on, has_minutes, minutes_number, minutes_format, secrecy, secrecy_authority, "
    "secrecy_record, secrecy_years, distribution, reported_up_on) "
    "SELECT n, u, printf('2024-%06d', n), '第' || n || '次会议', CASE WHEN n % 307 = 0 THEN NULL WHEN n % 200 = 0 THEN '全委会' "
    "WHEN n % 10 < 4 THEN '党组会' WHEN n % 10 < 6 THEN '党委会' WHEN n % 10 = 6 THEN '政府常务会' WHEN n % 10 = 7 "
    "THEN '局长办公会' WHEN n % 10 = 8 THEN '党委常委会' ELSE '乡镇班子会' END, CASE WHEN n % 311 THEN d END, "
    f"'09:00', '11:30', '会议室', (u - 1) * {SEATS} + 1, '甲', '丙', date(d, '1 day'), 1, '〔2024〕' || n || '号', "
    "CASE WHEN n % 53 THEN '统一格式' ELSE '便笺' END, '内部', NULL, NULL, NULL, '甲、乙、丙', date(d, ((n % 40 = 0) * 9) || ' days') "
    "FROM (SELECT n, (n - 1) % :units + 1 u, date('2024-01-08', (n % 700) || ' days') d FROM counted WHERE n <= :meetings)",
    "INSERT INTO attendance(id, meeting_id, position, person_id, person_written, role, state, is_head, reason, noticed_on, "
    f"invited_as) SELECT n, m, s, CASE WHEN n % 601 THEN (u - 1) * {SEATS} + s END, '甲' || ((u - 1) * {SEATS} + s), "
    f"CASE WHEN n % 809 = 0 THEN NULL WHEN s = {SEATS} THEN '列席' ELSE '应到成员' END, "
    f"CASE WHEN {_THERE} THEN '出席' ELSE '请假' END, s = 1, '公务', date('2024-01-08', ((m % 700) - 4) || ' days'), "
    f"CASE WHEN s = {SEATS} THEN '候补委员、纪委委员' END "
    f"FROM (SELECT n, m, s, (m - 1) % :units + 1 u FROM ({_SEATED}))",
    "INSERT INTO agenda_item(id, meeting_id, topic_id, position, noticed_on, is_extempore, presenter_id, presenter_written, "
    "observers_written, begun_at, ended_at, outcome, decided_text, implementing_written, executed_on) "
    "SELECT n, m, n, k, date('2024-01-08', ((m % 700) - CASE WHEN n % 37 THEN 4 ELSE 0 END) || ' days'), n % 83 = 0, "
    f"((m - 1) % :units) * {SEATS} + 2, '甲', '甲', '09:10', '09:40', CASE WHEN n % 401 = 0 THEN NULL WHEN n % 29 = 0 THEN "
    "'暂缓' WHEN n % 13 = 0 THEN '未通过' ELSE '通过' END, '原则同意第' || n || '号事项，由第' || (n % 97) || '组按程序"
    "抓好落实，第' || (n % 53) || '科负责督办并在' || (n % 11 + 1) || '个月内报告进展情况', '承办科室', date('2024-02-08', (m % 700) || ' days') "
    f"FROM ({_ITEMS})",
    f"INSERT INTO recusal(id, agenda_item_id, attendance_id, reason, has_left) SELECT n, n, (m - 1) * {SEATS} + 5, "
    f"'亲属关系', n % 1300 > 0 FROM ({_ITEMS}) WHERE n % 26 = 0",
    "INSERT INTO statement(id, agenda_item_id, attendance_id, position, opinion, reasons, is_presentation, is_after_vote) "
    f"SELECT n, i, a, CASE WHEN i % 97 = 0 THEN s WHEN s = 1 THEN {MEMBERS} ELSE s - 1 END, "
    "CASE WHEN n % 1009 = 0 THEN NULL WHEN n % 31 = 0 OR i % 13 = 0 AND s > 3 THEN '不同意' WHEN n % 43 = 0 THEN '修改后同意' "
    "ELSE '同意' END, CASE WHEN n % 211 THEN '方案符合第' || (n % 89) || '项规定，资金和责任已经落实，风险可以控制' END, 0, "
    f"n % 1511 = 0 FROM ({_VOICES}) WHERE {_THERE} AND n % 701 AND NOT ({_WITHDRAWN})",
    "INSERT INTO named_ballot(id, agenda_item_id, round, method, held_at, is_void, covers) SELECT n, n, 1, '举手表决', "
    f"'09:35', n % 499 = 0, 1 FROM ({_ITEMS}) WHERE k < {TOPICS} AND n % 29",
    "INSERT INTO named_ballot(agenda_item_id, round, method, held_at, is_void, covers) SELECT agenda_item_id, 2, method, "
    "'09:38', 0, 1 FROM named_ballot WHERE is_void",
    "INSERT INTO named_vote(ballot_id, attendance_id, choice, is_written) SELECT b.id, a, CASE WHEN n % 31 = 0 OR i % 13 = 0 "
    f"AND s > 3 THEN '反对' WHEN n % 59 = 0 THEN '弃权' ELSE '同意' END, 0 FROM ({_VOICES}) JOIN named_ballot b ON "
    f"b.agenda_item_id = i WHERE {_THERE} AND NOT ({_WITHDRAWN})",
    "INSERT INTO secret_ballot(id, agenda_item_id, round, candidate, issued, returned, votes_for, against, abstain, invalid, "
    "teller_one, teller_two, bag, held_at, is_void) SELECT n, n, 1, '', p, p, p - 1 - n % 3 / 2, 1, n % 3 / 2, "
    "CASE WHEN n % 67 THEN 0 ELSE 1 END, '甲', '乙', '袋' || n, '09:35', 0 FROM (SELECT i.n, count(*) p "
    f"FROM ({_ITEMS}) i JOIN attendance ON meeting_id = i.m AND role = '应到成员' AND state = '出席' "
    f"WHERE i.k = {TOPICS} AND i.n % 29 AND NOT (i.n % 26 = 0 AND position = 5) GROUP BY i.n)",
    "INSERT INTO resolution(id, agenda_item_id, position, text, implementing_written, due_on, state, done_on) SELECT id, id, 1, "
    "decided_text, '承办科室', date('2024-07-08', (meeting_id % 700) || ' days'), '已完成', date('2024-06-08', (meeting_id % 700 + "
    "CASE WHEN id % 41 THEN 0 ELSE 90 END) || ' days') FROM agenda_item WHERE outcome = '通过' AND id % 47",
    "INSERT INTO procedure_step(topic_id, stage, begun_on, done_on, document, outcome) SELECT n, stage, date(d, (done - spent) || ' days'), "
    "date(d, done || ' days'), '材料', '通过' "
    "FROM (SELECT n, done, spent, stage, date('2024-01-08', (m % 700) || ' days') d "
    f"FROM ({_ITEMS}) CROSS JOIN (SELECT '起草建议稿' stage, -60 done, 9 spent UNION ALL SELECT '公众参与', -28, 31 UNION ALL "
    "SELECT '专家论证', -26, 9 UNION ALL SELECT '风险评估', -24, 9 UNION ALL SELECT '合法性审查', -5, 21 UNION ALL "
    "SELECT '集体讨论决定', 0, 0 UNION ALL SELECT '事后评估', 150, 9) WHERE k = 1) WHERE (n + done) % 61",
    "INSERT INTO consultation(topic_id, person_written, held_on) SELECT n, '甲', date('2024-01-08', ((m % 700) - 5) || "
    f"' days') FROM ({_ITEMS}) WHERE k <> 4 AND n % 71",
    "INSERT INTO instruction(topic_id, person_id, person_written, given_on, text) SELECT n, "
    f"((m - 1) % :units) * {SEATS} + 1, '甲', date('2024-01-08', ((m % 700) - CASE WHEN n % 400 THEN 9 ELSE 2 END) || ' days'), '请研究' "
    f"FROM ({_ITEMS}) WHERE n % 20 = 0",
    "INSERT INTO question(agenda_item_id, asked_by_written, text, answer, is_clear) SELECT n, '甲', '资金来源', '预算安排', "
    f"n % 90 > 0 FROM ({_ITEMS}) WHERE n % 6 = 0",
    "INSERT INTO parallel_record(meeting_id, recorder_written, recorded_on, present, topics, head_spoke_last, differences) "
    f"SELECT meeting_id, '丁', '2024-02-01', sum(role = '应到成员' AND state = '出席') - (meeting_id % 73 = 0), {TOPICS}, 1, '无' "
    "FROM attendance GROUP BY meeting_id",
    "INSERT INTO minutes_copy(meeting_id, number, recipient_written, handed_on, recalled_on) SELECT n, c, '甲', d, "
    "CASE WHEN (n + c) % 97 THEN d END FROM (SELECT n, date('2024-01-08', (n % 700) || ' days') d FROM counted "
    "WHERE n <= :meetings) CROSS JOIN (SELECT 1 c UNION ALL SELECT 2 UNION ALL SELECT 3)",
    "INSERT INTO budget_step(unit_id, year, stage, done_on) SELECT n, 2025, stage, printf('2025-%02d-15', at) FROM counted "
    "CROSS JOIN (SELECT 1 at, '班子成员提出' stage UNION ALL SELECT 2, '党委会研究' UNION ALL SELECT 3, '人代会表决' UNION ALL "
    "SELECT 4, '按线分割') WHERE n <= :units",
)


def fill(path: Path, meetings: int) -> int:
    """A new county file with that many meetings; the number of its rows."""
    sizes = {
        "units": max(20, meetings // 50),
        "meetings": meetings,
        "most": meetings * TOPICS * MEMBERS,
    }
    return pour(path, _FILL, sizes, TABLES)
