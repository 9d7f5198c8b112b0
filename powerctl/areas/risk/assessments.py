"""Assessments: a level worked out, frozen with its method, factors and citations, and fixed by a meeting.

What is frozen stays as it was, whatever becomes of limits, methods and points later (R-XZ-12).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, read_value
from powerctl.areas.risk.assessing import Assessed, assess_points
from powerctl.areas.risk.own_method import MATRIX_AXES, OWN_METHODS
from powerctl.areas.risk.scoring import CRITERIA, CRITERIA_LIMITS, FACTORS, PRODUCT_LIMITS
from powerctl.errors import Refused
from powerctl.limits.stored import read_overrides, read_parents
from powerctl.limits.values import above, choose, find_limit
from powerctl.model import RiskAssessment, RiskPoint
from powerctl.terms import ScoringMethod

EDITABLE = ("document", "note")
_LIMITS_OF = {
    ScoringMethod.CRITERIA_COUNT: CRITERIA_LIMITS,
    ScoringMethod.THREE_FACTOR: PRODUCT_LIMITS,
}


@dataclass(slots=True)
class Frozen:
    """What `risk assess` did: points assessed, those whose level could not be computed, and those
    that say no method."""

    assessed: int = 0
    not_computable: list[str] = field(default_factory=list)
    without_method: list[str] = field(default_factory=list)
    last: int | None = None


@dataclass(slots=True)
class Fixed:
    """What `risk fix` did: levels fixed, points whose level changed by it, and those left out, with why."""

    fixed: int = 0
    changed: int = 0
    left_out: list[str] = field(default_factory=list)


def freeze_assessments(
    session: Session,
    day: date,
    *,
    unit_id: int | None = None,
    point_id: int | None = None,
    way: ScoringMethod | None = None,
) -> Frozen:
    """Assesses a point, or every open one of a unit and those below it, and keeps the result.

    The way is the one that the point names, else `way`. A level that cannot be computed is kept as
    such, with the reason.
    """
    lines = assess_points(session, day, tuple(ScoringMethod), unit_id=unit_id, point_id=point_id)
    by_point: dict[int, list[Assessed]] = {}
    for line in lines:
        by_point.setdefault(line.number, []).append(line)
    texts = _Texts(session, day)
    done = Frozen()
    for found in by_point.values():
        chosen = found[0].point.scoring_method or way
        chosen_line = next((each for each in found if each.assessment.method is chosen), None)
        if chosen_line is None:
            done.without_method.append(f"{found[0].number} {found[0].name}")
            continue
        row, made = _row(chosen_line, day, texts), chosen_line.assessment
        session.add(row)
        done.assessed += 1
        if not made.computable:
            done.not_computable.append(f"{found[0].number} {found[0].name}：{made.working}")
        if point_id is not None:
            session.flush()
            done.last = row.id
    session.flush()
    return done


def fix_level(
    session: Session,
    point: RiskPoint,
    *,
    level: str,
    on: date,
    meeting: str,
    document: str = "",
    reason: str = "",
) -> RiskAssessment:
    """Records on a point's last assessment that a meeting fixed its level; the point takes the level.

    Without `level` it is the declared one. Raises Refused where the point was never assessed, the
    meeting is before the assessment, no level is known, and where the level differs from the
    computed one without a reason.
    """
    last = last_assessment(session, point)
    if last is None:
        raise Refused(f"“{point.name}”还没有评估记录", hint=f"powerctl risk assess {point.id}")
    why = _why_not(point, last, level, on, reason)
    if why:
        raise Refused(f"“{point.name}”{why}", hint=f"powerctl risk fix {point.id} --help")
    return _fix(session, point, last, level, on, needed(meeting, "研究确定的会议"), document, reason)


def fix_levels(
    session: Session, points: Iterable[RiskPoint], *, on: date, meeting: str, document: str = ""
) -> Fixed:
    """One meeting fixes the declared levels of many points; what cannot be fixed so is left out, with why."""
    meeting, done = needed(meeting, "研究确定的会议"), Fixed()
    for point in points:
        last = last_assessment(session, point)
        why = "还没有评估记录" if last is None else _why_not(point, last, "", on, "")
        if last is None or why:
            done.left_out.append(f"{point.id} {point.name}：{why}")
            continue
        before = point.level
        _fix(session, point, last, "", on, meeting, document, "")
        done.fixed += 1
        done.changed += before != point.level
    return done


def last_assessment(session: Session, point: RiskPoint) -> RiskAssessment | None:
    """The newest assessment of a point."""
    query = select(RiskAssessment).where(RiskAssessment.risk_point_id == point.id)
    newest = query.order_by(col(RiskAssessment.assessed_on).desc(), col(RiskAssessment.id).desc())
    return session.exec(newest.limit(1)).first()


def edit_assessment(session: Session, record: RiskAssessment, changes: Mapping[str, str]) -> list[Change]:
    """Changes document and note; what was frozen is not changed, a new assessment follows it."""
    return edit(session, record, changes, EDITABLE)


def _why_not(point: RiskPoint, last: RiskAssessment, level: str, on: date, reason: str) -> str:
    if on < last.assessed_on:
        return f"的评估日期 {last.assessed_on.isoformat()} 晚于会议日期 {on.isoformat()}"
    wanted = read_value(RiskPoint, "level", level, ("level",)) or point.level
    if wanted is None:
        return "没有登记等级，要写明会议确定的等级（--level）"
    explained = (reason or point.override_reason or "").strip()
    if last.computed_level is not None and wanted != last.computed_level and not explained:
        return f"确定为{wanted}，计算为{last.computed_level}，要写明理由（--reason）"
    return ""


def _fix(
    session: Session,
    point: RiskPoint,
    last: RiskAssessment,
    level: str,
    on: date,
    meeting: str,
    document: str,
    reason: str,
) -> RiskAssessment:
    wanted = read_value(RiskPoint, "level", level, ("level",)) or point.level
    last.fixed_level, last.fixed_on, last.fixed_by_written = wanted, on, meeting
    last.document = document.strip() or last.document
    if point.level != wanted:
        point.level, point.level_written = wanted, str(wanted)
    if reason.strip():
        point.override_reason = reason.strip()
    session.add(last)
    session.add(point)
    session.flush()
    return last


class _Texts:
    """Methods as they are frozen, each worked out once for a unit."""

    def __init__(self, session: Session, day: date) -> None:
        self._day = day
        self._overrides, self._parents = read_overrides(session), read_parents(session)
        self._known: dict[tuple[ScoringMethod, int], str] = {}

    def of(self, line: Assessed) -> str:
        """The method with its numbers and where they come from."""
        way = line.assessment.method
        if way in OWN_METHODS:
            return line.yardstick.own.described() if line.yardstick.own else str(way)
        unit_id = line.point.unit_id
        if (way, unit_id) not in self._known:
            chain = above(unit_id, self._parents)
            limits = (choose(find_limit(n), self._day, self._overrides, chain) for n in _LIMITS_OF[way])
            said = "；".join(f"{limit.name}＝{limit.words}（{limit.cites or '未设定'}）" for limit in limits)
            self._known[way, unit_id] = f"{way}：{said}"
        return self._known[way, unit_id]


def _row(line: Assessed, day: date, texts: _Texts) -> RiskAssessment:
    made = line.assessment
    return RiskAssessment(
        risk_point_id=line.number,
        assessed_on=day,
        method=made.method,
        method_name=made.name or None,
        method_frozen=texts.of(line),
        factors_frozen=_factors(line),
        working=made.working,
        score=made.score,
        computed_level=made.level,
    )


def _factors(line: Assessed) -> str:
    way, point = line.assessment.method, line.point
    if way is ScoringMethod.CRITERIA_COUNT:
        said = {True: "是", False: "否", None: "未填"}
        return "；".join(f"{title}：{said[getattr(point, name)]}" for name, title in CRITERIA)
    if way is ScoringMethod.THREE_FACTOR:
        return "；".join(f"{title}：{_shown(getattr(point, name))}" for name, title in FACTORS)
    scored = line.yardstick.scored(point)
    own = line.yardstick.own
    if way is ScoringMethod.POWER_KIND or (own and not own.factors):
        return f"权力或业务：{scored.business or '未填'}"
    titles = [part.factor or "" for part in own.factors] if own else [title for _, title in MATRIX_AXES]
    return "；".join(f"{title}：{_shown(scored.scores.get(title))}" for title in titles)


def _shown(value: int | None) -> str:
    return "未填" if value is None else str(value)
