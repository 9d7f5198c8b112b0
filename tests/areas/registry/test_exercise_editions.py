"""Uses of a power belong to the edition in force on their day, whatever came first."""

from datetime import date
from itertools import permutations

import pytest
from sqlmodel import Session

from powerctl.areas.registry.editions import change_edition, find_edition
from powerctl.model import Edition, Power
from tests.areas.registry.test_exercises import CASE, UNIT, inventory, only, register
from tests.areas.workbooks import take_in

STEPS = ("register", "2024年版", "2026年版")
DAYS = {"2024年版": date(2024, 1, 1), "2026年版": date(2026, 1, 5)}


def edition_of_the_use(session: Session) -> str:
    power = session.get(Power, only(session).power_id)
    edition = session.get(Edition, power.edition_id if power else None)
    return edition.name if edition else ""


@pytest.mark.parametrize("order", list(permutations(STEPS)), ids="-".join)
def test_whatever_comes_first_the_use_ends_up_in_the_edition_of_its_day(
    session: Session, order: tuple[str, ...]
) -> None:
    """R-FS-05"""
    for step in order:
        if step == "register":
            take_in(session, register(CASE))
        else:
            take_in(session, inventory(), edition=step, in_force_from=DAYS[step])
    assert edition_of_the_use(session) == "2026年版"


def test_a_day_written_later_moves_the_use(session: Session) -> None:
    take_in(session, inventory(), edition="2024年版", in_force_from=DAYS["2024年版"])
    take_in(session, inventory(), edition="2026年版", in_force_from=date(2026, 2, 1))
    take_in(session, register(CASE))
    assert edition_of_the_use(session) == "2024年版"
    change_edition(session, find_edition(session, UNIT, "2026年版"), {"in_force_from": "2026-01-01"})
    assert edition_of_the_use(session) == "2026年版"


def test_a_power_that_the_newer_edition_lacks_keeps_its_uses(session: Session) -> None:
    take_in(session, inventory(), edition="2024年版", in_force_from=DAYS["2024年版"])
    take_in(session, register(CASE))
    take_in(
        session, inventory(name="会计核查", code="JC-2"), edition="2026年版", in_force_from=DAYS["2026年版"]
    )
    assert edition_of_the_use(session) == "2024年版"
