"""Finances are told to the team, shown to the staff, held in the budget, filed, checked.

FIN009 … FIN012, FIN019 (R-HY-04, R-HY-06).
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union,
)

from powerctl.areas.finance.queries import (
    APPROVAL_LIMIT,
    EXPENDITURE,
    FINANCE_REPORT,
    FUND,
    INSPECTION,
    PUBLICATION,
    then,
    working_days_between,
)
from powerctl.areas.meetings.queries_topics import working_days
from powerctl.areas.organization.queries import UNIT, flag, is_blank, not_over, the_day, unit_key
from powerctl.rulebook.finance.frame import judged, of_rows
from powerctl.rulebook.inspections import often_enough
from powerctl.rulebook.inspections import say as say_often
from powerctl.rulebook.question import limit, of_units, source_of
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import FundSource, InspectionSubject, Severity

_TEAM_MONTHS, _STAFF_MONTHS = "finance.team_report_months", "finance.staff_publication_months"
_STAFF_DAYS, _CHECKS = "finance.staff_publication_working_days", "finance.budget_checks_per_year"
_REPORTS = (Citation("R-HY-06", "花垣", "二·三"), Citation("R-HY-06", "秀洲", "附件1 一-1"))
_OUTSIDE = (FundSource.OFF_BUDGET, FundSource.NON_TAX)


def _spending_units(*others: Any) -> CTE:
    """Units that spend, or have a row in one of the other tables."""
    spending = select(UNIT.c.id.label("unit_id")).where(exists().where(EXPENDITURE.c.unit_id == UNIT.c.id))
    return union(spending, *(select(other.c.unit_id) for other in others)).cte("spending_units")


def _months_before(months: ColumnElement[Any]) -> ColumnElement[Any]:
    back = literal("-").concat(cast(months, String)).concat(" months")
    before: ColumnElement[Any] = func.date(the_day(), back, type_=String)
    return before


def _stale(day: ColumnElement[Any], name: str) -> Select[Any]:
    """A row per spending unit: whether `day` of its latest finance report is within the months of a limit."""
    units = _spending_units(FINANCE_REPORT)
    known = case((day <= the_day(), day), else_=null())
    told = (
        select(
            FINANCE_REPORT.c.unit_id,
            func.count().label("reports"),
            func.max(known).label("latest"),
            func.sum(flag(day.is_(None))).label("undated"),
        )
        .group_by(FINANCE_REPORT.c.unit_id)
        .cte("told")
    )
    months, months_on = limit(name, units.c.unit_id)
    since = _months_before(months.c.numerator)
    return of_units(
        units,
        literal("向班子报告" if name == _TEAM_MONTHS else "向职工公示"),
        judged(
            told.c.latest >= since,
            and_(
                told.c.reports > 0, told.c.undated == 0, or_(told.c.latest < since, told.c.latest.is_(None))
            ),
        ),
        func.coalesce(told.c.reports, 0).label("reports"),
        func.coalesce(told.c.undated, 0).label("undated"),
        told.c.latest.label("latest"),
        months.c.words.label("bound"),
        months.c.cites.label("cites"),
        *(null().label(name) for name in ("period_to", "shown_on", "late_days")),
        joins=((told, told.c.unit_id == units.c.unit_id), (months, months_on)),
    )


def _untold() -> Select[Any]:
    return _stale(FINANCE_REPORT.c.reported_on, _TEAM_MONTHS)


def _say_stale(row: Any, deed: str) -> str:
    wanted = f"财务情况最少每隔 {row.bound}{deed}一次（{source_of(row.cites)}）"
    if row.verdict == FINDING:
        return f"{wanted}，最近一次是 {row.latest or '检查日以后'}"
    if not row.reports:
        return f"{wanted}；本单位没有登记财务报告（0 份），无法判断"
    return f"{wanted}；{row.undated} 份财务报告没有登记{deed}的日期，无法判断"


def _say_untold(row: Any) -> str:
    return _say_stale(row, "向班子报告")


def _shown_elsewhere() -> CTE:
    """By finance report that has publications: the working days that the quickest took after the period."""
    report, shown = FINANCE_REPORT.c, PUBLICATION.c
    taken, days = working_days(report.period_to, shown.published_on, "shown")
    source = FINANCE_REPORT.join(PUBLICATION, shown.finance_report_id == report.id)
    for target, on in days:
        source = source.outerjoin(target, on)
    return (
        select(report.id.label("report_id"), func.min(case((taken >= 0, taken), else_=null())).label("taken"))
        .select_from(source)
        .group_by(report.id)
        .cte("shown_elsewhere")
    )


def _late() -> Select[Any]:
    """A row per finance report whose period is over: shown in time after the end of the period."""
    report = FINANCE_REPORT.c
    days = then(_STAFF_DAYS, report.unit_id, report.period_to)
    shown, taken = _shown_elsewhere(), working_days_between(report.period_to, report.published_on)
    waited = working_days_between(report.period_to, the_day())
    any_other = shown.c.report_id.is_not(None)
    passed = or_(taken.between(0, days), shown.c.taken <= days)
    finding = and_(~any_other, or_(taken > days, and_(report.published_on.is_(None), waited > days)))
    title = func.coalesce(report.title, literal("财务报告"))
    period = (
        func.coalesce(cast(report.period_from, String), "")
        .concat("至")
        .concat(func.coalesce(cast(report.period_to, String), ""))
    )
    return of_rows(
        FINANCE_REPORT,
        unit_key(UNIT, report.unit_id).concat("/").concat(title).concat("/").concat(period),
        title,
        judged(passed, finding),
        literal(1).label("reports"),
        flag(any_other).label("undated"),
        null().label("latest"),
        then(_STAFF_DAYS, report.unit_id, report.period_to, "words").label("bound"),
        then(_STAFF_DAYS, report.unit_id, report.period_to, "cites").label("cites"),
        report.period_to.label("period_to"),
        report.published_on.label("shown_on"),
        case((report.published_on.is_(None), waited), else_=taken).label("late_days"),
        joins=((shown, shown.c.report_id == report.id),),
    ).where(or_(report.period_to.is_(None), report.period_to <= the_day()))


def _unshown() -> Select[Any]:
    one = _late().subquery("by_report")
    both = _stale(FINANCE_REPORT.c.published_on, _STAFF_MONTHS).union_all(
        select(*(one.c[name] for name in _STALE_COLUMNS))
    )
    return select(both.subquery("unshown"))


_STALE_COLUMNS = (
    "item", "unit_id", "verdict", "subject", "origin", "reports", "undated", "latest", "bound", "cites",
    "period_to", "shown_on", "late_days",
)  # fmt: skip


def _say_unshown(row: Any) -> str:
    if row.item.endswith("/向职工公示"):
        return _say_stale(row, "向职工公示")
    wanted = f"财务情况最迟在期间结束后 {row.bound or '规定工作日'}内向职工公示（{source_of(row.cites)}）"
    if row.verdict == FINDING:
        if row.shown_on is None:
            return f"{wanted}，期间止日 {row.period_to}，已过 {row.late_days} 个工作日，没有登记公示"
        return f"{wanted}，期间止日 {row.period_to}，公示日期 {row.shown_on}，用了 {row.late_days} 个工作日"
    if row.period_to is None:
        reason = "没有登记期间止日"
    elif row.bound is None or row.late_days is None:
        reason = "限期未设定，或有关日期不在已知的工作日之内"
    elif row.undated:
        reason = "对应的公开记录没有写明日期，或晚于规定"
    else:
        reason = f"期间止日 {row.period_to}，期限未到，没有登记公示"
    return f"{wanted}；{reason}，无法判断"


def _outside_budget() -> Select[Any]:
    fund = FUND.c
    passed = or_(fund.is_in_budget.is_(True), and_(fund.fund.is_not(None), fund.fund.not_in(_OUTSIDE)))
    return of_rows(
        FUND,
        unit_key(UNIT, fund.unit_id)
        .concat("/")
        .concat(cast(fund.year, String))
        .concat("/")
        .concat(fund.name),
        fund.name,
        judged(passed, and_(fund.fund.in_(_OUTSIDE), fund.is_in_budget.is_(False))),
        fund.fund.label("fund"),
        fund.is_in_budget.label("is_in_budget"),
        fund.year.label("year"),
    )


def _say_outside(row: Any) -> str:
    wanted = "预算外资金、非税收入应全部纳入预算管理"
    if row.verdict == FINDING:
        return f"{wanted}，{row.year} 年度的这笔{row.fund}登记为未纳入"
    missing = "资金来源" if row.fund is None else "是否纳入预算管理"
    return f"{wanted}；没有写明{missing}，无法判断"


def _unfiled() -> Select[Any]:
    one = APPROVAL_LIMIT.c
    without_number, without_day = is_blank(one.filing_number), one.filed_on.is_(None)
    rank = func.coalesce(type_coerce(one.role, String), "未写层级", type_=String).concat(
        func.coalesce(literal("/") + one.post_written, "", type_=String)
    )
    scope = func.coalesce(type_coerce(one.scope, String), "未写范围", type_=String)
    item = (
        unit_key(UNIT, one.unit_id).concat("/").concat(rank).concat("/").concat(scope)
        .concat("/").concat(func.coalesce(cast(one.valid_from, String), ""))
    )  # fmt: skip
    return of_rows(
        APPROVAL_LIMIT,
        item,
        rank.concat("审批权限"),
        judged(
            and_(~without_number, one.filed_on <= one.valid_from),
            or_(and_(without_number, without_day), one.filed_on > one.valid_from),
        ),
        one.filed_on.label("filed_on"),
        one.valid_from.label("begins_on"),
        flag(without_number).label("without_number"),
    ).where(not_over(APPROVAL_LIMIT))


def _say_unfiled(row: Any) -> str:
    wanted = "审批层级、权限和大额资金标准应在施行之前报财政部门备案"
    if row.verdict == FINDING:
        if row.filed_on is None:
            return f"{wanted}，没有登记备案号和备案日期"
        return f"{wanted}，起日 {row.begins_on}，备案日期 {row.filed_on} 在后"
    if row.begins_on is None:
        reason = "没有写明起日"
    else:
        reason = "没有登记备案号" if row.without_number else "没有登记备案日期"
    return f"{wanted}；{reason}，无法判断"


def _unchecked() -> Select[Any]:
    one = INSPECTION.c
    since, kept = _months_before(literal("12")), [one.inspected_on.is_not(None), one.subject.is_not(None)]
    recent = and_(one.inspected_on > since, one.inspected_on <= the_day())
    units = _spending_units()
    checks = (
        select(
            one.unit_id,
            func.count().label("rows"),
            func.sum(flag(and_(recent, one.subject == InspectionSubject.BUDGET))).label("checks"),
            func.sum(flag(~and_(*kept))).label("vague"),
        )
        .group_by(one.unit_id)
        .cte("checks_of_units")
    )
    return often_enough(units, "预算执行检查", checks, _CHECKS)


def _say_unchecked(row: Any) -> str:
    return say_often(row, "每年最少检查预算执行", "没有写明内容或日期")


FIN009 = Rule(
    code="FIN009",
    name="finances-not-told-to-team",
    title="财务情况没有定期向班子报告",
    severity=Severity.WARNING,
    cites=_REPORTS,
    limits=(_TEAM_MONTHS,),
    explanation=(
        "检查每个有支出或财务报告的单位：检查日之前的规定月数内是否向班子报告过财务情况。"
        "最近一次早于规定的算问题。没有登记财务报告，或报告没有写明日期时，答“无法判断”。"
    ),
    advice="登记向班子报告的日期和会议：powerctl finance add、powerctl finance edit",
    question=_untold,
    say=_say_untold,
    repeats=never,
)

FIN010 = Rule(
    code="FIN010",
    name="finances-not-shown-to-staff",
    title="财务情况没有定期、按时向职工公示",
    severity=Severity.WARNING,
    cites=_REPORTS,
    limits=(_STAFF_MONTHS, _STAFF_DAYS),
    explanation=(
        "检查每个有支出或财务报告的单位在规定月数内是否向职工公示过财务情况，"
        "以及每份财务报告是否在期间结束后的规定工作日内公示。"
        "没有登记财务报告，期间、公示日期没有写明，或工作日历不含有关日期时，答“无法判断”。"
    ),
    advice="登记公示日期和地点：powerctl finance edit；登记公开记录：powerctl publish add",
    question=_unshown,
    say=_say_unshown,
    repeats=never,
)

FIN011 = Rule(
    code="FIN011",
    name="funds-outside-budget",
    title="预算外资金、非税收入没有纳入预算",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-06", "抚松", "改革限权·管权"),),
    limits=(),
    explanation=(
        "检查每个登记的资金账户：预算外资金、非税收入是否纳入预算管理。"
        "资金来源或是否纳入没有写明时，答“无法判断”。"
    ),
    advice="纳入预算，并登记：powerctl fund edit",
    question=_outside_budget,
    say=_say_outside,
    repeats=never,
)

FIN012 = Rule(
    code="FIN012",
    name="approval-limits-not-filed",
    title="审批权限没有报备案",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-04", "秀洲", "附件2 模本一 一-(三)-4"),),
    limits=(),
    explanation=(
        "检查每条未失效的审批权限：是否有备案号，备案日期不晚于起日。两样都没有，或备案在后的，算问题。"
        "只缺一样，或没有写明起日时，答“无法判断”。"
    ),
    advice="报财政部门备案，并登记：powerctl approval edit",
    question=_unfiled,
    say=_say_unfiled,
)

FIN019 = Rule(
    code="FIN019",
    name="budget-not-checked",
    title="没有检查预算执行情况",
    severity=Severity.INFO,
    cites=(Citation("R-HY-06", "花垣", "二·三"),),
    limits=(_CHECKS,),
    explanation=(
        "检查每个有支出的单位：近 12 个月登记的预算执行检查是否达到规定次数。登记了检查而次数不足的算问题；"
        "没有登记任何检查，或检查没有写明内容、日期时，答“无法判断”。"
    ),
    advice="检查预算执行情况，并登记：powerctl inspection add",
    question=_unchecked,
    say=_say_unchecked,
    repeats=never,
)
