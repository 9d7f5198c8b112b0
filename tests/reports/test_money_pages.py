"""Pages of money: totals balance to the fen, persons are masked, what is not on record is told."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from powerctl.errors import Refused
from powerctl.model import Expenditure
from powerctl.reports.amounts import rate, total_words, yuan
from powerctl.reports.blocks import Qr
from powerctl.reports.catalogue import page
from powerctl.reports.masking import replacer
from powerctl.reports.payees import HIDDEN, Payees
from powerctl.reports.render import to_html, to_markdown
from powerctl.terms import FundSource, PayeeKind
from tests.reports.money import (
    county,
    everything,
    fen,
    large,
    made,
    payment,
    put,
    returned,
    said,
    spending,
    tables,
    trades,
)

PAGES = (
    ("财务支出公开", spending),
    ("大额资金使用情况", large),
    ("退回单据统计", returned),
    ("公共资源交易情况", trades),
)


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15))
def test_a_sum_is_printed_to_the_fen_and_reads_back(sum_fen: int) -> None:
    assert fen(yuan(sum_fen)) == sum_fen
    in_yuan, _, more = total_words(sum_fen).partition(" 元")
    assert fen(in_yuan) == sum_fen
    if more:
        thousands = more.removeprefix("（").removesuffix(" 万元）").replace(",", "")
        whole, _, digits = thousands.lstrip("-").partition(".")
        assert len(digits) <= 2, "what 万元 would not shorten stays in 元"
        assert int(whole) * 1_000_000 + int(digits.ljust(6, "0")) == abs(sum_fen)


@pytest.mark.parametrize(
    ("part", "base", "shown"),
    [
        (11, 100, "11.00%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 20_000, "0.01%"),
        (-1, 8, "-12.50%"),
        (-1, 100_000, "0.00%"),
        (5, 0, "不能计算"),
    ],
)
def test_a_rate_has_two_digits_rounded_half_up(part: int, base: int, shown: str) -> None:
    """R-HY-05"""
    assert rate(part, base) == shown


def test_the_page_of_spending_says_what_it_counts_and_what_it_leaves_out(tmp_path: Path) -> None:
    """R-HY-06"""
    text = said(made(county(tmp_path, spending), "财务支出公开", unit="U002"))
    assert "支付 7 笔（支出 5、退款冲销 1、金额未登记 1），合计 10,023,000.01 元，" in text
    assert "其中支出 10,023,345.68 元，退款冲销 -345.67 元。" in text
    assert "有 1 笔登记为待支付或退回未付，但登记了支付日期，已计入。" in text
    assert (
        "不计在内的：没有登记支付日期 1 笔、500.50 元，不知是否在此期间；待支付和退回未付 1 笔；此期间作废 1 笔。"
        in text
    )
    assert (
        "没有登记的：金额 1 笔、用途 1 笔、预算科目 1 笔、支出类别 1 笔、资金来源 1 笔、收款方性质 1 笔。"
        in text
    )


def test_every_breakdown_of_spending_adds_up_to_the_same_total(tmp_path: Path) -> None:
    """R-HY-13"""
    found = tables(made(county(tmp_path, spending), "财务支出公开", unit="U002"))
    totals = []
    for table in found[:4]:
        *parts, total = table.rows
        for column in (2, 3, 4):
            assert sum(fen(row[column]) for row in parts) == fen(total[column])
        assert sum(int(row[1]) for row in parts) == int(total[1]) == 7
        totals.append(total[1:])
    assert len(set(totals)) == 1
    *lines, total = found[4].rows
    assert sum(fen(row[-1]) for row in lines if row[-1] != "未登记") == fen(total[-1]) == 1_002_300_001
    assert len(lines) == 7


def test_payees_are_named_only_where_the_record_calls_them_an_organisation(tmp_path: Path) -> None:
    """R-XZ-17"""
    report = made(county(tmp_path, spending), "财务支出公开", unit="U002")
    rows = {row[2]: row for row in tables(report)[4].rows[:-1]}
    assert rows["记-0001"][7] == "云泽县大力商贸有限公司"
    assert rows["记-0002"][7] == "周某某" and rows["记-0002"][3] == "付周某某劳务费，电话***********"
    assert rows["记-0006"][7] == HIDDEN
    assert rows["记-0012"][7] == "职工", "a word that names nobody stays"
    for written in ("".join(to_html(report)), "".join(to_markdown(report))):
        for name in ("周大力", "王小满", "13800138000"):
            assert name not in written


def test_published_figures_stand_in_their_own_units(tmp_path: Path) -> None:
    """R-HY-06"""
    *_, figures = tables(made(county(tmp_path, spending), "财务支出公开", unit="U002"))
    assert [row[-1] for row in figures.rows] == ["123,456.78 元", "17 批", "-12.34%"]
    assert figures.rows[1][1] == "　其中：接待批次"


def test_large_sums_are_those_that_reach_the_limit_of_their_day(tmp_path: Path) -> None:
    """R-HY-04"""
    report = made(county(tmp_path, large), "大额资金使用情况")
    text = said(report)
    assert "支出 6 笔（有集体决策 3、没有登记集体决策 2、决策待核实 1），合计 2,100,000.50 元。" in text, (
        "100,000.00 is large, 99,999.99 is not"
    )
    assert "起点按支付当日的规定：100,000.00 元（6 笔）。" in text
    assert "支付当日没有设定大额资金起点 1 笔；没有登记金额 1 笔，不计在内。" in text
    assert "公开情况 6 笔（有公开记录 3、没有公开记录 3）" in text
    by_decision, details = tables(report)
    assert by_decision.rows == (
        ("有集体决策", "3", "600,000.50", "2"),
        ("没有登记集体决策", "2", "900,000.00", "1"),
        ("决策待核实", "1", "600,000.00", "0"),
        ("合计", "6", "2,100,000.50", "3"),
    )
    assert [row[8] for row in details.rows[:-1]] == [
        "▲ 有集体决策（支付在先）\n2026-1（2026-03-12）",
        "有集体决策\n2026-1（2026-03-12）",
        "有集体决策",
        "▲ 没有登记集体决策",
        "▲ 没有登记集体决策",
        "决策待核实",
    ]
    assert "2026-2" not in everything(report), "a meeting with a secrecy level is not named"
    assert "议题1" not in everything(report)


def test_what_is_large_is_not_told_without_a_limit(tmp_path: Path) -> None:
    """R-HY-04"""
    with pytest.raises(Refused) as refused:
        made(county(tmp_path, spending), "大额资金使用情况")
    assert "当日都没有设定大额资金起点" in str(refused.value)
    assert refused.value.hint.startswith("powerctl limit set finance.county_large_sum")


def test_returned_vouchers_are_counted_once_with_their_sums(tmp_path: Path) -> None:
    """R-CC-03: 23 vouchers, 135,000 yuan"""
    report = made(county(tmp_path, returned), "退回单据统计")
    text = said(report)
    assert "有审签记录的单据 24 笔，退回单据 23 笔、135,000.00 元（13.5 万元）。" in text
    assert "共退回 24 次，其中同一单据退回两次以上的 1 笔" in text
    assert "另有 1 次退回没有登记日期，不计在内" in text
    assert "23 笔（重新审签同意 1、已作废 1、没有支付 19、没有重新审签即支付 1、后续未登记 1）" in text
    assert "没有登记的：退回金额和单据金额 1 次、退回理由 12 次、审签人 1 次。" in text
    *breakdowns, details = tables(report)
    for table in breakdowns:
        *parts, total = table.rows
        assert sum(int(row[-3]) for row in parts) == int(total[-3]) == 24
        assert sum(fen(row[-2]) for row in parts) == fen(total[-2]) == 13_500_100
    assert breakdowns[0].rows[:2] == (
        ("云泽县财政局", "纪委书记（纪检组长）", "15", "70,001.00", "－"),
        ("云泽县财政局", "一把手", "1", "5,000.00", "－"),
    )
    assert details.rows[0][-1] == "▲ 没有重新审签即支付"
    assert details.rows[21][5:7] == ("20,000.00", "19,999.50"), (
        "the sum that was sent back, not the voucher's"
    )
    assert "陆明远" not in everything(report)


def test_what_was_saved_is_reckoned_over_those_that_have_both_sums(tmp_path: Path) -> None:
    """R-HY-05"""
    report = made(county(tmp_path, trades), "公共资源交易情况")
    text = said(report)
    assert "交易 6 笔（工程招投标 1、政府采购 2、土地出让 1、产权交易 1、自行采购 1）" in text
    assert (
        "齐全的 3/4 笔，预算 13,050,000.00 元，成交 11,621,000.01 元，节约 1,428,999.99 元，节约率 10.95%。"
        in text
    )
    assert (
        "齐全的 2/2 笔，起始价 20,300,000.00 元，成交 25,270,000.00 元，增值 4,970,000.00 元（497 万元），"
        in text
    )
    assert "增值率 24.48%" in text
    assert "5 笔（进场 3、场外 1、未登记 1）" in text
    assert "另有 1 笔没有登记任何日期，不计在内" in text
    by_kind, by_method, by_venue, details = tables(report)
    assert by_kind.rows[0][1:] == (
        "1",
        "10,000,000.00",
        "8,900,000.00",
        "1,100,000.00",
        "10,000,000.00",
        "11.00%",
    )
    assert by_kind.rows[1][1:] == (
        "2",
        "3,500,000.00",
        "2,670,000.01",
        "329,999.99",
        "3,000,000.00",
        "11.00%",
    )
    assert by_kind.rows[-1] == ("合计", "6", "33,850,000.00", "36,891,000.01", "－", "－", "－")
    assert by_method.rows[-1] == by_kind.rows[-1]
    assert by_venue.rows[-1] == ("合计", "5", "3", "1", "1", "36,840,000.01")
    winners = [row[11] for row in details.rows[:-1]]
    assert winners[3] == "周某某" and winners[5] == HIDDEN and winners[0] == "云泽县大力商贸有限公司"
    assert details.rows[4][6] == "某某拍卖行\n▲ 场外" and details.rows[2][6] == "未登记"


@pytest.mark.parametrize(("name", "fill"), PAGES)
def test_pages_of_money_carry_their_code_and_refuse_an_empty_period(
    tmp_path: Path, name: str, fill: object
) -> None:
    path = county(tmp_path, fill)  # type: ignore[arg-type]
    report, again = (made(path, name, unit="U002") for _ in range(2))
    assert isinstance(report.blocks[-1], Qr) and report.meta.number == again.meta.number
    assert report.meta.paper == "A3 landscape"
    for order in ({"since": date(2026, 7, 1)}, {"unit": "没有的局"}):
        with pytest.raises(Refused) as refused:
            made(path, name, **{"unit": "U002", **order})
        assert refused.value.hint
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused) as refused:
        made(county(tmp_path / "empty"), name, unit="U002")
    assert refused.value.hint.startswith("powerctl import")
    if page(name).needs_unit:
        with pytest.raises(Refused, match="没有指明单位"):
            made(path, name)


@settings(deadline=None, max_examples=8)
@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(-(10**12), 10**12),
            st.sampled_from([*FundSource, None]),
            st.integers(0, 89),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_payments_balance_to_the_fen(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int | None, FundSource | None, int]]
) -> None:
    """R-HY-06"""

    def fill(db: Session) -> None:
        put(
            db,
            Expenditure,
            [
                payment(n, date(2026, 1, 1) + timedelta(days=day), amount, fund=fund)
                for n, (amount, fund, day) in enumerate(rows, 1)
            ],
        )

    found = tables(made(county(tmp_path_factory.mktemp("any"), fill), "财务支出公开", unit="U002"))
    net = sum(amount for amount, _, _ in rows if amount is not None)
    for table in found[:4]:
        *parts, total = table.rows
        assert sum(fen(row[4]) for row in parts) == fen(total[4]) == net
        assert sum(int(row[1]) for row in parts) == int(total[1]) == len(rows)
    assert fen(found[4].rows[-1][-1]) == net


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.text("王小明大力", min_size=1, max_size=4), st.text("某甲乙", min_size=1, max_size=2)),
    st.text("王小明大力某，", max_size=30),
)
def test_names_are_found_by_their_first_letters_as_one_by_one(masks: dict[str, str], text: str) -> None:
    names = sorted((name for name in masks if len(name) > 1), key=len, reverse=True)
    expected = (
        re.sub("|".join(map(re.escape, names)), lambda one: masks[one.group()], text) if names else text
    )
    assert replacer(masks)(text) == expected


def test_two_payees_that_would_look_alike_are_told_apart() -> None:
    """R-XZ-17"""
    payees = Payees(
        [("周大力、周小力等3人", PayeeKind.PERSON), ("云泽县大力公司", None)], ["陆明远"], lambda text: text
    )
    assert payees.name("周大力、周小力等3人", PayeeKind.PERSON) == "周某某甲、周某某乙等3人"
    assert payees.name(None, None) == "未登记" and payees.name("云泽县大力公司", None) == HIDDEN
    assert payees.words("陆明远付周小力款，云泽县大力公司") == "陆某某付周某某乙款，云泽县大力公司"
