"""The meetings of some units as they are stored, and what a workbook adds to them and changes.

Every way of reading meetings writes through here: the workbook of five sheets, and registers. What the
file holds beyond the workbook stays. A closed meeting takes in nothing new.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, select

from powerctl.areas.identity import normal
from powerctl.areas.meetings.topics import STATE_AFTER
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import People
from powerctl.areas.receipt import Action, Draft, Outcome, table_of
from powerctl.areas.rows import Row
from powerctl.model import (
    AgendaItem,
    Attendance,
    CatalogueItem,
    Meeting,
    MeetingReopening,
    NamedBallot,
    NamedVote,
    Recusal,
    SecretBallot,
    Statement,
    Topic,
)
from powerctl.sheets.words import meeting_lines

_OUT_OF_THE_WAY = 1_000_000


@dataclass(slots=True)
class Entry:
    """One row of a workbook, and what becomes of it over all the records that it holds."""

    row: Row
    name_field: str
    """The column whose cell a problem of the whole row is told of."""
    outcome: Outcome = Outcome.UNCHANGED

    def fold(self, outcome: Outcome) -> None:
        """Takes in what became of one more of its records."""
        self.outcome = self.outcome.and_also(outcome)

    @property
    def final(self) -> Outcome:
        """What the receipt counts."""
        return Outcome.REJECTED if self.row.rejected else self.outcome


def keep_link(values: dict[str, Any], stored: dict[str, Any] | None, link: str, words: str) -> None:
    """A link that a clerk has made stands as long as the words are the same."""
    if stored is not None and values[link] is None and stored[words] == values[words]:
        values[link] = stored[link]


def read_times(row: Row, values: dict[str, Any], fields: Collection[str] = ("begun_at", "ended_at")) -> None:
    """Adds times of day as HH:MM; what is no time is a problem."""
    for field in fields:
        if not row.has(field):
            continue
        text = row.text(field)
        values[field] = meeting_lines.clock(text) if text else None
        if text and values[field] is None:
            row.problem(field, "时间，如 09:00", f"“{text}”不是时间，要写成 09:00 这样")


_PARENTS = {
    "agenda_item": "meeting_id",
    "attendance": "meeting_id",
    "recusal": "agenda_item_id",
    "named_ballot": "agenda_item_id",
    "named_vote": "ballot_id",
    "secret_ballot": "agenda_item_id",
}


class Book:
    """Meetings with all that hangs on them, found as clerks name them."""

    def __init__(self, draft: Draft, unit_ids: Collection[int], *, with_votes: bool = True) -> None:
        """`with_votes`: statements and votes are read, too."""
        self.draft = draft
        meeting, item, ballot = table_of(Meeting), table_of(AgendaItem), table_of(NamedBallot)
        units = set(unit_ids)
        meetings = select(meeting.c.id).where(meeting.c.unit_id.in_(units))
        items = select(item.c.id).where(item.c.meeting_id.in_(meetings))
        ballots = select(ballot.c.id).where(ballot.c.agenda_item_id.in_(items))

        def of_items(model: Any, wanted: bool = True) -> Merging:
            table = table_of(model)
            return Merging(draft, table, table.c.agenda_item_id.in_(items) if wanted else false())

        attendance, vote, topic = table_of(Attendance), table_of(NamedVote), table_of(Topic)
        self.meetings = Merging(draft, meeting, meeting.c.unit_id.in_(units))
        self.topics = Merging(draft, topic, topic.c.unit_id.in_(units))
        self.roster = Merging(draft, attendance, attendance.c.meeting_id.in_(meetings))
        self.items = Merging(draft, item, item.c.meeting_id.in_(meetings))
        self.recusals = of_items(Recusal)
        self.statements = of_items(Statement, with_votes)
        self.named = of_items(NamedBallot, with_votes)
        self.votes = Merging(draft, vote, vote.c.ballot_id.in_(ballots) if with_votes else false())
        self.secret = of_items(SecretBallot, with_votes)
        self.people = People.of(draft.session)
        self.changed: set[int] = set()
        """Meetings that the workbook adds something to or changes."""
        self._index(units)

    def _index(self, units: Collection[int]) -> None:
        self.by_number = {
            (row["unit_id"], normal(row["number"])): number for number, row in self.meetings.rows.items()
        }
        self.topic_numbers = {
            (row["unit_id"], normal(row["number"])): number for number, row in self.topics.rows.items()
        }
        self._under: dict[tuple[str, int], list[int]] = defaultdict(list)
        for merging in (self.items, self.roster, self.recusals, self.named, self.votes, self.secret):
            for number, row in merging.rows.items():
                self._under[merging.table.name, row[_PARENTS[merging.table.name]]].append(number)
        table = table_of(CatalogueItem)
        self._catalogue: dict[tuple[int, str], list[int]] = defaultdict(list)
        rows = self.draft.session.connection().execute(
            select(table.c.id, table.c.unit_id, table.c.code, table.c.name).where(table.c.unit_id.in_(units))
        )
        for number, unit_id, code, name in rows:
            for words in dict.fromkeys((normal(code or ""), normal(name))):
                if words:
                    self._catalogue[unit_id, words].append(number)

    def of(self, merging: Merging, parent: int) -> list[int]:
        """The rows that hang on a meeting, an item or a round, what the workbook adds included."""
        return self._under[merging.table.name, parent]

    def person(self, unit_id: int, name: str | None) -> int | None:
        """The one person of this name in the unit."""
        found = self.people.find(unit_id, name) if name else []
        return found[0] if len(found) == 1 else None

    def catalogue_item(self, unit_id: int, words: str) -> int | None:
        """The one matter of the unit's catalogue with this code or name."""
        found = self._catalogue.get((unit_id, normal(words)), [])
        return found[0] if len(found) == 1 else None

    def seats(self, meeting: int, name: str) -> list[int]:
        """Lines of a meeting's list with this name."""
        return [
            number
            for number in self.of(self.roster, meeting)
            if normal(self.roster.rows[number]["person_written"]) == normal(name)
        ]

    def item_called(self, meeting: int, words: str) -> int | None:
        """The item of a meeting by its place, its topic's number or its title."""
        wanted = normal(words)
        for number in self.of(self.items, meeting):
            if wanted.isdecimal() and self.items.rows[number]["position"] == int(wanted):
                return number
        for field in ("number", "title"):
            found = [
                number
                for number in self.of(self.items, meeting)
                if normal(self.topics.rows[self.items.rows[number]["topic_id"]][field]) == wanted
            ]
            if len(found) == 1:
                return found[0]
        return None

    def free_place(self, merging: Merging, numbers: Collection[int]) -> int:
        """The place after the last of some rows."""
        return max((int(merging.rows[number]["position"]) for number in numbers), default=0) + 1

    def is_closed(self, meeting: int) -> bool:
        """Whether the meeting was closed."""
        return meeting in self.meetings.rows and self.meetings.rows[meeting]["closed_at"] is not None

    def make_room(
        self, merging: Merging, siblings: Collection[int], position: int, number: int | None, meeting: int
    ) -> None:
        """A row that is put in another's place sends the other behind the last."""
        for other in siblings:
            taken = other != number and merging.rows[other]["position"] == position
            if taken and not self.is_closed(meeting):
                merging.rewrite(other, {"position": self.free_place(merging, siblings)})

    def take(
        self,
        entry: Entry,
        merging: Merging,
        number: int | None,
        values: Mapping[str, Any],
        meeting: int | None,
    ) -> int | None:
        """Adds a row or changes one; its number. None, with a problem, where the meeting is closed.

        `meeting` None: what follows a meeting, or comes before it, is no change of its record.
        """
        stored = merging.rows.get(number) if number is not None else None
        if stored is not None and all(stored[name] == value for name, value in values.items()):
            return number
        if meeting is not None and self.is_closed(meeting):
            home = self.meetings.rows[meeting]
            entry.row.problem(
                entry.name_field,
                "没有办结的会议",
                f"会议“{home['number']}”已办结，不能由导入改动；确需改动的先执行 powerctl meeting reopen",
            )
            return None
        if meeting is not None:
            self.changed.add(meeting)
        place = entry.row.sheet, entry.row.record
        if number is None:
            entry.fold(Outcome.ADDED)
            number = merging.add(*place, values)
            if parent := _PARENTS.get(merging.table.name):
                self._under[merging.table.name, values[parent]].append(number)
            return number
        entry.fold(merging.change(*place, number, values))
        return number

    def set_states(self) -> None:
        """A topic whose result the workbook brings is decided, deferred, returned or discussed by it."""
        latest: dict[int, tuple[Any, ...]] = {}
        written = set()
        for number, row in self.items.rows.items():
            if self.items.writes(number, "outcome") and row["outcome"] is not None:
                written.add(row["topic_id"])
            if row["outcome"] is not None:
                held_on = self.meetings.rows[row["meeting_id"]]["held_on"]
                key = (str(held_on or ""), row["position"], row["outcome"])
                latest[row["topic_id"]] = max(latest.get(row["topic_id"], key), key, key=lambda one: one[:2])
        for topic in written:
            state = STATE_AFTER[latest[topic][2]]
            stored = self.topics.rows[topic]
            if stored["state"] is not state:
                self.topics.rewrite(topic, {"state": state})

    def finish(self) -> None:
        """Hands everything to the draft, in the order in which one record needs the other."""
        self.set_states()
        for merging in (self.items, self.roster, self.statements):
            self._make_way(merging)
        for merging in (
            *(self.meetings, self.topics, self.roster, self.items, self.recusals, self.statements),
            *(self.named, self.votes, self.secret),
        ):
            merging.finish()
        self._tell_reopened()

    def _make_way(self, merging: Merging) -> None:
        """Rows that change places leave theirs first: no two may share one even for a moment."""
        moving = [n for n in merging.rows if not merging.is_new(n) and merging.writes(n, "position")]
        self.draft.write(
            Action.UPDATE,
            merging.table,
            ("id", "position"),
            [(number, _OUT_OF_THE_WAY + at) for at, number in enumerate(moving)],
        )

    def _tell_reopened(self) -> None:
        """A meeting that was closed and is open again keeps a list of what was changed."""
        table = table_of(MeetingReopening)
        rows = self.draft.session.connection().execute(
            select(table.c.id, table.c.changes).where(
                table.c.closed_at.is_(None), table.c.meeting_id.in_(sorted(self.changed))
            )
        )
        words = f"导入“{self.draft.workbook.file_name}”"
        self.draft.write(
            Action.UPDATE,
            table,
            ("id", "changes"),
            [(number, "；".join(part for part in (before, words) if part)) for number, before in rows],
        )
