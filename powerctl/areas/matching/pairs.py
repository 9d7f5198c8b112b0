"""Pairs of what was done and what was decided: which may belong together, and what a clerk said (R-ZJ-03).

Looked at: records that the catalogue covers or may cover and that have no decision of their own, each against
the items that its unit may rest on. What the clerk linked or ruled out is told as such.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, literal, select, union_all
from sqlmodel import Session

from powerctl.areas.gathered import gather
from powerctl.areas.matching.alike import WEAK, Likeness, Side, is_strong, likeness, only_strong, shingles
from powerctl.areas.matching.answers import ANSWER
from powerctl.areas.matching.called import Called, with_names
from powerctl.areas.matching.coverage import (
    FLOOR,
    Asked,
    asked,
    certainly_covered,
    may_be_covered,
    possible_line,
)
from powerctl.areas.matching.kinds import AGENDA_ITEM, APPOINTMENT, DECIDED, TOPIC, key_of, subject_of
from powerctl.areas.matching.likely import BY_TITLE
from powerctl.areas.matching.queries import decision_of
from powerctl.areas.organization.queries import UNIT
from powerctl.terms import MatterKind

LINKED, CERTAIN, OPEN, RULED_OUT = "已关联", "高度吻合", "待核对", "已排除"
MOST_PAIRS_OF_ONE = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """A record without a decision of its own, that the catalogue covers or may cover."""

    kind: MatterKind
    side: Side
    subject: str
    """What a page may call it."""
    line: str
    is_certain: bool
    """The catalogue certainly covers it."""
    state: str
    """What is on record of its decision, as `queries.decision_of` says."""
    called: Called | None = None
    """What a clerk calls it, where it is a payment."""

    @property
    def payment(self) -> int | None:
        """Its number in the file, where it is a payment."""
        return self.side.number if self.kind is MatterKind.EXPENDITURE else None

    @property
    def typed(self) -> str:
        """What a clerk types for it: its key, of a payment the unit's code and what it is called."""
        return self.called.typed(self.side.key) if self.called else self.side.key


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda that may be a decision."""

    side: Side
    title: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides and what speaks for their belonging together."""

    matter: Matter
    item: Item
    likeness: Likeness
    state: str


def undecided_matters(session: Session, *, unit_ids: Iterable[int] | None = None) -> list[Matter]:
    """Records without a decision on record, of some units or all; after `put_in_force` for the day."""
    found: dict[tuple[MatterKind, int], Matter] = {}
    wanted = None if unit_ids is None else set(unit_ids)
    filled: set[str] = set()
    for one in asked():
        query = _undecided(one)
        gather(session, query, filled)
        for row in session.execute(query):
            if wanted is not None and row.unit_id not in wanted:
                continue
            matter = _matter(one, row)
            key = (one.of.kind, row.id)
            if key not in found or matter.is_certain:
                found[key] = matter
    return with_names(session, list(found.values()))


def _undecided(one: Asked) -> Select[Any]:
    table = one.of.table
    decision = decision_of(table)
    line = possible_line(one)
    payee: ColumnElement[Any] = (
        table.c.payee_written if one.of.kind is MatterKind.EXPENDITURE else literal(None, String)
    )
    source: Any = table.join(FLOOR, may_be_covered(one)).outerjoin(UNIT, UNIT.c.id == table.c.unit_id)
    for target, on in decision.joins:
        source = source.outerjoin(target, on)
    return (
        select(
            table.c.id,
            key_of(one.of, UNIT).label("key"),
            table.c.unit_id,
            one.of.name.label("name"),
            subject_of(one.of).label("subject"),
            payee.label("payee"),
            one.of.amount.label("amount"),
            one.of.around.label("day"),
            line.label("line"),
            func.coalesce(certainly_covered(one), False).label("certain"),
            one.certain.label("is_of_kind"),
            decision.state,
        )
        .select_from(source)
        .where(~decision.carried, one.possible, one.acted, line.is_not(None))
    )


def _matter(one: Asked, row: Any) -> Matter:
    name = row.name or ""
    words = shingles(row.subject if one.of.table is APPOINTMENT else name, row.payee)
    return Matter(
        kind=one.of.kind,
        side=Side(
            row.id, row.key, row.unit_id, words, name.strip(), row.amount, _as_day(row.day), one.matter.value
        ),
        subject=row.subject or name,
        line=row.line,
        is_certain=bool(row.certain and row.is_of_kind),
        state=row.decision,
    )


