"""Passages that are nearly the same, found by the runs of characters (shingles) that they share.

Two passages are alike to the degree of the shingles that they share among all that either has. Figures
and days are left out first: whoever copies a page changes those. Passages that are equal stand for one
another; of the others only those are compared that share one of their rarest shingles, which loses no
pair that is alike enough (prefix filter).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

_RUN = 4
_MARKS = 256
_LEFT_OUT = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万亿年月日元]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """What was said and decided on one topic: where it stands, on which day, its words, and what of them
    may be shown."""

    number: int
    meeting: str
    topic: str
    day: date
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two passages of different days that are nearly the same, and how many days have such a one."""

    one: Passage
    other: Passage
    percent: int
    days: int


def plain(text: str) -> str:
    """A passage without punctuation, figures, days and sums."""
    return _LEFT_OUT.sub("", text)


def shingles(text: str) -> frozenset[str]:
    """Every run of a few neighbouring characters of a plain text."""
    return (
        frozenset(text[at : at + _RUN] for at in range(max(1, len(text) - _RUN + 1))) if text else frozenset()
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """How much of what either has both have, 0 to 1."""
    both = len(one & other)
    either = len(one) + len(other) - both
    return Fraction(both, either) if either else Fraction(0)


def find_alike(passages: Sequence[Passage], *, percent: int, least_characters: int) -> list[Alike]:
    """Passages alike by at least `percent` under different days, each group of such passages once.

    Passages with fewer characters than `least_characters`, figures and days not counted, say too little
    to be compared. The most alike come first, then the earliest.
    """
    groups = _Groups()
    same: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        words = plain(passage.text)
        if len(words) >= least_characters:
            same[words].append(passage)
    texts = list(same)
    for first, second, share in _pairs([shingles(text) for text in texts], Fraction(percent, 100)):
        crosses = len({passage.day for at in (first, second) for passage in same[texts[at]]}) > 1
        groups.join(first, second, share if crosses else None)
    found = []
    for members, best in groups.all(len(texts)):
        of_group = sorted(
            ((passage, text) for text in members for passage in same[texts[text]]),
            key=lambda each: (each[0].day, each[0].number),
        )
        days = {passage.day for passage, _ in of_group}
        if len(days) > 1:
            found.append(_shown(of_group, best, len(days)))
    found.sort(key=lambda alike: (-alike.percent, alike.one.day, alike.one.number))
    return found


def _shown(
    members: Sequence[tuple[Passage, int]], best: "tuple[Fraction, int, int] | None", days: int
) -> Alike:
    """The first two equal passages of different days; where none are equal, the two most alike."""
    by_text: dict[int, Passage] = {}
    for passage, text in members:
        first = by_text.setdefault(text, passage)
        if first.day != passage.day:
            return Alike(first, passage, 100, days)
    assert best is not None
    share, *texts = best
    ordered = [passage for passage, text in members if text in texts]
    other = next(passage for passage in ordered if passage.day != ordered[0].day)
    return Alike(ordered[0], other, int(share * 100), days)


def _pairs(sets: Sequence[frozenset[str]], least: Fraction) -> Iterator[tuple[int, int, Fraction]]:
    counted: Counter[str] = Counter()
    for each in sets:
        counted.update(each)
    by_shingle: dict[str, list[int]] = defaultdict(list)
    order = sorted(range(len(sets)), key=lambda at: (len(sets[at]), at))
    marks = [_marks(each) for each in sets]
    for at in order:
        own = sets[at]
        # Passages alike enough share at least this many; so they share one of the rarest that remain.
        shared = -(-least.numerator * len(own) // least.denominator)
        rarest = sorted(own, key=lambda shingle: (counted[shingle], shingle))[: len(own) - shared + 1]
        near = {other for shingle in rarest for other in by_shingle.get(shingle, ())}
        for other in sorted(near):
            both = len(own) + len(sets[other])
            # What one has and the other lacks: at least as many as marks that differ, at most as many as
            # passages alike enough may have.
            lacking = (marks[at] ^ marks[other]).bit_count()
            if lacking * (least.denominator + least.numerator) > both * (least.denominator - least.numerator):
                continue
            share = likeness(own, sets[other])
            if share >= least:
                yield other, at, share
        for shingle in rarest:
            by_shingle[shingle].append(at)


def _marks(own: frozenset[str]) -> int:
    """A row of bits in which every shingle sets one: cheap to compare, and never apart where sets are not."""
    bits = bytearray(_MARKS)
    for shingle in own:
        drawn = hash(shingle)
        bits[(drawn >> 3) % _MARKS] |= 1 << (drawn & 7)
    return int.from_bytes(bits, "little")


class _Groups:
    """Which texts hang together, and the most alike two of each group."""

    def __init__(self) -> None:
        self._head: dict[int, int] = {}
        self._best: dict[int, tuple[Fraction, int, int]] = {}

    def join(self, one: int, other: int, share: Fraction | None) -> None:
        """`share` is None for two that are not to be shown: they are of one day."""
        first, second = self._top(one), self._top(other)
        known = [self._best[top] for top in (first, second) if top in self._best]
        known += [(share, one, other)] if share is not None else []
        self._head[second] = first
        if known:
            self._best[first] = max(known, key=lambda each: each[0])

    def all(self, many: int) -> Iterator[tuple[list[int], tuple[Fraction, int, int] | None]]:
        members: dict[int, list[int]] = defaultdict(list)
        for text in range(many):
            members[self._top(text)].append(text)
        for top, texts in members.items():
            yield texts, self._best.get(top)

    def _top(self, text: int) -> int:
        top = text
        while self._head.get(top, top) != top:
            top = self._head[top]
        while text != top:
            self._head[text], text = top, self._head.get(text, top)
        return top
