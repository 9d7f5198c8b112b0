"""Writes invented meetings straight into a county file: who was there, what each said, how each voted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from powerctl.model import (
    AgendaItem,
    Attendance,
    Meeting,
    NamedBallot,
    NamedVote,
    SecretBallot,
    Statement,
    Topic,
    Unit,
)
from powerctl.terms import AttendanceState, BodyKind, Choice, MemberRole, Outcome, Position

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
NAMES = ("罗一", "陈二", "周三", "吴四", "郑五")
"""The first is the head."""


def unit(db: Session, code: str = "CZJ", name: str = "县财政局") -> int:
    """The number of the unit of that code, which is made where there is none."""
    found = db.exec(select(Unit).where(Unit.code == code)).first()
    if found is None:
        found = Unit(code=code, name=name)
        db.add(found)
        db.flush()
    assert found.id is not None
    return found.id


class Held:
    """One meeting with all of NAMES present, to which topics are added."""

    def __init__(self, db: Session, number: str, held_on: date | None, of: str = "CZJ", **more: Any) -> None:
        more.setdefault("body", BodyKind.PARTY_GROUP)
        self.db, self.at = db, 0
        self.meeting = Meeting(unit_id=unit(db, of), number=number, held_on=held_on, **more)
        db.add(self.meeting)
        db.flush()
        self.seats = []
        for at, name in enumerate(NAMES):
            seat = Attendance(
                meeting_id=self.meeting.id or 0,
                position=at + 1,
                person_written=name,
                role=MemberRole.ENTITLED,
                state=AttendanceState.PRESENT,
                is_head=at == 0,
            )
            db.add(seat)
            self.seats.append(seat)
        db.flush()

    def topic(
        self,
        title: str,
        votes: Sequence[Choice] = (),
        said: Sequence[tuple[int, Position]] = (),
        *,
        outcome: Outcome | None = Outcome.PASSED,
        reasons: str | None = None,
        secret: bool = False,
        **more: Any,
    ) -> AgendaItem:
        """A topic: a vote of each member in the order of NAMES, and statements as (member, opinion)."""
        self.at += 1
        topic = Topic(unit_id=self.meeting.unit_id, number=f"{self.meeting.number}-{self.at}", title=title)
        self.db.add(topic)
        self.db.flush()
        item = AgendaItem(
            meeting_id=self.meeting.id or 0, topic_id=topic.id or 0, position=self.at, outcome=outcome, **more
        )
        self.db.add(item)
        self.db.flush()
        for place, (member, opinion) in enumerate(said, start=1):
            self.db.add(
                Statement(
                    agenda_item_id=item.id or 0,
                    attendance_id=self.seats[member].id or 0,
                    position=place,
                    opinion=opinion,
                    reasons=reasons,
                )
            )
        if votes:
            self.vote(item, votes)
        if secret:
            self.db.add(SecretBallot(agenda_item_id=item.id or 0, round=1, votes_for=5))
        self.db.flush()
        return item

    def vote(
        self, item: AgendaItem, votes: Sequence[Choice], round: int = 1, *, is_void: bool = False
    ) -> None:
        """A named round."""
        ballot = NamedBallot(agenda_item_id=item.id or 0, round=round, is_void=is_void)
        self.db.add(ballot)
        self.db.flush()
        for seat, choice in zip(self.seats, votes, strict=False):
            self.db.add(NamedVote(ballot_id=ballot.id or 0, attendance_id=seat.id or 0, choice=choice))
        self.db.flush()
