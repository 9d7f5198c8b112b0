"""The verbs of meetings by themselves: order, rounds, what is refused and leaves no trace (R-XZ-08, R-XZ-09)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from powerctl.areas.meetings import (
    agenda,
    attendance,
    ballots,
    closing,
    meetings,
    statements,
    tallies,
    topics,
)
from powerctl.areas.meetings.named import agenda_of, find_item, roster_of, split_names
from powerctl.areas.meetings.sitting import sittings
from powerctl.areas.meetings.standing import standing_of
from powerctl.areas.meetings.sums import fen
from powerctl.areas.meetings.tallies import Counts
from powerctl.areas.meetings.times import clock
from powerctl.areas.meetings.verdicts import DayLimits
from powerctl.areas.organization.units import add_unit
from powerctl.errors import Refused
from powerctl.model import Meeting, NamedVote, SecretBallot
from powerctl.store.create import create
from powerctl.store.transaction import transaction
from powerctl.terms import AttendanceState, MemberRole, TopicState

TODAY = date(2026, 6, 30)
NAMES = ("甲", "乙", "丙", "丁", "戊")


_FOLDER = tempfile.TemporaryDirectory()


@cache
def _new_file() -> Path:
    path = Path(_FOLDER.name) / "new.db"
    create(path)
    return path


@contextmanager
def file() -> Iterator[Session]:
    """One command on a county file of its own; an example of a law needs one each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(_new_file(), folder))
        with transaction(path, "经办人", "test") as session:
            yield session


def _held(session: Session, count: int = 1) -> Meeting:
    """A meeting of five members, with some topics."""
    unit = add_unit(session, name="县财政局", code="U001")
    meeting, _ = meetings.new_meeting(
        session, unit.code, held_on="2026-06-20", entered_on=TODAY, members=NAMES, body="党组会"
    )
    for number in range(1, count + 1):
        topic = topics.propose(session, unit.code, f"议题{'一二三四五六'[number - 1]}", today=TODAY)
        agenda.put_on_agenda(session, meeting, topic)
    return meeting


@settings(max_examples=8, deadline=None)
@given(places=st.lists(st.one_of(st.none(), st.integers(1, 8)), max_size=6))
def test_items_stand_from_one_on_wherever_they_are_put(places: list[int | None]) -> None:
    with file() as session:
        meeting, expected = _held(session, 0), list[str]()
        for number, place in enumerate(places):
            topic = topics.propose(session, "U001", f"件{number}", today=TODAY)
            agenda.put_on_agenda(session, meeting, topic, at=place)
            at = len(expected) if place is None else min(place - 1, len(expected))
            expected.insert(at, topic.title)
        listed = agenda_of(session, meeting)
        assert [topic.title for _, topic in listed] == expected
        assert [item.position for item, _ in listed] == list(range(1, len(expected) + 1))


@settings(max_examples=8, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.none(), st.integers(1, 6))), max_size=6),
    taken=st.integers(0, 6),
)
def test_statements_stand_from_one_on_after_any_correction(
    steps: list[tuple[str, int | None]], taken: int
) -> None:
    with file() as session:
        meeting, expected = _held(session), list[str]()
        for name, before in steps:
            statements.speak(session, meeting, "1", name, before=before)
            expected.insert(len(expected) if before is None else min(before - 1, len(expected)), name)
        if 0 < taken <= len(expected):
            statements.remove_statement(session, meeting, "1", taken)
            del expected[taken - 1]
        item, _ = find_item(session, meeting, "1")
        spoken = statements.statements_of(session, item)
        who = {one.id: one.person_written for one in roster_of(session, meeting)}
        assert [who[one.attendance_id] for one in spoken] == expected
        assert [one.position for one in spoken] == list(range(1, len(expected) + 1))


@settings(max_examples=5, deadline=None)
@given(choices=st.lists(st.sampled_from(["同意", "反对", "弃权"]), min_size=5, max_size=5))
def test_a_count_of_named_votes_is_the_same_as_its_tally_in_secret(choices: list[str]) -> None:
    results = []
    for secret in (False, True):
        with file() as session:
            meeting = _held(session)
            attendance.set_state(session, meeting, (), AttendanceState.PRESENT)
            if secret:
                counted = [choices.count(word) for word in ("同意", "反对", "弃权")]
                counts = Counts(5, 5, counted[0], counted[1], counted[2], 0)
                tallies.tally(session, meeting, "1", counts)
            else:
                for name, choice in zip(NAMES, choices, strict=True):
                    ballots.cast(session, meeting, "1", [name], choice)
            (vote,) = standing_of(*sittings(session, [meeting]), DayLimits(session)).items[0].votes
            results.append((vote.carried, vote.arithmetic))
    assert results[0] == results[1]


