"""What a kept record is made of: its columns, its sums, its key, the records that it names.

One declaration a noun; the command line, import, late links and export all go by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from powerctl.areas.identity import check_sum, identity
from powerctl.areas.receipt import table_of

if TYPE_CHECKING:
    from powerctl.areas.kept_names import KeptNames

_NONE: Mapping[str, Any] = MappingProxyType({})
_NO_NUMBER = "未编号"
_KEY_FIELDS = {"agenda_item": "agenda_key", "expenditure": "expenditure_key"}
"""The field in which an export writes the key of a record of this table."""

Wrong = tuple[str, str]
Check = Callable[[Mapping[str, Any]], Wrong | None]
Derive = Callable[["KeptNames", Mapping[str, Any]], Any]


def nothing_wrong(_values: Mapping[str, Any]) -> Wrong | None:
    """For nouns whose values cannot contradict one another."""
    return None


@dataclass(frozen=True, slots=True)
class Kept:
    """One noun."""

    model: type[SQLModel]
    kind: str
    """The name of its sheet kind."""
    columns: tuple[str, ...]
    """Columns of the table that sheet and command line name alike."""
    key: tuple[str, ...] = ()
    """Columns by which it is known within its unit, or within what it belongs to."""
    needed: tuple[str, ...] = ()
    """Columns that a record cannot be without."""
    sums: tuple[str, ...] = ()
    """Sums and points: `amount` of a sheet is `amount_fen` of the table, `score` is `score_hundredths`."""
    loose: tuple[str, ...] = ()
    """Terms that tables write in words of their own: what is none of the list stays beside it, as written."""
    links: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Link → the field that holds the words it is made from, of the table or of sheets only; what it
    leads to is told by its foreign key."""
    belongs_to: str = ""
    """The link to the record that it is a part of; "" for one of a unit."""
    named_in: tuple[str, ...] = ()
    """Fields of a sheet that name the record it is a part of; the first that is filled in counts."""
    usual: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    """What a row of a sheet says by leaving a cell empty."""
    number_of: tuple[str, ...] = ()
    """What a missing number is made of."""
    of_county: bool = False
    """Whether a record without a unit is the county's."""
    derived: Mapping[str, Derive] = field(default_factory=lambda: _NONE)
    """Links that follow from other values."""
    check: Check = nothing_wrong
    """What of its values contradicts what: the field and a sentence."""

    @property
    def table(self) -> Table:
        """The table."""
        return table_of(self.model)

    @property
    def title(self) -> str:
        """What a clerk calls the noun."""
        return str(self.table.comment)

    @property
    def has_unit(self) -> bool:
        """Whether the record itself says whose it is."""
        return "unit_id" in self.table.columns

    @property
    def owner(self) -> str:
        """The column that says within what the key counts; "" where it counts everywhere."""
        return self.belongs_to or ("unit_id" if self.has_unit else "")

    @property
    def editable(self) -> tuple[str, ...]:
        """What `--set` may name, links aside."""
        return (*self.columns, *self.loose, *(self.column(name) for name in self.sums))

    @property
    def typed_links(self) -> tuple[str, ...]:
        """Links that `--set` may name by themselves: `agenda_item` for agenda_item_id."""
        return tuple(link.removesuffix("_id") for link in self.links)

    @property
    def is_unique(self) -> bool:
        """Whether the table itself keeps the key to one record."""
        wanted = {*self.key, *([self.owner] if self.owner else [])}
        return any(
            {column.name for column in getattr(constraint, "columns", ())} == wanted
            for constraint in self.table.constraints
        )

    def keeps_words(self, link: str) -> bool:
        """Whether the record itself keeps the words that a link is made from."""
        return self.links[link] in self.table.columns

    def target(self, link: str) -> str:
        """The table that a link leads to."""
        return _target(self.table, link)

    def heading(self, name: str) -> str:
        """A column's heading without what stands in brackets."""
        return str(self.table.columns[name].comment).partition("（")[0]

    def column(self, name: str) -> str:
        """The column of the table for a field of the sheet."""
        if name not in self.sums:
            return name
        return f"{name}_fen" if f"{name}_fen" in self.table.columns else f"{name}_hundredths"

    def field(self, column: str) -> str:
        """The field of the sheet for a column of the table."""
        return next((name for name in self.sums if self.column(name) == column), column)

    def word_fields(self, link: str) -> tuple[str, ...]:
        """The fields of a sheet that may name what a link leads to; a key that an export wrote goes first."""
        words = self.named_in if link == self.belongs_to else (self.links[link],)
        key = _KEY_FIELDS.get(self.target(link))
        return tuple(dict.fromkeys(name for name in (key, *words) if name))

    def made_number(self, values: Mapping[str, Any]) -> str:
        """A number out of what tells the record from others, so that the same table read again says the same.

        Of what is personal only a check sum stands in it: numbers are written into findings and links.
        """
        return identity(self._in_number(name, values.get(name)) for name in self.number_of) or _NO_NUMBER

    def _in_number(self, name: str, value: Any) -> str:
        text = "" if value is None else str(value)
        return check_sum(text) if self.table.columns[name].info.get("personal") else text


@lru_cache(maxsize=256)
def _target(table: Table, link: str) -> str:
    (key,) = table.columns[link].foreign_keys
    return str(key.column.table.name)


def in_order(values: Mapping[str, Any], *names: str, kept: Callable[[str], str]) -> Wrong | None:
    """What is wrong where a later one of these days lies before an earlier one; `kept` gives headings."""
    known = [(name, values[name]) for name in names if values.get(name) is not None]
    for at, (name, day) in enumerate(known[1:], 1):
        before, first = known[at - 1]
        if day < first:
            return name, f"{kept(name)} {day} 早于{kept(before)} {first}"
    return None
