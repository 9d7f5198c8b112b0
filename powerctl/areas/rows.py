"""One record of a workbook, read field by field against the columns of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from powerctl.areas.cells import order_problem, reader_of, text_or_none
from powerctl.areas.receipt import Draft, fields_of
from powerctl.sheets.kinds import KINDS
from powerctl.sheets.reading import ReadSheet, Record
from powerctl.sheets.words import vocabulary
from powerctl.sheets.words.amounts import YUAN, amount, money_unit, why_no_amount

_OWN = frozenset(kind.name for kind in KINDS if kind.row_by_row)
_OR_MONTH = frozenset(
    (kind.name, column.field) for kind in KINDS for column in kind.columns if column.or_month
)


@dataclass(slots=True)
class Row:
    """A record where it stands; reading a cell that makes no sense notes a problem in the draft."""

    draft: Draft
    sheet: ReadSheet
    record: Record
    fields: frozenset[str]

    def has(self, field: str) -> bool:
        """Whether the sheet has a column for the field."""
        return field in self.fields

    def text(self, field: str) -> str:
        """The cell's text; empty where the cell says nothing."""
        return (text_or_none(self.record.values.get(field)) or "").strip()

    def values(self, table: Table, fields: Iterable[str]) -> dict[str, Any]:
        """Values of those fields that the sheet has a column for, as the table stores them."""
        return {name: self.value(table, name) for name in fields if name in self.fields}

    def value(self, table: Table, field: str, column: str = "") -> Any:
        """One field's value, None where the cell is empty; what cannot be read is a problem.

        `column`: where the table calls it otherwise.
        """
        text = self.text(field)
        if not text:
            return None
        kept = table.columns[column or field]
        read, wanted = reader_of(kept)
        value = read(text)
        open_end = field == "valid_to" and vocabulary.is_open_end(text)
        # A published list knows nothing of our choices: reading has noted the words, and they are not kept.
        if value is None and not open_end and not self.is_month(field) and self.sheet.kind in _OWN:
            heading = str(kept.comment).partition("（")[0] if column else kept.comment
            self.problem(field, wanted, f"“{heading}”不认识“{text}”")
        return value

    def is_month(self, field: str) -> bool:
        """Whether the cell gives only the month of a day of which tables may give no more."""
        return (self.sheet.kind, field) in _OR_MONTH and vocabulary.is_month(self.text(field))

    def sum(self, field: str) -> int | None:
        """The sum in a cell in fen, in the unit of cell, heading or table; what is none is a problem."""
        text = self.text(field)
        if not text:
            return None
        unit = money_unit_of(self.sheet, field)
        found = amount(text, unit)
        if found is None:
            self.problem(field, "金额，如 1250.00、12.5万元", why_no_amount(text, unit))
        return found.fen if found else None

    def needed(self, field: str, heading: str) -> str:
        """The text of a field that a record cannot be without; its absence is a problem."""
        text = self.text(field)
        if not text:
            self.problem(field, heading, f"缺少{heading}")
        return text

    def days_in_order(self, values: dict[str, Any]) -> None:
        """Notes a problem when the end day lies before the start day."""
        wrong = order_problem(values.get("valid_from"), values.get("valid_to"))
        if wrong:
            self.problem("valid_to", "不早于起日的日期，仍在任或有效的留空", wrong)

    def problem(self, field: str, wanted: str, message: str) -> None:
        """Notes why a cell of this record cannot be taken in."""
        self.draft.problem(self.sheet, self.record, field, wanted=wanted, message=message)

    @property
    def rejected(self) -> bool:
        """Whether this record has a problem."""
        return self.draft.is_rejected(self.sheet, self.record)


def money_unit_of(sheet: ReadSheet, field: str) -> str:
    """The unit of a column of sums: what its heading says, else what the table says, else 元."""
    heading = next((one.heading for one in sheet.columns if one.field == field and not one.hidden), "")
    return money_unit(heading) or sheet.money_unit or YUAN


def rows_of(draft: Draft, kind: str) -> list[Row]:
    """The records of all sheets of one kind, in reading order."""
    rows: list[Row] = []
    for sheet in draft.workbook.sheets:
        if sheet.kind == kind:
            fields = fields_of(sheet)
            rows.extend(Row(draft, sheet, record, fields) for record in sheet.records)
    return rows
