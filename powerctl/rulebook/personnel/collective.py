"""Matters of persons are decided together: PER009 (R-HY-07, R-XZ-05)."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, String, and_, func, literal, or_

from powerctl.areas.matching.queries import Decision, decision_of, say_decision
from powerctl.areas.organization.queries import flag, the_day
from powerctl.areas.personnel.queries import ACTION, APPOINTMENT, is_under_way, maybe_appointed
from powerctl.rulebook.personnel.frame import PART_OF_ACTION, of_appointments, of_numbered
from powerctl.rulebook.question import verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule
from powerctl.terms import Severity


def _undecided() -> Select[Any]:
    return _appointments().union_all(_actions()).subquery("matters_of_persons").select()


def _appointments() -> Select[Any]:
    day, decision = APPOINTMENT.c.appointed_on, decision_of(APPOINTMENT)
    certain = and_(~is_under_way(), or_(APPOINTMENT.c.state.is_not(None), day.is_not(None)))
    return of_appointments(
        _answer(decision, certain),
        *_facts(APPOINTMENT, "任免事项", day, certain, decision),
        joins=decision.joins,
    ).where(maybe_appointed())


def _actions() -> Select[Any]:
    day, decision = ACTION.c.done_on, decision_of(ACTION)
    certain = and_(day.is_not(None), ACTION.c.kind.is_not(None))
    return of_numbered(
        ACTION,
        _answer(decision, certain),
        ACTION.c.name,
        *_facts(ACTION, "人事事项", day, certain, decision),
        joins=decision.joins,
        part=PART_OF_ACTION,
    ).where(or_(day.is_(None), day <= the_day()))


def _answer(decision: Decision, certain: ColumnElement[bool]) -> ColumnElement[int]:
    return verdict(and_(func.coalesce(decision.missing, False), certain), ~decision.carried)


def _facts(
    record: FromClause,
    what: str,
    day: ColumnElement[Any],
    certain: ColumnElement[bool],
    decision: Decision,
) -> tuple[ColumnElement[Any], ...]:
    return (
        literal(what).label("what"),
        func.coalesce(record.c.kind, "", type_=String).label("kind"),
        day.label("done_on"),
        flag(certain).label("certain"),
        decision.likely_key.label("likely_key"),
        decision.state,
    )


def _say(row: Any) -> str:
    wanted = f"{row.what}{f'（{row.kind}）' if row.kind else ''}应集体研究决定"
    done = f"{wanted}，{row.done_on} 实施" if row.done_on else wanted
    said = f"{done}，{say_decision(row.decision, row.likely_key)}"
    if row.verdict == FINDING:
        return said
    return f"{said}，无法判断" if row.certain else f"{said}；是否已经实施或属于哪一类没有登记，无法判断"


PER009 = Rule(
    code="PER009",
    name="personnel-matter-not-decided-together",
    title="人事事项没有集体研究决定",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-05", "秀洲", "附件2 模本一 一-(二)"),
        Citation("R-XZ-05", "诸暨", "科学分权"),
    ),
    limits=(),
    explanation=(
        "检查每个已经任职的任免事项和已经实施的人事事项（录用、考核、培训、调整、奖惩、返聘、后备干部等）："
        "是否对应到结果为通过的会议议程（本身填写的，或核对时关联的）。没有登记集体决策，或对应的议程未通过的为问题。"
        "只写了决策依据而没有对应到议程、议程没有登记结果或会议类型、有相近的议程尚未核对、"
        "没有登记是否实施或事项类别的，答“无法判断”。"
    ),
    advice="对应会议议程：powerctl appoint edit、powerctl personnel edit，--set 决策议程=会议编号/议题编号",
    question=_undecided,
    say=_say,
)
