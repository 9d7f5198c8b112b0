"""Duties: who is in charge of which area, directly or not, from–to; add, edit, end (R-XZ-02)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.cells import term
from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    number_of,
    read_values,
    refuse_wrong_order,
    set_term,
    shown,
)
from powerctl.areas.organization.people import find_person
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Duty
from powerctl.terms import DutyArea

EDITABLE = ("area", "area_written", "direct", "valid_from", "valid_to", "document", "meeting_written")


def add_duty(
    session: Session, unit: str, name: str, area: str, number: str = "", *, home: str = "", **more: str
) -> Duty:
    """Records that a person is in charge of an area. What is not given (是否直接分管) stays unknown.

    `home` is the person's unit where it is another. The area's words are kept beside it, unless
    `area_written` gives others. Raises Refused for an area that is none, and a duty that is
    recorded already.
    """
    place, person = find_unit(session, unit), find_person(session, home or unit, name, number)
    written = needed(area, "分管领域")
    texts = {"area_written": written, **more, "area": written}
    duty = Duty(unit_id=number_of(place), person_id=number_of(person), **read_values(Duty, texts, EDITABLE))
    refuse_wrong_order(duty)
    for known in _duties(session, number_of(place), number_of(person)):
        if known.valid_from == duty.valid_from and _same(known, duty):
            raise Refused(
                f"“{name}”分管“{written}”（{shown(known.valid_from)}起）已经登记",
                hint=f"powerctl duty list --unit {place.code}",
            )
    session.add(duty)
    session.flush()
    return duty


def edit_duty(session: Session, duty: Duty, changes: Mapping[str, str]) -> list[Change]:
    """Changes a duty's fields; the words of a new area are kept beside it, unless others are given."""
    texts = dict(changes)
    done: list[Change] = []
    if "area" in texts and "area_written" not in texts:
        done = set_term(duty, "area", texts.pop("area"), EDITABLE)
    return done + edit(session, duty, texts, EDITABLE)


def end_duty(session: Session, duty: Duty, *, on: date, document: str = "") -> Duty:
    """Ends a duty on a day; the document that changed it, where given, is added."""
    duty.valid_to = on
    if document.strip():
        duty.document = "；".join(text for text in (duty.document, document.strip()) if text)
    refuse_wrong_order(duty)
    session.add(duty)
    session.flush()
    return duty


def _duties(session: Session, unit_id: int, person_id: int) -> list[Duty]:
    query = select(Duty).where(Duty.unit_id == unit_id, Duty.person_id == person_id)
    return list(session.exec(query.order_by(col(Duty.id))).all())


def _same(first: Duty, second: Duty) -> bool:
    if first.area is None and second.area is None:
        return first.area_written == second.area_written
    return first.area == second.area


def _area(text: str) -> DutyArea | None:
    area = term(text, DutyArea)
    return DutyArea(area) if area else None
