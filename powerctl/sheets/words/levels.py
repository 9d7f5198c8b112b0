"""Risk levels as tables write them → 高, 中, 低; or None where the words do not say which.

A numbered or lettered level has a direction that only the table's maker knows: in nearly every
table 一级 is the highest, in at least one it is the lowest, so the caller declares it. Stars, words
and colours carry their own. Schemes of four steps do not fold onto three: 较大, 一般, 较高, 较低, 橙
and 四级 stay None, and the source's words stand beside them.
"""

import re
from functools import lru_cache

from powerctl.sheets.words.wording import LONGEST_WORD, half_width, is_blank, normal, unwrapped
from powerctl.terms import RiskLevel

_HIGH_FIRST = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)

_WORDS = {
    **{"高": RiskLevel.HIGH, "中": RiskLevel.MEDIUM, "低": RiskLevel.LOW},
    **{"高度": RiskLevel.HIGH, "中度": RiskLevel.MEDIUM, "低度": RiskLevel.LOW},
    **{"高等": RiskLevel.HIGH, "中等": RiskLevel.MEDIUM, "低等": RiskLevel.LOW},
    **{"红": RiskLevel.HIGH, "黄": RiskLevel.MEDIUM, "蓝": RiskLevel.LOW},
    **{"红色": RiskLevel.HIGH, "黄色": RiskLevel.MEDIUM, "蓝色": RiskLevel.LOW},
    "重大": RiskLevel.HIGH,
}
_PLACES = {"一": 1, "二": 2, "三": 3, "I": 1, "II": 2, "III": 3, "A": 1, "B": 2, "C": 3}
_DIGITS = {"1": 1, "2": 2, "3": 3}
_STARS = {"一": 1, "二": 2, "两": 2, "三": 3, **_DIGITS}

_PREFIX = re.compile(r"^(?:(?:廉政|廉洁)?风险)?(?:点)?(?:评定)?(?:等级|级别)(?:[:为是]|(?=.))")
_SUFFIX = re.compile(r"(?:(?:廉政|廉洁)?风险点?|预警|等级|级别)+$")
_TWICE = re.compile(r"^([^()]+)\(([^()]+)\)$")
"""高（Ⅰ级）: said twice; where the two disagree, neither counts."""
_STAR_MARKS = re.compile(r"^[★☆]{1,3}$")


@lru_cache(maxsize=2048)
def level(text: str, first_is_highest: bool = True) -> RiskLevel | None:
    """One level → 高, 中 or 低; None for no level, an unrated ☆☆☆, a tally or an unknown word.

    `first_is_highest` says what 一级, Ⅰ级, 1级 and A mean; a bare 1 is a score, not a level.
    """
    if len(text) > LONGEST_WORD:
        return None
    word = unwrapped(_PREFIX.sub("", unwrapped(normal(text))))
    if twice := _TWICE.match(word):
        said, again = (level(part, first_is_highest) for part in twice.groups())
        return said if said == again or again is None else again if said is None else None
    if _STAR_MARKS.match(word):
        return _of_stars(word.count("★"))
    word = _SUFFIX.sub("", word)
    if word.endswith(("星级", "星")):
        return _of_stars(_STARS.get(word[: word.index("星")], 0))
    graded = word.endswith(("级", "类", "等", "档"))
    if (found := _WORDS.get(word)) or (graded and (found := _WORDS.get(word[:-1]))):
        return found
    core = word[:-1] if graded else word
    place = _PLACES.get(core) or (_DIGITS.get(core) if graded else None)
    if place is None:
        return None
    return _HIGH_FIRST[place - 1] if first_is_highest else _HIGH_FIRST[3 - place]


def _of_stars(count: int) -> RiskLevel | None:
    return _HIGH_FIRST[3 - count] if 1 <= count <= 3 else None


_WORD = (
    r"(?:[高中低](?:等级|级|度|等)?|[一二三](?:级|星级|星)|(?:[ⅠⅡⅢ]|I{1,3})级|[ABC](?:级|类)|[红黄蓝]色?|[★☆]{1,3})"
    r"(?:风险点?)?"
)
_COUNT = r"(?:\d{1,3})(?:个|项|条|处)?"
_BETWEEN = r"[、,;:。和+/|]*"
_COUNT_FIRST = re.compile(rf"({_COUNT})({_WORD}){_BETWEEN}")
_WORD_FIRST = re.compile(rf"({_WORD})[:为有x×*]?({_COUNT}){_BETWEEN}")
_DIGITS_OF = re.compile(r"\d+")


def tally(text: str) -> dict[str, int] | None:
    """`1中2低`, `高2 中1`, `Ⅱ级3个` → level's word → count (zeros left out); None where it is no tally."""
    counts = _counts(text)
    return None if counts is None else dict(counts)


@lru_cache(maxsize=2048)
def _counts(text: str) -> dict[str, int] | None:
    compact = re.sub(r"\s+", "", half_width(text))
    for pattern, count_at, word_at in ((_COUNT_FIRST, 1, 2), (_WORD_FIRST, 2, 1)):
        counts: dict[str, int] = {}
        position = 0
        while position < len(compact) and (found := pattern.match(compact, position)):
            digits = _DIGITS_OF.match(found[count_at])
            if digits and int(digits[0]):
                counts[found[word_at]] = counts.get(found[word_at], 0) + int(digits[0])
            position = found.end()
        if compact and position == len(compact):
            return counts
    return None


_SEPARATORS = re.compile(r"[\s、，,；;/|]+")
_ITEM_NUMBER = re.compile(r"^(?:[(（]?\d{1,2}[)）.．、]|[①-⑳])\s*")


@lru_cache(maxsize=2048)
def listed_levels(text: str) -> tuple[str, ...]:
    """The words of a cell that lists a level per risk point (`高、中`, `1.高 2.低`), as written.

    Empty where the cell is anything else, one level included. ☆☆☆ in a list keeps its place.
    """
    if is_blank(text):
        return ()
    words = tuple(_ITEM_NUMBER.sub("", piece) for piece in _SEPARATORS.split(text.strip()))
    words = tuple(word for word in words if word)
    if len(words) < 2 or not all(level(word) or _STAR_MARKS.match(normal(word)) for word in words):
        return ()
    return words
