"""What a clerk calls a record, and types: a payment without a number of its own by day and voucher (R-ZJ-03).

The key behind it is for files: it holds a check sum and fen. A name is given only where one payment has it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import func, or_, select, tuple_
from sqlmodel import Session

from powerctl.areas.identity import identity
from powerctl.areas.matching.kinds import EXPENDITURE
from powerctl.areas.organization.queries import UNIT
from powerctl.sheets.words.days import day
from powerctl.terms import PayeeKind

_AT_ONCE = 400
_PAYMENT = EXPENDITURE.c
_VOUCHER = func.coalesce(_PAYMENT.voucher, _PAYMENT.number)
_BY_DAY = (_PAYMENT.unit_id, _PAYMENT.paid_on, _VOUCHER)
_BY_KEY = (_PAYMENT.unit_id, _PAYMENT.identity)


@dataclass(frozen=True, slots=True)
class Called:
    """A payment as a clerk speaks of it."""

    words: str | None
    """After the unit's code and a stroke: the number, or day and voucher; None where others share them."""
    payee: str | None
    payee_kind: PayeeKind | None

    def typed(self, key: str) -> str:
        """What a clerk types for the payment of this key: the unit's code and what it is called."""
        return f"{key.partition('/')[0]}/{self.words}" if self.words else key


class OfPayment(Protocol):
    """What may be about a payment, and is then told by what that is called."""

    @property
    def payment(self) -> int | None:
        """The payment's number in the file."""


_Told = TypeVar("_Told", bound=OfPayment)


def with_names(session: Session, records: Sequence[_Told]) -> list[_Told]:
    """The records, those about a payment with what it is `called`."""
    called = payments_called(session, (one.payment for one in records if one.payment is not None))
    return [
        one if one.payment is None else replace(one, called=called[one.payment])  # type: ignore[type-var]
        for one in records
    ]


def payments_called(session: Session, numbers: Iterable[int]) -> dict[int, Called]:
    """What these payments are called, by their number in the file."""
    columns = (_PAYMENT.id, *_BY_KEY, _PAYMENT.number, _PAYMENT.paid_on, _VOUCHER)
    rows: list[Any] = []
    for some in _at_once(sorted(set(numbers))):
        query = select(*columns, _PAYMENT.payee_written, _PAYMENT.payee_kind)
        rows += session.execute(query.where(_PAYMENT.id.in_(some)))
    on_days = {(unit, paid_on) for _, unit, _, _, paid_on, *_ in rows if paid_on}
    by_day = _counted(session, _BY_DAY, _BY_DAY[:2], on_days)
    by_key = _counted(session, _BY_KEY, _BY_KEY, {(unit, key) for _, unit, key, *_ in rows})
    found = {}
    for at, unit, key, number, paid_on, voucher, payee, kind in rows:
        words = None
        if number and identity((number,)) == key and by_key[unit, key] == 1:
            words = number
        elif voucher and paid_on and by_day[unit, paid_on, voucher] == 1:
            words = f"{paid_on}/{voucher}"
        found[at] = Called(words, payee, kind)
    return found


def keys_called(session: Session, code: str, words: str) -> Sequence[str]:
    """The keys of the payments that a clerk may mean by these words, in the unit of this code."""
    meant = [_PAYMENT.identity == identity((words,))]
    first, _, rest = words.partition("/")
    paid_on = day(first)
    if paid_on is not None and rest:
        meant.append((_PAYMENT.paid_on == paid_on) & (rest == _VOUCHER))
    query = (
        select(_PAYMENT.identity, _PAYMENT.ordinal)
        .select_from(EXPENDITURE.join(UNIT, UNIT.c.id == _PAYMENT.unit_id))
        .where(UNIT.c.code == code, or_(*meant))
    )
    return [f"{code}/{key}#{ordinal}" for key, ordinal in session.execute(query)]


def agenda_called(key: str, home: str) -> str:
    """An agenda item's key in words; the unit is told where it is not the one of this code."""
    code, meeting, topic = [*key.split("/", 2), "", ""][:3]
    return f"{'' if code == home else f'{code} '}会议 {meeting} 的议题 {topic}"


def _counted(
    session: Session, columns: Sequence[Any], by: Sequence[Any], wanted: set[Any]
) -> Counter[tuple[Any, ...]]:
    """How many payments share the values of these columns, among those that have one of `wanted`."""
    found: Counter[tuple[Any, ...]] = Counter()
    for some in _at_once(sorted(wanted)):
        query = select(*columns, func.count()).where(tuple_(*by).in_(some)).group_by(*columns)
        for *values, count in session.execute(query):
            found[tuple(values)] = count
    return found


def _at_once(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
