"""chart: a flow chart typed in, imported, drawn (R-HY-02)."""

import sys
from pathlib import Path

import pytest

from powerctl.reports.png import to_png
from powerctl.reports.registry.flow_check import faults_of
from powerctl.reports.registry.flow_layout import lay_out
from powerctl.reports.registry.flow_shapes import shape_of
from powerctl.reports.registry.flow_source import source_of
from powerctl.reports.registry.flow_svg import flow_figure, lanes_of
from powerctl.store.transaction import reading
from powerctl.terms import ChartForm
from tests.county.chart_books import UNIT, charts, write_charts


@pytest.fixture
def drawn(on):
    """A chart of three steps with a return."""
    on(
        "chart",
        "add",
        "公章使用流程图",
        "--unit",
        "U001",
        "--category",
        "行政许可",
        "--set",
        "启动条件=需要用印",
    )
    on("chart", "step", "1", "1", "提出用印申请", "--kind", "开始", "--set", "责任岗位（原文）=经办人")
    on("chart", "step", "1", "2", "审核并盖章", "--set", "风险提示=高：擅自用印", "--set", "是否监督环节=是")
    on("chart", "step", "1", "3", "登记归档", "--kind", "结束", "--set", "是否公开环节=是")
    on("chart", "connect", "1", "1", "2")
    on("chart", "connect", "1", "2", "3", "--label", "同意")
    return on("chart", "connect", "1", "2", "1", "--return", "--label", "材料不全")


def test_a_chart_typed_in_is_drawn(on, drawn, tmp_path: Path) -> None:
    assert drawn.said == "已在流程图 1 连线：从“审核并盖章”退回到“提出用印申请”（材料不全）\n"
    out = tmp_path / "图.svg"
    answer = on("chart", "draw", "公章使用流程图", "-o", out)
    assert (answer.status, "主线式，A4" in answer.out) == (0, True)
    picture = out.read_text(encoding="utf-8")
    assert "▲ 高风险：擅自用印" in picture and "从“审核并盖章”（同意）到“登记归档”" in picture
    assert on("chart", "draw", "1", "-o", out, "--form", "泳道式").status == 0
    assert "（未注明岗位）" in out.read_text(encoding="utf-8")
    page = tmp_path / "图.html"
    assert on("chart", "draw", "1", "-o", page).status == 0
    assert "启动条件：需要用印" in page.read_text(encoding="utf-8")


def test_a_power_takes_the_chart_of_its_category_and_says_so(on, drawn, tmp_path: Path) -> None:
    out = tmp_path / "图.html"
    power = on("power", "list", "--where", "权力类别=行政许可", "--columns", "编号", "--format", "json").json[
        0
    ]["id"]
    answer = on("power", "chart", power, "-o", out)
    assert (answer.status, "没有自己的流程图，用本单位“行政许可”类的" in answer.err) == (0, True)
    on("chart", "edit", "1", "--set", "适用权力类别=空")
    answer = on("power", "chart", power, "-o", out)
    assert answer.status == 3
    assert "没有自己的流程图，本单位也没有“行政许可”类的" in answer.err


def test_a_chart_that_cannot_be_followed_is_not_drawn(on, drawn, tmp_path: Path) -> None:
    on("chart", "disconnect", "1", "2", "3")
    answer = on("chart", "draw", "1", "-o", tmp_path / "图.svg")
    assert answer.status == 3
    assert "“审核并盖章”没有下一步" in answer.err and "走不到“登记归档”" in answer.err
    assert not (tmp_path / "图.svg").exists()


def test_the_list_of_steps_says_where_each_leads(on, drawn) -> None:
    listed = on("chart", "steps", "--columns", "环节编号,下一步,退回到", "--format", "json").json
    assert listed == [
        {"code": "1", "next": "2", "back": None},
        {"code": "2", "next": "3（同意）", "back": "1（材料不全）"},
        {"code": "3", "next": None, "back": None},
    ]


