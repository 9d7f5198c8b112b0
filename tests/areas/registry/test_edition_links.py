"""What is tied to a power follows it into the edition that counts, whatever came first."""

from datetime import date
from itertools import permutations

import pytest
from sqlmodel import Session, select

from powerctl.areas.registry.editions import change_edition, find_edition
from powerctl.model import Edition, Power, RiskPoint
from tests.areas.registry.test_exercises import CASE, UNIT, inventory, only, register
from tests.areas.workbooks import counts, risks, take_in

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


@pytest.mark.parametrize("order", list(permutations(("risks", "2024年版", "2026年版"))), ids="-".join)
def test_a_risk_point_stands_with_the_power_of_the_newest_edition(
    session: Session, order: tuple[str, ...]
) -> None:
    """R-XZ-11"""
    table = risks({"business": "会计监督", "name": "选择性检查", "list_kind": "单位清单"})
    for step in order:
        if step == "risks":
            take_in(session, table)
        else:
            take_in(session, inventory(), edition=step, in_force_from=DAYS[step])
    session.expire_all()
    point = session.exec(select(RiskPoint)).one()
    power = session.get(Power, point.power_id)
    edition = session.get(Edition, power.edition_id if power else None)
    assert edition is not None
    assert edition.name == "2026年版"
    assert counts(take_in(session, table)) == (1, 0, 0, 1, 0)
