"""Trend: what the file held on one day against another: opened, closed, raised, lowered (R-ZJ-05).

What was recorded by the end of a day is read from the ledger, so that a day of the past is shown as a
page printed on it would have shown it: a point counts from the day on which it was registered, a
level from the day on which it was entered, and a point is gone from its closing day on, once that was
entered. Days are days of Beijing time, whatever the computer's zone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from sqlmodel import Session

from powerctl.store.history import images
from powerctl.terms import RiskLevel

_BEIJING = timezone(timedelta(hours=8))
_COLUMNS = ("unit_id", "name", "level", "closed_on")
_RANK = {level.value: rank for rank, level in enumerate(RiskLevel)}


class Turn(StrEnum):
    """风险点变化"""

    OPENED = "新增"
    CLOSED = "销号"
    RAISED = "升级"
    LOWERED = "降级"
    RATED = "补定等级"
    UNRATED = "取消等级"


@dataclass(frozen=True, slots=True)
class Held:
    """A point as it stood on a day; `level` None where none was entered."""

    unit_id: int
    name: str
    level: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One point that is not as it was."""

    number: int
    unit_id: int
    name: str
    turn: Turn
    before: str | None
    after: str | None


State = dict[int, Held]
"""Open points of a day by number."""


def states(session: Session, days: Iterable[date]) -> dict[date, State]:
    """The open points at the end of each day."""
    wanted = sorted(set(days))
    found: dict[date, State] = {}
    rows: dict[int, tuple[int, str, str | None, str | None]] = {}
    waiting = list(wanted)
    for image in images(session, "risk_point", _COLUMNS, _end_of(wanted[-1])) if wanted else ():
        while waiting and image.at >= _end_of(waiting[0]):
            day = waiting.pop(0)
            found[day] = _open_on(day, rows)
        if image.values is None:
            rows.pop(image.key, None)
        elif image.values[0] is not None:
            unit_id, name, level, closed_on = image.values
            rows[image.key] = (unit_id, name, level, closed_on)
    for day in waiting:
        found[day] = _open_on(day, rows)
    return found


def moves(before: State, after: State, units: Collection[int] | None = None) -> list[Moved]:
    """What became of every point between two days, unchanged ones left out; `units` None: all."""
    found = []
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        turn, known = _turn(old, new), new or old
        if turn is None or known is None or (units is not None and known.unit_id not in units):
            continue
        levels = (old.level if old else None, new.level if new else None)
        found.append(Moved(number, known.unit_id, known.name, turn, *levels))
    return found


def by_level(state: State, units: Collection[int] | None = None) -> Counter[str | None]:
    """How many open points of each level; None counts those without one."""
    return Counter(held.level for held in state.values() if units is None or held.unit_id in units)


def days_between(first: date, last: date, most: int = 12) -> Sequence[date]:
    """Days for a picture: both ends and month ends between them, at most so many, evenly thinned out."""
    days, day = [first], first
    while (day := _month_end(day + timedelta(days=1))) < last:
        if day > first:
            days.append(day)
    days.append(last)
    days = sorted(set(days))
    if len(days) <= most:
        return days
    return [days[round(at * (len(days) - 1) / (most - 1))] for at in range(most)]


def _turn(old: Held | None, new: Held | None) -> Turn | None:
    if old is None or new is None:
        return Turn.OPENED if old is None else Turn.CLOSED
    if old.level == new.level:
        return None
    if old.level is None or new.level is None:
        return Turn.RATED if old.level is None else Turn.UNRATED
    return Turn.RAISED if _RANK[new.level] < _RANK[old.level] else Turn.LOWERED


def _open_on(day: date, rows: dict[int, tuple[int, str, str | None, str | None]]) -> State:
    return {
        number: Held(unit_id, name, level)
        for number, (unit_id, name, level, closed_on) in rows.items()
        if closed_on is None or closed_on > day.isoformat()
    }


def _end_of(day: date) -> str:
    """The first moment after a day, in the ledger's form."""
    midnight = datetime.combine(day + timedelta(days=1), time(), _BEIJING).astimezone(UTC)
    return f"{midnight:%Y-%m-%dT%H:%M:%S.000Z}"


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
