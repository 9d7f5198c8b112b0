"""meeting record: the guided record on a real terminal, with a mistake, an interruption and a way on (R-CC-02)."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from powerctl.cli.main import run
from powerctl.store.connection import open_reading
from tests.cli.conftest import Typed, process
from tests.cli.terminal import CTRL_C, converse

DAY = "2026-06-30"
NAMES = ("罗一", "陈二", "周三", "吴四", "郑五")
Answers = Sequence[tuple[str, str | bytes]]

CALLED: Answers = [
    ("会议类型", "3"),
    ("召开日期", "2026-06-29"),
    *((question, "") for question in ("会议编号", "开始时间", "会议地点", "主持人", "记录人")),
]
ATTENDED: Answers = [("名单无误", ""), ("请假的", "吴四"), ("原因", "出差"), ("缺席的", "")]
LISTED: Answers = [
    ("列席人员", ""),
    ("下一个议题", "购置公务用车"),
    ("议题类别", "3"),
    ("哪一天告知", "2026-06-25"),
    ("下一个议题", ""),
]
PREPARED: Answers = [("回避的成员", ""), ("介绍方案的人", "陈二")]


def spoke(name: str, opinion: str = "", reasons: str = "") -> Answers:
    return [("下一个发言", name), (f"{name or ''}的表态", opinion), ("的理由", reasons)]


def an_office(folder: Path) -> Path:
    """A new file with a bureau whose head is the first of NAMES; the others are its deputies."""
    path = folder / "county.db"
    options = ["--db", str(path), "--actor", "张三", "--today", DAY, "-q"]
    words = [["init", "--county", "青禾县"], ["unit", "add", "县财政局", "--parent", "青禾县"]]
    for at, name in enumerate(NAMES):
        title = f"副局长{at}" if at else "局长"
        settings = ["--set", "是否班子成员=是", "--set", f"是否“一把手”={'否' if at else '是'}"]
        level = "班子成员" if at else "一把手"
        words += [
            ["person", "add", name, "--unit", "县财政局"],
            ["post", "add", title, "--unit", "U001", "--level", level, *settings],
            ["post", "appoint", title, "--unit", "U001", "--person", name, "--from", "2024-01-01"],
        ]
    for each in words:
        assert run([*options, *each]) == 0, each
    return path


@pytest.fixture(scope="module")
def _bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_office(tmp_path_factory.mktemp("bureau"))


@pytest.fixture
def bureau(_bureau: Path, tmp_path: Path) -> Path:
    """A bureau whose head is the first of NAMES; the others are its deputies."""
    return Path(shutil.copy(_bureau, tmp_path / "county.db"))


def record(bureau: Path, answers: Answers, *words: str) -> tuple[int, str]:
    return converse(["--db", bureau, "--actor", "张三", "--today", DAY, "meeting", "record", *words], answers)


def shown(bureau: Path, query: str) -> list[tuple]:
    db = open_reading(bureau)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def test_a_meeting_from_the_call_to_the_close_with_a_mistake_in_every_place(bureau: Path) -> None:
    """R-CC-02, R-XZ-07, R-XZ-08, R-XZ-09"""
    status, screen = record(
        bureau,
        [
            ("哪个单位", "县财务局"),
            ("哪个单位", "县财政局"),
            ("会议类型", "党小组会"),
            ("会议类型", "3"),
            ("召开日期", "2026-07-01"),
            *CALLED[1:],
            *ATTENDED,
            ("列席人员", "<"),
            *[("名单无误", "+陈二"), ("名单无误", ""), ("请假的", "吴五"), ("请假的", "")],
            *[("原因", ""), ("缺席的", "")],
            *LISTED,
            *PREPARED,
            *spoke("陈二", "", "预算已列"),
            *spoke("罗一", "1"),
            ("下一个发言", "<"),
            *spoke("周三", "3", "超标准"),
            *spoke("郑五"),
            ("都已发言", ""),
            *spoke("罗一", "", "可以购置"),
            ("都已发言", ""),
            *[("表决方式", "2"), ("罗一（", ""), ("陈二（", ""), ("周三（", ""), ("郑五（", "<")],
            *[("周三（", "2"), ("郑五（", ""), ("照此记录", "")],
            *[("当场宣布", ""), ("议定事项", "同意购置"), ("承办单位", "办公室")],
            *[("会议结束时间", "11:00"), ("现在办结", "1")],
        ],
    )
    assert status == 0, screen
    assert "应到 5 · 需到 4 · 实到 4，到会人数符合规定" in screen
    assert "同意 2　反对 0　弃权 0；应到 5 · 需 3 · 同意 2 · 差 1\n" in screen, "no verdict before the end"
    assert "同意 3　反对 1　弃权 0；应到 5 · 需 3 · 同意 3，达到通过所需票数" in screen
    for mistake in ("县财务局", "“党小组会”不在可选值之内", "还没有到", "已在会议", "“吴五”不在其中"):
        assert mistake in screen
    said = "SELECT a.person_written, s.opinion, s.is_presentation FROM statement s JOIN attendance a"
    assert shown(bureau, f"{said} ON a.id = s.attendance_id ORDER BY s.position")[1:] == [
        *(("陈二", "同意", 0), ("周三", "不同意", 0), ("郑五", "同意", 0), ("罗一", "同意", 0)),
    ]
    assert shown(bureau, "SELECT choice, count(*) FROM named_vote GROUP BY choice ORDER BY choice") == [
        ("反对", 1),
        ("同意", 3),
    ]
    assert "这一轮只表决这一项" in screen and shown(bureau, "SELECT covers FROM named_ballot") == [(1,)]
    assert shown(bureau, "SELECT held_on, entered_on, closed_at IS NULL FROM meeting") == [
        ("2026-06-29", DAY, 0)
    ]


def test_what_was_answered_is_kept_when_somebody_breaks_off(bureau: Path) -> None:
    status, screen = record(
        bureau,
        [*CALLED, *ATTENDED, *LISTED, *PREPARED, *spoke("陈二"), ("下一个发言", "周三"), ("表态", CTRL_C)],
        *("--unit", "县财政局"),
    )
    assert status == 130
    assert "停在第 7 步“班子成员逐一发言”" in screen
    assert "powerctl meeting record 2026-01 --unit U001" in screen
    assert "未写入任何内容" not in screen
    assert shown(bureau, "SELECT count(*) FROM statement") == [(2,)], "the plan, and one opinion"
    status, screen = record(
        bureau,
        [*spoke("周三"), *spoke("郑五"), ("都已发言", ""), *spoke("罗一"), ("都已发言", "停")],
        *("2026-01",),
    )
    assert status == 0 and "从第 7 步“班子成员逐一发言”记起" in screen
    status, screen = record(bureau, [("表决方式", "停")], "2026-01")
    assert "从第 9 步“表决”记起" in screen


def test_a_vote_broken_off_leaves_no_half_round(bureau: Path) -> None:
    heard = [
        *spoke("陈二"),
        *spoke("周三"),
        *spoke("郑五"),
        ("都已发言", ""),
        *spoke("罗一"),
        ("都已发言", ""),
    ]
    answers = [
        *CALLED,
        *ATTENDED,
        *LISTED,
        *PREPARED,
        *heard,
        ("表决方式", ""),
        ("罗一（", ""),
        ("陈二（", CTRL_C),
    ]
    status, _ = record(bureau, answers, "--unit", "县财政局")
    assert status == 130
    assert shown(bureau, "SELECT count(*) FROM named_ballot") == [(0,)]


def test_ctrl_c_before_the_first_step_is_whole_makes_no_meeting(bureau: Path) -> None:
    status, screen = record(bureau, [("会议类型", "3"), ("召开日期", CTRL_C)], "--unit", "县财政局")
    assert status == 130 and "会议还没有登记，未写入任何内容" in screen
    assert shown(bureau, "SELECT count(*) FROM meeting") == [(0,)]


def test_of_a_secret_ballot_only_counts_are_asked_for_and_kept(bureau: Path) -> None:
    """R-XZ-09"""
    status, screen = record(
        bureau,
        [
            *[*CALLED, *ATTENDED, ("列席人员", ""), ("下一个议题", "任免事项"), ("议题类别", "2")],
            *[("哪一天告知", "临时"), ("下一个议题", ""), ("回避的成员", "郑五"), ("原因", "亲属")],
            *[("介绍方案的人", ""), ("下一个发言", "完"), ("下一个发言", "完")],
            *[("表决方式", ""), ("表决对象", "甲某、乙某")],
            *[
                ("发出票数", ""),
                ("收回票数", ""),
                ("同意票", "3"),
                ("反对票", "1"),
                ("弃权票", ""),
                ("无效票", ""),
            ],
            ("计票单上", ""),
            *[
                ("发出票数", ""),
                ("收回票数", ""),
                ("同意票", "2"),
                ("反对票", "1"),
                ("弃权票", ""),
                ("无效票", ""),
            ],
            *[
                ("发出票数", ""),
                ("收回票数", ""),
                ("同意票", "3"),
                ("反对票", ""),
                ("弃权票", ""),
                ("无效票", ""),
            ],
            *[("监票人", "周三"), ("计票人", "陈二"), ("照此记录", ""), ("当场宣布", "停")],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    assert "共 4 张，收回 3 张，不相等" in screen
    assert "应到 5 · 回避 1（仍计入应到） · 需 3 · 同意 2 · 差 1，未达到通过所需票数" in screen
    counts = "SELECT candidate, issued, returned, votes_for, against, abstain, invalid FROM secret_ballot"
    assert shown(bureau, counts) == [("甲某", 3, 3, 2, 1, 0, 0), ("乙某", 3, 3, 3, 0, 0, 0)]
    assert shown(bureau, "SELECT count(*) FROM named_vote") == [(0,)]


def test_a_question_that_was_not_answered_is_told_before_the_vote(bureau: Path) -> None:
    """R-CC-01"""
    status, screen = record(
        bureau,
        [
            *[*CALLED, *ATTENDED, *LISTED, *PREPARED, ("下一个发言", "问"), ("谁提问", "周三")],
            *[("提的什么问题", "保养费用出自哪里"), ("怎样答复", ""), ("下一个发言", "完")],
            *[("下一个发言", "完"), ("表决方式", "5"), ("当场宣布", "3"), ("议定事项", ""), ("承办单位", "")],
            *[("会议结束时间", "<"), ("当场宣布", "停")],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    assert "提问没有答清，应当暂缓表决：保养费用出自哪里" in screen
    assert shown(bureau, "SELECT asked_by_written, answer FROM question") == [("周三", None)]
    assert shown(bureau, "SELECT outcome FROM agenda_item") == [("暂缓",)]


def test_a_step_without_a_question_does_not_stop_the_way_back(bureau: Path) -> None:
    absent: Answers = [("名单无误", ""), ("请假的", "罗一"), ("原因", ""), ("缺席的", "")]
    status, screen = record(
        bureau,
        [
            *[*CALLED, *absent, *LISTED, ("回避的成员", ""), ("介绍方案的人", ""), ("下一个发言", "完")],
            *[("表决方式", "<"), ("下一个发言", "停")],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    assert "“一把手”没有到会" in screen


def test_a_slip_costs_one_answer_and_never_those_before_it(bureau: Path) -> None:
    """R-CC-02: each answer is checked at once, back keeps what was answered, a day may lack its year."""
    status, screen = record(
        bureau,
        [
            *[
                ("会议类型", "3"),
                ("召开日期", "6月29日"),
                ("会议编号", ""),
                ("开始时间", "九点"),
                ("开始时间", "9点"),
            ],
            *[("会议地点", "<"), ("开始时间", "9:30"), ("会议地点", "三楼"), ("主持人", ""), ("记录人", "")],
            *[("名单无误", "吴四请假"), ("名单无误", ""), ("请假的", "没有"), ("缺席的", "无")],
            *[("列席人员", "没有"), ("下一个议题", "购置公务用车"), ("议题类别", "3")],
            *[("哪一天告知", "六月"), ("哪一天告知", "6.25"), ("下一个议题", ""), ("回避的成员", "郑五")],
            *[("原因", ""), ("介绍方案的人", "外人"), *spoke("陈二"), ("下一个发言", "周三")],
            *[("周三的表态", "3"), ("周三的理由", "<"), ("周三的表态", "<"), ("下一个发言", "停")],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    for told in (
        *("没有写年份，记作 2026-06-29", "“九点”不是时间", "［09:00］", "请假、缺席的下面再问"),
        *("“六月”不是日期", "没有写年份，记作 2026-06-25", "周三的发言没有记，重新选发言人"),
        *("计票依据：应到 5 · 回避 1（仍计入应到） · 需 3", "“外人”不在到会名单上", "已发言 1 人：同意 1"),
    ):
        assert told in screen, told
    assert screen.count("会议类型（") == 1 and screen.count("议题类别（") == 1, "nothing is asked again"
    assert shown(bureau, "SELECT held_on, begun_at, place FROM meeting") == [("2026-06-29", "09:30", "三楼")]
    assert shown(bureau, "SELECT noticed_on FROM agenda_item") == [("2026-06-25",)]
    assert shown(bureau, "SELECT count(*) FROM statement") == [(1,)], (
        "back takes no statement of another away"
    )


def test_the_rest_vote_alike_and_a_wrong_end_is_asked_again(bureau: Path) -> None:
    """R-XZ-09"""
    status, screen = record(
        bureau,
        [
            *[*CALLED[:3], ("开始时间", "9:00"), *CALLED[4:], *ATTENDED, *LISTED, *PREPARED],
            *[("下一个发言", "完"), ("下一个发言", "完"), ("表决方式", "2"), ("罗一（", "其他同意")],
            *[("罗一（", "1"), ("陈二（", "反对"), ("周三（", "其余弃权"), ("照此记录", "2")],
            *[
                ("罗一（", "其余都同意"),
                ("照此记录", ""),
                ("当场宣布", ""),
                ("议定事项", ""),
                ("承办单位", ""),
            ],
            *[
                ("会议结束时间", "十一点"),
                ("会议结束时间", "8:30"),
                ("会议结束时间", "11:00"),
                ("现在办结", ""),
            ],
        ],
        *("--unit", "县财政局"),
    )
    assert status == 0, screen
    assert "同意 1　反对 1　弃权 2；应到 5 · 需 3 · 同意 1 · 差 2，未达到通过所需票数" in screen
    assert "“十一点”不是时间" in screen and "结束时间 08:30 早于开始时间 09:00" in screen
    assert shown(bureau, "SELECT choice, count(*) FROM named_vote GROUP BY choice") == [("同意", 4)]
    assert shown(bureau, "SELECT ended_at FROM meeting") == [("11:00",)]
    assert screen.count("当场宣布的结果") == 1


def test_without_a_terminal_it_says_what_to_use_instead(bureau: Path) -> None:
    answer = process(["--db", bureau, "meeting", "record"])
    assert answer.returncode == 3
    assert "不是终端" in answer.stderr.decode()


def test_a_closed_meeting_is_not_gone_on_with(bureau: Path, typed: Typed) -> None:
    options = ["--db", bureau, "--actor", "张三", "--today", DAY, "-q"]
    assert typed(*options, "meeting", "new", "--unit", "U001", "--on", "2026-06-01").status == 0
    assert typed(*options, "meeting", "close", "2026-01").status == 0
    status, screen = record(bureau, [], "2026-01")
    assert status == 3 and "已于" in screen and "meeting reopen" in screen
