"""Headings that a clerk has settled (`--column 表头=栏目`): read, applied to the sheet kinds, told.

A choice overrides what the kind itself knows of the heading. 不导入 leaves the column out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from powerctl.errors import Refused
from powerctl.sheets.grid import WorkbookText
from powerctl.sheets.kinds import KINDS, SheetKind
from powerctl.sheets.reading import ReadColumn, ReadSheet, ReadWorkbook
from powerctl.sheets.tables.headings import fields_of, match, normalise, not_kept, settled

LEFT_OUT = "不导入"
_ALSO_LEFT_OUT = frozenset((LEFT_OUT, "空", "不要", ""))
Choices = Mapping[str, Mapping[str, str | None]]
"""Sheet kind → heading → field, None where the column is left out."""


def with_choices(choices: Choices) -> tuple[SheetKind, ...]:
    """The sheet kinds, knowing the choices of a clerk."""
    return tuple(
        replace(kind, chosen=tuple(choices[kind.name].items())) if choices.get(kind.name) else kind
        for kind in KINDS
    )


def read_choices(typed: Iterable[str], workbook_kind: str | None) -> dict[str, dict[str, str | None]]:
    """`表头=栏目` as typed becomes choices, for each sheet kind that has such a column.

    `workbook_kind` is the kind that the clerk named, or None. Raises Refused for what is no such pair
    and for a column that no kind has.
    """
    kinds = [kind for kind in KINDS if workbook_kind is None or kind.workbook == workbook_kind]
    choices: dict[str, dict[str, str | None]] = {}
    for pair in typed:
        heading, equals, target = pair.replace("＝", "=").rpartition("=")
        heading, target = heading.strip(), target.strip()
        if not equals or not heading:
            raise Refused(f"“{pair}”不是“表头=栏目”", hint="如 --column 实施部门=行使主体")
        fitting: list[tuple[SheetKind, str | None]]
        if target in _ALSO_LEFT_OUT:
            fitting = [(kind, None) for kind in kinds]
        else:
            fitting = [(kind, field) for kind in kinds if (field := field_called(kind, target))]
        if not fitting:
            titles = [column.heading for kind in kinds for column in kind.columns]
            near = "、".join(dict.fromkeys(get_close_matches(target, titles, n=4, cutoff=0.3)))
            raise Refused(
                f"没有“{target}”这个栏目" + (f"，相近的有：{near}" if near else ""),
                hint="栏目名称见空白表：powerctl template powers；不导入的列写 表头=不导入",
            )
        for kind, field in fitting:
            choices.setdefault(kind.name, {})[heading] = field
    return choices


def field_called(kind: SheetKind, text: str) -> str | None:
    """The field that a clerk means by a column's heading or a field's name; None where there is none."""
    for column in kind.columns:
        if text in (column.field, column.heading):
            return column.field
    return next(iter(fields_of(kind, text)), None)


def heading_called(kind_name: str, field: str) -> str:
    """Our own heading of a field. Raises KeyError for a field that the kind does not have."""
    return next(kind for kind in KINDS if kind.name == kind_name).column(field).heading


def merged(first: Choices, second: Choices) -> dict[str, dict[str, str | None]]:
    """Both choices; where both settle a heading, the second."""
    both: dict[str, dict[str, str | None]] = {}
    for choices in (first, second):
        for kind, headings in choices.items():
            known = both.setdefault(kind, {})
            for heading, field in headings.items():
                for other in [other for other in known if same(other, heading)]:
                    del known[other]
                known[heading] = field
    return both


def same(one: str, other: str) -> bool:
    """Whether two writings of a heading are one, the strokes between its rows aside."""
    return _bare(one) == _bare(other)


def _bare(heading: str) -> str:
    return normalise(heading).replace("/", "")


def used(workbook: ReadWorkbook, choices: Choices) -> dict[str, dict[str, str | None]]:
    """Those choices whose headings stand over a visible column of the workbook."""
    found: dict[str, dict[str, str | None]] = {}
    for sheet in workbook.sheets:
        for heading, field in choices.get(sheet.kind, {}).items():
            if any(same(column.heading, heading) and not column.hidden for column in sheet.columns):
                found.setdefault(sheet.kind, {})[heading] = field
    return found


def sentences(choices: Choices) -> list[str]:
    """“表头”作为“栏目”读入, for each choice."""
    said: dict[str, None] = {}
    for kind, headings in choices.items():
        for heading, field in headings.items():
            said[f"“{heading}”" + (f"作为“{heading_called(kind, field)}”读入" if field else "一列不导入")] = (
                None
            )
    return list(said)


def unknown_columns(
    workbook: ReadWorkbook, text: WorkbookText, choices: Choices
) -> list[tuple[ReadSheet, ReadColumn]]:
    """Visible columns with text whose headings nobody knows, neither the kind nor a choice; each once."""
    grids = {grid.name: grid for grid in text.grids}
    kinds = {kind.name: kind for kind in with_choices(choices)}
    found: dict[str, tuple[ReadSheet, ReadColumn]] = {}
    for sheet in workbook.sheets:
        rows = grids[sheet.sheet].rows if sheet.sheet in grids else []
        for number, column in enumerate(sheet.columns):
            if column.field or column.hidden or not column.heading or _is_known(kinds[sheet.kind], column):
                continue
            below = rows[sheet.header_row :]
            # The labels of cards are listed only where one of them has a value.
            if sheet.places or any(number < len(row) and row[number] for row in below):
                found.setdefault(_bare(column.heading), (sheet, column))
    return list(found.values())


def _is_known(kind: SheetKind, column: ReadColumn) -> bool:
    parts = tuple(column.heading.split("/"))
    return settled(kind, parts)[0] or match(kind, parts) is not None or normalise(parts[-1]) in not_kept(kind)
