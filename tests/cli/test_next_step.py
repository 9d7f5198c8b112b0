"""Bad news ends with one line that says what to do, always in the same words; no English is left over."""

import errno
import re
from pathlib import Path

import pytest

from powerctl.cli.output import next_step
from powerctl.errors import system_words
from tests.cli.conftest import Typed

NUMBER = "9" * 26


@pytest.mark.parametrize(
    ("words", "sentence", "step"),
    [
        (["unit", "add", ""], "缺少单位名称", "powerctl unit add --help"),
        (["power", "add", "x", "--unit", "U002", "--category", "行政许可"], "还没有权力清单", "powerctl edition add"),
        (["post", "add", "副", "--unit", "U001", "--level", "头头"], "不认识“头头”", "powerctl post add --help"),
        (["duty", "add", "李一", "--unit", "U001", "--area", "财务", "--direct", "也许"], "不认识“也许”", "powerctl duty add"),
        (["check", "--as-of", "昨天"], "“昨天”不是日期", "2026-01-05"),
        (["--today", "", "unit", "list"], "“”不是日期", "2026-01-05"),
        (["ledger", "anchor", ""], "没有写明首码留存在哪里", "powerctl ledger anchor"),
        (["ledger", "verify", "--anchor", "ABC"], "“ABC”不是台账首码", "powerctl ledger anchors"),
        (["ledger", "acknowledge", "--reason", "x"], "没有待确认的外部改动", "powerctl ledger log"),
        (["rule", "show", ""], "没有写明是哪条规则", "powerctl rule list"),
        (["limit", "show", ""], "没有写明是哪个限额", "powerctl limit list"),
        (["unit", "show", ""], "没有写明是哪一条单位", "powerctl unit list"),
        (["post", "dismiss", "9999"], "没有编号为 9999 的任职", "powerctl post holders"),
        (["unit", "retire", "U001", "--reason", "x"], "还有 1 人在任", "powerctl post holders --unit U001"),
        (["power", "show", NUMBER], f"没有找到权力事项“{NUMBER}”", "powerctl power list"),
        (["undo", "--entry", NUMBER], f"编号 {NUMBER} 过大", "powerctl undo"),
        (["limit", "set", "risk.product_high", "9" * 23, "--from", "2026-01-01", "--cites", "x"], "过大，最多写 13 位", "powerctl limit show"),
        (["limit", "set", "risk.product_high", "--from", "2026-01-01", "--cites", "x", "--", "-5"], "“-5”读不懂", "powerctl limit show"),
        (["import", ""], "文件名是空的", "powerctl import 工作簿.xlsx"),
        (["--db", "", "unit", "list"], "--db 写的是“”", "powerctl --db"),
        (["restore", "."], "“.”是文件夹", "powerctl backup list"),
        (["check", "--select", ""], "没有写明是哪些规则", "powerctl rule list"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_was_typed_and_what_to_do(
    words: list[str], sentence: str, step: str, on: Typed
) -> None:
    answer = on(*words)
    assert answer.status == 3
    assert sentence in answer.err
    steps = [line for line in answer.err.splitlines() if line.startswith("下一步：")]
    assert len(steps) == 1
    assert step in steps[0]
    assert "请输入" not in answer.err
    assert "请：" not in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["unit", "list", "-u"],
        ["risk", "score", "-u"],
        ["report", "make", "问题清单", "-u"],
        ["check", "-u"],
        ["ledger", "log", "-u"],
    ],
)
def test_an_unknown_unit_is_told_in_one_sentence_everywhere(words: list[str], on: Typed) -> None:
    for typed, also in (("XYZ", ""), ("县财整局", "；相近的有：县财政局、县教育局")):
        answer = on(*words, typed)
        assert answer.status == 3
        assert answer.err.splitlines() == [
            f"没有名为或代码为“{typed}”的单位{also}",
            "下一步：powerctl unit list",
        ]


def test_a_hint_that_asks_politely_is_not_asked_twice() -> None:
    assert next_step("请检查磁盘") == "下一步：检查磁盘"
    assert next_step("powerctl unit list") == "下一步：powerctl unit list"


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_the_systems_words_are_chinese(number: int) -> None:
    told = system_words(OSError(number, "Read-only file system"))
    assert re.search(r"[\u4e00-\u9fff]", told)
    assert not re.search(r"[A-Za-z]{2}", told)


def test_a_read_only_disk_is_named_in_chinese() -> None:
    assert system_words(OSError(errno.EROFS, "Read-only file system")) == "磁盘或文件夹是只读的"
    assert system_words(OSError(errno.EBUSY, "Device or resource busy")) == "文件或磁盘正被占用"


def test_a_damaged_file_points_to_the_backup(county: Path, typed: Typed) -> None:
    with county.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 60_000)
    for words in (["doctor"], ["unit", "list"], ["check"]):
        answer = typed("--db", county, *words)
        assert answer.status == 4, answer.said
        assert "下一步：powerctl restore" in answer.err
        assert not re.search(r"malformed|database disk|main\.", answer.said)
