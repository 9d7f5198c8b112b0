"""What a risk point belongs to: the power of its business, its post, the person who answers for it.

A link is made only where exactly one record of the unit fits; otherwise it stays empty and the
written words stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.organization.directory import People, Posts
from powerctl.areas.receipt import table_of
from powerctl.model import Edition, Power, RiskPoint
from powerctl.store.bulk import update_rows


class Powers:
    """Current powers of units by name, on a day; of several editions the newest in force counts."""

    def __init__(self, session: Session, unit_ids: Iterable[int], today: date) -> None:
        power, edition = table_of(Power), table_of(Edition)
        query = (
            select(
                power.c.unit_id,
                power.c.name,
                power.c.sub_item,
                power.c.id,
                edition.c.id,
                edition.c.in_force_from,
            )
            .join(edition, power.c.edition_id == edition.c.id)
            .where(
                power.c.unit_id.in_(set(unit_ids)),
                or_(power.c.retired_on.is_(None), power.c.retired_on > today),
                or_(edition.c.in_force_from.is_(None), edition.c.in_force_from <= today),
            )
        )
        named: dict[tuple[int, str], list[tuple[date, int, str, int]]] = defaultdict(list)
        for unit, name, sub_item, number, edition_id, start in session.connection().execute(query):
            named[unit, normal(name)].append((start or date.min, edition_id, sub_item, number))
            if sub_item:
                # What names the sub-item means just this row.
                for words in (f"{name}{sub_item}", f"{name}({sub_item})", f"{name}/{sub_item}"):
                    named[unit, normal(words)].append((start or date.min, edition_id, "", number))
        self._named = {key: _newest(rows) for key, rows in named.items()}

    def find(self, unit_id: int, business: str | None) -> int | None:
        """The power that a business names, or None where none or several fit."""
        return self._named.get((unit_id, normal(business))) if business else None


def _newest(rows: list[tuple[date, int, str, int]]) -> int | None:
    last = max(row[:2] for row in rows)
    newest = [row for row in rows if row[:2] == last]
    whole = [row for row in newest if not row[2]]
    for group in (newest, whole):
        if len(group) == 1:
            return group[0][3]
    return None


def owner_of(people: People, unit_id: int, written: str | None) -> int | None:
    """The one person of the unit whom a cell names; None for offices, several names or strangers."""
    if not written:
        return None
    for text in (written, re.split(r"[（(、，,；;\s]", written.strip(), maxsplit=1)[0]):
        found = people.find(unit_id, text)
        if len(found) == 1 and (text == written or not _names_more(people, unit_id, written, text)):
            return found[0]
    return None


def _names_more(people: People, unit_id: int, written: str, first: str) -> bool:
    rest = re.split(r"[（）()、，,；;\s]+", written.replace(first, "", 1))
    return any(people.find(unit_id, text) for text in rest if text)


def relink(session: Session, unit_ids: Iterable[int], today: date) -> int:
    """Fills links of stored risk points that were empty and can now be made; how many points gained one.

    Called after powers or people were imported, so that the order of imports does not matter.
    """
    table = table_of(RiskPoint)
    wanted = set(unit_ids)
    columns = (
        "id",
        "unit_id",
        "business",
        "post_written",
        "owner_written",
        "power_id",
        "post_id",
        "owner_id",
    )
    missing = or_(table.c.power_id.is_(None), table.c.post_id.is_(None), table.c.owner_id.is_(None))
    query = select(*(table.c[name] for name in columns)).where(table.c.unit_id.in_(wanted), missing)
    points = session.connection().execute(query).all()
    if not points:
        return 0
    powers, people, posts = Powers(session, wanted, today), People.of(session), Posts.of(session)
    rows: list[tuple[Any, ...]] = []
    for point in points:
        links = (
            point.power_id or powers.find(point.unit_id, point.business),
            point.post_id or (posts.find(point.unit_id, point.post_written) if point.post_written else None),
            point.owner_id or owner_of(people, point.unit_id, point.owner_written),
        )
        if links != (point.power_id, point.post_id, point.owner_id):
            rows.append((point.id, *links))
    update_rows(session, table, ("power_id", "post_id", "owner_id"), rows)
    return len(rows)
