"""公共资源交易 and 财务报告 taken in as bodies publish and keep them (R-HY-05, R-HY-06)."""

from datetime import date
from pathlib import Path

import pytest

from powerctl.model import (
    Bidder,
    Expenditure,
    FinanceReport,
    Project,
    ProjectGate,
    PublicTransaction,
    TradingVenue,
    Undertaking,
)
from powerctl.sheets.grid import Grid, WorkbookText
from powerctl.sheets.understand import understand
from tests.areas.finance.test_spending_intake import UNIT, book, column, take
from tests.areas.workbooks import counts


def test_a_published_list_of_purchases_comes_in_with_its_units(county: Path) -> None:
    rows = [
        ["青禾县2026年上半年政府采购情况表"],
        [
            "序号",
            "采购单位",
            "采购项目名称",
            "采购方式",
            "预算金额(万元)",
            "中标供应商",
            "中标金额(万元)",
            "中标日期",
            "节约率",
        ],
        [
            "1",
            "青禾县教育局",
            "课桌椅采购",
            "公开招标",
            "120.5",
            "某某家具有限公司",
            "107.245",
            "2026.3.25",
            "11%",
        ],
        ["2", "青禾县民政局", "救灾物资", "应急采购", "30", "某某商贸有限公司", "30", "2026.4.2", "0"],
    ]
    plan = take(county, book(rows), unit=None)
    assert plan.kind == "trades"
    assert counts(plan) == (2, 2, 0, 0, 0), plan.problems
    names = ("name", "method", "method_written", "budget_fen", "price_fen", "winner_written", "won_on")
    assert column(county, PublicTransaction, *names) == [
        ("课桌椅采购", "公开招标", None, 120_500_000, 107_245_000, "某某家具有限公司", date(2026, 3, 25)),
        ("救灾物资", None, "应急采购", 30_000_000, 30_000_000, "某某商贸有限公司", date(2026, 4, 2)),
    ]
    assert take(county, book(rows), unit=None).writes_nothing


def test_a_published_list_of_land_or_of_contracts_is_one_of_trades(county: Path) -> None:
    """What stands for the name of a trade: the number of the plot, the name of the contract."""
    land = [
        ["2025年国有土地使用权出让结果公示"],
        ["宗地编号", "土地位置", "土地用途", "出让方式", "成交价（万元）", "竞得人", "成交时间"],
        ["YZ2025-01", "城北", "住宅", "挂牌", "8600", "某置业公司", "2025-04-08"],
    ]
    contracts = [
        ["采购合同公告汇总"],
        ["合同编号", "合同名称", "采购人", "供应商", "合同金额（元）", "合同签订日期"],
        ["HT-1", "电脑采购合同", "青禾县民政局", "某科技公司", "118000.00", "2025年3月"],
    ]
    assert not take(county, book(land)).problems
    assert not take(county, book(contracts), unit=None).problems
    names = ("name", "method", "price_fen", "winner_written", "won_on", "contract_on", "note")
    assert column(county, PublicTransaction, *names) == [
        ("YZ2025-01", "挂牌", 8_600_000_000, "某置业公司", date(2025, 4, 8), None, None),
        ("电脑采购合同", None, 11_800_000, "某科技公司", None, None, "合同签订日期写作“2025年3月”"),
    ]


def test_a_list_of_projects_comes_in_as_projects(county: Path) -> None:
    """real-inventories.md 1.7 [DA]"""
    rows = [
        ["项目名称", "项目分类", "建设单位", "施工单位", "合同金额（万元）"],
        ["档案库房维修", "维修改造", "青禾县财政局", "某某建筑公司", "84.5"],
    ]
    plan = take(county, book(rows), unit=None)
    assert counts(plan) == (1, 1, 0, 0, 0), plan.problems
    assert column(county, Project, "name", "kind", "contractor_written", "contract_fen") == [
        ("档案库房维修", "维修改造", "某某建筑公司", 84_500_000)
    ]


