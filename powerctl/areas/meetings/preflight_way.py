"""Before the day, how a topic came to the meeting: stages of a major decision, talks with members, questions
still open from meetings before, opinions in writing of members who will be away (R-HY-03, R-XZ-08, R-CC-01).

Each answer is a conclusion, what it is about, a sentence, and what to do; as MTG018, MTG019, MTG034 and
MTG035 judge it afterwards.
"""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from powerctl.areas.meetings.ballot_needs import why_balloted
from powerctl.areas.meetings.preflight_topics import Answer
from powerctl.areas.meetings.sitting import Item, Sitting
from powerctl.areas.meetings.verdicts import DayLimits
from powerctl.limits.calendar import working_days_between
from powerctl.model import AgendaItem, Consultation, Meeting, ProcedureStep, Question
from powerctl.terms import (
    HEAD_DECIDES,
    SCREENING_BODIES,
    AttendanceState,
    DecisionStage,
    MajorMatter,
    MemberRole,
)

_TROUBLE, _UNKNOWN, _CARE, _READY = "会出问题", "无法判断", "须留意", "已具备"
_AWAY = (AttendanceState.ON_LEAVE, AttendanceState.ABSENT)
_COMMENT, _REVIEW = "decision.public_comment_days", "decision.legality_review_working_days"
BEFORE = tuple(stage for stage in DecisionStage if stage.value not in ("集体讨论决定", "事后评估"))
"""The stages that a major decision goes through before the meeting."""


def look_at_way(session: Session, sitting: Sitting, item: Item, limits: DayLimits) -> Iterator[Answer]:
    """What a topic's way to the meeting says of it. Reads only."""
    yield from _open_questions(session, sitting, item)
    if sitting.meeting.body in SCREENING_BODIES:
        return
    yield from _stages(session, sitting, item, limits)
    yield from _talks(session, sitting, item)
    yield from _written(sitting, item)


def matter_of(item: Item) -> MajorMatter | None:
    """Which of 四重一大 a topic is, of its own or by its line in the catalogue."""
    return item.topic.matter or (item.catalogue.matter if item.catalogue else None)


def _open_questions(session: Session, sitting: Sitting, item: Item) -> Iterator[Answer]:
    """Questions on the topic at meetings before this one that were not answered clearly."""
    asked = session.exec(
        select(Question, Meeting)
        .join(AgendaItem, col(AgendaItem.id) == col(Question.agenda_item_id))
        .join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id))
        .where(AgendaItem.topic_id == item.topic.id, AgendaItem.id != item.agenda.id)
        .order_by(col(Meeting.held_on), col(Question.id))
    ).all()
    held = sitting.meeting.held_on
    for question, meeting in asked:
        if question.is_clear or (held and meeting.held_on and meeting.held_on > held):
            continue
        hint = f"powerctl meeting answer {meeting.id} {question.id} 答复 --clear"
        if meeting.closed_at is not None:
            hint = f"powerctl meeting reopen {meeting.id} --reason 补记答复"
        where = f"会议 {meeting.number} 的提问“{question.text}”"
        if question.answer and question.is_clear is None:
            yield _UNKNOWN, "提问", f"{where}已有答复，没有登记是否答清", hint
        elif question.answer:
            yield _TROUBLE, "提问", f"{where}没有答清，应当先答清再表决", hint
        else:
            yield _TROUBLE, "提问", f"{where}还没有答复，应当先答清再表决", hint
    for question in item.questions:
        if not question.is_clear:
            hint = f"powerctl meeting answer {sitting.meeting.id} {question.id} 答复 --clear"
            yield _CARE, "提问", f"已登记的提问“{question.text}”还没有答清，没有答清的应当暂缓表决", hint


def _stages(session: Session, sitting: Sitting, item: Item, limits: DayLimits) -> Iterator[Answer]:
    """The stages before the meeting: done in order and in time, or left out for a reason."""
    if matter_of(item) is not MajorMatter.DECISION:
        return
    about, record = "决策环节", f"powerctl topic step {item.topic.number} 环节 --done 日期"
    found = session.exec(select(ProcedureStep).where(ProcedureStep.topic_id == item.topic.id)).all()
    if not found:
        names = "、".join(stage.value for stage in BEFORE)
        yield _UNKNOWN, about, f"重大决策没有登记任何环节（会前应有 {names}）", record
        return
    steps = {step.stage: step for step in found}
    answers = [*_missing(steps), *_order(sitting, steps), *_long_enough(sitting, steps, limits)]
    for look, text in answers:
        yield look, about, text, record
    if not answers:
        excused = sum(bool(_reason(steps[stage])) for stage in BEFORE)
        told = f"，其中未履行而有理由 {excused} 个" if excused else ""
        yield _READY, about, f"会前 {len(BEFORE)} 个环节都有登记{told}", ""


def _reason(step: ProcedureStep) -> str:
    return (step.missing_reason or "").strip()


