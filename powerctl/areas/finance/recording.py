"""Records of money typed by a clerk: added, changed, ended; the same for every noun (R-HY-04, R-HY-05)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from powerctl.areas.cells import term
from powerctl.areas.edits import Change, edit, needed, noted, number_of, read_values, refuse_wrong_order
from powerctl.areas.finance.identity import made_number
from powerctl.areas.finance.names import Names
from powerctl.areas.finance.shapes import Shape
from powerctl.areas.organization.people import find_person
from powerctl.areas.organization.posts import find_post
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Unit
from powerctl.model.base import TermType

_PEOPLE = frozenset(("handler_id", "approver_id", "decider_id", "buyer_id", "person_id"))
_NOT_FOUND = {
    "agenda_item_id": ("会议议程", "powerctl meeting list"),
    "project_id": ("工程项目", "powerctl project list"),
    "transaction_id": ("公共资源交易", "powerctl transaction list"),
    "venue_id": ("交易场所", "powerctl venue list"),
    "expenditure_id": ("支出", "powerctl spend list"),
    "reverses_id": ("支出", "powerctl spend list"),
}


def home_of(session: Session, shape: Shape, unit: str | None) -> int | None:
    """The unit of a new record; None for one of the whole county. Raises Refused."""
    if unit and unit.strip():
        return number_of(find_unit(session, unit))
    if shape.of_county:
        return None
    raise Refused("没有写明是哪个单位，要写 --unit 单位")


def add_record(
    session: Session, shape: Shape, home: int | None, texts: Mapping[str, str], **fixed: Any
) -> SQLModel:
    """Adds a record of a unit from what was typed; `fixed` are values that the caller has worked out.

    Raises Refused for unreadable values, a missing need, and a record of the same key.
    """
    typed = {name: text for name, text in texts.items() if text.strip()}
    links = {name: typed.pop(name) for name in shape.typed_links if name in typed}
    loose = {name: typed.pop(name) for name in shape.loose if name in typed}
    for name in shape.needed:
        if name not in fixed:
            needed(typed.get(name, ""), heading(shape, name))
    values = read_values(shape.model, typed, shape.editable) | fixed
    for name, text in loose.items():
        values |= read_loose(shape, name, text)
    if "unit_id" in shape.table.columns:
        values["unit_id"] = home
    if shape.number_of and not values.get("number"):
        values["number"] = made_number(*(values.get(name) for name in shape.number_of))
    record = shape.model(**values)
    relink(session, shape, record, home, tuple(shape.links))
    refuse_wrong_order(record)
    refuse_taken(session, shape, record)
    session.add(record)
    session.flush()
    if links:
        edit(session, record, links, (), resolvers(session, shape, home))
        _keep_words(shape, record, links)
    return record


def edit_record(
    session: Session, shape: Shape, record: Any, changes: Mapping[str, str], home: int | None
) -> list[Change]:
    """Changes a record; links follow the words they were made from. Out: before → after. Raises Refused."""
    links = {name: text for name, text in changes.items() if name in shape.typed_links}
    loose = {name: text for name, text in changes.items() if name in shape.loose}
    for name in shape.needed:
        if name in changes:
            needed(changes[name], heading(shape, name))
    done = []
    for name, text in loose.items():
        done += _set_loose(shape, record, name, text)
    plain = {name: text for name, text in changes.items() if name not in links and name not in loose}
    done += edit(session, record, plain, shape.editable)
    changed = {change.field for change in done}
    relink(
        session, shape, record, home, tuple(link for link, words in shape.links.items() if words in changed)
    )
    if links:
        done += edit(session, record, links, (), resolvers(session, shape, home))
        _keep_words(shape, record, links)
    refuse_taken(session, shape, record)
    session.add(record)
    session.flush()
    return done


def end_record(session: Session, record: Any, on: date, reason: str) -> None:
    """Ends a record that holds from–to, for a reason. Raises Refused when it would end before it began."""
    said = f"{on}：{needed(reason, '原因')}"
    record.valid_to = on
    field = "note" if "note" in type(record).model_fields else "document"
    setattr(record, field, noted(getattr(record, field), said))
    refuse_wrong_order(record)
    session.add(record)
    session.flush()


def next_place(session: Session, shape: Shape, parent: int, column: str) -> int:
    """The place after the last of those that hang on a record."""
    table = shape.table
    query = select(func.max(table.c[column])).where(table.c[shape.parent] == parent)
    return int(session.connection().execute(query).scalar() or 0) + 1


def read_loose(shape: Shape, name: str, text: str) -> dict[str, Any]:
    """A term, and beside it the words that stand for it where they are others."""
    kind: Any = shape.table.columns[name].type
    if not isinstance(kind, TermType):
        raise TypeError(name)
    found = term(text, kind.terms) if text.strip() else None
    own = text.strip() or None
    return {name: found, f"{name}_written": None if found is not None and found.value == own else own}


def heading(shape: Shape, name: str) -> str:
    """A column's heading without what stands in brackets."""
    return str(shape.table.columns[name].comment).partition("（")[0]


