"""What a meeting read whole is made of: for reckoning and for pages, however it was read.

Nothing here loads the tables' classes, so that a command that only shows a meeting need not.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from powerctl.areas.meetings.arithmetic import Seat
from powerctl.terms import AttendanceState, MajorMatter, MemberRole, TopicClass

if TYPE_CHECKING:
    from powerctl.model import (
        AgendaItem,
        Attendance,
        CatalogueItem,
        Meeting,
        NamedBallot,
        NamedVote,
        Question,
        Recusal,
        Resolution,
        SecretBallot,
        Statement,
        Topic,
        Unit,
    )


@dataclass(frozen=True, slots=True)
class NamedRound:
    """One named round with its votes."""

    ballot: "NamedBallot"
    votes: "tuple[NamedVote, ...]"


@dataclass(frozen=True, slots=True)
class Item:
    """One topic at one meeting, with everything that is recorded of it there."""

    agenda: "AgendaItem"
    topic: "Topic"
    catalogue: "CatalogueItem | None"
    statements: "tuple[Statement, ...]"
    questions: "tuple[Question, ...]"
    recusals: "tuple[Recusal, ...]"
    named: tuple[NamedRound, ...]
    secret: "tuple[SecretBallot, ...]"
    resolutions: "tuple[Resolution, ...]"
    carried_out_by: tuple[str, ...]
    """Who carries out each resolution; empty where it is not on record."""
    presenter: str
    in_charge: str

    @property
    def is_personnel(self) -> bool:
        """Whether it is about appointments or dismissals."""
        return is_personnel(self.topic)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with its roster and its items, each in its order."""

    meeting: "Meeting"
    unit: "Unit"
    roster: "tuple[Attendance, ...]"
    items: tuple[Item, ...]
    chair: str

    @property
    def seats(self) -> dict[int, Seat]:
        """The roster as the arithmetic reads it, by line."""
        return {one.id: Seat(one.role, one.state) for one in self.roster if one.id is not None}

    def names(self, role: MemberRole, state: AttendanceState | None = None) -> "list[Attendance]":
        """The lines of a role, and of a state where one is said."""
        return [one for one in self.roster if one.role is role and state in (None, one.state)]

    def person(self, attendance_id: int) -> str:
        """Whom a line of the roster names."""
        return next((one.person_written for one in self.roster if one.id == attendance_id), "")


def is_personnel(topic: "Topic") -> bool:
    """Whether a topic is about appointments or dismissals."""
    return topic.topic_class is TopicClass.PERSONNEL or topic.matter is MajorMatter.PERSONNEL
