"""What one cell of a published account says: a sum, a count, a rate; and what it cannot be read as."""

from dataclasses import dataclass
from decimal import Decimal

from powerctl.sheets.tables.headings import squeeze
from powerctl.sheets.words.amounts import (
    YUAN,
    Amount,
    amount,
    is_written_as_sum,
    names_its_unit,
    quantity,
    rate,
    why_no_amount,
)
from powerctl.terms import AccountMeasure, MoneyUnit
from powerctl.terms.sums import plain

_KEPT_UNITS = frozenset(unit.value for unit in MoneyUnit)
_OTHER_UNIT = "万元"
_NOTHING = Amount(0, _OTHER_UNIT)
"""A bare 0."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands around a cell: the units of money that may be meant (one, where it is known), what is
    counted, which figure of its line it is, and whether it is in percent."""

    units: frozenset[str]
    counted: str = ""
    said: AccountMeasure | None = None
    in_percent: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The fields of a figure's record, or why there are none."""

    values: dict[str, str]
    problem: str = ""
    no_unit: bool = False
    """It is a sum of which nothing says whether it is in 元 or in 万元."""
    only_words: bool = False
    """It is a count that is no whole number: only its words are kept."""


def read_cell(text: str, about: About) -> Told:
    """What a cell holds, by its own words first; what is none of it has a problem."""
    if (found_rate := rate(text)) is not None:
        return Told({"rate": plain(found_rate), "measure": _of_rate(about.said).value})
    if about.in_percent and (bare := rate(f"{text.strip()}%")) is not None:
        return Told({"rate": plain(bare), "measure": _of_rate(about.said).value})
    if found := quantity(text):
        return Told({"quantity": str(found[0]), "quantity_unit": found[1]})
    has_own_unit = names_its_unit(text)
    if (
        about.counted
        and is_written_as_sum(text)
        and (not has_own_unit or amount(text, _OTHER_UNIT) == _NOTHING)
    ):
        return _count(text, about)
    if len(about.units) != 1 and not has_own_unit and is_written_as_sum(text):
        return Told({}, no_unit=True)
    unit = next(iter(about.units)) if len(about.units) == 1 else YUAN
    sum_read = amount(text, unit)
    if sum_read is None:
        return Told({}, why_no_amount(text, unit))
    own_unit = sum_read.unit if len(about.units) == 1 or sum_read.fen else ""
    kept = own_unit if own_unit in _KEPT_UNITS else ""
    return Told({"amount": f"{plain(sum_read.fen)}{YUAN}", "amount_unit": kept})


def _count(text: str, about: About) -> Told:
    number = amount(text)
    negative = about.said is AccountMeasure.CHANGE
    if number is None or number.fen % 100 or (number.fen < 0 and not negative):
        return Told({}, only_words=True)
    return Told({"quantity": str(number.fen // 100), "quantity_unit": about.counted})


def _of_rate(said: AccountMeasure | None) -> AccountMeasure:
    """A rate says how much something changed where its heading speaks of a change; 执行率 and 占比 do not."""
    of_change = said in (AccountMeasure.CHANGE, AccountMeasure.CHANGE_RATE)
    return AccountMeasure.CHANGE_RATE if of_change else AccountMeasure.OTHER


def as_percent(text: str) -> str:
    """A fraction as percent: 0.1721 → 17.21."""
    return str(Decimal(squeeze(text).replace(",", "")) * 100)
