"""How alike a record and an item of an agenda are, in points and in words (R-ZJ-03).

Points are for sorting; what the clerk reads are the words. A pair is strong where the sum is the same, the
meeting came first and not long before, and the words agree: then, and only where no other item comes near,
it is taken for certain in lists. In rules it never is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from powerctl.areas.identity import normal
from powerctl.terms.sums import yuan

STRONG = 70
WEAK = 30
_SAME_SUM, _NEAR_SUM, _WORDS = 45, 20, 35
_IN_ORDER, _SOON, _SAME_MATTER = 10, 5, 5
_NEAR = 20
"""A sum within a twentieth is near."""
_SOON_DAYS, _LATEST_DAYS, _BEFORE_DAYS = 120, 400, 60
_ALIKE_PERCENT = 30
_EMPTY_WORDS = re.compile(
    r"关于|审议|研究|讨论|拟|的|请示|事项|事宜|建议|方案|议题|情况|问题|工作|同志|支付|费用|款|[0-9一二三四五六七八九十年月日号（）()《》“”、，。:：\-]"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair, as it is compared."""

    number: int
    key: str
    unit_id: int
    words: frozenset[str]
    text: str
    amount_fen: int | None
    day: date | None
    matter: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points from 0 to 100, and why."""

    points: int
    why: tuple[str, ...]


def shingles(*texts: str | None) -> frozenset[str]:
    """Pairs of neighbouring characters, without the words that every title has."""
    found: set[str] = set()
    for text in texts:
        if text:
            for part in _EMPTY_WORDS.split(normal(text)):
                found |= {part[at : at + 2] for at in range(len(part) - 1)}
    return frozenset(found)


def likeness(record: Side, agenda: Side) -> Likeness | None:
    """How alike they are; None where day or sum tell them apart."""
    apart = None if record.day is None or agenda.day is None else (record.day - agenda.day).days
    if apart is not None and not -_BEFORE_DAYS <= apart <= _LATEST_DAYS:
        return None
    points, why = _by_sum(record.amount_fen, agenda.amount_fen)
    if points < 0:
        return None
    common = record.words & agenda.words
    least = min(len(record.words), len(agenda.words))
    percent = 100 * len(common) // least if least else 0
    if percent >= _ALIKE_PERCENT:
        points += _WORDS * percent // 100
        why.append(f"用词相近（{percent}%，如“{min(common)}”）")
    elif not why:
        return None
    if apart is not None and apart >= 0:
        points += _IN_ORDER + (_SOON if apart <= _SOON_DAYS else 0)
        why.append(f"会议在前，相隔 {apart} 天")
    elif apart is not None:
        why.append(f"会议在后，晚 {-apart} 天")
    else:
        why.append("有一边没有日期")
    if record.matter is not None and record.matter == agenda.matter:
        points += _SAME_MATTER
        why.append(f"同属{record.matter}")
    return Likeness(points, tuple(why))


def is_strong(record: Side, agenda: Side, found: Likeness) -> bool:
    """The same sum, or the very name in a title without a sum; enough points, and the meeting first."""
    in_order = record.day is not None and agenda.day is not None and agenda.day <= record.day
    same = record.amount_fen is not None and record.amount_fen == agenda.amount_fen
    named = record.amount_fen is None and bool(record.text) and record.text in agenda.text
    return in_order and (same or named) and found.points >= STRONG - (_SAME_SUM if named else 0)


def only_strong(found: Sequence[tuple[Likeness, bool]]) -> int | None:
    """Place of the one strong pair, where no other is strong, too."""
    strong = [at for at, (_, one) in enumerate(found) if one]
    return strong[0] if len(strong) == 1 else None


def _by_sum(one: int | None, other: int | None) -> tuple[int, list[str]]:
    if one is None or other is None or not one or not other:
        return 0, []
    if one == other:
        return _SAME_SUM, [f"金额相同（{yuan(one)}）"]
    if abs(one - other) * _NEAR <= max(abs(one), abs(other)):
        return _NEAR_SUM, [f"金额相近（{yuan(one)}、{yuan(other)}）"]
    return (0, []) if one < other else (-1, [])
