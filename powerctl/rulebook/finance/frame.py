"""The frame of a question about money: a row per payment, trade, project or undertaking, known by its keys.

A verdict is made of two conditions: what passes is looked at first and speaks only from what is on record, so
that an emptied value never lets an item pass.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, String, case, func, literal, select

from powerctl.areas.finance.queries import EXPENDITURE, expenditure_key, is_judged, numbered_key
from powerctl.areas.organization.queries import BATCH, UNIT, flag, origin
from powerctl.rulebook.question import Condition, LeftJoin
from powerctl.rulebook.rule import FINDING, PASSED, SETTLED, UNKNOWN
from powerctl.terms import sums


def judged(passed: Condition, finding: Condition) -> ColumnElement[int]:
    """The three answers: passed for certain, else a finding for certain, else nobody can tell."""
    return case((passed, PASSED), (finding, FINDING), else_=UNKNOWN)


def of_payments(
    answer: ColumnElement[int],
    *facts: ColumnElement[Any],
    joins: tuple[LeftJoin, ...] = (),
    settled: Condition | None = None,
) -> Select[Any]:
    """A row per payment made by the day of the check. Its subject names purpose and voucher, no payee.

    `settled`: a part of what passes that is soon looked at (`rule`).
    """
    payment = EXPENDITURE.c
    voucher = func.coalesce("（" + func.coalesce(payment.voucher, payment.number) + "）", "")
    subject = func.coalesce(payment.purpose, payment.budget_line, literal("支出"), type_=String)
    return of_rows(
        EXPENDITURE,
        expenditure_key(),
        subject.concat(voucher),
        answer,
        payment.amount_fen.label("amount"),
        payment.paid_on.label("paid_on"),
        *facts,
        *(() if settled is None else (flag(settled).label(SETTLED),)),
        joins=joins,
    ).where(is_judged())


def payments() -> Select[Any]:
    """What `of_payments` has a row for: for the `examined` of a rule."""
    return select(EXPENDITURE.c.unit_id).where(is_judged())


def of_numbered(
    table: FromClause,
    answer: ColumnElement[int],
    *facts: ColumnElement[Any],
    joins: tuple[LeftJoin, ...] = (),
    part: str = "",
    subject: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """A row per record that has a number and a name; `part` ends the item where tables share a question."""
    item = numbered_key(table)
    named = table.c.name if subject is None else subject
    return of_rows(table, item.concat(part) if part else item, named, answer, *facts, joins=joins)


def of_rows(
    table: FromClause,
    item: ColumnElement[Any],
    subject: ColumnElement[Any],
    answer: ColumnElement[int],
    *facts: ColumnElement[Any],
    joins: tuple[LeftJoin, ...] = (),
) -> Select[Any]:
    """A row per row of a table that has a unit."""
    source = table.outerjoin(UNIT, UNIT.c.id == table.c.unit_id).outerjoin(
        BATCH, BATCH.c.id == table.c.batch_id
    )
    for target, on in joins:
        source = source.outerjoin(target, on)
    return select(
        item.label("item"),
        table.c.unit_id.label("unit_id"),
        answer.label("verdict"),
        subject.label("subject"),
        origin(table, BATCH).label("origin"),
        *facts,
    ).select_from(source)


def yuan(fen: int | None) -> str:
    """A sum in words, `12,000 元`; 未登记 where there is none."""
    return "未登记" if fen is None else sums.yuan(fen)
