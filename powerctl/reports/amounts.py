"""Sums of money and rates as pages print them: exact to the fen, a minus before what was taken back."""

from collections.abc import Iterable

from powerctl.reports.counted import UNRECORDED
from powerctl.terms.sums import grouped

_TEN_THOUSAND, _HUNDRED_YUAN = 1_000_000, 10_000


def yuan(fen: int | None) -> str:
    """123456 → 1,234.56, -50 → -0.50, None → 未登记."""
    return UNRECORDED if fen is None else grouped(fen)


def total_words(fen: int) -> str:
    """13500000 → 135,000.00 元（13.5 万元）; in 万元 only where that says it exactly and is shorter."""
    said = f"{yuan(fen)} 元"
    whole, rest = divmod(abs(fen), _TEN_THOUSAND)
    if not whole or rest % _HUNDRED_YUAN:
        return said
    digits = f"{rest:06d}".rstrip("0")
    return f"{said}（{'-' if fen < 0 else ''}{whole:,}{'.' if digits else ''}{digits} 万元）"


def added(sums: Iterable[int | None]) -> int:
    """The sum of those that are on record, in fen."""
    return sum(fen for fen in sums if fen is not None)


def rate(part: int, base: int) -> str:
    """A share of a base in percent with two digits, half up; 不能计算 for a base that is no base.

    Base and part are printed beside it: whoever reads it can reckon it again.
    """
    if base <= 0:
        return "不能计算"
    hundredths = (abs(part) * 20_000 + base) // (2 * base)
    whole, rest = divmod(hundredths, 100)
    return f"{'-' if part < 0 and hundredths else ''}{whole}.{rest:02d}%"
