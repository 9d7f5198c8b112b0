"""Risk points assessed: the level that a unit declared against the level that each method gives (R-XZ-12).

Limits are those of the point's own unit on the day.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlmodel import Session

from powerctl.areas.receipt import table_of
from powerctl.areas.risk.methods import own_methods_by_number
from powerctl.areas.risk.own_method import COLUMN_OF, MATRIX_AXES, OWN_METHODS, OwnMethod, Scored, by_own
from powerctl.areas.risk.scoring import (
    CRITERIA,
    CRITERIA_LIMITS,
    FACTORS,
    PRODUCT_CUTS,
    WEIGHTS,
    Assessment,
    CriteriaCuts,
    ProductScale,
    by_criteria,
    by_product,
)
from powerctl.limits.stored import read_overrides, read_parents
from powerctl.limits.values import Override, above, choose, find_limit
from powerctl.model import RiskFactor, RiskPoint, Unit
from powerctl.terms import ScoringMethod

_POINT, _UNIT, _FACTOR = table_of(RiskPoint), table_of(Unit), table_of(RiskFactor)
_READ = (
    *("id", "unit_id", "name", "level", "level_written", "scoring_method", "override_reason"),
    *("business", "method_id"),
    *(name for name, _ in (*CRITERIA, *FACTORS, *MATRIX_AXES)),
)


class Comparison(StrEnum):
    """登记与计算: what a computed level says about the declared one"""

    SAME = "一致"
    DIFFERENT = "不一致"
    EXPLAINED = "不一致（已写调整理由）"
    NOT_DECLARED = "未登记等级"
    NOT_COMPUTABLE = "无法计算"


@dataclass(frozen=True, slots=True)
class Assessed:
    """One point under one method: what was declared, what the method gives, and how they compare.

    `declared` is the level as the source wrote it, with its normal form; empty texts were not recorded.
    """

    number: int
    unit: str
    name: str
    declared: str
    declared_method: str
    override_reason: str
    assessment: Assessment
    comparison: Comparison
    point: Row[Any] = field(repr=False)
    yardstick: "Yardstick" = field(repr=False)

    @property
    def level(self) -> str:
        """The computed level in words; empty where there is none."""
        if not self.assessment.computable:
            return ""
        return self.assessment.level.value if self.assessment.level else "不够低风险"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What one point is assessed with: its unit's cut points and weights, the method that it names,
    and what it scores in factors of the county's own."""

    cuts: CriteriaCuts
    scale: ProductScale
    own: OwnMethod | None
    more: Mapping[str, int | None]

    def scored(self, point: Any) -> Scored:
        """The point as a method of the county's own sees it."""
        known = {title: getattr(point, name) for title, name in COLUMN_OF.items()}
        return Scored({**self.more, **known}, point.business)


def assess_points(
    session: Session,
    day: date,
    methods: Collection[ScoringMethod],
    *,
    unit_id: int | None = None,
    point_id: int | None = None,
) -> list[Assessed]:
    """Every point that is open on the day (or the one of `point_id`), a line per method, unit by unit.

    `unit_id` takes that unit and all below it. What is not recorded or not set makes a level not
    computable, with the reason in the working. A method of the county's own is asked of the points
    that name it.
    """
    parents = read_parents(session)
    columns = (_POINT.c[name] for name in _READ)
    query: Select[Any] = select(*columns, _UNIT.c.name.label("unit")).join(
        _UNIT, _POINT.c.unit_id == _UNIT.c.id
    )
    if point_id is not None:
        query = query.where(_POINT.c.id == point_id)
    else:
        query = query.where(or_(_POINT.c.closed_on.is_(None), _POINT.c.closed_on > day))
    if unit_id is not None:
        query = query.where(_POINT.c.unit_id.in_(_under(unit_id, parents)))
    yardsticks = _Yardsticks(session, day, read_overrides(session), parents)
    points = session.connection().execute(query.order_by(_UNIT.c.code, _POINT.c.id)).all()
    return [
        _assessed(point, made, yardstick)
        for point in points
        for yardstick in (yardsticks.of(point),)
        for made in assessments(point, yardstick, methods)
    ]


