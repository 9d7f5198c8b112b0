"""The comparable form of a word in a cell, and what stands for nothing."""

import re
import unicodedata
from enum import StrEnum
from typing import TypeVar

LONGEST_WORD = 60
"""A longer text is a sentence, never one word of a list of terms."""

_Term = TypeVar("_Term", bound=StrEnum)
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』")
_ENDS = re.compile(r"^[.,;:。、]+|[.,;:。、]+$")
_BLANKS = frozenset(("", "/", "//", "\\", "-", "--", "—", "——", "–", "…", "……", "/无"))


def normal(text: str) -> str:
    """Full-width folded to half-width, every space, line break and quotation mark removed, upper case."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).upper()


def half_width(text: str) -> str:
    """Full-width letters, digits and signs folded one for one, so that positions stay; Ⅰ and ① stay too."""
    return text.translate(_HALF_WIDTH)


def is_blank(text: str) -> bool:
    """True for an empty cell and for the strokes that clerks write for "nothing here" (`/`, `—`)."""
    if len(text) > LONGEST_WORD and not text.isspace():
        return False
    return normal(text) in _BLANKS


def unwrapped(text: str) -> str:
    """A normal form without the brackets that enclose the whole of it, and without end punctuation."""
    text = _ENDS.sub("", text)
    for opening, closing in ("()", "[]", "【】", "〔〕", "<>", "《》"):
        if text.startswith(opening) and text.endswith(closing) and opening not in text[1:]:
            return text[1:-1]
    return text


def spellings(terms: dict[_Term, str]) -> dict[str, _Term]:
    """Term → its other spellings, separated by spaces; the term itself always counts."""
    return {normal(word): term for term, others in terms.items() for word in (term.value, *others.split())}
