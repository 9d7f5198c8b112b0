"""What leaders report of themselves: PER012, PER013, PER014 (R-CC-07)."""

from typing import Any

from sqlalchemy import CTE, Select, String, and_, case, cast, func, literal, null, or_, select

from powerctl.areas.organization.queries import BATCH, POST, TENURE, UNIT, flag, origin, the_day, unit_key
from powerctl.areas.personnel.queries import REPORT
from powerctl.limits.in_force import limit_on
from powerctl.rulebook.personnel.frame import days_after, of_numbered
from powerctl.rulebook.question import limit, limit_then, source_of, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import PersonalReportKind, Severity

_A_YEAR, _DAYS, _PERCENT = (
    *("person.integrity_reports_per_year", "person.matter_report_days", "person.spot_check_percent"),
)
_WHOLE = 100


def _last_year() -> Any:
    """The year before the day of the check, as a number."""
    return cast(func.strftime("%Y", the_day()), REPORT.c.year.type) - 1


def _integrity() -> CTE:
    """By person: last year's integrity reports that are written, verified and filed; or perhaps."""
    kind, year = REPORT.c.kind, REPORT.c.year
    flags = (REPORT.c.is_written, REPORT.c.is_verified)
    filed = REPORT.c.filed_on.is_not(None)
    sure = and_(kind == PersonalReportKind.INTEGRITY, year == _last_year())
    good = and_(sure, *(one.is_(True) for one in flags), filed)
    bad = or_(*(func.coalesce(one.is_(False), False) for one in flags))
    return (
        select(
            REPORT.c.person_id,
            func.sum(flag(sure)).label("reports"),
            func.sum(flag(good)).label("good"),
            func.sum(flag(and_(~func.coalesce(good, False), ~bad))).label("perhaps"),
        )
        .where(
            REPORT.c.person_id.is_not(None),
            or_(kind.is_(None), kind == PersonalReportKind.INTEGRITY),
            or_(year.is_(None), year == _last_year()),
        )
        .group_by(REPORT.c.person_id)
        .cte("integrity")
    )


def _unfiled() -> Select[Any]:
    """A row per head and tenure that covers the end of last year, or may."""
    least, least_on = limit(_A_YEAR, POST.c.unit_id)
    found, year = _integrity(), cast(_last_year(), String)
    last_day = year.concat("-12-31")
    good, perhaps = func.coalesce(found.c.good, 0), func.coalesce(found.c.perhaps, 0)
    reports = func.coalesce(found.c.reports, 0)
    enough = good * least.c.denominator >= least.c.numerator
    too_few = and_(reports > 0, (good + perhaps) * least.c.denominator < least.c.numerator)
    certain = and_(func.coalesce(POST.c.is_head.is_(True), False), TENURE.c.valid_from.is_not(None))
    source = (
        TENURE.join(POST, POST.c.id == TENURE.c.post_id)
        .outerjoin(UNIT, UNIT.c.id == POST.c.unit_id)
        .outerjoin(BATCH, BATCH.c.id == TENURE.c.batch_id)
        .outerjoin(least, least_on)
        .outerjoin(found, found.c.person_id == TENURE.c.person_id)
    )
    return (
        select(
            unit_key(UNIT, POST.c.unit_id)
            .concat("/")
            .concat(POST.c.title)
            .concat("/")
            .concat(year)
            .label("item"),
            POST.c.unit_id.label("unit_id"),
            verdict(and_(too_few, certain), ~func.coalesce(enough, False)).label("verdict"),
            POST.c.title.label("subject"),
            origin(TENURE, BATCH).label("origin"),
            year.label("year"),
            POST.c.is_head.label("is_head"),
            TENURE.c.valid_from.label("valid_from"),
            reports.label("reports"),
            good.label("good"),
            perhaps.label("perhaps"),
            least.c.words.label("least"),
            case((least.c.numerator.is_not(None), least.c.cites), else_=null()).label("cites"),
        )
        .select_from(source)
        .where(
            POST.c.is_head.is_not(False),
            or_(POST.c.is_head.is_(True), POST.c.is_leadership.is_not(False)),
            or_(TENURE.c.valid_from.is_(None), TENURE.c.valid_from <= last_day),
            or_(TENURE.c.valid_to.is_(None), TENURE.c.valid_to >= last_day),
        )
    )


