"""Chief posts go to the plenum, and who is invited to it: VOTE013, VOTE014 (R-CC-01).

Which posts these are is said by the decision catalogue: a personnel matter that the plenum decides.
"""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, or_, select

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    CATALOGUE_ITEM,
    MEETING,
    TOPIC,
    is_held,
    is_personnel,
    maybe_personnel,
)
from powerctl.areas.meetings.shared import ANY_BALLOT
from powerctl.areas.organization.queries import BATCH, UNIT, flag, is_blank, origin, unit_key
from powerctl.rulebook.meetings.frame import of_meetings
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import BodyKind, MemberRole, Outcome, Severity

_INVITED = ("候补", "纪委")


def _decisions() -> CTE:
    """By topic: decided somewhere (1, or 0 where no outcome says so); balloted in plenum, or perhaps."""
    ballot = ANY_BALLOT
    plenum, unknown = MEETING.c.body == BodyKind.PLENUM, MEETING.c.body.is_(None)
    by_ballot = ballot.c.agenda_item_id.is_not(None)
    passed = AGENDA_ITEM.c.outcome == Outcome.PASSED
    return (
        select(
            AGENDA_ITEM.c.topic_id,
            func.max(flag(passed)).label("passed"),
            func.max(flag(AGENDA_ITEM.c.outcome.is_(None))).label("open"),
            func.max(flag(and_(plenum, by_ballot))).label("in_plenum"),
            func.max(flag(or_(plenum, unknown))).label("maybe_in_plenum"),
        )
        .select_from(
            AGENDA_ITEM.join(MEETING, MEETING.c.id == AGENDA_ITEM.c.meeting_id).outerjoin(
                ballot, ballot.c.agenda_item_id == AGENDA_ITEM.c.id
            )
        )
        .where(is_held(MEETING))
        .group_by(AGENDA_ITEM.c.topic_id)
        .cte("decisions")
    )


def _not_in_plenum() -> Select[Any]:
    decision = _decisions()
    body = CATALOGUE_ITEM.c.body
    reserved = body == BodyKind.PLENUM
    answer = case(
        (
            and_(is_personnel(TOPIC), reserved, decision.c.passed == 1, decision.c.maybe_in_plenum == 0),
            FINDING,
        ),
        (and_(reserved, decision.c.in_plenum == 1), PASSED),
        (and_(is_personnel(TOPIC), body.is_not(None), ~reserved), PASSED),
        else_=UNKNOWN,
    )
    source = (
        TOPIC.join(decision, decision.c.topic_id == TOPIC.c.id)
        .outerjoin(CATALOGUE_ITEM, CATALOGUE_ITEM.c.id == TOPIC.c.catalogue_item_id)
        .outerjoin(UNIT, UNIT.c.id == TOPIC.c.unit_id)
        .outerjoin(BATCH, BATCH.c.id == TOPIC.c.batch_id)
    )
    return (
        select(
            unit_key(UNIT, TOPIC.c.unit_id).concat("/").concat(TOPIC.c.number).label("item"),
            TOPIC.c.unit_id.label("unit_id"),
            answer.label("verdict"),
            TOPIC.c.title.label("subject"),
            origin(TOPIC, BATCH).label("origin"),
            body.label("reserved_to"),
            flag(is_personnel(TOPIC)).label("personnel"),
            decision.c.passed.label("passed"),
            decision.c.maybe_in_plenum.label("maybe_in_plenum"),
        )
        .select_from(source)
        .where(
            or_(is_personnel(TOPIC), and_(maybe_personnel(TOPIC), reserved)),
            or_(decision.c.passed == 1, decision.c.open == 1),
        )
    )


def _say_not_in_plenum(row: Any) -> str:
    if row.reserved_to is None:
        return "人事议题没有关联决策事项目录，或目录没有写明决策机构，无法判断是否须经全委会票决"
    wanted = "目录写明由全委会决定，应经全委会票决"
    if row.verdict == FINDING:
        return f"{wanted}，全委会票决 0 次，由其他会议宣布通过"
    if not row.personnel:
        return f"{wanted}；没有写明议题类别，无法判断是否人事议题"
    if row.maybe_in_plenum:
        return f"{wanted}；会议没有表决记录，或没有登记会议类型，无法判断"
    return f"{wanted}；其他会议没有登记宣布的结果，无法判断是否已经决定"


