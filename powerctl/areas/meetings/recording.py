"""Recording a meeting step by step: the ten steps, and where a meeting stands (R-CC-02).

陈仓's document names the 末位表态“十步工作法” without listing its steps; the order here is that of the model
rules of procedure of R-XZ-05 … R-XZ-10. What was recorded says how far a meeting has come: nothing else is
kept, so a meeting begun by hand, by import or by this guide goes on in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from powerctl.areas.edits import number_of
from powerctl.areas.meetings.arithmetic import Majority, exactly
from powerctl.areas.meetings.sitting import Item, Sitting, sittings
from powerctl.areas.meetings.verdicts import DayLimits, Vote, majority_of, quorum_of, votes_of
from powerctl.model import Attendance, Meeting
from powerctl.terms import HEAD_DECIDES, AttendanceState, Choice, MemberRole, Outcome


class Step(StrEnum):
    """The ten steps, in their order; the last six come again for every topic."""

    CALLED = "会议基本情况"
    ATTENDANCE = "应到和到会"
    OBSERVERS = "列席人员"
    AGENDA = "列入议题"
    RECUSAL = "回避"
    PRESENTATION = "分管领导介绍方案"
    DISCUSSION = "班子成员逐一发言"
    HEAD = "“一把手”末位表态"
    VOTE = "表决"
    RESULT = "宣布结果"


STEPS = tuple(Step)
_OF_MEETING, _OF_TOPIC = STEPS[:4], STEPS[4:]
# What is often prepared before the day says nothing about how far the recording has come.
_PREPARED = (Step.OBSERVERS, Step.AGENDA, Step.RECUSAL, Step.PRESENTATION)


class State(StrEnum):
    """How much of a step is recorded."""

    EMPTY, PARTLY, DONE = "empty", "partly", "done"


@dataclass(frozen=True, slots=True)
class Place:
    """A step, and for one of a topic the topic's place on the agenda."""

    step: Step
    item: int | None = None

    @property
    def number(self) -> int:
        """Which of the ten steps it is."""
        return STEPS.index(self.step) + 1


@dataclass(frozen=True, slots=True)
class Member:
    """One on the list: `key` names the line for the verbs."""

    key: str
    name: str
    post: str
    is_head: bool
    is_entitled: bool
    state: AttendanceState | None
    reason: str

    @property
    def words(self) -> str:
        """`高某（局长）`."""
        return f"{self.name}（{self.post}）" if self.post else self.name


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement of the discussion."""

    position: int
    key: str
    name: str
    opinion: str
    is_presentation: bool


@dataclass(frozen=True, slots=True)
class TopicNow:
    """A topic of the agenda as it stands; `votes` are named votes that count, by line of the list."""

    position: int
    title: str
    is_personnel: bool
    needs_ballot: bool
    recused: tuple[str, ...]
    presenter: str
    spoken: tuple[Spoken, ...]
    votes: dict[str, Choice]
    method: str
    is_secret: bool
    open_questions: tuple[str, ...]
    base: str
    verdicts: tuple[str, ...]
    is_carried: bool | None
    outcome: Outcome | None
    decided_text: str
    implementing: str
    head_reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting as far as it is recorded. `go_on` is where to go on; None: every step is recorded."""

    id: int
    number: str
    unit: str
    body: str
    head_decides: bool
    closed: bool
    chair: str
    members: tuple[Member, ...]
    topics: tuple[TopicNow, ...]
    quorum: str
    places: tuple[Place, ...]
    go_on: Place | None

    def topic(self, position: int | None) -> TopicNow:
        """The topic at a place of the agenda."""
        return next(one for one in self.topics if one.position == position)

    def voters(self, position: int | None) -> list[Member]:
        """Members who are present and not recused from a topic."""
        recused = self.topic(position).recused
        return [
            one
            for one in self.members
            if one.is_entitled and one.state is AttendanceState.PRESENT and one.key not in recused
        ]

    def unheard(self, position: int | None, *, heads: bool) -> list[Member]:
        """Voters (the heads, or the others) who have not taken a position on a topic."""
        heard = {one.key for one in self.topic(position).spoken if not one.is_presentation}
        return [one for one in self.voters(position) if one.is_head is heads and one.key not in heard]


