"""import --column: a heading settled once is known at the sender's next import."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.cli.workbooks import ROWS, workbook

ODD = ("序号", "权力类别", "事项名称", "管事的地方", "设定依据", "责任事项", "追责情形", "备案号")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = [(*row, f"备{row[0]}") for row in ROWS]
    return workbook(tmp_path / "清单.xlsx", [("权责清单",), ODD, *rows], "权责清单")


def field_of(answer: object, heading: str) -> str | None:
    (sheet,) = answer.json["sheets"]  # type: ignore[attr-defined]
    return next(column["field"] for column in sheet["columns"] if column["heading"] == heading)


def test_an_unknown_heading_is_read_as_the_clerk_says(on: Typed, book: Path) -> None:
    plain = on("import", book, "--unit", "U002", "--dry-run", "--format", "json")
    assert field_of(plain, "管事的地方") is None
    told = on(
        "import", book, "--unit", "U002", "--column", "管事的地方=行使主体", "--dry-run", "--format", "json"
    )
    assert field_of(told, "管事的地方") == "exercising_body"
    assert "按指定，“管事的地方”作为“行使主体”读入。" in told.json["notes"]


def test_a_heading_that_was_understood_wrongly_is_turned_round(on: Typed, book: Path) -> None:
    told = on(
        *("import", book, "--unit", "U002", "--dry-run", "--format", "json"),
        *("--column", "责任事项=备注", "--column", "追责情形=不导入"),
    )
    assert (field_of(told, "责任事项"), field_of(told, "追责情形")) == ("note", None)
    assert "按指定，“追责情形”一列不导入。" in told.json["notes"]


def test_it_is_used_next_time_for_the_same_sender_and_said_with_its_day(on: Typed, book: Path) -> None:
    first = on("import", book, "--unit", "U002", "--column", "管事的地方=行使主体")
    assert first.status == 0
    again = on("import", book, "--unit", "县教育局", "--format", "json")
    assert (again.json["unchanged"], field_of(again, "管事的地方")) == (3, "exercising_body")
    (note,) = [note for note in again.json["notes"] if "管事的地方" in note]
    assert "按“县教育局”2026-06-30 记下的列对应" in note
    other = on("import", book, "--unit", "U001", "--dry-run", "--format", "json")
    assert field_of(other, "管事的地方") is None


def test_the_sender_is_told_from_the_workbook_where_nobody_types_it(on: Typed, tmp_path: Path) -> None:
    path = workbook(tmp_path / "一.xlsx", [("县教育局2026年权责清单",), ODD, *((*row, "") for row in ROWS)])
    on("import", path, "--column", "管事的地方=承办机构")
    (kept,) = on("column", "list", "--format", "json").json
    assert (kept["sender"], kept["heading"], kept["field"]) == ("县教育局", "管事的地方", "承办机构")
    again = on("import", path, "--format", "json")
    assert field_of(again, "管事的地方") == "office"


def test_a_dry_run_uses_a_choice_and_keeps_none(on: Typed, county: Path, book: Path) -> None:
    before = county.read_bytes()
    on("import", book, "--unit", "U002", "--column", "管事的地方=行使主体", "--dry-run")
    assert county.read_bytes() == before


def test_a_later_choice_replaces_the_earlier_and_one_can_be_forgotten(on: Typed, book: Path) -> None:
    on("import", book, "--unit", "U002", "--column", "管事的地方=行使主体")
    on("import", book, "--unit", "U002", "--column", "管事的地方=承办机构")
    (kept,) = on("column", "list", "--format", "json").json
    assert kept["field"] == "承办机构"
    assert "管事的地方" in on("column", "forget", kept["id"]).out
    assert on("column", "list", "--format", "json").json == []
    assert on("column", "forget", kept["id"]).status == 3


def test_a_choice_is_kept_also_where_the_list_itself_brings_nothing_new(on: Typed, book: Path) -> None:
    on("import", book, "--unit", "U002")
    again = on("import", book, "--unit", "U002", "--column", "备案号=不导入", "--format", "json")
    assert (again.json["unchanged"], again.json["batch"]) == (3, None)
    (kept,) = on("column", "list", "--format", "json").json
    assert (kept["heading"], kept["field"]) == ("备案号", "不导入")


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("管事的地方", "不是“表头=栏目”"),
        ("管事的地方=行使主休", "相近的有：行使主体"),
        ("没有的表头=行使主体", "里没有表头“没有的表头”"),
    ],
)
def test_a_slip_is_refused_with_what_there_is(pair: str, said: str, on: Typed, book: Path) -> None:
    answer = on("import", book, "--unit", "U002", "--column", pair)
    assert answer.status == 3
    assert said in answer.err
    assert on("power", "list", "--unit", "U002", "--format", "json").json == []


def test_a_list_without_a_known_heading_for_its_names_is_read_once_it_is_settled(
    on: Typed, tmp_path: Path
) -> None:
    heads = ("序号", "权力类别", "干什么", "行使主体", "设定依据", "责任事项", "追责情形")
    path = workbook(tmp_path / "清单.xlsx", [heads, *ROWS])
    assert on("import", path, "--unit", "U002", "--dry-run").status == 3
    answer = on("import", path, "--unit", "U002", "--column", "干什么=事项名称", "--format", "json")
    assert (answer.status, answer.json["added"]) == (0, 3)
    again = on("import", path, "--unit", "U002", "--format", "json")
    assert (again.status, again.json["unchanged"]) == (0, 3)


def test_taking_back_the_import_takes_back_what_it_settled_and_the_ledger_stays_whole(
    on: Typed, book: Path
) -> None:
    on("import", book, "--unit", "U002", "--column", "管事的地方=行使主体")
    assert on("undo").status == 0
    assert on("column", "list", "--format", "json").json == []
    assert on("ledger", "verify").status == 0
    assert on("import", book, "--unit", "U002", "--column", "管事的地方=行使主体").status == 0


def test_a_column_settled_for_a_table_of_text_is_kept_as_for_a_workbook(on: Typed, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    lines = [ODD, *((*row, "备") for row in ROWS)]
    path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-16")
    on("import", path, "--unit", "U002", "--column", "管事的地方=承办机构")
    assert field_of(on("import", path, "--unit", "U002", "--format", "json"), "管事的地方") == "office"


def test_a_list_of_several_units_has_no_one_sender_and_that_is_said(on: Typed, tmp_path: Path) -> None:
    heads = ("序号", "单位名称", "权力类别", "事项名称", "设定依据", "管事的地方")
    rows = [
        (1, "县财政局", "行政许可", "甲", "某法", "一股"),
        (2, "县教育局", "行政许可", "乙", "某法", "二股"),
    ]
    path = workbook(tmp_path / "汇总.xlsx", [heads, *rows])
    answer = on("import", path, "--column", "管事的地方=承办机构", "--format", "json")
    assert (answer.status, answer.json["added"]) == (0, 2)
    assert any("这次的列对应没有记下" in note for note in answer.json["notes"])
    assert on("column", "list", "--format", "json").json == []
