"""Risk points are checked again and again: RSK014 (R-CC-06)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, null, or_, select

from powerctl.areas.organization.queries import BATCH, flag, the_day
from powerctl.areas.risk.queries import REVIEW, RISK_POINT
from powerctl.rulebook.question import any_of, limit, of_points, open_points, source_of
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import Severity

_MONTHS = "risk.review_months"


def _unchecked() -> Select[Any]:
    past = REVIEW.c.reviewed_on <= the_day()
    reviews = (
        select(
            REVIEW.c.risk_point_id,
            func.max(case((past, REVIEW.c.reviewed_on), else_=null())).label("last"),
            func.max(flag(REVIEW.c.reviewed_on.is_(None))).label("undated"),
        )
        .group_by(REVIEW.c.risk_point_id)
        .cte("reviews_by_point")
    )
    months, months_on = limit(_MONTHS, RISK_POINT.c.unit_id)
    whole = case((months.c.denominator == 1, months.c.numerator), else_=null())
    undated = func.coalesce(reviews.c.undated, 0) == 1
    in_time = any_of(_months_after(reviews.c.last, whole) >= the_day())
    late = and_(reviews.c.last.is_not(None), whole.is_not(None), ~in_time)
    registered = case((reviews.c.last.is_(None), func.date(BATCH.c.imported_at)), else_=null())
    never_checked = any_of(_months_after(registered, whole) < the_day())
    return of_points(
        and_(~undated, or_(late, never_checked)),
        ~in_time,
        reviews.c.last.label("last"),
        flag(undated).label("undated"),
        registered.label("registered"),
        months.c.words.label("months"),
        months.c.cites.label("months_cites"),
        joins=((reviews, reviews.c.risk_point_id == RISK_POINT.c.id), (months, months_on)),
    )


def _months_after(day: ColumnElement[Any], months: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.date(day, literal("+").concat(cast(months, String)).concat(" months"))


def _say(row: Any) -> str:
    if not row.months_cites:
        return f"检查间隔未设定（{_MONTHS}），无法判断是否按期检查"
    wanted = f"应每 {row.months}至少检查一次（定期、不定期都算）"
    if row.verdict == FINDING:
        told = f"最近一次检查在 {row.last}" if row.last else f"{row.registered} 导入登记以来没有检查记录"
        return f"{wanted}，{told}；{source_of(row.months_cites)}"
    if row.undated:
        return f"{wanted}，有检查记录没有写日期，无法判断是否按期"
    return f"{wanted}，没有检查记录，也不知道何时登记的或登记未满期限，无法判断是否按期"


RSK014 = Rule(
    code="RSK014",
    name="point-not-checked-in-time",
    title="风险点没有按期检查",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-06", "陈仓", "二·五"),),
    limits=(_MONTHS,),
    explanation=(
        "检查每个在控风险点在规定的月数内是否有检查记录，定期和不定期检查都算；检查日当天满期的算按期。"
        "从未检查的，导入登记已满期限才算问题；登记时间不明或未满期限、检查记录没有日期、间隔未设定时，"
        "答“无法判断”。"
    ),
    advice="检查并登记：powerctl review add，或 powerctl import 风险检查表",
    question=_unchecked,
    say=_say,
    repeats=never,
    examined=open_points,
)
