"""People: found by unit, name and, where two share it, number; add, edit, retire (R-XZ-01)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from powerctl.areas.edits import Change, edit, needed, noted, number_of, read_values, refuse_wrong_order
from powerctl.areas.organization.directory import People
from powerctl.areas.organization.units import find_unit, split_place
from powerctl.errors import Refused
from powerctl.model import Person

EDITABLE = ("name", "number", "valid_from", "valid_to", "note")


def person_named(session: Session, text: str, home: int | None) -> int:
    """The person of 姓名 or 姓名#编号 in the unit `home`, or 单位/… of another. Raises Refused."""
    unit, called = split_place(session, text, home)
    name, _, number = called.partition("#")
    return number_of(find_person(session, unit, name, number))


def find_person(session: Session, unit: str, name: str, number: str = "") -> Person:
    """The person of a name in a unit. Raises Refused when nobody or more than one is meant."""
    home = find_unit(session, unit)
    people = People.of(session)
    found = people.find(number_of(home), name, number)
    if len(found) > 1:
        raise Refused(
            f"“{home.name}”有 {len(found)} 个“{name}”，请写人员编号",
            hint="powerctl person list",
        )
    person = session.get(Person, found[0]) if found else None
    if person is None:
        known = "、".join(people.names(number_of(home))[:5])
        also = f"；已登记：{known}" if known else "，该单位还没有登记人员"
        raise Refused(
            f"“{home.name}”没有叫“{name}”{number and f'、编号 {number}'}的人{also}",
            hint=f"powerctl person add {name} --unit {home.code}",
        )
    return person


def add_person(session: Session, unit: str, name: str, number: str = "", **more: str) -> Person:
    """Registers a person. Raises Refused when unit, name and number are taken."""
    home, name, number = find_unit(session, unit), needed(name, "姓名"), number.strip()
    if People.of(session).exactly(number_of(home), name, number) is not None:
        raise Refused(
            f"“{home.name}”已经登记了“{name}”；如是同名的另一人，请加人员编号",
            hint=f"powerctl person add {name} --unit {home.code} --number 2",
        )
    person = Person(unit_id=number_of(home), name=name, number=number, **read_values(Person, more, EDITABLE))
    refuse_wrong_order(person)
    session.add(person)
    session.flush()
    return person


def change_person(session: Session, person: Person, changes: Mapping[str, str]) -> list[Change]:
    """Changes a person's fields. Raises Refused when the new name and number are somebody else's."""
    new_name = needed(changes.get("name", person.name), "姓名")
    other = People.of(session).exactly(person.unit_id, new_name, changes.get("number", person.number))
    if other is not None and other != person.id:
        raise Refused(f"本单位已经登记了“{new_name}”，请用人员编号区分", hint="powerctl person list")
    return edit(session, person, changes, EDITABLE)


def end_person(session: Session, person: Person, *, on: date, reason: str) -> Person:
    """Ends a person's record on a day: moved away, retired."""
    person.valid_to = on
    person.note = noted(person.note, f"{on.isoformat()}：{needed(reason, '原因')}")
    refuse_wrong_order(person)
    session.add(person)
    session.flush()
    return person
