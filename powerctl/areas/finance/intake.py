"""Intake of the workbooks of money: 支出和审签, 公共资源交易, 财务报告 (R-HY-04, R-HY-05, R-HY-06)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from powerctl.areas.cells import term
from powerctl.areas.county_wide import home_of, unit_of
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
from powerctl.areas.finance.expenditures import SHAPE as EXPENDITURES
from powerctl.areas.finance.intake_payments import Payment, take_payments, write_payments
from powerctl.areas.finance.intake_signatures import (
    GATES,
    PARTIES,
    know_signed,
    take_bidders,
    take_countersignatures,
    take_gates,
    take_sign_offs,
    take_signed_columns,
    write_signatures,
)
from powerctl.areas.finance.names import Names
from powerctl.areas.finance.shapes import Shape
from powerctl.areas.finance.taking import Line, Taking
from powerctl.areas.organization.directory import Units
from powerctl.areas.placing import Place, place, write_new_units
from powerctl.areas.receipt import Draft, Outcome, Plan, finish, start
from powerctl.areas.rows import Row, rows_of
from powerctl.sheets.kinds import KINDS
from powerctl.sheets.periods import period
from powerctl.sheets.reading import ReadWorkbook
from powerctl.terms import TransactionKind

_BETWEEN = re.compile("[、，,；;/／\n]")
_COUNTY = frozenset((ladder.SHAPE.kind, venues.SHAPE.kind))


@dataclass(slots=True)
class Book:
    """A workbook whose rows know their units."""

    draft: Draft
    names: Names
    homes: set[int | None]
    lines: Mapping[str, list[Line]]
    """By sheet kind; payments aside, which are too many for rows of their own."""
    payments: list[Place] = field(default_factory=list)

    def of(self, shape: Shape) -> Taking:
        """The records of a noun, as stored."""
        return Taking(self.draft, shape, self.names, sorted(home for home in self.homes if home is not None))


def plan_spending(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of limits, ladders, payments, signatures, countersign sheets and funds."""
    book = _open(start(session, workbook, today), unit)
    _take_all(book, approval_limits.SHAPE)
    _take_all(book, ladder.SHAPE)
    others = (sign_offs.SHAPE, countersigning.SHAPE)
    named = any(book.lines.get(shape.kind) for shape in others)
    payments, rejected = take_payments(book.draft, book.payments, book.names, needs_names=named)
    signed = write_signatures_after(book, payments)
    if lines := book.lines.get(sign_offs.SHAPE.kind):
        signing = book.of(sign_offs.SHAPE)
        know_signed(signing, signed)
        take_sign_offs(signing, lines)
        signing.finish()
    _take_countersigns(book)
    _take_all(book, funds.SHAPE)
    outcomes = [*(one.outcome for one in payments), *[Outcome.REJECTED] * rejected]
    return _finished(book, "spending", outcomes)


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
    book = _open(start(session, workbook, today), unit)
    _take_venues(book)
    _take_projects(book)
    for line, number in _take_all(book, transactions.SHAPE):
        _remember(book.names.transactions, line, number)
    if lines := book.lines.get(bidders.SHAPE.kind):
        offers = book.of(bidders.SHAPE)
        take_bidders(offers, lines)
        offers.finish()
    _take_all(book, undertakings.SHAPE)
    return _finished(book, "trades", [])


def plan_reports(session: Session, workbook: ReadWorkbook, *, unit: str | None, today: date) -> Plan:
    """Works out the import of finance reports."""
    book = _open(start(session, workbook, today), unit)
    taking = book.of(reports.SHAPE)
    for line in book.lines.get(reports.SHAPE.kind, ()):
        words = line.row.text("period")
        span = period(words) if words else None
        if words and span is None:
            wanted = "2026年第一季度、2026年3月、2026年上半年、2025年"
            line.row.problem("period", wanted, f"看不出“{words}”是哪一段时间")
        begins, ends = span or (None, None)
        own = {name: line.row.text(name) for name in ("period_from", "period_to")}
        taking.take(
            line,
            period_from=None if own["period_from"] else begins,
            period_to=None if own["period_to"] else ends,
        )
    taking.finish()
    return _finished(book, "finance-reports", [])