def test_a_published_list_of_works_calls_their_kinds_in_its_own_words(county: Path) -> None:
    """real-inventories.md 1.7 [DA]: what is none of our terms stays as written, and is no problem."""
    rows = [
        ["2025年工程建设项目公开", "", "", "", "单位：万元"],
        ["项目名称", "项目分类", "建设单位", "施工单位", "合同金额", "开工时间", "竣工时间"],
        ["门诊楼", "房屋建筑", "青禾县财政局", "某建设公司", "1250.6", "2024.3.1", "2025年6月"],
        ["路灯亮化", "亮化工程", "青禾县财政局", "某路桥公司", "96.5", "2025-01-05", ""],
    ]
    assert counts(take(county, book(rows), unit=None)) == (2, 2, 0, 0, 0)
    names = ("name", "kind", "kind_written", "contract_fen", "started_on", "completed_on", "note")
    assert column(county, Project, *names) == [
        (
            *("门诊楼", "基建工程", "房屋建筑", 1_250_600_000, date(2024, 3, 1)),
            *(None, "竣工日期写作“2025年6月”"),
        ),
        ("路灯亮化", None, "亮化工程", 96_500_000, date(2025, 1, 5), None, None),
    ]
    assert take(county, book(rows), unit=None).writes_nothing


@pytest.mark.parametrize(
    ("name", "above", "heading", "written", "fen"),
    [
        ("项目", "", "合同金额", "1250.6", None),
        ("项目", "单位：万元", "合同金额", "1250.6", 1_250_600_000),
        ("项目", "", "合同金额（元）", "1250.6", 125_060),
        ("项目", "", "合同金额", "1250.6万元", 1_250_600_000),
        ("项目", "", "合同金额", "12506000", 1_250_600_000),
        ("项目（单位：万元）", "", "合同金额", "1250.6", 1_250_600_000),
    ],
)
def test_a_list_of_works_that_names_no_unit_of_money_is_asked_about(
    county: Path, name: str, above: str, heading: str, written: str, fen: int | None
) -> None:
    """What is too large to stand in 万元 stands in 元."""
    rows = [["工程项目公开", above], ["项目名称", "建设单位", "施工单位", heading]]
    rows.append(["门诊楼", "青禾县财政局", "某建设公司", written])
    text = WorkbookText("项目.xlsx", "0" * 12, "xlsx", [Grid(name, rows)])
    if fen is None:
        (problem,) = understand(text).problems
        assert (problem.sheet, problem.cell) == (name, "")  # keeps the whole file out
        assert "D列“合同金额”没有写明金额单位，看不出是元还是万元" in problem.message
        assert "合同金额（万元）" in problem.message
    else:
        assert not take(county, text, unit=None).problems
        assert column(county, Project, "contract_fen") == [(fen,)]


@pytest.mark.parametrize(("above", "noted"), [("", True), ("单位：元", False)])
def test_payments_of_which_no_unit_is_named_are_in_yuan_and_the_import_says_so(
    county: Path, above: str, noted: bool
) -> None:
    rows = [["支出明细", above], ["支付日期", "收款方", "用途", "金额"]]
    rows.append(["2026-03-05", "某商贸公司", "办公用品", "1250.6"])
    plan = take(county, book(rows))
    assert column(county, Expenditure, "amount_fen") == [(125_060,)]
    assert any("D列“金额”没有写明金额单位，按元读入" in note for note in plan.notes) is noted


def test_sheets_of_a_workbook_of_trades_name_each_other(county: Path) -> None:
    text = book(
        [["场所名称", "场所层级", "起日"], ["青禾县公共资源交易中心", "县级", ""]],
        (
            "工程项目",
            [
                ["项目编号", "项目名称", "总投资（元）", "设计把关签字"],
                ["GC-1", "库房维修", "860000", "周某 2026-02-10"],
            ],
        ),
        (
            "公共资源交易",
            [
                ["交易编号", "交易名称", "工程项目", "交易场所", "预算金额（元）", "成交金额（元）"],
                ["CG-1", "库房维修施工", "GC-1", "青禾县公共资源交易中心", "300000", "267000"],
            ],
        ),
        (
            "投标人",
            [
                ["交易项目", "投标人名称", "报价（元）", "是否中标"],
                ["CG-1", "甲公司", "267000", "是"],
                ["CG-1", "乙公司", "28万元", "否"],
            ],
        ),
        (
            "其他重大事项",
            [
                ["重大事项名称", "重大事项类别", "金额（元）", "实施日期"],
                ["处置车辆", "资产处置", "52000", "2026-05-12"],
            ],
        ),
        name="交易场所",
    )
    plan = take(county, text, kind="trades")
    assert counts(plan) == (6, 6, 0, 0, 0), (plan.problems, plan.notes)
    assert column(county, PublicTransaction, "project_id", "venue_id") == [(1, 1)]
    assert column(county, ProjectGate, "gate", "signer_written", "signed_on") == [
        ("设计", "周某", date(2026, 2, 10))
    ]
    assert column(county, Bidder, "position", "offer_fen", "is_winner") == [
        (1, 26_700_000, True),
        (2, 28_000_000, False),
    ]
    assert column(county, TradingVenue, "name") == [("青禾县公共资源交易中心",)]
    assert column(county, Undertaking, "kind", "amount_fen") == [("资产处置", 5_200_000)]
    assert take(county, text, kind="trades").writes_nothing


