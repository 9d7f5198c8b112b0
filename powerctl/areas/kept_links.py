"""Links of kept records that were waiting for what another import brought."""

from typing import Any

from sqlalchemy import and_, bindparam, delete, select, update
from sqlmodel import Session

from powerctl.areas.disclosure import feedback, notices, publications, subjects
from powerctl.areas.finance import (
    approval_limits,
    countersigning,
    expenditures,
    projects,
    reports,
    sign_offs,
    transactions,
    undertakings,
)
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.personnel import actions, appointments, recusals, steps
from powerctl.areas.receipt import table_of
from powerctl.areas.supervision import audits, inspections, personal_reports
from powerctl.model import AwaitedLink

NOUNS = (
    *(approval_limits.KEPT, projects.KEPT, transactions.KEPT, undertakings.KEPT, expenditures.KEPT),
    *(sign_offs.KEPT, countersigning.KEPT, reports.KEPT),
    *(appointments.KEPT, steps.KEPT, recusals.KEPT, actions.KEPT),
    *(inspections.KEPT, audits.KEPT, personal_reports.KEPT),
    *(notices.KEPT, subjects.KEPT, feedback.KEPT, publications.KEPT),
)
"""Nouns that name others."""
_MEETINGS = frozenset(("agenda_item",))
_BROUGHT = {
    "meetings": _MEETINGS,
    "proceedings": _MEETINGS,
    "meeting-registers": _MEETINGS,
    "organization": frozenset(("person", "post", "tenure")),
    "trades": frozenset(("trading_venue", "project", "public_transaction")),
    "spending": frozenset(("expenditure",)),
    "finance-reports": frozenset(("finance_report",)),
    "appointments": frozenset(("appointment",)),
    "open-items": frozenset(("open_item",)),
    "disclosure": frozenset(("notice_subject",)),
}
"""Kind of workbook → the tables that it fills and that others name."""


def relink(session: Session, kind: str) -> int:
    """Fills empty links to what a workbook of this kind brings, where their words name one record.

    Out: how many were made. A link that is there is never touched.
    """
    targets = _BROUGHT.get(kind, frozenset())
    names = KeptNames(session)
    made = 0
    for kept in NOUNS:
        for link in (*kept.links, *kept.derived):
            if kept.target(link) in targets:
                make = _relink if link in kept.links else _derive
                made += make(session, kept, link, names)
    return made


def _relink(session: Session, kept: Kept, link: str, names: KeptNames) -> int:
    """One kind of link. Words are looked up once for each unit."""
    target = kept.target(link)
    known: dict[tuple[int, str], int | None] = {}
    found = []
    for number, unit, words in session.connection().execute(_waiting(kept, link)):
        if (unit, words) not in known:
            known[unit, words] = names.find(target, unit, words)
        if known[unit, words] is not None:
            found.append((number, known[unit, words]))
    _write(session, kept, link, found)
    return len(found)


def _waiting(kept: Kept, link: str) -> Any:
    """Number, unit and words of the records whose link leads nowhere yet."""
    table, home = kept.table, kept.table
    joined: Any = table
    if kept.belongs_to:
        (key,) = table.columns[kept.belongs_to].foreign_keys
        home = key.column.table
        joined = joined.join(home, table.c[kept.belongs_to] == key.column)
    if kept.keeps_words(link):
        words = table.c[kept.links[link]]
    else:
        one = table_of(AwaitedLink)
        joined = joined.join(
            one, and_(one.c.noun == table.name, one.c.link == link, one.c.record_id == table.c.id)
        )
        words = one.c.words
    query = select(table.c.id, home.c.unit_id, words).select_from(joined)
    return query.where(table.c[link].is_(None), words.is_not(None))


def _derive(session: Session, kept: Kept, link: str, names: KeptNames) -> int:
    """One link that follows from other values."""
    rows = session.connection().execute(select(kept.table).where(kept.table.c[link].is_(None))).mappings()
    made = [(row["id"], kept.derived[link](names, dict(row))) for row in rows]
    found = [(number, target) for number, target in made if target is not None]
    _write(session, kept, link, found)
    return len(found)


def _write(session: Session, kept: Kept, link: str, found: list[tuple[int, Any]]) -> None:
    if not found:
        return
    table, one = kept.table, table_of(AwaitedLink)
    statement = update(table).where(table.c.id == bindparam("row")).values({link: bindparam("leads_to")})
    rows = [{"row": number, "leads_to": target} for number, target in found]
    session.connection().execute(statement, rows)
    over = delete(one).where(one.c.noun == table.name, one.c.link == link)
    numbers = [{"row": number} for number, _ in found]
    session.connection().execute(over.where(one.c.record_id == bindparam("row")), numbers)
