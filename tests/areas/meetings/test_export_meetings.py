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
    "meeting_topics": [MEETING | {"title": "调整预算", "amount": "0.05", "recused_written": "乙某（亲属）"}],
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
    assert plan.receipt.read == plan.receipt.unchanged == 6


def test_a_secret_ballot_is_exported_as_counts_and_names_nobody(county: Path) -> None:
    """R-XZ-09"""
    text = written(county)
    methods = cells(text, "表决", "表决方式")
    assert sorted(methods) == ["举手表决", "无记名票决"]
    at = methods.index("无记名票决")
    assert cells(text, "表决", "表决人")[at] == cells(text, "表决", "表决意见")[at] == ""
    assert cells(text, "表决", "同意票")[at] == "1"
    assert cells(text, "表决", "序号") == ["1", "2"]


def test_sums_below_a_yuan_and_recusals_are_written_as_they_are_read(county: Path) -> None:
    text = written(county)
    assert cells(text, "议题", "涉及金额（元）") == ["0.05"]
    assert cells(text, "议题", "回避人员") == ["乙某（亲属）"]


def test_conditions_on_secret_ballots_leave_named_rounds_out(county: Path) -> None:
    text = written(county, noun="secret_ballot", where=("轮次=1",))
    assert cells(text, "表决", "表决方式") == ["无记名票决"]


def test_a_form_that_is_only_read_is_no_workbook_to_export() -> None:
    assert "meeting-registers" not in nouns()
    with pytest.raises(Refused, match="会议登记簿"):
        workbook_of("会议登记簿")
