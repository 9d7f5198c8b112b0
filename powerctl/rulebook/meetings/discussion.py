"""How a topic is talked over: MTG015, MTG016, MTG017, MTG018 (R-XZ-08)."""

from typing import Any

from sqlalchemy import Select, String, and_, case, func, literal, or_, select, union_all

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    NAMED,
    NAMED_BALLOT,
    NAMED_VOTE,
    SECRET,
    SECRET_BALLOT,
    STATEMENT,
    TOPIC,
    may_decide,
)
from powerctl.areas.meetings.queries_topics import (
    CONSULTATION,
    INSTRUCTION,
    OF_CATALOGUE,
    has_opinion,
    matter,
)
from powerctl.areas.meetings.shared import EXPRESSED, SAID
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.rulebook.meetings.counting import decided_rounds
from powerctl.rulebook.meetings.frame import held_items, of_agenda, topic_twice
from powerctl.rulebook.meetings.topic_items import decided_items
from powerctl.rulebook.meetings.wording import counted, judged
from powerctl.rulebook.rule import Citation, Rule
from powerctl.terms import MemberRole, Severity


def _tone_set() -> Select[Any]:
    seat = ATTENDANCE.alias("instructing")
    leader = (
        select(
            seat.c.meeting_id,
            seat.c.person_id,
            func.max(flag(seat.c.is_head.is_(True))).label("head"),
            func.max(flag(seat.c.is_head.is_not(False))).label("maybe_head"),
        )
        .where(seat.c.person_id.is_not(None))
        .group_by(seat.c.meeting_id, seat.c.person_id)
        .cte("leaders")
    )
    unlinked = (
        select(seat.c.meeting_id)
        .distinct()
        .where(seat.c.person_id.is_(None))
        .cte("meetings_with_unlinked_seats")
    )
    no_head = and_(leader.c.maybe_head == 0, unlinked.c.meeting_id.is_(None))
    given, noticed, held = INSTRUCTION.c.given_on, AGENDA_ITEM.c.noticed_on, MEETING.c.held_on
    return of_agenda(
        judged(
            and_(leader.c.head == 1, given >= noticed, given <= held),
            or_(and_(given < noticed, noticed <= held), given > held, no_head),
        ),
        given,
        AGENDA_ITEM.c.noticed_on,
        flag(leader.c.head.is_not(None)).label("seated"),
        flag(leader.c.maybe_head != leader.c.head).label("unflagged"),
        rows=(INSTRUCTION, INSTRUCTION.c.topic_id == TOPIC.c.id),
        part=literal("/批示").concat(
            func.row_number().over(partition_by=AGENDA_ITEM.c.id, order_by=INSTRUCTION.c.id)
        ),
        joins=(
            (
                leader,
                and_(leader.c.meeting_id == MEETING.c.id, leader.c.person_id == INSTRUCTION.c.person_id),
            ),
            (unlinked, unlinked.c.meeting_id == MEETING.c.id),
        ),
    ).where(may_decide(MEETING))


def _instructed_items() -> Select[Any]:
    return held_items((INSTRUCTION, INSTRUCTION.c.topic_id == AGENDA_ITEM.c.topic_id)).where(
        may_decide(MEETING)
    )


def _say_tone_set(row: Any) -> str:
    return counted(
        row,
        "告知议题之后、开会之前“一把手”不得就议题个人定调",
        f"“一把手” {row.given_on} 作了批示（{row.noticed_on} 告知，{row.held_on} 开会）",
        (row.given_on is None, "批示没有写日期"),
        (row.noticed_on is None, "没有登记告知日期"),
        (not row.seated, "批示人没有对应到到会名单中的人员"),
        (row.unflagged, "到会名单没有写明批示人是否“一把手”"),
        (True, "到会名单中有人没有对应到人员"),
    )


MTG015 = Rule(
    code="MTG015",
    name="tone-set-beforehand",
    title="会前个人定调",
    severity=Severity.WARNING,
    cites=(
        Citation("R-XZ-08", "花垣", "二·一"),
        Citation("R-XZ-08", "抚松", "科学配权·二"),
        Citation("R-XZ-08", "秀洲", "附件1 二-2"),
    ),
    limits=(),
    explanation=(
        "逐条检查对议题的事先批示：是否“一把手”在告知议题之后、开会之前所作。没有登记批示的议题不在检查之列。"
        "批示没有写日期、告知日期没有登记、批示人没有对应到人员或不知道是否“一把手”时，答“无法判断”。"
    ),
    advice="核对批示和到会名单：powerctl topic show、powerctl meeting show；情况属实的应提醒“一把手”",
    question=_tone_set,
    say=_say_tone_set,
    repeats=topic_twice,
    examined=_instructed_items,
)


