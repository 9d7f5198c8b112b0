"""会议办理 of all bodies: stages, talks and questions before a decision, and what became of it afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.county import planted_meetings as planted
from tests.county.meeting_bodies import Row, working_day
from tests.county.meeting_topics import Subject
from tests.county.meeting_year import OFFICES, OTHER_MEETINGS, YEAR, Held
from tests.county.people import UNITS

_AS_OF = date(2026, 6, 30)
# stage; begun and done, in days before the meeting; document
_STAGES = (
    ("起草建议稿", 90, 84, "建议稿"),
    ("公众参与", 80, 46, "征求意见情况说明"),
    ("专家论证", 44, 40, "专家论证意见"),
    ("风险评估", 39, 35, "风险评估报告"),
    ("合法性审查", 33, 10, "合法性审查意见书"),
    ("集体讨论决定", 0, 0, "会议纪要"),
)
_EVALUATED_AFTER = timedelta(days=350)
_PROGRESS = (
    "已经制定实施方案，明确责任人和时限",
    "正在按方案实施，进度符合要求",
    "主要工作已经完成，正在整理材料",
)
_QUESTIONS = {
    ("U002", "2025-12", 1): ("靳守拙", "压减的项目怎样保证不影响民生支出", "民生项目一项没有压减，清单附后", "是"),
    ("U002", "2025-10", 1): ("裴云岫", "置换以后每年的利息是多少", "每年减少约一成，测算表已经发给各位", "是"),
    ("U007", "2025-12", 1): ("程守则", "机动经费按什么标准安排", "按上年支出的百分之三", "是"),
    ("U003", "2025-07", 1): ("石守静", "改造名单怎样确定", "按房龄和居民同意率排序，已经公示", "是"),
    ("U003", "2025-10", 2): ("池鱼跃", "瓶装气站的安全间距按哪一版标准", "需要再核对", "否"),
    ("U003", "2026-05", 1): ("穆遥岑", "资金缺口由谁承担", "", "否"),
}  # fmt: skip


def handling() -> dict[str, list[Row]]:
    """The sheets of 会议办理: kind → rows, faults included."""
    meetings = (*YEAR, *OTHER_MEETINGS)
    agenda = [(held, subject) for held in meetings for subject in held.subjects]
    return {
        "topics": list(_waiting()),
        "procedure_steps": [row for held, subject in agenda for row in _steps(held, subject)],
        "consultations": [row for held, subject in agenda for row in _consultations(held, subject)],
        "instructions": list(_instructions()),
        "recusals": [row for held, subject in agenda for row in _recusals(held, subject)],
        "meeting_questions": [row for held, subject in agenda for row in _questions(held, subject)],
        "resolutions": [row for held, subject in agenda for row in _resolutions(held, subject)],
        "resolution_progress": [row for held, subject in agenda for row in _progress(held, subject)],
        "parallel_records": [row for held in meetings for row in _parallel_records(held)],
        "meeting_inspections": list(_inspections()),
        "minutes_copies": [row for held in meetings for row in _copies(held)],
        "budget_steps": list(_budgets()),
        "meeting_closings": [row for held in meetings for row in _closings(held)],
    }


def _on(held: Held, subject: Subject) -> Row:
    return held.key | {"topic": str(subject.position)}


def _waiting() -> Iterator[Row]:
    """Orders from above that were on no agenda; the second is carried out without one."""
    unit = {"unit": UNITS["U007"][0], "topic_class": "上级指示议题", "source_written": "上级来文"}
    yield unit | {
        "title": "县纪委关于村级“三资”管理监察建议的整改意见",
        "number": "2026-S1",
        "needs_opinion": "是",
        "proposed_on": "2026-05-20",
        "proposer_written": "程守则",
        "state": "提出",
    }
    yield unit | {
        "title": "县防汛指挥部汛期值守通知",
        "number": "2026-S2",
        "needs_opinion": "否",
        "proposed_on": "2026-06-03",
        "proposer_written": "房砌石",
        "state": "提出",
    }


def _steps(held: Held, subject: Subject) -> Iterator[Row]:
    if not subject.is_major_decision:
        return
    row = _on(held, subject)
    for stage, begun, done, document in _STAGES:
        if planted.STAGE_MISSING.get(subject.key) == stage:
            continue
        if planted.STAGE_BACKWARDS.get(subject.key) == stage:
            begun, done = 8, 6
        if stage == "合法性审查" and subject.key in planted.REVIEWED_IN_HASTE:
            begun = 14
        if stage == "公众参与" and subject.key in planted.COMMENT_TOO_SHORT:
            begun = 61
        if stage == "公众参与" and subject.key in planted.NO_COMMENT:
            yield row | {"stage": stage, "missing_reason": planted.NO_COMMENT[subject.key]}
            continue
        yield (
            row
            | {"stage": stage, "begun_on": _before(held, begun), "done_on": _before(held, done)}
            | {"document": f"{document}（{subject.number}）", "outcome": "通过"}
        )
    if (evaluated := held.day + _EVALUATED_AFTER) < _AS_OF:
        yield row | {"stage": "事后评估", "done_on": evaluated.isoformat(), "document": "后评估报告"}


def _before(held: Held, days: int) -> str:
    return (held.day - timedelta(days=days)).isoformat()


def _consultations(held: Held, subject: Subject) -> Iterator[Row]:
    """Two members are heard before a major matter comes up."""
    if not subject.matter or subject.key in planted.NOT_CONSULTED:
        return
    others = [seat.person for seat in held.seats[1:] if seat.person != subject.leader]
    for person in others[:2]:
        talk = {"person_written": person, "held_on": _before(held, 8), "note": "同意上会研究"}
        yield _on(held, subject) | talk


def _instructions() -> Iterator[Row]:
    for unit, month, position, person, days, text in planted.INSTRUCTED:
        held = next(one for one in YEAR if (one.body.unit, one.month) == (unit, month))
        given = {"person_written": person, "given_on": _before(held, days), "text": text}
        yield held.key | {"topic": str(position)} | given


def _recusals(held: Held, subject: Subject) -> Iterator[Row]:
    if subject.key in planted.RECUSED:
        person, why = planted.RECUSED[subject.key]
        yield _on(held, subject) | {"person_written": person, "reason": why, "has_left": "是"}


def _questions(held: Held, subject: Subject) -> Iterator[Row]:
    if subject.key in _QUESTIONS:
        asker, text, answer, clear = _QUESTIONS[subject.key]
        question = {"asked_by_written": asker, "text": text, "answer": answer, "is_clear": clear}
        yield _on(held, subject) | question


def _due(held: Held) -> date:
    return held.day + timedelta(days=75)


def _resolutions(held: Held, subject: Subject) -> Iterator[Row]:
    """One for each topic that passed: done ten days before it is due, or under way."""
    if held.outcome(subject) != "通过":
        return
    due = _due(held)
    done = due + timedelta(days=18 if subject.key in planted.DONE_LATE else -10)
    is_done = done <= _AS_OF and subject.key not in planted.OVERDUE
    evaluated = held.day + _EVALUATED_AFTER
    row = {
        "position": "1",
        "text": "办理任职手续" if subject.is_personnel else f"落实{subject.title}",
        "implementing_written": OFFICES[subject.leader],
        "due_on": "" if subject.key in planted.NO_DUE_DAY else due.isoformat(),
        "state": "已完成" if is_done else "落实中",
        "done_on": done.isoformat() if is_done else "",
    }
    if subject.is_major_decision and evaluated < _AS_OF:
        row |= {"evaluated_on": evaluated.isoformat(), "evaluation": "达到预期，建议继续执行"}
    yield _on(held, subject) | row


def _progress(held: Held, subject: Subject) -> Iterator[Row]:
    """A report after each month until it is done, three at most."""
    for row in _resolutions(held, subject):
        last = date.fromisoformat(row["done_on"]) if row["done_on"] else _AS_OF
        for number, text in enumerate(_PROGRESS, 1):
            reported = working_day(held.day + timedelta(days=20 * number))
            if reported <= last:
                report = {"resolution": "1", "reported_on": reported.isoformat(), "text": text}
                evidence = f"进展报告{subject.number}之{number}"
                yield _on(held, subject) | report | {"evidence": evidence}


def _parallel_records(held: Held) -> Iterator[Row]:
    key = held.body.unit, held.month
    if held.body.kind != "党委会" or key in planted.NO_PARALLEL_RECORD:
        return
    yield held.key | {
        "recorder_written": "纪砚行",
        "recorded_on": held.day.isoformat(),
        "present": str(len(held.present())),
        "topics": str(len(held.subjects)),
        "head_spoke_last": "是",
        "differences": planted.RECORDS_DIFFER.get(key, "一致"),
    }


def _inspections() -> Iterator[Row]:
    """What the county's discipline office saw at meetings."""
    seen = (
        ("U002", "2025-12", "会议到会3人，不足三分之二，当场提出，会议继续进行", "否"),
        ("U002", "2026-05", "程序规范，票决现场计票", "是"),
        ("U007", "2025-10", "人选举手表决，已要求按票决办理", "否"),
        ("U007", "2026-03", "逐人发言，书记末位表态", "是"),
        ("U003", "2025-11", "多数人不同意的议题由局长决定通过，没有记录理由", "否"),
        ("U003", "2026-04", "二十分钟讨论八个议题，已提醒", "否"),
    )
    for unit, month, result, regular in seen:
        held = next(one for one in YEAR if (one.body.unit, one.month) == (unit, month))
        yield held.key | {
            "inspected_on": held.day.isoformat(),
            "inspector_written": "巡雨知",
            "topics": str(len(held.subjects)),
            "result": result,
            "is_regular": regular,
        }


