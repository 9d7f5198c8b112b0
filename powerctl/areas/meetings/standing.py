"""How a meeting stands, in words: quorum, each vote with its base and what is short, what was announced.

The reckoning is `verdicts`'; a page or a command only says it (R-XZ-07, R-XZ-09).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from powerctl.areas.meetings import arithmetic
from powerctl.areas.meetings.sitting_parts import Item, Sitting
from powerctl.areas.meetings.verdicts import DayLimits, Vote, quorum_of, votes_of
from powerctl.terms import HEAD_DECIDES, Choice, MemberRole, Outcome

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.model import AgendaItem, Meeting

_ANSWER = {True: "通过", False: "未通过", None: "无法判断"}
_PRESENT = {True: "符合法定人数", False: "不足法定人数", None: "无法判断是否符合法定人数"}


@dataclass(frozen=True, slots=True)
class VoteStanding:
    """One vote that counts: how it went, its arithmetic, and the result that follows."""

    words: str
    arithmetic: str
    carried: bool | None
    result: str


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """One item: what was said and asked, each in a line, its votes, and the outcome as announced."""

    position: int
    topic: str
    said: tuple[str, ...]
    votes: tuple[VoteStanding, ...]
    announced: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting as it stands."""

    quorum: str
    quorum_holds: bool | None
    decides: str
    items: tuple[ItemStanding, ...]

    @property
    def quorum_result(self) -> str:
        """Whether enough were there, in words."""
        return _PRESENT[self.quorum_holds]


def standing_of(sitting: Sitting, limits: DayLimits) -> Standing:
    """How a meeting stands by what is recorded so far and the limits of its day."""
    quorum = quorum_of(sitting, limits)
    return Standing(
        quorum=quorum.words,
        quorum_holds=quorum.holds,
        decides=_way_of_deciding(sitting.meeting),
        items=tuple(_item(sitting, item, limits) for item in sitting.items),
    )


def against_the_votes(session: "Session", meeting: "Meeting", item: "AgendaItem") -> list[str]:
    """Where an announced outcome is not what the votes come to, in sentences."""
    from powerctl.areas.meetings.sitting import sittings

    (sitting,) = sittings(session, [meeting])
    limits = DayLimits(session)
    for one in sitting.items:
        if one.agenda.id == item.id:
            return _doubts(sitting, one, votes_of(sitting, one, limits))
    return []


def _way_of_deciding(meeting: "Meeting") -> str:
    if meeting.body is None:
        return "会议类型未填，无法判断怎样决定"
    if meeting.body in HEAD_DECIDES:
        return "集体讨论，主要负责人决定"
    return "按表决结果决定" if arithmetic.decides_by_count(meeting.body) else "只作初审，不作决定"


def _item(sitting: Sitting, item: Item, limits: DayLimits) -> ItemStanding:
    votes = votes_of(sitting, item, limits)
    by_count = arithmetic.decides_by_count(sitting.meeting.body)
    return ItemStanding(
        position=item.agenda.position,
        topic=item.topic.title,
        said=(*_statements(sitting, item), *_questions(item), *_recusals(sitting, item)),
        votes=tuple(
            VoteStanding(
                _vote_words(sitting, item, vote),
                vote.majority.words,
                vote.majority.carried if by_count else None,
                _ANSWER[vote.majority.carried] if by_count else "票数仅供参考",
            )
            for vote in votes
        ),
        announced=item.agenda.outcome.value if item.agenda.outcome else "",
        doubts=tuple(_doubts(sitting, item, votes)),
    )


def _statements(sitting: Sitting, item: Item) -> list[str]:
    lines = []
    for one in item.statements:
        marks = [
            text for text, holds in (("汇报", one.is_presentation), ("表决后", one.is_after_vote)) if holds
        ]
        opinion = one.opinion.value if one.opinion else "表态未记"
        said = f"{one.position}. {sitting.person(one.attendance_id)}　{opinion}"
        said += f"（{'、'.join(marks)}）" if marks else ""
        lines.append(said + (f"：{one.reasons}" if one.reasons else ""))
    return lines


def _questions(item: Item) -> list[str]:
    clear = {True: "已答清", False: "没有答清", None: "是否答清未记"}
    return [
        f"提问 {one.id}（{one.asked_by_written or '提问人未记'}）：{one.text}　"
        + (f"答复：{one.answer}（{clear[one.is_clear]}）" if one.answer else "没有答复")
        for one in item.questions
    ]


def _recusals(sitting: Sitting, item: Item) -> list[str]:
    return [
        f"回避：{sitting.person(one.attendance_id)}" + (f"（{one.reason}）" if one.reason else "")
        for one in item.recusals
    ]


def _vote_words(sitting: Sitting, item: Item, vote: Vote) -> str:
    """How a vote went; of a named one also who was not in favour, of a secret one never a name."""
    about = f"（{vote.candidate}）" if vote.candidate else ""
    counted = "未登记" if vote.in_favour is None else vote.in_favour.words
    said = f"{vote.method}第 {vote.round} 轮{about}：同意 {counted}"
    said += f"，反对 {'未登记' if vote.against is None else vote.against}"
    said += f"，弃权 {'未登记' if vote.abstain is None else vote.abstain}"
    if vote.is_secret:
        return said
    voted = {
        one.attendance_id: one.choice
        for found in item.named
        if found.ballot.round == vote.round and not found.ballot.is_void
        for one in found.votes
    }
    for choice in (Choice.AGAINST, Choice.ABSTAIN):
        names = [sitting.person(seat) for seat, chosen in voted.items() if chosen is choice]
        said += f"；{choice.value}：{'、'.join(names)}" if names else ""
    open_ = [
        one.person_written
        for one in sitting.names(MemberRole.ENTITLED)
        if one.id not in voted
        and one.id is not None
        and sitting.seats[one.id].certainly_counts
        and one.id not in {recusal.attendance_id for recusal in item.recusals}
    ]
    return said + (f"；出席而没有表决：{'、'.join(open_)}" if open_ else "")


def _doubts(sitting: Sitting, item: Item, votes: list[Vote]) -> list[str]:
    outcome = item.agenda.outcome
    if outcome not in (Outcome.PASSED, Outcome.REJECTED) or not arithmetic.decides_by_count(
        sitting.meeting.body
    ):
        return []
    announced = outcome is Outcome.PASSED
    if not votes:
        return [f"宣布{outcome.value}，没有登记表决"]
    whole = [vote for vote in votes if not vote.candidate]
    return [
        f"宣布{outcome.value}，按票数为{_ANSWER[vote.majority.carried]}（{vote.majority.words}）"
        for vote in whole
        if vote.majority.carried is not None and vote.majority.carried is not announced
    ]
