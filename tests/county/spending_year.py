"""A year of payments of three units: the usual ones drawn month by month, the large ones with their meetings.

What `money_planted` does not name is in order: approved within limits or by a meeting, signed three times in
their order by three persons, paid afterwards.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.county.meeting_bodies import working_day
from tests.county.money_planted import planted
from tests.county.money_words import COMMON, OWN, Usual
from tests.county.people import SEATS, SECTION, Seat
from tests.county.spending_rows import Payment, before, in_order, sent_back

MONTHS = tuple(f"{2025 + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(7, 19))
SENT_BACK = {"U002": 9, "U007": 6}
"""How many usual vouchers were sent back once and signed again."""
_LETTERS = {"U002": "CZ", "U003": "", "U007": "LX"}


def _offices(unit: str) -> list[Seat]:
    return [seat for seat in SEATS if seat.unit == unit and seat.role == SECTION and not seat.until]


def _usual(unit: str) -> Iterator[Payment]:
    """What is paid month by month."""
    offices = _offices(unit)
    for at, month in enumerate(MONTHS):
        for turn, one in enumerate((*COMMON, *OWN[unit])):
            if at % one.every != one.first % one.every:
                continue
            drawn = Random(f"{unit} {month} {turn}")
            first = date.fromisoformat(f"{month}-01")
            yield _drawn(
                unit, one, drawn, working_day(first + timedelta(days=2 + drawn.randrange(24))), offices
            )


def _drawn(unit: str, one: Usual, drawn: Random, paid: date, offices: list[Seat]) -> Payment:
    handler = drawn.choice(offices).person
    yuan = drawn.randint(one.least, one.most)
    cents = 0 if one.least == one.most else drawn.choice((0, 0, 50, drawn.randrange(100)))
    payee = drawn.choice(one.payees) or handler
    return Payment(
        unit, paid, payee, drawn.choice(one.purposes), one.line, yuan * 100 + cents, handler, one.repeats
    )


def payments(unit: str) -> list[Payment]:
    """All payments of a unit in the order of their days, numbered, billed and signed."""
    found = [*_usual(unit), *planted(unit)]
    found.sort(key=lambda one: (one.paid or one.billed or date.max, one.tag, one.purpose))
    serials: Counter[int] = Counter()
    for at, one in enumerate(found):
        day = one.paid or one.billed
        assert day is not None
        serials[day.year] += 1
        if one.paid:
            one.voucher = one.voucher or f"记-{serials[day.year]:04}"
        if _LETTERS[unit]:
            one.number = one.number or f"{_LETTERS[unit]}-{day.year}-{serials[day.year]:04}"
        one.handler = one.handler or _offices(unit)[at % 3].person
        one.billed = one.billed or before(day, 6)
        if not one.rounds and one.fen > 0 and unit != "U003":
            one.rounds = [in_order(one)]
    usual = [one for one in found if one.rounds and not one.tag and one.subject is None]
    for turn, one in enumerate(usual[4 :: len(usual) // SENT_BACK[unit]] if unit in SENT_BACK else ()):
        sent_back(one, turn % 3)
    return found
