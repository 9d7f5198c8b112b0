"""What counted on the day of an act, as a TEMP table that rules join.

limit_span   for each limit and unit the whole of time in spans, first_day to last_day, each with what
             counted then; where the limit was not set, the numerator is NULL: cannot tell

A meeting of 2015 is judged by what counted in 2015, whatever the day of the check. A join by name,
unit and day meets exactly one span; a day that is not recorded meets none.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    delete,
    insert,
    select,
    true,
)
from sqlmodel import Session

from powerctl.limits.checklists import TEMPORARY
from powerctl.limits.declared import DeclaredLimit, declared
from powerctl.limits.stored import read_overrides, read_parents
from powerctl.limits.values import Limit, Override, above, choose
from powerctl.model import Unit

limit_span = Table(
    "limit_span",
    TEMPORARY,
    Column("name", String),
    Column("unit_id", Integer),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("numerator", Integer),
    Column("denominator", Integer),
    Column("words", String),
    Column("cites", String),
    Column("beyond_floor", Boolean),
    # With what rules ask for most, so that they need not look at the row itself.
    Index("limit_span_by_day", "name", "unit_id", "first_day", "last_day", "numerator"),
    prefixes=["TEMPORARY"],
)


def spans(
    limit: DeclaredLimit, overrides: Iterable[Override], chain: tuple[int | None, ...] = (None,)
) -> Iterator[tuple[date, date, Limit]]:
    """First day, last day and what counted, without gap or overlap, from the first day to the last of all."""
    found = [override for override in overrides if override.name == limit.name]
    turns = {dated.valid_from for dated in limit.values} | {override.valid_from for override in found}
    if limit.floor is not None:
        turns.add(limit.floor.valid_from)
    days = sorted(turns | {date.min})
    for first, following in zip(days, [*days[1:], None], strict=True):
        last = date.max if following is None else following - timedelta(days=1)
        yield first, last, choose(limit, first, found, chain)


def put_spans(session: Session, names: Collection[str]) -> None:
    """Fill `limit_span` with these limits, in this session only; again replaces what was there."""
    connection = session.connection()
    TEMPORARY.create_all(connection, checkfirst=True)
    connection.execute(delete(limit_span))
    chosen = [limit for name, limit in declared().items() if name in names]
    if not chosen:
        return
    overrides = read_overrides(session)
    parents = read_parents(session)
    connection.execute(insert(limit_span), [row for limit in chosen for row in _rows(limit, None, overrides)])
    kept = [column for column in limit_span.c if column.name != "unit_id"]
    units = Unit.metadata.tables["unit"]
    each_unit = (
        select(*kept, units.c.id).join_from(limit_span, units, true()).where(limit_span.c.unit_id.is_(None))
    )
    connection.execute(
        insert(limit_span).from_select([column.name for column in kept] + ["unit_id"], each_unit)
    )
    for limit in chosen:
        _put_own_spans(session, limit, [one for one in overrides if one.name == limit.name], parents)


def _put_own_spans(
    session: Session, limit: DeclaredLimit, overrides: list[Override], parents: dict[int, int | None]
) -> None:
    own = {override.unit_id for override in overrides} - {None}
    chains = {unit_id: above(unit_id, parents) for unit_id in parents} if own else {}
    apart = {unit_id: chain for unit_id, chain in chains.items() if not own.isdisjoint(chain)}
    if not apart:
        return
    connection = session.connection()
    connection.execute(
        delete(limit_span).where(limit_span.c.name == limit.name, limit_span.c.unit_id.in_(apart))
    )
    connection.execute(
        insert(limit_span),
        [row for unit_id, chain in apart.items() for row in _rows(limit, unit_id, overrides, chain)],
    )


def _rows(
    limit: DeclaredLimit,
    unit_id: int | None,
    overrides: Iterable[Override],
    chain: tuple[int | None, ...] = (None,),
) -> list[dict[str, Any]]:
    return [
        {
            "name": limit.name,
            "unit_id": unit_id,
            "first_day": first,
            "last_day": last,
            **limit_values(counts),
        }
        for first, last, counts in spans(limit, overrides, chain)
    ]


def limit_values(limit: Limit) -> dict[str, Any]:
    """The columns that say what a limit is, in either table."""
    return {
        "numerator": limit.quantity.numerator if limit.quantity else None,
        "denominator": limit.quantity.denominator if limit.quantity else 1,
        "words": limit.words,
        "cites": limit.cites,
        "beyond_floor": bool(limit.beyond_floor),
    }
