"""What one sheet kind is written from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from powerctl.areas.export_lookups import Lookups, Values
from powerctl.store.views import Condition

Maker = Callable[[Values, Lookups], Any]


@dataclass(frozen=True, slots=True)
class Source:
    """What one sheet kind is written from.

    A field is the view's column of the same key unless `renamed` says which or `made` makes it from the
    record; `reads` are further columns that makers look at. `spread` turns records into rows, and
    `gives` them further fields.
    """

    view: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Maker] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    order: tuple[str, ...] = ("unit_code", "id")
    gives: tuple[str, ...] = ()
    spread: Callable[[Iterable[Values], Lookups], Iterator[Values]] | None = None
    further: tuple["Source", ...] = ()
    """What else the sheet is written from, below the records of this view."""
    only: tuple[Condition, ...] = ()
    """Which records of the view the sheet is about."""
    awaits: Mapping[str, str] = field(default_factory=dict)
    """Field → the link whose words it has as long as what they name is not recorded."""

    @property
    def parts(self) -> tuple["Source", ...]:
        """All that the sheet is written from, in order."""
        return (self, *self.further)


def unit_name(values: Values, known: Lookups) -> str | None:
    """The unit of a record, as import finds it."""
    return known.unit(values["unit_code"])


UNIT: dict[str, Maker] = {"unit": unit_name}
