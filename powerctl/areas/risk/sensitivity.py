"""Sensitivity: which levels flip when one factor moves by one, or one criterion turns (R-XZ-12).

The kind of power of a table of words is not a matter of degree: nothing is moved there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from powerctl.areas.risk.assessing import Assessed, assessments
from powerctl.areas.risk.own_method import COLUMN_OF, MATRIX_AXES, OWN_METHODS, in_range
from powerctl.areas.risk.scoring import CRITERIA, FACTORS, LARGEST_FACTOR, Assessment
from powerctl.terms import RiskFormula, ScoringMethod

BELOW = "不够低风险"
NONE = "无法计算"


@dataclass(frozen=True, slots=True)
class Flip:
    """One point whose level under one method would be another if one value were another."""

    number: int
    unit: str
    name: str
    method: str
    factor: str
    before: str
    after: str
    level: str
    new_level: str


def flips_of(lines: Iterable[Assessed]) -> list[Flip]:
    """Every flip of the computable lines, in their order."""
    return [flip for line in lines if line.assessment.computable for flip in _flips(line)]


def moves_of(line: Assessed) -> Iterator[tuple[str, Any, Any]]:
    """What may be moved by one for a line: factor or criterion, its value, its other value."""
    point, way = line.point, line.assessment.method
    if way is ScoringMethod.CRITERIA_COUNT:
        for name, title in CRITERIA:
            answer = getattr(point, name)
            if answer is not None:
                yield title, answer, not answer
    elif way is ScoringMethod.THREE_FACTOR:
        for name, title in FACTORS:
            value = getattr(point, name)
            yield from ((title, value, n) for n in (value - 1, value + 1) if 1 <= n <= LARGEST_FACTOR)
    elif line.yardstick.own is not None:
        scores = line.yardstick.scored(point).scores
        for part in line.yardstick.own.factors:
            value = scores.get(part.factor or "")
            for near in () if value is None else (value - 1, value + 1):
                if in_range(part, near):
                    yield part.factor or "", value, near


def moved(line: Assessed, factor: str, value: Any) -> Assessment:
    """What the line's method gives with one value changed."""
    columns = {**COLUMN_OF, **{title: name for name, title in (*CRITERIA, *MATRIX_AXES)}}
    values = line.point._asdict()
    yardstick = line.yardstick
    if factor in columns:
        values[columns[factor]] = value
    else:
        more = {**yardstick.more, factor: value}
        yardstick = type(yardstick)(yardstick.cuts, yardstick.scale, yardstick.own, more)
    way = line.assessment.method
    (made,) = assessments(SimpleNamespace(**values), yardstick, (way,))
    return made


def _flips(line: Assessed) -> Iterator[Flip]:
    own = line.yardstick.own
    cells = own is not None and own.formula is RiskFormula.MATRIX and not own.cuts
    for factor, before, after in moves_of(line):
        made = moved(line, factor, after)
        if cells and not made.computable and line.assessment.method in OWN_METHODS:
            # The county's matrix ends there: no point can have such a score.
            continue
        if (made.computable, made.level) == (True, line.assessment.level):
            continue
        yield Flip(
            line.number, line.unit, line.name, line.assessment.name or line.assessment.method.value,
            factor, _said(before), _said(after), _level(line.assessment), _level(made),
        )  # fmt: skip


def _said(value: Any) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _level(made: Assessment) -> str:
    if not made.computable:
        return NONE
    return made.level.value if made.level else BELOW
