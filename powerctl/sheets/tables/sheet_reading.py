"""One sheet with a table → what it says, with problems and notes; several tables below each other too."""

from dataclasses import dataclass, field

from powerctl.sheets.grid import column_letters
from powerctl.sheets.kinds import KINDS
from powerctl.sheets.reading import Problem, ReadSheet, Total
from powerctl.sheets.tables.body import Body, BodyReader
from powerctl.sheets.tables.cash_books import drop_receipts, turn_cash_book
from powerctl.sheets.tables.checks import check_columns, check_names, check_values, note_errors
from powerctl.sheets.tables.copies import halves
from powerctl.sheets.tables.declared import compare_declared
from powerctl.sheets.tables.header import Header, find_headers
from powerctl.sheets.tables.headings import fields_of, normalise
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.parts import take_apart
from powerctl.sheets.tables.records import records_of
from powerctl.sheets.tables.surroundings import look_above
from powerctl.sheets.tables.table import table_of
from powerctl.sheets.tables.units import check_units
from powerctl.sheets.words.amounts import money_unit

_NAMED_IN_A_NOTE = 8


@dataclass(slots=True)
class SheetReading:
    """The tables of one sheet, and what there is to say about them."""

    sheets: list[ReadSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(layout: Layout, header: Header, *, first_is_highest: bool) -> SheetReading:
    """All tables of a sheet, beginning with the one under `header`."""
    reading = SheetReading()
    for part in halves(layout, header):
        _read_downwards(layout, part, reading, first_is_highest)
    note_hidden_columns(layout, reading)
    return reading


def _read_downwards(layout: Layout, header: Header, reading: SheetReading, first_is_highest: bool) -> None:
    first_row = 1
    following: Header | None = header
    while following is not None:
        header = following
        following = None
        body, sheet = _read_table(layout, header, first_row, reading, first_is_highest)
        if body.next_table is not None:
            found = find_headers(layout, (header.kind,), from_row=body.next_table)
            if found and found[0].rows.top == body.next_table:
                following = found[0]
                first_row = max((block.last for block in body.blocks), default=header.rows.bottom) + 1
        _note_hidden_rows(layout, header, sheet, reading.notes, last=body.next_table)


def _read_table(
    layout: Layout, header: Header, first_row: int, reading: SheetReading, first_is_highest: bool
) -> tuple[Body, ReadSheet]:
    above = look_above(layout, first_row, header.rows.top)
    turn_cash_book(layout, header)
    table = table_of(layout, header)
    body = BodyReader(table, above.lines, above.unit_name).read()
    if no_payments := drop_receipts(table, body):
        reading.notes.append(f"工作表“{layout.grid.name}”{no_payments}")
    records, texts = records_of(table, body)
    take_apart(header.kind.name, records, first_is_highest=first_is_highest)
    sheet = ReadSheet(
        sheet=layout.grid.name,
        kind=header.kind.name,
        header_row=header.rows.top,
        columns=header.read_columns(),
        records=records,
        title=above.title,
        unit_name=above.unit_name or body.unit_below,
        category=above.category if header.kind.name == "powers" else "",
        texts=texts,
        money_unit=above.money_unit or _unit_before(reading) or money_unit(layout.grid.name) or "",
        totals=[
            Total(row, words, before, {name: own[row - 1] for name, own in table.own.items() if own[row - 1]})
            for row, words, before in body.totals
        ],
    )
    reading.sheets.append(sheet)
    reading.problems += check_columns(table) + check_names(table, body, records)
    problems, notes = check_values(table, records)
    reading.problems += problems
    reading.notes += notes + note_errors(table)
    problems, notes = check_units(header.kind, sheet)
    reading.problems += problems
    reading.notes += notes
    reading.notes += compare_declared(sheet, body, above.declared)
    _note_columns(header, layout, reading.notes)
    _note_stray(layout, header, body, reading.notes)
    if not records:
        reading.notes.append(f"工作表“{layout.grid.name}”的表头在第{header.rows.top}行，表头下没有记录。")
    return body, sheet


def _unit_before(reading: SheetReading) -> str:
    """The unit of the table above on the same sheet, which holds on."""
    return reading.sheets[-1].money_unit if reading.sheets else ""


def _note_columns(header: Header, layout: Layout, notes: list[str]) -> None:
    """Columns that hold text and are not taken in."""
    sheet = layout.grid.name
    clashing = [column for column in header.columns if column.clash and not column.hidden]
    free = {
        normalise(reading.heading) for reading in header.kind.readings if reading.field not in header.fields
    }
    for open_meaning, why in ((False, "与另一列的含义相同"), (True, "看不出是哪一栏")):
        found = [column for column in clashing if (normalise(column.heading) in free) is open_meaning]
        if found:
            shown = "、".join(f"{column_letters(c.number)}列“{c.heading}”" for c in found[:_NAMED_IN_A_NOTE])
            notes.append(f"工作表“{sheet}”的{shown}{why}，未读入。")
    guessed = [c for c in header.columns if c.guessed and c.field and not c.hidden]
    if guessed:
        shown = "、".join(
            f"{column_letters(c.number)}列“{c.heading}”按“{header.kind.column(c.field or '').heading}”"
            for c in guessed[:_NAMED_IN_A_NOTE]
        )
        notes.append(f"工作表“{sheet}”的{shown}读入。")
    unknown = [c for c in header.columns if not c.known and not c.hidden and c.heading]
    for column in list(unknown):
        if other := _other_table(header, column.heading):
            unknown.remove(column)
            notes.append(
                f"工作表“{sheet}”按“{header.kind.title}”读入，{column_letters(column.number)}列“{column.heading}”"
                f"属于“{other}”，请另列一张“{other}”工作表。"
            )
    if unknown:
        shown = "、".join(f"{column_letters(c.number)}列“{c.heading}”" for c in unknown[:_NAMED_IN_A_NOTE])
        more = f"等{len(unknown)}列" if len(unknown) > _NAMED_IN_A_NOTE else ""
        notes.append(f"工作表“{sheet}”的{shown}{more}不认识，未读入。")


def _other_table(header: Header, heading: str) -> str:
    """The title of another table of the same workbook that knows the heading."""
    return next(
        (
            kind.title
            for kind in KINDS
            if kind.workbook == header.kind.workbook
            and kind.name != header.kind.name
            and fields_of(kind, heading)
        ),
        "",
    )


def _note_stray(layout: Layout, header: Header, body: Body, notes: list[str]) -> None:
    """Visible cells beside or under the table that belong to no record."""
    sheet = layout.grid.name
    if body.none_said:
        rows = "、".join(str(row) for row in body.none_said[:_NAMED_IN_A_NOTE])
        more = f"等{len(body.none_said)}行" if len(body.none_said) > _NAMED_IN_A_NOTE else ""
        notes.append(f"工作表“{sheet}”第{rows}行{more}写明没有风险点，未作为记录读入。")
    if body.stray:
        rows = "、".join(str(row) for row in body.stray[:_NAMED_IN_A_NOTE])
        more = "等" if len(body.stray) > _NAMED_IN_A_NOTE else ""
        notes.append(f"工作表“{sheet}”第{rows}行{more}的文字不属于任何记录，未读入。")
    last = header.columns[-1].number if header.columns else 0
    unnamed = [c.number for c in header.columns if not c.heading and c.field is None and not c.hidden]
    beside = unnamed if header.has_copies else [*unnamed, *range(last + 1, layout.width + 1)]
    hidden = layout.grid.hidden_columns
    holding = []
    for number in beside:
        column = layout.columns[number - 1]
        if number not in hidden and any(column[header.rows.bottom :]):
            holding.append(column_letters(number))
    if holding:
        notes.append(
            f"工作表“{sheet}”的{'、'.join(holding[:_NAMED_IN_A_NOTE])}列没有表头，其中的文字未读入。"
        )


def _note_hidden_rows(
    layout: Layout, header: Header, sheet: ReadSheet, notes: list[str], *, last: int | None
) -> None:
    """Hidden rows inside the table: counted and named."""
    grid = layout.grid
    end = (last or _last_filled(layout) + 1) - 1
    rows = sorted(row for row in grid.hidden_rows if header.rows.bottom < row <= end)
    sheet.skipped_hidden_rows = len(rows)
    if rows:
        notes.append(f"工作表“{grid.name}”跳过隐藏行{len(rows)}行（第{row_ranges(rows)}行）。")


def note_hidden_columns(layout: Layout, reading: SheetReading) -> None:
    """Hidden columns that hold text: counted and named once for the whole sheet."""
    grid = layout.grid
    columns = sorted(
        number for number in grid.hidden_columns if number <= layout.width and any(layout.columns[number - 1])
    )
    reading.sheets[0].skipped_hidden_columns = len(columns)
    if columns:
        names = "、".join(column_letters(number) for number in columns[:20])
        reading.notes.append(f"工作表“{grid.name}”跳过隐藏列{len(columns)}列（{names}）。")


def _last_filled(layout: Layout) -> int:
    """The last row with text, or covered by a merged range with text."""
    last = 0
    for column in layout.columns:
        for index in range(len(column) - 1, last - 1, -1):
            if column[index]:
                last = index + 1
                break
    reach = [
        bottom
        for row, spans in layout.spans.items()
        for left, _, bottom in spans
        if bottom > last and layout.text(row, left)
    ]
    return max([last, *reach])


def row_ranges(rows: list[int]) -> str:
    """1, 2, 3, 7 → 1—3、7."""
    shown: list[str] = []
    start = previous = rows[0]
    for row in [*rows[1:], 0]:
        if row == previous + 1:
            previous = row
            continue
        shown.append(str(start) if start == previous else f"{start}—{previous}")
        start = previous = row
    return "、".join(shown[:20]) + ("等" if len(shown) > 20 else "")
