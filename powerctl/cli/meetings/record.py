"""meeting record: a meeting recorded step by step, in the order of the ten steps (R-CC-02).

Every step is written as soon as it is answered; the step in which somebody breaks off is not, except for
statements, each of which is written at once. Going on begins where the record ends.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from powerctl.cli import session
from powerctl.cli.chinese import Command
from powerctl.cli.meetings import record_call, record_topic, record_votes
from powerctl.cli.meetings.record_call import time_of_day
from powerctl.cli.meetings.record_topic import NOBODY
from powerctl.cli.output import next_step, show
from powerctl.cli.questions import KEYS, Back, Stop, ask, ask_text, heading, is_yes, say, told
from powerctl.errors import PowerctlError, Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.meetings.recording import Place, Standing
    from powerctl.model import Meeting


class Interrupted(PowerctlError):
    """Ctrl-C at a question: what was answered before is kept."""

    status = 130


def add_record(app: typer.Typer) -> None:
    """Give the group `meeting` its `record`."""

    @app.command(
        "record",
        cls=Command,
        help="按十个步骤逐项记录一次会议，随时可停、可退回；不写编号为新会议，写编号为接着记录。",
    )
    def _record(
        number: Annotated[
            str | None, typer.Argument(help="会议编号；不写为新会议", metavar="[会议编号]")
        ] = None,
        unit: Annotated[
            str | None, typer.Option("--unit", "-u", help="哪个单位的会议（代码或名称）", metavar="单位")
        ] = None,
    ) -> None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Refused(
                "meeting record 要在终端里逐项回答，这里不是终端",
                hint="在脚本中用单条命令：powerctl meeting --help",
            )
        guide = Guide(unit or "")
        try:
            guide.open(number)
            guide.run()
        except Stop:
            sentence, hint = guide.kept()
            show(sentence)
            show(next_step(hint))
        except (KeyboardInterrupt, EOFError, typer.Abort):
            sentence, hint = guide.kept()
            typer.echo("")
            raise Interrupted(sentence, hint=hint) from None


class Guide:
    """One sitting at the keyboard: the meeting that is recorded, and the step it is at."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.id: int | None = None
        self.place: Place | None = None
        self.by = 1

    def open(self, number: str | None) -> None:
        """Finds the meeting to go on with. Raises Refused for one that is unknown or closed."""
        if number is not None:
            from powerctl.areas.meetings.closing import refuse_closed
            from powerctl.areas.meetings.named import find_meeting

            with session.reading() as db:
                meeting = find_meeting(db, number, unit=self.unit)
                refuse_closed(meeting)
                self.id = meeting.id
        show(KEYS)

    def run(self) -> None:
        """All steps from where the record ends, and the end."""
        if self.id is None:
            self.id = record_call.call(self)
        now = self.standing()
        self.place = now.go_on
        if now.go_on is None:
            show(f"会议 {now.number} 的各步都有记录")
        else:
            show(f"会议 {now.number}，从第 {now.go_on.number} 步“{now.go_on.step.value}”记起")
        while self.place is not None or not self._end():
            if self.place is None:
                self.place = self.standing().places[-1]
            self._step(self.place)

    def standing(self) -> "Standing":
        """The meeting as it is recorded now."""
        from powerctl.areas.meetings.recording import standing

        with session.reading() as db:
            return standing(db, self._meeting(db))

    def write(self, act: "Callable[[Session, Meeting], object]") -> None:
        """One step's answers, in one transaction and one ledger entry."""
        with session.writing(f"meeting record {self.id}") as db:
            act(db, self._meeting(db))

    def verdict(self, position: int, in_favour: int, *, final: bool = True) -> str:
        """What a vote comes to with so many in favour."""
        from powerctl.areas.meetings.recording import verdict_so_far

        with session.reading() as db:
            return verdict_so_far(db, self._meeting(db), position, in_favour, final=final)

    def kept(self) -> tuple[str, str]:
        """What is kept when somebody breaks off, and how to go on."""
        if self.id is None:
            return "已停下，会议还没有登记，未写入任何内容", "powerctl meeting record"
        at = f"，停在第 {self.place.number} 步“{self.place.step.value}”" if self.place else ""
        now = self.standing()
        return (
            f"已停下{at}；已经答完的步骤和发言都已保存，正在回答的没有保存",
            f"powerctl meeting record {now.number} --unit {now.unit}",
        )

    def _step(self, place: "Place") -> None:
        """Does one step and moves on, or back; after the last there is no place."""
        now = self.standing()
        topic = f" · 第 {place.item} 项 {now.topic(place.item).title}" if place.item is not None else ""
        heading(f"【第 {place.number} 步，共 10 步】{place.step.value}{topic}")
        try:
            asked = _STEPS[place.step.name](self, now, place)
            # A step that had nothing to ask is passed in the direction in which somebody came.
            self.by = self.by if asked is False else 1
        except Back:
            self.by = -1
        except Refused as refusal:
            say(refusal)
            return
        places = self.standing().places
        at = places.index(place) + self.by
        if at < 0:
            told("已经是第一步")
        self.place = places[max(at, 0)] if at < len(places) else None

    def _end(self) -> bool:
        """Closes the meeting, or leaves it open. Out: False where the clerk goes back."""
        from powerctl.areas.meetings.closing import close_meeting
        from powerctl.areas.meetings.meetings import edit_meeting

        heading("十个步骤都已记录")
        now = self.standing()
        told(f"到会：{now.quorum}")
        for topic in now.topics:
            outcome = topic.outcome.value if topic.outcome else "没有登记结果"
            told(f"第 {topic.position} 项 {topic.title}：{outcome}")
            for verdict in topic.verdicts:
                told(f"    {verdict}")
        try:
            ended = ask("会议结束时间，如 11:30（可不填）", time_of_day)
            if ended:
                self.write(lambda db, meeting: edit_meeting(db, meeting, {"ended_at": ended}))
            closes = is_yes("现在办结吗？办结后改动须写明理由", default=False)
        except Back:
            return False
        except Refused as refusal:
            say(refusal)
            return self._end()
        missing: list[str] = []
        if closes:
            self.write(lambda db, meeting: missing.extend(close_meeting(db, meeting, now=session.now())))
        show(f"会议 {now.number} " + ("已办结" if closes else "已记录，没有办结"))
        for each in missing:
            told(each)
        show(next_step(f"powerctl meeting show {self.id}"))
        return True

    def _meeting(self, db: "Session") -> "Meeting":
        from powerctl.model import Meeting

        found = db.get(Meeting, self.id)
        if found is None:
            raise Refused(f"没有编号为 {self.id} 的会议", hint="powerctl meeting list")
        return found


