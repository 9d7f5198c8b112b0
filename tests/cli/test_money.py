"""Payments, signatures, countersigning, limits, trades, accounts as a clerk types them (R-HY-04, R-HY-05, R-CC-03)."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.cli.workbooks import workbook

UNIT = ("--unit", "县财政局")


@pytest.fixture
def paid(on: Typed) -> Typed:
    """The county file with one payment."""
    words = (
        "某某商贸有限公司",
        *UNIT,
        "--amount",
        "1250.5",
        "--on",
        "2026-03-05",
        "--number",
        "BX-2026-0031",
    )
    answer = on("spend", "add", *words, "--kind", "办公费", "--by", "李一")
    assert answer.status == 0, answer.said
    return on


def test_a_payment_is_recorded_to_the_fen_and_linked(paid: Typed) -> None:
    (row,) = paid("spend", "list", "--columns", "all", "--format", "json").json
    assert (row["amount_fen"], row["amount"], row["handler"]) == (125050, "1250.50", "李一")
    assert row["identity"] == "BX-2026-0031"


def test_a_changed_sum_is_told_before_and_after_in_yuan(paid: Typed) -> None:
    answer = paid("spend", "edit", "BX-2026-0031", "--set", "金额=12.5万元", "--set", "支出类别=茶歇费")
    assert "金额：1,250.50 元 → 125,000 元" in answer.out
    (row,) = paid("spend", "list", "--columns", "all", "--format", "json").json
    assert (row["amount_fen"], row["kind"], row["kind_written"]) == (12_500_000, None, "茶歇费")


@pytest.mark.parametrize("words", ["金额=500", "金额=1.005元", "金额=三批次"])
def test_a_sum_without_unit_or_finer_than_a_fen_is_refused(paid: Typed, words: str) -> None:
    answer = paid("spend", "edit", "BX-2026-0031", "--set", words)
    assert answer.status == 3
    assert "要写：金额和单位，如 50万元、12345.60元" in answer.said


def test_what_came_back_is_signed_in_a_new_round(paid: Typed) -> None:
    """R-CC-03"""
    first = paid("sign", "add", "BX-2026-0031", "分管领导", "--decision", "退回", "--returned", "100")
    assert "第 1 轮第 1 个" in first.out, first.said
    assert "第 2 轮第 1 个" in paid("sign", "add", "BX-2026-0031", "分管领导", "--decision", "同意").out
    assert "第 2 轮第 2 个" in paid("sign", "add", "BX-2026-0031", "一把手", "--decision", "同意").out
    rows = paid("sign", "list", "--columns", "round,position,returned_fen", "--format", "json").json
    assert [tuple(row.values()) for row in rows] == [(1, 1, 10000), (2, 1, None), (2, 2, None)]


def test_a_void_payment_stays_on_record_with_its_reason(paid: Typed) -> None:
    assert paid("spend", "retire", "BX-2026-0031", "--reason", "登记重复").status == 0
    (row,) = paid("spend", "list", "--columns", "state,note", "--format", "json").json
    assert row == {"state": "作废", "note": "2026-06-30 作废：登记重复"}


def test_three_parties_countersign_a_sheet(paid: Typed) -> None:
    """R-FS-06"""
    words = ("耕地地力保护补贴", *UNIT, "--amount", "1200", "--number", "HQ-7", "--payment", "BX-2026-0031")
    assert paid("countersign", "add", *words).status == 0
    assert paid("countersign", "sign", "HQ-7", "发放单位", "--by", "李一", "--agreed").status == 0
    again = paid("countersign", "sign", "HQ-7", "发放单位", "--by", "王二")
    assert again.status == 3
    assert "已有同样的会签" in again.said
    assert "不认识“村里”" in paid("countersign", "sign", "HQ-7", "村里").said
    (row,) = paid("countersign", "list", "--columns", "expenditure,signatures", "--format", "json").json
    assert row == {"expenditure": "BX-2026-0031", "signatures": 1}


def test_limits_of_approval_hold_from_to_and_not_twice(on: Typed) -> None:
    words = (*UNIT, "--role", "分管领导", "--amount", "5000", "--from", "2026-01-01")
    assert on("approval", "add", *words).status == 0
    assert "已有同样的审批权限（编号 1）" in on("approval", "add", *words).said
    assert on("approval", "retire", "1", "--reason", "换文", "--on", "2026-05-31").status == 0
    (row,) = on("approval", "list", "--columns", "amount,valid_to", "--format", "json").json
    assert row == {"amount": "5000.00", "valid_to": "2026-05-31"}
    assert on("ladder", "add", "分管领导", "--position", "1").status == 0
    assert on("ladder", "list", "--format", "json").json[0]["unit"] is None


def test_a_trade_has_its_venue_project_and_bidders(on: Typed) -> None:
    """R-HY-05"""
    assert on("venue", "add", "县公共资源交易中心").status == 0
    assert (
        on("project", "add", "档案库房维修", *UNIT, "--number", "GC-1", "--investment", "86万元").status == 0
    )
    assert on("project", "gate", "GC-1", "设计", "--by", "周某", "--agreed").status == 0
    words = ("库房维修施工", *UNIT, "--number", "CG-1", "--budget", "30万元", "--price", "267000")
    added = on("transaction", "add", *words, "--venue", "县公共资源交易中心", "--set", "工程项目=GC-1")
    assert added.status == 0, added.said
    assert on("transaction", "bidder", "CG-1", "甲公司", "--offer", "267000", "--winner").status == 0
    assert on("transaction", "bidder", "CG-1", "乙公司", "--offer", "28万元", "--loser").status == 0
    shown = on("transaction", "show", "CG-1").out
    assert "投标人（2）" in shown
    (row,) = on("transaction", "list", "--columns", "venue,project,budget_fen", "--format", "json").json
    assert row == {"venue": "县公共资源交易中心", "project": "档案库房维修", "budget_fen": 30_000_000}


def test_a_register_of_payments_is_imported_and_goes_out_and_in_again(on: Typed, tmp_path: Path) -> None:
    rows = (
        ("县财政局2026年支出明细",),
        ("单位：万元",),
        ("支付日期", "凭证号", "收款单位", "摘要", "金额", "分管领导", "主要领导"),
        ("2026.3.5", "记-12", "某公司", "用纸", "0.12", "李一 2026-03-01", "王二 2026-03-02"),
        ("2026.3.6", "记-13", "某公司", "退货", "（0.02）", "", ""),
        ("", "", "", "合计", "0.1", "", ""),
    )
    answer = on("import", workbook(tmp_path / "支出明细.xlsx", rows), *UNIT)
    assert "读取 2 = 新增 2" in answer.out, answer.said
    assert "相加" not in answer.said
    amounts = on("spend", "list", "--columns", "amount_fen,signatures", "--format", "json").json
    assert [tuple(row.values()) for row in amounts] == [(120000, 2), (-20000, 0)]
    book = tmp_path / "导出.xlsx"
    assert on("export", "spend", "-o", book).status == 0
    again = on("import", book)
    assert "没有需要写入的内容" in again.said, again.said


@pytest.mark.parametrize(
    "words",
    [
        ("fund", "add", "非税收入", *UNIT, "--year", "2026", "--amount", "35万元", "--in-budget", "是"),
        ("finance", "add", "一季度财务情况", *UNIT, "--from", "2026-01-01", "--to", "2026-03-31"),
        ("undertaking", "add", "处置车辆", *UNIT, "--kind", "资产处置", "--amount", "5.2万元"),
    ],
)
def test_other_records_of_money_are_added_listed_shown_and_changed(on: Typed, words: tuple[str, ...]) -> None:
    noun = words[0]
    assert on(*words).status == 0
    assert words[2] in on(noun, "list").out
    assert words[2] in on(noun, "show", "1").out
    assert "备注：空 → 核对过" in on(noun, "edit", "1", "--set", "备注=核对过").out


def test_what_a_trade_saved_stands_beside_its_budget(on: Typed) -> None:
    """R-HY-05: budget less price, of the budget"""
    for number, price in (("CG-1", "267000"), ("CG-2", "33万元"), ("CG-3", "")):
        words = (*UNIT, "--number", number, "--budget", "30万元", *(("--price", price) if price else ()))
        assert on("transaction", "add", f"采购{number}", *words).status == 0
    rows = on("transaction", "list", "--columns", "saved,saved_percent", "--format", "json").json
    assert [tuple(row.values()) for row in rows] == [
        ("33000.00", "11.00"),
        ("-30000.00", "-10.00"),
        (None, None),
    ]
