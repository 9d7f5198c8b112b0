"""Waivers: a finding set aside until a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.errors import Refused
from powerctl.model import Finding
from powerctl.rulebook.waivers import grant, list_waivers, state_on, withdraw
from powerctl.store.transaction import reading, transaction
from tests.rulebook.invented import DUTY, RULES, TODAY, check, edit_power, line, make_county, stored

OFFICE, TOWN = "ZJJ-BGS/许可一#1", "BSZ/许可一#1"
END = date(2026, 6, 30)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = make_county(tmp_path / "county.db")
    check(path)
    return path


def waive(path: Path, item: str = OFFICE, **changed: object) -> int:
    fields = {
        "rule": "TST001",
        "reason": "机构改革，事项正在移交",
        "document": "清纪发〔2026〕3号",
        "approved_by": "陈一鸣",
        "granted_on": TODAY,
        "expires_on": END,
    }
    with transaction(path, "测试", "waive") as session:
        waiver = grant(session, item=item, rules=RULES, **(fields | changed))
        assert waiver.id is not None
        return waiver.id


def test_a_waived_finding_is_shown_but_does_not_count(county: Path):
    waive(county)
    report = check(county, DUTY)
    assert line(report, "TST001") == (3, 1, 0, 1, 1)
    (it,) = [it for it in report.outcomes if it.outcome.item == OFFICE]
    assert not it.counts
    assert it.waiver is not None
    assert it.waiver.document == "清纪发〔2026〕3号"
    assert report.findings() == []
    assert {row.item: row.waived for row in stored(county, Finding) if row.rule == "TST001"}[OFFICE] is True


@pytest.mark.parametrize(("as_of", "findings"), [(TODAY, 0), (END, 0), (END + timedelta(days=1), 1)])
def test_a_waiver_counts_to_its_last_day_and_an_expired_one_returns_by_itself(
    county: Path, as_of: date, findings: int
):
    waive(county)
    assert line(check(county, DUTY, as_of=as_of), "TST001")[2] == findings


def test_a_waiver_returns_in_the_file_too(county: Path):
    waive(county)
    check(county, DUTY)
    check(county, DUTY, as_of=END + timedelta(days=1))
    assert not any(row.waived for row in stored(county, Finding))


def test_a_waiver_does_not_reach_back_before_it_was_granted(county: Path):
    waive(county, granted_on=TODAY + timedelta(days=9))
    assert line(check(county, DUTY), "TST001")[2] == 1


def test_a_withdrawn_waiver_counts_no_more_from_that_day(county: Path):
    number = waive(county)
    with transaction(county, "测试", "waive withdraw") as session:
        withdraw(session, number, date(2026, 4, 1))
    assert line(check(county, DUTY, as_of=date(2026, 3, 31)), "TST001")[4] == 1
    assert line(check(county, DUTY, as_of=date(2026, 4, 1)), "TST001")[4] == 0


def test_a_waived_finding_that_can_no_longer_be_told_is_not_set_aside(county: Path):
    waive(county)
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 3, responsibility=None)
    assert line(check(county, DUTY), "TST001") == (3, 1, 0, 2, 0)


def test_what_cannot_be_told_cannot_be_waived(county: Path):
    with pytest.raises(Refused, match="无法判断"):
        waive(county, TOWN)


def test_a_finding_that_does_not_exist_is_refused_with_the_nearest(county: Path):
    with pytest.raises(Refused, match=OFFICE) as refused:
        waive(county, "ZJJ-BGS/许可二#1")
    assert refused.value.hint == "powerctl check --select TST001"


def test_a_resolved_finding_cannot_be_waived(county: Path):
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 3, responsibility="审查材料")
    check(county, DUTY)
    with pytest.raises(Refused, match="没有检查对象"):
        waive(county)


def test_an_unknown_rule_is_refused_with_the_nearest(county: Path):
    with pytest.raises(Refused, match="TST001"):
        waive(county, rule="TST01")


def test_an_end_before_the_beginning_is_refused(county: Path):
    with pytest.raises(Refused, match="2026-02-28 早于"):
        waive(county, expires_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("field", "said"), [("reason", "理由"), ("document", "批准文件"), ("approved_by", "批准人")]
)
def test_a_waiver_needs_a_reason_a_document_and_a_person(county: Path, field: str, said: str):
    with pytest.raises(Refused, match=said):
        waive(county, **{field: " "})


def test_a_second_waiver_for_the_same_days_is_refused_and_one_for_later_days_is_not(county: Path):
    number = waive(county)
    with pytest.raises(Refused, match=f"{number} 号"):
        waive(county, granted_on=END, expires_on=END + timedelta(days=30))
    waive(county, granted_on=END + timedelta(days=1), expires_on=END + timedelta(days=30))


def test_after_a_withdrawal_the_finding_can_be_waived_again(county: Path):
    number = waive(county)
    with transaction(county, "测试", "waive withdraw") as session:
        withdraw(session, number, date(2026, 4, 1))
    waive(county, granted_on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("number", "day", "said"),
    [(99, TODAY, "没有 99 号"), (1, TODAY - timedelta(days=1), "不在"), (1, END + timedelta(days=1), "不在")],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(county: Path, number: int, day: date, said: str):
    waive(county)
    with (
        pytest.raises(Refused, match=said),
        transaction(county, "测试", "waive withdraw") as session,
    ):
        withdraw(session, number, day)


def test_a_waiver_is_withdrawn_once(county: Path):
    number = waive(county)
    with transaction(county, "测试", "waive withdraw") as session:
        withdraw(session, number, TODAY)
    with (
        pytest.raises(Refused, match="已于 2026-03-01 撤回"),
        transaction(county, "测试", "waive withdraw") as session,
    ):
        withdraw(session, number, TODAY)


def test_the_list_notes_what_is_about_to_expire(county: Path):
    waive(county)
    for as_of, state in (
        (date(2026, 2, 1), "未生效"),
        (date(2026, 5, 31), "有效"),
        (date(2026, 6, 1), "即将到期"),
        (END, "即将到期"),
        (END + timedelta(days=1), "已到期"),
    ):
        with reading(county) as session:
            (waiver,) = list_waivers(session, as_of)
        assert waiver.state == state, as_of
        assert waiver.approved_by == "陈一鸣"


DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@given(DAYS, DAYS, DAYS, st.none() | DAYS, st.integers(0, 90))
@settings(max_examples=150, deadline=None)
def test_a_waiver_counts_exactly_from_its_first_to_its_last_day_unless_withdrawn(
    day: date, granted: date, expires: date, withdrawn: date | None, soon: int
):
    counts = state_on(day, granted, expires, withdrawn, soon) in ("有效", "即将到期")
    assert counts == (granted <= day <= expires and not (withdrawn is not None and withdrawn <= day))
