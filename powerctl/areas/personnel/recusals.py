"""Who withdrew from a stage of an appointment, or should have (任免回避, R-CC-01)."""

from collections.abc import Mapping

from sqlmodel import Session

from powerctl.areas.edits import number_of
from powerctl.areas.keeping import add_kept
from powerctl.areas.kept import Kept
from powerctl.model import Appointment, AppointmentRecusal

KEPT: Kept = Kept(
    model=AppointmentRecusal,
    kind="appointment_recusals",
    columns=("stage", "person_written", "relation_written", "is_recused", "recused_on", "note"),
    key=("stage", "person_written"),
    needed=("person_written",),
    links={"person_id": "person_written"},
    belongs_to="appointment_id",
    named_in=("appointment", "person"),
)
EDITABLE = KEPT.editable


def add_recusal(session: Session, case: Appointment, texts: Mapping[str, str]) -> AppointmentRecusal:
    """Records that somebody withdrew, or should have. Raises Refused for unreadable values."""
    record: AppointmentRecusal = add_kept(session, KEPT, texts, home=case.unit_id, owner=number_of(case))
    return record
