"""The header of a table: which kind it is, and which field each of its columns holds.

Any of the first visible rows may be the header; the row whose headings a kind knows best is.
"""

import re
from dataclasses import dataclass, field
from itertools import chain

from powerctl.sheets.grid import column_letters
from powerctl.sheets.kinds.kind import SheetKind, ValueKind
from powerctl.sheets.reading import ReadColumn
from powerctl.sheets.tables.field_of_work import has_titles, is_at_home, is_called, is_titled
from powerctl.sheets.tables.heading_rows import HeadingRows, candidates
from powerctl.sheets.tables.headings import (
    Match,
    all_words,
    match,
    may_head,
    normalise,
    not_kept,
    settled,
    squeeze,
    undecided,
)
from powerctl.sheets.tables.layout import Layout
from powerctl.sheets.tables.lines import banner_words, category_in, is_section_name

ROWS_LOOKED_AT = 30
# With this many known headings a table is of the kind, however many unknown ones stand beside them.
CERTAIN_FIELDS = 6
_COVERAGE = {"organization": 0.6}
_LEAST_COVERAGE = 0.4

_SURELY_UNIT = frozenset(("单位名称", "填报单位", "填表单位", "所属单位"))

_KIND_OF_RISK = re.compile(
    "^(?:思想道德|道德|思想|岗位职责|岗位|履行职权|履职|职权运行|权力行使|业务流程|工作流程|流程|制度机制|机制制度|制度|机制|"
    "体制机制|外部环境|环境|底线红线|社会交往|社交圈|作风|生活|廉洁从政|决策|执行|监督)(?:类|方面)?的?(?:廉政|廉洁)?风险点?$"
)

# A second column of one of these fields is another thing, not more of the same.
_SINGLE = frozenset(
    (
        "sequence",
        "name",
        "sub_item",
        "category",
        "code",
        "level",
        "category_written",
        "point_count",
        "unit",
        "number",
    )
)
# What a second column with a heading of the same meaning holds, by kind and field.
_NEXT_FIELD = {
    ("powers", "name"): ("sub_item",),
    ("risks", "name"): ("description",),
    ("risks", "owner"): ("department_owner", "leader"),
    ("risks", "description"): (),
}


@dataclass(slots=True)
class HeadColumn:
    """One column of a table: what is written over it and the field that it holds."""

    number: int
    heading: str
    field: str | None = None
    hidden: bool = False
    option: str = ""
    """Lower heading under a spanning one that named the field: a tick below it means this word."""
    known: bool = False
    clash: bool = False
    """The heading is known, but its field is held by another column."""
    loose: bool = False
    """The field was found only after words of the heading were left out."""
    guessed: bool = False
    """Only the last word of the heading tells the field."""
    settled: bool = False
    """A clerk has said what the heading means."""


@dataclass(slots=True)
class Header:
    """A header found: its kind, its rows and columns."""

    kind: SheetKind
    rows: HeadingRows
    columns: list[HeadColumn] = field(default_factory=list)
    called_so: bool = False
    """The title, the sheet's name or the heading of the name itself calls the table this kind."""
    titled: bool = False
    """The title or the sheet's name is one of this kind."""
    at_home: bool = True
    """Some word in headings or title belongs to this kind's field of work (类别 and 项目 do not)."""
    has_copies: bool = False
    """The same headings stand beside it once more, over more of the same list."""

    @property
    def fields(self) -> set[str]:
        """The fields that the table has."""
        return {column.field for column in self.columns if column.field}

    @property
    def firm_fields(self) -> set[str]:
        """The fields that tell the kind: those whose headings are not merely guessed."""
        return {column.field for column in self.columns if column.field and not column.guessed}

    @property
    def coverage(self) -> float:
        """Known headings among the visible ones."""
        named = [column for column in self.columns if column.heading and not column.hidden]
        return sum(column.known and not column.guessed for column in named) / len(named) if named else 0.0

    def read_columns(self) -> list[ReadColumn]:
        """The columns as `import` shows them."""
        return [
            ReadColumn(column_letters(column.number), column.heading, column.field, column.hidden)
            for column in self.columns
        ]

    def fits(self) -> bool:
        """Whether the headings are enough to call the table one of this kind."""
        fields = self.firm_fields
        if not self.is_named():
            return False
        if not fields.intersection(self.kind.telling) and not self.called_so:
            return False
        if not self.at_home:
            return False
        if len(fields) >= CERTAIN_FIELDS:
            return True
        named = sum(bool(column.heading) and not column.hidden for column in self.columns)
        least = _COVERAGE.get(self.kind.workbook, _LEAST_COVERAGE)
        return len(fields) >= min(3, named) and len(fields) >= 2 and self.coverage >= least

    def lacks_only_names(self) -> bool:
        """Whether the table would be one of this kind if it had a column for its records' names."""
        fields = self.firm_fields
        if self.is_named() or not self.at_home or not fields.intersection(self.kind.telling):
            return False
        least = _COVERAGE.get(self.kind.workbook, _LEAST_COVERAGE)
        return len(fields) >= 3 and self.coverage >= least

    def is_named(self) -> bool:
        """Whether a column says what the records are called."""
        fields = self.firm_fields
        return self.kind.name_field in fields or bool(fields.intersection(self.kind.standing_in))


