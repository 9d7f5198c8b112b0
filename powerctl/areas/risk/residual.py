"""Residual risk: what the last review of a point found left after the measures (R-CC-06)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.risk.queries import REVIEW, RISK_POINT


def residual_levels(
    session: Session, day: date, units: Collection[int]
) -> dict[int, tuple[str | None, str | None]]:
    """Open points of some units: number → level and residual level, None where there is none.

    The last review by its day counts, then the one recorded last; a review without a day, or of a
    later day, does not. A last review that gives no residual level leaves none.
    """
    points = select(RISK_POINT.c.id, RISK_POINT.c.level).where(
        or_(RISK_POINT.c.closed_on.is_(None), RISK_POINT.c.closed_on > day),
        RISK_POINT.c.unit_id.in_(set(units)),
    )
    reviews = (
        select(REVIEW.c.risk_point_id, REVIEW.c.residual_level)
        .where(REVIEW.c.reviewed_on <= day)
        .order_by(REVIEW.c.reviewed_on, REVIEW.c.id)
    )
    db = session.connection()
    last = {number: level.value if level else None for number, level in db.execute(reviews)}
    return {
        number: (level.value if level else None, last.get(number)) for number, level in db.execute(points)
    }
