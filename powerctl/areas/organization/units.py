"""Units: found by code or name; add, edit, retire (R-XZ-01)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, noted, number_of, read_values, refuse_wrong_order
from powerctl.areas.organization.directory import Units
from powerctl.errors import Refused
from powerctl.model import Post, Tenure, Unit

EDITABLE = ("code", "name", "kind", "valid_from", "valid_to", "note")


def find_unit(session: Session, text: str) -> Unit:
    """The unit of a code or a name. Raises Refused, with names that look alike."""
    units = Units.of(session)
    number = units.find(text)
    unit = session.get(Unit, number) if number is not None else None
    if unit is None:
        near = "、".join(units.near(text))
        also = f"；相近的有：{near}" if near else ""
        raise Refused(f"没有名为或代码为“{text}”的单位{also}", hint="powerctl unit list")
    return unit


def split_place(session: Session, text: str, home: int | None) -> tuple[str, str]:
    """单位/名称 → unit and name; a name alone is of the unit `home` (its code; "" where there is none)."""
    other, slash, name = text.replace("／", "/").rpartition("/")
    if slash:
        return other, name
    unit = session.get(Unit, home) if home is not None else None
    return unit.code if unit else "", name


def unit_names(session: Session) -> dict[int, str]:
    """What every unit is called, by its number."""
    return {number_of(unit): unit.name for unit in session.exec(select(Unit))}


def units_below(session: Session, unit_id: int) -> set[int]:
    """The numbers of a unit and of all units below it."""
    parents = session.exec(select(Unit.id, Unit.parent_id)).all()
    found = {unit_id}
    while more := {number for number, above in parents if number is not None and above in found} - found:
        found |= more
    return found


def add_unit(session: Session, *, name: str, code: str = "", parent: str = "", **more: str) -> Unit:
    """Registers a unit; without a code it gets the next free one (U001, …).

    Raises Refused when name or code are taken, or the parent is not known.
    """
    units = Units.of(session)
    name, code = needed(name, "单位名称"), code.strip()
    for text, known in ((name, units.by_name(name)), (code, units.by_code(code))):
        if text and known is not None:
            raise Refused(
                f"“{text}”已经登记：{units.codes[known]} {units.names[known]}",
                hint=f"powerctl unit edit {units.codes[known]}",
            )
    values = read_values(Unit, more, EDITABLE)
    parent_id = number_of(find_unit(session, parent)) if parent.strip() else None
    unit = Unit(code=code or units.free_code(), name=name, parent_id=parent_id, **values)
    refuse_wrong_order(unit)
    session.add(unit)
    session.flush()
    return unit


def edit_unit(session: Session, text: str, changes: Mapping[str, str]) -> list[Change]:
    """Changes a unit's fields (and `parent`). Raises Refused for taken names and circles in the tree."""
    unit = find_unit(session, text)
    _refuse_taken(session, unit, changes)
    links = {"parent": lambda above: number_of(_parent(session, unit, above))}
    return edit(session, unit, changes, EDITABLE, links)


def retire_unit(session: Session, text: str, *, on: date, reason: str) -> Unit:
    """Ends a unit on a day. Raises Refused when somebody still holds a post of it."""
    unit = find_unit(session, text)
    reason = needed(reason, "撤销原因")
    holders = session.exec(
        select(func.count())
        .select_from(Tenure)
        .join(Post, col(Tenure.post_id) == col(Post.id))
        .where(Post.unit_id == unit.id, col(Tenure.valid_to).is_(None))
    ).one()
    if holders:
        raise Refused(
            f"“{unit.name}”还有 {holders} 人在任，先办理免职",
            hint=f"powerctl post holders --unit {unit.code}",
        )
    unit.valid_to, unit.note = on, noted(unit.note, f"{on.isoformat()} 撤销：{reason}")
    refuse_wrong_order(unit)
    session.add(unit)
    session.flush()
    return unit


def _refuse_taken(session: Session, unit: Unit, changes: Mapping[str, str]) -> None:
    units = Units.of(session)
    for field, found in (("name", units.by_name), ("code", units.by_code)):
        if field not in changes:
            continue
        text = needed(changes[field], "单位名称" if field == "name" else "单位代码")
        other = found(text)
        if other is not None and other != unit.id:
            raise Refused(
                f"“{text}”已用于 {units.codes[other]} {units.names[other]}", hint="powerctl unit list"
            )


def _parent(session: Session, unit: Unit, text: str) -> Unit:
    parent = find_unit(session, text)
    above: Unit | None = parent
    while above is not None:
        if above.id == unit.id:
            raise Refused(f"“{parent.name}”在“{unit.name}”之下（或就是它），不能作上级单位")
        above = session.get(Unit, above.parent_id) if above.parent_id else None
    return parent
