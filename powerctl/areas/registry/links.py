"""The unit that a power's exercising body names, found later than the power was imported."""

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.organization.directory import Units
from powerctl.areas.receipt import table_of
from powerctl.model import Power
from powerctl.store.bulk import update_rows


def relink(session: Session) -> int:
    """Fills empty holder units of powers whose exercising body is a unit's name; how many were filled."""
    table = table_of(Power)
    query = select(table.c.exercising_body).where(
        table.c.holder_unit_id.is_(None), table.c.exercising_body.is_not(None)
    ).distinct()  # fmt: skip
    units = Units.of(session)
    bodies = session.connection().execute(query).scalars().all()
    known = {body: number for body in bodies if (number := units.by_name(body)) is not None}
    if not known:
        return 0
    waiting = select(table.c.id, table.c.exercising_body).where(
        table.c.holder_unit_id.is_(None), table.c.exercising_body.in_(known)
    )
    rows = [(number, known[body]) for number, body in session.connection().execute(waiting)]
    update_rows(session, table, ("holder_unit_id",), rows)
    return len(rows)
