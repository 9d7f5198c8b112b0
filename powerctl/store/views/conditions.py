"""What a list is narrowed to: column, comparison, value. Values are bound, never written into SQL."""

import re
from dataclasses import dataclass
from datetime import date

from powerctl.errors import Refused
from powerctl.store.views.view import Kind, View, ViewColumn, quoted

Value = str | int | float | None

_COMPARISONS = {"=": "=", "≠": "<>", ">": ">", "<": "<", "≥": ">=", "≤": "<="}
_SPELLINGS = {
    "==": "=",
    "＝": "=",
    "!=": "≠",
    "<>": "≠",
    "！＝": "≠",
    ">=": "≥",
    "<=": "≤",
    "＞": ">",
    "＜": "<",
    "～": "~",
}
_WRITTEN = re.compile(r"\s*(.+?)\s*(==|!=|<>|>=|<=|！＝|[=＝≠≥≤><＞＜~～])\s*(.*?)\s*\Z", re.DOTALL)
_EMPTY = ("", "空")
_FLAGS = {"是": "是", "否": "否", "1": "是", "0": "否", "true": "是", "false": "否"}

_UNIT_AND_BELOW = """IN (WITH RECURSIVE below(id, code) AS (
  SELECT id, code FROM unit WHERE code = ? OR name = ? OR id = ?
  UNION SELECT c.id, c.code FROM unit c JOIN below ON c.parent_id = below.id)
SELECT code FROM below)"""


@dataclass(frozen=True, slots=True)
class Condition:
    """`column` by key or heading; `op` one of = ≠ > < ≥ ≤ ~ (contains), empty, filled, within.

    `within` is for the column of unit codes: the unit of that code or name (text) or number (int), and
    all below it.
    `=` with a list of values holds when one of them fits.
    """

    column: str
    op: str
    value: object = None


def read_condition(text: str) -> Condition:
    """A condition as a clerk types it (`权力类别=行政许可`, `止日=空`). Refuses other text."""
    found = _WRITTEN.match(text)
    if found is None:
        raise Refused(
            f"筛选条件“{text}”看不明白。",
            hint="写法：列名=值、列名~包含的字、列名≥值、列名=空，例如 权力类别=行政许可",
        )
    column, op, value = found.groups()
    op = _SPELLINGS.get(op, op)
    if value in _EMPTY and op in "=≠":
        return Condition(column, "empty" if op == "=" else "filled")
    return Condition(column, op, value)


def as_sql(view: View, where: Condition) -> tuple[str, list[Value]]:
    """The condition over the Chinese columns, and the values to bind. Refuses what cannot be compared."""
    column = view.column(where.column)
    name = quoted(column.heading)
    op = _SPELLINGS.get(where.op, where.op)
    if op == "empty":
        return f"({name} IS NULL OR {name} = '')", []
    if op == "filled":
        return f"({name} IS NOT NULL AND {name} <> '')", []
    if op == "within":
        number = where.value if isinstance(where.value, int) else None
        text = None if isinstance(where.value, int) else str(where.value)
        return f"{name} {_UNIT_AND_BELOW}", [text, text, number]
    if op == "~":
        return f"{name} LIKE ? ESCAPE '\\'", [f"%{_literal(str(where.value))}%"]
    if op not in _COMPARISONS:
        raise Refused(f"筛选条件不认识比较符“{where.op}”。", hint="可用：= ≠ > < ≥ ≤ ~（包含）、=空、≠空")
    if op == "=" and isinstance(where.value, list | tuple | set | frozenset):
        values = [_value(column, each) for each in where.value]
        return f"{name} IN ({', '.join('?' * len(values))})", values
    return f"{name} {_COMPARISONS[op]} ?", [_value(column, where.value)]


def _literal(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _value(column: ViewColumn, value: object) -> Value:
    """What SQLite compares with: a number as a number, a day as ISO text, a flag as 是 or 否."""
    if column.kind is Kind.INT:
        return _whole(column, value)
    if column.kind is Kind.DAY:
        return _day(column, value)
    if column.kind is Kind.FLAG:
        said = "是" if value is True else "否" if value is False else _FLAGS.get(str(value).lower())
        if said is None:
            raise Refused(f"“{column.heading}”只能与 是、否 比较，现为“{value}”。")
        return said
    return str(value)


def _whole(column: ViewColumn, value: object) -> int:
    # Eighteen digits are what SQLite's own whole numbers hold for certain.
    text = str(value).strip()
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    raise Refused(f"“{column.heading}”要与整数比较，现为“{value}”。")


def _day(column: ViewColumn, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(
            f"“{column.heading}”要与日期比较，现为“{value}”。", hint="日期写作 2026-01-31"
        ) from None
