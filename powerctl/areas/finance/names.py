"""Records that others name by words: people, posts, venues, projects, trades, payments, agenda items.

Each table is read when it is first asked for. A word links where exactly one record fits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.receipt import table_of
from powerctl.model import (
    AgendaItem,
    CountersignSheet,
    Expenditure,
    Meeting,
    Project,
    PublicTransaction,
    Topic,
    TradingVenue,
)

_STREAM = {"yield_per": 2000}
_Key = tuple[int | None, str]


class Index:
    """Records by unit and words; words of several records name none of them."""

    def __init__(self) -> None:
        self._numbers: dict[_Key, set[int]] = defaultdict(set)

    def add(self, unit: int | None, words: str | None, number: int) -> None:
        """Takes a record in under one of its names."""
        if words and (known := normal(words)):
            self._numbers[unit, known].add(number)

    def find(self, unit: int | None, words: str | None) -> int | None:
        """The one record of this name."""
        found = self._numbers.get((unit, normal(words))) if words else None
        return next(iter(found)) if found and len(found) == 1 else None


class Names:
    """What some units' records may name."""

    def __init__(self, session: Session, unit_ids: Iterable[int], units: Units | None = None) -> None:
        self.session = session
        self._unit_ids = set(unit_ids)
        self._units = units
        self._by_link: dict[str, Callable[[int, str], int | None]] = {
            "post_id": self.post,
            "venue_id": lambda _, words: self.venues.get(normal(words)),
            "project_id": self.project,
            "transaction_id": self.transaction,
            "expenditure_id": self.expenditure,
            "reverses_id": self.expenditure,
            "agenda_item_id": self.agenda_item,
        }

    def find(self, link: str, unit: int, words: str | None) -> int | None:
        """What a link's words name in a unit; every link that is none of the known ones is a person."""
        return self._by_link.get(link, self.person)(unit, words) if words else None

    @cached_property
    def _people(self) -> People:
        return People.of(self.session)

    @cached_property
    def _posts(self) -> Posts:
        return Posts.of(self.session)

    def person(self, unit: int, words: str) -> int | None:
        """The one person of this name in the unit."""
        found = self._people.find(unit, words)
        return found[0] if len(found) == 1 else None

    def post(self, unit: int, words: str) -> int | None:
        """The post of this title."""
        return self._posts.find(unit, words)

    @cached_property
    def venues(self) -> dict[str, int]:
        """Trading venues by name: the first record of one that has a record for each kind of trade."""
        table = table_of(TradingVenue)
        rows = self.session.connection().execute(select(table.c.id, table.c.name).order_by(table.c.id.desc()))
        return {normal(name): number for number, name in rows}

    def know_venue(self, name: str, number: int) -> None:
        """Takes in a venue that is being added."""
        self.venues.setdefault(normal(name), number)

    @cached_property
    def projects(self) -> tuple[Index, Index]:
        """Projects by number, and by name."""
        return self._by_number_and_name(Project)

    @cached_property
    def transactions(self) -> tuple[Index, Index]:
        """Trades by number, and by name."""
        return self._by_number_and_name(PublicTransaction)

    @cached_property
    def sheets(self) -> Index:
        """Countersign sheets by number."""
        table = table_of(CountersignSheet)
        return self._indexed(select(table.c.id, table.c.number, table.c.unit_id))

    @cached_property
    def expenditures(self) -> tuple[Index, Index, Index]:
        """Payments by key, by number and by voucher."""
        found = Index(), Index(), Index()
        table = table_of(Expenditure)
        columns = ("id", "unit_id", "identity", "ordinal", "number", "voucher")
        query = select(*(table.c[name] for name in columns)).where(table.c.unit_id.in_(self._unit_ids))
        rows = self.session.connection().execute(query, execution_options=_STREAM)
        for row in rows:
            remember_expenditure(found, *row)
        return found

    @cached_property
    def _agenda(self) -> Index:
        item, meeting, topic = table_of(AgendaItem), table_of(Meeting), table_of(Topic)
        query = (
            select(item.c.id, meeting.c.unit_id, meeting.c.number, topic.c.number, topic.c.title)
            .join_from(item, meeting, item.c.meeting_id == meeting.c.id)
            .join(topic, item.c.topic_id == topic.c.id)
        )
        found = Index()
        for number, unit, held, words, title in self.session.connection().execute(query):
            for name in dict.fromkeys((words, title)):
                found.add(unit, f"{held}/{name}", number)
                found.add(unit, f"{held} {name}", number)
        return found

    def project(self, unit: int, words: str) -> int | None:
        """A project by number or name."""
        return self._first(self.projects, unit, words)

    def transaction(self, unit: int, words: str) -> int | None:
        """A trade by number or name."""
        return self._first(self.transactions, unit, words)

    def expenditure(self, unit: int, words: str) -> int | None:
        """A payment by key, number or voucher."""
        return self._first(self.expenditures, unit, words)

    def agenda_item(self, unit: int, words: str) -> int | None:
        """An agenda item as 会议编号/议题编号（或名称）, of another unit's meeting as 单位/…."""
        found = self._agenda.find(unit, words)
        if found is not None or "/" not in normal(words):
            return found
        home, _, rest = words.replace("／", "/").partition("/")
        if self._units is None:
            self._units = Units.of(self.session)
        other = self._units.find(home)
        return self._agenda.find(other, rest) if other is not None else None

    def _by_number_and_name(self, model: Any) -> tuple[Index, Index]:
        table = table_of(model)
        columns = [table.c.id, table.c.number, table.c.unit_id]
        by_name = [table.c.id, table.c.name, table.c.unit_id]
        return self._indexed(select(*columns)), self._indexed(select(*by_name))

    def _indexed(self, query: Any) -> Index:
        found = Index()
        for number, words, unit in self.session.connection().execute(query):
            found.add(unit, words, number)
        return found

    @staticmethod
    def _first(indexes: tuple[Index, ...], unit: int, words: str) -> int | None:
        return next((found for index in indexes if (found := index.find(unit, words)) is not None), None)


def remember_expenditure(
    indexes: tuple[Index, Index, Index],
    number: int,
    unit: int,
    key: str,
    ordinal: int,
    words: str | None,
    voucher: str | None,
) -> None:
    """Takes a payment in under its key, its number and its voucher."""
    indexes[0].add(unit, f"{key}#{ordinal}", number)
    indexes[1].add(unit, words, number)
    indexes[2].add(unit, voucher, number)
