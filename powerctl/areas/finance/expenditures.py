"""Payments (支出), known by their number, or by day, payee and sum (R-HY-04)."""

from powerctl.areas.kept import Kept
from powerctl.model import Expenditure

KEPT = Kept(
    model=Expenditure,
    kind="expenditures",
    columns=(
        *(
            "number",
            "voucher",
            "billed_on",
            "approved_on",
            "paid_on",
            "payee_written",
            "payee_kind",
            "purpose",
        ),
        *("budget_line", "is_non_productive", "fund", "recurrence", "amount_written", "amount_unit", "state"),
        *("handler_written", "approver_written", "approver_role", "decision_written", "contract"),
        *("project_written", "transaction_written", "document", "note"),
    ),
    sums=("amount",),
    loose=("kind",),
    links={
        "handler_id": "handler_written",
        "approver_id": "approver_written",
        "project_id": "project_written",
        "transaction_id": "transaction_written",
        "agenda_item_id": "agenda_item",
        "reverses_id": "reverses",
    },
)
EDITABLE = KEPT.editable