def _bare() -> Select[Any]:
    said, seat = STATEMENT, ATTENDANCE.alias("stating")
    reasoned, member = ~is_blank(said.c.reasons), seat.c.role == MemberRole.ENTITLED
    by_item = (
        select(
            said.c.agenda_item_id,
            func.sum(flag(and_(has_opinion(said), ~reasoned))).label("bare"),
            func.sum(flag(said.c.opinion.is_(None))).label("unclear"),
            func.sum(flag(and_(has_opinion(said), reasoned, member))).label("whole"),
        )
        .select_from(said.outerjoin(seat, seat.c.id == said.c.attendance_id))
        .where(
            or_(seat.c.role.is_(None), member),
            said.c.is_presentation.is_(False),
        )
        .group_by(said.c.agenda_item_id)
        .cte("opinions")
    )
    return of_agenda(
        judged(by_item.c.bare > 0, and_(by_item.c.unclear == 0, by_item.c.whole > 0)),
        func.coalesce(by_item.c.bare, 0).label("bare"),
        func.coalesce(by_item.c.unclear, 0).label("unclear"),
        func.coalesce(by_item.c.whole, 0).label("whole"),
        joins=((by_item, by_item.c.agenda_item_id == AGENDA_ITEM.c.id),),
    ).where(may_decide(MEETING))


def _say_bare(row: Any) -> str:
    return counted(
        row,
        "发言应有明确观点和理由",
        f"有表态 {row.bare + row.whole} 次，其中没有记载理由 {row.bare} 次",
        (row.unclear, f"{row.unclear} 次发言没有写明表态"),
        (True, "没有登记成员的表态"),
    )


MTG016 = Rule(
    code="MTG016",
    name="opinion-without-reasons",
    title="发言没有理由",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-08", "秀洲", "附件1 二-2"),),
    limits=(),
    explanation=(
        "检查会议研究的每个议题，成员表态时是否都记载了理由。汇报方案的发言、列席人员的发言不算。"
        "没有登记发言，或有发言没有写明表态时，答“无法判断”。"
    ),
    advice="补登发言的理由：powerctl meeting speak",
    question=_bare,
    say=_say_bare,
    repeats=topic_twice,
    examined=decided_items,
)


def _unspoken() -> Select[Any]:
    stated = SAID
    ballots = union_all(_named_voters(), _secret_voters()).cte("ballots_and_speakers")
    return of_agenda(
        judged(
            and_(stated.c.agenda_item_id.is_not(None), ballots.c.votes > 0, ballots.c.unspoken > 0),
            and_(stated.c.agenda_item_id.is_not(None), ballots.c.votes > 0, ballots.c.unspoken == 0),
        ),
        ballots.c.votes,
        ballots.c.voters,
        ballots.c.unspoken,
        flag(stated.c.agenda_item_id.is_not(None)).label("stated"),
        rows=(ballots, ballots.c.agenda_item_id == AGENDA_ITEM.c.id),
        part=literal("/")
        .concat(ballots.c.kind)
        .concat(ballots.c.round)
        .concat(case((ballots.c.candidate == "", ""), else_=literal("/").concat(ballots.c.candidate))),
        joins=((stated, stated.c.agenda_item_id == AGENDA_ITEM.c.id),),
    ).where(may_decide(MEETING))


def _named_voters() -> Select[Any]:
    """Rounds of named votes: votes, voters who were there, and those of them who had not spoken before."""
    spoken, votes = EXPRESSED.alias("spoken"), NAMED_VOTE
    is_voter = and_(votes.c.id.is_not(None), votes.c.is_written.is_not(True))
    before = func.coalesce(spoken.c.before, 0) == 1
    return (
        select(
            NAMED_BALLOT.c.agenda_item_id,
            literal(NAMED).label("kind"),
            NAMED_BALLOT.c.round,
            literal("", String).label("candidate"),
            func.count(votes.c.id).label("votes"),
            func.sum(flag(is_voter)).label("voters"),
            func.sum(flag(and_(is_voter, ~before))).label("unspoken"),
        )
        .select_from(
            NAMED_BALLOT.outerjoin(votes, votes.c.ballot_id == NAMED_BALLOT.c.id).outerjoin(
                spoken,
                and_(
                    spoken.c.agenda_item_id == NAMED_BALLOT.c.agenda_item_id,
                    spoken.c.attendance_id == votes.c.attendance_id,
                ),
            )
        )
        .where(NAMED_BALLOT.c.is_void.is_(False))
        .group_by(NAMED_BALLOT.c.id)
    )


