"""The joint signatures of a countersign sheet (会签)."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import Countersignature

SHAPE = Shape(
    model=Countersignature,
    kind="countersignatures",
    columns=("party", "signer_written", "household_signer_written", "signed_on", "is_agreed", "note"),
    key=("party",),
    needed=("party",),
    parent="sheet_id",
)
EDITABLE = SHAPE.editable
