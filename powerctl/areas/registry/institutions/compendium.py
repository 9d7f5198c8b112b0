"""The compendium (制度汇编): editions of what is in force, and their contents (R-FS-04)."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of
from powerctl.areas.identity import normal
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Compendium, CompendiumEntry, Institution
from powerctl.terms import BINDING, InstitutionClass

EDITABLE = ("name", "issued_on", "note")
_CLASSES = {kind: place for place, kind in enumerate(InstitutionClass)}


def make_compendium(session: Session, unit: str, name: str, *, on: date) -> tuple[Compendium, list[str]]:
    """A new edition with every institution of the unit that is in force on its day of issue.

    Out: the edition, and notes on those left out because it is not known whether they are in force. Raises
    Refused for a name that the unit has used, and where nothing is in force.
    """
    home, name = find_unit(session, unit), needed(name, "汇编名称")
    unit_id = number_of(home)
    known = session.exec(select(Compendium).where(Compendium.unit_id == unit_id)).all()
    if any(normal(other.name) == normal(name) for other in known):
        raise Refused(f"“{home.name}”已经有“{name}”", hint="powerctl compendium list")
    institutions = session.exec(
        select(Institution).where(Institution.unit_id == unit_id).order_by(col(Institution.id))
    ).all()
    inside, unsure = _in_force(institutions, on)
    if not inside:
        raise Refused(
            f"“{home.name}”{on.isoformat()} 没有写明施行日期且现行有效的制度",
            hint=f"powerctl institution list --unit {home.code}",
        )
    made = Compendium(unit_id=unit_id, name=name, issued_on=on)
    session.add(made)
    session.flush()
    for position, one in enumerate(sorted(inside, key=compiled_order), 1):
        session.add(
            CompendiumEntry(compendium_id=number_of(made), institution_id=number_of(one), position=position)
        )
    session.flush()
    if not unsure:
        return made, []
    named = "、".join(f"“{one.name}”" for one in unsure[:5])
    return made, [f"{len(unsure)} 项没有写明施行日期或有效性，未收入：{named}"]


def compiled_order(one: Institution) -> tuple[int, str, int, date, int]:
    """By section (those without one last), then 基本 before 创新, then by first day."""
    section = one.section or ""
    return (
        not section,
        section,
        _CLASSES[one.kind] if one.kind is not None else len(_CLASSES),
        one.valid_from or date.max,
        one.id or 0,
    )


def edit_compendium(session: Session, made: Compendium, changes: Mapping[str, str]) -> list[Change]:
    """Changes an edition's name, day of issue or note."""
    if "name" in changes:
        needed(changes["name"], "汇编名称")
    return edit(session, made, changes, EDITABLE)


def put_in(session: Session, made: Compendium, one: Institution) -> None:
    """Adds an institution at the end of an edition. Raises Refused where it is in it, or of another unit."""
    if one.unit_id != made.unit_id:
        raise Refused(f"“{one.name}”不是编制“{made.name}”的单位的制度")
    entries = _entries(session, made)
    if any(entry.institution_id == one.id for entry in entries):
        raise Refused(f"“{made.name}”已经收入“{one.name}”", hint=f"powerctl compendium show {made.id}")
    position = max((entry.position for entry in entries), default=0) + 1
    session.add(
        CompendiumEntry(compendium_id=number_of(made), institution_id=number_of(one), position=position)
    )
    session.flush()


def take_out(session: Session, made: Compendium, one: Institution) -> None:
    """Takes an institution out of an edition. Raises Refused where it is not in it."""
    for entry in _entries(session, made):
        if entry.institution_id == one.id:
            session.delete(entry)
            session.flush()
            return
    raise Refused(f"“{made.name}”没有收入“{one.name}”", hint=f"powerctl compendium show {made.id}")


def _entries(session: Session, made: Compendium) -> Sequence[CompendiumEntry]:
    return session.exec(select(CompendiumEntry).where(CompendiumEntry.compendium_id == made.id)).all()


def _in_force(institutions: Sequence[Institution], on: date) -> tuple[list[Institution], list[Institution]]:
    """Those certainly in force on the day, and those of which it is not known."""
    inside: list[Institution] = []
    unsure: list[Institution] = []
    for one in institutions:
        over = one.valid_to is not None and one.valid_to < on
        early = one.valid_from is not None and one.valid_from > on
        if over or early or (one.status is not None and one.status not in BINDING):
            continue
        (unsure if one.valid_from is None or one.status is None else inside).append(one)
    return inside, unsure
