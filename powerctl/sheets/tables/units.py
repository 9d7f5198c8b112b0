"""Columns of sums that name no unit: asked about, or read as 元 and said so."""

from powerctl.sheets.kinds.kind import SheetKind
from powerctl.sheets.reading import Problem, ReadColumn, ReadSheet
from powerctl.sheets.words.amounts import YUAN, amount, money_unit, names_its_unit

_SURELY_YUAN = 100_000_000
"""Fen from which on no single sum stands in 万元: it would be ten billions."""


def check_units(kind: SheetKind, sheet: ReadSheet) -> tuple[list[Problem], list[str]]:
    """Problems and notes on columns of bare sums over which nothing names a unit.

    Works and trades are published in 万元 as often as in 元, so that their unit is asked for; payments are
    kept in 元.
    """
    unsaid = [column for column in _sums_without_unit(kind, sheet) if _may_be_either(sheet, column)]
    if not unsaid:
        return [], []
    named = "、".join(f"{column.column}列“{column.heading}”" for column in unsaid)
    first = unsaid[0].heading
    how = f"在列名后面写明，如“{first}（万元）”，或者在表头上方写“单位：万元”"
    if not kind.asks_for_unit:
        return [], [f"工作表“{sheet.sheet}”的{named}没有写明金额单位，按元读入；不是元的，{how}，再导入。"]
    message = f"工作表“{sheet.sheet}”的{named}没有写明金额单位，看不出是元还是万元：请{how}，再导入"
    return [Problem(sheet.sheet, "", first, "写明的金额单位：元、万元", message)], []


def _sums_without_unit(kind: SheetKind, sheet: ReadSheet) -> list[ReadColumn]:
    if sheet.money_unit:
        return []
    return [
        column
        for column in sheet.columns
        if column.field in kind.sums and not column.hidden and not money_unit(column.heading)
    ]


def _may_be_either(sheet: ReadSheet, column: ReadColumn) -> bool:
    """Whether a column holds bare sums, none of them too large to stand in 万元."""
    bare = [text for text in set(sheet.column(column.field or "")) if text and not names_its_unit(text)]
    sums = [found.fen for text in bare if (found := amount(text, YUAN)) is not None]
    return bool(sums) and max(map(abs, sums)) < _SURELY_YUAN
