"""What a check looks at: the whole county, or one unit with the units below it."""

from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Column, Integer, MetaData, Select, Table, delete, insert, select
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.limits.stored import read_parents
from powerctl.model import Unit

_TEMPORARY = MetaData()

_check_unit = Table("check_unit", _TEMPORARY, Column("id", Integer, primary_key=True), prefixes=["TEMPORARY"])


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit_id` None: the whole county; otherwise `units` holds the unit and all below it."""

    unit_id: int | None
    code: str
    name: str
    units: frozenset[int]

    def holds(self, unit_id: int | None) -> bool:
        """Whether something of that unit is looked at."""
        return self.unit_id is None or unit_id in self.units


def put_scope(session: Session, written: str | None) -> Scope:
    """The scope of a unit's code or name, put into the TEMP table `check_unit`; None is the county.

    Raises Refused with the nearest units where there is none.
    """
    if written is None or not written.strip():
        return Scope(None, "", "", frozenset())
    unit_id, code, name = _unit(session, written.strip())
    below: dict[int | None, list[int]] = {}
    for unit, parent in read_parents(session).items():
        below.setdefault(parent, []).append(unit)
    units, waiting = {unit_id}, [unit_id]
    while waiting:
        found = [unit for unit in below.get(waiting.pop(), []) if unit not in units]
        units.update(found)
        waiting.extend(found)
    connection = session.connection()
    _TEMPORARY.create_all(connection, checkfirst=True)
    connection.execute(delete(_check_unit))
    connection.execute(insert(_check_unit), [{"id": unit} for unit in sorted(units)])
    return Scope(unit_id, code, name, frozenset(units))


def units_in_scope() -> Select[tuple[int]]:
    """The numbers of the scope's units, for a query; only after `put_scope` with a unit."""
    return select(_check_unit.c.id)


def _unit(session: Session, written: str) -> tuple[int, str, str]:
    columns = Unit.metadata.tables["unit"].c
    known = session.execute(select(columns.id, columns.code, columns.name)).all()
    for unit_id, code, name in known:
        if written in (code, name):
            return unit_id, code, name
    codes = {name: code for _, code, name in known} | {code: code for _, code, _ in known}
    near = dict.fromkeys(codes[match] for match in get_close_matches(written, codes, n=3, cutoff=0.4))
    names = {code: name for _, code, name in known}
    meant = "、".join(names[code] for code in near)
    raise Refused(
        f"没有名为或代码为“{written}”的单位" + (f"；相近的有：{meant}" if meant else ""),
        hint="powerctl unit list",
    )
