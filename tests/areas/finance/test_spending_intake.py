"""支出和审签 taken in: sums in fen, units of headings and tables, signatures, keys, what is wrong and where."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from powerctl.areas.intake import Plan, apply_import, plan_import
from powerctl.model import (
    ApprovalLimit,
    Countersignature,
    CountersignSheet,
    Expenditure,
    FundAccount,
    LadderStep,
    SignOff,
)
from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.understand import understand
from powerctl.store.transaction import reading, transaction
from tests.areas.workbooks import NOW, counts

TODAY = date(2026, 6, 30)
UNIT = "青禾县财政局"
Rows = list[list[str]]


def book(
    rows: Rows, *more: tuple[str, Rows], name: str = "支出", merges: tuple[Merge, ...] = ()
) -> WorkbookText:
    grids = [Grid(name, rows, merges=list(merges)), *(Grid(title, listed) for title, listed in more)]
    return WorkbookText("支出.xlsx", str(hash(repr(rows)))[:12], "xlsx", grids)


def take(county: Path, text: WorkbookText, unit: str | None = UNIT, kind: str | None = None) -> Plan:
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(session, understand(text, kind), unit=unit, edition=None, today=TODAY)
        apply_import(session, plan, now=NOW)
    return plan


def column(county: Path, model: type, *names: str) -> list[tuple[object, ...]]:
    table = model.__table__  # type: ignore[attr-defined]
    with reading(county) as session:
        rows = session.connection().execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
        return [tuple(row) for row in rows]


REGISTER = ["序号", "支付日期", "收款单位", "用途", "金额"]


def payment(sum_written: str, number: str = "1") -> list[str]:
    return [number, "2026-03-05", f"某公司{number}", "办公用纸", sum_written]


@pytest.mark.parametrize(
    ("heading", "line", "cell", "fen"),
    [
        ("金额", "", "1,234.50", 123450),
        ("金额（万元）", "", "1.5", 1500000),
        ("金额", "单位：万元", "1.5", 1500000),
        ("金额（元）", "单位：万元", "1.5", 150),
        ("金额", "单位：万元", "15000元", 1500000),
        ("金额", "", "１２３４．５", 123450),
        ("金额", "", "（300.00）", -30000),
        ("金额", "", "-300", -30000),
        ("金额", "", "红字300", -30000),
        ("金额", "", "￥0.05", 5),
    ],
)
def test_a_sum_is_read_in_the_unit_of_its_cell_heading_or_table(
    county: Path, heading: str, line: str, cell: str, fen: int
) -> None:
    """R-HY-04"""
    rows = [["2026年支出明细表"], [line], [*REGISTER[:-1], heading], payment(cell)]
    plan = take(county, book(rows))
    assert counts(plan) == (1, 1, 0, 0, 0), plan.problems
    assert column(county, Expenditure, "amount_fen", "amount_written") == [(fen, cell)]


def test_a_sum_that_is_no_whole_fen_is_a_problem_at_its_cell_and_the_others_come_in(county: Path) -> None:
    plan = take(
        county, book([["支出明细"], REGISTER, payment("1.005"), payment("3批次", "2"), payment("7", "3")])
    )
    assert counts(plan) == (3, 1, 0, 0, 2)
    assert [(one.cell, one.found) for one in plan.problems] == [("E3", "1.005"), ("E4", "3批次")]
    assert "不是整分" in plan.problems[0].message
    assert "是数量，不是金额" in plan.problems[1].message


def test_a_register_taken_in_again_changes_nothing(county: Path) -> None:
    rows = [["支出明细"], REGISTER, payment("1.00"), payment("1.00"), payment("2", "2")]
    assert counts(take(county, book(rows))) == (3, 3, 0, 0, 0)
    again = take(county, book(rows))
    assert counts(again) == (3, 0, 0, 3, 0)
    assert again.writes_nothing


def test_lines_that_add_up_are_no_payments_and_are_compared_with_them(county: Path) -> None:
    rows = [
        ["支出明细"],
        REGISTER,
        payment("100"),
        payment("200", "2"),
        ["", "", "", "3月合计", "300"],
        payment("50", "3"),
        ["", "", "", "本月合计", "60"],
        ["合计", "", "", "", "350"],
    ]
    plan = take(county, book(rows))
    assert counts(plan) == (3, 3, 0, 0, 0)
    told = [note for note in plan.notes if "相加" in note]
    assert len(told) == 1
    assert "第7行“本月合计”写的是 60（60 元），按表中各行相加是 50 元，相差 10 元" in told[0]


def test_book_keeping_prints_debit_and_credit_and_carries_pages_over(county: Path) -> None:
    rows = [
        ["明细账"],
        ["日期", "凭证号", "摘要", "借方金额", "贷方金额", "余额"],
        ["", "", "上年结转", "", "", "900"],
        ["2026-01-08", "记-0012", "购办公用品", "1,200.00", "", "300"],
        ["2026-01-31", "记-0040", "冲销多付款", "", "200.00", "500"],
        ["2026-01-31", "", "本月合计", "1,200.00", "200.00", ""],
        ["", "", "过次页", "1,200.00", "200.00", ""],
    ]
    plan = take(county, book(rows))
    assert counts(plan) == (2, 2, 0, 0, 0), plan.notes
    assert column(county, Expenditure, "amount_fen", "voucher_serial") == [(120000, 12), (-20000, 40)]


def test_a_merged_sum_counts_once(county: Path) -> None:
    rows = [["支出明细"], REGISTER, payment("100"), ["2", "2026-03-05", "某公司2", "用纸", ""]]
    plan = take(county, book(rows, merges=(Merge(3, 5, 4, 5),)))
    assert column(county, Expenditure, "amount_fen") == [(10000,), (None,)]
    assert any("1 笔没有金额" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026.3.5", date(2026, 3, 5)), ("46086", date(2026, 3, 5)), ("2026年3月5日", date(2026, 3, 5))],
)
def test_a_day_in_any_form_is_the_same_day(county: Path, written: str, day: date) -> None:
    rows = [["支出明细"], REGISTER, ["1", written, "某公司", "用纸", "5"]]
    take(county, book(rows))
    assert column(county, Expenditure, "paid_on") == [(day,)]


def test_a_month_is_no_day_and_its_words_are_kept(county: Path) -> None:
    rows = [["支出明细"], REGISTER, ["1", "2026年3月", "某公司", "用纸", "5"]]
    take(county, book(rows))
    assert column(county, Expenditure, "paid_on", "note") == [(None, "支付日期写作“2026年3月”")]
    assert take(county, book(rows)).writes_nothing


def test_columns_of_signatures_become_sign_offs_in_their_order(county: Path) -> None:
    """R-CC-03"""
    rows = [
        ["报销登记"],
        [*REGISTER, "分管领导", "纪检组长", "主要领导"],
        [*payment("100"), "李某 2026-03-02", "周某 2026.3.3", "王某（退回：缺合同）2026-03-04"],
    ]
    plan = take(county, book(rows))
    assert counts(plan) == (1, 1, 0, 0, 0)
    assert column(
        county, SignOff, "position", "role", "person_written", "decision", "signed_on", "reason"
    ) == [
        (1, "分管领导", "李某", "同意", date(2026, 3, 2), None),
        (2, "纪委书记（纪检组长）", "周某", "同意", date(2026, 3, 3), None),
        (3, "一把手", "王某", "退回", date(2026, 3, 4), "缺合同"),
    ]
    assert take(county, book(rows)).writes_nothing
    rows[2][6] = "周某 2026.3.9"
    assert counts(take(county, book(rows))) == (1, 0, 1, 0, 0)
    assert column(county, SignOff, "signed_on")[1] == (date(2026, 3, 9),)


def test_the_whole_workbook_comes_in_and_its_sheets_name_each_other(county: Path) -> None:
    text = book(
        [
            ["序号", "单据编号", "支付日期", "收款方", "金额（元）", "冲销的支出"],
            ["1", "BX-2026-0032", "2026-03-09", "某公司", "-100", "BX-2026-0031"],
            ["2", "BX-2026-0031", "2026-03-05", "某公司", "100", ""],
        ],
        (
            "审批权限",
            [
                ["审批层级", "适用范围", "最高金额（元）", "起日"],
                ["分管领导", "各类支出", "5000", "2026-01-01"],
            ],
        ),
        ("审签程序", [["审签顺序", "审签人身份", "起日"], ["1", "分管领导", ""], ["2", "一把手", ""]]),
        (
            "审签",
            [
                ["支出", "轮次", "审签人身份", "审签人", "审签意见", "审签日期", "退回金额（元）"],
                ["BX-2026-0031", "1", "分管领导", "李某", "退回", "2026-03-01", "40"],
                ["BX-2026-0031", "2", "分管领导", "李某", "同意", "2026-03-02", ""],
            ],
        ),
        (
            "会签单",
            [
                [
                    "会签单编号",
                    "资金名称",
                    "支出单据",
                    "发放金额（元）",
                    "发放单位签字",
                    "纪检机关与受益农户签字",
                ],
                ["HQ-1", "补贴", "BX-2026-0031", "100", "李某 2026-03-01", "周某／张某 2026-03-02"],
            ],
        ),
        (
            "资金账户",
            [["年度", "资金名称", "金额（元）", "是否纳入预算管理"], ["2026", "非税收入", "100", "是"]],
        ),
    )
    plan = take(county, text)
    assert not plan.problems
    assert counts(plan) == (9, 9, 0, 0, 0)
    assert column(county, ApprovalLimit, "amount_fen") == [(500000,)]
    assert column(county, LadderStep, "unit_id", "position") == [(1, 1), (1, 2)]
    assert column(county, Expenditure, "reverses_id") == [(2,), (None,)]
    assert column(county, SignOff, "expenditure_id", "round", "position", "returned_fen") == [
        (2, 1, 1, 4000),
        (2, 2, 1, None),
    ]
    assert column(county, CountersignSheet, "expenditure_id", "amount_fen") == [(2, 10000)]
    assert column(county, Countersignature, "party", "signer_written", "household_signer_written") == [
        ("发放单位", "李某", None),
        ("纪检机关与受益农户", "周某", "张某"),
    ]
    assert column(county, FundAccount, "amount_fen", "is_in_budget") == [(10000, True)]
    assert take(county, text).writes_nothing


def test_the_payee_stands_in_no_key(county: Path) -> None:
    """reliability.md: keys are printed where a person's name may not be"""
    take(county, book([["支出明细"], REGISTER, ["1", "2026-03-05", "张三丰", "补助", "5"]]))
    ((key, words),) = column(county, Expenditure, "identity", "payee_key")
    assert words == "张三丰"
    assert "张三丰" not in str(key)


def test_payments_without_any_column_of_sums_are_not_taken_in() -> None:
    """Otherwise each would stand beside the payment that it is, without a sum (R-CC-03)."""
    heading = ["序号", "日期", "凭证号", "摘要", "收款单位", "经办人"]
    rows = [heading, ["1", "2026-03-05", "记-12", "办公用纸", "某公司", "张某"]]
    said = understand(book(rows), "spending")
    assert [problem.wanted for problem in said.problems] == ["金额"]
    assert "第1行的表头没有“金额”一栏" in said.problems[0].message
    assert "--column 表头=金额" in said.problems[0].message
    assert "“日期”看不出是哪一栏" in " ".join(said.notes)


def test_a_column_of_numbers_of_payments_does_in_place_of_sums() -> None:
    """What is already on record is added to: who signed for it."""
    rows = [["单据编号", "支付日期", "收款单位", "用途"], ["BX-1", "2026-03-05", "某公司", "办公用纸"]]
    assert not understand(book(rows), "spending").problems
