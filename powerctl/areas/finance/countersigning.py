"""Countersign sheets (会签单) of support funds, with their three joint signatures (R-FS-06)."""

from powerctl.areas.kept import Kept
from powerctl.model import CountersignSheet

KEPT = Kept(
    model=CountersignSheet,
    kind="countersigns",
    columns=(
        *("number", "fund_name", "expenditure_written", "household_written", "households", "paid_on", "note"),
    ),
    sums=("amount",),
    links={"expenditure_id": "expenditure_written"},
    key=("number",),
    number_of=("fund_name", "paid_on", "amount_fen"),
)
EDITABLE = KEPT.editable
