"""Which item of the new edition is which of the old one: by code, by identity, by likeness (R-FS-02).

What is certain is linked; what only may be so is a doubt, for the clerk to settle. What was settled
before is obeyed: a confirmed pair is linked, a denied one never, and an item whose fate was settled
as gone (or as come from elsewhere) is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from powerctl.areas.registry.clean_up.items import Item
from powerctl.areas.registry.clean_up.similar import Index, Likeness, Names, differ_tellingly
from powerctl.terms import Fate

_CERTAIN_NAME = 0.9
_CERTAIN_WITH_BASIS = 0.75
_AHEAD = 0.05
"""By how much a certain match must be better than the next one."""
_DOUBTFUL = 0.6
_DOUBTFUL_PART = 0.75
"""For a merger or a split: the other item has its own counterpart already."""
_OTHER_NAME = 0.34
"""Below this, one code on two names is a doubt."""

Pair = tuple[int, int]
_Key = Callable[[Item], Hashable]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled between two editions: pairs (old, new) that are one item or are not, and the
    fates of items that have no counterpart."""

    same: frozenset[Pair] = frozenset()
    denied: frozenset[Pair] = frozenset()
    old_fates: dict[int, Fate] = field(default_factory=dict)
    new_fates: dict[int, Fate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two items that may be one. `percent`: how alike their names, categories and bases are."""

    old: Item
    new: Item
    percent: int
    why: str


@dataclass(frozen=True, slots=True)
class Matches:
    """Links (old, new) and doubts, in the order of the editions."""

    links: list[tuple[Item, Item]]
    doubts: list[Doubt]


def match(old: Sequence[Item], new: Sequence[Item], settled: Settled) -> Matches:
    """Links the items of two editions. The same input always gives the same answer."""
    work = _Work(old, new, settled)
    work.by_code()
    work.by_key(lambda item: item.identity)
    work.by_key(lambda item: (item.category, item.words, item.part))
    work.link_settled()
    work.by_key(lambda item: (item.words, item.part), only_one=True)
    work.by_parts()
    work.by_likeness()
    work.doubt_fates()
    return work.result()


class _Work:
    def __init__(self, old: Sequence[Item], new: Sequence[Item], settled: Settled) -> None:
        self._old, self._new, self._settled = old, new, settled
        self._links: dict[Pair, tuple[Item, Item]] = {}
        self._linked_old: set[int] = set()
        self._linked_new: set[int] = set()
        self._doubts: dict[Pair, Doubt] = {}
        self._old_by_number = {item.number: item for item in old}
        self._new_by_number = {item.number: item for item in new}
        pairs = [
            pair
            for pair in sorted(settled.same)
            if pair[0] in self._old_by_number and pair[1] in self._new_by_number
        ]
        self._confirmed = pairs
        self._confirmed_old = {one for one, _ in pairs}
        self._confirmed_new = {other for _, other in pairs}
        self._recoded: list[tuple[Item, Item]] = []
        self._names: Names | None = None

    def result(self) -> Matches:
        place = {item.number: at for at, item in enumerate(self._old)}
        after = {item.number: at for at, item in enumerate(self._new)}
        links = sorted(self._links.values(), key=lambda pair: (place[pair[0].number], after[pair[1].number]))
        doubts = sorted(
            self._doubts.values(),
            key=lambda doubt: (-doubt.percent, place[doubt.old.number], after[doubt.new.number]),
        )
        return Matches(links, doubts)

    def by_code(self) -> None:
        """One code, once on each side. A code that went to quite another name is a doubt."""
        codes = [Counter(item.code for item in side if item.code) for side in (self._old, self._new)]
        after = {item.code: item for item in self._new if codes[1][item.code] == 1}
        for item in self._old:
            other = after.get(item.code) if codes[0][item.code] == 1 else None
            if other is None or not (self._free_old(item) and self._free_new(other)):
                continue
            if item.words == other.words or self._likeness(item, other).name >= _OTHER_NAME:
                self._link(item, other)
            else:
                self._recoded.append((item, other))

    def by_key(self, key: _Key, *, only_one: bool = False) -> None:
        """Items of one key: equals of equal content first, then in their order.

        A confirmed item is matched besides only where nothing else comes into question: that is how a
        merger or a split becomes known. `only_one`: only where each side has one.
        """
        before, after = self._groups(self._old, key, old=True), self._groups(self._new, key, old=False)
        # An item whose fate is settled is not linked, but it did come into question.
        crowded = {key(item) for item in self._fated()}
        for value, mine in before.items():
            theirs = after.get(value, [])
            if len(mine) == len(theirs) == 1:
                if not ((only_one or value in crowded) and self._is_confirmed(mine[0], theirs[0])):
                    self._link(mine[0], theirs[0])
            elif theirs and not only_one:
                mine = [item for item in mine if item.number not in self._confirmed_old]
                theirs = [item for item in theirs if item.number not in self._confirmed_new]
                self._link_equals(mine, theirs)

    def link_settled(self) -> None:
        """What the clerk has confirmed."""
        for one, other in self._confirmed:
            self._link(self._old_by_number[one], self._new_by_number[other])

    def by_parts(self) -> None:
        """A matter whose sub-items became one item without any, or the other way round."""

        def key(item: Item) -> Hashable:
            return item.category, item.words

        before, after = self._groups(self._old, key, old=True), self._groups(self._new, key, old=False)
        for value, mine in before.items():
            theirs = after.get(value, [])
            merged = len(mine) > 1 and len(theirs) == 1 and not theirs[0].part
            split = len(mine) == 1 and len(theirs) > 1 and not mine[0].part
            if merged or split:
                for item in mine:
                    for other in theirs:
                        self._link(item, other)

    def by_likeness(self) -> None:
        """What is left: plainly alike is linked, half alike is a doubt; so is a part of what is linked."""
        mine, theirs = self._left(self._old, old=True), self._left(self._new, old=False)
        if mine and theirs:
            self._link_alike(mine, theirs)
            mine, theirs = self._left(self._old, old=True), self._left(self._new, old=False)
            self._doubt_codes()
            self._doubt_one_to_one(mine, theirs)
        doubted_old = {one for one, _ in self._doubts}
        doubted_new = {other for _, other in self._doubts}
        mine = [item for item in mine if item.number not in doubted_old]
        theirs = [item for item in theirs if item.number not in doubted_new]
        for item, other, alike in self._nearest(mine, self._new, self._linked_new | doubted_new):
            self._doubt(item, other, alike, "可能并入清理后的这一项")
        for item, other, alike in self._nearest(theirs, self._old, self._linked_old | doubted_old):
            self._doubt(other, item, alike, "可能从清理前的这一项分出")

    def doubt_fates(self) -> None:
        """An item settled as gone that stands in the new edition under its own key."""
        after: dict[str, Item] = {}
        for item in self._new:
            if item.number not in self._linked_new:
                after.setdefault(item.identity, item)
        for item in self._old:
            if item.number not in self._settled.old_fates or item.number in self._linked_old:
                continue
            other = after.get(item.identity)
            if other is not None:
                fate = self._settled.old_fates[item.number].value
                self._doubt(item, other, self._likeness(item, other), f"已登记{fate}，清理后仍有同一事项")

    def _link_alike(self, mine: Sequence[Item], theirs: Sequence[Item]) -> None:
        index = self._all_names().index(theirs)
        forward = {item.number: self._near(index, item) for item in mine}
        back: dict[int, list[float]] = defaultdict(list)
        for found in forward.values():
            for alike, other in found:
                back[other.number].append(alike.whole)
        for item in mine:
            found = forward[item.number]
            if not found:
                continue
            alike, other = found[0]
            rivals = sorted(back[other.number], reverse=True)
            second = max([each.whole for each, _ in found[1:2]] + rivals[1:2], default=0.0)
            ahead = alike.whole == rivals[0] and alike.whole - second >= _AHEAD
            if ahead and _is_certain(item, other, alike):
                self._link(item, other)

    def _doubt_codes(self) -> None:
        for item, other in self._recoded:
            if self._free_old(item) and self._free_new(other):
                self._doubt(item, other, self._likeness(item, other), "编码相同，名称差别大")

    def _nearest(
        self, items: Sequence[Item], side: Sequence[Item], taken: set[int]
    ) -> list[tuple[Item, Item, Likeness]]:
        """Items without counterpart, each with the taken item of the other side that it is most like."""
        if not items or not taken:
            return []
        index = self._all_names().index([item for item in side if item.number in taken])
        best = [(item, index.near(item)[:1]) for item in items]
        return [
            (item, other, alike)
            for item, near in best
            for alike, other in near
            if alike.whole >= _DOUBTFUL_PART and not differ_tellingly(item, other)
        ]

    def _near(self, index: Index, item: Item) -> list[tuple[Likeness, Item]]:
        denied = self._settled.denied
        return [
            (alike, other) for alike, other in index.near(item) if (item.number, other.number) not in denied
        ]

    def _doubt_one_to_one(self, mine: Sequence[Item], theirs: Sequence[Item]) -> None:
        """Each item is doubted once, the best pairs first; a basis that no other item has counts too."""
        if not mine or not theirs:
            return
        index = self._all_names().index(theirs)
        pairs = [
            (-alike.whole, at, other.number, item, other, alike, "名称、类别或依据相近")
            for at, item in enumerate(mine)
            for alike, other in self._near(index, item)
            if alike.whole >= _DOUBTFUL
        ]
        ours, others = _by_basis(mine, self._old), _by_basis(theirs, self._new)
        place = {item.number: at for at, item in enumerate(mine)}
        for basis, item in ours.items():
            if other := others.get(basis):
                alike = self._likeness(item, other)
                pairs.append(
                    (-alike.whole, place[item.number], other.number, item, other, alike, "依据相同，名称不同")
                )
        pairs.sort(key=lambda pair: pair[:3])
        taken_old = {one for one, _ in self._doubts}
        taken_new = {other for _, other in self._doubts}
        for *_, item, other, alike, why in pairs:
            allowed = (item.number, other.number) not in self._settled.denied
            if allowed and item.number not in taken_old and other.number not in taken_new:
                taken_old.add(item.number)
                taken_new.add(other.number)
                self._doubt(item, other, alike, why)

    def _link_equals(self, mine: Sequence[Item], theirs: Sequence[Item]) -> None:
        waiting: dict[Hashable, list[Item]] = defaultdict(list)
        for other in reversed(theirs):
            waiting[_content(other)].append(other)
        for item in mine:
            equals = waiting.get(_content(item))
            if equals and self._link(item, equals[-1]):
                equals.pop()
        rest = [item for item in mine if item.number not in self._linked_old]
        others = [other for other in theirs if other.number not in self._linked_new]
        for item, other in zip(rest, others, strict=False):
            self._link(item, other)

    def _groups(self, side: Iterable[Item], key: _Key, *, old: bool) -> dict[Hashable, list[Item]]:
        """Items not linked yet, by key; those that are confirmed are linked besides once only."""
        found: dict[Hashable, list[Item]] = defaultdict(list)
        for item in side:
            if self._free_old(item) if old else self._free_new(item):
                found[key(item)].append(item)
        return found

    def _fated(self) -> Iterator[Item]:
        yield from (item for item in self._old if item.number in self._settled.old_fates)
        yield from (item for item in self._new if item.number in self._settled.new_fates)

    def _left(self, side: Iterable[Item], *, old: bool) -> list[Item]:
        return [item for item in side if (self._free_old(item) if old else self._free_new(item))]

    def _free_old(self, item: Item) -> bool:
        return item.number not in self._linked_old and item.number not in self._settled.old_fates

    def _free_new(self, item: Item) -> bool:
        return item.number not in self._linked_new and item.number not in self._settled.new_fates

    def _is_confirmed(self, item: Item, other: Item) -> bool:
        return item.number in self._confirmed_old or other.number in self._confirmed_new

    def _link(self, item: Item, other: Item) -> bool:
        pair = (item.number, other.number)
        if pair in self._settled.denied:
            return False
        self._links[pair] = (item, other)
        self._linked_old.add(item.number)
        self._linked_new.add(other.number)
        return True

    def _doubt(self, item: Item, other: Item, alike: Likeness, why: str) -> None:
        pair = (item.number, other.number)
        if pair not in self._settled.denied and pair not in self._links:
            self._doubts.setdefault(pair, Doubt(item, other, round(alike.whole * 100), why))

    def _likeness(self, item: Item, other: Item) -> Likeness:
        return self._all_names().likeness(item, other)

    def _all_names(self) -> Names:
        if self._names is None:
            self._names = Names([*self._old, *self._new])
        return self._names


def _is_certain(item: Item, other: Item, alike: Likeness) -> bool:
    """Alike enough to need no question: one category, no telling difference, nearly one name."""
    if item.category != other.category or differ_tellingly(item, other):
        return False
    same_basis = bool(item.basis) and item.basis == other.basis
    return alike.name >= _CERTAIN_NAME or (same_basis and alike.name >= _CERTAIN_WITH_BASIS)


def _content(item: Item) -> Hashable:
    return item.basis, item.code, item.body, item.has_discretion, item.benchmarks


def _by_basis(items: Sequence[Item], side: Sequence[Item]) -> dict[frozenset[str], Item]:
    """Items by their legal bases, where no other item of the whole side has the same."""
    counted = Counter(item.basis for item in side if item.basis)
    return {item.basis: item for item in items if item.basis and counted[item.basis] == 1}
