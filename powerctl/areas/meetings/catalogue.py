"""The decision catalogue: what a body must decide, from which sum on, whether by ballot (R-XZ-05)."""

from collections.abc import Mapping

from sqlmodel import Session, col, or_, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    number_of,
    read_values,
    refuse_wrong_order,
    typed_number,
)
from powerctl.areas.meetings.sums import fen, set_fen
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import CatalogueItem

EDITABLE = (
    *("code", "name", "body", "side", "matter", "topic_class", "threshold_fen", "needs_ballot"),
    *("procedure", "basis_text", "valid_from", "valid_to", "document", "note"),
)


def find_catalogue_item(session: Session, text: str, *, unit: str) -> CatalogueItem:
    """The item of a unit's catalogue by number, code or name; of several of one name the one still open.

    Raises Refused.
    """
    home = number_of(find_unit(session, unit))
    query = select(CatalogueItem).where(CatalogueItem.unit_id == home)
    wanted = text.strip()
    found = list(
        session.exec(query.where(or_(CatalogueItem.code == wanted, CatalogueItem.name == wanted))).all()
    )
    if len(found) > 1:
        found = [item for item in found if item.valid_to is None] or found
    number = typed_number(wanted)
    if not found and number is not None:
        found = list(session.exec(query.where(CatalogueItem.id == number)).all())
    if len(found) != 1:
        names = [item.name for item in session.exec(query.order_by(col(CatalogueItem.id)).limit(6)).all()]
        known = f"；目录中有：{'、'.join(names)}" if names else "，目录还是空的"
        said = f"“{text}”有 {len(found)} 条，请写编号" if found else f"“{text}”不在其中{known}"
        raise Refused(f"本单位的决策事项目录，{said}", hint="powerctl catalogue list")
    return found[0]


def add_catalogue_item(session: Session, unit: str, name: str, **more: str) -> CatalogueItem:
    """Adds a matter to a unit's catalogue. Raises Refused for one with the same name and first day."""
    home = find_unit(session, unit)
    threshold = fen(more.pop("threshold_fen", ""), "金额标准")
    values = read_values(CatalogueItem, {"name": needed(name, "事项名称"), **more}, EDITABLE)
    item = CatalogueItem(unit_id=number_of(home), threshold_fen=threshold, **values)
    _refuse_unsound(session, item)
    session.add(item)
    session.flush()
    return item


def edit_catalogue_item(session: Session, item: CatalogueItem, changes: Mapping[str, str]) -> list[Change]:
    """Changes a matter of the catalogue. Out: before → after."""
    if "name" in changes:
        needed(changes["name"], "事项名称")
    texts = dict(changes)
    done = (
        set_fen(session, item, "threshold_fen", texts.pop("threshold_fen"))
        if "threshold_fen" in texts
        else []
    )
    done += edit(session, item, texts, EDITABLE)
    _refuse_unsound(session, item)
    return done


def _refuse_unsound(session: Session, item: CatalogueItem) -> None:
    refuse_wrong_order(item)
    query = select(CatalogueItem.id).where(
        CatalogueItem.unit_id == item.unit_id,
        CatalogueItem.name == item.name,
        col(CatalogueItem.valid_from).is_not_distinct_from(item.valid_from),
        col(CatalogueItem.id).is_not(item.id),
    )
    taken = session.exec(query).first()
    if taken is not None:
        raise Refused(f"本单位的决策事项目录已有“{item.name}”", hint=f"powerctl catalogue show {taken}")
