"""Leading and working bodies (领导机构和办事机构) of the work on powers: add, edit, end (R-XZ-18)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    noted,
    number_of,
    read_values,
    refuse_wrong_order,
)
from powerctl.areas.identity import normal
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import LeadingBody

EDITABLE = ("role", "name", "document", "valid_from", "valid_to", "note")


def add_body(session: Session, unit: str, name: str, **more: str) -> LeadingBody:
    """Registers a body. Raises Refused when the unit has one of the name that is not over."""
    home = find_unit(session, unit)
    values = read_values(LeadingBody, {"name": needed(name, "机构名称"), **more}, EDITABLE)
    query = select(LeadingBody).where(LeadingBody.unit_id == home.id, col(LeadingBody.valid_to).is_(None))
    for other in session.exec(query).all():
        if normal(other.name) == normal(name):
            raise Refused(f"“{home.name}”已经登记了“{other.name}”", hint=f"powerctl body show {other.id}")
    body = LeadingBody(unit_id=number_of(home), **values)
    refuse_wrong_order(body)
    session.add(body)
    session.flush()
    return body


def edit_body(session: Session, body: LeadingBody, changes: Mapping[str, str]) -> list[Change]:
    """Changes a body's fields."""
    if "name" in changes:
        needed(changes["name"], "机构名称")
    return edit(session, body, changes, EDITABLE)


def end_body(session: Session, body: LeadingBody, *, on: date, reason: str) -> None:
    """Ends a body: `on` is its last day. Raises Refused when it has ended already."""
    reason = needed(reason, "撤销原因")
    if body.valid_to is not None:
        raise Refused(f"“{body.name}”已写明止日 {body.valid_to.isoformat()}")
    body.valid_to, body.note = on, noted(body.note, reason)
    refuse_wrong_order(body)
    session.add(body)
    session.flush()
