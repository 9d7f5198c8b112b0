"""Bidders of a trade (投标人), with their offers."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import Bidder

SHAPE = Shape(
    model=Bidder,
    kind="bidders",
    columns=("position", "name", "is_winner", "note"),
    sums=("offer",),
    key=("position",),
    needed=("name",),
    parent="transaction_id",
)
EDITABLE = SHAPE.editable
