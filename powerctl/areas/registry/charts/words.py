"""What the words of a step say: its time limit in working days, and the level of its risk (R-HY-02)."""

import re

from powerctl.areas.identity import normal

_DAYS = re.compile(r"^(\d{1,3})个?(?:工作日|工作天)(?:内|以内|之内)?$")
_LEVEL = re.compile(r"^(较高|高|中|低)(?:等级|级)?(?:风险)?\s*(?:[：:，,、]\s*(.*))?$", re.DOTALL)


def days_of(text: str | None) -> int | None:
    """3个工作日 → 3; None for anything that does not name working days."""
    found = _DAYS.match(normal(text)) if text else None
    return int(found.group(1)) if found else None


def level_and_risk(text: str | None) -> tuple[str, str]:
    """高：拆分资金 → (高, 拆分资金); the level is "" where the words begin with none."""
    words = " ".join((text or "").split())
    found = _LEVEL.match(words)
    if found:
        return found.group(1), (found.group(2) or "").strip()
    return "", words
