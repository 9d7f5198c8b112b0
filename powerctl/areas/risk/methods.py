"""Methods of the county's own: add, describe by parts, adopt, follow by a new one, use on points (R-XZ-12).

A method that a point is assessed by, or that an assessment was made with, is not changed any more:
what it gave could not be followed. A new one follows it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from powerctl.areas.cells import term
from powerctl.areas.edits import Change, edit, needed, number_of, read_value, read_values, typed_number
from powerctl.areas.organization.units import find_unit
from powerctl.areas.risk.method_parts import flaw_so_far, odd_part, twice
from powerctl.areas.risk.own_method import METHOD_OF, OwnMethod, Part
from powerctl.areas.risk.published import find_published
from powerctl.errors import Refused
from powerctl.model import RiskAssessment, RiskMethod, RiskMethodPart, RiskPoint
from powerctl.terms import ScoringMethod

EDITABLE = ("name", "valid_from", "valid_to", "document", "note")
PART_EDITABLE = (
    *("factor", "weight", "least", "most", "at_least", "likelihood", "severity", "word", "level"),
)


def find_method(session: Session, text: str) -> RiskMethod:
    """The method of a number or a name. Raises Refused with the known ones."""
    number = typed_number(text)
    if number is not None and (found := session.get(RiskMethod, number)) is not None:
        return found
    named = session.exec(select(RiskMethod).where(RiskMethod.name == text.strip())).first()
    if named is not None:
        return named
    names = "、".join(session.exec(select(RiskMethod.name).order_by(RiskMethod.name).limit(6)).all())
    raise Refused(
        f"没有自定评估方法“{text}”（{f'已有：{names}' if names else '还没有'}）", hint="powerctl method list"
    )


def add_method(session: Session, name: str, formula: str, *, unit: str = "", **more: str) -> RiskMethod:
    """A new method without parts. Raises Refused for a name that is taken or an unknown formula."""
    name = needed(name, "方法名称")
    _refuse_taken(session, name)
    method = RiskMethod(
        name=name,
        formula=read_value(RiskMethod, "formula", needed(formula, "算法"), ("formula",)),
        unit_id=number_of(find_unit(session, unit)) if unit else None,
        **read_values(RiskMethod, more, EDITABLE),
    )
    session.add(method)
    session.flush()
    return method


def add_part(session: Session, method: RiskMethod, **texts: str) -> RiskMethodPart:
    """One more factor, cut point, cell or word. Raises Refused where the method's formula has no such
    part, where it is not whole, where it is there already, and where the method is in use."""
    _refuse_used(session, method)
    values = read_values(RiskMethodPart, {k: v for k, v in texts.items() if v.strip()}, PART_EDITABLE)
    part = Part(**values)
    made = own_method(session, method)
    hint = f"powerctl method part {method.id} --help"
    if wrong := odd_part(made, part) or twice(made, part):
        raise Refused(wrong, hint=hint)
    position = session.exec(
        select(func.max(RiskMethodPart.position)).where(RiskMethodPart.method_id == method.id)
    ).one()
    row = RiskMethodPart(method_id=number_of(method), position=(position or 0) + 1, **values)
    if wrong := flaw_so_far(OwnMethod(made.name, made.formula, (*made.parts, part))):
        raise Refused(wrong, hint=hint)
    session.add(row)
    session.flush()
    return row


def drop_part(session: Session, method: RiskMethod, position: int) -> None:
    """Takes a part away. Raises Refused where there is none, and where the method is in use."""
    _refuse_used(session, method)
    for row in _rows(session, method):
        if row.position == position:
            session.delete(row)
            session.flush()
            return
    raise Refused(f"方法“{method.name}”没有第 {position} 项", hint=f"powerctl method show {method.id}")


def edit_method(session: Session, method: RiskMethod, changes: Mapping[str, str]) -> list[Change]:
    """Changes what is said about a method. Of one in use only its days, document and note."""
    if "name" in changes:
        name = needed(changes["name"], "方法名称")
        if name != method.name:
            _refuse_used(session, method)
            _refuse_taken(session, name)
    return edit(session, method, changes, EDITABLE)


def retire_method(session: Session, method: RiskMethod, *, on: date, reason: str) -> RiskMethod:
    """Ends a method on a day; what was assessed with it stays. Raises Refused when it has ended already."""
    if method.valid_to is not None:
        raise Refused(f"方法“{method.name}”已于 {method.valid_to.isoformat()} 停用")
    edit(session, method, {"valid_to": on.isoformat()}, EDITABLE)
    note = f"停用原因：{needed(reason, '停用原因')}"
    method.note = f"{method.note}；{note}" if method.note else note
    session.flush()
    return method


def adopt_method(session: Session, published: str, name: str, *, since: date, document: str) -> RiskMethod:
    """A published table taken over under the county's own name and document."""
    table = find_published(published)
    note = f"采用：{table.title}；{table.note}；出处：{table.cites}"
    method = add_method(
        session, name or table.title, table.formula.value,
        valid_from=since.isoformat(), document=needed(document, "依据文件"), note=note,
    )  # fmt: skip
    _copy_parts(session, method, table.parts)
    return method


