"""Who was to come, who came, who sat in, who stepped aside (R-XZ-07, R-CC-01).

The roster of a meeting is taken from the posts held on its day, and can be corrected: it is a record of
its own, and a later change of posts does not touch it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from powerctl.areas.edits import Change, edit, needed, number_of
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import (
    find_attendee,
    find_item,
    item_words,
    person_in,
    roster_of,
)
from powerctl.errors import Refused
from powerctl.model import Attendance, Meeting, NamedVote, Person, Post, Recusal, Statement, Tenure
from powerctl.terms import SCREENING_BODIES, AttendanceState, BodyKind, MemberRole

EDITABLE = (
    *("person_written", "post_written", "role", "state", "is_head", "reason", "noticed_on"),
    "invited_as",
)


@dataclass(slots=True)
class Holder:
    """One person with the posts held on a day; whether one of them is the head's, where that is known."""

    person_id: int
    name: str
    titles: list[str]
    is_head: bool | None


def seat_leadership(session: Session, meeting: Meeting) -> list[str]:
    """Fills an empty roster with those who hold a leadership post of the unit on the day of the meeting.

    Out: what is doubtful, in sentences. A plenum's members hold no posts that say so: its roster is
    left to be typed.
    """
    if meeting.held_on is None or meeting.body is BodyKind.PLENUM:
        return [f"应到成员没有自动列入，请逐个登记：powerctl meeting member {meeting.id} 姓名"]
    holders, notes = holders_on(session, meeting.unit_id, meeting.held_on)
    if meeting.body in SCREENING_BODIES:
        holders = [one for one in holders if any("书记" in title for title in one.titles)]
        notes.append("书记办公会、书记专题会只列入了职务中有“书记”的人，请核对")
    for position, one in enumerate(holders, start=1):
        session.add(
            Attendance(
                meeting_id=number_of(meeting),
                position=position,
                person_id=one.person_id,
                person_written=one.name,
                post_written="、".join(one.titles) or None,
                role=MemberRole.ENTITLED,
                is_head=one.is_head,
            )
        )
    session.flush()
    if not holders:
        notes.append(
            f"没有找到 {meeting.held_on} 在任的班子成员，请逐个登记："
            f"powerctl meeting member {meeting.id} 姓名"
        )
    return notes


def holders_on(session: Session, unit_id: int, day: date) -> tuple[list[Holder], list[str]]:
    """Who holds a leadership post of a unit on a day, heads first, and what is doubtful about it."""
    query = (
        select(Person, Post, Tenure)
        .join(Tenure, col(Tenure.person_id) == col(Person.id))
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(
            Post.unit_id == unit_id,
            or_(col(Tenure.valid_from).is_(None), col(Tenure.valid_from) <= day),
            or_(col(Tenure.valid_to).is_(None), col(Tenure.valid_to) >= day),
        )
        .order_by(col(Post.id), col(Tenure.id))
    )
    found: dict[int, Holder] = {}
    notes: list[str] = []
    for person, post, tenure in session.exec(query).all():
        if post.is_leadership is None and not post.is_head:
            notes.append(f"职务“{post.title}”没有写是否班子成员，“{person.name}”未列入")
        elif post.is_leadership or post.is_head:
            one = found.setdefault(number_of(person), Holder(number_of(person), person.name, [], False))
            if post.title not in one.titles:
                one.titles.append(post.title)
            one.is_head = _either(one.is_head, post.is_head)
            if tenure.valid_from is None:
                notes.append(f"“{person.name}”任“{post.title}”的任职日期未填，已列入，请核对")
    listed = {one.name for one in found.values()}
    kept = [
        note
        for note in notes
        if not (note.endswith("未列入") and note.split("“")[-1].split("”")[0] in listed)
    ]
    return sorted(found.values(), key=lambda one: one.is_head is not True), kept


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def same_roster(session: Session, meeting: Meeting, earlier: Meeting) -> int:
    """Copies the entitled members of an earlier meeting, without their attendance. Out: how many."""
    members = [one for one in roster_of(session, earlier) if one.role is not MemberRole.OBSERVER]
    for position, one in enumerate(members, start=1):
        session.add(
            Attendance(
                meeting_id=number_of(meeting),
                position=position,
                person_id=one.person_id,
                person_written=one.person_written,
                post_written=one.post_written,
                role=one.role,
                is_head=one.is_head,
            )
        )
    session.flush()
    return len(members)


def add_member(
    session: Session,
    meeting: Meeting,
    name: str,
    *,
    role: MemberRole = MemberRole.ENTITLED,
    post: str = "",
    is_head: bool | None = None,
    state: AttendanceState | None = None,
    invited_as: str = "",
) -> Attendance:
    """Adds somebody to the list of a meeting: an entitled member or an observer.

    The name may be 姓名#人员编号; who is known in the unit is linked, with posts and whether head as of
    the day. Raises Refused for somebody who is on the list already.
    """
    refuse_closed(meeting)
    written = needed(name, "姓名")
    known = person_in(session, meeting.unit_id, written)
    shown, roster = written.partition("#")[0], roster_of(session, meeting)
    for one in roster:
        same = one.person_written == shown if known is None else one.person_id == known
        if same:
            standing = one.role.value if one.role else "身份未填"
            raise Refused(
                f"“{shown}”已在会议 {meeting.number} 的名单上（{standing}）",
                hint=f"powerctl meeting seat {meeting.id} {shown} --set 到会身份={role.value}",
            )
    held = _held(session, meeting, known)
    attendee = Attendance(
        meeting_id=number_of(meeting),
        position=max((one.position for one in roster), default=0) + 1,
        person_id=known,
        person_written=shown,
        post_written=post.strip() or ("、".join(held.titles) if held else "") or None,
        role=role,
        state=state,
        is_head=held.is_head if is_head is None and held else is_head,
        invited_as=invited_as.strip() or None,
    )
    session.add(attendee)
    session.flush()
    tell(session, meeting, f"名单增加{role.value} {shown}")
    return attendee


