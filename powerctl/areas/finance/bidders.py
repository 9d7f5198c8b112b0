"""Bidders of a trade (投标人), with their offers."""

from powerctl.areas.kept import Kept
from powerctl.model import Bidder

KEPT = Kept(
    model=Bidder,
    kind="bidders",
    columns=("position", "name", "is_winner", "note"),
    sums=("offer",),
    key=("position",),
    needed=("name",),
    belongs_to="transaction_id",
    named_in=("transaction_written",),
)
EDITABLE = KEPT.editable
