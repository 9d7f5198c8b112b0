"""What was said on a topic, in its order; questions and answers (R-XZ-08, R-CC-01)."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values, shown
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import find_attendee, find_item, item_words
from powerctl.areas.meetings.topics import advance
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Attendance, Meeting, Question, Statement
from powerctl.terms import TopicState

EDITABLE = ("opinion", "reasons", "is_presentation", "is_after_vote")
LINKS = ("attendance",)


def speak(
    session: Session, meeting: Meeting, topic: str, name: str, *, before: int | None = None, **texts: str
) -> Statement:
    """Records a statement, last or before another one; whoever speaks twice has two.

    Raises Refused for somebody who is not on the list, and words that are no position.
    """
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    attendee = find_attendee(session, meeting, name)
    spoken = statements_of(session, item)
    place = len(spoken) + 1 if before is None else min(max(before, 1), len(spoken) + 1)
    statement = Statement(
        agenda_item_id=number_of(item),
        attendance_id=number_of(attendee),
        position=max((one.position for one in spoken), default=0) + 1,
        **{
            name: value
            for name, value in read_values(Statement, texts, EDITABLE).items()
            if value is not None
        },
    )
    session.add(statement)
    session.flush()
    if place <= len(spoken):
        _reorder(session, [*spoken[: place - 1], statement, *spoken[place - 1 :]])
    advance(session, about, TopicState.DISCUSSED)
    tell(session, meeting, f"{item_words(item, about)}：增加 {attendee.person_written} 的发言")
    return statement


def edit_statement(
    session: Session, meeting: Meeting, topic: str, position: int, changes: Mapping[str, str]
) -> list[Change]:
    """Corrects the statement at a place; `attendance` names who spoke. Out: before → after."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    statement = _at(session, meeting, item, position)
    texts = dict(changes)
    speaker = texts.pop("attendance", "").strip()
    done = edit(session, statement, texts, EDITABLE)
    if speaker:
        attendee = find_attendee(session, meeting, speaker)
        if attendee.id != statement.attendance_id:
            former = session.get(Attendance, statement.attendance_id)
            before = former.person_written if former else shown(None)
            statement.attendance_id = number_of(attendee)
            session.add(statement)
            session.flush()
            done.append(Change("attendance", "发言人", before, attendee.person_written))
    for change in done:
        tell(
            session,
            meeting,
            f"{item_words(item, about)}第 {position} 个发言"
            f"{change.heading}：{change.before} → {change.after}",
        )
    return done


def remove_statement(session: Session, meeting: Meeting, topic: str, position: int) -> None:
    """Takes out a statement that was recorded by mistake; the others close up."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    statement = _at(session, meeting, item, position)
    session.delete(statement)
    session.flush()
    _reorder(session, statements_of(session, item))
    tell(session, meeting, f"{item_words(item, about)}：去掉第 {position} 个发言")


def statements_of(session: Session, item: AgendaItem) -> list[Statement]:
    """The statements on an item, in their order."""
    query = select(Statement).where(Statement.agenda_item_id == item.id)
    return list(session.exec(query.order_by(col(Statement.position))).all())


def ask(session: Session, meeting: Meeting, topic: str, text: str, *, by: str = "") -> Question:
    """Records a question raised on a topic, not answered so far."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    question = Question(
        agenda_item_id=number_of(item), asked_by_written=by.strip() or None, text=needed(text, "问题")
    )
    session.add(question)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}：增加提问 {question.id}")
    return question


def answer(
    session: Session, meeting: Meeting, number: int, text: str, *, is_clear: bool | None = None
) -> Question:
    """Records the answer to a question, and whether it settled it. Raises Refused for another meeting's."""
    refuse_closed(meeting)
    question = find_question(session, meeting, number)
    question.answer = text.strip() or question.answer
    question.is_clear = question.is_clear if is_clear is None else is_clear
    session.add(question)
    session.flush()
    tell(session, meeting, f"答复提问 {number}")
    return question


def remove_question(session: Session, meeting: Meeting, number: int) -> None:
    """Takes out a question that was recorded by mistake."""
    refuse_closed(meeting)
    session.delete(find_question(session, meeting, number))
    session.flush()
    tell(session, meeting, f"去掉提问 {number}")


def find_question(session: Session, meeting: Meeting, number: int) -> Question:
    """A question raised at a meeting. Raises Refused, with the numbers that are."""
    query = select(Question).join(AgendaItem, col(Question.agenda_item_id) == col(AgendaItem.id))
    asked = session.exec(query.where(AgendaItem.meeting_id == meeting.id).order_by(col(Question.id))).all()
    for question in asked:
        if question.id == number:
            return question
    known = "；".join(f"{one.id} {one.text}" for one in asked[:6]) or "没有登记提问"
    raise Refused(
        f"会议 {meeting.number} 没有编号为 {number} 的提问；{known}",
        hint=f"powerctl meeting show {meeting.id}",
    )


def _at(session: Session, meeting: Meeting, item: AgendaItem, position: int) -> Statement:
    spoken = statements_of(session, item)
    for statement in spoken:
        if statement.position == position:
            return statement
    raise Refused(
        f"第 {item.position} 项共有 {len(spoken)} 个发言，没有第 {position} 个",
        hint=f"powerctl meeting show {meeting.id}",
    )


def _reorder(session: Session, statements: list[Statement]) -> None:
    """Numbers statements from 1; in two steps, since no two may share a place."""
    beyond = max((one.position for one in statements), default=0) + len(statements)
    for shift in (beyond, 0):
        for place, one in enumerate(statements, start=1):
            one.position = place + shift
            session.add(one)
        session.flush()
