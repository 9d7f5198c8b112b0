"""What an export of meetings must say, and must never say."""

from datetime import date, datetime
from pathlib import Path

import pytest

from powerctl.areas.exporting import nouns, tables, workbook_of
from powerctl.areas.intake import apply_import, plan_import
from powerctl.areas.receipt import Plan
from powerctl.errors import Refused
from powerctl.sheets.kinds import KINDS
from powerctl.sheets.understand import understand
from powerctl.store.connection import open_reading
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from tests.areas.random_county import WorkbookText, as_read, grid

TODAY = date(2026, 6, 30)
MEETING = {"unit": "县财政局", "meeting": "1"}
ROWS = {
    "meetings": [{"unit": "县财政局", "number": "1"}],
    "meeting_attendance": [MEETING | {"person_written": name} for name in ("甲某", "乙某")],
    "meeting_topics": [
        MEETING | {"title": "调整预算", "amount": "0.05", "recused_written": "乙某（亲属）"},
        MEETING | {"title": "任职"},
    ],
    "meeting_votes": [
        MEETING
        | {
            "topic": "1",
            "round": "1",
            "method": "无记名票决",
            "votes_for": "1",
            "against": "1",
            "is_void": "是",
        },
        MEETING
        | {"topic": "1", "round": "2", "method": "举手表决", "voter_written": "甲某", "choice": "同意"},
        MEETING | {"topic": "2", "method": "无记名票决", "votes_for": "1", "against": "1"},
    ],
}


def book(rows: dict[str, list[dict[str, str]]]) -> WorkbookText:
    grids = []
    for kind in (kind for kind in KINDS if kind.name in rows):
        lines = [[row.get(column.field, "") for column in kind.columns] for row in rows[kind.name]]
        grids.append(grid(kind.title, [column.heading for column in kind.columns], lines))
    return WorkbookText("会议.xlsx", "0" * 64, "xlsx", grids)


def take_in(county: Path, text: WorkbookText) -> Plan:
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(session, understand(text), unit=None, edition=None, today=TODAY)
        apply_import(session, plan, now=datetime(2026, 6, 30))
    return plan


def written(county: Path, *, noun: str = "meeting", where: tuple[str, ...] = ()) -> WorkbookText:
    db = open_reading(county)
    try:
        return as_read("meetings", tables(db, workbook_of(noun), noun=noun, where=where))
    finally:
        db.close()


def cells(text: WorkbookText, sheet: str, heading: str) -> list[str]:
    (found,) = (grid for grid in text.grids if grid.name == sheet)
    at = found.rows[2].index(heading)
    return [row[at] for row in found.rows[3:]]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    assert not take_in(path, book(ROWS)).problems
    return path


def test_a_struck_secret_round_beside_a_named_one_comes_back_unchanged(county: Path) -> None:
    plan = take_in(county, written(county))
    assert not plan.problems
    assert plan.receipt.read == plan.receipt.unchanged == 8


def test_a_secret_ballot_is_exported_as_counts_and_names_nobody(county: Path) -> None:
    """R-XZ-09"""
    text = written(county)
    methods = cells(text, "表决", "表决方式")
    assert methods == ["举手表决", "无记名票决", "无记名票决"]
    for heading in ("表决人", "表决意见"):
        assert cells(text, "表决", heading)[1:] == ["", ""]
    # A struck round keeps no counts: beside those of the round after it they might tell somebody's vote.
    assert cells(text, "表决", "同意票") == ["", "", "1"]
    assert cells(text, "表决", "序号") == ["1", "2", "3"]


def test_sums_below_a_yuan_and_recusals_are_written_as_they_are_read(county: Path) -> None:
    text = written(county)
    assert cells(text, "议题", "涉及金额（元）") == ["0.05", ""]
    assert cells(text, "议题", "回避人员") == ["乙某（亲属）", ""]


def test_a_reason_with_odd_brackets_hides_nobody_who_stepped_aside(county: Path) -> None:
    """What one name's reason opens or closes is not taken for the next one's."""
    recused = [
        MEETING | {"topic": "1", "person_written": name, "reason": reason}
        for name, reason in (("甲某", "一）二）"), ("乙某", "三、\n四"), ("丙某", "（五"), ("丁某", "六"))
    ]
    roster = [MEETING | {"person_written": name} for name in ("丙某", "丁某")]
    assert not take_in(county, book({"meeting_attendance": roster})).problems
    assert not take_in(county, book({"recusals": recused})).problems
    assert (
        cells(written(county), "议题", "回避人员")[0]
        == "甲某（一）二））、乙某（三、\n四）、丙某、丁某（六）"
    )
    plan = take_in(county, written(county))
    assert not plan.problems and plan.receipt.read == plan.receipt.unchanged


