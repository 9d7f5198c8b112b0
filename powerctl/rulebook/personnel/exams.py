"""The exam in integrity law before the post: PER005, PER006 (R-CC-04).

An attempt is passed where its result says so and its score reaches the pass mark of the day. What an
attempt does not say may hide a failure, or a pass: it makes the answer open, never good.
"""

from typing import Any

from sqlalchemy import CTE, Select, String, and_, case, exists, func, null, or_, select

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.personnel.queries import (
    APPOINTMENT,
    EXAM,
    NOTICE,
    NOTICE_SUBJECT,
    is_appointed,
    is_kind,
    is_under_way,
    maybe_appointed,
    maybe_kind,
    omitted,
)
from powerctl.rulebook.personnel.frame import months_after, of_appointments
from powerctl.rulebook.question import limit_then, source_of, verdict
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import AppointmentKind, AppointmentStage, ExamResult, Severity

_REQUIRED, _PASS, _WINDOW = "person.exam_required", "person.exam_pass", "person.exam_in_notice_period"
_MAX, _MONTHS = "person.exam_makeup_max", "person.exam_makeup_months"
_PROMOTION = AppointmentKind.PROMOTION
_HUNDREDTHS = 100


def _attempts() -> CTE:
    """By case: whether an attempt was certainly passed in time, outside the notice only, or perhaps."""
    mark, mark_on = limit_then(_PASS, APPOINTMENT.c.unit_id, EXAM.c.held_on)
    window, window_on = limit_then(_WINDOW, APPOINTMENT.c.unit_id, EXAM.c.held_on)
    score, day, posted = EXAM.c.score_hundredths, EXAM.c.held_on, APPOINTMENT.c.appointed_on
    reached = score * mark.c.denominator >= mark.c.numerator * _HUNDREDTHS
    failed = or_(
        EXAM.c.result.in_([ExamResult.FAILED.value, ExamResult.MISSED.value]), ~reached, day >= posted
    )
    passed = and_(EXAM.c.result == ExamResult.PASSED, reached, day < posted)
    inside = or_(EXAM.c.attempt > 1, window.c.numerator == 0, _in_a_notice(certain=True))
    outside = and_(EXAM.c.attempt == 1, window.c.numerator != 0, ~_in_a_notice(certain=False))
    return (
        select(
            EXAM.c.appointment_id,
            func.count().label("attempts"),
            func.max(flag(and_(passed, inside))).label("good"),
            func.max(flag(and_(~func.coalesce(failed, False), ~func.coalesce(outside, False)))).label(
                "perhaps"
            ),
            func.max(flag(and_(passed, outside))).label("outside"),
            func.group_concat(_words(mark), "、").label("words"),
        )
        .select_from(
            EXAM.join(APPOINTMENT, APPOINTMENT.c.id == EXAM.c.appointment_id)
            .outerjoin(mark, mark_on)
            .outerjoin(window, window_on)
        )
        .group_by(EXAM.c.appointment_id)
        .cte("attempts")
    )


def _words(mark: Any) -> Any:
    """An attempt in words, without its score."""
    lost = EXAM.c.score_hundredths * mark.c.denominator < mark.c.numerator * _HUNDREDTHS
    return (
        func.coalesce(EXAM.c.held_on, "日期不明", type_=String)
        .concat(" ")
        .concat(func.coalesce(EXAM.c.result, "结果不明", type_=String))
        .concat(
            case((EXAM.c.score_hundredths.is_(None), "（没有成绩）"), (lost, "（成绩未达及格分）"), else_="")
        )
    )


def _in_a_notice(*, certain: bool) -> Any:
    """The attempt lies within a notice of the case; not certain: it may, for all that is recorded."""
    notice, subject = NOTICE.alias(), NOTICE_SUBJECT.alias()
    same_case = subject.c.appointment_id == EXAM.c.appointment_id
    joined = subject.outerjoin(notice, notice.c.id == subject.c.notice_id)
    within = and_(notice.c.begun_on <= EXAM.c.held_on, EXAM.c.held_on <= notice.c.ended_on)
    if certain:
        return exists(select(subject.c.id).select_from(joined).where(same_case, within))
    out = or_(notice.c.begun_on > EXAM.c.held_on, EXAM.c.held_on > notice.c.ended_on)
    may = exists(select(subject.c.id).select_from(joined).where(same_case, ~func.coalesce(out, False)))
    any_notice = exists(select(subject.c.id).where(same_case))
    return or_(may, ~any_notice)


