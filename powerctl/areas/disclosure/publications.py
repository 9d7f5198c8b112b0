"""Publications (公开记录): what was published, where, from–to, about which record (R-HY-13)."""

from powerctl.areas.kept import Kept, in_order
from powerctl.model import Publication

KEPT: Kept = Kept(
    model=Publication,
    kind="publications",
    columns=(
        *("number", "title", "subject", "stage", "channel", "place_written", "audience", "formed_on"),
        *("published_on", "taken_down_on", "period_from", "period_to", "matter_written"),
        *("secrecy", "proposed_on", "proposer_written", "examined_on", "examiner_written"),
        *("is_secrecy_checked", "approved_on", "approver_written", "publisher_written"),
        *("has_personal_data", "assessment_number", "evidence", "document", "note"),
    ),
    key=("number",),
    needed=("title",),
    links={
        "open_item_id": "open_item",
        "agenda_item_id": "agenda_key",
        "expenditure_id": "expenditure",
        "transaction_id": "transaction",
        "project_id": "project",
        "appointment_id": "appointment",
        "finance_report_id": "finance_report",
    },
    number_of=("title", "published_on"),
    sums=("amount",),
    check=lambda values: (
        in_order(values, "period_from", "period_to", kept=KEPT.heading)
        or in_order(values, "published_on", "taken_down_on", kept=KEPT.heading)
    ),
)
EDITABLE = KEPT.editable
