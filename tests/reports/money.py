"""An invented county with money and posts, put in as many rows at once."""

import importlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from powerctl.model import (
    AccountFigure,
    AgendaItem,
    Expenditure,
    LimitOverride,
    Meeting,
    Person,
    Publication,
    PublicTransaction,
    SignOff,
    Topic,
    TradingVenue,
    Unit,
)
from powerctl.reports.blocks import Paragraph, Report, Table
from powerctl.reports.catalogue import page
from powerctl.reports.order import Order
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from powerctl.terms import (
    BodyKind,
    ExpenditureKind,
    ExpenditureState,
    FundSource,
    OpenSubject,
    Outcome,
    PayeeKind,
    SecrecyLevel,
    SignDecision,
    SignerRole,
    TransactionKind,
    TransactionMethod,
    UnitKind,
)

DAY = date(2026, 6, 30)
BODY, PERSON = PayeeKind.BODY, PayeeKind.PERSON
_COMMON = {
    Expenditure: (
        "payee_written",
        "payee_kind",
        "purpose",
        "budget_line",
        "kind",
        "fund",
        "amount_fen",
        "paid_on",
    ),
    SignOff: ("role", "person_written", "decision", "signed_on", "returned_fen", "reason"),
}


def put(db: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """All rows in one statement; what a row leaves out is empty."""
    names = dict.fromkeys(name for row in rows for name in row)
    db.connection().execute(
        insert(model.__table__),  # type: ignore[attr-defined]
        [{name: row.get(name) for name in names} for row in rows],
    )


def payment(number: int, day: date | None, fen: int | None, **more: Any) -> dict[str, Any]:
    """A payment of the bureau (unit 2)."""
    given = {
        "id": number,
        "unit_id": 2,
        "identity": f"支{number}",
        "ordinal": 1,
        "voucher": f"记-{number:04}",
        "voucher_serial": number,
        "paid_on": day,
        "amount_fen": fen,
        "payee_written": "云泽县大力商贸有限公司",
        "payee_kind": BODY,
        "purpose": "办公用品",
        "budget_line": "一般行政管理事务",
        "kind": ExpenditureKind.OFFICE,
        "fund": FundSource.BUDGET,
        "state": ExpenditureState.PAID,
    }
    return {**given, **more}


def units(db: Session) -> None:
    """The county, the finance bureau below it, and one officer."""
    put(db, Unit, [{"id": 1, "code": "U000", "name": "云泽县", "kind": UnitKind.COUNTY}])
    put(
        db,
        Unit,
        [
            {
                "id": 2,
                "code": "U002",
                "name": "云泽县财政局",
                "parent_id": 1,
                "kind": UnitKind.GOVERNMENT_ORGAN,
            },
            {
                "id": 3,
                "code": "U003",
                "name": "云泽县民政局",
                "parent_id": 1,
                "kind": UnitKind.GOVERNMENT_ORGAN,
            },
        ],
    )
    put(db, Person, [{"id": 1, "unit_id": 2, "name": "陆明远", "number": ""}])


def county(folder: Path, *fill: Callable[[Session], None]) -> Path:
    """A file with the units and what else is filled in."""
    importlib.import_module("powerctl.model").load_all()
    path = folder / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        for each in (units, *fill):
            each(db)
    return path


def made(path: Path, name: str, **order: Any) -> Report:
    """A page of the file as of 30 June 2026."""
    with reading(path) as db:
        given = {"unit": None, "as_of": DAY, **order}
        return page(name).build(db, Order(generated="2026-06-30 09:00", head_code=head_code(db), **given))


def said(report: Report) -> str:
    """The paragraphs of a page."""
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def tables(report: Report) -> list[Table]:
    """The tables of a page."""
    return [block for block in report.blocks if isinstance(block, Table)]


def everything(report: Report) -> str:
    """All that a page says, its tables included."""
    cells = (cell for table in tables(report) for row in table.rows for cell in row)
    return "\n".join([said(report), *cells])


def fen(text: str) -> int:
    """1,234.56 → 123456."""
    sign = -1 if text.startswith("-") else 1
    whole, _, rest = text.removeprefix("-").replace(",", "").partition(".")
    return sign * (int(whole) * 100 + int(rest))


def spending(db: Session) -> None:
    """Payments with a refund, no sum, no day, void, persons, and one of the year before."""
    put(
        db,
        Expenditure,
        [
            payment(1, date(2026, 1, 5), 1_234_567),
            payment(
                2, date(2026, 1, 20), 300_001, payee_written="周大力", payee_kind=PERSON,
                purpose="付周大力劳务费，电话13800138000", kind=ExpenditureKind.LABOUR, fund=None,
            ),
            payment(3, date(2026, 2, 9), -34_567, purpose="退回多付货款"),
            payment(4, date(2026, 3, 1), None, budget_line=None, kind=None),
            payment(5, date(2026, 6, 30), 9_999_999_99, budget_line="工程建设", kind=ExpenditureKind.WORKS),
            payment(6, date(2026, 6, 30), 8_000_00, payee_written="王小满", payee_kind=None, purpose=None),
            payment(7, date(2025, 12, 31), 77_00),
            payment(8, date(2026, 7, 1), 78_00),
            payment(9, None, 500_50),
            payment(10, None, 600_00, state=ExpenditureState.PENDING),
            payment(11, date(2026, 4, 1), 700_00, state=ExpenditureState.VOID),
            payment(12, date(2026, 4, 2), 1, state=ExpenditureState.RETURNED, payee_written="职工", payee_kind=PERSON),
            payment(13, date(2026, 4, 3), 10_000, unit_id=3),
        ],
    )  # fmt: skip
    put(
        db,
        AccountFigure,
        [
            {"id": 1, "unit_id": 2, "identity": "a", "ordinal": 1, "sheet_title": "三公经费", "year": 2026,
             "position": 1, "line": "公务接待费", "figure_year": 2026, "amount_fen": 12_345_678},
            {"id": 2, "unit_id": 2, "identity": "b", "ordinal": 1, "sheet_title": "三公经费", "year": 2026,
             "position": 2, "line": "接待批次", "parent_line": "公务接待费", "quantity": 17, "quantity_unit": "批"},
            {"id": 3, "unit_id": 2, "identity": "c", "ordinal": 1, "sheet_title": "三公经费", "year": 2026,
             "position": 3, "line": "比上年", "rate_hundredths": -1234},
        ],
    )  # fmt: skip


def large(db: Session) -> None:
    """Payments around the large sum: decided, decided late, decided in secret, not decided, named, without limit."""
    put(db, LimitOverride, [{"id": 1, "name": "finance.county_large_sum", "value": "10000000",
                             "valid_from": date(2026, 2, 1), "cites": "云政发〔2026〕1号"}])  # fmt: skip
    put(
        db,
        Meeting,
        [
            {"id": n, "unit_id": 1, "number": f"2026-{n}", "body": BodyKind.STANDING_COMMITTEE,
             "held_on": date(2026, 2, 10) + timedelta(days=30 * n),
             "secrecy": SecrecyLevel.HIGH if n == 2 else None}
            for n in (1, 2)
        ],
    )  # fmt: skip
    put(db, Topic, [{"id": n, "unit_id": 1, "number": f"T{n}", "title": f"议题{n}"} for n in (1, 2, 3)])
    put(
        db,
        AgendaItem,
        [
            {"id": 1, "meeting_id": 1, "topic_id": 1, "position": 1, "outcome": Outcome.PASSED},
            {"id": 2, "meeting_id": 2, "topic_id": 2, "position": 1, "outcome": Outcome.PASSED},
            {"id": 3, "meeting_id": 1, "topic_id": 3, "position": 2, "outcome": Outcome.REJECTED},
        ],
    )
    put(
        db,
        Expenditure,
        [
            payment(1, date(2026, 3, 20), 10_000_000, agenda_item_id=1),
            payment(2, date(2026, 3, 1), 20_000_000, agenda_item_id=1),
            payment(3, date(2026, 5, 1), 30_000_050, agenda_item_id=2),
            payment(4, date(2026, 5, 2), 40_000_000, agenda_item_id=3),
            payment(5, date(2026, 5, 3), 50_000_000, payee_written="周大力", payee_kind=PERSON),
            payment(6, date(2026, 5, 4), 60_000_000, decision_written="党组会纪要"),
            payment(7, date(2026, 5, 5), 9_999_999),
            payment(8, date(2026, 1, 31), 99_000_000),
            payment(9, date(2026, 5, 6), None),
        ],
    )
    put(
        db,
        Publication,
        [
            {"id": 1, "unit_id": 2, "number": "G1", "title": "大额", "expenditure_id": 1,
             "published_on": date(2026, 4, 1)},
            {"id": 2, "unit_id": 2, "number": "G2", "title": "大额", "subject": OpenSubject.LARGE_SUMS,
             "period_from": date(2026, 5, 1), "period_to": date(2026, 5, 2), "published_on": date(2026, 6, 1)},
            {"id": 3, "unit_id": 2, "number": "G3", "title": "大额", "expenditure_id": 6,
             "published_on": date(2026, 7, 1)},
        ],
    )  # fmt: skip


def returned(db: Session) -> None:
    """24 acts on 23 vouchers, 135,000 yuan: one voucher twice, one in part, one without a sum."""
    fens = [500_000] * 20 + [1_500_050, 2_000_000, None]
    put(
        db,
        Expenditure,
        [
            payment(
                n, date(2026, 5, 1) if n in (1, 2) else None, sum_fen, unit_id=3 if n > 15 else 2,
                state={1: ExpenditureState.PAID, 2: ExpenditureState.PAID, 3: ExpenditureState.VOID, 4: None}.get(
                    n, ExpenditureState.RETURNED
                ),
            )
            for n, sum_fen in enumerate(fens, 1)
        ] + [payment(30, date(2026, 5, 1), 100)],
    )  # fmt: skip
    back = {"role": SignerRole.DISCIPLINE, "person_written": "陆明远", "decision": SignDecision.RETURNED}
    rows: list[dict[str, Any]] = [
        {"expenditure_id": n, "round": 1, "position": 2, "signed_on": date(2026, 3, n),
         "reason": "周大力的发票不合规" if n % 2 else None, **back}
        for n in range(1, 24)
    ]  # fmt: skip
    rows[21]["returned_fen"] = 1_999_950
    rows[0] |= {"role": SignerRole.HEAD, "person_written": None}
    rows += [
        {"expenditure_id": 2, "round": 2, "position": 1, "signed_on": date(2026, 4, 2), **back, "returned_fen": 1_00},
        {"expenditure_id": 2, "round": 3, "position": 1, "signed_on": date(2026, 4, 3), **back,
         "decision": SignDecision.AGREED},
        {"expenditure_id": 30, "round": 1, "position": 1, "signed_on": date(2026, 4, 3), **back,
         "decision": SignDecision.AGREED},
        {"expenditure_id": 30, "round": 2, "position": 1, "signed_on": None, **back},
        {"expenditure_id": 30, "round": 3, "position": 1, "signed_on": date(2025, 12, 31), **back},
    ]  # fmt: skip
    put(db, SignOff, rows)


def trade(
    number: int, day: date | None, budget: int | None, price: int | None, **more: Any
) -> dict[str, Any]:
    """A purchase of the bureau (unit 2)."""
    given = {
        "id": number,
        "unit_id": 2,
        "number": f"交{number}",
        "name": f"第{number}号交易",
        "kind": TransactionKind.PROCUREMENT,
        "method": TransactionMethod.OPEN_TENDER,
        "won_on": day,
        "budget_fen": budget,
        "price_fen": price,
        "is_in_venue": True,
        "venue_id": 1,
        "winner_written": "云泽县大力商贸有限公司",
        "winner_kind": BODY,
        "bidders": 3,
    }
    return {**given, **more}


def trades(db: Session) -> None:
    """The four kinds and buying by the unit itself, one without a price, one off the venue, one with no day."""
    put(db, TradingVenue, [{"id": 1, "name": "云泽县公共资源交易中心"}])
    put(
        db,
        PublicTransaction,
        [
            trade(1, date(2026, 3, 1), 10_000_000_00, 8_900_000_00, kind=TransactionKind.WORKS),
            trade(2, date(2026, 3, 2), 3_000_000_00, 2_670_000_01),
            trade(3, date(2026, 3, 3), 500_000_00, None, is_in_venue=None, venue_id=None),
            trade(4, date(2026, 3, 4), 20_000_000_00, 25_000_000_00, kind=TransactionKind.LAND,
                  method=TransactionMethod.LISTING, winner_written="周大力", winner_kind=PERSON),
            trade(5, date(2026, 3, 5), 300_000_00, 270_000_00, kind=TransactionKind.PROPERTY, is_in_venue=False,
                  venue_id=None, venue_written="某某拍卖行", method=None),
            trade(6, None, 50_000_00, 51_000_00, kind=TransactionKind.OWN_PURCHASE, contract_on=date(2026, 4, 1),
                  method=TransactionMethod.SHOP, winner_written="王小满", winner_kind=None),
            trade(7, None, 1, 1),
            trade(8, date(2025, 12, 31), 1, 1),
        ],
    )  # fmt: skip