def _unexamined() -> Select[Any]:
    required, required_on = limit_then(_REQUIRED, APPOINTMENT.c.unit_id, APPOINTMENT.c.appointed_on)
    tried, left_out = _attempts(), omitted(AppointmentStage.EXAM)
    exempt = ~is_blank(APPOINTMENT.c.exam_exempt_reason)
    none = tried.c.attempts.is_(None)
    known = and_(required.c.numerator.is_not(None), is_kind(_PROMOTION))
    finding = or_(and_(~none, tried.c.perhaps == 0), and_(none, left_out.c.reason.is_not(None)))
    answer = case(
        (required.c.numerator == 0, PASSED),
        (required.c.numerator.is_(None), UNKNOWN),
        (or_(exempt, tried.c.good == 1), PASSED),
        (and_(finding, known), FINDING),
        else_=UNKNOWN,
    )
    return of_appointments(
        answer,
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.appointed_on.label("appointed_on"),
        tried.c.attempts.label("attempts"),
        tried.c.outside.label("outside"),
        tried.c.words.label("words"),
        left_out.c.reason.label("reason"),
        case((required.c.numerator.is_not(None), required.c.cites), else_=null()).label("cites"),
        joins=(
            (required, required_on),
            (tried, tried.c.appointment_id == APPOINTMENT.c.id),
            (left_out, left_out.c.appointment_id == APPOINTMENT.c.id),
        ),
    ).where(maybe_kind(_PROMOTION), maybe_appointed())


def _say_unexamined(row: Any) -> str:
    wanted = "提拔任职前应通过廉政法规考试" + (f"（{source_of(row.cites)}）" if row.cites else "")
    tries = f"任职 {row.appointed_on}，考试 {row.attempts} 次：{row.words}" if row.attempts else ""
    if row.verdict == FINDING:
        if not row.attempts:
            return f"{wanted}，登记为没有考试（{row.reason}）"
        return f"{wanted}，{tries}" + ("；首次考试不在公示期内" if row.outside else "，没有一次在任职前合格")
    reasons = (
        (row.appointed_on is None, "没有登记任职日期"),
        (not row.cites, "任职当日是否须考试尚未设定"),
        (not row.attempts, "没有登记考试"),
        (row.kind is None, "没有写明任免类别"),
        (True, f"{tries}，日期、结果、成绩或公示期没有登记全"),
    )
    return f"{wanted}；{next(words for holds, words in reasons if holds)}，无法判断"


PER005 = Rule(
    code="PER005",
    name="exam-not-passed-before-post",
    title="未经廉政法规考试合格即任职",
    severity=Severity.ERROR,
    cites=(
        Citation("R-CC-04", "陈仓", "一·三"),
        Citation("R-CC-04", "陕西省任前廉政法规考试做法", "", "P"),
    ),
    limits=(_REQUIRED, _PASS, _WINDOW),
    explanation=(
        "检查提拔任职的每个任免事项：任职之前是否有一次廉政法规考试合格（结果写合格，成绩达到考试当日的及格分），"
        "首次考试是否在公示期内（可设定为不要求，补考不要求）；只是不在公示期内的为一般问题。写明免予考试理由的不查成绩。"
        "没有登记考试、成绩、结果、考试日期、任职日期、公示期或任免类别时，答“无法判断”。"
    ),
    advice="补登考试：powerctl exam add；免予考试的写明理由：powerctl appoint edit",
    question=_unexamined,
    say=_say_unexamined,
    severity_of=lambda row: Severity.WARNING if row.outside else Severity.ERROR,
    repeats=never,
)


