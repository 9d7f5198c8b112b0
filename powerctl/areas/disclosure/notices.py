"""Notices (公示): from–to, where, and how people can respond (R-CC-05, R-ZJ-08)."""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Notice

KEPT: Kept = Kept(
    model=Notice,
    kind="notices",
    columns=(
        *("number", "title", "kind", "begun_on", "ended_on", "channel", "place_written", "by_phone"),
        *("by_letter", "by_visit", "by_web", "by_box", "office", "office_phone", "office_address"),
        *("assessment_number", "concluded_on", "taken_down_on", "document", "note"),
    ),
    key=("number",),
    needed=("title",),
    links={"transaction_id": "transaction"},
    number_of=("title", "begun_on"),
    check=lambda values: in_order(values, "begun_on", "ended_on", "concluded_on", kept=KEPT.heading),
)
EDITABLE = KEPT.editable
