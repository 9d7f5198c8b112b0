"""Audits (审计) of leaders: before a post, in term, on leaving (R-HY-08)."""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Audit

KEPT: Kept = Kept(
    model=Audit,
    kind="audits",
    columns=(
        *("number", "kind", "person_written", "post_written", "auditor_written", "period_from", "period_to"),
        *("begun_on", "reported_on", "problems", "conclusion", "filed_on", "document", "note"),
    ),
    key=("number",),
    links={"person_id": "person_written", "appointment_id": "appointment"},
    number_of=("kind", "person_written", "reported_on", "period_to"),
    sums=("problem",),
    check=lambda values: (
        in_order(values, "period_from", "period_to", kept=KEPT.heading)
        or in_order(values, "begun_on", "reported_on", kept=KEPT.heading)
    ),
)
EDITABLE = KEPT.editable
