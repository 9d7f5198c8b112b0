"""limit set: what was, what is, and nothing written where nothing changes."""

from tests.cli.conftest import Typed

WORDS = ("limit", "set", "meeting.notice_days", "3", "--from", "2026-01-01", "--cites", "清纪发〔2026〕1号")


def test_the_same_value_day_and_document_again_change_nothing(on: Typed) -> None:
    assert "为 3 天（清纪发〔2026〕1号），原为 2 天" in on(*WORDS).out
    entries = on("ledger", "log", "--format", "json").json
    again = on(*WORDS)
    assert again.status == 0
    assert "没有变化，未写入：meeting.notice_days 自 2026-01-01 起已设为 3 天" in again.out
    assert "已设定" not in again.out
    assert on("ledger", "log", "--format", "json").json == entries


def test_another_value_says_what_it_was(on: Typed) -> None:
    on(*WORDS)
    answer = on(*WORDS[:3], "5", *WORDS[4:])
    assert "已设定：meeting.notice_days 自 2026-01-01 起为 5 天（清纪发〔2026〕1号），原为 3 天" in answer.out


def test_another_document_or_note_for_the_same_value_is_written(on: Typed) -> None:
    on(*WORDS)
    assert "已设定" in on(*WORDS[:-1], "清纪发〔2026〕9号").out
    assert "已设定" in on(*WORDS[:-1], "清纪发〔2026〕9号", "--note", "班子会定").out
    assert "没有变化" in on(*WORDS[:-1], "清纪发〔2026〕9号").out
