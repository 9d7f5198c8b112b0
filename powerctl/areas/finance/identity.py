"""The clerk's keys of money: what a payment is known by, and what stands in for a number that nobody gave."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from powerctl.areas.identity import identity, is_value, joined, normal, part_of

_TELLING_LENGTH = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_FIGURES = ("sheet_title", "year", "parent_line", "line", "heading", "figure_year")
_NO_NUMBER = "未编号"
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


def is_telling(number: str) -> bool:
    """Whether a number tells records apart over the years: a bare 1, 2, 3 begins anew with every table."""
    return len(normal(number)) >= _TELLING_LENGTH or bool(_YEAR.search(number))


@lru_cache(maxsize=65536)
def check_sum(words: str | None) -> str:
    """A name as a key may show it."""
    return hashlib.sha256(normal(words).encode()).hexdigest()[:_TELLING_LENGTH] if words else ""


def payee_key(payee: str | None) -> str | None:
    """A payee's name written one way, by which payments of one payee are found."""
    return normal(payee) or None if payee else None


def voucher_serial(voucher: str | None) -> int | None:
    """The number inside a voucher's (记-0123 → 123), by which vouchers in a row are found."""
    found = _SERIAL.search(normal(voucher)) if voucher else None
    return int(found[0]) if found else None


def made_number(*parts: object) -> str:
    """A number for a record that has none, always the same for the same name and days.

    Of what is nothing but punctuation the words themselves are left; of nothing at all 未编号.
    """
    words = [part.isoformat() if isinstance(part, date) else str(part or "") for part in parts]
    return identity(words) or "".join(words) or _NO_NUMBER


def figure_identity(values: Mapping[str, object]) -> str:
    """The key of a figure within its unit: table, year, line and column."""
    return identity(str(values.get(name) or "") for name in _IN_FIGURES)
