"""Discussion first, then the vote; an open question puts it off: VOTE010, VOTE012 (R-XZ-09, R-CC-01)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select

from powerctl.areas.meetings.queries import AGENDA_ITEM, QUESTION
from powerctl.areas.meetings.shared import ANY_BALLOT, SAID
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.question import LeftJoin
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Outcome, Severity


def _voted_too_early() -> Select[Any]:
    said = SAID
    answer = case((said.c.after > 0, FINDING), (said.c.statements > 0, PASSED), else_=UNKNOWN)
    return of_agenda(
        answer,
        func.coalesce(said.c.statements, 0).label("statements"),
        func.coalesce(said.c.after, 0).label("after"),
        rows=_HAS_VOTED,
        joins=((said, said.c.agenda_item_id == AGENDA_ITEM.c.id),),
    )


_HAS_VOTED: LeftJoin = (ANY_BALLOT, ANY_BALLOT.c.agenda_item_id == AGENDA_ITEM.c.id)


def _voted_items() -> Select[Any]:
    return held_items(_HAS_VOTED)


def _say_early(row: Any) -> str:
    if row.verdict == FINDING:
        return f"应当充分讨论后表决，{row.statements} 次发言中有 {row.after} 次在表决之后"
    return "已经表决，没有登记发言（0 次），无法判断表决前是否讨论"


def _open_question() -> Select[Any]:
    held = ANY_BALLOT
    asked = (
        select(
            QUESTION.c.agenda_item_id,
            func.count().label("questions"),
            func.sum(flag(QUESTION.c.is_clear.is_(False))).label("unclear"),
            func.sum(flag(QUESTION.c.is_clear.is_(None))).label("unknown"),
        )
        .group_by(QUESTION.c.agenda_item_id)
        .cte("asked")
    )
    outcome = AGENDA_ITEM.c.outcome
    put_off = func.coalesce(
        outcome.in_([Outcome.DEFERRED.value, Outcome.RETURNED.value, Outcome.HEARD.value]), False
    )
    decided = or_(outcome.is_not(None), held.c.agenda_item_id.is_not(None))
    answer = case(
        (put_off, PASSED),
        (and_(asked.c.unclear > 0, decided), FINDING),
        (and_(asked.c.unclear == 0, asked.c.unknown == 0), PASSED),
        else_=UNKNOWN,
    )
    rows: LeftJoin = (asked, asked.c.agenda_item_id == AGENDA_ITEM.c.id)
    return of_agenda(
        answer,
        asked.c.questions.label("questions"),
        asked.c.unclear.label("unclear"),
        asked.c.unknown.label("unknown"),
        rows=rows,
        joins=((held, held.c.agenda_item_id == AGENDA_ITEM.c.id),),
    )


def _say_open(row: Any) -> str:
    if row.verdict == FINDING:
        done = f"宣布{row.outcome}" if row.outcome else "进行了表决"
        return f"提问 {row.questions} 个，没有答清 {row.unclear} 个，应当暂缓表决，当次会议{done}"
    if row.unclear:
        return f"提问 {row.questions} 个，没有答清 {row.unclear} 个；没有登记表决和结果，无法判断是否暂缓"
    return f"提问 {row.questions} 个，{row.unknown} 个没有写明是否答清，无法判断"


VOTE010 = Rule(
    code="VOTE010",
    name="vote-before-discussion-ended",
    title="讨论没有结束就付表决",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),),
    limits=(),
    explanation=(
        "检查有表决记录的每个议题，登记的发言是否都在表决之前。表决之后还有发言的作为提示；"
        "没有登记发言时，答“无法判断”。"
    ),
    advice="由主持人在讨论充分后再付表决；补记发言：powerctl meeting speak",
    question=_voted_too_early,
    say=_say_early,
    repeats=topic_twice,
    examined=_voted_items,
)

VOTE012 = Rule(
    code="VOTE012",
    name="vote-with-open-question",
    title="疑问没有答清仍作了表决",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-01", "陈仓", "二·九"),),
    limits=(),
    explanation=(
        "检查有提问记录的每个议题：有没有答清的问题时，当次会议是否暂缓表决。没有答清而宣布了通过或未通过、"
        "或有表决而没有登记结果的算问题；宣布暂缓、退回的不算。没有写明是否答清，"
        "或有疑问而表决和结果都没有登记时，答“无法判断”。"
    ),
    advice="补记答复：powerctl meeting answer；确未答清的，应撤销结果、查清后重新上会",
    question=_open_question,
    say=_say_open,
    repeats=topic_twice,
)
