"""The frame of a question: the labelled columns that every rule answers with, said once.

A row's own table is joined to its unit and its import by outer joins: a missing unit or import
changes how an item is written, never whether it is examined.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Label,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from powerctl.areas.organization.queries import BATCH, UNIT, flag, origin, unit_key, unit_name
from powerctl.areas.registry.queries import POWER, identity, is_current, is_in_only_edition
from powerctl.areas.risk.queries import RISK_POINT, is_open
from powerctl.limits.in_force import limit_on
from powerctl.limits.spans import limit_span
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN

Condition = ColumnElement[bool]
LeftJoin = tuple[FromClause, Condition]

EDITION_DOUBT = (
    "本单位不止一个清单版本可能现行，无法判断本条是否仍然有效（填写版本施行日期：powerctl edition edit）"
)


def verdict(finding: Condition, unknown: Condition) -> ColumnElement[int]:
    """The three answers; a finding comes before a doubt."""
    return case((finding, FINDING), (unknown, UNKNOWN), else_=PASSED)


def of_powers(
    finding: Condition, unknown: Condition, *facts: Label[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per current power. A defect of a row that may be out of date is a doubt, no finding."""
    is_valid = is_in_only_edition(POWER)
    answer = case((finding, case((is_valid, FINDING), else_=UNKNOWN)), (unknown, UNKNOWN), else_=PASSED)
    return _records(POWER, answer, flag(~is_valid).label("edition_doubt"), *facts, joins=joins).where(
        is_current(POWER)
    )


def of_points(
    finding: Condition, unknown: Condition, *facts: Label[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per open risk point."""
    return of_judged_points(verdict(finding, unknown), *facts, joins=joins)


def of_judged_points(
    answer: ColumnElement[int], *facts: Label[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per open risk point, where the answer is one computation."""
    return _records(RISK_POINT, answer, *facts, joins=joins).where(is_open(RISK_POINT))


def current_powers() -> Select[Any]:
    """What `of_powers` has a row for: for the `examined` of a rule."""
    return select(POWER.c.unit_id).where(is_current(POWER))


def open_points() -> Select[Any]:
    """What `of_points` has a row for: for the `examined` of a rule."""
    return select(RISK_POINT.c.unit_id).where(is_open(RISK_POINT))


def of_units(
    units: FromClause,
    part: ColumnElement[Any] | None,
    answer: ColumnElement[int],
    *facts: Label[Any],
    joins: tuple[LeftJoin, ...] = (),
) -> Select[Any]:
    """A row per unit and `part` (an area, a layer, …; None: the unit itself); `units` has unit_id."""
    unit_id = units.c.unit_id
    item = unit_key(UNIT, unit_id)
    source = units.outerjoin(UNIT, UNIT.c.id == unit_id).outerjoin(BATCH, BATCH.c.id == UNIT.c.batch_id)
    for target, on in joins:
        source = source.outerjoin(target, on)
    return select(
        (item if part is None else item.concat("/").concat(part)).label("item"),
        unit_id.label("unit_id"),
        answer.label("verdict"),
        unit_name(UNIT, unit_id).label("subject"),
        origin(UNIT, BATCH).label("origin"),
        *facts,
    ).select_from(source)


def limit(name: str, unit_id: ColumnElement[Any]) -> tuple[FromClause, Condition]:
    """The limit that counts for a unit on the day, as a left join; NULL numerator: not set."""
    table = limit_on.alias(name.replace(".", "_"))
    return table, and_(table.c.name == name, table.c.unit_id == unit_id)


def limit_then(
    name: str, unit_id: ColumnElement[Any], day: ColumnElement[Any]
) -> tuple[FromClause, Condition]:
    """The limit that counted for a unit on the day of an act, as a left join; NULL numerator: not set."""
    table = limit_span.alias(name.replace(".", "_"))
    return table, and_(
        table.c.name == name, table.c.unit_id == unit_id, table.c.first_day <= day, table.c.last_day >= day
    )


def limits_of_units(names: tuple[str, ...]) -> CTE:
    """Several limits side by side: unit_id and a column per name (dots as underscores).

    Only whole numbers count; a limit that is not set, or is a fraction, is NULL.
    """
    whole = case((limit_on.c.denominator == 1, limit_on.c.numerator), else_=None)
    columns = [
        func.max(case((limit_on.c.name == name, whole), else_=None)).label(name.replace(".", "_"))
        for name in names
    ]
    return (
        select(limit_on.c.unit_id, *columns)
        .where(limit_on.c.name.in_(names), limit_on.c.unit_id.is_not(None))
        .group_by(limit_on.c.unit_id)
        .cte("limits_of_units")
    )


def listed(values: tuple[str, ...], name: str) -> CTE:
    """A list of words as a table with one column, `value`."""
    rows = [select(literal(value, String).label("value")) for value in values]
    return rows[0].union_all(*rows[1:]).cte(name)


def any_of(*conditions: Condition) -> Condition:
    """True where one holds; a condition that cannot be told counts as not holding."""
    return or_(*(func.coalesce(condition, False) for condition in conditions))


def source_of(cites: str | None) -> str:
    """Where a limit comes from, as the end of a sentence; the limit's own name where it is not set."""
    if not cites:
        return "限额未设定"
    return "限额为本系统默认值" if cites in ("default", "本系统默认值") else f"限额依据{cites}"


def _records(
    table: FromClause, answer: ColumnElement[int], *facts: Label[Any], joins: tuple[LeftJoin, ...]
) -> Select[Any]:
    source = table.outerjoin(UNIT, UNIT.c.id == table.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == table.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    return select(
        unit_key(UNIT, table.c.unit_id).concat("/").concat(identity(table)).label("item"),
        table.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        table.c.name.label("subject"),
        origin(table, BATCH).label("origin"),
        *facts,
    ).select_from(source)
