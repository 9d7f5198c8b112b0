"""The order of signatures on a voucher (审签程序), of the county or of one unit (R-CC-03)."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import LadderStep

SHAPE = Shape(
    model=LadderStep,
    kind="ladder_steps",
    columns=("position", "role", "is_for_own", "valid_from", "valid_to", "document"),
    sums=("above",),
    key=("position", "valid_from"),
    needed=("position", "role"),
    of_county=True,
)
EDITABLE = SHAPE.editable
