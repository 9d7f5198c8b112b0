"""Records that others name by words: people, posts, venues, projects, trades, payments, agenda items, ….

Each table is read when it is first asked for; payments, of which there may be a million, unit by unit.
A word links where exactly one record fits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.receipt import table_of
from powerctl.model import (
    AgendaItem,
    Appointment,
    CountersignSheet,
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
    TradingVenue,
)

_STREAM = {"yield_per": 2000}
_PAYMENT = "expenditure"
_VENUE = "trading_venue"
"""A venue has a record for each kind of trade: its name stands for the first of them."""
_CALLED: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "trading_venue": (TradingVenue, ("name",)),
    "project": (Project, ("number", "name")),
    "public_transaction": (PublicTransaction, ("number", "name")),
    "countersign_sheet": (CountersignSheet, ("number",)),
    "finance_report": (FinanceReport, ("title",)),
    "appointment": (Appointment, ("number", "person_written")),
    "open_item": (OpenItem, ("code", "name")),
    "notice": (Notice, ("number", "title")),
    "notice_subject": (NoticeSubject, ("position", "subject_written")),
}
"""By which columns a record is called; an earlier one goes before a later one."""


class Index:
    """Records by unit and words, name by name; words of several records name none of them."""

    def __init__(self) -> None:
        self._by_name: list[dict[tuple[int | None, str], set[int]]] = []

    def add(self, unit: int | None, number: int, names: Iterable[str | None]) -> None:
        """Takes a record in under its names, of which the first goes before the second, and so on."""
        for at, words in enumerate(names):
            if at == len(self._by_name):
                self._by_name.append(defaultdict(set))
            if words and (known := normal(words)):
                self._by_name[at][unit, known].add(number)

    def find(self, unit: int | None, known: str, *, first: bool = False) -> int | None:
        """The one record of these words, of the unit or the county; of several none, or the `first`."""
        for numbers in self._by_name:
            found = numbers.get((unit, known)) or numbers.get((None, known))
            if found and (first or len(found) == 1):
                return min(found)
        return None


class KeptNames:
    """What words mean in a unit."""

    def __init__(self, session: Session, units: Units | None = None) -> None:
        """`units`: those of the file, with the ones that a workbook is about to add."""
        self._session = session
        self._given_units = units
        self._indexes: dict[str, Index] = {}
        self._read: set[tuple[str, int | None]] = set()

    def find(self, target: str, unit: int | None, words: str | None) -> int | None:
        """The one record of the table `target` that words name: of the unit, or as 单位/… of another."""
        known = normal(words) if words else ""
        if not known or words is None:
            return None
        found = self._of_unit(target, unit, words, known)
        if found is not None or "/" not in known:
            return found
        other, _, rest = words.replace("／", "/").partition("/")
        home = self._units.find(other)
        return self._of_unit(target, home, rest, normal(rest)) if home is not None else None

    def remember(self, target: str, unit: int | None, number: int, *names: str | None) -> None:
        """Lets a record be found by these names, the first before the second."""
        self._indexes.setdefault(target, Index()).add(unit, number, names)

    def take_in(
        self, target: str, unit: int | None, number: int, values: Mapping[str, Any], owner: str = ""
    ) -> None:
        """Lets a record that a workbook adds or changes be found; `owner` is what it is a part of."""
        if target in _CALLED:
            self.remember(target, unit, number, *_names(target, values, owner))

    def tenure(self, person: int | None, post: int | None, day: Any) -> int | None:
        """The one tenure of a person in a post from a day on."""
        if person is None or post is None or day is None:
            return None
        found = self._tenures.get((person, post, day), [])
        return found[0] if len(found) == 1 else None

    def _of_unit(self, target: str, unit: int | None, words: str, known: str) -> int | None:
        if target == "person":
            name, _, number = words.partition("#")
            found = self._people.find(unit or 0, name, number)
            return found[0] if len(found) == 1 else None
        if target == "post":
            return self._posts.find(unit or 0, words)
        part = (target, unit if target == _PAYMENT else None)
        if part not in self._read:
            self._read.add(part)
            self._read_in(*part)
        return self._indexes.setdefault(target, Index()).find(unit, known, first=target == _VENUE)

    def _read_in(self, target: str, unit: int | None) -> None:
        if target == "agenda_item":
            self._read_agenda()
        elif target == _PAYMENT:
            self._read_payments(unit)
        elif target == "notice_subject":
            self._read_subjects()
        else:
            model, columns = _CALLED[target]
            table = table_of(model)
            own = ("unit_id",) if "unit_id" in table.columns else ()
            query = select(*(table.c[name] for name in ("id", *own, *columns)))
            for row in self._session.connection().execute(query).mappings():
                self.take_in(target, row.get("unit_id"), row["id"], dict(row))

    def _read_agenda(self) -> None:
        item, meeting, topic = table_of(AgendaItem), table_of(Meeting), table_of(Topic)
        query = (
            select(item.c.id, meeting.c.unit_id, meeting.c.number, topic.c.number, topic.c.title)
            .join_from(item, meeting, item.c.meeting_id == meeting.c.id)
            .join(topic, item.c.topic_id == topic.c.id)
        )
        for number, unit, held, topic_number, title in self._session.connection().execute(query):
            names = [f"{held}{mark}{name}" for name in (topic_number, title) if name for mark in "/ "]
            self.remember("agenda_item", unit, number, *names)

    def _read_payments(self, unit: int | None) -> None:
        one = table_of(Expenditure)
        columns = (one.c.id, one.c.identity, one.c.ordinal, one.c.number, one.c.voucher)
        query = select(*columns).where(one.c.unit_id == unit)
        rows = self._session.connection().execute(query, execution_options=_STREAM)
        for number, key, ordinal, *names in rows:
            self.remember(_PAYMENT, unit, number, f"{key}#{ordinal}", *names)

    def _read_subjects(self) -> None:
        one, of = table_of(NoticeSubject), table_of(Notice)
        query = select(one.c.id, of.c.unit_id, of.c.number, one.c.position, one.c.subject_written)
        query = query.join_from(one, of, of.c.id == one.c.notice_id)
        for row in self._session.connection().execute(query).mappings():
            self.take_in("notice_subject", row["unit_id"], row["id"], dict(row), row["number"])

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
        return self._given_units or Units.of(self._session)


def _names(target: str, values: Mapping[str, Any], owner: str) -> list[str | None]:
    """What a record is called; a part of another one with that one's words before it, and by its own name."""
    called = [values.get(name) for name in _CALLED[target][1]]
    if not owner:
        return called
    own = [name for name in called if isinstance(name, str)]
    return [*(f"{owner}/{name}" for name in called), *own]
