"""Funds of a unit in a year (资金账户), in its budget or outside it."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import FundAccount

SHAPE = Shape(
    model=FundAccount,
    kind="fund_accounts",
    columns=("year", "name", "fund", "is_in_budget", "budget_line", "document", "note"),
    sums=("amount",),
    key=("year", "name"),
    needed=("year", "name"),
)
EDITABLE = SHAPE.editable
