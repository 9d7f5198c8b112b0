"""Meetings and topics with what comes before them and follows them, and how rows find what is stored.

Two ways: a record with a key of its own is found by it and stands once in a workbook; records without one are
told apart by what they say, the second of two equal rows being the second of two equal records.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from powerctl.areas.identity import normal
from powerctl.areas.meetings.intake_book import Book, Entry, keep_link
from powerctl.areas.merging import Merging
from powerctl.areas.receipt import Action, Draft, table_of
from powerctl.model import (
    AgendaItem,
    BudgetStep,
    Consultation,
    Instruction,
    Meeting,
    MeetingInspection,
    MeetingReopening,
    MinutesCopy,
    ParallelRecord,
    ProcedureStep,
    Question,
    Resolution,
    ResolutionProgress,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its unit, and the meeting that it names."""

    entry: Entry
    home: int
    meeting: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a row records. `meeting`: whose record it is part of, None where it is no part of one."""

    entry: Entry
    values: dict[str, Any]
    meeting: int | None = None


class Proceedings(Book):
    """Everything of some units that 会议办理 may speak of; statements and votes are not read."""

    def __init__(self, draft: Draft, unit_ids: Collection[int]) -> None:
        super().__init__(draft, unit_ids, with_votes=False)
        meeting, topic, item = table_of(Meeting), table_of(Topic), table_of(AgendaItem)
        units = set(unit_ids)
        meetings = select(meeting.c.id).where(meeting.c.unit_id.in_(units))
        topics = select(topic.c.id).where(topic.c.unit_id.in_(units))
        items = select(item.c.id).where(item.c.meeting_id.in_(meetings))
        resolution = table_of(Resolution)
        resolutions = select(resolution.c.id).where(resolution.c.agenda_item_id.in_(items))

        def of(model: Any, link: str, wanted: Any) -> Merging:
            table = table_of(model)
            return Merging(draft, table, table.c[link].in_(wanted))

        self.steps = of(ProcedureStep, "topic_id", topics)
        self.consultations = of(Consultation, "topic_id", topics)
        self.instructions = of(Instruction, "topic_id", topics)
        self.questions = of(Question, "agenda_item_id", items)
        self.resolutions = of(Resolution, "agenda_item_id", items)
        self.progress = of(ResolutionProgress, "resolution_id", resolutions)
        self.records = of(ParallelRecord, "meeting_id", meetings)
        self.inspections = of(MeetingInspection, "unit_id", units)
        self.copies = of(MinutesCopy, "meeting_id", meetings)
        self.budgets = of(BudgetStep, "unit_id", units)
        self.closed_now: dict[int, datetime] = {}
        """Meetings that the workbook closes."""
        self._titles: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number, row in self.topics.rows.items():
            self._titles[row["unit_id"], normal(row["title"])].append(number)

    def topics_called(self, home: int, words: str) -> list[int]:
        """Topics of a unit by number; by title where no number is so."""
        number = self.topic_numbers.get((home, normal(words)))
        return [number] if number is not None else self._titles.get((home, normal(words)), [])

    def add_title(self, home: int, title: str, number: int) -> None:
        """Lets a topic that the workbook adds be found by its title."""
        self._titles[home, normal(title)].append(number)

    def finish(self) -> None:
        """Hands everything to the draft; what is closed by the workbook is closed last."""
        super().finish()
        for merging in (
            *(self.steps, self.consultations, self.instructions, self.questions, self.resolutions),
            *(self.progress, self.records, self.inspections, self.copies, self.budgets),
        ):
            merging.finish()
        self._end_reopenings()

    def _end_reopenings(self) -> None:
        """A meeting that was open again and is closed now was changed until now."""
        table = table_of(MeetingReopening)
        query = select(table.c.id, table.c.meeting_id).where(
            table.c.closed_at.is_(None), table.c.meeting_id.in_(sorted(self.closed_now))
        )
        rows = self.draft.session.connection().execute(query)
        self.draft.write(
            Action.UPDATE,
            table,
            ("id", "closed_at"),
            [(number, self.closed_now[meeting]) for number, meeting in rows],
        )


def take_keyed(
    book: Book, merging: Merging, rows: Sequence[Found], keys: Sequence[str], field: str, what: str
) -> None:
    """Adds and changes records that are known by `keys`; one that stands twice is a problem of `field`."""
    known = {_key(row, keys): number for number, row in merging.rows.items()}
    seen: dict[tuple[Any, ...], int] = {}
    for one in rows:
        key = _key(one.values, keys)
        row = one.entry.row
        if key in seen:
            row.problem(field, f"{what}一行", f"{what}只写一行，本行与第{seen[key]}行重复")
            continue
        seen[key] = row.record.row
        number = book.take(one.entry, merging, known.get(key), one.values, one.meeting)
        if number is not None:
            known[key] = number


def take_listed(
    book: Book,
    merging: Merging,
    rows: Sequence[Found],
    keys: Sequence[str],
    later: Sequence[str],
    link: tuple[str, str] | None = None,
) -> None:
    """Adds and changes records that are known by what they say: all of `keys` and `later` alike.

    Where none is, one that agrees in `keys` and lacks what the row says of `later` is completed. `link`: a
    link that stays as long as its words do.
    """
    stored: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, row in merging.rows.items():
        stored[_key(row, keys)].append(number)
    taken: dict[int, int] = {}
    free = {number for numbers in stored.values() for number in numbers}
    for exactly in (True, False):
        for at, one in enumerate(rows):
            if at in taken:
                continue
            fitting = [
                number
                for number in stored.get(_key(one.values, keys), ())
                if number in free and _agrees(merging.rows[number], one.values, later, exactly)
            ]
            if fitting:
                taken[at] = fitting[0]
                free.discard(fitting[0])
    for at, one in enumerate(rows):
        if link is not None:
            keep_link(one.values, merging.rows.get(taken.get(at, 0)), *link)
        book.take(one.entry, merging, taken.get(at), one.values, one.meeting)


def _key(values: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in keys)


def _agrees(
    stored: Mapping[str, Any], values: Mapping[str, Any], names: Sequence[str], exactly: bool
) -> bool:
    if exactly:
        return all(stored[name] == values.get(name) for name in names)
    return all(stored[name] in (None, values.get(name)) for name in names)
