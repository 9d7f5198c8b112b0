"""Counts of open risk points in two directions: coverage tables, heat maps, totals (R-XZ-11, R-ZJ-05).

Every unit that has points, powers or posts is a row, so that a unit which found nothing is seen; a
value that nobody recorded is a column of its own, where there is one.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlmodel import Session

from powerctl.areas.organization.queries import UNIT
from powerctl.areas.risk.queries import RISK_POINT, examined_units
from powerctl.terms import FinderMethod, PowerDomain, RiskLevel, RiskSource

UNKNOWN = "未注明"
UNRATED = "未定级"
_DOMAIN = {PowerDomain.PERSONNEL.value: "人事权"}
_SCALE = 5


class Axis(StrEnum):
    """What points are counted by: a column of the risk point."""

    UNIT = "unit"
    LEVEL = "level"
    FINDER = "finder"
    SOURCE = "source"
    DOMAIN = "domain"
    LIKELIHOOD = "likelihood"
    SEVERITY = "severity"


TITLES = {
    Axis.UNIT: "单位",
    Axis.LEVEL: "风险等级",
    Axis.FINDER: "查找方法",
    Axis.SOURCE: "风险来源",
    Axis.DOMAIN: "风险领域",
    Axis.LIKELIHOOD: "发生可能性",
    Axis.SEVERITY: "后果严重性",
}
_TERMS: dict[Axis, Sequence[str]] = {
    Axis.LEVEL: [level.value for level in RiskLevel],
    Axis.FINDER: [finder.value for finder in FinderMethod],
    Axis.SOURCE: [source.value for source in RiskSource],
    Axis.DOMAIN: [_DOMAIN.get(domain.value, domain.value) for domain in PowerDomain],
}
WANTED = {Axis.DOMAIN: ("人事权", "事权", "财权")}
"""What a search must have covered, where that is less than all terms (R-XZ-11 names three domains)."""


@dataclass(slots=True)
class Grid:
    """Rows, columns, and in each cell the points by level."""

    down: Axis
    across: Axis
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def count(self, row: str, column: str) -> int:
        """Points of a cell."""
        return sum(self.cells.get((row, column), Counter()).values())

    def level(self, row: str, column: str) -> str:
        """The highest level in a cell; empty where there is no point."""
        found = self.cells.get((row, column), Counter())
        return next((level for level in (*_TERMS[Axis.LEVEL], UNRATED) if found[level]), "")

    def row_total(self, row: str) -> int:
        """Points of a row."""
        return sum(self.count(row, column) for column in self.columns)

    def column_total(self, column: str) -> int:
        """Points of a column."""
        return sum(self.count(row, column) for row in self.rows)

    @property
    def total(self) -> int:
        """All points counted."""
        return sum(self.column_total(column) for column in self.columns)

    def gaps(self, row: str) -> list[str]:
        """Columns that must have a point and have none in this row."""
        wanted = WANTED.get(self.across, _TERMS.get(self.across, ()))
        return [column for column in self.columns if column in wanted and not self.count(row, column)]


def grid(
    session: Session, day: date, down: Axis, across: Axis, *, units: Collection[int] | None = None
) -> Grid:
    """Open points of the day counted by two of their columns; `units` None: of the whole county."""
    rows_of, columns_of = RISK_POINT.c[_column(down)], RISK_POINT.c[_column(across)]
    query = (
        select(rows_of, columns_of, RISK_POINT.c.level, func.count())
        .where(or_(RISK_POINT.c.closed_on.is_(None), RISK_POINT.c.closed_on > day))
        .group_by(rows_of, columns_of, RISK_POINT.c.level)
    )
    if units is not None:
        query = query.where(RISK_POINT.c.unit_id.in_(set(units)))
    names = _unit_names(session, units)
    cells: dict[tuple[str, str], Counter[str]] = {}
    for row, column, level, count in session.connection().execute(query):
        key = _said(down, row, names), _said(across, column, names)
        cells.setdefault(key, Counter())[level.value if level else UNRATED] += count
    rows = _ordered(down, {row for row, _ in cells}, names)
    columns = _ordered(across, {column for _, column in cells}, names)
    return Grid(down, across, rows, columns, cells)


def _column(axis: Axis) -> str:
    return "unit_id" if axis is Axis.UNIT else axis.value


def _said(axis: Axis, value: object, names: dict[int, str]) -> str:
    if axis is Axis.UNIT:
        return names.get(value, f"单位编号{value}") if isinstance(value, int) else UNKNOWN
    if value is None:
        return UNRATED if axis is Axis.LEVEL else UNKNOWN
    return _DOMAIN.get(str(value), str(value))


def _ordered(axis: Axis, found: set[str], names: dict[int, str]) -> list[str]:
    """Terms in their official order, numbers upwards, units by code; what is not recorded last."""
    last = [text for text in (UNKNOWN, UNRATED) if text in found]
    if axis is Axis.UNIT:
        return list(dict.fromkeys([*names.values(), *sorted(found)]))
    if axis in _TERMS:
        return [*_TERMS[axis], *last]
    numbers = {int(text) for text in found if text.isdecimal()} | set(range(1, _SCALE + 1))
    return [*(str(number) for number in sorted(numbers)), *last]


def _unit_names(session: Session, units: Collection[int] | None) -> dict[int, str]:
    """Units that are looked at, by code; two of one name are told apart by it."""
    examined = examined_units()
    query = select(UNIT.c.id, UNIT.c.code, UNIT.c.name).join(examined, examined.c.unit_id == UNIT.c.id)
    if units is not None:
        query = query.where(UNIT.c.id.in_(set(units)))
    rows = session.connection().execute(query.order_by(UNIT.c.code)).all()
    same = Counter(name for _, _, name in rows)
    return {number: name if same[name] == 1 else f"{name}（{code}）" for number, code, name in rows}
