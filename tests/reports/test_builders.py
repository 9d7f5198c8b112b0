"""The three pages of a small county, from a real file to blocks."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from powerctl.errors import IntegrityFailure, Refused
from powerctl.model import (
    Duty,
    Edition,
    Exercise,
    FlowChart,
    FlowEdge,
    FlowStep,
    Institution,
    LegalBasis,
    Measure,
    Person,
    Post,
    Power,
    RiskPoint,
    Tenure,
    Unit,
)
from powerctl.reports.blocks import Figure, Meta, Paragraph, Qr, Report, Table
from powerctl.reports.catalogue import PAGES, Page, page
from powerctl.reports.order import Order
from powerctl.rulebook.run import run_check
from powerctl.store.create import create
from powerctl.store.ledger import head_code
from powerctl.store.transaction import reading, transaction
from powerctl.terms import (
    BasisKind,
    DutyArea,
    FlowStage,
    PowerCategory,
    PowerDomain,
    RiskLevel,
    RiskSource,
    StepKind,
    UnitKind,
)

DAY = date(2026, 6, 30)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    path = tmp_path / "county.db"
    create(path)
    with transaction(path, "测试", "fill") as db:
        db.add(Unit(id=1, code="U000", name="云泽县", kind=UnitKind.COUNTY))
        db.add(Unit(id=2, code="U002", name="云泽县财政局", kind=UnitKind.GOVERNMENT_ORGAN, parent_id=1))
        db.add(Unit(id=3, code="U003", name="柳溪镇", kind=UnitKind.TOWNSHIP, parent_id=1))
        db.flush()
        db.add(Person(id=1, unit_id=2, name="陆明远", number=""))
        db.add(Post(id=1, unit_id=2, title="局长", is_head=True))
        db.flush()
        db.add(Tenure(person_id=1, post_id=1, valid_from=date(2024, 1, 1)))
        db.add(Duty(unit_id=2, person_id=1, area=DutyArea.OTHER, direct=True))
        db.add(Duty(unit_id=2, person_id=1, area=DutyArea.FINANCE, direct=False, valid_from=date(2024, 1, 1)))
        db.add(Edition(id=1, unit_id=2, name="2025年版", in_force_from=date(2025, 1, 1)))
        db.add(Edition(id=2, unit_id=2, name="2026年版", in_force_from=date(2026, 1, 1)))
        db.flush()
        for number, (edition, name) in enumerate(
            ((1, "旧事项"), (2, "会计监督检查"), (2, "退役事项")), start=1
        ):
            db.add(
                Power(
                    id=number,
                    unit_id=2,
                    edition_id=edition,
                    identity=name,
                    ordinal=1,
                    name=name,
                    category=PowerCategory.INSPECTION,
                    exercising_body="云泽县财政局",
                    office="监督股（联系人陆明远 13800138000）",
                    retired_on=date(2026, 3, 1) if name == "退役事项" else None,
                    has_discretion=True,
                )
            )
        db.add(Institution(unit_id=2, name="财务管理办法", valid_from=date(2025, 1, 1)))
        db.flush()
        db.add(
            LegalBasis(
                power_id=2,
                position=1,
                kind=BasisKind.LAW,
                title="某某条例",
                article="第三条",
                text="某某条例第三条",
            )
        )
        for number, (unit, level) in enumerate(((2, RiskLevel.LOW), (2, RiskLevel.HIGH), (3, None)), start=1):
            db.add(
                RiskPoint(
                    id=number,
                    unit_id=unit,
                    identity=f"点{number}",
                    ordinal=1,
                    name=f"风险{number}",
                    level=level,
                    power_id=2 if unit == 2 else None,
                    domain=PowerDomain.PERSONNEL if unit == 2 else None,
                    source=RiskSource.FLOW if unit == 2 else None,
                    owner_written="陆明远",
                )
            )
        db.add(
            RiskPoint(id=4, unit_id=2, identity="点4", ordinal=1, name="已销号", closed_on=date(2026, 1, 1))
        )
        db.flush()
        db.add(
            Exercise(
                id=1,
                unit_id=2,
                identity="办1",
                ordinal=1,
                power_id=2,
                exercised_on=date(2026, 3, 1),
                actor_written="陆明远",
                process="陆明远 13800138000 现场检查",
            )
        )
        db.add(Measure(risk_point_id=2, position=1, text="由陆明远复核"))
        db.add(Measure(risk_point_id=2, position=2, text="集体研究"))
    with transaction(path, "测试", "chart") as db:
        draw_chart(db)
    return path


def draw_chart(db: Session) -> None:
    """Two steps and a return; a name of the roster stands in a step, a linked point has a level."""
    db.add(
        FlowChart(id=1, unit_id=2, name="会计监督流程图", conditions="年度计划", valid_from=date(2026, 1, 1))
    )
    db.flush()
    for number, kind in ((1, StepKind.START), (2, StepKind.END)):
        title = "陆明远签发通知" if number == 1 else "公开结果"
        step = FlowStep(id=number, chart_id=1, position=number, code=str(number), kind=kind, title=title)
        step.stage = FlowStage.DECISION if number == 1 else None
        db.add(step)
    db.flush()
    db.add(FlowEdge(chart_id=1, position=1, from_step_id=1, to_step_id=2, is_return=False))
    db.add(FlowEdge(chart_id=1, position=2, from_step_id=2, to_step_id=1, label="有误", is_return=True))
    point = db.get(RiskPoint, 2)
    assert point is not None
    point.step_id = 2
    db.add(point)


def made(path: Path, name: str, unit: str | None = None, day: date = DAY) -> Report:
    with reading(path) as db:
        return page(name).build(db, Order(unit, day, "2026-06-30 09:00", head_code(db)))


def said(report: Report) -> str:
    return repr(report.blocks)


def test_the_notice_lists_the_powers_in_force_on_its_day(county: Path) -> None:
    """R-FS-09, R-HY-13"""
    report = made(county, "权力清单公示", "U002")
    assert "会计监督检查" in said(report) and "《某某条例》第三条" in said(report)
    assert "旧事项" not in said(report), "an edition that was superseded"
    assert "退役事项" not in said(report), "a power that was retired"
    assert "旧事项" in said(made(county, "权力清单公示", "U002", date(2025, 6, 1)))
    assert report.meta.official and report.meta.period == "2026年版"


def test_a_power_shows_the_level_of_its_worst_open_point(county: Path) -> None:
    """R-FS-07"""
    assert "▲ 高" in said(made(county, "inventory", "云泽县财政局"))
    with transaction(county, "测试", "close") as db:
        point = db.get(RiskPoint, 2)
        assert point is not None
        point.closed_on = date(2026, 2, 1)
        db.add(point)
    assert "○ 低" in said(made(county, "inventory", "云泽县财政局"))


def test_a_recent_serious_finding_raises_the_level_on_the_notice(county: Path) -> None:
    """R-FS-07"""
    with transaction(county, "测试", "close") as db:
        point = db.get(RiskPoint, 2)
        assert point is not None
        point.closed_on = date(2026, 2, 1)
        db.add(point)
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 9))
    assert "● 中" in said(made(county, "inventory", "云泽县财政局"))


def test_the_wall_sheet_counts_what_the_tables_beside_it_show(county: Path) -> None:
    """R-ZJ-05, R-CC-06"""
    report = made(county, "风险点及防控措施一览表")
    figures = [block for block in report.blocks if isinstance(block, Figure)]
    tables = {block.caption: block for block in report.blocks if isinstance(block, Table)}
    assert "共排查廉政风险点 3 个、防控措施 2 条" in next(
        b.text for b in report.blocks if isinstance(b, Paragraph)
    )
    assert "云泽县财政局 共 2 个：高 1，中 0，低 1，未定级 0" in figures[1].description
    assert tables["各单位风险点数据（个）"].rows[-1] == ("合计", "1", "0", "1", "1", "3")
    assert tables["热力图数据（个）"].rows[0][0] == "人事权", "人权 alone reads as human rights"
    assert sum(int(row[-1]) for row in tables["热力图数据（个）"].rows) == 3
    assert "－ 未定级" in said(report) and "已销号" not in said(report)
    assert report.meta.paper == "A3 landscape"


@pytest.mark.parametrize("name", ["inventory", "risks", "exercises", "flow"])
def test_no_name_or_number_of_a_person_reaches_a_posted_page(county: Path, name: str) -> None:
    """R-XZ-17"""
    text = said(made(county, name, "U002"))
    assert "陆明远" not in text and "13800138000" not in text
    assert "陆某某" in text


def test_a_flow_chart_shows_its_steps_and_the_level_of_its_points(county: Path) -> None:
    """R-HY-02"""
    report = made(county, "权力运行流程图", "U002")
    (figure,) = [block for block in report.blocks if isinstance(block, Figure)]
    assert "▲ 高风险" in figure.svg and "陆某某签发通知" in figure.svg
    assert "从“公开结果”（有误）退回到“陆某某签发通知”" in figure.description
    (table,) = [block for block in report.blocks if isinstance(block, Table)]
    assert table.rows[1] == (
        "2",
        "公开结果",
        "未注明",
        "－",
        "未注明",
        "▲ 高风险：风险2",
        "退回 1（有误）",
    )
    assert report.meta.paper == "A4"
    with pytest.raises(Refused, match="没有指明单位"):
        made(county, "flow")
    with pytest.raises(Refused, match="柳溪镇截至 2026-06-30 没有登记流程图"):
        made(county, "flow", "U003")
    with transaction(county, "测试", "cut") as db:
        for edge in db.exec(select(FlowEdge)).all():
            db.delete(edge)
    with pytest.raises(Refused, match="画不出来：“陆明远签发通知”没有下一步"):
        made(county, "flow", "U002")


def test_the_list_of_findings_names_clause_record_arithmetic_and_advice(county: Path) -> None:
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 9), head_code=head_code(db))
    report = made(county, "问题清单")
    text = said(report)
    assert (
        "REG001" in text and "抚松县《" in text and "应有 5 项，缺" in text and "powerctl power edit" in text
    )
    assert "二、无法判断" in text
    only = made(county, "问题清单", "U003")
    assert "会计监督检查" not in said(only)


def test_a_waived_finding_is_not_on_the_list(county: Path) -> None:
    from powerctl.rulebook.waivers import grant

    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 9))
    with transaction(county, "测试", "waive") as db:
        from sqlmodel import select

        from powerctl.model import Finding

        item = db.exec(
            select(Finding.item).where(Finding.rule == "REG001", Finding.subject == "会计监督检查")
        ).one()
        grant(
            db,
            "REG001",
            item,
            reason="程序另册登记",
            document="云纪办〔2026〕1号",
            approved_by="某某",
            granted_on=DAY,
            expires_on=date(2026, 12, 31),
        )
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 10))
    tables = [block for block in made(county, "问题清单").blocks if isinstance(block, Table)]
    assert not [t for t in tables if t.caption.startswith("REG001") and "会计监督检查" in repr(t.rows)]


def test_pages_refuse_with_a_sentence_and_the_next_command(county: Path) -> None:
    for name, unit in (
        ("权力清单公示", None),
        ("权力清单公示", "U003"),
        ("权力清单公示", "没有的局"),
        ("问题清单", None),
        ("没有的表", None),
    ):
        with pytest.raises(Refused) as refused:
            made(county, name, unit)
        assert refused.value.hint.startswith("powerctl "), str(refused.value)


OF_MONEY = [
    each
    for each in PAGES
    if each.build.__module__.split(".")[2] in {"finance", "personnel", "disclosure", "matching"}
]
OF_MEETINGS = [each for each in PAGES if each.build.__module__.startswith("powerctl.reports.meetings.")]


@pytest.mark.parametrize(
    "each", [each for each in PAGES if each not in OF_MEETINGS + OF_MONEY], ids=lambda each: each.name
)
def test_every_page_ends_with_the_code_of_the_version_it_was_made_from(county: Path, each: object) -> None:
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 9))
    report = made(county, each.name, "U002")  # type: ignore[attr-defined]
    again = made(county, each.name, "U002")  # type: ignore[attr-defined]
    assert isinstance(report.blocks[-1], Qr)
    assert report.meta.number == again.meta.number
    assert isinstance(report.meta, Meta) and len(report.meta.head_code) == 26


@pytest.mark.parametrize("each", OF_MEETINGS, ids=lambda each: each.name)
def test_every_page_on_meetings_ends_with_its_code_too(paper: Callable[..., Report], each: Page) -> None:
    order = {"meeting": "2026-3"} if each.needs_meeting else {}
    report = paper(each.name, unit="U000", **order)
    assert isinstance(report.blocks[-1], Qr)
    assert report.meta.number == paper(each.name, unit="U000", **order).meta.number


def test_findings_that_another_program_took_away_are_noticed_before_they_are_printed(county: Path) -> None:
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 9))
    other = sqlite3.connect(county)
    with other:
        other.execute("DELETE FROM finding WHERE id = (SELECT min(id) FROM finding)")
    other.close()
    with pytest.raises(IntegrityFailure) as altered:
        made(county, "问题清单")
    assert "计数不符" in str(altered.value) and altered.value.hint == "powerctl check"
    with transaction(county, "测试", "check") as db:
        run_check(db, as_of=DAY, ran_at=datetime(2026, 6, 30, 10))
    assert "REG001" in said(made(county, "问题清单"))
