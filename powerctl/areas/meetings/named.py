"""What a clerk means: a meeting, a topic, an item of an agenda, one of those who were there."""

import re
from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import Session, col, select

from powerctl.areas.edits import number_of, typed_number
from powerctl.areas.identity import normal
from powerctl.areas.organization.directory import People
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Attendance, Meeting, Topic, Unit

_Record = TypeVar("_Record", Meeting, Topic)
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")


def find_meeting(session: Session, text: str, *, unit: str = "") -> Meeting:
    """The meeting of a number as its unit counts, or of a row. Raises Refused for none or several."""
    query = select(Meeting).where(Meeting.number == text.strip())
    if unit:
        query = query.where(Meeting.unit_id == number_of(find_unit(session, unit)))
    return _one(session, session.exec(query).all(), Meeting, text, "会议", "meeting")


def find_topic(session: Session, text: str, *, unit: str = "") -> Topic:
    """The topic of a number as its unit counts, of a row, or of a title. Raises Refused."""
    wanted = text.strip()
    query = select(Topic)
    if unit:
        query = query.where(Topic.unit_id == number_of(find_unit(session, unit)))
    for column in (col(Topic.number), col(Topic.title)):
        if found := session.exec(query.where(column == wanted)).all():
            return _one(session, found, Topic, text, "议题", "topic")
    return _one(session, [], Topic, text, "议题", "topic")


def _one(
    session: Session,
    found: Sequence[_Record],
    table: type[_Record],
    text: str,
    what: str,
    command: str,
) -> _Record:
    number = typed_number(text.strip())
    by_row: _Record | None = session.get(table, number) if number is not None else None
    meant: dict[int, _Record] = {number_of(one): one for one in found}
    if by_row is not None:
        meant[number_of(by_row)] = by_row
    if len(meant) == 1:
        return next(iter(meant.values()))
    if meant:
        listed = "；".join(f"{row} {unit_of(session, record).name}" for row, record in meant.items())
        raise Refused(f"“{text}”可指几条{what}：{listed}；请写编号", hint=f"powerctl {command} list")
    raise Refused(f"没有编号为“{text}”的{what}", hint=f"powerctl {command} list")


def unit_of(session: Session, record: Meeting | Topic) -> Unit:
    """The unit of a meeting or topic."""
    unit = session.get(Unit, record.unit_id)
    if unit is None:
        raise Refused(f"编号为 {record.unit_id} 的单位不在文件中", hint="powerctl doctor")
    return unit


def agenda_of(session: Session, meeting: Meeting) -> list[tuple[AgendaItem, Topic]]:
    """The items of a meeting in their order, with their topics."""
    query = select(AgendaItem, Topic).join(Topic, col(AgendaItem.topic_id) == col(Topic.id))
    query = query.where(AgendaItem.meeting_id == meeting.id).order_by(col(AgendaItem.position))
    return [(item, topic) for item, topic in session.exec(query).all()]


def find_item(session: Session, meeting: Meeting, text: str) -> tuple[AgendaItem, Topic]:
    """The item that is meant by its place (`2`, `第2项`), its topic's number, or its title or part of it.

    Raises Refused, with the agenda.
    """
    agenda = agenda_of(session, meeting)
    wanted = normal(text)
    place = re.fullmatch(r"(?:第|议题)?(\d{1,4})(?:项)?", wanted)
    exact = [
        pair
        for pair in agenda
        if (place and pair[0].position == int(place[1]))
        or wanted in (normal(pair[1].number), normal(pair[1].title))
    ]
    found = exact or [pair for pair in agenda if wanted and wanted in normal(pair[1].title)]
    if len(found) == 1:
        return found[0]
    called = f"会议 {meeting.number} "
    if not agenda:
        raise Refused(f"{called}还没有列入议题", hint=f"powerctl meeting agenda {meeting.id} 议题编号")
    listed = "；".join(item_words(*pair) for pair in (found or agenda)[:8])
    said = "可指几项" if found else "不在议程之中"
    raise Refused(f"{called}的议题，“{text}”{said}：{listed}", hint=f"powerctl meeting show {meeting.id}")


def item_words(item: AgendaItem, topic: Topic) -> str:
    """`第 2 项 关于……的议题`."""
    return f"第 {item.position} 项 {topic.title}"


def roster_of(session: Session, meeting: Meeting) -> list[Attendance]:
    """Everybody on the list of a meeting, in order."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return list(session.exec(query.order_by(col(Attendance.position))).all())


def find_attendee(session: Session, meeting: Meeting, text: str) -> Attendance:
    """The one of a meeting's list who is meant by name, by post, or by place on the list (`#3`).

    Raises Refused, with the names.
    """
    roster, wanted = roster_of(session, meeting), normal(text)
    place = re.fullmatch(r"#(\d{1,4})", wanted)
    for fits in (
        [one for one in roster if place and one.position == int(place[1])],
        [one for one in roster if normal(one.person_written) == wanted],
        [one for one in roster if wanted and normal(one.post_written or "") == wanted],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            listed = "、".join(f"#{one.position} {one.person_written}" for one in fits)
            raise Refused(
                f"会议 {meeting.number} 的名单上“{text}”有 {len(fits)} 人：{listed}；请写 #排序",
                hint=f"powerctl meeting show {meeting.id}",
            )
    names = "、".join(one.person_written for one in roster[:20])
    known = f"；名单：{names}" if names else "，名单还是空的"
    raise Refused(
        f"会议 {meeting.number} 的名单上没有“{text}”{known}",
        hint=f"powerctl meeting member {meeting.id} {text}",
    )


def split_names(text: str) -> list[str]:
    """Names as they are typed in a row: 甲、乙, or 甲,乙."""
    return list(dict.fromkeys(name for name in _BETWEEN_NAMES.split(text.strip()) if name))


def person_in(session: Session, unit_id: int, name: str) -> int | None:
    """The person of the unit who is meant by 姓名 or 姓名#人员编号, where exactly one fits."""
    written, _, number = name.strip().partition("#")
    found = People.of(session).find(unit_id, written, number)
    return found[0] if len(found) == 1 else None