def _say_unfiled(row: Any) -> str:
    wanted = "“一把手”每年应有书面廉政报告，经核实后归档"
    if row.cites:
        wanted += f"，不少于 {row.least}份（{source_of(row.cites)}）"
    said = f"{wanted}；{row.year} 年登记 {row.reports} 份，其中书面、核实、归档齐全的 {row.good} 份"
    if row.verdict == FINDING:
        return said
    reasons = (
        (not row.cites, "每年几份尚未设定"),
        (row.is_head is None, "职务没有写明是否“一把手”"),
        (row.valid_from is None, "没有登记任职日期"),
        (row.perhaps, f"{row.perhaps} 份没有写明类别、年度、是否书面、是否核实或归档日期"),
        (True, "没有登记本人的报告"),
    )
    return f"{said}；{next(words for holds, words in reasons if holds)}，无法判断"


PER012 = Rule(
    code="PER012",
    name="integrity-file-incomplete",
    title="“一把手”廉政档案不全",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-07", "陈仓", "二·二"),),
    limits=(_A_YEAR,),
    explanation=(
        "检查上年末在任的每名“一把手”：上年度的廉政报告书面、核实、归档齐全的份数是否够。"
        "本人没有登记报告，报告没有写明类别、年度、是否书面、是否核实或归档日期，职务没有写明是否“一把手”，"
        "没有登记任职日期，或份数尚未设定时，答“无法判断”。"
    ),
    advice="补登廉政报告：powerctl personal add；更正：powerctl personal edit",
    question=_unfiled,
    say=_say_unfiled,
)


def _late() -> Select[Any]:
    kind, event, told = REPORT.c.kind, REPORT.c.event_on, REPORT.c.reported_on
    days, days_on = limit_then(_DAYS, REPORT.c.unit_id, event)
    deadline = days_after(event, days)
    late = func.coalesce(told > deadline, False)
    return of_numbered(
        REPORT,
        verdict(
            and_(late, func.coalesce(kind == PersonalReportKind.EVENT, False)),
            ~func.coalesce(told <= deadline, False),
        ),
        REPORT.c.number,
        kind.label("kind"),
        event.label("event_on"),
        told.label("told_on"),
        days.c.words.label("days"),
        case((days.c.numerator.is_not(None), days.c.cites), else_=null()).label("cites"),
        joins=((days, days_on),),
    ).where(or_(kind == PersonalReportKind.EVENT, and_(kind.is_(None), event.is_not(None))))


def _say_late(row: Any) -> str:
    wanted = "个人重大事项应及时报告"
    if row.cites:
        wanted = f"个人重大事项应在发生后 {row.days}内报告（{source_of(row.cites)}）"
    if row.event_on:
        wanted += f"，发生 {row.event_on}"
    if row.told_on:
        wanted += f"，报告 {row.told_on}"
    if row.verdict == FINDING:
        return wanted
    reasons = (
        (row.event_on is None, "没有登记发生日期"),
        (not row.cites, "报告期限尚未设定"),
        (row.told_on is None, "没有登记报告日期"),
        (True, "没有写明报告类别"),
    )
    return f"{wanted}；{next(words for holds, words in reasons if holds)}，无法判断"


PER013 = Rule(
    code="PER013",
    name="matter-reported-late",
    title="个人重大事项没有及时报告",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-07", "陈仓", "二·二、三·一"),),
    limits=(_DAYS,),
    explanation=(
        "检查登记的每份重大事项报告：从事项发生到报告是否在规定天数之内（发生当天不计）。"
        "没有登记发生日期、报告日期，没有写明报告类别，或天数尚未设定时，答“无法判断”。没有登记的事项无从检查。"
    ),
    advice="补登日期：powerctl personal edit",
    question=_late,
    say=_say_late,
    repeats=never,
)


