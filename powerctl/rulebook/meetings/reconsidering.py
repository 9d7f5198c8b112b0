"""A decision is taken up again only where more than half of the members agree: VOTE017 (R-XZ-09)."""

from typing import Any

from sqlalchemy import Select, and_, case, func

from powerctl.areas.meetings.arithmetic import Count, majority
from powerctl.areas.meetings.queries import AGENDA_ITEM, MEETING, Span, is_more_than, span
from powerctl.areas.meetings.shared import ROSTER
from powerctl.limits.quantity import Quantity
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule
from powerctl.terms import Severity

_SHARE = "vote.reconsider_over"


def _without_consent() -> Select[Any]:
    roster = ROSTER
    share, share_on = limit_then(_SHARE, MEETING.c.unit_id, MEETING.c.held_on)
    entitled, consent = span(roster, "entitled"), AGENDA_ITEM.c.reconsider_consent
    enough = is_more_than(Span(consent, consent), entitled, share.c.numerator, share.c.denominator)
    answer = case(
        (and_(enough == 1, consent <= entitled.least), PASSED), (enough == 0, FINDING), else_=UNKNOWN
    )
    return of_agenda(
        answer,
        entitled.least.label("entitled_least"),
        entitled.most.label("entitled_most"),
        consent.label("consent"),
        share.c.numerator.label("above"),
        func.coalesce(share.c.denominator, 1).label("below"),
        share.c.cites.label("cites"),
        joins=((roster, roster.c.meeting_id == MEETING.c.id), (share, share_on)),
    ).where(AGENDA_ITEM.c.reconsiders_id.is_not(None))


def _say(row: Any) -> str:
    found = majority(
        Count(row.entitled_least, row.entitled_most),
        None if row.consent is None else Count(row.consent, row.consent),
        None if row.above is None else Quantity(row.above, row.below),
    )
    sentence = f"复议须经应到成员的规定人数同意：{found.words}（{source_of(row.cites)}）"
    if row.verdict == FINDING:
        return sentence
    if row.consent is None:
        return f"没有登记同意复议的人数，无法判断；{sentence}"
    if not row.entitled_most:
        return f"没有登记应到成员名单（0 人），无法判断；{sentence}"
    if row.above is None:
        return f"没有登记召开日期，或召开之日的比例尚未设定，无法判断；{sentence}"
    if row.consent > row.entitled_least:
        return f"同意复议人数多于应到人数，无法判断；{sentence}"
    return f"有人没有写明到会身份，无法判断；{sentence}"


VOTE017 = Rule(
    code="VOTE017",
    name="reconsidered-without-consent",
    title="复议没有经过半数成员同意",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-09", "党政领导干部选拔任用工作条例（2014）", "第37条", "P"),),
    limits=(_SHARE,),
    explanation=(
        "检查复议已决定事项的每个议题，同意复议的人数是否超过应到人数的规定比例（不含本数）。"
        "没有登记同意复议的人数、应到名单或召开日期，人数多于应到，或到会身份没有写明而影响结论时，答“无法判断”。"
    ),
    advice="核对会议记录后补填同意复议人数：powerctl meeting agenda；未过半数同意的，复议的结果应撤销",
    question=_without_consent,
    say=_say,
    repeats=topic_twice,
)
