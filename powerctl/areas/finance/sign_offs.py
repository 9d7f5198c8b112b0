"""Signatures on a voucher (审签), round by round (R-CC-03)."""

from powerctl.areas.kept import Kept
from powerctl.model import SignOff

KEPT = Kept(
    model=SignOff,
    kind="sign_offs",
    columns=(
        *("round", "position", "role", "person_written", "post_written", "decision", "signed_on", "reason"),
    ),
    sums=("returned",),
    links={"person_id": "person_written"},
    key=("round", "position"),
    usual={"round": 1},
    belongs_to="expenditure_id",
    named_in=("expenditure",),
)
EDITABLE = KEPT.editable
