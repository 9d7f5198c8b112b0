"""Data in four formats: English keys in json, Chinese headings elsewhere; plain without a terminal."""

import csv
import io
import json
import re
import time
from datetime import datetime, timedelta

import pytest

from powerctl.cli.folding import width
from tests.cli.conftest import Typed

LISTS = [
    *(["unit", "list"], ["person", "list"], ["post", "list"], ["post", "holders"], ["duty", "list"]),
    *(["edition", "list"], ["power", "list"], ["risk", "list"], ["measure", "list"], ["batch", "list"]),
    *(["limit", "list"], ["rule", "list"], ["ledger", "log"], ["report", "list"], ["risk", "score"]),
]
SHOWS = [
    *(["unit", "show", "U001"], ["person", "show", "1"], ["post", "show", "局长"], ["duty", "show", "1"]),
    *(["edition", "show", "1"], ["power", "show", "1"], ["risk", "show", "1"], ["measure", "show", "1"]),
    *(["batch", "show", "1"], ["rule", "show", "REG002"], ["limit", "show", "risk.product_high"]),
]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_one_json_array_of_records_with_english_keys(words: list[str], on: Typed) -> None:
    answer = on(*words, "--format", "json")
    assert answer.status == 0
    records = answer.json
    assert records
    assert all(re.fullmatch(r"[a-z_]+", key) for key in records[0])
    assert "\\u" not in answer.out


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_csv_with_a_bom_and_chinese_headings(words: list[str], on: Typed) -> None:
    text = on(*words, "--format", "csv").out
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert re.search(r"[\u4e00-\u9fff]", rows[0][1])


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_is_a_markdown_table(words: list[str], on: Typed) -> None:
    lines = on(*words, "--format", "md").out.splitlines()
    assert re.fullmatch(r"\|( --- \|)+", lines[1])
    bars = re.compile(r"(?<!\\)\|")
    assert {len(bars.findall(line)) for line in lines} == {lines[1].count("|")}


@pytest.mark.parametrize("words", SHOWS, ids=" ".join)
def test_one_record_comes_in_every_format(words: list[str], on: Typed) -> None:
    assert isinstance(on(*words, "--format", "json").json, dict | list)
    for form in ("table", "csv", "md"):
        answer = on(*words, "--format", form)
        assert answer.status == 0
        assert answer.out.strip()


def test_chinese_columns_stand_under_their_headings(on: Typed) -> None:
    heading, *rows = on("unit", "list").out.splitlines()
    start = width(heading[: heading.index("单位名称")])
    for row, name in zip(rows, ("青禾县", "县财政局", "县教育局"), strict=True):
        assert width(row[: row.index(name)]) == start


def test_output_without_a_terminal_is_plain(on: Typed) -> None:
    for words in (["power", "list"], ["power", "show", "1"], ["check", "--fail-on", "never"]):
        assert not re.search(r"\x1b|[\u2500-\u257f]", on(*words).said)


def test_a_list_is_filtered_sorted_cut_and_narrowed(on: Typed) -> None:
    words = ("power", "list", "--sort", "-事项名称", "--columns", "事项名称，category", "--format", "json")
    names = [row["name"] for row in on(*words).json]
    assert names == sorted(names, reverse=True)
    assert [*on(*words).json[0]] == ["name", "category"]
    assert len(on(*words, "--where", "权力类别=行政处罚").json) == 1
    assert len(on(*words, "--where", "事项名称~财政", "--where", "权力类别≠行政处罚").json) == 1
    assert len(on(*words, "--limit", "2").json) == 2


def test_a_cut_list_says_how_many_there_are(on: Typed) -> None:
    assert "共 3 条，显示前 2 条" in on("power", "list", "-n", "2").err


def test_a_list_of_a_unit_holds_those_below_it(on: Typed) -> None:
    assert len(on("power", "list", "--unit", "青禾县", "--format", "json").json) == 3
    empty = on("power", "list", "--unit", "县教育局")
    assert (empty.status, empty.out.strip()) == (0, "没有符合条件的权力事项")


@pytest.mark.parametrize("where", ["权力类型=行政许可", "事项名称", "施行日期≥昨天"])
def test_a_filter_that_makes_no_sense_is_refused(where: str, on: Typed) -> None:
    answer = on("power", "list", "--where", where)
    assert answer.status == 3
    assert "Traceback" not in answer.err


def test_a_text_that_excel_would_run_is_defused(on: Typed) -> None:
    on("unit", "edit", "U002", "--set", 'note==HYPERLINK("x")')
    text = on("unit", "list", "--columns", "单位名称,备注", "--format", "csv").out
    assert "'=HYPERLINK" in text


def test_a_text_cannot_break_out_of_a_markdown_cell(on: Typed) -> None:
    on("unit", "edit", "U002", "--set", "note=<script>|\n# 标题")
    text = on("unit", "list", "--columns", "单位名称,备注", "--format", "md").out
    assert "<script>" not in text
    assert len(text.splitlines()) == 5


def test_quiet_says_nothing_but_data_and_errors(on: Typed) -> None:
    assert on("-q", "unit", "edit", "U002", "--set", "备注=一").said == ""
    assert on("-q", "power", "list", "--format", "json").err == ""
    assert json.loads(on("-q", "unit", "list", "--format", "json").out)
    refused = on("-q", "unit", "show", "没有")
    assert (refused.status, refused.out) == (3, "")
    assert refused.err


def test_a_batch_is_of_a_kind_in_chinese_and_json_keeps_the_key(on: Typed) -> None:
    for words in (["batch", "list"], ["batch", "show", "1"]):
        for form in ("table", "csv", "md"):
            said = on(*words, "--format", form).out
            assert "权责清单" in said.replace("县财政局2025年权责清单", "")
            assert "powers" not in said
    assert on("batch", "list", "--format", "json").json[0]["kind"] == "powers"
    assert on("batch", "show", "1", "--format", "json").json["kind"] == "powers"


def test_the_ledger_is_listed_in_local_time_and_json_in_utc(
    on: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        at = datetime.fromisoformat(on("ledger", "log", "-n", "1", "--format", "json").json[0]["at"])
        assert at.utcoffset() == timedelta(0)
        for form in ("table", "csv", "md"):
            said = on("ledger", "log", "-n", "1", "--format", form).out.replace("\\", "")
            assert "时间" in said and "UTC" not in said
            assert f"{at.replace(tzinfo=None) + timedelta(hours=8):%Y-%m-%d %H:%M:%S}" in said
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_change_of_several_lines_is_set_in(on: Typed) -> None:
    assert on("power", "edit", "1", "--set", "责任事项=受理\n审查").status == 0
    said = on("power", "edit", "1", "--set", "责任事项=受理\n公开").out
    assert "  责任事项：\n    原来：\n      受理\n      审查\n    现在：\n      受理\n      公开\n" in said


def test_help_gives_bounds_in_chinese(typed: Typed) -> None:
    assert "［1 至 1000000］" in typed("power", "list", "--help").out
    assert "x>=" not in typed("ledger", "log", "--help").out
