"""What rules share is gathered once per check, of what is on record then, and never kept in the county's file."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, insert, select, text, update
from sqlmodel import Session

from powerctl.areas.gathered import gather, gathered, gathered_for
from powerctl.areas.meetings.queries import MEETING
from powerctl.model import Meeting
from powerctl.rulebook.catalogue import find_rule
from powerctl.rulebook.explain import explain
from powerctl.rulebook.run import run_check
from powerctl.store.create import create
from powerctl.store.transaction import reading, transaction
from tests.rulebook.invented import TODAY

UNIT = Meeting.metadata.tables["unit"]
PER_UNIT = gathered(
    "meetings_per_unit",
    lambda: select(MEETING.c.unit_id, func.count().label("meetings")).group_by(MEETING.c.unit_id),
    "unit_id",
)
MOST = gathered(
    "most_meetings", lambda: select(func.max(PER_UNIT.c.meetings).label("most")), "most", unique=False
)
QUESTION = select(MOST.c.most, PER_UNIT.c.unit_id).where(PER_UNIT.c.meetings == MOST.c.most)


def _meet(session: Session, *numbers: str, unit: int = 1) -> None:
    session.connection().execute(insert(MEETING), [{"unit_id": unit, "number": number} for number in numbers])


def _two_units(session: Session) -> None:
    session.connection().execute(
        insert(UNIT), [{"id": n, "code": f"U{n}", "name": f"单位{n}"} for n in (1, 2)]
    )


def test_what_is_made_of_something_gathered_is_filled_after_it() -> None:
    assert [table.name for table in gathered_for(QUESTION)] == [
        "meetings_per_unit",
        "most_meetings",
    ]


def test_gathered_once_it_stands_until_it_is_gathered_anew(tmp_path: Path) -> None:
    create(tmp_path / "county.db")
    with transaction(tmp_path / "county.db", "甲", "powerctl meeting add") as session:
        _two_units(session)
        _meet(session, "一", "二")
        _meet(session, "一", unit=2)
        filled: set[str] = set()
        gather(session, QUESTION, filled)
        assert session.execute(QUESTION).all() == [(2, 1)]
        _meet(session, "二", "三", unit=2)
        gather(session, QUESTION, filled)
        assert session.execute(QUESTION).all() == [(2, 1)]
        gather(session, QUESTION, set())
        assert session.execute(QUESTION).all() == [(3, 2)]


def test_nothing_of_it_stands_in_the_countys_file(tmp_path: Path) -> None:
    """Reading only is enough to gather."""
    create(tmp_path / "county.db")
    with reading(tmp_path / "county.db") as session:
        gather(session, QUESTION, set())
        kept = session.execute(text("SELECT count(*) FROM main.sqlite_schema WHERE name LIKE '%meetings%'"))
        beside = session.execute(text("SELECT count(*) FROM temp.sqlite_schema WHERE type = 'table'"))
        assert (kept.scalar(), beside.scalar()) == (0, 2)


def test_a_second_check_sees_what_changed_after_the_first(tmp_path: Path) -> None:
    """Two checks in one session: the roster is not remembered from the first."""
    tables = Meeting.metadata.tables
    create(tmp_path / "county.db")
    with transaction(tmp_path / "county.db", "甲", "powerctl meeting add") as session:
        _two_units(session)
        connection = session.connection()
        connection.execute(
            insert(MEETING),
            {"id": 1, "unit_id": 1, "number": "一", "body": "党组会", "held_on": date(2024, 5, 6)},
        )
        seats = [
            {"meeting_id": 1, "position": n, "person_written": f"人{n}", "role": "应到成员", "state": "出席"}
            for n in (1, 2, 3)
        ]
        connection.execute(insert(tables["attendance"]), seats)
        connection.execute(
            insert(tables["topic"]),
            {"id": 1, "unit_id": 1, "number": "甲", "title": "甲", "topic_class": "事项议题"},
        )
        connection.execute(insert(tables["agenda_item"]), {"meeting_id": 1, "topic_id": 1, "position": 1})

        def too_few() -> int:
            found = run_check(session, as_of=TODAY, ran_at=datetime(2026, 3, 2), select="MTG010", store=False)
            return found.results[0].findings

        assert too_few() == 0
        connection.execute(update(tables["attendance"]).values(state="请假"))
        assert too_few() == 1


def test_what_is_gathered_for_a_rule_is_among_what_it_reads() -> None:
    read = {each.table: each.columns for each in explain(find_rule("VOTE002"), TODAY).reads}
    assert {"到会情况", "记名票", "无记名票决"} <= read.keys()
    assert "表决意见" in read["记名票"]
