"""meeting preflight, papers and minutes, as typed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed


@pytest.fixture
def file(tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county of five members, and a meeting called for 10 July with one topic on an appointment."""
    path = tmp_path / "county.db"
    monkeypatch.setenv("POWERCTL_DB", str(path))
    monkeypatch.setenv("POWERCTL_TODAY", "2026-07-06")
    monkeypatch.chdir(tmp_path)
    for words in (
        ["init", "--county", "青禾县"],
        ["topic", "propose", "关于甲任职的议题", "--unit", "U000", "--number", "T1"],
        ["topic", "edit", "T1", "--set", "议题类别=人事议题", "--set", "涉及人员=甲"],
        [
            *("meeting", "new", "--unit", "U000", "--on", "2026-07-10", "--body", "党委常委会"),
            *("--number", "2026-7", "--members", "王一、王二、王三、王四、王五"),
        ],
        ["meeting", "agenda", "2026-7", "T1"],
    ):
        answer = typed(*words)
        assert answer.status == 0, (words, answer.said)
    return path


def test_preflight_says_what_will_go_wrong_and_sets_the_status(file: Path, typed: Typed) -> None:
    """R-ZJ-02, R-XZ-07, R-XZ-09"""
    answer = typed("meeting", "preflight", "2026-7", "--format", "json")
    assert answer.status == 1
    told = {(line["look"], line["about"]): line["text"] for line in answer.json}
    assert "还没有经书记办公会初审" in told["会出问题", "初审"]
    assert "最迟 2026-07-08 告知" in told["须留意", "告知"]
    assert "备表决票 5 张" in told["须留意", "表决票"]
    assert "需到 4" in told["须留意", "到会人数（人事议题）"]
    table = typed("meeting", "preflight", "2026-7")
    assert "会出问题 1 处" in table.out and "下一步：powerctl meeting papers" in table.out


def test_papers_for_the_room_are_three_files(file: Path, typed: Typed, tmp_path: Path) -> None:
    """R-XZ-09"""
    answer = typed("meeting", "papers", "2026-7", "-o", tmp_path)
    assert answer.status == 0, answer.said
    names = sorted(path.name for path in tmp_path.glob("*.html"))
    assert [name.split("_")[0] for name in names] == ["青禾县表决票", "青禾县表决结果报告单", "青禾县计票单"]
    ballots = (tmp_path / names[0]).read_text(encoding="utf-8")
    assert ballots.count('class="slip"') == 5 and "王一" not in ballots


def test_minutes_and_any_paper_of_a_meeting_can_be_made(file: Path, typed: Typed) -> None:
    """R-XZ-10"""
    assert "青禾县党委常委会议纪要" in typed("meeting", "minutes", "2026-7", "-o", "-").out
    made = typed("report", "make", "会议记录", "--meeting", "2026-7", "--format", "md", "-o", "-")
    assert made.status == 0 and "关于甲任职的议题" in made.out
    refused = typed("report", "make", "会议记录")
    assert refused.status == 3 and "没有指明会议" in refused.err and "--meeting" in refused.err
    unknown = typed("meeting", "minutes", "2099-1")
    assert unknown.status == 3 and "powerctl meeting list" in unknown.err
