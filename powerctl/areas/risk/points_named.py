"""Risk points as a workbook names them: by unit and name, then by business and description."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from powerctl.areas.cells import reader_of
from powerctl.areas.identity import normal
from powerctl.areas.keyed import Keyed
from powerctl.areas.receipt import table_of
from powerctl.areas.rows import Row
from powerctl.model import RiskPoint

_NEAR = 3


class PointsNamed:
    """The points of some units by name."""

    def __init__(self, session: Session, unit_ids: Iterable[int]) -> None:
        unit_ids = set(unit_ids)
        table = table_of(RiskPoint)
        names = ("id", "unit_id", "name", "business", "description", "closed_on")
        query = select(*(table.c[name] for name in names)).where(table.c.unit_id.in_(set(unit_ids)))
        self._keyed = Keyed(session, unit_ids)
        self._named: dict[tuple[int, str], list[Any]] = defaultdict(list)
        for point in session.connection().execute(query.order_by(table.c.id)):
            self._named[point.unit_id, normal(point.name)].append(point)

    def find(self, row: Row, unit_id: int) -> int | None:
        """The one point that a row names; none or several are a problem of the row. Open ones come first."""
        name = row.needed("risk_point", "风险点")
        if not name:
            return None
        keyed = self._keyed.point(unit_id, row.text("point_key"))
        if keyed is not None:
            return keyed
        found = self._named.get((unit_id, normal(name)), [])
        for field in ("business", "description"):
            if row.text(field):
                wanted = normal(row.text(field))
                found = [point for point in found if normal(getattr(point, field) or "") == wanted]
        found = [point for point in found if point.closed_on is None] or found
        if len(found) == 1:
            return int(found[0].id)
        if found:
            wanted, said = (
                "权力或业务、表现形式",
                f"本单位有 {len(found)} 个“{name}”，请写权力或业务、表现形式",
            )
        else:
            wanted, said = "已登记的风险点", f"本单位没有登记这样的风险点“{name}”{self._near(unit_id, name)}"
        row.problem("risk_point", wanted, said)
        return None

    def _near(self, unit_id: int, name: str) -> str:
        import difflib

        names = [known for unit, known in self._named if unit == unit_id]
        near = difflib.get_close_matches(normal(name), names, n=_NEAR, cutoff=0.5)
        return f"；相近的有：{'、'.join(near)}" if near else ""


def values_read(row: Row, table: Table, fields: Iterable[str]) -> dict[str, Any]:
    """Values of the fields that the sheet has a column for; unknown words are problems."""
    values = row.values(table, fields)
    for name, value in values.items():
        if value is None and row.text(name):
            wanted = reader_of(table.columns[name])[1]
            row.problem(name, wanted, f"“{table.columns[name].comment}”不认识“{row.text(name)}”")
    return values
