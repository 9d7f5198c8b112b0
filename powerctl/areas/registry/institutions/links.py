"""Which institution carries a measure: by the name beside it, or in 《》 in its own text (R-CC-06)."""

import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.receipt import table_of
from powerctl.model import Institution, Measure, RiskPoint, Unit
from powerctl.store.bulk import update_rows
from powerctl.terms import UnitKind

_TITLES = re.compile(r"《([^《》]{2,80})》")


def carry_measures(session: Session, unit_ids: Iterable[int]) -> int:
    """Links measures of units to the institution that they name; how many gained a link.

    The unit's own institution is meant before the county's. A link that is there is never touched; a name
    that fits none or several makes none.
    """
    session.flush()
    measure, point = table_of(Measure), table_of(RiskPoint)
    query = (
        select(measure.c.id, point.c.unit_id, measure.c.institution_written, measure.c.text)
        .join(point, point.c.id == measure.c.risk_point_id)
        .where(point.c.unit_id.in_(set(unit_ids)), measure.c.institution_id.is_(None))
    )
    waiting = session.connection().execute(query).all()
    if not waiting:
        return 0
    names = _names(session)
    rows = []
    for number, unit_id, written, text in waiting:
        found = institution_named(names, unit_id, written, text)
        if found is not None:
            rows.append((number, found))
    update_rows(session, measure, ("institution_id",), rows)
    return len(rows)


def institution_named(
    names: dict[tuple[int, str], list[int]], unit_id: int, written: str | None, text: str
) -> int | None:
    """The one institution of the unit, or of the county (unit 0), that a measure names."""
    titles = [written.strip("《》 ")] if written and written.strip() else _TITLES.findall(text)
    for home in (unit_id, 0):
        meant = {number for title in titles for number in names.get((home, normal(title)), ())}
        if len(meant) == 1:
            return meant.pop()
    return None


def _names(session: Session) -> dict[tuple[int, str], list[int]]:
    one, unit = table_of(Institution), table_of(Unit)
    query = select(one.c.id, one.c.unit_id, one.c.name, one.c.number, unit.c.kind).join(
        unit, unit.c.id == one.c.unit_id
    )
    names: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, unit_id, name, written, kind in session.connection().execute(query):
        homes = (unit_id, 0) if kind == UnitKind.COUNTY else (unit_id,)
        for home in homes:
            for words in {normal(name), normal(written)} - {""}:
                names[home, words].append(number)
    return names
