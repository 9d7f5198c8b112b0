"""Organization on the day of the check, as expressions for rules and reports (R-XZ-01, R-XZ-02).

A record without a first day may or may not be in force: it counts as *possible*, never as
*certain*. `valid_to` is the last day; an empty one means open.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.sql.selectable import ScalarSelect

from powerctl.limits.in_force import check_day
from powerctl.model import Duty, ImportBatch, Person, Post, Tenure, Unit

_TABLES = Unit.metadata.tables
UNIT = _TABLES[str(Unit.__tablename__)]
PERSON = _TABLES[str(Person.__tablename__)]
POST = _TABLES[str(Post.__tablename__)]
TENURE = _TABLES[str(Tenure.__tablename__)]
DUTY = _TABLES[str(Duty.__tablename__)]
BATCH = _TABLES[str(ImportBatch.__tablename__)]


def the_day() -> ScalarSelect[Any]:
    """The day that is checked."""
    return select(check_day.c.day).scalar_subquery()


def flag(condition: ColumnElement[Any]) -> ColumnElement[int]:
    """1 where the condition holds, 0 where it does not or cannot be told."""
    return case((condition, 1), else_=0)


def is_blank(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """No text, or only white space (that of Chinese typesetting included)."""
    filled = func.coalesce(text, "", type_=String)
    # Most texts begin with a Chinese character, beyond all white space: they need no trimming.
    return and_(filled < "\u3001", func.trim(filled, " \t\r\n\u3000", type_=String) == "")


def not_over(record: FromClause) -> ColumnElement[bool]:
    """The record's last day has not passed."""
    return or_(record.c.valid_to.is_(None), record.c.valid_to >= the_day())


def possibly_in_force(record: FromClause) -> ColumnElement[bool]:
    """In force on the day, or its first day is not known."""
    return and_(or_(record.c.valid_from.is_(None), record.c.valid_from <= the_day()), not_over(record))


def certainly_in_force(record: FromClause) -> ColumnElement[bool]:
    """In force on the day, with a first day on record."""
    return and_(record.c.valid_from <= the_day(), not_over(record))


def unit_key(unit: FromClause, unit_id: ColumnElement[Any]) -> ColumnElement[str]:
    """What a clerk knows the unit by; its number where the unit's own row is not at hand."""
    return func.coalesce(unit.c.code, literal("单位编号").concat(cast(unit_id, String)))


def unit_name(unit: FromClause, unit_id: ColumnElement[Any]) -> ColumnElement[str]:
    """The unit's name, in the same way."""
    return func.coalesce(unit.c.name, literal("单位编号").concat(cast(unit_id, String)))


def origin(record: FromClause, batch: FromClause) -> ColumnElement[str]:
    """Workbook / sheet / cell as one text; NULL for a record typed in by hand."""
    sheet = func.coalesce(" / " + record.c.source_sheet, "")
    cell = func.coalesce(" / " + record.c.source_cell, "")
    return batch.c.file_name + sheet + cell


def posts_held() -> CTE:
    """Who may hold which post on the day.

    Columns unit_id, post_id, person_id, title, is_head, is_leadership, certain (1 where the
    first day is known).
    """
    return (
        select(
            POST.c.unit_id,
            TENURE.c.post_id,
            TENURE.c.person_id,
            POST.c.title,
            POST.c.is_head,
            POST.c.is_leadership,
            flag(TENURE.c.valid_from.is_not(None)).label("certain"),
        )
        .join_from(TENURE, POST, POST.c.id == TENURE.c.post_id)
        .where(possibly_in_force(TENURE))
        .cte("held")
    )


def roles(held: CTE) -> CTE:
    """What each person may be in a unit on the day.

    Columns unit_id, person_id, title, head (1 certainly a head), maybe_head (1 cannot be
    excluded), deputy (1 certainly in a post that is no head's).
    """
    certain = held.c.certain == 1
    return (
        select(
            held.c.unit_id,
            held.c.person_id,
            func.min(held.c.title).label("title"),
            func.max(flag(and_(held.c.is_head.is_(True), certain))).label("head"),
            func.max(flag(held.c.is_head.is_not(False))).label("maybe_head"),
            func.max(flag(and_(held.c.is_head.is_(False), certain))).label("deputy"),
        )
        .group_by(held.c.unit_id, held.c.person_id)
        .cte("roles")
    )


def units_with_leadership() -> CTE:
    """Units whose posts are flagged as head or leadership, or that have a division of duties: unit_id."""
    posts = select(POST.c.unit_id).where(or_(POST.c.is_head.is_(True), POST.c.is_leadership.is_(True)))
    return union(posts, select(DUTY.c.unit_id)).cte("led_units")


def certain_duty() -> ColumnElement[bool]:
    """Of a duty that may be in force: area, directness and first day are all recorded, and it is direct."""
    return and_(DUTY.c.area.is_not(None), DUTY.c.direct.is_(True), DUTY.c.valid_from.is_not(None))
