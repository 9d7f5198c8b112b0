"""Orders from above that need an opinion of the team are tabled: MTG020 (R-XZ-05)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, or_

from powerctl.areas.meetings.queries import TOPIC
from powerctl.areas.meetings.queries_topics import is_superior, tabled
from powerctl.areas.organization.queries import flag
from powerctl.rulebook.meetings.topic_items import of_topics
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity


def _untabled() -> Select[Any]:
    on_table = tabled()
    held, possible = func.coalesce(on_table.c.held, 0), func.coalesce(on_table.c.possible, 0)
    needs = TOPIC.c.needs_opinion
    answer = case(
        (and_(needs.is_(True), possible == 0), FINDING),
        (or_(needs.is_(False), and_(needs.is_(True), held == 1)), PASSED),
        else_=UNKNOWN,
    )
    return of_topics(
        answer,
        flag(needs.is_(None)).label("unflagged"),
        joins=((on_table, on_table.c.topic_id == TOPIC.c.id),),
    ).where(is_superior())


def _say(row: Any) -> str:
    wanted = "上级指示须提出贯彻意见的，应提交班子会议研究至少 1 次"
    if row.verdict == FINDING:
        return f"{wanted}，登记上会 0 次"
    doubt = "没有登记是否须提出贯彻意见" if row.unflagged else "上会的会议没有写召开日期或会议类型"
    return f"{wanted}；{doubt}，无法判断"


MTG020 = Rule(
    code="MTG020",
    name="superior-order-not-tabled",
    title="须提出贯彻意见的上级指示没有上会",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-05", "秀洲", "附件2 模本一 一-(四)"),),
    limits=(),
    explanation=(
        "检查每个上级指示议题：须提出贯彻意见的是否已列入检查日以前召开的会议；办法明确、分管领导直接办理的不查。"
        "没有登记是否须提出贯彻意见，或会议没有召开日期、会议类型时，答“无法判断”。"
    ),
    advice="列入会议议程：powerctl meeting agenda；核对：powerctl topic edit",
    question=_untabled,
    say=_say,
    repeats=never,
)
