"""The clerk's key of a record: what it is called, written one way, and its order among equals."""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SEPARATOR = "|"
_LONGEST_PART = 200

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
