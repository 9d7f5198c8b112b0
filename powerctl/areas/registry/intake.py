"""Intake of a power inventory: rows of a workbook become one edition of a unit's powers.

A record is known by unit, category, name, sub-item and code; equals are all kept and counted
off in reading order. What the edition holds beyond the workbook stays.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from powerctl.areas.organization.directory import Posts, Units
from powerctl.areas.placing import Place, place, write_new_units
from powerctl.areas.receipt import (
    ORIGIN,
    Action,
    Draft,
    Outcome,
    Plan,
    fields_of,
    finish,
    next_number,
    note_equals,
    start,
    table_of,
)
from powerctl.areas.registry.columns import (
    POSTS,
    VALUES,
    WORDS_OF,
    BasisRow,
    bases_of,
    compared,
    identities,
    read_sheet,
)
from powerctl.areas.registry.intake_editions import Editions
from powerctl.model import LegalBasis, Power
from powerctl.sheets.reading import ReadSheet, ReadWorkbook, Record
from powerctl.sheets.words import vocabulary

_NAME = VALUES.index("name")
_EXERCISING = VALUES.index("exercising_body")
_HOLDER = VALUES.index("holder_unit_id")
_POST_AT = [(VALUES.index(f"{post}_id"), VALUES.index(f"{post}_written")) for post in POSTS]
_LINK_AT = [(VALUES.index(link), VALUES.index(words)) for link, words in WORDS_OF.items()]
_BASIS = ("kind", "kind_written", "title", "article", "text")
_CATEGORY, _TAG = VALUES.index("category"), VALUES.index("category_written")
_RETIRED = VALUES.index("retired_on")
_STREAM = {"yield_per": 2000}


@dataclass(slots=True)
class Incoming:
    """One power as the workbook has it."""

    sheet: ReadSheet
    record: Record
    unit_id: int
    edition_id: int
    identity: str
    ordinal: int
    lists: list[list[Any]]
    """The columns in the order of `VALUES`, shared by the powers of a sheet that are taken in."""
    at: int
    """Which of them this is, from 0."""
    compare: tuple[int, ...]
    with_bases: bool
    """Whether the workbook says what the power is based on, and it is to be written."""
    power_id: int | None = None
    outcome: Outcome = Outcome.ADDED

    @property
    def bases(self) -> list[BasisRow]:
        """Its legal bases, split off anew at each call: few are needed at a time."""
        return bases_of(self.record) if self.with_bases else []


def plan(
    session: Session,
    workbook: ReadWorkbook,
    *,
    unit: str | None,
    edition: str | None,
    today: date,
    in_force_from: date | None = None,
) -> Plan:
    """Works out the import of a power inventory (R-HY-01).

    `unit` is a code or a name; one not known yet is proposed. `in_force_from` is the day from
    which the edition counts, where the clerk gives it. Everything wrong inside the workbook comes
    back as problems of the plan.
    """
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    editions = Editions(draft, edition, in_force_from)
    incoming = _read(draft, places, editions.of_records(places))
    editions.finish()
    _link(draft, incoming, units)
    stored = _compare(draft, incoming)
    _note_lost_posts(draft, {id(power.lists): power.lists for power in incoming}.values())
    _compare_bases(draft, stored)
    _write(draft, incoming)
    _note_equals(draft, incoming)
    rejected = len(places) - len(incoming)
    unit_ids = {spot.unit_id for spot in places}
    of_units = {(power.unit_id, power.edition_id) for power in incoming}
    one = next(iter(of_units)) if len(of_units) == 1 and len(unit_ids) == 1 else (None, None)
    return finish(
        draft,
        "powers",
        [*(power.outcome for power in incoming), *[Outcome.REJECTED] * rejected],
        unit_id=one[0],
        edition_id=one[1],
        touched_units=unit_ids,
    )


def _read(draft: Draft, places: Sequence[Place], editions: Sequence[int]) -> list[Incoming]:
    """The powers that can be taken in, counted off among equals."""
    table = table_of(Power)
    ordinals: Counter[tuple[int, str]] = Counter()
    incoming: list[Incoming] = []
    first = 0
    for sheet in draft.workbook.sheets:
        columns = read_sheet(sheet, table)
        keys = identities(columns)
        compare, with_bases = compared(sheet), "basis_text" in fields_of(sheet)
        kept = _kept(draft, sheet, columns["name"])
        lists = _in_order(columns, kept, len(keys))
        given = sheet.column("ordinal")
        for at, position in enumerate(kept):
            record, key = sheet.records[position], keys[position]
            unit_id = places[first + position].unit_id
            edition_id = editions[first + position]
            ordinals[edition_id, key] += 1
            written = vocabulary.whole(given[position]) if given[position] else None
            ordinal = written or ordinals[edition_id, key]
            incoming.append(
                Incoming(sheet, record, unit_id, edition_id, key, ordinal, lists, at, compare, with_bases)
            )
        first += len(keys)
    return incoming


def _kept(draft: Draft, sheet: ReadSheet, names: Sequence[str | None]) -> Sequence[int]:
    """Positions of the records that can be taken in; a missing name is a problem."""
    for record, name in zip(sheet.records, names, strict=True):
        if name is None and not draft.is_rejected(sheet, record):
            draft.problem(sheet, record, "name", wanted="事项名称", message="缺少事项名称")
    if not draft.rejected:
        return range(len(names))
    return [at for at, record in enumerate(sheet.records) if not draft.is_rejected(sheet, record)]


def _in_order(columns: dict[str, Sequence[Any]], kept: Sequence[int], count: int) -> list[list[Any]]:
    """The columns in the order of `VALUES`, cut down to the records kept. Links are columns of their own."""
    nothing = [None] * len(kept)
    lists = []
    for name in VALUES:
        column = columns.get(name)
        if column is None:
            lists.append(nothing.copy() if name in WORDS_OF else nothing)
        else:
            lists.append(list(column) if len(kept) == count else [column[at] for at in kept])
    return lists


def _link(draft: Draft, incoming: Sequence[Incoming], units: Units) -> None:
    """Holder by the exercising body's name, posts by title within the unit."""
    posts = Posts.of(draft.session)
    bodies: dict[str | None, int | None] = {None: None}
    for power in incoming:
        lists, at = power.lists, power.at
        body = lists[_EXERCISING][at]
        if body not in bodies:
            bodies[body] = units.by_name(body)
        lists[_HOLDER][at] = bodies[body]
        for link, words in _POST_AT:
            if title := lists[words][at]:
                lists[link][at] = posts.find(power.unit_id, title)


