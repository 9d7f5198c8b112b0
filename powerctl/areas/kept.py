"""What a kept record is made of: its columns, its key, the records that it names; one declaration a noun.

The command line, import and export all go by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from powerctl.areas.receipt import table_of

_NONE: Mapping[str, str] = MappingProxyType({})
Wrong = tuple[str, str]
Check = Callable[[Mapping[str, Any]], Wrong | None]


def nothing_wrong(_values: Mapping[str, Any]) -> Wrong | None:
    """For nouns whose values cannot contradict one another."""
    return None


@dataclass(frozen=True, slots=True)
class Kept:
    """One noun. `links`: link → the field that holds the words it is made from, of the table or of sheets
    only; what it leads to is told by its foreign key."""

    model: type[SQLModel]
    kind: str
    """The name of its sheet kind."""
    columns: tuple[str, ...]
    """Columns of the table that a clerk fills in; personal links and words of links aside."""
    key: tuple[str, ...]
    """Columns by which it is known within its unit, or within what it belongs to."""
    needed: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: _NONE)
    belongs_to: str = ""
    """The link to the record that it is a part of; "" for one of a unit."""
    number_of: tuple[str, ...] = ()
    """What a missing number is made of."""
    renamed: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Field of the sheet → column of the table, where they differ."""
    check: Check = nothing_wrong
    """What of its values contradicts what: the field and a sentence."""

    names_of: Callable[[Callable[[str], str], Mapping[str, Any]], tuple[str | None, ...]] | None = None
    """By which words other sheets of a workbook name it: from the cells of its row and its values."""

    @property
    def table(self) -> Table:
        """The table."""
        return table_of(self.model)

    @property
    def title(self) -> str:
        """What a clerk calls the noun."""
        return str(self.table.comment)

    @property
    def typed_links(self) -> tuple[str, ...]:
        """Links that `--set` may name by themselves: `agenda_item` for agenda_item_id."""
        return tuple(link.removesuffix("_id") for link in self.links)

    def target(self, link: str) -> str:
        """The table that a link leads to."""
        (key,) = self.table.columns[link].foreign_keys
        return str(key.column.table.name)

    def heading(self, name: str) -> str:
        """A column's heading without what stands in brackets."""
        return str(self.table.columns[name].comment).partition("（")[0]


def in_order(values: Mapping[str, Any], *names: str, kept: Callable[[str], str]) -> Wrong | None:
    """What is wrong where a later one of these days lies before an earlier one; `kept` gives headings."""
    known = [(name, values[name]) for name in names if values.get(name) is not None]
    for at, (name, day) in enumerate(known[1:], 1):
        before, first = known[at - 1]
        if day < first:
            return name, f"{kept(name)} {day} 早于{kept(before)} {first}"
    return None
