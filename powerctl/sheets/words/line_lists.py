"""Several texts in one cell, numbered, so that they come apart again just as they went in."""

from collections.abc import Sequence

_STYLES = (("", "."), ("", "、"), ("（", "）"), ("第", "条："), ("〔", "〕"), ("【", "】"), ("#", "#"))


def numbered_lines(texts: Sequence[str]) -> str:
    """One numbered paragraph a text, `1.…`; other marks where a text holds those itself.

    Texts that no marks tell apart stand under each other.
    """
    if not texts:
        return ""
    if len(texts) == 1 and lines_numbered(texts[0]) == [texts[0]]:
        return texts[0]
    written = ""
    for before, after in _STYLES:
        lines = (f"{before}{number}{after}{text}" for number, text in enumerate(texts, start=1))
        written = "\n".join(lines)
        if lines_numbered(written) == list(texts):
            return written
    return "\n".join(texts)


def lines_numbered(text: str) -> list[str]:
    """The texts of a cell; a cell that does not begin with a first number holds one."""
    for before, after in _STYLES:
        if not text.startswith(f"{before}1{after}"):
            continue
        parts: list[str] = []
        rest, number = text[len(f"{before}1{after}") :], 2
        while True:
            part, mark, more = rest.partition(f"\n{before}{number}{after}")
            parts.append(part.strip())
            if not mark:
                return [part for part in parts if part]
            rest, number = more, number + 1
    return [text] if text else []
