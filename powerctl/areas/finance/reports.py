"""Finance reports (财务报告): the finances of a period, told to the team and shown to the staff (R-HY-06)."""

from powerctl.areas.kept import Kept
from powerctl.model import FinanceReport

KEPT = Kept(
    model=FinanceReport,
    kind="finance_reports",
    columns=(
        *("title", "period_from", "period_to", "reported_on", "reporter_written", "meeting_written"),
        *("published_on", "published_at_written", "audience_written", "document", "note"),
    ),
    links={"agenda_item_id": "agenda_item"},
    key=("title", "period_from", "period_to"),
)
EDITABLE = KEPT.editable
