"""Measures of a risk point: add, edit, mark as done, take away (R-CC-06)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_value, read_values, typed_number
from powerctl.areas.identity import normal
from powerctl.areas.organization.people import person_named
from powerctl.errors import Refused
from powerctl.model import Institution, Measure, RiskPoint, Unit
from powerctl.terms import MeasureStatus

EDITABLE = ("text", "owner_written", "due_on", "status", "done_on", "effect", "institution_written")
LINKS = ("owner", "institution")


def measures_of(session: Session, point: RiskPoint) -> list[Measure]:
    """The measures of a point, in order."""
    query = select(Measure).where(Measure.risk_point_id == point.id).order_by(col(Measure.position))
    return list(session.exec(query).all())


def add_measure(session: Session, point: RiskPoint, text: str, **more: str) -> Measure:
    """Adds a measure at the end of the list. Raises Refused when the point has it already."""
    text = needed(text, "措施内容")
    links = {field: more.pop(field) for field in LINKS if field in more}
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
    if links:
        edit_measure(session, added, links)
    return added


def edit_measure(session: Session, measure: Measure, changes: Mapping[str, str]) -> list[Change]:
    """Changes a measure's text, owner, due day, state or effect, and whom or what it is linked to.

    The owner may be 姓名 or 姓名#人员编号 of the unit; the institution a number or a name.
    """
    if "text" in changes:
        needed(changes["text"], "措施内容")
    point = session.get(RiskPoint, measure.risk_point_id)
    home = session.get(Unit, point.unit_id) if point else None

    def owner(text: str) -> int:
        return person_named(session, text, point.unit_id if point else None)

    links = {"owner": owner, "institution": lambda text: _institution(session, home, text)}
    return edit(session, measure, changes, EDITABLE, links)


def _institution(session: Session, home: Unit | None, text: str) -> int:
    query = select(Institution.id, Institution.name, Institution.unit_id)
    number = typed_number(text)
    if number is not None:
        found = list(session.execute(query.where(col(Institution.id) == number)).all())
    else:
        found = list(session.execute(query.where(col(Institution.name) == text.strip())).all())
        found = [row for row in found if home is not None and row[2] == home.id] or found
    if len(found) != 1:
        said = f"有 {len(found)} 项，请写编号" if found else "没有登记"
        raise Refused(f"名为“{text}”的制度{said}", hint="powerctl institution list")
    return int(found[0][0] or 0)


def finish_measure(session: Session, measure: Measure, *, on: date, effect: str = "") -> Measure:
    """Marks a measure as done on a day, with its effect where known. Raises Refused when done already."""
    if measure.status is MeasureStatus.DONE:
        day = measure.done_on.isoformat() if measure.done_on else "未写日期"
        raise Refused(f"第 {measure.position} 条措施已经落实（{day}）")
    measure.status, measure.done_on = MeasureStatus.DONE, on
    if effect.strip():
        measure.effect = read_value(Measure, "effect", effect, EDITABLE)
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
