"""Measures of a risk point: add, edit, mark as done, take away (R-CC-06)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.identity import normal
from powerctl.errors import Refused
from powerctl.model import Measure, RiskPoint
from powerctl.terms import MeasureStatus

EDITABLE = ("text", "owner_written", "due_on", "status", "done_on")


def measures_of(session: Session, point: RiskPoint) -> list[Measure]:
    """The measures of a point, in order."""
    query = select(Measure).where(Measure.risk_point_id == point.id).order_by(col(Measure.position))
    return list(session.exec(query).all())


def find_measure(session: Session, point: RiskPoint, position: int) -> Measure:
    """The measure of a point by its place in the list, from 1. Raises Refused."""
    for measure in measures_of(session, point):
        if measure.position == position:
            return measure
    count = len(measures_of(session, point))
    raise Refused(
        f"“{point.name}”没有第 {position} 条措施（共 {count} 条）", hint=f"powerctl risk show {point.id}"
    )


def add_measure(session: Session, point: RiskPoint, text: str, **more: str) -> Measure:
    """Adds a measure at the end of the list. Raises Refused when the point has it already."""
    text = needed(text, "措施内容")
    known = measures_of(session, point)
    for measure in known:
        if normal(measure.text) == normal(text):
            raise Refused(
                f"“{point.name}”的第 {measure.position} 条就是这项措施",
                hint=f"powerctl risk show {point.id}",
            )
    added = Measure(
        risk_point_id=number_of(point),
        position=max((measure.position for measure in known), default=0) + 1,
        text=text,
        **read_values(Measure, more, EDITABLE),
    )
    session.add(added)
    session.flush()
    return added


def edit_measure(session: Session, measure: Measure, changes: Mapping[str, str]) -> list[Change]:
    """Changes a measure's text, owner, due day or state."""
    if "text" in changes:
        needed(changes["text"], "措施内容")
    return edit(session, measure, changes, EDITABLE)


def finish_measure(session: Session, measure: Measure, *, on: date) -> Measure:
    """Marks a measure as done on a day. Raises Refused when it is done already."""
    if measure.status is MeasureStatus.DONE:
        day = measure.done_on.isoformat() if measure.done_on else "未写日期"
        raise Refused(f"第 {measure.position} 条措施已经落实（{day}）")
    measure.status, measure.done_on = MeasureStatus.DONE, on
    session.add(measure)
    session.flush()
    return measure


def retire_measure(session: Session, measure: Measure, *, reason: str) -> str:
    """Takes a measure away (the ledger keeps it); the reason goes into the point's note.

    Later measures keep their places. Out: the text that was taken away.
    """
    point = session.get(RiskPoint, measure.risk_point_id)
    text = measure.text
    if point is not None:
        gone = f"撤去措施“{text[:30]}”：{needed(reason, '撤去原因')}"
        point.note = f"{point.note}；{gone}" if point.note else gone
        session.add(point)
    session.delete(measure)
    session.flush()
    return text