def _held(session: Session, meeting: Meeting, person_id: int | None) -> Holder | None:
    if person_id is None or meeting.held_on is None:
        return None
    holders, _ = holders_on(session, meeting.unit_id, meeting.held_on)
    return next((one for one in holders if one.person_id == person_id), None)


def strike(session: Session, meeting: Meeting, name: str) -> Attendance:
    """Takes somebody off the list who should never have been on it.

    Raises Refused where statements, votes or recusals of that person are recorded.
    """
    refuse_closed(meeting)
    attendee = find_attendee(session, meeting, name)
    for table, what in ((Statement, "发言"), (NamedVote, "记名票"), (Recusal, "回避")):
        if session.exec(select(table.id).where(table.attendance_id == attendee.id)).first() is not None:
            raise Refused(
                f"“{attendee.person_written}”在会议 {meeting.number} 有{what}记录，不能从名单去掉",
                hint=f"powerctl meeting seat {meeting.id} {attendee.person_written} --set 到会身份=列席",
            )
    session.delete(attendee)
    session.flush()
    tell(session, meeting, f"名单去掉 {attendee.person_written}")
    return attendee


def set_state(
    session: Session,
    meeting: Meeting,
    names: Sequence[str],
    state: AttendanceState,
    *,
    reason: str = "",
) -> list[Attendance]:
    """Records who came, asked leave or stayed away; no name at all means every member still open.

    Out: those whose record changed. Raises Refused for a name that is not on the list.
    """
    refuse_closed(meeting)
    if names:
        meant = [find_attendee(session, meeting, name) for name in names]
    else:
        everybody = roster_of(session, meeting)
        meant = [one for one in everybody if one.role is not MemberRole.OBSERVER and one.state is None]
    changed = []
    for one in meant:
        why = None if state is AttendanceState.PRESENT else reason.strip() or one.reason
        if (one.state, one.reason) != (state, why):
            before = one.state.value if one.state else "空"
            one.state, one.reason = state, why
            session.add(one)
            changed.append(one)
            tell(session, meeting, f"到会情况 {one.person_written}：{before} → {state.value}")
    session.flush()
    return changed


def edit_seat(session: Session, meeting: Meeting, name: str, texts: Mapping[str, str]) -> list[Change]:
    """Corrects one line of the list. Raises Refused as `edits.edit`."""
    refuse_closed(meeting)
    attendee = find_attendee(session, meeting, name)
    changes = edit(session, attendee, texts, EDITABLE)
    if "person_written" in texts:
        attendee.person_id = person_in(session, meeting.unit_id, attendee.person_written)
        session.add(attendee)
        session.flush()
    for change in changes:
        tell(
            session, meeting, f"{attendee.person_written} {change.heading}：{change.before} → {change.after}"
        )
    return changes


def recuse(
    session: Session,
    meeting: Meeting,
    topic: str,
    name: str,
    *,
    reason: str = "",
    has_left: bool | None = None,
) -> Recusal:
    """Records that somebody steps aside on a topic; said again, reason and leaving are corrected."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    attendee = find_attendee(session, meeting, name)
    recusal = _recusal(session, number_of(item), number_of(attendee)) or Recusal(
        agenda_item_id=number_of(item), attendance_id=number_of(attendee)
    )
    recusal.reason = reason.strip() or recusal.reason
    recusal.has_left = recusal.has_left if has_left is None else has_left
    session.add(recusal)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}：{attendee.person_written} 回避")
    return recusal


def unrecuse(session: Session, meeting: Meeting, topic: str, name: str) -> None:
    """Takes a recusal back that was recorded by mistake. Raises Refused where there is none."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    attendee = find_attendee(session, meeting, name)
    recusal = _recusal(session, number_of(item), number_of(attendee))
    if recusal is None:
        raise Refused(
            f"“{attendee.person_written}”在{item_words(item, about)}没有回避记录",
            hint=f"powerctl meeting show {meeting.id}",
        )
    session.delete(recusal)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}：取消 {attendee.person_written} 的回避")


def _recusal(session: Session, item_id: int, attendance_id: int) -> Recusal | None:
    query = select(Recusal).where(Recusal.agenda_item_id == item_id, Recusal.attendance_id == attendance_id)
    return session.exec(query).first()


def notify(session: Session, meeting: Meeting, names: Sequence[str], *, on: date) -> list[str]:
    """Records when members were told of the meeting; no name at all means all who have no day yet.

    Out: the names. Raises Refused for a name that is not on the list.
    """
    refuse_closed(meeting)
    if names:
        meant = [find_attendee(session, meeting, name) for name in names]
    else:
        meant = [one for one in roster_of(session, meeting) if one.noticed_on is None]
    for one in meant:
        one.noticed_on = on
        session.add(one)
    session.flush()
    told = [one.person_written for one in meant]
    if told:
        tell(session, meeting, f"告知日期 {on}：{'、'.join(told)}")
    return told
