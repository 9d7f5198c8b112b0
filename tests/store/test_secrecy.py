"""The ledger forgets counts of secret ballots that their rows no longer hold, and nothing else (R-XZ-09)."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from powerctl.errors import Refused
from powerctl.model import AgendaItem, Meeting, SecretBallot, Topic, Unit, load_all
from powerctl.store.transaction import driver, transaction
from powerctl.store.triggers import NOW
from powerctl.store.undo import redo, undo
from powerctl.store.verify import verify

LATER = datetime(2026, 6, 30)


@pytest.fixture
def balloted(county: Path) -> Path:
    """A file with one tally of one item."""
    load_all()
    with transaction(county, "测试", "fill") as db:
        for row in (
            Unit(id=1, code="U001", name="财政局"),
            Topic(id=1, unit_id=1, number="1", title="任免"),
            Meeting(id=1, unit_id=1, number="1"),
        ):
            db.add(row)
            db.flush()
        db.add(AgendaItem(id=1, meeting_id=1, topic_id=1, position=1))
    with transaction(county, "测试", "tally") as db:
        db.add(SecretBallot(id=1, agenda_item_id=1, round=1, votes_for=7, against=2, teller_one="周某"))
    return county


def images(path: Path) -> list[str]:
    """What the ledger remembers of counts and tellers."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT pbefore, pafter FROM ledger_change WHERE tbl = 'secret_ballot' ORDER BY seq"
        )
        return [image for row in rows for image in row if image]


def changed(path: Path, **values: object) -> None:
    with transaction(path, "测试", "change") as db:
        row = db.get(SecretBallot, 1)
        assert row is not None
        for name, value in values.items():
            setattr(row, name, value)
        db.add(row)


def test_counts_that_stand_are_remembered(balloted: Path) -> None:
    changed(balloted, bag="1号袋", teller_one="吴某")
    assert len(images(balloted)) == 3 and all('"votes_for":7' in image for image in images(balloted))
    assert verify(balloted) == []


def test_counts_that_were_struck_are_forgotten_and_the_chain_holds(balloted: Path) -> None:
    nothing = dict.fromkeys(("votes_for", "against", "abstain", "invalid"))
    changed(balloted, is_void=True, reason="计票有误", **nothing)
    assert images(balloted) and not [image for image in images(balloted) if '"votes_for":7' in image]
    assert b'"votes_for":7' not in balloted.read_bytes()
    assert verify(balloted) == []
    with pytest.raises(Refused, match="不再留存的无记名票数"):
        undo(balloted, "测试", now=LATER)


def test_a_tally_taken_back_is_not_brought_back(balloted: Path) -> None:
    undo(balloted, "测试", now=LATER)
    assert images(balloted) == []
    with pytest.raises(Refused, match="票数要重新登记"):
        redo(balloted, "测试", now=LATER)
    assert verify(balloted) == []


def test_no_command_forgets_anything_else(balloted: Path) -> None:
    """What any command may do to counts, only a lawful deletion may do to other values."""
    with transaction(balloted, "测试", "cover up") as db:
        raw = driver(db)
        (seq,) = raw.execute("SELECT seq FROM ledger_change WHERE tbl = 'meeting' LIMIT 1").fetchone()
        raw.execute(
            "INSERT INTO ledger_change(at, inside, tbl, kind, key, salt, after) "
            f"SELECT {NOW}, entry, 'ledger_change', 'X', ?, randomblob(16), '{{}}' FROM ledger_context",
            (seq,),
        )
    assert [trouble.code for trouble in verify(balloted)] == ["CONTINUITY"]


def test_a_struck_round_holds_no_counts_whoever_writes_it(balloted: Path) -> None:
    with closing(sqlite3.connect(balloted)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE secret_ballot SET is_void = 1")
