"""How alike two items are, and who comes into question, without asking every pair.

A name is taken apart into pairs of neighbouring characters; a pair counts the more, the fewer names
have it, so that 对…的处罚 makes nothing alike. Two names of which neither shares a rare pair with the
other cannot be alike enough: only those that share one are looked at (prefix filter).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from powerctl.areas.registry.clean_up.items import Item

LEAST = 0.5
"""Names less alike than this are never looked at."""
_MOST_PROBED = 200
_MOST_SCORED = 16
_SAME_BASIS, _SHARED_BASIS, _OTHER_CATEGORY = 0.1, 0.05, 0.15
# What counts, numbers or denies: a difference in one of these is never a slip of the pen.
_TELLING = frozenset("0123456789一二三四五六七八九十百千甲乙丙丁戊初中高级类上下内外前后左右男女不未无非免减")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two items are: `name` alone, and `whole` with category and legal basis (0 to 1)."""

    name: float
    whole: float


class Names:
    """The names of all items that are compared, with the weight of their pairs of characters.

    Names less alike than `least` are not found by an index.
    """

    def __init__(self, items: Iterable[Item], least: float = LEAST) -> None:
        self.least = least
        texts = {item.words + item.part for item in items}
        counted: Counter[str] = Counter()
        for text in texts:
            counted.update(_pairs(text))
        many = len(texts)
        self._weight = {pair: math.log(1 + many / count) for pair, count in counted.items()}
        self._pairs: dict[str, frozenset[str]] = {}
        self._total: dict[str, float] = {}

    def likeness(self, one: Item, other: Item) -> Likeness:
        """How alike two items are; 1.0 for equal names."""
        name = self._alike(one.words + one.part, other.words + other.part)
        whole = name
        if one.basis and other.basis:
            if one.basis == other.basis:
                whole += _SAME_BASIS
            elif one.basis & other.basis:
                whole += _SHARED_BASIS
        if one.category and other.category and one.category != other.category:
            whole -= _OTHER_CATEGORY
        return Likeness(name, max(0.0, min(1.0, whole)))

    def index(self, items: Sequence[Item]) -> "Index":
        """The items made ready to be found by names like theirs."""
        return Index(self, items)

    def rarest(self, text: str) -> list[str]:
        """The pairs of a text of which a name alike must share at least one, the rarest first."""
        pairs = sorted(self._taken_apart(text), key=lambda pair: (-self._weight[pair], pair))
        needed = self.least / (2 - self.least) * self._total[text]
        left = self._total[text]
        for place, pair in enumerate(pairs):
            left -= self._weight[pair]
            if left < needed:
                return pairs[: place + 1]
        return pairs

    def may_be_alike(self, one: Item, other: Item) -> bool:
        """False where one name is so much longer than the other that they cannot be alike enough."""
        mine, theirs = (self._total.get(item.words + item.part, 0.0) for item in (one, other))
        return self.least * (mine + theirs) <= 2 * min(mine, theirs) + 1e-9

    def weight(self, pair: str) -> float:
        """How much a pair tells."""
        return self._weight[pair]

    def _alike(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        mine, theirs = self._taken_apart(one), self._taken_apart(other)
        both = self._total[one] + self._total[other]
        # fsum: a set hands out its members in another order in every process.
        return 2 * math.fsum(self._weight[pair] for pair in mine & theirs) / both if both else 0.0

    def _taken_apart(self, text: str) -> frozenset[str]:
        if text not in self._pairs:
            self._pairs[text] = _pairs(text)
            self._total[text] = math.fsum(self._weight[pair] for pair in self._pairs[text])
        return self._pairs[text]


class Index:
    """Items that can be found by names like theirs."""

    def __init__(self, names: Names, items: Sequence[Item]) -> None:
        self._names, self._items = names, items
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(items):
            for pair in names.rarest(item.words + item.part):
                self._by_pair[pair].append(place)

    def near(self, item: Item) -> list[tuple[Likeness, Item]]:
        """The items most like this one, the best first.

        At most a few hundred are touched for each item, those that share its rarest pairs first: where
        more share every one of them, names tell nothing apart anyway.
        """
        shared: dict[int, float] = defaultdict(float)
        touched = 0
        for pair in self._names.rarest(item.words + item.part):
            places = self._by_pair.get(pair, ())
            weight = self._names.weight(pair)
            for place in places[:_MOST_PROBED]:
                shared[place] += weight
            touched += len(places)
            if touched >= _MOST_PROBED:
                break
        best = sorted(shared, key=lambda place: (-shared[place], place))[:_MOST_SCORED]
        found = [
            (self._names.likeness(item, self._items[place]), place)
            for place in best
            if self._names.may_be_alike(item, self._items[place])
        ]
        found.sort(key=lambda each: (-each[0].whole, each[1]))
        return [(alike, self._items[place]) for alike, place in found if alike.name >= self._names.least]


def differ_tellingly(one: Item, other: Item) -> bool:
    """Whether two names differ in a number, a grade or a negation (一级/二级, 未/已)."""
    mine, theirs = (Counter(c for c in text.words + text.part if c in _TELLING) for text in (one, other))
    return mine != theirs


def _pairs(text: str) -> frozenset[str]:
    if len(text) < 2:
        return frozenset({text} if text else ())
    return frozenset(map("".join, pairwise(text)))