def relink(session: Session, shape: Shape, record: Any, home: int | None, links: tuple[str, ...]) -> None:
    """Makes the links whose words the record keeps, where exactly one record fits."""
    if home is None or not links:
        return
    names = Names(session, [home])
    with session.no_autoflush:
        for link in links:
            words = shape.links[link]
            if words in shape.table.columns:
                setattr(record, link, names.find(link, home, getattr(record, words)))


def resolvers(session: Session, shape: Shape, home: int | None) -> dict[str, Callable[[str], int | None]]:
    """How links that a clerk types are read: 姓名 or 单位/姓名 of a person, number or name of a record."""
    unit = session.get(Unit, home) if home is not None else None
    code = unit.code if unit else ""
    names = Names(session, [home] if home is not None else [])

    def of(link: str) -> Callable[[str], int]:
        def find(text: str) -> int:
            other, slash, name = text.rpartition("/")
            if link in _PEOPLE:
                name, _, number = name.partition("#")
                return number_of(find_person(session, other if slash else code, name, number))
            if link == "post_id":
                return number_of(find_post(session, other if slash else code, name))
            found = names.find(link, home or 0, text)
            if found is None and text.strip().isdecimal():
                (key,) = shape.table.columns[link].foreign_keys
                query = select(key.column).where(key.column == int(text))
                found = session.connection().execute(query).scalar()
            if found is None:
                what, hint = _NOT_FOUND[link]
                raise Refused(f"没有找到{what}“{text.strip()}”，或者不止一个", hint=hint)
            return found

        return find

    return {link.removesuffix("_id"): of(link) for link in shape.links}


def refuse_taken(session: Session, shape: Shape, record: Any) -> None:
    """Raises Refused where another record of the unit has the same key."""
    if not shape.key:
        return
    table = shape.table
    home = shape.parent or ("unit_id" if "unit_id" in table.columns else "")
    query = select(table.c.id)
    for name in (*shape.key, *([home] if home else [])):
        query = query.where(table.c[name].is_not_distinct_from(getattr(record, name)))
    if record.id is not None:
        query = query.where(table.c.id != record.id)
    with session.no_autoflush:
        taken = session.connection().execute(query).scalar()
    if taken is not None:
        said = "、".join(
            f"{heading(shape, name)} {getattr(record, name)}"
            for name in shape.key
            if getattr(record, name) is not None
        )
        raise Refused(f"已有同样的{shape.title}（编号 {taken}）：{said}", hint="改用 edit 修改原来那一条")


def _keep_words(shape: Shape, record: Any, links: Mapping[str, str]) -> None:
    """A link made by a clerk keeps the words for it, where the record has none: exports name it by them."""
    for name, text in links.items():
        words = shape.links[f"{name}_id"]
        if text.strip() and words in shape.table.columns and not getattr(record, words):
            setattr(record, words, text.strip())


def _set_loose(shape: Shape, record: Any, name: str, text: str) -> list[Change]:
    values = read_loose(shape, name, text)
    before, after = _said(record, name), values[f"{name}_written"] or values[name]
    if all(getattr(record, field) == value for field, value in values.items()):
        return []
    for field, value in values.items():
        setattr(record, field, value)
    return [Change(name, heading(shape, name), str(before or "空"), str(after or "空"))]


def _said(record: Any, name: str) -> Any:
    return getattr(record, f"{name}_written") or getattr(record, name)
