"""A year of money and posts in the sample county: every sum comes in to the fen, and the pages balance with it."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.county.disclosure_rows import feedback, notice_subjects
from tests.county.golden import answer, command
from tests.county.make_county import DAY
from tests.county.people import UNITS
from tests.county.post_rows import CASES
from tests.county.spending_rows import Payment
from tests.county.spending_year import payments

WITH_MONEY = ("U002", "U003", "U007")
Receipts = dict[str, dict[str, Any]]


def returned(unit: str) -> list[Payment]:
    return [one for one in payments(unit) if any(sign.returned for signs in one.rounds for sign in signs)]


@pytest.mark.parametrize("unit", WITH_MONEY)
def test_every_payment_comes_in_with_its_sum_to_the_fen(imported: Any, unit: str) -> None:
    """R-HY-04: 元, 万元, full-width digits, brackets and minus signs, and no subtotal among them."""
    stored = answer(imported[0], "spend", "list", "--unit", UNITS[unit][0])
    written = payments(unit)
    assert Counter(round(Decimal(row["amount"]) * 100) for row in stored) == Counter(
        one.fen for one in written
    )
    assert sum(one.fen for one in written) > 0 > min(one.fen for one in written)


def test_subtotals_and_totals_are_compared_and_are_no_payments(receipts: Receipts) -> None:
    for number, unit in (("88", "U002"), ("89", "U003"), ("90", "U007")):
        assert receipts[number]["records"] == len(payments(unit))
        assert not any("不符" in note or "不一致" in note for note in receipts[number]["notes"])


def test_twenty_vouchers_were_sent_back_and_the_page_adds_them_up(checked: Path, tmp_path: Path) -> None:
    """R-CC-03: count and sum of what the signers sent back."""
    back = [one for unit in WITH_MONEY for one in returned(unit)]
    total = sum(one.fen for one in back)
    assert (len(back), total) == (20, 72_665_63)
    out = tmp_path / "back.md"
    status, told = command(
        checked,
        *("report", "make", "退回单据统计", "--as-of", DAY, "--since", "2025-06-01"),
        *("--format", "md", "-o", str(out)),
    )
    assert status == 0, told
    text = out.read_text(encoding="utf-8").replace("\\", "")
    assert "退回单据 20 笔" in text
    assert f"{total // 100:,}.{total % 100:02}" in text


def test_who_responded_to_a_notice_and_what_was_said_is_in_no_workbook() -> None:
    rows = list(feedback())
    assert len(rows) == 10
    assert len({(row["notice"], row["subject"]) for row in rows}) == 6
    assert not any("giver_written" in row or "content" in row for row in rows)
    put_off = [row for row in notice_subjects() if row["outcome"] == "暂缓"]
    assert (len(list(notice_subjects())), len(put_off)) == (22, 3)


def test_nine_appointments_from_nomination_to_probation(imported: Any) -> None:
    """R-HY-07"""
    cases = {row["number"]: row for row in answer(imported[0], "appoint", "list")}
    assert set(cases) == {case.number for case in CASES}
    assert Counter(row["state"] for row in cases.values()) == {"试用中": 8, "暂缓任用": 1}


def test_a_pair_that_the_clerk_linked_passes_and_one_ruled_out_is_a_finding(county: Path) -> None:
    """R-ZJ-03: an equal sum alone decides nothing."""
    told = answer(county, "check", "--as-of", DAY, "--select", "MTG002", "--fail-on", "never")
    verdicts = {one["item"]: one["verdict"] for one in told["outcomes"] if "/" in one["item"]}
    by_tag = {one.tag: one for unit in WITH_MONEY for one in payments(unit) if one.tag}
    linked, left = by_tag["to link"], by_tag["left open"]
    assert not any(linked.number in item for item in verdicts)
    assert verdicts[f"U002/{left.number}#1"] == "无法判断"
    assert [verdict for item, verdict in verdicts.items() if f"{by_tag['ruled out'].voucher}#1" in item] == [
        "问题"
    ]
