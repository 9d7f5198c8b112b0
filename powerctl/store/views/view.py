"""What a view is: one readable table per noun, declared once, used by list and show and by any SQLite tool.

The SQL view carries Chinese names throughout; the code asks by English keys. Nothing here
imports SQLAlchemy: reading must start in a blink.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from powerctl.errors import Refused


class Kind(StrEnum):
    """How the values of a column read and compare."""

    TEXT = "text"
    INT = "int"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column: English key, Chinese heading, SQL over the view's tables.

    `wide` asks for folding on a page; `listed` columns are shown when nobody names any.
    """

    key: str
    heading: str
    sql: str
    kind: Kind = Kind.TEXT
    wide: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """Records that belong to a record: those of `view` whose `link` equals the parent's `of`.

    `title` says in what way, where several links lead to one view.
    """

    view: str
    link: str
    of: str = "id"
    title: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One noun as a readable table: `sql_name` in the file, `source` the FROM part of its SQL."""

    name: str
    title: str
    sql_name: str
    columns: tuple[ViewColumn, ...]
    source: str
    order: tuple[str, ...] = ("id",)
    children: tuple[Child, ...] = ()
    known_by: tuple[str, ...] = ()
    """Columns by whose value a clerk may name a record, besides its number."""
    command: str = ""
    """What lists this noun, for hints: `power` stands for `powerctl power list`."""

    @property
    def sql(self) -> str:
        """The statement that makes the view."""
        columns = ",\n  ".join(f"{column.sql} AS {quoted(column.heading)}" for column in self.columns)
        return f"CREATE VIEW {quoted(self.sql_name)} AS SELECT\n  {columns}\n{self.source}"

    @property
    def listed(self) -> tuple[ViewColumn, ...]:
        """The columns that a list shows when nobody names any."""
        return tuple(column for column in self.columns if column.listed)

    def column(self, name: str) -> ViewColumn:
        """The column of an English key or a Chinese heading. Refuses a name that the view lacks."""
        for column in self.columns:
            if name in (column.key, column.heading):
                return column
        headings = "、".join(column.heading for column in self.columns)
        raise Refused(f"“{self.title}”没有“{name}”这一列。", hint=f"可用的列：{headings}")

    def has(self, name: str) -> bool:
        """Whether the view has a column of that key or heading."""
        return any(name in (column.key, column.heading) for column in self.columns)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(key: str, heading: str, sql: str, *, wide: bool = False, listed: bool = False) -> ViewColumn:
    """A column of words."""
    return ViewColumn(key, heading, sql, Kind.TEXT, wide, listed)


def number(key: str, heading: str, sql: str, *, listed: bool = False) -> ViewColumn:
    """A column of whole numbers."""
    return ViewColumn(key, heading, sql, Kind.INT, False, listed)


def money(key: str, heading: str, sql: str, *, listed: bool = False) -> ViewColumn:
    """A column of sums, stored in fen, shown in yuan to the fen."""
    whole, rest = f"(abs({sql}) / 100)", f"substr('0' || (abs({sql}) % 100), -2)"
    return text(
        key, heading, f"CASE WHEN {sql} < 0 THEN '-' ELSE '' END || {whole} || '.' || {rest}", listed=listed
    )


def day(key: str, heading: str, sql: str, *, listed: bool = False) -> ViewColumn:
    """A column of days."""
    return ViewColumn(key, heading, sql, Kind.DAY, False, listed)


def flag(key: str, heading: str, sql: str, *, listed: bool = False) -> ViewColumn:
    """A column that says 是 or 否; empty where it is not known."""
    said = f"CASE {sql} WHEN 1 THEN '是' WHEN 0 THEN '否' END"
    return ViewColumn(key, heading, said, Kind.FLAG, False, listed)


def moment(key: str, heading: str, sql: str, *, listed: bool = False) -> ViewColumn:
    """A column of moments, to the second."""
    return text(key, heading, f"replace(substr({sql}, 1, 19), 'T', ' ')", listed=listed)


def from_unit(alias: str = "u", *, listed: bool = True) -> tuple[ViewColumn, ...]:
    """The unit that a record belongs to: its code and its name."""
    return (
        text("unit_code", "单位代码", f"{alias}.code"),
        text("unit", "单位", f"{alias}.name", listed=listed),
    )


def from_origin(alias: str) -> tuple[ViewColumn, ...]:
    """Where a record came from; needs `import_batch b` among the view's tables."""
    return (
        number("batch_id", "导入批次", f"{alias}.batch_id"),
        text("source_file", "来源文件", "b.file_name"),
        text("source_sheet", "来源工作表", f"{alias}.source_sheet"),
        text("source_cell", "来源单元格", f"{alias}.source_cell"),
    )


def from_agenda(heading: str = "决策议程", *, listed: bool = False) -> tuple[ViewColumn, ...]:
    """The item of a meeting's agenda that a record names; needs `AGENDA` among the view's tables."""
    return (
        number("agenda_item_id", f"{heading}编号", "x.agenda_item_id"),
        text("agenda_item", heading, "meeting.number || ' ' || topic.title", listed=listed),
    )


def joined(*parts: str | Iterable[str]) -> str:
    """FROM and its joins, one a line."""
    lines: list[str] = []
    for part in parts:
        lines.extend([part] if isinstance(part, str) else part)
    return "\n".join(lines)


def tally(key: str, heading: str, table: str, link: str, *, listed: bool = False) -> ViewColumn:
    """How many rows of a table point to this record.

    Asked per row on purpose: a list that shows twenty rows then counts twenty times over an index
    instead of grouping the whole table, and a list without the column counts nothing.
    """
    return number(key, heading, f"(SELECT count(*) FROM {table} i WHERE i.{link} = x.id)", listed=listed)


BATCH = "LEFT JOIN import_batch b ON b.id = {0}.batch_id"
AGENDA = (
    "LEFT JOIN agenda_item agenda ON agenda.id = x.agenda_item_id",
    "LEFT JOIN meeting meeting ON meeting.id = agenda.meeting_id",
    "LEFT JOIN topic topic ON topic.id = agenda.topic_id",
)
