"""What a meeting's counts come to: quorum, each vote and its base, by the limits of the meeting's day.

The reckoning is `arithmetic`'s; here are the limits that go into it and the rounds that count (R-XZ-07,
R-XZ-09). A round that was struck stays on record and does not count.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from powerctl.areas.meetings import arithmetic
from powerctl.areas.meetings.arithmetic import Count, Majority, Quorum, exactly
from powerctl.areas.meetings.sitting_parts import Item, NamedRound, Sitting
from powerctl.limits.quantity import Quantity
from powerctl.limits.values import Limit, Override, above, choose, find_limit
from powerctl.store.views import VIEWS, rows
from powerctl.terms import BodyKind, Choice, MemberRole

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.model import SecretBallot


class DayLimits:
    """The limits of a file by the day of a meeting and by unit; the overrides are read once."""

    def __init__(self, source: "Session | sqlite3.Connection") -> None:
        """`source`: a session, or for a command that only shows the bare connection."""
        self._overrides, self._parents = (
            _by_views(source) if isinstance(source, sqlite3.Connection) else _by_session(source)
        )
        self._known: dict[tuple[str, date, int], Limit] = {}

    def on(self, name: str, day: date, unit_id: int) -> Limit:
        """What counts for a unit on a day. Raises Refused where no limit has that name."""
        key = (name, day, unit_id)
        if key not in self._known:
            chain = above(unit_id, self._parents)
            self._known[key] = choose(find_limit(name), day, self._overrides, chain)
        return self._known[key]

    def quantity(self, name: str, sitting: Sitting) -> Quantity | None:
        """The number that counted at a meeting; None where none did, or the day is not recorded."""
        day = sitting.meeting.held_on
        return None if day is None else self.on(name, day, sitting.meeting.unit_id).quantity


def _by_session(session: "Session") -> tuple[list[Override], dict[int, int | None]]:
    from powerctl.limits.stored import read_overrides, read_parents

    return read_overrides(session), read_parents(session)


def _by_views(db: sqlite3.Connection) -> tuple[list[Override], dict[int, int | None]]:
    units = rows(db, VIEWS["unit"], columns=("id", "unit_code", "parent_code"))
    ids: dict[str | None, int] = {code: number for number, code, _ in units}
    own = rows(
        db,
        VIEWS["limit_override"],
        order=("valid_from",),
        columns=("name", "unit_code", "value", "valid_from", "cites"),
    )
    overrides = [
        Override(name, ids.get(code), value, date.fromisoformat(day), cites)
        for name, code, value, day, cites in own
    ]
    return overrides, {number: ids.get(parent) for number, _, parent in units}


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote that counts: a named round, or one candidate of a secret round."""

    is_secret: bool
    method: str
    round: int
    candidate: str
    in_favour: Count | None
    against: int | None
    abstain: int | None
    majority: Majority


def quorum_limit(sitting: Sitting, *, personnel: bool) -> str:
    """Which limit says how many must be there."""
    if sitting.meeting.body is BodyKind.PLENUM:
        return "meeting.quorum_plenum"
    return "meeting.quorum_personnel" if personnel else "meeting.quorum_general"


def quorum_of(sitting: Sitting, limits: DayLimits, *, personnel: bool | None = None) -> Quorum:
    """Whether enough were there for ordinary topics, or for those on personnel (None: what was listed)."""
    if personnel is None:
        personnel = any(item.is_personnel for item in sitting.items)
    seats = list(sitting.seats.values())
    share = limits.quantity(quorum_limit(sitting, personnel=personnel), sitting)
    return arithmetic.quorum(arithmetic.entitled_of(seats), arithmetic.present_of(seats), share)


def recused_of(sitting: Sitting, item: Item) -> Count:
    """How many entitled members were recused from an item."""
    seats = sitting.seats
    roles = [seats[one.attendance_id].role for one in item.recusals if one.attendance_id in seats]
    return Count(
        sum(role is MemberRole.ENTITLED for role in roles),
        sum(role is not MemberRole.OBSERVER for role in roles),
    )


def majority_of(sitting: Sitting, item: Item, in_favour: Count | None, limits: DayLimits) -> Majority:
    """The base of an item's vote, what it needs, and whether it has it."""
    kept = limits.quantity("vote.recused_in_base", sitting)
    return arithmetic.majority(
        arithmetic.entitled_of(sitting.seats.values()),
        in_favour,
        limits.quantity("vote.majority_over", sitting),
        recused=recused_of(sitting, item),
        recused_in_base=None if kept is None else bool(kept.numerator),
    )


def votes_of(sitting: Sitting, item: Item, limits: DayLimits) -> list[Vote]:
    """The votes that count: of each candidate (or of the topic) the last round that was not struck.

    A named and a secret round of one number both stand, since nobody can tell which of them counts.
    """
    last = _last(item)
    named = [
        _named(sitting, item, one, limits)
        for one in item.named
        if not one.ballot.is_void and one.ballot.round == last.get("")
    ]
    secret = [_secret(sitting, item, one, limits) for one in counting(item)]
    return [*named, *secret]


def counting(item: Item) -> "list[SecretBallot]":
    """The secret tallies that count, one for each candidate; without those struck or voted again."""
    last = _last(item)
    return [one for one in item.secret if not one.is_void and one.round == last[one.candidate]]


def _last(item: Item) -> dict[str, int]:
    last: dict[str, int] = {}
    for candidate, number in _standing(item):
        last[candidate] = max(number, last.get(candidate, number))
    return last


def _standing(item: Item) -> Iterator[tuple[str, int]]:
    for named in item.named:
        if not named.ballot.is_void:
            yield "", named.ballot.round
    for secret in item.secret:
        if not secret.is_void:
            yield secret.candidate, secret.round


def _named(sitting: Sitting, item: Item, found: NamedRound, limits: DayLimits) -> Vote:
    seats = sitting.seats
    cast = [(one.attendance_id, one.choice) for one in found.votes]
    tally = arithmetic.named_tally(seats, cast)
    chosen: dict[int, set[Choice]] = {}
    for seat, choice in cast:
        chosen.setdefault(seat, set()).add(choice)
    # Contradicting votes of one member are no vote on either side.
    counted = Counter(
        next(iter(choices))
        for seat, choices in chosen.items()
        if len(choices) == 1 and seat in seats and seats[seat].certainly_counts
    )
    return Vote(
        is_secret=False,
        method=found.ballot.method.value if found.ballot.method else "记名表决",
        round=found.ballot.round,
        candidate="",
        in_favour=tally.in_favour,
        against=counted[Choice.AGAINST],
        abstain=counted[Choice.ABSTAIN],
        majority=majority_of(sitting, item, tally.in_favour, limits),
    )


def _secret(sitting: Sitting, item: Item, one: "SecretBallot", limits: DayLimits) -> Vote:
    in_favour = None if one.votes_for is None else exactly(one.votes_for)
    return Vote(
        is_secret=True,
        method="无记名票决",
        round=one.round,
        candidate=one.candidate,
        in_favour=in_favour,
        against=one.against,
        abstain=one.abstain,
        majority=majority_of(sitting, item, in_favour, limits),
    )
