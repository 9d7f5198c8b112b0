"""Intake of published accounts: a row a figure, known by its table, its line and its column (R-HY-06).

Sums are compared with what they add up; a difference is said, and nothing is put right.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.finance.accounts import KEPT
from powerctl.areas.finance.identity import figure_identity
from powerctl.areas.identity import normal
from powerctl.areas.kept_intake import open_book
from powerctl.areas.kept_taking import Line, Taking
from powerctl.areas.receipt import Draft, Plan, start
from powerctl.areas.rows import Row
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.words import vocabulary
from powerctl.terms.sums import yuan

_MOST_TOLD = 10


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of published accounts; `unit` is a code or a name."""
    book = open_book(start(session, workbook, today), (KEPT,), unit)
    ordinals: Counter[tuple[int | None, str]] = Counter()
    read: list[tuple[Line, dict[str, Any]]] = []

    def begin(taking: Taking) -> Callable[[Line], int | None]:
        def take(line: Line) -> int | None:
            row = line.row
            values = taking.values(replace(row, fields=row.fields - {"quantity"}))
            if row.has("quantity"):
                values["quantity"] = _count(row)
            row.needed("line", "公开项目")
            if row.rejected:
                return None
            values |= {"unit_id": line.home, "identity": figure_identity(values)}
            ordinals[line.home, values["identity"]] += 1
            given = row.text("ordinal")
            values["ordinal"] = int(given) if given.isdecimal() else ordinals[line.home, values["identity"]]
            read.append((line, values))
            return taking.put(line, values)

        return take

    book.take(KEPT, begin)
    _compare_totals(book.draft, read)
    return book.plan("accounts")


def _count(row: Row) -> int | None:
    """A number of things, below nothing where it says how many fewer they became."""
    text = normal(row.text("quantity"))
    found = vocabulary.whole(text.removeprefix("-")) if text else None
    if text and found is None:
        row.problem("quantity", "整数，减少的写负数", f"“{row.text('quantity')}”不是数量")
    return -found if found is not None and text.startswith("-") else found


def _compare_totals(draft: Draft, read: Sequence[tuple[Line, dict[str, Any]]]) -> None:
    """合计 against the lines of its column, and a line against its parts, where both are sums."""
    columns: dict[tuple[Any, ...], list[tuple[Row, dict[str, Any]]]] = defaultdict(list)
    for line, values in read:
        if values.get("amount_fen") is not None:
            column = (id(line.row.sheet), line.home, values.get("heading"), values.get("figure_year"))
            columns[column].append((line.row, values))
    told = 0
    for listed in columns.values():
        for row, values, counted, words in _differences(listed):
            told += 1
            if told <= _MOST_TOLD:
                said = values["amount_fen"]
                draft.notes.append(
                    f"工作表“{row.sheet.sheet}”{row.record.cell}的“{values['line']}”是 {yuan(said)}，"
                    f"{words}相加是 {yuan(counted)}，相差 {yuan(said - counted)}，请核对"
                )
    if told > _MOST_TOLD:
        draft.notes.append(f"另有 {told - _MOST_TOLD} 个合计与各项相加的数不一致，请核对")


def _differences(
    listed: Sequence[tuple[Row, dict[str, Any]]],
) -> list[tuple[Row, dict[str, Any], int, str]]:
    parts: dict[str, list[int]] = defaultdict(list)
    top: list[int] = []
    above: list[int] = []
    """Of `top`, what stands above the total: remainders are carried below it."""
    names = {values["line"] for _, values in listed}
    for _, values in listed:
        if values.get("is_total"):
            above = list(top)
            continue
        parent = values.get("parent_line")
        if parent and parent in names:
            parts[parent].append(values["amount_fen"])
        else:
            top.append(values["amount_fen"])
    found = []
    totals = [pair for pair in listed if pair[1].get("is_total")]
    for row, values in listed:
        said = values["amount_fen"]
        if values.get("is_total"):
            # Of several totals (收入合计, 支出合计) each adds up its own stretch, which no column tells.
            if len(totals) == 1 and len(top) > 1 and said not in (sum(top), sum(above)):
                found.append((row, values, sum(above or top), "各项"))
        elif len(own := parts.get(values["line"], [])) > 1 and sum(own) > said >= 0:
            found.append((row, values, sum(own), "其中各项"))
    return found