def _series() -> CTE:
    """By case: how many attempts, whether all are failed or one is passed, and what is not recorded."""
    mark, mark_on = limit_then(_PASS, APPOINTMENT.c.unit_id, EXAM.c.held_on)
    reached = EXAM.c.score_hundredths * mark.c.denominator >= mark.c.numerator * _HUNDREDTHS
    lost = or_(EXAM.c.result.in_([ExamResult.FAILED.value, ExamResult.MISSED.value]), ~reached)
    won = and_(EXAM.c.result == ExamResult.PASSED, reached)
    first = func.min(case((EXAM.c.attempt == 1, EXAM.c.held_on), else_=null()))
    return (
        select(
            EXAM.c.appointment_id,
            func.max(func.max(EXAM.c.attempt), func.count()).label("attempts"),
            func.max(flag(won)).label("won"),
            func.min(flag(lost)).label("all_lost"),
            func.max(flag(EXAM.c.held_on.is_(None))).label("undated"),
            first.label("first_on"),
            func.max(case((EXAM.c.attempt > 1, EXAM.c.held_on), else_=null())).label("last_on"),
        )
        .select_from(
            EXAM.join(APPOINTMENT, APPOINTMENT.c.id == EXAM.c.appointment_id).outerjoin(mark, mark_on)
        )
        .group_by(EXAM.c.appointment_id)
        .cte("series")
    )


def _made_up() -> Select[Any]:
    tried = _series()
    most, most_on = limit_then(_MAX, APPOINTMENT.c.unit_id, tried.c.first_on)
    months, months_on = limit_then(_MONTHS, APPOINTMENT.c.unit_id, tried.c.first_on)
    makeups = tried.c.attempts - 1
    too_many = makeups * most.c.denominator > most.c.numerator
    too_late = tried.c.last_on > months_after(tried.c.first_on, months)
    appointed = and_(tried.c.all_lost == 1, is_appointed())
    finding = or_(*(func.coalesce(one, False) for one in (too_many, too_late, appointed)))
    counted = or_(
        tried.c.attempts == 1, and_(too_many.is_not(None), too_late.is_not(None), tried.c.undated == 0)
    )
    safe = or_(tried.c.won == 1, is_under_way())
    return of_appointments(
        verdict(finding, ~func.coalesce(and_(counted, safe), False)),
        tried.c.attempts.label("attempts"),
        tried.c.first_on.label("first_on"),
        tried.c.last_on.label("last_on"),
        tried.c.undated.label("undated"),
        flag(too_many).label("too_many"),
        flag(too_late).label("too_late"),
        flag(appointed).label("appointed"),
        most.c.words.label("most"),
        months.c.words.label("months"),
        case(
            (and_(most.c.numerator.is_not(None), months.c.numerator.is_not(None)), months.c.cites),
            else_=null(),
        ).label("cites"),
        joins=(
            (tried, tried.c.appointment_id == APPOINTMENT.c.id),
            (most, most_on),
            (months, months_on),
        ),
    ).where(tried.c.attempts.is_not(None))


def _say_made_up(row: Any) -> str:
    wanted = "廉政法规考试不合格的只准按规定补考，仍不合格的不任用"
    if row.cites:
        wanted = (
            f"廉政法规考试不合格的，最多补考 {row.most} 次，在首次考试后 {row.months}内补考，"
            f"仍不合格的不任用（{source_of(row.cites)}）"
        )
    if row.verdict == FINDING:
        said = [
            words
            for holds, words in (
                (row.too_many, f"考试 {row.attempts} 次"),
                (row.too_late, f"首次考试 {row.first_on}，最后一次 {row.last_on}"),
                (row.appointed, "没有一次合格，仍然任职"),
            )
            if holds
        ]
        return f"{wanted}，{'；'.join(said)}"
    if row.attempts > 1 and row.undated:
        why = "有的考试没有登记日期"
    elif row.attempts > 1 and not row.cites:
        why = "首次考试当日的补考次数或期限尚未设定"
    else:
        why = "没有登记考试结果和成绩，或没有登记是否任职"
    return f"{wanted}；考试 {row.attempts} 次，{why}，无法判断"


PER006 = Rule(
    code="PER006",
    name="exam-make-up-against-the-rules",
    title="补考超次、超期，或不合格仍任职",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-04", "陈仓", "一·三"),),
    limits=(_PASS, _MAX, _MONTHS),
    explanation=(
        "检查有廉政法规考试记录的每个任免事项：补考次数、补考距首次考试的月数是否在规定之内；"
        "每次都不合格（结果不合格、缺考，或成绩未达及格分）而仍然任职的为问题。"
        "有补考而考试日期没有登记全、补考次数或期限尚未设定，或者考试结果、成绩、是否任职没有登记的，答“无法判断”。"
    ),
    advice="核对考试记录：powerctl exam edit；不合格的终止任用：powerctl appoint retire",
    question=_made_up,
    say=_say_made_up,
    repeats=never,
)
