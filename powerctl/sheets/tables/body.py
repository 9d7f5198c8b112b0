"""Rows under a header → records.

A record is what the clerk sees as one: an item merged over several rows is one, each sub-item
under a merged or repeated name is one of its own, and columns that merely group (unit, leader,
category) never merge records.
"""

from dataclasses import dataclass, field

from powerctl.sheets.tables.headings import dictionary, normalise, squeeze
from powerctl.sheets.tables.lines import (
    banner_words,
    category_in,
    declared_count,
    is_section_name,
    is_sum_line,
    is_unit_name,
    unit_in_label,
    unit_in_title,
)
from powerctl.sheets.tables.rows import NUMBER, Line, RowReader
from powerctl.sheets.tables.table import Table

INHERITED = "inherited"
"""Key of `Record.parts`: fields whose cell is empty and whose value comes from above."""


_OF_A_PARENT = frozenset(("sequence", "name", "category", "code", "unit", "note"))
"""What a row holds that only names the item whose sub-items follow."""


@dataclass(slots=True)
class Block:
    """The rows of one record."""

    first: int
    more: list[int] = field(default_factory=list)
    item: bool = True
    parent: "Block | None" = None
    """The record whose number and name this one goes on with, where its own cells are empty."""
    given: dict[str, str] = field(default_factory=dict)
    """What the banners above it say: field → words."""

    @property
    def last(self) -> int:
        """The last row of the record."""
        return self.more[-1] if self.more else self.first


@dataclass(slots=True)
class Body:
    """What stands under a header: records, and what was found beside them."""

    blocks: list[Block] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    """Rows that are clearly records and have no name."""
    none_said: list[int] = field(default_factory=list)
    """Numbered rows that say there is no risk (无) where the risk stands."""
    stray: list[int] = field(default_factory=list)
    """Rows with text that belongs to no record."""
    declared: list[tuple[str, int, int]] = field(default_factory=list)
    """Banners with a count: words, number declared, blocks before it."""
    unit_below: str = ""
    """The unit that a line under the records names (填报单位：…)."""
    totals: list[tuple[int, str, int]] = field(default_factory=list)
    """Of tables with sums, lines that add them up: row, words, blocks before it."""
    examples: int = 0
    next_table: int | None = None
    """Row of another table's header below this one: other columns, or another unit."""


