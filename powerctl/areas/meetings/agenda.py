"""The agenda of a meeting: topics listed, taken off, corrected, decided (R-XZ-06, R-XZ-09)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from powerctl.areas.edits import Change, edit, number_of
from powerctl.areas.meetings.closing import refuse_closed, tell
from powerctl.areas.meetings.named import agenda_of, find_item, find_meeting, item_words, person_in
from powerctl.areas.meetings.times import with_times
from powerctl.areas.meetings.topics import STATE_AFTER, advance, find_catalogue_note
from powerctl.errors import Refused
from powerctl.model import (
    AgendaItem,
    Meeting,
    NamedBallot,
    Question,
    Recusal,
    Resolution,
    SecretBallot,
    Statement,
    Topic,
)
from powerctl.terms import TopicState

EDITABLE = (
    *("noticed_on", "is_extempore", "presenter_written", "observers_written", "begun_at", "ended_at"),
    *("outcome", "decided_text", "head_reason", "reconsider_consent", "implementing_written"),
    *("executed_on", "method_written", "counted_for", "counted_against", "counted_abstain"),
)
LINKS = ("presenter", "reconsiders")
_TIMES = ("begun_at", "ended_at")


def put_on_agenda(
    session: Session, meeting: Meeting, topic: Topic, *, at: int | None = None, **texts: str
) -> tuple[AgendaItem, list[str]]:
    """Lists a topic, last or at a place; a day of notice also says that it is no extempore motion.

    Out: the item, and reminders. Raises Refused for another unit's topic and one that is listed already.
    """
    refuse_closed(meeting)
    if topic.unit_id != meeting.unit_id:
        raise Refused(f"议题 {topic.number} 不是本单位的议题", hint=f"powerctl topic show {topic.id}")
    agenda = agenda_of(session, meeting)
    for item, known in agenda:
        if known.id == topic.id:
            raise Refused(
                f"议题 {topic.number} 已列为会议 {meeting.number} 第 {item.position} 项",
                hint=f"powerctl meeting item {meeting.id} {item.position} --set 栏目=值",
            )
    place = len(agenda) + 1 if at is None else min(max(at, 1), len(agenda) + 1)
    last = max((item.position for item, _ in agenda), default=0)
    item = AgendaItem(meeting_id=number_of(meeting), topic_id=number_of(topic), position=last + 1)
    session.add(item)
    session.flush()
    edit_item(session, meeting, item, _noticed(texts))
    if place <= len(agenda):
        _reorder(
            session,
            [*(one for one, _ in agenda[: place - 1]), item, *(one for one, _ in agenda[place - 1 :])],
        )
    advance(session, topic, TopicState.LISTED)
    tell(session, meeting, f"列入{item_words(item, topic)}")
    return item, find_catalogue_note(session, topic)


def _noticed(texts: Mapping[str, str]) -> dict[str, str]:
    more = dict(texts)
    if more.get("noticed_on", "").strip():
        more.setdefault("is_extempore", "否")
    return more


def _reorder(session: Session, items: list[AgendaItem]) -> None:
    """Numbers the items from 1 in their order; in two steps, since no two may share a place."""
    beyond = max((item.position for item in items), default=0) + len(items)
    for shift in (beyond, 0):
        for place, item in enumerate(items, start=1):
            item.position = place + shift
            session.add(item)
        session.flush()


def take_off(session: Session, meeting: Meeting, topic: str) -> Topic:
    """Takes a topic off the agenda that was not dealt with. Raises Refused where something is recorded."""
    refuse_closed(meeting)
    item, about = find_item(session, meeting, topic)
    belongings = (
        (Statement, "发言"), (Recusal, "回避"), (Question, "提问"), (NamedBallot, "记名表决"),
        (SecretBallot, "无记名票决"), (Resolution, "决议"),
    )  # fmt: skip
    for table, what in belongings:
        if session.exec(select(table.id).where(table.agenda_item_id == item.id)).first() is not None:
            raise Refused(
                f"{item_words(item, about)}已有{what}记录，不能从议程去掉",
                hint=f"powerctl meeting decide {meeting.id} {item.position} 退回",
            )
    words = item_words(item, about)
    session.delete(item)
    session.flush()
    _reorder(session, [one for one, _ in agenda_of(session, meeting)])
    if about.state is TopicState.LISTED:
        about.state = None
        session.add(about)
        session.flush()
    tell(session, meeting, f"议程去掉{words}")
    return about


def edit_item(
    session: Session, meeting: Meeting, item: AgendaItem, changes: Mapping[str, str]
) -> list[Change]:
    """Corrects an item; `presenter` is a name, `reconsiders` an earlier item as 会议编号#项.

    Out: before → after. Raises Refused as `edits.edit`.
    """
    refuse_closed(meeting)
    texts = with_times(changes, _TIMES)
    if "presenter" in texts:
        texts.setdefault("presenter_written", texts["presenter"].partition("#")[0])
    links = {
        "presenter": lambda text: person_in(session, meeting.unit_id, text),
        "reconsiders": lambda text: _earlier(session, meeting, text),
    }
    reconsiders = texts.pop("reconsiders", None)
    done = edit(session, item, texts, EDITABLE, links)
    if reconsiders is not None:
        done += _set_earlier(session, meeting, item, reconsiders)
    for change in done:
        tell(session, meeting, f"第 {item.position} 项{change.heading}：{change.before} → {change.after}")
    return done


def _set_earlier(session: Session, meeting: Meeting, item: AgendaItem, text: str) -> list[Change]:
    earlier = _earlier(session, meeting, text) if text.strip() else None
    if earlier == item.reconsiders_id:
        return []
    before = "空" if item.reconsiders_id is None else f"会议议程 {item.reconsiders_id}"
    item.reconsiders_id = earlier
    session.add(item)
    session.flush()
    return [Change("reconsiders", "复议的议程", before, text.strip() or "空")]


def _earlier(session: Session, meeting: Meeting, text: str) -> int:
    number, mark, place = text.replace("＃", "#").partition("#")
    if not mark:
        raise Refused(f"“{text}”要写成 会议编号#第几项，如 2026-01#2", hint="powerctl meeting list")
    item, _ = find_item(session, find_meeting(session, number), place)
    return number_of(item)


def decide(
    session: Session, meeting: Meeting, topic: str, outcome: str, **texts: str
) -> tuple[AgendaItem, Topic, list[Change]]:
    """Records the outcome that was announced, in whatever relation to the votes; the topic follows.

    Raises Refused for a word that is no outcome.
    """
    item, about = find_item(session, meeting, topic)
    changes = edit_item(session, meeting, item, {"outcome": outcome, **texts})
    about.state = STATE_AFTER[item.outcome] if item.outcome else about.state
    session.add(about)
    session.flush()
    return item, about, changes


def notice_items(session: Session, meeting: Meeting, *, on: date) -> list[AgendaItem]:
    """Records the day of notice of every item that has none and is no extempore motion; none is one then."""
    refuse_closed(meeting)
    told = []
    for item, topic in agenda_of(session, meeting):
        if item.noticed_on is None and item.is_extempore is not True:
            item.noticed_on, item.is_extempore = on, False
            session.add(item)
            told.append(item)
            advance(session, topic, TopicState.NOTICED)
            tell(session, meeting, f"{item_words(item, topic)} 告知日期 {on}")
    session.flush()
    return told


def notice_topic(session: Session, meeting: Meeting, topic: Topic, *, on: date) -> AgendaItem:
    """Records that a topic was announced for a meeting on a day; it is listed there where it was not yet."""
    refuse_closed(meeting)
    for item, known in agenda_of(session, meeting):
        if known.id == topic.id:
            edit_item(session, meeting, item, {"noticed_on": on.isoformat(), "is_extempore": "否"})
            return item
    advance(session, topic, TopicState.NOTICED)
    item, _ = put_on_agenda(session, meeting, topic, noticed_on=on.isoformat())
    return item
