"""What a page is made from: the order given for it, and the unit it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.organization.units import find_unit
from powerctl.model import Person, Unit
from powerctl.reports.masking import masker


@dataclass(frozen=True, slots=True)
class Order:
    """Which page: unit by code or name (None: the whole county), the day it speaks of, and what
    every page carries (`generated` is the moment of printing, in words; `head_code` the ledger's).

    `since` is the first day of a page about a period, `person` (姓名 or 姓名#人员编号) whom a page is
    about, `meeting` the number of the meeting (会议编号) it is about, `number` that of another record
    (公示编号, 任免编号); None where the clerk said nothing.
    """

    unit: str | None
    as_of: date
    generated: str
    head_code: str
    since: date | None = None
    person: str | None = None
    meeting: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The unit and all units below it; for the whole county every unit."""

    name: str
    code: str
    unit_ids: tuple[int, ...]
    names: dict[int, str]
    county: bool


def scope(session: Session, order: Order) -> Scope:
    """What an order covers. Raises Refused for a unit that the file does not know."""
    units = session.exec(select(Unit).order_by(col(Unit.code))).all()
    names = {unit.id: unit.name for unit in units if unit.id is not None}
    if order.unit is None:
        root = next((unit for unit in units if unit.parent_id is None and _is_county(unit)), None)
        return Scope(root.name if root else "全县", root.code if root else "ALL", tuple(names), names, True)
    top = find_unit(session, order.unit)
    assert top.id is not None
    below = {top.id}
    while True:
        more = {unit.id for unit in units if unit.parent_id in below and unit.id is not None} - below
        if not more:
            break
        below |= more
    return Scope(top.name, top.code, tuple(sorted(below)), names, False)


def roster_masker(session: Session) -> Callable[[str], str]:
    """Masks every name of the roster, and identifiers, in a text."""
    return masker(session.exec(select(Person.name)).all())


def _is_county(unit: Unit) -> bool:
    return unit.kind == "县区"
