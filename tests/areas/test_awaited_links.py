"""A record names another one before that is recorded: the words wait, and a later import makes the link."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from powerctl.areas.disclosure import publications
from powerctl.areas.exporting import tables, workbooks
from powerctl.areas.finance import projects
from powerctl.areas.intake import apply_import, plan_import
from powerctl.areas.keeping import add_kept, change_kept
from powerctl.areas.organization.units import add_unit
from powerctl.areas.receipt import Plan
from powerctl.model import (
    Appointment,
    AwaitedLink,
    Expenditure,
    FinanceReport,
    Inspection,
    Notice,
    NoticeSubject,
    Project,
    Publication,
)
from powerctl.sheets.grid import WorkbookText
from powerctl.sheets.understand import understand
from powerctl.store.connection import open_reading
from powerctl.store.transaction import transaction
from tests.areas.random_county import as_read
from tests.sheets.drawn import sheet, workbook

Lines = list[str]
SHOWN = [
    "序号|公开编号|公开标题|公开日期|公开目录|会议议程|支出|公共资源交易|工程项目|任免编号|财务报告",
    "1|公1|库房维修|2026-04-10|工程建设|会1/题1|BX-2026-01|库房招标|库房维修工程|任1|一季度财务情况",
]
TRADES = {
    "工程项目": [
        "序号|项目编号|项目名称|项目类别|立项日期|施工单位",
        "1|GC-1|库房维修工程|维修改造|2026-01-08|",
    ],
    "公共资源交易": [
        "序号|交易编号|项目名称|采购方式|预算金额（元）|中标日期",
        "1|JY-1|库房招标|公开招标|5000|2026-02-02",
    ],
}
BRINGS: dict[str, dict[str, Lines]] = {
    "open_item_id": {"公开目录": ["序号|公开事项|公开频次|公开期限|起日", "1|工程建设|每季度|20|2026-01-01"]},
    "agenda_item_id": {
        "会议": ["序号|会议编号|会议日期|会议类别", "1|会1|2026-03-02|党组会"],
        "议题": ["序号|会议编号|议题编号|议题名称", "1|会1|题1|库房维修"],
    },
    "expenditure_id": {
        "支出": ["序号|单据编号|收款方|金额（元）|支付日期", "1|BX-2026-01|甲公司|500|2026-03-20"]
    },
    "transaction_id": TRADES,
    "project_id": TRADES,
    "appointment_id": {"任免事项": ["序号|任免编号|姓名|拟任职务", "1|任1|李一|科长"]},
    "finance_report_id": {
        "财务报告": [
            "序号|报告名称|期间起日|期间止日|向班子报告日期",
            "1|一季度财务情况|2026-01-01|2026-03-31|2026-04-08",
        ]
    },
}
"""Link of a publication → the workbook that brings what it names."""


def book(sheets: dict[str, Lines]) -> WorkbookText:
    return workbook(
        *(sheet([[name], *(line.split("|") for line in lines)], name=name) for name, lines in sheets.items())
    )


def take(county: Path, sheets: dict[str, Lines]) -> Plan:
    return take_text(county, book(sheets), "CZJ")


def take_text(county: Path, text: WorkbookText, unit: str | None) -> Plan:
    with transaction(county, "经办人", "test") as session:
        plan = plan_import(session, understand(text), unit=unit, edition=None, today=date(2026, 6, 30))
        assert plan.problems == []
        apply_import(session, plan, now=datetime(2026, 6, 30))
    return plan


def reading(county: Path) -> Any:
    return transaction(county, "经办人", "test")


def waiting(session: Session) -> dict[str, str]:
    return {one.link: one.words for one in session.exec(select(AwaitedLink))}


@pytest.fixture
def bureau(county: Path) -> Path:
    with transaction(county, "经办人", "test") as session:
        add_unit(session, name="青禾县财政局", code="CZJ")
    return county


@pytest.mark.parametrize("link", BRINGS)
def test_a_publication_finds_its_record_when_that_is_imported_afterwards(bureau: Path, link: str) -> None:
    """R-HY-13"""
    plan = take(bureau, {"公开记录": SHOWN})
    assert any("先按原文登记" in note for note in plan.notes)
    with reading(bureau) as session:
        (row,) = session.exec(select(Publication)).all()
        assert getattr(row, link) is None
        assert link in waiting(session)
    take(bureau, BRINGS[link])
    with reading(bureau) as session:
        (row,) = session.exec(select(Publication)).all()
        assert getattr(row, link) == 1
        assert link not in waiting(session)


def test_notices_their_subjects_and_inspections_wait_as_well(bureau: Path) -> None:
    """R-ZJ-04, R-HY-12"""
    take(
        bureau,
        {
            "公示": [
                "序号|公示编号|公示标题|公示起日|公示止日|公共资源交易",
                "1|示1|中标公示|2026-03-02|2026-03-09|JY-1",
            ],
            "公示对象": ["序号|公示编号|顺序|公示对象|公示结论|任免编号", "1|示1|1|李一|不影响|李一"],
        },
    )
    take(bureau, {"监督检查": ["序号|检查内容|检查日期|工程项目", "1|工程建设及招标|2026-05-06|GC-1"]})
    take(bureau, TRADES)
    take(bureau, BRINGS["appointment_id"])
    with reading(bureau) as session:
        assert session.exec(select(Notice.transaction_id)).all() == [1]
        assert session.exec(select(NoticeSubject.appointment_id)).all() == [1]
        assert session.exec(select(Inspection.project_id)).all() == [1]
        assert waiting(session) == {}


def test_decisions_of_money_and_posts_wait_for_their_meeting(bureau: Path) -> None:
    """R-HY-03"""
    take(
        bureau,
        {
            "工程项目": [
                "序号|项目编号|项目名称|项目类别|立项日期|决策议程",
                "1|GC-1|库房维修工程|维修改造|2026-01-08|会1/题1",
            ]
        },
    )
    take(
        bureau,
        {
            "财务报告": [
                "序号|报告名称|期间起日|期间止日|向班子报告日期|报告会议议程",
                "1|一季度|2026-01-01|2026-03-31|2026-04-08|会1/题1",
            ]
        },
    )
    take(bureau, {"任免事项": ["序号|任免编号|姓名|拟任职务|决策议程", "1|任1|李一|科长|会1/题1"]})
    take(bureau, BRINGS["agenda_item_id"])
    with reading(bureau) as session:
        for model in (Project, FinanceReport, Appointment):
            assert [one.agenda_item_id for one in session.exec(select(model))] == [1], model
        assert waiting(session) == {}


def test_the_same_list_again_changes_nothing_and_other_words_are_kept_instead(bureau: Path) -> None:
    take(bureau, {"公开记录": SHOWN})
    assert take(bureau, {"公开记录": SHOWN}).writes_nothing
    other = [SHOWN[0], SHOWN[1].replace("BX-2026-01", "BX-2026-02")]
    assert take(bureau, {"公开记录": other}).receipt.changed == 1
    with reading(bureau) as session:
        assert waiting(session)["expenditure_id"] == "BX-2026-02"
    take(bureau, BRINGS["expenditure_id"])
    with reading(bureau) as session:
        assert session.exec(select(Publication.expenditure_id)).all() == [None]


def test_an_export_carries_the_words_that_wait(bureau: Path, another: Path) -> None:
    """Taken into another file, the record finds there what it names."""
    take(bureau, {"公开记录": SHOWN})
    (wanted,) = [one for one in workbooks() if one.name == "disclosure"]
    db = open_reading(bureau)
    try:
        text = as_read("disclosure", tables(db, wanted))
    finally:
        db.close()
    assert take_text(bureau, text, None).writes_nothing
    take_text(another, text, None)
    take(another, TRADES)
    with reading(another) as session:
        (row,) = session.exec(select(Publication)).all()
        assert (row.project_id, row.transaction_id) == (1, 1)
        assert set(waiting(session)) == set(BRINGS) - {"project_id", "transaction_id"}


def test_payments_wait_for_their_meeting_and_for_what_they_take_back(bureau: Path) -> None:
    """R-HY-03, R-HY-04"""
    lines = [
        "序号|单据编号|收款方|金额（元）|支付日期|决策议程|冲销的支出",
        "1|BX-2026-05|甲公司|500|2026-03-20|会1/题1|",
        "2|BX-2026-06|甲公司|-500|2026-04-20|会1/题1|BX-2026-01",
    ]
    take(bureau, {"支出": lines})
    assert take(bureau, {"支出": lines}).writes_nothing
    db = open_reading(bureau)
    try:
        text = as_read("spending", tables(db, next(one for one in workbooks() if one.name == "spending")))
    finally:
        db.close()
    assert take_text(bureau, text, None).writes_nothing
    with reading(bureau) as session:
        assert [one.words for one in session.exec(select(AwaitedLink))] == [
            "会1/题1",
            "会1/题1",
            "BX-2026-01",
        ]
    take(bureau, BRINGS["agenda_item_id"])
    take(bureau, BRINGS["expenditure_id"])
    with reading(bureau) as session:
        found = [(one.agenda_item_id, one.reverses_id) for one in session.exec(select(Expenditure))]
        assert found == [(1, None), (1, 3), (None, None)]
        assert waiting(session) == {}
    assert take(bureau, {"支出": lines}).writes_nothing


@pytest.fixture
def another(tmp_path: Path, bureau: Path) -> Path:
    """The file as it was before anything was published."""
    path = tmp_path / "another.db"
    path.write_bytes(bureau.read_bytes())
    return path


@pytest.mark.parametrize("typed", ["GC-2", ""])
def test_what_a_clerk_settles_no_longer_waits(bureau: Path, typed: str) -> None:
    take(bureau, {"公开记录": SHOWN})
    with reading(bureau) as session:
        add_kept(session, projects.KEPT, {"name": "另一工程", "number": "GC-2"}, home=1)
        (row,) = session.exec(select(Publication)).all()
        change_kept(session, publications.KEPT, row, {"project": typed}, home=1)
        assert "project_id" not in waiting(session)
    take(bureau, TRADES)
    with reading(bureau) as session:
        (row,) = session.exec(select(Publication)).all()
        assert row.project_id == (1 if typed else None)
