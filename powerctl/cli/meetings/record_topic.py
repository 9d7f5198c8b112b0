"""meeting record, the steps of one topic: listed, recusals, plan, statements, head last, outcome."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from powerctl.cli.questions import Back, ask, ask_text, choose, in_turn, is_yes, say, told
from powerctl.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from powerctl.areas.meetings.recording import Member, Place, Spoken, Standing
    from powerctl.model import Meeting

_QUESTION, _SUDDEN = "问", "临时动议"
NOBODY = ("无", "没有", "没", "无人")
"""Ways to say that there is nobody."""


class Guide(Protocol):
    """What the steps need of the guide."""

    unit: str

    def standing(self) -> "Standing":
        """The meeting as it is recorded now."""
        ...

    def write(self, act: "Callable[[Session, Meeting], object]") -> None:
        """Answers written in one transaction."""
        ...

    def verdict(self, position: int, in_favour: int, *, final: bool = True) -> str:
        """What a vote comes to with so many in favour."""
        ...


def keys_named(text: str, members: "Sequence[Member]") -> list[str]:
    """The lines of the list that are named, 无 and an empty text being none. Raises Refused."""
    from powerctl.areas.meetings.named import split_names

    if text in NOBODY:
        return []
    found = []
    for name in split_names(text):
        fits = [one.key for one in members if name in (one.name, one.key, one.post)]
        if len(fits) != 1:
            listed = "、".join(f"{one.key} {one.name}" for one in members)
            said = "有几人" if fits else "不在其中"
            raise Refused(f"“{name}”{said}：{listed}")
        found += fits
    return list(dict.fromkeys(found))


def list_topic(guide: Guide, text: str) -> None:
    """Lists a topic that is known, or a new one; `-2` takes the second off. Raises Refused and Back."""
    from powerctl.areas.meetings.agenda import put_on_agenda, take_off
    from powerctl.areas.meetings.named import find_topic, unit_of
    from powerctl.areas.meetings.topics import propose
    from powerctl.cli import session
    from powerctl.terms import TopicClass

    if text[0] in "-－":
        guide.write(lambda db, meeting: take_off(db, meeting, text[1:].strip()))
        return
    unit = guide.standing().unit
    with session.reading() as db:
        try:
            known = str(find_topic(db, text, unit=unit).number)
        except Refused:
            known = ""
    kind = "" if known else choose("议题类别", [each.value for each in TopicClass])
    noticed = ask(
        "哪一天告知班子成员，如 2026-01-05（临时动议写“临时”，不清楚直接回车）",
        _noticed,
        help="按告知日期计算是否提前足够天数",
    )
    texts = {"is_extempore": "是"} if noticed == _SUDDEN else {"noticed_on": noticed}
    notes: list[str] = []

    def act(db: "Session", meeting: "Meeting") -> None:
        if known:
            topic = find_topic(db, known, unit=unit)
        else:
            home = unit_of(db, meeting).code
            topic = propose(db, home, text, today=session.today(), topic_class=kind)
        _, reminders = put_on_agenda(db, meeting, topic, at=None, **{k: v for k, v in texts.items() if v})
        notes.extend(reminders)

    guide.write(act)
    for note in notes:
        told(note)


def _noticed(text: str) -> str:
    """A day, the word for an extempore motion, or nothing."""
    from powerctl.cli.meetings.record_call import day_of

    if not text or text in (_SUDDEN, "临时"):
        return _SUDDEN if text else ""
    return day_of(text)


def recusal(guide: Guide, now: "Standing", place: "Place") -> None:
    """Who steps aside on the topic."""
    from powerctl.areas.meetings.attendance import recuse, unrecuse
    from powerctl.terms import AttendanceState

    topic = now.topic(place.item)
    present = [one for one in now.members if one.is_entitled and one.state is AttendanceState.PRESENT]
    names = {one.key: one.name for one in now.members}
    keys = ask(
        "回避的成员（几个用顿号隔开，没有写“无”或直接回车）",
        lambda text: keys_named(text, present),
        default="、".join(names[key] for key in topic.recused),
    )
    reasons = {key: ask_text(f"{names[key]}回避的原因（可不填）") for key in keys if key not in topic.recused}

    def act(db: "Session", meeting: "Meeting") -> None:
        at = str(topic.position)
        for key in topic.recused:
            if key not in keys:
                unrecuse(db, meeting, at, key)
        for key, reason in reasons.items():
            recuse(db, meeting, at, key, reason=reason)

    if keys != list(topic.recused):
        guide.write(act)
    if keys and not now.head_decides:
        told(f"计票依据：{guide.standing().topic(topic.position).base}")


def presentation(guide: Guide, now: "Standing", place: "Place") -> None:
    """Who presents the plan; one who is on the list has spoken."""
    from powerctl.areas.meetings.agenda import edit_item
    from powerctl.areas.meetings.named import find_item
    from powerctl.areas.meetings.statements import speak

    topic = now.topic(place.item)
    name = ask_text(
        "介绍方案的人（没有直接回车）", default=topic.presenter, help="由分管这项工作的班子成员介绍方案"
    )
    fits = [one.key for one in now.members if one.name == name]
    told_already = any(one.is_presentation for one in topic.spoken)

    def act(db: "Session", meeting: "Meeting") -> None:
        at = str(topic.position)
        edit_item(db, meeting, find_item(db, meeting, at)[0], {"presenter": name})
        if len(fits) == 1 and not told_already:
            speak(db, meeting, at, fits[0], before=1, is_presentation="是")

    if name and (name != topic.presenter or not told_already):
        guide.write(act)
    if name and not fits:
        told(f"“{name}”不在到会名单上，照写为汇报人")


def discussion(guide: Guide, now: "Standing", place: "Place") -> None:
    """What the members said, one after another, in the order in which they spoke."""
    _hear(guide, now, place, heads=False)


def head(guide: Guide, now: "Standing", place: "Place") -> bool:
    """The head speaks last; where the head spoke before, the record stays as it was made."""
    if not any(one.is_head for one in now.voters(place.item)):
        told("“一把手”没有到会、已回避或没有在名单中指明，这一步略过")
        return False
    _hear(guide, now, place, heads=True)
    return True


def _hear(guide: Guide, now: "Standing", place: "Place", *, heads: bool) -> None:
    """Each statement is written at once; back takes the last one back."""
    from powerctl.areas.meetings.statements import remove_statement

    here = [one for one in now.members if one.state is not None]
    while True:
        unheard = now.unheard(place.item, heads=heads)
        try:
            if not unheard:
                ask_text("都已发言，直接回车继续（写 < 取消最后一个发言）")
                return
            key = ask(
                f"下一个发言的是谁（直接回车为 {unheard[0].name}，没有人再发言写“完”）",
                partial(_speaker, here=here, first=unheard[0]),
                help="按实际发言的先后写，“一把手”先讲的也照实写；有人提问写“问”",
            )
            if key == _QUESTION:
                _question(guide, place)
                continue
            if key is None:
                told("没有发言：" + "、".join(one.name for one in unheard))
                return
            if not _state_position(guide, place, next(one for one in here if one.key == key)):
                continue
        except Refused as refusal:
            say(refusal)
        except Back:
            last = _last_of(now, place, heads)
            if last is None:
                raise

            def act(db: "Session", meeting: "Meeting", at: int = last.position) -> None:
                remove_statement(db, meeting, str(place.item), at)

            guide.write(act)
            told(f"已取消{last.name}的发言（{last.opinion or '未写表态'}），重新记录")
        now = guide.standing()
        _tell_positions(now, place)
        _warn_of_order(now, place)


def _question(guide: Guide, place: "Place") -> None:
    """A question raised on the topic, and whether it was answered clearly (R-CC-01)."""
    from powerctl.areas.meetings.statements import answer, ask

    by = ask_text("谁提问（可不填）")
    text = ask_text("提的什么问题")
    if not text:
        raise Refused("没有写问题")
    said = ask_text("怎样答复（没有答复直接回车）")
    is_clear = bool(said) and is_yes("答清了吗")

    def act(db: "Session", meeting: "Meeting") -> None:
        question = ask(db, meeting, str(place.item), text, by=by)
        if said and question.id is not None:
            answer(db, meeting, question.id, said, is_clear=is_clear)

    guide.write(act)


def _last_of(now: "Standing", place: "Place", heads: bool) -> "Spoken | None":
    """The last statement, where it belongs to this step."""
    spoken = [one for one in now.topic(place.item).spoken if not one.is_presentation]
    is_head = {one.key: one.is_head for one in now.members}
    if not spoken or (heads and not is_head.get(spoken[-1].key)):
        return None
    return spoken[-1]


def _tell_positions(now: "Standing", place: "Place") -> None:
    """How the opinions stand so far: the last of each member."""
    last = {one.key: one.opinion for one in now.topic(place.item).spoken if not one.is_presentation}
    counts = Counter(opinion or "未写表态" for opinion in last.values())
    if last:
        told(f"已发言 {len(last)} 人：" + "、".join(f"{word} {number}" for word, number in counts.items()))


def _warn_of_order(now: "Standing", place: "Place") -> None:
    order = [one.key for one in now.topic(place.item).spoken if not one.is_presentation]
    heads = [one.key for one in now.members if one.is_head and one.is_entitled]
    if any(key in heads for key in order) and order[-1] not in heads:
        told("“一把手”发言之后还有人发言，已照实记录，检查时会列为问题")


def result(guide: Guide, now: "Standing", place: "Place") -> None:
    """The outcome as it was announced, beside what the votes come to."""
    from powerctl.areas.meetings.agenda import decide
    from powerctl.terms import Outcome

    topic = now.topic(place.item)
    for verdict in topic.verdicts:
        told(verdict)
    usual = {True: Outcome.PASSED.value, False: Outcome.REJECTED.value, None: ""}[topic.is_carried]
    outcome = choose(
        "当场宣布的结果",
        [each.value for each in Outcome],
        default=topic.outcome.value if topic.outcome else usual,
        help="照主持人宣布的写；与票数不一致的也照实写",
    )
    if not outcome:
        raise Refused("还没有写宣布的结果", hint="没有宣布的选“暂缓”")
    if topic.is_carried is not None and (outcome == Outcome.PASSED) is not topic.is_carried:
        told("宣布的结果与票数不一致，已照实记录，检查时会列为问题")
    texts = {
        "decided_text": ask_text("议定事项（可不填）", default=topic.decided_text),
        "implementing_written": ask_text("承办单位（可不填）", default=topic.implementing),
    }
    if now.head_decides:
        texts["head_reason"] = ask_text(
            "决定与多数意见不同的，写理由（相同的直接回车）", default=topic.head_reason
        )
    guide.write(lambda db, meeting: decide(db, meeting, str(topic.position), outcome, **texts))


def _speaker(text: str, *, here: "Sequence[Member]", first: "Member") -> str | None:
    if text in ("完", "完了", *NOBODY):
        return None
    if not text or text == _QUESTION:
        return text or first.key
    keys = keys_named(text, here)
    if len(keys) != 1:
        raise Refused("一次写一个人")
    return keys[0]


def _state_position(guide: Guide, place: "Place", member: "Member") -> bool:
    """Asks for a position and its reasons. Out: False where the clerk went back to who speaks."""
    from powerctl.areas.meetings.statements import speak
    from powerctl.terms import Position

    def position(known: str) -> str:
        words = [each.value for each in Position]
        return choose(f"{member.name}的表态", words, default=known or Position.FOR.value)

    def reasons(known: str) -> str:
        return ask_text(f"{member.name}的理由（可不填）", default=known, help="写明观点和依据")

    try:
        texts = in_turn((("opinion", position), ("reasons", reasons)))
    except Back:
        told(f"{member.name}的发言没有记，重新选发言人")
        return False

    def act(db: "Session", meeting: "Meeting") -> None:
        opinion, said = texts["opinion"], texts["reasons"]
        speak(db, meeting, str(place.item), member.key, opinion=opinion, reasons=said)

    guide.write(act)
    return True
