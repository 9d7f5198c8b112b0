"""Duties and levels of risk points name the meeting that decided them (R-XZ-02, R-XZ-12)."""

from pathlib import Path

import openpyxl
import pytest

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns
from tests.cli.conftest import Answer, Typed

U = ("--unit", "县财政局")


def _done(answer: Answer) -> Answer:
    assert answer.status == 0, answer.said
    return answer


@pytest.fixture
def decided(on: Typed) -> Typed:
    """A meeting of the bureau that passed its first item and put off its second."""
    for title in ("研究班子分工", "研究风险等级"):
        _done(on("topic", "propose", title, *U))
    _done(on("meeting", "new", *U, "--on", "2026-06-20", "--body", "党组会"))
    for number, outcome in (("2026-001", "通过"), ("2026-002", "暂缓")):
        _done(on("meeting", "agenda", "2026-01", number))
        _done(on("meeting", "decide", "2026-01", number, outcome))
    return on


def answers(typed: Typed, rule: str) -> list[tuple[str, str]]:
    """What the rule finds or cannot tell now: item and verdict."""
    found = _done(typed("check", "--select", rule, "--fail-on", "never", "--format", "json")).json
    return [(row["item"], row["verdict"]) for row in found["outcomes"]]


def test_a_duty_names_the_item_of_the_meeting_that_fixed_it(decided: Typed) -> None:
    """R-XZ-02: DUTY010 passes once meeting and document are on record."""
    assert answers(decided, "DUTY010") == [("U001/李一/分工1", "问题")]
    words = ("--set", "分工文件=县财党〔2026〕3号", "--set", "研究确定的会议=2026-01#1")
    answer = _done(decided("duty", "edit", "1", *words))
    assert "研究确定的会议：会议 2026-01 第 1 项 研究班子分工" in answer.out
    assert answers(decided, "DUTY010") == []


def test_a_meeting_that_is_not_on_record_is_told_and_stays_words(decided: Typed) -> None:
    answer = _done(
        decided("duty", "add", "李一", *U, "--area", "物资采购", "--from", "2026-01-01", "--document", "文", "--meeting", "局党组会")
    )  # fmt: skip
    assert "“局党组会”只按文字登记" in answer.err
    assert ("U001/李一/分工2", "无法判断") in answers(decided, "DUTY010")
    assert decided("duty", "show", "2", "--format", "json").json["meeting_written"] == "局党组会"


def test_a_level_is_fixed_when_the_item_was_passed_not_when_it_was_put_off(decided: Typed) -> None:
    """R-XZ-12"""
    _done(decided("risk", "edit", "1", "--set", "评估方法=标准计数法"))
    for name in ("掌握权力或公共资源", "自由裁量空间大", "需公开、集体决策和监督"):
        _done(decided("risk", "edit", "1", "--set", f"{name}=是"))
    _done(decided("risk", "assess", "1", "--on", "2026-06-18"))
    put_off = _done(decided("risk", "fix", "1", "--meeting", "2026-01#2", "--on", "2026-06-20"))
    assert "会议 2026-01 第 2 项 研究风险等级" in put_off.out
    (answer,) = answers(decided, "RSK006")
    assert answer[1] == "问题"
    _done(decided("risk", "fix", "1", "--meeting", "县财政局/2026-01＃1", "--on", "2026-06-20"))
    assert answers(decided, "RSK006") == []
    told = _done(decided("risk", "fix", "1", "--meeting", "局党组2026年第5次会议", "--on", "2026-06-20"))
    assert "只按文字登记" in told.err
    assert [verdict for _, verdict in answers(decided, "RSK006")] == ["无法判断"]


def test_the_sheet_of_duties_takes_the_meeting_in_once(decided: Typed, tmp_path: Path) -> None:
    path = tmp_path / "分工.xlsx"
    _done(decided("template", "organization", "-o", path))
    book = openpyxl.load_workbook(path)
    (kind,) = (kind for kind in KINDS if kind.name == "duties")
    row = {"unit": "县财政局", "person": "李一", "area": "财务", "valid_from": "2024-01-01", "document": "文",
           "meeting_written": "2026-01#1"}  # fmt: skip
    for number, column in enumerate(template_columns(kind), start=1):
        book[kind.title].cell(EXAMPLE_ROW + 1, number).value = row.get(column.field)
    book.save(path)
    assert _done(decided("import", path, "--format", "json")).json["changed"] == 1
    assert answers(decided, "DUTY010") == []
    assert _done(decided("import", path, "--format", "json")).json["unchanged"] == 1
