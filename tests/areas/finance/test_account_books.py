"""Account books and public lists of payments: days in three columns, which side is spending, what is none."""

from datetime import date
from pathlib import Path

import pytest

from powerctl.model import Expenditure
from powerctl.sheets.grid import Merge
from tests.areas.finance.test_spending_intake import UNIT, book, column, take

LEDGER = [
    ["明细账", "", "", "", "", "", "", "", ""],
    ["科目：30201 办公费", "", "", "", "", "", "", "", "单位：元"],
    ["年", "月", "日", "凭证号", "摘要", "借方", "贷方", "方向", "余额"],
    ["2025", "1", "", "", "期初余额", "", "", "平", "0.00"],
    ["2025", "1", "8", "记-0003", "购复印纸", "1,234.56", "", "借", "1,234.56"],
    ["", "", "", "记-0004", "购墨盒", "20", "", "借", "1,254.56"],
    ["2025", "1", "20", "记-0031", "冲销", "-234.56", "", "借", "1,020.00"],
    ["2025", "1", "31", "", "本月合计", "1,020.00", "", "借", "1,020.00"],
    ["2025", "1", "31", "", "本年累计", "1,020.00", "", "借", "1,020.00"],
    ["", "2", "3", "记-0040", "购纸", "300", "", "借", "1,320.00"],
]


def test_a_day_in_three_columns_is_one_day_and_an_empty_one_is_that_above(county: Path) -> None:
    plan = take(county, book(LEDGER))
    assert not plan.problems
    assert column(county, Expenditure, "paid_on", "voucher", "amount_fen") == [
        (date(2025, 1, 8), "记-0003", 123456),
        (date(2025, 1, 8), "记-0004", 2000),
        (date(2025, 1, 20), "记-0031", -23456),
        (date(2025, 2, 3), "记-0040", 30000),
    ]
    assert not any("相加" in note for note in plan.notes)


def test_a_year_over_month_and_day_makes_them_a_day(county: Path) -> None:
    rows = [
        ["支出明细账"],
        ["2025年", "", "凭证号", "摘要", "收款单位", "金额"],
        ["月", "日", "", "", "", ""],
        ["3", "5", "12", "购办公用品", "某某商行", "1200"],
        ["12", "31", "13", "加油", "某加油站", "300.5"],
    ]
    take(county, book(rows, merges=(Merge(2, 1, 2, 2),)))
    assert column(county, Expenditure, "paid_on", "amount_fen") == [
        (date(2025, 3, 5), 120000),
        (date(2025, 12, 31), 30050),
    ]


def test_month_and_day_without_any_year_are_no_day(county: Path) -> None:
    rows = [["支出明细账"], ["月", "日", "摘要", "收款单位", "凭证号", "金额"]]
    take(county, book([*rows, ["3", "5", "购办公用品", "某某商行", "7", "1200"]]))
    assert column(county, Expenditure, "paid_on", "amount_fen") == [(None, 120000)]


@pytest.mark.parametrize("title", ["银行存款日记账", "库存现金日记账", "零余额账户用款额度明细账"])
def test_in_a_book_of_cash_or_bank_the_credit_side_is_spending_and_a_receipt_is_none(
    county: Path, title: str
) -> None:
    rows = [
        [title],
        ["日期", "凭证号", "摘要", "借方", "贷方", "余额"],
        ["", "", "承前页", "", "", "100,000.00"],
        ["2025-03-05", "记-12", "付办公用品款", "", "1,200.00", "98,800.00"],
        ["2025-03-09", "记-15", "收财政拨款", "50,000.00", "", "148,800.00"],
        ["", "", "本月合计", "50,000.00", "1,200.00", "148,800.00"],
    ]
    plan = take(county, book(rows))
    assert column(county, Expenditure, "voucher", "amount_fen") == [("记-12", 120000)]
    assert any("有 1 行是收入" in note for note in plan.notes)
    assert not any("相加" in note for note in plan.notes)


