"""Links of records of money that were waiting for what another import brought."""

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
from powerctl.areas.finance.names import Names
from powerctl.areas.finance.shapes import Shape
from powerctl.areas.receipt import table_of
from powerctl.model import Expenditure, Unit

_SHAPES = (
    approval_limits.SHAPE,
    transactions.SHAPE,
    expenditures.SHAPE,
    sign_offs.SHAPE,
    countersigning.SHAPE,
)


def relink(session: Session) -> int:
    """Fills empty links whose words name one record of the unit; how many gained one.

    A link that is there is never touched.
    """
    units = table_of(Unit)
    names = Names(session, session.connection().execute(select(units.c.id)).scalars().all())
    made = 0
    for shape in _SHAPES:
        for link, words in shape.links.items():
            if words in shape.table.columns:
                made += _relink(session, shape, link, words, names)
    return made


def _relink(session: Session, shape: Shape, link: str, words: str, names: Names) -> int:
    """One kind of link. Words are looked up once for each unit."""
    table = shape.table
    found = []
    known: dict[tuple[int, str], int | None] = {}
    for number, unit, text in session.connection().execute(_waiting(shape, link, words)):
        if (unit, text) not in known:
            known[unit, text] = names.find(link, unit, text)
        if known[unit, text] is not None:
            found.append({"row": number, "target": known[unit, text]})
    if found:
        statement = update(table).where(table.c.id == bindparam("row")).values({link: bindparam("target")})
        session.connection().execute(statement, found)
    return len(found)


def _waiting(shape: Shape, link: str, words: str) -> Any:
    table, payment = shape.table, table_of(Expenditure)
    if "unit_id" in table.columns:
        query = select(table.c.id, table.c.unit_id, table.c[words])
    else:
        query = select(table.c.id, payment.c.unit_id, table.c[words]).join(
            payment, table.c.expenditure_id == payment.c.id
        )
    return query.where(table.c[link].is_(None), table.c[words].is_not(None))
