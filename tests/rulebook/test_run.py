"""Running the check: three answers, counts that balance, and what is kept."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, null, select

from powerctl.errors import Refused
from powerctl.limits.overrides import set_limit
from powerctl.model import CheckResult, CheckRun, Edition, Finding, Power, RiskPoint
from powerctl.rulebook.rule import FINDING, UNKNOWN
from powerctl.rulebook.run import run_check
from powerctl.store.transaction import empty, reading, transaction
from powerctl.store.verify import verify
from powerctl.terms import FindingStatus, Severity, Verdict
from tests.rulebook.invented import (
    DUTY,
    DUTY_COUNTED_BY_ROWS,
    NOTED,
    PRODUCT,
    TODAY,
    answers,
    change,
    check,
    edit_power,
    line,
    make_county,
    make_rule,
    stored,
)

OFFICE, TOWN = "ZJJ-BGS/许可一#1", "BSZ/许可一#1"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return make_county(tmp_path / "county.db")


def point(**fields: object) -> RiskPoint:
    values = {"id": 1, "unit_id": 2, "identity": "点一", "ordinal": 1, "name": "点一", "importance": 5}
    return RiskPoint(**(values | {"frequency": 4, "probability": 3} | fields))


def test_a_rule_says_how_many_it_examined_and_what_became_of_each(county: Path):
    report = check(county)
    assert line(report, "TST001") == (3, 1, 1, 1, 0)
    assert answers(report, "TST001") == {OFFICE: FINDING, TOWN: UNKNOWN}


def test_every_selected_rule_has_its_line_even_when_it_found_nothing(county: Path):
    report = check(county)
    assert [result.rule.code for result in report.results] == ["TST001", "TST002", "ABC001"]
    assert line(report, "TST002") == (0, 0, 0, 0, 0)


def test_a_verdict_that_could_not_be_computed_never_passes(county: Path):
    """Product.md 2: missing data never passes."""
    report = check(county, NOTED)
    assert answers(report, "ABC001") == {"BSZ": FINDING, "ZJJ": UNKNOWN, "ZJJ-BGS": UNKNOWN}
    assert line(report, "ABC001") == (4, 1, 1, 2, 0)


@pytest.mark.parametrize(
    ("first", "second", "worse"),
    [("审查材料", "无", FINDING), (None, "无", FINDING), ("无", None, FINDING), ("审查材料", None, UNKNOWN)],
)
def test_of_two_rows_of_one_item_the_worse_stands(
    county: Path, first: str | None, second: str | None, worse: int
):
    change(county, Edition(id=9, unit_id=2, name="2026年版"))
    same = {"unit_id": 2, "identity": "许可一", "ordinal": 1, "name": "许可一"}
    change(county, Power(id=9, edition_id=9, responsibility=second, **same))
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 2, responsibility=first)
    report = check(county, DUTY)
    assert answers(report, "TST001")["ZJJ/许可一#1"] == worse
    assert line(report, "TST001")[:2] == (3, 0)


@pytest.mark.parametrize("editions", [1, 2])
def test_counting_rows_where_items_cannot_repeat_gives_the_same_numbers(county: Path, editions: int):
    if editions == 2:
        change(county, Edition(id=9, unit_id=2, name="2026年版"))
        change(county, Power(id=9, edition_id=9, unit_id=2, identity="许可一", ordinal=1, name="许可一"))
    assert line(check(county, DUTY_COUNTED_BY_ROWS), "TST001") == line(check(county, DUTY), "TST001")


def test_a_rule_whose_limit_is_not_set_cannot_tell_and_says_what_to_set(county: Path):
    """Product.md 4; R-XZ-12"""
    change(county, point())
    (it,) = check(county, PRODUCT).outcomes
    assert it.outcome.verdict == UNKNOWN
    assert "未设定" in it.outcome.message
    assert "risk.product_high" in it.outcome.advice
    assert "powerctl limit set" in it.outcome.advice


def test_once_the_limit_is_set_the_same_point_is_judged(county: Path):
    change(county, point())
    with transaction(county, "测试", "limit set") as session:
        set_limit(session, "risk.product_high", "60", date(2026, 1, 1), "清纪发〔2026〕1号")
    (it,) = check(county, PRODUCT).outcomes
    assert (it.outcome.verdict, it.outcome.message) == (FINDING, "乘积 60，分界 60 分")
    assert "limit set" not in it.outcome.advice
    assert check(county, PRODUCT, as_of=date(2025, 12, 31)).outcomes[0].outcome.verdict == UNKNOWN


def test_the_severity_may_depend_on_the_item(county: Path):
    change(county, point(), point(id=2, identity="点二", importance=1))
    found = {it.outcome.item: it.outcome.severity for it in check(county, PRODUCT).outcomes}
    assert found == {"ZJJ/点一#1": Severity.ERROR, "ZJJ/点二#1": Severity.INFO}


def test_a_unit_is_checked_with_the_units_below_it(county: Path):
    report = check(county, DUTY, unit_code="ZJJ")
    assert (report.scope.name, line(report, "TST001")) == ("住建局", (2, 1, 1, 0, 0))
    assert line(check(county, DUTY, unit_code="白石镇"), "TST001") == (1, 0, 0, 1, 0)


def test_an_unknown_unit_is_refused_with_the_nearest_ones(county: Path):
    with pytest.raises(Refused, match="没有名为或代码为“ZJ”的单位；相近的有：住建局") as refused:
        check(county, DUTY, unit_code="ZJ")
    assert refused.value.hint == "powerctl unit list"


def test_only_the_selected_rules_run(county: Path):
    assert [result.rule.code for result in check(county, select="tst").results] == ["TST001", "TST002"]


def test_a_finding_is_kept_with_its_words_and_its_run(county: Path):
    report = check(county, DUTY, head_code="ABCDEF")
    found = {row.item: row for row in stored(county, Finding)}
    row = found[OFFICE]
    assert (row.verdict, row.severity, row.status) == (Verdict.FINDING, Severity.WARNING, FindingStatus.NEW)
    assert (row.message, row.subject, row.unit_id, row.waived) == ("责任事项：无", "许可一", 3, False)
    assert row.first_run_id == row.last_run_id == report.run_id
    (run,) = stored(county, CheckRun)
    assert (run.as_of, run.ran_at, run.head_code) == (
        TODAY,
        datetime(2026, 3, 1, 9, 30),
        "ABCDEF",
    )
    (result,) = stored(county, CheckResult)
    assert (result.examined, result.passed, result.findings, result.unknown) == (3, 1, 1, 1)


def test_a_second_run_finds_the_same_persisting_and_nothing_twice(county: Path):
    check(county)
    report = check(county)
    assert report.count(FindingStatus.NEW) == 0
    assert report.count(FindingStatus.PERSISTING) == len(report.outcomes) == 5
    assert {row.status for row in stored(county, Finding)} == {FindingStatus.PERSISTING}
    assert {(row.first_run_id, row.last_run_id) for row in stored(county, Finding)} == {(1, 2)}


def test_a_finding_put_right_is_resolved(county: Path):
    check(county, DUTY)
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 3, responsibility="审查材料")
    (gone,) = check(county, DUTY).resolved
    assert (gone.item, gone.gone) == (OFFICE, False)
    row = next(row for row in stored(county, Finding) if row.item == OFFICE)
    assert row.status is FindingStatus.RESOLVED
    assert row.message.startswith("已消除：本次检查通过")
    assert "责任事项：无" in row.message


def test_a_finding_whose_record_is_gone_is_resolved_and_says_so(county: Path):
    """Product.md 2: resolved, not passed."""
    check(county, DUTY)
    with transaction(county, "测试", "power delete") as session:
        session.delete(session.get(Power, 3))
    report = check(county, DUTY)
    (gone,) = report.resolved
    assert gone.gone
    assert "记录已不在册" in gone.message
    assert line(report, "TST001") == (2, 1, 0, 1, 0)


def test_what_was_resolved_and_comes_back_is_new_again(county: Path):
    check(county, DUTY)
    for duty in ("审查材料", "无"):
        with transaction(county, "测试", "power edit") as session:
            edit_power(session, 3, responsibility=duty)
        report = check(county, DUTY)
    assert {it.outcome.item: it.status for it in report.outcomes}[OFFICE] is FindingStatus.NEW
    assert report.resolved == ()
    row = next(row for row in stored(county, Finding) if row.item == OFFICE)
    assert (row.status, row.message) == (FindingStatus.NEW, "责任事项：无")


def test_a_resolved_finding_is_not_reported_again(county: Path):
    check(county, DUTY)
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 3, responsibility="审查材料")
    assert len(check(county, DUTY).resolved) == 1
    assert check(county, DUTY).resolved == ()


def test_an_unknown_that_becomes_a_finding_is_new_and_the_other_way_persists(county: Path):
    check(county, DUTY)
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 4, responsibility="无")
        edit_power(session, 3, responsibility=None)
    report = check(county, DUTY)
    found = {it.outcome.item: (it.outcome.verdict, it.status) for it in report.outcomes}
    assert found == {TOWN: (FINDING, FindingStatus.NEW), OFFICE: (UNKNOWN, FindingStatus.PERSISTING)}
    assert {row.item: row.verdict for row in stored(county, Finding)} == {
        TOWN: Verdict.FINDING,
        OFFICE: Verdict.UNKNOWN,
    }


def test_a_finding_survives_that_its_record_is_imported_anew(county: Path):
    check(county, DUTY)
    with transaction(county, "测试", "import") as session:
        session.delete(session.get(Power, 3))
        session.flush()
        again = {"unit_id": 3, "edition_id": 3, "identity": "许可一", "ordinal": 1}
        session.add(Power(id=77, name="许可一（改写）", responsibility="无", **again))
    report = check(county, DUTY)
    assert {it.status for it in report.outcomes} == {FindingStatus.PERSISTING}
    row = next(row for row in stored(county, Finding) if row.item == OFFICE)
    assert row.subject == "许可一（改写）"


def test_a_run_of_one_unit_leaves_the_findings_of_others_alone(county: Path):
    check(county, DUTY)
    with transaction(county, "测试", "power edit") as session:
        edit_power(session, 3, responsibility="审查材料")
        edit_power(session, 4, responsibility="审查材料")
    report = check(county, DUTY, unit_code="BSZ")
    assert [gone.item for gone in report.resolved] == [TOWN]
    rows = {row.item: (row.status, row.last_run_id) for row in stored(county, Finding)}
    assert rows == {TOWN: (FindingStatus.RESOLVED, 2), OFFICE: (FindingStatus.NEW, 1)}


def test_a_run_of_one_rule_leaves_the_findings_of_others_alone(county: Path):
    check(county)
    report = check(county, select="ABC001")
    assert report.resolved == ()
    assert {row.last_run_id for row in stored(county, Finding) if row.rule == "TST001"} == {1}


def test_a_run_as_of_an_earlier_day_only_shows(county: Path):
    check(county, DUTY)
    before = stored(county, Finding)
    report = check(county, DUTY, as_of=date(2020, 1, 1))
    assert report.run_id is None
    assert "2026-03-01" in report.note
    assert stored(county, Finding) == before
    assert len(stored(county, CheckRun)) == 1


def test_a_dry_run_needs_no_writing_session(county: Path):
    with reading(county) as session:
        report = run_check(session, as_of=TODAY, ran_at=datetime(2026, 3, 1), store=False, rules=(DUTY,))
    assert report.run_id is None
    assert line(report, "TST001") == (3, 1, 1, 1, 0)
    assert stored(county, Finding) == []


def test_an_empty_county_passes_nothing():
    with empty() as session:
        report = run_check(
            session, as_of=TODAY, ran_at=datetime(2026, 3, 1), store=False, rules=(DUTY, NOTED)
        )
    assert [(result.examined, result.passed) for result in report.results] == [(0, 0), (0, 0)]


def test_a_run_leaves_the_ledger_whole_and_untouched(county: Path):
    check(county)
    check(county)
    assert verify(county) == []


def test_progress_names_each_rule_before_it_is_asked(county: Path):
    seen: list[tuple[str, int, int]] = []
    check(county, progress=lambda rule, done, total: seen.append((rule.code, done, total)))
    assert seen == [("TST001", 0, 3), ("TST002", 1, 3), ("ABC001", 2, 3)]


def test_findings_can_be_asked_by_severity(county: Path):
    report = check(county)
    assert [it.outcome.rule for it in report.findings(Severity.ERROR)] == ["ABC001"]
    assert len(report.findings()) == 2


def test_an_item_without_a_key_is_a_bug_of_the_rule(county: Path):
    keyless = make_rule(
        "TST009",
        lambda: select(
            null().label("item"),
            literal(2).label("unit_id"),
            literal(2).label("verdict"),
            literal("x").label("subject"),
            null().label("origin"),
        ),
    )
    with pytest.raises(ValueError, match="TST009"):
        check(county, keyless)


@given(st.lists(st.sampled_from([None, "无", "审查材料"]), min_size=3, max_size=3), st.integers(0, 2))
@settings(max_examples=12, deadline=None)
def test_every_items_answer_is_counted_exactly_once(
    tmp_path_factory: pytest.TempPathFactory, duties: list[str | None], emptied: int
):
    path = make_county(tmp_path_factory.mktemp("law") / "county.db")
    with transaction(path, "测试", "power edit") as session:
        for power_id, duty in zip((2, 3, 4), duties, strict=True):
            edit_power(session, power_id, responsibility=duty)
    before = check(path, DUTY)
    examined, passed, findings, unknown, waived = line(before, "TST001")
    assert examined == passed + findings + unknown + waived
    assert (findings, unknown) == (duties.count("无"), duties.count(None))
    with transaction(path, "测试", "power edit") as session:
        edit_power(session, emptied + 2, responsibility=None)
    after = check(path, DUTY)
    assert set(answers(before, "TST001")) <= set(answers(after, "TST001"))
    assert after.resolved == ()


def test_a_day_more_than_a_year_ahead_is_shown_and_not_kept(county: Path):
    report = check(county, as_of=date(2062, 3, 1))
    assert report.run_id is None and "未保存" in report.note
    assert check(county).run_id == 1, "and it bars no later run"


def test_a_look_some_months_ahead_bars_no_check_of_today(county: Path):
    assert check(county, as_of=date(2026, 9, 1)).run_id == 1
    assert check(county).run_id == 2
