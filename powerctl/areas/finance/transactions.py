"""Trades of public resources and purchases (公共资源交易), with budget, price and bidders (R-HY-05)."""

from powerctl.areas.kept import Kept
from powerctl.model import PublicTransaction

KEPT = Kept(
    model=PublicTransaction,
    kind="transactions",
    columns=(
        *("number", "name", "kind", "bought", "is_bulk", "project_written", "method_reason", "venue_written"),
        *(
            "is_in_venue",
            "planned_by_written",
            "planned_on",
            "decider_written",
            "decided_on",
            "buyer_written",
        ),
        *(
            "decision_written",
            "announced_on",
            "opened_on",
            "evaluated_on",
            "candidates_from",
            "candidates_to",
        ),
        *("single_source_from", "single_source_to", "won_on", "winner_written", "winner_kind", "bidders"),
        *(
            "result_posted_on",
            "contract",
            "contract_on",
            "contract_posted_on",
            "delivered_on",
            "document",
            "note",
        ),
    ),
    sums=("budget", "price"),
    loose=("method",),
    links={
        "project_id": "project_written",
        "venue_id": "venue_written",
        "decider_id": "decider_written",
        "buyer_id": "buyer_written",
        "agenda_item_id": "agenda_item",
    },
    key=("number",),
    needed=("name",),
    number_of=("name", "won_on", "contract_on"),
)
EDITABLE = KEPT.editable
