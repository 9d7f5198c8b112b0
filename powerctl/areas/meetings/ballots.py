"""Votes: named ones by member, and the rounds of a topic, named or secret (R-XZ-09).

No function takes a voter and a secret choice. A named round and a secret tally of one topic are never
open together. A struck round stays; of a secret one stays how many ballots there were, since the
difference of two tallies would be somebody's vote.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from powerctl.areas.edits import needed, number_of, read_value
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import find_attendee, find_item, item_words, roster_of
from powerctl.areas.meetings.times import with_times
from powerctl.areas.meetings.topics import advance
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Attendance, Meeting, NamedBallot, NamedVote, Recusal, SecretBallot
from powerctl.terms import AttendanceState, Choice, MemberRole, TopicState

THE_REST = "其余"


@dataclass(frozen=True, slots=True)
class Cast:
    """A named vote as it was recorded: who, and the choice before, where there was one."""

    name: str
    before: Choice | None
    choice: Choice


def cast(
    session: Session,
    meeting: Meeting,
    topic: str,
    names: Sequence[str],
    choice: str,
    *,
    method: str = "",
    is_written: bool | None = None,
    replace: bool = False,
) -> tuple[NamedBallot, list[Cast]]:
    """Records named votes; 其余 stands for every member present who has not voted and is not recused.

    The first vote opens the round. Raises Refused for a second vote of a member unless it replaces the
    first, and where the topic has a secret tally.
    """
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    wanted = Choice(read_value(NamedVote, "choice", needed(choice, "表决意见"), ("choice",)))
    if current_secret(session, item):
        raise Refused(
            f"{item_words(item, about)}登记的是无记名票决，不能登记谁投了什么",
            hint=f"powerctl meeting show {meeting.id}",
        )
    ballot = current_named(session, item) or _open_named(session, item)
    if method.strip():
        ballot.method = read_value(NamedBallot, "method", _named_only(meeting, item, method), ("method",))
        session.add(ballot)
    if list(names) == [THE_REST]:
        voters = _the_rest(session, meeting, item, ballot)
    else:
        voters = [find_attendee(session, meeting, name) for name in names]
    done = [_cast(session, meeting, item, ballot, voter, wanted, is_written, replace) for voter in voters]
    session.flush()
    advance(session, about, TopicState.DISCUSSED)
    for one in done:
        before = one.before.value if one.before else "空"
        tell(session, meeting, f"{item_words(item, about)}记名票 {one.name}：{before} → {one.choice.value}")
    return ballot, done


def _cast(
    session: Session,
    meeting: Meeting,
    item: AgendaItem,
    ballot: NamedBallot,
    voter: Attendance,
    choice: Choice,
    is_written: bool | None,
    replace: bool,
) -> Cast:
    query = select(NamedVote).where(NamedVote.ballot_id == ballot.id, NamedVote.attendance_id == voter.id)
    earlier = session.exec(query.order_by(col(NamedVote.id))).first()
    if earlier is not None and not replace:
        raise Refused(
            f"“{voter.person_written}”在第 {item.position} 项第 {ballot.round} 轮已经表决："
            f"{earlier.choice.value}",
            hint=f"powerctl meeting vote {meeting.id} {item.position} {voter.person_written} "
            f"{choice.value} --replace",
        )
    before = earlier.choice if earlier else None
    vote = earlier or NamedVote(ballot_id=number_of(ballot), attendance_id=number_of(voter), choice=choice)
    vote.choice = choice
    vote.is_written = vote.is_written if is_written is None else is_written
    session.add(vote)
    return Cast(voter.person_written, before, choice)


def _the_rest(session: Session, meeting: Meeting, item: AgendaItem, ballot: NamedBallot) -> list[Attendance]:
    voted = set(session.exec(select(NamedVote.attendance_id).where(NamedVote.ballot_id == ballot.id)).all())
    aside = set(session.exec(select(Recusal.attendance_id).where(Recusal.agenda_item_id == item.id)).all())
    found = [
        one
        for one in roster_of(session, meeting)
        if one.role is MemberRole.ENTITLED
        and one.state is AttendanceState.PRESENT
        and one.id not in voted | aside
    ]
    if not found:
        raise Refused(
            f"第 {item.position} 项没有其余的人：出席的成员都已表决或回避，或还没有登记出席",
            hint=f"powerctl meeting attend {meeting.id} --all",
        )
    return found


def uncast(session: Session, meeting: Meeting, topic: str, name: str) -> Choice:
    """Takes back a named vote that was recorded by mistake. Out: what it was."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    voter, ballot = find_attendee(session, meeting, name), current_named(session, item)
    query = select(NamedVote).where(
        NamedVote.ballot_id == (ballot.id if ballot else None), NamedVote.attendance_id == voter.id
    )
    vote = session.exec(query).first()
    if vote is None:
        raise Refused(
            f"“{voter.person_written}”在{item_words(item, about)}没有记名票",
            hint=f"powerctl meeting show {meeting.id}",
        )
    choice = vote.choice
    session.delete(vote)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}：去掉 {voter.person_written} 的记名票")
    return choice


