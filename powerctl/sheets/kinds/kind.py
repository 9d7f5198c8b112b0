"""A sheet kind: its columns, declared once.

From this one declaration come header detection, the blank template with its drop-downs, the
export, the column guide in docs and the error messages.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

EXAMPLE_MARK = "示例"
"""What stands in 序号 of a template's example row. Such a row is never a record."""


def either(*lines: str) -> tuple[str, ...]:
    """Headings written one after the other, with | between them."""
    return tuple(heading for line in lines for heading in line.split("|"))


class ValueKind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "文字"
    TERM = "选项"
    YES_NO = "是否"
    DAY = "日期"
    WHOLE = "整数"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Headings are compared whole, after normalising; `seen` were read in published
    tables, `likely` are usual variants."""

    field: str
    heading: str
    seen: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    value: ValueKind = ValueKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    example: str = ""
    width: int = 16
    in_template: bool = True
    or_month: bool = False
    """A day of which some tables give only the month: the words are kept beside it, and no problem."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading of the column as written, our own first."""
        return (self.heading, *self.seen, *self.likely)


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a heading that means different things in different forms.

    It fits when its field is still free, and each condition that is given holds of the fields that
    the other headings were settled to. A heading's readings are tried in the order of declaration.
    """

    heading: str
    field: str
    before: tuple[str, ...] = ()
    """The heading stands left of a column of one of these fields."""
    after: tuple[str, ...] = ()
    """The heading stands right of a column of one of these fields."""
    together: tuple[str, ...] = ()
    """The table has a column of one of these fields, left or right."""

    def fits(self, left: Collection[str], right: Collection[str]) -> bool:
        """`left` and `right`: fields of the settled columns on either side of the heading."""
        if self.field in left or self.field in right:
            return False
        return (
            (not self.before or any(field in right for field in self.before))
            and (not self.after or any(field in left for field in self.after))
            and (not self.together or any(field in left or field in right for field in self.together))
        )


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One table that powerctl reads. Several kinds may make one workbook (`organization`)."""

    name: str
    title: str
    workbook: str
    columns: tuple[Column, ...]
    name_field: str
    telling: tuple[str, ...]
    """Fields whose headings tell this kind from the others; one of them must be present."""
    readings: tuple[Reading, ...] = ()
    """Headings whose neighbours decide. They are settled last, left to right; one that no reading
    fits stays without a field."""
    standing_in: tuple[str, ...] = ()
    """Fields that give the name where a table has no column for `name_field`, in order."""
    endings: tuple[tuple[str, str], ...] = ()
    """Last words of headings that nobody has listed, with the field they speak of (监控措施 is a
    measure). They fill a field that no other heading names, and never decide the kind."""
    none_is_said: frozenset[str] = frozenset()
    """Fields in which 无 is an answer (no fee, no condition); in all others it is an empty cell."""
    not_kept: tuple[str, ...] = ()
    """Known headings whose values are not taken in: bookkeeping, and clerks' names."""
    chosen: tuple[tuple[str, str | None], ...] = ()
    """Headings that a clerk has settled, each with its field, None for a column that is left out. They
    go before everything that the kind itself knows of headings."""
    row_by_row: bool = False
    """Every row with text is a record of its own, and a word that a column does not know is a problem:
    a table that is filled in for us, no published list."""
    sums: tuple[str, ...] = ()
    """Fields that hold sums of money: a merged cell counts once, lines that add them up are no records
    but are compared with them."""
    asks_for_unit: bool = False
    """Its sums are published in 元 and in 万元 alike: a table that names no unit is asked about."""
    needs: tuple[str, ...] = ()
    """A table of this kind has a column for one of these fields; without any it cannot be taken in."""
    only_read: bool = False
    """A unit's own form, which is read and never written: its records are exported by other kinds."""

    def column(self, field: str) -> Column:
        """The column of a field. Raises KeyError for a field that the kind does not have."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)

    @property
    def undecided(self) -> frozenset[str]:
        """Headings (as written) that have readings: their neighbours decide."""
        return frozenset(reading.heading for reading in self.readings)

    def reading_of(self, heading: str, left: Collection[str], right: Collection[str]) -> str | None:
        """The field of an undecided heading between its settled neighbours; None where none fits."""
        for reading in self.readings:
            if reading.heading == heading and reading.fits(left, right):
                return reading.field
        return None
