"""The exit status says how it went, the same for every command (product.md)."""

import pytest

from powerctl.cli.main import COMMANDS
from tests.cli.conftest import Typed


def test_0_done_and_clean(on: Typed) -> None:
    assert on("unit", "list").status == 0
    assert on("check", "--select", "REG002", "--fail-on", "never").status == 0


@pytest.mark.parametrize(
    ("level", "status"), [("error", 1), ("warning", 1), ("info", 1), ("unknown", 1), ("never", 0)]
)
def test_1_findings_at_or_above_a_level(level: str, status: int, on: Typed) -> None:
    answer = on("check", "--select", "RSK004", "--fail-on", level)
    assert answer.status == status
    assert "RSK004" in answer.out


def test_1_cannot_tell_counts_only_when_asked_for(on: Typed) -> None:
    words = ("check", "--select", "RSK005")
    assert [on(*words, "--fail-on", level).status for level in ("info", "unknown")] == [0, 1]


def test_2_wrong_usage(on: Typed) -> None:
    assert on("unit", "lists").status == 2


def test_3_refused(on: Typed) -> None:
    answer = on("unit", "show", "没有这个单位")
    assert answer.status == 3
    assert len(answer.err.strip().splitlines()) <= 2


def test_70_a_bug_with_its_traceback(on: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "坏", ("no_such_module:app", "坏"))
    answer = on("坏")
    assert answer.status == 70
    assert "Traceback" in answer.err
    assert "反馈给开发者" in answer.err


def test_a_refusal_says_what_to_type_next(on: Typed) -> None:
    for words in (
        ["unit", "show", "x"],
        ["power", "show", "x"],
        ["rule", "show", "X1"],
        ["limit", "show", "x"],
    ):
        assert "powerctl " in on(*words).err


def test_findings_are_kept_and_can_be_listed(on: Typed) -> None:
    on("check", "--select", "RSK004")
    found = on("finding", "list", "--format", "json").json
    assert [line["rule"] for line in found] == ["RSK004"]
    before = len(on("ledger", "log", "--format", "json").json)
    on("check", "--select", "RSK004", "--no-save")
    assert len(on("ledger", "log", "--format", "json").json) == before
