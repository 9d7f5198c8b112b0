"""The yearly budget goes through its stages in order: MTG032 (R-XZ-05)."""

from itertools import pairwise
from typing import Any

from sqlalchemy import Integer, Select, String, and_, case, cast, func, or_, select

from powerctl.areas.meetings.queries_topics import BUDGET_STEP
from powerctl.areas.organization.queries import flag, the_day
from powerctl.rulebook.question import of_units
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import BudgetStage, Severity

_STAGES = tuple(BudgetStage)


def _out_of_order() -> Select[Any]:
    step = BUDGET_STEP
    columns = []
    for at, stage in enumerate(_STAGES):
        columns.append(func.count(case((step.c.stage == stage, 1), else_=None)).label(f"kept_{at}"))
        columns.append(
            func.max(case((step.c.stage == stage, step.c.done_on), else_=None)).label(f"done_{at}")
        )
    years = select(step.c.unit_id, step.c.year, *columns).group_by(step.c.unit_id, step.c.year).cte("budgets")
    kept = [years.c[f"kept_{at}"] for at in range(len(_STAGES))]
    done = [years.c[f"done_{at}"] for at in range(len(_STAGES))]
    backwards = or_(
        *(
            func.coalesce(done[early] > done[late], False)
            for early in range(len(_STAGES))
            for late in range(early + 1, len(_STAGES))
        )
    )
    is_over = years.c.year < cast(func.strftime("%Y", the_day()), Integer)
    missing = or_(*(one == 0 for one in kept))
    ascending = and_(*(earlier <= later for earlier, later in pairwise(done)))
    answer = case(
        (or_(backwards, and_(is_over, missing)), FINDING),
        (and_(ascending, done[-1] <= the_day()), PASSED),
        else_=UNKNOWN,
    )
    return of_units(
        years,
        cast(years.c.year, String),
        answer,
        years.c.year.label("year"),
        flag(backwards).label("backwards"),
        flag(is_over).label("is_over"),
        *(flag(one == 0).label(f"absent_{at}") for at, one in enumerate(kept)),
    )


def _say(row: Any) -> str:
    wanted = f"{row.year} 年度预算应依次经过 {len(_STAGES)} 个环节：{'、'.join(_STAGES)}"
    absent = [stage.value for at, stage in enumerate(_STAGES) if getattr(row, f"absent_{at}")]
    missing = f"没有登记的 {len(absent)} 个：{'、'.join(absent)}" if absent else ""
    if row.verdict == FINDING:
        order = "各环节的完成日期先后颠倒" if row.backwards else ""
        return f"{wanted}，{'；'.join(part for part in (order, missing) if part)}"
    doubt = f"{missing}，年度尚未结束" if absent else "有的环节没有写完成日期，或写的是检查日以后的日期"
    return f"{wanted}；{doubt}，无法判断"


MTG032 = Rule(
    code="MTG032",
    name="budget-out-of-order",
    title="年度预算环节缺少或颠倒",
    severity=Severity.WARNING,
    cites=(Citation("R-XZ-05", "诸暨", "科学分权"),),
    limits=(),
    explanation=(
        "检查登记了预算环节的每个单位和年度：班子成员提出、党委会研究、人代会表决、按线分割是否齐全，完成日期是否依次。"
        "环节没有写完成日期，或当年环节尚未登记全时，答“无法判断”。"
    ),
    advice="登记各环节的完成日期和文号：powerctl topic budget",
    question=_out_of_order,
    say=_say,
    repeats=never,
)
