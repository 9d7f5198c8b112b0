"""Incoming text made safe to keep: no invisible or control characters, one form per character.

Width is not folded here: names stay as written, and whoever compares them folds first.
"""

import re
import unicodedata

# Characters other than those of which nearly all texts consist: none of these is suspect, and none
# is changed by NFC, alone or after another. One class without anything beyond U+FFFF, which would cost twice.
_UNUSUAL = re.compile(
    "[^"
    "\n\x1e\x1f -~\xa0-\xac\xae-\u02ff\u0391-\u03c9\u0410-\u044f"
    "\u2010-\u2027\u2030-\u205e\u2100-\u2125\u212c-\u2328\u232b-\u2adb"
    "\u2e80-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua4cf\uff01-\uff9f"
    "]"
)
# Left out of the class: the two separators of frames.py, which join clean cells into blocks.
_SUSPECT = re.compile(
    "["
    "\x00-\x09\x0b-\x1d\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    "]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_GONE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
    "]"
)


def is_clean(text: str) -> bool:
    """Whether `clean` would change nothing but white space at the ends. Fast on megabytes."""
    unusual = _UNUSUAL.search(text)
    if unusual is None:
        return True
    return _SUSPECT.search(text, unusual.start()) is None and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    """The text without bidi controls, zero-width and control characters and lone surrogates, in NFC.

    Line ends become a newline, a tab a space; white space at both ends is dropped.
    """
    visible = _GONE.sub("", _LINE_END.sub("\n", text).replace("\t", " "))
    return unicodedata.normalize("NFC", visible).strip()


def has_invisible(text: str) -> bool:
    """Whether `clean` drops a character other than white space."""
    return _GONE.search(text) is not None


def has_private_use(text: str) -> bool:
    """Whether a character comes from a private font, which prints as a box elsewhere."""
    return _PRIVATE_USE.search(text) is not None


def one_line(text: str) -> str:
    """A name for a sentence: cleaned, on one line, at most 80 characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= 80 else f"{line[:79]}…"