def _agendas() -> CTE:
    """By meeting: whether a personnel topic is on its agenda, certainly or possibly."""
    return (
        select(
            AGENDA_ITEM.c.meeting_id,
            func.max(flag(is_personnel(TOPIC))).label("certain"),
            func.max(flag(or_(is_personnel(TOPIC), maybe_personnel(TOPIC)))).label("possible"),
        )
        .select_from(AGENDA_ITEM.join(TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id))
        .group_by(AGENDA_ITEM.c.meeting_id)
        .cte("agendas")
    )


def _uninvited() -> Select[Any]:
    agenda, seat = _agendas(), ATTENDANCE
    observer = seat.c.role == MemberRole.OBSERVER
    told = ~is_blank(seat.c.invited_as)
    guests = (
        select(
            seat.c.meeting_id,
            func.sum(flag(observer)).label("observers"),
            *(
                func.max(flag(and_(observer, seat.c.invited_as.contains(word)))).label(f"invited_{at}")
                for at, word in enumerate(_INVITED)
            ),
            func.sum(flag(or_(seat.c.role.is_(None), and_(observer, ~told)))).label("unclear"),
        )
        .group_by(seat.c.meeting_id)
        .cte("guests")
    )
    complete = and_(*(guests.c[f"invited_{at}"] == 1 for at in range(len(_INVITED))))
    answer = case(
        (complete, PASSED),
        (or_(guests.c.meeting_id.is_(None), guests.c.unclear > 0), UNKNOWN),
        (and_(agenda.c.certain == 1, MEETING.c.body.is_not(None)), FINDING),
        else_=UNKNOWN,
    )
    return of_meetings(
        answer,
        func.coalesce(guests.c.observers, 0).label("observers"),
        *(func.coalesce(guests.c[f"invited_{at}"], 0).label(f"invited_{at}") for at in range(len(_INVITED))),
        func.coalesce(guests.c.unclear, 0).label("unclear"),
        flag(guests.c.meeting_id.is_not(None)).label("listed"),
        agenda.c.certain.label("certain"),
        joins=(
            (agenda, agenda.c.meeting_id == MEETING.c.id),
            (guests, guests.c.meeting_id == MEETING.c.id),
        ),
    ).where(
        agenda.c.possible == 1,
        or_(MEETING.c.body == BodyKind.PLENUM, and_(MEETING.c.body.is_(None), agenda.c.certain == 1)),
    )


def _say_uninvited(row: Any) -> str:
    missing = [f"{word}委员" for at, word in enumerate(_INVITED) if not getattr(row, f"invited_{at}")]
    told = f"列席 {row.observers} 人，没有登记{'、'.join(missing)}列席"
    if row.verdict == FINDING:
        return f"全委会票决人选应邀请候补委员、纪委委员列席；{told}"
    if not row.listed:
        return "没有登记到会名单，无法判断是否邀请候补委员、纪委委员列席"
    if row.unclear:
        return f"{told}；有 {row.unclear} 人没有写明到会身份或列席身份，无法判断"
    return f"{told}；没有写明会议类型或议题类别，无法判断是否全委会票决人选"


VOTE013 = Rule(
    code="VOTE013",
    name="chief-post-not-voted-by-plenum",
    title="应由全委会票决的人选没有经全委会票决",
    severity=Severity.ERROR,
    cites=(Citation("R-CC-01", "陈仓", "一·一"), Citation("R-CC-01", "抚松", "改革限权·削权")),
    limits=(),
    explanation=(
        "检查已经决定的人事议题：所关联的决策事项目录写明由全委会决定的（如乡镇、部门党政正职），"
        "是否经过全委会票决。"
        "没有关联目录、目录没有写明决策机构，会议类型、议题类别、表决或结果没有登记时，答“无法判断”。"
    ),
    advice=(
        "在目录中写明决策机构并关联议题：powerctl catalogue edit、powerctl topic edit；"
        "未经票决的，应提请全委会票决"
    ),
    question=_not_in_plenum,
    say=_say_not_in_plenum,
)

VOTE014 = Rule(
    code="VOTE014",
    name="plenum-without-invited-members",
    title="全委会票决人选没有邀请候补委员、纪委委员列席",
    severity=Severity.WARNING,
    cites=(Citation("R-CC-01", "陈仓", "一·一"),),
    limits=(),
    explanation=(
        "检查研究人事议题的每次全委会，列席人员中是否有候补委员和纪委委员（看列席身份）。"
        "没有登记到会名单，有人没有写明到会身份或列席身份，会议类型或议题类别没有写明时，答“无法判断”。"
    ),
    advice="补记列席人员及其列席身份：powerctl meeting observer",
    question=_uninvited,
    say=_say_uninvited,
)
