"""Payments and figures typed by a clerk: their keys follow what they are made of (R-HY-04)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from powerctl.areas.edits import Change, needed, noted
from powerctl.areas.finance import accounts, expenditures, sign_offs
from powerctl.areas.finance.identity import expenditure_identity, figure_identity, payee_key, voucher_serial
from powerctl.areas.keeping import add_kept, change_kept
from powerctl.areas.receipt import table_of
from powerctl.errors import Refused
from powerctl.model import Expenditure, SignOff
from powerctl.terms import ExpenditureState, SignDecision


def add_expenditure(session: Session, home: int | None, texts: Mapping[str, str]) -> Expenditure:
    """Records a payment of a unit. Raises Refused for one without payee, purpose, number and sum."""
    if not any(texts.get(name, "").strip() for name in ("payee_written", "purpose", "number", "amount_fen")):
        raise Refused(
            "没有写明是哪一笔支出，至少写收款方、用途、单据编号或金额", hint="powerctl spend add --help"
        )
    with session.no_autoflush:
        record: Expenditure = add_kept(session, expenditures.KEPT, texts, home=home, identity="", ordinal=0)
    rekey(session, record)
    return record


def edit_expenditure(
    session: Session, record: Any, changes: Mapping[str, str], home: int | None
) -> list[Change]:
    """Changes a payment; its key follows. Out: before → after."""
    done = change_kept(session, expenditures.KEPT, record, changes, home=home)
    rekey(session, record)
    return done


def void_expenditure(session: Session, record: Any, on: date, reason: str) -> None:
    """Says that a recorded payment does not count, on which day it was found and why."""
    record.state = ExpenditureState.VOID
    record.note = noted(record.note, f"{on} 作废：{needed(reason, '原因')}")
    session.add(record)
    session.flush()


def rekey(session: Session, record: Any) -> None:
    """Sets what is made from a payment's values: its key, the payee's name written one way, the serial."""
    key = expenditure_identity(
        record.number,
        record.voucher,
        record.paid_on or record.approved_on or record.billed_on,
        record.payee_written,
        record.amount_fen,
    )
    record.payee_key, record.voucher_serial = payee_key(record.payee_written), voucher_serial(record.voucher)
    _set_key(session, Expenditure, record, key)


def edit_figure(session: Session, record: Any, changes: Mapping[str, str], home: int | None) -> list[Change]:
    """Changes a figure of a published account; its key follows. Out: before → after."""
    done = change_kept(session, accounts.KEPT, record, changes, home=home)
    values = {name: getattr(record, name) for name in accounts.KEPT.columns}
    _set_key(session, type(record), record, figure_identity(values))
    return done


def _set_key(session: Session, model: type[SQLModel], record: Any, key: str) -> None:
    if record.identity != key:
        table = table_of(model)
        query = select(func.max(table.c.ordinal)).where(
            table.c.unit_id == record.unit_id, table.c.identity == key, table.c.id != record.id
        )
        with session.no_autoflush:
            record.ordinal = (session.connection().execute(query).scalar() or 0) + 1
        record.identity = key
    session.add(record)
    session.flush()


def add_sign_off(session: Session, payment: Any, texts: Mapping[str, str]) -> SignOff:
    """Records a signature on a payment: in its last round unless a round is given, after the last one there.

    What follows a return begins a new round. Raises Refused.
    """
    table = table_of(SignOff)
    query = select(table.c.round, table.c.position, table.c.decision).where(
        table.c.expenditure_id == payment.id
    )
    rows = sorted(session.connection().execute(query.order_by(table.c.round, table.c.position)))
    typed = dict(texts)
    last = rows[-1] if rows else None
    returned = last is not None and last.decision == SignDecision.RETURNED
    current = int(typed.pop("round", "") or 0) or ((last.round + returned) if last else 1)
    places = [row.position for row in rows if row.round == current]
    position = int(typed.pop("position", "") or 0) or max(places, default=0) + 1
    signed: SignOff = add_kept(
        session,
        sign_offs.KEPT,
        typed,
        home=payment.unit_id,
        owner=payment.id,
        round=current,
        position=position,
    )
    return signed
