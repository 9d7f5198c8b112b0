"""Answers to a notice (公示反馈): received, verified, concluded, replied to (R-ZJ-04).

Who gave it, what was said and what was found are personal and never on a page.
"""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Feedback

KEPT: Kept = Kept(
    model=Feedback,
    kind="feedback",
    columns=(
        *("position", "received_on", "channel_written", "is_named", "giver_written", "content"),
        *("verified_on", "verifier_written", "verdict", "finding_text", "finding_document", "outcome"),
        *("concluded_on", "replied_on"),
    ),
    key=("position",),
    needed=("position",),
    links={"subject_id": "subject"},
    belongs_to="notice_id",
    named_in=("notice",),
    check=lambda values: in_order(values, "received_on", "verified_on", "concluded_on", kept=KEPT.heading),
)
EDITABLE = KEPT.editable