def follow_method(
    session: Session, old: RiskMethod, name: str, *, since: date, document: str, move: bool
) -> tuple[RiskMethod, int]:
    """A new method with the parts of an old one, which ends the day before; `move` takes open points along.

    Out: the new method and how many points were moved. Its parts may still be changed if none was.
    """
    method = add_method(
        session, name, old.formula.value, valid_from=since.isoformat(), document=needed(document, "依据文件")
    )
    method.unit_id = old.unit_id
    _copy_parts(session, method, own_method(session, old).parts)
    if old.valid_to is None:
        edit(session, old, {"valid_to": (since - timedelta(days=1)).isoformat()}, EDITABLE)
    moved = 0
    if move:
        for point in session.exec(
            select(RiskPoint).where(RiskPoint.method_id == old.id, col(RiskPoint.closed_on).is_(None))
        ).all():
            point.method_id = number_of(method)
            session.add(point)
            moved += 1
    session.flush()
    return method, moved


def use_method(session: Session, method: RiskMethod, points: Iterable[RiskPoint]) -> int:
    """Names a method on points, with the way it is computed. Out: how many points changed.

    Raises Refused for a method with which nothing can be computed.
    """
    made = own_method(session, method)
    if made.flaw:
        raise Refused(
            f"方法“{method.name}”还不能用：{made.flaw}", hint=f"powerctl method part {method.id} --help"
        )
    changed = 0
    for point in points:
        ways = METHOD_OF[method.formula]
        way = point.scoring_method if point.scoring_method in ways else ways[0]
        if (point.method_id, point.scoring_method) != (method.id, way):
            point.method_id, point.scoring_method = method.id, way
            session.add(point)
            changed += 1
    session.flush()
    return changed


def own_method(session: Session, method: RiskMethod) -> OwnMethod:
    """A method with its parts, to compute with."""
    return _made(method, _rows(session, method))


def own_methods_by_number(session: Session) -> dict[int, OwnMethod]:
    """All methods of the file with their parts."""
    parts: dict[int, list[RiskMethodPart]] = {}
    for row in session.exec(select(RiskMethodPart).order_by(col(RiskMethodPart.position))).all():
        parts.setdefault(row.method_id, []).append(row)
    methods = session.exec(select(RiskMethod)).all()
    return {number_of(method): _made(method, parts.get(number_of(method), [])) for method in methods}


class Ways:
    """Ways of assessing by their names: the terms, and the methods of the county's own."""

    def __init__(self, session: Session, today: date) -> None:
        self._named: dict[str, tuple[ScoringMethod, int]] = {}
        self._in_force: dict[ScoringMethod, list[int]] = {}
        for method in session.exec(select(RiskMethod)).all():
            way = METHOD_OF[method.formula][0]
            self._named["".join(method.name.split())] = (way, number_of(method))
            if not (method.valid_to and method.valid_to < today) and not (
                method.valid_from and method.valid_from > today
            ):
                self._in_force.setdefault(way, []).append(number_of(method))

    def find(self, text: str) -> tuple[ScoringMethod | None, int | None]:
        """The way and the method that a text means; (None, None) where it means none."""
        flat = "".join(text.split())
        if flat in self._named:
            return self._named[flat]
        way = term(text, ScoringMethod)
        if not isinstance(way, ScoringMethod):
            return None, None
        found = self._in_force.get(way, [])
        return way, found[0] if len(found) == 1 else None


def _rows(session: Session, method: RiskMethod) -> list[RiskMethodPart]:
    query = select(RiskMethodPart).where(RiskMethodPart.method_id == method.id)
    return list(session.exec(query.order_by(col(RiskMethodPart.position))).all())


def _made(method: RiskMethod, rows: Iterable[RiskMethodPart]) -> OwnMethod:
    parts = tuple(Part(**{name: getattr(row, name) for name in PART_EDITABLE}) for row in rows)
    days = (method.valid_from.isoformat() if method.valid_from else "") + (
        f" 至 {method.valid_to.isoformat()}" if method.valid_to else " 起" if method.valid_from else ""
    )
    return OwnMethod(method.name, method.formula, parts, " ".join(t for t in (method.document, days) if t))


def _copy_parts(session: Session, method: RiskMethod, parts: Iterable[Part]) -> None:
    for position, part in enumerate(parts, 1):
        values = {name: getattr(part, name) for name in PART_EDITABLE}
        session.add(RiskMethodPart(method_id=number_of(method), position=position, **values))
    session.flush()


def _refuse_taken(session: Session, name: str) -> None:
    if session.exec(select(RiskMethod.id).where(RiskMethod.name == name)).first() is not None:
        raise Refused(f"已经有名为“{name}”的方法", hint=f"powerctl method show {name}")
    if name in {way.value for way in ScoringMethod}:
        raise Refused(f"“{name}”是通用的方法名，请另取名称，例如“本县{name}”")


def _refuse_used(session: Session, method: RiskMethod) -> None:
    points = session.exec(select(func.count()).where(RiskPoint.method_id == method.id)).one()
    made = session.exec(select(func.count()).where(RiskAssessment.method_name == method.name)).one()
    if points or made:
        raise Refused(
            f"方法“{method.name}”已在用（风险点 {points} 个、评估记录 {made} 条），不再改动",
            hint=f"powerctl method follow {method.id} 新方法名称 --from 日期 --document 依据文件",
        )
