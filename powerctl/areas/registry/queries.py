"""Registry on the day of the check, as expressions for rules and reports (R-HY-01).

An edition without a day in force may be the current one: it hides no other edition, and no other
hides it. What a rule counts *in favour* of a unit must be *settled*: in the unit's only edition
that may be in force, and that edition's day is known.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    not_,
    or_,
    select,
)

from powerctl.areas.organization.queries import flag, the_day
from powerctl.model import Edition, LegalBasis, Power

_TABLES = Power.metadata.tables
POWER = _TABLES[str(Power.__tablename__)]
EDITION = _TABLES[str(Edition.__tablename__)]
SPACES = (" ", "\u3000", "\n")
"""What stands for white space in a stored text: import leaves no other."""
LEGAL_BASIS = _TABLES[str(LegalBasis.__tablename__)]


def _out_of_force(edition: FromClause) -> ColumnElement[bool]:
    """Not yet in force on the day, or superseded by a later edition of the unit."""
    later = EDITION.alias("later")
    superseded = exists().where(
        later.c.unit_id == edition.c.unit_id,
        later.c.in_force_from <= the_day(),
        later.c.in_force_from > edition.c.in_force_from,
    )
    return or_(func.coalesce(edition.c.in_force_from > the_day(), False), superseded)


def _is_retired(power: FromClause) -> ColumnElement[bool]:
    return func.coalesce(power.c.retired_on <= the_day(), False)


def _editions_out_of_force() -> Select[Any]:
    edition = EDITION.alias("old_edition")
    return select(edition.c.id).where(_out_of_force(edition))


def _possible_editions(edition: FromClause, wanted: ColumnElement[Any]) -> Select[Any]:
    """By unit, the editions that may be in force."""
    return select(wanted).where(not_(_out_of_force(edition))).group_by(edition.c.unit_id)


def _in_use(edition: FromClause) -> ColumnElement[bool]:
    """The edition holds a power that is not retired."""
    held = POWER.alias("held")
    return exists().where(held.c.edition_id == edition.c.id, not_(_is_retired(held)))


def _valid_editions() -> Select[Any]:
    """Editions in use that are their unit's only one possibly in force."""
    edition = EDITION.alias("valid_edition")
    possible = _possible_editions(edition, func.min(edition.c.id))
    return possible.where(_in_use(edition)).having(func.count() == 1)


def _settled_editions() -> Select[Any]:
    """Editions that are certainly in force.

    An edition out of use counts as a rival here: with its day known, it might be the later one.
    """
    edition = EDITION.alias("settled_edition")
    possible = _possible_editions(edition, func.min(edition.c.id))
    return possible.having(and_(func.count() == 1, func.min(edition.c.in_force_from).is_not(None)))


def units_with_rival_editions() -> Select[Any]:
    """Units where more than one edition may be in force: only there can a power stand twice."""
    edition = EDITION.alias("rival_edition")
    possible = _possible_editions(edition, edition.c.unit_id).where(_in_use(edition))
    return possible.having(func.count() > 1)


def is_current(power: FromClause) -> ColumnElement[bool]:
    """Not retired by the day, and in an edition that may be in force (a missing edition may be)."""
    return and_(not_(_is_retired(power)), power.c.edition_id.not_in(_editions_out_of_force()))


def is_in_only_edition(power: FromClause) -> ColumnElement[bool]:
    """Of a current power: no second edition of the unit may be in force, so this row is the valid one."""
    return power.c.edition_id.in_(_valid_editions())


def is_settled(power: FromClause) -> ColumnElement[bool]:
    """Of a current power: certainly current."""
    return power.c.edition_id.in_(_settled_editions())


def identity(record: FromClause) -> ColumnElement[str]:
    """The clerk's key within the unit: `identity#ordinal` (powers and risk points)."""
    return record.c.identity + "#" + cast(record.c.ordinal, String)


def without_space(text: ColumnElement[Any]) -> ColumnElement[str]:
    """The text without any white space, so that two ways of typing one matter meet."""
    for space in SPACES:
        text = func.replace(text, space, "")
    return text


def inventory() -> CTE:
    """Current powers counted: unit_id, holder_level, post_id (the holder's), listed, settled."""
    return (
        select(
            POWER.c.unit_id,
            POWER.c.holder_level,
            POWER.c.holder_post_id.label("post_id"),
            func.count().label("listed"),
            func.sum(flag(is_settled(POWER))).label("settled"),
        )
        .where(is_current(POWER))
        .group_by(POWER.c.unit_id, POWER.c.holder_level, POWER.c.holder_post_id)
        .cte("inventory")
    )
