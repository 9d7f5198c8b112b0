"""A meeting read whole through the readable views, for a command that only shows it (performance.md).

What comes out has the same names as the tables' classes and serves the same reckoning (`verdicts`,
`standing`); what a page needs besides is left out.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from powerctl.areas.meetings.sitting_parts import Item, NamedRound, Sitting
from powerctl.store.views import VIEWS, Condition, rows
from powerctl.terms import (
    AttendanceState,
    BodyKind,
    Choice,
    MajorMatter,
    MemberRole,
    NamedMethod,
    Outcome,
    Position,
    TopicClass,
)

_READ: dict[str, Callable[[Any], Any]] = {
    "body": BodyKind,
    "held_on": date.fromisoformat,
    "role": MemberRole,
    "state": AttendanceState,
    "outcome": Outcome,
    "topic_class": TopicClass,
    "matter": MajorMatter,
    "opinion": Position,
    "method": NamedMethod,
    "choice": Choice,
    **dict.fromkeys(("is_presentation", "is_after_vote", "is_clear", "is_void"), "是".__eq__),
}
_COLUMNS = {
    "meeting": ("id", "unit_code", "body", "held_on"),
    "attendance": ("id", "position", "person_written", "role", "state"),
    "agenda_item": ("id", "topic_id", "position", "outcome"),
    "topic": ("id", "title", "topic_class", "matter"),
    "statement": ("position", "attendance_id", "opinion", "reasons", "is_presentation", "is_after_vote"),
    "question": ("id", "asked_by_written", "text", "answer", "is_clear"),
    "recusal": ("id", "attendance_id", "reason"),
    "named_ballot": ("id", "round", "method", "is_void"),
    "named_vote": ("id", "attendance_id", "choice"),
    "secret_ballot": ("id", "round", "candidate", "votes_for", "against", "abstain", "is_void"),
}


def sitting_shown(db: sqlite3.Connection, number: int) -> Sitting:
    """The meeting of a number that is on record, with its roster and its items in their order."""
    (meeting,) = _records(db, "meeting", "id", [number], ())[number]
    ((meeting.unit_id,),) = rows(
        db, VIEWS["unit"], where=[Condition("unit_code", "=", meeting.unit_code)], columns=("id",)
    )
    roster = _records(db, "attendance", "meeting_id", [number], ("position",))[number]
    agenda = _records(db, "agenda_item", "meeting_id", [number], ("position",))[number]
    whole: Any = Sitting(
        meeting=meeting,
        unit=SimpleNamespace(id=meeting.unit_id),  # type: ignore[arg-type]
        roster=tuple(roster),
        items=_items(db, agenda),
        chair="",
    )
    return whole  # type: ignore[no-any-return]


def _items(db: sqlite3.Connection, agenda: Sequence[Any]) -> tuple[Item, ...]:
    ids = [one.id for one in agenda]
    topics = _records(db, "topic", "id", [one.topic_id for one in agenda], ())
    statements = _records(db, "statement", "agenda_item_id", ids, ("position",))
    questions = _records(db, "question", "agenda_item_id", ids, ("id",))
    recusals = _records(db, "recusal", "agenda_item_id", ids, ("id",))
    named = _records(db, "named_ballot", "agenda_item_id", ids, ("round",))
    ballots = [one.id for found in named.values() for one in found]
    votes = _records(db, "named_vote", "ballot_id", ballots, ("id",))
    secret = _records(db, "secret_ballot", "agenda_item_id", ids, ("round", "id"))
    return tuple(
        Item(
            agenda=one,
            topic=topics[one.topic_id][0],
            catalogue=None,
            statements=tuple(statements[one.id]),
            questions=tuple(questions[one.id]),
            recusals=tuple(recusals[one.id]),
            named=tuple(NamedRound(ballot, tuple(votes[ballot.id])) for ballot in named[one.id]),
            secret=tuple(secret[one.id]),
            resolutions=(),
            carried_out_by=(),
            presenter="",
            in_charge="",
        )
        for one in agenda
    )


def _records(
    db: sqlite3.Connection, view: str, link: str, numbers: Sequence[int], order: Sequence[str]
) -> dict[int, list[Any]]:
    """Rows of a view by the record that they belong to, with the values that the tables' classes have."""
    names = _COLUMNS[view]
    found: dict[int, list[Any]] = defaultdict(list)
    for number in dict.fromkeys(numbers):
        where = [Condition(link, "=", number)]
        for row in rows(db, VIEWS[view], where=where, order=order, columns=names):
            values = {
                name: _READ[name](value) if name in _READ and value is not None else value
                for name, value in zip(names, row, strict=True)
            }
            found[number].append(SimpleNamespace(**values))
    return found
