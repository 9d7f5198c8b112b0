"""The comparable form of a word in a cell, and what stands for nothing."""

import re
import unicodedata

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』")
_ENDS = re.compile(r"^[.,;:。、]+|[.,;:。、]+$")
_BLANKS = frozenset(("", "/", "//", "\\", "-", "--", "—", "——", "–", "一一", "…", "……", "/无"))


def normal(text: str) -> str:
    """Full-width folded to half-width, every space, line break and quotation mark removed, upper case."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).upper()


def is_blank(text: str) -> bool:
    """True for an empty cell and for the strokes that clerks write for "nothing here" (`/`, `—`)."""
    return normal(text) in _BLANKS


def unwrapped(text: str) -> str:
    """A normal form without the brackets that enclose the whole of it, and without end punctuation."""
    text = _ENDS.sub("", text)
    for opening, closing in ("()", "[]", "【】", "〔〕", "<>", "《》"):
        if text.startswith(opening) and text.endswith(closing) and opening not in text[1:]:
            return text[1:-1]
    return text
