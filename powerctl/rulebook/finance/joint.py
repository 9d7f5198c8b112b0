"""Signatures that have to be given jointly, each by one party or at one gate (R-HY-05, R-FS-06)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, ColumnElement, Table, and_, func, or_, select

from powerctl.areas.organization.queries import flag
from powerctl.rulebook.question import Condition, any_of


def signatures(
    each: Table,
    link: str,
    place: str,
    places: Sequence[StrEnum],
    *,
    named: Condition,
    day: ColumnElement[Any],
) -> CTE:
    """By record_id: rows, complete (named, agreed, by `day`), refused, late, and has_0, has_1, … of `places`.

    `each` has a row a signature: `link` leads to the record that has the `day`, `place` says whose it is.
    """
    (key,) = each.c[link].foreign_keys
    whole = key.column.table
    signed_on, agreed = each.c.signed_on, each.c.is_agreed
    return (
        select(
            whole.c.id.label("record_id"),
            func.count().label("rows"),
            func.sum(flag(and_(named, signed_on <= day, agreed.is_(True)))).label("complete"),
            func.max(flag(agreed.is_(False))).label("refused"),
            func.max(flag(signed_on > day)).label("late"),
            *(func.max(flag(each.c[place] == one)).label(f"has_{at}") for at, one in enumerate(places)),
        )
        .join_from(each, whole, whole.c.id == each.c[link])
        .group_by(whole.c.id)
        .cte(f"signatures_{each.name}")
    )


def is_complete(signed: CTE, places: Sequence[StrEnum]) -> Condition:
    """All have signed as they should."""
    return signed.c.complete == len(places)


def is_broken(signed: CTE, places: Sequence[StrEnum]) -> Condition:
    """One is missing, refused or late."""
    missing = func.coalesce(signed.c.rows, 0) < len(places)
    return or_(missing, any_of(signed.c.refused == 1, signed.c.late == 1))


def facts(signed: CTE, places: Sequence[StrEnum]) -> tuple[ColumnElement[Any], ...]:
    """What the sentence about a record needs."""
    held = (func.coalesce(signed.c[name], 0).label(name) for name in held_names(places))
    return (func.coalesce(signed.c.rows, 0).label("rows"), signed.c.refused, signed.c.late, *held)


def held_names(places: Sequence[StrEnum]) -> list[str]:
    """The names of the facts that say whether a place is signed."""
    return [f"has_{at}" for at in range(len(places))]


def absent(row: Any, places: Sequence[StrEnum]) -> list[str]:
    """Whose signature a row lacks."""
    return [one.value for one, name in zip(places, held_names(places), strict=True) if not getattr(row, name)]
