"""The level of a risk point is fixed by a meeting of the team: RSK006 (R-XZ-12).

Only the newest assessment counts; its day and number are always recorded, so that no other can take
its place when a value is missing.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    type_coerce,
)

from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.areas.risk.queries import ASSESSMENT, RISK_POINT
from powerctl.rulebook.question import of_judged_points, open_points
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity

_DAY = len("2026-01-05")


def _unfixed() -> Select[Any]:
    # Day and number as one text, so that the newest is a maximum: a window would sort every assessment.
    newest = func.max(
        type_coerce(ASSESSMENT.c.assessed_on, String).concat(func.printf("%019d", ASSESSMENT.c.id))
    )
    by_point = (
        select(ASSESSMENT.c.risk_point_id, cast(func.substr(newest, _DAY + 1), Integer).label("id"))
        .where(ASSESSMENT.c.assessed_on <= the_day())
        .group_by(ASSESSMENT.c.risk_point_id)
        .cte("newest_assessments")
    )
    last = ASSESSMENT.alias("last_assessment")
    return of_judged_points(
        _answer(last),
        RISK_POINT.c.level.label("level"),
        last.c.assessed_on.label("assessed_on"),
        last.c.fixed_level.label("fixed_level"),
        last.c.fixed_on.label("fixed_on"),
        flag(~is_blank(last.c.fixed_by_written)).label("by_meeting"),
        joins=((by_point, by_point.c.risk_point_id == RISK_POINT.c.id), (last, last.c.id == by_point.c.id)),
    )


def _answer(last: Any) -> ColumnElement[int]:
    fixed, level = last.c.fixed_level, RISK_POINT.c.level
    untouched = and_(fixed.is_(None), last.c.fixed_on.is_(None), is_blank(last.c.fixed_by_written))
    other = and_(fixed.is_not(None), level.is_not(None), func.coalesce(fixed, "", type_=String) != level)
    whole = and_(
        fixed == level,
        last.c.fixed_on >= last.c.assessed_on,
        last.c.fixed_on <= the_day(),
        ~is_blank(last.c.fixed_by_written),
    )
    return case(
        (or_(last.c.assessed_on.is_(None), level.is_(None)), UNKNOWN),
        (or_(untouched, other), FINDING),
        (whole, PASSED),
        else_=UNKNOWN,
    )


def _say(row: Any) -> str:
    wanted = "等级应由班子会议研究确定"
    if row.assessed_on is None:
        return f"{wanted}；没有评估记录，无法判断"
    told = f"最近一次评估在 {row.assessed_on}"
    if row.verdict == FINDING and row.fixed_level is None:
        return f"{wanted}，{told}，其后没有会议确定的记录"
    if row.verdict == FINDING:
        return f"{wanted}，{told}，会议确定为{row.fixed_level}，现登记为{row.level}"
    missing = [
        words
        for words, given in (
            ("风险点的等级", row.level is not None),
            ("确定的等级", row.fixed_level is not None),
            ("确定日期", row.fixed_on is not None),
            ("研究确定的会议", row.by_meeting),
        )
        if not given
    ]
    lacks = f"没有写{'、'.join(missing)}" if missing else f"确定日期 {row.fixed_on} 不在评估日与检查日之间"
    return f"{wanted}，{told}；{lacks}，无法判断"


RSK006 = Rule(
    code="RSK006",
    name="level-not-fixed-by-meeting",
    title="风险等级没有经会议研究确定",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-12", "秀洲", "四-(二)-3"),),
    limits=(),
    explanation=(
        "检查每个在控风险点最近一次评估之后，是否记载了研究确定等级的会议、日期和等级，且与登记等级一致。"
        "评估后没有会议确定、或会议确定的等级与登记不同的算问题；没有评估记录、没有登记等级、"
        "确定的会议或日期没有写全时，答“无法判断”。会议按原文登记。"
    ),
    advice="先评估：powerctl risk assess；提交会议研究后登记：powerctl risk fix",
    question=_unfixed,
    say=_say,
    repeats=never,
    examined=open_points,
)
