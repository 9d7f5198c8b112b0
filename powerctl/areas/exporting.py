"""Every list as a workbook: what a sheet kind declares imports back, all other lists are for looking.

`workbooks` names them, `write` makes one as bytes. Reads by views only.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from itertools import count as counting
from typing import Any

from powerctl.areas.export_sources import SOURCES, records, speaks_of
from powerctl.errors import Refused
from powerctl.sheets.kinds import KINDS, WORKBOOK_KINDS, Column, SheetKind, ValueKind
from powerctl.sheets.writing.export import Exported, Table, day_of, write_workbook
from powerctl.store.views import VIEWS, Condition, View, count, each, read_condition
from powerctl.store.views import Kind as ColumnKind

_VALUES = {
    ColumnKind.DAY: ValueKind.DAY,
    ColumnKind.FLAG: ValueKind.YES_NO,
    ColumnKind.INT: ValueKind.WHOLE,
    ColumnKind.TEXT: ValueKind.TEXT,
}
_WIDTHS = {ColumnKind.DAY: 14, ColumnKind.FLAG: 10, ColumnKind.INT: 10, ColumnKind.TEXT: 18}
_WIDE = 40
_PERSONAL = frozenset(
    (
        *("person", "person_number", "actor", "actor_written", "subject_written", "recorder_written"),
        *("reviewer_written", "owner", "owner_written", "leader", "leader_written", "delegate_written"),
        *("approved_by", "accountable", "before", "after", "person_written", "chair", "chair_written"),
        *("speaker_written", "voter_written", "proposer_written", "collected_by_written", "in_charge"),
        *("in_charge_written", "concerned_written", "recused_written", "presenter", "presenter_written"),
        *("observers_written", "attendance", "teller_one", "teller_two", "asked_by_written", "opened_by"),
        *("recipient_written", "inspector_written", "payee_written", "handler_written", "approver_written"),
        *("gender", "ethnicity", "born", "education", "political", "nominator_written", "team_written"),
        *("relation_written", "score", "state_reason"),
        *("signer_written", "household_written", "household_signer_written", "decider_written"),
        *("buyer_written", "winner_written", "counterparty_written", "reporter_written"),
    )
)
_OF_PEOPLE = frozenset(("name", "number", "note"))
_OFFICE_ONLY = "本表供机关内部使用；标明“含个人信息”的列，对外公开前应当删去。"
_BACK = "这份工作簿可以改好后用 powerctl import 导入；没有改动的导入后不产生任何变化。"
_NO_WAY_BACK = "这份工作簿只供查阅，不能导入；要改数据，请用 powerctl 的命令或相应的填报表。"
_ALSO = {"batch": "import_batch", "waive": "waiver", "limit": "limit_override"}
"""Commands whose list has another name."""
_ORDER = tuple(WORKBOOK_KINDS)
"""In which workbooks go into an empty file: each names only what stands in one before it."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """One workbook that can be exported: its sheet kinds, or the view of a list without one."""

    name: str
    title: str
    kinds: tuple[SheetKind, ...] = ()
    view: View | None = None

    @property
    def comes_back(self) -> bool:
        """Whether it can be imported."""
        return bool(self.kinds)


def workbooks() -> tuple[Workbook, ...]:
    """All of them: first those that can be imported, in the order in which they go into an empty file."""
    written = [kind for kind in KINDS if not kind.only_read]
    found = [
        Workbook(name, WORKBOOK_KINDS[name], tuple(kind for kind in written if kind.workbook == name))
        for name in _ORDER
    ]
    listed = [book for book in found if book.kinds]
    shown = {view for book in listed for view in _views_of(book)}
    listed += [
        Workbook(view.name, view.title, view=view) for view in VIEWS.values() if view.name not in shown
    ]
    return tuple(listed)


def workbook_of(noun: str) -> Workbook:
    """The workbook that a clerk means: by a list's command, a table's name or a kind of workbook.

    Refuses other words.
    """
    everything = workbooks()
    for book in everything:
        if noun in (book.name, book.title):
            return book
    view = _view(noun)
    for book in everything:
        if view is not None and (book.view is view or view.name in _views_of(book)):
            return book
    known = "、".join(nouns())
    raise Refused(f"没有“{noun}”这种表，可以导出：{known}", hint="powerctl export power -o 权责清单.xlsx")


def nouns() -> list[str]:
    """The words that `workbook_of` knows, one for each table."""
    commands = [view.command or view.name for view in VIEWS.values()]
    books = [book.name for book in workbooks() if book.comes_back]
    return list(dict.fromkeys([*books, *(word for word in commands if " " not in word)]))


def write(
    db: sqlite3.Connection,
    book: Workbook,
    *,
    noun: str = "",
    unit: int | str | None = None,
    where: Sequence[str] = (),
) -> Exported:
    """A workbook as bytes, and how many records it holds. Takes and refuses what `tables` does."""
    remarks = (_BACK if book.comes_back else _NO_WAY_BACK, _OFFICE_ONLY)
    return write_workbook(book.title, tables(db, book, noun=noun, unit=unit, where=where), remarks)


def tables(
    db: sqlite3.Connection,
    book: Workbook,
    *,
    noun: str = "",
    unit: int | str | None = None,
    where: Sequence[str] = (),
) -> tuple[Table, ...]:
    """The tables of a workbook; their rows are read as they are asked for.

    `unit` (number, code or name) keeps that unit and those below it, as far as records belong to one.
    `where` are conditions as a clerk types them; they are of the list that `noun` names, and only its
    table is given then. Refuses conditions that the list cannot answer.
    """
    if book.view is not None:
        view = book.view
        table = Table(view.title, _columns(view), _cells(db, view, _conditions(view, unit, where)))
        return (_personal(table),)
    kinds = book.kinds
    if where and len(kinds) > 1:
        meant = getattr(_view(noun), "name", "")
        kinds = tuple(kind for kind in kinds if meant in _views(kind))
        if not kinds:
            sheets = "、".join(VIEWS[SOURCES[kind.name].view].command or kind.name for kind in book.kinds)
            raise Refused(
                f"“{book.title}”有几张表，筛选条件要写明是哪一张：{sheets}",
                hint=f"powerctl export {sheets.split('、')[0]} --where 条件",
            )
    return tuple(_table(db, kind, noun, unit, where) for kind in kinds)


def how_many(db: sqlite3.Connection, book: Workbook, unit: int | str | None = None) -> int:
    """How many records a workbook would hold (posts count once, whoever held them)."""
    if book.view is not None:
        return count(db, book.view, _conditions(book.view, unit, ()))
    parts = {part.view: part for kind in book.kinds for part in SOURCES[kind.name].parts}
    return sum(
        count(db, VIEWS[name], [*_conditions(VIEWS[name], unit, ()), *part.only])
        for name, part in parts.items()
    )


def _views_of(book: Workbook) -> tuple[str, ...]:
    if book.view is not None:
        return (book.view.name,)
    return tuple(view for kind in book.kinds for view in _views(kind))


def _views(kind: SheetKind) -> tuple[str, ...]:
    return tuple(part.view for part in SOURCES[kind.name].parts)


def _view(noun: str) -> View | None:
    noun = _ALSO.get(noun, noun)
    return next((view for view in VIEWS.values() if noun in (view.name, view.command, view.title)), None)


def _conditions(view: View, unit: int | str | None, where: Sequence[str]) -> list[Condition]:
    conditions = [read_condition(text) for text in where]
    if unit is not None and view.has("unit_code"):
        conditions.append(Condition("unit_code", "within", unit))
    return conditions


def _table(
    db: sqlite3.Connection, kind: SheetKind, noun: str, unit: int | str | None, where: Sequence[str]
) -> Table:
    source = SOURCES[kind.name]
    columns = tuple(column for column in kind.columns if speaks_of(source, column.field))
    fields, numbers, parts = tuple(column.field for column in columns), counting(1), source.parts
    if where and len(parts) > 1:
        # Conditions are of one list, and the others do not know its columns.
        parts = tuple(part for part in parts if part.view == getattr(_view(noun), "name", ""))
    rows = chain.from_iterable(
        records(db, part, fields, _conditions(VIEWS[part.view], unit, where), numbers) for part in parts
    )
    table = Table(kind.title, columns, _as_days(columns, rows), kind.name)
    return _personal(table)


def _as_days(columns: Sequence[Column], rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    days = [at for at, column in enumerate(columns) if column.value is ValueKind.DAY]
    for row in rows:
        for at in days:
            row[at] = day_of(row[at])
        yield row


def _personal(table: Table) -> Table:
    fields = {column.field for column in table.columns}
    personal = fields & (_PERSONAL | (_OF_PEOPLE if table.title == "人员" else frozenset()))
    return Table(table.title, table.columns, table.rows, table.kind, frozenset(personal))


def _columns(view: View) -> tuple[Column, ...]:
    """The columns of a list without a sheet kind, as the list itself calls them."""
    return tuple(
        Column(
            column.key,
            column.heading,
            value=_VALUES[column.kind],
            note=_said_of(column.key),
            width=_WIDE if column.wide else _WIDTHS[column.kind],
        )
        for column in view.columns
    )


def _said_of(key: str) -> str:
    if key == "id" or key.endswith("_id"):
        return "记录在本数据文件内的编号。"
    return "按系统中登记的内容列出。"


def _cells(db: sqlite3.Connection, view: View, where: Sequence[Condition]) -> Iterator[list[Any]]:
    keys = tuple(column.key for column in view.columns)
    rows = each(db, view, where=where, columns=keys)
    found = _as_days(_columns(view), (list(row) for row in rows))
    if view.name != "import_batch":
        return found
    at = keys.index("kind")
    return ([*row[:at], WORKBOOK_KINDS.get(row[at], row[at]), *row[at + 1 :]] for row in found)
