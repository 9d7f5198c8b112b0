"""Whether the count adds up, and a secret one holds no names: VOTE008, VOTE009 (R-XZ-09)."""

from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal, null, or_, select

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    MEETING,
    NAMED,
    NAMED_BALLOT,
    NAMED_VOTE,
    SECRET,
    SECRET_BALLOT,
    span,
)
from powerctl.areas.meetings.shared import NAMED_TALLY, ROSTER
from powerctl.rulebook.meetings.counting import (
    SECRET_ROUNDS,
    counting_rule,
    named_rounds,
    no_votes,
    of_named,
    round_of,
)
from powerctl.rulebook.meetings.frame import held_items, of_agenda
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation

VOTING = Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5")


def _miscounted_named() -> Select[Any]:
    roster, voter = ROSTER, NAMED_TALLY
    present = span(roster, "present")
    answer = case(
        (roster.c.meeting_id.is_(None), UNKNOWN),
        (voter.c.cast_least > present.most, FINDING),
        (and_(voter.c.votes > 0, voter.c.cast_most <= present.least), PASSED),
        else_=UNKNOWN,
    )
    return of_named(
        answer,
        present.least.label("present_least"),
        present.most.label("present_most"),
        *(null().label(name) for name in _SECRET_COUNTS),
        func.coalesce(voter.c.cast_least, 0).label("cast"),
        joins=((roster, roster.c.meeting_id == MEETING.c.id),),
    )


_SECRET_COUNTS = ("issued", "returned", "votes_for", "against", "abstain", "invalid", "candidate")


def _miscounted_secret() -> Select[Any]:
    roster, count = ROSTER, SECRET_BALLOT.c
    present = span(roster, "present")
    counted = count.votes_for + count.against + count.abstain + count.invalid
    listed = roster.c.meeting_id.is_not(None)
    wrong = or_(
        counted != count.returned,
        count.returned > count.issued,
        and_(listed, count.issued > present.most),
        and_(listed, count.returned > present.most),
    )
    right = and_(
        listed, counted == count.returned, count.returned <= count.issued, count.issued <= present.least
    )
    candidate = case((count.candidate == "", ""), else_=literal("/").concat(count.candidate))
    return of_agenda(
        case((func.coalesce(wrong, False), FINDING), (right, PASSED), else_=UNKNOWN),
        count.round.label("round"),
        func.coalesce(count.returned, 0).label("votes"),
        present.least.label("present_least"),
        present.most.label("present_most"),
        *(count[name].label(name) for name in _SECRET_COUNTS),
        literal(0).label("cast"),
        rows=SECRET_ROUNDS,
        part=literal(f"/{SECRET}").concat(round_of(SECRET_BALLOT)).concat(candidate),
        joins=((roster, roster.c.meeting_id == MEETING.c.id),),
    )


def _miscounted() -> Select[Any]:
    both = _miscounted_named().union_all(_miscounted_secret()).subquery("both_kinds")
    return select(both)


def _secret_lines() -> Select[Any]:
    return held_items(SECRET_ROUNDS)


def _rounds() -> Select[Any]:
    both = named_rounds().union_all(_secret_lines()).subquery("both_kinds")
    return select(both)


def _say_miscounted(row: Any) -> str:
    present = (
        str(row.present_most)
        if row.present_least == row.present_most
        else (f"{row.present_least} 至 {row.present_most}")
    )
    if row.candidate is None:
        if row.verdict == FINDING:
            return f"第 {row.round} 轮记名表决登记 {row.cast} 张票，多于出席的应到成员 {present} 人"
        return no_votes(row) or (
            f"第 {row.round} 轮记名表决登记 {row.votes} 张票，出席的应到成员 {present} 人；"
            "到会名单或是否书面意见没有写明，无法判断"
        )
    told = f"第 {row.round} 轮无记名票决：" + "、".join(
        f"{words} {'未登记' if value is None else value}"
        for words, value in (
            ("发出", row.issued),
            ("收回", row.returned),
            ("同意", row.votes_for),
            ("反对", row.against),
            ("弃权", row.abstain),
            ("无效", row.invalid),
        )
    )
    told = f"{told}；出席的应到成员 {present} 人"
    if row.verdict == FINDING:
        return f"{told}；各项应合计为收回票数，收回不多于发出，发出不多于出席人数"
    return f"{told}；票数或到会名单没有登记完整，无法判断"


def _named_secret() -> Select[Any]:
    """A row per secret round; where a named one has its number, the row stands for that one."""
    ballot, vote = NAMED_BALLOT.alias("same_round"), NAMED_VOTE.alias("its_vote")
    same = and_(ballot.c.agenda_item_id == AGENDA_ITEM.c.id, ballot.c.round == SECRET_BALLOT.c.round)
    has_names = exists().where(vote.c.ballot_id == ballot.c.id)
    beside = ballot.c.id.is_not(None)
    answer = case((and_(beside, has_names), FINDING), (beside, UNKNOWN), else_=PASSED)
    return of_agenda(
        answer,
        SECRET_BALLOT.c.round.label("round"),
        rows=SECRET_ROUNDS,
        part=case((beside, f"/{NAMED}"), else_=f"/{SECRET}").concat(round_of(SECRET_BALLOT)),
        joins=((ballot, same),),
    )


def _say_named_secret(row: Any) -> str:
    if row.verdict == FINDING:
        return f"第 {row.round} 轮无记名票决应存 0 个姓名，同一轮另有记名的票"
    return f"第 {row.round} 轮无记名票决的同一轮另有记名表决而没有票，无法判断是否记了姓名"


VOTE008 = counting_rule(
    "VOTE008",
    "count-does-not-add-up",
    "票数不平",
    (VOTING,),
    "检查每轮未作废的表决：无记名票决的同意、反对、弃权、无效合计等于收回，收回不多于发出，"
    "发出不多于出席的应到成员；记名表决的票不多于出席的应到成员。票数、到会名单没有登记完整时，答“无法判断”。",
    "核对表决结果单：powerctl meeting show；有误的整轮作废重记：powerctl meeting round",
    _miscounted,
    _say_miscounted,
    examined=_rounds,
)

VOTE009 = counting_rule(
    "VOTE009",
    "secret-ballot-with-names",
    "无记名票决记了姓名",
    (VOTING,),
    "检查每轮未作废的无记名票决，同一议题的同一轮是否另有记名的票。有的算问题；"
    "同一轮另有记名表决而没有登记票时，答“无法判断”。",
    "查明表决方式，作废记错的一轮：powerctl meeting round；原始记录按保密规定处理",
    _named_secret,
    _say_named_secret,
    examined=None,  # several candidates of one round are one item
)
