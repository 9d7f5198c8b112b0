"""Names that may be meant by another: a slip of the pen, a short form, a name without its county."""

from collections.abc import Iterable

from powerctl.areas.identity import normal

_LONG = 8
_LEAST = 3


def may_be_meant(typed: str, names: Iterable[str]) -> list[str]:
    """The names of which `typed` may be a slip or a short form, in their order; equal ones are not slips.

    One character too many, too few, wrong or out of place is a slip, two in a name of eight
    characters or more; a short form keeps the order of the characters (财政局 of 云泽县财政局), and a
    known short form may be meant by the full one.
    """
    wanted = normal(typed)
    return [name for name in names if normal(name) != wanted and _is_alike(wanted, normal(name))]


def _is_alike(typed: str, known: str) -> bool:
    if min(len(typed), len(known)) < _LEAST:
        return False
    allowed = 2 if min(len(typed), len(known)) >= _LONG else 1
    if abs(len(typed) - len(known)) <= allowed and _slips(typed, known) <= allowed:
        return True
    return typed.endswith(known) or _is_short_for(typed, known)


def _is_short_for(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


def _slips(one: str, other: str) -> int:
    """How many characters must be put in, left out, changed or swapped with the next."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, character in enumerate(one, 1):
        before, above, line = line, before, [row]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (character != wanted))
            swapped = row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]
            line.append(min(cost, above[column - 2] + 1) if swapped else cost)
    return line[-1]
