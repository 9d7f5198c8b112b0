"""Several values in one cell, taken apart: legal bases, risk points, measures.

Each has its own file; measures, the plainest, stand here.
"""

import re

from powerctl.sheets.words.bases import bases
from powerctl.sheets.words.numbered import Part, split_numbered, without_separator
from powerctl.sheets.words.points import complete_lines, risk_points
from powerctl.sheets.words.wording import is_blank

__all__ = ["bases", "measures", "measures_by_point", "risk_points"]

_BULLET = re.compile(r"^\s*[●•·◆■▪※◇○*\-—]+\s*")


def measures(text: str) -> list[str]:
    """防控措施 one by one, without their numbers; an unnumbered text is one, unless its lines are plainly
    a list. Nothing but numbers, bullets, blanks and the ； between two measures is left out."""
    return [measure["text"] for measure in measures_by_point(text, 1)]


def measures_by_point(text: str, points: int) -> list[dict[str, str]]:
    """Measures as {"text"}, with "point" ("1", "2", …) where the numbering says to which of the row's
    points each belongs: `1.1 … 1.2 … 2.1 …`. A plain 1, 2, 3 does not say it."""
    found: list[dict[str, str]] = []
    parts = _parts(text)
    for part in parts:
        alone = len(parts) == 1
        measure = {"text": part.text if alone else without_separator(part.text) or part.text}
        if points > 1 and len(part.number) == 2 and 1 <= part.number[0] <= points:
            measure["point"] = str(part.number[0])
        found.append(measure)
    return found


def _parts(text: str) -> list[Part]:
    if is_blank(text):
        return []
    parts = [part for part in split_numbered(text) if part.text]
    if len(parts) > 1 and not parts[0].marker and parts[0].text.endswith(("：", ":")):
        # a heading such as 加强教育： belongs to what follows it
        lead, first, *rest = parts
        return [Part(first.marker, first.number, lead.text + first.text), *rest]
    if len(parts) == 1 and not parts[0].marker:
        return [Part("", (), line) for line in _lines(parts[0].text)]
    return parts


def _lines(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [stripped for line in lines if (stripped := _BULLET.sub("", line).strip())]
    return complete_lines(text) or [text.strip()]
