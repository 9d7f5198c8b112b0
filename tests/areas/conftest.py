"""A county file on disk, and workbooks as reading would understand them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timezone, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from powerctl.areas.intake import Plan, apply_import, plan_import
from powerctl.sheets.grid import cell_name, column_letters
from powerctl.sheets.reading import ReadColumn, ReadSheet, ReadWorkbook, Record
from powerctl.store.create import create
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
            parts=row.get("parts", {}),
        )
        for number, row in enumerate(rows, 2)
    ]
    return ReadSheet(name or kind, kind, 1, columns, records, **more)


def a_workbook(kind: str, *sheets: ReadSheet, file_name: str = "清单.xlsx") -> ReadWorkbook:
    """A workbook; its check sum is made of its content."""
    content = repr([(s.sheet, s.title, [(r.values, r.parts) for r in s.records]) for s in sheets])
    return ReadWorkbook(file_name, str(hash(content)), kind, list(sheets))


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A new county file."""
    path = tmp_path / "county.db"
    create(path)
    return path


@pytest.fixture
def writing(county: Path) -> Callable[[], AbstractContextManager[Session]]:
    """Opens the county file for one command."""
    return lambda: transaction(county, "经办人", "test")


@pytest.fixture
def session(county: Path) -> Iterator[Session]:
    """One command's session on the county file."""
    with transaction(county, "经办人", "test") as opened:
        yield opened


def take_in(session: Session, workbook: ReadWorkbook, **more: Any) -> Plan:
    """Plans and applies an import, as the command does."""
    given: dict[str, Any] = {"unit": None, "edition": None, "today": TODAY} | more
    plan = plan_import(session, workbook, **given)
    if not plan.problems:
        apply_import(session, plan, now=NOW)
    return plan


def counts(plan: Plan) -> tuple[int, int, int, int, int]:
    """read, added, changed, unchanged, rejected"""
    receipt = plan.receipt
    return receipt.read, receipt.added, receipt.changed, receipt.unchanged, receipt.rejected
