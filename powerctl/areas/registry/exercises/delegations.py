"""Delegations (授权委托): who outside the list may exercise a power: add, edit, end, import (R-FS-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    noted,
    number_of,
    read_values,
    refuse_wrong_order,
    shown,
)
from powerctl.areas.identity import normal
from powerctl.areas.keyed import Keyed
from powerctl.areas.merging import Merging
from powerctl.areas.organization.directory import People, Posts, Units
from powerctl.areas.organization.people import person_named
from powerctl.areas.organization.posts import post_named
from powerctl.areas.organization.units import find_unit
from powerctl.areas.placing import place
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start, table_of
from powerctl.areas.registry.exercises.links import ListedPowers
from powerctl.areas.rows import Row, rows_of
from powerctl.errors import Refused
from powerctl.model import Delegation, Power
from powerctl.sheets.reading import ReadWorkbook

EDITABLE = ("delegate_written", "valid_from", "valid_to", "document", "note")
LINKS = ("unit", "post", "person")
_DATED = ("valid_from", "valid_to")
_TEXTS = ("document", "note")


@dataclass(frozen=True, slots=True)
class Delegates:
    """Who may be meant by the words of a delegation."""

    units: Units
    people: People
    posts: Posts

    @classmethod
    def of(cls, session: Session) -> "Delegates":
        """All units, people and posts of the file."""
        return cls(Units.of(session), People.of(session), Posts.of(session))

    def links(self, home: int, words: str) -> dict[str, int | None]:
        """unit_id, post_id, person_id of what the words name: a unit; a post or a person of the power's own
        unit, or 单位/职务, 单位/姓名 of another. All None where nothing or more than one fits."""
        none: dict[str, int | None] = {"unit_id": None, "post_id": None, "person_id": None}
        if (unit := self.units.find(words)) is not None:
            return none | {"unit_id": unit}
        where, slash, who = words.rpartition("/")
        elsewhere = self.units.find(where) if slash else home
        if elsewhere is None:
            return none
        if (post := self.posts.find(elsewhere, who)) is not None:
            return none | {"post_id": post}
        people = self.people.find(elsewhere, who)
        return none | {"person_id": people[0]} if len(people) == 1 else none


def add_delegation(session: Session, power: Power, to: str, **texts: str) -> tuple[Delegation, str]:
    """Records that somebody may exercise a power. Out: the delegation, and as what the words were known
    (单位, 职务, 人员), or "".

    Raises Refused when the same delegation is recorded, or its days are in the wrong order.
    """
    written = needed(to, "受委托方")
    links = Delegates.of(session).links(power.unit_id, written)
    given = {field: texts.pop(field) for field in LINKS if field in texts}
    delegation = Delegation(
        power_id=number_of(power),
        delegate_written=written,
        unit_id=links["unit_id"],
        post_id=links["post_id"],
        person_id=links["person_id"],
        **read_values(Delegation, texts, EDITABLE),
    )
    refuse_wrong_order(delegation)
    for known in _delegations(session, number_of(power)):
        same = normal(known.delegate_written or "") == normal(written)
        if same and known.valid_from == delegation.valid_from:
            raise Refused(
                f"“{power.name}”委托给“{written}”（{shown(known.valid_from)}起）已经登记",
                hint=f"powerctl delegation show {known.id}",
            )
    session.add(delegation)
    session.flush()
    if given:
        edit(session, delegation, given, (), _resolvers(session, power.unit_id))
    kinds = (
        (delegation.unit_id, "单位"),
        (delegation.post_id, "职务"),
        (delegation.person_id, "人员"),
    )
    return delegation, next((kind for link, kind in kinds if link is not None), "")


def edit_delegation(session: Session, delegation: Delegation, changes: Mapping[str, str]) -> list[Change]:
    """Changes a delegation; its links follow its words, unless they are given. Raises Refused."""
    power = session.get(Power, delegation.power_id)
    home = power.unit_id if power else 0
    texts = {field: text for field, text in changes.items() if field not in LINKS}
    links = {field: text for field, text in changes.items() if field in LINKS}
    if "delegate_written" in texts:
        written = needed(texts["delegate_written"], "受委托方")
        for field, number in Delegates.of(session).links(home, written).items():
            setattr(delegation, field, number)
    done = edit(session, delegation, texts, EDITABLE)
    if links:
        done += edit(session, delegation, links, (), _resolvers(session, home))
    return done


def end_delegation(session: Session, delegation: Delegation, *, on: date, reason: str) -> Delegation:
    """Ends a delegation; `on` is its last day. Raises Refused when it has ended before."""
    if delegation.valid_to is not None and delegation.valid_to <= on:
        raise Refused(
            f"这项委托已于 {delegation.valid_to.isoformat()} 终止",
            hint=f"powerctl delegation show {delegation.id}",
        )
    delegation.valid_to = on
    delegation.note = noted(delegation.note, f"{on.isoformat()} 终止：{needed(reason, '终止原因')}")
    refuse_wrong_order(delegation)
    session.add(delegation)
    session.flush()
    return delegation


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of a list of delegations: known by power, delegate and first day (R-FS-05).

    The powers must be registered; whatever cannot be taken in comes back as problems of the plan.
    """
    draft = start(session, workbook, today)
    delegates = Delegates.of(session)
    places = place(draft, delegates.units, workbook.records, unit)
    unit_ids = {spot.unit_id for spot in places}
    powers, keyed = ListedPowers(session, unit_ids), Keyed(session, unit_ids)
    merging = Merging(draft, table_of(Delegation))
    known = {
        (row["power_id"], normal(row["delegate_written"] or ""), row["valid_from"]): number
        for number, row in merging.rows.items()
    }
    outcomes = []
    for spot, row in zip(places, rows_of(draft, "delegations"), strict=True):
        power = keyed.power(spot.unit_id, row.text("power_key"))
        if power is None:
            power = powers.find(spot.unit_id, row.text("power"), row.value(merging.table, "valid_from"))
        outcomes.append(_take(draft, row, spot.unit_id, delegates, power, merging, known))
    merging.finish()
    one = next(iter(unit_ids)) if len(unit_ids) == 1 else None
    return finish(draft, "delegations", outcomes, unit_id=one, touched_units=unit_ids)


