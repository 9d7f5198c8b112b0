"""Signatures on a voucher (审签), round by round (R-CC-03)."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import SignOff

SHAPE = Shape(
    model=SignOff,
    kind="sign_offs",
    columns=(
        *("round", "position", "role", "person_written", "post_written", "decision", "signed_on", "reason"),
    ),
    sums=("returned",),
    links={"person_id": "person_written"},
    key=("round", "position"),
    parent="expenditure_id",
)
EDITABLE = SHAPE.editable
