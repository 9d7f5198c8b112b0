"""Pairs of what was done and what was decided, scored in words (R-ZJ-03)."""

from datetime import date
from typing import Any

from powerctl.areas.matching.alike import shingles
from powerctl.areas.matching.pairs import CERTAIN, OPEN, RULED_OUT, Matter, Pair, pairs_of, undecided_matters
from powerctl.limits.in_force import put_in_force
from powerctl.terms import MajorMatter, MatchDecision, MatterKind
from tests.areas.matching.conftest import Matters

DAY = date(2026, 6, 30)


def _covered(matters: Matters) -> None:
    for number, matter, threshold in (
        (1, MajorMatter.LARGE_SUM, 20_000_00),
        (2, MajorMatter.PERSONNEL, None),
    ):
        row: dict[str, Any] = {"id": number, "unit_id": 1, "name": matter.value, "matter": matter}
        row |= {"threshold_fen": threshold, "valid_from": date(2020, 1, 1)}
        matters.put("catalogue_item", row)


def _pairs(matters: Matters) -> tuple[list[Matter], list[Pair]]:
    put_in_force(matters.session, DAY)
    found = undecided_matters(matters.session)
    return found, [pair for pairs in pairs_of(matters.session, found).values() for pair in pairs]


def test_the_same_sum_and_words_shortly_after_the_meeting_are_certain(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="关于维修办公楼屋面的请示", amount_fen=50_000_00)
    matters.paid(1, purpose="办公楼屋面维修款")
    _, (pair,) = _pairs(matters)
    assert pair.state == CERTAIN
    assert pair.likeness.why[0] == "金额相同（50,000 元）"
    assert any("用词相近" in words for words in pair.likeness.why)
    assert "会议在前，相隔 18 天" in pair.likeness.why


def test_two_decisions_that_fit_equally_leave_the_clerk_to_say(matters: Matters) -> None:
    _covered(matters)
    for number in (1, 2):
        matters.decided(number, title="维修办公楼屋面", amount_fen=50_000_00)
    matters.paid(1, purpose="办公楼屋面维修款")
    assert [pair.state for pair in _pairs(matters)[1]] == [OPEN, OPEN]


def test_one_decision_that_fits_two_payments_is_certain_of_neither(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="维修办公楼屋面", amount_fen=50_000_00)
    for number in (1, 2):
        matters.paid(number, purpose="办公楼屋面维修款")
    assert [pair.state for pair in _pairs(matters)[1]] == [OPEN, OPEN]


def test_a_decision_that_is_spent_already_is_not_certain_for_another_payment(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="维修办公楼屋面", amount_fen=50_000_00)
    matters.paid(1, purpose="办公楼屋面维修款", agenda_item_id=1)
    matters.paid(2, purpose="办公楼屋面维修款")
    found, (pair,) = _pairs(matters)
    assert [matter.side.key for matter in found] == ["U1/付2#1"]
    assert pair.state == OPEN


def test_a_meeting_after_the_payment_is_a_pair_and_never_certain(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="维修办公楼屋面", amount_fen=50_000_00, day=date(2026, 4, 1))
    matters.paid(1, purpose="办公楼屋面维修款")
    (pair,) = _pairs(matters)[1]
    assert (pair.state, "会议在后，晚 12 天" in pair.likeness.why) == (OPEN, True)


def test_what_a_clerk_ruled_out_stays_so(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="维修办公楼屋面", amount_fen=50_000_00)
    matters.paid(1, purpose="办公楼屋面维修款")
    matters.answered("U1/付1#1", "U1/M1/T1", MatchDecision.RULED_OUT, MatterKind.EXPENDITURE)
    assert [pair.state for pair in _pairs(matters)[1]] == [RULED_OUT]


def test_an_appointment_matches_the_title_that_names_the_person(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1, title="关于李明同志任办公室主任的建议")
    row = {"id": 1, "unit_id": 1, "number": "A1", "person_written": "李明", "to_post_written": "办公室主任"}
    matters.put("appointment", row | {"appointed_on": date(2026, 3, 20)})
    (pair,) = _pairs(matters)[1]
    assert pair.state == CERTAIN
    assert "李明" not in pair.matter.subject


def test_small_and_decided_payments_are_not_looked_at(matters: Matters) -> None:
    _covered(matters)
    matters.decided(1)
    matters.paid(1, amount_fen=19_999_99)
    matters.paid(2, agenda_item_id=1)
    assert _pairs(matters) == ([], [])


def test_words_that_every_title_has_say_nothing() -> None:
    assert shingles("关于审议2026年3月的请示") == frozenset()
    assert shingles("关于购置车辆的请示") == {"购置", "置车", "车辆"}
