"""Tallies: one secret round is one row of counts, for the topic or for a candidate (R-XZ-09).

No word of a voter gets here. A tally is not corrected: the round is struck, or voted again as a whole, and
what might tell a vote by comparison is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from powerctl.areas.edits import needed, number_of
from powerctl.areas.meetings.ballots import (
    current_named,
    current_secret,
    last_round,
    reason_of_void,
    without_counts,
)
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import find_item, item_words, roster_of
from powerctl.areas.meetings.times import with_times
from powerctl.areas.meetings.topics import advance
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Attendance, Meeting, NamedVote, SecretBallot
from powerctl.terms import AttendanceState, MemberRole, TopicState

UNLIKE = "与后一轮收回的票数不同，票数不留存"
"""Why a round was struck that may tell a vote beside the round after it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the tellers signed; None is not known."""

    issued: int | None = None
    returned: int | None = None
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    invalid: int | None = None


def tally(
    session: Session,
    meeting: Meeting,
    topic: str,
    counts: Counts,
    *,
    candidate: str = "",
    tellers: Sequence[str] = (),
    bag: str = "",
    at: str = "",
    again: bool = False,
    reason: str = "",
) -> tuple[SecretBallot, list[str]]:
    """Records one secret round as its counts, for the topic or for one candidate.

    Out: the row, and what does not add up, in sentences; it is stored all the same. Raises Refused for a
    second tally of one round, and where the topic has a named round.
    """
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    reason = reason.strip() or _refuse_named(session, meeting, item, item_words(item, about))
    number, why = _secret_round(session, meeting, item, candidate.strip(), again, reason)
    row = SecretBallot(
        agenda_item_id=number_of(item),
        round=number,
        candidate=candidate.strip(),
        issued=counts.issued,
        returned=counts.returned,
        votes_for=counts.votes_for,
        against=counts.against,
        abstain=counts.abstain,
        invalid=counts.invalid,
        teller_one=tellers[0] if tellers else None,
        teller_two=tellers[1] if len(tellers) > 1 else None,
        bag=bag.strip() or None,
        held_at=with_times({"at": at}, ("at",))["at"] or None,
        reason=why or None,
    )
    session.add(row)
    told = _doubts(row, roster_of(session, meeting)) + _strike_unlike(session, item, row)
    session.flush()
    advance(session, about, TopicState.DISCUSSED)
    # The list of changes says that a round was counted, never how: two counts would tell a vote.
    tell(session, meeting, f"{item_words(item, about)}：登记第 {number} 轮无记名票决")
    return row, told


def _strike_unlike(session: Session, item: AgendaItem, row: SecretBallot) -> list[str]:
    """Strikes earlier rounds in which another number of ballots came back.

    Who was there for one round only would be told by the difference; two whole rounds tell nobody.
    """
    earlier = session.exec(
        select(SecretBallot).where(
            SecretBallot.agenda_item_id == item.id,
            SecretBallot.candidate == row.candidate,
            col(SecretBallot.round) < row.round,
        )
    ).all()
    found = [one for one in earlier if _has_counts(one) and _came_back(one) != _came_back(row)]
    for one in found:
        without_counts(one)
        one.is_void, one.reason = True, one.reason or UNLIKE
        session.add(one)
    if not found:
        return []
    numbers = "、".join(str(one.round) for one in found)
    return [
        f"第 {numbers} 轮与本轮收回的票数不同，对照两轮可能看出个别人的意见："
        f"第 {numbers} 轮按作废处理，只留发出、收回票数"
    ]


def _has_counts(row: SecretBallot) -> bool:
    return any(count is not None for count in (row.votes_for, row.against, row.abstain, row.invalid))


def _came_back(row: SecretBallot) -> int:
    """How many ballots were counted: what came back, or the sum where that is not recorded."""
    parts = (row.votes_for, row.against, row.abstain, row.invalid)
    return sum(part or 0 for part in parts) if row.returned is None else row.returned


def _refuse_named(session: Session, meeting: Meeting, item: AgendaItem, words: str) -> str:
    """Gives way for a tally where a named round was opened and nobody voted. Out: why it was opened."""
    ballot = current_named(session, item)
    if ballot is None:
        return ""
    if session.exec(select(NamedVote.id).where(NamedVote.ballot_id == ballot.id)).first() is None:
        session.delete(ballot)
        session.flush()
        return ballot.reason or ""
    raise Refused(
        f"{words}第 {ballot.round} 轮是记名表决，不能同时登记无记名票决",
        hint=f"powerctl meeting round {meeting.id} {item.position} --void --reason 理由",
    )


def _secret_round(
    session: Session, meeting: Meeting, item: AgendaItem, candidate: str, again: bool, reason: str
) -> tuple[int, str]:
    """The number of the round that a tally belongs to, and why there is another one."""
    current, last = current_secret(session, item), last_round(session, item)
    if again:
        why = needed(reason, "重新表决的理由")
        if last == 0:
            raise Refused(
                f"第 {item.position} 项还没有表决，不用 --again",
                hint=f"powerctl meeting tally {meeting.id} {item.position} --for 票数 --against 票数",
            )
        return last + 1, why
    if not current:
        return last + 1, reason.strip() or reason_of_void(session, item)
    if any(one.candidate == candidate for one in current):
        called = f"“{candidate}”" if candidate else ""
        raise Refused(
            f"第 {item.position} 项{called}第 {current[0].round} 轮票数已经登记；票数不单独更正，"
            "登记有误的整轮作废后重新登记",
            hint=f"powerctl meeting round {meeting.id} {item.position} --void --reason 登记有误",
        )
    return current[0].round, reason.strip() or current[0].reason or ""


def _doubts(row: SecretBallot, roster: Sequence[Attendance]) -> list[str]:
    found = []
    parts = (row.votes_for, row.against, row.abstain, row.invalid or 0)
    total = None if any(part is None for part in parts) else sum(part or 0 for part in parts)
    if total is not None and row.returned is not None and total != row.returned:
        found.append(f"同意、反对、弃权、无效票共 {total} 张，收回 {row.returned} 张，不相等")
    if row.issued is not None and row.returned is not None and row.returned > row.issued:
        found.append(f"收回 {row.returned} 张，多于发出 {row.issued} 张，这一轮应作废")
    present = sum(one.role is MemberRole.ENTITLED and one.state is AttendanceState.PRESENT for one in roster)
    cast_votes = row.returned if row.returned is not None else total
    if present and cast_votes is not None and cast_votes > present:
        found.append(f"票数 {cast_votes} 张，多于出席的应到成员 {present} 人")
    if row.teller_one is None or row.teller_two is None:
        found.append("监票人、计票人没有写全")
    return found
