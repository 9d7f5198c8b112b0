"""The records that a decision may be asked of: where each keeps its name, its sum and its day (R-ZJ-03).

Keys are the clerk's, as `item` of a finding and `matter_link` hold them, so that an answer on a pair outlives
a re-import: a payment is unit/identity#ordinal, an agenda item unit/meeting/topic, all else unit/number.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    String,
    Table,
    cast,
    func,
    literal,
    null,
    type_coerce,
)

from powerctl.areas.organization.queries import unit_key
from powerctl.model import (
    AgendaItem,
    Appointment,
    Expenditure,
    Meeting,
    Notice,
    PersonnelAction,
    Project,
    Publication,
    PublicTransaction,
    Topic,
    Undertaking,
)
from powerctl.terms import MatterKind

_TABLES = Expenditure.metadata.tables
EXPENDITURE = _TABLES[str(Expenditure.__tablename__)]
TRADE = _TABLES[str(PublicTransaction.__tablename__)]
PROJECT = _TABLES[str(Project.__tablename__)]
UNDERTAKING = _TABLES[str(Undertaking.__tablename__)]
APPOINTMENT = _TABLES[str(Appointment.__tablename__)]
ACTION = _TABLES[str(PersonnelAction.__tablename__)]
AGENDA_ITEM = _TABLES[str(AgendaItem.__tablename__)]
MEETING = _TABLES[str(Meeting.__tablename__)]
TOPIC = _TABLES[str(Topic.__tablename__)]
PUBLICATION = _TABLES[str(Publication.__tablename__)]
NOTICE = _TABLES[str(Notice.__tablename__)]


@dataclass(frozen=True, slots=True)
class Decided:
    """A kind of record that a meeting may have to decide."""

    kind: MatterKind
    table: Table
    name: ColumnElement[Any]
    """What it is about, in the words of the record."""
    amount: ColumnElement[Any]
    """Its sum; NULL where the kind has none."""
    has_amount: bool
    done: ColumnElement[Any]
    """The first day on which it was carried out; NULL: not recorded."""
    around: ColumnElement[Any]
    """A day near which it must have been decided, the best on record."""


def _first_day(table: Table, *names: str) -> ColumnElement[Any]:
    days = [table.c[name] for name in names]
    return func.coalesce(*days, type_=Date) if len(days) > 1 else days[0]


def _decided(
    kind: MatterKind, table: Table, name: str, amount: str | None, done: str, *around: str
) -> Decided:
    amount_of = type_coerce(null(), Integer) if amount is None else table.c[amount]
    return Decided(
        kind,
        table,
        table.c[name],
        amount_of,
        amount is not None,
        table.c[done],
        _first_day(table, done, *around),
    )


DECIDED = (
    _decided(
        MatterKind.EXPENDITURE, EXPENDITURE, "purpose", "amount_fen", "paid_on", "approved_on", "billed_on"
    ),
    _decided(
        *(MatterKind.TRANSACTION, TRADE, "name", "price_fen", "contract_on"),
        *("won_on", "announced_on", "decided_on", "delivered_on"),
    ),
    _decided(MatterKind.PROJECT, PROJECT, "name", "investment_fen", "started_on", "approved_on"),
    _decided(MatterKind.UNDERTAKING, UNDERTAKING, "name", "amount_fen", "done_on", "happened_on"),
    _decided(MatterKind.APPOINTMENT, APPOINTMENT, "person_written", None, "appointed_on", "decided_on"),
    _decided(MatterKind.PERSONNEL_ACTION, ACTION, "name", None, "done_on"),
)
BY_TABLE = {one.table.name: one for one in DECIDED}
BY_KIND = {one.kind: one for one in DECIDED}


def key_of(one: Decided, unit: FromClause) -> ColumnElement[str]:
    """What a clerk knows a record by."""
    record = one.table
    home = unit_key(unit, record.c.unit_id).concat("/")
    if one.kind is MatterKind.EXPENDITURE:
        paid: ColumnElement[str] = (
            home.concat(record.c.identity).concat("#").concat(cast(record.c.ordinal, String))
        )
        return paid
    key: ColumnElement[str] = home.concat(record.c.number)
    return key


def subject_of(one: Decided) -> ColumnElement[str]:
    """What a page may call a record: no payee, no person."""
    record = one.table.c
    if one.kind is MatterKind.EXPENDITURE:
        return func.coalesce(record.purpose, record.budget_line, literal("支出"), type_=String)
    if one.kind is MatterKind.APPOINTMENT:
        words = func.coalesce(record.to_post_written, record.kind, literal("任免"), type_=String)
        named: ColumnElement[str] = record.number.concat(" ").concat(words)
        return named
    return record.name


def unit_of_key(key: ColumnElement[str]) -> ColumnElement[str]:
    """The unit's code in a key."""
    code: ColumnElement[str] = func.substr(key, 1, func.instr(key, "/") - 1, type_=String)
    return code


def rest_of_key(key: ColumnElement[str]) -> ColumnElement[str]:
    """What follows the unit's code in a key."""
    rest: ColumnElement[str] = func.substr(key, func.instr(key, "/") + 1, type_=String)
    return rest


def identity_of_key(key: ColumnElement[str]) -> tuple[ColumnElement[str], ColumnElement[int]]:
    """Identity and ordinal of a payment's key."""
    rest = rest_of_key(key)
    head = func.rtrim(rest, "0123456789", type_=String)
    identity = func.substr(head, 1, func.length(head) - 1, type_=String)
    return identity, cast(func.substr(rest, func.length(head) + 1), Integer)
