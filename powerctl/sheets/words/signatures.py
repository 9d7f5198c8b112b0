"""A signature as it stands in a cell: who, when, agreed or returned and why (李某 2026-03-05)."""

import re
from dataclasses import dataclass
from datetime import date

from powerctl.sheets.words.days import day
from powerctl.sheets.words.wording import half_width, is_blank

_DAY = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?")
_RETURNED = re.compile(r"(?:予以)?退回|不同意|不予(?:支付|报销)")
_AGREED = re.compile(r"同意(?:支付|报销|列支)?|情况属实|属实|已审核?|已阅|通过|[√✓✔]")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_WHY = re.compile(r"^(?:理由|原因)?\s*[:,，：]?\s*")
_BETWEEN = re.compile(r"[/／、\n；;]")
_EDGES = " \t\n:：,，;；.。()（）[]【】"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a cell says of one signature; `agreed` is None where it says neither yes nor no."""

    name: str
    day: date | None
    agreed: bool | None
    reason: str


def signature(text: str) -> Signature | None:
    """The signature of a cell; None for a cell that says nothing of one.

    `agreed` is what the cell says in words; a bare name says nothing of it.
    """
    words = half_width(text)
    found = _DAY.search(words)
    signed = day(found[0]) if found else None
    if found and signed:
        words = f"{words[: found.start()]} {words[found.end() :]}"
    aside = [part.strip(_EDGES) for part in _BRACKETS.findall(words)]
    words = _BRACKETS.sub(" ", words)
    agreed, reason = None, ""
    for part in [*aside, words]:
        if said := _RETURNED.search(part):
            agreed, reason = False, _reason(part, said.end(), aside)
            break
        if _AGREED.search(part):
            agreed = True
    if agreed is False and _RETURNED.search(words):
        words = words.replace(reason, " ", 1) if reason else words
    name = _AGREED.sub(" ", _RETURNED.sub(" ", words))
    name = re.sub(r"\s+", "", name.strip(_EDGES)).strip(_EDGES)
    name = "" if is_blank(name) else name
    return Signature(name, signed, agreed, reason) if name or signed or agreed is not None else None


def _reason(part: str, end: int, aside: list[str]) -> str:
    """Why it was returned: what follows the word up to a space, or what stands in brackets."""
    why = _WHY.sub("", part[end:]).strip(_EDGES)
    if part in aside or not why or not part[end:].strip().startswith((":", ",", "，", "：")):
        others = [words for words in aside if words != part and not _AGREED.search(words)]
        return why if part in aside else next(iter(others), "")
    return why.split()[0]


def two_names(name: str) -> tuple[str, str]:
    """The one who signs and the household that signs with him: 李某／张某."""
    first, *others = [part.strip(_EDGES) for part in _BETWEEN.split(name) if part.strip(_EDGES)] or [""]
    return first, "、".join(others)
