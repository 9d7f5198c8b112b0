"""Meetings: called, corrected, followed up (R-XZ-05 … R-XZ-10).

None is judged here: an invalid meeting is stored like any other.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.meetings.attendance import add_member, same_roster, seat_leadership
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import find_meeting, person_in
from powerctl.areas.meetings.times import with_times
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Meeting
from powerctl.sheets.words import vocabulary

EDITABLE = (
    *("number", "name", "body", "held_on", "begun_at", "ended_at", "place", "chair_written"),
    *("recorder_written", "has_minutes", "minutes_number", "minutes_format", "signer_written"),
    *("signed_on", "issuer_written", "issued_on", "secrecy"),
    *("secrecy_authority", "secrecy_record", "secrecy_years", "distribution", "reported_up_on", "note"),
    *("entitled_count", "present_count"),
)
LINKS = ("chair",)
_TIMES = ("begun_at", "ended_at")


def new_meeting(
    session: Session,
    unit: str,
    *,
    held_on: str,
    entered_on: date,
    members: Sequence[str] = (),
    like: str = "",
    **more: str,
) -> tuple[Meeting, list[str]]:
    """Records a meeting held on a day, entered on another; its roster from posts, names or another meeting.

    Out: the meeting, and what is doubtful about its roster. Without `number` it gets the next of its
    year. Raises Refused for a number that is taken, and texts that cannot be read.
    """
    home = find_unit(session, unit)
    day = vocabulary.day(held_on)
    if day is None:
        raise Refused(f"“{held_on}”不是日期，要写成 2026-01-05 这样", hint="--on 写会议召开的日期")
    chair = more.pop("chair", "")
    number = more.pop("number", "").strip() or _free_number(session, number_of(home), day)
    _refuse_taken(session, number_of(home), number)
    texts = with_times({"held_on": held_on, **more}, _TIMES)
    meeting = Meeting(
        unit_id=number_of(home),
        number=number,
        entered_on=entered_on,
        **read_values(Meeting, texts, EDITABLE),
    )
    if chair.strip():
        meeting.chair_id = person_in(session, meeting.unit_id, chair)
        meeting.chair_written = meeting.chair_written or chair.strip().partition("#")[0]
    _refuse_wrong_times(meeting)
    session.add(meeting)
    session.flush()
    if members:
        for name in members:
            add_member(session, meeting, name)
        return meeting, []
    if like:
        same_roster(session, meeting, find_meeting(session, like, unit=home.code))
        return meeting, []
    return meeting, seat_leadership(session, meeting)


def edit_meeting(session: Session, meeting: Meeting, changes: Mapping[str, str]) -> list[Change]:
    """Changes a meeting that is not closed; the roster stays as it is. Out: before → after."""
    refuse_closed(meeting)
    texts = with_times(changes, _TIMES)
    if "number" in texts:
        number = needed(texts["number"], "会议编号")
        if number != meeting.number:
            _refuse_taken(session, meeting.unit_id, number)
    if "chair" in texts:
        texts.setdefault("chair_written", texts["chair"].partition("#")[0])
    links = {"chair": lambda text: person_in(session, meeting.unit_id, text)}
    done = edit(session, meeting, texts, EDITABLE, links)
    _refuse_wrong_times(meeting)
    for change in done:
        tell(session, meeting, f"{change.heading}：{change.before} → {change.after}")
    return done


def report_up(session: Session, meeting: Meeting, *, on: date) -> None:
    """Records when the outcome was reported upward (R-ZJ-03). Raises Refused for a day before the meeting."""
    if meeting.held_on is not None and on < meeting.held_on:
        raise Refused(f"上报日期 {on} 早于会议召开日期 {meeting.held_on}", hint="核对两个日期后重新输入")
    meeting.reported_up_on = on
    session.add(meeting)
    session.flush()


def _free_number(session: Session, unit_id: int, day: date) -> str:
    taken = set(session.exec(select(Meeting.number).where(Meeting.unit_id == unit_id)).all())
    count = 1
    while f"{day.year}-{count:02}" in taken:
        count += 1
    return f"{day.year}-{count:02}"


def _refuse_taken(session: Session, unit_id: int, number: str) -> None:
    query = select(Meeting.id).where(Meeting.unit_id == unit_id, Meeting.number == number)
    taken = session.exec(query).first()
    if taken is not None:
        raise Refused(f"本单位已有编号为“{number}”的会议", hint=f"powerctl meeting show {taken}")


def _refuse_wrong_times(meeting: Meeting) -> None:
    if meeting.begun_at and meeting.ended_at and meeting.ended_at < meeting.begun_at:
        raise Refused(
            f"结束时间 {meeting.ended_at} 早于开始时间 {meeting.begun_at}", hint="核对两个时间后重新输入"
        )
