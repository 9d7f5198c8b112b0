"""Notice before the post, and what of the process is open: PER007, PER015 (R-CC-05, R-FS-10).

Working days of a notice are counted twice: with its first day, and without it (norms D.1, 5). Too few even
with it is an error; too few only without it a warning.
"""

from typing import Any

from sqlalchemy import CTE, Select, String, and_, case, func, null, or_, select

from powerctl.areas.organization.queries import flag, the_day
from powerctl.areas.personnel.queries import (
    APPOINTMENT,
    NOTICE,
    NOTICE_SUBJECT,
    PUBLICATION,
    is_appointed,
    is_kind,
    is_under_way,
    maybe_appointed,
    maybe_kind,
    omitted,
)
from powerctl.limits.in_force import working_day
from powerctl.rulebook.personnel.frame import of_appointments
from powerctl.rulebook.question import limit_then, source_of, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import AppointmentKind, AppointmentStage, Severity

_DAYS, _STAGES = "person.notice_working_days", "person.published_stages_min"
_PROMOTION = AppointmentKind.PROMOTION


def _notices() -> CTE:
    """By case: how long its notices were in working days, both ways, and what of them is in order."""
    least, least_on = limit_then(_DAYS, APPOINTMENT.c.unit_id, NOTICE.c.begun_on)
    before, first, last = (working_day.alias(name) for name in ("day_before", "first_day", "final_day"))
    begun, ended = NOTICE.c.begun_on, NOTICE.c.ended_on
    wide, narrow = last.c.number - before.c.number, last.c.number - first.c.number
    short_wide, short = _under(wide, least), _under(narrow, least)
    early = begun < APPOINTMENT.c.decided_on
    hasty = and_(~is_under_way(), APPOINTMENT.c.appointed_on <= ended)
    posted = or_(is_under_way(), APPOINTMENT.c.appointed_on > ended)
    good = and_(~short, ~early, posted)
    broken = or_(*(func.coalesce(one, False) for one in (short, early, hasty)))
    since = func.coalesce(begun, "不明", type_=String)
    period = since.concat(" 至 ").concat(func.coalesce(ended, "不明", type_=String))
    return (
        select(
            NOTICE_SUBJECT.c.appointment_id,
            func.count().label("notices"),
            func.max(flag(good)).label("good"),
            func.min(flag(broken)).label("all_broken"),
            func.min(flag(short)).label("short"),
            func.min(flag(short_wide)).label("very_short"),
            func.max(flag(early)).label("early"),
            func.max(flag(hasty)).label("hasty"),
            func.max(wide).label("wide"),
            func.max(narrow).label("narrow"),
            func.group_concat(period, "、").label("periods"),
            func.max(case((least.c.numerator.is_not(None), least.c.words), else_=null())).label("least"),
            func.max(case((least.c.numerator.is_not(None), least.c.cites), else_=null())).label("cites"),
        )
        .select_from(
            NOTICE_SUBJECT.join(APPOINTMENT, APPOINTMENT.c.id == NOTICE_SUBJECT.c.appointment_id)
            .outerjoin(NOTICE, NOTICE.c.id == NOTICE_SUBJECT.c.notice_id)
            .outerjoin(least, least_on)
            .outerjoin(before, before.c.day == func.date(begun, "-1 day", type_=String))
            .outerjoin(first, first.c.day == begun)
            .outerjoin(last, last.c.day == ended)
        )
        .group_by(NOTICE_SUBJECT.c.appointment_id)
        .cte("notices")
    )


def _under(days: Any, least: Any) -> Any:
    return days * least.c.denominator < least.c.numerator


