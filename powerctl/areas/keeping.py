"""Kept records typed by a clerk: added, changed, ended; the same for every noun that `kept` declares."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from powerctl.areas.cells import loose_term
from powerctl.areas.edits import (
    Change,
    Link,
    needed,
    noted,
    number_of,
    read_values,
    refuse_wrong_order,
    set_values,
    typed_number,
)
from powerctl.areas.kept import Kept
from powerctl.areas.kept_awaited import forget
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.organization.people import person_named
from powerctl.areas.organization.posts import post_named
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused

_NOT_FOUND = {
    "agenda_item": ("会议议程（写 会议编号/议题编号）", "powerctl meeting list"),
    "appointment": ("任免事项", "powerctl appoint list"),
    "project": ("工程项目", "powerctl project list"),
    "expenditure": ("支出", "powerctl spend list"),
    "public_transaction": ("公共资源交易", "powerctl transaction list"),
    "trading_venue": ("交易场所", "powerctl venue list"),
    "finance_report": ("财务报告", "powerctl finance list"),
    "open_item": ("公开目录", "powerctl open list"),
    "notice_subject": ("公示对象（写 公示编号/公示对象）", "powerctl notice show 公示编号"),
}


def home_of(session: Session, kept: Kept, unit: str | None) -> int | None:
    """The unit of a new record; None for one of the whole county. Raises Refused."""
    if unit and unit.strip():
        return number_of(find_unit(session, unit))
    if kept.of_county:
        return None
    raise Refused("没有写明是哪个单位，要写 --unit 单位")


def home_of_record(session: Session, kept: Kept, record: Any) -> int | None:
    """The unit of a record, or of what it is a part of; None for one of the whole county."""
    if not kept.belongs_to:
        return getattr(record, "unit_id", None)
    (key,) = kept.table.columns[kept.belongs_to].foreign_keys
    query = select(key.column.table.c.unit_id).where(key.column == getattr(record, kept.belongs_to))
    home: int | None = session.connection().execute(query).scalar_one()
    return home


def add_kept(
    session: Session,
    kept: Kept,
    texts: Mapping[str, str],
    *,
    home: int | None,
    owner: int | None = None,
    **fixed: Any,
) -> Any:
    """Adds a record of a unit, or of the record `owner` in it, from what was typed.

    `fixed` are values that the caller has worked out. Raises Refused for unreadable or contradicting
    values, a missing need, words typed for a link that name no record, and a record of the same key.
    """
    typed = {name: text for name, text in texts.items() if text.strip()}
    for name in kept.needed:
        if name not in fixed:
            needed(typed.get(name, ""), kept.heading(name))
    links, loose, plain = _parted(kept, typed)
    values = read_values(kept.model, plain, kept.editable) | fixed
    for name, text in loose.items():
        values |= loose_term(kept.table.columns[name], text)
    if kept.owner:
        values[kept.owner] = owner if kept.belongs_to else home
    if kept.number_of and not values.get("number"):
        values["number"] = kept.made_number(values)
    record = kept.model(**values)
    with session.no_autoflush:
        _follow(session, kept, record, home, [link for link in kept.links if link[:-3] not in links])
        set_values(session, record, links, (), _resolvers(session, kept, home))
        _settle(session, kept, record, links)
    session.add(record)
    session.flush()
    return record


def change_kept(
    session: Session, kept: Kept, record: Any, changes: Mapping[str, str], *, home: int | None
) -> list[Change]:
    """Changes a record; links follow the words they are made from. Out: before → after. Raises Refused."""
    for name in kept.needed:
        if name in changes:
            needed(changes[name], kept.heading(name))
    links, loose, plain = _parted(kept, changes)
    with session.no_autoflush:
        done = [change for name, text in loose.items() for change in _set_loose(kept, record, name, text)]
        done += set_values(session, record, plain, kept.editable)
        changed = {change.field for change in done}
        _follow(session, kept, record, home, [link for link, words in kept.links.items() if words in changed])
        done += set_values(session, record, links, (), _resolvers(session, kept, home))
        _settle(session, kept, record, links)
    session.add(record)
    session.flush()
    return done


def end_kept(session: Session, record: Any, on: date, reason: str) -> None:
    """Ends a record that holds from–to, for a reason. Raises Refused when it would end before it began."""
    said = f"{on}：{needed(reason, '原因')}"
    record.valid_to = on
    field = "note" if "note" in type(record).model_fields else "document"
    setattr(record, field, noted(getattr(record, field), said))
    refuse_wrong_order(record)
    session.add(record)
    session.flush()


def next_place(session: Session, kept: Kept, owner: int, column: str) -> int:
    """The place after the last of those that are part of a record."""
    query = select(func.max(kept.table.c[column])).where(kept.table.c[kept.belongs_to] == owner)
    return int(session.connection().execute(query).scalar() or 0) + 1


def _parted(kept: Kept, texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What was typed: links, loose terms, and plain columns."""
    links = {name: text for name, text in texts.items() if name in kept.typed_links}
    loose = {name: text for name, text in texts.items() if name in kept.loose}
    return links, loose, {name: text for name, text in texts.items() if name not in {*links, *loose}}


