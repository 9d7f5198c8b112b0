"""Flow charts: add, edit, end; their steps and lines one by one (R-HY-02)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from powerctl.areas.edits import (
    Change,
    edit,
    needed,
    noted,
    number_of,
    read_values,
    refuse_wrong_order,
    typed_number,
)
from powerctl.areas.organization.units import find_unit
from powerctl.areas.registry.exercises.links import ListedPowers
from powerctl.errors import Refused
from powerctl.model import FlowChart, Power

EDITABLE = (
    *("name", "kind", "category", "form", "conditions", "document", "valid_from", "valid_to", "note"),
)
LINKS = ("power",)


def add_chart(session: Session, unit: str, name: str, **texts: str) -> FlowChart:
    """Registers a chart without steps. `power`: number, name or code of the power it belongs to.

    Raises Refused for a name that the unit has already, and for a power that it does not have.
    """
    home = find_unit(session, unit)
    power = texts.pop("power", "")
    values = read_values(FlowChart, {"name": needed(name, "流程图名称"), **texts}, EDITABLE)
    chart = FlowChart(unit_id=number_of(home), **values)
    refuse_wrong_order(chart)
    _refuse_same_name(session, chart)
    if power.strip():
        chart.power_id, chart.power_written = _power(session, chart, power), power.strip()
    session.add(chart)
    session.flush()
    return chart


def edit_chart(session: Session, chart: FlowChart, changes: Mapping[str, str]) -> list[Change]:
    """Changes a chart's own fields and its power. Raises Refused."""
    if "name" in changes:
        needed(changes["name"], "流程图名称")
        with session.no_autoflush:
            _refuse_same_name(session, chart, changes["name"].strip())
    done = edit(session, chart, changes, EDITABLE, {"power": lambda text: _power(session, chart, text)})
    if "power" in changes:
        chart.power_written = changes["power"].strip() or None
        session.add(chart)
        session.flush()
    return done


def retire_chart(session: Session, chart: FlowChart, *, on: date, reason: str) -> FlowChart:
    """Ends a chart; `on` is its last day, the reason goes into its note. Raises Refused when it has ended."""
    needed(reason, "停用原因")
    if chart.valid_to is not None and chart.valid_to <= on:
        raise Refused(
            f"“{chart.name}”已于 {chart.valid_to.isoformat()} 停用", hint=f"powerctl chart show {chart.id}"
        )
    chart.valid_to, chart.note = on, noted(chart.note, f"停用原因：{reason.strip()}")
    refuse_wrong_order(chart)
    session.add(chart)
    session.flush()
    return chart


def charts_of_power(session: Session, power: Power, on: date) -> tuple[list[FlowChart], bool]:
    """The charts of a power on a day: its own (over all editions), else those of its unit's category.

    Out: the charts, and whether they are the power's own.
    """
    in_force = (
        or_(col(FlowChart.valid_from).is_(None), col(FlowChart.valid_from) <= on),
        or_(col(FlowChart.valid_to).is_(None), col(FlowChart.valid_to) >= on),
    )
    query = select(FlowChart).where(FlowChart.unit_id == power.unit_id, *in_force)
    same = select(Power.id).where(
        Power.unit_id == power.unit_id, Power.identity == power.identity, Power.ordinal == power.ordinal
    )
    own = session.exec(query.where(col(FlowChart.power_id).in_(same)).order_by(col(FlowChart.id))).all()
    if own or power.category is None:
        return list(own), True
    shared = query.where(FlowChart.category == power.category)
    return list(session.exec(shared.order_by(col(FlowChart.id))).all()), False


def _power(session: Session, chart: FlowChart, text: str) -> int:
    found = ListedPowers(session, {chart.unit_id}).find(chart.unit_id, text, None)
    number = typed_number(text.strip())
    if found is None and number is not None:
        power = session.get(Power, number)
        found = power.id if power is not None and power.unit_id == chart.unit_id else None
    if found is None:
        raise Refused(f"本单位没有（或不止一项）权力事项“{text}”，可写编号", hint="powerctl power list")
    return found


def _refuse_same_name(session: Session, chart: FlowChart, name: str = "") -> None:
    wanted = name or chart.name
    query = select(FlowChart.id).where(
        FlowChart.unit_id == chart.unit_id, FlowChart.name == wanted, col(FlowChart.id).is_not(chart.id)
    )
    if (number := session.exec(query).first()) is not None:
        raise Refused(f"本单位已有流程图“{wanted}”", hint=f"powerctl chart show {number}")
