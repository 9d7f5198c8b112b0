"""Probation: its length, its end, and whom it is for: PER008, PER017 (R-CC-05).

The national rule knows it for heads of internal units, and for deputies of departments who are not
elected; a county may ask for it of all who are promoted (norms B21).
"""

from typing import Any

from sqlalchemy import Select, and_, case, func, null, or_, select

from powerctl.areas.organization.queries import UNIT, flag, the_day
from powerctl.areas.personnel.queries import (
    APPOINTMENT,
    DEPARTMENTS,
    PROBATION,
    is_kind,
    maybe_appointed,
    maybe_kind,
)
from powerctl.rulebook.personnel.frame import days_after, months_after, of_appointments
from powerctl.rulebook.question import limit_then, source_of, verdict
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import AppointmentKind, AppointmentState, PostRank, ProbationResult, Severity

_MONTHS, _ALL, _CONCLUDE = (
    *("person.probation_months", "person.probation_for_all", "person.probation_conclude_days"),
)
_PROMOTION = AppointmentKind.PROMOTION
_NATIONAL = Citation("R-CC-05", "党政领导干部选拔任用工作条例（2014）", "第42条", "V")


def _outside() -> Any:
    """The national rule has no probation for this post, whatever is not recorded."""
    rank = APPOINTMENT.c.rank
    others = rank.in_([PostRank.PRINCIPAL.value, PostRank.OTHER.value])
    elsewhere = and_(rank == PostRank.DEPUTY, UNIT.c.kind.not_in([kind.value for kind in DEPARTMENTS]))
    return or_(
        *(func.coalesce(one, False) for one in (APPOINTMENT.c.is_elected.is_(True), others, elsewhere))
    )


def _inside() -> Any:
    """The national rule has one, for certain."""
    rank = APPOINTMENT.c.rank
    sections = rank.in_([PostRank.SECTION_PRINCIPAL.value, PostRank.SECTION_DEPUTY.value])
    deputies = and_(rank == PostRank.DEPUTY, UNIT.c.kind.in_([kind.value for kind in DEPARTMENTS]))
    return func.coalesce(and_(APPOINTMENT.c.is_elected.is_(False), or_(sections, deputies)), False)


def _probations() -> Select[Any]:
    """A row per probation; a promotion that needs one, or may, and has none, has a row, too."""
    day, unit = APPOINTMENT.c.appointed_on, APPOINTMENT.c.unit_id
    everybody, everybody_on = limit_then(_ALL, unit, day)
    months, months_on = limit_then(_MONTHS, unit, day)
    grace, grace_on = limit_then(_CONCLUDE, unit, day)
    begun, due = PROBATION.c.begun_on, PROBATION.c.due_on
    least = func.date(months_after(begun, months), "-1 day")
    deadline = days_after(due, grace)
    assessed = case((PROBATION.c.assessed_on <= the_day(), PROBATION.c.assessed_on), else_=null())
    early, is_running = _ends(least)
    short = due < least
    late = func.coalesce(assessed, the_day()) > deadline
    over = and_(assessed.is_not(None), PROBATION.c.result.is_not(None), _confirmed(least))
    certain = and_(or_(everybody.c.numerator != 0, _inside()), is_kind(_PROMOTION))
    faults = [func.coalesce(one, False) for one in (short, late, early)]
    fine = and_(~short, ~late, ~early, or_(over, and_(the_day() <= deadline, is_running)))
    answer = case(
        (and_(or_(*faults), func.coalesce(certain, False)), FINDING),
        (and_(fine, everybody.c.numerator.is_not(None)), PASSED),
        else_=UNKNOWN,
    )
    return of_appointments(
        answer,
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.appointed_on.label("appointed_on"),
        PROBATION.c.id.label("probation"),
        *(
            PROBATION.c[name].label(name)
            for name in ("begun_on", "due_on", "assessed_on", "result", "confirmed_on")
        ),
        flag(short).label("short"),
        flag(late).label("late"),
        flag(early).label("early"),
        flag(certain).label("certain"),
        deadline.label("deadline"),
        months.c.words.label("months"),
        grace.c.words.label("grace"),
        case((months.c.numerator.is_not(None), months.c.cites), else_=null()).label("cites"),
        joins=(
            (PROBATION, PROBATION.c.appointment_id == APPOINTMENT.c.id),
            (everybody, everybody_on),
            (months, months_on),
            (grace, grace_on),
        ),
    ).where(
        maybe_kind(_PROMOTION),
        maybe_appointed(),
        or_(
            everybody.c.numerator.is_(None),
            everybody.c.numerator != 0,
            ~_outside(),
        ),
    )


def _ends(least: Any) -> tuple[Any, Any]:
    """Confirmed before the time was up; still on probation. The state has the first word on it."""
    on_probation = func.coalesce(APPOINTMENT.c.state == AppointmentState.ON_PROBATION, False)
    unfit = func.coalesce(PROBATION.c.result == ProbationResult.NOT_COMPETENT, False)
    early = and_(~on_probation, ~unfit, func.coalesce(PROBATION.c.confirmed_on < least, False))
    return early, on_probation