def _attendance(guide: Guide, now: "Standing", _place: "Place") -> None:
    from powerctl.areas.meetings.attendance import set_state
    from powerctl.terms import AttendanceState

    now = _roster(guide, now)
    entitled = [one for one in now.members if one.is_entitled]
    if not entitled:
        raise Refused("名单还是空的，先把应到成员列上", hint="写 +姓名 增加")
    away: dict[str, AttendanceState] = {}
    reasons: dict[str, str] = {}
    for state in (AttendanceState.ON_LEAVE, AttendanceState.ABSENT):
        left = [one for one in entitled if one.key not in away]
        keys = ask(
            f"{state.value}的（几个用顿号隔开，没有写“无”或直接回车）",
            partial(record_topic.keys_named, members=left),
            default="、".join(one.name for one in left if one.state is state),
        )
        for one in left:
            if one.key in keys:
                away[one.key] = state
                reasons[one.key] = ask_text(f"{one.name}{state.value}的原因（可不填）", default=one.reason)
    present = [one.key for one in entitled if one.key not in away]

    def act(db: "Session", meeting: "Meeting") -> None:
        if present:
            set_state(db, meeting, present, AttendanceState.PRESENT)
        for key, state in away.items():
            set_state(db, meeting, [key], state, reason=reasons[key])

    guide.write(act)
    told(guide.standing().quorum)


def _roster(guide: Guide, now: "Standing") -> "Standing":
    """The entitled members, until the clerk finds the list right."""
    from powerctl.areas.meetings.attendance import add_member, edit_seat, strike

    while True:
        for one in now.members:
            if one.is_entitled:
                told(f"{one.key} {one.words}{'，“一把手”' if one.is_head else ''}")
        text = ask_text(
            "名单无误直接回车；增加写 +姓名，去掉写 -姓名，指明“一把手”写 *姓名",
            help="应到成员是开会那天的班子成员，请假的也算应到；几个人用顿号隔开",
        )
        if not text:
            return now
        sign, names = text[0], text[1:].strip()
        try:
            if sign not in "+-*＋－＊" or not names:
                raise Refused(f"“{text}”看不懂，写 +姓名、-姓名 或 *姓名；请假、缺席的下面再问")

            def act(db: "Session", meeting: "Meeting", sign: str = sign, names: str = names) -> None:
                from powerctl.areas.meetings.named import split_names

                for name in split_names(names):
                    if sign in "+＋":
                        add_member(db, meeting, name)
                    elif sign in "-－":
                        strike(db, meeting, name)
                    else:
                        edit_seat(db, meeting, name, {"is_head": "是"})

            guide.write(act)
        except Refused as refusal:
            say(refusal)
        now = guide.standing()


def _observers(guide: Guide, now: "Standing", _place: "Place") -> None:
    from powerctl.areas.meetings.attendance import add_member, strike
    from powerctl.areas.meetings.named import split_names
    from powerctl.terms import AttendanceState, MemberRole

    known = [one.name for one in now.members if not one.is_entitled]
    text = ask_text("列席人员（几个用顿号隔开，没有写“无”或直接回车）", default="、".join(known))
    names = [] if text in NOBODY else split_names(text)

    def act(db: "Session", meeting: "Meeting") -> None:
        for name in known:
            if name not in names:
                strike(db, meeting, name)
        for name in names:
            if name not in known:
                add_member(db, meeting, name, role=MemberRole.OBSERVER, state=AttendanceState.PRESENT)

    guide.write(act)


def _agenda(guide: Guide, now: "Standing", _place: "Place") -> None:
    """Topics one by one; each is written at once."""
    while True:
        for topic in now.topics:
            told(f"{topic.position}. {topic.title}")
        text = ask_text(
            "下一个议题的名称（没有了直接回车，去掉第 2 项写 -2）",
            help="已登记的议题写议题编号或全称；新的议题写名称，随即登记",
        )
        if not text:
            if now.topics:
                return
            told("至少要有一个议题")
            continue
        try:
            record_topic.list_topic(guide, text)
        except Refused as refusal:
            say(refusal)
        except Back:
            told("这个议题没有列入")
        now = guide.standing()


_STEPS: "dict[str, Callable[[Guide, Standing, Place], bool | None]]" = {
    "CALLED": record_call.called,
    "ATTENDANCE": _attendance,
    "OBSERVERS": _observers,
    "AGENDA": _agenda,
    "RECUSAL": record_topic.recusal,
    "PRESENTATION": record_topic.presentation,
    "DISCUSSION": record_topic.discussion,
    "HEAD": record_topic.head,
    "VOTE": record_votes.vote,
    "RESULT": record_topic.result,
}
