"""Appointments (任免事项): one person and one post, from the first nomination to the probation (R-HY-07)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.edits import needed
from powerctl.areas.keeping import change_kept
from powerctl.areas.kept import Kept, Wrong
from powerctl.areas.kept_names import KeptNames
from powerctl.areas.personnel.stages import UNDER_WAY
from powerctl.model import Appointment
from powerctl.terms import AppointmentState


def _wrong(values: Mapping[str, Any]) -> Wrong | None:
    """A day of appointment beside a state that says nobody has the post.

    Appointed before it was decided is no slip of the pen but what MTG003 looks for: it is recorded as it was.
    """
    state, day = values.get("state"), values.get("appointed_on")
    if day is not None and state in UNDER_WAY:
        return "state", f"任免进展是“{state}”，却有任职日期 {day}"
    return None


def _tenure_begun(names: KeptNames, values: Mapping[str, Any]) -> int | None:
    """The tenure that an appointment began."""
    return names.tenure(values.get("person_id"), values.get("to_post_id"), values.get("appointed_on"))


KEPT: Kept = Kept(
    model=Appointment,
    kind="appointments",
    columns=(
        *("number", "person_written", "gender", "ethnicity", "born", "education", "political", "kind"),
        *(
            "from_post_written",
            "to_post_written",
            "rank",
            "job_level_written",
            "is_elected",
            "is_exceptional",
        ),
        *("method", "method_reason", "nominator", "nominator_written", "nominated_on", "nomination_reason"),
        *("decision_written", "decided_on", "is_ballot", "needs_audit", "assessment_written"),
        *("is_assessment_used", "exam_exempt_reason", "appointed_on", "document", "state", "state_reason"),
        "note",
    ),
    key=("number",),
    links={
        "person_id": "person_written",
        "from_post_id": "from_post_written",
        "to_post_id": "to_post_written",
        "agenda_item_id": "agenda_key",
    },
    number_of=("person_written", "to_post_written", "decided_on", "appointed_on"),
    derived={"tenure_id": _tenure_begun},
    check=_wrong,
)
EDITABLE = KEPT.editable


def stop_appointment(session: Session, record: Appointment, *, on: date, reason: str) -> None:
    """Ends a case without an appointment, for a reason. Raises Refused where the person has the post."""
    said = f"{on.isoformat()}：{needed(reason, '原因')}"
    change_kept(
        session,
        KEPT,
        record,
        {"state": AppointmentState.STOPPED.value, "state_reason": said},
        home=record.unit_id,
    )