def _note_lost_posts(draft: Draft, sheets: Iterable[list[list[Any]]]) -> None:
    """Counts the posts that are named and linked to none."""
    lost = Counter(
        title
        for lists in sheets
        for titles in zip(*(_unlinked(lists[link], lists[words]) for link, words in _POST_AT), strict=True)
        for title in titles
        if title is not None
    )
    if lost:
        named = "、".join(f"“{title}”" for title in list(lost)[:5])
        draft.notes.append(
            f"{lost.total()} 处岗位在本单位职务中找不到，先按原文登记，导入单位人员表后自动关联：{named}"
        )


def _unlinked(links: list[int | None], words: list[str | None]) -> Iterator[str | None]:
    return (title if link is None else None for link, title in zip(links, words, strict=True))


def _compare(draft: Draft, incoming: Sequence[Incoming]) -> dict[int, Incoming]:
    """Sets the outcome of powers that the edition already holds. Power number → the incoming one."""
    table = table_of(Power)
    wanted: dict[tuple[int, str, int], Incoming] = {}
    columns = (table.c.edition_id, table.c.identity, table.c.ordinal, table.c.id, table.c.retired_on)
    query = select(*columns, *(table.c[name] for name in VALUES)).where(
        table.c.edition_id.in_({power.edition_id for power in incoming})
    )
    found: dict[int, Incoming] = {}
    absent: list[str] = []
    retired = 0
    for edition_id, key, ordinal, number, retired_on, *values in _ask(draft.session, query):
        if not wanted:
            wanted = {(power.edition_id, power.identity, power.ordinal): power for power in incoming}
        power = wanted.get((edition_id, key, ordinal))
        if power is None:
            if retired_on is None:
                absent.append(values[_NAME])
            continue
        retired += retired_on is not None and _RETIRED not in power.compare
        found[number] = power
        power.power_id = number
        lists, row = power.lists, power.at
        for at, words_at in _LINK_AT:
            # A link that a clerk has set stands as long as the words are the same.
            if values[at] is not None and values[words_at] == lists[words_at][row]:
                lists[at][row] = values[at]
        if values[_TAG] is None and lists[_TAG][row] == values[_CATEGORY]:
            # The category stood over the table, and now stands in the row: no other word was written.
            lists[_TAG][row] = None
        same = all(lists[at][row] == values[at] for at in power.compare)
        power.outcome = Outcome.UNCHANGED if same else Outcome.CHANGED
    if absent:
        named = "、".join(f"“{name}”" for name in absent[:3])
        draft.notes.append(
            f"该版本另有 {len(absent)} 项不在本表内，保留原样：{named}{'等' * (len(absent) > 3)}"
        )
    if retired:
        draft.notes.append(f"{retired} 项已停用，本表中仍有，停用状态不变")
    return found


