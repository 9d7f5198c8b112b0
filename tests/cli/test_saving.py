"""Pages saved to files: under the right ending, over nothing else, whole or not at all."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


@pytest.mark.parametrize("words", [("report", "make", "问题清单"), ("check", "--format", "md"), ("check",)])
def test_a_page_is_never_written_over_the_county_file_or_a_workbook(
    on: Typed, county: Path, words: tuple[str, ...]
) -> None:
    on("check", "--fail-on", "never")
    workbook = county.with_name("我的.xlsx")
    workbook.write_bytes(b"mine")
    for target in (county, workbook):
        before = target.read_bytes()
        answer = on(*words, "-o", target)
        assert answer.status == 3 and "扩展名" in answer.err
        if target == workbook:
            assert target.read_bytes() == before
    assert on("ledger", "verify").status == 0


def test_the_county_file_is_safe_even_under_the_ending_of_a_page(typed: Typed, county: Path) -> None:
    disguised = county.rename(county.with_suffix(".html"))
    answer = typed("--db", disguised, "check", "--fail-on", "never", "-o", disguised)
    assert answer.status == 3 and "县区数据文件" in answer.err
    assert typed("--db", disguised, "ledger", "verify").status == 0


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_the_ending_of_a_file_says_its_format(on: Typed, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"清单.{ending}"
    assert on("check", "--fail-on", "never", "-o", target).status == 0
    text = target.read_text(encoding="utf-8")
    assert "REG001" in text
    assert text.startswith({"html": "<!DOCTYPE", "md": "| 规则", "csv": "\ufeff规则", "json": "{"}[ending])
    if ending == "json":
        assert json.loads(text)["rules"]


@pytest.mark.parametrize("target", ["没有的文件夹/清单.html", "清单.txt", "清单"])
def test_where_a_page_cannot_be_saved_the_place_as_typed_is_named(
    on: Typed, tmp_path: Path, target: str
) -> None:
    answer = on("check", "--fail-on", "never", "-o", tmp_path / target)
    assert answer.status == 3
    assert ".part" not in answer.err.replace(str(tmp_path), "") and len(answer.err.splitlines()) == 2
    assert not list(tmp_path.glob("*.part"))


def test_a_report_made_into_a_folder_takes_its_own_name(on: Typed, tmp_path: Path) -> None:
    on("check", "--fail-on", "never")
    folder = tmp_path / "出表"
    folder.mkdir()
    assert on("report", "make", "问题清单", "-o", folder).status == 0
    assert [path.suffix for path in folder.iterdir()] == [".html"]


def test_a_check_of_a_day_far_ahead_is_shown_and_not_kept(on: Typed) -> None:
    answer = on("check", "--as-of", "2162-01-01", "--fail-on", "never", "--format", "json")
    assert answer.json["run"] is None and "未保存" in answer.json["note"]
    assert on("check", "--fail-on", "never", "--format", "json").json["run"] == 1


def test_a_sample_that_somebody_worked_in_is_not_thrown_away(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    db = folder / "样例县.db"
    assert typed("--actor", "演示", "init", db, "--county", "云泽县").status == 0
    assert typed("demo", folder).status == 0, "an untouched sample is made anew"
    assert typed("--db", db, "--actor", "李四", "unit", "add", "真单位").status == 0
    answer = typed("demo", folder)
    assert answer.status == 3 and "李四" in answer.err
    assert "真单位" in typed("--db", db, "unit", "list").out
