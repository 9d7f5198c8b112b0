"""meeting record, the first step: which meeting, when, where, under whom; each answer checked at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from powerctl.cli import session
from powerctl.cli.output import show
from powerctl.cli.questions import Back, ask, ask_text, choose, heading, in_turn, say, told
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.meetings.recording import Place, Standing
    from powerctl.model import Meeting

Question = tuple[str, Callable[[str], str]]


class Guide(Protocol):
    """What the step needs of the guide."""

    unit: str

    def write(self, act: "Callable[[Session, Meeting], object]") -> None:
        """Answers written in one transaction."""
        ...


def call(guide: Guide) -> int:
    """Asks until there is a meeting: only when the step is answered whole. Out: its number."""
    from powerctl.areas.meetings.meetings import new_meeting
    from powerctl.areas.organization.units import find_unit

    heading("【第 1 步，共 10 步】会议基本情况")
    known = {"unit": guide.unit} if guide.unit else {}
    while True:
        questions = [] if guide.unit else [("unit", _ask_unit)]
        try:
            known = in_turn([*questions, *_questions()], known)
            with session.writing("meeting record") as db:
                unit = find_unit(db, known["unit"])
                answers = {name: text for name, text in known.items() if name != "unit"}
                meeting, notes = new_meeting(db, unit.code, entered_on=session.today(), **answers)
                row, number = meeting.id, meeting.number
        except Back:
            told("已经是第一个问题")
            continue
        except Refused as refusal:
            # What was answered stands as the default; only what was refused has to be typed again.
            say(refusal)
            continue
        guide.unit = known["unit"]
        show(f"已登记会议 {number}")
        for note in notes:
            told(note.partition("：powerctl")[0])
        assert row is not None
        return row


def called(guide: Guide, now: "Standing", _place: "Place") -> None:
    """What was recorded of the call, to be corrected."""
    from powerctl.areas.meetings.meetings import edit_meeting

    kept = "不改直接回车"
    answers = in_turn([one for one in _questions(kept) if one[0] != "number"], {"body": now.body})
    changes = {name: text for name, text in answers.items() if text and (name, text) != ("body", now.body)}
    if changes:
        guide.write(lambda db, meeting: edit_meeting(db, meeting, changes))


def _questions(empty: str = "可不填") -> list[Question]:
    from powerctl.terms import BodyKind

    def body(known: str) -> str:
        kinds = [kind.value for kind in BodyKind]
        return choose("会议类型", kinds, default=known, help="决定按票数还是由行政首长决定")

    def held_on(known: str) -> str:
        if empty == "可不填":
            return ask("召开日期", _held, default=known or f"{session.today()}")
        return ask(f"召开日期（{empty}）", lambda text: _held(text) if text else "")

    def number(known: str) -> str:
        return ask_text(f"会议编号，不填的自动编（{empty}）", default=known)

    def begun_at(known: str) -> str:
        return ask(f"开始时间，如 09:00（{empty}）", time_of_day, default=known)

    return [
        *(("body", body), ("held_on", held_on), ("number", number), ("begun_at", begun_at)),
        *((name, _plain(f"{word}（{empty}）")) for name, word in _TEXTS),
    ]


_TEXTS = (("place", "会议地点"), ("chair", "主持人"), ("recorder_written", "记录人"))


def _plain(question: str) -> Callable[[str], str]:
    return lambda known: ask_text(question, default=known)


def _ask_unit(known: str) -> str:
    return ask("哪个单位的会议（代码或名称）", _known_unit, default=known)


def _known_unit(text: str) -> str:
    from powerctl.areas.organization.units import find_unit

    with session.reading() as db:
        return find_unit(db, text).code


def day_of(text: str) -> str:
    """A day as it is stored; one without a year is the last such day up to today. Raises Refused."""
    from powerctl.sheets.words import vocabulary

    today = session.today()
    day = vocabulary.day(text)
    if day is not None:
        return f"{day}"
    for year in (today.year, today.year - 1):
        flat = text.replace("/", "-").replace(".", "-").replace("－", "-")
        guessed = vocabulary.day(f"{year}年{text}") or vocabulary.day(f"{year}-{flat}")
        if guessed is not None and guessed <= today:
            told(f"没有写年份，记作 {guessed}")
            return f"{guessed}"
    raise Refused(f"“{text}”不是日期，要写成 2026-01-05 这样")


def _held(text: str) -> str:
    day = day_of(text)
    if day > f"{session.today()}":
        raise Refused(f"召开日期 {day} 还没有到", hint="会前准备用 powerctl meeting new")
    return day


def time_of_day(text: str) -> str:
    """A time as HH:MM, or empty. Raises Refused."""
    from powerctl.areas.meetings.times import clock

    if not text:
        return ""
    time = clock(text)
    if time is None:
        raise Refused(f"“{text}”不是时间，要写成 09:30 这样")
    return time
