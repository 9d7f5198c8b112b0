"""import of a workbook with bad cells: --skip-bad takes the good records, --mark shows the bad cells."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Typed
from tests.cli.workbooks import HEADINGS, ROWS, workbook


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    rows = [*ROWS, (4, "行政许可", None, "县财政局", "【法律】《某法》第一条", "受理", "不受理")]
    return workbook(tmp_path / "清单.xlsx", [("权责清单",), HEADINGS, *rows], "权责清单")


def test_without_it_one_bad_record_keeps_the_whole_list_out(on: Typed, bad: Path) -> None:
    assert on("import", bad, "--unit", "U002").status == 3
    assert on("power", "list", "--unit", "U002", "--format", "json").json == []


def test_the_good_records_are_taken_in_and_each_bad_one_is_named(on: Typed, bad: Path) -> None:
    answer = on("import", bad, "--unit", "U002", "--skip-bad")
    assert answer.status == 0
    assert "未采用：" in answer.err
    assert "C6" in answer.err
    assert "读取 4 = 新增 3 + 变更 0 + 未变 0 + 未采用 1" in answer.out
    assert len(on("power", "list", "--unit", "U002", "--format", "json").json) == 3
    again = on("import", bad, "--unit", "U002", "--skip-bad", "--format", "json")
    assert (again.json["unchanged"], again.json["rejected"], again.json["batch"]) == (3, 1, None)


def test_every_bad_record_is_named_however_many_there_are(on: Typed, tmp_path: Path) -> None:
    rows = [
        *ROWS,
        *((n, "行政许可", None, "县财政局", "【法律】《某法》第一条", "甲", "乙") for n in range(4, 70)),
    ]
    path = workbook(tmp_path / "清单.xlsx", [HEADINGS, *rows])
    answer = on("import", path, "--unit", "U002", "--skip-bad")
    assert answer.err.count("未采用：") == 66
    assert "新增 3" in answer.out


def test_a_list_of_nothing_but_bad_records_is_refused(on: Typed, tmp_path: Path) -> None:
    rows = [(n, "行政许可", None, "县财政局", "【法律】《某法》第一条", "甲", "乙") for n in range(1, 4)]
    path = workbook(tmp_path / "清单.xlsx", [HEADINGS, *rows])
    answer = on("import", path, "--unit", "U002", "--skip-bad")
    assert answer.status == 3
    assert "未导入" in answer.err


def test_a_table_of_no_known_kind_is_no_bad_record(on: Typed, tmp_path: Path) -> None:
    path = workbook(tmp_path / "别的.xlsx", [("甲", "乙"), (1, 2)])
    assert on("import", path, "--skip-bad").status == 3


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--skip-bad",)])
def test_the_marked_copy_is_made_on_refusal_in_a_dry_run_and_when_skipping(
    words: tuple[str, ...], on: Typed, bad: Path, tmp_path: Path
) -> None:
    before = bad.read_bytes()
    answer = on("import", bad, "--unit", "U002", "--mark", tmp_path / "标注.xlsx", *words)
    assert answer.status == (0 if "--skip-bad" in words else 3)
    assert "1 个问题已着色并加批注" in answer.out
    page = openpyxl.load_workbook(tmp_path / "标注.xlsx")["权责清单"]
    assert "应为：事项名称" in page["C6"].comment.text
    assert [cell.comment for cell in page[5]] == [None] * 7
    assert bad.read_bytes() == before


def test_the_marked_copy_can_be_mended_and_imported(on: Typed, bad: Path, tmp_path: Path) -> None:
    copy = tmp_path / "标注.xlsx"
    on("import", bad, "--unit", "U002", "--mark", copy)
    book = openpyxl.load_workbook(copy)
    book["权责清单"]["C6"] = "补上的事项"
    book.save(copy)
    answer = on("import", copy, "--unit", "U002", "--format", "json")
    assert (answer.status, answer.json["added"]) == (0, 4)


def test_an_object_is_printed_alone_also_beside_a_marked_copy(on: Typed, bad: Path, tmp_path: Path) -> None:
    answer = on("import", bad, "--unit", "U002", "--mark", tmp_path / "标注.xlsx", "--format", "json")
    assert (answer.status, len(answer.json["problems"])) == (3, 1)
    assert "已生成标注副本" in answer.err


def test_without_problems_there_is_no_copy(on: Typed, tmp_path: Path) -> None:
    path = workbook(tmp_path / "清单.xlsx", [HEADINGS, *ROWS])
    answer = on("import", path, "--unit", "U002", "--mark", tmp_path / "标注.xlsx")
    assert answer.status == 0
    assert "没有要标注的问题" in answer.out
    assert not (tmp_path / "标注.xlsx").exists()


def test_no_file_is_ever_written_over(on: Typed, bad: Path, tmp_path: Path) -> None:
    before = bad.read_bytes()
    other = tmp_path / "已有.xlsx"
    other.write_bytes(b"x")
    for target in (bad, other):
        answer = on("import", bad, "--unit", "U002", "--mark", target)
        assert answer.status == 3
        assert "已经存在" in answer.err
    assert (bad.read_bytes(), other.read_bytes()) == (before, b"x")


def test_a_copy_under_another_ending_and_of_two_files_is_refused(
    on: Typed, bad: Path, tmp_path: Path
) -> None:
    assert on("import", bad, "--mark", tmp_path / "标注.csv").status == 3
    assert on("import", bad, bad, "--mark", tmp_path / "标注.xlsx").status == 3
    assert on("import", bad, "--mark", tmp_path / "没有" / "标注.xlsx").status == 3


def test_the_copy_of_a_text_table_says_what_it_is(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    lines = [HEADINGS, *ROWS, (4, "行政许可", "", "县财政局", "某法", "甲", "乙")]
    path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="gb18030")
    answer = on("import", path, "--unit", "U002", "--mark", tmp_path / "标注.xlsx")
    assert answer.status == 3
    assert "原文件是 .csv，副本只有文字" in answer.out
    assert openpyxl.load_workbook(tmp_path / "标注.xlsx")["清单"]["C5"].comment is not None


def test_a_bad_card_is_left_out_alone_and_marked_at_its_own_cell(on: Typed, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = []
    for number in (1, 2, 3):
        name = None if number == 2 else f"对第{number}类行为的处罚"
        rows += [("职权名称", name), ("职权类别", "行政处罚"), ("设定依据", "某法"), ("责任事项", "立案")]
    path = workbook(tmp_path / "卡片.xlsx", rows, "卡片")
    answer = on("import", path, "--unit", "U002", "--skip-bad", "--mark", tmp_path / "标注.xlsx")
    assert answer.status == 0
    assert "读取 3 = 新增 2 + 变更 0 + 未变 0 + 未采用 1" in answer.out
    assert openpyxl.load_workbook(tmp_path / "标注.xlsx")["卡片"]["B5"].comment is not None
    powers = on("power", "list", "--unit", "U002", "--format", "json").json
    assert [power["name"] for power in powers] == ["对第1类行为的处罚", "对第3类行为的处罚"]
    again = on("import", path, "--unit", "U002", "--skip-bad", "--format", "json")
    assert (again.json["unchanged"], again.json["rejected"]) == (2, 1)


def test_people_with_bad_cells_are_left_out_and_the_others_registered(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "机构.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "人员"
    for row in (
        ("单位", "姓名", "备注"),
        ("县教育局", "赵五", ""),
        ("县教育局", None, "缺名"),
        ("县教育局", "钱六", ""),
    ):
        book.active.append(list(row))
    book.save(path)
    answer = on("import", path, "--as", "organization", "--skip-bad", "--format", "json")
    assert (answer.status, answer.json["added"], answer.json["rejected"]) == (0, 2, 1)


def test_a_unit_that_only_bad_records_name_is_not_made(on: Typed, tmp_path: Path) -> None:
    heads = ("序号", "单位名称", "权力类别", "事项名称", "设定依据", "责任事项")
    rows = [
        (1, "县财政局", "行政许可", "甲", "某法", "受理"),
        (2, "县水利局", "行政许可", None, "某法", "受理"),
        (3, "县教育局", "行政许可", "丙", "某法", "受理"),
    ]
    path = workbook(tmp_path / "汇总.xlsx", [heads, *rows])
    answer = on("import", path, "--skip-bad", "--format", "json")
    assert (answer.status, answer.json["added"], answer.json["rejected"]) == (0, 2, 1)
    assert [unit["name"] for unit in on("unit", "list", "--format", "json").json] == [
        "青禾县",
        "县财政局",
        "县教育局",
    ]


def test_a_card_with_a_word_that_its_column_does_not_know_is_left_out(on: Typed, tmp_path: Path) -> None:
    def card(number: int, lead: str) -> list[tuple[object, ...]]:
        return [
            ("权力类别", "行政处罚", "事项名称", f"对第{number}类行为的处罚"),
            ("行使主体", "县财政局", "承办机构", "法规股"),
            ("实施依据", "某法", "责任事项", "立案"),
            ("实施层级及权限", "县级", "部门职责", "管钱"),
            ("是否牵头", lead, "权力领域", "财权"),
        ]

    path = workbook(tmp_path / "卡片.xlsx", [*card(1, "是"), *card(2, "也许"), *card(3, "否")], "卡片")
    answer = on("import", path, "--unit", "U002", "--skip-bad", "--format", "json")
    (problem,) = answer.json["problems"]
    assert (problem["cell"], problem["found"]) == ("B10", "也许")
    assert (answer.json["added"], answer.json["rejected"]) == (2, 1)