def _spot_checks() -> Select[Any]:
    """A row for last year, of the whole county: reports that say neither kind nor year count as open.

    Its origin is the first report that was not checked.
    """
    kind, year, checked = REPORT.c.kind, REPORT.c.year, REPORT.c.is_spot_checked
    sure = and_(kind == PersonalReportKind.MATTERS, year == _last_year())
    counted = (
        select(
            func.sum(flag(sure)).label("reports"),
            func.sum(flag(and_(sure, checked.is_(True)))).label("checked"),
            func.sum(flag(and_(sure, checked.is_(None)))).label("unclear"),
            func.sum(flag(~func.coalesce(sure, False))).label("loose"),
            func.min(case((checked.is_not(True), REPORT.c.id))).label("first"),
        )
        .where(
            or_(kind.is_(None), kind == PersonalReportKind.MATTERS), or_(year.is_(None), year == _last_year())
        )
        .cte("spot_checks")
    )
    least = limit_on.alias("spot_check_percent")
    reports, sure_ones = counted.c.reports + counted.c.loose, counted.c.checked
    most = sure_ones + counted.c.unclear + counted.c.loose
    scale = least.c.denominator * _WHOLE
    enough = and_(counted.c.reports > 0, sure_ones * scale >= least.c.numerator * reports)
    too_few = and_(counted.c.reports > 0, most * scale < least.c.numerator * reports)
    return (
        select(
            literal("个人有关事项报告/").concat(cast(_last_year(), String)).label("item"),
            null().label("unit_id"),
            verdict(func.coalesce(too_few, False), ~func.coalesce(enough, False)).label("verdict"),
            literal("全县个人有关事项报告抽查").label("subject"),
            origin(REPORT, BATCH).label("origin"),
            counted.c.reports.label("reports"),
            counted.c.checked.label("checked"),
            (counted.c.unclear + counted.c.loose).label("unclear"),
            cast(_last_year(), String).label("year"),
            least.c.words.label("least"),
            case((least.c.numerator.is_not(None), least.c.cites), else_=null()).label("cites"),
        )
        .select_from(
            counted.outerjoin(least, and_(least.c.name == _PERCENT, least.c.unit_id.is_(None)))
            .outerjoin(REPORT, REPORT.c.id == counted.c.first)
            .outerjoin(BATCH, BATCH.c.id == REPORT.c.batch_id)
        )
        .where(counted.c.reports + counted.c.loose > 0)
    )


def _say_spot_checks(row: Any) -> str:
    wanted = "个人有关事项报告应定期抽查"
    if row.cites:
        wanted += f"，每年不低于 {row.least}（{source_of(row.cites)}）"
    said = f"{wanted}；{row.year} 年报告 {row.reports} 份，抽查 {row.checked} 份"
    if row.verdict == FINDING:
        return said
    why = f"{row.unclear} 份没有写明是否抽查、年度或类别" if row.unclear else "抽查比例尚未设定"
    return f"{said}；{why}，无法判断"


PER014 = Rule(
    code="PER014",
    name="too-few-spot-checks",
    title="个人有关事项抽查比例不够",
    severity=Severity.INFO,
    cites=(Citation("R-CC-07", "花垣", "三·二"),),
    limits=(_PERCENT,),
    explanation=(
        "按全县计算上年度个人有关事项报告的抽查比例是否达到规定。"
        "有的报告没有写明是否抽查、年度或类别而可能影响结果，或比例尚未设定时，答“无法判断”。"
    ),
    advice="补登抽查情况：powerctl personal edit",
    question=_spot_checks,
    say=_say_spot_checks,
    repeats=never,
)