def find_headers(
    layout: Layout, kinds: tuple[SheetKind, ...], *, forced: bool = False, from_row: int = 1
) -> list[Header]:
    """The best header of each kind that fits the sheet from a row on, the best kind first.

    With `forced` the best header of any kind is given, even if it does not fit.
    """
    possible = [
        (rows, all_words(rows.parts.values())) for rows in candidates(layout, _first_filled(layout, from_row))
    ]
    found: list[Header] = []
    for kind in kinds:
        best: Header | None = None
        for rows_of_header, words in possible:
            if not forced and not may_head(kind, words, titled=has_titles(kind)):
                continue
            header = assign(kind, layout, rows_of_header)
            # Most candidates are rows of records: what stands above them need not be looked at.
            if not forced and not header.is_named():
                continue
            _read_names(layout, header)
            if not forced and not header.fits():
                continue
            if best is None or _strength(header) > _strength(best):
                best = header
        if best is not None and best.fields and not _is_card(layout, best):
            found.append(best)
    found.sort(key=lambda header: (len(header.firm_fields), header.coverage), reverse=True)
    return found


def _strength(header: Header) -> tuple[int, int]:
    return len(header.firm_fields), len(header.fields)


def _read_names(layout: Layout, header: Header) -> None:
    """What title, sheet name and headings say about the kind of table."""
    names = [column.heading for column in header.columns if column.field == header.kind.name_field]
    known = [column.heading for column in header.columns if column.known and not column.guessed]
    unknown = [column.heading for column in header.columns if column.heading and not column.known]
    lines = [layout.grid.name]
    for row in range(1, min(header.rows.top, ROWS_LOOKED_AT)):
        lines += [text for _, text in layout.row_cells(row)]
    header.titled = is_titled(header.kind, lines)
    header.called_so = is_called(header.kind, lines + names)
    header.at_home = is_at_home(header.kind, lines, known, unknown)


def _first_filled(layout: Layout, from_row: int) -> list[int]:
    found: list[int] = []
    for row in layout.visible_rows(from_row):
        if layout.row_cells(row):
            found.append(row)
            if len(found) == ROWS_LOOKED_AT:
                break
    return found


def assign(kind: SheetKind, layout: Layout, rows: HeadingRows) -> Header:
    """Fields for the columns under a header: plain headings first, then those whose neighbours decide."""
    header = Header(kind, rows)
    waiting: list[tuple[HeadColumn, str]] = []
    loose: list[tuple[HeadColumn, Match]] = []
    for number, parts in rows.parts.items():
        column = HeadColumn(number, "/".join(parts), hidden=number in layout.grid.hidden_columns)
        header.columns.append(column)
        column.settled, field = settled(kind, parts)
        if column.settled:
            column.known, column.field = True, None if column.hidden else field
    for column in header.columns:
        parts = rows.parts[column.number]
        if column.settled:
            continue
        found = match(kind, parts) if parts else None
        if found is None:
            column.known = bool(parts) and normalise(parts[-1]) in not_kept(kind)
            continue
        column.known = True
        column.loose, column.guessed = found.loose, found.by_ending
        if column.hidden:
            continue
        if found.loose:
            loose.append((column, found))
            continue
        if found.by_upper:
            column.option = parts[-1]
        if normalise(found.words) in undecided(kind):
            waiting.append((column, undecided(kind)[normalise(found.words)]))
        else:
            _take(header, column, found.fields)
    # 日期 and 摘要 wait for 支出, which stands right of them.
    for column, heading in chain(waiting, (pair for pair in waiting if pair[0].field is None)):
        _take_by_neighbours(header, column, heading)
    for column, found in sorted(loose, key=lambda pair: pair[1].by_ending):
        _take_loosely(header, column, found)
    for column in header.columns:
        if not column.heading and not column.hidden and not column.settled:
            _take_unnamed(header, column)
    if kind.name == "powers" and "category" not in header.fields:
        _take_category_column(header, layout)
    if kind.name == "risks":
        _take_risks_side_by_side(header, rows)
    if kind.name == "risks" and "section" not in header.fields:
        _tell_section_from_unit(header, layout)
    return header


def _take_risks_side_by_side(header: Header, rows: HeadingRows) -> None:
    """思想道德风险 | 岗位职责风险 | 业务流程风险: each column holds the risks of its kind."""
    found = []
    for column in header.columns:
        last = normalise(rows.parts[column.number][-1]) if rows.parts[column.number] else ""
        free = (column.field is None or column.option or column.loose) and not column.settled
        if not column.hidden and free and _KIND_OF_RISK.match(last):
            found.append((column, last))
    if len(found) < 2:
        return
    for column, last in found:
        column.field, column.option = "description", last
        column.known, column.clash, column.guessed = True, False, False


