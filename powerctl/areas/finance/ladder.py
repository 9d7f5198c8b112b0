"""The order of signatures on a voucher (审签程序), of the county or of one unit (R-CC-03)."""

from powerctl.areas.kept import Kept
from powerctl.model import LadderStep

KEPT = Kept(
    model=LadderStep,
    kind="ladder_steps",
    columns=("position", "role", "is_for_own", "valid_from", "valid_to", "document"),
    sums=("above",),
    key=("position", "valid_from"),
    needed=("position", "role"),
    of_county=True,
)
EDITABLE = KEPT.editable
