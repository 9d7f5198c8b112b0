"""A workbook as text → what it says: kind, tables, records, problems, notes.

Every visible sheet is looked at. The kind is told by headings; where two kinds fit about equally
`unsure` names them and the caller asks.
"""

from difflib import get_close_matches

from powerctl.collecting import no_collecting
from powerctl.sheets.accounts.accounts import read_account, year_of_titles
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.kinds import KINDS, WORKBOOK_KINDS, SheetKind
from powerctl.sheets.reading import Problem, ReadSheet, ReadWorkbook
from powerctl.sheets.tables.cards import CardSheet, read_cards, tell_of_cards
from powerctl.sheets.tables.choices import Choices, with_choices
from powerctl.sheets.tables.cover import compare_figures, figures_in
from powerctl.sheets.tables.exported import read_exported
from powerctl.sheets.tables.header import Header, find_headers
from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.tables.layout import Layout, lay_out
from powerctl.sheets.tables.lines import is_unit_name
from powerctl.sheets.tables.sheet_reading import read_sheet
from powerctl.sheets.tables.split_days import gather_days

# The second-best kind of a sheet counts as fitting about equally from this share of headings on.
_ABOUT_EQUAL = 0.75
# Another kind of table makes the workbook's kind unsure from this share of filled rows on.
_WORTH_ASKING = 1 / 3
# The sheet of explanations in our own templates
_GUIDE = "填写说明"
_CATALOGUE_NAMES = ("目录", "汇总", "统计", "封面", "索引")
_NAMED_BY_ONE_COLUMN = ("powers", "risks")
ACCOUNTS = "accounts"
_THIN = frozenset(
    (
        "sequence",
        "name",
        "sub_item",
        "category",
        "code",
        "unit",
        "exercising_body",
        "office",
        "note",
        "section",
    )
)


@no_collecting()
def understand(
    text: WorkbookText,
    kind: str | None = None,
    *,
    first_is_highest: bool = True,
    choices: Choices | None = None,
) -> ReadWorkbook:
    """Reads every table of the workbook's kind.

    `kind` is the name of a workbook kind that the clerk gave (`--as`), or None to tell it from the
    headings; `first_is_highest` says what 一级 means; `choices` are headings that a clerk has settled.
    Problems and notes are values, nothing is raised.
    """
    if (exported := read_exported(text, kind)) is not None:
        return exported
    workbook = ReadWorkbook(text.file_name, text.sha256, kind, notes=list(text.notes))
    layouts: list[Layout] = []
    for grid in text.grids:
        if not grid.visible:
            if _holds_text(grid) and not any(f"“{grid.name}”是隐藏的" in note for note in text.notes):
                workbook.notes.append(f"工作表“{grid.name}”是隐藏的工作表，未读入。")
            continue
        layout = lay_out(grid)
        gather_days(layout)
        if any(any(column) for column in layout.columns):
            layouts.append(layout)
    kinds = tuple(known for known in with_choices(choices or {}) if kind is None or known.workbook == kind)
    headers = [find_headers(layout, kinds) for layout in layouts]
    if not any(headers) and kind in (None, ACCOUNTS) and _read_accounts(layouts, workbook):
        return workbook
    cards = _lay_out_cards(layouts, headers, kinds)
    if kind is None:
        workbook.kind, workbook.unsure = _choose(layouts, headers)
    if workbook.kind is None:
        workbook.problems.append(_no_known_table(layouts))
        return workbook
    if kind is not None and not any(headers):
        forced = _best_forced(layouts, kinds)
        workbook.problems += _missing_headings(layouts, kinds, forced)
        if forced is None or workbook.problems:
            return workbook
        headers = [[forced[1]] if layout is forced[0] else [] for layout in layouts]
    for layout, found in zip(layouts, headers, strict=True):
        _read_one(layout, found, workbook, first_is_highest, cards.get(id(layout)))
    _drop_catalogues(workbook)
    workbook.notes += _compare_covers(workbook, layouts, headers)
    _name_units_by_sheets(workbook)
    return workbook


def _read_accounts(layouts: list[Layout], workbook: ReadWorkbook) -> bool:
    """Takes in the published accounts of a workbook that holds no other table; whether there are any."""
    year = year_of_titles(layouts)
    read = [(layout, read_account(layout, year)) for layout in layouts if layout.grid.name != _GUIDE]
    if not any(found for _, found in read):
        return False
    workbook.kind = ACCOUNTS
    for layout, found in read:
        if found is None:
            workbook.notes.append(f"工作表“{layout.grid.name}”中没有认得出的表格，未读入。")
        else:
            workbook.sheets += found.sheets
            workbook.notes += found.notes
            workbook.problems += found.problems
    return True


