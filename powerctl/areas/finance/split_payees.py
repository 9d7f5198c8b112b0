"""Payments of one payee within a short time, their sum beyond the limit of a single one (R-HY-04).

SPLIT_START    days from which on the limit is passed
SPLIT_MEMBER   the payments of each group
SPLIT_GROUP    the groups, with their signs and weights

A million payments are looked at by an index alone first; rows are read only where that leaves a doubt.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)

from powerctl.areas.finance.queries import EXPENDITURE, LAST_DAY, days_after
from powerctl.areas.finance.splitting import SETTING, counts_then, is_explained, is_paid_by, limit_of_payments
from powerctl.areas.gathered import gathered
from powerctl.areas.organization.queries import flag, the_day

_PAIR = 2
"""Two payments alike, in two months, show no rhythm yet."""
LISTED_FROM, ASKED_FROM = 2, 3
"""Weights, one more than the signs of a group: from the first it is listed, from the second a finding."""


def _possible_starts() -> Select[Any]:
    """Days from which on all that a payee got within the window, explained or not, passes the least limit.

    Asked of an index alone: few days are left of which the rows must be read.
    """
    payment, ahead = EXPENDITURE.c, EXPENDITURE.alias("paid_ahead").c
    # The sum is no term of the index search: the index by sums would find far too many.
    total = (
        select(func.sum(ahead.amount_fen))
        .where(
            ahead.unit_id == payment.unit_id,
            ahead.payee_key == payment.payee_key,
            ahead.paid_on >= payment.paid_on,
            ahead.paid_on <= func.date(payment.paid_on, SETTING.c.days_ahead, type_=Date),
            func.coalesce(ahead.amount_fen, 0).between(1, SETTING.c.most_limit),
        )
        .scalar_subquery()
    )
    return (
        select(
            payment.unit_id,
            payment.payee_key,
            payment.paid_on,
            func.min(SETTING.c.split_window_days, type_=Integer).label("window"),
            func.min(SETTING.c.split_least, type_=Integer).label("least"),
        )
        .join_from(SETTING, EXPENDITURE, payment.unit_id == SETTING.c.unit_id)
        .where(
            payment.payee_key.is_not(None),
            func.coalesce(payment.amount_fen, 0).between(1, SETTING.c.most_limit),
            total > SETTING.c.least_limit,
        )
        .group_by(payment.unit_id, payment.payee_key, payment.paid_on)
    )


_POSSIBLE = gathered("split_possible", _possible_starts, "unit_id", "payee_key", "paid_on")


def _first_of(starts: Table) -> Select[Any]:
    """Starts before which, within the window, there is no other: with each a spell begins."""
    before, window = starts.alias("start_before").c, cast(starts.c.window, String)
    followed = exists().where(
        before.unit_id == starts.c.unit_id,
        before.payee_key == starts.c.payee_key,
        before.paid_on < starts.c.paid_on,
        before.paid_on
        >= func.date(starts.c.paid_on, literal("-").concat(window).concat(" days"), type_=Date),
    )
    return select(starts.c.unit_id, starts.c.payee_key, starts.c.paid_on.label("first_day")).where(~followed)


def _spells_of(starts: Table, begins: Table, *facts: ColumnElement[Any]) -> Select[Any]:
    """Starts whose windows overlap, taken together: from the first day to the end of the last window."""
    following, begin = begins.alias("following").c, begins.c
    ends = (
        select(func.min(following.first_day))
        .where(
            following.unit_id == begin.unit_id,
            following.payee_key == begin.payee_key,
            following.first_day > begin.first_day,
        )
        .scalar_subquery()
    )
    last = days_after(func.max(starts.c.paid_on, type_=String), func.max(starts.c.window, type_=Integer))
    return (
        select(begin.unit_id, begin.payee_key, begin.first_day, last.label("last_day"), *facts)
        .join_from(
            begins,
            starts,
            and_(
                starts.c.unit_id == begin.unit_id,
                starts.c.payee_key == begin.payee_key,
                starts.c.paid_on >= begin.first_day,
                starts.c.paid_on < func.coalesce(ends, LAST_DAY),
            ),
        )
        .group_by(begin.unit_id, begin.payee_key, begin.first_day)
    )


_POSSIBLE_FIRST = gathered(
    "split_possible_first", lambda: _first_of(_POSSIBLE), "unit_id", "payee_key", "first_day"
)
_REACH = gathered(
    "split_reach", lambda: _spells_of(_POSSIBLE, _POSSIBLE_FIRST), "unit_id", "payee_key", "first_day"
)


def _lines() -> Select[Any]:
    """The payments within reach of a possible start, each read once; `bound`: the limit of its day."""
    payment, limit = EXPENDITURE.c, limit_of_payments()
    return (
        select(
            payment.unit_id,
            payment.payee_key,
            payment.paid_on,
            payment.id.label("expenditure_id"),
            payment.amount_fen,
            payment.purpose,
            payment.voucher_serial,
            limit.c.numerator.label("bound"),
        )
        # An outer join, so that SQLite goes through the spells, and for each through its few payments.
        .select_from(
            _REACH.outerjoin(
                EXPENDITURE,
                and_(
                    payment.unit_id == _REACH.c.unit_id,
                    payment.payee_key == _REACH.c.payee_key,
                    payment.paid_on >= _REACH.c.first_day,
                    is_paid_by(func.min(_REACH.c.last_day, the_day(), type_=Date)),
                ),
            ).outerjoin(limit, counts_then(limit))
        )
        .where(func.coalesce(payment.amount_fen, 0) > 0, ~is_explained())
    )


_LINE = gathered("split_line", _lines, "unit_id", "payee_key", "paid_on", "expenditure_id")


def _starts() -> Select[Any]:
    """Days with a payment from which on, within the window, those to one payee pass the limit together."""
    line, first = _LINE.c, _POSSIBLE.c
    bound = func.min(case((line.paid_on == first.paid_on, line.bound)), type_=Integer)
    return (
        select(
            first.unit_id, first.payee_key, first.paid_on, bound.label("bound"), first.window.label("window")
        )
        .join_from(
            _POSSIBLE,
            _LINE,
            and_(
                line.unit_id == first.unit_id,
                line.payee_key == first.payee_key,
                line.paid_on >= first.paid_on,
                line.paid_on <= days_after(first.paid_on, first.window),
            ),
        )
        .where(line.amount_fen <= line.bound)
        .group_by(first.unit_id, first.payee_key, first.paid_on)
        .having(func.sum(line.amount_fen) > bound, func.count() >= func.min(first.least))
    )


SPLIT_START = gathered("split_start", _starts, "unit_id", "payee_key", "paid_on")
"""Days from which on payments to one payee pass the limit within the window."""

_FIRST = gathered("split_first", lambda: _first_of(SPLIT_START), "unit_id", "payee_key", "first_day")


def _spells() -> Select[Any]:
    start = SPLIT_START.c
    return _spells_of(
        SPLIT_START,
        _FIRST,
        func.min(start.bound, type_=Integer).label("bound"),
        func.max(start.window, type_=Integer).label("window"),
    )


_SPELL = gathered("split_spell", _spells, "unit_id", "payee_key", "first_day")


def _members() -> Select[Any]:
    line, spell = _LINE.c, _SPELL.c
    serial_before = func.lag(line.voucher_serial).over(
        partition_by=(spell.unit_id, spell.payee_key, spell.first_day),
        order_by=(line.voucher_serial, line.paid_on),
    )
    near = spell.bound * (100 - SETTING.c.split_near_percent)
    return (
        select(
            spell.unit_id,
            spell.payee_key,
            spell.first_day,
            spell.bound,
            spell.window,
            SETTING.c.split_voucher_run.label("run"),
            line.expenditure_id,
            line.paid_on,
            line.amount_fen,
            func.coalesce(line.purpose, "", type_=String).label("purpose"),
            flag(line.voucher_serial - serial_before == 1).label("follows"),
            flag(line.amount_fen * 100 >= near).label("near"),
        )
        .select_from(
            _SPELL.join(
                _LINE,
                and_(
                    line.unit_id == spell.unit_id,
                    line.payee_key == spell.payee_key,
                    line.paid_on >= spell.first_day,
                    line.paid_on <= spell.last_day,
                ),
            ).join(SETTING, SETTING.c.unit_id == spell.unit_id)
        )
        .where(line.amount_fen <= spell.bound)
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