def assessments(point: Any, yardstick: Yardstick, methods: Collection[ScoringMethod]) -> Iterator[Assessment]:
    """What the methods give for one point, criteria count first, the county's own last."""
    if ScoringMethod.CRITERIA_COUNT in methods:
        yield by_criteria([getattr(point, name) for name, _ in CRITERIA], yardstick.cuts)
    if ScoringMethod.THREE_FACTOR in methods:
        yield by_product([getattr(point, name) for name, _ in FACTORS], yardstick.scale)
    if set(OWN_METHODS).isdisjoint(methods):
        return
    chosen = point.scoring_method if point.scoring_method in OWN_METHODS else None
    if yardstick.own is not None:
        yield by_own(yardstick.own, yardstick.scored(point), chosen)
    elif chosen is not None:
        yield Assessment(chosen, False, None, f"{chosen}：没有写明用哪个自定评估方法")


def compare(point: Any, made: Assessment) -> Comparison:
    """The declared level against a computed one."""
    if not made.computable:
        return Comparison.NOT_COMPUTABLE
    if point.level is None:
        return Comparison.NOT_DECLARED
    if made.level == point.level:
        return Comparison.SAME
    return Comparison.EXPLAINED if (point.override_reason or "").strip() else Comparison.DIFFERENT


def _assessed(point: Row[Any], made: Assessment, yardstick: Yardstick) -> Assessed:
    return Assessed(
        number=point.id,
        unit=point.unit,
        name=point.name,
        declared=_in_words(point),
        declared_method=point.scoring_method.value if point.scoring_method else "",
        override_reason=point.override_reason or "",
        assessment=made,
        comparison=compare(point, made),
        point=point,
        yardstick=yardstick,
    )


def _in_words(point: Row[Any]) -> str:
    written, level = point.level_written or "", point.level.value if point.level else ""
    return f"{level}（{written}）" if written and level and written != level else level or written


def below(session: Session, unit_id: int | None) -> list[int]:
    """The numbers of a unit and of all units below it."""
    return [] if unit_id is None else _under(unit_id, read_parents(session))


def _under(unit_id: int, parents: Mapping[int, int | None]) -> list[int]:
    return [unit for unit in parents if unit_id in above(unit, parents)]


class _Yardsticks:
    """Cut points and weights by unit, each looked up once; methods and further scores by point."""

    def __init__(
        self, session: Session, day: date, overrides: Sequence[Override], parents: Mapping[int, int | None]
    ) -> None:
        self._day, self._overrides, self._parents = day, overrides, parents
        self._known: dict[tuple[str, int], int | None] = {}
        self._methods = own_methods_by_number(session)
        self._more: dict[int, dict[str, int | None]] = {}
        for number, factor, score in session.connection().execute(
            select(_FACTOR.c.risk_point_id, _FACTOR.c.factor, _FACTOR.c.score)
        ):
            self._more.setdefault(number, {})[factor] = score

    def of(self, point: Row[Any]) -> Yardstick:
        """What a point is assessed with."""
        unit_id = point.unit_id
        first, second, third = (self._value(name, unit_id) for name in WEIGHTS)
        return Yardstick(
            CriteriaCuts(*(self._value(name, unit_id) for name in CRITERIA_LIMITS)),
            ProductScale((first, second, third), *(self._value(name, unit_id) for name in PRODUCT_CUTS)),
            self._methods.get(point.method_id),
            self._more.get(point.id, {}),
        )

    def _value(self, name: str, unit_id: int) -> int | None:
        if (name, unit_id) not in self._known:
            chain = above(unit_id, self._parents)
            value = choose(find_limit(name), self._day, self._overrides, chain).value
            self._known[name, unit_id] = None if value is None else int(value)
        return self._known[name, unit_id]
