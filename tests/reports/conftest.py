"""An invented county with meetings: a standing committee, a government, a bureau."""

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from powerctl.model import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingInspection,
    MinutesCopy,
    NamedBallot,
    NamedVote,
    ParallelRecord,
    Person,
    Question,
    Recusal,
    Resolution,
    ResolutionProgress,
    SecretBallot,
    Statement,
    Topic,
    Unit,
)
from powerctl.reports.blocks import Report
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    Choice,
    MajorMatter,
    MemberRole,
    NamedMethod,
    Outcome,
    Position,
    ResolutionState,
    SecrecyLevel,
    TopicClass,
    UnitKind,
)

MEMBERS = ("高远山", "沈未央", "陆明远", "周小舟", "许知行", "韩江雪", "冯溪亭", "邓云起", "曹砚秋")
DAY = date(2026, 6, 30)


def _roster(db: Session, meeting: int, *, on_leave: int = 1) -> None:
    first = meeting * 20
    for n, name in enumerate(MEMBERS):
        away = n >= len(MEMBERS) - on_leave
        db.add(
            Attendance(
                id=first + n,
                meeting_id=meeting,
                position=n + 1,
                person_written=name,
                post_written="县委书记" if n == 0 else "县委常委",
                role=MemberRole.ENTITLED,
                state=AttendanceState.ON_LEAVE if away else AttendanceState.PRESENT,
                is_head=n == 0,
                reason="外出学习" if away else None,
                noticed_on=date(2026, 3, 6),
            )
        )
    db.add(
        Attendance(
            id=first + 15,
            meeting_id=meeting,
            position=16,
            person_written="罗列席",
            post_written="县财政局局长",
            role=MemberRole.OBSERVER,
            state=AttendanceState.PRESENT,
        )
    )
    db.flush()


def _item(db: Session, number: int, meeting: int, position: int, title: str, **more: Any) -> None:
    topic = {name: more.pop(name) for name in ("topic_class", "matter", "concerned_written") if name in more}
    db.add(Topic(id=number, unit_id=1, number=f"T{number}", title=title, **topic))
    db.flush()
    db.add(AgendaItem(id=number, meeting_id=meeting, topic_id=number, position=position, **more))
    db.flush()


def _named(db: Session, item: int, meeting: int, choices: str, *, number: int = 1, **more: Any) -> None:
    """`choices`: 同反弃 member by member, a dash for nobody."""
    ballot = item * 10 + number
    db.add(NamedBallot(id=ballot, agenda_item_id=item, round=number, **{"method": NamedMethod.HANDS, **more}))
    db.flush()
    words = {"同": Choice.FOR, "反": Choice.AGAINST, "弃": Choice.ABSTAIN}
    for n, one in enumerate(choices):
        if one != "-":
            db.add(NamedVote(ballot_id=ballot, attendance_id=meeting * 20 + n, choice=words[one]))
    db.flush()


def _fill(db: Session) -> None:
    db.add(Unit(id=1, code="U000", name="云泽县", kind=UnitKind.COUNTY))
    db.flush()
    db.add(Unit(id=2, code="U002", name="云泽县财政局", parent_id=1))
    db.flush()
    db.add(Person(id=1, unit_id=2, name="陆明远", number=""))
    db.add_all(
        [
            Meeting(
                id=1,
                unit_id=1,
                number="2026-3",
                body=BodyKind.STANDING_COMMITTEE,
                held_on=date(2026, 3, 10),
                begun_at="09:30",
                ended_at="11:45",
                place="县委第一会议室",
                chair_written="高远山",
                recorder_written="秦记录",
                distribution="县委常委，县纪委",
                entered_on=date(2026, 3, 12),
                minutes_number="〔2026〕3号",
            ),
            Meeting(
                id=2,
                unit_id=1,
                number="2026-4",
                body=BodyKind.GOVERNMENT,
                held_on=date(2026, 4, 8),
                chair_written="沈未央",
            ),
            Meeting(
                id=3,
                unit_id=1,
                number="2026-5",
                body=BodyKind.STANDING_COMMITTEE,
                held_on=date(2026, 5, 8),
                secrecy=SecrecyLevel.HIGH,
                secrecy_years=10,
                chair_written="高远山",
            ),
            Meeting(id=4, unit_id=2, number="2026-3", body=BodyKind.PARTY_GROUP, held_on=date(2026, 3, 3)),
        ]
    )
    db.flush()
    for meeting in (1, 2, 3):
        _roster(db, meeting)
    _first(db)
    _others(db)


