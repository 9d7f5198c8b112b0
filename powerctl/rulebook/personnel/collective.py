"""Matters of persons are decided together: PER009 (R-HY-07, R-XZ-05)."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, Select, String, and_, func, literal, or_

from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.areas.personnel.queries import ACTION, AGENDA, APPOINTMENT, is_under_way, maybe_appointed
from powerctl.rulebook.personnel.frame import of_appointments, of_numbered
from powerctl.rulebook.question import LeftJoin, verdict
from powerctl.rulebook.rule import FINDING, Citation, Rule
from powerctl.terms import Outcome, Severity


def _undecided() -> Select[Any]:
    return _appointments().union_all(_actions()).subquery("matters_of_persons").select()


def _appointments() -> Select[Any]:
    day = APPOINTMENT.c.appointed_on
    certain = and_(~is_under_way(), or_(APPOINTMENT.c.state.is_not(None), day.is_not(None)))
    return of_appointments(
        _answer(APPOINTMENT, certain),
        *_facts(APPOINTMENT, "任免事项", day, certain),
        joins=(_agenda(APPOINTMENT),),
    ).where(maybe_appointed())


def _actions() -> Select[Any]:
    day = ACTION.c.done_on
    certain = and_(day.is_not(None), ACTION.c.kind.is_not(None))
    return of_numbered(
        ACTION,
        _answer(ACTION, certain),
        ACTION.c.name,
        *_facts(ACTION, "人事事项", day, certain),
        joins=(_agenda(ACTION),),
    ).where(or_(day.is_(None), day <= the_day()))


def _agenda(record: FromClause) -> LeftJoin:
    return AGENDA, AGENDA.c.id == record.c.agenda_item_id


def _answer(record: FromClause, certain: ColumnElement[bool]) -> ColumnElement[int]:
    decided = func.coalesce(AGENDA.c.outcome == Outcome.PASSED, False)
    nothing = and_(record.c.agenda_item_id.is_(None), is_blank(record.c.decision_written))
    refused = and_(AGENDA.c.outcome.is_not(None), ~decided)
    return verdict(and_(or_(nothing, func.coalesce(refused, False)), certain), ~decided)


def _facts(
    record: FromClause, what: str, day: ColumnElement[Any], certain: ColumnElement[bool]
) -> tuple[Label[Any], ...]:
    return (
        literal(what).label("what"),
        func.coalesce(record.c.kind, "", type_=String).label("kind"),
        day.label("done_on"),
        flag(certain).label("certain"),
        record.c.decision_written.label("decision_written"),
        record.c.agenda_item_id.label("agenda_item"),
        AGENDA.c.id.label("found"),
        AGENDA.c.outcome.label("outcome"),
    )


def _say(row: Any) -> str:
    when = f"{row.done_on} " if row.done_on else ""
    wanted = f"{row.what}{f'（{row.kind}）' if row.kind else ''}应集体研究决定"
    done = f"{wanted}，{when}实施"
    if row.verdict == FINDING:
        return f"{done}，{f'对应议程的结果是{row.outcome}' if row.outcome else '没有登记决策会议'}"
    written = row.decision_written and row.decision_written.strip()
    if row.agenda_item is not None:
        why = "对应的议程没有登记结果" if row.found is not None else "对应的议程不在文件中"
        why = f"对应议程的结果是{row.outcome}，实施情况没有登记全" if row.outcome else why
    elif written:
        why = f"决策依据写的是“{row.decision_written}”，没有对应到会议议程"
    elif not row.certain:
        why = "没有登记决策会议，是否已经实施或属于哪一类没有登记"
    else:
        why = "登记不全"
    return f"{wanted}；{why}，无法判断"


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
        "是否对应到结果为通过的会议议程。没有登记决策会议，或议程结果不是通过的为问题。"
        "只写了决策依据而没有对应到议程、议程没有登记结果、没有登记是否实施或事项类别的，答“无法判断”。"
    ),
    advice="对应会议议程：powerctl appoint edit、powerctl personnel edit，--set 决策议程=会议编号#第几项",
    question=_undecided,
    say=_say,
)