def _take(
    draft: Draft,
    row: Row,
    home: int,
    delegates: Delegates,
    power: int | None,
    merging: Merging,
    known: dict[tuple[Any, ...], int],
) -> Outcome:
    words = row.needed("power", "委托事项")
    written = row.needed("delegate_written", "受委托方")
    values = row.values(merging.table, (*_DATED, *_TEXTS))
    row.days_in_order(values)
    if words and power is None:
        wanted = "本单位权力清单中的事项名称或编码"
        row.problem("power", wanted, f"本单位的权力清单中没有唯一对应“{words}”的事项，请先导入清单")
    if row.rejected or power is None:
        return Outcome.REJECTED
    values |= {"power_id": power, "delegate_written": written}
    key = (power, normal(written), values.get("valid_from"))
    if key in known:
        stored = merging.rows[known[key]]
        links = delegates.links(home, written)
        missing = all(stored[name] is None for name in links)
        return merging.change(row.sheet, row.record, known[key], values | (links if missing else {}))
    values |= delegates.links(home, written)
    known[key] = merging.add(row.sheet, row.record, values)
    return Outcome.ADDED


def _resolvers(session: Session, home: int) -> dict[str, Any]:
    return {
        "unit": lambda text: number_of(find_unit(session, text)),
        "post": lambda text: post_named(session, text, home),
        "person": lambda text: person_named(session, text, home),
    }


def _delegations(session: Session, power_id: int) -> list[Delegation]:
    return list(session.exec(select(Delegation).where(Delegation.power_id == power_id)).all())
