"""Kept records typed by a clerk: added and changed, the same for every noun that `kept` declares."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from powerctl.areas.edits import Change, edit, needed, read_values
from powerctl.areas.identity import identity, normal
from powerctl.areas.kept import Kept
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.receipt import table_of
from powerctl.errors import Refused
from powerctl.model import Appointment

_SUM = 8
_NOT_FOUND = {
    "person": ("人员", "powerctl person list"),
    "post": ("职务", "powerctl post list"),
    "agenda_item": ("会议议程（写 会议编号/议题编号）", "powerctl meeting list"),
    "appointment": ("任免事项", "powerctl appoint list"),
    "project": ("工程项目", "powerctl project list"),
    "expenditure": ("支出", "powerctl spend list"),
    "public_transaction": ("公共资源交易", "powerctl transaction list"),
    "finance_report": ("财务报告", "powerctl finance list"),
    "open_item": ("公开目录", "powerctl open list"),
    "notice": ("公示", "powerctl notice list"),
    "notice_subject": ("公示对象（写 公示编号/公示对象）", "powerctl notice show 公示编号"),
}


def add_kept(
    session: Session, kept: Kept, texts: Mapping[str, str], *, home: int, owner: int | None = None
) -> Any:
    """Adds a record of a unit, or of the record `owner` in it, from what was typed.

    Raises Refused for unreadable or contradicting values, a missing need, words that name no record, and
    a record of the same key.
    """
    typed = {name: text for name, text in texts.items() if text.strip()}
    links = {name: typed.pop(name) for name in kept.typed_links if name in typed}
    for name in kept.needed:
        needed(typed.get(name, ""), kept.heading(name))
    values = read_values(kept.model, typed, kept.columns)
    if kept.belongs_to:
        values[kept.belongs_to] = owner
    else:
        values["unit_id"] = home
    if kept.number_of and not values.get("number"):
        values["number"] = made_number(kept, values)
    names = KeptNames(session)
    values |= {f"{name}_id": _named(kept, names, home, name, text) for name, text in links.items()}
    for link, words in kept.links.items():
        if values.get(link) is None and words in values:
            values[link] = names.find(kept.target(link), home, values[words])
        elif link in values and words in kept.table.columns and not values.get(words):
            values[words] = links[link.removesuffix("_id")].strip()
    record = kept.model(**(values | derived(kept, names, values)))
    _refuse(session, kept, record)
    session.add(record)
    session.flush()
    return record


def change_kept(
    session: Session, kept: Kept, record: Any, changes: Mapping[str, str], *, home: int
) -> list[Change]:
    """Changes a record; links follow the words they are made from. Out: before → after. Raises Refused."""
    links = {name: text for name, text in changes.items() if name in kept.typed_links}
    for name in kept.needed:
        if name in changes:
            needed(changes[name], kept.heading(name))
    names = KeptNames(session)
    plain = {name: text for name, text in changes.items() if name not in links}
    with session.no_autoflush:
        done = edit(session, record, plain, kept.columns)
        changed = {change.field for change in done}
        for link, words in kept.links.items():
            if words in changed:
                setattr(record, link, names.find(kept.target(link), home, getattr(record, words)))
        done += _change_links(kept, names, record, links, home)
        for name, value in derived(kept, names, record.model_dump()).items():
            setattr(record, name, value)
        _refuse(session, kept, record)
    session.add(record)
    session.flush()
    return done


def made_number(kept: Kept, values: Mapping[str, Any]) -> str:
    """A number out of what tells the record from others, so that the same table read again says the same.

    Of what is personal only a check sum stands in it: numbers are written into findings and links.
    """
    parts = [_in_number(kept, name, values.get(name)) for name in kept.number_of]
    return identity(part for part in parts if part) or kept.title


def _in_number(kept: Kept, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if kept.table.columns[name].info.get("personal"):
        return hashlib.sha256(normal(str(value)).encode()).hexdigest()[:_SUM]
    return str(value)


def derived(kept: Kept, names: KeptNames, values: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from other values: the tenure that an appointment began."""
    if kept.model is not Appointment:
        return {}
    day = values.get("appointed_on")
    return {"tenure_id": names.tenure(values.get("person_id"), values.get("to_post_id"), day)}


def _named(kept: Kept, names: KeptNames, home: int, name: str, text: str) -> int:
    target = kept.target(f"{name}_id")
    found = names.find(target, home, text)
    if found is None:
        what, hint = _NOT_FOUND[target]
        raise Refused(f"没有找到{what}“{text.strip()}”，或者不止一个", hint=hint)
    return found


def _change_links(
    kept: Kept, names: KeptNames, record: Any, links: Mapping[str, str], home: int
) -> list[Change]:
    done = []
    for name, text in links.items():
        link, words = f"{name}_id", kept.links[f"{name}_id"]
        number = _named(kept, names, home, name, text) if text.strip() else None
        before = getattr(record, link)
        if before == number:
            continue
        setattr(record, link, number)
        told = "空" if before is None else f"编号 {before}"
        done.append(Change(name, kept.heading(link), told, text.strip() or "空"))
        if text.strip() and words in kept.table.columns and not getattr(record, words):
            setattr(record, words, text.strip())
    return done


def _refuse(session: Session, kept: Kept, record: SQLModel) -> None:
    wrong = kept.check(record.model_dump())
    if wrong:
        raise Refused(wrong[1], hint="核对后重新输入")
    table = kept.table
    if not is_unique(kept):
        return
    query = select(table.c.id)
    for name in (kept.belongs_to or "unit_id", *kept.key):
        query = query.where(table.c[name].is_not_distinct_from(getattr(record, name)))
    number = getattr(record, "id", None)
    if number is not None:
        query = query.where(table.c.id != number)
    taken = session.connection().execute(query).scalar()
    if taken is not None:
        said = "、".join(f"{kept.heading(name)} {getattr(record, name)}" for name in kept.key)
        raise Refused(f"已有同样的{kept.title}（编号 {taken}）：{said}", hint="改用 edit 修改原来那一条")


def is_unique(kept: Kept) -> bool:
    """Whether the table itself keeps the key to one record."""
    wanted = {kept.belongs_to or "unit_id", *kept.key}
    return any(
        {column.name for column in getattr(constraint, "columns", ())} == wanted
        for constraint in kept.table.constraints
    )


def home_of_case(session: Session, case: int) -> int:
    """The unit of an appointment."""
    table = table_of(Appointment)
    found = session.connection().execute(select(table.c.unit_id).where(table.c.id == case)).scalar_one()
    return int(found)
