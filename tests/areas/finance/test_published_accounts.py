"""Published accounts in many layouts come in whole: unit, sign, line, year, counts and rates apart (R-HY-06)."""

from pathlib import Path

import pytest

from powerctl.model import AccountFigure
from powerctl.sheets.files.reader import read_text
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.understand import understand
from powerctl.terms.sums import plain
from tests.areas.finance.published import Published
from tests.areas.finance.published_expenses import EXPENSES
from tests.areas.finance.published_final_accounts import FINAL_ACCOUNTS
from tests.areas.finance.published_layouts import LAYOUTS
from tests.areas.finance.published_lists import LISTS
from tests.areas.finance.test_spending_intake import UNIT, column, take

TABLES = (*FINAL_ACCOUNTS, *EXPENSES, *LAYOUTS, *LISTS)
_STORED = ("source_cell", "line", "parent_line", "is_total", "amount_fen", "quantity", "quantity_unit")
_HEADED = ("source_cell", "heading", "measure", "figure_year")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.words)
def test_every_figure_of_a_published_table_is_stored_as_it_is_meant(
    table: Published, county: Path, tmp_path: Path
) -> None:
    """R-HY-06"""
    text = read_text(table.write(tmp_path / "公开表.xlsx"))
    unit = _owner(text)
    plan = take(county, text, unit=unit)
    assert not plan.problems
    stored = {
        cell: (line, parent or "", bool(total), _figure(fen, count, unit, rate))
        for cell, line, parent, total, fen, count, unit, rate in column(
            county, AccountFigure, *_STORED, "rate_hundredths"
        )
    }
    assert stored == table.figures()
    headed = {
        (str(cell).rstrip("0123456789"), heading, measure or "-", str(year or "-"))
        for cell, heading, measure, year in column(county, AccountFigure, *_HEADED)
    }
    told = table.headings()
    assert {one for one in headed if one[0] in told} == {(name, *words) for name, words in told.items()}
    assert take(county, text, unit=unit).writes_nothing


def _owner(text: WorkbookText) -> str | None:
    """What the clerk types: the unit, where the table names none."""
    (first, *_) = understand(text).sheets
    return None if first.unit_name or any("unit" in one.values for one in first.records) else UNIT


def _figure(fen: object, count: object, unit: object, rate: object) -> str:
    if isinstance(fen, int):
        return plain(fen)
    if isinstance(rate, int):
        return f"{plain(rate)}%"
    return "?" if count is None else f"{count}{unit or ''}"


def sheet(*rows: list[str]) -> WorkbookText:
    return WorkbookText("公开.xlsx", str(hash(repr(rows)))[:12], "xlsx", [Grid("公开表", list(rows))])


@pytest.mark.parametrize(
    ("above", "heading", "label", "why"),
    [
        ("", "决算数", "公务接待费", "没有写明金额单位"),
        ("单位：清源县教育局", "决算数", "公务接待费", "没有写明金额单位"),
        ("（单位：元）|金额单位：万元", "决算数", "公务接待费", "万元、元"),
        ("单位：万美元", "决算数", "公务接待费", "没有写明金额单位"),
        ("", "决算数（元）", "公务接待费（万元）", "万元、元"),
    ],
)
def test_a_sum_in_nobody_knows_which_unit_is_asked_about_at_its_cell(
    county: Path, above: str, heading: str, label: str, why: str
) -> None:
    """R-HY-06"""
    rows = [["2024年“三公”经费决算表"], above.split("|"), ["项目", heading], [label, "2.35"]]
    plan = take(county, sheet(*rows), unit=None if "教育局" in above else UNIT)
    assert [(one.cell, one.found) for one in plan.problems] == [("B4", "2.35")]
    assert why in plan.problems[0].message
    assert "单位：万元" in plan.problems[0].message
    assert column(county, AccountFigure, "id") == []


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "人次", "金额", "人均（元）"], ["公务接待", "20", "2.35", "117.5"]],
        [["项目", "计量单位", "2024年（元）"], ["公务接待费", "万元", "2.35"]],
        [["项目", "预算（万元）", "支出（元）", "结余"], ["公务接待费", "3", "23500", "0.65"]],
    ],
)
def test_a_unit_that_is_another_columns_or_not_the_only_one_is_not_taken(
    county: Path, rows: list[list[str]]
) -> None:
    """R-HY-06"""
    plan = take(county, sheet(["2024年公务接待支出公开表"], *rows))
    (problem,) = plan.problems
    assert problem.found in ("2.35", "0.65")
    assert column(county, AccountFigure, "amount_fen") == []


