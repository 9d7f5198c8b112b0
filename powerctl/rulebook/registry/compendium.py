"""The compendium exists and holds every institution in force: INS003 (R-FS-04)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, literal, or_, select

from powerctl.areas.organization.queries import flag, the_day
from powerctl.areas.registry.institutions.queries import (
    COMPENDIUM,
    COMPENDIUM_ENTRY,
    INSTITUTION,
    certainly_binds,
    possibly_binds,
)
from powerctl.rulebook.question import of_units
from powerctl.rulebook.registry.institution_items import of_institutions
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity


def _current() -> CTE:
    """Editions that may be the unit's current one: the latest by the day, and any without a day: id, unit_id,
    dated."""
    latest = (
        select(COMPENDIUM.c.unit_id, func.max(COMPENDIUM.c.issued_on).label("issued_on"))
        .where(COMPENDIUM.c.issued_on <= the_day())
        .group_by(COMPENDIUM.c.unit_id)
        .cte("latest_compendium")
    )
    return (
        select(
            COMPENDIUM.c.id,
            COMPENDIUM.c.unit_id,
            flag(COMPENDIUM.c.issued_on.is_not(None)).label("dated"),
        )
        .select_from(COMPENDIUM.outerjoin(latest, latest.c.unit_id == COMPENDIUM.c.unit_id))
        .where(or_(COMPENDIUM.c.issued_on.is_(None), COMPENDIUM.c.issued_on == latest.c.issued_on))
        .cte("current_compendium")
    )


def _editions(current: CTE) -> CTE:
    return (
        select(
            current.c.unit_id,
            func.count().label("editions"),
            func.sum(current.c.dated).label("dated"),
        )
        .group_by(current.c.unit_id)
        .cte("compendium_editions")
    )


def _uncompiled() -> Select[Any]:
    current = _current()
    editions = _editions(current)
    return _without_compendium(editions).union_all(_left_out(current, editions)).subquery("both").select()


def _without_compendium(editions: CTE) -> Select[Any]:
    units = (
        select(
            INSTITUTION.c.unit_id,
            func.sum(flag(certainly_binds(INSTITUTION))).label("certain"),
            func.count().label("institutions"),
        )
        .where(possibly_binds(INSTITUTION))
        .group_by(INSTITUTION.c.unit_id)
        .cte("binding_units")
    )
    have, dated = func.coalesce(editions.c.editions, 0), func.coalesce(editions.c.dated, 0)
    answer = case((dated > 0, PASSED), (or_(have > 0, units.c.certain == 0), UNKNOWN), else_=FINDING)
    return of_units(
        units,
        literal("制度汇编"),
        answer,
        literal(0).label("inside"),
        have.label("editions"),
        units.c.certain.label("certain"),
        units.c.institutions.label("institutions"),
        joins=((editions, editions.c.unit_id == units.c.unit_id),),
    )


def _left_out(current: CTE, editions: CTE) -> Select[Any]:
    entries = (
        select(
            COMPENDIUM_ENTRY.c.institution_id,
            current.c.unit_id,
            func.count(COMPENDIUM_ENTRY.c.compendium_id.distinct()).label("inside"),
        )
        .join_from(COMPENDIUM_ENTRY, current, current.c.id == COMPENDIUM_ENTRY.c.compendium_id)
        .group_by(COMPENDIUM_ENTRY.c.institution_id, current.c.unit_id)
        .cte("compiled")
    )
    inside = func.coalesce(entries.c.inside, 0)
    answer = case(
        (inside == editions.c.editions, PASSED),
        (and_(inside == 0, certainly_binds(INSTITUTION)), FINDING),
        else_=UNKNOWN,
    )
    return of_institutions(
        answer,
        inside.label("inside"),
        editions.c.editions.label("editions"),
        flag(certainly_binds(INSTITUTION)).label("certain"),
        literal(0).label("institutions"),
        joins=(
            (editions, editions.c.unit_id == INSTITUTION.c.unit_id),
            (
                entries,
                # Another unit's compendium does not compile this unit's institutions.
                and_(
                    entries.c.institution_id == INSTITUTION.c.id,
                    entries.c.unit_id == INSTITUTION.c.unit_id,
                ),
            ),
        ),
    ).where(possibly_binds(INSTITUTION), editions.c.editions > 0)


def _say(row: Any) -> str:
    if row.institutions:
        sentence = f"应有 1 部制度汇编，有印发日期的 0 部（没有失效的制度 {row.institutions} 项）"
        if row.verdict == FINDING:
            return sentence
        doubt = "汇编没有写明印发日期" if row.editions else "制度没有写明施行日期或有效性"
        return f"{sentence}；{doubt}，无法判断"
    sentence = f"现行制度应收入最新的制度汇编，可能现行的汇编 {row.editions} 部中收入 {row.inside} 部"
    if row.verdict == FINDING:
        return sentence
    doubt = "不止一部汇编可能现行（有的没有印发日期）" if row.inside else "制度没有写明施行日期或有效性"
    return f"{sentence}；{doubt}，无法判断"


INS003 = Rule(
    code="INS003",
    name="institution-not-compiled",
    title="没有制度汇编，或现行制度没有收入",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-04", "秀洲", "三-(四)"),),
    limits=(),
    explanation=(
        "检查登记了制度的单位是否有制度汇编，每项现行制度是否收入最新一部。"
        "汇编没有印发日期、分不清哪一部最新，或制度没有施行日期或有效性的，答“无法判断”。"
    ),
    advice="编一部新的制度汇编：powerctl compendium make；出页：powerctl report make 制度汇编",
    question=_uncompiled,
    say=_say,
    repeats=never,
)
