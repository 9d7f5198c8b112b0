"""What an import says: each place once, what was done as done, and texts instead of codes in JSON."""

from pathlib import Path

import pytest

from powerctl.sheets.kinds import KINDS, SheetKind
from powerctl.sheets.reading import Record
from powerctl.sheets.tables.tally import record_name
from tests.cli.conftest import Typed
from tests.cli.workbooks import HEADINGS, ROWS, workbook


def _without_a_name(path: Path) -> Path:
    broken = [*ROWS[:2], (3, "行政检查", None, "县财政局", "【法律】甲法第一条", "受理", "不受理")]
    return workbook(path, [HEADINGS, *broken], "权责清单")


def test_a_problem_names_its_sheet_and_cell_once(on: Typed, tmp_path: Path) -> None:
    answer = on("import", _without_a_name(tmp_path / "表.xlsx"), "--unit", "U002")
    assert answer.status == 3
    problems = [line for line in answer.err.splitlines() if line.startswith("  问题：")]
    assert problems
    for line in problems:
        assert line.count("“权责清单”") == 1
        assert line.count("C4") == 1
    assert answer.err.splitlines()[-1] == "下一步：改好后重新导入"


def test_a_cell_that_is_empty_is_found_empty_and_a_file_that_is_missing_has_no_code(
    on: Typed, tmp_path: Path
) -> None:
    answer = on("import", _without_a_name(tmp_path / "表.xlsx"), "--unit", "U002", "--format", "json")
    assert [problem["found"] for problem in answer.json["problems"]] == [""]
    (problem,) = on("import", tmp_path / "没有.xlsx", "--format", "json").json["problems"]
    assert problem["found"] == ""
    assert "文件不存在" in problem["message"]


def test_a_unit_that_the_import_made_is_said_to_be_made(on: Typed, tmp_path: Path) -> None:
    rows = [("权力类别", "事项名称", "设定依据"), *((row[1], row[2], row[4]) for row in ROWS)]
    book = workbook(tmp_path / "青山镇2025年权责清单.xlsx", rows)
    words = ("import", book, "--unit", "青山镇")
    rehearsed = on(*words, "--dry-run")
    assert "导入时将新建" in rehearsed.out
    done = on(*words)
    assert done.status == 0, done.err
    assert "“青山镇”原来没有登记，已新建" in done.out
    assert "将新建" not in done.out
    assert "将新建" not in on("batch", "show", "2").out
    assert "已新建" in on("batch", "show", "2").out


def test_a_file_without_a_name_on_the_way_is_named_by_its_path(on: Typed) -> None:
    answer = on("import", ".")
    assert answer.status == 3
    assert answer.err.startswith(". 未导入：")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_record_has_something_that_a_clerk_calls_it_by(kind: SheetKind) -> None:
    values = {column.field: column.field for column in kind.columns}
    assert record_name(kind.name, Record(row=4, cell="A4", values=values)) in {
        kind.name_field,
        "text",
        "name",
    }