def test_a_venue_of_several_kinds_is_a_record_for_each_and_trades_name_it(county: Path) -> None:
    """R-HY-05"""
    venues = [
        ["场所名称", "交易类别", "起日"],
        ["青禾县公共资源交易中心", "工程招投标、产权交易，工程招标", "2025-01-01"],
    ]
    trades = [
        ["交易编号", "交易名称", "交易类别", "交易场所"],
        ["CQ-1", "库房租赁", "产权交易", "青禾县公共资源交易中心"],
    ]
    text = book(venues, ("公共资源交易", trades), name="交易场所")
    plan = take(county, text, kind="trades")
    assert counts(plan) == (2, 2, 0, 0, 0), (plan.problems, plan.notes)
    assert column(county, TradingVenue, "kind") == [("工程招投标",), ("产权交易",)]
    assert column(county, PublicTransaction, "venue_id") == [(1,)]
    assert take(county, text, kind="trades").writes_nothing


def test_a_kind_that_is_none_is_a_problem_at_its_cell(county: Path) -> None:
    venues = [["场所名称", "交易类别"], ["甲中心", "工程招投标、赶集"], ["乙中心", "产权交易"]]
    plan = take(county, book(venues, name="交易场所"), kind="trades")
    assert [(one.cell, one.found) for one in plan.problems] == [("B2", "赶集")]
    assert column(county, TradingVenue, "name", "kind") == [("乙中心", "产权交易")]


def test_a_buyer_who_is_registered_later_is_linked_then(county: Path) -> None:
    """R-HY-05"""
    trades = [["交易编号", "交易名称", "审批人", "经办人"], ["CG-1", "课桌椅", "王二", "李一"]]
    take(county, book(trades, name="公共资源交易"), kind="trades")
    assert column(county, PublicTransaction, "decider_id", "buyer_id") == [(None, None)]
    people = [["姓名", "单位名称"], ["王二", UNIT], ["李一", UNIT]]
    take(county, book(people, name="人员"), kind="organization")
    assert column(county, PublicTransaction, "decider_id", "buyer_id") == [(1, 2)]


def test_a_bidder_of_an_unknown_trade_is_a_problem_at_its_cell(county: Path) -> None:
    text = book(
        [["交易项目", "投标人名称", "报价（元）", "是否中标"], ["CG-9", "甲公司", "1", "是"]], name="投标人"
    )
    plan = take(county, text, kind="trades")
    assert [(one.cell, one.found) for one in plan.problems] == [("A2", "CG-9")]


def test_a_report_of_a_quarter_in_words_has_its_days(county: Path) -> None:
    rows = [
        ["财务报告情况登记表"],
        ["报告名称", "报告期间", "向班子报告日期", "报告会议", "向职工公示日期", "公示地点"],
        ["一季度财务收支情况", "2026年第一季度", "2026-04-10", "第6次办公会", "2026-04-12", "公开栏"],
        ["二季度财务收支情况", "去年夏天", "2026-07-10", "", "", ""],
    ]
    plan = take(county, book(rows))
    assert counts(plan) == (2, 1, 0, 0, 1)
    assert [(one.cell, one.found) for one in plan.problems] == [("B4", "去年夏天")]
    assert column(county, FinanceReport, "period_from", "period_to", "published_on") == [
        (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 12))
    ]
