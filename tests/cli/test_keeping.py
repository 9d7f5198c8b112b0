"""backup, restore, upgrade, doctor: keeping the county file."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


def _backups(on: Typed) -> list[dict[str, str]]:
    found: list[dict[str, str]] = on("backup", "list", "--format", "json").json
    return found


def test_a_backup_lies_beside_the_file_and_is_listed(on: Typed, county: Path) -> None:
    answer = on("backup")
    assert answer.status == 0
    listed = _backups(on)
    assert len(listed) == 1
    assert Path(listed[0]["file"]).parent == county.parent / "backups"
    assert listed[0]["head_code"] in answer.out
    assert listed[0]["actor"] == "张三"


def test_a_backup_goes_where_it_is_told(on: Typed, tmp_path: Path) -> None:
    place = tmp_path / "移动硬盘"
    assert on("backup", "--folder", place).status == 0
    assert len(list(place.glob("county-*.db"))) == 1
    assert _backups(on) == []
    assert len(on("backup", "list", "--folder", place, "--format", "json").json) == 1


def _made_an_hour_apart(listing: Path) -> None:
    lines = [json.loads(line) for line in listing.read_text(encoding="utf-8").splitlines()]
    for hour, line in enumerate(lines):
        line["made_at"] = f"2026-01-05T{hour:02}:00:00"
    listing.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_backups_are_thinned_out_unless_told_otherwise(on: Typed, county: Path) -> None:
    for _ in range(5):
        assert on("backup", "--keep-all").status == 0
    assert len(_backups(on)) == 5
    _made_an_hour_apart(county.parent / "backups" / "backups.jsonl")
    assert "已清理过期的旧备份 3 份" in on("backup").out
    assert len(_backups(on)) == 3


def test_a_restore_brings_back_what_was_and_keeps_what_is(on: Typed) -> None:
    on("backup")
    on("unit", "edit", "U002", "--set", "单位名称=县教体局")
    name = Path(_backups(on)[0]["file"]).name
    answer = on("restore", name)
    assert answer.status == 0
    assert on("unit", "show", "U002", "--format", "json").json["name"] == "县教育局"
    assert len(_backups(on)) == 2
    assert on("ledger", "verify").status == 0
    kept = next(line["file"] for line in _backups(on) if Path(line["file"]).name != name)
    assert on("restore", kept).status == 0
    assert on("unit", "show", "U002", "--format", "json").json["name"] == "县教体局"


def test_a_restore_without_a_file_names_those_there_are(on: Typed) -> None:
    assert "没有" in on("restore").err
    on("backup")
    answer = on("restore")
    assert answer.status == 3
    assert _backups(on)[0]["file"] in answer.err


def test_a_backup_older_than_a_kept_head_code_is_refused(on: Typed) -> None:
    on("backup")
    on("unit", "edit", "U002", "--set", "备注=一")
    code = on("ledger", "log", "--format", "json").json[0]["head_code"]
    name = Path(_backups(on)[0]["file"]).name
    refused = on("restore", name, "--anchor", code)
    assert refused.status == 3
    assert "--accept-older" in refused.err
    assert on("unit", "show", "U002", "--format", "json").json["note"] == "一"
    assert on("restore", name, "--anchor", code, "--accept-older").status == 0


def test_a_file_that_is_no_backup_is_refused(on: Typed, county: Path, tmp_path: Path) -> None:
    other = tmp_path / "别的.db"
    other.write_bytes(b"not a database at all")
    for chosen in (other, tmp_path / "没有.db", county):
        assert on("restore", chosen).status == 3
    assert on("ledger", "verify").status == 0


def test_a_current_file_needs_no_upgrade(on: Typed) -> None:
    answer = on("upgrade")
    assert answer.status == 0
    assert "不需要升级" in answer.out


def test_the_doctor_says_what_is_not_as_it_should_be(on: Typed, county: Path) -> None:
    county.chmod(0o644)
    said = on("doctor", "--format", "json")
    assert said.status == 0
    assert any("没有 county.db 的备份" in complaint["message"] for complaint in said.json)
    assert any("其他用户也能打开" in complaint["message"] for complaint in said.json)
    on("doctor", "--fix")
    on("backup")
    messages = [complaint["message"] for complaint in on("doctor", "--format", "json").json]
    assert not any("其他用户" in message or "没有 county.db" in message for message in messages)


def test_the_doctor_of_a_damaged_file_is_an_integrity_failure(on: Typed, county: Path) -> None:
    with sqlite3.connect(county) as other:
        other.execute("DROP VIEW 单位一览")
    other.close()
    answer = on("doctor")
    assert answer.status == 4
    assert "被改动过" in answer.said


def test_the_doctor_fails_until_changes_of_another_program_are_confirmed(on: Typed, county: Path) -> None:
    with sqlite3.connect(county) as other:
        other.execute("UPDATE unit SET note = '外部' WHERE id = 1")
    other.close()
    answer = on("doctor")
    assert answer.status == 4
    assert "其他程序" in answer.out
    on("unit", "edit", "U002", "--set", "备注=甲")
    assert on("doctor").status == 4
    assert on("ledger", "acknowledge", "--reason", "信息中心改的，已核对").status == 0
    assert on("doctor").status == 0


@pytest.mark.parametrize("words", [["backup"], ["doctor"], ["upgrade"], ["backup", "list"]])
def test_without_a_county_file_nothing_is_made(words: list[str], typed: Typed, tmp_path: Path) -> None:
    answer = typed("--db", tmp_path / "没有.db", *words)
    assert answer.status == (0 if "list" in words else 3)
    assert list(tmp_path.iterdir()) == []


def test_an_anchor_that_cannot_be_written_down_is_not_recorded(on: Typed, tmp_path: Path) -> None:
    answer = on("ledger", "anchor", "某处", "-o", tmp_path / "没有" / "首码.txt")
    assert answer.status == 3
    assert "文件或文件夹不存在" in answer.err
    assert on("ledger", "anchors", "--format", "json").json == []


def test_a_file_of_head_codes_in_another_encoding_is_refused_in_a_sentence(on: Typed, tmp_path: Path) -> None:
    kept = tmp_path / "首码.txt"
    kept.write_bytes("首码".encode("gbk"))
    answer = on("ledger", "verify", "--anchors", kept)
    assert answer.status == 3
    assert "不是台账首码" in answer.err
