"""What the rules about institutions have a row for: an institution, or a unit that has to have some."""

from typing import Any

from sqlalchemy import ColumnElement, Label, Select, case, select

from powerctl.areas.organization.queries import BATCH, UNIT, origin, unit_key
from powerctl.areas.registry.institutions.queries import INSTITUTION
from powerctl.rulebook.question import LeftJoin

NO_INSTITUTION = "本单位没有登记任何制度，无法判断"


def of_institutions(
    answer: ColumnElement[int], *facts: Label[Any], joins: tuple[LeftJoin, ...] = ()
) -> Select[Any]:
    """A row per institution; its key is the unit's code, its name and, where it has one, its number."""
    source = INSTITUTION.outerjoin(UNIT, UNIT.c.id == INSTITUTION.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == INSTITUTION.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    numbered = case((INSTITUTION.c.number == "", ""), else_="#" + INSTITUTION.c.number)
    key = unit_key(UNIT, INSTITUTION.c.unit_id).concat("/").concat(INSTITUTION.c.name)
    return select(
        key.concat(numbered).label("item"),
        INSTITUTION.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        INSTITUTION.c.name.label("subject"),
        origin(INSTITUTION, BATCH).label("origin"),
        *facts,
    ).select_from(source)