def standing(session: Session, meeting: Meeting) -> Standing:
    """How far a meeting is recorded, with the verdicts as they stand; plain values, free of the session."""
    (sitting,) = sittings(session, [meeting])
    limits = DayLimits(session)
    places = tuple(_places(sitting))
    keys = {one.id: key_of(one) for one in sitting.roster}
    return Standing(
        id=number_of(meeting),
        number=meeting.number,
        unit=sitting.unit.code,
        body=meeting.body.value if meeting.body else "",
        head_decides=meeting.body in HEAD_DECIDES,
        closed=meeting.closed_at is not None,
        chair=sitting.chair,
        members=tuple(_member(one) for one in sitting.roster),
        topics=tuple(_topic(sitting, item, limits, keys) for item in sitting.items),
        quorum=_quorum_in_words(sitting, limits),
        places=places,
        go_on=_go_on(sitting, places),
    )


def verdict_so_far(
    session: Session, meeting: Meeting, position: int, in_favour: int, *, final: bool = True
) -> str:
    """What a vote comes to with so many in favour, in words; nothing is stored. While votes are still to
    come (`final` False) a majority that is not reached yet is no verdict."""
    (sitting,) = sittings(session, [meeting])
    item = next(one for one in sitting.items if one.agenda.position == position)
    reached = majority_of(sitting, item, exactly(in_favour), DayLimits(session))
    return _in_words(reached) if final or reached.carried else reached.words


def key_of(line: Attendance) -> str:
    """What names a line of the list whatever its name (`#3`)."""
    return f"#{line.position}"


def _places(sitting: Sitting) -> Iterator[Place]:
    for step in _OF_MEETING:
        yield Place(step)
    for item in sitting.items:
        for step in _OF_TOPIC:
            yield Place(step, item.agenda.position)


def _go_on(sitting: Sitting, places: tuple[Place, ...]) -> Place | None:
    """The step that was broken off, or the one after the last that has anything recorded."""
    states = [_state(sitting, place) for place in places]
    marks = [
        at for at, place in enumerate(places) if place.step not in _PREPARED and states[at] is not State.EMPTY
    ]
    last = max(marks, default=0)
    if states[last] is State.PARTLY:
        return places[last]
    for at in range(last + 1, len(places)):
        if states[at] is State.EMPTY or places[at].step is Step.AGENDA:
            return places[at]
    return Place(Step.AGENDA) if not sitting.items else None


def _state(sitting: Sitting, place: Place) -> State:
    if place.item is None:
        return _meeting_state(sitting, place.step)
    item = next(one for one in sitting.items if one.agenda.position == place.item)
    return _topic_state(sitting, item, place.step)


def _meeting_state(sitting: Sitting, step: Step) -> State:
    meeting = sitting.meeting
    if step is Step.CALLED:
        return _of(meeting.body is not None and meeting.held_on is not None, True)
    if step is Step.ATTENDANCE:
        states = [one.state for one in sitting.names(MemberRole.ENTITLED)]
        return _of(bool(states) and None not in states, any(states))
    if step is Step.OBSERVERS:
        return _of(bool(sitting.names(MemberRole.OBSERVER)))
    return _of(bool(sitting.items))