def set_round(
    session: Session,
    meeting: Meeting,
    topic: str,
    *,
    method: str = "",
    at: str = "",
    covers: int | None = None,
) -> NamedBallot:
    """How, when and over how many matters the named round that is open was voted."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    if current_secret(session, item):
        raise Refused(
            f"{item_words(item, about)}登记的是无记名票决，时间随计票登记",
            hint="powerctl meeting tally --help",
        )
    ballot = current_named(session, item) or _open_named(session, item)
    if method.strip():
        ballot.method = read_value(NamedBallot, "method", _named_only(meeting, item, method), ("method",))
    ballot.held_at = with_times({"at": at}, ("at",))["at"] or ballot.held_at
    ballot.covers = ballot.covers if covers is None else covers
    session.add(ballot)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}：第 {ballot.round} 轮表决方式、时间、事项数")
    return ballot


def _named_only(meeting: Meeting, item: AgendaItem, method: str) -> str:
    if "无记名" in method:
        raise Refused(
            "无记名票决只登记票数，不登记谁投了什么",
            hint=f"powerctl meeting tally {meeting.id} {item.position} --for 票数 --against 票数",
        )
    return method


def void_round(session: Session, meeting: Meeting, topic: str, *, reason: str) -> int:
    """Strikes the round that counts, for a reason; it stays on record, the next one names the reason, too.

    Of a secret round stays how many ballots there were, not how they fell. Out: its number.
    Raises Refused where there is no vote.
    """
    refuse_closed(meeting)
    reason = needed(reason, "作废的理由")
    item, about = find_item(session, meeting, topic)
    named, secret = current_named(session, item), current_secret(session, item)
    rounds: list[NamedBallot | SecretBallot] = [*([named] if named else []), *secret]
    if not rounds:
        raise Refused(f"{item_words(item, about)}没有有效的表决", hint=f"powerctl meeting show {meeting.id}")
    for one in rounds:
        if isinstance(one, SecretBallot):
            without_counts(one)
        one.is_void, one.reason = True, reason
        session.add(one)
    session.flush()
    tell(session, meeting, f"{item_words(item, about)}第 {rounds[0].round} 轮表决作废：{reason}")
    return rounds[0].round


def new_round(session: Session, meeting: Meeting, topic: str, *, reason: str) -> NamedBallot:
    """Opens another named round, for a reason; the one before stays valid but no longer counts."""
    refuse_closed(meeting)
    reason = needed(reason, "重新表决的理由")
    item, about = find_item(session, meeting, topic)
    if current_secret(session, item):
        raise Refused(
            f"{item_words(item, about)}登记的是无记名票决，再表决一轮用计票登记",
            hint=f"powerctl meeting tally {meeting.id} {item.position} --again --reason 理由",
        )
    if last_round(session, item) == 0:
        raise Refused(
            f"{item_words(item, about)}还没有表决，不用另开一轮",
            hint=f"powerctl meeting vote {meeting.id} {item.position} 姓名 同意",
        )
    ballot = _open_named(session, item, reason)
    tell(session, meeting, f"{item_words(item, about)}重新表决：{reason}")
    return ballot


def current_named(session: Session, item: AgendaItem) -> NamedBallot | None:
    """The named round that counts, or is being voted: the last one that was not struck."""
    query = select(NamedBallot).where(
        NamedBallot.agenda_item_id == item.id, col(NamedBallot.is_void).is_(False)
    )
    return session.exec(query.order_by(col(NamedBallot.round).desc())).first()


def last_round(session: Session, item: AgendaItem) -> int:
    """The number of the last round of an item, named or secret, struck or not; 0 where there is none."""
    named = session.exec(select(NamedBallot.round).where(NamedBallot.agenda_item_id == item.id)).all()
    secret = session.exec(select(SecretBallot.round).where(SecretBallot.agenda_item_id == item.id)).all()
    return max([0, *named, *secret])


def current_secret(session: Session, item: AgendaItem) -> list[SecretBallot]:
    """The secret tallies that count: those of the last round that was not struck, one for each candidate."""
    query = select(SecretBallot).where(
        SecretBallot.agenda_item_id == item.id, col(SecretBallot.is_void).is_(False)
    )
    valid = session.exec(query.order_by(col(SecretBallot.id))).all()
    last = max((one.round for one in valid), default=0)
    return [one for one in valid if one.round == last]


def _open_named(session: Session, item: AgendaItem, reason: str = "") -> NamedBallot:
    ballot = NamedBallot(
        agenda_item_id=number_of(item),
        round=last_round(session, item) + 1,
        reason=reason or reason_of_void(session, item) or None,
    )
    session.add(ballot)
    session.flush()
    return ballot


def reason_of_void(session: Session, item: AgendaItem) -> str:
    """Why the last round was struck: that is why there is a next one."""
    last = last_round(session, item)
    named = session.exec(
        select(NamedBallot).where(NamedBallot.agenda_item_id == item.id, NamedBallot.round == last)
    ).all()
    secret = session.exec(
        select(SecretBallot).where(SecretBallot.agenda_item_id == item.id, SecretBallot.round == last)
    ).all()
    rounds: list[NamedBallot | SecretBallot] = [*named, *secret]
    return next((one.reason for one in rounds if one.is_void and one.reason), "")


def without_counts(row: SecretBallot) -> None:
    """Drops how the ballots of a secret round fell; how many there were stays."""
    row.votes_for = row.against = row.abstain = row.invalid = None