def _lay_out_cards(
    layouts: list[Layout], headers: list[list[Header]], kinds: tuple[SheetKind, ...]
) -> dict[int, CardSheet]:
    """Puts the table of its cards in the place of each sheet that holds cards; by `id` of the layout.

    Beside tables there are no cards: what looks like one explains the columns, or is a cover.
    """
    found: dict[int, CardSheet] = {}
    if any(headers):
        return found
    for number, layout in enumerate(layouts):
        cards = None if layout.grid.name == _GUIDE else read_cards(layout, kinds)
        if cards is not None:
            layouts[number], headers[number] = cards.layout, [cards.header]
            found[id(cards.layout)] = cards
    return found


def _holds_text(grid: Grid) -> bool:
    return any(text and not text.isspace() for row in grid.rows for text in row)


def _choose(layouts: list[Layout], headers: list[list[Header]]) -> tuple[str | None, list[str]]:
    """The kind of workbook with the most rows under headers of its own, and the kinds to ask about."""
    weights: dict[str, int] = {}
    unsure: set[str] = set()
    for layout, found in zip(layouts, headers, strict=True):
        if not found:
            continue
        best, rivals = _by_title(found)
        rows = sum(1 for row in layout.visible_rows(best.rows.bottom + 1)[:2000] if layout.row_cells(row))
        weights[best.kind.workbook] = weights.get(best.kind.workbook, 0) + max(rows, 1)
        for other in rivals:
            if other.kind.workbook != best.kind.workbook:
                unsure.update((best.kind.workbook, other.kind.workbook))
    if not weights:
        return None, []
    chosen = max(weights, key=lambda name: weights[name])
    for name, weight in weights.items():
        if name != chosen and weight >= weights[chosen] * _WORTH_ASKING:
            unsure.update((chosen, name))
    return chosen, [name for name in WORKBOOK_KINDS if name in unsure]


def _by_title(found: list[Header]) -> tuple[Header, list[Header]]:
    """The best header of a sheet, and those that fit about equally where no title decides."""
    equal = [header for header in found if header is found[0] or _fits_as_well(header, found[0])]
    titled = [header for header in equal if header.titled]
    if len(equal) > 1 and len(titled) == 1:
        return titled[0], []
    return found[0], equal[1:]


def _fits_as_well(other: Header, best: Header) -> bool:
    return len(other.firm_fields) >= len(best.firm_fields) * _ABOUT_EQUAL


def _read_one(
    layout: Layout,
    found: list[Header],
    workbook: ReadWorkbook,
    first_is_highest: bool,
    cards: CardSheet | None,
) -> None:
    header = next((header for header in found if header.kind.workbook == workbook.kind), None)
    if header is None:
        if found:
            other = WORKBOOK_KINDS[found[0].kind.workbook]
            workbook.notes.append(f"工作表“{layout.grid.name}”像是“{other}”，这次未读入。")
        elif layout.grid.name != _GUIDE and read_account(layout) is not None:
            workbook.notes.append(
                f"工作表“{layout.grid.name}”像是“{WORKBOOK_KINDS[ACCOUNTS]}”，这次未读入；要读入的，另存为单独的工作簿再导入。"
            )
        elif layout.grid.name != _GUIDE:
            workbook.notes.append(f"工作表“{layout.grid.name}”中没有认得出的表格，未读入。")
        return
    best = found[0]
    if best is not header and not _fits_as_well(header, best) and not workbook.unsure:
        other = WORKBOOK_KINDS[best.kind.workbook]
        workbook.notes.append(f"工作表“{layout.grid.name}”像是“{other}”，这次未读入。")
        return
    reading = read_sheet(layout, header, first_is_highest=first_is_highest)
    if cards is not None:
        tell_of_cards(cards, reading)
    workbook.sheets += reading.sheets
    workbook.problems += reading.problems
    workbook.notes += reading.notes


def _compare_covers(workbook: ReadWorkbook, layouts: list[Layout], headers: list[list[Header]]) -> list[str]:
    """Figures on covers, in summaries and above the tables, against what was read."""
    figures = []
    for layout, found in zip(layouts, headers, strict=True):
        if not found:
            figures += figures_in(layout)
        elif found[0].kind.workbook == workbook.kind:
            figures += figures_in(layout, found[0].rows.top - 1)
    return compare_figures(workbook, figures)


