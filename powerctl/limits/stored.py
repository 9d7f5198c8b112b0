"""What the county's file says of limits: its overrides, which unit stands above which, and so what counts."""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from powerctl.limits.values import Limit, Override, above, choose, find_limit
from powerctl.model import LimitOverride, Unit

_OVERRIDES = LimitOverride.metadata.tables["limit_override"]
_UNITS = Unit.metadata.tables["unit"]


def read_overrides(session: Session, name: str | None = None) -> list[Override]:
    """The file's overrides, of one limit or of all, in the order in which they count."""
    columns = _OVERRIDES.c
    query = select(columns.name, columns.unit_id, columns.value, columns.valid_from, columns.cites)
    if name is not None:
        query = query.where(columns.name == name)
    return [Override(*row) for row in session.execute(query.order_by(columns.valid_from))]


def read_parents(session: Session) -> dict[int, int | None]:
    """Each unit's superior unit, by number."""
    rows = session.execute(select(_UNITS.c.id, _UNITS.c.parent_id))
    return {row.id: row.parent_id for row in rows}


def limit_value(session: Session, name: str, day: date, unit_id: int | None = None) -> Limit:
    """What counts for a unit (None: the county) on a day, the file's overrides included.

    Raises Refused where no limit has that name.
    """
    limit = find_limit(name)
    chain = above(unit_id, read_parents(session) if unit_id is not None else {})
    return choose(limit, day, read_overrides(session, name), chain)
