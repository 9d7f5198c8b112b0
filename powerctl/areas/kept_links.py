"""Links of kept records that were waiting for what another import brought."""

from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from powerctl.areas.keeping import derived
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.personnel import actions, appointments, recusals, steps
from powerctl.areas.receipt import table_of
from powerctl.areas.supervision import audits, inspections, personal_reports
from powerctl.model import Appointment

_NOUNS = (
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
    return made + _relink_tenures(session, names)


def _relink(session: Session, kept: Kept, link: str, words: str, names: KeptNames) -> int:
    table, case = kept.table, table_of(Appointment)
    if kept.belongs_to:
        query: Any = select(table.c.id, case.c.unit_id, table.c[words]).join(
            case, table.c[kept.belongs_to] == case.c.id
        )
    else:
        query = select(table.c.id, table.c.unit_id, table.c[words])
    query = query.where(table.c[link].is_(None), table.c[words].is_not(None))
    found = []
    for number, unit, text in session.connection().execute(query):
        target = names.find(kept.target(link), unit, text)
        if target is not None:
            found.append({"row": number, "leads_to": target})
    return _write(session, table, link, found)


def _relink_tenures(session: Session, names: KeptNames) -> int:
    table = table_of(Appointment)
    query = select(table.c.id, table.c.person_id, table.c.to_post_id, table.c.appointed_on)
    found = []
    for row in session.connection().execute(query.where(table.c.tenure_id.is_(None))).mappings():
        target = derived(appointments.KEPT, names, dict(row))["tenure_id"]
        if target is not None:
            found.append({"row": row["id"], "leads_to": target})
    return _write(session, table, "tenure_id", found)


def _write(session: Session, table: Any, link: str, found: list[dict[str, Any]]) -> int:
    if found:
        statement = update(table).where(table.c.id == bindparam("row")).values({link: bindparam("leads_to")})
        session.connection().execute(statement, found)
    return len(found)
