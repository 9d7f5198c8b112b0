"""The head does not handle approvals himself, and still checks on them: DUTY007, DUTY008 (R-XZ-02)."""

from typing import Any

from sqlalchemy import CTE, FromClause, Select, String, and_, case, func, or_, select

from powerctl.areas.finance.queries import INSPECTION
from powerctl.areas.organization.queries import POST, TENURE, flag, the_day
from powerctl.areas.registry.exercises.queries import EXERCISE
from powerctl.areas.registry.queries import POWER
from powerctl.rulebook.finance.frame import judged
from powerctl.rulebook.inspections import often_enough
from powerctl.rulebook.inspections import say as say_often
from powerctl.rulebook.question import Condition
from powerctl.rulebook.registry.exercises import of_exercises
from powerctl.rulebook.rule import FINDING, Citation, Rule, never
from powerctl.terms import InspectionSubject, PowerCategory, Severity

_CHECKS = "duty.head_checks_per_year"
_SUBJECTS = (InspectionSubject.WORKS, InspectionSubject.APPROVALS)


def _possibly_on(day: Any) -> Condition:
    return and_(
        or_(TENURE.c.valid_from.is_(None), TENURE.c.valid_from <= day),
        or_(TENURE.c.valid_to.is_(None), TENURE.c.valid_to >= day),
    )


def _held_by(record: FromClause, person: str, day: str) -> CTE:
    """What the person of a record was on its day: record_id, head, known, posts, plain (posts of no head)."""
    certain = TENURE.c.valid_from.is_not(None)
    return (
        select(
            record.c.id.label("record_id"),
            func.max(flag(and_(certain, POST.c.is_head.is_(True)))).label("head"),
            func.max(flag(certain)).label("known"),
            func.count().label("posts"),
            func.sum(flag(POST.c.is_head.is_(False))).label("plain"),
        )
        .select_from(
            record.join(TENURE, TENURE.c.person_id == record.c[person]).outerjoin(
                POST, POST.c.id == TENURE.c.post_id
            )
        )
        .where(_possibly_on(record.c[day]))
        .group_by(record.c.id)
        .cte("posts_on_the_day")
    )


def _is_approval() -> Condition:
    return or_(POWER.c.category.is_(None), POWER.c.category == PowerCategory.LICENCE)


def _handled_by_head() -> Select[Any]:
    held = _held_by(EXERCISE, "actor_id", "exercised_on")
    plain = and_(held.c.known == 1, held.c.plain == held.c.posts)
    return of_exercises(
        judged(plain, and_(held.c.head == 1, POWER.c.category == PowerCategory.LICENCE)),
        flag(EXERCISE.c.actor_id.is_not(None)).label("actor"),
        flag(EXERCISE.c.exercised_on.is_not(None)).label("dated"),
        flag(POWER.c.category.is_not(None)).label("told"),
        func.coalesce(held.c.head, 0).label("head"),
        joins=((POWER, POWER.c.id == EXERCISE.c.power_id), (held, held.c.record_id == EXERCISE.c.id)),
    ).where(_is_approval())


def _approvals() -> Select[Any]:
    return (
        select(EXERCISE.c.unit_id)
        .select_from(EXERCISE.outerjoin(POWER, POWER.c.id == EXERCISE.c.power_id))
        .where(_is_approval())
    )


def _say_handled(row: Any) -> str:
    wanted = "“一把手”经办的行政审批应为 0 件"
    if row.verdict == FINDING:
        return f"{wanted}，本件登记的经办人在办理当日是“一把手”"
    if not row.actor:
        reason = "经办人没有登记，或没有对应到人员"
    elif not row.dated:
        reason = "没有登记办理日期"
    elif row.head and not row.told:
        reason = "经办人是“一把手”，而事项没有对应到清单，看不出是否行政审批"
    else:
        reason = "经办人在办理当日的任职、职务是否“一把手”没有完整记录"
    return f"{wanted}；{reason}，无法判断"


def _unchecked() -> Select[Any]:
    one, held = INSPECTION.c, _held_by(INSPECTION, "inspector_id", "inspected_on")
    led = select(POST.c.unit_id).where(POST.c.is_head.is_(True)).distinct().cte("units_with_head")
    since = func.date(the_day(), "-12 months", type_=String)
    recent = and_(one.inspected_on > since, one.inspected_on <= the_day())
    plain = and_(held.c.known == 1, held.c.plain == held.c.posts)
    other = or_(one.subject.not_in(_SUBJECTS), ~recent, plain)
    mine = and_(recent, one.subject.in_(_SUBJECTS), held.c.head == 1)
    checks = (
        select(
            one.unit_id,
            func.count().label("rows"),
            func.sum(flag(mine)).label("checks"),
            func.sum(case((func.coalesce(mine, False), 0), (func.coalesce(other, False), 0), else_=1)).label(
                "vague"
            ),
        )
        .select_from(INSPECTION.outerjoin(held, held.c.record_id == one.id))
        .group_by(one.unit_id)
        .cte("checks_of_heads")
    )
    return often_enough(led, "一把手检查", checks, _CHECKS)


def _say_unchecked(row: Any) -> str:
    return say_often(
        row, "“一把手”每年最少检查工程建设及招标、行政审批", "的内容、日期、检查人或其任职没有写明"
    )


DUTY007 = Rule(
    code="DUTY007",
    name="head-handles-approvals",
    title="“一把手”经办具体的行政审批",
    severity=Severity.ERROR,
    cites=(Citation("R-XZ-02", "秀洲", "附件1 一-4"),),
    limits=(),
    explanation=(
        "检查每条行政许可的用权记录，和事项类别不明的用权记录：经办人在办理当日是否“一把手”。是的算问题。"
        "经办人没有对应到人员，办理日期、任职、职务是否“一把手”没有写明，或事项没有对应到清单时，答“无法判断”。"
    ),
    advice="由承办岗位办理，并更正用权记录：powerctl exercise edit",
    question=_handled_by_head,
    say=_say_handled,
    repeats=never,
    examined=_approvals,
)

DUTY008 = Rule(
    code="DUTY008",
    name="head-without-checks",
    title="“一把手”没有检查工程招标和行政审批",
    severity=Severity.INFO,
    cites=(Citation("R-XZ-02", "秀洲", "附件1 一-3、4"),),
    limits=(_CHECKS,),
    explanation=(
        "检查每个有“一把手”职务的单位：近 12 个月由在任“一把手”作的工程建设及招标、"
        "行政审批检查是否达到规定次数。"
        "登记了检查而次数不足的算问题；没有登记任何检查，或检查的内容、日期、检查人没有写明时，答“无法判断”。"
    ),
    advice="由“一把手”检查，并登记：powerctl inspection add",
    question=_unchecked,
    say=_say_unchecked,
    repeats=never,
)
