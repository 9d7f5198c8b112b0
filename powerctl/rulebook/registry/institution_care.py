"""Institutions are kept up and carried out: INS004, INS006 (R-ZJ-01, R-FS-04)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, and_, case, cast, func, literal, or_, select

from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.areas.registry.institutions.queries import (
    INSTITUTION,
    INSTITUTION_REVIEW,
    possibly_binds,
)
from powerctl.rulebook.question import limit, source_of
from powerctl.rulebook.registry.institution_items import of_institutions
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import InstitutionReviewKind, Severity

_REVIEW_MONTHS = "institutions.review_months"
_PER_YEAR = "institutions.inspections_per_year"
_YEAR = "-1 year"
_FIELDS = (
    ("no_owner", "责任部门", is_blank(INSTITUTION.c.owner_written)),
    ("no_day", "施行日期", INSTITUTION.c.valid_from.is_(None)),
    ("no_status", "有效性", INSTITUTION.c.status.is_(None)),
)


def _before(period: ColumnElement[str]) -> ColumnElement[str]:
    return func.date(the_day(), period, type_=String)


def _untended() -> Select[Any]:
    months, months_on = limit(_REVIEW_MONTHS, INSTITUTION.c.unit_id)
    review = INSTITUTION_REVIEW
    since = _before(literal("-").concat(cast(func.coalesce(months.c.numerator, 0), String)).concat(" months"))
    reviewed = (
        select(
            review.c.institution_id,
            func.max(
                case((review.c.kind == InstitutionReviewKind.REVIEW, review.c.reviewed_on), else_=None)
            ).label("last"),
            func.max(review.c.reviewed_on).label("last_of_any"),
            func.max(
                flag(
                    and_(
                        or_(review.c.kind.is_(None), review.c.kind == InstitutionReviewKind.REVIEW),
                        review.c.reviewed_on.is_(None),
                    )
                )
            ).label("undated"),
            func.max(case((review.c.kind.is_(None), review.c.reviewed_on), else_=None)).label("unkinded"),
        )
        .where(func.coalesce(review.c.reviewed_on <= the_day(), True))
        .group_by(review.c.institution_id)
        .cte("reviewed")
    )
    missing = or_(*(one for _, _, one in _FIELDS))
    fresh = or_(INSTITUTION.c.valid_from > since, func.coalesce(reviewed.c.last > since, False))
    doubt = or_(
        months.c.numerator.is_(None),
        func.coalesce(reviewed.c.undated, 0) == 1,
        func.coalesce(reviewed.c.unkinded > since, False),
    )
    answer = case(
        (missing, FINDING),
        (months.c.numerator.is_(None), UNKNOWN),
        (fresh, PASSED),
        (doubt, UNKNOWN),
        else_=FINDING,
    )
    return of_institutions(
        answer,
        *(flag(one).label(name) for name, _, one in _FIELDS),
        INSTITUTION.c.valid_from.label("since"),
        reviewed.c.last.label("last"),
        months.c.words.label("months"),
        months.c.cites.label("months_cites"),
        joins=((months, months_on), (reviewed, reviewed.c.institution_id == INSTITUTION.c.id)),
    ).where(possibly_binds(INSTITUTION))


def _say_untended(row: Any) -> str:
    missing = [title for name, title, _ in _FIELDS if getattr(row, name)]
    if missing:
        return f"制度应登记责任部门、施行日期、有效性 3 项，缺 {len(missing)} 项：{'、'.join(missing)}"
    if row.months == "未设定":
        return "制度的复核间隔未设定，是否按期复核无法判断"
    done = f"最近一次评估修订 {row.last}" if row.last else f"{row.since} 施行以来登记评估修订 0 次"
    sentence = f"制度应每 {row.months}内复核一次，{done}；{source_of(row.months_cites)}"
    if row.verdict == FINDING:
        return sentence
    return f"{sentence}；另有制度检查没有写明日期或类型，无法判断"


def _inspections(since: ColumnElement[str]) -> CTE:
    review = INSTITUTION_REVIEW
    is_one = review.c.kind == InstitutionReviewKind.INSPECTION
    may_be = or_(review.c.kind.is_(None), is_one)
    within = and_(review.c.reviewed_on > since, review.c.reviewed_on <= the_day())
    return (
        select(
            review.c.institution_id,
            func.sum(flag(and_(is_one, within))).label("have"),
            func.sum(flag(and_(may_be, or_(review.c.reviewed_on.is_(None), within)))).label("maybe"),
        )
        .group_by(review.c.institution_id)
        .cte("inspections")
    )


def _uninspected() -> Select[Any]:
    least, least_on = limit(_PER_YEAR, INSTITUTION.c.unit_id)
    since = _before(literal(_YEAR))
    found = _inspections(since)
    have, maybe = func.coalesce(found.c.have, 0), func.coalesce(found.c.maybe, 0)
    certain = and_(INSTITUTION.c.valid_from.is_not(None), INSTITUTION.c.status.is_not(None))
    answer = case(
        (least.c.numerator.is_(None), UNKNOWN),
        (have * least.c.denominator >= least.c.numerator, PASSED),
        (and_(certain, INSTITUTION.c.valid_from > since), PASSED),
        (~certain, UNKNOWN),
        (maybe * least.c.denominator >= least.c.numerator, UNKNOWN),
        else_=FINDING,
    )
    return of_institutions(
        answer,
        flag(certain).label("certain"),
        have.label("have"),
        maybe.label("maybe"),
        least.c.words.label("least"),
        least.c.cites.label("least_cites"),
        joins=((least, least_on), (found, found.c.institution_id == INSTITUTION.c.id)),
    ).where(possibly_binds(INSTITUTION))


def _say_uninspected(row: Any) -> str:
    if row.least == "未设定":
        return f"近一年登记执行检查 {row.have} 次，每年最少次数未设定，无法判断"
    sentence = (
        f"制度执行情况每年应至少检查 {row.least} 次，近一年登记 {row.have} 次；{source_of(row.least_cites)}"
    )
    if row.verdict == FINDING:
        return sentence
    if not row.certain:
        return f"{sentence}；制度没有写明施行日期或有效性，是否应检查无法判断"
    return f"{sentence}；另有 {row.maybe - row.have} 次检查没有写明日期或类型，无法判断"


INS004 = Rule(
    code="INS004",
    name="institution-untended",
    title="制度没有责任部门、日期、有效性，或久未复核",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-01", "诸暨", "有效制权"),),
    limits=(_REVIEW_MONTHS,),
    explanation=(
        "检查每项没有失效的制度是否写明责任部门、施行日期、有效性，施行或最近一次评估修订是否在复核间隔之内。"
        "写明已废止的不查。间隔未设定，或有评估修订没有写明日期、类型的，答“无法判断”。"
    ),
    advice="补填三项：powerctl institution edit；复核后登记：powerctl institution review",
    question=_untended,
    say=_say_untended,
    repeats=never,
)
INS006 = Rule(
    code="INS006",
    name="institution-not-inspected",
    title="制度执行情况没有检查",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-01", "诸暨", "有效制权"),),
    limits=(_PER_YEAR,),
    explanation=(
        "检查每项现行制度近一年登记的执行检查是否达到每年最少次数；施行不满一年的不要求。"
        "检查没有写明日期或类型，制度没有施行日期或有效性，或次数未设定的，答“无法判断”。"
    ),
    advice="检查执行情况并登记：powerctl institution inspect，或 powerctl import 制度检查表",
    question=_uninspected,
    say=_say_uninspected,
    repeats=never,
)
