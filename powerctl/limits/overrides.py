"""Overrides: the county's own values over the shipped ones, set from a day on, with their document.

A value beyond its floor is stored and marked: the record is reality, the finding our judgement.
"""

from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.limits.declared import DeclaredLimit
from powerctl.limits.quantity import Quantity, TooLarge, parse_typed
from powerctl.limits.stored import limit_value
from powerctl.limits.values import Limit, find_limit
from powerctl.model import LimitOverride, Unit

_OVERRIDES = LimitOverride.metadata.tables["limit_override"]
_LONGEST_SHOWN = 30
_MOST_DIGITS = 13
_MOST_DIGITS_OF_MONEY = 15


def set_limit(
    session: Session,
    name: str,
    value: str,
    valid_from: date,
    cites: str,
    unit_id: int | None = None,
    note: str | None = None,
) -> Limit:
    """Set a limit from a day on, for the county or one unit; the same day set again is replaced.

    `value` as a clerk types it (money in yuan, shares `2/3`). The same value and document again
    change nothing, and leave the note unless another is given. Returns what now counts on that day;
    its `beyond_floor` says where the value goes further than its floor allows. Raises Refused for
    an unknown name or unit, a malformed or too large value and a missing document.
    """
    limit = find_limit(name)
    if not cites.strip():
        raise Refused(
            f"设定 {name} 须写明依据文件",
            hint=f"powerctl limit set {name} {value} --from {valid_from} --cites 文件名及文号",
        )
    quantity = typed_value(limit, value)
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise Refused(f"没有内部编号为 {unit_id} 的单位", hint="powerctl unit list")
    row = _row(session, name, valid_from, unit_id)
    if row is None:
        row = LimitOverride(
            name=name, unit_id=unit_id, value=quantity.stored, valid_from=valid_from, cites=cites
        )
    elif note is None and (row.value, row.cites) == (quantity.stored, cites.strip()):
        note = row.note
    row.value, row.cites, row.note = quantity.stored, cites.strip(), note
    session.add(row)
    session.flush()
    return limit_value(session, name, valid_from, unit_id)


def typed_value(limit: DeclaredLimit, value: str) -> Quantity:
    """The value that a clerk typed for a limit, money in yuan. Raises Refused for one that it cannot have."""
    name = limit.name
    shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}……"
    hint = f"powerctl limit show {name}"
    most = _MOST_DIGITS_OF_MONEY if limit.unit == "fen" else _MOST_DIGITS
    too_large = Refused(f"{name} 不能设为“{shown}”：数值过大，最多写 {most} 位数字", hint=hint)
    if sum(letter.isdigit() for letter in value) > most:
        raise too_large
    try:
        return parse_typed(value, limit.unit)
    except TooLarge as error:
        raise too_large from error
    except ValueError as error:
        raise Refused(f"{name} 的数值“{shown}”读不懂，应为{error}", hint=hint) from error


def what_is_set(
    session: Session, name: str, valid_from: date, unit_id: int | None = None
) -> tuple[str, str, str | None] | None:
    """The value (as stored), document and note set from just that day on; None where nothing is."""
    row = _row(session, name, valid_from, unit_id)
    return None if row is None else (row.value, row.cites, row.note)


def remove_limit(session: Session, name: str, valid_from: date, unit_id: int | None = None) -> Limit:
    """Take back the value that was set from that day on. Returns what counts on that day without it.

    Raises Refused where none was set.
    """
    find_limit(name)
    row = _row(session, name, valid_from, unit_id)
    if row is None:
        raise Refused(f"{name} 没有自 {valid_from} 起的设定", hint=f"powerctl limit show {name}")
    session.delete(row)
    session.flush()
    return limit_value(session, name, valid_from, unit_id)


def _row(session: Session, name: str, valid_from: date, unit_id: int | None) -> LimitOverride | None:
    columns = _OVERRIDES.c
    of_unit = columns.unit_id.is_(None) if unit_id is None else columns.unit_id == unit_id
    found = session.execute(
        select(columns.id).where(columns.name == name, columns.valid_from == valid_from, of_unit)
    ).scalar()
    return None if found is None else session.get(LimitOverride, found)
