"""Funds of a unit in a year (资金账户), in its budget or outside it."""

from powerctl.areas.kept import Kept
from powerctl.model import FundAccount

KEPT = Kept(
    model=FundAccount,
    kind="fund_accounts",
    columns=("year", "name", "fund", "is_in_budget", "budget_line", "document", "note"),
    sums=("amount",),
    key=("year", "name"),
    needed=("year", "name"),
)
EDITABLE = KEPT.editable
