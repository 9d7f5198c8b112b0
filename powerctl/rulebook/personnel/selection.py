"""How somebody is chosen: open competition, audit first, results of assessments: PER010, PER011, PER016."""

from typing import Any

from sqlalchemy import (
    CTE,
    FromClause,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
)

from powerctl.areas.organization.queries import POST, flag, is_blank
from powerctl.areas.personnel.queries import (
    ACTION,
    APPOINTMENT,
    AUDIT,
    SELECTING,
    is_kind,
    maybe_appointed,
    maybe_kind,
    omitted,
)
from powerctl.rulebook.personnel.frame import PART_OF_ACTION, of_appointments, of_numbered
from powerctl.rulebook.question import limit_then, verdict
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import (
    COMPETITIVE,
    AppointmentKind,
    AppointmentStage,
    AuditKind,
    PersonnelActionKind,
    SelectionMethod,
    Severity,
)

_FIRST = "person.audit_before_post"
_PROMOTION = AppointmentKind.PROMOTION
_TAKING_OVER = (AppointmentKind.PROMOTION, AppointmentKind.LATERAL)
_OPEN = (*COMPETITIVE, SelectionMethod.ELECTION)


def _closed_choice() -> Select[Any]:
    method = APPOINTMENT.c.method
    fine = func.coalesce(method.in_([one.value for one in _OPEN]), False)
    broken = and_(method.is_not(None), ~fine)
    certain = and_(func.coalesce(POST.c.is_key.is_(True), False), is_kind(_PROMOTION))
    return of_appointments(
        verdict(and_(broken, certain), ~fine),
        APPOINTMENT.c.kind.label("kind"),
        method.label("method"),
        APPOINTMENT.c.method_reason.label("reason"),
        flag(is_blank(APPOINTMENT.c.method_reason)).label("unexplained"),
        APPOINTMENT.c.to_post_id.label("post"),
        POST.c.is_key.label("is_key"),
        joins=((POST, POST.c.id == APPOINTMENT.c.to_post_id),),
    ).where(maybe_kind(_PROMOTION), maybe_appointed(), func.coalesce(POST.c.is_key.is_not(False), True))


def _say_closed_choice(row: Any) -> str:
    wanted = "重点岗位应公开、竞争、择优选拔"
    said = f"{wanted}，选拔方式为{row.method}" if row.method else wanted
    if row.verdict == FINDING:
        return said + ("，没有写明理由" if row.unexplained else f"，理由：{row.reason}")
    reasons = (
        (row.method is None, "没有登记选拔方式"),
        (row.post is None, "没有对应到登记的职务，不知是否重点岗位"),
        (row.is_key is None, "职务没有写明是否重点岗位"),
        (True, "没有写明任免类别"),
    )
    return f"{said}；{next(words for holds, words in reasons if holds)}，无法判断"


PER010 = Rule(
    code="PER010",
    name="key-post-without-competition",
    title="重点岗位没有公开竞争选拔",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-07", "秀洲", "附件1 一-2"),
        Citation("R-HY-07", "花垣", "二·二"),
        Citation("R-HY-07", "诸暨", "合理确权"),
    ),
    limits=(),
    explanation=(
        "检查提拔到重点岗位任职的每个任免事项：选拔方式是否公开选拔、竞争上岗或公推公选（选举产生的算通过）。"
        "用其他方式而没有写明理由的为严重问题，写明理由的为一般问题。"
        "没有登记选拔方式、任免类别，拟任职务没有对应到登记的职务，或职务没有写明是否重点岗位的，答“无法判断”。"
    ),
    advice="补登选拔方式和理由：powerctl appoint edit；更正岗位标志：powerctl post edit",
    question=_closed_choice,
    say=_say_closed_choice,
    severity_of=lambda row: Severity.ERROR if row.unexplained else Severity.WARNING,
    repeats=never,
)


def _audits() -> CTE:
    """By case: audits that are linked to it; those reported before the post, or perhaps."""
    day = APPOINTMENT.c.appointed_on
    return (
        select(
            AUDIT.c.appointment_id,
            func.count().label("audits"),
            func.max(flag(AUDIT.c.reported_on < day)).label("before"),
            func.max(flag(or_(AUDIT.c.reported_on.is_(None), day.is_(None)))).label("undated"),
            func.min(AUDIT.c.reported_on).label("reported_on"),
        )
        .select_from(AUDIT.join(APPOINTMENT, APPOINTMENT.c.id == AUDIT.c.appointment_id))
        .group_by(AUDIT.c.appointment_id)
        .cte("audits")
    )


def _of_person() -> CTE:
    """By person: audits before a post that are linked to no case."""
    kind = AUDIT.c.kind
    return (
        select(AUDIT.c.person_id, func.count().label("loose"))
        .where(
            AUDIT.c.appointment_id.is_(None),
            AUDIT.c.person_id.is_not(None),
            or_(kind.is_(None), kind != AuditKind.IN_TERM),
        )
        .group_by(AUDIT.c.person_id)
        .cte("audits_of_person")
    )


