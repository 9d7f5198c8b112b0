"""Splitting (化整为零): payments that together pass a limit that each of them keeps (R-HY-04).

Groups to ask about, never breaches. Here the payments of one payee within a short time, their sum beyond the
limit of a single one (SPLIT_GROUP); `split_sums` holds the two signals of a whole year.

What repeats by its nature (rent, wages, instalments) is left out only where the record says so.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from powerctl.areas.finance.queries import EXPENDITURE, is_judged
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import flag, is_blank
from powerctl.limits.in_force import limit_on
from powerctl.limits.spans import limit_span
from powerctl.terms import ExpenditureKind, Recurrence

DEPUTY, OPEN_TENDER = "finance.deputy_limit", "finance.purchase_open_tender"
SETTINGS = (
    "finance.split_window_days", "finance.split_least", "finance.split_near_percent",
    "finance.split_near_least", "finance.split_near_times", "finance.split_voucher_run",
)  # fmt: skip
_SCALE = 10**9
_PAIR = 2
"""Two payments alike, in two months, show no rhythm yet."""
LISTED_FROM, ASKED_FROM = 2, 3
"""Weights, one more than the signs of a group: from the first it is listed, from the second a finding."""


def split_settings() -> CTE:
    """By unit, the numbers that the search goes by; `near_above` and `near_below` make a ratio."""
    whole = case((limit_on.c.denominator == 1, limit_on.c.numerator), else_=null())

    def named(name: str, value: ColumnElement[Any] = whole) -> ColumnElement[Any]:
        return func.max(case((limit_on.c.name == name, value), else_=null()), type_=Integer)

    return (
        select(
            limit_on.c.unit_id,
            *(named(name).label(name.rpartition(".")[2]) for name in SETTINGS if name != SETTINGS[4]),
            named(SETTINGS[4], limit_on.c.numerator).label("near_above"),
            named(SETTINGS[4], limit_on.c.denominator).label("near_below"),
        )
        .where(limit_on.c.name.in_(SETTINGS), limit_on.c.unit_id.is_not(None))
        .group_by(limit_on.c.unit_id)
        .cte("split_settings")
    )


def is_explained() -> ColumnElement[bool]:
    """The record itself says why such a payment repeats."""
    payment = EXPENDITURE.c
    return or_(
        func.coalesce(payment.recurrence != Recurrence.ONCE, False),
        ~is_blank(payment.contract),
        payment.transaction_id.is_not(None),
        func.coalesce(payment.kind == ExpenditureKind.WAGES, False),
    )


def limit_of_payments() -> FromClause:
    """The spans of the limit, to be joined to payments by `counts_then`."""
    return limit_span.alias("limit_of_payments")


def counts_then(limit: FromClause) -> ColumnElement[bool]:
    """Joins a payment to the limit of a single one on its day: once a row, however often it is compared."""
    payment = EXPENDITURE.c
    return and_(
        limit.c.name == DEPUTY,
        limit.c.unit_id == payment.unit_id,
        limit.c.first_day <= payment.paid_on,
        limit.c.last_day >= payment.paid_on,
    )


def _day_number(day: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(func.julianday(day), Integer)


def _starts() -> Select[Any]:
    """Payments from which on, within the window, those to one payee pass the limit together."""
    payment, setting = EXPENDITURE.c, split_settings()
    limit = limit_of_payments()
    lines = (
        select(
            payment.unit_id,
            payment.payee_key,
            payment.paid_on,
            payment.amount_fen,
            limit.c.numerator.label("bound"),
            setting.c.split_window_days.label("window"),
            setting.c.split_least.label("least"),
            (_day_number(payment.paid_on) * (_SCALE / setting.c.split_window_days)).label("scaled_day"),
        )
        .join_from(EXPENDITURE, setting, setting.c.unit_id == payment.unit_id)
        .join(limit, counts_then(limit))
        .where(
            is_judged(),
            payment.payee_key.is_not(None),
            payment.amount_fen > 0,
            ~is_explained(),
        )
        .subquery("lines_to_payee")
    )
    ahead: dict[str, Any] = {
        "partition_by": (lines.c.unit_id, lines.c.payee_key),
        "order_by": lines.c.scaled_day,
        "range_": (0, _SCALE),
    }
    sums = (
        select(
            lines.c.unit_id,
            lines.c.payee_key,
            lines.c.paid_on,
            lines.c.bound,
            lines.c.window,
            lines.c.least,
            func.sum(lines.c.amount_fen).over(**ahead).label("total"),
            func.count().over(**ahead).label("payments"),
        )
        .where(lines.c.amount_fen <= lines.c.bound)
        .subquery("sums_ahead")
    )
    return (
        select(
            sums.c.unit_id,
            sums.c.payee_key,
            sums.c.paid_on,
            func.min(sums.c.bound, type_=Integer).label("bound"),
            func.min(sums.c.window, type_=Integer).label("window"),
        )
        .where(sums.c.total > sums.c.bound, sums.c.payments >= sums.c.least)
        .group_by(sums.c.unit_id, sums.c.payee_key, sums.c.paid_on)
    )


SPLIT_START = gathered("split_start", _starts, "unit_id", "payee_key", "paid_on", unique=False)
"""Days from which on payments to one payee pass the limit within the window."""


def _spells() -> Select[Any]:
    """Starts whose windows overlap, taken together."""
    start = SPLIT_START.c
    order: dict[str, Any] = {"partition_by": (start.unit_id, start.payee_key), "order_by": start.paid_on}
    before = func.lag(start.paid_on).over(**order)
    begins = flag(or_(before.is_(None), _day_number(start.paid_on) > _day_number(before) + start.window))
    marked = select(SPLIT_START, begins.label("begins")).subquery("starts_marked")
    numbered = select(
        marked,
        func.sum(marked.c.begins)
        .over(partition_by=(marked.c.unit_id, marked.c.payee_key), order_by=marked.c.paid_on)
        .label("spell"),
    ).subquery("starts_numbered")
    one = numbered.c
    last = func.date(
        func.max(one.paid_on, type_=String),
        literal("+").concat(cast(func.max(one.window), String)).concat(" days"),
        type_=Date,
    )
    return select(
        one.unit_id,
        one.payee_key,
        one.spell,
        func.min(one.paid_on, type_=Date).label("first_day"),
        last.label("last_day"),
        func.min(one.bound, type_=Integer).label("bound"),
        func.max(one.window, type_=Integer).label("window"),
    ).group_by(one.unit_id, one.payee_key, one.spell)


_SPELL = gathered("split_spell", _spells, "unit_id", "payee_key", "first_day", unique=False)


def _members() -> Select[Any]:
    payment, spell, setting = EXPENDITURE.c, _SPELL.c, split_settings()
    serial_before = func.lag(payment.voucher_serial).over(
        partition_by=(spell.unit_id, spell.payee_key, spell.first_day),
        order_by=(payment.voucher_serial, payment.paid_on),
    )
    return (
        select(
            spell.unit_id,
            spell.payee_key,
            spell.first_day,
            spell.bound,
            spell.window,
            setting.c.split_voucher_run.label("run"),
            payment.id.label("expenditure_id"),
            payment.paid_on,
            payment.amount_fen,
            func.coalesce(payment.purpose, "", type_=String).label("purpose"),
            flag(payment.voucher_serial - serial_before == 1).label("follows"),
            flag(payment.amount_fen * 100 >= spell.bound * (100 - setting.c.split_near_percent)).label(
                "near"
            ),
        )
        .select_from(
            _SPELL.join(
                EXPENDITURE,
                and_(
                    payment.unit_id == spell.unit_id,
                    payment.payee_key == spell.payee_key,
                    payment.paid_on >= spell.first_day,
                    payment.paid_on <= spell.last_day,
                ),
            ).join(setting, setting.c.unit_id == spell.unit_id)
        )
        .where(is_judged(), payment.amount_fen > 0, payment.amount_fen <= spell.bound, ~is_explained())
    )


SPLIT_MEMBER = gathered("split_member", _members, "unit_id", "payee_key", "first_day", unique=False)
"""The payments of each group; `follows` 1: its voucher comes right after another one of the group."""


def _groups() -> Select[Any]:
    one, other = SPLIT_MEMBER.c, EXPENDITURE.alias("other_payment")
    others = (
        select(func.count())
        .where(
            other.c.unit_id == one.unit_id, other.c.payee_key == one.payee_key, other.c.paid_on.is_not(None)
        )
        .scalar_subquery()
    )
    days, months = func.count(one.paid_on.distinct()), func.count(func.substr(one.paid_on, 1, 7).distinct())
    payments = func.count()
    follows = func.sum(one.follows)
    in_a_row = and_(follows + 1 >= func.max(one.run), follows * 2 >= payments)
    alike = and_(func.min(one.amount_fen) == func.max(one.amount_fen), months == payments)
    even = and_(alike, payments > _PAIR)
    summed = (
        select(
            one.unit_id,
            one.payee_key,
            one.first_day,
            func.max(one.paid_on, type_=Date).label("last_paid"),
            func.min(one.bound, type_=Integer).label("bound"),
            func.min(one.window, type_=Integer).label("window"),
            func.min(one.expenditure_id, type_=Integer).label("expenditure_id"),
            payments.label("payments"),
            func.sum(one.amount_fen, type_=Integer).label("total"),
            follows.label("follows"),
            func.sum(one.near, type_=Integer).label("near"),
            (payments - days).label("same_day"),
            flag(even).label("even"),
            flag(in_a_row).label("in_a_row"),
            flag((payments - days) * 2 >= payments).label("at_once"),
            flag(func.sum(one.near) * 2 >= payments).label("pressed"),
            others.label("paid_in_all"),
        )
        .group_by(one.unit_id, one.payee_key, one.first_day)
        .subquery("summed")
    )
    new = flag(summed.c.paid_in_all == summed.c.payments)
    matter = _matters()
    same = func.coalesce(matter.c.payments, 0)
    weight = (
        1 + flag(same > 0) + summed.c.in_a_row + summed.c.at_once + summed.c.pressed + new - 2 * summed.c.even
    )
    return select(
        summed,
        same.label("same_purpose"),
        new.label("only_then"),
        weight.label("weight"),
    ).select_from(
        summed.outerjoin(
            matter,
            and_(
                matter.c.unit_id == summed.c.unit_id,
                matter.c.payee_key == summed.c.payee_key,
                matter.c.first_day == summed.c.first_day,
            ),
        )
    )


def _matters() -> CTE:
    """By group, how many payments are for one purpose, where those alone pass the limit."""
    one = SPLIT_MEMBER.c
    group = (one.unit_id, one.payee_key, one.first_day)
    sums = (
        select(*group, func.count().label("payments"))
        .where(one.purpose != "")
        .group_by(*group, one.purpose)
        .having(func.sum(one.amount_fen) > func.min(one.bound), func.count() > 1)
        .subquery("sums_of_purposes")
    )
    key = (sums.c.unit_id, sums.c.payee_key, sums.c.first_day)
    return select(*key, func.max(sums.c.payments).label("payments")).group_by(*key).cte("matters")


SPLIT_GROUP = gathered("split_group", _groups, "unit_id", "payee_key", "first_day", unique=False)
"""By group: payments, total, bound; the signs and their weight. `same_purpose`: payments for one purpose.

`expenditure_id` is the payment recorded first: it names the group.
"""