class BodyReader:
    """Walks down the rows of a table and gathers them into records."""

    def __init__(self, table: Table, titles: frozenset[str], unit: str = "") -> None:
        kind = table.header.kind
        self.table = table
        self.kind = kind
        self.rows = RowReader(table, titles)
        self.body = Body()
        self.given: dict[str, str] = {}
        self.gap = False
        self.after_footer = False
        self.unit = unit
        self.unit_below = ""
        blank = [""] * table.layout.height
        entity = kind.name_field
        if entity not in table.own:
            entity = next((name for name in kind.standing_in if name in table.own), entity)
        self.entity = entity
        self.names = table.own.get(entity, blank)
        self.seen_names = table.filled.get(entity, blank)
        self.numbers = table.own.get("sequence", blank)
        self.has_numbers = "sequence" in table.own
        self.sub_items = table.own.get("sub_item", blank)
        self.errors = {
            row
            for row, column in table.layout.grid.error_cells
            if column == table.first_columns.get("sequence")
        }

    def read(self) -> Body:
        """All records under the header."""
        names, numbers = self.names, self.numbers
        for row in self.table.layout.visible_rows(self.table.header.rows.bottom + 1):
            name, number = names[row - 1], numbers[row - 1]
            # The common row: a number and a name. Everything else is looked at closely.
            if number.isdecimal() and name and not name.isdecimal() and not self.after_footer:
                self._named(row)
                continue
            self._look(row)
            if self.body.next_table is not None:
                break
        self._drop_signature()
        if self.kind.name == "powers" and self.body.blocks:
            self._drop_bare_parents()
        return self.body

    def _drop_bare_parents(self) -> None:
        """A parent that is only named above its sub-items is shown by them; the first of them is the item."""
        blocks = self.body.blocks
        kept: list[Block] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            heads = following is not None and following.parent is block and not following.item
            if heads and following is not None and not block.more and self._is_bare(block.first):
                following.item = block.item
            else:
                kept.append(block)
        if len(kept) != len(blocks):
            self.body.declared = [
                (
                    words,
                    count,
                    sum(block.first < blocks[start].first for block in kept)
                    if start < len(blocks)
                    else start,
                )
                for words, count, start in self.body.declared
            ]
            self.body.blocks = kept

    def _is_bare(self, row: int) -> bool:
        filled = {name for name, column in self.table.own.items() if column[row - 1]}
        return filled <= _OF_A_PARENT and not self.sub_items[row - 1]

    def _drop_signature(self) -> None:
        """The unit that signs under the last record is no text of that record, nor one of its own."""
        blocks = self.body.blocks
        while blocks and blocks[-1].more and self._is_signature(blocks[-1].last):
            blocks[-1].more.pop()
        while len(blocks) > 1 and not blocks[-1].more and self._is_signature(blocks[-1].first):
            blocks.pop()

    def _is_signature(self, row: int) -> bool:
        if self.kind.workbook == "organization" or self.table.covered(self.entity, row):
            return False
        columns = self.table.layout.columns
        texts = [text for number in self.table.numbers if (text := columns[number - 1][row - 1])]
        return len(texts) == 1 and is_unit_name(texts[0]) and not self._numbered(row)

    def _look(self, row: int) -> None:
        line, text = self.rows.line(row)
        if self.kind.sums and (words := self._total(row)):
            self.body.totals.append((row, words, len(self.body.blocks)))
            return
        if line is Line.BLANK:
            self.gap = True
        elif line is Line.FOOTER:
            self.after_footer = True
            labelled = unit_in_label(text) or ""
            self.body.unit_below = self.body.unit_below or labelled
            self.unit_below = self.unit_below or labelled or unit_in_title(text)
        elif line is Line.BANNER:
            self._take_banner(text)
        elif line is Line.HEADING:
            self.after_footer = False
            if self.unit_below and self.unit_below != self.unit:
                self.body.next_table = row
                self.body.unit_below = ""
        elif line is Line.EXAMPLE:
            self.body.examples += 1
        elif line is Line.DATA:
            if self._is_other_header(row):
                self.body.next_table = row
            else:
                self._data(row)

    def _total(self, row: int) -> str:
        """The words of a line that adds up (合计, 本月合计, 承前页) or carries over; "" for any other."""
        for name in self.table.own:
            text = self.table.own[name][row - 1]
            if text and name not in self.kind.sums and is_sum_line(text):
                return squeeze(text)
        return ""

    def _is_other_header(self, row: int) -> bool:
        """A heading row unlike the one above: another table begins."""
        names = {normalise(self.names[row - 1]), normalise(self.numbers[row - 1])} - {""}
        known = dictionary(self.kind)
        if not any(word in known for word in names):
            return False
        cells = self.table.layout.row_cells(row)
        if any(len(text) > 24 for _, text in cells):
            return False
        found = sum(normalise(text) in known for _, text in cells)
        return found >= 3 and found * 10 >= len(cells) * 6

    def _take_banner(self, text: str) -> None:
        words = banner_words(text)
        name = banner_field(self.kind.name, words) if len(words) <= 30 else None
        if name == "unit":
            self.given = {name: words}
        elif name:
            self.given = {**self.given, name: category_in(words) if name == "category" else words}
        self.after_footer = False
        self.unit_below = unit_in_title(text) or self.unit_below
        count = declared_count(text)
        if count is not None:
            self.body.declared.append((words, count, len(self.body.blocks)))

    def _start(self, row: int, *, item: bool = True, parent: Block | None = None) -> None:
        self.body.blocks.append(Block(row, item=item, parent=parent, given=self.given))
        self.gap = False
        self.after_footer = False
        self.unit_below = ""

    def _numbered(self, row: int) -> bool:
        """Whether the row has a number of its own."""
        return row in self.errors or bool(self.numbers[row - 1])

    def _data(self, row: int) -> None:
        if self.kind.row_by_row:
            self._start(row)
            if not self.seen_names[row - 1]:
                self.body.nameless.append(row)
        elif self.names[row - 1]:
            cells = self._cells_in(row)
            if (
                self.after_footer
                and cells <= 2
                and (cells == 1 or self.names[row - 1].endswith(("。", "；")))
            ):
                return
            self._named(row)
        elif self.table.covered(self.entity, row) and self.body.blocks:
            self._under_merged_name(row)
        else:
            self._without_name(row)

    def _cells_in(self, row: int) -> int:
        """Number of filled cells in the row."""
        columns = self.table.layout.columns
        return sum(bool(columns[number - 1][row - 1]) for number in self.table.numbers)

    def _named(self, row: int) -> None:
        """A name stands in the row: an item, unless it repeats the one above without a number."""
        before = self.body.blocks[-1] if self.body.blocks else None
        same = before is not None and self.seen_names[before.first - 1] == self.names[row - 1]
        if not same or before is None or self.kind.name != "powers":
            self._start(row)
            return
        if self._numbered(row):
            self._start(row, item=not self._is_deeper_number(before.first, row))
        elif self.has_numbers:
            self._start(row, item=False, parent=before)
        else:
            sub_item = self.sub_items[row - 1]
            self._start(row, item=not sub_item or sub_item == self.sub_items[before.first - 1])

    def _is_deeper_number(self, above: int, row: int) -> bool:
        """3.1, 3.2 under 3."""
        upper, lower = self.numbers[above - 1], self.numbers[row - 1]
        stem = lower.rpartition(".")[0] or lower.rpartition("-")[0]
        return bool(stem) and stem in (upper, upper.rpartition(".")[0] or upper.rpartition("-")[0])

    def _under_merged_name(self, row: int) -> None:
        before = self.body.blocks[-1]
        numbered = self._numbered(row)
        if self.sub_items[row - 1]:
            self._start(row, item=numbered and not self._is_deeper_number(before.first, row))
        elif numbered or self._is_risk_of_its_own(row):
            self._start(row)
        else:
            before.more.append(row)

    def _is_risk_of_its_own(self, row: int) -> bool:
        """Under a merged name of a risk table: its own description with its own level."""
        own = self.table.own
        return (
            self.kind.name == "risks"
            and not self.table.covered("sequence", row)
            and all(name in own and bool(own[name][row - 1]) for name in ("description", "level"))
        )

    def _without_name(self, row: int) -> None:
        before = self.body.blocks[-1] if self.body.blocks else None
        numbered = row in self.errors or bool(NUMBER.match(squeeze(self.numbers[row - 1])))
        if self.numbers[row - 1] and not numbered:
            self.body.stray.append(row)
            return
        adjacent = before is not None and not self.gap and not self.after_footer
        if self.sub_items[row - 1] and before is not None and not self.after_footer:
            self._start(row, item=numbered, parent=before)
        elif numbered and self._says_none(row):
            self.body.none_said.append(row)
        elif numbered:
            self._start(row)
            self.body.nameless.append(row)
        elif before is not None and adjacent:
            if self._is_risk_of_its_own(row):
                self._start(row, parent=before)
            else:
                before.more.append(row)
        elif self.kind.name == "risks" and self._has_own_risk(row) and not self.after_footer:
            self._start(row, parent=before)
        else:
            self.body.stray.append(row)

    def _says_none(self, row: int) -> bool:
        """无 where the risk stands: the power carries none, which is no record and no omission."""
        column = self.table.first_columns.get(self.entity)
        return self.kind.name == "risks" and column is not None and bool(self.table.layout.text(row, column))

    def _has_own_risk(self, row: int) -> bool:
        own = self.table.own
        return any(name in own and bool(own[name][row - 1]) for name in ("description",))


def banner_field(kind: str, words: str) -> str | None:
    """The field that a banner gives: the category of powers, the section of risks, the unit of both."""
    if kind == "powers" and category_in(words):
        return "category"
    if kind == "risks" and words.endswith("风险"):
        return "category_written"
    if kind == "risks" and is_section_name(words):
        return "section"
    return "unit" if kind in ("powers", "risks") and is_unit_name(words) else None


__all__ = ["INHERITED", "NUMBER", "Block", "Body", "BodyReader"]
