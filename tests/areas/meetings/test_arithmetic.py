"""Quorum and majority in integers (R-XZ-07, R-XZ-09; norms D.1), and their laws."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.areas.meetings.arithmetic import (
    Count,
    Seat,
    at_least,
    base_of,
    decides_by_count,
    entitled_of,
    exactly,
    majority,
    more_than,
    named_tally,
    present_of,
    quorum,
)
from powerctl.limits.quantity import Quantity
from powerctl.terms import AttendanceState, BodyKind, Choice, MemberRole

HALF, TWO_THIRDS = Quantity(1, 2), Quantity(2, 3)
SHARES = (HALF, TWO_THIRDS)
QUICK = settings(deadline=None, max_examples=200)
NUMBERS = st.integers(0, 15)
SHARE = st.builds(
    lambda below, above: Quantity(min(above, below), below), st.integers(1, 7), st.integers(1, 7)
)
MEMBER, GUEST = MemberRole.ENTITLED, MemberRole.OBSERVER
HERE, AWAY, GONE = AttendanceState.PRESENT, AttendanceState.ON_LEAVE, AttendanceState.ABSENT


def counts() -> st.SearchStrategy[Count]:
    return st.tuples(NUMBERS, NUMBERS).map(lambda two: Count(min(two), max(two)))


def test_every_quorum_of_three_to_fifteen_is_as_the_norm_says() -> None:
    """R-XZ-07: so many as make two thirds, or half, of all entitled: the figure itself is enough."""
    for entitled, share in product(range(3, 16), SHARES):
        for present in range(entitled + 1):
            wanted = Fraction(present, entitled) >= Fraction(share.numerator, share.denominator)
            assert quorum(exactly(entitled), exactly(present), share).holds is wanted


def test_every_vote_of_three_to_fifteen_is_as_the_norm_says() -> None:
    """R-XZ-09: more than half, or two thirds, of all entitled; the figure itself is not enough.

    Stated anew, member by member: those present and not recused say for, against or abstain.
    """
    for entitled, share in product(range(3, 16), SHARES):
        for recused, in_base in product(range(entitled), (True, False)):
            base = entitled if in_base else entitled - recused
            for in_favour in range(entitled - recused + 1):
                wanted = Fraction(in_favour, base) > Fraction(share.numerator, share.denominator)
                found = majority(
                    exactly(entitled),
                    exactly(in_favour),
                    share,
                    recused=exactly(recused),
                    recused_in_base=in_base,
                )
                assert found.carried is wanted


@pytest.mark.parametrize(
    ("entitled", "needed_present", "needed_for"), [(9, 6, 5), (10, 7, 6), (3, 2, 2), (15, 10, 8), (1, 1, 1)]
)
def test_what_is_needed(entitled: int, needed_present: int, needed_for: int) -> None:
    """R-XZ-07, R-XZ-09: with 9 entitled, 6 make the quorum and 5 carry."""
    assert at_least(entitled, TWO_THIRDS) == needed_present
    assert more_than(entitled, HALF) == needed_for


def test_two_thirds_exactly_are_a_quorum_and_half_exactly_is_no_majority() -> None:
    """R-XZ-07, R-XZ-09"""
    assert quorum(exactly(9), exactly(6), TWO_THIRDS).holds is True
    assert quorum(exactly(9), exactly(5), TWO_THIRDS).holds is False
    assert majority(exactly(10), exactly(5), HALF).carried is False
    assert majority(exactly(10), exactly(6), HALF).carried is True


def test_the_working_is_told_with_its_base_and_what_is_short() -> None:
    """R-XZ-09"""
    assert majority(exactly(9), exactly(4), HALF).words == "应到 9 · 需 5 · 同意 4 · 差 1"
    assert majority(exactly(9), exactly(5), HALF).words == "应到 9 · 需 5 · 同意 5"
    assert quorum(exactly(9), exactly(5), TWO_THIRDS).words == "应到 9 · 需到 6 · 实到 5 · 差 1"
    assert majority(exactly(9), None, HALF).words == "应到 9 · 需 5 · 同意未登记"
    assert majority(Count(8, 9), Count(4, 5), HALF).words == "应到 8 至 9 · 需 5 · 同意 4 至 5"


def test_what_a_recusal_does_to_the_base_is_told() -> None:
    """R-XZ-09"""
    stays = majority(exactly(9), exactly(4), HALF, recused=exactly(2))
    assert stays.words == "应到 9 · 回避 2（仍计入应到） · 需 5 · 同意 4 · 差 1"
    leaves = majority(exactly(9), exactly(4), HALF, recused=exactly(2), recused_in_base=False)
    assert leaves.words == "应到 9 · 回避 2（不计入） · 计票基数 7 · 需 4 · 同意 4"
    assert leaves.carried is True
    unset = majority(exactly(9), exactly(4), HALF, recused=exactly(2), recused_in_base=None)
    assert unset.carried is None
    assert "是否计入未定" in unset.words


@pytest.mark.parametrize("share", [None, HALF])
def test_an_empty_roster_says_nothing(share: Quantity | None) -> None:
    assert quorum(exactly(0), exactly(0), share).holds is None
    assert majority(exactly(0), exactly(3), share).carried is None


@QUICK
@given(counts(), NUMBERS, counts(), SHARE, st.sampled_from((True, False, None)))
def test_one_more_in_favour_never_defeats_a_topic(
    entitled: Count, in_favour: int, recused: Count, share: Quantity, in_base: bool | None
) -> None:
    """R-XZ-09"""
    before, after = (
        majority(entitled, exactly(number), share, recused=recused, recused_in_base=in_base).carried
        for number in (in_favour, in_favour + 1)
    )
    assert not (before is True and after is not True)
    assert not (after is False and before is not False)


@QUICK
@given(counts(), counts(), NUMBERS, SHARE)
def test_a_recusal_that_stays_in_the_base_changes_nothing(
    entitled: Count, in_favour: Count, recused: int, share: Quantity
) -> None:
    """R-XZ-09: by default a recusal lowers neither count, so it never helps."""
    without = majority(entitled, in_favour, share)
    assert majority(entitled, in_favour, share, recused=exactly(recused)).carried is without.carried


@QUICK
@given(NUMBERS, NUMBERS, NUMBERS, SHARE)
def test_one_more_entitled_and_absent_never_helps(
    entitled: int, present: int, in_favour: int, share: Quantity
) -> None:
    """R-XZ-07, R-XZ-09: those on leave stay in the base."""
    if quorum(exactly(entitled + 1), exactly(present), share).holds:
        assert quorum(exactly(entitled), exactly(present), share).holds is not False
    if majority(exactly(entitled + 1), exactly(in_favour), share).carried:
        assert majority(exactly(entitled), exactly(in_favour), share).carried is not False


@QUICK
@given(counts(), counts(), counts(), SHARE, st.sampled_from((True, False)))
def test_an_answer_over_spans_holds_for_every_number_in_them(
    entitled: Count, in_favour: Count, recused: Count, share: Quantity, in_base: bool
) -> None:
    """What is not recorded never decides: whatever it was, the answer would be the same."""
    found = majority(entitled, in_favour, share, recused=recused, recused_in_base=in_base)
    held = quorum(entitled, in_favour, share)
    ends = product(*({one.least, one.most} for one in (entitled, in_favour, recused)))
    for members, votes, away in ends:
        sharp = majority(
            exactly(members), exactly(votes), share, recused=exactly(away), recused_in_base=in_base
        )
        assert found.carried is None or sharp.carried is found.carried
        assert held.holds is None or quorum(exactly(members), exactly(votes), share).holds is held.holds


@QUICK
@given(counts(), counts(), st.sampled_from((True, False, None)))
def test_the_base_is_never_more_than_those_entitled(
    entitled: Count, recused: Count, in_base: bool | None
) -> None:
    found = base_of(entitled, recused, in_base)
    assert 0 <= found.least <= found.most <= entitled.most


def test_only_entitled_members_who_are_present_count() -> None:
    """R-XZ-09: neither observers nor what the absent wrote; two votes of one member are one."""
    seats = {1: Seat(MEMBER, HERE), 2: Seat(MEMBER, AWAY), 3: Seat(GUEST, HERE), 4: Seat(MEMBER, GONE)}
    every = [(seat, Choice.FOR) for seat in (1, 1, 2, 3, 4)]
    tally = named_tally(seats, every)
    assert (tally.in_favour, tally.voters) == (exactly(1), 4)
    assert entitled_of(seats.values()) == exactly(3)
    assert present_of(seats.values()) == exactly(1)


def test_a_doubtful_vote_makes_a_span() -> None:
    seats = {1: Seat(MEMBER, HERE), 2: Seat(MEMBER, None), 3: Seat(None, HERE)}
    votes = [(1, Choice.FOR), (1, Choice.AGAINST), (2, Choice.FOR), (3, Choice.FOR), (9, Choice.FOR)]
    assert named_tally(seats, votes).in_favour == Count(0, 4)
    assert entitled_of(seats.values()) == Count(2, 3)


@pytest.mark.parametrize(
    ("body", "by_count"),
    [
        (BodyKind.PARTY_COMMITTEE, True),
        (BodyKind.PLENUM, True),
        (BodyKind.TOWNSHIP, True),
        (BodyKind.GOVERNMENT, False),
        (BodyKind.OFFICE, False),
        (BodyKind.SECRETARIES, False),
        (None, None),
    ],
)
def test_the_kind_of_body_says_how_it_decides(body: BodyKind | None, by_count: bool | None) -> None:
    """R-XZ-09, norms B14, B15"""
    assert decides_by_count(body) is by_count
