"""The result of a vote: more than half of all entitled, announced as counted: VOTE002, VOTE003 (R-XZ-09).

Of bodies that decide by votes; where the head decides, MTG033 asks. Where several candidates stand, the
announced result is one for all of them: it is held against a line only where every line says the same.
"""

from typing import Any

from sqlalchemy import FromClause, Select, and_, case, func, literal, or_, select

from powerctl.areas.gathered import gathered
from powerctl.areas.meetings.arithmetic import Count, majority
from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    MEETING,
    Span,
    base,
    is_more_than,
    may_count_votes,
    of_kind,
    recusals,
    span,
)
from powerctl.areas.meetings.shared import ROSTER, ROUND, TALLY
from powerctl.areas.organization.queries import flag
from powerctl.limits.quantity import Quantity
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.question import LeftJoin, limit_then, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Outcome, Severity

_SHARE, _IN_BASE = "vote.majority_over", "vote.recused_in_base"
_FACTS = (
    *("kind", "round", "candidate", "lines", "voters", "for_least", "for_most", "carried", "cites"),
    *("entitled_least", "entitled_most", "recused_least", "recused_most", "in_base", "above", "below"),
)


def _results() -> Select[Any]:
    roster, tally, recusal = ROSTER, TALLY, recusals()
    agenda, meeting = AGENDA_ITEM.alias("voted_item"), MEETING.alias("its_meeting")
    share, share_on = limit_then(_SHARE, meeting.c.unit_id, meeting.c.held_on)
    in_base, in_base_on = limit_then(_IN_BASE, meeting.c.unit_id, meeting.c.held_on)
    entitled, recused = span(roster, "entitled"), span(recusal, "recused")
    counted_on = base(entitled, recused, in_base.c.numerator)
    in_favour = Span(tally.c.for_least, tally.c.for_most)
    rows = (
        select(
            *tally.c,
            is_more_than(
                in_favour, counted_on, share.c.numerator, share.c.denominator, listed=entitled
            ).label("carried"),
            entitled.least.label("entitled_least"),
            entitled.most.label("entitled_most"),
            recused.least.label("recused_least"),
            recused.most.label("recused_most"),
            in_base.c.numerator.label("in_base"),
            share.c.numerator.label("above"),
            share.c.denominator.label("below"),
            share.c.cites.label("cites"),
        )
        .select_from(
            tally.join(agenda, agenda.c.id == tally.c.agenda_item_id)
            .join(meeting, meeting.c.id == agenda.c.meeting_id)
            .outerjoin(roster, roster.c.meeting_id == meeting.c.id)
            .outerjoin(recusal, recusal.c.agenda_item_id == agenda.c.id)
            .outerjoin(share, share_on)
            .outerjoin(in_base, in_base_on)
        )
        .subquery("counted")
    )
    of_item = rows.c.agenda_item_id
    return select(
        *rows.c,
        func.max(func.coalesce(rows.c.carried, 1)).over(partition_by=of_item).label("best"),
        func.min(func.coalesce(rows.c.carried, 0)).over(partition_by=of_item).label("worst"),
    )


_RESULT = gathered("vote_result", _results, "agenda_item_id", unique=False)
"""Tallies with what they come to: `carried` 1, 0 or NULL; `best` and `worst` of an item's lines."""


def _part(result: FromClause) -> Any:
    candidate = func.coalesce(result.c.candidate, "")
    return of_kind(result.c.kind).concat(case((candidate == "", ""), else_=literal("/").concat(candidate)))


def _facts(result: FromClause) -> list[Any]:
    return [result.c[name].label(name) for name in _FACTS]