def test_what_is_the_same_in_every_unit_needs_none(county: Path) -> None:
    rows = [["2024年支出公开"], ["项目", "金额"], ["办公费", "1.2万元"], ["会议费", "0"]]
    plan = take(county, sheet(*rows, ["差旅费", "壹仟贰佰元整"], ["邮电费", "￥80元"]))
    assert not plan.problems
    assert column(county, AccountFigure, "amount_fen") == [(1_200_000,), (0,), (120_000,), (8_000,)]


def test_words_where_the_last_sum_would_be_are_a_problem_and_are_not_passed_over(county: Path) -> None:
    rows = [["2024年支出公开"], ["单位：元"], ["项目", "金额"], ["办公费", "10"], ["印刷费", "约800元"]]
    plan = take(county, sheet(*rows, ["审核人：", "某某"]))
    assert [(one.cell, one.found) for one in plan.problems] == [("B5", "约800元")]


def test_two_periods_of_one_title_are_two_tables(county: Path) -> None:
    """R-HY-06"""
    for quarter, sum_written in (("2025年第一季度", "10"), ("2025年第二季度", "20")):
        take(
            county,
            sheet(["财务收支公开表"], [f"{quarter}　单位：元"], ["项目", "金额"], ["办公费", sum_written]),
        )
    assert column(county, AccountFigure, "sheet_title", "amount_fen") == [
        ("财务收支公开表（2025年第一季度）", 1000),
        ("财务收支公开表（2025年第二季度）", 2000),
    ]


def test_a_table_without_a_year_is_said_to_have_none(county: Path) -> None:
    rows = [["财务收支公开表"], ["单位：元"], ["项目", "金额"], ["办公费", "10"]]
    assert any("没有写明是哪一年的" in note for note in take(county, sheet(*rows)).notes)


def test_a_list_without_a_title_is_said_to_have_none(county: Path) -> None:
    rows = [["接待日期", "来访事由", "总开销（元）"], ["2025-01-09", "调研", "150"]]
    assert any("没有表名" in note for note in take(county, sheet(*rows)).notes)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("清源县水利局财务公开栏（2025年第二季度）", "清源县水利局"),
        ("清源县民政局部门收支总体情况表", "清源县民政局"),
        ("清源县非税收入管理局“三公”经费决算表", "清源县非税收入管理局"),
        ("柳树村村级财务收支公开榜", "柳树村"),
        ("2024年县直部门“三公”经费决算汇总表", ""),
        ("政府性基金预算财政拨款收入支出决算表", ""),
    ],
)
def test_the_title_of_an_account_names_its_unit_or_none(title: str, unit: str) -> None:
    rows = [[title], ["单位：元"], ["项目", "金额"], ["办公费", "10"]]
    assert understand(sheet(*rows)).sheets[0].unit_name == unit


def test_the_year_on_the_cover_is_that_of_all_tables_that_give_none(county: Path) -> None:
    cover = Grid("封面", [["2024年度部门决算公开报表"], ["清源县水利局"]])
    table = Grid("公开01表", [["支出决算表"], ["单位：元"], ["项目", "决算数"], ["办公费", "10"]])
    take(county, WorkbookText("公开.xlsx", "0" * 12, "xlsx", [cover, table]))
    assert column(county, AccountFigure, "sheet_title", "year", "figure_year") == [
        ("支出决算表（2024年）", 2024, 2024)
    ]


def test_years_may_stand_in_the_rows_and_the_lines_across(county: Path) -> None:
    """R-HY-06: what was spent a year, with counts between the sums and how they changed below."""
    rows = [
        ["贯彻落实八项规定情况统计表"],
        [f"填表单位(盖章)：{UNIT}", "", "填报时间：2014年1月10日"],
        ["年度", "会议费（万元）", "文件简报（份）", "接待费（元）"],
        ["2012年", "12.3", "450", "33250"],
        ["2013年", "8.1", "310", "20500.5"],
        ["同比情况（±％）", "-34.1", "-31.1", "-38.3"],
        ["联系人：", "联系电话："],
    ]
    assert not take(county, sheet(*rows), unit=None).problems
    told = column(county, AccountFigure, "line", "heading", "amount_fen", "quantity", "rate_hundredths")
    assert told[:3] == [
        ("会议费", "2012年", 12_300_000, None, None),
        ("文件简报（份）", "2012年", None, 450, None),
        ("接待费", "2012年", 3_325_000, None, None),
    ]
    assert told[5] == ("接待费", "2013年", 2_050_050, None, None)
    assert [rate for *_, rate in told[6:]] == [-3410, -3110, -3830]