def _unaudited() -> Select[Any]:
    first, first_on = limit_then(_FIRST, APPOINTMENT.c.unit_id, APPOINTMENT.c.appointed_on)
    linked, person, left_out = _audits(), _of_person(), omitted(AppointmentStage.AUDIT)
    needed = APPOINTMENT.c.needs_audit
    too_late = and_(linked.c.before == 0, linked.c.undated == 0)
    left = and_(linked.c.audits.is_(None), left_out.c.reason.is_not(None))
    finding = or_(*(func.coalesce(one, False) for one in (too_late, left)))
    certain = and_(
        func.coalesce(needed.is_(True), False), is_kind(*_TAKING_OVER), first.c.numerator.is_not(None)
    )
    answer = case(
        (first.c.numerator == 0, PASSED),
        (first.c.numerator.is_(None), UNKNOWN),
        (linked.c.before == 1, PASSED),
        (and_(finding, certain), FINDING),
        else_=UNKNOWN,
    )
    return of_appointments(
        answer,
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.appointed_on.label("appointed_on"),
        needed.label("needs_audit"),
        linked.c.audits.label("audits"),
        linked.c.reported_on.label("reported_on"),
        person.c.loose.label("loose"),
        left_out.c.reason.label("reason"),
        first.c.numerator.label("first"),
        joins=(
            (first, first_on),
            (linked, linked.c.appointment_id == APPOINTMENT.c.id),
            (person, person.c.person_id == APPOINTMENT.c.person_id),
            (left_out, left_out.c.appointment_id == APPOINTMENT.c.id),
        ),
    ).where(maybe_kind(*_TAKING_OVER), maybe_appointed(), func.coalesce(needed.is_not(False), True))


def _say_unaudited(row: Any) -> str:
    wanted = "须任前审计的应先审计、后上岗"
    if row.appointed_on:
        wanted += f"，任职 {row.appointed_on}"
    if row.audits:
        wanted += (
            f"，审计报告 {row.reported_on}" if row.reported_on else f"，审计 {row.audits} 次没有报告日期"
        )
    if row.verdict == FINDING:
        return wanted if row.audits else f"{wanted}，登记为没有审计（{row.reason}）"
    reasons = (
        (row.appointed_on is None, "没有登记任职日期"),
        (row.first is None, "任职当日是否先审计、后上岗尚未设定"),
        (row.needs_audit is None, "没有写明是否须任前审计"),
        (row.kind is None, "没有写明任免类别"),
        (row.audits, "审计报告日期没有登记全"),
        (row.loose, f"本人有 {row.loose} 次审计没有对应到任免事项"),
        (True, "没有登记审计"),
    )
    return f"{wanted}；{next(words for holds, words in reasons if holds)}，无法判断"


PER011 = Rule(
    code="PER011",
    name="post-taken-before-audit",
    title="没有先审计、后上岗",
    severity=Severity.ERROR,
    cites=(Citation("R-HY-08", "花垣", "三·五"),),
    limits=(_FIRST,),
    explanation=(
        "检查须任前审计的提拔任职和平级任职：对应到本任免事项的审计，报告日期是否早于任职日期；登记为没有审计的为问题。"
        "没有登记审计或报告日期、审计没有对应到任免事项、没有写明是否须任前审计、没有登记任职日期或任免类别时，答“无法判断”。"
        "写明不须审计的不查。"
    ),
    advice="补登审计并对应任免事项：powerctl audit add；不须审计的写明：powerctl appoint edit",
    question=_unaudited,
    say=_say_unaudited,
    repeats=never,
)


def _unused() -> Select[Any]:
    return _unused_in_posts().union_all(_unused_in_awards()).subquery("uses").select()


def _unused_in_posts() -> Select[Any]:
    return of_appointments(
        _use_of(APPOINTMENT, is_kind(*SELECTING)), *_use_facts(APPOINTMENT, "选拔任用")
    ).where(maybe_kind(*SELECTING), maybe_appointed())


def _unused_in_awards() -> Select[Any]:
    is_reward = ACTION.c.kind == PersonnelActionKind.REWARD
    return of_numbered(
        ACTION,
        _use_of(ACTION, func.coalesce(is_reward, False)),
        ACTION.c.name,
        *_use_facts(ACTION, "评优奖励"),
        part=PART_OF_ACTION,
    ).where(or_(ACTION.c.kind.is_(None), is_reward))


def _use_of(record: FromClause, certain: Any) -> Any:
    used = record.c.is_assessment_used
    return verdict(
        and_(func.coalesce(used.is_(False), False), certain),
        or_(used.is_not(True), is_blank(record.c.assessment_written)),
    )


def _use_facts(record: FromClause, what: str) -> tuple[Any, ...]:
    return (
        literal(what).label("what"),
        type_coerce(record.c.kind, String).label("kind"),
        record.c.assessment_written.label("assessment"),
        record.c.is_assessment_used.label("used"),
        case((is_blank(record.c.assessment_written), null()), else_=record.c.assessment_written).label(
            "result"
        ),
    )


def _say_unused(row: Any) -> str:
    wanted = f"考核结果应运用于{row.what}"
    result = f"，考核结果：{row.result}" if row.result else ""
    if row.verdict == FINDING:
        return f"{wanted}{result}，登记为没有运用"
    reasons = (
        (row.kind is None, "没有写明类别"),
        (row.used is None, "没有登记是否运用考核结果"),
        (True, "没有登记考核结果"),
    )
    return f"{wanted}{result}；{next(words for holds, words in reasons if holds)}，无法判断"


PER016 = Rule(
    code="PER016",
    name="assessment-not-used",
    title="考核结果没有运用",
    severity=Severity.INFO,
    cites=(Citation("R-CC-07", "陈仓", "三·二"),),
    limits=(),
    explanation=(
        "检查提拔、平级、继续任职的任免事项和奖励类人事事项：是否登记考核结果并运用。登记为没有运用的作为提示；"
        "没有登记考核结果、是否运用，或没有写明类别时，答“无法判断”。"
    ),
    advice="补登考核结果：powerctl appoint edit、powerctl personnel edit",
    question=_unused,
    say=_say_unused,
)
