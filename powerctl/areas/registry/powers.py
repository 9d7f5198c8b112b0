"""Powers: found by number, code or name; add, edit, retire, link to who decides, executes, supervises.

(R-HY-01, R-FS-01)
"""

import difflib
from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func
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
from powerctl.areas.identity import identity, is_value, normal
from powerctl.areas.organization.posts import post_named
from powerctl.areas.organization.units import find_unit
from powerctl.areas.receipt import table_of
from powerctl.areas.registry.columns import POSTS, TEXTS, TYPED
from powerctl.areas.registry.editions import find_edition
from powerctl.errors import Refused
from powerctl.model import LegalBasis, Power, Unit
from powerctl.sheets.words.splitting import bases
from powerctl.terms import BasisKind

EDITABLE = (*TEXTS, "category", *TYPED)
LINKS = ("holder_unit", *POSTS)
_IN_IDENTITY = frozenset({"category", "name", "sub_item", "code"})


def find_power(session: Session, text: str, *, unit: str = "", edition: str = "") -> Power:
    """The power of a number, a code or an exact name, within a unit and edition where given.

    Raises Refused when none or several fit, naming what is near or what tells them apart.
    """
    number = typed_number(text)
    if number is not None and (power := session.get(Power, number)) is not None:
        return power
    query = select(Power).where((Power.code == text.strip()) | (Power.name == text.strip()))
    narrowed = select(Power.name)
    if unit:
        home = find_unit(session, unit)
        query, narrowed = query.where(Power.unit_id == home.id), narrowed.where(Power.unit_id == home.id)
        if edition:
            wanted = find_edition(session, unit, edition)
            query = query.where(Power.edition_id == wanted.id)
    found = session.exec(query.order_by(col(Power.id)).limit(6)).all()
    if len(found) == 1:
        return found[0]
    if found:
        listed = "；".join(f"{power.id} {_where(session, power)}" for power in found[:5])
        raise Refused(f"“{text}”有多项：{listed}；请写编号", hint=f"powerctl power show {found[0].id}")
    names = session.exec(narrowed.distinct().limit(5000)).all()
    near = (
        difflib.get_close_matches(text, names, n=3, cutoff=0.4)
        or [name for name in names if text in name][:3]
    )
    also = f"；相近的有：{'、'.join(near)}" if near else ""
    raise Refused(f"没有编号、编码或名称为“{text}”的权力事项{also}", hint="powerctl power list")


def add_power(session: Session, unit: str, name: str, *, edition: str = "", **more: str) -> Power:
    """Registers a power in an edition; its basis text is split into legal bases.

    The words typed for the category stay beside it. Raises Refused for a category that is none of
    the ten, and a power of the same category, name, sub-item and code.
    """
    home, listed = find_unit(session, unit), find_edition(session, unit, edition)
    texts = {"name": needed(name, "事项名称"), **more}
    written = texts.pop("category", "").strip()
    links = {field: texts.pop(field) for field in LINKS if field in texts}
    values = read_values(Power, texts, EDITABLE)
    power = Power(
        unit_id=number_of(home),
        edition_id=number_of(listed),
        identity="",
        ordinal=1,
        category=read_value(Power, "category", written, EDITABLE),
        category_written=written or None,
        **values,
    )
    power.identity = _identity(power)
    if _ordinal(session, power) > 1:
        raise Refused(
            f"“{listed.name}”已经有同名事项（{power.identity}）",
            hint=f"powerctl power show {power.name} --unit {home.code}",
        )
    if power.exercising_body and normal(power.exercising_body) == normal(home.name):
        power.holder_unit_id = home.id
    session.add(power)
    session.flush()
    _write_bases(session, power)
    if links:
        link_power(session, power, links)
    return power


