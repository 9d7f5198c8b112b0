"""institution, benchmark, checklist, compendium, body: as a clerk types them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from powerctl.sheets.writing.template import EXAMPLE_ROW
from tests.cli.conftest import Typed


@pytest.fixture
def with_one(on: Typed) -> Typed:
    """The county with one institution in force."""
    answer = on(
        "institution", "add", "财务管理办法", "--unit", "U001", "--from", "2026-01-01", "--status", "有效",
        "--owner", "办公室", "--set", "汇编类别=财务类",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    return on


def test_an_institution_is_shown_with_what_it_governs(with_one: Typed) -> None:
    """R-FS-04"""
    on = with_one
    assert on("institution", "link", "1", "--power", "1").status == 0
    assert on("institution", "link", "财务管理办法", "--risk", "1").status == 0
    assert on("institution", "inspect", "1", "--on", "2026-05-01", "--result", "良好").status == 0
    shown = on("institution", "show", "1", "--format", "json").json
    assert shown["governed_powers"] == "会计师事务所设立备案"
    assert [len(shown[group]) for group in ("institution_link", "institution_review")] == [2, 1]
    assert on("institution", "unlink", "1", "--power", "1").status == 0
    assert len(on("institution", "links", "--format", "json").json) == 1


@pytest.mark.parametrize("words", [(), ("--power", "1", "--name", "甲")])
def test_a_link_names_one_target(with_one: Typed, words: tuple[str, ...]) -> None:
    answer = with_one("institution", "link", "1", *words)
    assert answer.status == 3 and "写且只写一个" in answer.err


def test_retiring_an_institution_says_its_last_day(with_one: Typed) -> None:
    answer = with_one("institution", "retire", "1", "--reason", "另有新规定", "--on", "2026-06-01")
    assert answer.out == "已废止制度 1 财务管理办法，失效日期 2026-06-01\n"
    again = with_one("institution", "retire", "1", "--reason", "再废止")
    assert again.status == 3 and "已写明失效日期 2026-06-01" in again.err


def test_a_benchmark_reminds_of_the_flag(on: Typed) -> None:
    """R-FS-03"""
    answer = on("benchmark", "add", "2", "--grade", "一档", "--when", "初次", "--range", "警告")
    assert answer.status == 0 and "没有填是否有自由裁量权" in answer.err
    assert on("power", "edit", "2", "--set", "是否有自由裁量权=是").status == 0
    checked = on("check", "--select", "REG017", "--format", "json")
    assert "起日" in checked.out
    assert on("benchmark", "edit", "1", "--set", "起日=2026-01-01").status == 0
    counted = {
        line["rule"]: line for line in on("check", "--select", "REG017", "--format", "json").json["rules"]
    }
    assert counted["REG017"]["findings"] == 0


def test_the_counties_list_and_its_gaps(with_one: Typed) -> None:
    """R-ZJ-01"""
    on = with_one
    assert on("checklist", "set", "基本制度", "财务管理", "--document", "青禾纪〔2026〕1号").status == 0
    assert on("checklist", "set", "基本制度", "招投标").status == 0
    rows = on("checklist", "gaps", "--unit", "U001", "--format", "json").json
    states = {row["topic"]: row["state"] for row in rows if row["checklist"] == "基本制度"}
    assert states == {"财务管理": "有", "招投标": "缺"}
    missing = on("checklist", "gaps", "--unit", "U001", "--missing", "--format", "json").json
    assert len(missing) < len(rows) and all(row["state"] != "有" for row in missing)
    unknown = on("checklist", "set", "别的清单", "值班")
    assert unknown.status == 3 and "基本制度、必备制度、决策制度" in unknown.err


def test_copying_takes_over_the_shipped_list(on: Typed) -> None:
    assert on("checklist", "copy", "必备制度").status == 0
    assert len(on("checklist", "list", "--format", "json").json) == 8
    assert on("checklist", "retire", "1", "--reason", "合并", "--on", "2026-06-30").status == 0


def test_a_checklist_is_imported_from_its_template(on: Typed, tmp_path: Path) -> None:
    """R-ZJ-01"""
    path = tmp_path / "清单.xlsx"
    assert on("template", "checklists", "-o", path).status == 0
    book = load_workbook(path)
    for place, topic in enumerate(("工程招投标", "竞争上岗"), EXAMPLE_ROW + 1):
        for column, text in ((3, "基本制度"), (5, topic), (6, "2026-01-01")):
            book["应有制度"].cell(place, column).value = text
    book.save(path)
    answer = on("checklist", "import", path)
    assert answer.status == 0, answer.said
    assert len(on("checklist", "list", "--format", "json").json) == 2
    assert on("checklist", "import", tmp_path / "没有.xlsx").status == 3


def test_a_compendium_is_made_shown_and_printed(with_one: Typed, tmp_path: Path) -> None:
    """R-FS-04"""
    on = with_one
    made = on("compendium", "make", "--unit", "U001")
    assert made.status == 0 and "2026年制度汇编" in made.out
    assert on("institution", "add", "采购办法", "--unit", "U001").status == 0
    assert on("compendium", "put", "1", "采购办法").status == 0
    assert on("compendium", "take", "1", "采购办法").status == 0
    page = tmp_path / "汇编.md"
    assert on("report", "make", "制度汇编", "--unit", "U001", "--format", "md", "-o", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert "财务管理办法" in text and "没有收入本汇编：《采购办法》" in text


def test_bodies_are_registered_and_ended(on: Typed) -> None:
    """R-XZ-18"""
    assert on("body", "add", "领导小组", "--unit", "U001", "--role", "领导小组").status == 0
    assert on("body", "edit", "1", "--set", "起日=2026-01-01").status == 0
    assert on("body", "retire", "1", "--reason", "改组", "--on", "2026-06-01").status == 0
    assert on("body", "list", "--format", "json").json[0]["role"] == "领导机构"