def _first(db: Session) -> None:
    _item(
        db,
        1,
        1,
        1,
        "关于县城污水处理厂二期工程的议题",
        matter=MajorMatter.PROJECT,
        outcome=Outcome.PASSED,
        decided_text="同意实施，由陆明远牵头。",
        presenter_written="邓云起",
        noticed_on=date(2026, 3, 6),
    )
    _named(db, 1, 1, "反反反反反反反反-", number=1, is_void=True, reason="计票有误")
    _named(db, 1, 1, "同同同同同同反弃-", number=2)
    for position, seat in enumerate((7, 1, 2, 3, 4, 5, 0), 1):
        db.add(
            Statement(
                agenda_item_id=1,
                attendance_id=20 + seat,
                position=position,
                opinion=Position.NONE if seat == 7 else Position.FOR,
                reasons=None if seat == 7 else f"理由之{position}",
                is_presentation=seat == 7,
            )
        )
    db.add(Question(agenda_item_id=1, asked_by_written="许知行", text="资金从何处来", is_clear=False))
    db.add(
        Resolution(
            id=1,
            agenda_item_id=1,
            position=1,
            text="落实二期资金",
            implementing_unit_id=2,
            due_on=date(2026, 6, 1),
            state=ResolutionState.RUNNING,
        )
    )
    db.flush()
    db.add(ResolutionProgress(resolution_id=1, reported_on=date(2026, 5, 20), text="已到位一半"))
    _item(
        db,
        2,
        1,
        2,
        "关于李大山、赵清河任职的议题",
        topic_class=TopicClass.PERSONNEL,
        matter=MajorMatter.PERSONNEL,
        concerned_written="李大山、赵清河",
        outcome=Outcome.PASSED,
        decided_text="同意李大山任职（同意7票）。",
    )
    db.add(Recusal(agenda_item_id=2, attendance_id=24, reason="近亲属事项", has_left=True))
    for name, yes, no in (("李大山", 6, 1), ("赵清河", 4, 3)):
        db.add(
            SecretBallot(
                agenda_item_id=2,
                round=1,
                candidate=name,
                issued=7,
                returned=7,
                votes_for=yes,
                against=no,
                abstain=0,
                invalid=0,
                teller_one="秦监票",
                teller_two="吴计票",
                bag="袋一",
            )
        )
    _item(db, 3, 1, 3, "关于购置公务用车的议题", matter=MajorMatter.LARGE_SUM, outcome=Outcome.PASSED)
    _named(db, 3, 1, "同同同同反反反反-")
    for number in range(1, 10):
        db.add(MinutesCopy(meeting_id=1, number=number, recipient_written=f"领取人{number}"))
    db.add(
        MeetingInspection(
            unit_id=1, meeting_id=1, inspected_on=date(2026, 3, 10), inspector_written="纪督查", topics=3
        )
    )
    db.add(ParallelRecord(meeting_id=1, present=7, topics=3, head_spoke_last=True))


def _others(db: Session) -> None:
    _item(
        db,
        4,
        2,
        1,
        "关于城区停车收费的议题",
        outcome=Outcome.PASSED,
        decided_text="同意试行。",
        head_reason="试行一年再评估",
    )
    _named(db, 4, 2, "反同反反反反反反-")
    _item(db, 5, 3, 1, "关于某秘密事项的议题", outcome=Outcome.PASSED, decided_text="内容不公开。")
    _named(db, 5, 3, "同同同同同同同同-")
    db.add(
        Resolution(
            id=2,
            agenda_item_id=4,
            position=1,
            text="拟定收费办法",
            implementing_written="县城管局",
            state=ResolutionState.DONE,
            due_on=date(2026, 5, 1),
            done_on=date(2026, 4, 28),
        )
    )


@pytest.fixture
def meetings(tmp_path: Path) -> Path:
    """A file with four meetings: three of the county, one of the bureau with the number of the first."""
    importlib.import_module("powerctl.model").load_all()
    path = tmp_path / "meetings.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        _fill(db)
    return path


@pytest.fixture
def paper(meetings: Path) -> Callable[..., Report]:
    """Makes a page of that file: `paper("会议纪要", meeting="2026-3", unit="U000")`."""

    def make(name: str, **order: Any) -> Report:
        with reading(meetings) as db:
            given = {"unit": None, "as_of": DAY, **order}
            return page(name).build(db, Order(generated="2026-06-30 09:00", head_code=head_code(db), **given))

    return make