def edit_power(session: Session, power: Power, changes: Mapping[str, str]) -> list[Change]:
    """Changes a power's fields and links; its key and its legal bases follow.

    Out: what changed, before → after. Raises Refused for unknown fields and unreadable texts.
    """
    texts = {field: text for field, text in changes.items() if field not in LINKS}
    links = {field: text for field, text in changes.items() if field in LINKS}
    if "name" in texts:
        needed(texts["name"], "事项名称")
    done: list[Change] = []
    if "category" in texts:
        done += set_term(power, "category", texts.pop("category"), EDITABLE)
    done += edit(session, power, texts, EDITABLE)
    if _IN_IDENTITY & {change.field for change in done}:
        power.identity = _identity(power)
        power.ordinal = _ordinal(session, power)
        session.add(power)
        session.flush()
    if any(change.field == "basis_text" for change in done):
        _write_bases(session, power)
    if links:
        done += link_power(session, power, links)
    return done


def retire_power(session: Session, power: Power, *, on: date, reason: str) -> Power:
    """Takes a power out of use from a day on, with the reason. Raises Refused when it is so already."""
    if power.retired_on is not None:
        raise Refused(
            f"“{power.name}”已于 {power.retired_on.isoformat()} 停用（{power.retired_reason or '未写原因'}）"
        )
    power.retired_on, power.retired_reason = on, needed(reason, "停用原因")
    session.add(power)
    session.flush()
    return power


def link_power(session: Session, power: Power, links: Mapping[str, str]) -> list[Change]:
    """Names the unit or post that holds a power, or the posts that decide, execute and supervise it.

    Posts are titles within the power's unit, or 单位/职务 of another. What a list has written of a
    post stays beside the link that is made here. An empty text takes a link away, and with it the
    words: they would make it again.
    """

    def post(text: str) -> int:
        return post_named(session, text, power.unit_id)

    unknown = [field for field in links if field not in LINKS]
    if unknown:
        raise Refused(f"权力事项没有可关联的“{unknown[0]}”；可以写：{'、'.join(LINKS)}")
    resolvers = {field: post for field in LINKS if field != "holder_unit"}
    resolvers["holder_unit"] = lambda text: number_of(find_unit(session, text))
    words = [f"{field}_written" for field in POSTS]
    taken = {f"{field}_written": "" for field in POSTS if field in links and not links[field].strip()}
    return edit(session, power, {**links, **taken}, words, resolvers)


def bases_of(session: Session, power: Power) -> list[LegalBasis]:
    """The legal bases of a power, in order."""
    query = select(LegalBasis).where(LegalBasis.power_id == power.id).order_by(col(LegalBasis.position))
    return list(session.exec(query).all())


def _identity(power: Power) -> str:
    code = power.code if is_value(power.code) else None
    return identity(
        (power.category or power.category_written or "", power.name, power.sub_item or "", code or "")
    )


def _ordinal(session: Session, power: Power) -> int:
    """The next free order among equals of the edition, the power itself left out."""
    with session.no_autoflush:
        query = select(func.max(Power.ordinal)).where(
            Power.edition_id == power.edition_id,
            Power.identity == power.identity,
            col(Power.id).is_not(power.id),
        )
        return (session.exec(query).one() or 0) + 1


def _write_bases(session: Session, power: Power) -> None:
    table = table_of(LegalBasis)
    session.connection().execute(delete(table).where(table.c.power_id == power.id))
    parts = [part for part in bases(power.basis_text or "") if is_value(part.get("text"))]
    for position, part in enumerate(parts, 1):
        session.add(
            LegalBasis(
                power_id=number_of(power),
                position=position,
                kind=BasisKind(part["kind"]) if part.get("kind") else None,
                kind_written=part.get("kind_written") or None,
                title=part.get("title") or None,
                article=part.get("article") or None,
                text=part["text"],
            )
        )
    session.flush()


def _where(session: Session, power: Power) -> str:
    home = session.get(Unit, power.unit_id)
    return f"{home.name if home else ''} {power.category_written or ''} {power.sub_item}".strip()
