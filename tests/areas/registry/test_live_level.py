"""A power's live risk level: the worst open point's, raised by recent serious findings (R-FS-07)."""

import importlib
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from powerctl.areas.registry.live_level import LIMITS, LiveLevel, live_levels, settle
from powerctl.limits.in_force import put_in_force
from powerctl.limits.overrides import set_limit
from powerctl.model import CheckRun, Edition, Exercise, Finding, Power, RiskPoint, Unit
from powerctl.terms import FindingStatus, RiskLevel, Severity, Verdict

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _county(session: Session) -> None:
    importlib.import_module("powerctl.model").load_all()
    session.add(Unit(id=1, code="CZJ", name="青禾县财政局"))
    session.flush()
    session.add(Edition(id=1, unit_id=1, name="旧", in_force_from=date(2025, 1, 1)))
    session.add(Edition(id=2, unit_id=1, name="新", in_force_from=date(2026, 1, 1)))
    session.flush()
    for number, edition in ((1, 1), (2, 2)):
        session.add(Power(id=number, unit_id=1, edition_id=edition, identity="甲", ordinal=1, name="甲"))
    session.flush()


def point(session: Session, number: int, level: RiskLevel | None, **more: Any) -> None:
    more.setdefault("power_id", 2)
    name = f"点{number}"
    session.add(RiskPoint(id=number, unit_id=1, identity=name, ordinal=1, name=name, level=level, **more))
    session.flush()


def finding(session: Session, item: str = "CZJ/甲#1", run_on: date = DAY, **more: Any) -> None:
    run = CheckRun(ran_at=datetime(2026, 3, 2, 9), as_of=run_on)
    session.add(run)
    session.flush()
    values: dict[str, Any] = {
        "rule": "REG018", "unit_id": 1, "verdict": Verdict.FINDING, "severity": Severity.ERROR, "subject": "甲",
        "message": "问题", "advice": "处理", "waived": False, "status": FindingStatus.PERSISTING,
    }  # fmt: skip
    values |= {"item": item, "first_run_id": run.id, "last_run_id": run.id}
    session.add(Finding(**(values | more)))
    session.flush()


def level(session: Session, day: date = DAY) -> LiveLevel:
    put_in_force(session, day, LIMITS)
    (one,) = live_levels(session)
    return one


def test_a_power_has_the_level_of_its_worst_open_point_of_any_edition(session: Session) -> None:
    """R-FS-07"""
    point(session, 1, RiskLevel.LOW)
    point(session, 2, RiskLevel.MEDIUM, power_id=1)
    point(session, 3, RiskLevel.HIGH, closed_on=DAY)
    assert (level(session).level, level(session).power_id) == (RiskLevel.MEDIUM, 2)
    assert level(session, date(2026, 3, 1)).level is RiskLevel.HIGH


def test_a_power_without_an_open_point_has_no_level_whatever_was_found(session: Session) -> None:
    finding(session)
    one = level(session)
    assert (one.level, one.certain, one.words) == (None, True, "未定级")


def test_a_recent_serious_finding_raises_by_one_step_and_says_why(session: Session) -> None:
    point(session, 1, RiskLevel.LOW)
    finding(session)
    finding(session, rule="REG001")
    one = level(session)
    assert one.level is RiskLevel.MEDIUM
    assert one.reason == (
        "在控风险点 1 个，最高为低；近 12 个月检查确认严重问题 2 个（REG001、REG018），上调一级"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"verdict": Verdict.UNKNOWN},
        {"severity": Severity.WARNING},
        {"waived": True},
        {"status": FindingStatus.RESOLVED},
        {"run_on": date(2025, 3, 1)},
        {"run_on": date(2026, 3, 3)},
        {"item": "CZJ/乙#1"},
        {"item": "CZJ/甲#2"},
    ],
)
def test_what_does_not_count_raises_nothing(more: dict[str, Any], session: Session) -> None:
    point(session, 1, RiskLevel.LOW)
    finding(session, **more)
    assert level(session).level is RiskLevel.LOW


def test_findings_on_its_points_and_exercises_count_for_the_power(session: Session) -> None:
    point(session, 1, RiskLevel.LOW)
    finding(session, item="CZJ/点1#1", rule="RSK007", run_on=date(2025, 3, 2))
    assert level(session).level is RiskLevel.MEDIUM
    session.add(Exercise(id=1, unit_id=1, identity="办1", ordinal=1, power_id=1))
    finding(session, item="CZJ/办1#1", rule="REG007")
    assert "2 个（REG007、RSK007）" in level(session).reason


def test_how_many_findings_raise_and_for_how_long_is_the_countys_own(session: Session) -> None:
    point(session, 1, RiskLevel.LOW)
    finding(session, run_on=date(2025, 12, 1))
    set_limit(session, "risk.raise_findings", "2", date(2026, 1, 1), "青纪发1号")
    one = level(session)
    assert one.level is RiskLevel.LOW and "不足 2 个，不上调" in one.reason
    set_limit(session, "risk.raise_findings", "1", date(2026, 1, 1), "青纪发1号")
    assert level(session).level is RiskLevel.MEDIUM
    set_limit(session, "risk.raise_months", "2", date(2026, 1, 1), "青纪发1号")
    assert level(session).level is RiskLevel.LOW


def test_a_point_without_a_level_leaves_it_open_unless_nothing_is_worse(session: Session) -> None:
    point(session, 1, None)
    assert (level(session).level, level(session).words) == (None, "无法判断")
    point(session, 2, RiskLevel.MEDIUM)
    one = level(session)
    assert one.words == "无法判断" and "至少为中" in one.reason
    finding(session)
    assert level(session).words == "高"


_LEVELS = [RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*_LEVELS, None]), max_size=5),
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(1, 3)),
)
def test_a_level_is_certain_only_if_no_blank_could_change_it(
    levels: list[RiskLevel | None], findings: int, needed: int | None
) -> None:
    """Filling every blank in every way gives one level, or the level cannot be told."""

    def answer(filled: list[RiskLevel | None], limit: int | None) -> tuple[RiskLevel | None, bool, str]:
        ranks = [_LEVELS.index(one) + 1 for one in filled if one is not None]
        blank = sum(one is None for one in filled)
        return settle(len(filled), blank, min(ranks, default=None), findings, limit, "12 个月")

    got, certain, reason = answer(levels, needed)
    possible = {
        answer([one or guess for one in levels], limit)[0]
        for guess in _LEVELS
        for limit in ([1, 9] if needed is None else [needed])
    }
    assert reason
    if certain:
        assert possible == {got}
    else:
        assert got is None and levels
