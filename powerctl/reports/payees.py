"""Who was paid or won, as a posted page says it: an organisation by its name, a person masked (R-XZ-17).

Only what the record calls an organisation is named; where the record does not say, nothing is shown.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from powerctl.reports.counted import UNRECORDED
from powerctl.reports.masking import masked_name, masked_names, replacer, without_identifiers
from powerctl.reports.registry.exercise_masking import is_organisation
from powerctl.terms import PayeeKind

HIDDEN = "（性质未登记，不公开）"
_SEVERAL = re.compile(r"[、，,；;/／\n]+")
_COUNTED = re.compile(r"等\s*\d*\s*[人名户]$|等$|[（(].*$")
_LONGEST_NAME = 15
_NOBODY = frozenset(
    (
        *(
            "职工",
            "员工",
            "工人",
            "农户",
            "村民",
            "居民",
            "群众",
            "学生",
            "教师",
            "干部",
            "个人",
            "本人",
            "代表",
        ),
        *("临时工", "退休", "在职", "遗属", "专家", "评委", "人员", "户主"),
    )
)
"""Words for people that name nobody, so that they stay in a text."""


class Payees:
    """Masks the payees of a page: one person looks the same in all its rows, two look different."""

    def __init__(
        self,
        payees: Iterable[tuple[str | None, PayeeKind | None]],
        others: Iterable[str | None],
        roster: Callable[[str], str],
    ) -> None:
        """`others`: cells that name those who handled or approved; `roster` masks the county's people."""
        found = [part for cell in others for part in _parts(cell)]
        for cell, kind in payees:
            if kind is not PayeeKind.BODY:
                found += [
                    part for part in _parts(cell) if kind is PayeeKind.PERSON or not is_organisation(part)
                ]
        names = dict.fromkeys(_name(part) for part in found)
        self._masks = masked_names(
            [name for name in names if name and name not in _NOBODY and len(name) <= _LONGEST_NAME]
        )
        self._replaced = replacer(self._masks)
        self._roster = roster
        self._told: dict[str, str] = {}

    def name(self, written: str | None, kind: PayeeKind | None) -> str:
        """The payee of a row."""
        if not (written or "").strip():
            return UNRECORDED
        if kind is PayeeKind.BODY:
            return self.words(written)
        if kind is None:
            return HIDDEN
        return "、".join(self._masked(part) for part in _parts(written))

    def words(self, text: str | None) -> str:
        """A text of a row: whoever the page's rows or the county's roster name is masked."""
        text = text or ""
        if text not in self._told:
            self._told[text] = self._roster(self._replaced(text))
        return self._told[text]

    def _masked(self, part: str) -> str:
        name = _name(part)
        if name in _NOBODY:
            return without_identifiers(part)
        counted = re.search(r"等\s*\d*\s*[人名户]?$", part)
        return (self._masks.get(name) or masked_name(name)) + (counted.group() if counted else "")


def _parts(cell: str | None) -> Sequence[str]:
    return [part.strip() for part in _SEVERAL.split(cell or "") if part.strip()]


def _name(part: str) -> str:
    return _COUNTED.sub("", part).strip()
