"""What counts on the day of a check, as TEMP tables that rules join.

limit_on     one row per limit with unit_id NULL (the county), and one per limit and unit;
             an unset limit has NULL as numerator, so that arithmetic with it is NULL: cannot tell
working_day  every known day with its number among the working days; a difference of two
             numbers is the working days between them; a day without a row: cannot tell
check_day    one row, the day as of which the check is made

With them come the limits by the day of an act (`spans`) and the lists of institutions that must
exist (`checklists`).
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    true,
    update,
)
from sqlmodel import Session

from powerctl.limits.calendar import numbered_days
from powerctl.limits.checklists import TEMPORARY, put_checklists
from powerctl.limits.declared import declared
from powerctl.limits.spans import limit_values, put_spans
from powerctl.limits.stored import read_overrides, read_parents
from powerctl.limits.values import Override, above, choose
from powerctl.model import Unit

limit_on = Table(
    "limit_on",
    TEMPORARY,
    Column("name", String),
    Column("unit_id", Integer),
    Column("numerator", Integer),
    Column("denominator", Integer),
    Column("words", String),
    Column("cites", String),
    Column("beyond_floor", Boolean),
    Index("limit_on_by_name", "name", "unit_id"),
    prefixes=["TEMPORARY"],
)
working_day = Table(
    "working_day",
    TEMPORARY,
    Column("day", Date, primary_key=True),
    Column("number", Integer),
    prefixes=["TEMPORARY"],
)
check_day = Table("check_day", TEMPORARY, Column("day", Date), prefixes=["TEMPORARY"])


def put_in_force(session: Session, day: date, names: Iterable[str] | None = None) -> None:
    """Fill `limit_on`, `limit_span`, `working_day` and `check_day` for a day, in this session only.

    `names` limits the first two to the limits that are going to be asked for. Calling it again
    replaces what was there. Nothing of the county's file is written.
    """
    connection = session.connection()
    TEMPORARY.create_all(connection, checkfirst=True)
    for table in (limit_on, working_day, check_day):
        connection.execute(delete(table))
    connection.execute(insert(check_day), [{"day": day}])
    connection.execute(
        insert(working_day), [{"day": known, "number": number} for known, number in numbered_days()]
    )
    wanted = set(declared()) if names is None else set(names)
    _put_limits(session, day, wanted)
    put_spans(session, wanted)
    put_checklists(session, day)


def _put_limits(session: Session, day: date, names: set[str]) -> None:
    chosen = {name: limit for name, limit in declared().items() if name in names}
    if not chosen:
        return
    overrides: dict[str, list[Override]] = {name: [] for name in chosen}
    for override in read_overrides(session):
        if override.name in overrides and override.valid_from <= day:
            overrides[override.name].append(override)
    connection = session.connection()
    connection.execute(
        insert(limit_on),
        [
            {"name": name, "unit_id": None, **limit_values(choose(limit, day, overrides[name]))}
            for name, limit in chosen.items()
        ],
    )
    kept = [column for column in limit_on.c if column.name != "unit_id"]
    units = Unit.metadata.tables["unit"]
    each_unit = select(*kept, units.c.id).join_from(limit_on, units, true())
    connection.execute(
        insert(limit_on).from_select([column.name for column in kept] + ["unit_id"], each_unit)
    )
    _put_own_values(session, day, {name: found for name, found in overrides.items() if found})


def _put_own_values(session: Session, day: date, overrides: dict[str, list[Override]]) -> None:
    own = {
        name: {override.unit_id for override in found if override.unit_id is not None}
        for name, found in overrides.items()
    }
    if not any(own.values()):
        return
    parents = read_parents(session)
    changes = []
    for unit_id in parents:
        chain = above(unit_id, parents)
        for name, units in own.items():
            if not units.isdisjoint(chain):
                limit = choose(declared()[name], day, overrides[name], chain)
                changes.append({"limit_name": name, "limit_unit": unit_id, **limit_values(limit)})
    if changes:
        session.connection().execute(
            update(limit_on).where(
                limit_on.c.name == bindparam("limit_name"), limit_on.c.unit_id == bindparam("limit_unit")
            ),
            changes,
        )
