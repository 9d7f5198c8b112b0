"""Coverage, heat maps and the change between two days, on a real county file (R-XZ-11, R-ZJ-05)."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from powerctl.areas.risk import points
from powerctl.areas.risk.grids import Axis, grid
from powerctl.areas.risk.trend import Held, Turn, by_level, days_between, moves, states
from powerctl.model import Post, RiskPoint, Unit
from powerctl.store.transaction import reading
from powerctl.terms import FinderMethod, PowerDomain, RiskLevel
from tests.areas.conftest import Writing

DAY = date(2026, 3, 2)


def _point(number: int, unit: int, **values: object) -> RiskPoint:
    return RiskPoint(id=number, unit_id=unit, identity=f"点{number}", ordinal=1, name=f"点{number}", **values)


@pytest.fixture
def two_units(session: Session) -> Session:
    session.add(Unit(id=1, code="A", name="财政局"))
    session.add(Unit(id=2, code="B", name="柳溪镇"))
    session.add(Unit(id=3, code="C", name="没有职务的单位"))
    session.flush()
    session.add(Post(unit_id=2, title="镇长"))
    session.add(_point(1, 1, finder=FinderMethod.SELF, domain=PowerDomain.PERSONNEL, level=RiskLevel.HIGH))
    session.add(
        _point(
            2,
            1,
            finder=FinderMethod.SELF,
            domain=PowerDomain.FINANCE,
            level=RiskLevel.LOW,
            likelihood=2,
            severity=3,
        )
    )
    session.add(_point(3, 1, finder=FinderMethod.MASSES, level=None, closed_on=DAY))
    session.add(_point(4, 1, level=None))
    session.flush()
    return session  # fmt: skip


def test_a_coverage_table_shows_units_that_found_nothing_and_every_gap(two_units: Session) -> None:
    """R-XZ-11"""
    made = grid(two_units, DAY, Axis.UNIT, Axis.FINDER)
    assert made.rows == ["财政局", "柳溪镇"]
    assert made.count("财政局", "自己找") == 2
    assert made.gaps("财政局") == ["上级点", "群众帮", "互相查", "组织审"]
    assert made.gaps("柳溪镇") == ["自己找", "上级点", "群众帮", "互相查", "组织审"]
    assert made.count("财政局", "未注明") == 1


def test_assets_are_counted_and_not_asked_for(two_units: Session) -> None:
    """R-XZ-11"""
    made = grid(two_units, DAY, Axis.UNIT, Axis.DOMAIN)
    assert made.columns == ["人事权", "事权", "财权", "物权", "未注明"]
    assert made.gaps("财政局") == ["事权"]


def test_a_heat_map_adds_up_and_tells_the_highest_level(two_units: Session) -> None:
    """R-ZJ-05"""
    made = grid(two_units, DAY, Axis.DOMAIN, Axis.LEVEL)
    assert made.total == sum(made.row_total(row) for row in made.rows) == 3
    severe = grid(two_units, DAY, Axis.LIKELIHOOD, Axis.SEVERITY, units={1})
    assert (severe.count("2", "3"), severe.level("2", "3")) == (1, "低")
    assert severe.count("未注明", "未注明") == 2
    assert grid(two_units, DAY, Axis.UNIT, Axis.LEVEL, units={2}).total == 0


def test_points_open_close_rise_and_fall_as_the_ledger_wrote_it(county: Path, writing: Writing) -> None:
    """R-ZJ-05"""
    days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    with writing() as db:
        db.add(Unit(id=1, code="A", name="财政局"))
        db.flush()
        for number, level in ((1, RiskLevel.HIGH), (2, RiskLevel.LOW), (3, None), (4, RiskLevel.LOW)):
            db.add(_point(number, 1, level=level))
    first = _recorded_at(county, "2026-01-31T15:59:59.000Z")
    with writing() as db:
        points.edit_point(db, db.get_one(RiskPoint, 1), {"level": "中"})
        points.edit_point(db, db.get_one(RiskPoint, 2), {"level": "高"})
        points.edit_point(db, db.get_one(RiskPoint, 3), {"level": "低"})
        points.retire_point(db, db.get_one(RiskPoint, 4), on=date(2026, 3, 1), reason="机构撤销")
        db.add(_point(5, 1))
    # Midnight in Beijing: this belongs to February.
    _recorded_at(county, "2026-01-31T16:00:00.000Z", first)
    with reading(county) as db:
        found = states(db, days)
    assert [len(found[day]) for day in days] == [4, 5, 4]
    turns = {each.number: each.turn for each in moves(found[days[0]], found[days[2]])}
    assert turns == {1: Turn.LOWERED, 2: Turn.RAISED, 3: Turn.RATED, 4: Turn.CLOSED, 5: Turn.OPENED}
    assert by_level(found[days[2]])["高"] == 1
    assert moves(found[days[0]], found[days[2]], {2}) == []


def test_a_point_that_was_taken_away_is_gone(county: Path, writing: Writing) -> None:
    """R-ZJ-05"""
    with writing() as db:
        db.add(Unit(id=1, code="A", name="财政局"))
        db.flush()
        db.add(_point(1, 1))
    first = _recorded_at(county, "2026-01-01T00:00:00.000Z")
    with writing() as db:
        db.delete(db.get_one(RiskPoint, 1))
    _recorded_at(county, "2026-02-02T00:00:00.000Z", first)
    with reading(county) as db:
        found = states(db, [date(2026, 2, 1), date(2026, 2, 2)])
    assert found[date(2026, 2, 1)] == {1: Held(1, "点1", None)}
    assert found[date(2026, 2, 2)] == {}


def test_days_of_a_picture_keep_both_ends_and_are_no_more_than_asked() -> None:
    assert days_between(date(2026, 1, 15), date(2026, 3, 31)) == [
        date(2026, 1, 15), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    ]  # fmt: skip
    many = days_between(date(2020, 1, 1), date(2026, 3, 2), 12)
    assert (len(many), many[0], many[-1]) == (12, date(2020, 1, 1), date(2026, 3, 2))
    assert days_between(date(2026, 1, 31), date(2026, 2, 1)) == [date(2026, 1, 31), date(2026, 2, 1)]


def _recorded_at(county: Path, moment: str, after: int = 0) -> int:
    """Gives changes another moment, as if the computer's clock had said so; the last change's number."""
    with closing(sqlite3.connect(county, isolation_level=None)) as db:
        guard = "ledger_change_stays"
        (made,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)).fetchone()
        db.execute(f"DROP TRIGGER {guard}")
        db.execute("UPDATE ledger_change SET at = ? WHERE seq > ?", (moment, after))
        db.execute(made)
        return int(db.execute("SELECT max(seq) FROM ledger_change").fetchone()[0])