def _open(draft: Draft, unit: str | None) -> Book:
    """Finds the unit of every row; units not known yet are proposed."""
    units = Units.of(draft.session)
    kinds = {sheet.kind for sheet in draft.workbook.sheets}
    rows: dict[str, list[Row]] = {kind: rows_of(draft, kind) for kind in kinds if kind != EXPENDITURES.kind}
    of_units = [row for kind, listed in rows.items() if kind not in _COUNTY for row in listed]
    records = [(row.sheet, row.record) for row in of_units]
    paid = [
        (sheet, record)
        for sheet in draft.workbook.sheets
        if sheet.kind == EXPENDITURES.kind
        for record in sheet.records
    ]
    spots = place(draft, units, [*records, *paid], unit) if records or paid else []
    homes: dict[int, int | None] = {id(row): spot.unit_id for row, spot in zip(of_units, spots, strict=False)}
    county = rows.get(ladder.SHAPE.kind, [])
    given = home_of(units, unit) if county and not of_units and not paid else units.find(unit or "")
    for row in county:
        homes[id(row)] = unit_of(row, units, given)
    write_new_units(draft, units)
    lines = {kind: [Line(row, homes.get(id(row))) for row in listed] for kind, listed in rows.items()}
    known: set[int | None] = {home for home in homes.values() if home is not None}
    known |= {spot.unit_id for spot in spots}
    names = Names(draft.session, {home for home in known if home is not None}, units)
    return Book(draft, names, known, lines, list(spots[len(records) :]))


def _take_all(book: Book, shape: Shape) -> list[tuple[Line, int]]:
    """Takes in every row of a noun; the rows that became records, with their numbers."""
    lines = book.lines.get(shape.kind)
    if not lines:
        return []
    taking = book.of(shape)
    taken = []
    for line in lines:
        number = taking.take(line)
        if number is not None:
            taken.append((line, number))
    taking.finish()
    return taken


def _take_venues(book: Book) -> None:
    """A venue for several kinds of trade is a record for each: a kind that is not said counts for none."""
    lines = book.lines.get(venues.SHAPE.kind)
    if not lines:
        return
    taking = book.of(venues.SHAPE)
    for line in lines:
        for part in _kinds_apart(line.row):
            one = Line(part, line.home)
            number = taking.take(one)
            if number is not None:
                book.names.know_venue(part.text("name"), number)
                line.fold(one.outcome)
    taking.finish()


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


def _take_projects(book: Book) -> None:
    taken = _take_all(book, projects.SHAPE)
    for line, number in taken:
        _remember(book.names.projects, line, number)
    lines = book.lines.get(gates.SHAPE.kind, [])
    if not taken and not lines:
        return
    passing = book.of(gates.SHAPE)
    for line, number in taken:
        take_signed_columns(passing, line, number, GATES)
    take_gates(passing, lines)
    passing.finish()


def _take_countersigns(book: Book) -> None:
    taken = _take_all(book, countersigning.SHAPE)
    for line, number in taken:
        book.names.sheets.add(line.home, line.row.text("number"), number)
    lines = book.lines.get(countersignatures.SHAPE.kind, [])
    if not taken and not lines:
        return
    signing = book.of(countersignatures.SHAPE)
    for line, number in taken:
        take_signed_columns(signing, line, number, PARTIES)
    take_countersignatures(signing, lines)
    signing.finish()


def _remember(indexes: tuple[object, ...], line: Line, number: int) -> None:
    by_number, by_name = indexes
    by_number.add(line.home, line.row.text("number"), number)  # type: ignore[attr-defined]
    by_name.add(line.home, line.row.text("name"), number)  # type: ignore[attr-defined]


def _finished(book: Book, kind: str, outcomes: Sequence[Outcome]) -> Plan:
    listed = [line.final for kind in _ORDER for line in book.lines.get(kind, ())]
    units = {home for home in book.homes if home is not None}
    return finish(
        book.draft,
        kind,
        [*listed, *outcomes],
        unit_id=next(iter(units)) if len(units) == 1 else None,
        touched_units=units,
    )


_ORDER = tuple(kind.name for kind in KINDS)
