"""Workbooks as reading would understand them, and their import."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlmodel import Session

from powerctl.areas.intake import Plan, apply_import, plan_import
from powerctl.sheets.grid import cell_name, column_letters
from powerctl.sheets.reading import ReadColumn, ReadSheet, ReadWorkbook, Record
from powerctl.sheets.words.splitting import bases, measures, risk_points
from powerctl.store.transaction import transaction

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))

Rows = list[dict[str, Any]]


def a_sheet(kind: str, rows: Rows, name: str = "", **more: Any) -> ReadSheet:
    """A sheet of a kind; `parts` in a row is what its cells were split into."""
    fields = list(dict.fromkeys(field for row in rows for field in row if field != "parts"))
    columns = [ReadColumn(column_letters(at), field, field, False) for at, field in enumerate(fields, 1)]
    records = [
        Record(
            row=number,
            cell=cell_name(number, 1),
            values={field: value for field, value in row.items() if field != "parts"},
            parts=row.get("parts") or _parts(kind, row),
        )
        for number, row in enumerate(rows, 2)
    ]
    return ReadSheet(name or kind, kind, 1, columns, records, **more)


def _parts(kind: str, row: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    if kind == "powers" and row.get("basis_text"):
        return {"bases": bases(row["basis_text"])}
    if kind == "risks":
        points = risk_points(row.get("name", ""), row.get("description", ""), row.get("level", ""))
        return {"points": points, "measures": [{"text": text} for text in measures(row.get("measure", ""))]}
    return {}


def a_workbook(kind: str, *sheets: ReadSheet, file_name: str = "清单.xlsx") -> ReadWorkbook:
    """A workbook; its check sum is made of its content."""
    content = repr([(s.sheet, s.title, [(r.values, r.parts) for r in s.records]) for s in sheets])
    return ReadWorkbook(file_name, f"{hash(content):x}", kind, list(sheets))


def powers(*rows: dict[str, Any], title: str = "青禾县财政局2025年权责清单", **more: Any) -> ReadWorkbook:
    """A power list of one sheet."""
    return a_workbook("powers", a_sheet("powers", list(rows), "权责清单", title=title, **more))


def risks(*rows: dict[str, Any], unit_name: str = "青禾县财政局") -> ReadWorkbook:
    """A risk table of one sheet."""
    return a_workbook("risks", a_sheet("risks", list(rows), "风险点", unit_name=unit_name))


def organization(**sheets: Rows) -> ReadWorkbook:
    """An organization workbook: units=…, people=…, posts=…, duties=…"""
    return a_workbook("organization", *(a_sheet(kind, rows) for kind, rows in sheets.items()))


def take_in(session: Session, workbook: ReadWorkbook, **more: Any) -> Plan:
    """Plans and applies an import, as the command does."""
    plan = planned(session, workbook, **more)
    if not plan.problems:
        apply_import(session, plan, now=NOW)
    return plan


def planned(session: Session, workbook: ReadWorkbook, **more: Any) -> Plan:
    """Plans an import."""
    given: dict[str, Any] = {"unit": None, "edition": None, "today": TODAY} | more
    return plan_import(session, workbook, **given)


def counts(plan: Plan) -> tuple[int, int, int, int, int]:
    """read, added, changed, unchanged, rejected"""
    receipt = plan.receipt
    return receipt.read, receipt.added, receipt.changed, receipt.unchanged, receipt.rejected


def told(plan: Plan, words: str) -> bool:
    """Whether a note of the plan contains the words."""
    return any(words in note for note in plan.notes)


@contextmanager
def undone(county: Path) -> Iterator[Session]:
    """A command on the county file that leaves no trace: for many examples on one file."""
    with suppress(_Back), transaction(county, "经办人", "test") as session:
        yield session
        raise _Back


class _Back(Exception):
    pass
