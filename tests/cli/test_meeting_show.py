"""meeting show reads by the views alone, and reckons as everything else does (R-XZ-07, R-XZ-09)."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from powerctl.areas.meetings.sitting import sittings
from powerctl.areas.meetings.sitting_views import sitting_shown
from powerctl.areas.meetings.standing import standing_of
from powerctl.areas.meetings.verdicts import DayLimits
from powerctl.model import Meeting
from powerctl.store.connection import open_reading
from powerctl.store.transaction import reading
from tests.cli.conftest import Typed, environment_of
from tests.cli.test_meeting_commands import bureau, meeting
from tests.cli.test_processes import HEAVY

__all__ = ["bureau", "meeting"]


@pytest.fixture
def full(meeting: Typed) -> Typed:
    """A meeting with two items: statements, a question, a recusal, named votes and a struck round; tallies."""
    for words in (
        ["topic", "propose", "任免事项", "--unit", "县财政局", "--set", "议题类别=人事议题"],
        ["meeting", "agenda", "2026-01", "2026-002"],
        ["meeting", "speak", "1", "1", "王二", "同意", "--reasons", "确有需要"],
        ["meeting", "ask", "1", "1", "经费从哪里来", "--by", "赵三"],
        ["meeting", "recuse", "1", "1", "赵三", "--reason", "亲属"],
        ["meeting", "vote", "1", "1", "王二", "反对"],
        ["meeting", "round", "1", "1", "--void", "--reason", "计票有误"],
        ["meeting", "vote", "1", "1", "王二", "同意", "--method", "举手表决"],
        ["meeting", "decide", "1", "1", "通过"],
        ["meeting", "tally", "1", "2", "--candidate", "甲", "--for", "3", "--against", "1", "--abstain", "0"],
        ["meeting", "tally", "1", "2", "--candidate", "乙", "--for", "2"],
        [
            *("limit", "set", "vote.majority_over", "2/3", "--from", "2020-01-01"),
            *("--cites", "县委〔2020〕1号", "--unit", "县财政局"),
        ],
    ):
        answer = meeting(*words)
        assert answer.status == 0, (words, answer.said)
    return meeting


@pytest.mark.parametrize(
    "words",
    [["meeting", "show", "1"], ["meeting", "list"], ["topic", "show", "1"], ["topic", "list"]],
    ids=" ".join,
)
def test_a_meeting_is_shown_without_what_writes(words: list[str], full: Typed, county: Path) -> None:
    """performance.md: list and show never import SQLModel."""
    script = (
        "import sys\n"
        "from powerctl.cli.main import run\n"
        f"status = run({['--db', str(county), *words]!r})\n"
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment_of(), capture_output=True, check=True, timeout=60
    )
    assert done.stderr.decode().splitlines()[-1] == "0 []"


def test_what_is_shown_is_what_is_reckoned_everywhere(full: Typed, county: Path) -> None:
    """By views and by tables a meeting stands the same, the limits of its unit included."""
    with reading(county) as session:
        by_tables = standing_of(*sittings(session, [session.get(Meeting, 1)]), DayLimits(session))
    with closing(open_reading(county)) as db:
        by_views = standing_of(sitting_shown(db, 1), DayLimits(db))
    assert by_views == by_tables
    first, second = by_views.items
    assert "2. 王二" in "".join(first.said) or "王二　同意：确有需要" in "".join(first.said)
    assert any(line.startswith("提问") for line in first.said) and "回避：赵三（亲属）" in first.said
    assert [vote.arithmetic for vote in first.votes] == [
        "应到 5 · 回避 1（仍计入应到） · 需 4 · 同意 1 · 差 3"
    ]
    assert [vote.result for vote in second.votes] == ["未通过", "未通过"]
