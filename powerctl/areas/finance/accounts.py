"""Figures of published accounts (财务公开数据)."""

from powerctl.areas.kept import Kept
from powerctl.model import AccountFigure

KEPT = Kept(
    model=AccountFigure,
    kind="account_figures",
    columns=(
        *("sheet_title", "year", "position", "line", "parent_line", "is_total", "heading", "measure"),
        *("figure_year", "quantity", "quantity_unit", "written", "amount_unit", "note"),
    ),
    key=("identity", "ordinal"),
    sums=("amount", "rate"),
    needed=("line",),
)
EDITABLE = KEPT.editable