def _not_carried() -> Select[Any]:
    roster, result = ROSTER, _RESULT
    announced = AGENDA_ITEM.c.outcome == Outcome.PASSED
    share, share_on = limit_then(_SHARE, MEETING.c.unit_id, MEETING.c.held_on)
    in_base, in_base_on = limit_then(_IN_BASE, MEETING.c.unit_id, MEETING.c.held_on)
    number = func.coalesce(roster.c.entitled_least, MEETING.c.entitled_count)
    counted, members = AGENDA_ITEM.c.counted_for, Span(number, number)
    short = is_more_than(Span(counted, counted), members, share.c.numerator, share.c.denominator) == 0
    answer = case(
        (result.c.carried == 1, PASSED),
        (and_(announced, MEETING.c.body.is_not(None), result.c.best == 0), FINDING),
        # Votes that a register only counts can show a breach, no more.
        (
            and_(
                result.c.agenda_item_id.is_(None),
                announced,
                MEETING.c.body.is_not(None),
                in_base.c.numerator == 1,
                short,
            ),
            FINDING,
        ),
        else_=UNKNOWN,
    )
    on: LeftJoin = (result, result.c.agenda_item_id == AGENDA_ITEM.c.id)
    voted = and_(AGENDA_ITEM.c.outcome.is_(None), result.c.agenda_item_id.is_not(None))
    query = of_agenda(
        answer,
        *_facts(result),
        counted.label("counted_for"),
        number.label("counted_entitled"),
        share.c.numerator.label("share_above"),
        share.c.denominator.label("share_below"),
        share.c.cites.label("share_cites"),
        part=_part(result),
        joins=(on, (roster, roster.c.meeting_id == MEETING.c.id), (share, share_on), (in_base, in_base_on)),
    )
    return query.where(may_count_votes(MEETING), or_(announced, voted))


def _announced_lines() -> Select[Any]:
    announced = AGENDA_ITEM.c.outcome == Outcome.PASSED
    voted = and_(AGENDA_ITEM.c.outcome.is_(None), ROUND.c.agenda_item_id.is_not(None))
    lines: LeftJoin = (ROUND, ROUND.c.agenda_item_id == AGENDA_ITEM.c.id)
    return held_items(joins=(lines,)).where(may_count_votes(MEETING), or_(announced, voted))


def _misannounced() -> Select[Any]:
    result = _RESULT
    outcome = AGENDA_ITEM.c.outcome
    # Without a recusal on record, where the recused leave the base, it may have been smaller.
    smaller = and_(
        func.coalesce(result.c.in_base, 1) == 0,
        result.c.recused_most == 0,
        result.c.for_most * result.c.below > result.c.above * func.coalesce(result.c.voters, 0),
    )
    agrees = or_(
        and_(outcome == Outcome.PASSED, result.c.carried == 1),
        and_(outcome == Outcome.REJECTED, result.c.carried == 0, ~func.coalesce(smaller, True)),
    )
    differs = or_(
        and_(outcome == Outcome.PASSED, result.c.best == 0),
        and_(outcome == Outcome.REJECTED, result.c.worst == 1),
    )
    answer = case(
        (agrees, PASSED),
        (and_(differs, MEETING.c.body.is_not(None)), FINDING),
        else_=UNKNOWN,
    )
    rows: LeftJoin = (result, result.c.agenda_item_id == AGENDA_ITEM.c.id)
    query = of_agenda(answer, *_facts(result), flag(smaller).label("smaller"), rows=rows, part=_part(result))
    return query.where(may_count_votes(MEETING))


def _voted_lines() -> Select[Any]:
    return held_items((ROUND, ROUND.c.agenda_item_id == AGENDA_ITEM.c.id)).where(may_count_votes(MEETING))


def working(row: Any) -> str:
    """`应到 9 · 需 5 · 同意 4 · 差 1` of a row, with the round where it is not the first."""
    found = majority(
        Count(row.entitled_least, row.entitled_most),
        None if row.for_least is None or row.for_most is None else Count(row.for_least, row.for_most),
        None if row.above is None else Quantity(row.above, row.below),
        recused=Count(row.recused_least, row.recused_most),
        recused_in_base=None if row.in_base is None else bool(row.in_base),
    )
    which = f"第 {row.round} 轮{row.kind}表决：" if row.round and row.round > 1 else ""
    return f"{which}{found.words}"


