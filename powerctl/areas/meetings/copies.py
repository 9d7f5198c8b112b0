"""Minutes signed and issued; their numbered copies: handed out, taken back, still out (R-XZ-10)."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, number_of
from powerctl.errors import Refused
from powerctl.model import Meeting, MinutesCopy

ISSUING = ("signer_written", "signed_on", "issuer_written", "issued_on")


def issue_minutes(session: Session, meeting: Meeting, texts: Mapping[str, str]) -> list[Change]:
    """Who signed and issued the minutes, on which days. This follows a meeting, so a closed one takes it.

    Raises Refused for days that lie before the meeting, and an issue before the signature.
    """
    changes = edit(session, meeting, texts, ISSUING)
    days = ("召开日期", meeting.held_on), ("签发日期", meeting.signed_on), ("印发日期", meeting.issued_on)
    known = [(heading, day) for heading, day in days if day is not None]
    for (before, first), (after, second) in pairwise(known):
        if second < first:
            raise Refused(f"{after} {second} 早于{before} {first}", hint="核对两个日期后重新输入")
    return changes


def hand_out(
    session: Session, meeting: Meeting, recipients: Sequence[str], *, on: date, first: int | None = None
) -> list[MinutesCopy]:
    """Hands one copy to each recipient, numbered on from the last one or from `first`.

    Raises Refused for a number that is handed out already, and a day before the meeting.
    """
    if meeting.held_on is not None and on < meeting.held_on:
        raise Refused(f"发出日期 {on} 早于会议召开日期 {meeting.held_on}", hint="核对两个日期后重新输入")
    known = {copy.number: copy for copy in copies_of(session, meeting)}
    start = max(known, default=0) + 1 if first is None else first
    handed = []
    for number, recipient in enumerate(recipients, start=start):
        if number in known:
            holder = known[number].recipient_written or "未写姓名的人"
            raise Refused(
                f"会议 {meeting.number} 的纪要第 {number} 号已发给“{holder}”",
                hint=f"powerctl meeting copies {meeting.id}",
            )
        copy = MinutesCopy(
            meeting_id=number_of(meeting), number=number, recipient_written=recipient, handed_on=on
        )
        session.add(copy)
        handed.append(copy)
    session.flush()
    return handed


def take_back(session: Session, meeting: Meeting, numbers: Sequence[int], *, on: date) -> list[MinutesCopy]:
    """Takes copies back on a day; no number at all means all that are out. Out: those taken back.

    Raises Refused for a copy that does not exist, was never handed out by then, or is back already.
    """
    known = {copy.number: copy for copy in copies_of(session, meeting)}
    meant = list(numbers) or [number for number, copy in known.items() if copy.recalled_on is None]
    if not meant:
        raise Refused(f"会议 {meeting.number} 没有在外的纪要", hint=f"powerctl meeting copies {meeting.id}")
    back = []
    for number in meant:
        copy = known.get(number)
        if copy is None:
            raise Refused(
                f"会议 {meeting.number} 的纪要没有第 {number} 号",
                hint=f"powerctl meeting copies {meeting.id}",
            )
        if copy.recalled_on is not None:
            raise Refused(
                f"纪要第 {number} 号已于 {copy.recalled_on} 收回",
                hint=f"powerctl meeting copies {meeting.id}",
            )
        if copy.handed_on is not None and on < copy.handed_on:
            raise Refused(
                f"纪要第 {number} 号收回日期 {on} 早于发出日期 {copy.handed_on}",
                hint="核对两个日期后重新输入",
            )
        copy.recalled_on = on
        session.add(copy)
        back.append(copy)
    session.flush()
    return back


def copies_of(session: Session, meeting: Meeting) -> list[MinutesCopy]:
    """The copies of a meeting's minutes by their numbers."""
    query = select(MinutesCopy).where(MinutesCopy.meeting_id == meeting.id)
    return list(session.exec(query.order_by(col(MinutesCopy.number))).all())
