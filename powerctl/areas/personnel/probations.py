"""Probation (试用期): from–to, and the review at its end (R-CC-05)."""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Probation

KEPT: Kept = Kept(
    model=Probation,
    kind="probations",
    columns=(
        *("begun_on", "due_on", "assessed_on", "assessor_written", "result", "confirmed_on", "document"),
        "note",
    ),
    key=("begun_on",),
    belongs_to="appointment_id",
    named_in=("appointment", "person"),
    check=lambda values: (
        in_order(values, "begun_on", "due_on", kept=KEPT.heading)
        or in_order(values, "begun_on", "assessed_on", kept=KEPT.heading)
    ),
)
EDITABLE = KEPT.editable
