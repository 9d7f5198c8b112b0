"""Published accounts taken in: units and signs right, counts apart from sums, totals compared (R-HY-06)."""

from datetime import date
from pathlib import Path

import pytest

from powerctl.model import AccountFigure, Unit
from powerctl.sheets.grid import Grid, Merge, WorkbookText
from powerctl.sheets.words.periods import period
from tests.areas.finance.test_spending_intake import column, take
from tests.areas.workbooks import counts

Rows = list[list[str]]
UNIT = "青禾县财政局"


def account(rows: Rows, *merges: tuple[int, int, int, int]) -> WorkbookText:
    grid = Grid("公开表", rows, merges=[Merge(*merge) for merge in merges])
    return WorkbookText("公开.xlsx", str(hash(repr(rows)))[:12], "xlsx", [grid])


FINAL = [
    ["2015年度“三公”经费支出决算表"],
    ["部门名称：青禾县财政局", "", "", "单位：万元"],
    ["项目", "上年决算数", "本年决算数", "比上年增、减情况", ""],
    ["", "", "", "增、减金额", "增、减幅度"],
    ["合计", "30.5", "25.25", "-5.25", "-17.21%"],
    ["1.因公出国（境）费", "0", "—", "0", ""],
    ["2.公务接待费", "10.5", "5.25", "（5.25）", "-0.5"],
    ["3.公务用车购置及运行维护费", "20", "20", "0", "0"],
    ["其中：（1）公务用车购置费", "0", "0", "", ""],
    ["（2）公务用车运行维护费", "20", "20", "", ""],
    ["备注：本表数据来自部门决算。", "", "", "", ""],
]


def test_a_final_account_of_two_heading_rows_comes_in_with_units_and_signs(county: Path) -> None:
    plan = take(county, account(FINAL, (1, 1, 1, 5), (3, 4, 3, 5)), unit=None)
    assert not plan.problems
    assert counts(plan) == (18, 18, 0, 0, 0)
    found = column(
        county,
        AccountFigure,
        "line",
        "parent_line",
        "heading",
        "figure_year",
        "amount_fen",
        "rate_hundredths",
    )
    assert ("合计", None, "上年决算数", 2014, 30_500_000, None) in found
    assert ("公务接待费", None, "比上年增、减情况/增、减金额", 2015, -5_250_000, None) in found
    assert ("公务接待费", None, "比上年增、减情况/增、减幅度", 2015, None, -5000) in found
    assert ("公务用车购置费", "公务用车购置及运行维护费", "本年决算数", 2015, 0, None) in found
    assert ("公务用车运行维护费", "公务用车购置及运行维护费", "本年决算数", 2015, 20_000_000, None) in found
    assert column(county, Unit, "name") == [(UNIT,)]
    again = take(county, account(FINAL, (1, 1, 1, 5), (3, 4, 3, 5)), unit=None)
    assert again.writes_nothing


def test_counts_stand_apart_from_sums_in_the_same_column(county: Path) -> None:
    """real-inventories.md 1.7 [YY]"""
    rows = [
        ["2017年部门“三公”经费预算表"],
        ["", "", "单位：元"],
        ["项目", "2016年执行数", "2017年预算数"],
        ["二、公务接待费", "12,345.60", "10,000"],
        ["其中：国内接待批次（批）", "35", "30"],
        ["国内接待人次（人）", "350", "300人"],
        ["三、公务用车购置及运行费", "86000", "（1,200）"],
        ["公务用车保有量", "3辆", "3"],
    ]
    plan = take(county, account(rows))
    assert not plan.problems
    found = column(
        county, AccountFigure, "line", "figure_year", "measure", "amount_fen", "quantity", "quantity_unit"
    )
    assert ("公务接待费", 2016, "执行数", 1_234_560, None, None) in found
    assert ("国内接待批次（批）", 2017, "预算数", None, 30, "批") in found
    assert ("国内接待人次（人）", 2017, "预算数", None, 300, "人") in found
    assert ("公务用车购置及运行费", 2017, "预算数", -120_000, None, None) in found
    assert ("公务用车保有量", 2016, "执行数", None, 3, "辆") in found


def test_lines_across_belong_each_row_to_a_unit_and_their_total_to_none(county: Path) -> None:
    """real-inventories.md 1.7 [JB]"""
    rows = [
        ["2024年县直部门三公经费预算汇总表"],
        ["", "", "", "", "单位：万元", ""],
        ["单位", "合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", ""],
        ["", "", "", "", "运行费", "购置费"],
        ["县财政局", "12", "0", "4", "8", "0"],
        ["县教育局", "9.5", "0", "1.5", "8", ""],
        ["合计", "21.5", "0", "5.5", "16", "0"],
    ]
    merges = ((3, 5, 3, 6), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 4, 4))
    plan = take(county, account(rows, *merges), unit=None)
    assert counts(plan) == (9, 9, 0, 0, 0)
    assert column(county, Unit, "name") == [("县财政局",), ("县教育局",)]
    assert ("运行费", "公务用车购置及运行费", 8_000_000, "预算数") in column(
        county, AccountFigure, "line", "parent_line", "amount_fen", "measure"
    )
    assert any("第7行是各单位合计" in note for note in plan.notes)


