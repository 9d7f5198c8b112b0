"""Exercises and delegations as expressions for rules and reports (R-FS-05, R-XZ-03)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, and_, case, exists, func, not_, or_, select

from powerctl.areas.organization.queries import POST, TENURE, UNIT, flag, is_blank, the_day
from powerctl.areas.registry.queries import EDITION, POWER
from powerctl.model import Delegation, Exercise
from powerctl.terms import HolderLevel

_TABLES = Exercise.metadata.tables
EXERCISE = _TABLES[str(Exercise.__tablename__)]
DELEGATION = _TABLES[str(Delegation.__tablename__)]

LISTED_POSTS = ("holder_post", "deciding_post", "executing_post")
"""Posts that a list names as acting; the supervising one watches, and does not act."""
_SEVERAL_OFFICES = ("、", "，", ",", "；", ";", "\n")


def lists_somebody() -> ColumnElement[bool]:
    """The list says which post or office acts, and every post that it names is known by record."""
    named = [POWER.c[f"{post}_id"].is_not(None) for post in LISTED_POSTS]
    lost = [
        and_(POWER.c[f"{post}_id"].is_(None), not_(is_blank(POWER.c[f"{post}_written"])))
        for post in LISTED_POSTS
    ]
    return and_(or_(*named, not_(is_blank(POWER.c.office))), not_(or_(*lost)))


def acting() -> CTE:
    """What the actor of an exercise was on its day, by his tenures, against the list.

    Columns exercise_id; sure (1: certainly in a post that the list names), maybe (1: possibly), known
    (1: some tenure certainly in force), vague (1: some without a first day).
    """
    day, home = EXERCISE.c.exercised_on, UNIT.alias("home_of_post")
    named = or_(*(POST.c.id == POWER.c[f"{post}_id"] for post in LISTED_POSTS))
    listed = func.coalesce(or_(named, _in_office(home), _is_the_head()), False)
    certain = TENURE.c.valid_from.is_not(None)
    return (
        select(
            EXERCISE.c.id.label("exercise_id"),
            func.max(flag(and_(certain, listed))).label("sure"),
            func.max(flag(or_(listed, _may_be_listed()))).label("maybe"),
            func.max(flag(certain)).label("known"),
            func.max(flag(not_(certain))).label("vague"),
        )
        .select_from(
            EXERCISE.join(TENURE, TENURE.c.person_id == EXERCISE.c.actor_id)
            .join(POST, POST.c.id == TENURE.c.post_id)
            .outerjoin(home, home.c.id == POST.c.unit_id)
            .outerjoin(POWER, POWER.c.id == EXERCISE.c.power_id)
        )
        .where(_possibly_on(TENURE, day))
        .group_by(EXERCISE.c.id)
        .cte("acting")
    )


def delegated() -> CTE:
    """Whether somebody was delegated for the power of an exercise on its day, and whether it was the actor.

    Columns exercise_id, sure (1: certainly the actor), maybe (1: possibly). A delegation counts for the
    power in every edition.
    """
    day, given_for = EXERCISE.c.exercised_on, POWER.alias("given_for")
    held, seat = TENURE.alias("held_by_delegate"), POST.alias("seat_of_delegate")
    holds = exists().where(
        held.c.person_id == EXERCISE.c.actor_id,
        seat.c.id == held.c.post_id,
        held.c.valid_from.is_not(None),
        _possibly_on(held, day),
        or_(held.c.post_id == DELEGATION.c.post_id, seat.c.unit_id == DELEGATION.c.unit_id),
    )
    actor = EXERCISE.c.actor_id
    own_unit = and_(actor.is_not(None), DELEGATION.c.unit_id == EXERCISE.c.unit_id)
    meant = func.coalesce(or_(DELEGATION.c.person_id == actor, own_unit, holds), False)
    nobody = and_(*(DELEGATION.c[f"{link}_id"].is_(None) for link in ("unit", "post", "person")))
    return (
        select(
            EXERCISE.c.id.label("exercise_id"),
            func.max(flag(and_(meant, DELEGATION.c.valid_from.is_not(None)))).label("sure"),
            func.max(flag(or_(meant, nobody))).label("maybe"),
        )
        .select_from(
            DELEGATION.join(given_for, given_for.c.id == DELEGATION.c.power_id)
            # By name too: that is what an index leads to, and one key has one name.
            .join(POWER, and_(POWER.c.name == given_for.c.name, _same_power(POWER, given_for)))
            .join(EXERCISE, EXERCISE.c.power_id == POWER.c.id)
        )
        .where(_possibly_on(DELEGATION, day))
        .group_by(EXERCISE.c.id)
        .cte("delegated")
    )


def has_rival_edition() -> ColumnElement[bool]:
    """Another edition of the unit may be the one in force on the day of the exercise."""
    other, day = EDITION.alias("other_edition"), EXERCISE.c.exercised_on
    start = other.c.in_force_from
    later = and_(start <= day, or_(EDITION.c.in_force_from.is_(None), start >= EDITION.c.in_force_from))
    return exists().where(
        other.c.unit_id == EDITION.c.unit_id, other.c.id != EDITION.c.id, or_(start.is_(None), later)
    )


def uses_by_power() -> CTE:
    """How powers were used by the day, over all editions: unit_id, identity, ordinal, last_on, undated
    (1: some use has no day)."""
    day = EXERCISE.c.exercised_on
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.max(case((day <= the_day(), day), else_=None)).label("last_on"),
            func.max(flag(day.is_(None))).label("undated"),
        )
        .join_from(EXERCISE, POWER, POWER.c.id == EXERCISE.c.power_id)
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("uses_by_power")
    )


def uses_by_unit() -> CTE:
    """What units have handed in: unit_id, records, first_on, unlinked (records of no known power),
    last_unlinked, undated (1: some record of no known power has no day)."""
    day, lost = EXERCISE.c.exercised_on, EXERCISE.c.power_id.is_(None)
    return (
        select(
            EXERCISE.c.unit_id,
            func.count().label("records"),
            func.min(day).label("first_on"),
            func.sum(flag(lost)).label("unlinked"),
            func.max(case((lost, day), else_=None)).label("last_unlinked"),
            func.max(flag(and_(lost, day.is_(None)))).label("undated"),
        )
        .group_by(EXERCISE.c.unit_id)
        .cte("uses_by_unit")
    )


def listed_since() -> CTE:
    """Since when powers are on their unit's list: unit_id, identity, ordinal, first_on ('' where one of the
    editions has no day)."""
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.min(func.coalesce(EDITION.c.in_force_from, "")).label("first_on"),
        )
        .select_from(POWER.outerjoin(EDITION, EDITION.c.id == POWER.c.edition_id))
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("listed_since")
    )


def of_same_power(found: FromClause) -> ColumnElement[bool]:
    """A row by unit_id, identity and ordinal belongs to the power."""
    return _same_power(found, POWER)


def _same_power(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return and_(
        one.c.unit_id == other.c.unit_id,
        one.c.identity == other.c.identity,
        one.c.ordinal == other.c.ordinal,
    )


def _possibly_on(record: FromClause, day: ColumnElement[Any]) -> ColumnElement[bool]:
    """In force on a day, or its first day is not known."""
    begun = or_(record.c.valid_from.is_(None), record.c.valid_from <= day)
    return and_(begun, or_(record.c.valid_to.is_(None), record.c.valid_to >= day))


def _in_office(home: FromClause) -> ColumnElement[bool]:
    """The post is of the office that the list names: by its title (采购科科长), or by its own unit."""
    office = POWER.c.office
    by_title = and_(
        POST.c.unit_id == POWER.c.unit_id, func.substr(POST.c.title, 1, func.length(office)) == office
    )
    return and_(not_(is_blank(office)), or_(by_title, home.c.name == office))


def _is_the_head() -> ColumnElement[bool]:
    """The list names the head, and the post is a head's of that unit."""
    return and_(
        POWER.c.holder_level == HolderLevel.HEAD,
        POST.c.is_head.is_(True),
        POST.c.unit_id == POWER.c.unit_id,
    )


def _may_be_listed() -> ColumnElement[bool]:
    """The list is wider than its posts: a level without a post, or several offices in one cell."""
    level = and_(
        POWER.c.holder_level.is_not(None),
        POWER.c.holder_post_id.is_(None),
        or_(POST.c.holder_level.is_(None), POST.c.holder_level == POWER.c.holder_level),
    )
    several = or_(*(func.instr(POWER.c.office, mark) > 0 for mark in _SEVERAL_OFFICES))
    return and_(POST.c.unit_id == POWER.c.unit_id, func.coalesce(or_(level, several), False))