def _drop_catalogues(workbook: ReadWorkbook) -> None:
    """A sheet that only lists the names of the others is a catalogue of them, not more records."""
    if len(workbook.sheets) < 2:
        return
    names = {
        id(sheet): [squeeze(r.values.get("name", "")) for r in sheet.records] for sheet in workbook.sheets
    }
    for sheet in list(workbook.sheets):
        others = {
            name
            for other in workbook.sheets
            if other is not sheet and other.kind == sheet.kind and not _is_thin(other)
            for name in names[id(other)]
        }
        own = names[id(sheet)]
        if not own or not others or not _is_thin(sheet):
            continue
        repeated = sum(name in others for name in own) / len(own)
        least = 0.5 if any(word in sheet.sheet for word in _CATALOGUE_NAMES) else 0.8
        if repeated >= least:
            workbook.sheets.remove(sheet)
            workbook.problems = [problem for problem in workbook.problems if problem.sheet != sheet.sheet]
            workbook.notes.append(
                f"工作表“{sheet.sheet}”只是其他工作表的目录（{len(own)}行），未作为记录读入。"
            )


def _name_units_by_sheets(workbook: ReadWorkbook) -> None:
    """Where each of several sheets is named after a unit, its table belongs to that unit."""
    sheets = [sheet for sheet in workbook.sheets if not sheet.unit_name]
    if len(sheets) > 1 and all(is_unit_name(sheet.sheet) for sheet in sheets):
        for sheet in sheets:
            sheet.unit_name = squeeze(sheet.sheet)


def _is_thin(sheet: ReadSheet) -> bool:
    return all(column.field is None or column.field in _THIN for column in sheet.columns)


def _no_known_table(layouts: list[Layout]) -> Problem:
    kinds = "；".join(f"{title}（{name}）" for name, title in WORKBOOK_KINDS.items())
    found = ""
    for layout in layouts:
        words = max(
            (
                [text for _, text in cells if len(text) <= 40 and not text.isdecimal()]
                for cells in _first(layout)
            ),
            key=len,
            default=[],
        )
        if len(words) > 1:
            found = "、".join(" ".join(text.split()) for text in words[:12])
            break
    seen = f"看到的表头像是：{found}。" if found else "没有看到表格。"
    seen += _nearly(layouts)
    return Problem("", "", found, kinds, f"这个文件里没有认得出的表格，{seen}可以读入的表格有：{kinds}。")


def _nearly(layouts: list[Layout]) -> str:
    """Which heading is missing, where the names' column is all that a power list or a risk table lacks."""
    kinds = tuple(kind for kind in KINDS if kind.name in _NAMED_BY_ONE_COLUMN)
    nearly = [
        (layout, header)
        for layout in layouts
        for header in find_headers(layout, kinds, forced=True)
        if header.lacks_only_names()
    ]
    if not nearly:
        return ""
    layout, header = max(nearly, key=lambda pair: len(pair[1].firm_fields))
    kind = header.kind
    missing = kind.column(kind.name_field).heading
    return (
        f"工作表“{layout.grid.name}”第{header.rows.top}行像是“{kind.title}”的表头，"
        f"但没有找到“{missing}”列，请补上这一列或改好它的表头，"
        f"或者再导入时加 --as {kind.workbook} --column 表头={missing}，指明哪一列是它。"
    )


def _first(layout: Layout) -> list[list[tuple[int, str]]]:
    return [layout.row_cells(row) for row in layout.visible_rows()[:30]]


def _best_forced(layouts: list[Layout], kinds: tuple[SheetKind, ...]) -> tuple[Layout, Header] | None:
    """The row that is likeliest the header, although it has not enough of the kind's headings."""
    best: tuple[Layout, Header] | None = None
    for layout in layouts:
        for header in find_headers(layout, kinds, forced=True)[:1]:
            if best is None or len(header.fields) > len(best[1].fields):
                best = (layout, header)
    return best


def _missing_headings(
    layouts: list[Layout], kinds: tuple[SheetKind, ...], best: tuple[Layout, Header] | None
) -> list[Problem]:
    """With the kind given: one problem per required heading that no sheet has."""
    if best is None:
        place, found, kind, fields = "各工作表前30行", [], kinds[0], set[str]()
        sheet = layouts[0].grid.name if layouts else ""
    else:
        layout, header = best
        sheet, kind, fields = layout.grid.name, header.kind, header.fields
        place = f"工作表“{sheet}”第{header.rows.top}行"
        found = [column.heading for column in header.columns if column.heading and not column.hidden]
    problems = []
    for column in kind.columns:
        stands_in = column.field == kind.name_field and fields.intersection(kind.standing_in)
        if not column.required or column.field in fields or stands_in:
            continue
        near = get_close_matches(column.heading, found, n=3, cutoff=0.4)
        listed = "、".join(found[:20]) or "没有表头"
        hint = f"最接近的是：{'、'.join(near)}。" if near else ""
        problems.append(
            Problem(
                sheet,
                "",
                listed,
                column.heading,
                f"按“{kind.title}”读入时没有找到“{column.heading}”列（在{place}找的），看到的表头是：{listed}。{hint}",
            )
        )
    return problems
