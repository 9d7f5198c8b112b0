"""Overlaps: one power, or nearly one, in several units, or at several posts of one unit (R-XZ-03).

Townships, subdistricts and villages each have a territory of their own: the same power in two of them
is no overlap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.receipt import table_of
from powerctl.areas.registry.clean_up.items import Item, plain
from powerctl.areas.registry.clean_up.similar import Names, differ_tellingly
from powerctl.areas.registry.queries import POWER, is_current
from powerctl.limits.in_force import put_in_force
from powerctl.limits.stored import read_parents
from powerctl.model import InventoryProblem, Post, Unit
from powerctl.terms import UnitKind

_TERRITORIAL = (UnitKind.TOWNSHIP, UnitKind.SUBDISTRICT, UnitKind.VILLAGE)
_NEAR = 0.85

_Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A power that takes part in an overlap. `posts`: who decides and executes, in words."""

    number: int
    unit_id: int
    unit: str
    holder: str
    name: str
    sub_item: str
    category: str
    post_ids: tuple[int | None, ...]
    posts: str
    is_lead: bool | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Powers that are one matter, or nearly one (`percent` below 100), and the problems on record."""

    members: tuple[Member, ...]
    percent: int
    where: str
    problems: tuple[int, ...]


def find_overlaps(session: Session, day: date, unit_id: int | None = None) -> list[Overlap]:
    """Overlaps among the powers current on a day, those of equal names first; `unit_id`: only those in
    which the unit, or one below it, takes part."""
    put_in_force(session, day)
    groups: dict[_Name, list[Member]] = defaultdict(list)
    for member in _members(session):
        groups[(member.category, plain(member.name), plain(member.sub_item))].append(member)
    problems = _problems(session)
    found = [
        *(_same(name, members, problems) for name, members in groups.items() if len(members) > 1),
        *_near(groups, problems),
    ]
    wanted = _below(session, unit_id)
    return [
        overlap
        for overlap in found
        if overlap is not None
        and (wanted is None or any(member.unit_id in wanted for member in overlap.members))
    ]


def _members(session: Session) -> list[Member]:
    posts = dict(_rows(session, Post, "id", "title"))
    units = {number: (name, kind) for number, name, kind in _rows(session, Unit, "id", "name", "kind")}
    columns = POWER.c
    rows = session.connection().execute(
        select(
            *(columns.id, columns.unit_id, columns.name, columns.sub_item, columns.category),
            *(columns.category_written, columns.is_lead, columns.holder_post_id),
            *(columns.deciding_post_id, columns.executing_post_id),
        )
        .where(is_current(POWER))
        .order_by(columns.unit_id, columns.id)
    )
    found = []
    for number, unit_id, name, sub, category, written, lead, holder, deciding, executing in rows:
        unit, kind = units.get(unit_id, (str(unit_id), None))
        said = [
            f"{word}：{posts[post]}"
            for word, post in (("权力主体", holder), ("决策", deciding), ("执行", executing))
            if post in posts
        ]
        found.append(
            Member(
                *(number, unit_id, unit, kind.value if kind in _TERRITORIAL else str(unit_id)),
                *(name, sub or "", (category.value if category else written) or ""),
                (holder, deciding, executing),
                "，".join(said),
                lead,
            )
        )
    return found


def _same(
    name: _Name, members: Sequence[Member], problems: dict[frozenset[int], list[int]]
) -> Overlap | None:
    where = _where(members)
    return Overlap(tuple(members), 100, where, _known(members, problems)) if where else None


def _near(groups: dict[_Name, list[Member]], problems: dict[frozenset[int], list[int]]) -> Iterable[Overlap]:
    """Pairs of nearly equal names within a category, held by different hands."""
    by_category: dict[str, list[tuple[Item, list[Member]]]] = defaultdict(list)
    for at, ((category, words, part), members) in enumerate(groups.items()):
        first = members[0]
        item = Item(at, "", 1, "", first.name, first.sub_item, category, words, part)
        by_category[category].append((item, members))
    for known in by_category.values():
        if len({member.holder for _, members in known for member in members}) == 1:
            continue
        names = Names((item for item, _ in known), _NEAR)
        index = names.index([item for item, _ in known])
        members_of = {item.number: members for item, members in known}
        for item, members in known:
            for alike, other in index.near(item):
                if other.number <= item.number or differ_tellingly(item, other):
                    continue
                both = [*members, *members_of[other.number]]
                if len({member.holder for member in both}) > 1:
                    percent = min(99, round(alike.name * 100))
                    yield Overlap(tuple(both), percent, "不同单位", _known(both, problems))


def _where(members: Sequence[Member]) -> str:
    """Between whom members of one name overlap; empty where they do not."""
    if len({member.holder for member in members}) > 1:
        return "不同单位"
    by_unit: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        by_unit[member.unit_id].append(member)
    for own in by_unit.values():
        for posts in zip(*(member.post_ids for member in own), strict=True):
            if len({post for post in posts if post is not None}) > 1:
                return "本单位不同岗位"
    return ""


def _known(members: Sequence[Member], problems: dict[frozenset[int], list[int]]) -> tuple[int, ...]:
    numbers = [member.number for member in members]
    if not problems:
        return ()
    found = {problem for pair, listed in problems.items() if pair <= set(numbers) for problem in listed}
    return tuple(sorted(found))


def _problems(session: Session) -> dict[frozenset[int], list[int]]:
    """Problems on record by the two powers that they are about."""
    found: dict[frozenset[int], list[int]] = defaultdict(list)
    for number, power, other in _rows(session, InventoryProblem, "id", "power_id", "other_power_id"):
        if power is not None and other is not None:
            found[frozenset((power, other))].append(number)
    return found


def _rows(session: Session, model: Any, *names: str) -> Iterable[Any]:
    table = table_of(model)
    return session.connection().execute(select(*(table.c[name] for name in names))).all()


def _below(session: Session, unit_id: int | None) -> set[int] | None:
    if unit_id is None:
        return None
    parents = read_parents(session)
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        top = waiting.pop()
        more = [unit for unit, parent in parents.items() if parent == top and unit not in found]
        found.update(more)
        waiting += more
    return found