def test_a_step_is_changed_and_removed(on, drawn) -> None:
    assert "环节名称：审核并盖章 → 盖章" in on("chart", "step-edit", "1", "2", "--set", "环节名称=盖章").out
    on("risk", "add", "私盖公章", "--unit", "U001", "--set", "关键环节=盖章")
    assert on("risk", "show", "私盖公章", "--format", "json").json["step"] == "盖章"
    assert "撤去环节 2：盖章" in on("chart", "step-remove", "1", "2", "--reason", "合并").out
    shown = on("chart", "show", "1", "--format", "json").json
    assert [step["code"] for step in shown["flow_step"]] == ["1", "3"]
    assert shown["note"] == "撤去环节“盖章”：合并"
    assert on("undo").status == 0
    assert len(on("chart", "show", "1", "--format", "json").json["flow_edge"]) == 3


def test_the_picture_is_made_as_png(on, drawn, tmp_path: Path) -> None:
    assert on("chart", "draw", "1", "-o", tmp_path / "图.png").status == 0
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")


def test_the_picture_is_not_made_as_png_without_its_component(
    on, drawn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = on("chart", "draw", "1", "-o", tmp_path / "图.png")
    assert answer.status == 3
    assert "需要组件 typst" in answer.err
    assert "powerctl[pdf]" in answer.err
    assert not (tmp_path / "图.png").exists()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "流程图.xlsx"
    write_charts(path)
    return path


def test_the_workbook_of_charts_comes_in_twice_and_every_chart_is_drawn_in_both_forms(
    on, county: Path, book: Path, tmp_path: Path
) -> None:
    """R-HY-02: the five named charts, two powers' own, one of a category."""
    on("unit", "add", UNIT, "--parent", "青禾县")
    answer = on("import", book)
    assert answer.status == 0, answer.said
    assert "读取 71 = 新增 71 + 变更 0 + 未变 0 + 未采用 0" in answer.out
    assert "读取 71 = 新增 0 + 变更 0 + 未变 71 + 未采用 0" in on("import", book).out
    with reading(county) as db:
        _draw_all(db)
    page = tmp_path / "页.html"
    answer = on("report", "make", "权力运行流程图", "--unit", UNIT, "-o", page)
    assert answer.status == 0, answer.said
    text = page.read_text(encoding="utf-8")
    assert all(chart["name"] in text for chart in charts())
    assert text.count("<figure") == 8


def _draw_all(db) -> None:
    from datetime import date

    from sqlmodel import select

    from powerctl.limits.in_force import put_in_force
    from powerctl.model import FlowChart

    put_in_force(db, date(2026, 6, 30), ())
    for chart in db.exec(select(FlowChart)).all():
        source = source_of(db, chart, lambda text: text)
        for form in ChartForm:
            shapes = [shape_of(step, form) for step in source.steps]
            picture = lay_out(shapes, source.edges, form, lanes_of(source.steps, source.edges))
            assert faults_of(picture, source.edges) == []
            drawn, points = flow_figure(chart.name, source.steps, source.edges, form, (386, 226))
            assert points >= 7 and "<desc>" in drawn.svg


def test_a_wrong_chart_is_refused_with_its_cells(on, book: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    on("unit", "add", UNIT, "--parent", "青禾县")
    workbook = load_workbook(book)
    sheet = workbook["环节"]
    headings = [cell.value for cell in sheet[3]]
    sheet.cell(6, headings.index("下一步") + 1).value = "99"
    wrong = tmp_path / "错.xlsx"
    workbook.save(wrong)
    answer = on("import", wrong)
    assert answer.status == 3
    assert "本图没有编号为“99”的环节" in answer.said and "M6" in answer.said


def test_a_picture_becomes_png_with_its_component() -> None:
    from powerctl.reports.blocks import Figure

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="10mm"><text y="5">县</text></svg>'
    assert to_png(Figure(svg, "县", "")).startswith(b"\x89PNG")
