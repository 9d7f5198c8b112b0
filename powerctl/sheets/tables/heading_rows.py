"""Heading rows: how tall a header is, and the words over each column."""

from dataclasses import dataclass

from powerctl.sheets.tables.headings import as_written, normalise, squeeze
from powerctl.sheets.tables.layout import Layout

LONGEST_HEADING = 40
LONGEST_GROUP_HEADING = 16


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The rows of a header and, per column, its words from top to bottom. `under` names for a
    column without words of its own the column whose merged heading covers it."""

    rows: tuple[int, ...]
    parts: dict[int, tuple[str, ...]]
    under: dict[int, int]

    @property
    def top(self) -> int:
        """First row of the header."""
        return self.rows[0]

    @property
    def bottom(self) -> int:
        """Last row of the header."""
        return self.rows[-1]


def candidates(layout: Layout, rows: list[int]) -> list[HeadingRows]:
    """Each of the given visible rows taken as the first row of a header."""
    found = []
    for position, row in enumerate(rows):
        cells = layout.row_cells(row)
        short = [text for _, text in cells if len(text) <= LONGEST_HEADING]
        if len({squeeze(text) for text in short}) < 2 or len(short) * 2 < len(cells):
            continue
        found.append(_header_from(layout, rows[position : position + 3]))
    return found


def _header_from(layout: Layout, rows: list[int]) -> HeadingRows:
    taken = [rows[0]]
    while len(taken) < len(rows) and _goes_on(layout, taken[-1], rows[len(taken)], taken[0]):
        taken.append(rows[len(taken)])
    words = {row: _words(layout, row) for row in taken}
    return HeadingRows(tuple(taken), *_join(layout, taken, words))


def _words(layout: Layout, row: int) -> dict[int, str]:
    """Headings of one row as written, hidden columns too."""
    return {
        number: as_written(column[row - 1])
        for number, column in enumerate(layout.columns, 1)
        if column[row - 1] and len(column[row - 1]) <= LONGEST_HEADING * 2
    }


def _goes_on(layout: Layout, row: int, following: int, top: int) -> bool:
    """Whether the header that reaches `row` takes in the next visible row as well."""
    spans = [span for number in {top, row} for span in layout.spans.get(number, ())]
    below = dict(layout.row_cells(following))
    upper = dict(layout.row_cells(row))
    if not _is_group_row(layout, row, upper):
        return False
    if any(bottom >= following and layout.text(top, left) for left, _, bottom in spans):
        # Merged down past this row: the lower row is heading, unless it is a whole record
        return all(len(text) <= LONGEST_HEADING and not squeeze(text).isdecimal() for text in below.values())
    return _are_subheadings(layout, row, upper, below)


def _is_group_row(layout: Layout, row: int, upper: dict[int, str]) -> bool:
    """A title or a unit line is no heading over other headings."""
    if len({squeeze(text) for text in upper.values()}) < 2:
        return False
    if any(":" in squeeze(text).rstrip(":") for text in upper.values()):
        return False
    spans = layout.spans.get(row, ())
    widest = max((right - left + 1 for left, right, _ in spans), default=1)
    # The last heading reaches as far as it is merged.
    last = max(0, *upper, *(right for left, right, _ in spans if left in upper))
    return widest * 10 <= (last - min(upper) + 1) * 8 or widest <= 3


def _are_subheadings(layout: Layout, row: int, upper: dict[int, str], below: dict[int, str]) -> bool:
    """Short words in the lower row that stand only under a spanning heading, two or more side by side."""
    if any(len(text) > LONGEST_GROUP_HEADING or squeeze(text).isdigit() for text in below.values()):
        return False
    spanned: set[int] = set()
    divided = False
    for left, right, bottom in layout.spans.get(row, ()):
        if right > left and bottom == row:
            spanned.update(range(left, right + 1))
            divided = divided or sum(left <= column <= right for column in below) > 1
    for column in below:
        if column in spanned or column not in upper:
            continue
        # A group heading that is not merged has nothing beside it, and words below that
        if column + 1 in upper or column + 1 not in below:
            return False
        divided = True
    return divided and all(
        len(text) <= LONGEST_GROUP_HEADING for column, text in upper.items() if column in below
    )


def _join(
    layout: Layout, rows: list[int], words: dict[int, dict[int, str]]
) -> tuple[dict[int, tuple[str, ...]], dict[int, int]]:
    """Words over each column, spanning headings carried to the columns they cover."""
    last = max((max(row_words, default=0) for row_words in words.values()), default=0)
    for row in rows:
        last = max([last, *(right for left, right, _ in layout.spans.get(row, ()) if words[row].get(left))])
    parts: dict[int, tuple[str, ...]] = {}
    under: dict[int, int] = {}
    for column in range(1, min(last, layout.width) + 1):
        own = any(words[row].get(column) for row in rows)
        found: list[str] = []
        for position, row in enumerate(rows):
            text = words[row].get(column, "")
            if not text and (source := _spanning(layout, row, column)):
                text = words[row].get(source, "") if own else ""
                if not own and words[row].get(source):
                    under[column] = source
            if not text and own:
                text = _unmerged_group(layout, rows, position, column, words)
            if text and (not found or normalise(found[-1]) != normalise(text)):
                found.append(text)
        parts[column] = tuple(found)
    return parts, under


def _spanning(layout: Layout, row: int, column: int) -> int | None:
    """The column whose merged heading lies over this one."""
    for left, right, _ in layout.spans.get(row, ()):
        if left < column <= right:
            return left
    return None


def _unmerged_group(
    layout: Layout, rows: list[int], position: int, column: int, words: dict[int, dict[int, str]]
) -> str:
    """A group heading written only over its first column, where lower words follow side by side."""
    if position + 1 >= len(rows) or not words[rows[position + 1]].get(column):
        return ""
    if rows[position] in layout.covered.get(column, {}):
        return ""
    for left in range(column - 1, 0, -1):
        if not words[rows[position + 1]].get(left):
            return ""
        if words[rows[position]].get(left):
            return words[rows[position]][left]
    return ""
