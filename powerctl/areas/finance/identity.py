"""The clerk's keys of money: what a payment is known by, and what stands in for a number that nobody gave."""

import re
from collections.abc import Mapping
from datetime import date

from powerctl.areas.identity import check_sum, identity, is_telling, is_value, joined, normal, part_of

_IN_FIGURES = ("sheet_title", "year", "parent_line", "line", "heading", "figure_year")
_SERIAL = re.compile(r"\d{1,9}(?!.*\d)")


def expenditure_identity(
    number: str | None, voucher: str | None, day: date | None, payee: str | None, fen: int | None
) -> str:
    """The key of a payment within its unit.

    Its own number, where that tells payments apart over the years; else day, payee, sum, and the number
    or voucher. The payee stands as a check sum: a key is printed where a person's name may not be.
    """
    words = number if number and is_value(number) else ""
    if is_telling(words):
        return identity((words,))
    # Day, check sum and sum are written one way already: a year's payments are mostly told apart by them.
    told = [day.isoformat() if day else "", check_sum(payee), "" if fen is None else str(fen)]
    return joined([*told, part_of(words), part_of(voucher or "")])


def payee_key(payee: str | None) -> str | None:
    """A payee's name written one way, by which payments of one payee are found."""
    return normal(payee) or None if payee else None


def voucher_serial(voucher: str | None) -> int | None:
    """The number inside a voucher's (记-0123 → 123), by which vouchers in a row are found."""
    found = _SERIAL.search(normal(voucher)) if voucher else None
    return int(found[0]) if found else None


def figure_identity(values: Mapping[str, object]) -> str:
    """The key of a figure within its unit: table, year, line and column."""
    return identity(str(values.get(name) or "") for name in _IN_FIGURES)
