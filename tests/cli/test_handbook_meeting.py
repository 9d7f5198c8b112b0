"""The handbook's ten minutes with a meeting: every command runs as it is printed, and the page tells what happens."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "手册.md"
NAMES = ("罗一", "陈二", "周三", "吴四", "郑五")


def part() -> str:
    text = HANDBOOK.read_text(encoding="utf-8")
    return text.split("### 十分钟：一次会议从告知到纪要\n")[1].split("\n### ")[0]


def blocks() -> list[tuple[str, list[str]]]:
    """The day that stands before each block of commands, and its lines."""
    found = re.findall(r"(\d{4}-\d\d-\d\d)：[^\n]*\n\n```\n(.*?)```", part(), re.S)
    return [(day, lines.splitlines()) for day, lines in found]


@pytest.fixture
def bureau(tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the handbook presupposes: a unit and its leaders."""
    monkeypatch.setenv("POWERCTL_DB", str(tmp_path / "county.db"))
    monkeypatch.setenv("POWERCTL_ACTOR", "张三")
    monkeypatch.setenv("POWERCTL_TODAY", "2026-06-15")
    monkeypatch.chdir(tmp_path)
    words = [["init", "--county", "青禾县"], ["unit", "add", "县财政局", "--parent", "青禾县"]]
    for at, name in enumerate(NAMES):
        title, level = (f"副局长{at}", "班子成员") if at else ("局长", "一把手")
        head = f"是否“一把手”={'否' if at else '是'}"
        words += [
            ["person", "add", name, "--unit", "县财政局"],
            [
                *("post", "add", title, "--unit", "U001", "--level", level),
                *("--set", "是否班子成员=是", "--set", head),
            ],
            ["post", "appoint", title, "--unit", "U001", "--person", name, "--from", "2024-01-01"],
        ]
    for each in words:
        assert typed(*each).status == 0, each
    return tmp_path


def test_ten_minutes_from_notice_to_minutes_run_as_they_are_printed(
    bureau: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-XZ-06 … R-XZ-10, R-ZJ-02"""
    said: dict[str, str] = {}
    assert [day for day, _ in blocks()] == ["2026-06-15", "2026-06-22"]
    for day, lines in blocks():
        monkeypatch.setenv("POWERCTL_TODAY", day)
        for line in lines:
            program, *words = line.split()
            answer = typed(*words)
            assert program == "powerctl" and answer.status == 0, (line, answer.said)
            said[" ".join(words[:2])] = answer.said
    assert "会出问题 0 处" in said["meeting preflight"]
    for told in ("应到 5", "需到 4", "须同意 3 票"):
        assert told in said["meeting preflight"] and told in part()
    assert (
        "通过（应到 5 · 需 3 · 同意 3）" in said["meeting show"]
        and "通过（应到 5 · 需 3 · 同意 3）" in part()
    )
    assert "问题 0 个" in said["check --unit"] and "无法判断" in said["check --unit"]
    minutes = next(bureau.glob("*纪要*.html")).read_text(encoding="utf-8")
    for told in (
        "县财政局党组会议纪要",
        "签发人：<em>罗一</em>",
        "县财政局办公室",
        "2026年6月22日印发",
        "〔2026〕6号",
    ):
        assert told in minutes
    assert len(list(bureau.glob("*.html"))) == 3
