"""The clerk's key of an exercise: its case number, or power, day and subject (R-FS-05)."""

from datetime import date

from powerctl.areas.identity import check_sum, identity, is_telling, is_value


def exercise_identity(number: str | None, power: str | None, day: date | None, subject: str | None) -> str:
    """The key within a unit.

    A case number alone, where it tells cases apart over the years; a bare running number (1, 2, 3 …)
    begins anew with every register, and counts only together with power, day and subject. The subject
    stands as a check sum: a key is printed where a person's name may not be.
    """
    words = number if number and is_value(number) else ""
    if is_telling(words):
        return identity((words,))
    return identity((power or "", day.isoformat() if day else "", check_sum(subject), words))
