"""The level of a risk point is fixed by a meeting of the team: RSK006 (R-XZ-12).

Only the newest assessment counts; its day and number are always recorded, so that no other can take
its place when a value is missing. Words alone do not show that a meeting fixed it: the meeting is on
record, and passed the item.
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

from powerctl.areas.meetings.queries_decided import Decided, decided_by
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.areas.risk.queries import ASSESSMENT, RISK_POINT
from powerctl.rulebook.question import of_judged_points, open_points
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Outcome, Severity

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
    decided = decided_by(last.c.fixed_by_written, RISK_POINT.c.unit_id)
    return of_judged_points(
        _answer(last, decided),
        RISK_POINT.c.level.label("level"),
        last.c.assessed_on.label("assessed_on"),
        last.c.fixed_level.label("fixed_level"),
        last.c.fixed_on.label("fixed_on"),
        flag(~is_blank(last.c.fixed_by_written)).label("by_meeting"),
        last.c.fixed_by_written.label("written"),
        flag(decided.is_found).label("on_record"),
        decided.held_on.label("held_on"),
        decided.body.label("body"),
        decided.outcome.label("outcome"),
        joins=(
            (by_point, by_point.c.risk_point_id == RISK_POINT.c.id),
            (last, last.c.id == by_point.c.id),
            *decided.joins,
        ),
    )


def _answer(last: Any, decided: Decided) -> ColumnElement[int]:
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
        (or_(untouched, other, decided.is_not_passed), FINDING),
        (and_(whole, decided.is_passed, decided.held_on == last.c.fixed_on), PASSED),
        else_=UNKNOWN,
    )


def _say(row: Any) -> str:
    wanted = "等级应由班子会议研究确定"
    if row.assessed_on is None:
        return f"{wanted}；没有评估记录，无法判断"
    told = f"最近一次评估在 {row.assessed_on}"
    if row.verdict == FINDING and row.fixed_level is None and not row.by_meeting:
        return f"{wanted}，{told}，其后没有会议确定的记录"
    if row.verdict == FINDING and row.fixed_level not in (None, row.level):
        return f"{wanted}，{told}，会议确定为{row.fixed_level}，现登记为{row.level}"
    if row.verdict == FINDING:
        how = f"结果为{row.outcome}" if row.outcome not in (None, Outcome.PASSED) else f"{row.body}只作初审"
        return f"{wanted}，{told}，登记的会议“{row.written}”{how}"
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
    lacks = f"没有写{'、'.join(missing)}" if missing else _doubt(row)
    return f"{wanted}，{told}；{lacks}，无法判断"


def _doubt(row: Any) -> str:
    if not row.on_record:
        return f"“{row.written}”只是文字，会议记录中没有这一项（写成：会议编号#第几项）"
    if row.held_on is None:
        return "所写的会议没有登记召开日期"
    if row.held_on != row.fixed_on:
        return f"确定日期 {row.fixed_on} 与会议召开日期 {row.held_on} 不同"
    if row.body is None:
        return "所写的会议没有登记会议类型"
    if row.outcome is None:
        return "所写的会议这一项没有登记结果"
    return f"确定日期 {row.fixed_on} 不在评估日与检查日之间"


RSK006 = Rule(
    code="RSK006",
    name="level-not-fixed-by-meeting",
    title="风险等级没有经会议研究确定",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-12", "秀洲", "四-(二)-3"),),
    limits=(),
    explanation=(
        "检查每个在控风险点最近一次评估之后，是否经会议研究确定等级，且与登记等级一致。"
        "会议写成“会议编号#第几项”（别的单位的写“单位/会议编号#第几项”），会议记录中这一项已通过的才算。"
        "评估后没有会议确定、会议确定的等级与登记不同、这一项没有通过或会议只作初审的算问题；"
        "没有评估记录、没有登记等级、确定的会议或日期没有写全、会议只有文字而没有登记、"
        "日期与会议不同或会议记录不全时，答“无法判断”。"
    ),
    advice="先评估：powerctl risk assess；会议研究后登记：powerctl risk fix 编号 --meeting 会议编号#第几项",
    question=_unfixed,
    say=_say,
    repeats=never,
    examined=open_points,
)
