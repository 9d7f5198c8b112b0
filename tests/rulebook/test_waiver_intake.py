"""Waivers by workbook: what `waive add` refuses is a problem with its cell."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.receipt import Plan
from powerctl.model import Finding, Waiver
from powerctl.rulebook.run import run_check
from powerctl.rulebook.waiver_intake import PLANNERS
from powerctl.rulebook.waivers import grant, in_force, withdraw
from powerctl.sheets.reading import ReadWorkbook
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.terms import Verdict
from tests.areas import workbooks
from tests.areas.workbooks import a_sheet, a_workbook, counts, told

RULE = "REG002"
AS_OF = date(2026, 3, 2)
ROW = {
    "rule": RULE,
    "item": "",
    "unit": "",
    "reason": "依据正在修订",
    "document": "青禾纪函〔2026〕12号",
    "approved_by": "周某",
    "granted_on": "2026-03-02",
    "expires_on": "2026-12-31",
    "withdrawn_on": "",
}
CELLS = dict(zip(ROW, "ABCDEFGHI", strict=True))


@pytest.fixture
def session(tmp_path):
    """A county of which one power has no legal basis."""
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "经办人", "test") as opened:
        workbooks.take_in(
            opened,
            workbooks.powers(
                {"sequence": "1", "category": "行政处罚", "name": "无依据的处罚", "basis_text": ""},
                {
                    "sequence": "2",
                    "category": "行政处罚",
                    "name": "某处罚",
                    "basis_text": "【法律】《某法》第五条",
                },
            ),
        )
        yield opened


def checked(session: Session, as_of: date = AS_OF) -> str:
    """Checks the county; the item of its finding."""
    run_check(session, as_of=as_of, select=RULE, ran_at=datetime(2026, 3, 2, 9), head_code=None)
    return session.exec(select(Finding).where(Finding.rule == RULE)).one().item


def book(*rows: dict[str, Any]) -> ReadWorkbook:
    return a_workbook("waivers", a_sheet("waivers", [ROW | row for row in rows], "情况说明"))


def planned(session: Session, *rows: dict[str, Any]) -> Plan:
    return workbooks.planned(session, book(*rows), above=PLANNERS)


def take_in(session: Session, *rows: dict[str, Any]) -> Plan:
    return workbooks.take_in(session, book(*rows), above=PLANNERS)


def problem_of(session: Session, *rows: dict[str, Any]) -> tuple[str, str]:
    plan = planned(session, *rows)
    (problem,) = plan.problems
    assert plan.receipt.rejected == 1
    assert plan.receipt.balances
    return problem.cell, problem.message


def test_a_waiver_that_is_taken_in_sets_its_finding_aside(session: Session) -> None:
    item = checked(session)
    assert counts(take_in(session, {"item": item})) == (1, 1, 0, 0, 0)
    assert (RULE, item) in in_force(session, AS_OF)
    waiver = session.exec(select(Waiver)).one()
    assert (waiver.unit_id, waiver.source_sheet, waiver.source_cell) == (1, "情况说明", "A2")


def test_a_second_import_changes_nothing(session: Session) -> None:
    item = checked(session)
    take_in(session, {"item": item})
    assert counts(planned(session, {"item": item})) == (1, 0, 0, 1, 0)
    # Reading folds what a cell cannot keep apart.
    assert counts(planned(session, {"item": f" {item} ", "rule": "reg002"})) == (1, 0, 0, 1, 0)


def test_a_later_end_and_a_withdrawal_are_taken_in(session: Session) -> None:
    item = checked(session)
    take_in(session, {"item": item})
    assert counts(take_in(session, {"item": item, "expires_on": "2027-06-30"})) == (1, 0, 1, 0, 0)
    change = {"item": item, "expires_on": "2027-06-30", "withdrawn_on": "2026-05-01"}
    assert counts(take_in(session, change)) == (1, 0, 1, 0, 0)
    assert not in_force(session, date(2026, 5, 1))


def test_an_unknown_rule_is_a_problem_with_the_nearest(session: Session) -> None:
    cell, message = problem_of(session, {"item": "某项", "rule": "REG02"})
    assert cell == "A2"
    assert "没有规则“REG02”；相近的有" in message
    assert RULE in message


def test_an_item_that_is_no_finding_is_a_problem_with_the_nearest(session: Session) -> None:
    item = checked(session)
    cell, message = problem_of(session, {"item": item.replace("无依据", "没依据")})
    assert cell == CELLS["item"] + "2"
    assert f"相近的有 {item}" in message


def test_all_that_is_wrong_with_a_row_is_said_at_once(session: Session) -> None:
    checked(session)
    row = {"item": "没有的", "document": "", "granted_on": "2026-05-01", "expires_on": "2026-04-01"}
    plan = planned(session, row)
    wrong = {f"{CELLS[field]}2" for field in ("item", "document", "expires_on")}
    assert {problem.cell for problem in plan.problems} == wrong
    assert counts(plan) == (1, 0, 0, 0, 1)


def test_what_cannot_be_told_cannot_be_waived_by_sheet(session: Session) -> None:
    item = checked(session)
    finding = session.exec(select(Finding).where(Finding.item == item)).one()
    finding.verdict = Verdict.UNKNOWN
    session.add(finding)
    assert "无法判断" in problem_of(session, {"item": item})[1]


def test_waivers_that_are_over_are_history_and_need_no_finding(session: Session) -> None:
    checked(session)
    over = {"item": "已改正的事项", "granted_on": "2025-01-01", "expires_on": "2025-12-31"}
    gone = over | {"item": "撤回的", "expires_on": "2026-12-31", "withdrawn_on": "2025-02-01"}
    assert counts(take_in(session, over, gone)) == (2, 2, 0, 0, 0)


def test_where_the_rule_was_never_checked_waivers_are_taken_in_and_said(session: Session) -> None:
    plan = take_in(session, {"item": "还没有检查的"})
    assert counts(plan) == (1, 1, 0, 0, 0)
    assert told(plan, f"{RULE} 在本数据文件中还没有检查过，1 条")


@pytest.mark.parametrize(
    "field", ["rule", "item", "reason", "document", "approved_by", "granted_on", "expires_on"]
)
def test_a_waiver_needs_all_that_the_command_asks_for(session: Session, field: str) -> None:
    row = {"item": "某项", field: ""}
    assert problem_of(session, row)[0] == f"{CELLS[field]}2"


def test_days_must_be_in_order(session: Session) -> None:
    assert problem_of(session, {"item": "某项", "expires_on": "2026-03-01"}) == (
        f"{CELLS['expires_on']}2",
        "有效期至 2026-03-01 早于批准日期 2026-03-02",
    )
    cell, message = problem_of(session, {"item": "某项", "withdrawn_on": "2027-01-01"})
    assert cell == f"{CELLS['withdrawn_on']}2"
    assert "不在有效期内（2026-03-02 至 2026-12-31）" in message


def test_two_waivers_of_an_item_may_not_count_on_one_day(session: Session) -> None:
    item = checked(session)
    number = grant(
        session, RULE, item, reason="一", document="二", approved_by="三",
        granted_on=date(2026, 1, 1), expires_on=date(2026, 3, 2),
    ).id  # fmt: skip
    cell, message = problem_of(session, {"item": item})
    assert cell == f"{CELLS['granted_on']}2"
    assert f"{number} 号情况说明（2026-01-01 至 2026-03-02）已覆盖这段时间" in message
    assert not planned(session, {"item": item, "granted_on": "2026-03-03"}).problems


def test_rows_of_one_workbook_may_not_overlap_either(session: Session) -> None:
    later = {"item": "某项", "granted_on": "2026-06-01"}
    cell, message = problem_of(session, {"item": "某项"}, later)
    assert cell == f"{CELLS['granted_on']}3"
    assert "“情况说明”A2 的情况说明" in message
    cell, _ = problem_of(session, {"item": "某项"}, {"item": "某项"})
    assert cell.endswith("3")
    withdrawn = {"item": "某项", "withdrawn_on": "2026-06-01"}
    assert counts(planned(session, withdrawn, later)) == (2, 2, 0, 0, 0)


def test_of_two_granted_on_one_day_each_row_finds_its_own(session: Session) -> None:
    item = checked(session)
    given = {"document": "二", "approved_by": "三", "granted_on": AS_OF, "expires_on": date(2026, 12, 31)}
    first = grant(session, RULE, item, reason="写错了", **given)
    assert first.id is not None
    withdraw(session, first.id, AS_OF)
    grant(session, RULE, item, reason="改对了", **given)
    row = {"item": item, "document": "二", "approved_by": "三", "unit": "青禾县财政局"}
    right = row | {"reason": "改对了"}
    wrong = row | {"reason": "写错了", "withdrawn_on": AS_OF.isoformat()}
    for rows in ((right, wrong), (wrong, right)):
        assert counts(planned(session, *rows)) == (2, 0, 0, 2, 0)


def test_the_unit_is_known_and_that_of_the_finding(session: Session) -> None:
    item = checked(session)
    assert problem_of(session, {"item": item, "unit": "青禾县教育厅"})[0] == f"{CELLS['unit']}2"
    workbooks.take_in(session, workbooks.organization(units=[{"code": "U9", "name": "青禾县教育局"}]))
    cell, message = problem_of(session, {"item": item, "unit": "青禾县教育局"})
    assert cell == f"{CELLS['unit']}2"
    assert "不属于这个单位" in message


def test_a_waiver_of_a_rule_that_is_asked_no_more_stays_as_it_is(session: Session) -> None:
    days = {"granted_on": AS_OF, "expires_on": date(2026, 12, 31)}
    texts = {"reason": ROW["reason"], "document": ROW["document"], "approved_by": ROW["approved_by"]}
    session.add(Waiver(rule="OLD001", item="某项", **texts, **days))
    assert counts(planned(session, {"rule": "OLD001", "item": "某项"})) == (1, 0, 0, 1, 0)