def test_conditions_on_secret_ballots_leave_named_rounds_out(county: Path) -> None:
    text = written(county, noun="secret_ballot", where=("轮次=1",))
    assert cells(text, "表决", "表决方式") == ["无记名票决"] * 2


def test_of_two_people_with_one_name_the_right_one_comes_back_as_recused(tmp_path: Path) -> None:
    """What stands in a cell of 议题 cannot say which; the sheet of recusals does."""
    path = tmp_path / "county.db"
    create(path)
    same = [MEETING | {"person_written": "丙某", "position": place} for place in ("1", "2")]
    topics = [MEETING | {"title": "调整预算"}]
    take_in(path, book(ROWS | {"meeting_attendance": same, "meeting_topics": topics, "meeting_votes": []}))
    recused = [MEETING | {"topic": "1", "person_written": "丙某", "seat": "2", "has_left": "是"}]
    assert not take_in(path, book({"recusals": recused})).problems
    again = tmp_path / "again.db"
    create(again)
    for noun in ("meeting", "proceedings"):
        assert not take_in(again, written(path, noun=noun)).problems
    text = written(again, noun="proceedings")
    assert cells(text, "回避", "到会排序") == ["2"] and cells(text, "回避", "是否离场") == ["是"]


def test_a_closed_meeting_goes_into_an_empty_file_with_all_that_hangs_on_it(
    county: Path, tmp_path: Path
) -> None:
    """R-XZ-10: it is closed there after its questions came in."""
    closing = [MEETING | {"closed_at": "2026-06-02 08:00:09"}]
    asked = [MEETING | {"topic": "1", "text": "怎么办"}]
    assert not take_in(county, book({"meeting_questions": asked, "meeting_closings": closing})).problems
    again = tmp_path / "again.db"
    create(again)
    for noun in ("meeting", "proceedings"):
        assert not take_in(again, written(county, noun=noun)).problems
    text = written(again, noun="proceedings")
    assert cells(text, "会议办结", "办结时间") == ["2026-06-02 08:00:09"]
    assert cells(text, "会上提问", "问题") == ["怎么办"]
    assert take_in(again, written(county, noun="meeting")).writes_nothing


def test_topics_stand_in_one_order_in_every_file(tmp_path: Path) -> None:
    """Whether they were registered before their meeting or with it."""
    path, again = tmp_path / "county.db", tmp_path / "again.db"
    create(path)
    create(again)
    numbered = [{"unit": "县财政局", "number": number, "title": f"议题{number}"} for number in "CAB"]
    take_in(path, book({"topics": numbered}))
    listed = [MEETING | {"number": number, "title": f"议题{number}"} for number in "BA"]
    take_in(path, book({"meetings": ROWS["meetings"], "meeting_topics": listed}))
    for noun in ("meeting", "proceedings"):
        assert not take_in(again, written(path, noun=noun)).problems
    exports = [written(file, noun="proceedings") for file in (path, again)]
    assert [cells(text, "议题登记", "议题编号") for text in exports] == [["A", "B", "C"]] * 2


def test_a_list_of_topics_is_exported_with_their_states(county: Path) -> None:
    assert not take_in(county, book({"topics": [{"unit": "县财政局", "title": "拟议的事"}]})).problems
    text = written(county, noun="topic", where=("议题状态=已列入",))
    assert [found.name for found in text.grids] == ["议题登记", "填写说明"]
    assert cells(text, "议题登记", "议题名称") == ["调整预算", "任职"]
    assert sorted(cells(written(county, noun="topic"), "议题登记", "议题名称")) == [
        "任职",
        "拟议的事",
        "调整预算",
    ]


def test_a_form_that_is_only_read_is_no_workbook_to_export() -> None:
    assert "meeting-registers" not in nouns()
    with pytest.raises(Refused, match="会议登记簿"):
        workbook_of("会议登记簿")
