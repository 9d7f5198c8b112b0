"""Cells that cannot be taken in: missing names, error cells, and words that a column does not know."""

from collections.abc import Callable

from powerctl.sheets.grid import cell_name, column_letters
from powerctl.sheets.kinds.kind import Column, ValueKind
from powerctl.sheets.reading import Problem, Record
from powerctl.sheets.tables.body import Body
from powerctl.sheets.tables.headings import normalise
from powerctl.sheets.tables.table import Table
from powerctl.sheets.words import vocabulary

_TERMS: dict[str, Callable[[str], object]] = {
    "domain": vocabulary.domain,
    "source": vocabulary.risk_source,
    "finder": vocabulary.finder,
    "holder_level": vocabulary.holder_level,
    "kind": vocabulary.unit_kind,
    "list_kind": vocabulary.list_kind,
    "scoring_method": vocabulary.scoring_method,
}
_OWN_TEMPLATE_COLUMNS = 8
_NAMED_IN_A_NOTE = 5


def check_columns(table: Table) -> list[Problem]:
    """A problem where a table has no column for what it is about; a payment's number tells which it is."""
    header, grid = table.header, table.layout.grid
    kind = header.kind
    if not kind.needs or header.fields.intersection(kind.needs):
        return []
    seen = "、".join(column.heading for column in header.columns if column.heading and not column.hidden)
    wanted = kind.column(kind.needs[0]).heading.partition("（")[0]
    return [
        Problem(
            grid.name,
            "",
            seen,
            wanted,
            f"工作表“{grid.name}”第{header.rows.top}行的表头没有“{wanted}”一栏，不能读入，看到的表头是：{seen}；"
            f"其中一栏就是的，加 --column 表头={wanted}",
        )
    ]


def check_names(table: Table, body: Body, records: list[Record]) -> list[Problem]:
    """A problem for each row that is clearly a record and lacks what names it."""
    kind = table.header.kind
    sheet = table.layout.grid.name
    by_row = {record.row: record for record in records}
    problems = []
    required = [column for column in kind.columns if column.required and column.field in table.first_columns]
    if not kind.row_by_row:
        required = [column for column in required if column.field == kind.name_field]
    nameless = set(body.nameless)
    for row, record in by_row.items():
        if not kind.row_by_row and row not in nameless:
            continue
        if any(record.values.get(name) for name in kind.standing_in):
            continue
        for column in required:
            if record.values.get(column.field):
                continue
            number = table.first_columns[column.field]
            found = table.layout.grid.error_cells.get((row, number), "")
            cell = cell_name(row, number)
            problems.append(_missing(sheet, cell, row, found, column))
    return problems


def _missing(sheet: str, cell: str, row: int, found: str, column: Column) -> Problem:
    if found == "formula":
        why = f"“{column.heading}”是没有计算结果的公式"
    elif found:
        why = f"“{column.heading}”是错误值 {found}"
    else:
        why = f"没有填写“{column.heading}”"
    return Problem(
        sheet, cell, found, column.heading, f"工作表“{sheet}”第{row}行（{cell}）{why}，这一行不能读入。"
    )


def check_values(table: Table, records: list[Record]) -> tuple[list[Problem], list[str]]:
    """Words that 选项, 是否, 日期 and 整数 columns do not know.

    They are problems in tables that are filled in for us and in our own template; in a published table,
    which knows nothing of our choices, they are only noted.
    """
    strict = table.header.kind.row_by_row or _is_own_template(table)
    problems: list[Problem] = []
    notes: list[str] = []
    for field, number in table.first_columns.items():
        column = table.header.kind.column(field)
        test = _test_of(column)
        if test is None:
            continue
        words = {text for record in records if (text := record.values.get(field))}
        unknown = {word for word in words if not test(word)}
        if not unknown:
            continue
        hits = [record for record in records if record.values.get(field) in unknown]
        if strict:
            problems.extend(_unknown(table, record, column, number) for record in hits)
        else:
            shown = "、".join(f"“{word}”" for word in sorted(unknown)[:_NAMED_IN_A_NOTE])
            notes.append(
                f"工作表“{table.layout.grid.name}”的“{column.heading}”列有{len(hits)}格不是规定的写法"
                f"（{shown}{'等' if len(unknown) > _NAMED_IN_A_NOTE else ''}），按未填写处理。"
            )
    return problems, notes


def _test_of(column: Column) -> Callable[[str], bool] | None:
    if column.value is ValueKind.YES_NO:
        return lambda text: vocabulary.yes_no(text) is not None
    if column.value is ValueKind.DAY:
        open_end = column.field == "valid_to"
        return lambda text: (
            vocabulary.day(text) is not None
            or (open_end and vocabulary.is_open_end(text))
            or (column.or_month and vocabulary.is_month(text))
        )
    if column.value is ValueKind.WHOLE:
        choices = {int(choice) for choice in column.choices}
        return lambda text: (
            (number := vocabulary.whole(text)) is not None and (not choices or number in choices)
        )
    if column.value is ValueKind.TERM and column.field in _TERMS:
        known = _TERMS[column.field]
        # A kind of unit, and a kind of something else: only the column's own terms are known by the words.
        if all(known(choice) is not None for choice in column.choices):
            return lambda text: known(text) is not None
    return None


def _is_own_template(table: Table) -> bool:
    """Every known heading is the one that our template writes."""
    known = [column for column in table.header.columns if column.field and column.heading]
    return len(known) >= _OWN_TEMPLATE_COLUMNS and all(
        normalise(column.heading) == normalise(table.header.kind.column(column.field or "").heading)
        for column in known
    )


def _unknown(table: Table, record: Record, column: Column, number: int) -> Problem:
    found = record.values[column.field]
    if column.value is ValueKind.YES_NO:
        wanted = "是、否，或者留空"
    elif column.value is ValueKind.DAY:
        wanted = "日期，如 2026-03-01"
    elif column.choices:
        wanted = "、".join(str(choice) for choice in column.choices)
    else:
        wanted = "整数"
    reason = vocabulary.why_no_day(found) if column.value is ValueKind.DAY else ""
    sheet = table.layout.grid.name
    cell = cell_name(record.row, number)
    message = f"工作表“{sheet}”{cell}的“{column.heading}”写的是“{found}”，应为：{wanted}。"
    return Problem(sheet, cell, found, wanted, message + reason)


def note_errors(table: Table) -> list[str]:
    """One note per column with error cells or formulas without a stored value, required ones aside."""
    grid = table.layout.grid
    notes = []
    rows_by_column: dict[int, list[int]] = {}
    for row, number in grid.error_cells:
        if row > table.header.rows.bottom and row not in grid.hidden_rows and number in table.numbers:
            rows_by_column.setdefault(number, []).append(row)
    for head in table.header.columns:
        rows = rows_by_column.get(head.number)
        if not rows or head.field == table.header.kind.name_field:
            continue
        heading = head.heading or column_letters(head.number)
        notes.append(
            f"工作表“{grid.name}”的“{heading}”列有{len(rows)}格是错误值或没有结果的公式"
            f"（第{min(rows)}行起），按空白读入。"
        )
    return notes