def test_years_down_and_lines_across_with_a_row_of_rates(county: Path) -> None:
    """real-inventories.md 1.7 [ZT]"""
    rows = [
        ["三公经费情况统计表"],
        ["年度", "公务接待费（万元）", "公务用车运行费（万元）", "公务接待批次"],
        ["2012年", "5.2", "8", "40"],
        ["同比情况（±％）", "-21.15%", "-12.5", ""],
    ]
    take(county, account(rows))
    found = column(county, AccountFigure, "line", "figure_year", "amount_fen", "quantity", "rate_hundredths")
    assert found == [
        ("公务接待费", 2012, 5_200_000, None, None),
        ("公务用车运行费", 2012, 8_000_000, None, None),
        ("公务接待批次", 2012, None, 40, None),
        ("公务接待费", None, None, None, -2115),
        ("公务用车运行费", None, None, None, -1250),
    ]


def test_totals_that_do_not_add_up_are_said_and_nothing_is_put_right(county: Path) -> None:
    rows = [["2025年“三公”经费决算表"], ["单位：元"], ["项目", "决算数"], ["合计", "100"]]
    rows += [["公务接待费", "60"], ["公务用车费", "30.05"]]
    plan = take(county, account(rows))
    told = [note for note in plan.notes if "相加" in note]
    assert len(told) == 1
    assert "B4的“合计”是 100 元，各项相加是 90.05 元，相差 9.95 元" in told[0]
    assert column(county, AccountFigure, "amount_fen") == [(10000,), (6000,), (3005,)]


def test_a_figure_that_is_no_sum_is_a_problem_at_its_cell(county: Path) -> None:
    rows = [["2025年“三公”经费决算表"], ["单位：万元"], ["项目", "决算数"]]
    rows += [["公务接待费", "6.1234567"], ["公务用车费", "见附表"], ["会议费", "1.5"]]
    plan = take(county, account(rows))
    assert [(one.cell, one.found) for one in plan.problems] == [("B4", "6.1234567"), ("B5", "见附表")]
    assert "按万元换算后不是整分" in plan.problems[0].message
    assert column(county, AccountFigure, "amount_fen") == [(1_500_000,)]


def test_a_fraction_is_told_from_percent_by_the_sums_of_its_row_or_left_alone(county: Path) -> None:
    rows = [["2025年“三公”经费决算表"], ["单位：元"], ["项目", "上年决算数", "本年决算数", "增减幅度"]]
    rows += [
        ["公务接待费", "200", "100", "-0.5"],
        ["公务用车费", "", "100", "0.5"],
        ["会议费", "100", "80", "-20"],
    ]
    plan = take(county, account(rows))
    rates = [
        row
        for row in column(county, AccountFigure, "line", "rate_hundredths", "written", "measure")
        if row[3] == "增减幅度"
    ]
    assert rates == [
        ("公务接待费", -5000, "-0.5", "增减幅度"),
        ("公务用车费", None, "0.5", "增减幅度"),
        ("会议费", -2000, "-20", "增减幅度"),
    ]
    assert any("D5 看不出是百分数还是小数" in note for note in plan.notes)


def test_income_and_spending_side_by_side_are_two_columns_of_lines(county: Path) -> None:
    rows = [
        ["2025年部门收支决算总表", "", "", ""],
        ["", "", "", "金额单位：万元"],
        ["收入", "", "支出", ""],
        ["项目", "决算数", "项目", "决算数"],
        ["一、财政拨款收入", "100.5", "一、一般公共服务支出", "90"],
        ["二、事业收入", "20", "二、教育支出", "30.5"],
        ["本年收入合计", "120.5", "本年支出合计", "120.5"],
    ]
    plan = take(county, account(rows, (3, 1, 3, 2), (3, 3, 3, 4)))
    assert not plan.problems
    found = column(county, AccountFigure, "line", "amount_fen", "is_total")
    assert ("财政拨款收入", 100_500_000, None) in found
    assert ("教育支出", 30_500_000, None) in found
    assert ("本年支出合计", 120_500_000, True) in found
    assert len(found) == 6


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("2026年第一季度", ("2026-01-01", "2026-03-31")),
        ("2026年2月", ("2026-02-01", "2026-02-28")),
        ("2026年上半年", ("2026-01-01", "2026-06-30")),
        ("2025年度", ("2025-01-01", "2025-12-31")),
        ("2026年1-6月", ("2026-01-01", "2026-06-30")),
        ("2026.1.1至2026.3.31", ("2026-01-01", "2026-03-31")),
    ],
)
def test_a_period_in_words_has_a_first_and_a_last_day(words: str, span: tuple[str, str]) -> None:
    assert period(words) == tuple(date.fromisoformat(day) for day in span)
    assert period("今年") is None
