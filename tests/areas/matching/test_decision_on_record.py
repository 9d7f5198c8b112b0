"""Whether a record has a decision on record, as rules ask it (R-HY-04, R-ZJ-03)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from powerctl.areas.gathered import gather
from powerctl.areas.matching.kinds import APPOINTMENT, EXPENDITURE, PROJECT
from powerctl.areas.matching.queries import (
    CARRIED,
    LIKELY,
    NAMED,
    NOTHING,
    TURNED_DOWN,
    VAGUE,
    decision_of,
    say_decision,
)
from powerctl.areas.organization.queries import UNIT
from powerctl.terms import BodyKind, MatchDecision, MatterKind, Outcome
from tests.areas.matching.conftest import Matters

LINKED, RULED_OUT = MatchDecision.LINKED, MatchDecision.RULED_OUT


def _asked(matters: Matters, table: Any = EXPENDITURE, number: int = 1) -> Any:
    decision = decision_of(table)
    source = table.outerjoin(UNIT, UNIT.c.id == table.c.unit_id)
    for target, on in decision.joins:
        source = source.outerjoin(target, on)
    query = select(
        decision.state,
        decision.carried.label("carried"),
        decision.missing.label("missing"),
        decision.by_superior.label("by_superior"),
        decision.held_on.label("held_on"),
        decision.undated.label("undated"),
        decision.likely_key.label("likely_key"),
    ).select_from(source)
    gather(matters.session, query, set())
    return matters.session.execute(query.where(table.c.id == number)).one()


def test_a_payment_of_which_nothing_is_recorded_has_none(matters: Matters) -> None:
    matters.paid(1)
    found = _asked(matters)
    assert (found.decision, found.carried, found.missing) == (NOTHING, False, True)


def test_its_own_carried_item_decides_it(matters: Matters) -> None:
    matters.decided(1)
    matters.paid(1, agenda_item_id=1)
    found = _asked(matters)
    assert (found.decision, found.carried, found.missing) == (CARRIED, True, False)
    assert (found.held_on, found.undated, found.by_superior) == (date(2026, 3, 2), False, False)


@pytest.mark.parametrize(
    "more, state",
    [
        ({"outcome": Outcome.REJECTED}, TURNED_DOWN),
        ({"outcome": None}, VAGUE),
        ({"body": BodyKind.SECRETARIES}, TURNED_DOWN),
        ({"body": None}, VAGUE),
    ],
)
def test_an_item_that_did_not_carry_decides_nothing(
    matters: Matters, more: dict[str, Any], state: str
) -> None:
    matters.decided(1, **more)
    matters.paid(1, agenda_item_id=1)
    found = _asked(matters)
    assert (found.decision, found.carried, found.missing) == (state, False, state == TURNED_DOWN)


def test_a_decision_that_is_only_named_cannot_be_told(matters: Matters) -> None:
    matters.paid(1, decision_written="党组会议〔2026〕3号")
    assert (_asked(matters).decision, _asked(matters).missing) == (NAMED, False)


def test_what_a_clerk_linked_decides_it(matters: Matters) -> None:
    matters.decided(1, unit_id=9)
    matters.paid(1)
    matters.answered("U1/付1#1", "U9/M1/T1", LINKED, MatterKind.EXPENDITURE)
    found = _asked(matters)
    assert (found.decision, found.by_superior, found.held_on) == (CARRIED, True, date(2026, 3, 2))


def test_a_link_to_an_item_that_is_not_there_cannot_be_told(matters: Matters) -> None:
    matters.paid(1)
    matters.answered("U1/付1#1", "U1/M1/T1", LINKED, MatterKind.EXPENDITURE)
    assert _asked(matters).decision == VAGUE


def test_keys_with_slashes_and_marks_are_found_again(matters: Matters) -> None:
    matters.decided(1)
    matters.paid(1, identity="2026/记-12#3", ordinal=12)
    matters.answered("U1/2026/记-12#3#12", "U1/M1/T1", LINKED, MatterKind.EXPENDITURE)
    assert _asked(matters).carried


@pytest.mark.parametrize("unit_id", [1, 9])
def test_the_same_sum_in_the_unit_or_the_one_above_is_a_likely_pair(matters: Matters, unit_id: int) -> None:
    matters.decided(1, unit_id=unit_id, amount_fen=50_000_00)
    matters.paid(1)
    found = _asked(matters)
    assert (found.decision, found.carried, found.missing) == (LIKELY, False, False)
    assert found.likely_key == f"U{unit_id}/M1/T1"
    assert found.likely_key in say_decision(found.decision, found.likely_key)


@pytest.mark.parametrize(
    "more",
    [
        {"amount_fen": 50_000_01},
        {"amount_fen": 50_000_00, "outcome": Outcome.REJECTED},
        {"amount_fen": 50_000_00, "day": date(2024, 3, 2)},
        {"amount_fen": 50_000_00, "unit_id": 2},
    ],
)
def test_another_sum_outcome_time_or_unit_is_no_likely_pair(matters: Matters, more: dict[str, Any]) -> None:
    matters.decided(1, **more)
    matters.paid(1)
    assert _asked(matters).decision == NOTHING


def test_a_pair_that_a_clerk_ruled_out_is_none_again(matters: Matters) -> None:
    matters.decided(1, amount_fen=50_000_00)
    matters.paid(1)
    matters.answered("U1/付1#1", "U1/M1/T1", RULED_OUT, MatterKind.EXPENDITURE)
    assert (_asked(matters).decision, _asked(matters).missing) == (NOTHING, True)


def test_the_decision_on_a_project_may_cover_its_payments(matters: Matters) -> None:
    matters.decided(1)
    matters.put("project", {"id": 1, "unit_id": 1, "number": "P1", "name": "综合楼维修", "agenda_item_id": 1})
    matters.paid(1, project_id=1)
    assert _asked(matters).decision == LIKELY
    assert _asked(matters, PROJECT).decision == CARRIED


def test_an_appointment_is_found_by_the_name_in_the_title(matters: Matters) -> None:
    matters.decided(1, title="关于拟提拔任用甲乙同志的建议")
    row = {"id": 1, "unit_id": 1, "number": "A1", "person_written": "甲乙", "appointed_on": date(2026, 4, 1)}
    matters.put("appointment", row)
    assert _asked(matters, APPOINTMENT).decision == LIKELY
