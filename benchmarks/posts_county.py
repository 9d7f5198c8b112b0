"""A county's file with appointments in bulk: 14 stages, vetting, exam, ballot item, notice, probation each.

Faults and gaps stand at known places, a few in a hundred. A unit has 50 appointments and 60 people, of whom
every second reports on himself for two years.
"""

from __future__ import annotations

from pathlib import Path

from county import pour

OF_A_UNIT, PEOPLE = 50, 60
TABLES = (
    "unit", "person", "post", "meeting", "topic", "agenda_item", "appointment", "appointment_step", "vetting",
    "exam_attempt", "notice", "notice_subject", "feedback", "probation", "audit", "personal_report", "personnel_action",
    "tenure", "publication",
)  # fmt: skip
_STAGES = (
    "初始提名", "民主推荐", "确定考察对象", "任前考察", "组织部门初审", "征求纪检意见", "任前审计", "廉政法规考试",
    "酝酿", "讨论决定", "任前公示", "任前谈话", "任职", "试用期满考核",
)  # fmt: skip
_NAMED = " ".join(f"WHEN {at} THEN '{stage}'" for at, stage in enumerate(_STAGES))
# A case n, its unit u, the day d on which its nomination began.
_CASES = (
    f"SELECT n, (n - 1) / {OF_A_UNIT} + 1 u, (n - 1) % {OF_A_UNIT} + 1 k, date('2024-02-01', (n % 500) || ' days') d "
    "FROM counted WHERE n <= :cases"
)
_FILL = (
    "INSERT INTO unit(id, code, name, kind, valid_from) SELECT n, printf('U%05d', n), '第' || n || '局', "
    "'政府部门', '2020-01-01' FROM counted WHERE n <= :units",
    f"INSERT INTO person(id, unit_id, name, number, valid_from) SELECT n, (n - 1) / {PEOPLE} + 1, '甲' || n, '', "
    f"'2020-01-01' FROM counted WHERE n <= :units * {PEOPLE}",
    "INSERT INTO post(id, unit_id, title, holder_level, is_head, is_leadership, is_key, valid_from) SELECT n, u, "
    f"'职务' || k, '内设科室', k = 1, k < 5, k % 3 = 0, '2020-01-01' FROM ({_CASES})",
    "INSERT INTO meeting(id, unit_id, number, body, held_on) SELECT n, u, 'M' || n, '党委会', date(d, '60 days') "
    f"FROM ({_CASES})",
    f"INSERT INTO topic(id, unit_id, number, title, matter) SELECT n, u, 'T' || n, '人事议题' || n, '重要人事任免' FROM ({_CASES})",
    "INSERT INTO agenda_item(id, meeting_id, topic_id, position, outcome) SELECT n, n, n, 1, '通过' "
    f"FROM ({_CASES})",
    "INSERT INTO appointment(id, unit_id, number, person_id, person_written, kind, to_post_written, to_post_id, rank, "
    "is_elected, method, method_reason, nominator, nominated_on, nomination_reason, agenda_item_id, decided_on, "
    "is_ballot, needs_audit, assessment_written, is_assessment_used, appointed_on, state) "
    f"SELECT n, u, 'R' || n, (u - 1) * {PEOPLE} + k, '甲', CASE n % 7 WHEN 1 THEN '平级任职' WHEN 2 THEN '免职' ELSE '提拔任职' END, "
    "'科长', n, CASE n % 3 WHEN 0 THEN '内设机构正职' WHEN 1 THEN '领导副职' ELSE '内设机构副职' END, 0, "
    "CASE n % 40 WHEN 0 THEN '民主推荐' ELSE '竞争上岗' END, CASE WHEN n % 31 THEN '岗位需要' END, "
    "CASE WHEN n % 29 THEN '党委（党组）' END, d, CASE WHEN n % 37 THEN '表现突出' END, CASE WHEN n % 23 THEN n END, "
    "date(d, '60 days'), 1, n % 3 = 0, '优秀', CASE WHEN n % 41 THEN 1 END, date(d, '90 days'), "
    f"CASE WHEN n % 43 THEN '已任职' END FROM ({_CASES})",
    "INSERT INTO tenure(id, person_id, post_id, valid_from) "
    f"SELECT n, (u - 1) * {PEOPLE} + k, n, date(d, '90 days') FROM ({_CASES})",
    "INSERT INTO appointment_step(id, appointment_id, stage, begun_on, done_on, signer_written) SELECT n, c, "
    f"CASE (n - 1) % 14 {_NAMED} END, date('2024-02-01', (c % 500 + (n - 1) % 14 * 6) || ' days'), "
    "CASE WHEN n % 797 THEN date('2024-02-01', (c % 500 + (n - 1) % 14 * 6 + 3) || ' days') END, "
    "CASE WHEN n % 889 THEN '某' END FROM (SELECT n, (n - 1) / 14 + 1 c FROM counted WHERE n <= :cases * 14) WHERE n % 1009",
    "INSERT INTO vetting(id, appointment_id, begun_on, ended_on, team_written, covers_career, covers_results, covers_law, "
    "covers_integrity, covers_democracy, covers_discipline, asked_unit, asked_grassroots, reviewed_on, review_result) "
    "SELECT n, n, date(d, '20 days'), date(d, '25 days'), '甲、乙', 1, 1, CASE WHEN n % 17 THEN 1 END, 1, 1, n % 19 > 0, 1, "
    f"CASE WHEN n % 21 THEN 1 ELSE 0 END, CASE WHEN n % 33 THEN date(d, '28 days') END, '同意' FROM ({_CASES})",
    "INSERT INTO exam_attempt(id, appointment_id, attempt, held_on, score_hundredths, pass_hundredths, result) SELECT n, n, "
    "1, CASE WHEN n % 27 THEN date(d, '65 days') END, CASE n % 11 WHEN 0 THEN 5500 ELSE 8500 END, 6000, "
    f"CASE n % 11 WHEN 0 THEN '不合格' ELSE '合格' END FROM ({_CASES})",
    "INSERT INTO exam_attempt(id, appointment_id, attempt, held_on, score_hundredths, pass_hundredths, result) SELECT "
    f"n + :cases, n, 2, date(d, '85 days'), 7500, 6000, '合格' FROM ({_CASES}) WHERE n % 22 = 0",
    "INSERT INTO notice(id, unit_id, number, title, kind, begun_on, ended_on, by_phone, by_letter, office, concluded_on) "
    "SELECT n, u, 'G' || n, '任前公示', '任前公示', date(d, '62 days'), date(d, CASE WHEN n % 13 THEN '72 days' ELSE '64 days' END), "
    f"1, CASE WHEN n % 15 THEN 1 END, '组织部', date(d, '75 days') FROM ({_CASES})",
    "INSERT INTO notice_subject(id, notice_id, position, subject_written, appointment_id, outcome, outcome_on) "
    f"SELECT n, n, 1, '甲', n, '不影响', date(d, '75 days') FROM ({_CASES})",
    "INSERT INTO feedback(id, notice_id, position, subject_id, received_on, verified_on, verdict, outcome, concluded_on) SELECT "
    "n, n, 1, n, date(d, '66 days'), CASE WHEN n % 20 THEN date(d, '70 days') END, '不属实', '不影响', date(d, '74 days') "
    f"FROM ({_CASES}) WHERE n % 10 = 0",
    "INSERT INTO probation(id, appointment_id, begun_on, due_on, assessed_on, result, confirmed_on) SELECT n, n, date(d, '90 days'), "
    "date(d, '90 days', CASE WHEN n % 14 THEN '12 months' ELSE '6 months' END), CASE WHEN n % 16 THEN date(d, '100 days', '12 months') END, "
    f"'胜任', date(d, '105 days', '12 months') FROM ({_CASES}) WHERE n % 7 NOT IN (1, 2)",
    "INSERT INTO audit(id, unit_id, number, kind, person_id, appointment_id, reported_on, filed_on) SELECT n, u, 'S' || n, "
    f"'任前审计', (u - 1) * {PEOPLE} + k, n, CASE WHEN n % 18 THEN date(d, '50 days') END, date(d, '52 days') FROM ({_CASES}) WHERE n % 3 = 0",
    "INSERT INTO personal_report(id, unit_id, number, kind, person_id, year, reported_on, is_written, is_verified, verified_on, filed_on) "
    f"SELECT n, (p - 1) / {PEOPLE} + 1, 'B' || n, CASE n % 2 WHEN 0 THEN '年度廉政报告' ELSE '年度个人有关事项报告' END, p, 2024 + n / 2 % 2, "
    "'2025-01-20', CASE WHEN n % 25 THEN 1 END, CASE WHEN n % 26 THEN 1 ELSE 0 END, '2025-02-20', '2025-03-01' "
    f"FROM (SELECT n, (n - 1) / 2 + 1 p FROM counted WHERE n <= :units * {PEOPLE} * 2) WHERE p % 2",
    "INSERT INTO personnel_action(id, unit_id, number, name, kind, done_on, agenda_item_id) SELECT n, u, 'X' || n, '录用' || n, "
    f"CASE n % 3 WHEN 0 THEN '录用' WHEN 1 THEN '奖励' ELSE '培训' END, date(d, '70 days'), CASE WHEN n % 4 THEN n END FROM ({_CASES}) WHERE n % 5 = 0",
    "INSERT INTO publication(id, unit_id, number, appointment_id, title, subject, stage, published_on) SELECT n, u, 'P' || n, n, '任免公开', '干部任免', '结果', "
    f"date(d, '80 days') FROM ({_CASES}) WHERE n % 30",
)  # fmt: skip


def fill(path: Path, cases: int) -> int:
    """A new county file with that many appointments; the number of its rows."""
    sizes = {"units": max(1, cases // OF_A_UNIT), "cases": cases, "most": cases * 14}
    return pour(path, _FILL, sizes, TABLES)
