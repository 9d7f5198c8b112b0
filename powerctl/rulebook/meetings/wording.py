"""How the rules about meetings answer and say it: what must be known of a meeting before it is judged."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, and_, case, null, or_

from powerctl.areas.meetings.queries import MEETING
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN

Condition = ColumnElement[bool]

# An empty kind of body may hide one that only screens; an empty day one that is still to come.
IS_KNOWN = and_(MEETING.c.held_on.is_not(None), MEETING.c.body.is_not(None))


def judged(finding: Condition, passed: Condition) -> ColumnElement[int]:
    """The three answers of a meeting whose day and body are recorded; passed only where it is told so."""
    return case((~IS_KNOWN, UNKNOWN), (finding, FINDING), (passed, PASSED), else_=UNKNOWN)


def is_required(limit: FromClause) -> Condition:
    """What the limit is about is asked for, or it is not set what counted on that day."""
    return or_(limit.c.numerator.is_(None), limit.c.numerator != 0)


def counted(row: Any, wanted: str, found: str, *doubts: tuple[Any, str]) -> str:
    """The sentence of an answer: what is asked for and what was found, or why nobody can tell.

    `doubts`: conditions with their words; the first that holds is told.
    """
    if row.verdict == FINDING:
        return f"{wanted}，{found}"
    reasons = (
        (row.held_on is None, "没有登记召开日期"),
        (row.body is None, "没有登记会议类型"),
        *doubts,
    )
    reason = next((words for holds, words in reasons if holds), "登记不全")
    return f"{wanted}；{reason}，无法判断"


def cited(limit: FromClause) -> Label[Any]:
    """Where the limit comes from, as `cites`; nothing where it was not set on that day."""
    return case((limit.c.numerator.is_not(None), limit.c.cites), else_=null()).label("cites")
