"""Risk points: found by number or by unit and name; add, edit, close, link (R-XZ-11, R-XZ-12)."""

import difflib
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    number_of,
    read_value,
    read_values,
    set_term,
    typed_number,
)
from powerctl.areas.identity import normal
from powerctl.areas.organization.people import person_named
from powerctl.areas.organization.posts import find_post
from powerctl.areas.organization.units import find_unit
from powerctl.areas.risk.methods import find_method
from powerctl.areas.risk.own_method import METHOD_OF
from powerctl.areas.risk.points_read import TYPED, point_identity
from powerctl.areas.risk.steps import relink as relink_steps
from powerctl.errors import Refused
from powerctl.model import Power, RiskPoint, Unit
from powerctl.terms import RiskStatus

EDITABLE = (
    *("sequence", "round", "section", "business", "step", "post_written", "name", "description"),
    *("category_written", "source", "level", "override_reason", "owner_written", "leader_written"),
    *("indicator", "due_written", "note", *TYPED),
)
LINKS = ("power", "post", "owner", "method")
_IN_IDENTITY = frozenset({"list_kind", "business", "name", "description"})


def find_point(session: Session, text: str, *, unit: str = "") -> RiskPoint:
    """The risk point of a number, or of a name within a unit where given. Raises Refused otherwise."""
    number = typed_number(text)
    if number is not None and (point := session.get(RiskPoint, number)) is not None:
        return point
    query = select(RiskPoint)
    if unit:
        query = query.where(RiskPoint.unit_id == number_of(find_unit(session, unit)))
    named = session.exec(
        query.where(RiskPoint.name == text.strip()).order_by(col(RiskPoint.id)).limit(6)
    ).all()
    if len(named) == 1:
        return named[0]
    if named:
        listed = "；".join(
            f"{point.id} {point.business or point.description or point.name}" for point in named[:5]
        )
        raise Refused(f"“{text}”有多个：{listed}；请写编号", hint=f"powerctl risk show {named[0].id}")
    names = [point.name for point in session.exec(query.limit(2000)).all()]
    near = (
        difflib.get_close_matches(text, names, n=3, cutoff=0.4)
        or [n for n in names if normal(text) in normal(n)][:3]
    )
    also = f"；相近的有：{'、'.join(dict.fromkeys(near))}" if near else ""
    raise Refused(f"没有编号或名称为“{text}”的风险点{also}", hint="powerctl risk list")


def add_point(session: Session, unit: str, name: str, *, level: str = "", **more: str) -> RiskPoint:
    """Registers a risk point; the words typed for its level stay beside it. What is not given stays unknown.

    Raises Refused for a level that is none, and a point of the same list, business, name and description.
    """
    home = find_unit(session, unit)
    links = {field: more.pop(field) for field in LINKS if field in more}
    values = read_values(RiskPoint, {"name": needed(name, "风险点"), **more}, EDITABLE)
    point = RiskPoint(
        unit_id=number_of(home),
        identity="",
        ordinal=1,
        status=RiskStatus.OPEN,
        level=read_value(RiskPoint, "level", level, EDITABLE),
        level_written=level.strip() or None,
        **values,
    )
    point.identity = _identity(point)
    if _ordinal(session, point) > 1:
        raise Refused(
            f"“{home.name}”已经登记了同一风险点“{point.name}”", hint=f"powerctl risk show {point.name}"
        )
    session.add(point)
    session.flush()
    if links:
        link_point(session, point, links)
    if point.step:
        relink_steps(session, [point.unit_id])
    return point


def edit_point(session: Session, point: RiskPoint, changes: Mapping[str, str]) -> list[Change]:
    """Changes a point's fields and links; its key follows. Out: what changed, before → after."""
    texts = {field: text for field, text in changes.items() if field not in LINKS}
    links = {field: text for field, text in changes.items() if field in LINKS}
    if "name" in texts:
        needed(texts["name"], "风险点")
    done: list[Change] = []
    if "level" in texts:
        done += set_term(point, "level", texts.pop("level"), EDITABLE)
    done += edit(session, point, texts, EDITABLE)
    if _IN_IDENTITY & {change.field for change in done}:
        point.identity = _identity(point)
        point.ordinal = _ordinal(session, point)
        session.add(point)
        session.flush()
    if links:
        done += link_point(session, point, links)
    if {"step", "power"} & changes.keys():
        relink_steps(session, [point.unit_id])
    return done


def retire_point(session: Session, point: RiskPoint, *, on: date, reason: str) -> RiskPoint:
    """Strikes a risk point off on a day, with the reason. Raises Refused when it is struck off already."""
    if point.closed_on is not None:
        raise Refused(
            f"“{point.name}”已于 {point.closed_on.isoformat()} 销号（{point.closed_reason or '未写原因'}）"
        )
    point.status, point.closed_on, point.closed_reason = RiskStatus.CLOSED, on, needed(reason, "销号原因")
    session.add(point)
    session.flush()
    return point


def link_point(session: Session, point: RiskPoint, links: Mapping[str, str]) -> list[Change]:
    """Links a point to a power (number, or name within the unit), a post (title), its owner (name) or a
    method of the county's own (number or name; the way of assessing follows).

    A person may be 姓名 or 姓名#人员编号; an empty text takes a link away. Raises Refused for what the
    unit does not have.
    """
    home = session.get(Unit, point.unit_id)
    code = home.code if home else ""

    unknown = [field for field in links if field not in LINKS]
    if unknown:
        raise Refused(
            f"风险点没有可关联的“{unknown[0]}”；可以写：power（权力事项）、post（岗位）、owner（责任人）、"
            "method（自定评估方法）"
        )
    way = _way_of(session, point, links.get("method", ""))
    done = edit(
        session,
        point,
        links,
        (),
        {
            "power": lambda text: _power(session, point.unit_id, text),
            "post": lambda text: number_of(find_post(session, code, text)),
            "owner": lambda text: person_named(session, text, point.unit_id),
            "method": lambda text: number_of(find_method(session, text)),
        },
    )
    return done + (edit(session, point, {"scoring_method": way}, EDITABLE) if way else [])


def _way_of(session: Session, point: RiskPoint, method: str) -> str:
    """The way of assessing that a method goes by; empty where the point names a fitting one, or no method."""
    if not method.strip():
        return ""
    ways = METHOD_OF[find_method(session, method).formula]
    return "" if point.scoring_method in ways else ways[0].value


def _power(session: Session, unit_id: int, text: str) -> int:
    query = select(Power.id, Power.sub_item).where(Power.unit_id == unit_id, col(Power.retired_on).is_(None))
    number = typed_number(text)
    if number is not None:
        found = session.exec(query.where(Power.id == number)).all()
    else:
        found = session.exec(query.where((Power.name == text.strip()) | (Power.code == text.strip()))).all()
    if len(found) != 1:
        several = f"有 {len(found)} 项，请写编号" if found else "没有"
        raise Refused(f"本单位在用的权力事项中，“{text}”{several}", hint="powerctl power list")
    return int(found[0][0] or 0)


def _identity(point: RiskPoint) -> str:
    return point_identity(point.list_kind, point.business, point.name, point.description)


def _ordinal(session: Session, point: RiskPoint) -> int:
    """The next free order among equals of the unit, the point itself left out."""
    with session.no_autoflush:
        query = select(func.max(RiskPoint.ordinal)).where(
            RiskPoint.unit_id == point.unit_id,
            RiskPoint.identity == point.identity,
            col(RiskPoint.id).is_not(point.id),
        )
        return (session.exec(query).one() or 0) + 1
