"""On a terminal: it asks where it has to, folds long text, and Ctrl-C at a question ends it."""

from pathlib import Path

import pytest

from powerctl.cli.folding import width
from tests.cli.conftest import DAY, Typed, process
from tests.cli.terminal import CTRL_C, converse
from tests.cli.workbooks import ROWS, workbook


def test_init_asks_for_the_county(typed: Typed, tmp_path: Path) -> None:
    db = tmp_path / "county.db"
    status, screen = converse(["init", db], [("县区名称：", "青禾县")])
    assert status == 0, screen
    assert typed("--db", db, "unit", "list", "--format", "json").json[0]["name"] == "青禾县"


def test_ctrl_c_at_a_question_makes_nothing(tmp_path: Path) -> None:
    db = tmp_path / "county.db"
    status, screen = converse(["init", db], [("县区名称", CTRL_C)])
    assert status == 130
    assert "已中断，未写入任何内容" in screen
    assert not db.exists()


def test_import_asks_once_whose_list_it_is(county: Path, typed: Typed, tmp_path: Path) -> None:
    nameless = [(row[1], row[2], row[4]) for row in ROWS]
    book = workbook(tmp_path / "表.xlsx", [("权力类别", "事项名称", "设定依据"), *nameless])
    words = ["--db", county, "import", book]
    status, screen = converse(words, [("是哪个单位的清单", "县教育局")])
    assert status == 0, screen
    assert screen.count("是哪个单位的清单？") == 1
    assert len(typed("--db", county, "power", "list", "-u", "U002", "--format", "json").json) == 3


def test_import_asks_once_what_unknown_headings_mean_and_remembers_it(
    county: Path, typed: Typed, tmp_path: Path
) -> None:
    heads = ("权力类别", "事项名称", "设定依据", "管事的地方", "备案号")
    book = workbook(tmp_path / "表.xlsx", [heads, *((r[1], r[2], r[4], "许可股", r[0]) for r in ROWS)])
    words = ["--db", county, "import", book, "--unit", "U002"]
    status, screen = converse(words, [("直接回车", "管事的地方=承办机构 备案号=不导入")])
    assert status == 0, screen
    assert "“管事的地方”、“备案号”" in screen
    powers = typed("--db", county, "power", "list", "-u", "U002", "--columns", "all", "--format", "json").json
    assert {power["office"] for power in powers} == {"许可股"}
    status, screen = converse(words, [])
    assert (status, "不认识" in screen) == (0, False)


def test_an_empty_answer_about_headings_reads_the_rest_and_remembers_nothing(
    county: Path, typed: Typed, tmp_path: Path
) -> None:
    heads = ("权力类别", "事项名称", "设定依据", "管事的地方")
    book = workbook(tmp_path / "表.xlsx", [heads, *((r[1], r[2], r[4], "许可股") for r in ROWS)])
    words = ["--db", county, "import", book, "--unit", "U002"]
    status, screen = converse(words, [("直接回车", b"\n")])
    assert status == 0, screen
    assert typed("--db", county, "column", "list", "--format", "json").json == []


def test_a_slip_at_the_question_whose_list_it_is_makes_no_unit(
    county: Path, typed: Typed, tmp_path: Path
) -> None:
    nameless = [(row[1], row[2], row[4]) for row in ROWS]
    book = workbook(tmp_path / "表.xlsx", [("权力类别", "事项名称", "设定依据"), *nameless])
    words = ["--db", county, "import", book]
    status, screen = converse(words, [("是哪个单位的清单", "县教有局")])
    assert status == 3, screen
    assert "县教育局" in screen
    assert len(typed("--db", county, "unit", "list", "--format", "json").json) == 3


@pytest.mark.parametrize(
    "words", [["power", "list"], ["power", "show", "1"], ["ledger", "log"], ["limit", "list"]]
)
def test_a_table_stays_within_the_width_of_the_terminal(words: list[str], county: Path, typed: Typed) -> None:
    typed("--db", county, "-q", "power", "edit", "1", "--set", f"事项名称={'很长的名称' * 30}")
    status, screen = converse(["--db", county, *words], [], columns=80)
    assert status == 0
    assert max(width(line) for line in screen.splitlines()) <= 80
    if words[0] == "power":
        assert "".join(screen.split()).count("很长的") > 5, "folded, not cut"


@pytest.mark.parametrize(
    "words",
    [
        *(["power", "list"], ["finding", "list"], ["limit", "list"], ["risk", "score"]),
        *(["check", "--no-save"], ["--help"], ["limit", "set", "--help"], ["rule", "show", "DUTY001"]),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("columns", [40, 80])
def test_nothing_sticks_out_of_a_terminal(words: list[str], columns: int, county: Path, typed: Typed) -> None:
    typed("--db", county, "-q", "--today", DAY, "check", "--fail-on", "never")
    status, screen = converse(["--db", county, "--today", DAY, *words], [], columns)
    assert status in (0, 1)
    # The bar of progress draws over itself; a command to copy is left in one line.
    lines = [line for line in screen.splitlines() if "━" not in line and "下一步：powerctl" not in line]
    assert max(map(width, lines)) <= columns


def test_a_narrow_terminal_shows_every_column_of_a_list(county: Path, typed: Typed) -> None:
    status, screen = converse(["--db", county, "power", "list"], [], columns=40)
    assert status == 0
    for heading, value in (
        ("事项名称", "会计师事务所设立备案"),
        ("权力类别", "行政许可"),
        ("行使主体", "县财政局"),
    ):
        assert f"{heading}：{value}" in screen
    assert max(width(line) for line in screen.splitlines()) <= 40


def test_a_long_name_in_a_wide_table_is_not_broken(county: Path) -> None:
    _, screen = converse(["--db", county, "limit", "list"], [], columns=120)
    assert "meeting.result_report_working_days" in screen


def test_a_pipe_gets_unfolded_lines(county: Path) -> None:
    answer = process(["--db", county, "check", "--no-save", "--fail-on", "never"], {"COLUMNS": "40"})
    assert max(width(line) for line in answer.stdout.decode().splitlines()) > 80
