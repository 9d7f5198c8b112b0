"""Limits by the day of an act: a meeting is judged by what counted when it was held (norms D.1, 7)."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session

from powerctl.limits.declared import declared
from powerctl.limits.in_force import put_in_force
from powerctl.limits.overrides import set_limit
from powerctl.limits.spans import limit_span
from powerctl.limits.stored import limit_value
from powerctl.store.transaction import reading

TODAY = date(2026, 3, 1)
DOCUMENT = "清纪发〔2020〕1号"
NAME = "meeting.quorum_general"


def counted(session: Session, name: str, unit_id: int, day: date) -> tuple[int | None, str]:
    query = select(limit_span.c.numerator, limit_span.c.words).where(
        limit_span.c.name == name,
        limit_span.c.unit_id == unit_id,
        limit_span.c.first_day <= day,
        limit_span.c.last_day >= day,
    )
    ((numerator, words),) = session.execute(query)
    return numerator, words


def test_a_day_before_the_first_value_meets_a_span_without_a_number(county: Path):
    with reading(county) as session:
        put_in_force(session, TODAY, [NAME])
        assert counted(session, NAME, 2, date(2011, 6, 12)) == (None, "未设定")
        assert counted(session, NAME, 2, date(2011, 6, 13)) == (2, "2/3")


def test_what_was_set_later_does_not_reach_back(session: Session):
    set_limit(session, "meeting.notice_days", "5", date(2024, 1, 1), DOCUMENT, unit_id=2)
    put_in_force(session, TODAY)
    assert counted(session, "meeting.notice_days", 3, date(2023, 12, 31))[0] == 2
    assert counted(session, "meeting.notice_days", 3, date(2024, 1, 1))[0] == 5
    assert counted(session, "meeting.notice_days", 4, date(2024, 1, 1))[0] == 2


def test_what_is_set_for_the_time_to_come_counts_from_then_on(session: Session):
    """The day of the check does not matter, only the day of the act."""
    set_limit(session, "meeting.notice_days", "4", date(2027, 1, 1), DOCUMENT)
    put_in_force(session, TODAY)
    assert counted(session, "meeting.notice_days", 1, TODAY)[0] == 2
    assert counted(session, "meeting.notice_days", 1, date(2027, 1, 1))[0] == 4


def test_the_spans_of_a_limit_cover_every_day_once_and_say_what_limit_value_says(session: Session):
    set_limit(session, NAME, "1/3", date(2014, 5, 1), DOCUMENT, unit_id=1)
    set_limit(session, NAME, "1/2", date(2020, 1, 1), DOCUMENT)
    set_limit(session, "vote.majority_over", "2/3", date(2022, 7, 1), DOCUMENT, unit_id=3)
    put_in_force(session, TODAY)
    for name in declared():
        for unit_id in (1, 2, 3, 4):
            query = select(limit_span).where(limit_span.c.name == name, limit_span.c.unit_id == unit_id)
            rows = session.execute(query.order_by(limit_span.c.first_day)).all()
            assert rows[0].first_day == date.min
            assert rows[-1].last_day == date.max
            for before, after in pairwise(rows):
                assert after.first_day == before.last_day + timedelta(days=1)
            for row in rows:
                limit = limit_value(session, name, row.last_day, unit_id)
                assert (row.words, row.cites, row.beyond_floor) == (
                    limit.words,
                    limit.cites,
                    bool(limit.beyond_floor),
                )


@pytest.mark.parametrize("names", [[], [NAME]])
def test_only_the_limits_asked_for_are_put(county: Path, names: list[str]):
    with reading(county) as session:
        put_in_force(session, TODAY)
        put_in_force(session, TODAY, names)
        assert set(session.execute(select(limit_span.c.name)).scalars()) == set(names)
