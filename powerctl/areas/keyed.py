"""Powers and risk points by the keys that an export writes beside their names."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.receipt import table_of
from powerctl.model import Edition, Power, RiskPoint

_STREAM = {"yield_per": 2000}


class Keyed:
    """The powers and risk points of some units by key; each table is read when a key is first asked for."""

    def __init__(self, session: Session, unit_ids: Iterable[int]) -> None:
        self._session = session
        self._units = set(unit_ids)
        self._powers: dict[tuple[int, str], int] | None = None
        self._points: dict[tuple[int, str], int] | None = None

    def power(self, unit_id: int, key: str) -> int | None:
        """The power of a key; None for an empty key and one that no power has."""
        if not key:
            return None
        if self._powers is None:
            table, edition = table_of(Power), table_of(Edition)
            query = (
                select(table.c.unit_id, table.c.identity, table.c.ordinal, edition.c.name, table.c.id)
                .join(edition, table.c.edition_id == edition.c.id)
                .where(table.c.unit_id.in_(self._units))
            )
            rows = self._session.connection().execute(query, execution_options=_STREAM)
            self._powers = {
                (unit, normal(f"{identity}#{ordinal}@{name}")): number
                for unit, identity, ordinal, name, number in rows
            }
        return self._powers.get((unit_id, normal(key)))

    def point(self, unit_id: int, key: str) -> int | None:
        """The risk point of a key; None for an empty key and one that no point has."""
        if not key:
            return None
        if self._points is None:
            table = table_of(RiskPoint)
            query = select(table.c.unit_id, table.c.identity, table.c.ordinal, table.c.id).where(
                table.c.unit_id.in_(self._units)
            )
            rows = self._session.connection().execute(query, execution_options=_STREAM)
            self._points = {
                (unit, normal(f"{identity}#{ordinal}")): number for unit, identity, ordinal, number in rows
            }
        return self._points.get((unit_id, normal(key)))
