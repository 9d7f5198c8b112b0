"""The clerk's key of an exercise: its case number, or power, day and subject (R-FS-05)."""

import hashlib
import re
from datetime import date

from powerctl.areas.identity import identity, is_value, normal

_TELLING_LENGTH = 6
_YEAR = re.compile(r"(?:19|20)\d\d")


def exercise_identity(number: str | None, power: str | None, day: date | None, subject: str | None) -> str:
    """The key within a unit.

    A case number alone, where it tells cases apart over the years; a bare running number (1, 2, 3 …)
    begins anew with every register, and counts only together with power, day and subject. The subject
    stands as a check sum: a key is printed where a person's name may not be.
    """
    words = number if number and is_value(number) else ""
    if _is_telling(words):
        return identity((words,))
    return identity((power or "", day.isoformat() if day else "", _sum_of(subject), words))


def _is_telling(number: str) -> bool:
    return len(normal(number)) >= _TELLING_LENGTH or bool(_YEAR.search(number))


def _sum_of(subject: str | None) -> str:
    return hashlib.sha256(normal(subject).encode()).hexdigest()[:_TELLING_LENGTH] if subject else ""
