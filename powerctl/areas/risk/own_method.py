"""Levels by a method of the county's own: factors, a matrix, or the kind of power (R-XZ-12).

What a part of a method is follows from what is filled: a factor, a cut point, a cell or a word. A
method with a part that is not filled whole computes nothing. The same computation for all points
in SQL is in `own_levels`; a test holds the two equal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from powerctl.areas.risk.scoring import FACTORS, Assessment
from powerctl.terms import RiskFormula, RiskLevel, ScoringMethod

MATRIX_AXES = (("likelihood", "发生可能性"), ("severity", "后果严重性"))
COLUMN_OF = {heading: name for name, heading in (*FACTORS, *MATRIX_AXES)}
"""Factors that a risk point has a column for; every other factor is a row of risk_factor."""

OTHERWISE = "其余"
"""The word of the part that takes what no other word names."""

LARGEST_SCORE = 100
LARGEST_WEIGHT = 100
# Scores go up to 100, and 100⁹ is the last such power that SQLite keeps as a whole number.
MOST_TIMES = 9
MOST_FACTORS = 9

METHOD_OF = {
    RiskFormula.MATRIX: (ScoringMethod.MATRIX, ScoringMethod.OWN),
    RiskFormula.WORDS: (ScoringMethod.POWER_KIND, ScoringMethod.OWN),
    RiskFormula.PRODUCT: (ScoringMethod.OWN,),
    RiskFormula.SUM: (ScoringMethod.OWN,),
}
OWN_METHODS = (ScoringMethod.MATRIX, ScoringMethod.POWER_KIND, ScoringMethod.OWN)
RANK = {RiskLevel.HIGH: 0, RiskLevel.MEDIUM: 1, RiskLevel.LOW: 2}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a method, as it is stored."""

    factor: str | None = None
    weight: int | None = None
    least: int | None = None
    most: int | None = None
    at_least: int | None = None
    likelihood: int | None = None
    severity: int | None = None
    word: str | None = None
    level: RiskLevel | None = None

    @property
    def is_factor(self) -> bool:
        """A factor with its weight and range, all filled."""
        return bool((self.factor or "").strip()) and None not in (self.weight, self.least, self.most)

    @property
    def is_cut(self) -> bool:
        """A cut point with its level."""
        return self.at_least is not None and self.level is not None

    @property
    def is_cell(self) -> bool:
        """A cell of the matrix with its level."""
        return None not in (self.likelihood, self.severity, self.level)

    @property
    def is_word(self) -> bool:
        """A word with its level."""
        return bool((self.word or "").strip()) and self.level is not None


@dataclass(frozen=True, slots=True)
class OwnMethod:
    """A method of the county's own with its parts; `source` is the document that it cites."""

    name: str
    formula: RiskFormula
    parts: tuple[Part, ...]
    source: str = ""

    @property
    def factors(self) -> tuple[Part, ...]:
        """The factors that a point is scored in, in order; a matrix has its two axes."""
        if self.formula is RiskFormula.MATRIX:
            return tuple(Part(title, 1, 0, LARGEST_SCORE) for _, title in MATRIX_AXES)
        return tuple(part for part in self.parts if part.is_factor)

    @property
    def cuts(self) -> dict[RiskLevel, int]:
        """The lowest score of each level that has one."""
        found: dict[RiskLevel, int] = {}
        for part in self.parts:
            if part.at_least is not None and part.level is not None:
                found[part.level] = min(part.at_least, found.get(part.level, part.at_least))
        return {level: found[level] for level in RANK if level in found}

    @property
    def flaw(self) -> str:
        """Why nothing can be computed with the method, in words; empty where it can."""
        return next(self.flaws(), "")

    def flaws(self) -> Iterator[str]:
        """Everything that keeps the method from being computed with."""
        parts = self.parts
        if self.formula is RiskFormula.WORDS:
            whole = all(part.is_word for part in parts)
        elif self.formula is RiskFormula.MATRIX:
            whole = all(part.is_cell for part in parts) or all(part.is_cut for part in parts)
        else:
            whole = all(part.is_factor or part.is_cut for part in parts)
        if not parts:
            yield "没有登记各项（因素、分数线、矩阵格或职权词）"
        elif not whole:
            yield "有的项没有填全，或者不属于这种算法"
        elif self.formula in (RiskFormula.PRODUCT, RiskFormula.SUM):
            yield from self._flaws_of_factors()

    def _flaws_of_factors(self) -> Iterator[str]:
        factors = self.factors
        weights = [part.weight or 0 for part in factors]
        if not factors:
            yield "没有登记因素"
        if not self.cuts:
            yield "没有登记分数线"
        if len(factors) > MOST_FACTORS:
            yield f"因素 {len(factors)} 个，多于 {MOST_FACTORS} 个"
        if any(not 1 <= weight <= LARGEST_WEIGHT for weight in weights):
            yield f"有的权重不在 1 至 {LARGEST_WEIGHT} 之间"
        if self.formula is RiskFormula.PRODUCT and sum(weights) > MOST_TIMES:
            yield f"连乘的权重合计 {sum(weights)}，多于 {MOST_TIMES}"

    def described(self) -> str:
        """The whole method in one line, as it is frozen with an assessment."""
        parts = [text for part in self.parts if (text := _described(part))]
        source = f"；依据：{self.source}" if self.source else ""
        return f"{self.name}（{self.formula}）：{'；'.join(parts) or '没有各项'}{source}"


