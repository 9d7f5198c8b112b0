"""What the commands of meetings share: the words after them, and the one meeting that is changed."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from powerctl.cli import session
from powerctl.cli.setting import Noun, found, number_named
from powerctl.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

MEETING = Noun("meeting", "meeting", "会议", "Meeting", "meetings.meetings", ("chair",))
SEAT = Noun("meeting", "attendance", "到会情况", "Attendance", "meetings.attendance")
ITEM = Noun(
    "meeting", "agenda_item", "会议议程", "AgendaItem", "meetings.agenda", ("presenter", "reconsiders")
)
TOPIC = Noun("topic", "topic", "议题", "Topic", "meetings.topics", ("catalogue_item", "in_charge"))

MeetingKey = Annotated[str, typer.Argument(help="会议的编号或会议编号", metavar="会议")]
ItemKey = Annotated[str, typer.Argument(help="第几项，或议题编号，或议题名称中的几个字", metavar="议题")]
TopicKey = Annotated[str, typer.Argument(help="议题的编号、议题编号或议题名称", metavar="议题")]
NameKey = Annotated[str, typer.Argument(help="名单上的姓名或职务；同名的写 #排序", metavar="姓名")]
OfUnit = Annotated[
    str | None, typer.Option("--unit", "-u", help="哪个单位的；几个单位同编号时写明", metavar="单位")
]
WrongEntry = Annotated[bool, typer.Option("--remove", help="登记有误，去掉")]


def meeting_number(key: str, unit: str | None) -> int:
    """The number of the meeting that is meant. Raises Refused where a number means two of them."""
    return _number(MEETING, key, unit)


def topic_number(key: str, unit: str | None) -> int:
    """The number of the topic that is meant, in the same way."""
    return _number(TOPIC, key, unit)


def _number(noun: Noun, key: str, unit: str | None) -> int:
    from powerctl.cli.naming import known_unit
    from powerctl.store.views import VIEWS, Condition, rows

    number = number_named(noun, key, unit)
    if not key.strip().isdecimal():
        return number
    with session.viewing() as db:
        where = [Condition("number", "=", key.strip())]
        if unit:
            where.append(Condition("unit_code", "within", known_unit(db, unit)))
        called = rows(db, VIEWS[noun.view], where=where, columns=("id", "unit"), limit=2)
    others = [(row, home) for row, home in called if row != number]
    if others:
        raise Refused(
            f"“{key}”既是一条{noun.what}的编号，又是{others[0][1]}的{noun.what}编号",
            hint=f"powerctl {noun.command} list",
        )
    return number


@contextlib.contextmanager
def changing(verb: str, key: str, unit: str | None) -> "Iterator[tuple[Session, Any]]":
    """One transaction on one meeting; the ledger names the command and the meeting's number only."""
    number = meeting_number(key, unit)
    with session.writing(f"meeting {verb} {number}") as db:
        yield db, found(db, MEETING, number)


@contextlib.contextmanager
def changing_topic(verb: str, key: str, unit: str | None) -> "Iterator[tuple[Session, Any]]":
    """One transaction on one topic, in the same way."""
    number = topic_number(key, unit)
    with session.writing(f"topic {verb} {number}") as db:
        yield db, found(db, TOPIC, number)
