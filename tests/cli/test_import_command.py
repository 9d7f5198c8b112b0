"""import: told what was understood; all problems at once; all or nothing."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.cli.workbooks import HEADINGS, ROWS, powers_workbook, workbook


def test_a_dry_run_needs_no_file_and_makes_none(typed: Typed, tmp_path: Path) -> None:
    book = powers_workbook(tmp_path / "清单.xlsx")
    db = tmp_path / "没有" / "county.db"
    answer = typed("--db", db, "import", book, "--dry-run", "--format", "json")
    assert answer.status == 0
    seen = answer.json
    assert (seen["kind"], seen["records"], seen["added"], seen["problems"]) == ("powers", 3, 3, [])
    assert seen["first_name"] == ROWS[0][2]
    assert seen["by_category"] == {"行政许可": 1, "行政处罚": 1, "行政检查": 1}
    assert not db.parent.exists()


def test_a_dry_run_on_a_file_writes_nothing(on: Typed, county: Path, tmp_path: Path) -> None:
    before = county.read_bytes()
    book = powers_workbook(tmp_path / "清单.xlsx")
    answer = on("import", book, "--unit", "U002", "--dry-run")
    assert answer.status == 0
    assert "试导入（未写入）：读取 3 = 新增 3 + 变更 0 + 未变 0 + 未采用 0" in answer.out
    assert county.read_bytes() == before


def test_what_was_understood_is_told(on: Typed, tmp_path: Path) -> None:
    answer = on("import", powers_workbook(tmp_path / "清单.xlsx"), "--unit", "U002")
    assert answer.status == 0
    for part in (
        "工作表“权责清单”：表头第 2 行",
        "记录 3 条",
        "C 事项名称→事项名称",
        "例：会计师事务所设立备案",
    ):
        assert part in answer.out


def test_the_same_file_again_changes_nothing(on: Typed, tmp_path: Path) -> None:
    book = powers_workbook(tmp_path / "清单.xlsx")
    on("import", book, "--unit", "U002")
    entries = on("ledger", "log", "--format", "json").json
    again = on("import", book, "--unit", "U002", "--format", "json")
    assert (again.status, again.json["unchanged"], again.json["batch"]) == (0, 3, None)
    assert on("ledger", "log", "--format", "json").json == entries


def test_a_batch_is_taken_back_by_the_line_that_the_receipt_names(on: Typed, tmp_path: Path) -> None:
    answer = on("import", powers_workbook(tmp_path / "清单.xlsx"), "--unit", "U002")
    assert "powerctl undo --batch 2" in answer.out
    assert on("undo", "--batch", "2").status == 0
    assert on("power", "list", "--unit", "U002", "--format", "json").json == []


def test_a_table_of_no_known_kind_is_refused_and_the_kinds_are_listed(on: Typed, tmp_path: Path) -> None:
    book = workbook(tmp_path / "菜单.xlsx", [("菜名", "价格"), ("豆腐", 8), ("青菜", 5)])
    answer = on("import", book, "--format", "json")
    assert answer.status == 3
    seen = answer.json
    assert seen["kind"] is None
    assert len(seen["problems"]) == 1
    told = on("import", book)
    assert told.status == 3
    assert "未导入" in told.err


def test_an_unknown_kind_is_refused(on: Typed, tmp_path: Path) -> None:
    answer = on("import", powers_workbook(tmp_path / "清单.xlsx"), "--as", "power")
    assert answer.status == 3
    assert "没有表类“power”" in answer.err
    assert "powers（" in answer.err


def test_a_missing_column_is_told_with_its_name(on: Typed, tmp_path: Path) -> None:
    without = [row[:2] + row[3:] for row in (HEADINGS, *ROWS)]
    book = workbook(tmp_path / "缺列.xlsx", without, "权责清单")
    answer = on("import", book, "--as", "powers", "--unit", "U002")
    assert answer.status == 3
    assert "事项名称" in answer.err
    assert on("power", "list", "--unit", "U002", "--format", "json").json == []


def test_all_problems_come_at_once_and_nothing_is_written(on: Typed, county: Path, tmp_path: Path) -> None:
    book = tmp_path / "机构.xlsx"
    rows = [
        ("单位代码", "单位名称", "单位类型"),
        ("A1", "甲局", "怪类"),
        ("A2", "", "乡镇"),
        ("A3", "丙局", "怪类"),
    ]
    workbook(book, rows, "单位")
    before = county.read_bytes()
    answer = on("import", book, "--as", "organization", "--format", "json")
    assert answer.status == 3
    cells = {problem["cell"] for problem in answer.json["problems"]}
    assert {"C2", "B3", "C4"} <= cells
    assert county.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.xlsx", b""),
        ("文字.xlsx", b"hello"),
        ("页.xls", b"<html><table></table></html>"),
        ("坏.xlsx", b"PK\x03\x04broken"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(
    name: str, content: bytes, on: Typed, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = on("import", path)
    assert answer.status == 3
    assert f"{name} 未导入" in answer.err
    assert "Traceback" not in answer.err
    seen = on("import", path, "--format", "json")
    assert (seen.status, seen.json["kind"], len(seen.json["problems"])) == (3, None, 1)


def test_a_file_that_is_not_there(on: Typed, tmp_path: Path) -> None:
    answer = on("import", tmp_path / "没有.xlsx")
    assert answer.status == 3
    assert "没有.xlsx" in answer.err
    assert on("import", tmp_path).status == 3


def test_a_good_file_is_taken_in_beside_a_bad_one(on: Typed, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"x")
    answer = on("import", bad, powers_workbook(tmp_path / "清单.xlsx"), "--unit", "U002")
    assert answer.status == 3
    assert len(on("power", "list", "--unit", "U002", "--format", "json").json) == 3


def test_a_unit_typed_with_a_slip_is_refused_in_one_sentence(on: Typed, tmp_path: Path) -> None:
    book = powers_workbook(tmp_path / "清单.xlsx")
    words = ("import", book, "--unit", "县财正局")
    units = on("unit", "list", "--format", "json").json
    answer = on(*words)
    assert answer.status == 3
    assert "单位“县财正局”尚未登记（相近的已登记单位：县财政局）" in answer.err
    assert f"powerctl import {book} --unit 县财政局" in answer.err
    assert "powerctl unit add 县财正局" in answer.err
    assert on("unit", "list", "--format", "json").json == units


def test_a_refused_unit_is_the_one_problem_of_the_json_and_a_dry_run_proposes_it(
    on: Typed, tmp_path: Path
) -> None:
    words = ("import", powers_workbook(tmp_path / "清单.xlsx"), "--unit", "县财正局", "--format", "json")
    answer = on(*words)
    assert answer.status == 3
    (problem,) = answer.json["problems"]
    assert (problem["found"], problem["wanted"], answer.json["batch"]) == ("县财正局", "县财政局", None)
    rehearsed = on(*words, "--dry-run")
    assert (rehearsed.status, rehearsed.json["problems"], rehearsed.json["added"]) == (0, [], 3)
    assert any("县财政局" in note for note in rehearsed.json["notes"])
