"""Notices of an invented county: appointments told to the public, and what people answered."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from powerctl.model import Appointment, Feedback, Notice, NoticeSubject
from powerctl.terms import (
    FeedbackVerdict,
    NoticeKind,
    NoticeOutcome,
    PublicChannel,
)
from tests.reports.money import put

PEOPLE = (
    ("李大山", "男", "汉族", "1975-03-12", "大学学历", "中共党员", "云泽县民政局副局长", "云泽县民政局局长"),
    ("欧阳清河", "女", "苗族", "1980年11月", "研究生学历、硕士学位", "无党派人士", "云泽县财政局预算股股长", "云泽县财政局副局长"),
)  # fmt: skip


def a_notice(number: int, begun: date | None, ended: date | None, **more: Any) -> dict[str, Any]:
    """A notice of the county on appointments."""
    given = {
        "id": number,
        "unit_id": 1,
        "number": f"2026-{number}",
        "title": "关于李大山等同志的任前公示",
        "kind": NoticeKind.APPOINTMENT,
        "begun_on": begun,
        "ended_on": ended,
        "channel": PublicChannel.BOARD,
        "place_written": "县政府大院公开栏",
        "by_phone": True,
        "by_letter": True,
        "by_visit": None,
        "by_web": False,
        "office": "中共云泽县委组织部干部监督室",
        "office_phone": "0573-83712380",
        "office_address": "云泽县人民路1号 邮编314000",
    }
    return {**given, **more}


def appointments(db: Session) -> None:
    """One notice on two people, from Monday 15 June to Tuesday 23 June 2026, over the Dragon Boat holiday."""
    put(
        db,
        Appointment,
        [
            {
                **dict(
                    zip(
                        (
                            *("person_written", "gender", "ethnicity", "born", "education", "political"),
                            *("from_post_written", "to_post_written"),
                        ),
                        person,
                        strict=True,
                    )
                ),
                "id": number,
                "unit_id": 1,
                "number": f"任{number}",
                "nomination_reason": "身份证号110101197503121234的人选",
                "note": "家住云泽县某小区",
            }
            for number, person in enumerate(PEOPLE, 1)
        ],
    )
    put(db, Notice, [a_notice(1, date(2026, 6, 15), date(2026, 6, 23))])
    put(
        db,
        NoticeSubject,
        [
            {
                "id": number,
                "notice_id": 1,
                "position": number,
                "subject_written": person[0],
                "appointment_id": number,
                "note": "群众反映较多",
            }
            for number, person in enumerate(PEOPLE, 1)
        ],
    )


def answered(db: Session) -> None:
    """24 subjects in three notices, 23 answers about 6 of them, 3 put off; and one notice of a tender."""
    begun = date(2026, 3, 2)
    put(
        db,
        Notice,
        [
            *(
                a_notice(n, begun + timedelta(days=30 * n), begun + timedelta(days=30 * n + 8),
                         concluded_on=date(2026, 6, 1) if n < 3 else None)
                for n in (1, 2, 3)
            ),
            a_notice(4, date(2026, 5, 1), None, kind=NoticeKind.CANDIDATES),
            a_notice(5, None, None),
            a_notice(6, date(2025, 12, 31), date(2026, 1, 9)),
        ],
    )  # fmt: skip
    outcomes = {1: NoticeOutcome.DEFERRED, 2: None, 9: NoticeOutcome.DEFERRED, 10: NoticeOutcome.UNAFFECTED,
                17: NoticeOutcome.UNAFFECTED, 18: None}  # fmt: skip
    put(
        db,
        NoticeSubject,
        [
            {"id": n, "notice_id": (n - 1) // 8 + 1, "position": n, "subject_written": f"某对象{n}",
             "outcome": outcomes.get(n, NoticeOutcome.UNAFFECTED)}
            for n in range(1, 25)
        ] + [{"id": 30, "notice_id": 6, "position": 1, "subject_written": "去年的人"}],
    )  # fmt: skip
    about = [1] * 6 + [2] * 5 + [9] * 5 + [10] * 4 + [17, 18, None]
    put(
        db,
        Feedback,
        [
            {
                "notice_id": (subject - 1) // 8 + 1 if subject else 3,
                "position": position,
                "subject_id": subject,
                "received_on": date(2026, 6, 20) if position > 20 else date(2026, 4, 2),
                "channel_written": "电话" if position % 2 else "来信",
                "is_named": position % 3 == 0 or None,
                "giver_written": f"反映人甲{position}",
                "content": f"反映的内容{position}",
                "finding_text": f"核查的情况{position}",
                "verdict": FeedbackVerdict.PARTLY if subject in (1, 2, 9) else None,
                "verified_on": date(2026, 4, 20) if position <= 20 else None,
                # One on the first notice stays open although that is concluded.
                "concluded_on": date(2026, 5, 1) if 1 < position <= 20 else None,
                "replied_on": date(2026, 5, 2) if position == 3 else None,
                "outcome": NoticeOutcome.DEFERRED if subject == 2 else None,
            }
            for position, subject in enumerate(about, 1)
        ],
    )