def _copies(held: Held) -> Iterator[Row]:
    """A numbered copy for each reader; those on personnel or secret matters come back the same day."""
    if not held.has_minutes:
        return
    key = held.body.unit, held.month
    day = working_day(held.day + timedelta(days=1))
    comes_back = key in planted.SECRET or any(subject.is_personnel for subject in held.subjects)
    readers = [*held.readers, *filter(None, [planted.OUTSIDER_READS.get(key)])]
    for number, reader in enumerate(readers, 1):
        back = day if comes_back and planted.NOT_RECALLED.get(key) != number else None
        if back and planted.KEPT_OVERNIGHT.get(key) == number:
            back += timedelta(days=1)
        copy = {"number": str(number), "recipient_written": reader, "handed_on": day.isoformat()}
        yield held.key | copy | {"recalled_on": back.isoformat() if back else ""}


def _budgets() -> Iterator[Row]:
    """Budgets of townships; 柳溪镇 split up that of 2026 before its congress had voted on it."""
    stages = ("班子成员提出", "党委会研究", "人代会表决", "按线分割")
    years = (
        ("U007", "2024", ("2023-12-05", "2023-12-15", "2024-01-18", "2024-02-20")),
        ("U007", "2025", ("2024-12-04", "2024-12-16", "2025-01-16", "2025-02-18")),
        ("U007", "2026", ("2025-12-03", "2025-12-15", "2026-01-20", "2026-01-09")),
        ("U008", "2026", ("2025-12-08", "2025-12-19", "2026-01-22", "2026-02-10")),
    )
    for unit, year, days in years:
        for stage, day in zip(stages, days, strict=True):
            row = {"unit": UNITS[unit][0], "year": year, "stage": stage, "done_on": day}
            yield row | {"document": f"{UNITS[unit][0][:3]}〔{year}〕预算"}


def _closings(held: Held) -> Iterator[Row]:
    """Meetings of 2025 are closed."""
    if held.month < "2026":
        closed = working_day(held.day + timedelta(days=2))
        yield held.key | {"closed_at": f"{closed.isoformat()} 17:30"}