@dataclass(frozen=True, slots=True)
class Scored:
    """What a point is scored in: factor (its title) → score, and the text of its power or business."""

    scores: Mapping[str, int | None]
    business: str | None


def by_own(method: OwnMethod, point: Scored, chosen: ScoringMethod | None = None) -> Assessment:
    """The level that a method gives a point; `chosen` is the way named on the point.

    Not computable where the method has a flaw, does not belong to the way that is named, or a
    value that it needs is not recorded; the working says which.
    """
    ways = METHOD_OF[method.formula]
    way = chosen if chosen in ways else ways[0]
    none = Assessment(way, False, None, "", name=method.name)
    head = f"{way}“{method.name}”："
    if chosen is not None and chosen not in ways:
        return replace(none, working=f"{head}算法是{method.formula}，与登记的评估方法“{chosen}”不符")
    if method.flaw:
        return replace(none, working=f"{head}{method.flaw}")
    if method.formula is RiskFormula.WORDS:
        made = _by_words(method, point, none)
    elif method.formula is RiskFormula.MATRIX:
        made = _by_matrix(method, point, none)
    else:
        made = _by_factors(method, point, none)
    return replace(made, working=f"{head}{made.working}")


def in_range(part: Part, score: int | None) -> bool:
    """A score that a factor allows."""
    return (
        score is not None
        and part.least is not None
        and part.most is not None
        and 0 <= score <= LARGEST_SCORE
        and part.least <= score <= part.most
    )


def _by_factors(method: OwnMethod, point: Scored, none: Assessment) -> Assessment:
    missing = [part.factor or "" for part in method.factors if point.scores.get(part.factor or "") is None]
    if missing:
        return replace(none, working=f"未填{'、'.join(missing)}")
    terms = []
    score = 1 if method.formula is RiskFormula.PRODUCT else 0
    for part in method.factors:
        value, weight = point.scores[part.factor or ""] or 0, part.weight or 0
        if not in_range(part, value):
            allowed = f"{part.least} 至 {part.most}"
            return replace(none, working=f"{part.factor} {value} 不是 {allowed} 的分值")
        if method.formula is RiskFormula.PRODUCT:
            score *= value**weight
            terms.append(f"{part.factor} {value}" + (f"（连乘 {weight} 次）" if weight > 1 else ""))
        else:
            score += value * weight
            terms.append(f"{part.factor} {value} × {weight}")
    sign = " × " if method.formula is RiskFormula.PRODUCT else " ＋ "
    return _cut(method, score, f"{sign.join(terms)}＝{score}", none)


def _by_matrix(method: OwnMethod, point: Scored, none: Assessment) -> Assessment:
    values = [point.scores.get(title) for _, title in MATRIX_AXES]
    missing = [title for (_, title), value in zip(MATRIX_AXES, values, strict=True) if value is None]
    if missing:
        return replace(none, working=f"未填{'、'.join(missing)}")
    likelihood, severity = (value or 0 for value in values)
    said = f"发生可能性 {likelihood}、后果严重性 {severity}"
    if not all(0 <= value <= LARGEST_SCORE for value in (likelihood, severity)):
        return replace(none, working=f"{said}，不是 0 至 {LARGEST_SCORE} 的分值")
    if method.cuts and method.parts[0].is_cut:
        score = likelihood * severity
        return _cut(method, score, f"发生可能性 {likelihood} × 后果严重性 {severity}＝{score}", none)
    asked = (likelihood, severity)
    levels = [p.level for p in method.parts if p.level and (p.likelihood, p.severity) == asked]
    if not levels:
        return replace(none, working=f"{said}，矩阵中没有这一格")
    level = min(levels, key=RANK.__getitem__)
    return replace(none, computable=True, level=level, working=f"{said}，矩阵中为{level}")


def _by_words(method: OwnMethod, point: Scored, none: Assessment) -> Assessment:
    business = (point.business or "").strip()
    if not business:
        return replace(none, working="未填权力或业务")
    listed = [(RANK[p.level], p.word, p.level) for p in method.parts if p.level and p.word]
    found = [line for line in listed if line[1] in business and line[1] != OTHERWISE]
    found = found or [line for line in listed if line[1] == OTHERWISE]
    if not found:
        return replace(none, working=f"“{business}”不含任何一个职权词")
    _, word, level = min(found)
    said = "不含所列职权词，按其余" if word == OTHERWISE else f"含“{word}”"
    return replace(none, computable=True, level=level, working=f"“{business}”{said}，为{level}")


def _cut(method: OwnMethod, score: int, said: str, none: Assessment) -> Assessment:
    level = next((level for level, least in method.cuts.items() if score >= least), None)
    cuts = "、".join(f"{least} 为{level}" for level, least in method.cuts.items())
    working = f"{said}；达到 {cuts}（本县自定），计算为{level or '不够低风险'}"
    return replace(none, computable=True, level=level, score=score, working=working)


def _described(part: Part) -> str:
    if part.is_factor:
        return f"{part.factor}（{part.least}–{part.most} 分，权重 {part.weight}）"
    if part.is_cut:
        return f"达到 {part.at_least} 为{part.level}"
    if part.is_cell:
        return f"可能性 {part.likelihood}、严重性 {part.severity} 为{part.level}"
    return f"“{part.word}”为{part.level}" if part.is_word else "（未填全的一项）"