def test_rounds_named_and_secret_are_numbered_in_one_row() -> None:
    with file() as session:
        meeting = _held(session)
        ballots.cast(session, meeting, "1", ["甲"], "同意")
        ballots.void_round(session, meeting, "1", reason="应当无记名")
        row, _ = tallies.tally(session, meeting, "1", Counts(votes_for=3, against=2, abstain=0))
        assert (row.round, row.reason) == (2, "应当无记名")
        ballots.void_round(session, meeting, "1", reason="票数不符")
        ballot, _ = ballots.cast(session, meeting, "1", ["甲"], "同意")
        assert (ballot.round, ballot.reason) == (3, "票数不符")


def test_a_refused_tally_stores_nothing() -> None:
    with file() as session:
        meeting = _held(session)
        ballots.cast(session, meeting, "1", ["甲"], "同意")
        with pytest.raises(Refused):
            tallies.tally(session, meeting, "1", Counts(votes_for=3))
        assert session.exec(select(SecretBallot)).all() == []
        assert len(session.exec(select(NamedVote)).all()) == 1


def test_an_invalid_meeting_is_stored_like_any_other() -> None:
    """Observers voting, the absent voting, a member recused who speaks: each is a finding, none is refused."""
    with file() as session:
        meeting = _held(session)
        attendance.add_member(session, meeting, "周六", role=MemberRole.OBSERVER)
        attendance.set_state(session, meeting, ["乙"], AttendanceState.ABSENT)
        attendance.recuse(session, meeting, "1", "丙")
        statements.speak(session, meeting, "1", "丙", opinion="同意")
        _, cast = ballots.cast(session, meeting, "1", ["周六", "乙", "丙"], "同意")
        assert [one.name for one in cast] == ["周六", "乙", "丙"]


@pytest.mark.parametrize(
    ("outcome", "state"), [("听取汇报", TopicState.DISCUSSED), ("未通过", TopicState.DECIDED)]
)
def test_a_report_that_was_heard_decides_nothing(outcome: str, state: TopicState) -> None:
    with file() as session:
        assert agenda.decide(session, _held(session), "1", outcome)[1].state is state


def test_changes_before_the_first_closing_stand_on_no_list() -> None:
    with file() as session:
        meeting = _held(session)
        attendance.set_state(session, meeting, ["甲"], AttendanceState.PRESENT)
        closing.close_meeting(session, meeting, now=datetime(2026, 6, 30, 9))
        opened = closing.reopen_meeting(session, meeting, reason="补", now=datetime(2026, 6, 30, 10))
        assert (opened.position, opened.changes) == (1, None)
        ballots.cast(session, meeting, "1", ["甲"], "同意")
        assert opened.changes == "第 1 项 议题一记名票 甲：空 → 同意"


def test_one_name_of_two_members_asks_which() -> None:
    with file() as session:
        meeting = _held(session)
        seat = roster_of(session, meeting)[1]
        seat.person_written = "甲"
        session.add(seat)
        session.flush()
        with pytest.raises(Refused, match="有 2 人：#1 甲、#2 甲"):
            ballots.cast(session, meeting, "1", ["甲"], "同意")
        _, (one,) = ballots.cast(session, meeting, "1", ["#2"], "同意")
        assert one.name == "甲"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("9:5", "09:05"),
        ("9时5分", "09:05"),
        ("晚上8点", "20:00"),
        ("24:00", None),
        ("9:60", None),
        ("早", None),
    ],
)
def test_a_time_of_day_is_read_or_is_none(written: str, kept: str | None) -> None:
    assert clock(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"), [("50万元", 50_000_000), ("12345.60元", 1_234_560), ("", None), ("0.01元", 1)]
)
def test_a_sum_names_its_unit(written: str, kept: int | None) -> None:
    assert fen(written, "金额") == kept


@pytest.mark.parametrize("written", ["500000", "五十万元", "-5元", "0.001元"])
def test_a_sum_without_unit_or_sense_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="金额和单位"):
        fen(written, "金额")


def test_names_are_split_at_the_signs_that_clerks_use() -> None:
    assert split_names("甲、乙，丙 丁;甲") == ["甲", "乙", "丙", "丁"]
