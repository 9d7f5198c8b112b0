"""In which unit of money the figures of a published account stand: said in a cell, over a column, beside a
line, around the table. What is said nowhere, or in two ways, is not guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from powerctl.sheets.accounts.tables import Account, Heading
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.words.amounts import money_unit

_LEAST_SIDES = 2
_OF_ONE = re.compile("人均|户均|均价|单价|标准|每[人次户亩]|元/")
"""What stands in 元 for one person or thing, whatever the sums stand in."""


@dataclass(slots=True)
class MoneyUnits:
    """The units that hold for the columns of one table."""

    whole: frozenset[str] = frozenset()
    """Said above the table (or, where nothing is, in its other headings, below it, in the sheet's name)."""
    sides: dict[int, frozenset[str]] = field(default_factory=dict)
    """Of tables side by side: the last column of each → what is said above it."""

    def of(self, heading: Heading) -> frozenset[str]:
        """The units that may be meant under a heading: one, where it is known."""
        if own := next((unit for part in reversed(heading.parts) if (unit := money_unit(part))), ""):
            return frozenset((own,))
        if len(self.whole) > 1:
            return next((said for last, said in self.sides.items() if heading.number <= last), self.whole)
        return self.whole


def money_units(
    layout: Layout, account: Account, above: Iterable[int], below: Iterable[int], inherited: frozenset[str]
) -> MoneyUnits:
    """What the lines above and below a table, its headings and the sheet's name say, the nearest first.

    `inherited` is what held for the table above, where this one goes on with it.
    """
    said = [(column, unit) for row in above for column, unit in _said(layout, row)]
    if said:
        return MoneyUnits(frozenset(unit for _, unit in said), _by_sides(account, said))
    heads = frozenset(
        unit for row in range(account.top, account.bottom + 1) for _, unit in _said(layout, row)
    )
    for units in (inherited, heads, frozenset(unit for row in below for _, unit in _said(layout, row))):
        if units:
            return MoneyUnits(units)
    in_name = money_unit(layout.grid.name)
    return MoneyUnits(frozenset((in_name,) if in_name else ()))


def _said(layout: Layout, row: int) -> list[tuple[int, str]]:
    return [
        (column, unit)
        for column, text in layout.row_cells(row)
        if (unit := money_unit(text)) and not _OF_ONE.search(squeeze(text))
    ]


def _by_sides(account: Account, said: list[tuple[int, str]]) -> dict[int, frozenset[str]]:
    """What is said over each of several tables side by side; {} where not every one has its own."""
    last: dict[int, int] = {}
    for heading in account.headings:
        last[id(heading.group)] = heading.number
    edges = sorted(last.values())
    sides = {}
    for left, right in zip([0, *edges], edges, strict=False):
        sides[right] = frozenset(unit for column, unit in said if left < column <= right)
    alone = len(edges) >= _LEAST_SIDES and all(len(units) == 1 for units in sides.values())
    return sides if alone else {}
