"""Subjects of a notice (公示对象): persons or matters, and what became of each (R-ZJ-04)."""

from powerctl.areas.kept import Kept
from powerctl.model import NoticeSubject

KEPT: Kept = Kept(
    model=NoticeSubject,
    kind="notice_subjects",
    columns=("position", "subject_written", "outcome", "outcome_on", "note"),
    key=("position",),
    needed=("position", "subject_written"),
    links={"appointment_id": "appointment"},
    belongs_to="notice_id",
    named_in=("notice",),
)
EDITABLE = KEPT.editable