def _compare_bases(draft: Draft, stored: dict[int, Incoming]) -> None:
    """Replaces the legal bases of stored powers where the workbook lists others."""
    speaking = {number: power for number, power in stored.items() if power.with_bases}
    if not speaking:
        return
    basis, table = table_of(LegalBasis), table_of(Power)
    held = select(table.c.id).where(table.c.edition_id.in_({power.edition_id for power in speaking.values()}))
    # Not a join: so SQLite walks the index in order, and need not sort all texts in memory.
    query = (
        select(basis.c.power_id, *(basis.c[name] for name in _BASIS))
        .where(basis.c.power_id.in_(held))
        .order_by(basis.c.power_id, basis.c.position)
    )
    current: set[int] = set()
    seen: set[int] = set()
    dropped: list[tuple[int]] = []
    for number, rows in groupby(_ask(draft.session, query), key=itemgetter(0)):
        power = speaking.get(number)
        if power is None:
            continue
        seen.add(number)
        if [tuple(row[1:]) for row in rows] == power.bases:
            current.add(number)
        else:
            dropped.append((number,))
    draft.write(Action.DELETE, basis, ("power_id",), dropped)
    for number, power in speaking.items():
        if number in current or (number not in seen and not power.bases):
            power.with_bases = False
        elif power.outcome is Outcome.UNCHANGED:
            power.outcome = Outcome.CHANGED


def _write(draft: Draft, incoming: Sequence[Incoming]) -> None:
    """Rows for powers and bases. Those of whole lists are made when they are written, block by block."""
    table, basis = table_of(Power), table_of(LegalBasis)
    new = [power for power in incoming if power.power_id is None]
    changed: dict[tuple[int, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for power in incoming:
        if power.power_id is None:
            power.power_id = draft.number(table)
        elif power.outcome is Outcome.CHANGED:
            values = (power.lists[at][power.at] for at in power.compare)
            changed[power.compare].append((power.power_id, *values, *_origin(draft, power)))
    if new:
        columns = ("id", "unit_id", "edition_id", "identity", "ordinal", *VALUES, *ORIGIN)
        draft.write_later(Action.INSERT, table, columns, _rows_of(draft, new))
    for compare, rows in changed.items():
        draft.write(Action.UPDATE, table, ("id", *(VALUES[at] for at in compare), *ORIGIN), rows)
    speaking = [power for power in incoming if power.with_bases]
    if new or changed:
        columns = ("id", "power_id", "position", *_BASIS, *ORIGIN)
        numbers = count(next_number(draft.session, basis))
        draft.write_later(Action.INSERT, basis, columns, _bases_of(draft, speaking, numbers))


def _rows_of(draft: Draft, powers: Sequence[Incoming]) -> Iterator[tuple[Any, ...]]:
    for _, group in groupby(powers, key=lambda power: id(power.lists)):
        of_sheet = list(group)
        lists = of_sheet[0].lists
        if len(of_sheet) < len(lists[0]):
            lists = [[column[power.at] for power in of_sheet] for column in lists]
        for power, values in zip(of_sheet, zip(*lists, strict=True), strict=True):
            key = (power.power_id, power.unit_id, power.edition_id, power.identity, power.ordinal)
            yield (*key, *values, *_origin(draft, power))


def _bases_of(draft: Draft, powers: Sequence[Incoming], numbers: Iterator[int]) -> Iterator[tuple[Any, ...]]:
    for power in powers:
        origin = _origin(draft, power)
        for position, row in enumerate(power.bases, 1):
            yield (next(numbers), power.power_id, position, *row, *origin)


def _origin(draft: Draft, power: Incoming) -> tuple[int, str, str]:
    return draft.batch_id, power.sheet.sheet, power.record.cell


def _note_equals(draft: Draft, incoming: Sequence[Incoming]) -> None:
    """Names the records that share a key: all are kept."""
    again = {(power.edition_id, power.identity) for power in incoming if power.ordinal > 1}
    if not again:
        return
    groups: dict[tuple[int, str], list[Incoming]] = defaultdict(list)
    for power in incoming:
        if (power.edition_id, power.identity) in again:
            groups[power.edition_id, power.identity].append(power)
    note_equals(
        draft,
        [([(p.sheet.sheet, p.record.row) for p in group], group[0].identity) for group in groups.values()],
    )


def _ask(session: Session, query: Any) -> Any:
    """Rows of a query, some at a time, so that a large edition is never in memory twice."""
    return session.connection().execute(query, execution_options=_STREAM)
