"""A major decision goes through its stages: MTG019, MTG034, MTG035 (R-HY-03)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, null, or_, select

from powerctl.areas.meetings.queries import MEETING, TOPIC, may_decide
from powerctl.areas.meetings.queries_topics import (
    OF_CATALOGUE,
    STEP,
    days_between,
    is_major_decision,
    months_after,
    steps_of_topics,
    tabled,
    working_days,
)
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.rulebook.meetings.frame import of_agenda, topic_twice
from powerctl.rulebook.meetings.topic_items import of_topics
from powerctl.rulebook.meetings.wording import cited, counted, judged
from powerctl.rulebook.question import limit_then, source_of
from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Citation, Rule, never
from powerctl.terms import HEAD_DECIDES, DecisionStage, Severity

_MONTHS = "decision.evaluation_months"
_COMMENT, _REVIEW = "decision.public_comment_days", "decision.legality_review_working_days"
_STAGES = tuple(DecisionStage)


def _progress() -> CTE:
    """By topic, a column per stage: `state_n` 2 done, 1 left out with a reason, 0 recorded without either;
    and `done_n`, the day, where no reason is given beside it."""
    in_order = case((is_blank(STEP.c.missing_reason), STEP.c.done_on), else_=null())
    state = case((STEP.c.done_on <= the_day(), 2), (~is_blank(STEP.c.missing_reason), 1), else_=0)
    columns = []
    for at, stage in enumerate(_STAGES):
        of_stage = STEP.c.stage == stage
        columns.append(func.max(case((of_stage, state), else_=null())).label(f"state_{at}"))
        columns.append(func.max(case((of_stage, in_order), else_=null())).label(f"done_{at}"))
    return select(STEP.c.topic_id, *columns).group_by(STEP.c.topic_id).cte("progress")


def _incomplete() -> Select[Any]:
    progress, on_table = _progress(), tabled()
    months, months_on = limit_then(_MONTHS, TOPIC.c.unit_id, on_table.c.first_held)
    evaluation = _STAGES.index(DecisionStage.EVALUATION)
    due = months_after(on_table.c.first_held, months.c.numerator)
    not_due = func.coalesce(due >= the_day(), False)
    absent = {
        at: and_(progress.c[f"state_{at}"].is_(None), ~not_due)
        if at == evaluation
        else progress.c[f"state_{at}"].is_(None)
        for at in range(len(_STAGES))
    }
    missing = or_(*absent.values())
    unclear = [progress.c[f"state_{at}"] == 0 for at in range(len(_STAGES))]
    after = [progress.c[f"done_{at}"] for at in range(len(_STAGES))]
    backwards = or_(
        *(
            func.coalesce(after[early] > after[late], False)
            for early in range(len(_STAGES))
            for late in range(early + 1, len(_STAGES))
        )
    )
    recorded = progress.c.topic_id.is_not(None)
    unsure = or_(on_table.c.undated == 1, due.is_(None), *(func.coalesce(one, False) for one in unclear))
    answer = case((~recorded, UNKNOWN), (or_(missing, backwards), FINDING), (unsure, UNKNOWN), else_=PASSED)
    return of_topics(
        answer,
        flag(recorded).label("recorded"),
        flag(backwards).label("backwards"),
        flag(on_table.c.undated == 1).label("undated"),
        *(flag(absent[at]).label(f"absent_{at}") for at in absent),
        *(flag(one).label(f"unclear_{at}") for at, one in enumerate(unclear)),
        joins=(
            (progress, progress.c.topic_id == TOPIC.c.id),
            (on_table, on_table.c.topic_id == TOPIC.c.id),
            (months, months_on),
        ),
    ).where(is_major_decision(), on_table.c.possible > 0)


def _named(row: Any, prefix: str) -> list[str]:
    return [stage.value for at, stage in enumerate(_STAGES) if getattr(row, f"{prefix}_{at}")]


def _say_incomplete(row: Any) -> str:
    wanted = f"重大决策应经过 {len(_STAGES)} 个环节，未履行的应说明理由"
    if not row.recorded:
        return f"{wanted}；没有登记任何环节，无法判断"
    absent, unclear = _named(row, "absent"), _named(row, "unclear")
    if row.verdict == FINDING:
        told = [f"既未履行也未说明理由的 {len(absent)} 个：{'、'.join(absent)}"] if absent else []
        told += ["各环节的完成日期先后颠倒"] if row.backwards else []
        return f"{wanted}，{'；'.join(told)}"
    if unclear:
        return f"{wanted}；{'、'.join(unclear)}没有写完成日期，也没有说明理由，无法判断"
    doubt = "研究该议题的会议没有写召开日期" if row.undated else "事后评估的期限尚未设定"
    return f"{wanted}；{doubt}，无法判断"


MTG019 = Rule(
    code="MTG019",
    name="decision-stage-missing",
    title="重大决策环节不全",
    severity=Severity.WARNING,
    cites=(Citation("R-HY-03", "花垣", "二·一"),),
    limits=(_MONTHS,),
    explanation=(
        "检查已上会的每个重大决策议题，起草建议稿、公众参与、专家论证、风险评估、合法性审查、集体讨论决定、事后评估"
        "是否都已履行或说明理由，完成日期是否依次。事后评估在首次上会后的规定月数内不算缺。"
        "一个环节也没有登记，环节没有写完成日期又没有理由，或会议没有召开日期时，答“无法判断”。"
    ),
    advice="登记各环节的日期和材料，或说明理由：powerctl topic step",
    question=_incomplete,
    say=_say_incomplete,
    repeats=never,
)


def _hurried_review() -> Select[Any]:
    least, least_on = limit_then(_REVIEW, MEETING.c.unit_id, MEETING.c.held_on)
    review, recorded = _step_of(DecisionStage.LEGALITY), steps_of_topics()
    days, days_on = working_days(review.c.begun_on, review.c.done_on, "review")
    short = days * least.c.denominator < least.c.numerator
    late = review.c.done_on > MEETING.c.held_on
    left_out = or_(
        and_(recorded.c.steps > 0, review.c.id.is_(None)),
        and_(review.c.begun_on.is_(None), review.c.done_on.is_(None), ~is_blank(review.c.missing_reason)),
    )
    in_time = and_(days * least.c.denominator >= least.c.numerator, review.c.done_on <= MEETING.c.held_on)
    return of_agenda(
        judged(or_(left_out, late, short), in_time),
        review.c.begun_on,
        review.c.done_on,
        days.label("days"),
        flag(left_out).label("left_out"),
        flag(late).label("late"),
        func.coalesce(recorded.c.steps, 0).label("steps"),
        least.c.words.label("least"),
        cited(least),
        joins=(
            OF_CATALOGUE,
            (least, least_on),
            (review, review.c.topic_id == TOPIC.c.id),
            (recorded, recorded.c.topic_id == TOPIC.c.id),
            *days_on,
        ),
    ).where(may_decide(MEETING), is_major_decision(), _OF_GOVERNMENT)


_OF_GOVERNMENT = or_(MEETING.c.body.is_(None), MEETING.c.body.in_([body.value for body in HEAD_DECIDES]))


def _step_of(stage: DecisionStage) -> Any:
    """The steps of one stage: at most one per topic."""
    return select(STEP).where(STEP.c.stage == stage).subquery(f"step_{stage.name.lower()}")


def _say_hurried_review(row: Any) -> str:
    least = (
        f"合法性审查应在集体讨论之前完成，不少于 {row.least}（{source_of(row.cites)}）"
        if row.cites
        else "集体讨论之前应经合法性审查"
    )
    if row.left_out:
        found = "登记为没有进行合法性审查"
    elif row.late:
        found = f"审查完成于 {row.done_on}，{row.held_on} 已经开会讨论"
    else:
        found = f"从 {row.begun_on} 到 {row.done_on} 为 {row.days} 个工作日"
    return counted(
        row,
        least,
        found,
        (not row.steps, "没有登记决策环节"),
        (row.begun_on is None or row.done_on is None, "审查的开始日期或完成日期没有登记"),
        (not row.cites, "召开之日的工作日数尚未设定"),
        (row.days is None, "审查日期不在已知的工作日历之内"),
    )


MTG034 = Rule(
    code="MTG034",
    name="legality-review-too-short",
    title="合法性审查缺少或时间不够",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-03", "重大行政决策程序暂行条例（2019）", "第25、26条", "V"),
        Citation("R-HY-03", "花垣", "二·一"),
    ),
    limits=(_REVIEW,),
    explanation=(
        "检查政府常务会、局长办公会研究的每个重大决策议题：合法性审查是否在开会之前完成，工作日是否够规定数（开始当天不计）。"
        "没有登记决策环节、审查的起止日期、召开日期或会议类型，或召开之日天数尚未设定时，答“无法判断”。"
    ),
    advice="未经审查的不得提交讨论；登记审查起止日期：powerctl topic step",
    question=_hurried_review,
    say=_say_hurried_review,
    repeats=topic_twice,
)


def _hurried_comment() -> Select[Any]:
    least, least_on = limit_then(_COMMENT, MEETING.c.unit_id, MEETING.c.held_on)
    comment, recorded = _step_of(DecisionStage.PUBLIC), steps_of_topics()
    days = days_between(comment.c.begun_on, comment.c.done_on)
    excused = ~is_blank(comment.c.missing_reason)
    late = comment.c.done_on > MEETING.c.held_on
    absent = and_(recorded.c.steps > 0, comment.c.id.is_(None))
    short = days * least.c.denominator < least.c.numerator
    in_time = and_(days * least.c.denominator >= least.c.numerator, comment.c.done_on <= MEETING.c.held_on)
    return of_agenda(
        judged(or_(absent, and_(~excused, or_(late, short))), or_(excused, in_time)),
        comment.c.begun_on,
        comment.c.done_on,
        days.label("days"),
        flag(absent).label("absent"),
        flag(late).label("late"),
        func.coalesce(recorded.c.steps, 0).label("steps"),
        least.c.words.label("least"),
        cited(least),
        joins=(
            OF_CATALOGUE,
            (least, least_on),
            (comment, comment.c.topic_id == TOPIC.c.id),
            (recorded, recorded.c.topic_id == TOPIC.c.id),
        ),
    ).where(may_decide(MEETING), is_major_decision(), _OF_GOVERNMENT)


def _say_hurried_comment(row: Any) -> str:
    wanted = (
        f"公开征求意见应不少于 {row.least}，不足的应说明理由（{source_of(row.cites)}）"
        if row.cites
        else "重大行政决策应公开征求意见"
    )
    if row.absent:
        found = "登记的决策环节中没有公众参与，也没有说明理由"
    elif row.late:
        found = f"征求意见到 {row.done_on} 结束，{row.held_on} 已经开会讨论，没有说明理由"
    else:
        found = f"从 {row.begun_on} 到 {row.done_on} 为 {row.days} 天，没有说明理由"
    return counted(
        row,
        wanted,
        found,
        (not row.steps, "没有登记决策环节"),
        (row.begun_on is None or row.done_on is None, "征求意见的开始日期或完成日期没有登记"),
        (not row.cites, "召开之日的天数尚未设定"),
    )


MTG035 = Rule(
    code="MTG035",
    name="public-comment-too-short",
    title="公开征求意见时间不够",
    severity=Severity.ERROR,
    cites=(
        Citation("R-HY-03", "重大行政决策程序暂行条例（2019）", "第15条", "V"),
        Citation("R-HY-03", "花垣", "二·一"),
    ),
    limits=(_COMMENT,),
    explanation=(
        "检查政府常务会、局长办公会研究的每个重大决策议题：公众参与是否在开会之前完成，天数是否够规定数"
        "（开始当天不计），不够的是否说明了理由。"
        "没有登记决策环节、征求意见的起止日期、召开日期或会议类型，或召开之日天数尚未设定时，答“无法判断”。"
    ),
    advice="登记起止日期或说明理由：powerctl topic step",
    question=_hurried_comment,
    say=_say_hurried_comment,
    repeats=topic_twice,
)
