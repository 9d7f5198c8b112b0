"""Nobody acts outside the list: REG007 (R-XZ-03, R-FS-05)."""

from typing import Any

from sqlalchemy import Select, and_, case, func, not_

from powerctl.areas.organization.queries import flag
from powerctl.areas.registry.exercises.queries import (
    EXERCISE,
    acting,
    delegated,
    has_rival_edition,
    lists_somebody,
)
from powerctl.areas.registry.queries import EDITION, POWER
from powerctl.rulebook.question import any_of
from powerctl.rulebook.registry.exercises import exercises, of_exercises
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import Severity


def _outside() -> Select[Any]:
    post, mandate, day = acting(), delegated(), EXERCISE.c.exercised_on
    known_case = and_(POWER.c.id.is_not(None), EDITION.c.id.is_not(None), day.is_not(None))
    rival, retired = has_rival_edition(), POWER.c.retired_on <= day
    in_force, ahead = EDITION.c.in_force_from <= day, EDITION.c.in_force_from > day
    entitled = any_of(post.c.sure == 1, mandate.c.sure == 1)
    possible = any_of(post.c.maybe == 1, post.c.vague == 1, mandate.c.maybe == 1, ahead)
    answer = case(
        (not_(known_case), UNKNOWN),
        (rival, UNKNOWN),
        (retired, FINDING),
        (and_(in_force, entitled), PASSED),
        (and_(post.c.known == 1, not_(entitled), not_(possible), lists_somebody()), FINDING),
        else_=UNKNOWN,
    )
    return of_exercises(
        answer,
        flag(POWER.c.id.is_not(None)).label("listed"),
        flag(day.is_not(None)).label("dated"),
        flag(EXERCISE.c.actor_id.is_not(None)).label("actor"),
        flag(any_of(EXERCISE.c.actor_written.is_not(None), EXERCISE.c.actor_id.is_not(None))).label("named"),
        flag(rival).label("rival"),
        flag(any_of(in_force)).label("in_force"),
        flag(any_of(retired)).label("retired"),
        flag(any_of(post.c.known == 1)).label("in_post"),
        flag(entitled).label("entitled"),
        flag(lists_somebody()).label("posts_listed"),
        POWER.c.retired_on.label("retired_on"),
        func.coalesce(POWER.c.name, EXERCISE.c.power_written).label("power"),
        joins=(
            (POWER, POWER.c.id == EXERCISE.c.power_id),
            (EDITION, EDITION.c.id == POWER.c.edition_id),
            (post, post.c.exercise_id == EXERCISE.c.id),
            (mandate, mandate.c.exercise_id == EXERCISE.c.id),
        ),
    )


def _say(row: Any) -> str:
    rule = "经办人应是清单所列的权力主体、决策或执行岗位、承办机构的人员，或受委托的人"
    if row.verdict == FINDING:
        if row.retired:
            return f"该项权力已于 {row.retired_on} 停用，办理日期在停用之后"
        return f"{rule}；办理当日在任的职务不在其列，也没有对他的授权委托（0 项）"
    return f"{rule}；{_doubt(row)}，无法判断"


def _doubt(row: Any) -> str:
    if not row.listed:
        return "所写的权力事项在本单位清单中找不到：或者超越清单，或者写法不同"
    if not row.dated:
        return "没有写办理日期"
    if row.rival:
        return "办理当日本单位不止一个清单版本可能现行（填写施行日期：powerctl edition edit）"
    if not row.actor:
        return "经办人没有对应到台账中的人员" if row.named else "没有写经办人"
    if not row.in_post:
        return "经办人在办理当日的任职没有完整记录"
    if row.entitled or not row.in_force:
        return "该项权力所在的清单版本没有施行日期，或在办理当日尚未施行"
    if not row.posts_listed:
        return "清单没有写明由哪个职务或机构行使，或所写职务没有登记"
    return "清单所写的主体较宽，或经办人的任职、有关授权委托没有写明起日和对象"


REG007 = Rule(
    code="REG007",
    name="actor-outside-list",
    title="超越权力清单用权",
    severity=Severity.ERROR,
    cites=(
        Citation("R-XZ-03", "秀洲", "三-(一)"),
        Citation("R-FS-05", "抚松", "全程控权"),
        Citation("R-FS-03", "抚松", "依法确权"),
    ),
    limits=(),
    explanation=(
        "检查每条用权记录：经办人在办理当日的职务，是否为该项权力的权力主体、决策岗位、执行岗位，"
        "或属于承办机构，或受委托行使。都不是的，或者权力停用之后仍在行使的，算问题。"
        "权力事项、经办人对不上台账，任职没有起日，清单没有写明岗位或没有施行日期的，答“无法判断”。"
    ),
    advice=(
        "核实经办人的职责权限；确属授权委托的补登：powerctl delegation add；"
        "对不上的先关联：powerctl exercise edit"
    ),
    question=_outside,
    say=_say,
    repeats=never,
    examined=exercises,
)
