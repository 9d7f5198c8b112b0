"""A sheet kind: its columns, declared once.

From this one declaration come header detection, the blank template with its drop-downs, the
export, the column guide in docs and the error messages.
"""

from dataclasses import dataclass
from enum import StrEnum


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

    def column(self, field: str) -> Column:
        """The column of a field. Raises KeyError for a field that the kind does not have."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)
