"""Card forms: one item as a block of labels with values at their right, card after card, sheet after sheet.

The cards of a sheet are laid out as the table that they stand for, one row for each, under their
labels as headings. That table is then read as any other, and what is said of it is said of the
cells on the cards.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from powerctl.sheets.grid import Grid, cell_name, column_letters
from powerctl.sheets.kinds.kind import SheetKind
from powerctl.sheets.reading import Problem, ReadColumn, ReadSheet
from powerctl.sheets.tables.header import Header, find_headers
from powerctl.sheets.tables.headings import match, normalise, not_kept, settled
from powerctl.sheets.tables.layout import Layout, lay_out
from powerctl.sheets.tables.sheet_reading import SheetReading, note_hidden_columns, row_ranges
from powerctl.sheets.tables.surroundings import look_above

LONGEST_LABEL = 20
_FEWEST_LABELS = 3
_ROWS_LOOKED_AT = 200
_NUMBER = "序号"
_VIRTUAL_ROW = re.compile(r"第([\d、—]+)行")


@dataclass(slots=True)
class Card:
    """One card: label → its text and the cell where the text stands, in order of the labels."""

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class CardSheet:
    """The cards of one sheet as a table: its layout and header, and the way back to the cards."""

    layout: Layout
    header: Header
    cards: list[Card]
    labels: list[str]
    is_numbered: bool
    """The cards carry their own numbers."""
    above: Layout
    top: int


def read_cards(layout: Layout, kinds: tuple[SheetKind, ...]) -> CardSheet | None:
    """The cards of a sheet that holds no table; None where it holds no cards of a known kind either."""
    best: CardSheet | None = None
    for kind in kinds:
        found = _cards_of(layout, kind)
        if found is not None and (best is None or _strength(found) > _strength(best)):
            best = found
    return best


def _strength(sheet: CardSheet) -> int:
    return len(sheet.header.firm_fields)


def _cards_of(layout: Layout, kind: SheetKind) -> CardSheet | None:
    columns = _label_columns(layout, kind)
    if not columns:
        return None
    cards = _Walk(layout, kind, columns).cards()
    labels = list(dict.fromkeys(label for card in cards for label in card.texts))
    if len(labels) < _FEWEST_LABELS:
        return None
    has_numbers = any(column.field == "sequence" for column in kind.columns)
    own = next((label for label in labels if _field(kind, label) == "sequence"), None)
    head = own or _NUMBER
    # Numbered, so that no card without a name is taken for more text of the card before it
    rows = [[head, *(label for label in labels if label != own)]] if has_numbers else [labels]
    for number, card in enumerate(cards, 1):
        values = [card.texts.get(label, "") for label in labels if label != own]
        rows.append([card.texts.get(head) or str(number), *values] if has_numbers else values)
    table = lay_out(Grid(layout.grid.name, rows))
    headers = [header for header in find_headers(table, (kind,)) if header.rows.top == 1]
    if not headers:
        return None
    top = min(card.row for card in cards)
    return CardSheet(table, headers[0], cards, rows[0], own is not None or not has_numbers, layout, top)


def _field(kind: SheetKind, text: str) -> str | None:
    found = match(kind, (text,))
    return found.fields[0] if found and not found.by_ending else None


def _is_label(kind: SheetKind, text: str) -> bool:
    """Whether the kind knows a text as a heading."""
    if len(text) > LONGEST_LABEL:
        return False
    return settled(kind, (text,))[0] or _field(kind, text) is not None or normalise(text) in not_kept(kind)


def _label_columns(layout: Layout, kind: SheetKind) -> set[int]:
    """The columns in which known labels stand with room for a value at their right."""
    count: Counter[int] = Counter()
    known: set[str] = set()
    for row in layout.visible_rows()[:_ROWS_LOOKED_AT]:
        cells = dict(layout.row_cells(row))
        for column, text in cells.items():
            after = _after(layout, row, column)
            if after > layout.width or not _is_label(kind, text) or _is_label(kind, cells.get(after, "")):
                continue
            count[column] += 1
            known.add(normalise(text))
    if len(known) < _FEWEST_LABELS:
        return set()
    return {column for column, times in count.items() if times * 4 >= max(count.values())}


def _after(layout: Layout, row: int, column: int) -> int:
    span = layout.span_from(row, column)
    return (span[1] if span else column) + 1


class _Walk:
    """Goes down the rows of a sheet and deals texts out to cards."""

    def __init__(self, layout: Layout, kind: SheetKind, columns: set[int]) -> None:
        self.layout = layout
        self.kind = kind
        self.columns = columns
        self.found: list[Card] = []
        self.anchor = ""
        self.last: dict[int, tuple[str, int]] = {}
        """Label column → the label that texts below it belong to, and the column where they begin."""

    def cards(self) -> list[Card]:
        """The cards from top to bottom, those without any value left out."""
        for row in self.layout.visible_rows():
            cells = dict(self.layout.row_cells(row))
            labels = [column for column in sorted(self.columns) if self._labels(row, column, cells)]
            # What no kind knows is a label only beside others that one knows
            if self.found or any(_is_label(self.kind, cells[column]) for column in labels):
                self._take(row, labels, cells)
        return [card for card in self.found if any(card.texts.values())]

    def _labels(self, row: int, column: int, cells: dict[int, str]) -> bool:
        """Whether a label stands in this cell, known or not: short, with a value or room for it beside."""
        text = cells.get(column, "")
        if not text or len(text) > LONGEST_LABEL:
            return False
        after = _after(self.layout, row, column)
        if after > self.layout.width:
            return False
        return _is_label(self.kind, text) or (bool(cells.get(after)) and after not in self.columns)

    def _take(self, row: int, labels: list[int], cells: dict[int, str]) -> None:
        """Deals out a row: texts at the right of labels, and of labels that are merged down to it."""
        covered = self.layout.covered
        self.last = {
            c: held for c, held in self.last.items() if c not in labels and row in covered.get(c, ())
        }
        starts = sorted({*labels, *self.last})
        for column, end in pairwise([*starts, self.layout.width + 1]):
            if column in labels:
                label = "".join(cells[column].split())
                self.anchor = self.anchor or normalise(label)
                if not self.found or self._begins(label):
                    self.found.append(Card(row))
                self.last[column] = label, _after(self.layout, row, column)
            label, first = self.last[column]
            self._add(self.found[-1], label, (row, first), self._words(cells, first, end))

    def _begins(self, label: str) -> bool:
        """A card begins with the label that the first one began with, or with a second name."""
        card = self.found[-1]
        known = {normalise(own) for own in card.texts}
        if normalise(label) == self.anchor:
            return self.anchor in known
        return normalise(label) in known and _field(self.kind, label) == self.kind.name_field

    @staticmethod
    def _words(cells: dict[int, str], first: int, end: int) -> str:
        return " ".join(cells[column] for column in sorted(cells) if first <= column < end)

    @staticmethod
    def _add(card: Card, label: str, place: tuple[int, int], words: str) -> None:
        before = card.texts.get(label, "")
        card.texts[label] = f"{before}\n{words}" if before and words else before or words
        card.places.setdefault(label, place)


def tell_of_cards(cards: CardSheet, reading: SheetReading) -> None:
    """Gives the reading of a table the places of the cards: its records, columns, problems and notes."""
    above = look_above(cards.above, 1, cards.top)
    for sheet in reading.sheets:
        _place(cards, sheet)
        sheet.title = sheet.title or above.title
        sheet.unit_name = sheet.unit_name or above.unit_name
        sheet.category = sheet.category or (above.category if sheet.kind == "powers" else "")
    reading.problems = [_on_card(cards, problem) for problem in reading.problems]
    reading.notes = [_rows_of_cards(cards, note) for note in reading.notes]
    grid = cards.above.grid
    reading.notes.append(f"工作表“{grid.name}”是卡片式，读出 {len(cards.cards)} 张卡片。")
    hidden = sorted(row for row in grid.hidden_rows if row <= len(grid.rows) and any(grid.rows[row - 1]))
    if hidden:
        reading.sheets[0].skipped_hidden_rows = len(hidden)
        reading.notes.append(f"工作表“{grid.name}”跳过隐藏行{len(hidden)}行（第{row_ranges(hidden)}行）。")
    note_hidden_columns(cards.above, reading)


def _place(cards: CardSheet, sheet: ReadSheet) -> None:
    sheet.header_row = cards.top
    columns = []
    for label, read in zip(cards.labels, sheet.columns, strict=False):
        place = next((card.places[label] for card in cards.cards if label in card.places), None)
        if place is not None:
            columns.append(ReadColumn(column_letters(place[1]), label, read.field, False))
    by_field: dict[str, str] = {}
    for label, read in zip(cards.labels, sheet.columns, strict=False):
        if read.field:
            by_field.setdefault(read.field, label)
    for record in sheet.records:
        card = cards.cards[record.row - 2]
        if not cards.is_numbered:
            record.values.pop("sequence", None)
        record.row = card.row
        for name, label in by_field.items():
            if label in card.places:
                sheet.places[card.row, name] = cell_name(*card.places[label])
        first = next(iter(card.places.values()))
        name = next(
            (n for n in (cards.header.kind.name_field, *cards.header.kind.standing_in) if n in by_field), ""
        )
        record.cell = sheet.places.get((card.row, name), cell_name(*first))
    sheet.columns = columns


def _on_card(cards: CardSheet, problem: Problem) -> Problem:
    """A problem of the table, told of the card."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", problem.cell)
    if found is None or int(found[2]) < 2:
        return replace(problem, message=_rows_of_cards(cards, problem.message))
    card = cards.cards[int(found[2]) - 2]
    number = next((n for n in range(len(cards.labels)) if column_letters(n + 1) == found[1]), 0)
    place = card.places.get(cards.labels[number]) or next(iter(card.places.values()))
    cell = cell_name(*place)
    message = problem.message.replace(problem.cell, cell, 1).replace(f"第{found[2]}行", f"第{place[0]}行", 1)
    return replace(problem, cell=cell, message=message)


def _rows_of_cards(cards: CardSheet, words: str) -> str:
    """A sentence about rows of the table, told of the rows where the cards begin."""

    def row(found: re.Match[str]) -> str:
        return str(
            cards.cards[int(found[0]) - 2].row if 1 < int(found[0]) <= len(cards.cards) + 1 else cards.top
        )

    return _VIRTUAL_ROW.sub(lambda found: "第" + re.sub(r"\d+", row, found[1]) + "行", words)