def _unposted() -> Select[Any]:
    posted, left_out = _notices(), omitted(AppointmentStage.NOTICE)
    none = posted.c.notices.is_(None)
    said = and_(none, left_out.c.reason.is_not(None), is_appointed())
    finding = or_(and_(~none, posted.c.all_broken == 1), func.coalesce(said, False))
    return of_appointments(
        verdict(and_(finding, is_kind(_PROMOTION)), ~func.coalesce(posted.c.good == 1, False)),
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.decided_on.label("decided_on"),
        APPOINTMENT.c.appointed_on.label("appointed_on"),
        left_out.c.reason.label("reason"),
        *(posted.c[name].label(name) for name in _FACTS),
        joins=(
            (posted, posted.c.appointment_id == APPOINTMENT.c.id),
            (left_out, left_out.c.appointment_id == APPOINTMENT.c.id),
        ),
    ).where(maybe_kind(_PROMOTION), or_(maybe_appointed(), ~none))


_FACTS = (
    *("notices", "short", "very_short", "early", "hasty", "wide", "narrow", "periods", "least", "cites"),
)


def _say_unposted(row: Any) -> str:
    least = f"不少于 {row.least}" if row.least else "满规定天数"
    wanted = f"提拔任职应在讨论决定之后、任职之前公示，{least}"
    if row.cites:
        wanted += f"（{source_of(row.cites)}）"
    if row.verdict == FINDING and not row.notices:
        return f"{wanted}，登记为没有公示（{row.reason}）"
    both = f"，计起始日 {row.wide} 个工作日，不计起始日 {row.narrow} 个工作日" if row.wide is not None else ""
    shown = f"公示 {row.notices} 次：{row.periods}{both}" if row.notices else ""
    if row.verdict == FINDING:
        faults = [
            words
            for holds, words in (
                (row.early, f"早于决定日期 {row.decided_on}"),
                (row.hasty, f"任职日期 {row.appointed_on} 不晚于公示止日"),
            )
            if holds
        ]
        return "；".join((f"{wanted}，{shown}", *faults))
    reasons = (
        (not row.notices, "没有登记公示"),
        (row.wide is None or row.narrow is None, "公示起止日期没有登记，或不在已知工作日历之内"),
        (not row.cites, "公示当日的最少天数尚未设定"),
        (row.decided_on is None, "没有登记决定日期"),
        (row.appointed_on is None, "没有登记任职日期"),
        (row.kind is None, "没有写明任免类别"),
        (True, "几次公示登记不全"),
    )
    why = next(words for holds, words in reasons if holds)
    return f"{wanted}{'，' + shown if shown else ''}；{why}，无法判断"


def _is_mild(row: Any) -> bool:
    """Too short only if the first day is left out, and nothing else."""
    return bool(row.short and not row.very_short and not row.early and not row.hasty)


PER007 = Rule(
    code="PER007",
    name="appointment-notice-too-short",
    title="任前公示不合要求",
    severity=Severity.ERROR,
    cites=(
        Citation("R-CC-05", "陈仓", "一·四"),
        Citation("R-CC-05", "党政领导干部选拔任用工作条例（2014）", "第41条", "V"),
    ),
    limits=(_DAYS,),
    explanation=(
        "检查提拔任职的每个任免事项：公示是否在讨论决定之后开始、任职之前结束，工作日数是否够。"
        "工作日按两种算法各算一次：计起始日仍不够的为严重问题，只有不计起始日才不够的为一般问题；"
        "公示几次的，有一次合格即可。登记为没有公示的为问题。没有登记公示、公示起止日期、决定日期、任职日期或任免类别，"
        "天数尚未设定，或日期不在已知工作日历之内时，答“无法判断”。"
    ),
    advice="补登公示和公示对象：powerctl notice add；更正日期：powerctl appoint edit",
    question=_unposted,
    say=_say_unposted,
    severity_of=lambda row: Severity.WARNING if _is_mild(row) else Severity.ERROR,
    repeats=never,
)


