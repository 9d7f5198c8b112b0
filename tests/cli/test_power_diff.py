"""power diff, power clean-up, power overlaps and problem, as a clerk types them (R-FS-02, R-XZ-03)."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Typed
from tests.cli.terminal import CTRL_C, converse
from tests.cli.workbooks import ROWS, powers_workbook

LAW = "【法律】《中华人民共和国会计法》第四十二条"
FORGED = (4, "行政处罚", "对伪造会计凭证行为的处罚", "县财政局", LAW, "立案", "徇私")
ALTERED = (5, "行政处罚", "对变造会计账簿行为的处罚", "县财政局", LAW, "立案", "徇私")
BOTH = (4, "行政处罚", "对伪造、变造会计凭证、会计账簿行为的处罚", "县财政局", LAW, "立案", "徇私")
GRANT = (5, "行政给付", "困难群众补助发放", "县财政局", "【规章】《补助办法》第二条", "受理", "徇私")


@pytest.fixture
def two(county: Path, on: Typed, tmp_path: Path) -> Path:
    """The county with editions of 5 and 4 powers of the finance bureau: numbers 4–8 and 9–12."""
    old = powers_workbook(tmp_path / "旧.xlsx", [*ROWS, FORGED, ALTERED])
    new = powers_workbook(tmp_path / "新.xlsx", [*ROWS[:2], BOTH, GRANT])
    for path, edition, day in ((old, "2024年版", "2024-01-01"), (new, "2026年版", "2026-01-01")):
        answer = on("import", path, "--unit", "U001", "--edition", edition, "--from", day)
        assert answer.status == 0, answer.said
    # Until it has a day, nobody can tell which edition comes before which.
    assert on("edition", "edit", "2025年版", "--set", "施行日期=2023-01-01").status == 0
    return county


def numbers(on: Typed) -> dict[str, int]:
    """Name and edition → number."""
    rows = on("power", "list", "--columns", "id,name,edition", "--format", "json").json
    return {f"{row['edition']} {row['name']}": row["id"] for row in rows}


def test_diff_prints_what_changed_the_balanced_totals_and_what_to_confirm(two: Path, on: Typed) -> None:
    answer = on("power", "diff", "2024年版", "2026年版", "--unit", "U001")
    assert answer.status == 0
    assert "清理前 5 = 保留 2 + 取消 3" in answer.out and "清理后 4 = 保留 2 + 新增 2" in answer.out
    assert "其中 2 对是否同一事项待确认" in answer.out
    assert "会计师事务所设立备案" not in answer.out, "what is unchanged is not listed"
    assert "会计师事务所设立备案" in on("power", "diff", "2024年版", "2026年版", "--all").out
    known = numbers(on)
    one, other = known[f"2024年版 {FORGED[2]}"], known[f"2026年版 {BOTH[2]}"]
    assert f"powerctl power clean-up confirm {one} {other}" in answer.out


def test_the_whole_clean_up_from_doubt_to_page(two: Path, on: Typed, tmp_path: Path) -> None:
    known = numbers(on)
    both = known[f"2026年版 {BOTH[2]}"]
    for name in (FORGED[2], ALTERED[2]):
        assert on("power", "clean-up", "confirm", known[f"2024年版 {name}"], both).status == 0
    cancelled = known["2024年版 财政票据监督检查"]
    answer = on("power", "clean-up", "set", cancelled, "--fate", "下放", "--to", "各乡镇", "--reason", "便民", "--document", "青政发〔2026〕3号")  # fmt: skip
    assert f"已登记下放、理由、文号：{cancelled} 财政票据监督检查" in answer.out
    recorded = on("power", "clean-up", "record", "2024年版", "2026年版")
    assert "还没有写理由的：合并 2 条" in recorded.out
    assert "--fate 合并 --reason" in recorded.out
    assert "合并 2 条" in on("power", "clean-up", "reason", "2024年版", "2026年版", "--fate", "合并", "--reason", "同一条款").out  # fmt: skip
    data = on("power", "diff", "2024年版", "2026年版", "--format", "json").json
    assert data["balanced"] and not data["doubts"]
    assert data["old_by_fate"] == {"保留": 2, "下放": 1, "合并": 2}
    assert data["new_by_fate"] == {"保留": 2, "合并": 1, "新增": 1}
    rows = list(
        csv.reader(io.StringIO(on("power", "diff", "2024年版", "2026年版", "--format", "csv").out[1:]))
    )
    assert rows[0][0] == "清理结果" and [row[0] for row in rows[1:]].count("合并") == 2
    page = on("report", "make", "清理前后对照表", "--unit", "U001", "--format", "md", "-o", "-").out
    for words in ("取消、下放的事项", "下放至各乡镇", "青政发〔2026〕3号", "同一条款", "清理前 5 \\= 保留 2"):
        assert words in page
    check = on("check", "--select", "REG016", "--unit", "U001", "--format", "json")
    assert check.status == 0 and '"REG016"' in check.out
    assert len(on("power", "clean-up", "list", "--format", "json").json) == 6


def test_the_page_needs_to_know_which_edition_comes_before_which(two: Path, on: Typed) -> None:
    on("edition", "edit", "2025年版", "--set", "施行日期=空")
    answer = on("report", "make", "清理前后对照表", "--unit", "U001", "-o", "-")
    assert answer.status == 3
    assert "各版本的先后不明（“2025年版”没有施行日期" in answer.err
    assert "powerctl edition edit 1 --set 施行日期=日期" in answer.err


def test_setting_several_items_is_one_command_and_undone_at_once(two: Path, on: Typed) -> None:
    known = numbers(on)
    items = [known[f"2024年版 {name}"] for name in (FORGED[2], ALTERED[2])]
    assert on("power", "clean-up", "set", *items, "--fate", "取消", "--reason", "依据废止").status == 0
    assert len(on("power", "clean-up", "list", "--format", "json").json) == 2
    on("undo")
    assert on("power", "clean-up", "list", "--format", "json").json == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["power", "diff", "2026年版", "2024年版"], "旧版本要写在前面"),
        (["power", "diff", "2024年版", "2024年版"], "没有可以对照的"),
        (["power", "diff", "2024年版", "2027年版", "--unit", "U001"], "没有编号或名称为“2027年版”的清单版本"),
        (["power", "clean-up", "set", "4"], "没有写要登记什么"),
        (["power", "clean-up", "set", "4", "--fate", "改名"], "不能直接登记"),
        (["power", "clean-up", "confirm", "4", "5"], "不是清理前后的事项"),
        (["power", "clean-up", "confirm", "4", "999"], "没有找到权力事项“999”"),
        (["report", "make", "清理前后对照表"], "没有指明单位"),
        (["report", "make", "清理前后对照表", "--unit", "U002"], "只有 0 个清单版本"),
        (["problem", "add", "x", "--unit", "U001", "--correction", "乱写"], "要写：纠正、厘清、明确、强化"),
    ],
)
def test_a_wrong_word_is_refused_with_the_next_step(
    words: list[str], sentence: str, two: Path, on: Typed
) -> None:
    answer = on(*words)
    assert answer.status == 3, answer.said
    assert sentence in answer.err and "下一步：" in answer.err


def test_totals_that_do_not_balance_are_not_printed(two: Path, on: Typed) -> None:
    """A record that contradicts itself, written by another program."""
    import sqlite3
    from contextlib import closing

    known = numbers(on)
    kept = known["2024年版 会计师事务所设立备案"]
    on("power", "clean-up", "record", "2024年版", "2026年版")
    with closing(sqlite3.connect(two)) as db:
        old, new = db.execute("SELECT old_edition_id, new_edition_id FROM clean_up").fetchone()
        db.execute(
            "INSERT INTO clean_up(unit_id, old_edition_id, new_edition_id, old_power_id, fate) VALUES (2, ?, ?, ?, '取消')",
            (old, new, kept),
        )
        db.commit()
    answer = on("power", "diff", "2024年版", "2026年版")
    assert answer.status == 1
    assert "合计不平衡，不列合计：清理前 5 项中 1 项" in answer.err
    assert f"{kept} 会计师事务所设立备案：登记为取消，又确认与另一事项为同一事项" in answer.err
    assert "清理前 5 =" not in answer.out
    assert (
        "合计不平衡"
        in on("report", "make", "清理前后对照表", "--unit", "U001", "--format", "md", "-o", "-").out
    )


def test_on_a_terminal_each_doubt_is_asked_and_the_answers_are_kept(two: Path, on: Typed) -> None:
    status, screen = converse(
        ["--db", two, "--actor", "张三", "--today", DAY, "power", "diff", "2024年版", "2026年版"],
        [("(1/2)", "y"), ("(2/2)", "n")],
    )
    assert status == 0, screen
    assert "已记下：1 对是同一事项，1 对不是" in screen
    assert "清理后 4 = 保留 2 + 改名 1 + 新增 1" in screen
    assert "待确认" not in on("power", "diff", "2024年版", "2026年版").out


def test_ctrl_c_at_a_doubt_writes_nothing(two: Path, on: Typed) -> None:
    status, screen = converse(
        ["--db", two, "--actor", "张三", "--today", DAY, "power", "diff", "2024年版", "2026年版"],
        [("(1/2)", "y"), ("(2/2)", CTRL_C)],
    )
    assert status == 130 and "未写入任何内容" in screen
    assert on("power", "clean-up", "list", "--format", "json").json == []


def test_an_overlap_is_found_recorded_and_followed_to_the_end(on: Typed) -> None:
    """R-XZ-03"""
    on("edition", "add", "2026年版", "--unit", "U002")
    on("power", "add", "财政票据监督检查", "--unit", "U002", "--category", "行政检查")
    found = on("power", "overlaps", "--format", "json").json
    assert [(row["unit"], row["where"]) for row in found] == [
        ("县财政局", "不同单位"),
        ("县教育局", "不同单位"),
    ]
    answer = on("power", "overlaps")
    assert "--correction 厘清" in answer.err
    one, other = (row["number"] for row in found)
    added = on(
        "problem", "add", "两家都在检查", "--unit", "县财政局", "--correction", "职能交叉",
        "--power", one, "--other", other, "--due", "2026-09-30", "--owner", "李一",
    )  # fmt: skip
    assert "已登记清单问题 1" in added.out
    assert {row["problems"] for row in on("power", "overlaps", "--format", "json").json} == {"1"}
    assert "处理状态：待处理 → 处理中" in on("problem", "edit", "1", "--set", "处理状态=处理中").out
    assert on("problem", "solve", "1", "--outcome", "由财政局牵头", "--document", "纪要3号").status == 0
    row = on("problem", "show", "1", "--format", "json").json
    assert (row["correction"], row["status"], row["solved_on"], row["outcome"]) == (
        "厘清",
        "已解决",
        DAY,
        "由财政局牵头",
    )
    again = on("problem", "solve", "1", "--outcome", "x")
    assert again.status == 3 and "已于 2026-06-30 解决" in again.err