def _follow(session: Session, kept: Kept, record: Any, home: int | None, links: list[str]) -> None:
    """Makes the links whose words the record keeps, where exactly one record fits."""
    names = KeptNames(session)
    for link in links:
        if kept.keeps_words(link):
            words = getattr(record, kept.links[link])
            setattr(record, link, names.find(kept.target(link), home, words))


def _settle(session: Session, kept: Kept, record: Any, links: Mapping[str, str]) -> None:
    """What follows from the values of a record, and whether it can stand. Raises Refused.

    A link made by a clerk keeps the words for it, where the record has none: exports name it by them.
    """
    for name, text in links.items():
        link, words = f"{name}_id", kept.links[f"{name}_id"]
        if not kept.keeps_words(link):
            forget(session, kept.table, record.id, link)
        elif text.strip() and not getattr(record, words):
            setattr(record, words, text.strip())
    names = KeptNames(session)
    for name, make in kept.derived.items():
        setattr(record, name, make(names, record.model_dump()))
    refuse_wrong_order(record)
    if wrong := kept.check(record.model_dump()):
        raise Refused(wrong[1], hint="核对后重新输入")
    _refuse_taken(session, kept, record)


def _resolvers(session: Session, kept: Kept, home: int | None) -> dict[str, Link]:
    """How links that a clerk types are read: 姓名 or 单位/姓名 of a person, number or name of a record."""
    names = KeptNames(session)

    def of(link: str) -> Link:
        target = kept.target(link)

        def find(text: str) -> int:
            found = names.find(target, home, text)
            if found is None and target == "person":
                return person_named(session, text, home)
            if found is None and target == "post":
                return post_named(session, text, home)
            if found is None and (typed := typed_number(text.strip())) is not None:
                (key,) = kept.table.columns[link].foreign_keys
                found = session.connection().execute(select(key.column).where(key.column == typed)).scalar()
            if found is None:
                what, hint = _NOT_FOUND[target]
                raise Refused(f"没有找到{what}“{text.strip()}”，或者不止一个", hint=hint)
            return found

        return find

    return {link.removesuffix("_id"): of(link) for link in kept.links}


def _refuse_taken(session: Session, kept: Kept, record: SQLModel) -> None:
    """Raises Refused where another record has the same key; one of which nothing is known tells nothing."""
    known = any(getattr(record, name) is not None for name in kept.key)
    if not kept.key or not (known or kept.is_unique):
        return
    table = kept.table
    query = select(table.c.id)
    for name in (*kept.key, *([kept.owner] if kept.owner else [])):
        query = query.where(table.c[name].is_not_distinct_from(getattr(record, name)))
    number = getattr(record, "id", None)
    if number is not None:
        query = query.where(table.c.id != number)
    taken = session.connection().execute(query).scalar()
    if taken is not None:
        said = "、".join(
            f"{kept.heading(name)} {getattr(record, name)}"
            for name in kept.key
            if getattr(record, name) is not None
        )
        raise Refused(f"已有同样的{kept.title}（编号 {taken}）：{said}", hint="改用 edit 修改原来那一条")


def _set_loose(kept: Kept, record: Any, name: str, text: str) -> list[Change]:
    values = loose_term(kept.table.columns[name], text)
    before = getattr(record, f"{name}_written") or getattr(record, name)
    after = values[f"{name}_written"] or values[name]
    if all(getattr(record, field) == value for field, value in values.items()):
        return []
    for field, value in values.items():
        setattr(record, field, value)
    return [Change(name, kept.heading(name), str(before or "空"), str(after or "空"))]
