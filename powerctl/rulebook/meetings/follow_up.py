"""What follows a meeting: MTG028, MTG029, MTG030, MTG031 (R-ZJ-03, R-ZJ-06, R-HY-03)."""

from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, literal, or_, select, union_all

from powerctl.areas.meetings.queries import (
    AGENDA_ITEM,
    ATTENDANCE,
    MEETING,
    counts,
    may_count,
    may_decide,
)
from powerctl.areas.meetings.queries_topics import (
    OF_CATALOGUE,
    PARALLEL_RECORD,
    RESOLUTION,
    STEP,
    is_major_decision,
    months_after,
    working_days,
)
from powerctl.areas.organization.queries import flag, is_blank, the_day
from powerctl.rulebook.meetings.frame import of_agenda, of_meetings, topic_twice
from powerctl.rulebook.meetings.wording import cited, counted, is_required, judged
from powerctl.rulebook.question import any_of, limit_then, source_of
from powerctl.rulebook.rule import Citation, Rule, never
from powerctl.terms import AGREES, BodyKind, DecisionStage, Outcome, ResolutionState, Severity

_PARALLEL = "minutes.parallel_record"
_REPORT = "meeting.result_report_working_days"
_EVALUATION = "decision.evaluation_months"
_COMMITTEES = (BodyKind.STANDING_COMMITTEE.value, BodyKind.PARTY_COMMITTEE.value)


def _numbers() -> tuple[CTE, CTE]:
    """By meeting: present members (and those who may be), and topics on the agenda."""
    present = (
        select(
            ATTENDANCE.c.meeting_id,
            func.sum(flag(counts(ATTENDANCE))).label("certain"),
            func.sum(flag(may_count(ATTENDANCE))).label("possible"),
        )
        .group_by(ATTENDANCE.c.meeting_id)
        .cte("present_members")
    )
    topics = (
        select(AGENDA_ITEM.c.meeting_id, func.count().label("topics"))
        .group_by(AGENDA_ITEM.c.meeting_id)
        .cte("topics_of_meetings")
    )
    return present, topics


def _unparalleled() -> Select[Any]:
    required, required_on = limit_then(_PARALLEL, MEETING.c.unit_id, MEETING.c.held_on)
    record, other = PARALLEL_RECORD, MEETING.alias("recorded_meeting")
    keeping = (
        select(other.c.unit_id)
        .distinct()
        .join_from(record, other, other.c.id == record.c.meeting_id)
        .cte("units_keeping_parallel_records")
    )
    present, topics = _numbers()
    noted, agree = ~is_blank(record.c.differences), func.trim(record.c.differences).in_(AGREES)
    is_sure = present.c.certain == present.c.possible
    other_number = or_(
        and_(is_sure, record.c.present != present.c.certain), record.c.topics != topics.c.topics
    )
    same = and_(is_sure, record.c.present == present.c.certain, record.c.topics == topics.c.topics)
    absent = and_(record.c.id.is_(None), keeping.c.unit_id.is_not(None))
    asked = required.c.numerator == 1
    return of_meetings(
        judged(
            and_(asked, or_(absent, and_(noted, ~agree), other_number)),
            and_(asked, record.c.id.is_not(None), agree, same),
        ),
        flag(record.c.id.is_not(None)).label("kept"),
        flag(any_of(and_(noted, ~agree))).label("differs"),
        flag(any_of(noted)).label("noted"),
        record.c.present.label("recorded_present"),
        record.c.topics.label("recorded_topics"),
        func.coalesce(present.c.certain, 0).label("present"),
        func.coalesce(topics.c.topics, 0).label("topics"),
        required.c.numerator.label("required"),
        joins=(
            (required, required_on),
            (record, record.c.meeting_id == MEETING.c.id),
            (keeping, keeping.c.unit_id == MEETING.c.unit_id),
            (present, present.c.meeting_id == MEETING.c.id),
            (topics, topics.c.meeting_id == MEETING.c.id),
        ),
    ).where(or_(MEETING.c.body.is_(None), MEETING.c.body.in_(_COMMITTEES)), is_required(required))


