"""Enough members are there, and the leader in charge of each topic: MTG010, MTG011 (R-XZ-07)."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, not_, null, or_, select

from powerctl.areas.meetings.arithmetic import Count, quorum
from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    NAMED_BALLOT,
    NAMED_VOTE,
    TOPIC,
    Span,
    is_at_least,
    is_away,
    is_held,
    is_personnel,
    may_decide,
    maybe_personnel,
    span,
)
from powerctl.areas.meetings.shared import ROSTER
from powerctl.areas.organization.queries import flag
from powerctl.limits.quantity import Quantity
from powerctl.rulebook.meetings.frame import held_items, of_agenda, of_meetings, topic_twice
from powerctl.rulebook.meetings.wording import cited
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import HEAD_DECIDES, AttendanceState, BodyKind, Severity

_WRITTEN = "meeting.leader_written_opinion"
_AWAY = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
_GENERAL, _PERSONNEL, _PLENUM = "meeting.quorum_general", "meeting.quorum_personnel", "meeting.quorum_plenum"


def _agendas() -> CTE:
    """By meeting: whether a personnel topic is on its agenda (certain), or may be (possible)."""
    return (
        select(
            AGENDA_ITEM.c.meeting_id,
            func.max(flag(is_personnel(TOPIC))).label("certain"),
            func.max(flag(or_(is_personnel(TOPIC), maybe_personnel(TOPIC), TOPIC.c.id.is_(None)))).label(
                "possible"
            ),
        )
        .select_from(AGENDA_ITEM.outerjoin(TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id))
        .group_by(AGENDA_ITEM.c.meeting_id)
        .cte("agendas")
    )


def _too_few() -> Select[Any]:
    roster, agenda = ROSTER, _agendas()
    limits = {
        name: limit_then(name, MEETING.c.unit_id, MEETING.c.held_on)
        for name in (_GENERAL, _PERSONNEL, _PLENUM)
    }
    listed = roster.c.meeting_id.is_not(None)
    present = _or_counted(listed, span(roster, "present"), MEETING.c.present_count)
    entitled = _or_counted(listed, span(roster, "entitled"), func.coalesce(MEETING.c.entitled_count, 0))
    general, personnel, plenum = (
        is_at_least(present, entitled, table.c.numerator, table.c.denominator) for table, _ in limits.values()
    )
    # A meeting without an agenda on record may have had a personnel topic.
    possible, certain = func.coalesce(agenda.c.possible, 1) == 1, func.coalesce(agenda.c.certain, 0) == 1
    of_body = case(
        (MEETING.c.body == BodyKind.PLENUM, plenum),
        (and_(MEETING.c.body.is_(None), func.coalesce(plenum != general, True)), null()),
        else_=general,
    )
    of_topics = case((certain, personnel), (not_(possible), 1), (personnel == 1, 1), else_=null())
    answer = case(
        (and_(MEETING.c.body.is_not(None), or_(of_body == 0, of_topics == 0)), FINDING),
        (and_(of_body == 1, of_topics == 1, listed), PASSED),
        else_=UNKNOWN,
    )
    facts = [
        table.c[column].label(f"{name}_{column}")
        for name, (table, _) in zip(("general", "personnel", "plenum"), limits.values(), strict=True)
        for column in ("numerator", "denominator", "cites")
    ]
    return of_meetings(
        answer,
        *_spans(present, "present"),
        *_spans(entitled, "entitled"),
        flag(listed).label("listed"),
        flag(certain).label("certain"),
        flag(possible).label("possible"),
        *facts,
        joins=(
            (roster, roster.c.meeting_id == MEETING.c.id),
            (agenda, agenda.c.meeting_id == MEETING.c.id),
            *limits.values(),
        ),
    ).where(may_decide(MEETING))


def _or_counted(listed: ColumnElement[bool], named: Span, counted: ColumnElement[Any]) -> Span:
    """The roster; where there is none, the bare number of a register, which can show a breach, no more."""
    return Span(case((listed, named.least), else_=counted), case((listed, named.most), else_=counted))


def _spans(number: Any, name: str) -> tuple[Any, Any]:
    return number.least.label(f"{name}_least"), number.most.label(f"{name}_most")


def _meetings() -> Select[Any]:
    return select(MEETING.c.unit_id).where(is_held(MEETING), may_decide(MEETING))


def _items() -> Select[Any]:
    return held_items().where(may_decide(MEETING))


def _say_too_few(row: Any) -> str:
    entitled = Count(row.entitled_least, row.entitled_most)
    present = Count(row.present_least or 0, row.present_most or 0)
    if not entitled.most:
        return "没有登记应到成员名单（0 人），无法判断到会人数是否够"
    wanted = [_PLENUM_WORDS if row.body == BodyKind.PLENUM else _GENERAL_WORDS]
    if row.possible:
        wanted.append(_PERSONNEL_WORDS)
    told = []
    for name, words in wanted:
        above, below = (getattr(row, f"{name}_{part}") for part in ("numerator", "denominator"))
        found = quorum(entitled, present, None if above is None else Quantity(above, below))
        if found.holds is not True:
            share = "" if above is None else f"至少 {Quantity(above, below).stored}，"
            told.append(f"{words}：{found.words}（{share}{source_of(getattr(row, f'{name}_cites'))}）")
    sentence = "；".join(told) or quorum(entitled, present, None).words
    return sentence if row.verdict == FINDING else f"{sentence}；{_doubt(row)}，无法判断"


_GENERAL_WORDS, _PERSONNEL_WORDS, _PLENUM_WORDS = (
    ("general", "到会人数"),
    ("personnel", "研究人事任免的到会人数"),
    ("plenum", "全委会到会人数"),
)


def _doubt(row: Any) -> str:
    if not row.listed:
        return "只登记了人数，没有到会名单"
    if row.held_on is None:
        return "没有登记召开日期，不知道该按哪时的比例"
    if row.body is None:
        return "没有登记会议类型"
    if row.entitled_least != row.entitled_most or row.present_least != row.present_most:
        return "到会名单有的没有写明到会身份或到会情况"
    if row.general_numerator is None:
        return "召开之日这一比例尚未设定"
    return "议题有的没有写明议题类别，不知道是否人事议题"


MTG010 = Rule(
    code="MTG010",
    name="quorum-missing",
    title="到会人数不足",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-07", "秀洲", "附件2 模本一 三-3"),
        Citation("R-XZ-07", "党政领导干部选拔任用工作条例（2014）", "第37条", "V"),
    ),
    limits=(_GENERAL, _PERSONNEL, _PLENUM),
    explanation=(
        "检查每次会议出席的应到成员是否达到应到人数的规定比例（含本数），比例按召开之日的规定；"
        "议题中有人事任免的，还须达到研究人事任免的比例；全委会按全委会的比例。请假的仍计入应到，列席的不计。"
        "没有名单而登记了应到、实到人数的，只能查出不够，不能认定为够。"
        "只作初审的书记办公会、书记专题会不查。没有应到名单、到会身份或到会情况没有写明而影响结论、"
        "没有会议类型或召开日期、比例尚未设定时，答“无法判断”。"
    ),
    advice="核对到会名单：powerctl meeting show；人数确实不足的，所议事项应重新开会研究",
    question=_too_few,
    say=_say_too_few,
    repeats=never,
    examined=_meetings,
)


def _not_there() -> Select[Any]:
    roster = ROSTER
    seat = ATTENDANCE
    states = (
        select(
            seat.c.meeting_id,
            seat.c.person_id,
            func.max(flag(seat.c.state == AttendanceState.PRESENT)).label("present"),
            func.max(flag(seat.c.state.is_(None))).label("unknown"),
            func.max(seat.c.state).label("state"),
        )
        .where(seat.c.person_id.is_not(None))
        .group_by(seat.c.meeting_id, seat.c.person_id)
        .cte("states")
    )
    there, unknown = func.coalesce(states.c.present, 0) == 1, func.coalesce(states.c.unknown, 0) == 1
    unlinked = func.coalesce(roster.c.unlinked, 0)
    written, (allowed, allowed_on) = _written(), limit_then(_WRITTEN, MEETING.c.unit_id, MEETING.c.held_on)
    of_head = MEETING.c.body.in_([body.value for body in HEAD_DECIDES])
    may_write = and_(of_head, or_(allowed.c.numerator.is_(None), allowed.c.numerator != 0))
    answer = case(
        (TOPIC.c.in_charge_id.is_(None), UNKNOWN),
        (there, PASSED),
        (and_(of_head, allowed.c.numerator != 0, written.c.certain == 1), PASSED),
        (or_(unknown, roster.c.meeting_id.is_(None), unlinked > 0, MEETING.c.body.is_(None)), UNKNOWN),
        (and_(may_write, written.c.person_id.is_not(None)), UNKNOWN),
        else_=FINDING,
    )
    return of_agenda(
        answer,
        flag(TOPIC.c.in_charge_id.is_not(None)).label("in_charge"),
        states.c.state.label("state"),
        flag(roster.c.meeting_id.is_not(None)).label("listed"),
        unlinked.label("unlinked"),
        flag(and_(of_head, allowed.c.numerator != 0)).label("may_write"),
        cited(allowed),
        flag(written.c.person_id.is_not(None)).label("wrote"),
        joins=(
            (roster, roster.c.meeting_id == MEETING.c.id),
            (allowed, allowed_on),
            (
                written,
                and_(
                    written.c.agenda_item_id == AGENDA_ITEM.c.id,
                    written.c.person_id == TOPIC.c.in_charge_id,
                ),
            ),
            (
                states,
                and_(states.c.meeting_id == MEETING.c.id, states.c.person_id == TOPIC.c.in_charge_id),
            ),
        ),
    ).where(may_decide(MEETING))


def _written() -> CTE:
    """By agenda item and person who was away: whether an opinion in writing is on record (certain 1), or a
    vote of which it is not recorded whether it was sent in."""
    seat = ATTENDANCE.alias("writer_seat")
    return (
        select(
            NAMED_BALLOT.c.agenda_item_id,
            seat.c.person_id,
            func.max(flag(NAMED_VOTE.c.is_written.is_(True))).label("certain"),
        )
        .select_from(
            NAMED_VOTE.join(NAMED_BALLOT, NAMED_BALLOT.c.id == NAMED_VOTE.c.ballot_id).join(
                seat, seat.c.id == NAMED_VOTE.c.attendance_id
            )
        )
        .where(is_away(seat), NAMED_VOTE.c.is_written.is_not(False), seat.c.person_id.is_not(None))
        .group_by(NAMED_BALLOT.c.agenda_item_id, seat.c.person_id)
        .cte("written_opinions")
    )


def _say_not_there(row: Any) -> str:
    if not row.in_charge:
        return "没有登记议题的分管领导，无法判断其是否到会"
    wanted = "分管领导应到会 1 人"
    if row.may_write:
        wanted += f"或者送来书面意见（{source_of(row.cites)}）"
    if row.verdict == FINDING:
        return f"{wanted}，到会情况为{row.state}" if row.state else f"{wanted}，到会名单中 0 人"
    if not row.listed:
        return f"{wanted}；没有登记到会名单，无法判断"
    if row.body is None:
        return f"{wanted}，未见其出席；没有登记会议类型，无法判断"
    if row.state is None and row.unlinked:
        return f"{wanted}；到会名单中有 {row.unlinked} 人没有对应到人员，无法判断"
    if row.wrote and row.held_on is None:
        return f"{wanted}；没有登记召开日期，不知道当时书面意见是否可以，无法判断"
    if row.wrote and row.state in _AWAY:
        return f"{wanted}；其表决没有写明是否书面意见，无法判断"
    return f"{wanted}；没有登记其到会情况，无法判断"


MTG011 = Rule(
    code="MTG011",
    name="leader-in-charge-away",
    title="议题的分管领导没有到会",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-07", "秀洲", "附件2 模本一 三-3"),),
    limits=(_WRITTEN,),
    explanation=(
        "检查会议研究的每个议题，其分管领导是否出席。请假、缺席和不在到会名单上的都算问题；只作初审的会议不查。"
        "政府机关由主要负责人决定的会议，可以规定分管领导送来书面意见即可（表决中登记为书面意见，不算一票）。"
        "没有登记议题的分管领导、到会名单或其到会情况，名单中有人没有对应到人员，"
        "或没有写明是否书面意见而影响结论时，答“无法判断”。"
    ),
    advice="核对：powerctl meeting show、powerctl topic edit；分管领导不能到会的，议题应缓议",
    question=_not_there,
    say=_say_not_there,
    repeats=topic_twice,
    examined=_items,
)
