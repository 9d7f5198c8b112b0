"""Everybody speaks, the head neither first nor before the others: MTG012, MTG013, MTG014 (R-XZ-08)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, and_, case, func, or_, select

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    RECUSAL,
    counts,
    may_count,
    may_decide,
)
from powerctl.areas.meetings.queries_topics import heads
from powerctl.areas.meetings.shared import EXPRESSED, ROSTER, SAID, TURNS
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.meetings.wording import cited, counted, is_required, judged
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import Outcome, Severity

_SPEAK, _NOT_FIRST, _LAST = "meeting.everyone_speaks", "meeting.principal_not_first", "meeting.principal_last"


def _silent() -> Select[Any]:
    required, required_on = limit_then(_SPEAK, MEETING.c.unit_id, MEETING.c.held_on)
    recused, quiet = _recused(), _quiet()
    said = case((ROSTER.c.meeting_id.is_not(None), func.coalesce(SAID.c.statements, 0)), else_=0)
    present, silent = func.coalesce(ROSTER.c.present_least, 0), func.coalesce(quiet.c.silent, 0)
    return of_agenda(
        judged(
            and_(required.c.numerator == 1, said > 0, silent > 0),
            and_(required.c.numerator == 1, said > 0, present > 0, quiet.c.agenda_item_id.is_(None)),
        ),
        (present - func.coalesce(recused.c.present, 0)).label("asked"),
        present.label("present"),
        silent.label("silent"),
        said.label("said"),
        required.c.numerator.label("required"),
        cited(required),
        joins=(
            (required, required_on),
            (ROSTER, ROSTER.c.meeting_id == MEETING.c.id),
            (SAID, SAID.c.agenda_item_id == AGENDA_ITEM.c.id),
            (recused, recused.c.agenda_item_id == AGENDA_ITEM.c.id),
            (quiet, quiet.c.agenda_item_id == AGENDA_ITEM.c.id),
        ),
    ).where(may_decide(MEETING), is_required(required), _IS_DISCUSSED)


_IS_DISCUSSED = or_(AGENDA_ITEM.c.outcome.is_(None), AGENDA_ITEM.c.outcome != Outcome.HEARD)


def _discussed() -> Select[Any]:
    required = limit_then(_SPEAK, MEETING.c.unit_id, MEETING.c.held_on)
    return held_items(joins=(required,)).where(may_decide(MEETING), is_required(required[0]), _IS_DISCUSSED)


def _recused() -> CTE:
    """By agenda item: recused members who are present, which takes them off those who have to speak."""
    item, seat = AGENDA_ITEM.alias("recused_item"), ATTENDANCE.alias("recused_seat")
    return (
        select(RECUSAL.c.agenda_item_id, func.count().label("present"))
        .select_from(
            RECUSAL.join(item, item.c.id == RECUSAL.c.agenda_item_id).join(
                seat, and_(seat.c.id == RECUSAL.c.attendance_id, seat.c.meeting_id == item.c.meeting_id)
            )
        )
        .where(counts(seat))
        .group_by(RECUSAL.c.agenda_item_id)
        .cte("recused_members")
    )


def _quiet() -> CTE:
    """By agenda item with statements: `doubtful`, seats that may have had to speak and did not with an
    opinion or reasons; `silent`, those of them that certainly had to and said nothing."""
    spoken, seat, item = EXPRESSED, ATTENDANCE, AGENDA_ITEM.alias("said_item")
    recused = RECUSAL.alias("withdrawn")
    silent = or_(spoken.c.attendance_id.is_(None), spoken.c.silent == 1)
    return (
        select(
            SAID.c.agenda_item_id,
            func.sum(flag(and_(counts(seat), silent))).label("silent"),
            func.count().label("doubtful"),
        )
        .select_from(
            SAID.join(item, item.c.id == SAID.c.agenda_item_id)
            .join(seat, seat.c.meeting_id == item.c.meeting_id)
            .outerjoin(
                spoken, and_(spoken.c.agenda_item_id == item.c.id, spoken.c.attendance_id == seat.c.id)
            )
            .outerjoin(
                recused, and_(recused.c.agenda_item_id == item.c.id, recused.c.attendance_id == seat.c.id)
            )
        )
        .where(func.coalesce(spoken.c.spoke, 0) == 0, recused.c.id.is_(None), may_count(seat))
        .group_by(SAID.c.agenda_item_id)
        .cte("quiet_members")
    )


def _say_silent(row: Any) -> str:
    return counted(
        row,
        f"除回避的以外，出席的应到成员应逐一发表意见（{source_of(row.cites)}）",
        f"应发言 {row.asked} 人，没有发言 {row.silent} 人",
        (not row.said, "没有登记发言情况"),
        (row.required is None, "召开之日是否须逐一发言尚未设定"),
        (not row.present, "没有登记出席的应到成员"),
        (True, "有人的到会身份、到会情况或发言内容没有写明"),
    )


MTG012 = Rule(
    code="MTG012",
    name="member-did-not-speak",
    title="有成员没有发表意见",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
        Citation("R-XZ-08", "秀洲", "附件2 模本一 三-4"),
    ),
    limits=(_SPEAK,),
    explanation=(
        "检查登记了发言的每个议题，出席的应到成员除回避的以外是否都发表了意见；登记为“未表态”又没有理由的算没有发言。"
        "听取汇报的议题和只作初审的会议不查。没有登记发言、召开日期或会议类型，"
        "或到会身份、到会情况、发言内容没有写明而影响结论时，答“无法判断”。"
    ),
    advice="补登发言：powerctl meeting speak；确实没有发言的应请其表明意见",
    question=_silent,
    say=_say_silent,
    repeats=topic_twice,
    examined=_discussed,
)


def _of_turns(
    name: str,
    finding: ColumnElement[bool],
    passed: ColumnElement[bool],
    turn: FromClause,
    *facts: ColumnElement[Any],
) -> Select[Any]:
    """A row per topic, but for meetings that the head was away from."""
    required, required_on = limit_then(name, MEETING.c.unit_id, MEETING.c.held_on)
    head = heads()
    asked = required.c.numerator == 1
    return of_agenda(
        judged(and_(asked, finding), and_(asked, head.c.heads > 0, passed)),
        func.coalesce(turn.c.speakers, 0).label("speakers"),
        flag(turn.c.any_head_first.is_not(None)).label("head_spoke"),
        flag(turn.c.other_first.is_not(None)).label("others_spoke"),
        func.coalesce(head.c.heads, 0).label("heads"),
        required.c.numerator.label("required"),
        cited(required),
        *facts,
        joins=(
            (required, required_on),
            (turn, turn.c.agenda_item_id == AGENDA_ITEM.c.id),
            (head, head.c.meeting_id == MEETING.c.id),
        ),
    ).where(
        may_decide(MEETING), is_required(required), or_(head.c.heads.is_(None), head.c.heads != head.c.away)
    )


def _doubts(row: Any) -> tuple[tuple[Any, str], ...]:
    return (
        (not row.speakers, "没有登记发言顺序"),
        (row.required is None, "召开之日是否有此要求尚未设定"),
        (not row.heads, "到会名单没有标明“一把手”"),
        (not row.head_spoke, "没有登记“一把手”的发言"),
        (not row.others_spoke, "没有登记其他成员的表态"),
        (True, "发言人的到会身份、是否“一把手”或表态没有写明"),
    )


def _first() -> Select[Any]:
    turn = TURNS
    return _of_turns(
        _NOT_FIRST,
        turn.c.head_first < turn.c.any_other_first,
        or_(
            turn.c.other_first < turn.c.any_head_first,
            and_(turn.c.other_first.is_not(None), turn.c.any_head_first.is_(None)),
        ),
        turn,
        turn.c.head_first,
        turn.c.any_other_first.label("others"),
    )


def _say_first(row: Any) -> str:
    return counted(
        row,
        f"“一把手”不得首先表态（{source_of(row.cites)}）",
        f"“一把手”第 {row.head_first} 个发言，其他成员最早第 {row.others} 个",
        *_doubts(row),
    )


MTG013 = Rule(
    code="MTG013",
    name="head-spoke-first",
    title="“一把手”首先表态",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
        Citation("R-XZ-08", "秀洲", "附件2 模本一 三-4"),
        Citation("R-XZ-08", "花垣", "二·一"),
    ),
    limits=(_NOT_FIRST,),
    explanation=(
        "检查会议研究的每个议题，第一个表态的成员是否“一把手”。汇报方案而没有表态的发言、列席人员的发言、"
        "表决后的发言不算；“一把手”没有到会的不查。没有登记发言顺序、没有标明“一把手”，"
        "或发言人的到会身份、表态没有写明而影响结论时，答“无法判断”。"
    ),
    advice="核对发言顺序：powerctl meeting show、powerctl meeting speak；情况属实的应提醒主持人",
    question=_first,
    say=_say_first,
    repeats=topic_twice,
)


def _not_last() -> Select[Any]:
    turn = TURNS
    return _of_turns(
        _LAST,
        and_(turn.c.head_last.is_not(None), turn.c.other_last > turn.c.any_head_last),
        turn.c.head_last > turn.c.any_other_last,
        turn,
        turn.c.any_head_last,
        turn.c.other_last,
    )


def _say_not_last(row: Any) -> str:
    return counted(
        row,
        f"“一把手”应末位表态（{source_of(row.cites)}）",
        f"“一把手”最后一次发言是第 {row.any_head_last} 个，其后还有成员第 {row.other_last} 个表态",
        *_doubts(row),
    )


MTG014 = Rule(
    code="MTG014",
    name="head-did-not-speak-last",
    title="“一把手”没有末位表态",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-08", "抚松", "科学配权·二"),
        Citation("R-XZ-08", "诸暨", "科学分权"),
        Citation("R-XZ-08", "陈仓", "二·四"),
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
        Citation("R-XZ-08", "中国共产党党组工作条例（试行）（2015）", "第27条", "P"),
        Citation("R-XZ-08", "重大行政决策程序暂行条例（2019）", "第30条", "V"),
    ),
    limits=(_LAST,),
    explanation=(
        "检查会议研究的每个议题，“一把手”表态之后、表决之前是否还有成员表态。列席人员的发言、表决后的发言不算；"
        "“一把手”没有到会的不查；政府常务会同样检查。没有登记发言顺序、没有标明“一把手”，"
        "或发言人的到会身份、表态没有写明而影响结论时，答“无法判断”。"
    ),
    advice="核对发言顺序：powerctl meeting show、powerctl meeting speak；情况属实的应提醒主持人",
    question=_not_last,
    say=_say_not_last,
    repeats=topic_twice,
)
