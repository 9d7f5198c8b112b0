"""Personal reports (个人报告) of leaders: days and results; the content stays on paper (R-CC-07)."""

from powerctl.areas.kept import Kept
from powerctl.model import PersonalReport

KEPT: Kept = Kept(
    model=PersonalReport,
    kind="personal_reports",
    columns=(
        *("number", "kind", "person_written", "year", "event_on", "reported_on", "is_written", "is_verified"),
        *("verified_on", "is_consistent", "filed_on", "is_spot_checked", "spot_checked_on", "note"),
    ),
    key=("number",),
    links={"person_id": "person_written"},
    number_of=("kind", "person_written", "year", "event_on", "reported_on"),
)
EDITABLE = KEPT.editable
