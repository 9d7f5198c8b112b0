"""The clerk's key of a record: what it is called, written one way, and its order among equals."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SEPARATOR = "|"
_LONGEST_PART = 200
_SUM_LENGTH = 6
_TELLING_LENGTH = 6
_YEAR = re.compile(r"(?:19|20)\d\d")

NOTHING = frozenset({"", "/", "\\", "-", "—", "——", "－", "／", "*"})
"""Written where a cell has no value."""

NONE_WORDS = NOTHING | {"无", "空"}
"""The same, for columns in which 无 says that there is none."""


def normal(text: str) -> str:
    """A text as it is compared: full-width folded (NFKC), all white space dropped."""
    if text.isascii():
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFKC", text).split())


def identity(parts: Iterable[str]) -> str:
    """The key made of a record's parts; empty parts at the end are left out, so `行政处罚|某处罚`."""
    return joined([part_of(part) if part else "" for part in parts])


def joined(parts: list[str]) -> str:
    """The key made of parts that are written as they stand in one (`part_of`)."""
    while parts and not parts[-1]:
        parts.pop()
    return SEPARATOR.join(parts)


@lru_cache(maxsize=4096)
def part_of(text: str) -> str:
    """A part as it stands in a key. Whole pages are shortened to their beginning and a check sum."""
    part = normal(text).replace(SEPARATOR, "¦")
    if len(part) <= _LONGEST_PART:
        return part
    return f"{part[: _LONGEST_PART // 2]}…{hashlib.sha256(part.encode()).hexdigest()[:12]}"


def is_value(text: str | None) -> bool:
    """Whether a cell says something: not empty, not `/`, not 无."""
    return text is not None and text.strip() not in NONE_WORDS


@lru_cache(maxsize=65536)
def check_sum(words: str | None) -> str:
    """Words as a key may show them: keys are printed where a person's name may not be."""
    return hashlib.sha256(normal(words).encode()).hexdigest()[:_SUM_LENGTH] if words else ""


def is_telling(number: str) -> bool:
    """Whether a number tells records apart over the years: a bare 1, 2, 3 begins anew with every table."""
    return len(normal(number)) >= _TELLING_LENGTH or bool(_YEAR.search(number))
