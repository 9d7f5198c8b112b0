"""Who watched which meeting, and the record that the discipline committee keeps beside it (R-ZJ-06)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from powerctl.areas.edits import Change, edit, number_of, read_values
from powerctl.areas.organization.units import find_unit
from powerctl.errors import Refused
from powerctl.model import Meeting, MeetingInspection, ParallelRecord

EDITABLE = ("inspected_on", "inspector_written", "topics", "result", "is_regular")
PARALLEL_FIELDS = (
    *("recorder_written", "recorded_on", "present", "topics", "head_spoke_last", "differences", "text"),
)


def inspect(session: Session, unit: str, meeting: Meeting | None, **texts: str) -> MeetingInspection:
    """Records an inspection of a meeting, or of a unit's meetings where no single one is meant.

    Raises Refused for texts that cannot be read, and a day before the meeting.
    """
    home = meeting.unit_id if meeting is not None else number_of(find_unit(session, unit))
    values = read_values(MeetingInspection, texts, EDITABLE)
    inspection = MeetingInspection(
        unit_id=home, meeting_id=number_of(meeting) if meeting is not None else None, **values
    )
    _refuse_early(meeting, inspection.inspected_on, "督查日期")
    session.add(inspection)
    session.flush()
    return inspection


def edit_inspection(
    session: Session, inspection: MeetingInspection, changes: Mapping[str, str]
) -> list[Change]:
    """Corrects an inspection. Out: before → after."""
    return edit(session, inspection, changes, EDITABLE)


def record_beside(session: Session, meeting: Meeting, **texts: str) -> tuple[ParallelRecord, list[Change]]:
    """Keeps the discipline committee's own record of a meeting (MTG028); said again, it is corrected.

    Out: the record, and what changed. Raises Refused for texts that cannot be read.
    """
    query = select(ParallelRecord).where(ParallelRecord.meeting_id == meeting.id)
    record = session.exec(query).first() or ParallelRecord(meeting_id=number_of(meeting))
    changes = edit(session, record, texts, PARALLEL_FIELDS)
    _refuse_early(meeting, record.recorded_on, "记录日期")
    return record, changes


def _refuse_early(meeting: Meeting | None, day: date | None, heading: str) -> None:
    if meeting is not None and meeting.held_on is not None and day is not None and day < meeting.held_on:
        raise Refused(f"{heading} {day} 早于会议召开日期 {meeting.held_on}", hint="核对两个日期后重新输入")
