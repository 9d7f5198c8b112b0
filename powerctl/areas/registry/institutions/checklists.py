"""Checklists of institutions that must exist: the county's or a unit's own lines, and the gaps (R-ZJ-01).

Where a county or a unit has a line of its own, its list stands in the place of the one before: the
county's for the shipped one, the unit's for the county's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select as ask
from sqlmodel import Session, col, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    number_of,
    read_values,
    refuse_wrong_order,
)
from powerctl.areas.identity import normal
from powerctl.areas.organization.queries import UNIT
from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.institutions.checklist_queries import lines_of, status_of_lines
from powerctl.areas.registry.institutions.queries import accountable_units, registering_units
from powerctl.errors import Refused
from powerctl.limits.checklists import lists_on
from powerctl.model import RequiredInstitution, Unit
from powerctl.terms import Checklist

EDITABLE = ("topic", "position", "valid_from", "valid_to", "document")


@dataclass(frozen=True, slots=True)
class Gap:
    """A line of a unit's checklist: how many institutions fulfil it for certain and how many may; `certain`
    is False where it is not known whether the line counts, `left` counts those that may be it."""

    unit_code: str
    unit: str
    checklist: str
    topic: str
    level: str
    have: int
    maybe: int
    certain: bool
    left: int
    registered: int
    position: int

    @property
    def state(self) -> str:
        """有, 无法判断 or 缺, as the rules INS001, 002, 005 and 008 answer."""
        if self.have:
            return "有"
        return "缺" if self.certain and self.registered and not self.maybe and not self.left else "无法判断"


def checklist_named(text: str) -> Checklist:
    """A checklist by its name. Raises Refused for any other word."""
    for one in Checklist:
        if normal(text) == normal(one.value):
            return one
    raise Refused(
        f"没有名为“{text}”的清单，可以写：{'、'.join(Checklist)}",
        hint="powerctl checklist set 基本制度 清单项 --from 日期",
    )


def set_line(
    session: Session, checklist: Checklist, topic: str, *, today: date, unit: str = "", **more: str
) -> tuple[RequiredInstitution, list[Change] | None, str]:
    """Adds a line to the county's list (or a unit's), from today on where no day is given, or changes the one
    that is there.

    Out: the line, what changed on one that was there (None: it is new), and a note on the list's first line.
    """
    unit_id = _home(session, unit)
    topic = needed(topic, "清单项")
    lines = lines_set(session, checklist, unit_id)
    for line in lines:
        if normal(line.topic) == normal(topic) and line.valid_to is None:
            return line, edit(session, line, more, EDITABLE), ""
    values = read_values(RequiredInstitution, {"topic": topic, **more}, EDITABLE)
    if values.get("position") is None:
        values["position"] = max((line.position for line in lines), default=0) + 1
    values.setdefault("valid_from", today)
    line = RequiredInstitution(unit_id=unit_id, checklist=checklist, **values)
    refuse_wrong_order(line)
    session.add(line)
    session.flush()
    note = ""
    if not lines and checklist is not Checklist.BASIC:
        note = f"设定后，原来适用的“{checklist}”清单不再适用；要在原清单上增减，用 powerctl checklist copy"
    return line, None, note


def copy_list(
    session: Session, checklist: Checklist, *, unit: str = "", today: date, start: date | None
) -> int:
    """Takes over the list that counts now as the county's (or a unit's) own, to be changed line by line.

    Out: how many lines. Raises Refused where there is an own list already, and where there is none to copy.
    """
    unit_id = _home(session, unit)
    if lines_set(session, checklist, unit_id):
        raise Refused(f"“{checklist}”已有自己的清单", hint="powerctl checklist list")
    source: Sequence[tuple[str, str | None]] = []
    if unit_id is not None:
        source = [(line.topic, line.document) for line in lines_set(session, checklist, None)]
    shipped = lists_on(today).get(checklist)
    if not source and shipped is not None:
        source = [(line.topic, shipped.cites) for line in shipped.lines]
    if not source:
        raise Refused(
            f"“{checklist}”没有可以照用的清单，请逐项设定",
            hint=f"powerctl checklist set {checklist} 清单项 --from 日期",
        )
    for position, (topic, document) in enumerate(source, 1):
        session.add(
            RequiredInstitution(
                unit_id=unit_id, checklist=checklist, position=position, topic=topic,
                valid_from=start or today, document=document,
            )
        )  # fmt: skip
    session.flush()
    return len(source)


def edit_line(session: Session, line: RequiredInstitution, changes: Mapping[str, str]) -> list[Change]:
    """Changes a line of an own list."""
    if "topic" in changes:
        needed(changes["topic"], "清单项")
    return edit(session, line, changes, EDITABLE)


def end_line(session: Session, line: RequiredInstitution, *, on: date, reason: str) -> None:
    """Ends a line: `on` is its last day; the reason is noted. Raises Refused when it has ended."""
    reason = needed(reason, "原因")
    if line.valid_to is not None:
        raise Refused(f"“{line.topic}”已写明止日 {line.valid_to.isoformat()}")
    line.valid_to = on
    line.document = f"{line.document}；{reason}" if line.document else reason
    refuse_wrong_order(line)
    session.add(line)
    session.flush()


def lines_set(session: Session, checklist: Checklist, unit_id: int | None) -> list[RequiredInstitution]:
    """The lines that the county (None) or a unit has set itself, in order."""
    query = select(RequiredInstitution).where(
        RequiredInstitution.checklist == checklist, col(RequiredInstitution.unit_id) == unit_id
    )
    if unit_id is None:
        query = select(RequiredInstitution).where(
            RequiredInstitution.checklist == checklist, col(RequiredInstitution.unit_id).is_(None)
        )
    return list(session.exec(query.order_by(col(RequiredInstitution.position))).all())


def gaps(session: Session, unit_ids: Sequence[int] | None = None) -> list[Gap]:
    """Every line of every checklist of units, with what fulfils it. After `put_in_force`.

    `unit_ids` None: every unit that must have institutions of its own.
    """
    found: list[Gap] = []
    order = {name: at for at, name in enumerate(Checklist)}
    for checklist in Checklist:
        units = accountable_units()
        lines, registering = status_of_lines(lines_of(units, checklist)), registering_units()
        query = ask(UNIT.c.code, UNIT.c.name, lines, registering.c.institutions).select_from(
            lines.join(UNIT, UNIT.c.id == lines.c.unit_id).outerjoin(
                registering, registering.c.unit_id == lines.c.unit_id
            )
        )
        if unit_ids is not None:
            query = query.where(lines.c.unit_id.in_(unit_ids))
        for row in session.connection().execute(query):
            found.append(_gap(row, checklist))
    found.sort(key=lambda gap: (gap.unit_code, order[Checklist(gap.checklist)], gap.position))
    return found


def _gap(row: Any, checklist: Checklist) -> Gap:
    return Gap(
        row.code, row.name, checklist.value, row.topic, row.level, row.have, row.maybe,
        bool(row.certain), row.left, row.institutions or 0, row.position,
    )  # fmt: skip


def _home(session: Session, unit: str) -> int | None:
    home: Unit | None = find_unit(session, unit) if unit.strip() else None
    return None if home is None else number_of(home)
