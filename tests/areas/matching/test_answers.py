"""A clerk's answers on pairs: remembered by keys, obeyed, and kept through a re-import (R-ZJ-03)."""

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from powerctl.areas.matching.answering import answer_pair
from powerctl.areas.matching.called import payments_called
from powerctl.areas.matching.kinds import EXPENDITURE
from powerctl.areas.matching.omissions import find_omissions
from powerctl.errors import Refused
from powerctl.model import MatterLink
from powerctl.terms import MatchDecision, MatterKind
from tests.areas.matching.conftest import Matters
from tests.areas.matching.year import END, Year

LINKED, RULED_OUT = MatchDecision.LINKED, MatchDecision.RULED_OUT
ON = date(2026, 6, 1)


def test_both_sides_are_found_by_key_and_a_new_answer_replaces_the_old(matters: Matters) -> None:
    matters.decided(1)
    matters.paid(1, identity="2026/3#记", ordinal=2)
    session = matters.session
    first = answer_pair(session, "U1/2026/3#记#2", "U1/M1/T1", LINKED, by="李某", on=ON)
    assert (first.left_kind, first.right_kind) == (MatterKind.EXPENDITURE, MatterKind.AGENDA_ITEM)
    answer_pair(session, "U1/2026/3#记#2", "U1/M1/T1", RULED_OUT, by="李某", on=ON, reason="另一笔")
    rows = session.execute(select(MatterLink.metadata.tables["matter_link"])).all()
    assert [(row.unit_id, row.decision, row.reason) for row in rows] == [(1, RULED_OUT, "另一笔")]


def test_an_unknown_key_and_a_ruling_out_without_reason_are_refused(matters: Matters) -> None:
    matters.decided(1)
    matters.paid(1)
    with pytest.raises(Refused, match="没有编号为“U1/付9#1”"):
        answer_pair(matters.session, "U1/付9#1", "U1/M1/T1", LINKED, by="", on=ON)
    with pytest.raises(Refused, match="没有编号为“U1/M1/T9”"):
        answer_pair(matters.session, "U1/付1#1", "U1/M1/T9", LINKED, by="", on=ON)
    with pytest.raises(Refused, match="理由"):
        answer_pair(matters.session, "U1/付1#1", "U1/M1/T1", RULED_OUT, by="", on=ON)


def test_a_key_of_two_kinds_asks_which(matters: Matters) -> None:
    matters.decided(1)
    for table in ("project", "undertaking"):
        matters.put(table, {"id": 1, "unit_id": 1, "number": "甲", "name": "甲"})
    with pytest.raises(Refused, match="不止一种记录"):
        answer_pair(matters.session, "U1/甲", "U1/M1/T1", LINKED, by="", on=ON)
    link = answer_pair(
        matters.session, "U1/甲", "U1/M1/T1", LINKED, by="", on=ON, left_kind=MatterKind.PROJECT
    )
    assert link.left_kind is MatterKind.PROJECT


def test_a_link_settles_an_omission_and_outlives_the_record_coming_in_again(matters: Matters) -> None:
    Year(matters).make()
    session = matters.session
    matters.decided(900, 1, date(2025, 5, 8), title="接待室", amount_fen=1)
    answer_pair(session, "U1/漏支#1", "U1/M900/T900", LINKED, by="李某", on=ON)
    missing = {one.key for one in find_omissions(session, as_of=END).certain}
    assert "U1/漏支#1" not in missing
    session.connection().execute(delete(EXPENDITURE).where(EXPENDITURE.c.identity == "漏支"))
    matters.paid(5000, 88_000_00, identity="漏支", purpose="装修接待室", paid_on=date(2025, 5, 20))
    assert "U1/漏支#1" not in {one.key for one in find_omissions(session, as_of=END).certain}


def test_a_payment_without_a_number_is_called_by_day_and_voucher(matters: Matters) -> None:
    """R-ZJ-03"""
    Year(matters).make()
    session = matters.session
    matters.decided(900, 1, date(2025, 5, 8), title="接待室", amount_fen=1)
    session.connection().execute(
        update(EXPENDITURE).where(EXPENDITURE.c.identity == "漏支").values(voucher="记-7")
    )
    key = "U1/漏支#1"
    (one,) = (one for one in find_omissions(session, as_of=END).certain if one.key == key)
    day = session.execute(select(EXPENDITURE.c.paid_on).where(EXPENDITURE.c.identity == "漏支")).scalar()
    assert one.typed == f"U1/{day}/记-7"
    link = answer_pair(session, one.typed, "U1/M900/T900", LINKED, by="李某", on=ON)
    assert link.left_key == key


def test_a_voucher_of_two_payments_of_a_day_names_neither(matters: Matters) -> None:
    """R-ZJ-03"""
    matters.decided(1)
    for number in (1, 2):
        matters.paid(number, voucher="记-7")
    with pytest.raises(Refused, match="有 2 笔支出，请写识别键：U1/付1#1、U1/付2#1"):
        answer_pair(matters.session, "U1/2026-03-20/记-7", "U1/M1/T1", LINKED, by="", on=ON)
    called = payments_called(matters.session, [1, 2])
    assert [one.words for one in called.values()] == [None, None]


def test_a_pair_taken_for_certain_that_is_ruled_out_becomes_an_omission(matters: Matters) -> None:
    Year(matters).make()
    session = matters.session
    pair = find_omissions(session, as_of=END).certain_pairs[0]
    key = pair.matter.side.key
    answer_pair(session, key, pair.item.side.key, RULED_OUT, by="李某", on=ON, reason="不是一件事")
    assert key in {one.key for one in find_omissions(session, as_of=END).certain}
