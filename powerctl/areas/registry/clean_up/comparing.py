"""Two editions compared: what became of every item, and whether the totals balance (R-FS-02).

Items that belong together make a line: one old and one new, several old and one new (合并), one old
and several new (拆分), or one alone. Every item stands in exactly one line. Where several changes
apply to a pair, the line is called by the first of 改名, 依据变更, 裁量变更; all are told in `changes`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from powerctl.areas.registry.clean_up.items import Item, plain
from powerctl.areas.registry.clean_up.matches import Doubt, Settled, match
from powerctl.terms import Fate

GONE = (Fate.CANCELLED, Fate.HANDED_DOWN)
COME = (Fate.ADDED, Fate.TAKEN_OVER)
ONE_TO_ONE = (Fate.KEPT, Fate.RENAMED, Fate.BASIS_CHANGED, Fate.DISCRETION_CHANGED)
_LONGEST, _MOST_LISTED = 30, 3
_OLD_ORDER = (*ONE_TO_ONE, Fate.MERGED, Fate.SPLIT, *GONE)
_NEW_ORDER = (*ONE_TO_ONE, Fate.MERGED, Fate.SPLIT, Fate.TAKEN_OVER, Fate.ADDED)


@dataclass(frozen=True, slots=True)
class Line:
    """Items that belong together, what became of them, and what changed, in words."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]
    fate: Fate
    changes: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[Item | None, Item | None]]:
        """The line as rows of a table: a merger has a row per old item, a split one per new item."""
        if len(self.new) == 1 and self.old:
            return [(old, self.new[0]) for old in self.old]
        if len(self.old) == 1 and self.new:
            return [(self.old[0], new) for new in self.new]
        return list(zip_longest(self.old, self.new))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An item whose fate cannot be told because what was settled about it contradicts itself."""

    item: Item
    is_old: bool
    why: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How many items of each side met which fate."""

    old: int
    new: int
    old_by_fate: dict[Fate, int] = field(default_factory=dict)
    new_by_fate: dict[Fate, int] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[int, int]:
        """Items of the old and of the new side that have no fate (or, below zero, too many)."""
        return self.old - sum(self.old_by_fate.values()), self.new - sum(self.new_by_fate.values())

    @property
    def is_balanced(self) -> bool:
        """Each side adds up, and what is one to one is as many before as after."""
        paired = all(self.old_by_fate.get(fate, 0) == self.new_by_fate.get(fate, 0) for fate in ONE_TO_ONE)
        return self.missing == (0, 0) and paired

    @property
    def equations(self) -> tuple[str, str]:
        """清理前 422 = 保留 240 + …, and the same for the new side."""
        return (
            _equation("清理前", self.old, self.old_by_fate, self.new_by_fate, _OLD_ORDER, "并为", "分为"),
            _equation("清理后", self.new, self.new_by_fate, self.old_by_fate, _NEW_ORDER, "由", "由"),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: a line for every item, the links (old, new) in them, doubts still to be settled,
    contradictions, and the totals."""

    lines: tuple[Line, ...]
    links: tuple[tuple[Item, Item], ...]
    doubts: tuple[Doubt, ...]
    contradictions: tuple[Contradiction, ...]
    totals: Totals


def compare(old: Sequence[Item], new: Sequence[Item], settled: Settled | None = None) -> Comparison:
    """What became of every item of `old`, and where every item of `new` comes from.

    An item without counterpart is 取消 or 新增 unless it was settled as 下放 or 承接. The answer
    depends on nothing but the input.
    """
    settled = settled or Settled()
    contradictions = _contradictions(old, new, settled)
    wrong_old = {each.item.number for each in contradictions if each.is_old}
    wrong_new = {each.item.number for each in contradictions if not each.is_old}
    old_rest = [item for item in old if item.number not in wrong_old]
    new_rest = [item for item in new if item.number not in wrong_new]
    matches = match(old_rest, new_rest, settled)
    lines = _lines(old_rest, new_rest, matches.links, settled)
    return Comparison(
        lines=tuple(lines),
        links=tuple(matches.links),
        doubts=tuple(matches.doubts),
        contradictions=tuple(contradictions),
        totals=Totals(
            old=len(old),
            new=len(new),
            old_by_fate=_counted((line.fate, len(line.old)) for line in lines),
            new_by_fate=_counted((line.fate, len(line.new)) for line in lines),
        ),
    )


def changes_between(old: Item, new: Item) -> tuple[Fate, tuple[str, ...]]:
    """What a pair is called, and everything that differs, in words.

    What is recorded on one side only is no change: it is not known there.
    """
    found: list[tuple[Fate | None, str]] = []
    if (old.words, old.part) != (new.words, new.part):
        found.append((Fate.RENAMED, f"名称：{old.shown} → {new.shown}"))
    if old.basis and new.basis and old.basis != new.basis:
        parts = (("减少", old.basis - new.basis), ("增加", new.basis - old.basis))
        said = "；".join(f"{word} {_listed(bases)}" for word, bases in parts if bases)
        found.append((Fate.BASIS_CHANGED, f"依据：{said}"))
    free = (old.has_discretion, new.has_discretion)
    if None not in free and free[0] != free[1]:
        before, after = ("有" if value else "无" for value in free)
        found.append((Fate.DISCRETION_CHANGED, f"自由裁量权：{before} → {after}"))
    if old.benchmarks and new.benchmarks and old.benchmarks != new.benchmarks:
        grades = f"{len(old.benchmarks)} 档 → {len(new.benchmarks)} 档"
        found.append((Fate.DISCRETION_CHANGED, f"裁量基准：{grades}，内容有改动"))
    for heading, before, after in (
        ("权力类别", old.category, new.category),
        ("职权编码", old.code, new.code),
        ("行使主体", old.body, new.body),
    ):
        if before and after and plain(before) != plain(after):
            found.append((None, f"{heading}：{before} → {after}"))
    fates = [fate for fate, _ in found if fate is not None]
    return (fates[0] if fates else Fate.KEPT), tuple(words for _, words in found)


def _listed(bases: frozenset[str]) -> str:
    """The first few legal bases, each shortened to what tells it."""
    short = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in sorted(bases)]
    more = f"等 {len(short)} 条" if len(short) > _MOST_LISTED else ""
    return "、".join(short[:_MOST_LISTED]) + more


def _contradictions(old: Sequence[Item], new: Sequence[Item], settled: Settled) -> list[Contradiction]:
    both = settled.same & settled.denied
    same = ({one for one, _ in settled.same}, {other for _, other in settled.same})
    torn = ({one for one, _ in both}, {other for _, other in both})
    found = []
    for at, (side, fates, allowed) in enumerate(
        ((old, settled.old_fates, GONE), (new, settled.new_fates, COME))
    ):
        for item in side:
            fate = fates.get(item.number)
            why = ""
            if fate is not None and fate not in allowed:
                why = f"登记为{fate.value}，却没有写明对应的事项"
            elif fate is not None and item.number in same[at]:
                why = f"登记为{fate.value}，又确认与另一事项为同一事项"
            elif item.number in torn[at]:
                why = "与另一事项既确认为同一事项，又确认不是"
            if why:
                found.append(Contradiction(item, at == 0, why))
    return found


def _lines(
    old: Sequence[Item], new: Sequence[Item], links: Sequence[tuple[Item, Item]], settled: Settled
) -> list[Line]:
    """Old items in their order, each with what belongs to it; then what is only new."""
    after: dict[int, list[Item]] = defaultdict(list)
    before: dict[int, list[Item]] = defaultdict(list)
    for item, other in links:
        after[item.number].append(other)
        before[other.number].append(item)
    place_old = {item.number: at for at, item in enumerate(old)}
    place_new = {item.number: at for at, item in enumerate(new)}
    lines: list[Line] = []
    done: set[int] = set()
    for item in old:
        if item.number in done:
            continue
        near = after.get(item.number, ())
        if not near:
            lines.append(_line((item,), (), settled))
            continue
        if len(near) == len(before[near[0].number]) == 1:
            lines.append(_line((item,), (near[0],), settled))
            continue
        ones = {item.number: item}
        others: dict[int, Item] = {}
        waiting = [item]
        while waiting:
            for other in after.get(waiting.pop().number, ()):
                if other.number not in others:
                    others[other.number] = other
                    more = [one for one in before[other.number] if one.number not in ones]
                    ones.update((one.number, one) for one in more)
                    waiting += more
        done |= ones.keys()
        lines.append(
            _line(
                tuple(sorted(ones.values(), key=lambda one: place_old[one.number])),
                tuple(sorted(others.values(), key=lambda other: place_new[other.number])),
                settled,
            )
        )
    lines += [_line((), (other,), settled) for other in new if other.number not in before]
    return lines


def _line(old: tuple[Item, ...], new: tuple[Item, ...], settled: Settled) -> Line:
    if not new:
        fate = settled.old_fates.get(old[0].number, Fate.CANCELLED)
        return Line(old, new, fate)
    if not old:
        return Line(old, new, settled.new_fates.get(new[0].number, Fate.ADDED))
    if len(old) == len(new) == 1:
        return Line(old, new, *changes_between(old[0], new[0]))
    counted = f"{len(old)} 项 → {len(new)} 项"
    return Line(old, new, Fate.MERGED if len(old) >= len(new) else Fate.SPLIT, (counted,))


def _counted(counts: Iterable[tuple[Fate, int]]) -> dict[Fate, int]:
    found: Counter[Fate] = Counter()
    for fate, count in counts:
        if count:
            found[fate] += count
    return dict(found)


def _equation(
    side: str,
    total: int,
    mine: dict[Fate, int],
    theirs: dict[Fate, int],
    order: tuple[Fate, ...],
    merged: str,
    split: str,
) -> str:
    beside = {Fate.MERGED: merged, Fate.SPLIT: split}
    parts = [
        f"{fate.value} {mine[fate]}"
        + (f"（{beside[fate]} {theirs.get(fate, 0)} 项）" if fate in beside else "")
        for fate in order
        if mine.get(fate)
    ]
    return f"{side} {total} = {' + '.join(parts) or '0'}"
