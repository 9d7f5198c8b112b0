"""Figures of published accounts (财务公开数据)."""

from powerctl.areas.finance.shapes import Shape
from powerctl.model import AccountFigure

SHAPE = Shape(
    model=AccountFigure,
    kind="account_figures",
    columns=(
        *("sheet_title", "year", "position", "line", "parent_line", "is_total", "heading", "measure"),
        *("figure_year", "quantity", "quantity_unit", "written", "amount_unit", "note"),
    ),
    sums=("amount",),
    needed=("line",),
)
EDITABLE = SHAPE.editable
