"""What a record of money is made of: the columns taken as they stand, its sums, its links, its key.

One declaration serves import, the command line and export alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Table
from sqlmodel import SQLModel

from powerctl.areas.receipt import table_of

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """One noun. `links` are by column: agenda_item_id → agenda_item, the words that a clerk writes for it."""

    model: type[SQLModel]
    kind: str
    """The name of its sheet kind."""
    columns: tuple[str, ...]
    """Columns of the table that sheet and command line name alike."""
    sums: tuple[str, ...] = ()
    """Sums: `amount` of a sheet is `amount_fen` of the table."""
    links: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Link → the field that holds the words it is made from."""
    key: tuple[str, ...] = ()
    """Columns by which a record is known within its unit, or its parent."""
    needed: tuple[str, ...] = ()
    """Columns that a record cannot be without."""
    loose: tuple[str, ...] = ()
    """Terms that tables write in words of their own: what is none of the list stays beside it, as written."""
    number_of: tuple[str, ...] = ()
    """What a missing number is made of."""
    parent: str = ""
    """The link to the record that it hangs on, where it does."""
    of_county: bool = False
    """Whether a record without a unit is the county's."""

    @property
    def table(self) -> Table:
        """The table."""
        return table_of(self.model)

    @property
    def title(self) -> str:
        """What a clerk calls the noun."""
        return str(self.table.comment)

    @property
    def editable(self) -> tuple[str, ...]:
        """What `--set` may name, links aside."""
        words = tuple(
            words
            for words in self.links.values()
            if words in self.table.columns and words not in self.columns
        )
        return (*self.columns, *self.loose, *words, *(f"{name}_fen" for name in self.sums))

    @property
    def compared(self) -> tuple[str, ...]:
        """The words that links are made from and that the record keeps."""
        return tuple(words for words in self.links.values() if words in self.table.columns)

    @property
    def typed_links(self) -> tuple[str, ...]:
        """Links as `--set` names them."""
        return tuple(link.removesuffix("_id") for link in self.links)
