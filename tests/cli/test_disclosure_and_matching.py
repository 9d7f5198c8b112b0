"""What must be open, what was published, notices and answers, and payments against decisions, as a clerk types."""

import pytest

from tests.cli.conftest import Typed


def _rows(on: Typed, *words: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = on(*words, "--columns", "all", "--format", "json").json
    return rows


def test_a_line_of_the_county_and_a_publication_about_it(on: Typed) -> None:
    """R-HY-13"""
    added = on("open", "add", "财务收支", "--subject", "财务收支", "--every", "每季度", "--within", "20", "--in", "工作日", "--above", "5万元", "--from", "2026-01-01")  # fmt: skip
    assert added.status == 0, added.said
    (line,) = _rows(on, "open", "list")
    assert (line["unit_code"], line["interval"], line["above_fen"]) == (None, "每季度", 50_000_00)
    assert on("open", "add", "财务收支", "--from", "2026-01-01").status == 3
    words = (
        "--unit",
        "U001",
        "--item",
        "财务收支",
        "--from",
        "2026-01-01",
        "--to",
        "2026-03-31",
        "--on",
        "2026-04-10",
    )
    done = on("publish", "add", "第一季度财务收支", "--subject", "财务收支", "--channel", "公开栏", *words)
    assert done.status == 0, done.said
    (row,) = _rows(on, "publish", "list")
    assert (row["open_item"], row["published_on"], row["period_to"]) == (
        "财务收支",
        "2026-04-10",
        "2026-03-31",
    )
    assert "公开渠道：公开栏 → 网站" in on("publish", "edit", "1", "--set", "公开渠道=网站").out
    assert "止日" in on("open", "retire", "1", "--reason", "另有规定").out


def test_a_publication_cannot_be_taken_down_before_it_was_posted(on: Typed) -> None:
    words = ("--unit", "U001", "--on", "2026-04-10", "--set", "撤下日期=2026-04-09")
    answer = on("publish", "add", "甲", *words)
    assert answer.status == 3
    assert "撤下日期 2026-04-09 早于公开日期 2026-04-10" in answer.err


def test_feedback_goes_from_received_to_verified_to_concluded(on: Typed) -> None:
    """R-ZJ-04"""
    on("notice", "add", "任前公示", "--unit", "U001", "--number", "示1", "--kind", "任前公示", "--from", "2026-03-02", "--to", "2026-03-09")  # fmt: skip
    for name in ("李一", "王二"):
        assert on("notice", "subject", "示1", name).status == 0
    assert on("feedback", "add", "示1", "--subject", "王二", "--on", "2026-03-04", "--named").status == 0
    assert on("feedback", "verify", "1", "不属实", "--on", "2026-03-06").status == 0
    assert on("feedback", "conclude", "1", "不影响", "--on", "2026-03-07").status == 0
    (row,) = _rows(on, "feedback", "list")
    assert (row["subject"], row["verdict"], row["outcome"]) == ("王二", "不属实", "不影响")
    assert (row["verified_on"], row["concluded_on"], row["position"]) == ("2026-03-06", "2026-03-07", 1)
    assert on("notice", "outcome", "2", "暂缓", "--on", "2026-03-10").status == 0
    shown = on("notice", "show", "示1", "--format", "json").json
    assert [one["outcome"] for one in shown["notice_subject"]] == [None, "暂缓"]
    refused = on("feedback", "conclude", "1", "不影响", "--on", "2026-03-01")
    assert refused.status == 3 and "早于" in refused.err


@pytest.fixture
def spending(on: Typed) -> Typed:
    """A payment that the catalogue covers, and a meeting that may have decided it."""
    words = ("--unit", "U001")
    on("catalogue", "add", "大额支出", *words, "--matter", "大额资金使用", "--amount", "20000", "--from", "2020-01-01")  # fmt: skip
    added = on("spend", "add", "甲公司", *words, "--amount", "50000", "--on", "2026-03-20", "--for", "屋面维修", "--number", "BX-2026-0001")  # fmt: skip
    assert added.status == 0, added.said
    return on


def test_a_payment_without_a_meeting_is_missing_until_it_is_linked(spending: Typed) -> None:
    """R-ZJ-03"""
    (missing,) = spending("match", "missing", "--format", "json").json
    assert (missing["sort"], missing["key"], missing["certain"]) == (
        "应决未决",
        "U001/BX-2026-0001#1",
        "问题",
    )
    (pair,) = spending("match", "pairs", "--format", "json").json
    assert pair["why"] == "没有相近的议程"
    assert "应决未决" in spending("match", "missing").out
    assert spending("match", "missing", "--unit", "县教育局", "--format", "json").json == []


def test_an_answer_names_both_sides_and_an_unknown_key_is_refused(spending: Typed) -> None:
    refused = spending("match", "link", "U001/BX-2026-0001#1", "U001/没有/没有")
    assert refused.status == 3
    assert "没有编号为“U001/没有/没有”的" in refused.err
    spending("publish", "add", "大额资金", "--unit", "U001", "--number", "公1")
    linked = spending("match", "link", "U001/BX-2026-0001#1", "U001/公1")
    assert "已关联：支出 U001/BX-2026-0001#1 与公开记录 U001/公1" in linked.out
    (row,) = _rows(spending, "match", "list")
    assert (row["decision"], row["decided_by"], row["decided_on"]) == ("关联", "张三", "2026-06-30")
    out = spending("match", "rule-out", "U001/BX-2026-0001#1", "U001/公1", "--reason", "金额不同")
    assert "已排除" in out.out
    (row,) = _rows(spending, "match", "list")
    assert (row["decision"], row["reason"]) == ("排除", "金额不同")


def test_a_kind_that_is_none_is_refused_with_the_list(spending: Typed) -> None:
    refused = spending("match", "link", "U001/甲", "U001/乙", "--kind", "付款")
    assert refused.status == 3 and "支出、公共资源交易" in refused.err
