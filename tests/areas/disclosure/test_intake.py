"""公开公示, 公开目录 and 事项核对 from workbooks: found, told what is wrong, the same the second time and from export."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from powerctl.areas.exporting import tables, workbooks
from powerctl.areas.intake import apply_import, plan_import
from powerctl.areas.organization.units import add_unit
from powerctl.areas.receipt import Plan
from powerctl.model import Feedback, MatterLink, NoticeSubject, OpenItem, Publication
from powerctl.sheets.grid import WorkbookText
from powerctl.sheets.understand import understand
from powerctl.store.connection import open_reading
from powerctl.store.transaction import transaction
from tests.areas.random_county import as_read
from tests.sheets.drawn import sheet, workbook

TODAY = date(2026, 6, 30)


def book(**sheets: list[str]) -> WorkbookText:
    return workbook(
        *(sheet([[name], *(line.split("|") for line in lines)], name=name) for name, lines in sheets.items())
    )


def take(county: Path, text: WorkbookText, unit: str | None = "CZJ") -> Plan:
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(session, understand(text), unit=unit, edition=None, today=TODAY)
        apply_import(session, plan, now=datetime(2026, 6, 30))
    return plan


@pytest.fixture
def bureau(county: Path) -> Path:
    with transaction(county, "经办人", "test") as session:
        add_unit(session, name="青禾县财政局", code="CZJ")
    return county


NOTICES = {
    "公示": [
        "序号|公示编号|公示标题|公示类别|公示起日|公示止日|受理单位",
        "1|示1|任前公示|任前公示|2026-03-02|2026-03-09|组织部",
    ],
    "公示对象": ["序号|公示编号|顺序|公示对象|公示结论", "1|示1|1|李一|不影响", "2|示1|2|王二|暂缓"],
    "公示反馈": [
        "序号|公示编号|顺序|公示对象|收到日期|反映人|核查结论",
        "1|示1|1|王二|2026-03-04|某人|部分属实",
    ],
}


def test_a_notice_its_subjects_and_the_answers_come_in_together(bureau: Path) -> None:
    """R-ZJ-04"""
    plan = take(bureau, book(**NOTICES))
    assert (plan.kind, plan.receipt.added, plan.problems) == ("disclosure", 4, [])
    again = take(bureau, book(**NOTICES))
    assert (again.receipt.unchanged, again.writes_nothing) == (4, True)
    with transaction(bureau, "经办人", "test") as session:
        subjects = session.exec(select(NoticeSubject).order_by(NoticeSubject.position)).all()  # type: ignore[arg-type]
        (answer,) = session.exec(select(Feedback)).all()
        assert [one.subject_written for one in subjects] == ["李一", "王二"]
        assert (answer.subject_id, answer.giver_written) == (subjects[1].id, "某人")


def test_what_is_wrong_with_an_answer_is_told_with_its_cell(bureau: Path) -> None:
    wrong = NOTICES | {
        "公示反馈": [
            "序号|公示编号|顺序|公示对象|收到日期|核查日期",
            "1|示9|1|王二|2026-03-04|",
            "2|示1|1|王二|2026-03-04|2026-03-01",
        ]
    }
    plan = take(bureau, book(**wrong))
    said = {(one.cell, one.message) for one in plan.problems}
    assert ("B3", "本单位没有公示“示9”，或者不止一个") in said
    assert any(cell == "F4" and "早于" in message for cell, message in said)
    assert plan.receipt.rejected == 2


def test_publications_name_what_they_are_about(bureau: Path) -> None:
    """R-HY-13"""
    lines = [
        "序号|单位名称|公开事项|内容类别|公开频次|公开期限|期限单位|金额起点（万元）|起日",
        "1||财务收支|财务收支|每季度|20|工作日|5|2026-01-01",
    ]
    plan = take(bureau, book(公开目录=lines), None)
    assert (plan.kind, plan.receipt.added, plan.problems) == ("open-items", 1, [])
    shown = [
        "序号|公开标题|公开目录|公开日期|内容期间起日|内容期间止日|涉及金额（万元）",
        "1|一季度|财务收支|2026-04-10|2026-01-01|2026-03-31|12.5",
    ]
    assert take(bureau, book(公开记录=shown)).receipt.added == 1
    with transaction(bureau, "经办人", "test") as session:
        (line,) = session.exec(select(OpenItem)).all()
        (row,) = session.exec(select(Publication)).all()
        assert (line.unit_id, line.above_fen, row.open_item_id) == (None, 50_000_00, line.id)
        assert (row.amount_fen, row.period_to) == (125_000_00, date(2026, 3, 31))


def test_answers_on_pairs_are_kept_also_before_their_records_come(bureau: Path) -> None:
    """R-ZJ-03"""
    lines = [
        "序号|事项种类|事项编号|对应事项种类|对应事项编号|核对结论|核对人|核对日期|理由",
        "1|支出|CZJ/甲#1|会议议程|CZJ/会1/题1|关联|李某|2026-04-02|",
        "2|支出|CZJ/甲#1|会议议程|CZJ/会1/题2|排除|李某|2026-04-02|不是一件事",
        "3|支出|CZJ/甲#1|会议议程|CZJ/会1/题3|排除|李某|2026-04-02|",
        "4|会议议程|CZJ/会1/题3|支出|CZJ/甲#1|关联|李某|2026-04-02|",
    ]
    plan = take(bureau, book(事项核对=lines), None)
    assert (plan.receipt.added, plan.receipt.rejected) == (2, 2)
    assert any("台账中还没有" in note for note in plan.notes)
    assert {one.message for one in plan.problems} >= {"排除的要写理由", "这一栏不能写“会议议程”"}
    with transaction(bureau, "经办人", "test") as session:
        assert [one.unit_id for one in session.exec(select(MatterLink)).all()] == [1, 1]


@pytest.mark.parametrize("name", ["disclosure", "open-items", "matches"])
def test_an_export_of_it_comes_back_unchanged(bureau: Path, name: str) -> None:
    take(bureau, book(**NOTICES))
    take(
        bureau,
        book(公开目录=["序号|公开事项|公开频次|公开期限|起日", "1|财务收支|每季度|20|2026-01-01"]),
        None,
    )
    pair = ["序号|事项种类|事项编号|对应事项种类|对应事项编号|核对结论", "1|支出|CZJ/甲#1|公示|CZJ/示1|关联"]
    take(bureau, book(事项核对=pair), None)
    (wanted,) = [one for one in workbooks() if one.name == name]
    db = open_reading(bureau)
    try:
        text = as_read(name, tables(db, wanted))
    finally:
        db.close()
    plan = take(bureau, text, None)
    assert plan.receipt.read > 0
    assert (plan.problems, plan.writes_nothing) == ([], True)
