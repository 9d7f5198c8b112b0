"""Registers of meetings print their sums with the parts, say the period, and what is not on record."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from powerctl.model import AgendaItem, Meeting, MeetingInspection, Resolution, SecretBallot
from powerctl.reports.blocks import Paragraph, Report, Table
from powerctl.reports.counted import by_value, with_parts
from powerctl.store.transaction import transaction
from powerctl.terms import Outcome, ResolutionState

Paper = Callable[..., Report]
SUM = re.compile(r"(\d+) (?:次|项次|项|份|个表决对象)（([^）]*)）")


def paragraphs(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def sums(text: str) -> list[tuple[int, int]]:
    """Every sum that a page prints, and what its parts come to."""
    return [
        (int(whole), sum(int(part.rsplit(" ", 1)[1]) for part in parts.split("、")))
        for whole, parts in SUM.findall(text)
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*Outcome, None])))
def test_parts_make_up_their_sum_and_what_is_not_on_record_comes_last(values: list[Outcome | None]) -> None:
    parts = by_value(values)
    said = with_parts(len(values), "项", parts)
    assert all(whole == parts for whole, parts in sums(said))
    assert "未登记" not in said or said.endswith(f"未登记 {values.count(None)}）")


def test_a_sum_without_its_parts_is_not_printed() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        with_parts(3, "项", {"通过": 2})


@pytest.mark.parametrize(
    "name", ["议决事项台账", "决议督办表", "会议督查情况", "各单位议事规范情况", "会议决策公开"]
)
def test_every_register_prints_sums_with_parts_that_add_up(paper: Paper, name: str) -> None:
    """R-XZ-06, R-ZJ-03, R-ZJ-06"""
    text = paragraphs(paper(name, unit="U000"))
    found = sums(text)
    assert len(found) >= 2 or (name == "决议督办表" and found)
    assert all(whole == parts for whole, parts in found), text
    assert "2026年6月30日" in text, "the period is told"


def test_the_register_of_topics_counts_outcomes_ways_and_what_is_missing(
    paper: Paper, meetings: Path
) -> None:
    """R-XZ-06"""
    with transaction(meetings, "测试", "edit") as db:
        db.add(Meeting(unit_id=2, number="没有日期"))
        item = db.get(AgendaItem, 4)
        assert item
        item.outcome, item.is_extempore = None, True
    text = paragraphs(paper("议决事项台账"))
    assert "召开会议 4 次（党委常委会 2、党组会 1、政府常务会 1）" in text
    assert "另有 1 次会议没有登记召开日期，不计在内" in text
    assert "上会议题 5 项次（通过 4、未登记 1）" in text
    assert "按表决方式 5 项次（记名表决 4、无记名票决 1）" in text
    assert "按是否临时动议 5 项次（临时动议 1、未登记 4）" in text, "a flag not known is no 否"
    assert "没有登记的：宣布结果 1 项次、四重一大类别 2 项次、告知日期（临时动议除外） 3 项次。" in text


def test_many_results_of_one_topic_are_counted_in_the_register(paper: Paper, meetings: Path) -> None:
    """R-XZ-09"""
    with transaction(meetings, "测试", "edit") as db:
        for name in ("甲一", "乙二"):
            db.add(SecretBallot(agenda_item_id=2, round=1, candidate=name, votes_for=7))
    row = tables(paper("议决事项台账"))[1].rows[1]
    assert row[8] == "应到 9 · 回避 1（仍计入应到） · 需 5\n4 个表决对象（通过 3、未通过 1）"


def test_resolutions_of_meetings_without_a_day_are_told_where_a_period_is_asked_for(
    paper: Paper, meetings: Path
) -> None:
    """R-ZJ-03"""
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 2)
        assert meeting
        meeting.held_on = None
        db.add(
            Resolution(
                agenda_item_id=1,
                position=2,
                text="逾期完成的一项",
                state=ResolutionState.DONE,
                due_on=date(2026, 5, 1),
                done_on=date(2026, 5, 2),
            )
        )
        db.add(Resolution(agenda_item_id=1, position=3, text="终止的一项", state=ResolutionState.STOPPED))
    whole = paragraphs(paper("决议督办表"))
    assert "共 4 项（逾期未完成 1、已完成 2、已终止 1）。已完成 2 项（按期完成 1、逾期完成 1）" in whole
    assert "会议召开日期 1 项" in whole
    since = paragraphs(paper("决议督办表", since=date(2026, 1, 1)))
    assert "2026年1月1日以来的会议决议，截至2026年6月30日，共 3 项" in since
    assert "另有 1 项决议所属的会议没有登记召开日期，不知是否在此期间，不计在内" in since


def test_inspections_are_counted_by_their_result_and_what_they_lack(paper: Paper, meetings: Path) -> None:
    """R-ZJ-06"""
    with transaction(meetings, "测试", "edit") as db:
        for regular in (True, False):
            db.add(MeetingInspection(unit_id=2, inspected_on=date(2026, 3, 3), is_regular=regular))
    report = paper("会议督查情况")
    text = paragraphs(report)
    assert "督查 3 次（符合程序 1、不符合程序 1、结论未登记 1），督查到的会议 1/4（25%）" in text
    assert "没有登记的：督查议题数 2 次、督查人 2 次、所督查的会议 2 次。" in text
    assert "同步记录 1 份（不一致 1），有同步记录的会议 1/4（25%）" in text
    *units, total = tables(report)[0].rows
    for column in (1, 3, 5, 6):
        assert int(total[column]) == sum(int(row[column]) for row in units)


def test_the_table_of_rules_says_what_was_looked_at_and_adds_the_units_up(paper: Paper) -> None:
    """R-XZ-09"""
    report = paper("各单位议事规范情况")
    text = paragraphs(report)
    assert "截至2026年6月30日，召开会议 4 次（党委常委会 2、党组会 1、政府常务会 1）" in text
    *units, total = tables(report)[0].rows
    assert total[0] == "合计"
    checked = [[int(re.search(r"/(\d+)", row[-1])[1]) for row in rows] for rows in (units, [total])]  # type: ignore[index]
    assert sum(checked[0]) == checked[1][0]
    assert f"共检查 {checked[1][0]} 项（" in text


def test_the_public_page_says_how_many_meetings_it_leaves_out_and_why(paper: Paper, meetings: Path) -> None:
    """R-XZ-17"""
    with transaction(meetings, "测试", "edit") as db:
        item = db.get(AgendaItem, 4)
        assert item
        item.outcome = None
        db.add(Meeting(unit_id=1, number="没有日期"))
    text = paragraphs(paper("会议决策公开", unit="U000"))
    assert "召开会议 4 次（公开 1、有密级或标明内部的会议 1、没有可公开的议题 2）" in text
    assert "另有 1 次会议没有登记召开日期，未列入" in text