def _secret_voters() -> Select[Any]:
    """Rounds of secret ballots: the numbers alone are compared, since who voted is nobody's business."""
    speakers = (
        select(STATEMENT.c.agenda_item_id, func.count(STATEMENT.c.attendance_id.distinct()).label("before"))
        .where(STATEMENT.c.is_after_vote.is_(False))
        .group_by(STATEMENT.c.agenda_item_id)
        .cte("speakers_before")
    )
    missing = SECRET_BALLOT.c.returned - func.coalesce(speakers.c.before, 0)
    return (
        select(
            SECRET_BALLOT.c.agenda_item_id,
            literal(SECRET).label("kind"),
            SECRET_BALLOT.c.round,
            SECRET_BALLOT.c.candidate,
            SECRET_BALLOT.c.returned.label("votes"),
            SECRET_BALLOT.c.returned.label("voters"),
            case((missing > 0, missing), (missing <= 0, 0)).label("unspoken"),
        )
        .select_from(
            SECRET_BALLOT.outerjoin(speakers, speakers.c.agenda_item_id == SECRET_BALLOT.c.agenda_item_id)
        )
        .where(SECRET_BALLOT.c.is_void.is_(False))
    )


def _say_unspoken(row: Any) -> str:
    return counted(
        row,
        "应先讨论后表决，参加表决的都应在表决前发言",
        f"参加表决 {row.voters} 人，表决前没有发言 {row.unspoken} 人",
        (not row.stated, "没有登记发言情况"),
        (not row.votes, "没有登记参加表决的人数"),
    )


MTG017 = Rule(
    code="MTG017",
    name="vote-without-discussion",
    title="只表决不讨论",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-08", "诸暨", "科学分权"),),
    limits=(),
    explanation=(
        "逐次检查有效的表决：记名表决的每名表决人是否在表决前发过言；无记名票决只比较收回票数与表决前发言人数。"
        "缺席人员的书面意见不算表决。没有登记发言，或没有登记表决人（收回票数）时，答“无法判断”。"
    ),
    advice="补登发言：powerctl meeting speak；没有讨论就表决的，应重新研究",
    question=_unspoken,
    say=_say_unspoken,
    repeats=topic_twice,
    examined=decided_rounds,
)


def _unconsulted() -> Select[Any]:
    talks = (
        select(
            CONSULTATION.c.topic_id,
            func.min(CONSULTATION.c.held_on).label("first"),
            func.max(flag(CONSULTATION.c.held_on.is_(None))).label("undated"),
        )
        .group_by(CONSULTATION.c.topic_id)
        .cte("consultations")
    )
    consulted = TOPIC.alias("consulted_topic")
    keeping = (
        select(consulted.c.unit_id)
        .distinct()
        .join_from(CONSULTATION, consulted, consulted.c.id == CONSULTATION.c.topic_id)
        .cte("units_keeping_consultations")
    )
    none_before = or_(
        talks.c.topic_id.is_(None), and_(talks.c.undated == 0, talks.c.first > MEETING.c.held_on)
    )
    return of_agenda(
        judged(and_(keeping.c.unit_id.is_not(None), none_before), talks.c.first <= MEETING.c.held_on),
        matter().label("matter"),
        talks.c.first,
        func.coalesce(talks.c.undated, 0).label("undated"),
        joins=(
            OF_CATALOGUE,
            (talks, talks.c.topic_id == TOPIC.c.id),
            (keeping, keeping.c.unit_id == TOPIC.c.unit_id),
        ),
    ).where(may_decide(MEETING), matter().is_not(None))


def _major_items() -> Select[Any]:
    topics = held_items((TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id), joins=(OF_CATALOGUE,))
    return topics.where(may_decide(MEETING), matter().is_not(None))


def _say_unconsulted(row: Any) -> str:
    found = f"最早一次在 {row.first}，开会在 {row.held_on}" if row.first else "登记 0 次"
    return counted(
        row,
        f"“四重一大”议题（{row.matter}）会前应个别酝酿至少 1 次",
        found,
        (row.undated, "酝酿记录没有写日期"),
        (True, "本单位没有登记个别酝酿"),
    )


MTG018 = Rule(
    code="MTG018",
    name="no-consultation-before",
    title="重大议题没有个别酝酿",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-08", "花垣", "二·一"), Citation("R-XZ-08", "秀洲", "附件2 模本一")),
    limits=(),
    explanation=(
        "检查会议研究的每个“四重一大”议题，开会之前是否登记了个别酝酿。只作初审的会议不查。"
        "酝酿没有写日期，或本单位从未登记个别酝酿时，答“无法判断”。"
    ),
    advice="登记会前酝酿的对象和日期：powerctl topic consult；核对：powerctl topic show",
    question=_unconsulted,
    say=_say_unconsulted,
    repeats=topic_twice,
    examined=_major_items,
)