def _closed() -> Select[Any]:
    least, least_on = limit_then(_STAGES, APPOINTMENT.c.unit_id, APPOINTMENT.c.appointed_on)
    shown, posted = _shown(), _posted()
    stages = func.coalesce(shown.c.stages, 0) + func.coalesce(posted.c.dated, 0)
    perhaps = func.coalesce(shown.c.unclear, 0) + func.coalesce(posted.c.undated, 0)
    on_record = func.coalesce(shown.c.records, 0) + func.coalesce(posted.c.notices, 0)
    enough = stages * least.c.denominator >= least.c.numerator
    never_enough = and_(on_record > 0, (stages + perhaps) * least.c.denominator < least.c.numerator)
    return of_appointments(
        verdict(and_(never_enough, is_kind(_PROMOTION)), ~func.coalesce(enough, False)),
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.appointed_on.label("appointed_on"),
        stages.label("stages"),
        perhaps.label("perhaps"),
        on_record.label("on_record"),
        least.c.words.label("least"),
        case((least.c.numerator.is_not(None), least.c.cites), else_=null()).label("cites"),
        joins=(
            (least, least_on),
            (shown, shown.c.appointment_id == APPOINTMENT.c.id),
            (posted, posted.c.appointment_id == APPOINTMENT.c.id),
        ),
    ).where(maybe_kind(_PROMOTION), maybe_appointed())


def _shown() -> CTE:
    """By case: stages that were published, and publications that say neither stage nor day."""
    dated = and_(PUBLICATION.c.published_on <= the_day(), PUBLICATION.c.stage.is_not(None))
    unclear = or_(PUBLICATION.c.published_on.is_(None), PUBLICATION.c.stage.is_(None))
    return (
        select(
            PUBLICATION.c.appointment_id,
            func.count().label("records"),
            func.count(case((dated, PUBLICATION.c.stage), else_=null()).distinct()).label("stages"),
            func.sum(flag(unclear)).label("unclear"),
        )
        .where(PUBLICATION.c.appointment_id.is_not(None))
        .group_by(PUBLICATION.c.appointment_id)
        .cte("shown")
    )


def _posted() -> CTE:
    """By case: 1 where it was posted for objections, which is one open stage; or perhaps."""
    day = NOTICE.c.begun_on
    return (
        select(
            NOTICE_SUBJECT.c.appointment_id,
            func.count().label("notices"),
            func.max(flag(day <= the_day())).label("dated"),
            case((func.max(flag(day <= the_day())) == 1, 0), else_=func.max(flag(day.is_(None)))).label(
                "undated"
            ),
        )
        .select_from(NOTICE_SUBJECT.outerjoin(NOTICE, NOTICE.c.id == NOTICE_SUBJECT.c.notice_id))
        .where(NOTICE_SUBJECT.c.appointment_id.is_not(None))
        .group_by(NOTICE_SUBJECT.c.appointment_id)
        .cte("posted")
    )


def _say_closed(row: Any) -> str:
    wanted = "选拔任用过程应向社会公开"
    if row.cites:
        wanted += f"，至少公开 {row.least}个环节（{source_of(row.cites)}）"
    said = f"{wanted}，已公开 {row.stages} 个（任前公示算一个）"
    if row.verdict == FINDING:
        return said
    reasons = (
        (row.appointed_on is None, "没有登记任职日期"),
        (not row.cites, "至少公开几个环节尚未设定"),
        (not row.on_record, "没有登记公开或公示"),
        (row.perhaps, f"{row.perhaps} 条公开或公示没有登记环节或日期"),
        (True, "没有写明任免类别"),
    )
    return f"{said}；{next(words for holds, words in reasons if holds)}，无法判断"


PER015 = Rule(
    code="PER015",
    name="selection-not-open",
    title="选拔任用过程公开不够",
    severity=Severity.WARNING,
    cites=(Citation("R-FS-10", "抚松", "改革限权·削权"),),
    limits=(_STAGES,),
    explanation=(
        "检查提拔任职的每个任免事项：登记的公开（按事项、过程、结果分环节）加上任前公示，是否达到规定的环节数。"
        "没有登记公开和公示、公开记录没有写明环节或日期、没有登记任职日期或任免类别、环节数尚未设定时，答“无法判断”。"
    ),
    advice="补登公开：powerctl publish add；补登公示：powerctl notice add",
    question=_closed,
    say=_say_closed,
    repeats=never,
)