def _topic_state(sitting: Sitting, item: Item, step: Step) -> State:
    heads, others = _voters(sitting, item)
    discussed = {one.attendance_id for one in item.statements if not one.is_presentation}
    if step is Step.RECUSAL:
        return _of(bool(item.recusals))
    if step is Step.PRESENTATION:
        return _of(any(one.is_presentation for one in item.statements))
    if step is Step.DISCUSSION:
        return _of(bool(others) and others <= discussed, bool(others & discussed))
    if step is Step.HEAD:
        return _of(bool(heads) and heads <= discussed)
    if step is Step.VOTE:
        cast = {vote.attendance_id for one in item.named if not one.ballot.is_void for vote in one.votes}
        secret = any(not one.is_void for one in item.secret)
        return _of(secret or (bool(cast) and heads | others <= cast), bool(cast))
    return _of(item.agenda.outcome is not None)


def _of(done: bool, begun: bool = False) -> State:
    return State.DONE if done else State.PARTLY if begun else State.EMPTY


def _voters(sitting: Sitting, item: Item) -> tuple[set[int], set[int]]:
    """Lines of the heads and of the others who are present and not recused."""
    recused = {one.attendance_id for one in item.recusals}
    present = [
        one
        for one in sitting.names(MemberRole.ENTITLED, AttendanceState.PRESENT)
        if one.id is not None and one.id not in recused
    ]
    heads = {number_of(one) for one in present if one.is_head}
    return heads, {number_of(one) for one in present} - heads


def _member(line: Attendance) -> Member:
    return Member(
        key=key_of(line),
        name=line.person_written,
        post=line.post_written or "",
        is_head=line.is_head is True,
        is_entitled=line.role is not MemberRole.OBSERVER,
        state=line.state,
        reason=line.reason or "",
    )


def _topic(sitting: Sitting, item: Item, limits: DayLimits, keys: dict[int | None, str]) -> TopicNow:
    votes = votes_of(sitting, item, limits)
    last = max((one.ballot.round for one in item.named if not one.ballot.is_void), default=0)
    named = next((one for one in item.named if one.ballot.round == last), None)
    carried = [vote.majority.carried for vote in votes]
    agenda = item.agenda
    return TopicNow(
        position=agenda.position,
        title=item.topic.title,
        is_personnel=item.is_personnel,
        needs_ballot=bool(item.catalogue and item.catalogue.needs_ballot),
        recused=tuple(keys[one.attendance_id] for one in item.recusals if one.attendance_id in keys),
        presenter=item.presenter,
        spoken=tuple(
            Spoken(
                one.position,
                keys.get(one.attendance_id, ""),
                sitting.person(one.attendance_id),
                one.opinion.value if one.opinion else "",
                bool(one.is_presentation),
            )
            for one in item.statements
        ),
        votes={keys[one.attendance_id]: one.choice for one in named.votes if one.attendance_id in keys}
        if named
        else {},
        method=named.ballot.method.value if named and named.ballot.method else "",
        is_secret=any(vote.is_secret for vote in votes),
        open_questions=tuple(one.text for one in item.questions if not one.is_clear),
        base=majority_of(sitting, item, None, limits).base_words,
        verdicts=tuple(_vote_in_words(vote) for vote in votes),
        is_carried=carried[0] if len(carried) == 1 else None,
        outcome=agenda.outcome,
        decided_text=agenda.decided_text or "",
        implementing=agenda.implementing_written or "",
        head_reason=agenda.head_reason or "",
    )


def _vote_in_words(vote: Vote) -> str:
    who = f"“{vote.candidate}”" if vote.candidate else ""
    return f"{vote.method}第 {vote.round} 轮{who}：{_in_words(vote.majority)}"


def _in_words(majority: Majority) -> str:
    verdict = {True: "达到通过所需票数", False: "未达到通过所需票数", None: "无法判断"}[majority.carried]
    return f"{majority.words}，{verdict}"


def _quorum_in_words(sitting: Sitting, limits: DayLimits) -> str:
    quorum = quorum_of(sitting, limits)
    verdict = {
        True: "到会人数符合规定",
        False: "到会人数不足，照实记录",
        None: "到会人数是否足够无法判断",
    }[quorum.holds]
    return f"{quorum.words}，{verdict}"
