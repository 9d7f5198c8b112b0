"""meeting patterns as typed: figures of bodies for all, of persons only with a reason and on record."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from powerctl.areas.meetings.patterns import UNANIMITY
from powerctl.store.transaction import transaction
from powerctl.terms import Position
from tests.areas.meetings.sittings import FOR, Held
from tests.cli.conftest import Typed

WORDS = "同意按照方案推进城区道路改造工程，由陈二牵头，财政部门做好资金保障，住建部门严格按程序组织招标，按月报告进展"


@pytest.fixture
def voting(county: Path, on: Typed) -> Typed:
    """Twelve meetings of one body at which everybody agrees, with one paragraph of minutes."""
    with transaction(county, "测试", "fill") as db:
        for at in range(12):
            held = Held(db, f"2026-{at:02}", date(2026, 1, 5) + timedelta(weeks=at), of="U001")
            held.topic(f"事项{at}", [FOR] * 5, [(1, Position.FOR)], decided_text=f"{WORDS}（第{at}次）")
    return on


def test_figures_come_with_the_caution_and_their_base(voting: Typed) -> None:
    said = voting("meeting", "patterns").out
    assert said.startswith(UNANIMITY)
    line = next(line for line in said.splitlines() if "县财政局" in line and "可进一步了解" in line)
    assert "记名票 60 张，其中反对、弃权 0 张（没有其他机构可比）" in line
    assert "陈二" not in said.partition("不同日期")[0]


def test_json_and_csv_say_the_same(voting: Typed) -> None:
    found = voting("meeting", "patterns", "--format", "json").json
    assert found["caution"] == UNANIMITY
    one = next(line for line in found["lines"] if line["pattern"] == "dissent")
    assert (one["hits"], one["of"], one["stands_out"]) == (0, 12, True)
    (alike,) = found["alike"]
    assert (alike["percent"], alike["days"]) == (100, 12)
    rows = list(
        csv.DictReader(io.StringIO(voting("meeting", "patterns", "--format", "csv").out.lstrip("\ufeff")))
    )
    assert len(rows) == len(found["lines"])
    few = next(line for line in found["lines"] if line["pattern"] == "extempore")
    assert (few["enough"], few["share"]) == (False, None)


def test_persons_are_shown_only_with_a_reason_and_the_look_is_in_the_ledger(voting: Typed) -> None:
    refused = voting("meeting", "patterns", "--by-person")
    assert (refused.status, refused.out) == (3, "")
    assert "须写明理由" in refused.err
    assert voting("meeting", "patterns", "--reason", "看看").status == 3
    before = len(voting("ledger", "log", "--format", "json").json)
    words = ["meeting", "patterns", "--by-person", "--reason", "核实反映的情况", "-u", "U001"]
    lines = voting(*words, "--format", "json").json
    assert [line["person"] for line in lines] == sorted(line["person"] for line in lines)
    assert {line["votes"] for line in lines} == {12} and not any(line["enough"] for line in lines)
    log = voting("ledger", "log", "--format", "json").json
    assert len(log) == before + 1
    entry = log[0]
    assert entry["actor"] == "张三" and entry["command"] == "meeting patterns --by-person"


def test_days_in_the_wrong_order_are_refused(voting: Typed) -> None:
    answer = voting("meeting", "patterns", "--since", "2026-07-01", "--as-of", "2026-06-30")
    assert answer.status == 3 and "晚于最后一天" in answer.err


def test_the_page_is_about_bodies_and_masks_the_names_in_passages(voting: Typed) -> None:
    page = voting("report", "make", "表决和议事情况分析", "--format", "md", "-o", "-").out
    assert UNANIMITY in page
    assert "可进一步了解" in page and "陈某" in page
    for name in ("罗一", "陈二", "周三", "吴四", "郑五"):
        assert name not in page
