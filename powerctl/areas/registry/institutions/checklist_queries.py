"""Checklists of institutions on the day of the check: which lines a unit has, and what fulfils them.

The nearest list counts: the unit's own, else the county's, else the one that powerctl ships. A list
whose lines have no first day may or may not count: then the next one is looked at, too.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)

from powerctl.areas.organization.queries import (
    certainly_in_force,
    flag,
    is_blank,
    possibly_in_force,
)
from powerctl.areas.registry.institutions.queries import (
    INSTITUTION,
    REQUIRED,
    certainly_binds,
    possibly_binds,
)
from powerctl.limits.checklists import checklist_line, checklist_word
from powerctl.terms import Checklist, InstitutionClass

OWN, COUNTY, SHIPPED = "本单位设定", "本县设定", "默认"


def lines_of(units: CTE, checklist: Checklist) -> CTE:
    """The lines of a checklist that each unit must fulfil: unit_id, topic, position, certain (1 where the
    line certainly counts), level, cites."""
    own, county = REQUIRED.alias("own_line"), REQUIRED.alias("county_line")
    of_list = own.c.checklist == checklist
    has_own, may_have_own = (
        units.c.unit_id.in_(select(own.c.unit_id).where(of_list, own.c.unit_id.is_not(None), counts(own)))
        for counts in (certainly_in_force, possibly_in_force)
    )
    of_county = and_(county.c.checklist == checklist, county.c.unit_id.is_(None))
    has_county, may_have_county = (
        select(func.count()).select_from(county).where(of_county, counts(county)).scalar_subquery() > 0
        for counts in (certainly_in_force, possibly_in_force)
    )
    first = select(
        own.c.unit_id,
        own.c.topic,
        own.c.position,
        flag(certainly_in_force(own)).label("certain"),
        literal(OWN).label("level"),
        own.c.document.label("cites"),
    ).where(of_list, own.c.unit_id.in_(select(units.c.unit_id)), possibly_in_force(own))
    second = (
        select(
            units.c.unit_id,
            county.c.topic,
            county.c.position,
            flag(and_(certainly_in_force(county), not_(may_have_own))),
            literal(COUNTY),
            county.c.document,
        )
        .select_from(county.join(units, true()))
        .where(of_county, possibly_in_force(county), not_(has_own))
    )
    third = (
        select(
            units.c.unit_id,
            checklist_line.c.topic,
            checklist_line.c.position,
            flag(and_(not_(may_have_own), not_(may_have_county))),
            literal(SHIPPED),
            checklist_line.c.cites,
        )
        .select_from(checklist_line.join(units, true()))
        .where(checklist_line.c.checklist == checklist.value, not_(has_own), not_(has_county))
    )
    return union_all(first, second, third).cte("lines")


def fits(topic: ColumnElement[Any]) -> ColumnElement[bool]:
    """The institution is of the topic: it says so, or its name holds the topic or one of its words."""
    name = func.coalesce(INSTITUTION.c.name, "", type_=String)
    by_word = exists().where(checklist_word.c.topic == topic, func.instr(name, checklist_word.c.word) > 0)
    return or_(
        func.coalesce(func.trim(INSTITUTION.c.topic, " \t\r\n\u3000", type_=String) == topic, False),
        func.instr(name, topic) > 0,
        by_word,
    )


def fulfilled(lines: CTE) -> CTE:
    """What each unit has for its lines: unit_id, topic, certain and possible (institutions that fit)."""
    return (
        select(
            lines.c.unit_id,
            lines.c.topic,
            func.sum(flag(certainly_binds(INSTITUTION))).label("certain"),
            func.sum(flag(possibly_binds(INSTITUTION))).label("possible"),
        )
        .join_from(lines, INSTITUTION, INSTITUTION.c.unit_id == lines.c.unit_id)
        .where(fits(lines.c.topic))
        .group_by(lines.c.unit_id, lines.c.topic)
        .cte("fulfilled")
    )


def unplaced(lines: CTE) -> CTE:
    """By unit, institutions that may be in force and do not say which line they fulfil: unit_id, unplaced.

    None of them are the unit's own inventions (创新制度), those whose names tell another line of the list,
    and those whose names hold a word that is known of some topic.
    """
    placed = (
        select(INSTITUTION.c.id)
        .join_from(lines, INSTITUTION, INSTITUTION.c.unit_id == lines.c.unit_id)
        .where(fits(lines.c.topic))
    )
    by_word = exists().where(func.instr(INSTITUTION.c.name, checklist_word.c.word) > 0)
    return (
        select(INSTITUTION.c.unit_id, func.count().label("unplaced"))
        .where(
            possibly_binds(INSTITUTION),
            is_blank(INSTITUTION.c.topic),
            or_(INSTITUTION.c.kind.is_(None), INSTITUTION.c.kind != InstitutionClass.LOCAL),
            INSTITUTION.c.id.not_in(placed),
            not_(by_word),
        )
        .group_by(INSTITUTION.c.unit_id)
        .cte("unplaced")
    )


def has_words(topic: ColumnElement[Any]) -> ColumnElement[bool]:
    """Names of institutions on this topic are known: one that has none of them is of another topic."""
    return exists().where(checklist_word.c.topic == topic)


def status_of_lines(lines: CTE) -> CTE:
    """Each line of each unit with what fulfils it: unit_id, topic, position, level, cites, certain (of the
    line), have and maybe (institutions that fit), left (institutions that may be it and do not say so).

    Where names on the topic are known, one that has none of them is not it.
    """
    found, loose = fulfilled(lines), unplaced(lines)
    left = case((has_words(lines.c.topic), 0), else_=func.coalesce(loose.c.unplaced, 0))
    return (
        select(
            lines.c.unit_id,
            lines.c.topic,
            lines.c.position,
            lines.c.level,
            lines.c.cites,
            lines.c.certain,
            func.coalesce(found.c.certain, 0).label("have"),
            func.coalesce(found.c.possible, 0).label("maybe"),
            left.label("left"),
        )
        .select_from(
            lines.outerjoin(
                found, and_(found.c.unit_id == lines.c.unit_id, found.c.topic == lines.c.topic)
            ).outerjoin(loose, loose.c.unit_id == lines.c.unit_id)
        )
        .cte("status_of_lines")
    )
