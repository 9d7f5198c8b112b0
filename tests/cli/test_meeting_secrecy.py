"""No command, argument, ledger entry or file joins a voter to a secret choice (R-XZ-09)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel
from typer.main import get_group

from powerctl.cli.main import app
from powerctl.model import load_all
from tests.cli.conftest import Answer, Typed
from tests.cli.test_meeting_commands import bureau, meeting

__all__ = ["bureau", "meeting"]
COUNTS = ("--issued", "4", "--returned", "4", "--for", "3", "--against", "1", "--abstain", "0")
TELLERS = ("--tellers", "周六、吴七")


def _done(answer: Answer) -> Answer:
    assert answer.status == 0, answer.err
    return answer


def test_a_tally_is_one_row_of_counts(meeting: Typed) -> None:
    answer = _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS, "--bag", "1号袋"))
    assert "第 1 轮无记名票决" in answer.out and "提醒" not in answer.err
    (vote,) = meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"]
    assert vote["words"] == "无记名票决第 1 轮：同意 3，反对 1，弃权 0"
    assert (vote["arithmetic"], vote["result"]) == ("应到 5 · 需 3 · 同意 3", "通过")


def test_a_tally_refuses_a_voter_and_does_not_repeat_what_was_typed(meeting: Typed) -> None:
    answer = meeting("meeting", "tally", "1", "1", "王二", "反对", *COUNTS)
    assert answer.status == 3
    assert "只登记票数" in answer.err
    assert "王二" not in answer.said and "反对" not in answer.said
    assert meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"] == []


def test_the_vote_command_refuses_a_secret_method_and_a_topic_that_was_balloted(meeting: Typed) -> None:
    answer = meeting("meeting", "vote", "1", "1", "王二", "同意", "--method", "无记名票决")
    assert answer.status == 3 and "只登记票数" in answer.err
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    answer = meeting("meeting", "vote", "1", "1", "王二", "同意")
    assert answer.status == 3 and "不能登记谁投了什么" in answer.err
    assert "王二" not in answer.err


def test_a_tally_gives_way_to_no_named_round_unless_that_is_struck(meeting: Typed) -> None:
    _done(meeting("meeting", "vote", "1", "1", "王二", "同意"))
    answer = meeting("meeting", "tally", "1", "1", *COUNTS)
    assert answer.status == 3 and "是记名表决，不能同时登记" in answer.err
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "应当无记名"))
    assert "第 2 轮" in _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS)).out


def test_a_tally_is_not_corrected_but_struck_and_taken_anew(meeting: Typed) -> None:
    """The difference of two tallies is somebody's vote: a correction is a whole new round with a reason."""
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    answer = meeting("meeting", "tally", "1", "1", "--for", "2", "--against", "2")
    assert answer.status == 3 and "整轮作废后重新登记" in answer.err
    struck = _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "计票有误"))
    assert "怎样投的不再留存" in struck.err and "此前的备份仍含当时的票数" in struck.err
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    rows = meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"]
    assert [row["words"][:11] for row in rows] == ["无记名票决第 2 轮："]
    assert meeting("meeting", "tally", "1", "1", *COUNTS, "--again").status == 3
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, "--again", "--reason", "再议后表决"))


def test_counts_that_do_not_add_up_are_stored_and_told(meeting: Typed) -> None:
    words = ("--issued", "4", "--returned", "5", "--for", "3", "--against", "1", "--abstain", "0")
    answer = _done(meeting("meeting", "tally", "1", "1", *words))
    for told in ("共 4 张，收回 5 张，不相等", "多于发出 4 张", "多于出席的应到成员 4 人", "没有写全"):
        assert told in answer.err


def test_several_candidates_are_counted_each_in_the_same_round(meeting: Typed) -> None:
    for name in ("周六", "吴七"):
        assert "第 1 轮" in _done(meeting("meeting", "tally", "1", "1", *COUNTS, "--candidate", name)).out
    votes = meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"]
    assert ["（周六）" in vote["words"] for vote in votes] == [True, False]
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "名单有误"))
    assert meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"] == []


def test_the_list_of_later_changes_holds_no_count(meeting: Typed) -> None:
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    _done(meeting("meeting", "close", "1"))
    _done(meeting("meeting", "reopen", "1", "--reason", "计票有误"))
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "计票有误"))
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    (row,) = meeting("meeting", "reopened", "--columns", "all", "--format", "json").json
    assert (
        row["changes"] == "第 1 项 采购设备第 1 轮表决作废：计票有误；第 1 项 采购设备：登记第 2 轮无记名票决"
    )


def test_the_ledger_names_the_meeting_of_a_tally_and_nothing_of_what_was_typed(meeting: Typed) -> None:
    _done(meeting("meeting", "tally", "1", "1", *COUNTS, *TELLERS))
    (entry,) = meeting("ledger", "log", "--format", "json").json[:1]
    assert entry["command"] == "meeting tally 1"


def test_a_refused_voter_leaves_no_byte_behind(meeting: Typed, county: Path) -> None:
    """Neither in the file nor beside it."""
    meeting("meeting", "tally", "1", "1", "欧阳投票人", "反对", *COUNTS)
    for path in county.parent.iterdir():
        if path.is_file():
            assert "欧阳投票人".encode() not in path.read_bytes(), path.name


def _options() -> Iterator[tuple[str, Any]]:
    root: Any = get_group(app)
    context = root.make_context("powerctl", ["meeting"], resilient_parsing=True)
    group = root.get_command(context, "meeting")
    inner = group.make_context("meeting", [], parent=context, resilient_parsing=True)
    for verb in group.list_commands(inner):
        for param in group.get_command(inner, verb).params:
            yield verb, param


def test_only_the_named_vote_takes_a_person_and_a_choice() -> None:
    takes: dict[str, set[str]] = {}
    for verb, param in _options():
        takes.setdefault(verb, set()).add(param.metavar or "")
    assert {verb for verb, words in takes.items() if {"姓名", "意见"} <= words} == {"vote"}
    assert not takes["tally"] & {"姓名…", "意见"}


def test_no_table_joins_a_person_to_a_secret_ballot(county: Path) -> None:
    load_all()
    table = SQLModel.metadata.tables["secret_ballot"]
    assert {key.column.table.name for key in table.foreign_keys} == {"agenda_item", "import_batch"}
    for other in SQLModel.metadata.tables.values():
        assert all(key.column.table is not table for key in other.foreign_keys), other.name
    with closing(sqlite3.connect(county)) as db:
        triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%voter%'")
        assert triggers.fetchall() == []


@pytest.mark.parametrize("count", ["-1", "三"])
def test_a_count_is_a_number_of_ballots(count: str, meeting: Typed) -> None:
    assert meeting("meeting", "tally", "1", "1", "--for", count).status == 2
