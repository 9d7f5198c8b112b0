"""Minutes are kept, whole and in one form: MTG023, MTG024, MTG025 (R-XZ-09, R-XZ-10)."""

from typing import Any

from sqlalchemy import Select, String, and_, case, func, literal, or_, select, union_all

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    MEETING,
    NAMED,
    NAMED_BALLOT,
    NAMED_VOTE,
    SECRET,
    SECRET_BALLOT,
    may_decide,
)
from powerctl.areas.meetings.shared import EXPRESSED
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.rulebook.meetings.counting import decided_rounds
from powerctl.rulebook.meetings.frame import held_items, of_agenda, of_meetings, topic_twice
from powerctl.rulebook.meetings.wording import counted, judged
from powerctl.rulebook.question import LeftJoin
from powerctl.rulebook.rule import Citation, Rule, never
from powerctl.terms import Severity

_UNIFORM = "统一"


def _unkept() -> Select[Any]:
    kept, form = MEETING.c.has_minutes, MEETING.c.minutes_format
    uniform = form.contains(_UNIFORM)
    return of_meetings(
        judged(
            or_(kept.is_(False), and_(kept.is_(True), ~is_blank(form), ~uniform)),
            and_(kept.is_(True), uniform),
        ),
        kept,
        form,
    ).where(may_decide(MEETING))


def _say_unkept(row: Any) -> str:
    return counted(
        row,
        "每次会议应有 1 份统一格式的会议纪要",
        f"登记的纪要格式是“{row.minutes_format}”" if row.has_minutes else "登记为 0 份",
        (row.has_minutes is None, "没有登记是否有会议纪要"),
        (True, "没有写明纪要格式"),
    )


MTG023 = Rule(
    code="MTG023",
    name="minutes-missing",
    title="没有统一格式的会议纪要",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-10", "秀洲", "附件2 模本一 三-6"),),
    limits=(),
    explanation=(
        "检查每次会议是否有会议纪要，纪要格式是否登记为统一格式（写有“统一”二字）。只作初审的会议不查。"
        "没有登记是否有纪要、纪要格式、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="由办公室出纪要：powerctl meeting minutes；登记：powerctl meeting edit",
    question=_unkept,
    say=_say_unkept,
    repeats=never,
)


def _unrecorded() -> Select[Any]:
    said = EXPRESSED
    voter = (
        select(
            NAMED_BALLOT.c.agenda_item_id,
            NAMED_VOTE.c.attendance_id,
            func.max(flag(NAMED_VOTE.c.is_written.is_not(True))).label("was_there"),
        )
        .select_from(NAMED_BALLOT.join(NAMED_VOTE, NAMED_VOTE.c.ballot_id == NAMED_BALLOT.c.id))
        .where(NAMED_BALLOT.c.is_void.is_(False))
        .group_by(NAMED_BALLOT.c.agenda_item_id, NAMED_VOTE.c.attendance_id)
        .cte("named_voters")
    )
    by_item = (
        select(
            voter.c.agenda_item_id,
            func.count().label("votes"),
            func.sum(voter.c.was_there).label("voters"),
            func.sum(voter.c.was_there * func.coalesce(said.c.opined, 0)).label("opined"),
        )
        .select_from(
            voter.outerjoin(
                said,
                and_(
                    said.c.agenda_item_id == voter.c.agenda_item_id,
                    said.c.attendance_id == voter.c.attendance_id,
                ),
            )
        )
        .group_by(voter.c.agenda_item_id)
        .cte("opinions_of_voters")
    )
    return of_agenda(
        judged(by_item.c.opined < by_item.c.voters, by_item.c.opined == by_item.c.voters),
        func.coalesce(by_item.c.voters, 0).label("voters"),
        func.coalesce(by_item.c.opined, 0).label("opined"),
        rows=_named_items(),
        joins=((by_item, by_item.c.agenda_item_id == AGENDA_ITEM.c.id),),
    ).where(may_decide(MEETING))


def _named_items() -> LeftJoin:
    """Agenda items with a named round that was not struck."""
    ballots = (
        select(NAMED_BALLOT.c.agenda_item_id)
        .distinct()
        .where(NAMED_BALLOT.c.is_void.is_(False))
        .cte("items_with_named_ballots")
    )
    return ballots, ballots.c.agenda_item_id == AGENDA_ITEM.c.id


def _voted_by_name() -> Select[Any]:
    return held_items(_named_items()).where(may_decide(MEETING))


def _say_unrecorded(row: Any) -> str:
    return counted(
        row,
        "记名表决的议题，应记录每名表决人的具体意见",
        f"表决人 {row.voters} 人，记录了表态的 {row.opined} 人，差 {row.voters - row.opined} 人",
        (True, "没有登记表决人"),
    )


MTG024 = Rule(
    code="MTG024",
    name="opinions-not-recorded",
    title="没有记录每名成员的具体意见",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),
        Citation("R-XZ-09", "重大行政决策程序暂行条例（2019）", "第30条", "V"),
    ),
    limits=(),
    explanation=(
        "检查有记名表决的每个议题，每名表决人是否都登记了发言和表态；没有登记的算问题。"
        "作废的表决、缺席人员的书面意见不算；只作初审的会议不查。"
        "没有登记表决人、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="按会议记录补登每名成员的意见：powerctl meeting speak",
    question=_unrecorded,
    say=_say_unrecorded,
    repeats=topic_twice,
    examined=_voted_by_name,
)


