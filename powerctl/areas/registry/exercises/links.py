"""Which power, person and post the words of an exercise or a delegation name (R-FS-05).

A link is made only where exactly one record fits; otherwise it stays empty and the words stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from powerctl.areas.identity import is_value, normal
from powerctl.areas.organization.directory import People, Posts
from powerctl.areas.receipt import table_of
from powerctl.model import Delegation, Edition, Exercise, Power
from powerctl.store.bulk import update_rows

_BETWEEN_NAMES = re.compile(r"[、，,；;/／|]+")
_AFTER_NAME = re.compile(r"[（(\s]")
_STREAM = {"yield_per": 2000}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A power under one of its names."""

    start: date
    edition_id: int
    sub_item: str
    power_id: int
    retired_on: date | None


class ListedPowers:
    """Powers of units by what they are called: name, code, sub-item; on a day that of the edition then
    in force. A unit also finds powers that were delegated to it."""

    def __init__(self, session: Session, unit_ids: Iterable[int]) -> None:
        power, edition, given = table_of(Power), table_of(Edition), table_of(Delegation)
        wanted = set(unit_ids)
        columns = (
            *(power.c.unit_id, power.c.name, power.c.sub_item, power.c.code, power.c.id),
            *(power.c.edition_id, power.c.retired_on, edition.c.in_force_from),
        )
        listed = select(*columns).join(edition, power.c.edition_id == edition.c.id)
        ask = session.connection().execute
        self._named: dict[tuple[int, str], list[_Listed]] = defaultdict(list)
        self._delegated: dict[tuple[int, str], list[_Listed]] = defaultdict(list)
        for unit_id, *row in ask(listed.where(power.c.unit_id.in_(wanted)), execution_options=_STREAM):
            _add(self._named, unit_id, row)
        to_unit = select(given.c.unit_id, *columns[1:]).join_from(
            given, power, given.c.power_id == power.c.id
        )
        to_unit = to_unit.join(edition, power.c.edition_id == edition.c.id)
        for unit_id, *row in ask(to_unit.where(given.c.unit_id.in_(wanted))):
            _add(self._delegated, unit_id, row)

    def find(self, unit_id: int, words: str | None, day: date | None) -> int | None:
        """The power that the words name on a day (None: in the newest edition); None for none or several."""
        if not words:
            return None
        key = (unit_id, normal(words))
        found = _on(self._named.get(key, ()), day)
        return found if found is not None else _on(self._delegated.get(key, ()), day)


def _add(into: dict[tuple[int, str], list[_Listed]], unit_id: int, row: Sequence[Any]) -> None:
    name, sub_item, code, number, edition_id, retired_on, start = row
    listed = _Listed(start or date.min, edition_id, sub_item, number, retired_on)
    into[unit_id, normal(name)].append(listed)
    if is_value(code):
        into[unit_id, normal(code)].append(listed)
    if sub_item:
        # What names the sub-item names just this row.
        whole = _Listed(listed.start, edition_id, "", number, retired_on)
        for words in (sub_item, f"{name}{sub_item}", f"{name}({sub_item})", f"{name}/{sub_item}"):
            into[unit_id, normal(words)].append(whole)


def _on(listed: Sequence[_Listed], day: date | None) -> int | None:
    if not listed:
        return None
    begun = [one for one in listed if day is None or one.start <= day]
    if begun:
        last = max((one.start, one.edition_id) for one in begun)
    else:
        # Used before the first list was in force: the earliest shows what was meant.
        last = min((one.start, one.edition_id) for one in listed)
    same = [one for one in listed if (one.start, one.edition_id) == last]
    in_use = [one for one in same if one.retired_on is None or (day is not None and one.retired_on > day)]
    for group in (in_use, [one for one in in_use if not one.sub_item], same):
        if len({one.power_id for one in group}) == 1:
            return group[0].power_id
    return None


def first_name(words: str) -> str:
    """The first of several names: who leads the matter (高某、李某 → 高某)."""
    return _BETWEEN_NAMES.split(words.strip(), maxsplit=1)[0].strip()


def person_of(people: People, unit_id: int, words: str | None) -> int | None:
    """The one person of the unit whom the words name, or name first; None for strangers and namesakes."""
    if not words:
        return None
    first = first_name(words)
    for text in (words, first, _AFTER_NAME.split(first, maxsplit=1)[0]):
        found = people.find(unit_id, text)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def relink(session: Session) -> int:
    """Fills empty links of exercises whose words name a power, a person or a post of their unit; how many
    gained one. A link that is there is never touched."""
    table = table_of(Exercise)
    waiting = or_(
        and_(table.c.power_id.is_(None), table.c.power_written.is_not(None)),
        and_(table.c.actor_id.is_(None), table.c.actor_written.is_not(None)),
        and_(table.c.actor_post_id.is_(None), table.c.actor_post_written.is_not(None)),
    )
    units = session.connection().execute(select(table.c.unit_id).where(waiting).distinct()).scalars().all()
    if not units:
        return 0
    powers = ListedPowers(session, units)
    people, posts = People.of(session), Posts.of(session)
    columns = (
        *("id", "unit_id", "exercised_on", "power_written", "actor_written", "actor_post_written"),
        *("power_id", "actor_id", "actor_post_id"),
    )
    query = select(*(table.c[name] for name in columns)).where(waiting)
    rows: list[tuple[Any, ...]] = []
    for number, unit, day, power, actor, post, *held in session.connection().execute(
        query, execution_options=_STREAM
    ):
        links = [
            held[0] or powers.find(unit, power, day),
            held[1] or person_of(people, unit, actor),
            held[2] or (posts.find(unit, post) if post else None),
        ]
        if links != held:
            rows.append((number, *links))
    update_rows(session, table, ("power_id", "actor_id", "actor_post_id"), rows)
    return len(rows)