def _say_unparalleled(row: Any) -> str:
    wanted = "党委会、常委会应有纪委的同步记录，并与会议记录一致"
    if not row.kept:
        found = "登记 0 份"
    elif row.differs:
        found = "同步记录写明了与纪要不一致之处"
    else:
        found = (
            f"同步记录实到 {_number(row.recorded_present)}、议题 {_number(row.recorded_topics)}，"
            f"会议登记实到 {row.present}、议题 {row.topics}"
        )
    return counted(
        row,
        wanted,
        found,
        (row.required is None, "召开之日是否须同步记录尚未设定"),
        (not row.kept, "本单位没有登记同步记录"),
        (row.recorded_present is None or row.recorded_topics is None, "同步记录没有写实到人数或议题数"),
        (not row.noted, "同步记录没有写与纪要是否一致"),
        (True, "有人的到会身份或到会情况没有写明"),
    )


def _number(number: int | None) -> str:
    return "未登记" if number is None else str(number)


MTG028 = Rule(
    code="MTG028",
    name="parallel-record-missing",
    title="没有同步记录或与会议记录不一致",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-06", "诸暨", "有效制权"),),
    limits=(_PARALLEL,),
    explanation=(
        "检查党委会、常委会的每次会议：是否有纪委的同步记录，实到人数、议题数与会议登记是否相同，"
        "“与纪要不一致之处”是否写明为无。本单位从未登记同步记录、同步记录没有填全、"
        "会议的到会身份或到会情况没有写明时，答“无法判断”。"
    ),
    advice="登记同步记录：powerctl meeting beside；不一致的逐项核实更正",
    question=_unparalleled,
    say=_say_unparalleled,
)


def _unreported() -> Select[Any]:
    most, most_on = limit_then(_REPORT, MEETING.c.unit_id, MEETING.c.held_on)
    days, days_on = working_days(MEETING.c.held_on, MEETING.c.reported_up_on, "report")
    return of_meetings(
        judged(
            days * most.c.denominator > most.c.numerator,
            and_(
                days * most.c.denominator <= most.c.numerator, MEETING.c.reported_up_on >= MEETING.c.held_on
            ),
        ),
        MEETING.c.reported_up_on,
        days.label("days"),
        most.c.words.label("most"),
        cited(most),
        joins=((most, most_on), *days_on),
    ).where(may_decide(MEETING))


def _say_unreported(row: Any) -> str:
    wanted = (
        f"会议结果应在会后 {row.most}内上报（{source_of(row.cites)}）" if row.cites else "会议结果应及时上报"
    )
    return counted(
        row,
        wanted,
        f"{row.held_on} 开会，{row.reported_up_on} 上报，隔 {row.days} 个工作日",
        (row.reported_up_on is None, "没有登记上报日期"),
        (row.days is None, "日期不在已知的工作日历之内"),
        (not row.cites, "召开之日的期限尚未设定"),
        (True, "上报日期在开会之前"),
    )


MTG029 = Rule(
    code="MTG029",
    name="result-reported-late",
    title="会议结果上报不及时",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-03", "诸暨", "有效制权"),),
    limits=(_REPORT,),
    explanation=(
        "检查每次会议的结果是否在会后规定的工作日内上报（开会当天不计）。只作初审的会议不查。"
        "没有登记上报日期、召开日期或会议类型，或日期超出已知的工作日历时，答“无法判断”。"
    ),
    advice="登记上报日期：powerctl meeting report-up",
    question=_unreported,
    say=_say_unreported,
    repeats=never,
)


def _unfollowed() -> Select[Any]:
    task = RESOLUTION
    state, due = task.c.state, task.c.due_on
    done = state == ResolutionState.DONE
    open_ = state.in_([ResolutionState.PENDING.value, ResolutionState.RUNNING.value])
    return of_agenda(
        judged(
            or_(and_(done, task.c.done_on > due), and_(open_, due < the_day())),
            or_(
                and_(done, task.c.done_on <= due),
                and_(open_, due >= the_day()),
                state == ResolutionState.STOPPED,
            ),
        ),
        state.label("state"),
        due.label("due_on"),
        task.c.done_on.label("done_on"),
        flag(task.c.id.is_not(None)).label("followed"),
        part=case(
            (task.c.position.is_not(None), literal("/决议").concat(task.c.position)), else_=literal("")
        ),
        joins=((task, task.c.agenda_item_id == AGENDA_ITEM.c.id),),
    ).where(may_decide(MEETING), or_(task.c.id.is_not(None), AGENDA_ITEM.c.outcome == Outcome.PASSED))


