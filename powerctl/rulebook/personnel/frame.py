"""The frame of a question about posts: a row per appointment, or per other matter of persons.

An item is known by the clerk's keys: unit / number, for a matter of persons with its kind behind: a unit may
number it like one of its appointments.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, String, case, cast, func, literal, null, select

from powerctl.areas.organization.queries import BATCH, UNIT, origin, unit_key
from powerctl.areas.personnel.queries import APPOINTMENT
from powerctl.rulebook.question import LeftJoin
from powerctl.terms import MatterKind

PART_OF_ACTION = f"/{MatterKind.PERSONNEL_ACTION}"
"""What ends the item of a matter of persons, as in the rules of omissions."""


def of_appointments(
    answer: ColumnElement[int], *facts: ColumnElement[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per appointment; the caller says which."""
    words = func.coalesce(APPOINTMENT.c.to_post_written, APPOINTMENT.c.kind, type_=String)
    subject = func.coalesce(
        APPOINTMENT.c.number.concat(" ").concat(words), APPOINTMENT.c.number, type_=String
    )
    return _of(APPOINTMENT, answer, subject, *facts, joins=joins)


def of_numbered(
    table: FromClause,
    answer: ColumnElement[int],
    subject: ColumnElement[str],
    *facts: ColumnElement[Any],
    joins: tuple[LeftJoin, ...] = (),
    part: str = "",
) -> Select[Any]:
    """A row per record of a table with unit_id and number; `part` ends the item where two tables share it."""
    return _of(table, answer, subject, *facts, joins=joins, part=part)


def months_after(day: ColumnElement[Any], months: FromClause) -> ColumnElement[Any]:
    """The day so many months later, as a limit in whole months says; NULL where it does not."""
    return _after(day, months, " months")


def days_after(day: ColumnElement[Any], days: FromClause) -> ColumnElement[Any]:
    """The same in calendar days."""
    return _after(day, days, " days")


def _after(day: ColumnElement[Any], limit: FromClause, unit: str) -> ColumnElement[Any]:
    whole = case((limit.c.denominator == 1, limit.c.numerator), else_=null())
    return func.date(day, literal("+").concat(cast(whole, String)).concat(unit), type_=String)


def _of(
    table: FromClause,
    answer: ColumnElement[int],
    subject: ColumnElement[str],
    *facts: ColumnElement[Any],
    joins: tuple[LeftJoin, ...],
    part: str = "",
) -> Select[Any]:
    source: FromClause = table.outerjoin(UNIT, UNIT.c.id == table.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == table.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    item = unit_key(UNIT, table.c.unit_id).concat("/").concat(table.c.number)
    return select(
        (item.concat(part) if part else item).label("item"),
        table.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        subject.label("subject"),
        origin(table, BATCH).label("origin"),
        *facts,
    ).select_from(source)