def _doubt(row: Any) -> str:
    if row.kind is None:
        return "宣布通过，但没有表决记录"
    if not row.entitled_most:
        return "没有登记应到成员名单（0 人）"
    if row.held_on is None:
        return "没有登记召开日期，不知道该按哪时的比例"
    if row.above is None:
        return "召开之日通过所需的比例尚未设定"
    if row.for_least is None:
        return "没有登记同意票数"
    if row.carried is None:
        return "表决人的到会身份、到会情况或所投的票没有写明"
    if row.body is None:
        return "没有登记会议类型"
    if row.outcome is None:
        return "没有登记宣布的结果"
    if row.lines > 1:
        return f"{row.lines} 个表决对象的结果不同，宣布的结果没有分别登记"
    return f"宣布的结果为{row.outcome}，不是通过或未通过"


def _say_counted(row: Any) -> str:
    """Of a register that gives the count alone."""
    members = row.counted_entitled
    found = majority(
        Count(members or 0, members or 0),
        Count(row.counted_for, row.counted_for),
        None if row.share_above is None else Quantity(row.share_above, row.share_below),
    )
    if row.verdict == FINDING:
        return f"宣布通过，而按登记的票数{found.words}（{source_of(row.share_cites)}）"
    return f"只登记了票数，没有表决记录，无法判断；{found.words}"


def _say_not_carried(row: Any) -> str:
    if row.kind is None and row.counted_for is not None:
        return _say_counted(row)
    if row.verdict == FINDING:
        return f"宣布通过，而{working(row)}（{source_of(row.cites)}）"
    return f"{_doubt(row)}，无法判断" + (f"；{working(row)}" if row.kind else "")


def _say_misannounced(row: Any) -> str:
    if row.verdict == FINDING:
        counted = "通过" if row.carried else "未通过"
        return f"宣布{row.outcome}，按票数应为{counted}：{working(row)}（{source_of(row.cites)}）"
    if row.outcome == Outcome.REJECTED and row.smaller:
        return f"回避人员不计入基数，而没有回避记录，无法判断；{working(row)}"
    return f"{_doubt(row)}，无法判断；{working(row)}"


VOTE002 = Rule(
    code="VOTE002",
    name="passed-without-majority",
    title="同意人数没有超过应到人数的半数而宣布通过",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),
        Citation("R-XZ-09", "党政领导干部选拔任用工作条例（2014）", "第38条", "V"),
    ),
    limits=(_SHARE, _IN_BASE),
    explanation=(
        "检查党委（党组）、全委会和乡镇班子会上宣布通过的每个议题：同意人数是否超过应到人数的规定比例（不含本数）。"
        "缺席、请假和回避的仍计入应到（回避是否计入可由本县设定），列席人员和未到会人员的票不计，作废的轮次不计。"
        "政府常务会、局长办公会由主要负责人决定，不查。没有表决记录、应到名单或票数，"
        "到会身份、到会情况、会议类型、召开日期没有写明而影响结论时，答“无法判断”；只登记了票数的，只能查出不够，不能认定为够。"
    ),
    advice=(
        "核对票数和到会名单：powerctl meeting show；"
        "确未过半数的，应更正结果：powerctl meeting decide，或重新表决：powerctl meeting round"
    ),
    question=_not_carried,
    say=_say_not_carried,
    repeats=topic_twice,
    examined=_announced_lines,
)

VOTE003 = Rule(
    code="VOTE003",
    name="announced-otherwise-than-counted",
    title="宣布的结果与票数不符",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),),
    limits=(_SHARE, _IN_BASE),
    explanation=(
        "检查有表决记录的每个议题：按票数算出的结果与宣布的结果是否一致，多算少算都查。由主要负责人决定的会议不查。"
        "宣布的结果不是通过或未通过、没有登记，多个表决对象结果不同而没有分别宣布，"
        "或票数、名单、会议类型没有写明而影响结论时，答“无法判断”。"
    ),
    advice="核对票数和宣布的结果：powerctl meeting show，更正后重新登记：powerctl meeting decide",
    question=_misannounced,
    say=_say_misannounced,
    repeats=topic_twice,
    examined=_voted_lines,
)
