"""Who held which of the five areas, from when to when (R-XZ-02).

A duty without a first day may have begun at any time: its holder then stands in every span up to
its last day, marked as not certain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.organization.queries import DUTY, PERSON, POST, TENURE
from powerctl.terms import FIVE_AREAS, DutyArea

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """One duty as recorded: who, which area, directly or not, from–to (both days count)."""

    unit_id: int
    area: DutyArea
    person_id: int
    name: str
    direct: bool | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Somebody in a span; not `certain` where the first day of the duty is unknown."""

    name: str
    person_id: int
    direct: bool | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which an area had the same holders (both days count); none is a gap."""

    first: date
    last: date
    holders: tuple[Holder, ...]

    @property
    def direct(self) -> tuple[Holder, ...]:
        """Those who hold it directly, or of whom it is not recorded."""
        return tuple(holder for holder in self.holders if holder.direct is not False)

    @property
    def is_gap(self) -> bool:
        """Nobody holds it directly."""
        return not self.direct

    @property
    def is_double(self) -> bool:
        """Two people or more hold it directly."""
        return len({holder.person_id for holder in self.direct}) > 1


def duties_held(session: Session, unit_ids: Iterable[int]) -> list[Held]:
    """The recorded duties over the five areas of some units."""
    query = (
        select(
            DUTY.c.unit_id, DUTY.c.area, DUTY.c.person_id, PERSON.c.name,
            DUTY.c.direct, DUTY.c.valid_from, DUTY.c.valid_to,
        )
        .join_from(DUTY, PERSON, PERSON.c.id == DUTY.c.person_id)
        .where(DUTY.c.unit_id.in_(list(unit_ids)), DUTY.c.area.in_(FIVE_AREAS))
        .order_by(DUTY.c.id)
    )  # fmt: skip
    return [Held(*row) for row in session.connection().execute(query)]


def heads(session: Session, unit_ids: Iterable[int], first: date, last: date) -> set[tuple[int, int]]:
    """Who was a head at some time between two days: (unit_id, person_id)."""
    query = (
        select(POST.c.unit_id, TENURE.c.person_id)
        .join_from(TENURE, POST, POST.c.id == TENURE.c.post_id)
        .where(
            POST.c.unit_id.in_(list(unit_ids)),
            POST.c.is_head.is_(True),
            or_(TENURE.c.valid_from.is_(None), TENURE.c.valid_from <= last),
            or_(TENURE.c.valid_to.is_(None), TENURE.c.valid_to >= first),
        )
    )
    return {(int(unit), int(person)) for unit, person in session.connection().execute(query)}


def spans(duties: Sequence[Held], area: DutyArea, first: date, last: date) -> list[Span]:
    """The days from `first` to `last` cut where the holders of an area change; without overlap or hole.

    In: the duties of one unit. Neighbouring spans always differ.
    """
    mine = [duty for duty in duties if duty.area is area]
    cuts = {first, last + _ONE_DAY}
    for duty in mine:
        if duty.valid_from and first < duty.valid_from <= last:
            cuts.add(duty.valid_from)
        if duty.valid_to and first <= duty.valid_to < last:
            cuts.add(duty.valid_to + _ONE_DAY)
    days = sorted(cuts)
    found: list[Span] = []
    for start, end in pairwise(days):
        holders = tuple(sorted({_holder(duty) for duty in mine if _covers(duty, start)}, key=_by_name))
        if found and found[-1].holders == holders:
            start = found.pop().first
        found.append(Span(start, end - _ONE_DAY, holders))
    return found


def _covers(duty: Held, day: date) -> bool:
    return (duty.valid_from is None or duty.valid_from <= day) and (
        duty.valid_to is None or duty.valid_to >= day
    )


def _holder(duty: Held) -> Holder:
    return Holder(duty.name, duty.person_id, duty.direct, duty.valid_from is not None)


def _by_name(holder: Holder) -> tuple[str, int, bool, bool]:
    return holder.name, holder.person_id, holder.direct is not True, holder.certain
