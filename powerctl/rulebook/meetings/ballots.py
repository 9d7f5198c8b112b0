"""Which topics are decided by ballot, and how: VOTE001, VOTE006, VOTE007, VOTE016 (R-XZ-09, R-HY-03)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, not_, or_, select

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    CATALOGUE_ITEM,
    MEETING,
    NAMED,
    NAMED_BALLOT,
    SECRET,
    TOPIC,
    is_personnel,
    may_count_votes,
    maybe_personnel,
    of_kind,
)
from powerctl.areas.meetings.shared import BALLOTED
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.meetings.counting import named_rounds
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.question import LeftJoin
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import MajorMatter, Outcome, Severity

_UNDECIDED = tuple(one.value for one in (Outcome.DEFERRED, Outcome.RETURNED, Outcome.HEARD))


def _decided() -> Any:
    """A decision was made, or its outcome is not recorded."""
    return or_(AGENDA_ITEM.c.outcome.is_(None), AGENDA_ITEM.c.outcome.not_in(_UNDECIDED))


def _ballots() -> tuple[Any, Any, LeftJoin, Any]:
    """Whether the votes that count were named, or secret; the join; what tells the two apart."""
    ballot = BALLOTED
    kind = func.coalesce(ballot.c.kind, "")
    return kind == NAMED, kind == SECRET, (ballot, ballot.c.agenda_item_id == AGENDA_ITEM.c.id), of_kind(kind)


def _without_ballot() -> Select[Any]:
    named, secret, on, _part = _ballots()
    needs = CATALOGUE_ITEM.c.needs_ballot
    exempt = func.coalesce(needs.is_(False), False)
    major = or_(needs.is_(True), TOPIC.c.matter.is_not(None), CATALOGUE_ITEM.c.matter.is_not(None))
    firm = and_(AGENDA_ITEM.c.outcome.is_not(None), MEETING.c.body.is_not(None))
    answer = case(
        (or_(named, secret, exempt, AGENDA_ITEM.c.counted_for.is_not(None)), PASSED),
        (and_(func.coalesce(major, False), firm), FINDING),
        else_=UNKNOWN,
    )
    query = of_agenda(
        answer,
        func.coalesce(TOPIC.c.matter, CATALOGUE_ITEM.c.matter).label("matter"),
        flag(needs.is_(True)).label("needed"),
        joins=(on, (CATALOGUE_ITEM, CATALOGUE_ITEM.c.id == TOPIC.c.catalogue_item_id)),
    )
    return query.where(may_count_votes(MEETING), _decided())


def _say_without_ballot(row: Any) -> str:
    if row.matter is None and not row.needed:
        return "没有表决记录（0 次）；没有登记四重一大类别或决策事项目录中是否须票决，无法判断是否须票决"
    why = f"属于{row.matter}" if row.matter else "决策事项目录写明须票决"
    if row.verdict == FINDING:
        return f"{why}，应当票决，表决记录 0 次"
    lacks = "会议类型" if row.body is None else "宣布的结果"
    return f"{why}，表决记录 0 次；没有登记{lacks}，无法判断"


def _ordinary_by_secret() -> Select[Any]:
    _named, secret, on, part = _ballots()
    odd = or_(maybe_personnel(TOPIC), func.coalesce(TOPIC.c.matter == MajorMatter.PERSONNEL, False))
    answer = case((not_(secret), PASSED), (odd, UNKNOWN), else_=FINDING)
    query = of_agenda(answer, TOPIC.c.topic_class.label("topic_class"), rows=on, part=part)
    return query.where(not_(is_personnel(TOPIC)))


def _say_ordinary(row: Any) -> str:
    if row.verdict == FINDING:
        return f"{row.topic_class}应当记名表决，登记为无记名票决"
    return "登记为无记名票决；没有写明议题类别，或类别与四重一大类别不一致，无法判断是否人事议题"


def _personnel_by_name() -> Select[Any]:
    named, secret, on, part = _ballots()
    firm = and_(is_personnel(TOPIC), MEETING.c.body.is_not(None))
    answer = case(
        (secret, PASSED),
        (and_(named, firm), FINDING),
        else_=UNKNOWN,
    )
    query = of_agenda(
        answer,
        flag(named).label("named"),
        flag(is_personnel(TOPIC)).label("personnel"),
        part=part,
        joins=(on,),
    )
    return query.where(
        may_count_votes(MEETING), _decided(), or_(is_personnel(TOPIC), and_(maybe_personnel(TOPIC), named))
    )


def _say_personnel(row: Any) -> str:
    if row.verdict == FINDING:
        return "人事议题可以无记名票决，登记为记名表决"
    if not row.named:
        return "人事议题没有表决记录（0 次），无法判断是否无记名票决"
    if not row.personnel:
        return "登记为记名表决；没有写明议题类别，无法判断是否人事议题"
    return "人事议题登记为记名表决；没有登记会议类型，无法判断"


def _several_at_once() -> Select[Any]:
    covers = NAMED_BALLOT.c.covers
    answer = case((covers == 1, PASSED), (covers > 1, FINDING), else_=UNKNOWN)
    rows: LeftJoin = (
        NAMED_BALLOT,
        and_(NAMED_BALLOT.c.agenda_item_id == AGENDA_ITEM.c.id, NAMED_BALLOT.c.is_void.is_(False)),
    )
    return of_agenda(answer, covers.label("covers"), NAMED_BALLOT.c.round.label("round"), rows=rows)


def _rounds_twice() -> Select[Any]:
    """For `repeats`: a topic stands twice on one agenda, or has two rounds that were not struck."""
    again = (
        select(literal(1))
        .where(NAMED_BALLOT.c.is_void.is_(False))
        .group_by(NAMED_BALLOT.c.agenda_item_id)
        .having(func.count() > 1)
    )
    return select(topic_twice().union_all(again).subquery("doubled"))


def _say_several(row: Any) -> str:
    if row.verdict == FINDING:
        return f"应当逐项表决，第 {row.round} 轮一次表决 {row.covers} 项"
    if row.covers is None:
        return f"第 {row.round} 轮没有登记一并表决的事项数，无法判断是否逐项表决"
    return f"第 {row.round} 轮登记的一并表决事项数为 {row.covers}，无法判断"


VOTE001 = Rule(
    code="VOTE001",
    name="major-matter-without-ballot",
    title="四重一大事项没有表决记录",
    severity=Severity.WARNING,
    cites=(
        Citation("R-HY-03", "花垣", "二·一"),
        Citation("R-XZ-09", "秀洲", "附件1 二-2"),
    ),
    limits=(),
    explanation=(
        "检查以表决作决定的会议上的每个议题：属于四重一大或目录写明须票决的，是否有未作废的表决记录，或登记了同意票数。"
        "目录写明不须票决的，以及暂缓、退回、听取汇报的不算问题。没有表决记录而没有登记四重一大类别、"
        "目录中是否须票决、会议类型或宣布的结果时，答“无法判断”。"
    ),
    advice=(
        "补记表决：powerctl meeting vote（记名）或 powerctl meeting tally（无记名）；"
        "不须票决的，在目录中写明并关联：powerctl catalogue edit、powerctl topic edit"
    ),
    question=_without_ballot,
    say=_say_without_ballot,
)

VOTE006 = Rule(
    code="VOTE006",
    name="ordinary-topic-by-secret-ballot",
    title="一般议题没有记名表决",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),),
    limits=(),
    explanation=(
        "检查有表决记录的每个非人事议题：是否以口头、举手或书面方式记名表决。最后一轮有效表决为无记名的算问题。"
        "没有写明议题类别，或议题类别不是人事而四重一大类别为重要人事任免的，答“无法判断”。"
    ),
    advice="核对议题类别和表决方式：powerctl topic edit、powerctl meeting show",
    question=_ordinary_by_secret,
    say=_say_ordinary,
)

VOTE007 = Rule(
    code="VOTE007",
    name="personnel-topic-by-named-vote",
    title="人事议题没有无记名票决",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-09", "秀洲", "附件2 模本一 三-5"),),
    limits=(),
    explanation=(
        "检查以表决作决定的会议上的每个人事议题：最后一轮有效表决是否无记名票决。原文写“可以”，因此为一般问题。"
        "没有表决记录，或没有写明议题类别、会议类型时，答“无法判断”。"
    ),
    advice="以后的人事议题采用无记名票决，打印表决票：powerctl report make；核对：powerctl meeting show",
    question=_personnel_by_name,
    say=_say_personnel,
)

VOTE016 = Rule(
    code="VOTE016",
    name="several-matters-in-one-vote",
    title="多个事项没有逐项表决",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-09", "中国共产党党组工作条例（试行）（2015）", "第27条", "P"),),
    limits=(),
    explanation=(
        "检查每个议题未作废的记名表决，是否一次只表决一个事项。一次表决多项的算问题；"
        "没有登记一并表决的事项数时，答“无法判断”。"
    ),
    advice="核对后更正：powerctl meeting show；确为一并表决的，应重新逐项表决：powerctl meeting round",
    question=_several_at_once,
    say=_say_several,
    repeats=_rounds_twice,
    examined=named_rounds,
)
