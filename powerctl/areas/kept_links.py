"""Links of kept records that were waiting for what another import brought."""

from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from powerctl.areas.finance import (
    approval_limits,
    countersigning,
    expenditures,
    sign_offs,
    transactions,
)
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.personnel import actions, appointments, recusals, steps
from powerctl.areas.supervision import audits, inspections, personal_reports

_NOUNS = (
    *(approval_limits.KEPT, transactions.KEPT, expenditures.KEPT, sign_offs.KEPT, countersigning.KEPT),
    *(appointments.KEPT, steps.KEPT, recusals.KEPT, actions.KEPT),
    *(inspections.KEPT, audits.KEPT, personal_reports.KEPT),
)


def relink(session: Session) -> int:
    """Fills empty links whose words name one record of the unit; how many gained one.

    A link that is there is never touched.
    """
    names = KeptNames(session)
    made = 0
    for kept in _NOUNS:
        for link, words in kept.links.items():
            if words in kept.table.columns:
                made += _relink(session, kept, link, words, names)
        for link in kept.derived:
            made += _derive(session, kept, link, names)
    return made


def _relink(session: Session, kept: Kept, link: str, words: str, names: KeptNames) -> int:
    """One kind of link. Words are looked up once for each unit."""
    table, target = kept.table, kept.target(link)
    query = _of_units(kept, words).where(table.c[link].is_(None), table.c[words].is_not(None))
    known: dict[tuple[int, str], int | None] = {}
    found = []
    for number, unit, text in session.connection().execute(query):
        if (unit, text) not in known:
            known[unit, text] = names.find(target, unit, text)
        if known[unit, text] is not None:
            found.append((number, known[unit, text]))
    return _write(session, table, link, found)


def _of_units(kept: Kept, words: str) -> Any:
    """Number, unit and words of every record."""
    table = kept.table
    if not kept.belongs_to:
        return select(table.c.id, table.c.unit_id, table.c[words])
    (key,) = table.columns[kept.belongs_to].foreign_keys
    owners = key.column.table
    query = select(table.c.id, owners.c.unit_id, table.c[words])
    return query.join(owners, table.c[kept.belongs_to] == key.column)


def _derive(session: Session, kept: Kept, link: str, names: KeptNames) -> int:
    """One link that follows from other values."""
    rows = session.connection().execute(select(kept.table).where(kept.table.c[link].is_(None))).mappings()
    made = [(row["id"], kept.derived[link](names, dict(row))) for row in rows]
    return _write(session, kept.table, link, [(row, target) for row, target in made if target is not None])


def _write(session: Session, table: Any, link: str, found: list[tuple[int, Any]]) -> int:
    if found:
        statement = update(table).where(table.c.id == bindparam("row")).values({link: bindparam("leads_to")})
        rows = [{"row": number, "leads_to": target} for number, target in found]
        session.connection().execute(statement, rows)
    return len(found)
