"""Points have measures: RSK007, RSK010, RSK012 (R-CC-06, R-XZ-12)."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from powerctl.areas.organization.queries import flag
from powerctl.areas.risk.queries import RISK_POINT, examined_units, is_open, measures_by_point
from powerctl.rulebook.question import any_of, limit, of_points, of_units, open_points, source_of, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import RiskLevel, RiskList, Severity

_LEAST = "risk.measures_per_point_min"
_RATIO = "risk.measures_ratio"


def _unmeasured() -> Select[Any]:
    measures = measures_by_point()
    least, least_on = limit(_LEAST, RISK_POINT.c.unit_id)
    have = func.coalesce(measures.c.measures, 0)
    return of_points(
        any_of(have * least.c.denominator < least.c.numerator),
        least.c.numerator.is_(None),
        have.label("have"),
        RISK_POINT.c.level.label("level"),
        least.c.words.label("least"),
        least.c.cites.label("least_cites"),
        joins=((measures, measures.c.risk_point_id == RISK_POINT.c.id), (least, least_on)),
    )


def _say_unmeasured(row: Any) -> str:
    level = f"{row.level}风险点" if row.level else "未定等级的风险点"
    if row.verdict != FINDING:
        return f"{level}登记防控措施 {row.have} 条，最少条数未设定，无法判断"
    return f"{level}防控措施应至少 {row.least} 条，登记 {row.have} 条；{source_of(row.least_cites)}"


def _severity(row: Any) -> Severity:
    # A point without a level may be a high one.
    return Severity.WARNING if row.level in (RiskLevel.MEDIUM, RiskLevel.LOW) else Severity.ERROR


def _head_list() -> Select[Any]:
    units, measures = examined_units(), measures_by_point()
    least, least_on = limit(_LEAST, RISK_POINT.c.unit_id)
    have = func.coalesce(measures.c.measures, 0)
    listed = RISK_POINT.c.list_kind == RiskList.HEAD
    open_list = RISK_POINT.c.list_kind.is_(None)
    bare = or_(least.c.numerator.is_(None), have * least.c.denominator < least.c.numerator)
    totals = (
        select(
            RISK_POINT.c.unit_id,
            func.count().label("points"),
            func.sum(flag(listed)).label("listed"),
            func.sum(flag(and_(listed, bare))).label("bare"),
            func.sum(flag(open_list)).label("open_list"),
            func.sum(flag(and_(open_list, bare))).label("open_bare"),
            func.max(least.c.words).label("least"),
            func.max(least.c.cites).label("least_cites"),
            func.max(least.c.numerator).label("least_number"),
        )
        .select_from(
            RISK_POINT.outerjoin(measures, measures.c.risk_point_id == RISK_POINT.c.id).outerjoin(
                least, least_on
            )
        )
        .where(is_open(RISK_POINT), or_(listed, open_list))
        .group_by(RISK_POINT.c.unit_id)
        .cte("head_lists")
    )
    every = (
        select(RISK_POINT.c.unit_id, func.count().label("points"))
        .where(is_open(RISK_POINT))
        .group_by(RISK_POINT.c.unit_id)
        .cte("all_points")
    )
    on_list, without = func.coalesce(totals.c.listed, 0), func.coalesce(totals.c.bare, 0)
    unplaced, unplaced_bare = func.coalesce(totals.c.open_list, 0), func.coalesce(totals.c.open_bare, 0)
    points = func.coalesce(every.c.points, 0)
    known = totals.c.least_number.is_not(None)
    return of_units(
        units,
        None,
        verdict(
            or_(and_(on_list == 0, unplaced == 0, points > 0), and_(known, without > 0)),
            or_(on_list == 0, without > 0, unplaced_bare > 0),
        ),
        on_list.label("listed"),
        without.label("bare"),
        unplaced.label("unplaced"),
        points.label("points"),
        totals.c.least.label("least"),
        totals.c.least_cites.label("least_cites"),
        joins=((totals, totals.c.unit_id == units.c.unit_id), (every, every.c.unit_id == units.c.unit_id)),
    )


def _say_head_list(row: Any) -> str:
    if not row.points:
        return "“一把手”风险清单应至少 1 条；本单位没有登记风险点，无法判断"
    if not row.listed:
        sentence = f"“一把手”风险清单应至少 1 条，登记 0 条（在控风险点共 {row.points} 条）"
        return sentence if row.verdict == FINDING else f"{sentence}；{row.unplaced} 条未填清单归属，无法判断"
    sentence = (
        f"“一把手”风险清单 {row.listed} 条，每条防控措施应至少 {row.least or '未设定'} 条，"
        f"不足的 {row.bare} 条；{source_of(row.least_cites)}"
    )
    if row.verdict == FINDING:
        return sentence
    doubt = "最少条数未设定" if row.bare else f"另有 {row.unplaced} 条未填清单归属，其中有的措施不足"
    return f"{sentence}；{doubt}，无法判断"


def _outnumbered() -> Select[Any]:
    units, measures = examined_units(), measures_by_point()
    totals = (
        select(
            RISK_POINT.c.unit_id,
            func.count().label("points"),
            func.sum(func.coalesce(measures.c.measures, 0)).label("measures"),
        )
        .select_from(RISK_POINT.outerjoin(measures, measures.c.risk_point_id == RISK_POINT.c.id))
        .where(is_open(RISK_POINT))
        .group_by(RISK_POINT.c.unit_id)
        .cte("totals")
    )
    ratio, ratio_on = limit(_RATIO, units.c.unit_id)
    points, have = func.coalesce(totals.c.points, 0), func.coalesce(totals.c.measures, 0)
    return of_units(
        units,
        None,
        verdict(
            any_of(and_(points > 0, have * ratio.c.denominator < points * ratio.c.numerator)),
            or_(points == 0, ratio.c.numerator.is_(None)),
        ),
        points.label("points"),
        have.label("have"),
        ratio.c.words.label("ratio"),
        ratio.c.cites.label("ratio_cites"),
        joins=((totals, totals.c.unit_id == units.c.unit_id), (ratio, ratio_on)),
    )


def _say_outnumbered(row: Any) -> str:
    if not row.points:
        return "本单位没有登记风险点，防控措施与风险点之比无法判断"
    counted = f"风险点 {row.points} 条，防控措施 {row.have} 条"
    if row.verdict != FINDING:
        return f"{counted}，两者之比的最低值未设定，无法判断"
    return f"{counted}，两者之比应不低于 {row.ratio}；{source_of(row.ratio_cites)}"


RSK007 = Rule(
    code="RSK007",
    name="point-without-measure",
    title="风险点没有防控措施",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-06", "陈仓", "二·五"), Citation("R-XZ-12", "秀洲", "四-(二)-3")),
    limits=(_LEAST,),
    explanation=(
        "检查每个在控风险点的防控措施是否达到最少条数。高风险点和没有等级的风险点程度为严重，其余为一般。"
        "最少条数未设定时，答“无法判断”。"
    ),
    advice="制定措施并登记：powerctl measure add，或在风险点表中补填后重新 powerctl import",
    question=_unmeasured,
    say=_say_unmeasured,
    repeats=never,
    examined=open_points,
    severity_of=_severity,
)

RSK010 = Rule(
    code="RSK010",
    name="head-list-empty-or-unmeasured",
    title="“一把手”风险清单为空或缺少措施",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-06", "陈仓", "二·五"),),
    limits=(_LEAST,),
    explanation=(
        "检查每个单位的“一把手”风险清单是否至少一条，且每条都有防控措施。"
        "清单可能在未填清单归属的风险点里、或没有措施的风险点可能属于“一把手”时，答“无法判断”；"
        "单位一条风险点也没有时也是。"
    ),
    advice="补充“一把手”风险点和具体措施：powerctl risk add、powerctl measure add",
    question=_head_list,
    say=_say_head_list,
    repeats=never,
)

RSK012 = Rule(
    code="RSK012",
    name="measures-fewer-than-points",
    title="防控措施少于风险点",
    severity=Severity.INFO,
    cites=(Citation("R-CC-06", "陈仓", "二·五"),),
    limits=(_RATIO,),
    explanation=(
        "检查每个单位在控风险点的防控措施总条数与风险点条数之比。"
        "单位没有登记风险点，或比例未设定时，答“无法判断”。"
    ),
    advice="为风险点补充措施：powerctl measure add；比例可由本县设定：powerctl limit set risk.measures_ratio",
    question=_outnumbered,
    say=_say_outnumbered,
    repeats=never,
)
