"""A long narrow list printed in two or three halves beside each other, each under the same headings."""

from powerctl.sheets.tables.header import Header, assign
from powerctl.sheets.tables.heading_rows import HeadingRows
from powerctl.sheets.tables.headings import normalise
from powerctl.sheets.tables.layout import Layout

_FEWEST_HEADINGS = 2


def halves(layout: Layout, header: Header) -> list[Header]:
    """The header once for each copy of its headings, or alone where they do not repeat as a whole.

    A copy of some headings only (two forms of the duty half side by side) is no second list.
    """
    visible = [column for column in header.columns if not column.hidden]
    named = [column for column in visible if column.heading]
    words = [normalise(column.heading) for column in named]
    for count in (2, 3, 4):
        size, rest = divmod(len(words), count)
        if rest or size < _FEWEST_HEADINGS or words != words[:size] * count:
            continue
        starts = [named[position * size].number for position in range(count)]
        ends = [*starts[1:], visible[-1].number + 1]
        found = [_part(layout, header, start, end) for start, end in zip(starts, ends, strict=True)]
        if all(header.kind.name_field in part.fields for part in found):
            return found
    return [header]


def _part(layout: Layout, header: Header, start: int, end: int) -> Header:
    """The header of the columns from `start` up to `end`, settled by themselves."""
    rows = HeadingRows(
        header.rows.rows,
        {number: parts for number, parts in header.rows.parts.items() if start <= number < end},
        {number: over for number, over in header.rows.under.items() if start <= number < end},
    )
    part = assign(header.kind, layout, rows)
    part.called_so, part.at_home, part.has_copies = header.called_so, header.at_home, True
    return part
