"""Which powers and risk points of a unit a clerk's words mean: by number, code or name (R-FS-04).

Of several editions the newest counts; what has stopped is not meant any more.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.identity import is_value, normal
from powerctl.areas.receipt import table_of
from powerctl.model import Edition, Power, RiskPoint

_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,3}[)）.．、]|[①-⑳])\s*")


def names_in(cell: str) -> list[str]:
    """The names that a cell lists, one a line or with semicolons between them; numbering left out."""
    parts = (_NUMBERING.sub("", part).strip().strip("。") for part in re.split(r"[\n；;]+", cell))
    return list(dict.fromkeys(part for part in parts if is_value(part)))


class PowersByName:
    """Powers of units that are in use on a day, by code and by name, in each unit's newest edition."""

    def __init__(self, session: Session, unit_ids: Iterable[int], today: date) -> None:
        power, edition = table_of(Power), table_of(Edition)
        query = (
            select(
                power.c.unit_id, power.c.name, power.c.sub_item, power.c.code, power.c.id,
                edition.c.id, edition.c.in_force_from,
            )
            .join(edition, power.c.edition_id == edition.c.id)
            .where(
                power.c.unit_id.in_(set(unit_ids)),
                or_(power.c.retired_on.is_(None), power.c.retired_on > today),
                or_(edition.c.in_force_from.is_(None), edition.c.in_force_from <= today),
            )
            .order_by(power.c.id)
        )  # fmt: skip
        self._found: dict[tuple[int, str], list[tuple[tuple[date, int], str, int]]] = defaultdict(list)
        for unit, name, sub_item, code, number, edition_id, start in session.connection().execute(query):
            row = ((start or date.min, edition_id), normal(sub_item), number)
            for key in {normal(name), normal(code or "")} - {""}:
                self._found[unit, key].append(row)

    def find(self, unit_id: int, words: str, sub_item: str = "") -> list[int]:
        """All powers that the words name, in the newest edition that has any;
        with `sub_item`, only that one."""
        rows = self._found.get((unit_id, normal(words)), [])
        if not rows:
            return []
        newest = max(edition for edition, _, _ in rows)
        return [
            number
            for edition, item, number in rows
            if edition == newest and (not sub_item or item == normal(sub_item))
        ]


class PointsByName:
    """Risk points of units that are open on a day, by name."""

    def __init__(self, session: Session, unit_ids: Iterable[int], today: date) -> None:
        point = table_of(RiskPoint)
        query = select(point.c.unit_id, point.c.name, point.c.id).where(
            point.c.unit_id.in_(set(unit_ids)), or_(point.c.closed_on.is_(None), point.c.closed_on > today)
        )
        self._found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for unit, name, number in session.connection().execute(query.order_by(point.c.id)):
            self._found[unit, normal(name)].append(number)

    def find(self, unit_id: int, words: str) -> list[int]:
        """All open points of the name: several of one name are one risk in several places."""
        return self._found.get((unit_id, normal(words)), [])
