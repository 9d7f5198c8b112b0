"""A year of meetings in the sample county: whole, readable, patterned, and silent on who voted what in secret."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.county.golden import answer, command
from tests.county.meeting_bodies import BODIES
from tests.county.meeting_topics import SUBJECTS
from tests.county.meeting_year import OTHER_MEETINGS, YEAR, sheets
from tests.county.people import SEATS, UNITS

FINANCE, TOWN, HOUSING = (UNITS[unit][0] for unit in ("U002", "U007", "U003"))
Receipts = dict[str, dict[str, Any]]


def test_three_bodies_meet_every_month_of_a_year() -> None:
    """Twelve times, and once the December before, when it was settled who is in charge of what."""
    assert Counter(held.body for held in YEAR) == dict.fromkeys(BODIES, 13)
    assert Counter(held.month < "2025" for held in YEAR) == {True: 3, False: 36}
    assert all(held.subjects for held in YEAR)
    assert sum(len(held.subjects) for held in (*YEAR, *OTHER_MEETINGS)) == len(SUBJECTS)


def test_every_sheet_of_the_workbooks_is_taken_in(receipts: Receipts) -> None:
    written = sheets(YEAR)
    taken = {sheet["sheet"]: sheet["records"] for sheet in receipts["82"]["sheets"]}
    assert taken == {
        **{"会议": 39, "议题": 78, "到会": len(written["meeting_attendance"])},
        **{"发言": len(written["meeting_statements"]), "表决": len(written["meeting_votes"])},
    }
    assert all(sheet["records"] for sheet in receipts["85"]["sheets"])
    assert len(receipts["85"]["sheets"]) == 13


def test_topics_in_columns_and_numbered_in_a_cell_are_topics_each(imported: Any) -> None:
    """R-XZ-06: a published register."""
    name = UNITS["U006"][0]
    topics = [topic["title"] for topic in answer(imported[0], "topic", "list", "--unit", name)]
    assert len(topics) == 13 + len([one for one in SUBJECTS if one.unit == "U006"])
    assert {"快检车更新资金来源", "网络餐饮整治安排", "关于快检车更新资金的议题"} <= set(topics)


def test_a_secret_ballot_names_nobody_in_the_workbooks() -> None:
    """R-XZ-09: counts, tellers and a bag, and no voter."""
    secret = [
        row for row in sheets((*YEAR, *OTHER_MEETINGS))["meeting_votes"] if row["method"] == "无记名票决"
    ]
    assert len(secret) == 7
    assert all("voter_written" not in row and "choice" not in row for row in secret)


def test_government_and_party_are_judged_differently(county: Path) -> None:
    """R-XZ-09: a majority against is a finding for the party group, a reason is enough for the head of an office."""
    words = ("--as-of", "2026-06-30", "--select", "VOTE002,MTG033", "--fail-on", "never")
    told = answer(county, "check", *words)
    found = {(one["rule"], one["item"]) for one in told["outcomes"] if one["verdict"] == "问题"}
    assert found == {("VOTE002", "U002/2026-03/2026-03-1"), ("MTG033", "U003/2025-11/2025-11-1")}


def test_the_patterns_of_the_year_are_seen(imported: Any) -> None:
    found = answer(imported[0], "meeting", "patterns")
    marked = {(line["pattern"], line["unit"]) for line in found["lines"] if line["stands_out"]}
    assert ("dissent", TOWN) in marked
    assert ("pace", HOUSING) in marked
    assert ("dissent", FINANCE) not in marked
    pairs = [{passage["meeting"] for passage in each["passages"]} for each in found["alike"]]
    assert pairs == [{"2025-07", "2026-01"}]


def _page(db: Path, name: str, *about: str) -> str:
    words = ("report", "make", name, *about, "--as-of", "2026-06-30", "--format", "md", "-o", "-")
    status, told = command(db, *words)
    assert status == 0
    return told


def test_records_beside_a_meeting_that_agree_are_not_told_as_differing(imported: Any) -> None:
    """R-ZJ-06: “一致” in the column of differences says that there are none."""
    told = _page(imported[0], "会议督查情况", "--since", "2025-07-01")
    assert "同步记录 11 份（一致 10、不一致 1）" in told.replace("**", "")


def test_the_table_of_resolutions_says_whose_meeting_it_was(imported: Any) -> None:
    """R-ZJ-03"""
    (line,) = [one for one in _page(imported[0], "决议督办表").splitlines() if "251 天" in one]
    assert FINANCE in line


def test_a_township_posts_what_it_decided_and_neither_names_nor_secrets(imported: Any) -> None:
    """R-XZ-09, R-XZ-10: the posted page holds no member, no candidate, nothing of a meeting that bears a mark."""
    told = _page(imported[0], "会议决策公开", "--unit", TOWN, "--since", "2025-07-01")
    assert "农贸市场改造工程" in told
    assert "村庄布局规划优化方案" not in told
    assert not [seat.person for seat in SEATS if seat.person in told]
