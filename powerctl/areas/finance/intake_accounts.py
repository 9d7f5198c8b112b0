"""Intake of published accounts: a row a figure, known by its table, its line and its column (R-HY-06).

Sums are compared with what they add up; a difference is said, and nothing is put right.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.cells import hundredths
from powerctl.areas.finance.accounts import SHAPE
from powerctl.areas.finance.identity import figure_identity
from powerctl.areas.finance.names import Names
from powerctl.areas.finance.taking import Line, Taking
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start
from powerctl.areas.rows import Row, rows_of
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms.sums import yuan

_MOST_TOLD = 10


def plan(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of published accounts; `unit` is a code or a name."""
    draft = start(session, workbook, today)
    units = Units.of(session)
    places = place(draft, units, workbook.records, unit)
    write_new_units(draft, units)
    homes = sorted({spot.unit_id for spot in places})
    taking = Taking(draft, SHAPE, Names(session, homes, units), homes)
    taking.stored = {
        (row["unit_id"], row["identity"], row["ordinal"]): number
        for number, row in taking.merging.rows.items()
    }
    lines = [Line(row, spot.unit_id) for row, spot in zip(rows_of(draft, SHAPE.kind), places, strict=True)]
    ordinals: Counter[tuple[int | None, str]] = Counter()
    read: list[tuple[Line, dict[str, Any]]] = []
    for line in lines:
        values = _values(taking, line)
        if line.row.rejected:
            continue
        values |= {"unit_id": line.home, "identity": figure_identity(values)}
        ordinals[line.home, values["identity"]] += 1
        given = line.row.text("ordinal")
        count = ordinals[line.home, values["identity"]]
        values["ordinal"] = int(given) if given.isdecimal() else count
        _put(taking, line, values)
        read.append((line, values))
    taking.finish()
    _compare_totals(draft, read)
    return finish(
        draft,
        "accounts",
        [line.final for line in lines],
        unit_id=homes[0] if len(homes) == 1 else None,
        touched_units=homes,
    )


def _values(taking: Taking, line: Line) -> dict[str, Any]:
    row = line.row
    values = taking.values(row, line.home)
    row.needed("line", "公开项目")
    if row.has("rate"):
        text = row.text("rate")
        values["rate_hundredths"] = hundredths(text) if text else None
        if text and values["rate_hundredths"] is None:
            row.problem("rate", "数字，最多两位小数，如 12.34", f"“{text}”不是比率")
    return values


def _put(taking: Taking, line: Line, values: dict[str, Any]) -> None:
    key = (values["unit_id"], values["identity"], values["ordinal"])
    place = line.row.sheet, line.row.record
    found = taking.stored.get(key)
    if found is None:
        number = taking.merging.add(*place, values)
        taking.stored[key], taking.taken[number] = number, line.row
        line.fold(Outcome.ADDED)
    elif found in taking.taken:
        first = taking.taken[found].record.row
        line.row.problem("line", "每个数据一行", f"与第{first}行是同一个数据")
    else:
        taking.taken[found] = line.row
        line.fold(taking.merging.change(*place, found, values))


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
    names = {values["line"] for _, values in listed}
    for _, values in listed:
        if values.get("is_total"):
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
            if len(totals) == 1 and len(top) > 1 and sum(top) != said:
                found.append((row, values, sum(top), "各项"))
        elif len(own := parts.get(values["line"], [])) > 1 and sum(own) > said >= 0:
            found.append((row, values, sum(own), "其中各项"))
    return found
