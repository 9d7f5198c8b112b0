"""The step of a flow chart that a risk point stands at, found by its name (RSK011, R-HY-02)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from powerctl.areas.identity import normal
from powerctl.areas.receipt import table_of
from powerctl.model import FlowChart, FlowStep, Power, RiskPoint
from powerctl.store.bulk import update_rows

_Key = tuple[int, str, int]
"""A power over all editions: unit, identity, ordinal."""


class ChartSteps:
    """Steps of units' charts by name: the power's own chart first, then that of its category, then any."""

    def __init__(self, session: Session, unit_ids: Iterable[int]) -> None:
        chart, step, power = table_of(FlowChart), table_of(FlowStep), table_of(Power)
        query = (
            select(
                *(chart.c.unit_id, step.c.title, step.c.id, chart.c.category),
                *(power.c.unit_id, power.c.identity, power.c.ordinal),
            )
            .select_from(
                step.join(chart, step.c.chart_id == chart.c.id).outerjoin(
                    power, power.c.id == chart.c.power_id
                )
            )
            .where(chart.c.unit_id.in_(set(unit_ids)))
        )
        self._of_unit: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._of_category: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self._of_power: dict[tuple[_Key, str], list[int]] = defaultdict(list)
        for unit, title, number, category, *key in session.connection().execute(query):
            name = normal(title)
            self._of_unit[unit, name].append(number)
            if category:
                self._of_category[unit, category, name].append(number)
            if key[0] is not None:
                self._of_power[(key[0], key[1], key[2]), name].append(number)

    @property
    def any(self) -> bool:
        """Whether the units have any step at all."""
        return bool(self._of_unit)

    def find(self, unit_id: int, words: str | None, power: _Key | None, category: str | None) -> int | None:
        """The one step that the words name, or None where none or several fit."""
        if not words:
            return None
        name = normal(words)
        groups = [self._of_unit.get((unit_id, name), [])]
        if category:
            groups.insert(0, self._of_category.get((unit_id, category, name), []))
        if power:
            groups.insert(0, self._of_power.get((power, name), []))
        found = next((group for group in groups if group), [])
        return found[0] if len(found) == 1 else None


def relink(session: Session, unit_ids: Iterable[int]) -> int:
    """Sets the step of every open or closed point of the units by its 关键环节; how many changed.

    Called after charts, risks or powers came or were changed, in whatever order.
    """
    wanted = set(unit_ids)
    point, power = table_of(RiskPoint), table_of(Power)
    steps = ChartSteps(session, wanted)
    linked = point.c.step_id.is_not(None)
    waiting = or_(point.c.step.is_not(None), linked) if steps.any else linked
    query = (
        select(
            *(point.c.id, point.c.unit_id, point.c.step, point.c.step_id, power.c.category),
            *(power.c.unit_id, power.c.identity, power.c.ordinal),
        )
        .select_from(point.outerjoin(power, power.c.id == point.c.power_id))
        .where(point.c.unit_id.in_(wanted), waiting)
    )
    points = session.connection().execute(query).all()
    rows: list[tuple[Any, ...]] = []
    for number, unit, words, before, category, *key in points:
        of_power = (key[0], key[1], key[2]) if key[0] is not None else None
        found = steps.find(unit, words, of_power, category)
        if found != before:
            rows.append((number, found))
    update_rows(session, point, ("step_id",), rows)
    return len(rows)