def test_a_heading_over_two_columns_may_be_merged_to_the_eye_only(county: Path) -> None:
    """R-HY-06: 增减情况 stands over the first of its two columns, the cell beside it is empty."""
    rows = [
        ["2016年“三公”经费决算情况表", "", "", "", "单位：万元"],
        ["项目", "上年决算数", "本年决算数", "比上年增减情况", ""],
        ["", "", "", "增减金额", "增减幅度"],
        ["公务接待费", "5.5", "4.25", "-1.25", "-22.73"],
    ]
    assert not take(county, sheet(*rows)).problems
    told = column(county, AccountFigure, "amount_fen", "rate_hundredths", "measure")
    assert told == [
        (5_500_000, None, "决算数"),
        (4_250_000, None, "决算数"),
        (-1_250_000, None, "增减额"),
        (None, -2273, "增减幅度"),
    ]


def test_what_stands_beside_the_figures_of_a_row_is_kept_in_words(county: Path) -> None:
    """R-HY-06: who came when, and remarks; the row's own day tells the year."""
    rows = [
        ["公务接待情况表", "", "", "", "", "单位：元"],
        ["接待日期", "来访事由", "接待对象单位", "联系电话", "总开销", "备注"],
        ["2024-12-30", "检查", "市纪委", "13900000000", "300", "工作餐"],
        ["2025-01-09", "调研", "县委办", "", "150", ""],
    ]
    assert not take(county, sheet(*rows)).problems
    assert column(county, AccountFigure, "line", "figure_year", "amount_fen", "note") == [
        ("检查", 2024, 30_000, "接待日期：2024-12-30；接待对象单位：市纪委；工作餐"),
        ("调研", 2025, 15_000, "接待日期：2025-01-09；接待对象单位：县委办"),
    ]


def test_remarks_of_one_side_are_not_those_of_the_other(county: Path) -> None:
    rows = [
        ["2024年度党费收缴使用情况公示"],
        ["收入", "", "", "支出", "", ""],
        ["项目", "金额（元）", "备注", "项目", "银行存款（元）", "备注"],
        ["本年收缴", "5600", "", "慰问困难党员", "1500", "春节"],
        ["利息", "3.2", "年末结息", "教育培训", "2000", ""],
    ]
    assert not take(county, sheet(*rows)).problems
    assert column(county, AccountFigure, "line", "amount_fen", "note") == [
        ("本年收缴", 560_000, None),
        ("慰问困难党员", 150_000, "春节"),
        ("利息", 320, "年末结息"),
        ("教育培训", 200_000, None),
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            [["来访事由", "接待对象单位", "到访时间", "总开销"], ["调研", "某局", "2025-03-05", "1280"]],
            "金额单位",
        ),
        (
            [["来访事由", "来访人", "来访人数量", "接待人"], ["反映补贴", "张某", "3", "李某"]],
            "没有认得出的表格",
        ),
        ([["来访事由", "接待对象单位", "来访人数量"], ["调研", "某局", "3"]], "没有认得出的表格"),
        (
            [
                ["2025年耕地地力保护补贴资金发放公示表"],
                ["序号", "姓名", "面积（亩）", "金额（元）"],
                ["1", "张某", "3.5", "268.94"],
            ],
            "没有认得出的表格",
        ),
    ],
    ids=["没有金额单位", "信访登记", "没有金额", "发给个人的"],
)
def test_lists_without_a_unit_of_money_without_sums_or_of_private_persons_are_not_taken(
    county: Path, rows: list[list[str]], why: str
) -> None:
    """R-HY-06"""
    (problem,) = understand(sheet(*rows)).problems
    assert why in problem.message


def test_an_account_beside_a_register_is_told_and_not_passed_over_as_unknown(county: Path) -> None:
    """R-HY-06"""
    register = [
        ["序号", "使用事项", "金额（万元）", "决策形式", "支付时间"],
        ["1", "维修", "12.5", "党组会", "2025-03-01"],
    ]
    account = [["2025年“三公”经费支出表"], ["单位：万元"], ["项目", "决算数"], ["公务接待费", "2.5"]]
    grids = [
        Grid("大额资金", register),
        Grid("三公经费", account),
        Grid("考核", [["考核项目", "分值"], ["纪律", "10"]]),
    ]
    plan = take(county, WorkbookText("公开.xlsx", "0" * 12, "xlsx", grids))
    assert plan.kind == "spending"
    assert any("“三公经费”像是“财务公开数据”，这次未读入" in note for note in plan.notes)
    assert any("“考核”中没有认得出的表格" in note for note in plan.notes)
