"""How single persons voted by name: shown only on request, and every request is recorded (docs/ethics.md)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from powerctl.areas.meetings import patterns_queries as queries
from powerctl.errors import Refused
from powerctl.limits.stored import limit_value
from powerctl.model import PersonInquiry

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in one body: named votes and those against or abstained, beside the same share of the
    other members; turns towards the head of those known. `enough`: whether there are votes enough to say
    anything."""

    unit: str
    body: str
    person: str
    votes: int
    dissenting: int
    elsewhere: Fraction | None
    turns: int
    towards_head: int
    enough: bool


def record_inquiry(
    session: Session, *, unit_id: int | None, since: date | None, until: date, reason: str, looked_on: date
) -> PersonInquiry:
    """Records that somebody is going to look at single persons, and why; the ledger keeps who it was.

    Raises Refused without a reason.
    """
    reason = reason.strip()
    if not reason:
        raise Refused(
            "按人查看须写明理由，理由记入台账", hint="powerctl meeting patterns --by-person --reason 理由"
        )
    if len(reason) > _LONGEST_REASON:
        raise Refused(f"理由有 {len(reason)} 字，最多 {_LONGEST_REASON} 字", hint="简要写明理由")
    inquiry = PersonInquiry(unit_id=unit_id, since=since, until=until, reason=reason, looked_on=looked_on)
    session.add(inquiry)
    session.flush()
    return inquiry


def find_by_person(
    session: Session, *, until: date, since: date | None = None, unit_ids: Collection[int] | None = None
) -> list[PersonLine]:
    """Named votes by person, in the order of unit, body and name. Call `record_inquiry` first."""
    least = limit_value(session, "patterns.least_votes", until).value
    votes = queries.votes_cast(queries.named_items(since, until))
    cast, changed = queries.by_person(votes)
    connection = session.connection()
    turns = {tuple(row[:4]): tuple(row[4:]) for row in connection.execute(changed)}
    units = {row[0]: row[1] for row in connection.execute(queries.units())}
    rows: list[Any] = list(connection.execute(cast))
    of_body: dict[Any, tuple[int, int]] = {}
    for unit, kind, *_, number, dissenting in rows:
        known = of_body.get((unit, kind), (0, 0))
        of_body[unit, kind] = (known[0] + dissenting, known[1] + number)
    lines = []
    for unit, kind, person_id, written, name, number, dissenting in rows:
        if unit_ids is not None and unit not in unit_ids:
            continue
        all_dissenting, all_votes = of_body[unit, kind]
        others = all_votes - number
        known_turns, _, towards = turns.get((unit, kind, person_id, written), (0, 0, 0))
        lines.append(
            PersonLine(
                *(units.get(unit, str(unit)), kind.value if kind else "会议类型不明", name),
                *(number, dissenting),
                Fraction(all_dissenting - dissenting, others) if others else None,
                *(known_turns, towards),
                least is None or number >= least,
            )
        )
    return sorted(lines, key=lambda line: (line.unit, line.body, line.person))
