"""Vetting before the post, and the first review of its report: PER003, PER004 (R-CC-04)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, null, or_, select

from powerctl.areas.personnel.queries import (
    APPOINTMENT,
    VETTING,
    is_kind,
    maybe_appointed,
    maybe_kind,
    omitted,
)
from powerctl.rulebook.personnel.frame import of_appointments
from powerctl.rulebook.question import verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import AppointmentKind, AppointmentStage, Severity

_LOOKED_AT = {
    "covers_career": "工作经历",
    "covers_results": "主要政绩",
    "covers_law": "法制观念",
    "covers_integrity": "廉洁从政",
    "covers_democracy": "民主意识",
    "covers_discipline": "执法执纪",
    "asked_unit": "征求单位意见",
    "asked_grassroots": "征求基层群众意见",
}
_PROMOTION = AppointmentKind.PROMOTION


def _vettings() -> CTE:
    """By case: each thing 1 where a vetting looked at it, 0 where none did, NULL where it cannot be told."""

    def told(name: str) -> Any:
        flag = VETTING.c[name]
        some = func.max(case((flag.is_(True), 1), else_=0))
        open_ones = func.max(case((flag.is_(None), 1), else_=0))
        return case((some == 1, 1), (open_ones == 1, null()), else_=0).label(name)

    return (
        select(VETTING.c.appointment_id, func.count().label("vettings"), *(told(name) for name in _LOOKED_AT))
        .group_by(VETTING.c.appointment_id)
        .cte("vettings")
    )


def _incomplete() -> Select[Any]:
    found, left_out = _vettings(), omitted(AppointmentStage.VETTING)
    columns = [found.c[name] for name in _LOOKED_AT]
    broken = or_(*(column == 0 for column in columns))
    none, said = found.c.vettings.is_(None), left_out.c.reason
    finding = or_(and_(~none, broken), and_(none, said.is_not(None)))
    return of_appointments(
        verdict(
            and_(finding, is_kind(_PROMOTION)),
            or_(finding, none, *(column.is_(None) for column in columns)),
        ),
        APPOINTMENT.c.kind.label("kind"),
        found.c.vettings.label("vettings"),
        said.label("reason"),
        *(column.label(column.name) for column in columns),
        joins=(
            (found, found.c.appointment_id == APPOINTMENT.c.id),
            (left_out, left_out.c.appointment_id == APPOINTMENT.c.id),
        ),
    ).where(maybe_kind(_PROMOTION), maybe_appointed())


def _say_incomplete(row: Any) -> str:
    wanted = f"任前考察应了解六个方面、征求两方面意见（共 {len(_LOOKED_AT)} 项）"
    lacking = [words for name, words in _LOOKED_AT.items() if getattr(row, name) == 0]
    unclear = [words for name, words in _LOOKED_AT.items() if getattr(row, name) is None]
    said = f"缺 {len(lacking)} 项：{'、'.join(lacking)}" if lacking else ""
    if not row.vettings:
        said = f"登记为没有考察（{row.reason}）" if row.reason else ""
    if row.verdict == FINDING:
        return f"{wanted}，{said}"
    if row.kind is None:
        return (
            f"{wanted}；没有写明任免类别，无法判断"
            if not said
            else f"{wanted}，{said}；没有写明任免类别，无法判断"
        )
    if not row.vettings:
        return f"{wanted}；没有登记任前考察，无法判断"
    return f"{wanted}；没有写明 {len(unclear)} 项：{'、'.join(unclear)}，无法判断"


PER003 = Rule(
    code="PER003",
    name="vetting-incomplete",
    title="任前考察内容不全",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-04", "陈仓", "一·二"),),
    limits=(),
    explanation=(
        "检查提拔任职的每个任免事项：任前考察是否了解了工作经历、主要政绩、法制观念、廉洁从政、民主意识、"
        "执法执纪六个方面，并征求单位和基层群众的意见；几次考察合并看。登记为没有考察的也算问题。"
        "没有登记考察、某一项没有写明是否了解，或没有写明任免类别时，答“无法判断”。没有任职的不查。"
    ),
    advice="补登考察情况：powerctl vetting add；更正：powerctl vetting edit",
    question=_incomplete,
    say=_say_incomplete,
    repeats=never,
)


def _unreviewed() -> Select[Any]:
    """A row per vetting; a promotion without one has a row, too."""
    ended, reviewed = VETTING.c.ended_on, VETTING.c.reviewed_on
    decided = APPOINTMENT.c.decided_on
    early, late = reviewed < ended, reviewed > decided
    finding = or_(func.coalesce(early, False), func.coalesce(late, False))
    known = and_(ended.is_not(None), reviewed.is_not(None), decided.is_not(None))
    return of_appointments(
        verdict(and_(finding, is_kind(_PROMOTION)), or_(finding, ~known, VETTING.c.id.is_(None))),
        APPOINTMENT.c.kind.label("kind"),
        VETTING.c.id.label("vetting"),
        ended.label("ended_on"),
        reviewed.label("reviewed_on"),
        decided.label("decided_on"),
        joins=((VETTING, VETTING.c.appointment_id == APPOINTMENT.c.id),),
    ).where(maybe_kind(_PROMOTION), maybe_appointed())


def _say_unreviewed(row: Any) -> str:
    wanted = "组织部门的初审应在考察完成之后、讨论决定之前"
    days = "，".join(
        f"{words} {day}"
        for words, day in (
            ("考察完成", row.ended_on),
            ("初审", row.reviewed_on),
            ("讨论决定", row.decided_on),
        )
        if day
    )
    said = f"{wanted}，{days}" if days else wanted
    if row.verdict == FINDING:
        return said
    reasons = (
        (row.vetting is None, "没有登记任前考察"),
        (row.reviewed_on is None, "没有登记初审日期"),
        (row.ended_on is None, "没有登记考察完成日期"),
        (row.decided_on is None, "没有登记决定日期"),
        (True, "没有写明任免类别"),
    )
    return f"{said}；{next(words for holds, words in reasons if holds)}，无法判断"


PER004 = Rule(
    code="PER004",
    name="vetting-not-reviewed-first",
    title="考察结果没有先经组织部门初审",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-04", "陈仓", "一·二"),),
    limits=(),
    explanation=(
        "检查提拔任职的每次任前考察：组织部门的初审日期是否不早于考察完成日期、不晚于讨论决定日期。"
        "没有登记考察、初审日期、考察完成日期、决定日期或任免类别时，答“无法判断”。没有任职的不查。"
    ),
    advice="补登初审日期：powerctl vetting edit；更正决定日期：powerctl appoint edit",
    question=_unreviewed,
    say=_say_unreviewed,
)
