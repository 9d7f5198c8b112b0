"""When each open risk point was last checked, what remained, and when it is due again (R-CC-06)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.organization.queries import UNIT
from powerctl.areas.risk.assessing import below
from powerctl.areas.risk.queries import REVIEW, RISK_POINT
from powerctl.limits.stored import read_overrides, read_parents
from powerctl.limits.values import above, choose, find_limit

_MONTHS = "risk.review_months"
_LONGEST = 1200
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """One open point: its last check by the day, and when the next is due; None where neither is known.

    `due` is the day that the last check set, or the interval after it, whichever comes first.
    """

    number: int
    unit: str
    name: str
    level: str | None
    residual: str | None
    last: date | None
    due: date | None


def review_plan(session: Session, day: date, *, unit_id: int | None = None) -> list[Planned]:
    """Every open point, those that are due first standing first, and those never checked before all.

    `unit_id` takes that unit and all below it.
    """
    db = session.connection()
    query = (
        select(
            RISK_POINT.c.id,
            RISK_POINT.c.unit_id,
            UNIT.c.name.label("unit"),
            RISK_POINT.c.name,
            RISK_POINT.c.level,
        )
        .join(UNIT, UNIT.c.id == RISK_POINT.c.unit_id)
        .where(or_(RISK_POINT.c.closed_on.is_(None), RISK_POINT.c.closed_on > day))
    )
    if unit_id is not None:
        query = query.where(RISK_POINT.c.unit_id.in_(below(session, unit_id)))
    wanted = ("risk_point_id", "reviewed_on", "residual_level", "next_due_on")
    reviews = select(*(REVIEW.c[name] for name in wanted)).where(REVIEW.c.reviewed_on <= day)
    last = {row.risk_point_id: row for row in db.execute(reviews.order_by(REVIEW.c.reviewed_on, REVIEW.c.id))}
    months = _Intervals(session, day)
    found = []
    for point in db.execute(query.order_by(UNIT.c.code, RISK_POINT.c.id)):
        review = last.get(point.id)
        days = []
        if review is not None:
            interval = months.of(point.unit_id)
            days = [
                review.next_due_on,
                None if interval is None else months_after(review.reviewed_on, interval),
            ]
        found.append(
            Planned(
                number=point.id,
                unit=point.unit,
                name=point.name,
                level=point.level.value if point.level else None,
                residual=review.residual_level.value if review and review.residual_level else None,
                last=review.reviewed_on if review else None,
                due=min((each for each in days if each is not None), default=None),
            )
        )
    return sorted(found, key=lambda each: (each.last is not None, each.due or date.max))


def months_after(day: date, months: int) -> date:
    """The day so many months later; where that month is too short, the days over run into the next."""
    count = day.year * _MONTHS_A_YEAR + day.month - 1 + min(months, _LONGEST)
    return date(count // _MONTHS_A_YEAR, count % _MONTHS_A_YEAR + 1, 1) + timedelta(days=day.day - 1)


class _Intervals:
    """How many months may pass between two checks, by unit."""

    def __init__(self, session: Session, day: date) -> None:
        self._day, self._limit = day, find_limit(_MONTHS)
        self._overrides, self._parents = read_overrides(session, _MONTHS), read_parents(session)
        self._known: dict[int, int | None] = {}

    def of(self, unit_id: int) -> int | None:
        """Whole months; None where not set."""
        if unit_id not in self._known:
            value = choose(self._limit, self._day, self._overrides, above(unit_id, self._parents)).value
            self._known[unit_id] = value if isinstance(value, int) else None
        return self._known[unit_id]
