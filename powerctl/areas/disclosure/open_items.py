"""What must be open (公开目录): to whom, how often, by when; of the county or one unit (R-HY-13)."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values, refuse_wrong_order
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import OpenItem

EDITABLE = (
    *("code", "name", "subject", "stage", "channel", "audience", "interval", "deadline", "deadline_unit"),
    *("above_fen", "content", "basis_text", "valid_from", "valid_to", "note"),
)


def add_open_item(session: Session, unit: str | None, name: str, **more: str) -> OpenItem:
    """Adds a line, the county's where no unit is given. Raises Refused where it is there already."""
    home = number_of(find_unit(session, unit)) if unit and unit.strip() else None
    values = read_values(OpenItem, {"name": needed(name, "公开事项"), **more}, EDITABLE)
    item = OpenItem(unit_id=home, **values)
    _refuse_unsound(session, item)
    session.add(item)
    session.flush()
    return item


def edit_open_item(session: Session, item: OpenItem, changes: Mapping[str, str]) -> list[Change]:
    """Changes a line. Out: before → after. Raises Refused."""
    if "name" in changes:
        needed(changes["name"], "公开事项")
    done = edit(session, item, changes, EDITABLE)
    _refuse_unsound(session, item)
    return done


def _refuse_unsound(session: Session, item: OpenItem) -> None:
    refuse_wrong_order(item)
    query = select(OpenItem.id).where(
        col(OpenItem.unit_id).is_not_distinct_from(item.unit_id),
        OpenItem.name == item.name,
        col(OpenItem.valid_from).is_not_distinct_from(item.valid_from),
        col(OpenItem.id).is_not(item.id),
    )
    with session.no_autoflush:
        taken = session.exec(query).first()
    if taken is not None:
        raise Refused(f"公开目录已有“{item.name}”", hint=f"powerctl open show {taken}")