def _confirmed(least: Any) -> Any:
    """Not fit for the post, or confirmed in it after the time was up."""
    return or_(
        PROBATION.c.result == ProbationResult.NOT_COMPETENT,
        func.coalesce(PROBATION.c.confirmed_on >= least, False),
    )


def _say_probation(row: Any) -> str:
    wanted = "提拔任职应试用，期满考核"
    if row.cites:
        wanted = f"提拔任职应试用 {row.months}，期满后 {row.grace}内考核（{source_of(row.cites)}）"
    days = f"试用 {row.begun_on or '不明'} 至 {row.due_on or '不明'}" if row.probation else "没有登记试用期"
    if row.verdict == FINDING:
        assessed = f"{row.assessed_on} 考核" if row.assessed_on else "没有登记考核"
        faults = [
            words
            for holds, words in (
                (row.short, "试用时间不足"),
                (row.late, f"应在 {row.deadline} 前考核，{assessed}"),
                (row.early, f"{row.confirmed_on} 正式任职时试用未满"),
            )
            if holds
        ]
        return f"{wanted}，{days}；{'；'.join(faults)}"
    reasons = (
        (row.appointed_on is None, "没有登记任职日期"),
        (not row.certain, "没有写明任免类别、职务层次、是否选举产生或单位类型，或者是否一律试用尚未设定"),
        (row.probation is None, "没有试用起止日期"),
        (not row.cites, "试用月数或考核期限尚未设定"),
        (row.begun_on is None or row.due_on is None, "没有登记试用起止日期"),
        (row.assessed_on is None, "没有写明是否仍在试用（任免进展）"),
        (row.result is None, "没有登记考核结果"),
        (True, "没有登记正式任职日期"),
    )
    return f"{wanted}，{days}；{next(words for holds, words in reasons if holds)}，无法判断"


PER008 = Rule(
    code="PER008",
    name="probation-not-kept",
    title="试用期不合要求或没有按期考核",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-05", "陈仓", "一·四"), _NATIONAL),
    limits=(_MONTHS, _ALL, _CONCLUDE),
    explanation=(
        "检查提拔任职的每个任免事项：试用时间是否够、期满后是否按期考核、是否试用未满即正式任职。"
        "按国家规定只查内设机构领导职务和部门副职中非选举产生的；设定为一律试用的全部检查。试用期内（任免进展写试用中）算通过。"
        "没有登记试用期及其起止日期、考核结果、正式任职日期、任职日期、任免类别，职务层次、是否选举产生、单位类型不清楚，"
        "或限额尚未设定时，答“无法判断”。"
    ),
    advice="补登试用期和考核：powerctl probation add；更正：powerctl probation edit、powerctl appoint edit",
    question=_probations,
    say=_say_probation,
)


def _claimed() -> Select[Any]:
    kept = select(PROBATION.c.appointment_id).distinct().cte("kept_probations")
    return of_appointments(
        verdict(_outside(), ~_inside()),
        APPOINTMENT.c.rank.label("rank"),
        APPOINTMENT.c.is_elected.label("is_elected"),
        UNIT.c.kind.label("unit_kind"),
        kept.c.appointment_id.label("probation"),
        joins=((kept, kept.c.appointment_id == APPOINTMENT.c.id),),
    ).where(kept.c.appointment_id.is_not(None))


def _say_claimed(row: Any) -> str:
    wanted = "国家规定的试用期只适用于非选举产生的部门副职和内设机构领导职务"
    facts = [
        words
        for holds, words in (
            (row.rank, f"职务层次为{row.rank}"),
            (row.unit_kind, f"单位类型为{row.unit_kind}"),
            (row.is_elected is not None, "选举产生" if row.is_elected else "非选举产生"),
        )
        if holds
    ]
    said = f"{wanted}，本事项登记了试用期，{'、'.join(facts)}" if facts else f"{wanted}，本事项登记了试用期"
    if row.verdict == FINDING:
        return said
    missing = [
        words
        for holds, words in (
            (row.rank is None, "职务层次"),
            (row.is_elected is None, "是否选举产生"),
            (row.unit_kind is None, "单位类型"),
        )
        if holds
    ]
    return f"{said}；没有写明{'、'.join(missing)}，无法判断"


PER017 = Rule(
    code="PER017",
    name="probation-outside-national-scope",
    title="试用期超出国家规定的范围",
    severity=Severity.INFO,
    cites=(_NATIONAL,),
    limits=(),
    explanation=(
        "提示登记了试用期而职务不在国家规定范围之内的任免事项：领导正职、选举产生的职务、部门以外单位的领导副职、其他职务。"
        "本地规定一律试用的可以说明情况。没有写明职务层次、是否选举产生或单位类型时，答“无法判断”。"
    ),
    advice="核对职务层次：powerctl appoint edit；本地另有规定的说明情况：powerctl waive add",
    question=_claimed,
    say=_say_claimed,
    repeats=never,
)
