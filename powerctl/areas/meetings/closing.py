"""A meeting is closed when its record is whole; what changes later has a reason and stands on a list.

R-XZ-10. Reports upward, copies of the minutes, resolutions and inspections follow a meeting: they are
no changes of its record.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from powerctl.areas.edits import needed, number_of
from powerctl.areas.meetings.named import agenda_of
from powerctl.errors import Refused
from powerctl.model import Meeting, MeetingReopening


def refuse_closed(meeting: Meeting) -> None:
    """Raises Refused for a meeting that is closed."""
    if meeting.closed_at is not None:
        raise Refused(
            f"会议 {meeting.number} 已于 {meeting.closed_at:%Y-%m-%d %H:%M} 办结，不能直接改",
            hint=f"powerctl meeting reopen {meeting.id} --reason 理由",
        )


def tell(session: Session, meeting: Meeting, words: str) -> None:
    """Puts a change on the list of the reopening it belongs to; an open meeting that never was closed
    has no list. The words never hold a count of a secret ballot."""
    current = _current(session, meeting)
    if current is not None:
        current.changes = "；".join(part for part in (current.changes, words) if part)
        session.add(current)
        session.flush()


def close_meeting(session: Session, meeting: Meeting, *, now: datetime) -> list[str]:
    """Closes a meeting. Out: what is still missing, in sentences; it is closed all the same.

    Raises Refused when it is closed already.
    """
    if meeting.closed_at is not None:
        refuse_closed(meeting)
    current = _current(session, meeting)
    meeting.closed_at = now
    if current is not None:
        current.closed_at = now
        session.add(current)
    session.add(meeting)
    session.flush()
    return _missing(session, meeting)


def reopen_meeting(session: Session, meeting: Meeting, *, reason: str, now: datetime) -> MeetingReopening:
    """Opens a closed meeting for changes, for a reason. Raises Refused when it is open."""
    reason = needed(reason, "改动理由")
    if meeting.closed_at is None:
        raise Refused(
            f"会议 {meeting.number} 没有办结，可以直接改", hint=f"powerctl meeting edit {meeting.id} --help"
        )
    opened = _reopening(session, meeting, reason, now)
    meeting.closed_at = None
    session.add(meeting)
    session.flush()
    return opened


def mark_invalid(session: Session, meeting: Meeting, *, reason: str, now: datetime) -> None:
    """Marks a meeting as invalid, for a reason; it stays as it is recorded.

    An empty reason takes the mark away. On a closed meeting the mark stands on the list of changes.
    """
    said = f"标注无效：{reason.strip()}" if reason.strip() else "取消无效标注"
    if not reason.strip() and meeting.invalid_reason is None:
        raise Refused(f"会议 {meeting.number} 没有标注无效", hint=f"powerctl meeting show {meeting.id}")
    meeting.invalid_reason = reason.strip() or None
    session.add(meeting)
    if meeting.closed_at is not None:
        entry = _reopening(session, meeting, said, now)
        entry.changes, entry.closed_at = said, now
        session.add(entry)
    else:
        tell(session, meeting, said)
    session.flush()


def _current(session: Session, meeting: Meeting) -> MeetingReopening | None:
    query = select(MeetingReopening).where(
        MeetingReopening.meeting_id == meeting.id, col(MeetingReopening.closed_at).is_(None)
    )
    return session.exec(query.order_by(col(MeetingReopening.position).desc())).first()


def _reopening(session: Session, meeting: Meeting, reason: str, now: datetime) -> MeetingReopening:
    taken = session.exec(
        select(MeetingReopening.position).where(MeetingReopening.meeting_id == meeting.id)
    ).all()
    opened = MeetingReopening(
        meeting_id=number_of(meeting),
        position=max(taken, default=0) + 1,
        closed_before=meeting.closed_at,
        opened_at=now,
        opened_by=str(session.info.get("actor") or "") or None,
        reason=reason,
    )
    session.add(opened)
    session.flush()
    return opened


def _missing(session: Session, meeting: Meeting) -> list[str]:
    agenda = agenda_of(session, meeting)
    if not agenda:
        return ["没有登记议题"]
    without = [str(item.position) for item, _ in agenda if item.outcome is None]
    found = [f"第 {'、'.join(without)} 项没有登记结果"] if without else []
    return found + (["没有写是否有会议纪要"] if meeting.has_minutes is None else [])
