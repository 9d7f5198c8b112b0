"""Institutions (制度): add, edit, end, link to what they govern, review and inspect (R-FS-04, R-ZJ-01)."""

from collections.abc import Mapping
from datetime import date, timedelta

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
from powerctl.areas.registry.institutions.links import carry_measures
from powerctl.areas.registry.items_named import PointsByName, PowersByName
from powerctl.errors import Refused
from powerctl.model import Institution, InstitutionLink, InstitutionReview, Power, RiskPoint
from powerctl.terms import InstitutionReviewKind

EDITABLE = (
    *("name", "number", "kind", "topic", "section", "issuer", "issued_on", "valid_from", "valid_to"),
    *("status", "owner_written", "summary", "note"),
)
REVIEW_FIELDS = ("reviewed_on", "reviewer_written", "result", "document")


def find_institution(session: Session, unit_id: int, name: str) -> Institution:
    """The unit's institution of a name or a number (文号). Raises Refused for none or several."""
    found = [
        one
        for one in session.exec(select(Institution).where(Institution.unit_id == unit_id)).all()
        if normal(name) in (normal(one.name), normal(one.number))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{one.id} {one.number or one.name}" for one in found[:5])
        raise Refused(f"本单位有 {len(found)} 项制度叫“{name}”：{listed}", hint="powerctl institution list")
    raise Refused(f"本单位没有登记制度“{name}”", hint="powerctl institution list")


def add_institution(
    session: Session, unit: str, name: str, *, replaces: str = "", **more: str
) -> tuple[Institution, list[str]]:
    """Registers an institution. What is not given stays unknown. Out: it, and notes on what else changed.

    One that replaces another ends it on the day before its own first day, where that is known and the other
    has no last day. Raises Refused for a second one of the name and number.
    """
    home = find_unit(session, unit)
    values = read_values(Institution, {"name": needed(name, "制度名称"), **more}, EDITABLE)
    one = Institution(unit_id=number_of(home), **values)
    _refuse_twin(session, one, home.name)
    notes: list[str] = []
    if replaces.strip():
        notes = _replace(session, one, replaces)
    refuse_wrong_order(one)
    session.add(one)
    session.flush()
    if carried := carry_measures(session, {number_of(home)}):
        notes.append(f"{carried} 条防控措施按名称关联到已登记的制度")
    return one, notes


def edit_institution(session: Session, one: Institution, changes: Mapping[str, str]) -> list[Change]:
    """Changes an institution's fields, or (`replaces`) which one it replaces."""
    if "name" in changes:
        needed(changes["name"], "制度名称")
    links = {"replaces": lambda text: number_of(_other(session, one, text))}
    done = edit(session, one, changes, EDITABLE, links)
    _refuse_twin(session, one, "本单位")
    refuse_wrong_order(one)
    carry_measures(session, {one.unit_id})
    return done


def retire_institution(session: Session, one: Institution, *, on: date, reason: str) -> Institution:
    """Ends an institution: `on` is its last day. Raises Refused when it has ended already."""
    reason = needed(reason, "废止原因")
    if one.valid_to is not None:
        raise Refused(f"“{one.name}”已写明失效日期 {one.valid_to.isoformat()}")
    one.valid_to, one.note = on, noted(one.note, f"{on.isoformat()} 起废止：{reason}")
    refuse_wrong_order(one)
    session.add(one)
    session.flush()
    return one


def link_power(session: Session, one: Institution, power: Power) -> int:
    """Notes that an institution governs a power. Raises Refused where it is noted already."""
    return _link(session, one, power.name, power_id=number_of(power))


def link_point(session: Session, one: Institution, point: RiskPoint) -> int:
    """Notes that an institution governs a risk point. Raises Refused where it is noted already."""
    return _link(session, one, point.name, risk_point_id=number_of(point))


def unlink(session: Session, one: Institution, *, power: int | None = None, point: int | None = None) -> None:
    """Takes a link to a power or a risk point away. Raises Refused where there is none."""
    query = select(InstitutionLink).where(
        InstitutionLink.institution_id == one.id,
        InstitutionLink.power_id == power,
        InstitutionLink.risk_point_id == point,
    )
    found = session.exec(query).first()
    if found is None:
        raise Refused(f"“{one.name}”没有这一关联", hint=f"powerctl institution show {one.id}")
    session.delete(found)
    session.flush()


def link_named(session: Session, one: Institution, words: str, today: date) -> tuple[int, int]:
    """Links every power, or else every risk point, of the unit that the words name. Out: how many of each.

    Raises Refused where they name nothing of the unit.
    """
    units = {one.unit_id}
    powers = PowersByName(session, units, today).find(one.unit_id, words)
    points = [] if powers else PointsByName(session, units, today).find(one.unit_id, words)
    if not powers and not points:
        raise Refused(f"本单位在用的权力事项和在控的风险点中都没有“{words}”", hint="powerctl power list")
    new_powers = [number for number in powers if not _linked(session, one, power_id=number)]
    new_points = [number for number in points if not _linked(session, one, risk_point_id=number)]
    for number in new_powers:
        session.add(InstitutionLink(institution_id=number_of(one), power_id=number))
    for number in new_points:
        session.add(InstitutionLink(institution_id=number_of(one), risk_point_id=number))
    session.flush()
    return len(new_powers), len(new_points)


def add_review(
    session: Session, one: Institution, kind: InstitutionReviewKind, **more: str
) -> InstitutionReview:
    """Records a review of the text or an inspection of how it is carried out."""
    review = InstitutionReview(
        institution_id=number_of(one), kind=kind, **read_values(InstitutionReview, more, REVIEW_FIELDS)
    )
    session.add(review)
    session.flush()
    return review


def _link(session: Session, one: Institution, name: str, **target: int) -> int:
    if _linked(session, one, **target):
        raise Refused(f"“{one.name}”已经关联“{name}”", hint=f"powerctl institution show {one.id}")
    link = InstitutionLink(
        institution_id=number_of(one),
        power_id=target.get("power_id"),
        risk_point_id=target.get("risk_point_id"),
    )
    session.add(link)
    session.flush()
    return number_of(link)


def _linked(session: Session, one: Institution, **target: int) -> bool:
    query = select(InstitutionLink.id).where(InstitutionLink.institution_id == one.id)
    for name, number in target.items():
        query = query.where(col(getattr(InstitutionLink, name)) == number)
    return session.exec(query).first() is not None


def _other(session: Session, one: Institution, text: str) -> Institution:
    other = (
        session.get(Institution, int(text)) if text.isdecimal() and len(text) <= 18 else None
    ) or find_institution(session, one.unit_id, text)
    above: Institution | None = other
    while above is not None:
        if one.id is not None and above.id == one.id:
            raise Refused(f"“{one.name}”不能替代它自己，也不能与“{other.name}”互相替代")
        above = session.get(Institution, above.replaces_id) if above.replaces_id else None
    return other


def _replace(session: Session, one: Institution, text: str) -> list[str]:
    other = _other(session, one, text)
    one.replaces_id = other.id
    if other.valid_to is not None or one.valid_from is None:
        return []
    last = one.valid_from - timedelta(days=1)
    if other.valid_from is not None and last < other.valid_from:
        raise Refused(
            f"“{one.name}”{one.valid_from.isoformat()} 施行，不晚于它替代的“{other.name}”"
            f"（{other.valid_from.isoformat()}）",
            hint="核对施行日期后重新输入",
        )
    other.valid_to = last
    session.add(other)
    return [f"被替代的“{other.name}”失效日期记为 {last.isoformat()}"]


def _refuse_twin(session: Session, one: Institution, where: str) -> None:
    query = select(Institution).where(
        Institution.unit_id == one.unit_id, Institution.name == one.name, Institution.number == one.number
    )
    with session.no_autoflush:
        twin = next((other for other in session.exec(query).all() if other.id != one.id), None)
    if twin is not None:
        numbered = f"（{one.number}）" if one.number else ""
        raise Refused(
            f"“{where}”已经登记了“{one.name}”{numbered}", hint=f"powerctl institution show {twin.id}"
        )
