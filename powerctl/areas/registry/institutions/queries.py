"""Institutions on the day of the check, as expressions for rules and reports (R-FS-04, R-ZJ-01).

An institution binds *certainly* when its first day is known and has come, its last day has not passed
and its status says that it is in force; without a first day or a status it *possibly* binds. What
replaced it is not asked: replacing ends it, and that day is recorded.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, and_, func, or_, select, union

from powerctl.areas.organization.queries import (
    POST,
    UNIT,
    certainly_in_force,
    flag,
    is_blank,
    possibly_in_force,
)
from powerctl.areas.registry.queries import EDITION, POWER
from powerctl.model import (
    Compendium,
    CompendiumEntry,
    DiscretionBenchmark,
    Institution,
    InstitutionLink,
    InstitutionReview,
    LeadingBody,
    RequiredInstitution,
)
from powerctl.terms import BINDING, InstitutionClass, UnitKind

_TABLES = Institution.metadata.tables
INSTITUTION = _TABLES[str(Institution.__tablename__)]
INSTITUTION_LINK = _TABLES[str(InstitutionLink.__tablename__)]
INSTITUTION_REVIEW = _TABLES[str(InstitutionReview.__tablename__)]
REQUIRED = _TABLES[str(RequiredInstitution.__tablename__)]
COMPENDIUM = _TABLES[str(Compendium.__tablename__)]
COMPENDIUM_ENTRY = _TABLES[str(CompendiumEntry.__tablename__)]
LEADING_BODY = _TABLES[str(LeadingBody.__tablename__)]
BENCHMARK = _TABLES[str(DiscretionBenchmark.__tablename__)]


def certainly_binds(institution: FromClause) -> ColumnElement[bool]:
    """In force on the day, with first day and status on record."""
    return and_(certainly_in_force(institution), institution.c.status.in_(BINDING))


def possibly_binds(institution: FromClause) -> ColumnElement[bool]:
    """In force on the day, or its first day or its status is not known."""
    status = institution.c.status
    return and_(possibly_in_force(institution), or_(status.is_(None), status.in_(BINDING)))


def is_graded(benchmark: FromClause) -> ColumnElement[bool]:
    """A benchmark says what is done in which case: grade, circumstance and range are all written."""
    return and_(
        ~is_blank(benchmark.c.grade),
        ~is_blank(benchmark.c.circumstance),
        ~is_blank(benchmark.c.range_written),
    )


def accountable_units() -> CTE:
    """Units that must have institutions of their own: those with an inventory, posts or institutions,
    sections of a unit left out: unit_id."""
    listed = union(select(EDITION.c.unit_id), select(POST.c.unit_id), select(INSTITUTION.c.unit_id)).subquery(
        "listed_units"
    )
    sections = select(UNIT.c.id).where(UNIT.c.kind == UnitKind.SECTION)
    return select(listed.c.unit_id).where(listed.c.unit_id.not_in(sections)).cte("accountable_units")


def registering_units() -> CTE:
    """Units that have registered an institution at all: unit_id, institutions, local (创新制度 in force)."""
    local = and_(INSTITUTION.c.kind == InstitutionClass.LOCAL, certainly_binds(INSTITUTION))
    return (
        select(
            INSTITUTION.c.unit_id,
            func.count().label("institutions"),
            func.sum(flag(local)).label("local"),
        )
        .group_by(INSTITUTION.c.unit_id)
        .cte("registering_units")
    )


def governed_powers() -> CTE:
    """Powers, over all editions, that an institution is linked to: unit_id, identity, ordinal, certain (1
    where one certainly binds), possible (1 where one may, or its own record is not at hand)."""
    missing = INSTITUTION.c.id.is_(None)
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.max(flag(certainly_binds(INSTITUTION))).label("certain"),
            func.max(flag(or_(missing, possibly_binds(INSTITUTION)))).label("possible"),
        )
        .select_from(
            INSTITUTION_LINK.join(POWER, POWER.c.id == INSTITUTION_LINK.c.power_id).outerjoin(
                INSTITUTION, INSTITUTION.c.id == INSTITUTION_LINK.c.institution_id
            )
        )
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("governed_powers")
    )


def benchmarked_powers() -> CTE:
    """Powers, over all editions, with benchmarks: unit_id, identity, ordinal, grades (certainly in force and
    complete), possible (1 where one may be)."""
    complete = and_(is_graded(BENCHMARK), certainly_in_force(BENCHMARK))
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.sum(flag(complete)).label("grades"),
            func.max(flag(possibly_in_force(BENCHMARK))).label("possible"),
        )
        .join_from(BENCHMARK, POWER, POWER.c.id == BENCHMARK.c.power_id)
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("benchmarked_powers")
    )


def same_power(found: CTE, power: Any = POWER) -> ColumnElement[bool]:
    """The item of one edition is that of another: unit, identity and ordinal agree."""
    return and_(
        found.c.unit_id == power.c.unit_id,
        found.c.identity == power.c.identity,
        found.c.ordinal == power.c.ordinal,
    )
