"""The arithmetic of a meeting: quorum, majority and what follows, in integers (norms D.1).

Nothing is rounded: "三分之二以上" is 3 × present ≥ 2 × entitled, "超过半数" is 2 × for > entitled. What is
not recorded makes a number a span: the answer is None where both ends of the span do not give the same.
`queries` says the same in SQL, for rules over a whole county.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from powerctl.limits.quantity import Quantity
from powerctl.terms import (
    HEAD_DECIDES,
    SCREENING_BODIES,
    AttendanceState,
    BodyKind,
    Choice,
    MemberRole,
)

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Count:
    """A number as far as it is recorded: from `least` to `most`."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """`9`, or `8 至 9`."""
        return str(self.least) if self.least == self.most else f"{self.least} 至 {self.most}"


def exactly(number: int) -> Count:
    """A number that is recorded."""
    return Count(number, number)


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the roster: entitled or observer (None: not recorded), present or not."""

    role: MemberRole | None
    state: AttendanceState | None

    @property
    def certainly_counts(self) -> bool:
        """An entitled member who is present: a vote of this seat counts."""
        return self.role is MemberRole.ENTITLED and self.state is AttendanceState.PRESENT

    @property
    def possibly_counts(self) -> bool:
        """The same, as far as nothing recorded says otherwise."""
        return self.role is not MemberRole.OBSERVER and self.state in (None, AttendanceState.PRESENT)


@dataclass(frozen=True, slots=True)
class NamedTally:
    """A named ballot counted: a seat's votes count once; the absent and observers do not count."""

    in_favour: Count
    voters: int


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough were there: present × denominator ≥ numerator × entitled. None: cannot tell."""

    entitled: Count
    present: Count
    share: Quantity | None
    holds: bool | None

    @property
    def words(self) -> str:
        """`应到 9 · 需到 6 · 实到 5 · 差 1`."""
        parts, share = [f"应到 {self.entitled.words}"], self.share
        if share is not None:
            needed = _span(self.entitled, lambda base: at_least(base, share))
            parts.append(f"需到 {needed.words}")
            parts.append(f"实到 {self.present.words}")
            if self.holds is False:
                parts.append(
                    f"差 {Count(needed.least - self.present.most, needed.most - self.present.least).words}"
                )
        else:
            parts.append(f"实到 {self.present.words}")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Majority:
    """Whether more than the share agreed, of all who were entitled. None: cannot tell."""

    entitled: Count
    recused: Count
    recused_in_base: bool | None
    base: Count
    in_favour: Count | None
    share: Quantity | None
    carried: bool | None

    @property
    def words(self) -> str:
        """`应到 9 · 需 5 · 同意 4 · 差 1`; a recusal and its effect on the base are told."""
        said = "同意未登记" if self.in_favour is None else f"同意 {self.in_favour.words}"
        return " · ".join(part for part in (self.base_words, said, self.short_words) if part)

    @property
    def base_words(self) -> str:
        """`应到 9 · 回避 1（仍计入应到） · 需 5`: what is reckoned on, the same for every candidate."""
        parts = [f"应到 {self.entitled.words}"]
        if self.recused.most:
            effect = {True: "仍计入应到", False: "不计入", None: "是否计入未定"}[self.recused_in_base]
            parts.append(f"回避 {self.recused.words}（{effect}）")
            if self.recused_in_base is not True:
                parts.append(f"计票基数 {self.base.words}")
        if self.needed is not None:
            parts.append(f"需 {self.needed.words}")
        return " · ".join(parts)

    @property
    def short_words(self) -> str:
        """`差 1`; empty where it is carried or cannot be told."""
        if self.carried is not False or self.needed is None or self.in_favour is None:
            return ""
        short = Count(self.needed.least - self.in_favour.most, self.needed.most - self.in_favour.least)
        return f"差 {short.words}"

    @property
    def needed(self) -> Count | None:
        """How many in favour it takes; None where no share is set."""
        share = self.share
        return None if share is None else _span(self.base, lambda base: more_than(base, share))


def at_least(base: int, share: Quantity) -> int:
    """The smallest number that is the share of the base or more (inclusive)."""
    return -(-base * share.numerator // share.denominator)


def more_than(base: int, share: Quantity) -> int:
    """The smallest number that is more than the share of the base (strict)."""
    return base * share.numerator // share.denominator + 1


def decides_by_count(body: BodyKind | None) -> bool | None:
    """Whether the body decides by votes; where the head decides, or it only screens, it does not."""
    if body is None:
        return None
    return body not in HEAD_DECIDES and body not in SCREENING_BODIES


def entitled_of(seats: Iterable[Seat]) -> Count:
    """应到: the roster as it was; those on leave stay in, observers are not in."""
    roles = [seat.role for seat in seats]
    return Count(
        sum(role is MemberRole.ENTITLED for role in roles),
        sum(role is not MemberRole.OBSERVER for role in roles),
    )


def present_of(seats: Iterable[Seat]) -> Count:
    """实到: entitled members who are present."""
    roster = list(seats)
    return Count(sum(seat.certainly_counts for seat in roster), sum(seat.possibly_counts for seat in roster))


def quorum(entitled: Count, present: Count, share: Quantity | None) -> Quorum:
    """Whether enough entitled members are present; a roster without a certain member says nothing."""
    holds: bool | None = None
    if share is not None and entitled.least > 0:
        if present.least * share.denominator >= share.numerator * entitled.most:
            holds = True
        elif present.most * share.denominator < share.numerator * entitled.least:
            holds = False
    return Quorum(entitled, present, share, holds)


def base_of(entitled: Count, recused: Count, recused_in_base: bool | None) -> Count:
    """What the majority is reckoned on: 应到, less the recused only where that is set."""
    if recused_in_base is True or not recused.most:
        return entitled
    smaller = max(entitled.least - recused.most, 0)
    if recused_in_base is None:
        return Count(smaller, entitled.most)
    return Count(smaller, max(entitled.most - recused.least, 0))


def majority(
    entitled: Count,
    in_favour: Count | None,
    share: Quantity | None,
    *,
    recused: Count = Count(0, 0),
    recused_in_base: bool | None = True,
) -> Majority:
    """Whether a topic is carried; `in_favour` None: no vote on record."""
    base = base_of(entitled, recused, recused_in_base)
    carried: bool | None = None
    if share is not None and in_favour is not None and entitled.least > 0:
        if in_favour.least * share.denominator > share.numerator * base.most:
            carried = True
        elif in_favour.most * share.denominator <= share.numerator * base.least:
            carried = False
    return Majority(entitled, recused, recused_in_base, base, in_favour, share, carried)


def named_tally(seats: Mapping[_Key, Seat], votes: Iterable[tuple[_Key, Choice]]) -> NamedTally:
    """Count a named ballot. A seat with contradicting votes counts as doubtful; an unknown seat, too.

    The vote of a recused member is counted as it was cast: that it was cast is a breach of its own
    (VOTE011), and a recusal that went missing from the record must not change a result.
    """
    chosen: dict[_Key, set[Choice]] = {}
    for key, choice in votes:
        chosen.setdefault(key, set()).add(choice)
    unknown = Seat(None, None)
    least = most = 0
    for key, choices in chosen.items():
        seat = seats.get(key, unknown)
        least += choices == {Choice.FOR} and seat.certainly_counts
        most += Choice.FOR in choices and seat.possibly_counts
    return NamedTally(Count(least, most), len(chosen))


def _span(base: Count, needed: Callable[[int], int]) -> Count:
    return Count(needed(base.least), needed(base.most))
