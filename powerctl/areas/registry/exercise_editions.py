"""Uses of a power belong to the edition that was in force on their day (R-FS-05, R-FS-02)."""

from collections.abc import Iterable

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from powerctl.areas.receipt import table_of
from powerctl.model import Edition, Exercise, Power
from powerctl.store.bulk import update_rows


def follow_editions(session: Session, unit_ids: Iterable[int]) -> int:
    """Moves each use of the units' powers to the same power in the edition in force on its day.

    Called when an edition, or its day, has come after the uses. Where that edition does not hold the
    power, the link stays. Out: how many were moved.
    """
    session.flush()
    use, held, power = table_of(Exercise), table_of(Power), table_of(Power).alias("same_power")
    before, after = table_of(Edition), table_of(Edition).alias("edition_then")
    later = or_(
        before.c.in_force_from.is_(None),
        before.c.in_force_from > use.c.exercised_on,
        before.c.in_force_from < after.c.in_force_from,
    )
    query = (
        select(use.c.id, power.c.id)
        .join(held, held.c.id == use.c.power_id)
        .join(before, before.c.id == held.c.edition_id)
        .join(after, and_(after.c.unit_id == held.c.unit_id, after.c.id != before.c.id))
        .join(
            power,
            and_(
                power.c.edition_id == after.c.id,
                power.c.identity == held.c.identity,
                power.c.ordinal == held.c.ordinal,
            ),
        )
        .where(
            held.c.unit_id.in_(set(unit_ids)),
            after.c.in_force_from <= use.c.exercised_on,
            later,
        )
        .order_by(use.c.id, after.c.in_force_from, after.c.id)
    )
    moved: dict[int, int] = {}
    for number, then in session.connection().execute(query):
        moved[number] = then  # of several editions in force by the day the last one counts
    update_rows(session, use, ("power_id",), list(moved.items()))
    return len(moved)
