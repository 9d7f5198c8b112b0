"""A meeting read whole: its roster, its items, what was said, voted and resolved (R-XZ-06 … R-XZ-10).

For pages and for the look ahead; a secret ballot comes as the counts of its rounds, as it is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from powerctl.areas.meetings.sitting_parts import Item, NamedRound, Sitting, is_personnel
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Meeting,
    NamedBallot,
    NamedVote,
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

__all__ = ["Item", "NamedRound", "Sitting", "is_personnel"]

_BLOCK = 500
_Row = TypeVar("_Row", bound=SQLModel)


def sittings(session: Session, meetings: Sequence[Meeting]) -> list[Sitting]:
    """Meetings with all that belongs to them, in the order given, a few hundred at a time."""
    found: list[Sitting] = []
    for start in range(0, len(meetings), _BLOCK):
        found += _read(session, meetings[start : start + _BLOCK])
    return found


def held_between(session: Session, unit_ids: Iterable[int], since: date, until: date) -> list[Meeting]:
    """The meetings of some units on the days of a period, oldest first."""
    held = col(Meeting.held_on)
    wanted = select(Meeting).where(col(Meeting.unit_id).in_(tuple(unit_ids)), held >= since, held <= until)
    return list(session.exec(wanted.order_by(held, col(Meeting.id))).all())


def meetings_until(session: Session, unit_ids: Iterable[int], until: date) -> list[Meeting]:
    """The meetings of some units up to a day, oldest first."""
    return held_between(session, unit_ids, date.min, until)


def undated(session: Session, unit_ids: Iterable[int]) -> int:
    """How many meetings of some units have no day."""
    wanted = select(Meeting.id).where(
        col(Meeting.unit_id).in_(tuple(unit_ids)), col(Meeting.held_on).is_(None)
    )
    return len(session.exec(wanted).all())


def progress_of(session: Session, resolutions: Iterable[Resolution]) -> dict[int, list[ResolutionProgress]]:
    """What was reported on each resolution, oldest first."""
    return _by(
        session, ResolutionProgress, "resolution_id", [one.id for one in resolutions], "reported_on", "id"
    )


def _read(session: Session, meetings: Sequence[Meeting]) -> list[Sitting]:
    ids = [one.id for one in meetings]
    rosters = _by(session, Attendance, "meeting_id", ids, "position")
    agenda = _by(session, AgendaItem, "meeting_id", ids, "position")
    every = [one for lines in agenda.values() for one in lines]
    items = _items(session, every)
    units = _rows(session, Unit, [one.unit_id for one in meetings])
    people = _names(session, [one.chair_id for one in meetings])
    return [
        Sitting(
            meeting=one,
            unit=units[one.unit_id],
            roster=tuple(rosters.get(one.id or 0, ())),
            items=tuple(items[line.id or 0] for line in agenda.get(one.id or 0, ())),
            chair=one.chair_written or people.get(one.chair_id or 0, ""),
        )
        for one in meetings
    ]


def _items(session: Session, agenda: Sequence[AgendaItem]) -> dict[int, Item]:
    ids = [one.id for one in agenda]
    topics = _rows(session, Topic, [one.topic_id for one in agenda])
    catalogue = _rows(session, CatalogueItem, [one.catalogue_item_id for one in topics.values()])
    statements = _by(session, Statement, "agenda_item_id", ids, "position")
    questions = _by(session, Question, "agenda_item_id", ids, "id")
    recusals = _by(session, Recusal, "agenda_item_id", ids, "id")
    named = _by(session, NamedBallot, "agenda_item_id", ids, "round")
    votes = _by(session, NamedVote, "ballot_id", [one.id for lines in named.values() for one in lines], "id")
    secret = _by(session, SecretBallot, "agenda_item_id", ids, "round", "id")
    resolutions = _by(session, Resolution, "agenda_item_id", ids, "position")
    people = _names(
        session,
        [*(one.presenter_id for one in agenda), *(one.in_charge_id for one in topics.values())],
    )
    units = _rows(
        session, Unit, [one.implementing_unit_id for lines in resolutions.values() for one in lines]
    )
    agenda_of = {one.id or 0: one for one in agenda}
    found = {}
    for one in agenda:
        number = one.id or 0
        topic = topics[one.topic_id]
        found[number] = Item(
            agenda=one,
            topic=topic,
            catalogue=catalogue.get(topic.catalogue_item_id or 0),
            statements=tuple(statements.get(number, ())),
            questions=tuple(questions.get(number, ())),
            recusals=tuple(recusals.get(number, ())),
            named=tuple(
                NamedRound(ballot, tuple(votes.get(ballot.id or 0, ()))) for ballot in named.get(number, ())
            ),
            secret=tuple(secret.get(number, ())),
            resolutions=tuple(resolutions.get(number, ())),
            carried_out_by=tuple(
                units[one.implementing_unit_id].name
                if one.implementing_unit_id is not None
                else one.implementing_written or agenda_of[number].implementing_written or ""
                for one in resolutions.get(number, ())
            ),
            presenter=one.presenter_written or people.get(one.presenter_id or 0, ""),
            in_charge=topic.in_charge_written or people.get(topic.in_charge_id or 0, ""),
        )
    return found


def _by(
    session: Session, model: type[_Row], link: str, ids: Sequence[int | None], *order: str
) -> dict[int, list[_Row]]:
    columns: Any = model
    found: dict[int, list[_Row]] = defaultdict(list)
    wanted = [one for one in ids if one is not None]
    for start in range(0, len(wanted), _BLOCK):
        rows = session.exec(
            select(model)
            .where(getattr(columns, link).in_(wanted[start : start + _BLOCK]))
            .order_by(*(getattr(columns, name) for name in order))
        ).all()
        for row in rows:
            found[getattr(row, link)].append(row)
    return found


def _rows(session: Session, model: type[_Row], ids: Iterable[int | None]) -> dict[int, _Row]:
    columns: Any = model
    wanted = sorted({one for one in ids if one is not None})
    found: dict[int, _Row] = {}
    for start in range(0, len(wanted), _BLOCK):
        rows = session.exec(select(model).where(columns.id.in_(wanted[start : start + _BLOCK]))).all()
        found |= {getattr(row, "id"): row for row in rows}  # noqa: B009 - a row of any table
    return found


def _names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    return {number: person.name for number, person in _rows(session, Person, ids).items()}
