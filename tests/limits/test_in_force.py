"""The TEMP tables that rules join."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from powerctl.limits.calendar import LAST_KNOWN_DAY, is_working_day
from powerctl.limits.declared import declared
from powerctl.limits.in_force import check_day, limit_on, put_in_force, working_day
from powerctl.limits.overrides import set_limit
from powerctl.limits.stored import limit_value
from powerctl.store.transaction import reading, transaction
from powerctl.store.verify import verify

TODAY = date(2026, 3, 1)
DOCUMENT = "清纪发〔2020〕1号"


def rows(session: Session, name: str) -> dict[int | None, tuple[int | None, int]]:
    found = session.execute(
        select(limit_on.c.unit_id, limit_on.c.numerator, limit_on.c.denominator).where(
            limit_on.c.name == name
        )
    )
    return {unit: (above, below) for unit, above, below in found}


def test_every_limit_has_a_row_for_the_county_and_one_for_each_unit(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY)
        assert rows(session, "meeting.quorum_general") == dict.fromkeys((None, 1, 2, 3, 4), (2, 3))
        total = session.execute(select(func.count()).select_from(limit_on)).scalar()
    assert total == len(declared()) * 5


def test_an_unset_limit_has_no_number_so_that_arithmetic_cannot_tell(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY)
        assert rows(session, "risk.product_high")[None] == (None, 1)
        answer = session.execute(
            select(limit_on.c.numerator < 5).where(limit_on.c.name == "risk.product_high").limit(1)
        ).scalar()
    assert answer is None


def test_a_limit_before_its_first_day_is_unset(county: Path):
    with reading(county) as session:
        put_in_force(session, date(2011, 6, 12))
        assert rows(session, "meeting.quorum_general")[2] == (None, 1)


def test_a_units_own_value_stands_in_its_row_and_in_those_below_it(session: Session):
    set_limit(session, "meeting.notice_days", "3", date(2020, 1, 1), DOCUMENT)
    set_limit(session, "meeting.notice_days", "5", date(2020, 1, 1), DOCUMENT, unit_id=2)
    put_in_force(session, TODAY)
    assert rows(session, "meeting.notice_days") == {None: (3, 1), 1: (3, 1), 2: (5, 1), 3: (5, 1), 4: (3, 1)}


def test_the_tables_say_the_same_as_limit_value(session: Session):
    set_limit(session, "meeting.quorum_general", "1/3", date(2020, 1, 1), DOCUMENT, unit_id=1)
    set_limit(session, "finance.team_limit", "5万", date(2020, 1, 1), DOCUMENT, unit_id=3)
    put_in_force(session, TODAY)
    for row in session.execute(select(limit_on)):
        limit = limit_value(session, row.name, TODAY, row.unit_id)
        assert (row.words, row.cites, row.beyond_floor) == (
            limit.words,
            limit.cites,
            bool(limit.beyond_floor),
        )


def test_only_the_limits_asked_for_are_put(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY, ["risk.measures_ratio"])
        assert set(session.execute(select(limit_on.c.name)).scalars()) == {"risk.measures_ratio"}
        put_in_force(session, TODAY, [])
        assert session.execute(select(limit_on)).first() is None


def test_put_again_for_another_day_replaces_the_first(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY)
        put_in_force(session, date(2010, 1, 1))
        assert session.execute(select(check_day.c.day)).scalars().all() == [date(2010, 1, 1)]
        assert rows(session, "meeting.quorum_general")[None] == (None, 1)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 9, 30), date(2026, 10, 10), 3),  # National Day, and the make-up Saturday after it
        (date(2024, 2, 9), date(2024, 2, 18), 1),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
    ],
)
def test_working_days_are_a_difference_of_two_rows(county: Path, start: date, end: date, days: int):
    first, last = working_day.alias(), working_day.alias()
    with reading(county) as session:
        put_in_force(session, TODAY)
        found = session.execute(
            select(last.c.number - first.c.number)
            .join_from(first, last, last.c.day == end)
            .where(first.c.day == start)
        ).scalar()
    assert found == days


def test_a_day_beyond_the_known_ones_has_no_row(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY)
        last = session.execute(select(func.max(working_day.c.day))).scalar()
    assert last == LAST_KNOWN_DAY
    assert is_working_day(LAST_KNOWN_DAY) is not None


def test_the_countys_file_is_not_written(county: Path):
    before = county.read_bytes()
    with reading(county) as session:
        put_in_force(session, TODAY)
    assert county.read_bytes() == before
    with transaction(county, "测试", "check") as session:
        put_in_force(session, TODAY)
    assert verify(county) == []
    with reading(county) as session:
        put_in_force(session, TODAY)