def _uncounted() -> Select[Any]:
    votes = NAMED_VOTE
    named = (
        select(
            NAMED_BALLOT.c.agenda_item_id,
            literal(NAMED).label("kind"),
            NAMED_BALLOT.c.round,
            literal("", String).label("candidate"),
            func.min(func.count(votes.c.id) * 3, 3).label("numbers"),
        )
        .select_from(NAMED_BALLOT.outerjoin(votes, votes.c.ballot_id == NAMED_BALLOT.c.id))
        .where(NAMED_BALLOT.c.is_void.is_(False))
        .group_by(NAMED_BALLOT.c.id)
    )
    three = [SECRET_BALLOT.c[name] for name in ("votes_for", "against", "abstain")]
    given = [flag(number.is_not(None)) for number in three]
    secret = select(
        SECRET_BALLOT.c.agenda_item_id,
        literal(SECRET).label("kind"),
        SECRET_BALLOT.c.round,
        SECRET_BALLOT.c.candidate,
        (given[0] + given[1] + given[2]).label("numbers"),
    ).where(SECRET_BALLOT.c.is_void.is_(False))
    ballots = union_all(named, secret).cte("ballots_and_numbers")
    return of_agenda(
        judged(and_(ballots.c.numbers > 0, ballots.c.numbers < 3), ballots.c.numbers == 3),
        ballots.c.numbers,
        rows=(ballots, ballots.c.agenda_item_id == AGENDA_ITEM.c.id),
        part=literal("/")
        .concat(ballots.c.kind)
        .concat(ballots.c.round)
        .concat(case((ballots.c.candidate == "", ""), else_=literal("/").concat(ballots.c.candidate))),
    ).where(may_decide(MEETING))


def _say_uncounted(row: Any) -> str:
    return counted(
        row,
        "表决应记录同意、反对、弃权 3 个数",
        f"只登记了 {row.numbers} 个",
        (True, "没有登记表决的结果"),
    )


MTG025 = Rule(
    code="MTG025",
    name="counts-not-recorded",
    title="没有记录同意、反对、弃权票数",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),),
    limits=(),
    explanation=(
        "逐次检查有效的表决：无记名票决是否记录了同意、反对、弃权 3 个数（没有的记 0）；"
        "记名表决由各人的票合计。"
        "只登记了一部分的算问题；一个数也没有登记、没有召开日期或会议类型时，答“无法判断”。"
    ),
    advice="按计票单补登：powerctl meeting tally；记名表决补登各人的票：powerctl meeting vote",
    question=_uncounted,
    say=_say_uncounted,
    repeats=topic_twice,
    examined=decided_rounds,
)