def _missing(steps: dict[DecisionStage, ProcedureStep]) -> Iterator[tuple[str, str]]:
    absent = [stage.value for stage in BEFORE if stage not in steps]
    if absent:
        yield _TROUBLE, f"既未履行也未说明理由的环节 {len(absent)} 个：{'、'.join(absent)}"
    unclear = [
        stage.value
        for stage in BEFORE
        if stage in steps and steps[stage].done_on is None and not _reason(steps[stage])
    ]
    if unclear:
        yield _UNKNOWN, f"{'、'.join(unclear)}没有写完成日期，也没有说明理由，不知是否完成"
    review = steps.get(DecisionStage.LEGALITY)
    if review and review.done_on is None and _reason(review):
        yield _CARE, f"合法性审查未履行（{_reason(review)}）；政府重大决策未经审查的不得提交讨论"


def _order(sitting: Sitting, steps: dict[DecisionStage, ProcedureStep]) -> Iterator[tuple[str, str]]:
    held = sitting.meeting.held_on
    done = [
        (stage, day)
        for stage in BEFORE
        if stage in steps and not _reason(steps[stage]) and (day := steps[stage].done_on)
    ]
    if held and (late := [f"{stage.value}（{day}）" for stage, day in done if day > held]):
        yield _TROUBLE, f"{'、'.join(late)}的完成日期晚于开会日期 {held}"
    for at, (stage, day) in enumerate(done):
        if sooner := [later for later, other in done[at + 1 :] if other < day]:
            yield _TROUBLE, f"{sooner[0].value}完成在{stage.value}（{day}）之前，环节先后颠倒"
            return


def _long_enough(
    sitting: Sitting, steps: dict[DecisionStage, ProcedureStep], limits: DayLimits
) -> Iterator[tuple[str, str]]:
    """How long a government's public comment and legality review took, by the limits of the day."""
    if sitting.meeting.body not in HEAD_DECIDES:
        return
    comment, review = steps.get(DecisionStage.PUBLIC), steps.get(DecisionStage.LEGALITY)
    least = limits.quantity(_COMMENT, sitting)
    if comment and not _reason(comment) and least and comment.begun_on and comment.done_on:
        days = (comment.done_on - comment.begun_on).days
        if days < least.numerator:
            yield _TROUBLE, _too_short("公开征求意见", days, least.numerator, "天")
    least = limits.quantity(_REVIEW, sitting)
    if review and not _reason(review) and least and review.begun_on and review.done_on:
        counted = working_days_between(review.begun_on, review.done_on)
        if counted is None:
            yield _UNKNOWN, "合法性审查的起止日期不在已知的工作日历之内，工作日是否够无法判断"
        elif counted < least.numerator:
            yield _TROUBLE, _too_short("合法性审查", counted, least.numerator, "个工作日")


def _too_short(stage: str, days: int, least: int, unit: str) -> str:
    return f"{stage}只有 {days} {unit}，不少于 {least} {unit}，差 {least - days}"


def _talks(session: Session, sitting: Sitting, item: Item) -> Iterator[Answer]:
    """Talks with members before a matter of 四重一大; who was talked to is told."""
    if matter_of(item) is None:
        return
    held = sitting.meeting.held_on
    record = f"powerctl topic consult {item.topic.number} 姓名 --on 日期"
    talks = session.exec(select(Consultation).where(Consultation.topic_id == item.topic.id)).all()
    in_time = [one for one in talks if one.held_on and (held is None or one.held_on <= held)]
    if in_time:
        names = "、".join(dict.fromkeys(one.person_written or "未写姓名的人" for one in in_time))
        yield _READY, "个别酝酿", f"已与{names}酝酿", ""
    elif any(one.held_on is None for one in talks):
        yield _UNKNOWN, "个别酝酿", "酝酿记录没有写日期，是否在会前无法判断", record
    elif talks:
        yield _TROUBLE, "个别酝酿", f"登记的酝酿都在开会日期 {held} 以后", record
    else:
        yield _CARE, "个别酝酿", "四重一大议题会前应个别酝酿，还没有登记", record


def _written(sitting: Sitting, item: Item) -> Iterator[Answer]:
    """Members who will be away and whose opinion is, or is not, on record; it is no vote."""
    recused = {one.attendance_id for one in item.recusals}
    away = [one for one in sitting.names(MemberRole.ENTITLED) if one.state in _AWAY and one.id not in recused]
    # Nobody's opinion is asked for in writing where a ballot keeps it secret.
    if not away or why_balloted(item):
        return
    sent = {vote.attendance_id for one in item.named for vote in one.votes if vote.is_written}
    sent |= {one.attendance_id for one in item.statements}
    there = [one.person_written for one in away if one.id in sent]
    without = [one.person_written for one in away if one.id not in sent]
    if there:
        yield _READY, "书面意见", f"不到会的{'、'.join(there)}已有意见登记；会上宣读，不计票", ""
    if without:
        text = f"不到会的{'、'.join(without)}没有登记书面意见；可以送书面意见，会上宣读，不计票"
        hint = (
            f"powerctl meeting vote {sitting.meeting.id} {item.agenda.position} {without[0]} 意见 --written"
        )
        yield _CARE, "书面意见", text, hint
