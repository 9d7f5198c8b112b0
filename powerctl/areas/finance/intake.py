"""Intake of the workbooks of money: 支出和审签, 公共资源交易, 财务报告 (R-HY-04, R-HY-05, R-HY-06)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.cells import term
from powerctl.areas.finance import (
    approval_limits,
    bidders,
    countersignatures,
    countersigning,
    funds,
    gates,
    ladder,
    projects,
    reports,
    sign_offs,
    transactions,
    undertakings,
    venues,
)
from powerctl.areas.finance.expenditures import KEPT as EXPENDITURES
from powerctl.areas.finance.intake_payments import Payment, take_payments, write_payments
from powerctl.areas.finance.intake_signatures import (
    GATES,
    PARTIES,
    know_signed,
    placing_bidders,
    placing_sign_offs,
    take_signed_columns,
    write_signatures,
)
from powerctl.areas.kept import Kept
from powerctl.areas.kept_intake import Book, open_book
from powerctl.areas.kept_taking import Line, Taking
from powerctl.areas.receipt import Outcome, Plan, start
from powerctl.areas.rows import Row
from powerctl.sheets.reading import ReadWorkbook
from powerctl.sheets.words.periods import period
from powerctl.terms import TransactionKind

_BETWEEN = re.compile("[、，,；;/／\n]")
_SPENDING = (
    *(approval_limits.KEPT, ladder.KEPT, sign_offs.KEPT, countersigning.KEPT, countersignatures.KEPT),
    funds.KEPT,
)
_TRADES = (*(venues.KEPT, projects.KEPT, gates.KEPT, transactions.KEPT, bidders.KEPT, undertakings.KEPT),)


def plan_spending(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of limits, ladders, payments, signatures, countersign sheets and funds."""
    book = open_book(start(session, workbook, today), _SPENDING, unit, many=EXPENDITURES.kind)
    book.take(approval_limits.KEPT)
    book.take(ladder.KEPT)
    named = any(book.lines[kept.kind] for kept in (sign_offs.KEPT, countersigning.KEPT))
    payments, rejected = take_payments(book.draft, book.many, book.names, needs_names=named)
    signed = write_signatures_after(book, payments)
    book.take(sign_offs.KEPT, lambda taking: placing_sign_offs(know_signed(taking, signed)))
    _take_signed(book, countersigning.KEPT, countersignatures.KEPT, PARTIES)
    book.take(funds.KEPT)
    return book.plan("spending", [*(one.outcome for one in payments), *[Outcome.REJECTED] * rejected])


def write_signatures_after(book: Book, payments: Sequence[Payment]) -> list[tuple[Any, ...]]:
    """Payments first: signatures hang on them. What columns change makes a stored payment a changed one."""
    at = len(book.draft.writes)
    signed = write_signatures(book.draft, payments, book.names)
    signatures = book.draft.writes[at:]
    del book.draft.writes[at:]
    write_payments(book.draft, payments)
    book.draft.writes += signatures
    return signed


def plan_trades(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of venues, projects, trades with bidders, and other large matters."""
    book = open_book(start(session, workbook, today), _TRADES, unit)
    book.take(venues.KEPT, lambda taking: lambda line: _take_venue(taking, line))
    _take_signed(book, projects.KEPT, gates.KEPT, GATES)
    book.take(transactions.KEPT)
    book.take(bidders.KEPT, placing_bidders)
    book.take(undertakings.KEPT)
    return book.plan("trades")


def _take_venue(taking: Taking, line: Line) -> int | None:
    """A venue for several kinds of trade is a record for each: a kind that is not said counts for none."""
    number = None
    for part in _kinds_apart(line.row):
        one = Line(part, line.home)
        number = taking.take(one)
        line.fold(one.outcome)
    return number


def _kinds_apart(row: Row) -> list[Row]:
    """The row once for each kind that its cell names, between 、; a second naming of a kind adds nothing."""
    named = [part.strip() for part in _BETWEEN.split(row.text("kind")) if part.strip()]
    kinds = list(dict.fromkeys(term(part, TransactionKind) or part for part in named))
    if len(kinds) < 2:
        return [row]
    record = row.record
    # What is no kind goes first: it bars the whole row, so that no half of it comes in.
    kinds = sorted(kinds, key=lambda kind: isinstance(kind, TransactionKind))
    return [
        replace(row, record=replace(record, values={**record.values, "kind": str(kind)})) for kind in kinds
    ]


def plan_reports(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of finance reports."""
    book = open_book(start(session, workbook, today), (reports.KEPT,), unit)
    book.take(reports.KEPT, lambda taking: lambda line: _take_report(taking, line))
    return book.plan("finance-reports")


def _take_report(taking: Taking, line: Line) -> int | None:
    """A report, of the period that its days or its words say."""
    words = line.row.text("period")
    span = period(words) if words else None
    if words and span is None:
        wanted = "2026年第一季度、2026年3月、2026年上半年、2025年"
        line.row.problem("period", wanted, f"看不出“{words}”是哪一段时间")
    said = zip(("period_from", "period_to"), span or (None, None), strict=True)
    days: dict[str, Any] = {name: day for name, day in said if not line.row.text(name)}
    return taking.take(line, **days)


def _take_signed(book: Book, kept: Kept, signatures: Kept, fields: dict[str, Any]) -> None:
    """Records, and what is signed on them: in columns of their rows, or in rows of its own."""
    taken = book.take(kept)

    def known(taking: Taking) -> Callable[[Line], int | None]:
        for line, number in taken:
            take_signed_columns(taking, line, number, fields)
        return taking.take

    book.take(signatures, known, always=bool(taken))
