"""Values: which number of a limit counts for a unit on a day.

A unit's own override beats that of the unit above it, that beats the county's, that beats the
shipped value; within one of them the latest that counts by the day. Before the first day of
the earliest the limit is not set. Nothing is read here: SQLAlchemy stays out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from powerctl.errors import Refused
from powerctl.limits.declared import COUNTY_OWN_WORDS, DeclaredLimit, declared
from powerctl.limits.quantity import Quantity, parse_stored

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Override:
    """One row of `limit_override`: `value` in its stored form, `unit_id` None for the county."""

    name: str
    unit_id: int | None
    value: str
    valid_from: date
    cites: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What counts: the quantity (None: not set), its words, its printed source and its first day."""

    name: str
    quantity: Quantity | None
    words: str
    cites: str
    valid_from: date | None
    note: str
    origin: str
    """本系统, 县级设定, 单位设定 or 未设定."""
    beyond_floor: str
    """Why the value goes further than its floor allows; empty where it does not."""

    @property
    def value(self) -> "int | Fraction | None":
        """The exact number; money in fen."""
        if self.quantity is None:
            return None
        if self.quantity.denominator == 1:
            return self.quantity.numerator
        from fractions import Fraction

        return Fraction(self.quantity.numerator, self.quantity.denominator)


def find_limit(name: str) -> DeclaredLimit:
    """The declared limit of that name. Raises Refused with the nearest names where there is none."""
    if name in declared():
        return declared()[name]
    from difflib import get_close_matches

    near = get_close_matches(name, declared(), n=3, cutoff=0.5)
    near += [known for known in declared() if known.endswith("." + name.rpartition(".")[2])]
    meant = f"；相近的有 {'、'.join(dict.fromkeys(near))}" if near else ""
    raise Refused(f"没有名为 {name} 的限额{meant}", hint="powerctl limit list")


def above(unit_id: int | None, parents: Mapping[int, int | None]) -> tuple[int | None, ...]:
    """The unit, the units above it from near to far, and None for the county."""
    chain: list[int | None] = []
    while unit_id is not None and unit_id not in chain:
        chain.append(unit_id)
        unit_id = parents.get(unit_id)
    return (*chain, None)


def choose(
    limit: DeclaredLimit, day: date, overrides: Iterable[Override], chain: Sequence[int | None] = (None,)
) -> Limit:
    """The value of a limit on a day along a chain of units (see `above`)."""
    by_unit: dict[int | None, Override] = {}
    for override in overrides:
        if override.name != limit.name or override.valid_from > day:
            continue
        known = by_unit.get(override.unit_id)
        if known is None or known.valid_from < override.valid_from:
            by_unit[override.unit_id] = override
    for unit_id in chain:
        if chosen := by_unit.get(unit_id):
            return _overridden(limit, day, chosen)
    return _shipped(limit, day)


def shortfall(limit: DeclaredLimit, quantity: Quantity, day: date) -> str:
    """In words, how a value goes further than the floor of that day allows; empty where it does not."""
    floor = limit.floor_on(day)
    if floor is None or not floor.is_passed_by(quantity):
        return ""
    bound = "不得低于" if floor.side == "least" else "不得高于"
    return (
        f"{limit.name} 设为 {limit.words_of(quantity)}，"
        f"{bound} {limit.words_of(floor.quantity)}（{floor.source.words}）"
    )


def all_limits(
    day: date, overrides: Iterable[Override] = (), chain: Sequence[int | None] = (None,)
) -> list[Limit]:
    """Every limit with what counts on that day, in the order of limits.toml."""
    by_name: dict[str, list[Override]] = {}
    for override in overrides:
        by_name.setdefault(override.name, []).append(override)
    return [choose(limit, day, by_name.get(name, ()), chain) for name, limit in declared().items()]


def history(
    name: str, overrides: Iterable[Override] = (), chain: Sequence[int | None] = (None,)
) -> list[Limit]:
    """Each value that a limit has had along a chain of units, in order of its first day.

    A day on which something was set that another value still beats is left out. Raises Refused
    where no limit has that name.
    """
    limit = find_limit(name)
    found = [override for override in overrides if override.name == name]
    days = {dated.valid_from for dated in limit.values} | {override.valid_from for override in found}
    lines: list[Limit] = []
    for day in sorted(days):
        counts = choose(limit, day, found, chain)
        if counts.valid_from is not None and counts not in lines:
            lines.append(counts)
    return lines


def _overridden(limit: DeclaredLimit, day: date, chosen: Override) -> Limit:
    quantity = parse_stored(chosen.value, limit.unit)
    return Limit(
        limit.name,
        quantity,
        limit.words_of(quantity),
        f"{COUNTY_OWN_WORDS}：{chosen.cites}" if limit.county_own else chosen.cites,
        chosen.valid_from,
        limit.note,
        "县级设定" if chosen.unit_id is None else "单位设定",
        shortfall(limit, quantity, day),
    )


def _shipped(limit: DeclaredLimit, day: date) -> Limit:
    dated = limit.on(day)
    if dated is None:
        whose = COUNTY_OWN_WORDS if limit.county_own else "此日尚无规定"
        return Limit(limit.name, None, limit.words_of(None), whose, None, limit.note, "未设定", "")
    return Limit(
        limit.name,
        dated.quantity,
        limit.words_of(dated.quantity),
        dated.source.words,
        dated.valid_from,
        limit.note,
        "本系统",
        "",
    )