def _as_day(day: Any) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def pairs_of(session: Session, matters: Sequence[Matter]) -> dict[tuple[MatterKind, int], list[Pair]]:
    """The best pairs of each of these matters, best first; none where nothing comes near."""
    items = _Items(session, {matter.side.unit_id for matter in matters})
    found: dict[tuple[MatterKind, int], list[Pair]] = {}
    for matter in matters:
        pairs = items.pairs(matter)
        if pairs:
            found[matter.kind, matter.side.number] = pairs
    # A decision that fits two matters equally well is nobody's for certain.
    fits = Counter(
        pair.item.side.number for pairs in found.values() for pair in pairs if pair.state == CERTAIN
    )
    return {
        key: [
            replace(pair, state=OPEN) if pair.state == CERTAIN and fits[pair.item.side.number] > 1 else pair
            for pair in pairs
        ]
        for key, pairs in found.items()
    }


class _Items:
    """The items that units may rest on, by sum and by words."""

    def __init__(self, session: Session, unit_ids: set[int]) -> None:
        query = select(
            BY_TITLE.c.served_id,
            BY_TITLE.c.agenda_item_id,
            BY_TITLE.c.agenda_key,
            BY_TITLE.c.title,
            BY_TITLE.c.amount_fen,
            BY_TITLE.c.held_on,
            TOPIC.c.matter,
        ).select_from(
            BY_TITLE.join(AGENDA_ITEM, AGENDA_ITEM.c.id == BY_TITLE.c.agenda_item_id).join(
                TOPIC, TOPIC.c.id == AGENDA_ITEM.c.topic_id
            )
        )
        used = _used()
        gather(
            session,
            union_all(query.with_only_columns(BY_TITLE.c.served_id), select(ANSWER.c.record_id)),
            set(),
        )
        self._by_sum: dict[tuple[int, int], list[Item]] = defaultdict(list)
        self._by_word: dict[tuple[int, str], list[Item]] = defaultdict(list)
        for served, number, key, title, amount, held_on, matter in session.execute(query):
            if served not in unit_ids:
                continue
            item = Item(Side(number, key, served, shingles(title), title, amount, held_on, matter), title)
            if amount:
                self._by_sum[served, amount].append(item)
            for word in item.side.words:
                self._by_word[served, word].append(item)
        self._answers: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
        for kind, record, item_id, linked in session.execute(
            select(ANSWER.c.kind, ANSWER.c.record_id, ANSWER.c.agenda_item_id, ANSWER.c.linked)
        ):
            self._answers[kind, record][item_id] = linked
        self._used: dict[int, int] = {item: total or 0 for item, total in session.execute(used)}

    def pairs(self, matter: Matter) -> list[Pair]:
        """The best pairs of one matter."""
        side = matter.side
        near = {item.side.number: item for item in self._by_sum.get((side.unit_id, side.amount_fen or 0), ())}
        for word in side.words:
            for item in self._by_word.get((side.unit_id, word), ()):
                near.setdefault(item.side.number, item)
        scored = [(item, found) for item in near.values() if (found := likeness(side, item.side)) is not None]
        scored = [(item, found) for item, found in scored if found.points >= WEAK]
        scored.sort(key=lambda one: (-one[1].points, one[0].side.key))
        answers = self._answers.get((matter.kind.value, side.number), {})
        strong = [
            (found, item.side.number not in answers and self._is_strong(matter, item, found))
            for item, found in scored
        ]
        certain = only_strong(strong)
        return [
            Pair(matter, item, found, _state(answers.get(item.side.number), at == certain))
            for at, (item, found) in enumerate(scored)
        ][:MOST_PAIRS_OF_ONE]

    def _is_strong(self, matter: Matter, item: Item, found: Likeness) -> bool:
        """Strong, and what was decided is not spent on other matters already."""
        amount, decided = matter.side.amount_fen, item.side.amount_fen
        spent = self._used.get(item.side.number, 0)
        left = amount is None or decided is None or spent + amount <= decided
        return left and is_strong(matter.side, item.side, found)


def _used() -> Select[Any]:
    """What is paid on each item already, by records that name it."""
    sums = [
        select(one.table.c.agenda_item_id, one.amount.label("amount")).where(
            one.table.c.agenda_item_id.is_not(None)
        )
        for one in DECIDED
        if one.has_amount
    ]
    every = union_all(*sums).subquery("paid_on_items")
    return select(every.c.agenda_item_id, func.max(every.c.amount)).group_by(every.c.agenda_item_id)


def _state(answer: int | None, is_certain: bool) -> str:
    if answer is not None:
        return LINKED if answer else RULED_OUT
    return CERTAIN if is_certain else OPEN