def test_both_sides_of_an_entry_are_one_payment(county: Path) -> None:
    rows = [
        ["凭证列表"],
        ["日期", "凭证字号", "摘要", "科目名称", "借方金额", "贷方金额"],
        ["2025-03-05", "记-0012", "付办公用品款", "30201 办公费", "1,200.00", ""],
        ["2025-03-05", "记-0012", "付办公用品款", "1002 银行存款", "", "1,200.00"],
        ["2025-03-06", "记-0013", "多付退回", "30201 办公费", "", "200"],
        ["2025-03-07", "记-0014", "收拨款", "4001 财政拨款收入", "", "9,000"],
    ]
    take(county, book(rows))
    assert column(county, Expenditure, "voucher", "amount_fen") == [
        ("记-0012", 120000),
        ("记-0013", -20000),
    ]


def test_a_village_list_of_receipts_and_payments_gives_its_payments(county: Path) -> None:
    rows = [
        ["柳树村2025年第一季度收支明细公布榜"],
        ["单位：元"],
        ["日期", "摘要", "收入", "支出", "结余"],
        ["", "上期结余", "", "", "10,000.00"],
        ["2025.1.2", "上年结转", "", "", "10,000.00"],
        ["2025.1.5", "收土地流转费", "5000", "", "15,000.00"],
        ["2025.1.12", "付路灯电费", "", "320.50", "14,679.50"],
        ["2025.2.20", "付保洁员工资", "", "1,800.00", "12,879.50"],
        ["", "本期合计", "5000", "2120.50", "12,879.50"],
    ]
    plan = take(county, book(rows), unit=None)
    assert column(county, Expenditure, "paid_on", "purpose", "amount_fen") == [
        (date(2025, 1, 12), "付路灯电费", 32050),
        (date(2025, 2, 20), "付保洁员工资", 180000),
    ]
    assert not any("不认识" in note or "含义相同" in note for note in plan.notes)


def test_a_sum_in_figures_stands_beside_words_and_a_running_total(county: Path) -> None:
    written = [
        ["付款登记表（元）"],
        ["付款日期", "收款人", "事由", "金额大写", "金额小写"],
        ["2025-02-03", "某公司", "货款", "壹万贰仟元整", "12000"],
    ]
    running = [
        ["2025年5月支出明细（元）"],
        ["序号", "日期", "摘要", "本月支出", "累计支出"],
        ["1", "2025.5.9", "差旅费", "(200)", "800"],
    ]
    for rows in (written, running):
        plan = take(county, book(rows))
        assert not plan.problems
        assert not any("不认识" in note for note in plan.notes)
    assert column(county, Expenditure, "purpose", "amount_fen") == [("货款", 1_200_000), ("差旅费", -20_000)]


def test_a_public_list_of_special_funds_and_one_of_large_sums_are_payments(county: Path) -> None:
    funds = [
        ["2024年专项资金拨付情况公开表"],
        ["单位：万元"],
        ["序号", "补助对象", "项目名称", "资金来源", "拨付金额", "拨付日期"],
        ["1", "柳树村民委员会", "通村道路硬化", "专项资金", "35.123456", "2024-05-06"],
        ["", "合计", "", "", "35.123456", ""],
    ]
    large = [
        ["2024年大额资金使用情况公开表"],
        ["序号", "资金使用事项", "金额（万元）", "决策形式", "支付时间", "收款单位"],
        ["1", "业务用房维修", "12.00001", "局长办公会", "2024年6月1日", "某建设公司"],
    ]
    for rows in (funds, large):
        assert not take(county, book(rows), unit=UNIT).problems
    assert column(county, Expenditure, "payee_written", "purpose", "amount_fen", "paid_on") == [
        ("柳树村民委员会", "通村道路硬化", 35_123_456, date(2024, 5, 6)),
        ("某建设公司", "业务用房维修", 12_000_010, date(2024, 6, 1)),
    ]
