"""Vetting before a post (任前考察): what it looked at, whom it asked, its first review (PER003, PER004)."""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Vetting

KEPT: Kept = Kept(
    model=Vetting,
    kind="vettings",
    columns=(
        *("begun_on", "ended_on", "team_written", "covers_career", "covers_results", "covers_law"),
        *("covers_integrity", "covers_democracy", "covers_discipline", "asked_unit", "asked_grassroots"),
        *("people_asked", "report_document", "reviewed_on", "reviewer_written", "review_result", "note"),
    ),
    key=("begun_on",),
    belongs_to="appointment_id",
    named_in=("appointment", "person"),
    check=lambda values: in_order(values, "begun_on", "ended_on", kept=KEPT.heading),
)
EDITABLE = KEPT.editable
