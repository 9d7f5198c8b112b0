"""risk assess, fix, coverage, matrix, trend, sensitivity; method, review, assessment; measure due (R-XZ-11, R-XZ-12, R-CC-06)."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns
from tests.cli.conftest import Typed


def _adopted(on: Typed) -> None:
    adopted = on(
        "method", "adopt", "city-office", "--name", "职权表", "--document", "青纪3号", "--from", "2026-01-01"
    )
    assert adopted.status == 0, adopted.err
    assert on("risk", "edit", "1", "--set", "权力或业务=政府采购").status == 0
    assert on("method", "use", "职权表", "--unit", "青禾县").status == 0


def test_a_published_table_is_adopted_used_frozen_and_fixed(on: Typed) -> None:
    """R-XZ-12"""
    _adopted(on)
    (line,) = on("risk", "score", "1", "--method", "own", "--format", "json").json
    assert (line["method"], line["computed"], line["comparison"]) == ("职权类别法（职权表）", "高", "一致")
    assert "编号 1" in on("risk", "assess", "1").out
    assert on("risk", "fix", "1", "--meeting", "局党组会", "--document", "青财党1号").status == 0
    shown = on("assessment", "show", "1", "--format", "json").json
    assert shown["method_frozen"].endswith("依据：青纪3号 2026-01-01 起")
    assert (shown["fixed_level"], shown["fixed_by_written"], shown["document"]) == (
        "高",
        "局党组会",
        "青财党1号",
    )
    assert on("check", "--select", "RSK005,RSK006", "--format", "json").status == 0


def test_a_used_method_is_refused_with_the_command_that_follows_it(on: Typed) -> None:
    """R-XZ-12"""
    _adopted(on)
    answer = on("method", "part", "职权表", "--word", "检查", "--level", "中")
    assert answer.status == 3
    assert "powerctl method follow 1" in answer.err
    assert on("method", "follow", "1", "新表", "--document", "青纪4号", "--move").status == 0
    assert on("risk", "show", "1", "--format", "json").json["method"] == "新表"


def test_a_method_is_made_part_by_part_and_says_what_it_lacks(on: Typed) -> None:
    """R-XZ-12"""
    assert on("method", "add", "加权法", "--formula", "加权求和").status == 0
    first = on("method", "part", "加权法", "--factor", "金额", "--weight", "2", "--least", "1", "--most", "5")
    assert "还不能用：没有登记分数线" in first.out
    assert "还不能用" not in on("method", "part", "加权法", "--at-least", "6", "--level", "高").out
    assert on("method", "use", "加权法", "--point", "1").status == 0
    assert on("risk", "factor", "1", "金额", "3").status == 0
    (line,) = on("risk", "score", "1", "--method", "own", "--format", "json").json
    assert line["computed"] == "高" and "金额 3 × 2＝6" in line["working"]
    flips = on("risk", "sensitivity", "1", "--format", "json").json
    assert [(f["factor"], f["before"], f["after"], f["new_level"]) for f in flips] == [
        ("金额", "3", "2", "不够低风险")
    ]


def test_assessing_needs_a_method_and_says_which_words_to_type(on: Typed) -> None:
    """R-XZ-12"""
    answer = on("risk", "assess", "1")
    assert (answer.status, "没有注明评估方法" in answer.err) == (3, True)
    assert on("risk", "assess", "1", "--method", "标准计数法").status == 0
    assert on("risk", "assess").status == 3


def test_coverage_names_the_gaps(on: Typed) -> None:
    """R-XZ-11"""
    (table,) = on("risk", "coverage", "--by", "finder", "--format", "json").json
    assert table["gaps"]["县财政局"] == ["自己找", "上级点", "群众帮", "互相查", "组织审"]
    assert "缺" in on("risk", "coverage", "--by", "domain").out
    assert on("risk", "coverage", "--format", "csv").status == 3


def test_the_matrix_adds_up(on: Typed) -> None:
    """R-ZJ-05"""
    cells = on("risk", "matrix", "--format", "json").json["cells"]
    assert sum(cell["points"] for cell in cells) == 1
    assert on("risk", "matrix", "--rows", "unit", "--columns", "unit").status == 3


def test_trend_tells_what_was_registered_since(on: Typed) -> None:
    """R-ZJ-05"""
    moved = on("risk", "trend", "--from", "2020-01-01", "--to", "2100-01-01", "--format", "json").json
    assert [(each["risk_point"], each["turn"]) for each in moved] == [("擅自变更采购方式", "新增")]
    assert on("risk", "trend", "--from", "2026-07-01", "--to", "2026-06-30").status == 3


def test_a_review_shows_the_residual_level_beside_the_level(on: Typed) -> None:
    """R-CC-06"""
    added = on(
        "review",
        "add",
        "1",
        "--kind",
        "不定期",
        "--on",
        "2026-06-01",
        "--residual",
        "低",
        "--result",
        "已落实",
    )
    assert added.status == 0, added.err
    (row,) = on("risk", "list", "--format", "json").json
    assert (row["level"], row["residual_level"]) == ("高", "低")
    assert on("review", "edit", "1", "--set", "剩余风险等级=中").status == 0
    assert on("review", "list", "--format", "json").json[0]["residual_level"] == "中"
    assert on("review", "retire", "1", "--reason", "登记有误").status == 0
    assert on("review", "list", "--format", "json").json == []


def test_the_plan_of_checks_begins_with_what_was_never_checked(on: Typed) -> None:
    """R-CC-06"""
    assert on("risk", "add", "围标", "--unit", "U001").status == 0
    assert on("risk", "add", "虚报", "--unit", "U001").status == 0
    assert on("review", "add", "1", "--on", "2025-12-29", "--residual", "低").status == 0
    assert on("review", "add", "2", "--on", "2026-06-01", "--next", "2026-09-01").status == 0
    plan = on("risk", "review", "--format", "json").json
    assert [(each["id"], each["last_reviewed_on"], each["due_on"]) for each in plan] == [
        (3, None, None),
        (1, "2025-12-29", "2026-06-29"),
        (2, "2026-06-01", "2026-09-01"),
    ]
    late = on("risk", "review", "--overdue")
    assert "围标" not in late.out and "逾期 1 个" in late.err


def test_due_measures_stand_with_the_overdue_first(on: Typed) -> None:
    """R-CC-06"""
    for text, due in (("甲", "2026-07-10"), ("乙", "2026-06-20"), ("丙", "2026-12-31"), ("丁", "2026-06-01")):
        assert on("measure", "add", "1", "--text", text, "--due", due).status == 0
    assert on("measure", "done", "5", "--effect", "有效").status == 0
    due = on("measure", "due", "--within", "14", "--format", "json").json
    assert [(each["text"], each["days_overdue"]) for each in due] == [("乙", 10), ("甲", 0)]
    assert "已逾期 1 条" in on("measure", "due").err


_FILLED = {
    "risk-reviews": {"risk_point": "擅自变更采购方式", "kind": "定期", "reviewed_on": "2026-06-01", "residual_level": "低"},
    "measures": {"risk_point": "擅自变更采购方式", "text": "集体研究", "status": "已落实", "effect": "有效"},
}  # fmt: skip


@pytest.mark.parametrize("kind", list(_FILLED))
def test_a_template_for_what_becomes_of_risk_points_comes_back_filled(
    kind: str, on: Typed, tmp_path: Path
) -> None:
    """R-CC-06"""
    path = tmp_path / "表.xlsx"
    assert on("template", kind, "-o", path).status == 0
    (declared,) = (each for each in KINDS if each.workbook == kind)
    book = load_workbook(path)
    for column, each in enumerate(template_columns(declared), start=1):
        if each.field in _FILLED[kind]:
            book[declared.title].cell(EXAMPLE_ROW + 1, column).value = _FILLED[kind][each.field]
    book.save(path)
    answer = on("import", path, "--unit", "U001")
    assert answer.status == 0, answer.said
    assert on("risk", "show", "1", "--format", "json").json["residual_level"] == (
        "低" if kind == "risk-reviews" else None
    )
    assert "没有变化" in on("import", path, "--unit", "U001").out


@pytest.mark.parametrize("name", ["廉政风险汇总", "风险排查覆盖表"])
def test_the_pages_of_risk_can_be_made(name: str, on: Typed) -> None:
    """R-ZJ-05"""
    page = on("report", "make", name, "-o", "-", "--format", "md")
    assert page.status == 0, page.err
    assert "县财政局" in page.out
    assert on("report", "make", name, "-o", "-", "--unit", "县教育局").status == 3
