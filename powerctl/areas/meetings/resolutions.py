"""Resolutions: who carries out what by when, how it goes, what came of it (R-ZJ-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from powerctl.areas.edits import Change, edit, needed, number_of, read_values
from powerctl.areas.meetings.named import find_item, item_words
from powerctl.areas.organization.directory import Units
from powerctl.errors import Refused
from powerctl.model import AgendaItem, Meeting, Resolution, ResolutionProgress, Topic, Unit
from powerctl.terms import ResolutionState

EDITABLE = (*("text", "implementing_written", "due_on", "state", "done_on", "evaluated_on", "evaluation"),)
LINKS = ("implementing_unit",)
_BLOCK = 500
_OPEN = (ResolutionState.PENDING, ResolutionState.RUNNING)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A resolution whose day has passed and that is not done; `days` None: no day was set."""

    number: int
    unit_id: int
    meeting: str
    topic: str
    text: str
    implementing: str
    due_on: date | None
    days: int | None
    last_report: date | None


def add_resolution(session: Session, meeting: Meeting, topic: str, text: str, **more: str) -> Resolution:
    """Records a resolution of an item; the unit that carries it out is linked where it is known.

    Also of a closed meeting: what follows from a meeting is no change of its record.
    """
    item, about = find_item(session, meeting, topic)
    unit = more.pop("implementing_unit", "")
    taken = session.exec(select(Resolution.position).where(Resolution.agenda_item_id == item.id)).all()
    values = read_values(Resolution, {"text": needed(text, "决议内容"), **more}, EDITABLE)
    values.setdefault("state", ResolutionState.PENDING)
    resolution = Resolution(agenda_item_id=number_of(item), position=max(taken, default=0) + 1, **values)
    if unit.strip():
        _carried_out_by(session, resolution, unit)
    _refuse_unsound(resolution, meeting, item_words(item, about))
    session.add(resolution)
    session.flush()
    return resolution


def edit_resolution(session: Session, resolution: Resolution, changes: Mapping[str, str]) -> list[Change]:
    """Changes a resolution; a state other than 已完成 takes the day it was done away."""
    texts = dict(changes)
    if "text" in texts:
        needed(texts["text"], "决议内容")
    state = texts.get("state", "").strip()
    if state and state != ResolutionState.DONE.value and resolution.done_on is not None:
        texts.setdefault("done_on", "")
    if "implementing_unit" in texts:
        texts.setdefault("implementing_written", texts["implementing_unit"])
    links = {"implementing_unit": lambda text: Units.of(session).find(text)}
    done = edit(session, resolution, texts, EDITABLE, links)
    if (resolution.state is ResolutionState.DONE) != (
        resolution.done_on is not None
    ) and "done_on" in changes:
        raise Refused("写了完成日期的，落实状态应为 已完成", hint=f"powerctl resolution done {resolution.id}")
    return done


def report_progress(
    session: Session, resolution: Resolution, text: str, *, on: date, evidence: str = ""
) -> ResolutionProgress:
    """Records how far it is; a resolution that had not begun has now. Raises Refused for one that is done."""
    if resolution.state not in (None, *_OPEN):
        raise Refused(
            f"决议 {resolution.id} {resolution.state.value}，不再登记落实情况",
            hint=f"powerctl resolution edit {resolution.id} --set 落实状态=落实中",
        )
    report = ResolutionProgress(
        resolution_id=number_of(resolution),
        reported_on=on,
        text=needed(text, "落实情况"),
        evidence=evidence.strip() or None,
    )
    resolution.state = ResolutionState.RUNNING
    session.add_all([report, resolution])
    session.flush()
    return report