def _tell_section_from_unit(header: Header, layout: Layout) -> None:
    """部门, 科室 and 单位/科室 hold the unit in one table and its sections in another: the values say."""
    for column in header.columns:
        if column.field != "unit" or column.settled or normalise(column.heading) in _SURELY_UNIT:
            continue
        words = {squeeze(text) for text in layout.columns[column.number - 1][header.rows.bottom :] if text}
        sections = sum(is_section_name(word) for word in words)
        if sections * 2 > len(words):
            column.field = "section"


def _take_category_column(header: Header, layout: Layout) -> None:
    """A column without heading left of the names that holds nothing but categories is theirs."""
    name = next((column.number for column in header.columns if column.field == "name"), 0)
    for column in header.columns[: max(name - 1, 0)]:
        if column.heading or column.hidden or column.field:
            continue
        words = {text for text in layout.columns[column.number - 1][header.rows.bottom :] if text}
        if words and all(category_in(banner_words(word)) for word in words):
            column.field = "category"
            return


def _take(header: Header, column: HeadColumn, fields: tuple[str, ...]) -> None:
    """The first of the fields that is free; a second column of a text field adds to it."""
    taken = header.fields
    for name in fields:
        if name not in taken:
            column.field = name
            return
    before = _left_of(header, column)
    if fields[0] == "basis_text" and before and before.field == "responsibility":
        column.field = "responsibility_basis"
        return
    if before and before.heading == column.heading and before.field in fields:
        column.field = before.field if before.field not in _SINGLE else None
        column.clash = column.field is None
        return
    for name in _NEXT_FIELD.get((header.kind.name, fields[0]), ()):
        if name not in taken:
            column.field = name
            return
    if fields[0] in _SINGLE or header.kind.column(fields[0]).value is not ValueKind.TEXT:
        column.clash = not (column.option and fields[0] in ("level", "category", "category_written"))
        column.field = None if column.clash else fields[0]
        return
    column.field = fields[0]


def _take_by_neighbours(header: Header, column: HeadColumn, heading: str) -> None:
    left = {other.field for other in header.columns if other.field and other.number < column.number}
    right = {other.field for other in header.columns if other.field and other.number > column.number}
    column.field = header.kind.reading_of(heading, left, right)
    if column.field is None:
        before = _left_of(header, column)
        meanings = {reading.field for reading in header.kind.readings if reading.heading == heading}
        if before and before.heading == column.heading and before.field not in _SINGLE:
            column.field = before.field
        elif len(meanings) == 1 and not meanings & _SINGLE:
            (name,) = meanings
            # Two texts are one longer text; two days are no day.
            column.field = name if header.kind.column(name).value is ValueKind.TEXT else None
    column.clash = column.field is None


def _take_loosely(header: Header, column: HeadColumn, found: Match) -> None:
    """A heading known only without its modifiers takes what no plainer heading has taken."""
    if heading := undecided(header.kind).get(normalise(found.words)):
        _take_by_neighbours(header, column, heading)
        return
    holders = {other.field: other for other in header.columns if other.field}
    column.field = next((name for name in found.fields if name not in holders), None)
    if column.field is None:
        # 共性责任 beside 个性责任: neither is the whole, both are
        first = found.fields[0]
        is_text = header.kind.column(first).value is ValueKind.TEXT and first not in _SINGLE
        column.field = first if is_text and holders[first].loose else None
    column.clash = column.field is None and not found.by_ending
    column.known = column.field is not None or not found.by_ending


def _take_unnamed(header: Header, column: HeadColumn) -> None:
    """A column without heading under a merged one, or beside 实施层级及权限, holds more of its left."""
    source = header.rows.under.get(column.number)
    left = next((c for c in header.columns if c.number == (source or column.number - 1)), None)
    if left is None or left.field is None or left.hidden:
        return
    if source is None:
        column.field = "remit" if left.field == "remit" else None
        return
    if left.field in _SINGLE:
        following = _NEXT_FIELD.get((header.kind.name, left.field), ())
        column.field = next((name for name in following if name not in header.fields), None)
    elif header.kind.column(left.field).value is ValueKind.TEXT:
        column.field = left.field


def _left_of(header: Header, column: HeadColumn) -> HeadColumn | None:
    """The nearest visible column with a heading on the left."""
    nearest = None
    for other in header.columns:
        if other.number >= column.number:
            break
        if other.heading and not other.hidden:
            nearest = other
    return nearest


def _is_card(layout: Layout, header: Header) -> bool:
    """A form with labels beside their values: the rows below begin with labels, too."""
    first = [column.number for column in header.columns if column.heading and not column.hidden]
    if not first:
        return False
    label = first[0]
    own = {normalise(part) for parts in header.rows.parts.values() for part in parts}
    labels = 0
    for row in layout.visible_rows(header.rows.bottom + 1)[:12]:
        text = layout.text(row, label)
        if not text or len(text) > 20 or normalise(text) in own:
            continue
        found = match(header.kind, (text,))
        labels += (found is not None and not found.by_ending) or normalise(text) in not_kept(header.kind)
    return labels >= 2
