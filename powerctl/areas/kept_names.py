"""Records that kept ones name by words: people, posts, agenda items, appointments, projects, payments.

A word links where exactly one record fits. Each table is read when it is first asked for.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.receipt import table_of
from powerctl.model import (
    AgendaItem,
    Appointment,
    Expenditure,
    FinanceReport,
    Meeting,
    Notice,
    NoticeSubject,
    OpenItem,
    Project,
    PublicTransaction,
    Tenure,
    Topic,
)

_Index = dict[tuple[int, str], set[int]]
_COUNTY = 0
"""Stands for the unit of what is the whole county's."""

_NUMBERED: dict[str, type[Any]] = {
    "project": Project,
    "public_transaction": PublicTransaction,
    "notice": Notice,
}


class KeptNames:
    """What words mean in a unit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._own: dict[str, _Index] = {}

    def find(self, target: str, unit: int, words: str | None) -> int | None:
        """The one record of the table `target` that words name: of the unit, or as 单位/… of another."""
        if not words or not words.strip():
            return None
        found = self._of_unit(target, unit, words)
        other, slash, rest = words.replace("／", "/").partition("/")
        if found is not None or not slash:
            return found
        home = self._units.find(other)
        return self._of_unit(target, home, rest) if home is not None else None

    def add_appointment(self, unit: int, number: str, person: str | None, row: int) -> None:
        """Lets an appointment that a workbook adds be found."""
        for words in (number, person):
            if words and normal(words):
                self._appointments[unit, normal(words)].add(row)

    def add(self, target: str, unit: int, row: int, *words: str | None) -> None:
        """Lets a record that a workbook adds be found by its words."""
        for one in words:
            if one and normal(one):
                self._index(target).setdefault((unit, normal(one)), set()).add(row)

    def tenure(self, person: int | None, post: int | None, day: Any) -> int | None:
        """The one tenure of a person in a post from a day on."""
        if person is None or post is None or day is None:
            return None
        found = self._tenures.get((person, post, day), [])
        return found[0] if len(found) == 1 else None

    def _of_unit(self, target: str, unit: int, words: str) -> int | None:
        if target == "person":
            name, _, number = words.partition("#")
            found = self._people.find(unit, name.strip(), number.strip())
            return found[0] if len(found) == 1 else None
        if target == "post":
            return self._posts.find(unit, words)
        index, known = self._index(target), normal(words)
        numbers = index.get((unit, known)) or index.get((_COUNTY, known), set())
        return next(iter(numbers)) if len(numbers) == 1 else None

    def _index(self, target: str) -> _Index:
        if target == "appointment":
            return self._appointments
        if target not in self._own:
            self._own[target] = self._read(target)
        return self._own[target]

    def _read(self, target: str) -> _Index:
        if target == "agenda_item":
            item, meeting, topic = table_of(AgendaItem), table_of(Meeting), table_of(Topic)
            query: Any = (
                select(
                    item.c.id,
                    meeting.c.unit_id,
                    meeting.c.number + "/" + topic.c.number,
                    meeting.c.number + "/" + topic.c.title,
                    meeting.c.number + " " + topic.c.title,
                )
                .join_from(item, meeting, item.c.meeting_id == meeting.c.id)
                .join(topic, item.c.topic_id == topic.c.id)
            )
        elif target in _NUMBERED:
            one = table_of(_NUMBERED[target])
            called = one.c.title if "title" in one.c else one.c.name
            query = select(one.c.id, one.c.unit_id, one.c.number, called)
        elif target == "open_item":
            one = table_of(OpenItem)
            query = select(one.c.id, func.coalesce(one.c.unit_id, _COUNTY), one.c.code, one.c.name)
        elif target == "finance_report":
            one = table_of(FinanceReport)
            query = select(one.c.id, one.c.unit_id, one.c.title)
        elif target == "notice_subject":
            one, of = table_of(NoticeSubject), table_of(Notice)
            query = select(
                one.c.id,
                of.c.unit_id,
                of.c.number + "/" + cast(one.c.position, String),
                of.c.number + "/" + one.c.subject_written,
                one.c.subject_written,
            ).join_from(one, of, of.c.id == one.c.notice_id)
        else:
            one = table_of(Expenditure)
            key = one.c.identity + "#" + cast(one.c.ordinal, String)
            query = select(one.c.id, one.c.unit_id, key, one.c.number, one.c.voucher)
        return _indexed(self._session.connection().execute(query))

    @cached_property
    def _appointments(self) -> _Index:
        one = table_of(Appointment)
        query = select(one.c.id, one.c.unit_id, one.c.number, one.c.person_written)
        return _indexed(self._session.connection().execute(query))

    @cached_property
    def _tenures(self) -> dict[tuple[int, int, Any], list[int]]:
        one = table_of(Tenure)
        found: dict[tuple[int, int, Any], list[int]] = defaultdict(list)
        query = select(one.c.id, one.c.person_id, one.c.post_id, one.c.valid_from)
        for number, person, post, day in self._session.connection().execute(query):
            found[person, post, day].append(number)
        return found

    @cached_property
    def _people(self) -> People:
        return People.of(self._session)

    @cached_property
    def _posts(self) -> Posts:
        return Posts.of(self._session)

    @cached_property
    def _units(self) -> Units:
        return Units.of(self._session)


def _indexed(rows: Iterable[Any]) -> _Index:
    """By unit and words; a record's number counts before the names of others."""
    found: _Index = defaultdict(set)
    names: _Index = defaultdict(set)
    for number, unit, first, *others in rows:
        if first:
            found[unit, normal(first)].add(number)
        for words in others:
            if words and words != first:
                names[unit, normal(words)].add(number)
    for key, numbers in names.items():
        if key not in found:
            found[key] = numbers
    return found
