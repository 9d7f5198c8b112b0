"""The first nomination and the whole process are on record: PER001, PER002 (R-HY-07)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, or_, select

from powerctl.areas.organization.queries import flag, is_blank
from powerctl.areas.personnel.queries import APPOINTMENT, SELECTING, STEP, is_kind, maybe_kind
from powerctl.areas.personnel.stages import (
    ALL,
    AUDIT,
    END_REVIEW,
    OF_KIND,
    STAGES,
    UNDER_WAY,
    UP_TO_POST,
    stages_in,
)
from powerctl.rulebook.personnel.frame import of_appointments
from powerctl.rulebook.question import verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import AppointmentState, Severity

Bits = ColumnElement[int]


def _nomination() -> Select[Any]:
    who = and_(APPOINTMENT.c.nominator.is_(None), is_blank(APPOINTMENT.c.nominator_written))
    when = APPOINTMENT.c.nominated_on.is_(None)
    why = is_blank(APPOINTMENT.c.nomination_reason)
    incomplete = or_(who, when, why)
    return of_appointments(
        verdict(and_(incomplete, is_kind(*SELECTING)), incomplete),
        APPOINTMENT.c.kind.label("kind"),
        flag(who).label("who"),
        flag(when).label("when"),
        flag(why).label("why"),
    ).where(maybe_kind(*SELECTING))


def _say_nomination(row: Any) -> str:
    missing = [
        words
        for holds, words in ((row.who, "提名主体"), (row.when, "提名日期"), (row.why, "提名理由"))
        if holds
    ]
    sentence = f"初始提名应记明提名主体、日期、理由三项，缺 {len(missing)} 项：{'、'.join(missing)}"
    return sentence if row.verdict == FINDING else f"{sentence}；没有写明任免类别，无法判断是否须提名"


PER001 = Rule(
    code="PER001",
    name="nomination-not-on-record",
    title="初始提名没有记全",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-07", "花垣", "二·二"),),
    limits=(),
    explanation=(
        "检查提拔、平级任职和继续任职的每个任免事项是否记明初始提名的主体、日期和理由。"
        "没有写明任免类别而又没有记全的，答“无法判断”。免职、降职和试用期满任职不查。"
    ),
    advice="补登提名情况：powerctl appoint edit",
    question=_nomination,
    say=_say_nomination,
    repeats=never,
)


def _steps() -> CTE:
    """By case: the stages that have a record, those that are dated and signed or explained, and the last."""
    bit = case({stage.value: 1 << at for at, stage in enumerate(STAGES)}, value=STEP.c.stage, else_=0)
    signed = or_(STEP.c.signer_id.is_not(None), ~is_blank(STEP.c.signer_written))
    done = or_(and_(STEP.c.done_on.is_not(None), signed), ~is_blank(STEP.c.missing_reason))
    return (
        select(
            STEP.c.appointment_id,
            func.sum(bit).label("begun"),
            func.sum(case((done, bit), else_=0)).label("done"),
            func.max(bit).label("last"),
        )
        .group_by(STEP.c.appointment_id)
        .cte("steps")
    )


def _process() -> Select[Any]:
    steps = _steps()
    least, most = _needed(func.coalesce(steps.c.last, 1))
    begun, done = func.coalesce(steps.c.begun, 0), func.coalesce(steps.c.done, 0)
    lacking, perhaps = _without(least.bitwise_or(begun), done), _without(most, done)
    return of_appointments(
        verdict(and_(begun != 0, lacking != 0), or_(begun == 0, perhaps != 0)),
        begun.label("begun"),
        lacking.label("lacking"),
        perhaps.label("perhaps"),
        APPOINTMENT.c.kind.label("kind"),
        APPOINTMENT.c.state.label("state"),
        joins=((steps, steps.c.appointment_id == APPOINTMENT.c.id),),
    )


def _needed(last: Bits) -> tuple[Bits, Bits]:
    """What must be on record in any case, and what may have to be, as far as it is known."""
    kinds = {kind.value: bits for kind, bits in OF_KIND.items()}
    by_kind = case(kinds, value=APPOINTMENT.c.kind, else_=ALL)
    sure_kind = case(kinds, value=APPOINTMENT.c.kind, else_=0)
    needs_audit = APPOINTMENT.c.needs_audit
    audit_most = case((needs_audit.is_(False), ALL & ~AUDIT), else_=ALL)
    audit_least = case((needs_audit.is_(True), ALL), else_=ALL & ~AUDIT)
    state, so_far = APPOINTMENT.c.state, last - 1
    in_post = (AppointmentState.APPOINTED.value, AppointmentState.ON_PROBATION.value)
    under_way = state.in_([one.value for one in UNDER_WAY])
    least = case(
        (state.in_(in_post), UP_TO_POST), (state == AppointmentState.CONCLUDED, UP_TO_POST), else_=so_far
    )
    most = case((under_way, so_far), (state.in_(in_post), UP_TO_POST), else_=ALL)
    return (
        sure_kind.bitwise_and(audit_least).bitwise_and(least),
        by_kind.bitwise_and(audit_most).bitwise_and(most),
    )


def _without(bits: Bits, done: Bits) -> Bits:
    """The bits of the first that the second has not."""
    return bits - bits.bitwise_and(done)


def _say_process(row: Any) -> str:
    if row.verdict == FINDING:
        lacking = stages_in(row.lacking)
        return (
            "选拔任用应全程纪实，每个环节有日期、有签字人，没有履行的写明理由；"
            f"没有记全的环节 {len(lacking)} 个：{'、'.join(lacking)}"
        )
    if not row.begun:
        return "选拔任用应全程纪实，登记的环节 0 个，无法判断是否逐环节办理"
    perhaps = stages_in(row.perhaps)
    reasons = (
        (row.kind is None, "没有写明任免类别"),
        (row.state is None, "没有写明任免进展"),
        (perhaps == stages_in(AUDIT), "没有写明是否须任前审计"),
        (perhaps == stages_in(END_REVIEW), "没有试用期的写明不适用"),
    )
    why = next((words for holds, words in reasons if holds), "这些环节是否须履行不清楚")
    return f"选拔任用应全程纪实，没有记全的环节 {len(perhaps)} 个：{'、'.join(perhaps)}；{why}，无法判断"


PER002 = Rule(
    code="PER002",
    name="process-not-documented",
    title="全程纪实不完整",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-07", "花垣", "二·二"),),
    limits=(),
    explanation=(
        "检查每个任免事项应有的环节是否逐一登记：有完成日期和签字人，或者写明未履行的理由。"
        "已任职的查到任职为止，办理中的查到已经登记的最后一个环节。应有哪些环节按任免类别定，为本系统默认："
        "提拔任职 14 个环节，平级任职、继续任职、免职等较少；不适用的环节写明理由即可。"
        "一个环节也没有登记，或没有写明任免类别、进展、是否须任前审计而这些环节缺少时，答“无法判断”。"
    ),
    advice="补登环节：powerctl appoint step 任免编号 环节 --on 日期 --signer 姓名",
    question=_process,
    say=_say_process,
    repeats=never,
)