def finish(session: Session, resolution: Resolution, *, on: date, text: str = "", evidence: str = "") -> None:
    """Records that a resolution is carried out. Raises Refused when it is already, or before its meeting."""
    if resolution.state is ResolutionState.DONE:
        day = resolution.done_on.isoformat() if resolution.done_on else "未写日期"
        raise Refused(
            f"决议 {resolution.id} 已于 {day} 完成",
            hint=f"powerctl resolution edit {resolution.id} --set 完成日期=…",
        )
    held = _held_on(session, resolution)
    if held is not None and on < held:
        raise Refused(f"完成日期 {on} 早于会议召开日期 {held}", hint="核对两个日期后重新输入")
    if text.strip() or evidence.strip():
        report_progress(session, resolution, text.strip() or "已完成", on=on, evidence=evidence)
    resolution.state, resolution.done_on = ResolutionState.DONE, on
    session.add(resolution)
    session.flush()


def evaluate(session: Session, resolution: Resolution, text: str, *, on: date) -> None:
    """Records the evaluation afterwards (R-HY-03). Raises Refused before the meeting's day."""
    held = _held_on(session, resolution)
    if held is not None and on < held:
        raise Refused(f"事后评估日期 {on} 早于会议召开日期 {held}", hint="核对两个日期后重新输入")
    resolution.evaluation, resolution.evaluated_on = needed(text, "事后评估情况"), on
    session.add(resolution)
    session.flush()


def overdue(session: Session, *, today: date, units: set[int] | None = None) -> list[Overdue]:
    """Open resolutions whose day has passed, the longest first; then those that have no day at all."""
    query = (
        select(Resolution, AgendaItem, Meeting, Topic)
        .join(AgendaItem, col(Resolution.agenda_item_id) == col(AgendaItem.id))
        .join(Meeting, col(AgendaItem.meeting_id) == col(Meeting.id))
        .join(Topic, col(AgendaItem.topic_id) == col(Topic.id))
        .where(
            or_(col(Resolution.state).is_(None), col(Resolution.state).in_(_OPEN)),
            or_(col(Resolution.due_on).is_(None), col(Resolution.due_on) < today),
        )
    )
    if units is not None:
        query = query.where(
            or_(col(Meeting.unit_id).in_(units), col(Resolution.implementing_unit_id).in_(units))
        )
    found = session.exec(query).all()
    names = Units.of(session).names
    last = _last_reports(session, [number_of(one) for one, *_ in found])
    rows = [
        Overdue(
            number_of(one),
            meeting.unit_id,
            meeting.number,
            topic.title,
            one.text,
            names.get(one.implementing_unit_id or 0, "") or one.implementing_written or "",
            one.due_on,
            (today - one.due_on).days if one.due_on else None,
            last.get(number_of(one)),
        )
        for one, _, meeting, topic in found
    ]
    return sorted(rows, key=lambda row: (row.days is None, -(row.days or 0), row.number))


def _last_reports(session: Session, numbers: list[int]) -> dict[int, date]:
    found: dict[int, date] = {}
    for at in range(0, len(numbers), _BLOCK):
        query = select(ResolutionProgress).where(
            col(ResolutionProgress.resolution_id).in_(numbers[at : at + _BLOCK])
        )
        for report in session.exec(query).all():
            day = report.reported_on
            if day is not None and day > found.get(report.resolution_id, date.min):
                found[report.resolution_id] = day
    return found


def _carried_out_by(session: Session, resolution: Resolution, unit: str) -> None:
    resolution.implementing_unit_id = Units.of(session).find(unit)
    home = session.get(Unit, resolution.implementing_unit_id) if resolution.implementing_unit_id else None
    resolution.implementing_written = resolution.implementing_written or (home.name if home else unit.strip())


def _held_on(session: Session, resolution: Resolution) -> date | None:
    item = session.get(AgendaItem, resolution.agenda_item_id)
    meeting = session.get(Meeting, item.meeting_id) if item else None
    return meeting.held_on if meeting else None


def _refuse_unsound(resolution: Resolution, meeting: Meeting, words: str) -> None:
    if resolution.due_on and meeting.held_on and resolution.due_on < meeting.held_on:
        raise Refused(
            f"{words}：完成期限 {resolution.due_on} 早于会议召开日期 {meeting.held_on}",
            hint="核对两个日期后重新输入",
        )