def _say_unfollowed(row: Any) -> str:
    return counted(
        row,
        "决议应在期限内落实",
        f"期限 {row.due_on}，"
        + (
            f"{row.done_on} 完成" if row.done_on and row.state == ResolutionState.DONE else f"至今{row.state}"
        ),
        (not row.followed, "通过的事项没有登记决议的承办和期限"),
        (row.state is None, "没有登记落实状态"),
        (row.due_on is None, "没有登记完成期限"),
        (row.done_on is None, "登记为已完成，没有写完成日期"),
    )


MTG030 = Rule(
    code="MTG030",
    name="resolution-overdue",
    title="决议逾期没有落实",
    severity=Severity.WARNING,
    cites=(Citation("R-ZJ-03", "诸暨", "有效制权"),),
    limits=(),
    explanation=(
        "逐项检查决议是否在期限内完成；终止的不算逾期。通过的事项没有登记决议，"
        "或决议没有写落实状态、完成期限、完成日期时，答“无法判断”。"
    ),
    advice="督办并登记进展：powerctl resolution progress；完成的登记：powerctl resolution done",
    question=_unfollowed,
    say=_say_unfollowed,
    repeats=topic_twice,
)


def _unevaluated() -> Select[Any]:
    start = AGENDA_ITEM.c.executed_on
    most, most_on = limit_then(_EVALUATION, MEETING.c.unit_id, start)
    of_resolutions = select(
        RESOLUTION.c.agenda_item_id, RESOLUTION.c.evaluated_on.label("evaluated_on")
    ).where(RESOLUTION.c.evaluated_on.is_not(None))
    its_item = AGENDA_ITEM.alias("evaluated_item")
    of_steps = select(its_item.c.id, STEP.c.done_on).where(
        STEP.c.topic_id == its_item.c.topic_id,
        STEP.c.stage == DecisionStage.EVALUATION,
        STEP.c.done_on.is_not(None),
    )
    every = union_all(of_resolutions, of_steps).subquery("every_evaluation")
    evaluated = (
        select(every.c.agenda_item_id, func.min(every.c.evaluated_on).label("first"))
        .group_by(every.c.agenda_item_id)
        .cte("evaluations")
    )
    due = months_after(start, most.c.numerator)
    return of_agenda(
        judged(
            and_(due < the_day(), or_(evaluated.c.first.is_(None), evaluated.c.first > due)),
            and_(due < the_day(), evaluated.c.first <= due),
        ),
        start,
        evaluated.c.first,
        due.label("due"),
        most.c.words.label("most"),
        cited(most),
        joins=(OF_CATALOGUE, (most, most_on), (evaluated, evaluated.c.agenda_item_id == AGENDA_ITEM.c.id)),
    ).where(
        may_decide(MEETING),
        is_major_decision(),
        AGENDA_ITEM.c.outcome == Outcome.PASSED,
        or_(due.is_(None), due < the_day()),
    )


def _say_unevaluated(row: Any) -> str:
    wanted = (
        f"重大决策应在开始执行后 {row.most}内做事后评估（{source_of(row.cites)}）"
        if row.cites
        else "重大决策应做事后评估"
    )
    found = f"期限 {row.due}，" + (f"{row.first} 才评估" if row.first else "登记的评估 0 次")
    return counted(
        row,
        wanted,
        found,
        (row.executed_on is None, "没有登记开始执行日期"),
        (True, "事后评估的期限尚未设定"),
    )


MTG031 = Rule(
    code="MTG031",
    name="decision-not-evaluated",
    title="重大决策没有按期事后评估",
    severity=Severity.INFO,
    cites=(
        Citation("R-HY-03", "花垣", "二·一"),
        Citation("R-HY-03", "重大行政决策程序暂行条例（2019）", "第36条", "V"),
    ),
    limits=(_EVALUATION,),
    explanation=(
        "检查已通过的重大决策：从开始执行之日起满规定月数的，是否在期限内做了事后评估"
        "（决议的评估日期，或决策环节“事后评估”的完成日期）。未到期限的不查。"
        "没有登记开始执行日期、召开日期或会议类型时，答“无法判断”。"
    ),
    advice="组织评估并登记：powerctl resolution evaluate",
    question=_unevaluated,
    say=_say_unevaluated,
    repeats=topic_twice,
)
