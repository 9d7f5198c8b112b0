"""Wrong usage: one Chinese sentence with the words it is about, the help to type, status 2."""

import pytest

from tests.cli.conftest import Typed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["unti"], "没有命令 “unti”，是否要用 “unit”"),
        (["unit", "lst"], "没有命令 “lst”"),
        (["unit", "list", "--untt", "x"], "没有选项 --untt，是否要用 --unit"),
        (["unit", "list", "--limit", "many"], "选项 --limit：“many” 不是整数"),
        (["unit", "list", "--limit", "0"], "选项 --limit：0 不在范围之内，应为 1 至 1000000"),
        (["unit", "list", "--format", "xml"], "选项 --format：“xml” 不在可选值之内"),
        (["power", "list", "-n", "9" * 23], f"选项 --limit：{'9' * 23} 不在范围之内，应为 1 至 1000000"),
        (["unit", "list", "--format", "xml"], "（“table”、“json”、“csv”、“md”）"),
        (["limit", "set", "risk.product_high", "-5", "--from", "2026-01-01", "--cites", "x"], "“-5”是负数"),
        (["unit", "list", "--unit"], "选项 “--unit” 后面要有值"),
        (["unit", "add"], "缺少参数 名称"),
        (["power", "edit", "1"], "缺少选项 --set"),
        (["power", "retire", "1"], "缺少选项 --reason"),
        (["unit", "list", "--format=json", "多余"], "多出的参数：多余"),
        (["check", "--save=1"], "选项 “--save” 不带值"),
        (["ledger", "log", "x"], "参数 编号：“x” 不是整数"),
    ],
)
def test_wrong_usage_is_told_in_chinese(words: list[str], sentence: str, on: Typed) -> None:
    answer = on(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert sentence in answer.err
    assert "--help" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words", [["--today", "明天", "unit", "list"], ["--today", "2026-02-30", "unit", "list"]]
)
def test_a_day_that_is_none_is_refused(words: list[str], typed: Typed) -> None:
    answer = typed(*words)
    assert answer.status == 3
    assert "不是日期" in answer.err
    assert "2026-01-05" in answer.err
