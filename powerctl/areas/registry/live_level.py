"""A power's live risk level: its worst open point's, raised by recent findings, with the reason (R-FS-07).

What counts as recent and how many findings raise are the county's limits. Only serious findings that
stand (not waived, not resolved) count: on the power, on its open points, on its exercises. Points and
findings count for a power in every edition of its list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlmodel import Session

from powerctl.areas.organization.queries import UNIT, flag, the_day, unit_key
from powerctl.areas.registry.exercises.queries import EXERCISE, of_same_power
from powerctl.areas.registry.queries import POWER, identity, is_current
from powerctl.limits.in_force import limit_on
from powerctl.model import CheckRun, Finding, RiskPoint
from powerctl.terms import FindingStatus, RiskLevel, Severity, Verdict

LIMITS = ("risk.raise_findings", "risk.raise_months")
"""Limits that must be in force (`put_in_force`) before anything here is asked."""

_TABLES = Finding.metadata.tables
_FINDING = _TABLES[str(Finding.__tablename__)]
_RUN = _TABLES[str(CheckRun.__tablename__)]
_POINT = _TABLES[str(RiskPoint.__tablename__)]
_LEVELS = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)
_RANK = {level: rank for rank, level in enumerate(_LEVELS, 1)}


@dataclass(frozen=True, slots=True)
class LiveLevel:
    """A power's level on the day.

    `level` None with `certain`: no open point, so no level; None without: cannot be told. `reason` says
    how it came about.
    """

    power_id: int
    unit_id: int
    unit: str
    name: str
    level: RiskLevel | None
    certain: bool
    reason: str

    @property
    def words(self) -> str:
        """The level as a clerk reads it."""
        if self.level is not None:
            return self.level.value
        return "未定级" if self.certain else "无法判断"


def base_levels() -> CTE:
    """Open points of powers, over all editions: unit_id, identity, ordinal, points, unlevelled, rank (of the
    worst level: 1 高, 2 中, 3 低; NULL where no point has one)."""
    rank = case(*((_POINT.c.level == level, number) for level, number in _RANK.items()), else_=None)
    return (
        select(
            POWER.c.unit_id,
            POWER.c.identity,
            POWER.c.ordinal,
            func.count().label("points"),
            func.sum(flag(_POINT.c.level.is_(None))).label("unlevelled"),
            func.min(rank).label("rank"),
        )
        .join_from(_POINT, POWER, POWER.c.id == _POINT.c.power_id)
        .where(_is_open())
        .group_by(POWER.c.unit_id, POWER.c.identity, POWER.c.ordinal)
        .cte("base_levels")
    )


def has_level(base: FromClause) -> ColumnElement[bool]:
    """Of a row of `base_levels`: some open point has a level, so that the power has one, raised or not."""
    return func.coalesce(base.c.rank.is_not(None), False)


def recent_findings() -> CTE:
    """Serious findings that stand, by power: unit_id, identity, ordinal, findings, rules (their codes)."""
    recent = _recent()
    found = union(
        _on(recent, POWER, POWER).where(is_current(POWER)),
        _on(recent, _POINT, POWER).where(_is_open()),
        _on(recent, EXERCISE, POWER),
    ).cte("found_on_power")
    return (
        select(
            found.c.unit_id,
            found.c.identity,
            found.c.ordinal,
            func.count().label("findings"),
            func.group_concat(found.c.rule.distinct()).label("rules"),
        )
        .group_by(found.c.unit_id, found.c.identity, found.c.ordinal)
        .cte("recent_findings")
    )


def live_levels_query(unit_ids: Collection[int] | None = None) -> Select[Any]:
    """A row per current power: id, unit_id, unit, name, sub_item, points, unlevelled, rank, findings, rules,
    needed (how many findings raise), months."""
    base, found = base_levels(), recent_findings()
    needed, months = (limit_on.alias(name.replace(".", "_")) for name in LIMITS)
    source = (
        POWER.outerjoin(UNIT, UNIT.c.id == POWER.c.unit_id)
        .outerjoin(base, of_same_power(base))
        .outerjoin(found, of_same_power(found))
        .outerjoin(needed, and_(needed.c.name == LIMITS[0], needed.c.unit_id == POWER.c.unit_id))
        .outerjoin(months, and_(months.c.name == LIMITS[1], months.c.unit_id == POWER.c.unit_id))
    )
    query = (
        select(
            *(POWER.c.id, POWER.c.unit_id, UNIT.c.name.label("unit"), POWER.c.name, POWER.c.sub_item),
            func.coalesce(base.c.points, 0).label("points"),
            func.coalesce(base.c.unlevelled, 0).label("unlevelled"),
            base.c.rank.label("rank"),
            func.coalesce(found.c.findings, 0).label("findings"),
            found.c.rules.label("rules"),
            needed.c.numerator.label("needed"),
            months.c.words.label("months"),
        )
        .select_from(source)
        .where(is_current(POWER))
        .order_by(UNIT.c.code, POWER.c.id)
    )
    return query if unit_ids is None else query.where(POWER.c.unit_id.in_(set(unit_ids)))


def live_levels(session: Session, unit_ids: Collection[int] | None = None) -> list[LiveLevel]:
    """The live level of every current power of units (None: all), after `put_in_force` with `LIMITS`."""
    return [_settled(row) for row in session.execute(live_levels_query(unit_ids))]


def _settled(row: Any) -> LiveLevel:
    name = f"{row.name}（{row.sub_item}）" if row.sub_item else row.name
    level, certain, reason = settle(
        row.points, row.unlevelled, row.rank, row.findings, row.needed, row.months, _codes(row.rules)
    )
    return LiveLevel(row.id, row.unit_id, row.unit or "", name, level, certain, reason)


def settle(
    points: int,
    unlevelled: int,
    rank: int | None,
    findings: int,
    needed: int | None,
    months: str | None,
    rules: Sequence[str] = (),
) -> tuple[RiskLevel | None, bool, str]:
    """The level, whether it is certain, and the reason in words.

    A point without a level leaves it open wherever that point could be worse; a raise is one step, and
    nothing is above 高.
    """
    if not points:
        return None, True, "没有在控风险点，不定级"
    counted = f"在控风险点 {points} 个" + (f"（{unlevelled} 个未定等级）" if unlevelled else "")
    if rank is None:
        return None, False, f"{counted}，都没有等级，无法判断"
    worst = _LEVELS[rank - 1]
    said = f"{counted}，最高为{worst.value}"
    raised = False
    if findings:
        said += f"；近 {months or '（期限未设定）'}检查确认严重问题 {findings} 个（{'、'.join(rules)}）"
        if needed is None:
            said += "，上调所需个数未设定（限额 risk.raise_findings）"
        raised = needed is not None and findings >= needed
        if raised and rank > 1:
            said += "，上调一级"
        elif raised:
            said += "，已是最高等级"
        elif needed is not None:
            said += f"，不足 {needed} 个，不上调"
    level = _LEVELS[max(rank - raised, 1) - 1]
    unclear = bool(unlevelled) or (bool(findings) and needed is None)
    if unclear and level is not RiskLevel.HIGH:
        return None, False, f"{said}；至少为{level.value}，是否更高无法判断"
    return level, True, said


def _codes(rules: str | None) -> list[str]:
    return sorted((rules or "").split(",")) if rules else []


def _recent() -> CTE:
    """Findings that count: rule and item. Where the months are not set, every finding that stands does."""
    months = limit_on.alias("raise_months")
    back = literal("-").concat(cast(months.c.numerator, String)).concat(" months")
    since = func.coalesce(func.date(the_day(), back, type_=String), "")
    return (
        select(_FINDING.c.rule, _FINDING.c.item)
        .select_from(
            _FINDING.join(_RUN, _RUN.c.id == _FINDING.c.last_run_id).outerjoin(
                months, and_(months.c.name == LIMITS[1], months.c.unit_id == _FINDING.c.unit_id)
            )
        )
        .where(
            _FINDING.c.verdict == Verdict.FINDING,
            _FINDING.c.severity == Severity.ERROR,
            _FINDING.c.waived.is_(False),
            _FINDING.c.status != FindingStatus.RESOLVED,
            _RUN.c.as_of <= the_day(),
            cast(_RUN.c.as_of, String) >= since,
        )
        .cte("recent")
    )


def _on(recent: CTE, record: FromClause, power: FromClause) -> Select[Any]:
    """Findings on records of one table, under the power that they belong to."""
    item = unit_key(UNIT, record.c.unit_id).concat("/").concat(identity(record))
    source: FromClause = record.outerjoin(UNIT, UNIT.c.id == record.c.unit_id)
    if record is not power:
        source = source.join(power, power.c.id == record.c.power_id)
    return select(
        power.c.unit_id, power.c.identity, power.c.ordinal, recent.c.rule, recent.c.item
    ).select_from(source.join(recent, recent.c.item == item))


def _is_open() -> ColumnElement[bool]:
    return or_(_POINT.c.closed_on.is_(None), _POINT.c.closed_on > the_day())
