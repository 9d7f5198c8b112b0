"""What is tied to a power follows it into the edition that counts (R-FS-02).

A power is the same in two editions of a unit when its key is (`identity` and `ordinal`). Where the later
edition does not hold it, the tie stays with the earlier one.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, or_, select
from sqlmodel import Session

from powerctl.areas.receipt import table_of
from powerctl.model import Edition, Exercise, FlowChart, Power, RiskPoint
from powerctl.store.bulk import update_rows

_TIED = (RiskPoint, FlowChart)
"""Records that speak of a power as it is now."""


def follow_uses(session: Session, unit_ids: Iterable[int]) -> int:
    """Moves each use of the units' powers to the same power in the edition in force on its day.

    Called when an edition, or its day, has come after the uses. Out: how many were moved.
    """
    use = table_of(Exercise)
    query, before, after, _ = _same_in_another_edition(use, unit_ids)
    later = or_(
        before.c.in_force_from.is_(None),
        before.c.in_force_from > use.c.exercised_on,
        before.c.in_force_from < after.c.in_force_from,
    )
    return _move(session, use, after, query.where(after.c.in_force_from <= use.c.exercised_on, later))


def follow_newest(session: Session, unit_ids: Iterable[int], today: date) -> int:
    """Moves risk points and charts of the units' powers to the same power in the newest edition.

    An edition without a day comes before all others. Out: how many were moved.
    """
    numbers = set(unit_ids)
    moved = 0
    for model in _TIED:
        table = table_of(model)
        query, before, after, power = _same_in_another_edition(table, numbers)
        then, now = _start(before), _start(after)
        newer = or_(now > then, and_(now == then, after.c.id > before.c.id))
        in_use = or_(power.c.retired_on.is_(None), power.c.retired_on > today)
        moved += _move(session, table, after, query.where(newer, now <= today, in_use))
    return moved


def _same_in_another_edition(
    table: FromClause, unit_ids: Iterable[int]
) -> tuple[Select[Any], FromClause, FromClause, FromClause]:
    """A row per record and other edition that holds its power, with that edition and the two powers."""
    held, power = table_of(Power).alias("held_power"), table_of(Power).alias("same_power")
    before, after = table_of(Edition).alias("edition_before"), table_of(Edition).alias("edition_after")
    query = (
        select(table.c.id, power.c.id)
        .join(held, held.c.id == table.c.power_id)
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
        .where(held.c.unit_id.in_(set(unit_ids)))
    )
    return query, before, after, power


def _start(edition: FromClause) -> ColumnElement[date]:
    return func.coalesce(edition.c.in_force_from, date.min)


def _move(session: Session, table: Any, after: FromClause, query: Select[Any]) -> int:
    session.flush()
    moved: dict[int, int] = {}
    for number, power in session.connection().execute(query.order_by(table.c.id, _start(after), after.c.id)):
        moved[number] = power  # of several editions the last one counts
    update_rows(session, table, ("power_id",), list(moved.items()))
    return len(moved)
